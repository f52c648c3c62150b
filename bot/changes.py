"""What changed between two periods: both figures of each series, their difference, a turn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import phrasing
from bot.figures import Finding, Reading, compared_with, find_figures, look_up, newest_first
from bot.gist import TOGETHER
from bot.refusal import refuse, refuse_disputed
from bot.telling import (
    Numbering,
    base_words,
    difference_line,
    finding_lines,
    subject_name,
    value_words,
)
from bot.topics import topic_words
from bot.types import Answer, Question
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.periods import Period, find_periods, month, shifted
from lexicon.places import places
from lexicon.subjects import Subject
from lexicon.text import Language, fold, tokens
from vectorstore.archive import Archive
from vectorstore.types import Figure

_SERIES = 6  # that fit a screen
_MONTHS_BACK = 12  # looked through for the newest that two periods are held of
_TRIED = 4  # later periods set beside the one named, the newest first
_FAR_APART = 5  # times one level is the other, from which on one of them is of something else
_OF_MANY = 2  # readings of each period, where several series are told
_OF_ONE = 4
_A_YEAR = re.compile(
    r"\b(?:cung ky|nam (?:truoc|ngoai)|mot nam|(?:last|previous|a) year|year (?:ago|earlier))\b"
)
_BEFORE_BASE: dict[Language, str] = {"vi": " ", "en": ", "}
_BALANCES = ("trade_balance",)  # which may come near nothing
_SINCE = re.compile(
    r"\b(?:since|from|tu|so voi|so|compared (?:with|to)|against|versus)\s(?:the\s|moc\s|hoi\s)?$"
)
_A_QUARTER = re.compile(r"\b(?:quy (?:truoc|lien truoc)|(?:last|previous) quarter|a quarter)\b")
# The order in which a reader expects the series of a month where none is asked for.
_MAIN = (
    "gdp", "iip", "cpi", "core_inflation", "exports", "imports", "trade_balance", "trade_total",
    "retail_sales", "fdi_registered", "fdi_realised", "public_investment", "foreign_visitors",
    "enterprises_new", "pmi",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One series in two periods; the earlier is None where no bulletin states it."""

    later: Finding
    earlier: Finding | None


def changed(question: Question, archive: Archive, future: bool) -> Answer:
    """Return what changed: two periods of each series asked for, else of the main ones held."""
    if future:
        return refuse(question, "future", archive)
    asked = replace(
        question,
        bases=(),
        kinds=(),
        compared=(),
        unit="",
        extreme="",
        series=False,
        wants_plan=False,  # "những chỉ tiêu nào" means indicators here
        wants_amount=False,
    )
    if named := _named_subjects(question):
        found = _of_all(named, asked, question, archive)
    elif _about_something_else(question):
        found = []
    elif question.periods or question.compared:
        found = _of_all(_main_subjects(), asked, question, archive)
    else:
        found = _newest_month(asked, question, archive)
    if found:
        return _told(found, question)
    _, disputed = look_up(asked, archive)
    return (
        refuse_disputed(question, disputed)
        if disputed
        else refuse(question, "not-covered", archive)
    )


def _of_all(
    subjects: Sequence[Subject], asked: Question, question: Question, archive: Archive
) -> list[_Change]:
    found: list[_Change] = []
    for subject in subjects:
        change = _change(replace(asked, subjects=(subject,)), question, archive)
        if change and len(found) < _SERIES:
            found.append(change)
    return found


def _named_subjects(question: Question) -> tuple[Subject, ...]:
    """Return the series asked for by name, or those whose names hold its other words."""
    if question.indicators:
        parts = {id for s in question.subjects for id in TOGETHER.get(s.indicator, ())}
        return (*question.subjects, *(Subject(indicator=id) for id in sorted(parts)))
    topics = topic_words(question.text, question.language)
    return tuple(s for s in _main_subjects() if topics and _is_called(s.indicator, topics))


def _about_something_else(question: Question) -> bool:
    """Tell whether a question without a series names something all the same."""
    topics = topic_words(question.text, question.language)
    return bool(topics) or any(places()[id].kind == "country" for id in question.places)


def _main_subjects() -> tuple[Subject, ...]:
    return tuple(Subject(indicator=id) for id in _MAIN)


