"""The rows of a table: what their names and parts say, their unit and their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lexicon.grids import LISTING, OF_CODES, Cell, Table, data_rows
from lexicon.headings import Heading, read_unit
from lexicon.places import place_called
from lexicon.quantities import Quantity, read_number
from lexicon.table_context import About
from lexicon.text import NO_BREAK

_OF_UNITS = re.compile(r"(?:don vi(?: tinh)?|dvt|units?)[ :.]*")
_DITTO = re.compile(r"[-–\s]*[\"”“″'’]{1,2}[-–\s]*|nt|như trên", re.IGNORECASE)
_SPLITS = re.compile(r"(?:\d{1,2}[.)] |[-+*] )?(?:phan (?:theo|to)|chia theo|trong do|by )")
_UNNAMED = Heading(text="?", words=("?",))  # what a row with an empty name may be of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with values: what its head and part say, its unit, and its values by column."""

    number: int
    name: Heading
    part: Heading
    parts: tuple[str, ...]  # all it stands in, the outermost first
    unit: Quantity | None
    goes_on: bool  # with the part of the row before, or splits it
    cells: dict[int, tuple[Cell, Quantity]]


def rows_of(table: Table, heads: Sequence[Heading], about: About) -> Iterator[Row]:
    """Yield the rows with values and what their heads say."""
    before: tuple[str, ...] = ()
    unit: Quantity | None = None
    for number, cells, parts in data_rows(table):
        name, unit = _row_head(cells[: table.stub], heads, about, unit)
        held = {x: (cells[x], _value(cells[x], about)) for x in range(table.stub, len(cells))}
        part = about.read(parts[-1]) if parts else Heading()
        yield Row(
            number=number,
            name=name,
            part=part,
            parts=parts,
            unit=unit,
            goes_on=parts == before or bool(_SPLITS.match(part.folded)),
            cells={x: (cell, value) for x, (cell, value) in held.items() if value},
        )
        before = parts


def _row_head(
    stub: Sequence[Cell], heads: Sequence[Heading], about: About, above: Quantity | None
) -> tuple[Heading, Quantity | None]:
    """Return what the name of a row says and the unit it stands in, if a column gives it.

    A ditto mark is the unit `above`.
    """
    names, unit = [], None
    for column, (cell, head) in enumerate(zip(stub, heads, strict=False)):
        if column and _OF_UNITS.fullmatch(head.folded):
            unit = above if _DITTO.fullmatch(cell.text) else read_unit(cell.text, about.language)
        elif OF_CODES.fullmatch(head.folded):
            continue
        elif not cell.blank and not cell.value and cell.text not in names:
            names.append(cell.text)
    if len(names) > 1:
        names = [name for name in names if not LISTING.fullmatch(name)] or names
    for cell in stub:  # months and years as names of rows
        if not names and cell.value and re.fullmatch(r"(?:19|20)\d\d", cell.text):
            names.append(cell.text)
    if stub and not names:
        return _UNNAMED, unit
    name = about.read(" ".join(names), of_row=True)
    if not name.named and name.place is None and (place := place_called(name.text)):
        name = replace(name, place=place, words=())
    return name, unit


def _value(cell: Cell, about: About) -> Quantity | None:
    """Return the number of a cell, with "%" where it prints it; None where it holds none.

    What stands in brackets is below zero if it has decimals: no footnote has.
    """
    match = cell.value
    if match is None:
        return None
    digits = match["number"].replace(NO_BREAK, " ").lstrip("+ ")
    bracketed = "(" in digits
    if bracketed and not re.fullmatch(r"\(\d[\d. ]*[.,]\d{1,3}\)", digits):
        return None
    negative = bracketed or digits[0] in "-−–"
    number = read_number(digits.strip("()-−– "), "en" if about.decimal_point else "vi")
    return Quantity(value=-number if negative else number, unit="%" if match["percent"] else "")
