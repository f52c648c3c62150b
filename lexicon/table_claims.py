"""The figures of tables: what each cell measures, from its row, its column and the lines above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from statistics import median

from lexicon.claims import Claim, ClaimBase, ClaimKind
from lexicon.drafts import LONGER
from lexicon.grids import Cell, Table, data_rows, find_tables
from lexicon.headings import Heading, read_heading, read_unit
from lexicon.indicators import indicators
from lexicon.periods import Period
from lexicon.places import place_called
from lexicon.quantities import Quantity, read_number, units
from lexicon.settling import fits
from lexicon.subjects import NOTHING, Subject
from lexicon.table_periods import Periods, columns_periods, period_of
from lexicon.table_subjects import measure_of, subject_of_cell
from lexicon.table_units import COMPARES, SHARE, UNIT_LINE, Units, units_over
from lexicon.text import Language, language_of
from lexicon.wording import Status

_OF_PLAN = re.compile(r"\b(?:ke hoach|du toan|plan|estimate)\b")
_GROWS = re.compile(r"\b(?:toc do tang|tang|giam|tang truong|growth|change)\b")
_OF_UNITS = re.compile(r"(?:don vi(?: tinh)?|dvt|units?)[ :.]*")
_UNNAMED = Heading(text="?", words=("?",))  # what a row with an empty name may be of
_INDEX_FROM = 50  # percent from which the values of a column are ratios, not changes
_NEAR_BASE = (70, 180)  # percent; ratios whose middle lies outside must be called such
_NEAR_SAME = (
    90,
    115,
)  # percent; changes whose middle lies here are ratios, whatever they are called


@dataclass(slots=True)
class _About:
    """What the text around its tables says."""

    anchor: date | None
    main: Period | None
    place: str
    language: Language
    title: Heading
    captions: Heading = field(default_factory=lambda: Heading())
    units: Units = field(default_factory=lambda: Units())
    periods: Periods = field(default_factory=lambda: Periods())
    decimal_point: bool = False

    def read(self, text: str, *, of_row: bool = False) -> Heading:
        """Return what a heading of the table says."""
        return read_heading(text, self.anchor, self.main, self.language, of_row=of_row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row with values: what its head and part say, its unit, and its values by column."""

    number: int
    name: Heading
    part: Heading
    unit: Quantity | None
    goes_on: bool  # with the part of the row before
    cells: dict[int, tuple[Cell, Quantity]]


def read_table_claims(
    text: str,
    *,
    anchor: date | None,
    main: Period | None = None,
    place: str = "",
    title: str = "",
    language: Language | None = None,
) -> tuple[Claim, ...]:
    """Return the figures of the cells of a text's tables, in order.

    The sentence of each is the line of its row. What neither its row nor its column nor the lines
    above the table say is taken from `title`, `main` and `place`; what nothing says stays open.
    Each table is read in its own language unless one is given.
    """
    found: list[Claim] = []
    for table in find_tables(text):
        if table.stub < len(table.rows[0]):
            spoken = language or _language_of(table)
            heading = read_heading(title, anchor, main, spoken)
            found += _claims(table, _about(table, anchor, main, place, heading, spoken))
    return tuple(found)


def _language_of(table: Table) -> Language:
    said = " ".join((*table.captions, *(cell.text for row in table.rows for cell in row)))
    return language_of(said)


def _about(
    table: Table,
    anchor: date | None,
    main: Period | None,
    place: str,
    title: Heading,
    language: Language,
) -> _About:
    caption = " ".join(line for line in table.captions if not UNIT_LINE.search(line))
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", caption)}
    if anchor and len(years) == 1 and (year := years.pop()) < anchor.year:
        anchor = date(year, 12, 31)
    about = _About(anchor, main, place, language, title)
    about.captions = about.read(caption)
    corner = [row[0].text for row in table.rows[: table.heads]]
    about.units = units_over((*table.captions, *corner), language)
    if about.units == Units():
        about.units = Units(whole=about.captions.unit)
    cells = [cell.text for row in table.rows[table.heads :] for cell in row]
    with_comma = any(re.search(r"\d,\d{1,2}\b", cell) for cell in cells)
    with_point = any(re.search(r"\d\.\d{1,2}\b", cell) for cell in cells)
    about.decimal_point = with_point and not with_comma
    return about