def _newest_month(asked: Question, question: Question, archive: Archive) -> list[_Change]:
    """Return what changed in the newest month (or quarter) for which something can be told."""
    ends = [source.period.end for source in archive.sources() if source.period]
    if not ends:
        return []
    newest = max(ends)
    for back in range(_MONTHS_BACK):
        count = newest.year * 12 + newest.month - 1 - back
        period = month(count // 12, count % 12 + 1)
        told = {f.claim.subject.indicator for f in archive.figures((), periods=[period], place="")}
        subjects = [subject for subject in _main_subjects() if subject.indicator in told]
        dated = replace(question, periods=(period,))
        if found := _of_all(subjects, replace(asked, periods=(period,)), dated, archive):
            return found
    return []


def _is_called(id: str, topics: Sequence[Sequence[str]]) -> bool:
    """Tell whether the name of a series holds all that a question names: "bán lẻ"."""
    name = f" {' '.join(tokens(fold(indicators()[id].label_vi)))} "
    return all(any(f" {word} " in name for word in wordings) for wordings in topics)


def _change(asked: Question, question: Question, archive: Archive) -> _Change | None:
    """Return a series in the two periods a question compares, None where the later is not held."""
    known: dict[Period, tuple[Finding, ...]] = {}
    for later, earlier in _pairs(asked, question, archive):
        for period in (later, earlier):
            if period not in known:
                known[period] = find_figures(replace(asked, periods=(period,)), archive)
        found, before = known[later], known[earlier]
        if found and before and (change := _aligned(found[0], before[0])):
            return change
        stated = [r for r in found[0].readings if _is_against(r, earlier)] if found else []
        if stated:
            return _Change(later=replace(found[0], readings=tuple(stated)), earlier=None)
        if found and question.indicators and question.periods and not question.compared:
            return _Change(later=found[0], earlier=None)
    return None


def _pairs(
    asked: Question, question: Question, archive: Archive
) -> Iterator[tuple[Period, Period]]:
    """Yield the periods to set side by side, the likeliest first: later, then earlier."""
    both = dict.fromkeys((*question.periods, *question.compared))
    named = [p for p in both if not any(_holds(p, other) for other in both)]
    named.sort(key=lambda p: (p.end, p.start))
    if len(named) > 1:
        yield named[-1], named[0]
        return
    held = _held(asked, archive)
    if question.compared or (named and _since(question)):
        later = [p for p in held if p.end > named[0].end and _alike(p, named[0])]
        yield from ((period, named[0]) for period in later[:_TRIED])
        return
    if named and named[0].kind == "range":  # "từ tháng 10 đến tháng 11"
        first, last = named[0].start, named[0].end
        yield month(last.year, last.month), month(first.year, first.month)
        return
    if named:
        yield named[0], _before(named[0], question, held)
        return
    lengths = ("month", "quarter", "half")
    for period in [p for p in held if p.kind in lengths][:_TRIED] or held[:1]:
        yield period, _before(period, question, held)


def _since(question: Question) -> bool:
    """Tell whether the one period a question names is what the newest is compared with."""
    folded = fold(question.text)
    found = find_periods(question.text, anchor=date.max, language=question.language)
    return any(_SINCE.search(folded[: mention.start]) for mention in found)


def _before(period: Period, question: Question, held: Sequence[Period]) -> Period:
    """Return the period before one, a year or a quarter before where the question says so."""
    folded = fold(question.text)
    if _A_YEAR.search(folded) or "year-before" in question.bases:
        return shifted(period, "year-before")
    if period.kind == "month" and not _A_QUARTER.search(folded):
        return shifted(period, "month-before")
    if period.kind == "quarter":
        return shifted(period, "quarter-before")
    return next((p for p in held if p.end < period.end and _alike(p, period)), period)


def _holds(whole: Period, part: Period) -> bool:
    """Tell whether a year is only said to date another period: "Q2 and Q3 of 2024"."""
    inside = whole.start <= part.start and part.end <= whole.end
    return whole.kind == "year" and inside and not whole.same_days(part)


def _alike(first: Period, second: Period) -> bool:
    return abs((first.end - first.start).days - (second.end - second.start).days) <= 3


def _held(asked: Question, archive: Archive) -> list[Period]:
    """Return the periods a series is told for, the newest first."""
    (subject,) = asked.subjects
    place = next(iter(asked.places), "")
    figures = archive.figures(
        [(subject.indicator, subject.part)], place=place, complete=not subject.words
    )
    return newest_first(f for f in figures if f.claim.status not in ("target", "forecast"))


def _is_against(reading: Reading, earlier: Period) -> bool:
    """Tell whether a change is measured against just the earlier period."""
    claim = reading.figure.claim
    against = compared_with(claim) if claim.kind in ("growth", "change") else None
    return against is not None and against.same_days(earlier)


def _aligned(later: Finding, earlier: Finding) -> _Change | None:
    """Return two findings with a reading first that measures the same in both, None without one."""
    twins = [
        (mine, other)
        for mine in later.readings
        for other in earlier.readings
        if _measures(mine.figure) == _measures(other.figure)
    ]
    if not twins or not all(_near(mine, other) for mine, other in twins):
        return None
    first, second = twins[0]
    others = [r for r in later.readings if r is not first]
    others.sort(key=lambda reading: not _is_against(reading, earlier.period))
    left = [r for r in earlier.readings if r is not second]
    return _Change(
        later=replace(later, readings=(first, *others)),
        earlier=replace(earlier, readings=(second, *left)),
    )


def _near(mine: Reading, other: Reading) -> bool:
    """Tell whether two levels can be of one thing: a part misread for the whole is far smaller."""
    a, b = (abs(reading.figure.claim.quantity.amount) for reading in (mine, other))
    if mine.figure.claim.kind in ("growth", "change") or not a or not b:
        return True
    return max(a, b) <= _FAR_APART * min(a, b) or mine.figure.claim.subject.indicator in _BALANCES


def _measures(figure: Figure) -> tuple[str, str, str, str]:
    claim = figure.claim
    return claim.kind, claim.base, claim.quantity.unit, claim.subject.measure


def _told(changes: Sequence[_Change], question: Question) -> Answer:
    language = question.language
    numbering = Numbering()
    limit = _OF_ONE if len(changes) == 1 else _OF_MANY
    lines = [line for change in changes for line in _lines(change, question, numbering, limit)]
    missing = [change for change in changes if change.earlier is None]
    if missing and len(changes) == 1:
        lines.append(say("figure.earlier-missing", language))
    return numbering.answer(question, [*lines, *numbering.quotes()], lines=lines)


def _lines(change: _Change, question: Question, numbering: Numbering, limit: int) -> Iterator[str]:
    """Yield the earlier period's line, the later's, their difference and whether it turned."""
    language = question.language
    if change.earlier is None:
        yield from finding_lines(_plain(change.later), question, numbering, limit=limit)
        return
    for finding in (change.earlier, change.later):
        yield finding_lines(_plain(finding), question, numbering, limit=limit)[0]
    if line := difference_line((change.earlier, change.later), language):
        yield line
    yield from _turns(change.earlier, change.later, language, limit)


def _plain(finding: Finding) -> Finding:
    """Return a finding without what other bulletins say of it, which would not fit a screen."""
    readings = tuple(Reading(figure=reading.figure) for reading in finding.readings)
    return replace(finding, readings=readings, newest=False)


def _turns(earlier: Finding, later: Finding, language: Language, limit: int) -> Iterator[str]:
    """Yield a line for each figure told of both periods that went the other way."""
    for mine in later.readings[:limit]:
        for other in earlier.readings[:limit]:
            before, after = other.figure.claim, mine.figure.claim
            signed = (
                before.kind in ("growth", "change") or before.subject.indicator == "trade_balance"
            )
            turned = before.quantity.value * after.quantity.value < 0
            if signed and turned and _measures(mine.figure) == _measures(other.figure):
                base = base_words(after, language)
                yield say(
                    "figure.turned",
                    language,
                    subject=subject_name(later.subject, later.place, language),
                    base=f"{_BEFORE_BASE[language]}{base}" if base else "",
                    before=value_words(before, language),
                    earlier=phrasing.period(earlier.period, language),
                    after=value_words(after, language),
                    later=phrasing.period(later.period, language),
                )
