"""Stretches of a text that do not overlap, in order, so that one is found among thousands."""

from bisect import bisect_left, insort
from collections.abc import Iterable


class Spans:
    """Stretches by where they begin and end; none of them overlaps another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """Keep a stretch that meets none of the others."""
        insort(self._spans, (start, end))

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a letter with one that is kept."""
        before = bisect_left(self._spans, (end, 0)) - 1
        return before >= 0 and self._spans[before][1] > start
