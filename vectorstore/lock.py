"""One writer at a time in a home folder."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from lexicon.errors import LockedError, StoreError

WAIT_SECONDS = 0.5


@contextmanager
def writer_lock(home: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the home's only writer lock for the block.

    Another holder is named in a LockedError within 2 seconds, or waited for with `wait`. The
    operating system releases the lock of a process that died, so none has to be broken by hand.
    """
    holder = home / "writer.json"
    lock = FileLock(home / "writer.lock", timeout=-1 if wait else WAIT_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError("locked", home=str(home), holder=_describe(holder)) from error
    except OSError as error:
        raise StoreError("read-only", home=str(home), cause=error.strerror or error) from error
    try:
        with suppress(OSError):  # a full disk: the lock holds without the note
            holder.write_text(
                json.dumps({"pid": os.getpid(), "since": f"{datetime.now():%H:%M:%S}"}), "utf-8"
            )
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _describe(holder: Path) -> str:
    try:
        noted = json.loads(holder.read_text("utf-8"))
        return f"process {noted['pid']}, since {noted['since']}"
    except (OSError, ValueError, KeyError):
        return "another process"
