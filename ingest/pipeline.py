"""The way of a file into the store: read, clean, describe, split, embed, keep."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ingest import split
from ingest.build import cut, read_bulletin
from ingest.describe import anchor_day
from ingest.families import Families, described, is_correction, text_hash
from ingest.items import Item, items_of, read_item, size_of
from ingest.read import find_files
from ingest.sandbox import ahead
from ingest.types import Bulletin, IngestReport, Rejection, Unread
from lexicon.errors import BantinError, InputError
from vectorstore.embedding import Embedder
from vectorstore.lock import writer_lock
from vectorstore.space import told_when_full
from vectorstore.store import Store
from vectorstore.types import Entry

_BATCH_CHUNKS = 256  # chunks embedded in one go; a bulletin is never parted

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file just finished."""


@dataclass(slots=True)
class _Outcome:
    """The report while it is being written."""

    stored: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    embedded: int = 0

    def report(self) -> IngestReport:
        return IngestReport(
            stored=tuple(self.stored),
            unchanged=tuple(self.unchanged),
            replaced=tuple(self.replaced),
            rejected=tuple(self.rejected),
            unread=tuple(self.unread),
            embedded=self.embedded,
        )


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
            for file in find_files([path]):
                items += items_of(file)
        except InputError as error:
            rejected.append(Rejection(file=str(path), error=error))
    report = ingest_items(store, embedder, items, on_progress=on_progress, wait=wait)
    return replace(report, rejected=(*rejected, *report.rejected))


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
    with told_when_full(store.home, partial(size_of, items)), writer_lock(store.home, wait=wait):
        for part, fingerprint in fingerprints.items():
            store.archive.require(part, fingerprint)
        try:
            for number, name in enumerate(_stored(store, embedder, items, outcome, fingerprints)):
                if on_progress:
                    on_progress(number + 1, len(items), name)
        finally:
            store.refresh()
    return outcome.report()


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
    sources = store.archive.sources()
    families = Families(sources)
    partly = {source.id for source in sources if source.unreadable_pages}
    waiting: list[Entry] = []
    # A file whose scans went unread is read again: the program that reads them may be there by now.
    read = partial(read_item, known={o: held for o, held in known.items() if held[1] not in partly})
    for item, raw_hash, found in ahead(read, items):
        if found is None:
            outcome.unchanged.append(item.name)
            yield item.name
            continue
        try:
            if isinstance(found, BantinError):
                raise found
            bulletin, anchor = read_bulletin(item.name, found)
        except BantinError as error:
            outcome.rejected.append(Rejection(file=item.name, error=error))
            yield item.name
            continue
        hashed = text_hash(bulletin.text)
        if any(_meet(entry, bulletin, hashed) for entry in waiting):
            yield from _flush(store, embedder, waiting, outcome, fingerprints, families)
        twin = store.archive.of_text(hashed)
        if held := _held_as(bulletin, twin, known.get(item.origin, ("", ""))[1], store):
            changed = store.archive.name_again(item.origin, raw_hash, held)
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
                text_hash=hashed,
                chunks=chunks,
                claims=claims,
                corrects=twin or _corrected(bulletin, families, store),
            )
        )
        if sum(len(entry.chunks) for entry in waiting) >= _BATCH_CHUNKS:
            yield from _flush(store, embedder, waiting, outcome, fingerprints, families)
    yield from _flush(store, embedder, waiting, outcome, fingerprints, families)


def _meet(entry: Entry, bulletin: Bulletin, hashed: str) -> bool:
    """Tell whether a bulletin that waits to be stored decides what becomes of another."""
    same = entry.source.id == bulletin.source.id or entry.text_hash == hashed
    return same or bool(Families([entry.source]).may_be_corrected_by(bulletin))


def _held_as(bulletin: Bulletin, twin: str | None, before: str, store: Store) -> str:
    """Return the id under which a bulletin's text is stored already, "" when it is to be stored.

    `twin` has the same text. `before` is what the file gave last time: one that describes the same
    text anew is stored anew, and so is one that describes it better than the file it came from.
    """
    if store.archive.holds(bulletin.source.id):
        return bulletin.source.id
    if twin is None or twin == before:
        return ""
    better = described(bulletin.source) > described(store.archive.source(twin))
    return "" if better else twin


def _corrected(bulletin: Bulletin, families: Families, store: Store) -> str:
    """Return the id of the stored bulletin that a new one is the corrected form of, or ""."""
    for source in families.may_be_corrected_by(bulletin):
        held = store.archive.holds(source.id)
        if held and is_correction(bulletin.text, store.archive.text(source.id)):
            return source.id
    return ""


def _flush(
    store: Store,
    embedder: Embedder,
    waiting: list[Entry],
    outcome: _Outcome,
    fingerprints: dict[str, str],
    families: Families,
) -> Iterator[str]:
    if not waiting:
        return
    vectors = embedder.passages([c.indexed_text for entry in waiting for c in entry.chunks])
    outcome.embedded += len(vectors)
    at = 0
    for entry in waiting:
        replaced = store.archive.replace(entry, vectors[at : at + len(entry.chunks)], fingerprints)
        at += len(entry.chunks)
        families.add(entry.source)
        (outcome.replaced if replaced else outcome.stored).append(entry.source.file)
        if pages := entry.source.unreadable_pages:
            outcome.unread.append(Unread(file=entry.source.file, pages=pages))
        yield entry.source.file
    waiting.clear()
