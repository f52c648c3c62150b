"""A7: disks of many sizes that become full while a home on them is written."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.chaos import work
from evals.chaos.bulletins import COUNT
from evals.chaos.children import Outcome, run
from evals.chaos.ground import Ground, Run, faults_of, lay

_ROUNDS = 3  # an archive that cannot even be made does not know yet what is to come


class NotRun(Exception):
    """A row that this machine cannot run, with the reason."""


def sizes(asked: Run) -> list[str]:
    """Return what went wrong over tmpfs disks, each smaller than the home in the making.

    The ingest says how many MB must be free; with these the same ingest ends as on a large disk.
    Every other disk holds a home already, of which half the bulletins are corrected.
    """
    ground, failures = lay(asked.folder), []
    needed = sum(path.stat().st_size for path in ground.master.rglob("*"))
    for number in range(asked.times):
        share = (number // 2 + 1) / (asked.times / 2 + 1)
        filled = bool(number % 2)
        size = int(needed * (1.05 + 2 * share if filled else 1.6 * share)) + 64_000
        found = _one(ground, asked, size, filled=filled)
        failures += [f"run {number}, {size // 1000} kB: {fault}" for fault in found]
    return failures


def _one(ground: Ground, asked: Run, size: int, *, filled: bool) -> list[str]:
    ground.write(range(COUNT), 1)
    disk = asked.folder / "disk"
    with mounted(disk, size):
        home = disk / "home"
        if filled:
            shutil.copytree(ground.master, home)
            ground.write(range(0, COUNT, 2), 2)
        acks = asked.folder / "acks"
        acks.unlink(missing_ok=True)
        outcome = run(work.take_in, home, [ground.inputs], acks, build=asked.build)
        told = work.noted(acks)
        wanted = {
            n: ground.new[n] if filled and int(n[2:5]) % 2 == 0 else id
            for n, id in ground.old.items()
        }
        found = []
        for _ in range(_ROUNDS):
            if outcome.kind == "done":
                break
            found += _message_faults(outcome)
            found += _acknowledged_faults(home, [wanted[name] for name in told], ground)
            grow(disk, free=room_named(str(outcome.value)))
            outcome = run(work.take_in, home, [ground.inputs], build=asked.build)
        if outcome.kind != "done":
            return [*found, f"not resumed with the room named: {outcome.value}"]
        return found + faults_of(run(work.check, home, ground.acknowledging(list(wanted.values()))))


def _wanted(ground: Ground, *, filled: bool) -> dict[str, str]:
    """Return id by file name of what the home holds in the end."""
    changed = {name: ground.new[name] for name in list(ground.new) if int(name[2:5]) % 2 == 0}
    return ground.old | changed if filled else dict(ground.old)


def _message_faults(outcome: Outcome) -> list[str]:
    if outcome.key == "disk-full" and room_named(str(outcome.value)):
        return []
    return [f"{outcome.kind} without the room needed: {outcome.value}"]


def _acknowledged_faults(home: Path, ids: list[str], ground: Ground) -> list[str]:
    """Return what a reader of the full disk misses; one that cannot open it waits for room."""
    outcome = run(work.held, home)
    if outcome.kind == "told" and outcome.key in ("no-store", "cannot-open"):
        return []
    if outcome.kind != "done":
        return [f"reading the full disk: {outcome.value}"]
    held = outcome.value[0]
    half = [id for id in held if ground.expected.digests.get(id) != held[id]]
    return [f"bulletin {id} is lost or not whole" for id in (*half, *(set(ids) - set(held)))]


def room_named(sentence: str) -> int:
    """Return the bytes a sentence says must be free, 0 when it names none."""
    named = re.search(r"(\d+) MB must be free", sentence)
    return int(named[1]) * 1_000_000 if named else 0


@contextmanager
def mounted(disk: Path, size: int) -> Iterator[None]:
    """Mount a tmpfs of so many bytes for the block; NotRun where that is not allowed."""
    disk.mkdir(exist_ok=True)
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mount.returncode:
        raise NotRun(f"no tmpfs can be mounted: {mount.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def grow(disk: Path, free: int) -> None:
    """Make the disk large enough for so many bytes to be free."""
    size = shutil.disk_usage(disk).used + max(free, 1_000_000)
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)
