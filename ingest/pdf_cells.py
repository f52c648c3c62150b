"""Ruling lines to the cells between them, as pdfplumber finds them (after Nurminen's thesis)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.pdf_lines import Box

_NEAR = 3.0  # points within which rules are one, go on with each other or meet
_SHORTEST = 1.0  # points; what is shorter is the end of a line drawn as a thin area
_SHORTEST_RULE = 3.0  # of such pieces put together
_STRAIGHT = 0.5  # points that the ends of a rule may be off
_MOST_MEETINGS = 200_000  # of rules on a page; with more it is a drawing

Piece = tuple[float, float, float, float]
"""A straight piece of a line: x and y of its ends, upwards from the page's foot."""
Corner = tuple[float, float]


class Rule(NamedTuple):
    """An upright or a level line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


def ruled_cells(pieces: Iterable[Piece]) -> list[list[Box]]:
    """Return the cells of each table of two or more that the lines of a page rule off."""
    upright, level = _sorted_out(pieces)
    columns, rows = _joined(upright), _joined(level)[::-1]  # from the left, and from above
    meetings = _meetings(columns, rows)
    return _tables(_cells(columns, rows, meetings)) if meetings else []


def _sorted_out(pieces: Iterable[Piece]) -> tuple[list[Rule], list[Rule]]:
    upright, level = [], []
    for x0, y0, x1, y1 in pieces:
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if wide <= _STRAIGHT and high >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif high <= _STRAIGHT and wide >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    return upright, level


def _joined(pieces: Sequence[Rule]) -> list[Rule]:
    """Return the rules that pieces make: those near each other as one, in order of place."""
    rules: list[Rule] = []
    for group in _groups(sorted(pieces)):
        at = sum({rule.at for rule in group}) / len({rule.at for rule in group})
        long: list[Rule] = []
        for _, start, end in sorted(group, key=lambda rule: rule.start):
            if long and start <= long[-1].end + _NEAR:
                long[-1] = long[-1]._replace(end=max(long[-1].end, end))
            else:
                long.append(Rule(at, start, end))
        rules += [rule for rule in long if rule.end - rule.start >= _SHORTEST_RULE]
    return rules


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[-1].at > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _meetings(columns: Sequence[Rule], rows: Sequence[Rule]) -> Mapping[int, list[int]]:
    """Return for each column the rows it meets, from above; nothing when there are too many."""
    if len(columns) * len(rows) > _MOST_MEETINGS:
        return {}
    return {
        x: met
        for x, column in enumerate(columns)
        if (met := [y for y, row in enumerate(rows) if _meet(column, row)])
    }


def _meet(column: Rule, row: Rule) -> bool:
    return (
        row.start - _NEAR <= column.at <= row.end + _NEAR
        and column.start - _NEAR <= row.at <= column.end + _NEAR
    )


def _cells(
    columns: Sequence[Rule], rows: Sequence[Rule], meetings: Mapping[int, Sequence[int]]
) -> Iterator[Box]:
    """Yield the smallest cell right under each meeting of two rules that has all its corners."""
    met = {(x, y) for x, found in meetings.items() for y in found}
    along: defaultdict[int, list[int]] = defaultdict(list)
    for x, y in sorted(met):
        along[y].append(x)
    for x, found in meetings.items():
        for number, y in enumerate(found):
            right = along[y][along[y].index(x) + 1 :]
            corners = ((r, b) for b in found[number + 1 :] for r in right if (r, b) in met)
            if corner := next(corners, None):
                yield columns[x].at, rows[corner[1]].at, columns[corner[0]].at, rows[y].at


def _tables(cells: Iterable[Box]) -> list[list[Box]]:
    """Return the cells put together that share a corner, tables from above; one alone is none."""
    at: defaultdict[Corner, list[Box]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            at[corner].append(cell)
    left = dict.fromkeys(cell for found in at.values() for cell in found)
    tables: list[list[Box]] = []
    while left:
        table = [left.popitem()[0]]
        for cell in table:  # which grows meanwhile
            for near in (near for corner in _corners(cell) for near in at[corner]):
                if near in left:
                    del left[near]
                    table.append(near)
        if len(table) > 1:
            tables.append(sorted(table))
    return sorted(tables, key=lambda table: min((-box[3], box[0]) for box in table))


def _corners(cell: Box) -> tuple[Corner, ...]:
    left, bottom, right, top = cell
    return (left, bottom), (left, top), (right, bottom), (right, top)
