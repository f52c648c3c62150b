"""The figures of tables: what each cell measures, from its row, its column and the lines above."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lexicon.claims import Claim
from lexicon.drafts import LONGER
from lexicon.grids import Table, find_tables
from lexicon.headings import Heading, read_heading
from lexicon.indicators import indicators
from lexicon.periods import Period
from lexicon.quantities import Quantity, units
from lexicon.settling import fits
from lexicon.subjects import NOTHING, Subject
from lexicon.table_context import About, about
from lexicon.table_kinds import are_ratios, kind_and_base, says_growth
from lexicon.table_periods import columns_periods, period_of, settled
from lexicon.table_rows import Row, rows_of
from lexicon.table_subjects import (
    measure_of,
    measured_in,
    names_series,
    splits_any,
    subject_of_cell,
)
from lexicon.table_units import counted_in
from lexicon.text import Language, language_of
from lexicon.wording import Status


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
            found += _claims(table, about(table, anchor, main, place, heading, spoken))
    return tuple(found)


def _language_of(table: Table) -> Language:
    said = " ".join((*table.captions, *(cell.text for row in table.rows for cell in row)))
    return language_of(said)


def _claims(table: Table, about: About) -> Iterator[Claim]:
    """Yield the claims of one table, row by row."""
    width = len(table.rows[0])
    heads = settled([about.read(table.head(column)) for column in range(width)])
    about.periods = columns_periods(heads, about.captions, about.title, about.main, about.anchor)
    rows = list(rows_of(table, heads, about))
    ratios_of_rows, ratios_of_columns = _ratios(rows, heads, about)
    above: dict[int, tuple[Subject, Quantity | None]] = {}
    led: dict[int, Subject] = {}  # by the last row that names a series itself
    for row in rows:
        if not row.goes_on:
            above, led = {}, {}
        for column, (cell, value) in row.cells.items():
            told = (heads[column], row.name, row.part, about.captions, about.title)
            over, over_unit = above.get(column, (NOTHING, None))
            over = led.get(column, over) if splits_any(row.name) else over
            subject = subject_of_cell(told, row.parts, over, about.language)
            subject = measured_in(subject, row.unit or row.name.unit, row.name)
            unit = _unit(value, told, row.unit, about)
            same = not row.name.named or subject.indicator == over.indicator
            if unit is None and subject.resolved and over.resolved and same:
                unit = over_unit
            if subject.resolved:
                above[column] = subject, unit
            if subject.resolved and not subject.part and names_series(row.name):
                led[column] = subject
            ratio = ratios_of_rows.get(row.number, ratios_of_columns[column])
            claim = _claim(value, told, subject, unit, ratio, about, column)
            yield replace(claim, start=cell.start, end=cell.end, sentence=table.spans[row.number])


def _ratios(
    rows: Sequence[Row], heads: Sequence[Heading], about: About
) -> tuple[dict[int, bool | None], list[bool | None]]:
    """Return `are_ratios` of each row that says of growth, by its number, and of each column."""
    by_row = {
        row.number: are_ratios([v for _, v in row.cells.values()], row.name)
        for row in rows
        if says_growth(row.name)
    }
    others = [row for row in rows if row.number not in by_row]
    by_column = []
    for x, head in enumerate(heads):
        held = [(row.cells[x][1], row) for row in others if x in row.cells]
        percents = [
            value
            for value, row in held
            if (u := _unit(value, (head, row.name), row.unit, about)) and u.unit == "%"
        ]
        by_column.append(are_ratios(percents, head))
    return by_row, by_column


def _unit(
    value: Quantity, told: Sequence[Heading], row_unit: Quantity | None, about: About
) -> Quantity | None:
    column, name = told[0], told[1]
    own = Quantity(value=Decimal(1), unit=value.unit) if value.unit else None
    if stated := own or column.unit or row_unit or name.unit:
        return stated
    over = about.units.of_column(column, name)
    if (over and units()[over.unit].count) or value.value % 1:
        return over
    counted = (counted_in(said, about.language) for said in (column, name))
    return next((unit for unit in counted if unit), over)


def _claim(
    value: Quantity,
    told: Sequence[Heading],
    subject: Subject,
    unit: Quantity | None,
    ratio: bool | None,
    about: About,
    column: int,
) -> Claim:
    kind, base, compared = kind_and_base(told, unit, ratio, subject)
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
