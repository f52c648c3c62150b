"""Finding catalogue wordings in a text: the longest wording wins, offsets are exact."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lexicon.text import fold, matching

Word = tuple[str, int, int]
"""A word with its start and end."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[%:;]")


_CHOICE = re.compile(r"\{([^{}]*)\}")


def spelled_out(wording: str) -> tuple[str, ...]:
    """Return the wordings that one with choices stands for: "{tổng |}vốn FDI" for two of them."""
    choice = _CHOICE.search(wording)
    if choice is None:
        return (wording,)
    before, behind = wording[: choice.start()], wording[choice.end() :]
    return tuple(w for part in choice[1].split("|") for w in spelled_out(before + part + behind))


class _Node(dict[str, "_Node"]):
    """A word of a wording, the words that may follow it, and the entry that ends here."""

    entry = ""


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
    def _exact(self) -> _Node:
        return _index(self._wordings, matching)

    @cached_property
    def _plain(self) -> _Node:
        return _index(self._wordings, fold)

    def find(self, text: str, *, plain: bool = False) -> tuple[Mention, ...]:
        """Return the wordings in `text`, in order; `plain` also takes them without diacritics."""
        return self.among(words_of(fold(text) if plain else matching(text)), plain=plain)

    def among(self, words: Sequence[Word], *, plain: bool = False) -> tuple[Mention, ...]:
        """Return the wordings in a text whose words are given, for several books on one text."""
        index = self._plain if plain else self._exact
        found, at = [], 0
        while at < len(words):
            if words[at][0] in index:
                length, entry = _longest(index, words, at)
                if length and not _crossed(index, words, at, length):
                    found.append(Mention(words[at][1], words[at + length - 1][2], entry))
                    at += length
                    continue
            at += 1
        return tuple(found)


def words_of(form: str) -> list[Word]:
    """Return the words of a text in matching or folded form, with their offsets."""
    return [(match[0], *match.span()) for match in _WORD.finditer(form)]


def _index(wordings: Mapping[str, Iterable[str]], form: Callable[[str], str]) -> _Node:
    root = _Node()
    for entry, phrases in wordings.items():
        for phrase in phrases:
            node = root
            for word in _WORD.findall(form(phrase)):
                node = node.setdefault(word, _Node())
            if node is not root and not node.entry:
                node.entry = entry
    return root


def _crossed(index: _Node, words: Sequence[Word], at: int, length: int) -> bool:
    """Tell whether a longer wording begins inside this one and ends behind it."""
    for step in range(1, length):
        if words[at + step][0] in index:
            longer = _longest(index, words, at + step)[0]
            if step + longer > length < longer:
                return True
    return False


def _longest(index: _Node, words: Sequence[Word], at: int) -> tuple[int, str]:
    """Return the length in words of the longest wording at a place, and its entry."""
    node, length, entry = index, 0, ""
    for i in range(at, len(words)):
        following = node.get(words[i][0])
        if following is None:
            break
        node = following
        if node.entry:
            length, entry = i - at + 1, node.entry
    return length, entry
