"""Wordings that only questions use for a series, some with other words inside them."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lexicon.phrases import Mention, Word, words_of
from lexicon.text import Language, fold, matching

_GAP = 6  # words that may stand where a wording has "…"


class _Wording(NamedTuple):
    """The words of a wording, in the parts between its gaps, and the indicator it names."""

    parts: tuple[tuple[str, ...], ...]
    id: str
    words: frozenset[str]

    @property
    def length(self) -> int:
        return sum(len(part) for part in self.parts)


def find_colloquial(
    text: str, language: Language, *, plain: bool = False
) -> tuple[tuple[Mention, ...], ...]:
    """Return each wording found in `text`, longest first, as one mention a part of it.

    No two share a word; `plain` reads Vietnamese without diacritics.
    """
    words = words_of(fold(text) if plain else matching(text))
    present = {word for word, _, _ in words}
    found = sorted(
        (
            spans
            for at, (word, _, _) in enumerate(words)
            for wording in _wordings(language, plain).get(word, ())
            if wording.words <= present and (spans := _standing(wording, words, at))
        ),
        key=lambda spans: -sum(end - start for start, end, _ in spans),
    )
    chosen: list[tuple[Mention, ...]] = []
    for spans in found:
        taken = (m for mentions in chosen for m in mentions)
        if not any(m.start < end and start < m.end for m in taken for start, end, _ in spans):
            chosen.append(spans)
    return tuple(chosen)


def _standing(wording: _Wording, words: Sequence[Word], at: int) -> tuple[Mention, ...]:
    """Return where a wording that begins at a word stands, nowhere when a part is missing."""
    spans: list[Mention] = []
    begin = at
    for number, part in enumerate(wording.parts):
        places = range(begin, begin + _GAP + 1) if number else (at,)
        place = next((i for i in places if _stands(words, i, part)), None)
        if place is None:
            return ()
        begin = place + len(part)
        spans.append(Mention(words[place][1], words[begin - 1][2], wording.id))
    return tuple(spans)


def _stands(words: Sequence[Word], at: int, part: Sequence[str]) -> bool:
    return tuple(word for word, _, _ in words[at : at + len(part)]) == tuple(part)


@cache
def _wordings(language: Language, plain: bool) -> dict[str, tuple[_Wording, ...]]:
    """Return the wordings of a language by their first word."""
    form = fold if plain else matching
    text = (files("lexicon") / "data" / f"asked_{language}.toml").read_text("utf-8")
    by_word: dict[str, list[_Wording]] = {}
    for id, wordings in tomllib.loads(text).items():
        for wording in wordings:
            parts = tuple(
                tuple(word for word, _, _ in words_of(form(part)))
                for part in re.split(r"\s*…\s*", wording)
            )
            held = frozenset(word for part in parts for word in part)
            by_word.setdefault(parts[0][0], []).append(_Wording(parts, id, held))
    return {word: tuple(sorted(found, key=lambda w: -w.length)) for word, found in by_word.items()}
