"""Tables with ruling lines: where their cells are, by pdfplumber, and the letters put into them."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from ingest.layout import Cell, Grid, grid
from ingest.pdf_lines import Box, Letter, Line, lines

_NUMBER = re.compile(r"[(+\-−–]?\s?\d[\d.,\s]*\)?\s?%?")  # no "5 tháng", which a head may say
_GROUPED = re.compile(r"[-−–+(]?\d{1,3}(?:([.,\u00a0 ])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,]\d+)?[)%]?")
_SAME_RULE = 3.0  # points within which two lines are one


def ruled_cells(content: bytes, pages: Sequence[int]) -> Mapping[int, list[list[Box]]]:
    """Return the cells of each table on some pages, as offsets from the upper left of the page.

    Offsets go right and down: left, upper, right and lower. Nothing for a file it cannot follow.
    """
    if not pages:
        return {}
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells each odd byte of a file
    found: dict[int, list[list[Box]]] = {}
    try:
        with pdfplumber.open(BytesIO(content), pages=[number + 1 for number in pages]) as document:
            for page in document.pages:
                tables = page.find_tables()
                found[page.page_number - 1] = [_offsets(page, table.cells) for table in tables]
                page.close()
    except Exception:  # pdfium reads files that it does not; the text is kept without its tables
        return found
    return found


def _offsets(page: Any, cells: Sequence[Box]) -> list[Box]:
    x, y = page.bbox[:2]
    return [(left - x, top - y, right - x, bottom - y) for left, top, right, bottom in cells]


def area(cells: Sequence[Box]) -> Box:
    """Return the smallest area around some cells."""
    left, bottom, right, top = zip(*cells, strict=True)
    return min(left), min(bottom), max(right), max(top)


def inside(box: Box, letter: Letter) -> bool:
    """Tell whether a letter's middle lies in an area."""
    x, y = (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def ruled_table(cells: Sequence[Box], letters: Sequence[Letter]) -> Grid:
    """Return the table of some cells, merges marked; rows without rules between are parted."""
    xs = _rules(edge for box in cells for edge in (box[0], box[2]))
    ys = _rules(-edge for box in cells for edge in (box[1], box[3]))  # downwards
    rows: list[list[tuple[Cell, list[Line]]]] = [[] for _ in ys[1:]]
    placed = {}
    for box in cells:
        x, y = _nearest(xs, box[0]), _nearest(ys, -box[3])
        wide, high = _nearest(xs, box[2]) - x, _nearest(ys, -box[1]) - y
        if wide > 0 and high > 0:
            found = list(lines(letter for letter in letters if inside(box, letter)))
            found.sort(key=lambda line: -line.bottom)
            placed[y, x] = Cell(_put_together(found), wide, high), found
    covered = {
        (y + down, x + right)
        for (y, x), (cell, _) in placed.items()
        for down in range(cell.high)
        for right in range(cell.wide)
    }
    for y, row in enumerate(rows):
        for x in range(len(xs) - 1):
            if (y, x) in placed:
                row.append(placed[y, x])
            elif (y, x) not in covered:
                row.append((Cell(""), []))
    return grid([cells for row in rows for cells in _parted(row)])


def _put_together(found: Sequence[Line]) -> str:
    """Return the lines of a cell as one, a number that a narrow cell broke without a space."""
    texts = [line.text for line in found]
    whole = "".join(texts)
    broken = len(texts) > 1 and _GROUPED.fullmatch(whole) and not _GROUPED.fullmatch(texts[0])
    return whole if broken else " ".join(texts)


def _parted(row: Sequence[tuple[Cell, list[Line]]]) -> Iterator[list[Cell]]:
    """Yield the rows that a row of cells holds: more than one where figures stand in a column."""
    columns = [
        found
        for _, found in row
        if len(found) > 1 and all(_NUMBER.fullmatch(line.text) for line in found)
    ]
    alone = len(columns) < max(1, min(2, len(row) - 1))  # a number that a narrow cell broke
    if alone or any(cell.high > 1 for cell, _ in row):
        yield [cell for cell, _ in row]
        return
    heights = [line.bottom for line in max(columns, key=len)]
    parted: list[list[list[str]]] = [[[] for _ in row] for _ in heights]
    for x, (_, found) in enumerate(row):
        for number, line in enumerate(found):
            near = min(range(len(heights)), key=lambda at: abs(heights[at] - line.bottom))
            parted[number if len(found) == len(heights) else near][x].append(line.text)
    for texts in parted:
        yield [Cell(" ".join(text), cell.wide) for text, (cell, _) in zip(texts, row, strict=True)]


def _rules(edges: Iterator[float]) -> list[float]:
    """Return where rules are, those close together as one."""
    ordered = sorted(edges)
    apart = [after for before, after in pairwise(ordered) if after - before > _SAME_RULE]
    return [*ordered[:1], *apart]


def _nearest(rules: Sequence[float], edge: float) -> int:
    return min(range(len(rules)), key=lambda at: abs(rules[at] - edge))
