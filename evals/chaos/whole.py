"""What "the store is whole" means, as faults in words."""

import hashlib
import time
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lexicon.errors import StoreError
from vectorstore.archive import Archive
from vectorstore.lock import writer_lock
from vectorstore.store import LEXICAL_FOLDER, VECTOR_FOLDER, Store

_OPENED_WITHIN = 10  # seconds
_GROWN = 4  # times the size expected
_ASKED = 12  # chunks looked up through each of the two ways of search
_NEAR = 2e-3  # of a similarity: vectors are kept as float16


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a store may hold: id -> digest of a whole bulletin, and the bytes of its indexes."""

    digests: Mapping[str, str]
    index_bytes: int
    acknowledged: Collection[str] = field(default=())


def digests(archive: Archive) -> dict[str, str]:
    """Return id -> hash of everything kept of a bulletin: text, chunks, vectors, figures."""
    found = {}
    ids, vectors = archive.vectors()
    rows = dict(zip(ids, vectors, strict=True))
    for source in archive.sources():
        own = [id for id in ids if id.startswith(f"{source.id}:")]
        digest = hashlib.sha256(repr((source, archive.text(source.id))).encode())
        for chunk in archive.chunks(own):
            digest.update(repr(chunk).encode() + rows[chunk.id].tobytes())
        digest.update(repr(archive.figures_in(source.id)).encode())
        found[source.id] = digest.hexdigest()
    return found


def index_bytes(home: Path) -> int:
    """Return how large the indexes are on the disk."""
    folders = (home / VECTOR_FOLDER, home / LEXICAL_FOLDER)
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*"))


def whole(home: Path, expected: Expected) -> list[str]:
    """Return what is wrong with a store that was left as it is; empty when it is whole.

    First it is read as any question would, then the next writer's refresh is made.
    """
    started = time.monotonic()
    try:
        found = _read_faults(home, expected)
    except StoreError as error:
        if error.key == "no-store" and not expected.acknowledged:
            return []
        return [f"it cannot be read: {error}"]
    if (passed := time.monotonic() - started) > _OPENED_WITHIN:
        found.append(f"opening and reading took {passed:.1f} s")
    with writer_lock(home), closing(Store(home, create=True)) as store:
        store.refresh()
        found += store.faults()
    if (size := index_bytes(home)) > _GROWN * expected.index_bytes:
        found.append(f"the indexes have {size} bytes, not {expected.index_bytes}")
    return found


def _read_faults(home: Path, expected: Expected) -> list[str]:
    found = []
    for limit in (20_000, 0):
        with closing(Store(home, exact_scan_limit=limit)) as store:
            if limit:
                found += bulletin_faults(digests(store.archive), expected)
                found += store.archive.faults()
            found += _search_faults(store)
    return found


def bulletin_faults(held: Mapping[str, str], expected: Expected) -> list[str]:
    """Return which bulletins are not whole, and which acknowledged ones are not there."""
    half = [id for id, digest in held.items() if expected.digests.get(id) != digest]
    lost = [id for id in expected.acknowledged if id not in held]
    return [
        *(f"bulletin {id} is not whole" for id in half),
        *(f"bulletin {id} was acknowledged and is not there" for id in lost),
    ]


def _search_faults(store: Store) -> list[str]:
    ids, vectors = store.archive.vectors()
    found = []
    for at in range(0, len(ids), max(1, len(ids) // _ASKED)):
        nearest = store.nearest(vectors[at][None], 1)
        if not nearest or abs(nearest[0][1] - float(np.dot(vectors[at], vectors[at]))) > _NEAR:
            found.append(f"chunk {ids[at]} is not found by its vector")
    for chunk in store.archive.chunks(ids[:: max(1, len(ids) // _ASKED)]):
        marks = [word.strip(".") for word in chunk.text.split() if word.startswith("bt")]
        hits = dict(store.lexical.search(marks[:1], limit=20))
        if marks and chunk.id not in hits:
            found.append(f"chunk {chunk.id} is not found by its word")
    return found