def _claims(table: Table, about: _About) -> Iterator[Claim]:
    """Yield the claims of one table, row by row."""
    width = len(table.rows[0])
    heads = [about.read(table.head(column)) for column in range(width)]
    about.periods = columns_periods(heads, about.captions, about.title, about.main, about.anchor)
    rows = list(_rows(table, heads, about))
    ratios = _ratios(rows, heads, about)
    above: dict[int, tuple[Subject, Quantity | None]] = {}
    for row in rows:
        above = above if row.goes_on else {}
        for column, (cell, value) in row.cells.items():
            told = (heads[column], row.name, row.part, about.captions, about.title)
            over, over_unit = above.get(column, (NOTHING, None))
            subject = subject_of_cell(told, over, about.language)
            unit = _unit(value, told, row.unit, about.units)
            if unit is None and subject.resolved and over.resolved and not row.name.named:
                unit = over_unit
            if subject.resolved:
                above[column] = subject, unit
            ratio = ratios[row.number if _says_growth(row.name) else -1 - column]
            claim = _claim(value, told, subject, unit, ratio, about, column)
            yield replace(claim, start=cell.start, end=cell.end, sentence=table.spans[row.number])


def _rows(table: Table, heads: Sequence[Heading], about: _About) -> Iterator[_Row]:
    """Yield the rows with values and what their heads say."""
    before = ""
    for number, cells, section in data_rows(table):
        name, unit = _row_head(cells[: table.stub], heads, about)
        held = {x: (cells[x], _value(cells[x], about)) for x in range(table.stub, len(cells))}
        yield _Row(
            number=number,
            name=name,
            part=about.read(section),
            unit=unit,
            goes_on=section == before,
            cells={x: (cell, value) for x, (cell, value) in held.items() if value},
        )
        before = section


def _says_growth(name: Heading) -> bool:
    return bool(_GROWS.search(name.folded))


def _ratios(
    rows: Sequence[_Row], heads: Sequence[Heading], about: _About
) -> dict[int, bool | None]:
    """Return `_are_ratios` of each column (-1 less its number) and each row that says of growth."""
    by_row = {
        row.number: _are_ratios([v for _, v in row.cells.values()], row.name)
        for row in rows
        if _says_growth(row.name)
    }
    others = [row for row in rows if row.number not in by_row]
    by_column = {}
    for x, head in enumerate(heads):
        units = [(row.cells[x][1], row) for row in others if x in row.cells]
        percents = [
            value
            for value, row in units
            if (u := _unit(value, (head, row.name), row.unit, about.units)) and u.unit == "%"
        ]
        by_column[-1 - x] = _are_ratios(percents, head)
    return by_row | by_column


def _row_head(
    stub: Sequence[Cell], heads: Sequence[Heading], about: _About
) -> tuple[Heading, Quantity | None]:
    """Return what the name of a row says and the unit it stands in, if a column gives it."""
    names, unit = [], None
    for cell, head in zip(stub, heads, strict=False):
        if _OF_UNITS.fullmatch(head.folded):
            unit = read_unit(cell.text, about.language)
        elif not cell.blank and not cell.value and cell.text not in names:
            names.append(cell.text)
    for cell in stub:  # months and years as names of rows
        if not names and cell.value and re.fullmatch(r"(?:19|20)\d\d", cell.text):
            names.append(cell.text)
    if stub and not names:
        return _UNNAMED, unit
    name = about.read(" ".join(names), of_row=True)
    if not name.named and name.place is None and (place := place_called(name.text)):
        name = replace(name, place=place, words=())
    return name, unit


