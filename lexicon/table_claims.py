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
from lexicon.headings import LISTED, Heading, read_heading, read_unit
from lexicon.indicators import indicators
from lexicon.periods import Period, month, shifted
from lexicon.quantities import Quantity, read_number, units
from lexicon.settling import fits
from lexicon.subjects import NOTHING, Measure, Subject, is_branch, lineage, subject_of
from lexicon.text import Language, fold
from lexicon.wording import Status

_UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|unit)\s*:?\s*(?P<unit>[^()|]+?)\s*\)?$", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?:tong so|tong cong|tong|ca nuoc|toan quoc|chung|chi so chung|toan nganh(?: cong nghiep)?"
    r"|total|whole country|nationwide)"
)
_COMPARES = re.compile(r"\bso (?:voi|cung)\b|%\s?so\b|=\s?100|\bversus\b|\bcompared\b")
_SHARE = re.compile(r"\b(?:co cau|ty trong|ty le so voi tong|share|structure)\b")
_OF_PLAN = re.compile(r"\b(?:ke hoach|du toan|plan|estimate)\b")
_GROWS = re.compile(r"\b(?:toc do tang|tang|giam|tang truong|growth|change)\b")
_VOLUME = re.compile(r"\b(?:luong|khoi luong|san luong|volume|quantity)\b")
_WORTH = re.compile(r"\b(?:tri gia|gia tri|kim ngach|value|worth)\b")
_INDEX_FROM = 50  # percent from which the values of a column are ratios, not changes


@dataclass(slots=True)
class _About:
    """What the text around its tables says."""

    anchor: date | None
    main: Period | None
    place: str
    language: Language
    title: Heading
    captions: Heading = field(default_factory=lambda: Heading())
    unit: Quantity | None = None
    alone: Period | None = None  # the only one its columns name
    decimal_point: bool = False


def read_table_claims(
    text: str,
    *,
    anchor: date | None,
    main: Period | None = None,
    place: str = "",
    title: str = "",
    language: Language = "vi",
) -> tuple[Claim, ...]:
    """Return the figures of the cells of a text's tables, in order.

    The sentence of each is the line of its row. What neither its row nor its column nor the lines
    above the table say is taken from `title`, `main` and `place`; what nothing says stays open.
    """
    found: list[Claim] = []
    for table in find_tables(text):
        if table.stub >= len(table.rows[0]):
            continue
        about = _about(table, anchor, main, place, title, language)
        found += _claims(table, about)
    return tuple(found)


def _about(
    table: Table,
    anchor: date | None,
    main: Period | None,
    place: str,
    title: str,
    language: Language,
) -> _About:
    said = [caption for caption in table.captions if not _UNIT_LINE.search(caption)]
    caption = " ".join(said)
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", caption)}
    if anchor and len(years) == 1 and (year := years.pop()) < anchor.year:
        anchor = date(year, 12, 31)
    about = _About(anchor, main, place, language, read_heading(title, anchor, main, language))
    about.captions = read_heading(caption, anchor, main, language)
    lines = [*table.captions, *(row[0].text for row in table.rows[: table.heads])]
    found = (_UNIT_LINE.search(line) for line in lines)
    about.unit = next((read_unit(m["unit"], language) for m in found if m), None) or (
        about.captions.unit
    )
    cells = [cell.text for row in table.rows[table.heads :] for cell in row]
    with_comma = any(re.search(r"\d,\d{1,2}\b", cell) for cell in cells)
    with_point = any(re.search(r"\d\.\d{1,2}\b", cell) for cell in cells)
    about.decimal_point = with_point and not with_comma
    return about


def _claims(table: Table, about: _About) -> Iterator[Claim]:
    """Yield the claims of one table, row by row."""
    width = len(table.rows[0])
    heads = [
        read_heading(table.head(column), about.anchor, about.main, about.language)
        for column in range(width)
    ]
    spoken = {head.periods[-1] for head in heads if head.periods}
    about.alone = next(iter(spoken)) if len(spoken) == 1 else None
    ratios = {column for column in range(table.stub, width) if _are_ratios(table, column, about)}
    for number, row, section in data_rows(table):
        name, row_unit = _row_head(row[: table.stub], heads, about)
        part = read_heading(section, about.anchor, about.main, about.language)
        for column in range(table.stub, width):
            cell = row[column]
            value = _value(cell, about)
            if value is None:
                continue
            told = (heads[column], name, part, about.captions, about.title)
            claim = _claim(value, told, row_unit, column in ratios, about)
            yield replace(
                claim,
                start=cell.start,
                end=cell.end,
                sentence=table.spans[number],
            )


def _row_head(
    stub: Sequence[Cell], heads: Sequence[Heading], about: _About
) -> tuple[Heading, Quantity | None]:
    """Return what the name of a row says and the unit it stands in, if a column gives it."""
    names, unit = [], None
    for cell, head in zip(stub, heads, strict=False):
        if re.search(r"\b(?:don vi|dvt|unit)\b", head.folded):
            unit = read_unit(cell.text, about.language)
        elif not cell.blank and not cell.value and cell.text not in names:
            names.append(cell.text)
    for cell in stub:  # months and years as names of rows
        if not names and cell.value and re.fullmatch(r"(?:19|20)\d\d", cell.text):
            names.append(cell.text)
    return read_heading(" ".join(names), about.anchor, about.main, about.language), unit


