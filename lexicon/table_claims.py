"""The figures of tables: what each cell measures, from its row, its column and the lines above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from statistics import median

from lexicon.bases import base_between
from lexicon.claims import Claim, ClaimBase, ClaimKind
from lexicon.drafts import LONGER
from lexicon.grids import Cell, Table, data_rows, find_tables
from lexicon.indicators import indicators
from lexicon.marks import Marks, filler_starts, mark
from lexicon.periods import Period, month, shifted
from lexicon.phrases import words_of
from lexicon.places import VIETNAM
from lexicon.quantities import Quantity, find_quantities, read_number, units
from lexicon.references import read_references
from lexicon.settling import fits
from lexicon.subjects import NOTHING, Measure, Subject, is_branch, lineage, subject_of
from lexicon.text import Language, fold, matching
from lexicon.wording import Status, status_of

_UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|unit)\s*:?\s*(?P<unit>[^()|]+?)\s*\)?$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_LISTED = re.compile(r"^\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,4}[.)])\s*")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a heading says: of what, for when, against what, where, in what unit."""

    text: str = ""
    named: tuple[tuple[str, str], ...] = ()  # indicators with their wordings
    words: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    base: ClaimBase = ""
    compared: Period | None = None
    place: str | None = None
    unit: Quantity | None = None
    status: Status = ""
    year_alone: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(slots=True)
class _About:
    """What the text around its tables says."""

    anchor: date | None
    main: Period | None
    place: str
    language: Language
    title: _Said
    captions: _Said = field(default_factory=lambda: _Said())
    unit: Quantity | None = None
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
    about = _About(anchor, main, place, language, _said(title, anchor, main, language))
    about.captions = _said(caption, anchor, main, language)
    lines = [*table.captions, *(row[0].text for row in table.rows[: table.heads])]
    found = (_UNIT_LINE.search(line) for line in lines)
    about.unit = next((_unit(m["unit"], language) for m in found if m), None) or (
        about.captions.unit
    )
    cells = [cell.text for row in table.rows[table.heads :] for cell in row]
    with_comma = any(re.search(r"\d,\d{1,2}\b", cell) for cell in cells)
    with_point = any(re.search(r"\d\.\d{1,2}\b", cell) for cell in cells)
    about.decimal_point = with_point and not with_comma
    return about


def _said(text: str, anchor: date | None, main: Period | None, language: Language) -> _Said:
    """Return what a heading says."""
    unit = next((u for m in _IN_BRACKETS.findall(text) if (u := _unit(m, language))), None)
    bare = _IN_BRACKETS.sub(lambda m: " " if _unit(m[1], language) else m[0], text)
    bare = " ".join(_LISTED.sub("", bare).split())
    if unit is None and (alone := _unit(bare, language)):
        return _Said(text=text, unit=alone)
    marks = mark(bare, anchor, language)
    inherited = (main,) if main else ()
    references = read_references(bare, anchor, language, inherited)
    spoken = tuple(dict.fromkeys(mention.period for mention in references.periods))
    bases = [base for base in references.bases if base not in ("average", "period")]
    base: ClaimBase = bases[0] if bases else ""
    compared = references.compared[0] if references.compared and not base else None
    if compared and (usual := next((base_between(p, compared) for p in spoken or inherited), None)):
        base, compared = usual, None
    places = [mention.id for mention in marks.places]
    return _Said(
        text=text,
        named=tuple((m.id, marks.form[m.start : m.end]) for m in marks.indicators),
        words=tuple(_words(marks)),
        periods=spoken,
        base=base or ("period" if compared else ""),
        compared=compared,
        place=("" if places[0] == VIETNAM else places[0]) if places else None,
        unit=unit,
        status=status_of(matching(bare), language),
        year_alone=bool(re.fullmatch(r"(?:năm |year )?(?:19|20)\d\d", bare, re.IGNORECASE)),
    )


def _words(marks: Marks) -> Iterator[str]:
    """Yield the words of a heading that no catalogue knows and that say something."""
    spans = [(m.start, m.end) for m in (*marks.indicators, *marks.places)]
    spans += [(base.start, base.end) for base in marks.bases]
    spans += [(placed.mention.start, placed.mention.end) for placed in marks.periods]
    words = words_of(marks.form)
    filler = filler_starts(words, marks.language)
    for word, start, _ in words:
        known = any(a <= start < b for a, b in spans)
        if not known and start not in filler and word[0].isalpha():
            yield word


