"""The figures that answer a question: looked up by what they are of, never by likeness."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from bot.asked import asks_in_percent, asks_of_plan, gives_orders
from bot.types import Extreme, Question
from lexicon.claims import Claim, ClaimBase, ClaimKind
from lexicon.indicators import find_indicators, indicators
from lexicon.narrowed import OF_PLAN
from lexicon.periods import Period, month, quarter, shifted
from lexicon.subjects import Subject, family
from vectorstore.archive import Archive
from vectorstore.types import Figure, Source

_TELLING = ("", "estimate", "preliminary")  # statuses of what has been measured
_OPEN_KINDS: tuple[ClaimKind, ...] = ("level", "count", "index", "growth", "share")
# The base a reader expects first where none is asked for (the others follow).
BASE_ORDER: tuple[ClaimBase, ...] = (
    "year-before",
    "month-before",
    "quarter-before",
    "december",
    "period-before",
    "period",
    "unclear",
    "",
)
_SHIFTS = ("month-before", "quarter-before", "year-before", "december")
_CORROBORATING = 2  # further bulletins that state the same value and are cited for it
_SEVERAL = 2
_MET = re.compile(
    r"\b(?:đạt|bằng|thực hiện|hoàn thành) (?:(?:chỉ|mới|gần|hơn|trên|khoảng|được) )*$"
)
_LONG_AFTER = 270  # days from which on a bulletin only recalls a period
_ORDERS = 5.0  # more than all that speaks for a sentence which tells the answerer what to say
_ROUND_DAYS = 15  # bulletins so near in time report the same round of figures
_PERSONS = frozenset(("people", "passengers", "visits"))
_MONTH_FIRST = frozenset(("cpi", "core_inflation", "gold_price", "usd_price"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a series: the figure that states it best, and those that state another.

    `agreeing` are of other bulletins that state the same, `others` of the same kind, period, base
    and place, of other bulletins or dates. `disputing` are other values the same bulletin states
    for the same, to be trusted as much, where no other bulletin agrees with the first: one of them
    is of something else, such as a part, and nothing says which.
    """

    figure: Figure
    agreeing: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    disputing: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is held of one series at one period and place, the readings asked for first."""

    subject: Subject
    place: str
    period: Period
    readings: tuple[Reading, ...]
    newest: bool = False  # the period was not asked for but is the newest held


def find_figures(question: Question, archive: Archive) -> tuple[Finding, ...]:
    """Return a finding for each series, period and place asked for; none where one is missing.

    A figure that differs in period, base, place, kind or unit from what was asked is never taken,
    nor one whose own bulletin disputes it.
    """
    told, _ = look_up(question, archive)
    return told


def look_up(
    question: Question, archive: Archive
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what `find_figures` does, and the findings left out of it as disputed.

    Those are the ones whose first reading, which a reader expects, is disputed.
    """
    told, disputed = [], []
    for subject in question.subjects:
        for place in question.places or ("",):
            for finding in _of_series(question, subject, place, archive):
                if finding.readings[0].disputing:
                    disputed.append(finding)
                else:
                    kept = tuple(reading for reading in finding.readings if not reading.disputing)
                    told.append(replace(finding, readings=kept))
    return tuple(told), tuple(disputed)


def ordered(findings: Sequence[Finding], extreme: Extreme) -> tuple[Finding, ...]:
    """Return findings as they are, or the highest or lowest first where that is asked for."""
    if not extreme:
        return tuple(findings)
    kind = findings[0].readings[0].figure.claim.kind if findings else ""
    alike = [f for f in findings if f.readings[0].figure.claim.kind == kind]
    return tuple(
        sorted(
            alike,
            key=lambda finding: finding.readings[0].figure.claim.quantity.amount,
            reverse=extreme == "highest",
        )
    )


