"""General English words with the Vietnamese a bulletin uses, from `data/glossary.toml`."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d+(?:[.,]\d+)*%?")
_LONGEST = 4  # words in a glossary phrase


class Gloss(NamedTuple):
    """An English word or phrase of a text, by offsets, with its Vietnamese wordings."""

    start: int
    end: int
    wordings: tuple[str, ...]


@cache
def glossary() -> dict[str, tuple[str, ...]]:
    """Return English word or phrase -> Vietnamese wordings."""
    table = tomllib.loads((files("lexicon") / "data" / "glossary.toml").read_text("utf-8"))
    return {english: tuple(wordings) for english, wordings in table["words"].items()}


def find_glosses(text: str) -> tuple[Gloss, ...]:
    """Return the glossary's words in an English text, the longest phrase first at each place."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.lower())]
    found, at = [], 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(word for word, _, _ in words[at : at + length])
            if wordings := next((glossary()[f] for f in _stems(phrase) if f in glossary()), None):
                found.append(Gloss(words[at][1], words[at + length - 1][2], wordings))
                at += length
                break
        else:
            at += 1
    return tuple(found)


def _stems(phrase: str) -> Iterator[str]:
    """Yield the phrase and what it may be an inflection of."""
    yield phrase
    for ending, instead in (
        ("ies", "y"), ("es", "e"), ("es", ""), ("s", ""),
        ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("ly", ""),
    ):  # fmt: skip
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            yield phrase.removesuffix(ending) + instead
