"""Tables without ruling lines: rows of figures that stand under one another."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.layout import LEFT, Grid, is_figure
from ingest.pdf_lines import Line, Part

_SAME_ROW = 0.35  # of a letter's height
_FEWEST_ROWS = 3  # with figures; of two columns of figures or more, one less
_MOST_BETWEEN = 3  # rows without figures inside a table: groups, and labels of several lines
_HEAD_ROWS = 6
_HEAD_STEP = 2.0  # letters' heights between the rows of a head and the table
_STEP = 4.0  # the same, between the rows of a table
_FITTING = 0.7  # of the rows must have figures in half of the columns


class Row(NamedTuple):
    """What stands on one height of a page, from left to right."""

    parts: tuple[Part, ...]
    bottom: float
    height: float

    @property
    def holds_figures(self) -> bool:
        """Whether a figure stands behind something else."""
        return any(is_figure(part.text) for part in self.parts[1:])


def tables(found: Sequence[Line]) -> Iterator[tuple[Grid, list[Line]]]:
    """Yield the tables among the lines of a page, each with the lines it is made of."""
    groups = list(_groups(found))
    rows = [_row(group) for group in groups]
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        body = rows[at:end]
        columns = _columns(body) if body else []
        if sum(row.holds_figures for row in body) < _FEWEST_ROWS - (len(columns) > 2):
            at += 1
            continue
        first, ends = _head(rows, at, columns)
        if table := _table(rows[first:ends], rows[ends:end], columns):
            yield table, [line for group in groups[first:end] for line in group]
        at = end


def _groups(found: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each row of a page, from above."""
    group: list[Line] = []
    for line in sorted(found, key=lambda line: (-line.bottom, line.left)):
        if group and group[0].bottom - line.bottom > _SAME_ROW * group[0].height:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _row(group: Sequence[Line]) -> Row:
    parts = sorted((part for line in group for part in line.parts), key=lambda part: part.left)
    return Row(tuple(parts), group[0].bottom, max(line.height for line in group))


def _run(rows: Sequence[Row], start: int) -> int:
    """Return where the table that begins with a row ends: behind its last row with figures."""
    end = start
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and rows[at - 1].bottom - row.bottom > _STEP * row.height:
            break
        if row.holds_figures:
            end = at + 1
        elif len(row.parts) > 1 or at == start or at - end >= _MOST_BETWEEN:
            break
    return end


def _columns(body: Sequence[Row]) -> list[Part]:
    """Return the columns: the parts of the rows that have the most, laid over one another."""
    most = max(len(row.parts) for row in body)
    columns: list[Part] = []
    for part in sorted(
        (part for row in body if len(row.parts) == most for part in row.parts),
        key=lambda part: part.left,
    ):
        if columns and part.left < columns[-1].right:
            columns[-1] = columns[-1]._replace(right=max(columns[-1].right, part.right))
        else:
            columns.append(part)
    return columns


def _head(rows: Sequence[Row], start: int, columns: Sequence[Part]) -> tuple[int, int]:
    """Return where the head over a table's first row begins and ends: rows over its columns.

    A row of one label under the head, a group's name, is the first of the body.
    """
    first, ends = start, start
    if len(columns) < 2:
        return first, ends
    for at in range(start - 1, max(start - 1 - _HEAD_ROWS, -1), -1):
        row, below = rows[at], rows[at + 1]
        if row.bottom - below.bottom > _HEAD_STEP * below.height or _says_unit(row):
            break
        if any(
            part.left < columns[0].right and part.right > columns[1].right for part in row.parts
        ):
            break  # a sentence over the whole table
        if row.parts[-1].right > _middle(columns[1]):
            ends = ends if first < start else at + 1
            first = at
    return first, ends


def _says_unit(row: Row) -> bool:
    return bool(re.match(r"(?i)\(?(?:đơn vị|đvt|unit)", row.parts[-1].text))


