"""A1 and A2: writers killed with SIGKILL at random times."""

import time
from pathlib import Path

from evals.chaos import work
from evals.chaos.bulletins import COUNT
from evals.chaos.children import Child, run
from evals.chaos.ground import Ground, Run, done, faults_of, lay


def first_ingest(asked: Run) -> list[str]:
    """Return what went wrong over first ingests of 60 bulletins, each killed once.

    After a kill the store is whole; the same ingest then ends with the archive and the answers of
    one that was never disturbed.
    """
    ground, random, failures = lay(asked.folder), asked.random, []
    right = done(run(work.answers, ground.master, 20_000)).value
    acks = asked.folder / "acks"
    for number in range(asked.times):
        ground.fresh_home(filled=False)
        acks.unlink(missing_ok=True)
        child = Child(work.take_in, ground.home, [ground.inputs], acks, build=asked.build)
        time.sleep(random.uniform(0, ground.seconds))
        child.kill()
        told = [ground.old[name] for name in work.noted(acks)]
        expected = ground.acknowledging(told)
        found = faults_of(run(work.after_kill, ground.home, expected, [ground.inputs]))
        found += _not_as_undisturbed(ground, right)
        failures += [f"run {number}, {len(told)} acknowledged: {fault}" for fault in found]
    return failures


def _not_as_undisturbed(ground: Ground, right: object) -> list[str]:
    outcome = run(work.held, ground.home)
    if outcome.kind != "done":
        return [f"cannot be read after it was resumed: {outcome.value}"]
    found = []
    if outcome.value[1] != ground.old:
        found.append("resumed: the archive is not that of an undisturbed run")
    if run(work.answers, ground.home, 20_000).value != right:
        found.append("resumed: the answers are not those of an undisturbed run")
    return found


def changes(asked: Run) -> list[str]:
    """Return what went wrong over corrections, repeated ingests and removals, each killed once.

    Every bulletin answers in one version, the old one or the new, whole; the new one once it was
    acknowledged.
    """
    ground, failures = lay(asked.folder), []
    for number in range(asked.times):
        kind = ("correct", "repeat", "forget")[number % 3]
        found = _one_change(ground, asked, kind, number)
        failures += [f"run {number}, {kind}: {fault}" for fault in found]
    return failures


def _one_change(ground: Ground, asked: Run, kind: str, number: int) -> list[str]:
    random = type(asked.random)(asked.seed * 1_000 + number)
    changed = sorted(random.sample(range(COUNT), 12 if kind == "forget" else 30))
    ground.write(range(COUNT), 1)
    ground.fresh_home(filled=True)
    acks = asked.folder / "acks"
    acks.unlink(missing_ok=True)
    names = [f"bt{n:03}.txt" for n in changed]
    if kind == "forget":
        gone = [ground.old[name] for name in names]
        child = Child(work.forget, ground.home, gone, acks, build=asked.build)
        time.sleep(random.uniform(0, ground.seconds * 4))
    else:
        if kind == "correct":
            ground.write(changed, 2)
        else:
            _space(ground, names)
        child = Child(work.take_in, ground.home, [ground.inputs], acks, build=asked.build)
        time.sleep(random.uniform(0, ground.seconds))
    child.kill()
    return _after_change(ground, kind, names, work.noted(acks))


def _space(ground: Ground, names: list[str]) -> None:
    """Change the bytes of some files and nothing a reader sees."""
    for name in names:
        path = ground.inputs / name
        path.write_text(path.read_text("utf-8") + "\n \n", "utf-8")


def _after_change(ground: Ground, kind: str, names: list[str], told: list[str]) -> list[str]:
    acknowledged = [ground.new[n] for n in told if n in names] if kind == "correct" else []
    staying = [id for name, id in ground.old.items() if kind == "repeat" or name not in names]
    expected = ground.acknowledging([*acknowledged, *staying])
    found = faults_of(run(work.check, ground.home, expected))
    outcome = run(work.held, ground.home)
    if outcome.kind != "done":
        return [*found, f"cannot be read: {outcome.value}"]
    held = set(outcome.value[0])
    for name in names:
        versions = [ground.old[name] in held, ground.new[name] in held]
        if kind == "forget":
            if ground.old[name] in told and versions[0]:
                found.append(f"{name} was forgotten and is there")
        elif sum(versions) != 1:
            found.append(f"{name} answers in {sum(versions)} versions")
    return found + _end(ground, kind, names)


def _end(ground: Ground, kind: str, names: list[str]) -> list[str]:
    """Return what is wrong after the same command was run again to its end."""
    wanted = dict(ground.old)
    if kind == "forget":
        gone = [wanted.pop(name) for name in names]
        outcome = run(work.forget, ground.home, gone, Path(ground.folder / "acks"))
    else:
        wanted |= {name: ground.new[name] for name in names} if kind == "correct" else {}
        outcome = run(work.take_in, ground.home, [ground.inputs])
    if outcome.kind != "done":
        return [f"run again: {outcome.value}"]
    found = faults_of(run(work.check, ground.home, ground.acknowledging(list(wanted.values()))))
    if done(run(work.held, ground.home)).value[1] != wanted:
        found.append("run again: it does not hold what an undisturbed run leaves")
    return found
