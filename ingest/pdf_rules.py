"""Tables with ruling lines: the letters put into their cells."""

import re
from collections.abc import Iterator, Sequence

from ingest.layout import Cell, Grid, grid
from ingest.pdf_lines import Box, Letter, Line, lines

_NUMBER = re.compile(r"[(+\-−–]?\s?\d[\d.,\s]*\)?\s?%?")  # no "5 tháng", which a head may say
_GROUPED = re.compile(r"[-−–+(]?\d{1,3}(?:([.,\u00a0 ])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,]\d+)?[)%]?")


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
    xs = sorted({edge for box in cells for edge in (box[0], box[2])})
    ys = sorted({edge for box in cells for edge in (box[1], box[3])}, reverse=True)  # downwards
    rows: list[list[tuple[Cell, list[Line]]]] = [[] for _ in ys[1:]]
    placed = {}
    for box, within in _filled(cells, letters):
        x, y = xs.index(box[0]), ys.index(box[3])
        wide, high = xs.index(box[2]) - x, ys.index(box[1]) - y
        found = sorted(lines(within), key=lambda line: -line.bottom)
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


def _filled(cells: Sequence[Box], letters: Sequence[Letter]) -> Iterator[tuple[Box, list[Letter]]]:
    """Yield each cell with its letters, which are looked for in the cell's row alone."""
    rows: dict[tuple[float, float], list[Letter]] = {}
    for box in cells:
        left, bottom, right, top = box
        if (bottom, top) not in rows:
            rows[bottom, top] = [c for c in letters if bottom <= (c.bottom + c.top) / 2 <= top]
        row = rows[bottom, top]
        yield box, [letter for letter in row if left <= (letter.left + letter.right) / 2 <= right]


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
