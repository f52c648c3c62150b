"""Running heads, feet and page numbers: found by coming again at the same place, left out."""

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf_lines import Line
from ingest.pdf_text import Page

_OFTEN = 0.4  # of the pages: left and right ones may differ, and some have none
_SAME_PLACE = 3.0  # points
_EDGE = 2  # lines looked at, at the head and the foot of a page
_MARGIN = 0.12  # of what the document's lines take up of a page: as far as heads and feet reach
_NUMBER = re.compile(r"[\W\d]*\d[\W\d]*$|^[\W\d]*\d[\W\d]*")  # what changes from page to page
_FIRST_NUMBER = re.compile(r"(?i)(?:trang|page)?\s*[-–—]?\s*1\s*(?:[-–—]|[/of]+\s*1)?")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that many of them repeat at their edges.

    Page numbers aside, the lines are the same; a page alone only loses its number.
    """
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    edges = _edges(pages)
    for number, found in enumerate(edges):
        for line in found:
            places[_key(line)].append((number, line.bottom))

    def comes_again(line: Line) -> bool:
        if len(pages) == 1:
            return bool(_FIRST_NUMBER.fullmatch(line.text))
        same = {n for n, y in places[_key(line)] if abs(y - line.bottom) <= _SAME_PLACE}
        return len(same) >= max(2, _OFTEN * len(pages))

    kept: list[Page] = []
    for page, found in zip(pages, edges, strict=True):
        gone = [line for line in found if comes_again(line)]
        kept.append([block for block in page if not any(block is line for line in gone)])
    return kept


def _edges(pages: Sequence[Page]) -> list[list[Line]]:
    """Return for each page its highest and lowest lines that lie at the edge of the document's."""
    read = [[block for block in page if isinstance(block, Line)] for page in pages]
    top = max((line.bottom for found in read for line in found), default=0)
    foot = min((line.bottom for found in read for line in found), default=0)
    margin = _MARGIN * (top - foot)
    edges = []
    for found in read:
        found.sort(key=lambda line: -line.bottom)
        heads = [line for line in found[:_EDGE] if line.bottom >= top - margin]
        feet = [line for line in found[len(heads) :][-_EDGE:] if line.bottom <= foot + margin]
        edges.append([*heads, *feet])
    return edges


def _key(line: Line) -> str:
    """Return what a running head says on each page."""
    return _NUMBER.sub("", line.text.casefold()).strip()
