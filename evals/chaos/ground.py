"""The ground a row is run on: bulletins, a home made of them undisturbed, and what it holds."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from evals.chaos import work
from evals.chaos.bulletins import COUNT, write_bulletin, write_bulletins
from evals.chaos.children import Outcome, run
from evals.chaos.whole import Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How often, from which seed, in which folder and over which build a row is run."""

    times: int
    seed: int
    folder: Path
    build: str = ""

    @property
    def random(self) -> Random:
        """A generator of its own, begun at the seed."""
        return Random(self.seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a row came to; `beside` is what else it measured."""

    n: int
    failures: list[str]
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Two versions of each bulletin: their ids by file name, and what a store of them may hold."""

    folder: Path
    inputs: Path
    master: Path  # a whole home of version 1
    old: dict[str, str]
    new: dict[str, str]
    expected: Expected
    seconds: float  # a first ingest takes

    @property
    def home(self) -> Path:
        """Where the home of one run stands."""
        return self.folder / "home"

    def fresh_home(self, *, filled: bool) -> None:
        """Clear the home of a run, or put a copy of the master there."""
        shutil.rmtree(self.home, ignore_errors=True)
        if filled:
            shutil.copytree(self.master, self.home)

    def acknowledging(self, ids: Sequence[str]) -> Expected:
        """Return what the home may hold once these bulletins were acknowledged."""
        return replace(self.expected, acknowledged=tuple(ids))

    def write(self, numbers: Sequence[int], version: int) -> None:
        """Write these bulletins in this version."""
        for number in numbers:
            write_bulletin(self.inputs, number, version)


def lay(folder: Path) -> Ground:
    """Return the ground of this folder, made when it is asked for first, with its files as new."""
    ground = _lay(folder)
    ground.write(range(COUNT), 1)
    return ground


@cache
def _lay(folder: Path) -> Ground:
    inputs = folder / "in"
    homes, taken = {}, Outcome(kind="done")
    for version in (2, 1):
        write_bulletins(inputs, version=version)
        home = folder / f"master-{version}"
        taken = done(run(work.take_in, home, [inputs]))
        homes[version] = done(run(work.held, home)).value
    (digests, old, size), (newer, new, _) = homes[1], homes[2]
    if not len(old) == len(new) == COUNT or set(digests) & set(newer):
        raise AssertionError("the bulletins are not those meant")
    return Ground(
        folder=folder,
        inputs=inputs,
        master=folder / "master-1",
        old=old,
        new=new,
        expected=Expected(digests=digests | newer, index_bytes=size),
        seconds=taken.seconds,
    )


def done(outcome: Outcome) -> Outcome:
    """Return the outcome of a step that has to succeed; AssertionError when it did not."""
    if outcome.kind != "done":
        raise AssertionError(f"{outcome.kind}: {outcome.value}")
    return outcome


def faults_of(outcome: Outcome) -> list[str]:
    """Return the faults a checking child found; that it died is one."""
    if outcome.kind == "done":
        return list(outcome.value)
    return [f"the check {outcome.kind}: {outcome.value}"]
