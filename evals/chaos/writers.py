"""B1: several ingests of one home at once."""

import re
from pathlib import Path

from evals.chaos import work
from evals.chaos.children import Child, Outcome, run
from evals.chaos.ground import Ground, Run, faults_of, lay

_HELD = 2.5  # seconds the writer that is first keeps the lock: longer than the others may wait
_WITHIN = 2.0  # seconds until a second writer must be told


def at_once(asked: Run) -> list[str]:
    """Return what went wrong over homes that two or four ingests write at the same time.

    Without `--wait` the others are told within 2 s which process writes; with it they follow. In
    the end the home holds what each of them brought.
    """
    ground, failures = lay(asked.folder), []
    for number in range(asked.times):
        writers, wait = (2, 4)[number % 2], number % 4 >= 2
        found = _one(ground, asked, writers, wait=wait)
        failures += [f"run {number}, {writers} writers, wait {wait}: {fault}" for fault in found]
    return failures


def _one(ground: Ground, asked: Run, writers: int, *, wait: bool) -> list[str]:
    ground.fresh_home(filled=False)
    files = sorted(ground.inputs.iterdir())
    parts = [files[at::writers] for at in range(writers)]
    delay = _HELD / 5 if wait else _HELD
    children = [
        Child(work.take_in, ground.home, part, None, wait, delay, build=asked.build)
        for part in parts
    ]
    pids = [child.pid for child in children]
    outcomes = [child.outcome() for child in children]
    found = _told_faults(outcomes, pids, wait=wait)
    for part, outcome in zip(parts, outcomes, strict=True):
        if outcome.kind == "told":
            found += _again(ground.home, part)
    expected = ground.acknowledging(list(ground.old.values()))
    return found + faults_of(run(work.check, ground.home, expected))


def _again(home: Path, part: list[Path]) -> list[str]:
    outcome = run(work.take_in, home, part)
    return [] if outcome.kind == "done" else [f"told to try later, then: {outcome.value}"]


def _told_faults(outcomes: list[Outcome], pids: list[int], *, wait: bool) -> list[str]:
    done = [pid for pid, outcome in zip(pids, outcomes, strict=True) if outcome.kind == "done"]
    found = [str(o.value) for o in outcomes if o.kind not in ("done", "told")]
    if len(done) != (len(pids) if wait else 1):
        found.append(f"{len(done)} of {len(pids)} wrote")
    for outcome in outcomes:
        if outcome.kind != "told":
            continue
        if outcome.key != "locked" or holder(str(outcome.value)) not in done:
            found.append(f"told: {outcome.value}")
        if outcome.seconds > _WITHIN:
            found.append(f"told after {outcome.seconds:.1f} s")
    return found


def holder(sentence: str) -> int:
    """Return the number of the process a sentence says is writing, 0 when it names none."""
    named = re.search(r"process (\d+)", sentence)
    return int(named[1]) if named else 0
