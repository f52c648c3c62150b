"""One writer at a time, and none that a dead process keeps out."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lexicon.errors import LockedError, StoreError
from vectorstore.lock import writer_lock

HOLD = """
import sys
from pathlib import Path
from vectorstore.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process that holds the lock of `tmp_path` until it is told or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_writer_is_told_within_two_seconds_who_holds_the_lock(tmp_path, holder):
    """The sentence names the process and the home."""
    started = time.monotonic()
    with pytest.raises(LockedError) as caught, writer_lock(tmp_path):
        raise AssertionError("two writers")
    assert time.monotonic() - started < 2
    assert f"process {holder.pid}" in caught.value.say("en")
    assert str(tmp_path) in caught.value.say("vi")


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path, holder):
    """SIGKILL leaves its note behind, and the next writer replaces it."""
    holder.kill()
    holder.wait()
    with writer_lock(tmp_path):
        assert json.loads((tmp_path / "writer.json").read_text("utf-8"))["pid"] == os.getpid()


def test_a_writer_that_waits_goes_on_when_the_other_ends(tmp_path, holder):
    """With `wait` no error is raised."""
    holder.communicate("")
    with writer_lock(tmp_path, wait=True):
        assert holder.returncode == 0


def test_a_writer_leaves_no_note_behind(tmp_path):
    """After the block, also one that failed, nobody is named."""
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        raise ZeroDivisionError
    assert not (tmp_path / "writer.json").exists()
    with writer_lock(tmp_path):
        assert (tmp_path / "writer.json").exists()


@pytest.mark.parametrize("note", [None, "{", "{}"], ids=["none", "half-written", "empty"])
def test_a_holder_without_a_note_is_another_process(tmp_path, holder, note, monkeypatch):
    """A note that cannot be read is no traceback."""
    path = tmp_path / "writer.json"
    monkeypatch.setattr("vectorstore.lock.WAIT_SECONDS", 0.1)
    path.unlink() if note is None else path.write_text(note, "utf-8")
    with pytest.raises(LockedError, match="another process"), writer_lock(tmp_path):
        raise AssertionError("two writers")


def test_a_home_that_cannot_be_written_is_said_to_be_so(tmp_path):
    """A home below a file has no place for a lock."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="cannot be written"), writer_lock(tmp_path / "file"):
        raise AssertionError("locked nothing")