def _unit(text: str, language: Language) -> Quantity | None:
    """Return one of a unit that a text names and nothing else: "tỷ đồng", "1000 tấn", "%"."""
    wording = re.sub(r"^1[. ]?000\s", "nghìn ", text.strip().lower())
    wording = re.sub(r"^1[. ]?000[. ]?000\s", "triệu ", wording)
    found = find_quantities(f"1 {wording}", language)
    whole = len(found) == 1 and found[0].end == len(f"1 {wording}")
    return found[0].quantity if whole and found[0].quantity.unit else None


def _claims(table: Table, about: _About) -> Iterator[Claim]:
    """Yield the claims of one table, row by row."""
    width = len(table.rows[0])
    heads = [
        _said(table.head(column), about.anchor, about.main, about.language)
        for column in range(width)
    ]
    ratios = {column for column in range(table.stub, width) if _are_ratios(table, column, about)}
    for number, row, section in data_rows(table):
        name, row_unit = _row_head(row[: table.stub], heads, about)
        part = _said(section, about.anchor, about.main, about.language)
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
    stub: Sequence[Cell], heads: Sequence[_Said], about: _About
) -> tuple[_Said, Quantity | None]:
    """Return what the name of a row says and the unit it stands in, if a column gives it."""
    names, unit = [], None
    for cell, head in zip(stub, heads, strict=False):
        if re.search(r"\b(?:don vi|dvt|unit)\b", head.folded):
            unit = _unit(cell.text, about.language)
        elif not cell.blank and not cell.value and cell.text not in names:
            names.append(cell.text)
    for cell in stub:  # months and years as names of rows
        if not names and cell.value and re.fullmatch(r"(?:19|20)\d\d", cell.text):
            names.append(cell.text)
    return _said(" ".join(names), about.anchor, about.main, about.language), unit


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
    told: Sequence[_Said],
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


def _unit_for(column: _Said, about: _About) -> Quantity | None:
    """Return the unit of the whole table, but none for a column that compares or shares out."""
    other = _COMPARES.search(column.folded) or _SHARE.search(column.folded)
    if other and about.unit and about.unit.unit != "%":
        return Quantity(value=Decimal(1), unit="%") if "%" in column.text else None
    return about.unit


def _measure(column: _Said) -> Measure:
    if _WORTH.search(column.folded):
        return "worth"
    return "volume" if _VOLUME.search(column.folded) else ""


def _kind_and_base(
    told: Sequence[_Said], unit: Quantity | None, ratio: bool
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


def _period(told: Sequence[_Said], about: _About) -> Period | None:
    """Return when a cell is for: as its column says, else its row, else the lines above."""
    column, name, part, captions, title = told
    context = next((s.periods[0] for s in (captions, title) if s.periods), about.main)
    for said in (column, name, part):
        if not said.periods:
            continue
        period = said.periods[-1]
        within = context is not None and context.kind not in ("year", "as-of", "range")
        if said.year_alone and within and context is not None:
            return shifted(context, "year-before", period.start.year)
        return _month_of(period, (column, name), said)
    return context


def _month_of(period: Period, heads: Sequence[_Said], said: _Said) -> Period:
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


def _subject(told: Sequence[_Said], language: Language) -> Subject:
    """Return what a cell measures: what its row names within what its column or table is of."""
    column, name, part, captions, title = told
    whole = _head_of((column, part, captions, title))
    if _WHOLE.fullmatch(fold(_LISTED.sub("", name.text)).strip(" :")) or not name.text:
        return _joined(column, whole)
    if not name.named and not name.words:  # a place or a period
        return _joined(column, whole)
    phrase = " ".join(name.words)
    subject = subject_of(name.named, name.words, whole, language, (phrase,) if phrase else ())
    crossed = [id for id, _ in column.named if is_branch(id)]
    if crossed and subject.resolved and not subject.part and whole.resolved:
        return subject_of((*name.named, *column.named), (), whole, language)
    return subject


def _joined(column: _Said, whole: Subject) -> Subject:
    """Return the whole, or the branch of it a column is of."""
    branches = [named for named in column.named if is_branch(named[0])]
    return subject_of(branches, (), whole) if branches and whole.resolved else whole


def _head_of(told: Sequence[_Said]) -> Subject:
    """Return the series the nearest heading names, the narrowest it does."""
    for said in told:
        ids = [id for id, _ in said.named if not is_branch(id)]
        wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
        narrowest = [id for id in dict.fromkeys(ids) if id not in wholes]
        if narrowest:
            return Subject(indicator=narrowest[0])
    return NOTHING
