"""A home folder, opened: the archive and its indexes behind one search."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path

from lexicon.errors import StoreError
from vectorstore import manifest
from vectorstore.archive import Archive
from vectorstore.index import VectorIndex, best, renew
from vectorstore.lexical import LexicalIndex
from vectorstore.space import told_when_full
from vectorstore.types import Hit, Vectors

ARCHIVE_FILE = "archive.sqlite"
VECTOR_FOLDER = "chroma"
LEXICAL_FOLDER = "bm25"
# Below this many chunks an exact scan answers as fast as the index and loads 1.3 s sooner
# (docs/decisions/0003-exact-scan.md).
EXACT_SCAN_LIMIT = 20_000
_POOL = 100  # candidates each search brings to the fusion
_TRIES = 3  # of a search whose chunks were replaced while it was made
DENSE_WEIGHT = 0.6  # weighted fusion beat reciprocal rank fusion in 139 of 140 measured settings


class Store:
    """The archive of a home folder with its indexes, loaded when first used."""

    def __init__(
        self, home: Path, *, create: bool = False, exact_scan_limit: int = EXACT_SCAN_LIMIT
    ) -> None:
        self.home = home
        self._exact_scan_limit = exact_scan_limit
        if create:
            try:
                home.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                cause = error.strerror or str(error)
                raise StoreError("read-only", home=str(home), cause=cause) from error
            if not os.access(home, os.W_OK):
                raise StoreError("read-only", home=str(home), cause="permission denied")
        with told_when_full(home) if create else nullcontext():
            self.archive = Archive(home / ARCHIVE_FILE, create=create)

    def close(self) -> None:
        """Release every file of the home folder."""
        self._close_vector_index()
        self.archive.close()

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The BM25 index: as saved, or made from the archive when that is behind or changed."""
        try:
            return LexicalIndex.load(self._lexical_folder, self.archive.state())
        except (OSError, ValueError):
            return LexicalIndex.build(self.archive)

    @cached_property
    def _vectors(self) -> tuple[tuple[str, ...], Vectors]:
        return self.archive.vectors()

    @cached_property
    def _vector_index(self) -> VectorIndex:
        return VectorIndex(self._vector_folder)

    @cached_property
    def _scans_exactly(self) -> bool:
        held = len(self.archive.chunk_ids())
        few = held <= self._exact_scan_limit or not os.access(self.home, os.W_OK)
        return few or not manifest.is_current(self._vector_folder, self.archive.state())

    def nearest(
        self, vector: Vectors, limit: int, among: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return chunk ids and cosine similarities, best first.

        Questions limited to some chunks are scored exactly; others go to Chroma once the archive
        is larger than the exact-scan limit, unless Chroma's files have changed or it fails.
        """
        if among is None and not self._scans_exactly:
            try:
                return self._vector_index.nearest(vector, limit)
            except StoreError:  # the doctor says what; the archive answers as well
                self._scans_exactly = True
        if among is not None and not self._scans_exactly:
            ids, vectors = self.archive.vectors(sorted(among))
        else:
            ids, vectors = self._vectors
        if not ids:
            return []
        scores = vectors @ vector[0]
        if among is not None and self._scans_exactly:
            kept = [i for i, id in enumerate(ids) if id in among]
            ids, scores = tuple(ids[i] for i in kept), scores[kept]
        return best(ids, scores, limit)

    def search(
        self,
        vector: Vectors | None,
        words: Sequence[str],
        *,
        among: frozenset[str] | None = None,
        limit: int = 10,
        dense_weight: float = DENSE_WEIGHT,
    ) -> tuple[Hit, ...]:
        """Return the best chunks by weighted min-max fusion of cosine similarity and BM25.

        `words` are BM25 terms; `among` limits the search to these chunk ids.
        """
        for _ in range(_TRIES):
            scores, dense, lexical = self._scores(vector, words, among, dense_weight)
            top = sorted(scores, key=lambda id: (-scores[id], id))[:limit]
            chunks = self.archive.chunks(top)
            if len(chunks) == len(top):
                break
            self._forget_loaded()  # a writer has replaced a bulletin since they were loaded
        return tuple(
            Hit(
                chunk=chunk,
                score=scores[chunk.id],
                dense=dense.get(chunk.id, 0.0),
                lexical=lexical.get(chunk.id, 0.0),
            )
            for chunk in chunks
        )

    def _scores(
        self,
        vector: Vectors | None,
        words: Sequence[str],
        among: frozenset[str] | None,
        dense_weight: float,
    ) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """Return the fused scores of chunks, then their cosine similarities and their BM25."""
        dense = dict(self.nearest(vector, _POOL, among)) if vector is not None else {}
        lexical = dict(self.lexical.search(words, limit=_POOL, among=among))
        dense_part, lexical_part = _min_max(dense), _min_max(lexical)
        weight = dense_weight if lexical and dense else float(bool(dense))
        fused = {
            id: weight * dense_part.get(id, 0.0) + (1 - weight) * lexical_part.get(id, 0.0)
            for id in {**dense, **lexical}
        }
        return fused, dense, lexical

    def refresh(self) -> None:
        """Make each index anew that is not as written from the archive; needs the writer lock."""
        state = self.archive.state()
        if not manifest.is_current(self._vector_folder, state):
            self._close_vector_index()
            renew(self._vector_folder, self.archive)
        if not manifest.is_current(self._lexical_folder, state):
            LexicalIndex.build(self.archive).save(self._lexical_folder, state)
        self._forget_loaded()

    def rebuild(self) -> int:
        """Make both indexes anew from the archive, embedding nothing; return the chunk count."""
        self._close_vector_index()
        count = renew(self._vector_folder, self.archive, anew=True)
        LexicalIndex.build(self.archive).save(self._lexical_folder, self.archive.state())
        self._forget_loaded()
        return count

    @property
    def _vector_folder(self) -> Path:
        return self.home / VECTOR_FOLDER

    @property
    def _lexical_folder(self) -> Path:
        return self.home / LEXICAL_FOLDER

    def _close_vector_index(self) -> None:
        if "_vector_index" in self.__dict__:
            self._vector_index.close()
            del self.__dict__["_vector_index"]

    def _forget_loaded(self) -> None:
        for name in ("lexical", "_vectors", "_scans_exactly"):
            self.__dict__.pop(name, None)

    def faults(self) -> tuple[str, ...]:
        """Return everything that is wrong with the archive and its indexes; empty when whole."""
        found = list(self.archive.faults())
        if not (self._vector_folder.is_dir() and self._lexical_folder.is_dir()):
            return (*found, "an index folder is missing")
        return (*found, *self._vector_faults(), *self._lexical_faults())

    def _vector_faults(self) -> tuple[str, ...]:
        try:
            # Before it is opened: a changed one may crash Chroma.
            if manifest.state(self._vector_folder) != self.archive.state():
                return ("the vector index is of another state of the archive",)
            return self._vector_index.faults(self.archive)
        except (ValueError, StoreError) as error:
            return (f"the vector index cannot be read: {error}",)

    def _lexical_faults(self) -> tuple[str, ...]:
        try:
            lexical = LexicalIndex.load(self._lexical_folder, self.archive.state())
        except (OSError, ValueError) as error:
            return (f"the BM25 index cannot be read: {error}",)
        if lexical.ids != self.archive.chunk_ids():
            return ("the BM25 index does not hold the archive's chunks",)
        return ()


def _min_max(scores: dict[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    spread = high - low
    if not spread:
        return dict.fromkeys(scores, 1.0)
    return {id: (score - low) / spread for id, score in scores.items()}
