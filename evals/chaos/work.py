"""What the children do: the product's own steps with the embedder of this package."""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from evals.chaos.bulletins import HashedWords, long_bulletin, name
from evals.chaos.whole import Expected, bulletin_faults, digests, index_bytes, whole
from ingest import pipeline
from ingest.pipeline import ingest_paths
from vectorstore.lock import writer_lock
from vectorstore.store import Store

_BATCH = 24  # chunks embedded in one go, so that bulletins are stored from the first moments on


class Acknowledged:
    """A file with a line for each bulletin a writer was told is stored (or gone)."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def note(self, name: str) -> None:
        """Add a line; it stays when the process is killed."""
        os.write(self._file, f"{name}\n".encode())


def noted(path: Path) -> list[str]:
    """Return the lines of such a file; none when nothing was acknowledged."""
    return path.read_text("utf-8").split() if path.is_file() else []


def take_in(
    home: Path,
    paths: Sequence[Path],
    acks: Path | None = None,
    wait: bool = False,
    delay: float = 0,
) -> int:
    """Take in files as `bantin ingest` does; return how many texts were embedded."""
    pipeline._BATCH_CHUNKS = _BATCH
    embedder = HashedWords(delay=delay)
    done = Acknowledged(acks) if acks else None
    with closing(Store(home, create=True)) as store:
        report = ingest_paths(
            store,
            embedder,
            paths,
            on_progress=lambda _, __, file: done.note(file) if done else None,
            wait=wait,
        )
    if report.rejected:
        raise AssertionError(str(report.rejected[0].error))
    return embedder.calls


def enlarge(home: Path, chunks: int) -> None:
    """Put one bulletin of so many chunks into a home."""
    entry, embedder = long_bulletin(chunks), HashedWords()
    vectors = embedder.passages([chunk.indexed_text for chunk in entry.chunks])
    with writer_lock(home), closing(Store(home, create=True)) as store:
        store.archive.replace(entry, vectors, {"embedder": embedder.fingerprint})
        store.refresh()


def forget(home: Path, ids: Sequence[str], acks: Path) -> None:
    """Remove bulletins one by one as `bantin forget` does; one that is gone is passed over."""
    done = Acknowledged(acks)
    for id in ids:
        with writer_lock(home), closing(Store(home, create=True)) as store:
            if store.archive.holds(id):
                store.archive.forget(id)
            store.refresh()
        done.note(id)


def held(home: Path) -> tuple[dict[str, str], dict[str, str], int]:
    """Return digest by id, id by the file's name, and the bytes of the indexes."""
    with closing(Store(home)) as store:
        names = {Path(origin).name: id for origin, (_, id) in store.archive.origins().items()}
        return digests(store.archive), names, index_bytes(home)


def check(home: Path, expected: Expected) -> list[str]:
    """Return what is wrong with the store."""
    return whole(home, expected)


def answers(home: Path, limit: int) -> list[tuple[tuple[str, float], ...]]:
    """Return what a few searches find, rounded to what float16 keeps."""
    embedder = HashedWords()
    asked = ["giá gạo tháng 5/2016", "xăng giảm", "chợ đầu mối nhóm hàng thứ 2", name(7)]
    with closing(Store(home, exact_scan_limit=limit)) as store:
        return [
            tuple(
                (hit.chunk.id, round(hit.score, 2))
                for hit in store.search(embedder.question(text), text.split(), limit=5)
            )
            for text in asked
        ]


def after_kill(home: Path, expected: Expected, paths: Sequence[Path]) -> list[str]:
    """Return what is wrong after a kill, and what differs after the same ingest was run again."""
    found = whole(home, expected)
    take_in(home, paths)
    now = held(home)[0]
    found += [f"resumed: {fault}" for fault in bulletin_faults(now, expected)]
    with closing(Store(home)) as store:
        return found + [f"resumed: {fault}" for fault in store.faults()]


Answers = list[list[tuple[tuple[str, float], ...]]]


def with_damage(home: Path, paths: Sequence[Path]) -> tuple[Answers, list[str], int, list[str]]:
    """Return both ways' answers, the faults found, what an ingest then embeds, and those left."""
    found = [answers(home, limit) for limit in (20_000, 0)]
    with closing(Store(home)) as store:
        faults = list(store.faults())
    embedded = take_in(home, paths)
    with closing(Store(home)) as store:
        left = list(store.faults())
    return found, faults, embedded, left
