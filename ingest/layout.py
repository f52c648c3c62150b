"""How tables, pages and raised marks are written into a document's text.

A table is one line a row, its cells joined by " | ", with a blank line before and behind it. All
rows have the same number of cells; an empty one is "", one covered by a merge from its left LEFT,
one covered from above ABOVE. Normalising closes up the spaces of empty cells, so rows are parted
again by the pattern CELL_END.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

PAGE_MARK = "\ue000"  # stands before the first character of each page from the second on
LEFT, ABOVE = "←", "↑"
CELL_END = re.compile(r" ?\| ?")

MOST_CELLS = 200_000  # a sheet of 200 columns and 1,000 rows; larger ones are dumps
_LONGEST_CELL = 300  # characters; a cell with more holds an article, not a figure
_ARROWS = {LEFT: "◀", ABOVE: "▲"}  # how a cell that itself says one of them is written
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_BEHIND_NUMBER = re.compile(r"(?<=\d)(?<!(?<![\d.,])10)[⁰¹²³⁴-⁹]+")  # 7,09¹ but not 10⁹
_METRES = re.compile(r"(?<![^\W\d_])[kdcm]?m$")
_TEN = re.compile(r"(?<![\d.,])10$")
_NOTE = re.compile(r"[\s\d*†‡#,;.()\[\]⁰¹²³⁴-⁹]*|[(\[]?[^\W\d_][)\]]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(rf"[^\W\d_]|{_YEAR.pattern}")
_FIGURE = re.compile(r"[(+\-−–]?\s?\d[\d.,\s]*\)?\s?%?(?:\s?[^\W\d]\S*){0,3}")

Grid = list[list[str]]


class Cell(NamedTuple):
    """A cell as a document gives it: its text and how many columns and rows it covers."""

    text: str
    wide: int = 1
    high: int = 1


class TableTooLargeError(ValueError):
    """A table has more than MOST_CELLS cells."""


def cell_text(text: str) -> str:
    """Return a cell's text on one line, its bars as slashes, without the notes behind numbers."""
    line = " ".join(text.replace(PAGE_MARK, "").replace("|", "/").split())
    return _ARROWS.get(line) or _NOTE_BEHIND_NUMBER.sub("", line)


def grid(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Return rows of equal length, covered cells marked; TableTooLargeError for too many cells.

    A row lists the cells that begin in it, as in HTML. No merge reaches below the last row.
    """
    placed: dict[tuple[int, int], str] = {}
    steps = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in placed:
                x += 1
            for down in range(min(max(cell.high, 1), len(rows) - y)):
                for right in range(max(cell.wide, 1)):
                    text = LEFT if right else ABOVE if down else cell_text(cell.text)
                    placed.setdefault((y + down, x + right), text)
                    if (steps := steps + 1) > MOST_CELLS:
                        raise TableTooLargeError
    wide = max((x for _, x in placed), default=-1) + 1
    if wide * len(rows) > MOST_CELLS:
        raise TableTooLargeError
    return [[placed.get((y, x), "") for x in range(wide)] for y in range(len(rows))]


def is_figure(text: str) -> bool:
    """Tell a cell of a figure, with up to three words of unit, from one of words."""
    return bool(_FIGURE.fullmatch(text))


def holds_figures(table: Grid) -> bool:
    """Tell a table of figures from one that only places text and pictures on a page."""
    cells = [cell for row in table for cell in row]
    if len(table) < 2 or len(table[0]) < 2 or max(map(len, cells)) > _LONGEST_CELL:
        return False
    return sum(map(is_figure, cells)) >= 2


def table_text(table: Grid, *, loose: bool = False) -> str:
    """Return a table's lines, what stands over and under it in rows of one cell as ordinary lines.

    Such a row is merged over all columns, or with `loose` (sheets) holds one text that is no figure
    and begins in the first column or is not merged. With `loose` it also begins another table where
    a head follows it.
    """
    rows = [row for row in table if any(cell not in ("", LEFT, ABOVE) for cell in row)]
    blocks: list[str] = []
    for part in _tables(rows, loose) if loose else [rows]:
        first, last = 0, len(part)
        while first < last and _stands_alone(part[first], loose):
            first += 1
        while last > first and _stands_alone(part[last - 1], loose):
            last -= 1
        blocks += map(_only_text, part[:first])
        blocks.append("\n".join(" | ".join(row) for row in _narrowed(part[first:last], loose)))
        blocks += map(_only_text, part[last:])
    return "\n\n".join(block for block in blocks if block)


def _tables(rows: Grid, loose: bool) -> list[Grid]:
    """Return the tables of a sheet, parted before rows of one text that a head follows."""
    starts, alone, seen = [0], 0, False
    for y, row in enumerate(rows):
        if _stands_alone(row, loose):
            alone += 1
            continue
        figures = any(is_figure(cell) and not _YEAR.fullmatch(cell) for cell in row)
        if alone and seen and not figures and sum(map(bool, map(_WORD.search, row))) > 1:
            starts.append(y - alone)
        alone, seen = 0, True
    return [rows[a:b] for a, b in pairwise([*starts, len(rows)])]


def _narrowed(rows: Grid, loose: bool) -> Grid:
    """Return the rows of a sheet's table without the empty columns behind them."""
    if not loose or not rows:
        return rows
    wide = max(x for row in rows for x, cell in enumerate(row, 1) if cell)
    return [row[:wide] for row in rows]


def _stands_alone(row: Sequence[str], loose: bool) -> bool:
    if len(row) == 1 or all(cell == LEFT for cell in row[1:]):
        return True
    filled = [x for x, cell in enumerate(row) if cell not in ("", LEFT, ABOVE)]
    if not loose or len(filled) != 1 or ABOVE in row or is_figure(row[filled[0]]):
        return False
    return filled[0] == 0 or LEFT not in row


def _only_text(row: Sequence[str]) -> str:
    return next(cell for cell in row if cell not in ("", LEFT, ABOVE))


def raised(before: str, mark: str) -> str:
    """Return how a raised `mark` is written behind `before`.

    m², 10⁹ and 2nd keep it; the mark of a footnote is left out, so that no number grows by it.
    """
    mark = mark.strip()
    if mark.isdecimal() and (_TEN.search(before) or (mark in "23" and _METRES.search(before))):
        return mark.translate(_POWERS)
    if mark in ("o", "O"):
        return "°"
    if _NOTE.fullmatch(mark):
        return ""
    return mark if mark.isalpha() else f" {mark}"


def without_page_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without its page marks, and where in it the pages they stood before begin."""
    parts = text.split(PAGE_MARK)
    starts, at = [], 0
    for part in parts[:-1]:
        at += len(part)
        starts.append(at)
    return "".join(parts), tuple(starts)