def _value(cell: Cell, about: _About) -> Quantity | None:
    """Return the number of a cell, with "%" where it prints it; None where it holds none."""
    match = cell.value
    if match is None or cell.text in ("←", "↑") or "(" in match["number"]:
        return None
    digits = match["number"].replace("\u00a0", " ").lstrip("+ ")
    negative = digits[0] in "-−–"
    number = read_number(digits.lstrip("-−– "), "en" if about.decimal_point else "vi")
    return Quantity(value=-number if negative else number, unit="%" if match["percent"] else "")


def _are_ratios(held: Sequence[Quantity], head: Heading) -> bool | None:
    """Tell whether percents under a head are ratios to what they compare with: 103,9.

    None where they may be either: 260,4 is +160,4 % or +260,4 %.
    """
    values = [float(quantity.value) for quantity in held]
    if not values or min(values) < 0 or (middle := median(values)) < _INDEX_FROM:
        return False
    if _GROWS.search(head.folded):
        return _NEAR_SAME[0] <= middle <= _NEAR_SAME[1] and min(values) >= _NEAR_BASE[0]
    called = re.search(r"\b(?:chi so|bang|ty le|index|ratio)\b|= ?100", head.folded)
    return True if called or _NEAR_BASE[0] <= middle <= _NEAR_BASE[1] else None


def _unit(
    value: Quantity, told: Sequence[Heading], row_unit: Quantity | None, over: Units
) -> Quantity | None:
    column, name = told[0], told[1]
    own = value.unit and Quantity(value=Decimal(1), unit=value.unit)
    return own or column.unit or row_unit or name.unit or over.of_column(column)


def _claim(
    value: Quantity,
    told: Sequence[Heading],
    subject: Subject,
    unit: Quantity | None,
    ratio: bool | None,
    about: _About,
    column: int,
) -> Claim:
    kind, base, compared = _kind_and_base(told, unit, ratio)
    period = period_of(told, about.periods, column)
    if kind in ("growth", "index") and (measure := measure_of(told[0], told[1])):
        subject = replace(subject, measure=measure)
    if kind in ("growth", "index") and not base and period and period.kind in LONGER:
        base = "year-before"
    entry = indicators().get(subject.indicator)
    if entry and unit and kind in ("level", "count") and not fits(unit.unit, entry.id):
        subject = Subject(words=(entry.id, f"[{unit.unit}]"))
    status: Status = next((said.status for said in told[:4] if said.status), "")
    if kind in ("share", "growth", "index") and status in ("target", "forecast"):
        status = ""  # "% so với kế hoạch" is no plan
    return Claim(
        start=0,
        end=0,
        sentence=(0, 0),  # type: ignore[arg-type]  # set by the caller
        quantity=replace(
            value, unit=unit.unit if unit else "", exponent=unit.exponent if unit else 0
        ),
        kind=kind if unit else "",
        subject=subject,
        period=period,
        period_written=any(said.periods for said in told[:2]),
        base=base or ("unclear" if kind in ("growth", "change", "index") else ""),
        compared=compared,
        place=next((s.place for s in told[:4] if s.place is not None), about.place),
        status=status,
    )


def _kind_and_base(
    told: Sequence[Heading], unit: Quantity | None, ratio: bool | None
) -> tuple[ClaimKind, ClaimBase, Period | None]:
    """Return what kind of figure a column gives and what it is against."""
    based = next((said for said in told[:4] if said.base), None)
    if unit is None:
        return "", "", None
    if unit.unit != "%":
        counted = units().get(unit.unit)
        if unit.unit == "pp":
            return "contribution", "", None
        return ("count" if counted and counted.count else "level"), "", None
    heads = " ".join(said.folded for said in told[:4])
    column = told[0].folded
    own_base = told[0].base or COMPARES.search(column)
    if _OF_PLAN.search(column) or SHARE.search(column if own_base else heads):
        return "share", "", None
    if based or COMPARES.search(heads) or _GROWS.search(heads):
        kind: ClaimKind = "" if ratio is None else "index" if ratio else "growth"
        return kind, based.base if based else "", based.compared if based else None
    named = next((said.named for said in (*told[1:2], *told[:1], *told[2:]) if said.named), ())
    entry = indicators().get(named[0][0]) if named else None
    return ("level" if entry and entry.rate else ""), "", None
