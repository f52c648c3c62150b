"""The way of a file into the store: read, clean, describe, split, embed, keep."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from ingest import split, zipped
from ingest.build import cut
from ingest.describe import anchor_day
from ingest.families import Families, described, has_corrected, is_correction, text_hash
from ingest.read import find_files, read_bytes, real_path, require_inside
from ingest.sandbox import ahead, understood_apart
from ingest.types import Bulletin, IngestReport, Rejection, Understood
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
    """One file to take in: where it comes from, its name, and how to get its bytes.

    `url` is its address where it states none itself.
    """

    origin: str
    name: str
    read: Callable[[], bytes]
    url: str = ""


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
    items: list[Item] = []
    rejected: list[Rejection] = []
    for path in paths:
        try:
            files = list(find_files([path]))
        except InputError as error:
            rejected.append(Rejection(file=str(path), error=error))
            continue
        for file in files:
            try:
                require_inside(file, path)
                items += _items(file)
            except InputError as error:
                rejected.append(Rejection(file=_printable(file.name), error=error))
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


def _items(file: Path) -> list[Item]:
    """Return what a file holds: itself, or the files packed in it."""
    origin = _printable(real_path(file))
    if not zipped.is_zip(file):
        return [Item(origin=origin, name=_printable(file.name), read=partial(read_bytes, file))]
    return [
        Item(
            origin=f"{origin}!{_printable(name)}",
            name=_printable(PurePosixPath(name).name),
            read=partial(zipped.read_member, file, name),
        )
        for name in zipped.members(file)
    ]


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
    families = Families(store.archive.sources())
    waiting: list[Entry] = []
    read = partial(_read, known=known)
    for item, raw_hash, found in ahead(read, items):
        if found is None:
            outcome.unchanged.append(item.name)
            yield item.name
            continue
        if isinstance(found, BantinError):
            outcome.rejected.append(Rejection(file=item.name, error=found))
            yield item.name
            continue
        bulletin = found.bulletin
        hashed = text_hash(bulletin.text)
        if any(_meet(entry, bulletin, hashed) for entry in waiting):
            yield from _flush(store, embedder, waiting, outcome, fingerprints, families)
        twin = store.archive.of_text(hashed)
        held = _held_as(bulletin, twin, known.get(item.origin, ("", ""))[1], store)
        if held := held or _corrected_before(bulletin, families, store):
            changed = store.archive.name_again(item.origin, raw_hash, held)
            (outcome.replaced if changed else outcome.unchanged).append(item.name)
            yield item.name
            continue
        waiting.append(
            Entry(
                source=bulletin.source,
                origin=item.origin,
                raw_hash=raw_hash,
                text=bulletin.text,
                text_hash=hashed,
                chunks=found.chunks,
                claims=found.claims,
                corrects=twin or _corrected(bulletin, families, store),
            )
        )
        if sum(len(entry.chunks) for entry in waiting) >= _BATCH_CHUNKS:
            yield from _flush(store, embedder, waiting, outcome, fingerprints, families)
    yield from _flush(store, embedder, waiting, outcome, fingerprints, families)


def _meet(entry: Entry, bulletin: Bulletin, hashed: str) -> bool:
    """Tell whether a bulletin that waits to be stored decides what becomes of another."""
    same = entry.source.id == bulletin.source.id or entry.text_hash == hashed
    family = Families([entry.source])
    related = family.may_be_corrected_by(bulletin) or family.may_have_corrected(bulletin)
    return same or bool(related)


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


def _corrected_before(bulletin: Bulletin, families: Families, store: Store) -> str:
    """Return the id of the corrected form of a bulletin that is stored already, or ""."""
    for source in families.may_have_corrected(bulletin):
        if store.archive.holds(source.id):
            stored = Bulletin(source=source, text=store.archive.text(source.id))
            if has_corrected(stored, bulletin):
                return source.id
    return ""


def _corrected(bulletin: Bulletin, families: Families, store: Store) -> str:
    """Return the id of the stored bulletin that a new one is the corrected form of, or ""."""
    for source in families.may_be_corrected_by(bulletin):
        held = store.archive.holds(source.id)
        if held and is_correction(bulletin.text, store.archive.text(source.id)):
            return source.id
    return ""


def _read(
    item: Item, known: Mapping[str, tuple[str, str]]
) -> tuple[Item, str, Understood | BantinError | None]:
    """Return a file's hash and its bulletin, None when it is stored as it is, or why not."""
    try:
        content = item.read()
        raw_hash = hashlib.sha256(content).hexdigest()
        if known.get(item.origin, ("",))[0] == raw_hash:
            return item, raw_hash, None
        return item, raw_hash, understood_apart(item.name, content, item.url)
    except BantinError as error:
        return item, "", error


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
        yield entry.source.file
    waiting.clear()
