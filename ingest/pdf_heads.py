"""Running heads, feet and page numbers: found by coming again at the same place, left out."""

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf_lines import Line
from ingest.pdf_text import Page

_OFTEN = 0.4  # of the pages: left and right ones may differ, and some have none
_SAME_PLACE = 3.0  # points
_EDGE = 2  # lines looked at, at the head and the foot of a page
_NUMBER = re.compile(r"[\W\d]*\d[\W\d]*$|^[\W\d]*\d[\W\d]*")  # what changes from page to page
_FIRST_NUMBER = re.compile(r"(?i)(?:trang|page)?\s*[-–—]?\s*1\s*(?:[-–—]|[/of]+\s*1)?")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that many of them repeat at their edges.

    Page numbers aside, the lines are the same; a page alone only loses its number.
    """
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in _edges(page):
            places[_key(line)].append((number, line.bottom))

    def comes_again(line: Line) -> bool:
        if len(pages) == 1:
            return bool(_FIRST_NUMBER.fullmatch(line.text))
        same = {n for n, y in places[_key(line)] if abs(y - line.bottom) <= _SAME_PLACE}
        return len(same) >= max(2, _OFTEN * len(pages))

    kept: list[Page] = []
    for page in pages:
        gone = [line for line in _edges(page) if comes_again(line)]
        kept.append([block for block in page if not any(block is line for line in gone)])
    return kept


def _edges(page: Page) -> list[Line]:
    """Return the highest and lowest lines of a page."""
    found = [block for block in page if isinstance(block, Line)]
    found.sort(key=lambda line: -line.bottom)
    return [*found[:_EDGE], *found[max(_EDGE, len(found) - _EDGE) :]]


def _key(line: Line) -> str:
    """Return what a running head says on each page."""
    return _NUMBER.sub("", line.text.casefold()).strip()
