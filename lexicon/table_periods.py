"""When a cell of a table is for: as its column says, else its row, else the lines above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lexicon.bases import base_between
from lexicon.headings import Heading
from lexicon.periods import Period, month, shifted

_PLAIN = ("year", "as-of", "range")  # kinds that a year as the name of a column is no part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """What a table's columns and the lines above say of when.

    `of_columns` is the period of each column, for one that names none that of the nearest before
    it; `context` is what holds where neither column nor row names one; `stretch` is what is told of
    each year where the columns or rows name years; `last` is the month or quarter that ends what
    the table reports on, which only its kind can be compared with the one before.
    """

    of_columns: tuple[Period | None, ...] = ()
    context: Period | None = None
    stretch: Period | None = None
    last: Period | None = None


def columns_periods(
    heads: Sequence[Heading],
    captions: Heading,
    title: Heading,
    main: Period | None,
    anchor: date | None,
) -> Periods:
    """Return the periods of a table's columns and of what stands around it."""
    spoken = {head.periods[-1] for head in heads if head.periods}
    alone = next(iter(spoken)) if len(spoken) == 1 else None
    if (
        len(spoken) > 1
        and captions.periods
        and all(_inside(p, captions.periods[0]) for p in spoken)
    ):
        captions = replace(captions, periods=())  # "các tháng năm 2024" is of no column
    around = next((p for p in (*captions.periods[:1], *title.periods[:1], main) if p), None)
    context = next((p for p in (*captions.periods[:1], alone, around) if p), None)
    of_columns: list[Period | None] = []
    last: Period | None = None
    for head in heads:
        last = head.periods[-1] if head.periods else last
        of_columns.append(last)
    if len(spoken) < 2 or captions.periods:
        of_columns = [None for _ in heads]
    elif around in spoken and len(_followed(heads)) < 2:  # of two that may be meant neither is
        of_columns = [period if period == around else None for period in of_columns]
        context = None
    return Periods(
        of_columns=tuple(of_columns),
        context=context,
        stretch=_stretch(heads, captions, title, main, anchor),
        last=_last(spoken, around),
    )


def settled(heads: Sequence[Heading]) -> list[Heading]:
    """Return the headings, those that name only what they compare with for the period it fits.

    "So với 7 tháng/2023" is of 7 tháng/2024, if another column is, and against the year before.
    """
    spoken = {head.periods[-1] for head in heads if head.periods}
    found = []
    for head in heads:
        if head.compared and not head.periods:
            fits = {p: base for p in spoken if (base := base_between(p, head.compared))}
            if len(fits) == 1:
                ((period, base),) = fits.items()
                head = replace(head, periods=(period,), base=base, compared=None)
        found.append(head)
    return found


def _inside(period: Period, whole: Period) -> bool:
    return period != whole and whole.start <= period.start and period.end <= whole.end


def _followed(heads: Sequence[Heading]) -> set[Period]:
    """Return the periods of columns that others which name none stand right behind."""
    found: set[Period] = set()
    last: Period | None = None
    for head in heads:
        if not head.periods and last:
            found.add(last)
        last = head.periods[-1] if head.periods else last
    return found


def _last(spoken: set[Period], around: Period | None) -> Period | None:
    """Return the month or quarter among those spoken of that ends with what is reported on."""
    short = [p for p in spoken if p.kind in ("month", "quarter")]
    latest = max(short, key=lambda p: p.end, default=None)
    return latest if latest and around and latest.end == around.end else None


def _stretch(
    heads: Sequence[Heading],
    captions: Heading,
    title: Heading,
    main: Period | None,
    anchor: date | None,
) -> Period | None:
    """Return the stretch of a year that columns called by years alone are of, None for whole years.

    What the text is about is meant only where one of the years is not over.
    """
    said = [head for head in heads if head.periods]
    if any(not head.year_alone for head in said):
        return None
    if captions.periods:
        named = captions.periods[0]
        return named if named.kind not in _PLAIN else None
    about = next((p for p in (*title.periods[:1], main) if p and p.kind not in _PLAIN), None)
    years = {head.periods[-1].start.year for head in said}
    if about and anchor and anchor < date(anchor.year, 12, 31) and anchor.year in years:
        return about
    return None


def period_of(told: Sequence[Heading], periods: Periods, column: int) -> Period | None:
    """Return when a cell is for, by the headings of its column, row and part."""
    heads = (told[0], told[1])
    last = periods.last
    if (
        not any(said.periods for said in told[:3])
        and last
        and told[0].base == f"{last.kind}-before"
    ):
        return last
    for heading in told[:3]:
        if not heading.periods:
            continue
        period = heading.periods[-1]
        if heading.year_alone and periods.stretch:
            return shifted(periods.stretch, "year-before", period.start.year)
        return _month_of(period, heads, heading)
    return periods.of_columns[column] or periods.context


def _month_of(period: Period, heads: Sequence[Heading], said: Heading) -> Period:
    """Return the month that a row names in the year a column names, or the other way round."""
    other = next((h for h in heads if h is not said and h.periods), None)
    if other is None:
        return period
    year = next((h for h in heads if h.year_alone), None)
    months = [
        h.periods[-1]
        for h in heads
        if h.periods[-1:] and h.periods[-1].kind in ("month", "quarter")
    ]
    if year is not None and len(months) == 1:
        found = months[0]
        if found.kind == "month":
            return month(year.periods[-1].start.year, found.start.month)
        return shifted(found, "year-before", year.periods[-1].start.year)
    return period