def asked_periods(question: Question) -> tuple[Period, ...]:
    """Return the periods asked for; those inside a longer one where each of them is asked for."""
    if not question.series or len(question.periods) != 1:
        return question.periods
    (whole,) = question.periods
    year, last = whole.start.year, whole.end.month
    if whole.kind == "month" or whole.start.month != 1:
        return question.periods
    if question.by_quarter:
        return tuple(quarter(year, number) for number in range(1, last // 3 + 1))
    return tuple(month(year, number) for number in range(1, last + 1))


def _of_series(question: Question, subject: Subject, place: str, archive: Archive) -> list[Finding]:
    held = archive.figures(
        [(subject.indicator, subject.part)],
        periods=asked_periods(question),
        place=place,
        complete=not subject.words,
    )
    fitting = [f for f in held if _fits(f, question, subject, place)]
    periods: Sequence[Period] = asked_periods(question)
    if not periods:
        periods = newest_first(fitting)[:1]
    found = []
    for period in periods:
        of_period = [f for f in fitting if covers(f.claim, period)]
        if readings := _readings(question, of_period, period):
            found.append(
                Finding(
                    subject=subject,
                    place=place,
                    period=period,
                    readings=readings,
                    newest=not question.periods,
                )
            )
    return found


def _fits(figure: Figure, question: Question, subject: Subject, place: str) -> bool:
    claim = figure.claim
    planned = claim.status not in _TELLING
    return (
        claim.place == place
        and claim.period is not None
        and bool(claim.kind)
        and claim.base != "unclear"
        and planned == question.wants_plan
        and _same_words(claim.subject.words, subject.words)
    )


def _same_words(held: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether both are narrowed by the same words, or the shorter by most of the other's."""
    a, b = set(held), set(asked)
    return a == b or (min(len(a), len(b)) >= 2 and len(a & b) >= 0.6 * len(a | b))


def covers(claim: Claim, period: Period) -> bool:
    """Tell whether a figure is for a period: the same days, or a running total as of its end."""
    stated = claim.period
    if stated is None:
        return False
    if period.same_days(stated):
        return True
    if stated.kind == "as-of" and period.kind == "month" and _is_stock(claim.subject):
        return period.nearly(stated)
    stretch = period if stated.kind == "as-of" else stated
    running = stretch.kind == "as-of" or (stretch.start.month, stretch.start.day) == (1, 1)
    return period.nearly(stated) and running and stretch.kind != "month"


def _is_stock(subject: Subject) -> bool:
    return bool(subject.indicator) and indicators()[subject.indicator].stock


def newest_first(figures: Iterable[Figure]) -> list[Period]:
    """Return the periods of some figures, newest first, of two that end together the shorter."""
    periods = dict.fromkeys(f.claim.period for f in figures if f.claim.period)
    return sorted(periods, key=lambda p: (p.end, p.start), reverse=True)


def compared_with(claim: Claim) -> Period | None:
    """Return the period a change is measured against, None where it is none or not known."""
    if claim.base == "period" or claim.period is None:
        return claim.compared
    return shifted(claim.period, claim.base) if claim.base in _SHIFTS else None


def _readings(question: Question, figures: Sequence[Figure], period: Period) -> tuple[Reading, ...]:
    """Return the readings asked for, in the order a reader expects them."""
    groups: dict[tuple[ClaimKind, ClaimBase, Period | None, str, str], list[Figure]] = {}
    for figure in figures:
        claim = figure.claim
        key = (
            claim.kind,
            _base(claim.base, period),
            claim.compared,
            claim.subject.measure,
            _dimension(figure),
        )
        groups.setdefault(key, []).append(figure)
    of_plan, of_any = asks_of_plan(question.text), asks_in_percent(question.text)
    if of_plan or not of_any:
        shares = _of_plan if of_plan else _of_one_whole
        groups = {key: kept for key, of in groups.items() if (kept := shares(of))}
    wanted = [key for key in groups if _is_wanted(question, figures[0].claim.subject, key, period)]
    if not of_any and any(key[0] != "share" for key in wanted):
        wanted = [k for k in wanted if k[0] != "share" or any(map(_is_of_plan, groups[k]))]
    wanted.sort(key=lambda key: _order(question, key, groups[key]))
    return tuple(_settle(groups[key], period) for key in wanted)


def _of_one_whole(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures without the shares that one sentence tells of several wholes.

    "Chiếm 34% số thu của toàn ngành và 28% số thu của thành phố": which share is meant is open.
    """
    told: dict[tuple[str, int], set[Decimal]] = {}
    for figure in figures:
        if figure.claim.kind == "share":
            sentence = figure.source.id, figure.claim.sentence.start
            told.setdefault(sentence, set()).add(figure.claim.quantity.value)
    return [
        figure
        for figure in figures
        if len(told.get((figure.source.id, figure.claim.sentence.start), ())) < _SEVERAL
    ]


def _of_plan(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures without the shares of anything else than a plan."""
    return [f for f in figures if f.claim.kind != "share" or _is_of_plan(f)]


def _is_of_plan(figure: Figure) -> bool:
    """Tell whether a share is one of a plan, which says by itself what it is of."""
    begin = figure.claim.sentence.start
    met = _MET.search(figure.quote[: figure.claim.start - begin])
    return bool(met or OF_PLAN.match(figure.quote, figure.claim.end - begin))


def _base(base: ClaimBase, period: Period) -> ClaimBase:
    """Return a base by one name: in January the December before is the month before."""
    january = period.kind == "month" and period.start.month == 1
    return "month-before" if january and base == "december" else base


def _dimension(figure: Figure) -> str:
    """Return what a level is counted in: two currencies are two readings, billions are not."""
    return figure.claim.quantity.unit


def _is_wanted(
    question: Question,
    subject: Subject,
    key: tuple[ClaimKind, ClaimBase, Period | None, str, str],
    period: Period,
) -> bool:
    kind, base, compared, measure, unit = key
    if question.kinds and kind not in question.kinds:
        return False
    if not question.kinds and kind not in _OPEN_KINDS:
        return False
    if question.wants_amount and kind in ("growth", "change") and _is_amount(subject):
        return False
    if question.measure and measure and measure != question.measure:
        return False
    both = kind in ("growth", "change") and "level" in question.kinds
    if question.unit and not both and not _counts_in(unit, question.unit):
        return False
    if kind not in ("growth", "change"):
        return not question.exact_unit or unit not in ("%", "pp", "points")
    asked = {_base(b, period) for b in question.bases if b not in ("average", "period")}
    if base == "period":
        return compared is not None and any(compared.same_days(p) for p in question.compared)
    if question.compared and not asked:
        return False  # against a period that makes none of the usual bases
    return not asked or base in asked


def _is_amount(subject: Subject) -> bool:
    """Tell whether a series is a sum of money or a number of things, not only a rate."""
    return any(unit not in ("%", "điểm") for unit in indicators()[subject.indicator].units)


def _counts_in(unit: str, asked: str) -> bool:
    """Tell whether a figure's unit is the one asked for, or tells as much."""
    alike = {unit, asked}
    return (
        asked in (unit, unit.split("/")[0])
        or alike <= _PERSONS
        or alike == {"times", "%"}  # "tăng bao nhiêu %" of what grew 2.5 times
    )


def _order(
    question: Question,
    key: tuple[ClaimKind, ClaimBase, Period | None, str, str],
    figures: Sequence[Figure],
) -> tuple[int, int, bool, int]:
    kind, base, *_ = key
    kinds = question.kinds or _OPEN_KINDS
    order = list(BASE_ORDER)
    subject = figures[0].claim.subject
    monthly = figures[0].claim.period is not None and figures[0].claim.period.kind == "month"
    if monthly and family(subject.indicator) in _MONTH_FIRST and question.language == "vi":
        order.remove("month-before")
        order.insert(0, "month-before")
    by_volume = subject.measure == "volume" and question.measure != "volume"
    return kinds.index(kind), order.index(base), by_volume, -len(figures)


def _settle(figures: Sequence[Figure], period: Period) -> Reading:
    """Return the figure to print and those of another value, each value once, strongest first."""
    values: dict[Decimal, list[Figure]] = {}
    for figure in sorted(figures, key=lambda f: -_trust(f, period)):
        alike = next((v for v in values if _same_value(values[v][0], figure)), None)
        values.setdefault(figure.claim.quantity.amount if alike is None else alike, []).append(
            figure
        )
    newest = max((f.source.published for f in figures if f.source.published), default=None)
    ranked = sorted(
        values.values(),
        key=lambda of: (
            -max(_trust(f, period) for f in of),
            min(_age(f, newest) for f in of),
            -len(of),
            -_size(of[0]),
        ),
    )
    best, *agreeing = ranked[0]
    least = _trust(best, period)
    rivals = (next((f for f in of if f.source.id == best.source.id), None) for of in ranked[1:])
    elsewhere = {f.source.id: f for f in reversed(agreeing) if f.source.id != best.source.id}
    return Reading(
        figure=best,
        agreeing=tuple(elsewhere.values())[:_CORROBORATING],
        others=tuple(
            other
            for of in ranked[1:]
            for other in islice((f for f in of if f.source.id != best.source.id), 1)
            if _is_revision(best, other)
        ),
        disputing=() if elsewhere else tuple(f for f in rivals if f and _trust(f, period) >= least),
    )


def _age(figure: Figure, newest: date | None) -> int:
    """Return how many rounds of bulletins a figure is older than the newest that states one."""
    if newest is None or figure.source.published is None:
        return 0
    return (newest - figure.source.published).days // _ROUND_DAYS


def _size(figure: Figure) -> Decimal:
    """Return what two sums told with equal trust are ordered by: a whole goes before a part."""
    claim = figure.claim
    return abs(claim.quantity.amount) if claim.kind in ("level", "count") else Decimal(0)


def _same_value(first: Figure, second: Figure) -> bool:
    """Tell whether two figures agree once the finer is rounded like the coarser."""
    a, b = first.claim.quantity, second.claim.quantity
    if (a.exponent, a.unit) == (b.exponent, b.unit):
        step = Decimal(1).scaleb(-min(a.places, b.places))
        return abs(a.value - b.value) <= (step / 2 if a.places != b.places else 0)
    coarse = max(a, b, key=lambda q: q.exponent - q.places)
    step = Decimal(1).scaleb(coarse.exponent - coarse.places)
    return abs(a.amount - b.amount) <= step


def _is_revision(first: Figure, second: Figure) -> bool:
    """Tell whether another value may be the same thing measured again, not another thing.

    What is only bounded ("below 50 points") measures nothing.
    """
    a, b = first.claim.quantity, second.claim.quantity
    if b.qualifier or b.high is not None:
        return False
    if first.claim.kind in ("growth", "change", "contribution"):
        return abs(a.amount - b.amount) <= max(abs(a.amount) / 2, Decimal(3))
    return Decimal("0.8") * abs(a.amount) <= abs(b.amount) <= Decimal("1.25") * abs(a.amount)


@lru_cache(maxsize=4_096)
def titled_series(title: str) -> frozenset[str]:
    """Return the series a bulletin's title names."""
    return frozenset(mention.id for mention in find_indicators(title))


def _end(source: Source) -> date | None:
    return source.period.end if source.period else None


def _in_brackets(figure: Figure) -> bool:
    before = figure.quote[: figure.claim.start - figure.claim.sentence.start]
    return before.rfind("(") > before.rfind(")")


def _trust(figure: Figure, period: Period) -> float:
    """Return how much a figure's own bulletin can be trusted for a period.

    Most the bulletin about that very period, then one that names the period in the sentence; one of
    a later year, which recalls it, least.
    """
    claim, source = figure.claim, figure.source
    worth = 0.0
    if source.period and source.period.same_days(period):
        worth += 2
    elif source.period and source.period.end == period.end:
        worth += 1.5
    if claim.period_written:
        worth += 1
    if source.published and 0 <= (source.published - period.end).days <= 60:
        worth += 1
    if claim.subject.indicator in titled_series(source.title):
        worth += 0.5
    latest = max((day for day in (source.published, _end(source)) if day), default=None)
    if latest and (latest - period.end).days > _LONG_AFTER:
        worth -= 1.5
    elif _in_brackets(figure):
        worth -= 0.5
    if claim.quantity.high is not None or claim.quantity.qualifier:
        worth -= 0.3
    if gives_orders(figure.quote):
        worth -= _ORDERS
    return worth
