"""Putting diacritics back into Vietnamese typed or filed without them."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from lexicon.text import fold, matching, token_matches

JOIN = "_"
_ALONE = 0.05  # weight of a syllable's own count where the pair was never seen


def pairs(words: Sequence[str]) -> list[str]:
    """Return neighbouring words joined, leaving out pairs of two figures."""
    return [f"{a}{JOIN}{b}" for a, b in pairwise(words) if a[-1].isalpha() or b[-1].isalpha()]


class Restorer:
    """Knows the spellings of some texts by how often syllables and pairs of them occur."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._total = sum(count for term, count in counts.items() if JOIN not in term) or 1

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in self._counts:
            if JOIN not in term and term and term[0].isalpha():
                found.setdefault(fold(term), []).append(term)
        return found

    def knows(self, word: str) -> bool:
        """Tell whether some spelling of an unaccented syllable was seen."""
        return word in self._spellings

    def restore(self, text: str) -> str:
        """Return the likeliest spelling of `text`, in small letters and of the same length."""
        form = matching(text)
        paths: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        found = list(token_matches(form))
        for word in (match[0] for match in found):
            paths = [
                max(
                    ((score + self._fit(path, option), (*path, option)) for score, path in paths),
                    key=lambda scored: scored[0],
                )
                for option in self._spellings.get(word, [word])
            ]
        spelled = list(form)
        for match, word in zip(found, max(paths, key=lambda scored: scored[0])[1], strict=True):
            spelled[match.start() : match.end()] = word
        return "".join(spelled)

    def _fit(self, path: tuple[str, ...], word: str) -> float:
        alone = self._counts.get(word, 0) / self._total
        if not path:
            return math.log(alone + 1e-9)
        before = self._counts.get(path[-1], 0)
        pair = self._counts.get(f"{path[-1]}{JOIN}{word}", 0)
        return math.log((pair / before if before else 0.0) + _ALONE * alone + 1e-9)
