"""D2: hostile files and folders, refused with a reason, with nothing reached outside the input."""

import shutil
import socket
from contextlib import closing
from pathlib import Path

from evals.chaos.bombs import TEXT, Bait, Bomb
from evals.chaos.bombs_found import FOUND
from evals.chaos.bombs_packed import PACKAGES, ZIPS
from evals.chaos.bombs_pdf import PDFS
from evals.chaos.bombs_text import TEXTS
from evals.chaos.bulletins import HashedWords
from evals.chaos.children import Child
from evals.chaos.fuzz import vague
from evals.chaos.ground import Result, Run
from evals.chaos.measured import boxes_of, own_peak
from ingest.fork_server import MEMORY_BYTES, WALL_SECONDS
from ingest.pipeline import ingest_paths
from ingest.types import IngestReport
from vectorstore.store import Store

GROUPS = (FOUND, ZIPS, TEXTS, PACKAGES, PDFS)
SECRET = "Mật khẩu kho báu là cá heo màu tím, giá 9.876 đồng."
_ENDED_WITHIN = 4.0  # seconds beyond a reader's own 30 that a file may take
_LONGEST = 150.0  # seconds of one ingest; what takes longer hangs


def bombs(count: int) -> tuple[Bomb, ...]:
    """Return so many bombs, of every group in turn."""
    every = [bomb for group in GROUPS for bomb in group]
    turns = sorted(every, key=lambda bomb: max(g.index(bomb) for g in GROUPS if bomb in g))
    return tuple(turns[:count])


def hostile_files(asked: Run) -> Result:
    """Return which were not refused or read as they must be, or reached out of the input."""
    failures, seconds, peak, refused = [], 0.0, 0, 0
    every = bombs(asked.times)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for number, bomb in enumerate(every):
            folder = asked.folder / "hostile" / str(number)
            bait = _laid(folder, bomb, address)
            child = Child(take_in, folder, bomb.expected, asked.build, build=asked.build)
            outcome = child.outcome(_LONGEST)
            faults = [f"the ingest {outcome.kind}: {outcome.value}"]
            if outcome.kind == "done":
                faults, longest, most = outcome.value
                seconds, peak = max(seconds, longest), max(peak, most)
            faults += [f"{n} connections were made" for n in [_connections(server)] if n]
            if bait.secret.read_text("utf-8") != SECRET:
                faults.append("a file outside was written")
            refused += bomb.expected == "refused"
            failures += [f"{bomb.name}: {fault}" for fault in faults]
            shutil.rmtree(folder)
    beside = f"{refused} to be refused, {seconds:.1f} s and {peak >> 20} MiB at most"
    return Result(n=len(every), failures=failures, beside=beside)


def _laid(folder: Path, bomb: Bomb, address: str) -> Bait:
    (folder / "in").mkdir(parents=True)
    (folder / "outside").mkdir()
    secret = folder / "outside" / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    bait = Bait(address=address, secret=secret)
    bomb.write(folder / "in", bait)
    return bait


def _connections(server: socket.socket) -> int:
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def take_in(folder: Path, expected: str, build: str) -> tuple[list[str], float, int]:
    """Take a hostile folder in; return what went wrong, the longest file and the most memory."""
    boxes = boxes_of(build)
    before = _beside(folder)
    with closing(Store(folder / "home", create=True)) as store:
        report = ingest_paths(store, HashedWords(), [folder / "in"])
        texts = [store.archive.text(source.id) for source in store.archive.sources()]
        titles = [repr(source) for source in store.archive.sources()]
        found = _fate_faults(report, expected)
        if any(word in text for text in (*texts, *titles) for word in ("cá heo", "9.876")):
            found.append("a file outside was read")
        (folder / "in" / "z.txt").write_text(TEXT, "utf-8")
        behind = ingest_paths(store, HashedWords(), [folder / "in" / "z.txt"])
        if behind.rejected:
            found.append(f"a valid file behind it: {behind.rejected[0].error}")
    if _beside(folder) != before:
        found.append(f"files were written: {sorted(_beside(folder) - before)[:3]}")
    seconds = max((s for box in boxes for s in box.seconds.values()), default=0.0)
    peak = max(own_peak(), *(box.peak for box in boxes))
    if seconds > WALL_SECONDS + _ENDED_WITHIN:
        found.append(f"took {seconds:.1f} s")
    if peak > MEMORY_BYTES:
        found.append(f"{peak >> 20} MiB were held")
    if any(box.servers > 1 for box in boxes):
        found.append("a server ended")
    return found, seconds, peak


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