def _table(head: Sequence[Row], body: Sequence[Row], columns: Sequence[Part]) -> Grid:
    """Return the table, nothing when the rows do not keep to columns or nothing names them."""
    figures = [row for row in body if row.holds_figures]
    fitting = sum(2 * len(row.parts) >= len(columns) for row in figures)
    named = sum(not is_figure(row.parts[0].text) for row in figures)
    if len(columns) < 2 or fitting < _FITTING * len(figures):
        return []
    if not head and 2 * named < len(figures):
        return []
    return [*_head_rows(head, columns), *_body_rows(body, columns)]


def _head_rows(head: Sequence[Row], columns: Sequence[Part]) -> Grid:
    """Return the rows of a head; lines of one cell are joined, a part over several is merged."""
    rows: Grid = []
    for number, row in enumerate(head):
        cells = [""] * len(columns)
        for part, over in _over(row, columns, is_last=number + 1 == len(head)):
            cells[over[0]] = f"{cells[over[0]]} {part.text}".strip()
            for x in over[1:]:
                cells[x] = LEFT
        if rows and _spans(rows[-1]) == _spans(cells):
            rows[-1] = [
                a if a == LEFT else f"{a} {b}".strip() for a, b in zip(rows[-1], cells, strict=True)
            ]
        else:
            rows.append(cells)
    return rows


def _spans(cells: Sequence[str]) -> list[bool]:
    return [cell == LEFT for cell in cells]


def _over(row: Row, columns: Sequence[Part], is_last: bool) -> Iterator[tuple[Part, list[int]]]:
    """Yield each part of a head's row with the columns it stands over.

    Above the last row a part is centred over its columns, so those it is in the middle of are its.
    """
    near = [_nearest(part, columns) for part in row.parts]
    for number, part in enumerate(row.parts):
        after = near[number - 1] + 1 if number else 0
        before = near[number + 1] if number + 1 < len(near) else len(columns)
        choices = [(near[number], near[number])]
        if not is_last and near[number]:
            choices += [
                (first, last)
                for first in range(max(after, 1), near[number] + 1)
                for last in range(near[number], before)
            ]
        first, last = min(
            choices,
            key=lambda ends: abs(
                columns[ends[0]].left + columns[ends[1]].right - 2 * _middle(part)
            ),
        )
        yield part, list(range(first, last + 1))


def _middle(part: Part) -> float:
    return (part.left + part.right) / 2


def _nearest(part: Part, columns: Sequence[Part]) -> int:
    """Return the column a part shares most with, else the one it is nearest to."""
    return max(
        range(len(columns)),
        key=lambda x: (
            max(0.0, min(part.right, columns[x].right) - max(part.left, columns[x].left)),
            -abs(_middle(columns[x]) - _middle(part)),
        ),
    )


def _body_rows(body: Sequence[Row], columns: Sequence[Part]) -> Grid:
    """Return the rows under the head, labels of several lines put together."""
    rows: Grid = []
    waiting = ""  # a label whose figures stand beside its next line
    for number, row in enumerate(body):
        cells = [""] * len(columns)
        for part in row.parts:
            x = _nearest(part, columns)
            cells[x] = f"{cells[x]} {part.text}".strip()
        label = cells[0]
        if row.holds_figures or any(cells[1:]):
            cells[0] = f"{waiting} {label}".strip()
            waiting = ""
            rows.append(cells)
        elif rows and label[:1].islower():
            rows[-1][0] = f"{rows[-1][0]} {label}".strip()
        elif _goes_on(body[number + 1 :], columns):
            waiting = label
        else:
            rows.append(cells)
    return rows


def _goes_on(below: Sequence[Row], columns: Sequence[Part]) -> bool:
    """Tell whether the next row goes on with a label: in small letters, or without one."""
    first = below[0].parts[0] if below else None
    return first is not None and (first.left >= columns[0].right or first.text[0].islower())
