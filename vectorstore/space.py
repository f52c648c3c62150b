"""A full disk, told in one sentence with the room that is needed."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lexicon.errors import StoreError

# Bytes kept of each byte of a bulletin, of 337 bulletins in 3,853 chunks of 384 dimensions: 9.1 in
# the archive, 8.6 in Chroma, 3.6 in BM25.
_ARCHIVE, _INDEXES = 10, 14
_LOG = 8_000_000  # SQLite writes its log back into the archive about every 4 MB
_LEAST = 3_000_000  # an archive and both indexes with hardly anything in them, twice
# With less than this left a write that failed for a reason not given failed for want of room.
_NOTHING = 300_000
_FULL = ("disk is full", "No space left", "Disk quota")
# What SQLite and Chroma say, and numpy's short write, do not tell a full disk from a broken one.
_UNEXPLAINED = ("cannot-open", "cannot-write", "bad-index", "read-only")


@contextmanager
def told_when_full(home: Path, incoming: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Turn an OSError of the block, or a full disk met in it, into a StoreError that says so.

    `incoming` returns the size in bytes of the files that were to be taken in.
    """
    try:
        yield
    except (OSError, StoreError) as error:
        if _is_full(error, home):
            free = _free(home) // 1_000_000
            raise StoreError(
                "disk-full", home=str(home), needed=needed_mb(home, incoming()), free=free
            ) from error
        if isinstance(error, StoreError):
            raise
        cause = error.strerror or str(error)
        raise StoreError("read-only", home=str(home), cause=cause) from error


def needed_mb(home: Path, incoming: int) -> int:
    """Return how many MB must be free to take in so many bytes and make both indexes anew."""
    held = sum(path.stat().st_size for path in home.rglob("*") if path.parent != home)
    kept = _ARCHIVE * incoming
    needed = kept + min(kept, _LOG) + _INDEXES * incoming + held + _LEAST
    return -(-needed // 1_000_000)


def _is_full(error: BaseException | None, home: Path) -> bool:
    cause = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(words in str(cause) for words in _FULL):
            return True
        cause = cause.__cause__
    told_why = isinstance(error, StoreError) and error.key not in _UNEXPLAINED
    return not told_why and _free(home) < _NOTHING


def _free(home: Path) -> int:
    while not home.exists() and home != home.parent:
        home = home.parent
    return shutil.disk_usage(home).free
