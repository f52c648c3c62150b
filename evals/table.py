"""What was measured, as rows of one table for the screen and the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of figures: `values` maps a measure to its value, an absent one is shown as `-`."""

    label: str
    questions: int
    values: Mapping[str, float]


def render(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table with aligned columns, one column a measure."""
    measures = list(dict.fromkeys(name for row in rows for name in row.values))
    cells = [["", "n", *measures], *([row.label, str(row.questions)] for row in rows)]
    for line, row in zip(cells[1:], rows, strict=True):
        line += [f"{row.values[name]:.3f}" if name in row.values else "-" for name in measures]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = ["| " + " | ".join(_padded(line, widths)) + " |" for line in cells]
    rule = ["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]
    return "\n".join([lines[0], f"|{'|'.join(rule)}|", *lines[1:]])


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *rest = zip(line, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