def _value(cell: Cell, about: _About) -> Quantity | None:
    """Return the number of a cell, with "%" where it prints it; None where it holds none."""
    match = cell.value
    if match is None or cell.text in ("←", "↑") or "(" in match["number"]:
        return None
    digits = match["number"].replace("\u00a0", " ").lstrip("+ ")
    negative = digits[0] in "-−–"
    number = read_number(digits.lstrip("-−– "), "en" if about.decimal_point else "vi")
    return Quantity(value=-number if negative else number, unit="%" if match["percent"] else "")


def _are_ratios(table: Table, column: int, about: _About) -> bool:
    """Tell whether the percents of a column are ratios to what they compare with: 103,9."""
    held = [_value(row[column], about) for _, row, _ in data_rows(table)]
    values = [float(quantity.value) for quantity in held if quantity]
    return bool(values) and median(values) >= _INDEX_FROM and min(values) >= 0


def _claim(
    value: Quantity,
    told: Sequence[Heading],
    row_unit: Quantity | None,
    ratio: bool,
    about: _About,
) -> Claim:
    column, name = told[0], told[1]
    own = value.unit and Quantity(value=Decimal(1), unit=value.unit)
    unit = own or column.unit or row_unit or name.unit or _unit_for(column, about)
    kind, base, compared = _kind_and_base(told, unit, ratio)
    subject = _subject(told, about.language)
    period = _period(told, about)
    if kind in ("growth", "index") and (measure := _measure(column)):
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


def _unit_for(column: Heading, about: _About) -> Quantity | None:
    """Return the unit of the whole table, but none for a column that compares or shares out."""
    other = _COMPARES.search(column.folded) or _SHARE.search(column.folded)
    if other and about.unit and about.unit.unit != "%":
        return Quantity(value=Decimal(1), unit="%") if "%" in column.text else None
    return about.unit


def _measure(column: Heading) -> Measure:
    if _WORTH.search(column.folded):
        return "worth"
    return "volume" if _VOLUME.search(column.folded) else ""


def _kind_and_base(
    told: Sequence[Heading], unit: Quantity | None, ratio: bool
) -> tuple[ClaimKind, ClaimBase, Period | None]:
    """Return what kind of figure a column gives and what it is against."""
    based = next((said for said in (*told[:3], told[3]) if said.base), None)
    if unit is None:
        return "", "", None
    if unit.unit != "%":
        counted = units().get(unit.unit)
        if unit.unit == "pp":
            return "contribution", "", None
        return ("count" if counted and counted.count else "level"), "", None
    heads = " ".join(said.folded for said in told[:4])
    column = told[0].folded
    if _OF_PLAN.search(column) or _SHARE.search(heads):
        return "share", "", None
    compares = based is not None or _COMPARES.search(heads)
    if compares or _GROWS.search(heads):
        base = based.base if based else ""
        return ("index" if ratio else "growth"), base, based.compared if based else None
    named = next((said.named for said in (*told[1:2], *told[:1], *told[2:]) if said.named), ())
    entry = indicators().get(named[0][0]) if named else None
    return ("level" if entry and entry.rate else ""), "", None


def _period(told: Sequence[Heading], about: _About) -> Period | None:
    """Return when a cell is for: as its column says, else its row, else the lines above."""
    column, name, part, captions, title = told
    said = [*captions.periods[:1], about.alone, *title.periods[:1], about.main]
    context = next((period for period in said if period), None)
    for heading in (column, name, part):
        if not heading.periods:
            continue
        period = heading.periods[-1]
        within = context is not None and context.kind not in ("year", "as-of", "range")
        if heading.year_alone and within and context is not None:
            return shifted(context, "year-before", period.start.year)
        return _month_of(period, (column, name), heading)
    return context


def _month_of(period: Period, heads: Sequence[Heading], said: Heading) -> Period:
    """Return the month that a row names in the year a column names, or the other way round."""
    other = next((h for h in heads if h is not said and h.periods), None)
    if other is None:
        return period
    year = next((h for h in heads if h.year_alone), None)
    months = [h.periods[-1] for h in heads if h.periods[-1].kind in ("month", "quarter")]
    if year is not None and len(months) == 1:
        found = months[0]
        if found.kind == "month":
            return month(year.periods[-1].start.year, found.start.month)
        return shifted(found, "year-before", year.periods[-1].start.year)
    return period


def _subject(told: Sequence[Heading], language: Language) -> Subject:
    """Return what a cell measures: what its row names within what its column or table is of."""
    column, name, part, captions, title = told
    whole = _head_of((column, part, captions, title))
    if _WHOLE.fullmatch(fold(LISTED.sub("", name.text)).strip(" :")) or not name.text:
        return _joined(column, whole)
    if not name.named and not name.words:  # a place or a period
        return _joined(column, whole)
    phrase = " ".join(name.words)
    subject = subject_of(name.named, name.words, whole, language, (phrase,) if phrase else ())
    crossed = [id for id, _ in column.named if is_branch(id)]
    if crossed and subject.resolved and not subject.part and whole.resolved:
        return subject_of((*name.named, *column.named), (), whole, language)
    return subject


def _joined(column: Heading, whole: Subject) -> Subject:
    """Return the whole, or the branch of it a column is of."""
    branches = [named for named in column.named if is_branch(named[0])]
    return subject_of(branches, (), whole) if branches and whole.resolved else whole


def _head_of(told: Sequence[Heading]) -> Subject:
    """Return the series the nearest heading names, the narrowest it does."""
    for said in told:
        ids = [id for id, _ in said.named if not is_branch(id)]
        wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
        narrowest = [id for id in dict.fromkeys(ids) if id not in wholes]
        if narrowest:
            return Subject(indicator=narrowest[0])
    return NOTHING
