"""The way of a file into the store: read, clean, describe, split, embed, keep."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ingest import split
from ingest.build import cut, read_bulletin
from ingest.describe import anchor_day
from ingest.read import find_files, read_bytes, read_document
from ingest.types import Bulletin, IngestReport, Rejection
from lexicon.errors import BantinError, InputError
from vectorstore.embedding import Embedder
from vectorstore.lock import writer_lock
from vectorstore.space import told_when_full
from vectorstore.store import Store
from vectorstore.types import Entry

_BATCH_CHUNKS = 256  # chunks embedded in one go; a bulletin is never parted

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file just finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file to take in: where it comes from, its name, and how to get its bytes."""

    origin: str
    name: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class _Outcome:
    """The report while it is being written."""

    stored: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    embedded: int = 0

    def report(self) -> IngestReport:
        return IngestReport(
            stored=tuple(self.stored),
            unchanged=tuple(self.unchanged),
            replaced=tuple(self.replaced),
            rejected=tuple(self.rejected),
            embedded=self.embedded,
        )


def _printable(path: Path | str) -> str:
    """Return a path as text; bytes of it that are no UTF-8, which nothing can store, as escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def ingest_paths(
    store: Store,
    embedder: Embedder,
    paths: Sequence[Path],
    *,
    on_progress: Progress | None = None,
    wait: bool = False,
) -> IngestReport:
    """Take in files and folders; one that fails is rejected with its reason, the others go on."""
    items, rejected = [], []
    for path in paths:
        try:
            items += [
                Item(
                    origin=_printable(file.resolve()),
                    name=_printable(file.name),
                    read=lambda file=file: read_bytes(file),  # type: ignore[misc]
                )
                for file in find_files([path])
            ]
        except InputError as error:
            rejected.append(Rejection(file=str(path), error=error))
    report = ingest_items(store, embedder, items, on_progress=on_progress, wait=wait)
    if not rejected:
        return report
    return IngestReport(
        stored=report.stored,
        unchanged=report.unchanged,
        replaced=report.replaced,
        rejected=(*rejected, *report.rejected),
        embedded=report.embedded,
    )


def ingest_items(
    store: Store,
    embedder: Embedder,
    items: Sequence[Item],
    *,
    on_progress: Progress | None = None,
    wait: bool = False,
) -> IngestReport:
    """Take in files under the writer lock and bring the indexes up to date.

    FingerprintError, with nothing touched, when the store was filled by another embedder or
    splitter; LockedError when another process is writing; StoreError with the room needed when
    the disk is full, after which the next run goes on where this one stopped.
    """
    fingerprints = {"embedder": embedder.fingerprint, "splitter": split.VERSION}
    outcome = _Outcome()
    with told_when_full(store.home, partial(_size, items)), writer_lock(store.home, wait=wait):
        for part, fingerprint in fingerprints.items():
            store.archive.require(part, fingerprint)
        try:
            for number, name in enumerate(_stored(store, embedder, items, outcome, fingerprints)):
                if on_progress:
                    on_progress(number + 1, len(items), name)
        finally:
            store.refresh()
    return outcome.report()


def _size(items: Sequence[Item]) -> int:
    """Return how many bytes the files that can be read have."""
    total = 0
    for item in items:
        with suppress(BantinError):
            total += len(item.read())
    return total


def read_again(store: Store) -> int:
    """Read the stored bulletins with today's catalogues; return how many there are.

    Nothing is embedded. Needs the writer lock; the indexes are then to be made anew.
    FingerprintError, with nothing touched, when the store was filled by another splitter.
    """
    store.archive.require("splitter", split.VERSION)
    sources = store.archive.sources()
    for source in sources:
        text = store.archive.text(source.id)
        anchor = anchor_day(source.published, source.title, text)
        store.archive.read_anew(*cut(Bulletin(source=source, text=text), anchor))
    return len(sources)


def _stored(
    store: Store,
    embedder: Embedder,
    items: Sequence[Item],
    outcome: _Outcome,
    fingerprints: dict[str, str],
) -> Iterator[str]:
    """Store item by item, embedding several bulletins together; yield each name when it is done."""
    known = store.archive.origins()
    waiting: list[Entry] = []
    for item in items:
        try:
            content = item.read()
            raw_hash = hashlib.sha256(content).hexdigest()
            if known.get(item.origin, ("",))[0] == raw_hash:
                outcome.unchanged.append(item.name)
                yield item.name
                continue
            bulletin, anchor = read_bulletin(item.name, read_document(item.name, content))
        except BantinError as error:
            outcome.rejected.append(Rejection(file=item.name, error=error))
            yield item.name
            continue
        if any(entry.source.id == bulletin.source.id for entry in waiting):
            yield from _flush(store, embedder, waiting, outcome, fingerprints)
        if store.archive.holds(bulletin.source.id):
            changed = store.archive.name_again(item.origin, raw_hash, bulletin.source.id)
            (outcome.replaced if changed else outcome.unchanged).append(item.name)
            yield item.name
            continue
        chunks, claims = cut(bulletin, anchor)
        waiting.append(
            Entry(
                source=bulletin.source,
                origin=item.origin,
                raw_hash=raw_hash,
                text=bulletin.text,
                chunks=chunks,
                claims=claims,
            )
        )
        if sum(len(entry.chunks) for entry in waiting) >= _BATCH_CHUNKS:
            yield from _flush(store, embedder, waiting, outcome, fingerprints)
    yield from _flush(store, embedder, waiting, outcome, fingerprints)


def _flush(
    store: Store,
    embedder: Embedder,
    waiting: list[Entry],
    outcome: _Outcome,
    fingerprints: dict[str, str],
) -> Iterator[str]:
    if not waiting:
        return
    vectors = embedder.passages([c.indexed_text for entry in waiting for c in entry.chunks])
    outcome.embedded += len(vectors)
    at = 0
    for entry in waiting:
        replaced = store.archive.replace(entry, vectors[at : at + len(entry.chunks)], fingerprints)
        at += len(entry.chunks)
        (outcome.replaced if replaced else outcome.stored).append(entry.source.file)
        yield entry.source.file
    waiting.clear()
