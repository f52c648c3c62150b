"""The nouns of the store: where a text comes from, its pieces, and what a search returns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from lexicon.bases import Base
from lexicon.claims import Claim
from lexicon.periods import Period

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Provenance = Literal["front-matter", "text", "file-name", "markup", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A bulletin as a citation names it; `id` is a hash of its content.

    Each `*_from` says where the value was read. `period` is what the bulletin is about.
    """

    id: str
    file: str
    title: str
    title_from: Provenance
    publisher: str
    publisher_from: Provenance
    published: date | None
    published_from: Provenance
    url: str
    period: Period | None
    place: str  # the province the whole bulletin is about, "" for the country
    pages: tuple[int, ...] = ()  # where its second page and those behind it begin in the text
    unreadable_pages: int = 0

    def page_of(self, offset: int) -> int | None:
        """Return the page an offset of the text stands on, None for a text without pages."""
        return bisect_right(self.pages, offset) + 1 if self.pages else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of a bulletin and what it is about, with what it inherits from its context.

    `start` and `end` are offsets into the bulletin's text.
    """

    start: int
    end: int
    indicators: tuple[str, ...]
    inherited_indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    period_written: bool
    bases: tuple[Base, ...]
    places: tuple[str, ...]
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A slice of a bulletin: `bulletin_text[start:end] == text`.

    `heading` (title and period) goes before the text for the embedder and BM25 and is never quoted.
    """

    id: str
    source: Source
    start: int
    end: int
    text: str
    heading: str
    statements: tuple[Statement, ...]

    @property
    def indexed_text(self) -> str:
        """What the embedder and BM25 read."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure a bulletin states, with the sentence that states it.

    `bulletin_text[claim.sentence.start:claim.sentence.end] == quote`.
    """

    claim: Claim
    source: Source
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk found by a search, with its fused score between 0 and 1 and its two parts."""

    chunk: Chunk
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A bulletin ready to be stored: all of it goes in, or none."""

    source: Source
    origin: str  # where the file came from; a new content from the same origin replaces the old
    raw_hash: str  # of the file's bytes, so that an unchanged file need not be read again
    text: str
    text_hash: str  # equal for texts of the same words and figures
    chunks: Sequence[Chunk]
    claims: Sequence[Claim] = ()
    corrects: str = ""  # id of the stored bulletin it takes the place of
