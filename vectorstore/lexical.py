"""The BM25 index over syllables and syllable pairs, derived from the archive.

The pairs also serve to put diacritics back into a question typed without them; no second index
without diacritics is needed.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from lexicon.diacritics import Restorer, pairs
from lexicon.text import tokens
from vectorstore import manifest
from vectorstore.archive import Archive
from vectorstore.folders import being_made, put_in_place
from vectorstore.index import best


def terms(text: str) -> list[str]:
    """Return the syllables and syllable pairs BM25 reads."""
    words = tokens(text)
    return words + pairs(words)


class LexicalIndex:
    """BM25 over the chunks of one archive generation."""

    def __init__(self, ids: Sequence[str], written: Any) -> None:
        self.ids = tuple(ids)
        self._written = written

    @classmethod
    def build(cls, archive: Archive) -> "LexicalIndex":
        """Return an index over all chunks the archive holds now."""
        rows = list(archive.indexed_texts())
        return cls(
            [id for id, _ in rows],
            _bm25(terms(text) for _, text in rows),
        )

    def save(self, folder: Path, state: str) -> None:
        """Write the index, made from the archive in this `state`, in place of `folder`."""
        fresh = folder.with_name(folder.name + ".new")
        with being_made(fresh):
            fresh.mkdir(parents=True)
            if self._written is not None:
                self._written.save(str(fresh / "written"), show_progress=False)
            (fresh / "ids.json").write_text(json.dumps(self.ids), "utf-8")
            manifest.write(fresh, state)
            put_in_place(fresh, folder)

    @classmethod
    def load(cls, folder: Path, state: str) -> "LexicalIndex":
        """Return the index saved in `folder`.

        OSError or ValueError when a file of it has changed or it is not of this `state`.
        """
        import bm25s

        if manifest.state(folder) != state:
            raise ValueError(f"{folder.name} is of another state of the archive")
        made = folder.stat().st_ino
        ids = json.loads((folder / "ids.json").read_text("utf-8"))
        whole = (folder / "written").is_dir()
        written = bm25s.BM25.load(str(folder / "written"), mmap=True) if whole else None
        if folder.stat().st_ino != made:  # parts of two indexes
            raise ValueError(f"{folder.name} was replaced while it was read")
        return cls(ids, written)

    def search(
        self, words: Sequence[str], *, limit: int, among: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return chunk ids and BM25 scores, best first, without those that score nothing."""
        known = [word for word in words if word in self]
        if not known:
            return []
        scores = self._written.get_scores(known)
        if among is not None:
            scores = scores * np.fromiter((id in among for id in self.ids), bool, len(self.ids))
        return [(id, score) for id, score in best(self.ids, scores, limit) if score > 0]

    def __contains__(self, word: str) -> bool:
        return self._written is not None and word in self._written.vocab_dict

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a term, that of an unseen one included."""
        count = 0
        if word in self:
            starts, at = self._written.scores["indptr"], self._written.vocab_dict[word]
            count = int(starts[at + 1] - starts[at])
        return math.log(1 + (len(self.ids) - count + 0.5) / (count + 0.5))

    @cached_property
    def _document_counts(self) -> dict[str, int]:
        """How many chunks hold each term."""
        starts = self._written.scores["indptr"]
        return {
            term: int(starts[at + 1] - starts[at])
            for term, at in self._written.vocab_dict.items()
            if term and at + 1 < len(starts)
        }

    @cached_property
    def restorer(self) -> Restorer:
        """What puts diacritics back by the spellings of the stored bulletins."""
        return Restorer(self._document_counts if self._written is not None else {})


def _bm25(documents: Iterable[list[str]]) -> Any:
    import bm25s

    # A corpus of empty documents has no vocabulary, which bm25s cannot index.
    listed = list(documents)
    if not any(listed):
        return None
    index = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    index.index(listed, show_progress=False, create_empty_token=False)
    return index
