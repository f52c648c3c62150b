"""D1: files that were valid before they were harmed, each taken in or refused with a reason."""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from evals.chaos.bulletins import HashedWords
from evals.chaos.children import Child, Outcome
from evals.chaos.ground import Result, Run
from evals.chaos.inside import harmed_package, harmed_pdf
from evals.chaos.measured import Measured, boxes_of, own_peak
from evals.chaos.mutations import mutated, spliced
from evals.chaos.valid_files import KINDS, bases, proof, valid_file
from ingest.fork_server import MEMORY_BYTES, WALL_SECONDS
from ingest.pipeline import ingest_paths
from ingest.sandbox import Sandbox
from ingest.types import IngestReport
from lexicon.errors import BantinError
from vectorstore.store import Store

_BATCH = 500  # files of one ingest
_LONGEST = 3_600.0  # seconds of one
_PROBED = 8  # the valid file read behind each so many is of the same kind, else of the lightest
_ENDED_WITHIN = 2.0  # seconds it takes to end a reader whose time is over
_INSIDE: dict[str, Callable[[bytes, Random], bytes]] = {
    "docx": harmed_package,
    "xlsx": harmed_package,
    "pdf": harmed_pdf,
}


@dataclass(slots=True)
class Taken:
    """What became of a batch."""

    faults: list[str] = field(default_factory=list)
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    peak: int = 0

    def add(self, other: "Taken") -> None:
        """Add another batch."""
        self.faults += other.faults
        self.kept += other.kept
        self.refused.update(other.refused)
        self.seconds = max(self.seconds, other.seconds)
        self.peak = max(self.peak, other.peak)


def harmed_files(asked: Run) -> Result:
    """Return what went wrong over harmed files, taken in batch by batch as from any folder.

    Each is kept or refused with a sentence, within 30 s and 1 GiB; the server that read it goes on,
    and reads the next valid file right.
    """
    whole = Taken()
    for first in range(0, asked.times, _BATCH):
        shutil.rmtree(asked.folder / "fuzz", ignore_errors=True)
        folder = asked.folder / "fuzz" / "in"
        folder.mkdir(parents=True)
        last = min(first + _BATCH, asked.times)
        for number in range(first, last):
            kind = KINDS[number % len(KINDS)]
            name = f"f{number:05}.{kind}"
            (folder / name).write_bytes(harmed_file(kind, Random(f"{asked.seed} {number}")))
        home = asked.folder / "fuzz" / "home"
        child = Child(take_in, home, folder, asked.build, build=asked.build)
        whole.add(_taken(child.outcome(_LONGEST), f"files {first} to {last - 1}"))
    told = ", ".join(f"{key} {count}" for key, count in whole.refused.most_common())
    beside = (
        f"{whole.kept} taken in; {told}; {whole.seconds:.1f} s and {whole.peak >> 20} MiB at most"
    )
    return Result(n=asked.times, failures=whole.faults, beside=beside)


def _taken(outcome: Outcome, what: str) -> Taken:
    if outcome.kind == "done" and isinstance(outcome.value, Taken):
        return outcome.value
    return Taken(faults=[f"{what}: the ingest {outcome.kind}, {outcome.value}"])


def harmed_file(kind: str, random: Random) -> bytes:
    """Return a file of this kind that was valid before."""
    content = random.choice(bases(kind))
    how = random.random()
    if kind in _INSIDE and how < 0.6:
        return _INSIDE[kind](content, random)
    if how > 0.95:
        return spliced(content, random.choice(bases(random.choice(KINDS))), random)
    return mutated(content, random)


def take_in(home: Path, folder: Path, build: str) -> Taken:
    """Take a folder in; return what became of each file and what it took."""
    taken = Taken()
    boxes = boxes_of(build, lambda box, name: _probe(taken, box, name))
    files = sorted(path.name for path in folder.iterdir())
    with closing(Store(home, create=True)) as store:
        report = ingest_paths(store, HashedWords(), [folder])
        taken.faults += store.archive.faults()
    _judge(taken, report, files)
    _limits(taken, boxes)
    return taken


def _judge(taken: Taken, report: IngestReport, files: list[str]) -> None:
    kept = [*report.stored, *report.unchanged, *report.replaced]
    refused = {rejection.file: rejection.error for rejection in report.rejected}
    taken.kept = len(kept)
    taken.refused.update(error.key for error in refused.values())
    told = sorted([*kept, *refused])
    if told != files:
        taken.faults += [f"{name}: nothing was told of it" for name in sorted({*files} - {*told})]
    taken.faults += [f"{name}: no reason, {e!r}" for name, e in refused.items() if vague(e)]


def vague(error: BantinError) -> bool:
    """Tell whether an error has no sentence for its file in both languages."""
    said = (error.say("vi"), error.say("en"))
    named = str(error.values.get("file", error.values.get("path")))
    return said[0] == said[1] or any(named not in told for told in said)


def _limits(taken: Taken, boxes: list[Measured]) -> None:
    seconds = {name: s for box in boxes for name, s in box.seconds.items()}
    taken.seconds = max(seconds.values(), default=0)
    taken.peak = max(own_peak(), *(box.peak for box in boxes))
    late = WALL_SECONDS + _ENDED_WITHIN
    taken.faults += [f"{name}: took {s:.1f} s" for name, s in seconds.items() if s > late]
    if taken.peak > MEMORY_BYTES:
        taken.faults.append(f"{taken.peak >> 20} MiB were held")
    if any(box.servers > 1 for box in boxes):
        taken.faults.append("a server ended")


def _probe(taken: Taken, box: Sandbox, name: str) -> None:
    """Have the sandbox that read a file read a valid one."""
    number, kind = name.lstrip("f").split(".")
    kind = kind if int(number) % _PROBED == 0 else "txt"
    assert isinstance(box, Measured)
    try:
        text = box.read_known(f"valid.{kind}", valid_file(kind))
    except BantinError as error:
        text = str(error)
    if proof(kind) not in text:
        taken.faults.append(f"behind {name}, a valid file gave {text[:80]!r}")
