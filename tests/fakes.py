"""Fakes one can compute in the head, and small bulletins to try them on."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from lexicon.text import fold, tokens
from vectorstore.types import Chunk, Entry, Source, Vectors


class WordEmbedder:
    """Counts words: component i is how often `words[i]` stands in the folded text.

    One last component is always 1, so that no vector is zero; rows have unit length. `embedded`
    keeps every passage it was given.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self.embedded: list[str] = []

    @property
    def fingerprint(self) -> str:
        """The words."""
        return f"counts of {' '.join(self._words)}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row."""
        self.embedded += texts
        return np.vstack([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return one unit vector as a single row."""
        said = f" {' '.join(tokens(fold(text)))} "
        counts = np.array([[*(said.count(f" {word} ") for word in self._words), 1]], np.float32)
        return counts / np.linalg.norm(counts)

    def warm(self) -> None:
        """Do nothing."""


def bulletin_file(folder: Path, name: str, text: str, **front: object) -> Path:
    """Write a bulletin, with YAML front matter when any is given, and return its path."""
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}---\n{text}" if head else text, "utf-8")
    return path


def source(id: str = "s1", **changed: object) -> Source:
    """Return a source with plain values, some of them changed."""
    values: dict[str, object] = {
        "id": id,
        "file": f"{id}.md",
        "title": "Giá gạo",
        "title_from": "front-matter",
        "publisher": "",
        "publisher_from": "unknown",
        "published": date(2025, 4, 2),
        "published_from": "front-matter",
        "url": "",
        "period": None,
        "place": "",
    }
    return Source(**values | changed)


def entry(id: str, *texts: str, origin: str = "", heading: str = "", **changed: object) -> Entry:
    """Return a bulletin of one chunk a text, the texts standing on lines of their own."""
    of = source(id, **changed)
    chunks, at = [], 0
    for number, text in enumerate(texts):
        chunks.append(
            Chunk(
                id=f"{id}:{number}",
                source=of,
                start=at,
                end=at + len(text),
                text=text,
                heading=heading,
                statements=(),
            )
        )
        at += len(text) + 1
    return Entry(
        source=of,
        origin=origin or f"/in/{id}.md",
        raw_hash=f"raw of {id}",
        text="\n".join(texts),
        text_hash=f"hash of {id}",
        chunks=tuple(chunks),
    )
