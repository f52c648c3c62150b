"""D2: hostile files and folders, refused with a reason, with nothing reached outside the input."""

import re
import shutil
import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from evals.chaos.bombs import TEXT, Bait, Bomb, Expected
from evals.chaos.bombs_found import FOUND
from evals.chaos.bombs_packed import PACKAGES, ZIPS
from evals.chaos.bombs_pdf import PDFS
from evals.chaos.bombs_text import TEXTS
from evals.chaos.bulletins import HashedWords
from evals.chaos.children import Child
from evals.chaos.fuzz import vague
from evals.chaos.ground import Result, Run
from evals.chaos.measured import boxes_of, own_peak
from evals.chaos.valid_files import KINDS, valid_file
from ingest.fork_server import MEMORY_BYTES, WALL_SECONDS
from ingest.pipeline import ingest_paths
from ingest.types import IngestReport
from vectorstore.store import Store

GROUPS = (FOUND, ZIPS, TEXTS, PACKAGES, PDFS)
SECRET = "Mật khẩu kho báu là cá heo màu tím, giá 9.876 đồng."
_SECRET_WORDS = ("cá heo", "9.876")
_ENDED_WITHIN = 4.0  # seconds beyond a reader's own 30 that a file may take
_LONGEST = 150.0  # seconds of one in its batch; what takes longer hangs
_BATCH = 13  # in one process


def bombs(count: int) -> tuple[Bomb, ...]:
    """Return so many bombs, of every group in turn."""
    every = [bomb for group in GROUPS for bomb in group]
    turns = sorted(every, key=lambda bomb: max(g.index(bomb) for g in GROUPS if bomb in g))
    return tuple(turns[:count])


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A bomb in its folder, with what it reaches for."""

    name: str
    expected: Expected
    folder: Path
    bait: Bait


def hostile_files(asked: Run) -> Result:
    """Return which were not refused or read as they must be, or reached out of the input."""
    every = bombs(asked.times)
    failures: list[str] = []
    seconds, peak = 0.0, 0
    with socket.create_server(("127.0.0.1", 0), backlog=_BATCH) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for first in range(0, len(every), _BATCH):
            ground = asked.folder / "hostile"
            laid = [_laid(ground, bomb, address) for bomb in every[first : first + _BATCH]]
            child = Child(take_in_all, laid, asked.build, build=asked.build)
            outcome = child.outcome(_LONGEST * len(laid))
            if outcome.kind == "done":
                found, longest, most = outcome.value
                seconds, peak = max(seconds, longest), max(peak, most)
            else:
                found = [f"{laid[0].name} and so on: {outcome.kind}: {outcome.value}"]
            failures += [*found, *_outside_faults(laid, server)]
            shutil.rmtree(ground)
    refused = sum(bomb.expected == "refused" for bomb in every)
    beside = f"{refused} to be refused; {seconds:.1f} s and {peak >> 20} MiB at most"
    return Result(n=len(every), failures=failures, beside=beside)


def _outside_faults(laid: list[Laid], server: socket.socket) -> list[str]:
    count = _connections(server)
    found = [f"{count} connections were made by {laid[0].name} and so on"] if count else []
    written = [one for one in laid if one.bait.secret.read_text("utf-8") != SECRET]
    return found + [f"{one.name}: the file outside was written" for one in written]


def _laid(ground: Path, bomb: Bomb, address: str) -> Laid:
    folder = ground / re.sub(r"\W+", "-", bomb.name)
    (folder / "in").mkdir(parents=True)
    (folder / "outside").mkdir()
    secret = folder / "outside" / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    bait = Bait(address=address, secret=secret)
    bomb.write(folder / "in", bait)
    return Laid(name=bomb.name, expected=bomb.expected, folder=folder, bait=bait)


def _connections(server: socket.socket) -> int:
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def take_in_all(laid: list[Laid], build: str) -> tuple[list[str], float, int]:
    """Take hostile folders in; return what went wrong, the longest file and the most memory."""
    (box,) = boxes_of(build, count=1)
    for kind in KINDS:
        box.read_known(f"valid.{kind}", valid_file(kind))  # so that its libraries are loaded
    found: list[str] = []
    longest = 0.0
    for one in laid:
        box.seconds.clear()
        try:
            faults = _take_in(one)
        except Exception as error:  # which a user would see as a traceback
            faults = [f"the ingest ended with {error!r}"[:300]]
        seconds = max(box.seconds.values(), default=0.0)
        if seconds > WALL_SECONDS + _ENDED_WITHIN:
            faults.append(f"took {seconds:.1f} s")
        if max(own_peak(), box.peak) > MEMORY_BYTES:
            faults.append(f"{max(own_peak(), box.peak) >> 20} MiB were held")
        if box.servers > 1:
            faults.append("a server ended")
        found += [f"{one.name}: {fault}" for fault in faults]
        longest = max(longest, seconds)
    return found, longest, max(own_peak(), box.peak)


def _take_in(one: Laid) -> list[str]:
    before = _beside(one.folder)
    with closing(Store(one.folder / "home", create=True)) as store:
        report = ingest_paths(store, HashedWords(), [one.folder / "in"])
        sources = store.archive.sources()
        held = " ".join(f"{store.archive.text(source.id)} {source!r}" for source in sources)
        found = _fate_faults(report, one.expected)
        if any(word in held for word in _SECRET_WORDS):
            found.append("a file outside was read")
        (one.folder / "in" / "z.txt").write_text(TEXT, "utf-8")
        behind = ingest_paths(store, HashedWords(), [one.folder / "in" / "z.txt"])
        found += [f"a valid file behind it: {r.error}" for r in behind.rejected]
    written = sorted(_beside(one.folder) - before)
    return found + ([f"files were written: {written[:3]}"] if written else [])


def _fate_faults(report: IngestReport, expected: str) -> list[str]:
    taken = [*report.stored, *report.unchanged, *report.replaced]
    found = [f"no reason: {r.error!r}" for r in report.rejected if vague(r.error)]
    if expected == "read" and not taken:
        found.append(f"refused: {[str(r.error) for r in report.rejected]}")
    if expected == "refused" and taken:
        found.append(f"taken in: {[*taken]}"[:200])
    if not taken and not report.rejected:
        found.append("passed over in silence")
    return found


def _beside(folder: Path) -> set[str]:
    """Return what stands outside the input and the home."""
    inside = (folder / "in", folder / "home")
    paths = (path for path in folder.parent.rglob("*") if not path.is_relative_to(inside[1]))
    return {str(path) for path in paths if not path.is_relative_to(inside[0])}
