"""Finding catalogue wordings in a text: the longest wording wins, offsets are exact."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from lexicon.text import fold, matching

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|%")


_Index = dict[str, list[tuple[tuple[str, ...], str]]]


class Mention(NamedTuple):
    """Where a text uses a catalogue wording, and the entry it belongs to."""

    start: int
    end: int
    id: str


class Phrasebook:
    """Wordings of catalogue entries, ready to be found.

    `wordings` maps an entry's id to its wordings.
    """

    def __init__(self, wordings: Mapping[str, Iterable[str]]) -> None:
        self._wordings = wordings

    @cached_property
    def _exact(self) -> _Index:
        return _index(self._wordings, matching)

    @cached_property
    def _plain(self) -> _Index:
        return _index(self._wordings, fold)

    def find(self, text: str, *, plain: bool = False) -> tuple[Mention, ...]:
        """Return the wordings in `text`, in order; `plain` also takes them without diacritics."""
        form = fold(text) if plain else matching(text)
        index = self._plain if plain else self._exact
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(form)]
        found, at = [], 0
        while at < len(words):
            length, entry = _longest(index, words, at)
            if length:
                found.append(Mention(words[at][1], words[at + length - 1][2], entry))
            at += length or 1
        return tuple(found)


def _index(wordings: Mapping[str, Iterable[str]], form: Callable[[str], str]) -> _Index:
    by_first: _Index = {}
    for entry, phrases in wordings.items():
        for phrase in phrases:
            words = tuple(_WORD.findall(form(phrase)))
            if words:
                by_first.setdefault(words[0], []).append((words, entry))
    for candidates in by_first.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    return by_first


def _longest(index: _Index, words: list[tuple[str, int, int]], at: int) -> tuple[int, str]:
    for phrase, entry in index.get(words[at][0], ()):
        if all(at + i < len(words) and words[at + i][0] == word for i, word in enumerate(phrase)):
            return len(phrase), entry
    return 0, ""
