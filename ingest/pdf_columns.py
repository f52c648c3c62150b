"""Tables without ruling lines: rows of figures that stand under one another."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from ingest.layout import ABOVE, LEFT, Grid, is_figure
from ingest.pdf_lines import Line, Part

_SAME_ROW = 0.35  # of a letter's height
_FEWEST_ROWS = 3  # with figures; of two columns of figures or more, one less
_MOST_BETWEEN = 3  # rows without figures inside a table: groups, and labels of several lines
_HEAD_ROWS = 14
_ALONE = 5  # columns from which one row under a head is a table: the last of a page
_PERIOD = re.compile(r"\d{1,2} (?:tháng|months?)(?: .*)?", re.IGNORECASE)  # names a column
_HEAD_STEP = 2.0  # letters' heights between the rows of a head and the table
_LINE_STEP = 1.35  # the same, between the lines of one cell at most
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
        behind = (part.text for part in self.parts[1:])
        return any(is_figure(text) and not _PERIOD.fullmatch(text) for text in behind)


def tables(found: Sequence[Line]) -> Iterator[tuple[Grid, list[Line]]]:
    """Yield the tables among the lines of a page, each with the lines it is made of."""
    groups = list(_groups(found))
    rows = [_row(group) for group in groups]
    at = free = 0  # rows from `free` on belong to no table yet
    while at < len(rows):
        end = _run(rows, at)
        body = rows[at:end]
        columns = _columns(body) if body else []
        first, ends = _head(rows, at, free, columns)
        alone = len(columns) >= _ALONE and first < at
        if sum(row.holds_figures for row in body) < (
            1 if alone else _FEWEST_ROWS - (len(columns) > 2)
        ):
            at += 1
            continue
        if table := _table(rows[first:ends], rows[ends:end], columns):
            yield table, [line for group in groups[first:end] for line in group]
        at = free = end


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
    while 0 < end < len(rows) and _ends_label(rows[end - 1], rows[end]):
        end += 1
    return end


def _ends_label(row: Row, below: Row) -> bool:
    """Tell whether a row is the last line of the label of the one above it."""
    first = below.parts[0]
    near = row.bottom - below.bottom < _LINE_STEP * below.height
    return near and len(below.parts) == 1 and _continues(first.text) and len(row.parts) > 1


def _continues(label: str) -> bool:
    return label[:1].islower() or label.startswith("(")


def _columns(body: Sequence[Row]) -> list[Part]:
    """Return the columns: the parts of the rows that have the most, laid over one another.

    What stands beside a column, and never in one row with a part of it, is in it too: dots at the
    left of its cell.
    """
    most = max(len(row.parts) for row in body)
    full = [row for row in body if len(row.parts) == most]
    columns: list[Part] = []
    for part in sorted((p for row in full for p in row.parts), key=lambda part: part.left):
        if columns and part.left < columns[-1].right:
            columns[-1] = columns[-1]._replace(right=max(columns[-1].right, part.right))
        else:
            columns.append(part)
    while len(columns) > most:
        apart = [
            (b.left - a.right, at)
            for at, (a, b) in enumerate(pairwise(columns))
            if not any(_in(a, row) and _in(b, row) for row in full)
        ]
        if not apart:
            break
        _, at = min(apart)
        columns[at : at + 2] = [columns[at]._replace(right=columns[at + 1].right)]
    return columns


def _in(column: Part, row: Row) -> bool:
    return any(_shared(part, column) > 0 for part in row.parts)


def _head(rows: Sequence[Row], start: int, free: int, columns: Sequence[Part]) -> tuple[int, int]:
    """Return where the head over a table's first row begins and ends: free rows over its columns.

    A row of one label under the head, a group's name, is the first of the body.
    """
    first, ends = start, start
    if len(columns) < 2:
        return first, ends
    for at in range(start - 1, max(start - 1 - _HEAD_ROWS, free - 1), -1):
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
    """Return the rows of a head: what stands over several columns, then over each.

    Heads of several lines stand centred beside one another, so that no line of one need be on the
    height of another's.
    """
    own: list[list[str]] = [[] for _ in columns]
    over: list[list[tuple[range, str]]] = [[] for _ in columns]
    for number, row in enumerate(head):
        for part in row.parts:
            span = _span(part, row, head[number + 1 :], columns)
            if len(span) == 1:
                own[span[0]].append(part.text)
            for x in span if len(span) > 1 else ():
                if over[x] and over[x][-1][0] == span:
                    over[x][-1] = (span, f"{over[x][-1][1]} {part.text}")
                else:
                    over[x].append((span, part.text))
    levels = max(map(len, over))
    rows = [["" for _ in columns] for _ in range(levels + 1)]
    for x in range(len(columns)):
        for level, (span, text) in enumerate(over[x]):
            rows[level][x] = text if x == span[0] else LEFT
        for level in range(len(over[x]), levels + 1):
            rows[level][x] = ABOVE if level > len(over[x]) else " ".join(own[x])
    return rows


def _span(part: Part, row: Row, below: Sequence[Row], columns: Sequence[Part]) -> range:
    """Return the columns a part of a head stands over.

    Those it reaches over; else the most it is centred over, of which each has a head of its own
    below and none beside it. What goes on in the next line is of one column.
    """
    reached = [x for x in range(len(columns)) if _shared(part, columns[x]) > 0]
    near = _nearest(part, columns)
    beside = {_nearest(other, columns) for other in row.parts if other is not part}
    heads = {_nearest(p, columns): (p, r.bottom) for r in reversed(below) for p in r.parts}
    free = {x for x in heads if x not in beside}
    if len(reached) > 1:
        least = range(reached[0], reached[-1] + 1)
        wider = [span for span, off in _centred(part, least, free, heads) if off < row.height]
        return max(wider, key=len, default=least)
    for number, under in enumerate(below):
        if row.bottom - under.bottom >= _LINE_STEP * row.height:
            break
        for other in under.parts:
            if abs(_middle(other) - _middle(part)) < row.height / 2:
                span = _span(other, under, below[number + 1 :], columns)
                if len(span) > 1:
                    return span
    alone = range(near, near + 1)
    if near not in heads or row.bottom - heads[near][1] < _LINE_STEP * row.height:
        return alone
    spans = list(_centred(part, alone, free, heads))
    centred = [span for span, off in spans if off < row.height]
    if centred:
        return max(centred, key=len)
    return min(spans, key=lambda found: found[1])[0] if spans else alone


def _centred(
    part: Part, least: range, free: Set[int], heads: Mapping[int, tuple[Part, float]]
) -> Iterator[tuple[range, float]]:
    """Yield the spans of columns with heads of their own, and how far from over them a part is."""
    for first in range(1, least[0] + 1):
        for last in range(least[-1], max(free, default=0) + 1):
            span = range(first, last + 1)
            if free >= set(span):
                left, right = heads[first][0].left, heads[last][0].right
                yield span, abs(left + right - part.left - part.right)


def _shared(part: Part, column: Part) -> float:
    return min(part.right, column.right) - max(part.left, column.left)


def _middle(part: Part) -> float:
    return (part.left + part.right) / 2


def _nearest(part: Part, columns: Sequence[Part]) -> int:
    """Return the column a part shares most with, else the one it is nearest to."""
    return max(
        range(len(columns)),
        key=lambda x: (
            max(0.0, _shared(part, columns[x])),
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
        elif rows and _continues(label):
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
