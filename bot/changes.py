"""What changed between two periods: both figures of each series, their difference, a turn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import phrasing
from bot.gist import TOGETHER
from bot.figures import Finding, Reading, find_figures
from bot.refusal import refuse
from bot.tasks_asked import topic_words
from bot.telling import (
    Numbering,
    base_words,
    difference_line,
    finding_lines,
    subject_name,
    value_words,
)
from bot.types import Answer, Question
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.periods import Period, find_periods, month, shifted
from lexicon.places import places
from lexicon.subjects import Subject, lineage
from lexicon.text import Language, fold, tokens
from vectorstore.archive import Archive
from vectorstore.types import Figure

_SERIES = 6  # that fit a screen
_OF_MANY = 2  # readings of each period, where several series are told
_OF_ONE = 4
_A_YEAR = re.compile(
    r"\b(?:cung ky|nam (?:truoc|ngoai)|mot nam|last year|a year|year ago|year earlier|previous year)\b"
)
_SINCE = re.compile(
    r"\b(?:since|from|tu|so voi|so|compared (?:with|to)|against|versus)\s(?:the\s|moc\s|hoi\s)?$"
)
_A_QUARTER = re.compile(r"\b(?:quy (?:truoc|lien truoc)|(?:last|previous) quarter|a quarter)\b")
# The order in which a reader expects the series of a month where none is asked for.
_FIRST = (
    "gdp", "iip", "cpi", "core_inflation", "exports", "imports", "trade_balance", "trade_total",
    "retail_sales", "fdi_registered", "fdi_realised", "public_investment", "foreign_visitors",
    "enterprises_new", "pmi",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One series in two periods; the earlier is None where no bulletin states it."""

    later: Finding
    earlier: Finding | None


def changed(question: Question, archive: Archive) -> Answer:
    """Return what changed: two periods of each series asked for, else of the main ones held."""
    asked = replace(
        question, bases=(), kinds=(), compared=(), series=False, extreme="", unit="", compares=True
    )
    found: list[_Change] = []
    for subject in _subjects(question, archive):
        if change := _change(replace(asked, subjects=(subject,)), question, archive):
            found.append(change)
        if len(found) == _SERIES:
            break
    return _told(asked, found, question) if found else refuse(question, "not-covered", archive)


def _subjects(question: Question, archive: Archive) -> tuple[Subject, ...]:
    """Return the series asked for, those its other words name, or the main ones held."""
    if question.indicators:
        parts = {id for s in question.subjects for id in TOGETHER.get(s.indicator, ())}
        return (*question.subjects, *(Subject(indicator=id) for id in sorted(parts)))
    topics = topic_words(question.text, question.language)
    if any(places()[id].kind == "country" for id in question.places):
        return ()
    if topics:
        return tuple(Subject(indicator=id) for id in _FIRST if _is_called(id, topics))
    return _main_subjects(question, archive)


def _is_called(id: str, topics: Sequence[Sequence[str]]) -> bool:
    """Tell whether the name of a series holds all that a question names: "bán lẻ"."""
    name = f" {' '.join(tokens(fold(indicators()[id].label_vi)))} "
    return all(any(f" {word} " in name for word in wordings) for wordings in topics)


def _main_subjects(question: Question, archive: Archive) -> tuple[Subject, ...]:
    """Return the whole series told for the newest period, or the one asked for, in usual order."""
    period = question.periods[-1] if question.periods else _newest(archive)
    since = question.periods and not question.compared and len(question.periods) == 1
    place = next(iter(question.places), "")
    figures = archive.figures((), periods=[period] if period else (), place=place)
    held = {
        f.claim.subject.indicator
        for f in figures
        if f.claim.subject.resolved and not f.claim.subject.part and f.claim.kind != "contribution"
    }
    ranked = [id for id in _FIRST if id in held or since]
    rest = sorted(id for id in held - set(ranked) if not lineage(id)[1:])
    parts = sorted(id for id in held - set(ranked) if set(lineage(id)[1:]) & set(ranked))
    return tuple(Subject(indicator=id) for id in [*ranked, *rest, *parts])


def _newest(archive: Archive) -> Period | None:
    """Return the newest month, quarter or other period a bulletin is about, months first."""
    periods = [source.period for source in archive.sources() if source.period]
    newest = max(periods, key=lambda period: period.end, default=None)
    if newest is None:
        return None
    return month(newest.end.year, newest.end.month) if newest.kind != "quarter" else newest


def _change(asked: Question, question: Question, archive: Archive) -> _Change | None:
    """Return a series in the two periods a question compares, None where the later is not held."""
    for later, earlier in _pairs(asked, question, archive):
        found = find_figures(replace(asked, periods=(later,)), archive)
        before = find_figures(replace(asked, periods=(earlier,)), archive)
        if found and before:
            return _aligned(found[0], before[0])
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
    named = sorted((*question.periods, *question.compared), key=lambda p: (p.end, p.start))
    if len(named) > 1:
        yield named[-1], named[0]
        return
    held = _held(asked, archive)
    if question.compared or (named and _since(question)):
        yield from ((p, named[0]) for p in held if p.end > named[0].end and _alike(p, named[0]))
        return
    if named and named[0].kind == "range":  # "từ tháng 10 đến tháng 11"
        first, last = named[0].start, named[0].end
        yield month(last.year, last.month), month(first.year, first.month)
        return
    if named:
        yield named[0], _before(named[0], question, held)
        return
    for period in held:
        if period.kind in ("month", "quarter"):
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


def _alike(first: Period, second: Period) -> bool:
    return abs((first.end - first.start).days - (second.end - second.start).days) <= 3


def _held(asked: Question, archive: Archive) -> list[Period]:
    """Return the periods a series is told for, the newest first."""
    (subject,) = asked.subjects
    place = next(iter(asked.places), "")
    figures = archive.figures(
        [(subject.indicator, subject.part)], place=place, complete=not subject.words
    )
    periods = {
        figure.claim.period
        for figure in figures
        if figure.claim.period and figure.claim.status not in ("target", "forecast")
    }
    return sorted(periods, key=lambda p: (p.end, p.start), reverse=True)


def _is_against(reading: Reading, earlier: Period) -> bool:
    """Tell whether a change is measured against just the earlier period."""
    claim = reading.figure.claim
    if claim.period is None or claim.kind not in ("growth", "change"):
        return False
    if claim.base == "period":
        return claim.compared is not None and claim.compared.same_days(earlier)
    if claim.base in ("month-before", "quarter-before", "year-before", "december"):
        return shifted(claim.period, claim.base).same_days(earlier)
    return False


def _aligned(later: Finding, earlier: Finding) -> _Change:
    """Return two findings with the readings first that measure the same in both."""
    twins = [
        (mine, other)
        for mine in later.readings
        for other in earlier.readings
        if _measures(mine.figure) == _measures(other.figure)
    ]
    if not twins:
        return _Change(later=later, earlier=earlier)
    first, second = twins[0]
    others = [r for r in later.readings if r is not first]
    others.sort(key=lambda reading: not _is_against(reading, earlier.period))
    left = [r for r in earlier.readings if r is not second]
    return _Change(
        later=replace(later, readings=(first, *others)),
        earlier=replace(earlier, readings=(second, *left)),
    )


def _measures(figure: Figure) -> tuple[str, str, str, str]:
    claim = figure.claim
    return claim.kind, claim.base, claim.quantity.unit, claim.subject.measure


def _told(asked: Question, changes: Sequence[_Change], question: Question) -> Answer:
    language = question.language
    numbering = Numbering()
    limit = _OF_ONE if len(changes) == 1 else _OF_MANY
    lines: list[str] = []
    for change in changes:
        lines += _lines(change, asked, numbering, limit)
    missing = [change for change in changes if change.earlier is None]
    if missing and len(changes) == 1:
        lines.append(say("figure.earlier-missing", language))
    quotes = numbering.quotes()
    return Answer(
        question=question,
        text="\n".join([*lines, *quotes]),
        reason=None,
        mode="figures",
        citations=tuple(numbering.citations),
        suggestions=(),
        elapsed_ms=0.0,
        figures=tuple(numbering.shown),
        lines=tuple(lines),
    )


def _lines(
    change: _Change, asked: Question, numbering: Numbering, limit: int
) -> Iterator[str]:
    """Yield the earlier period's line, the later's, their difference and whether it turned."""
    language = asked.language
    if change.earlier is None:
        yield from finding_lines(change.later, asked, numbering, limit=limit)
        return
    yield finding_lines(_plain(change.earlier), asked, numbering, limit=min(limit, 3))[0]
    yield finding_lines(_plain(change.later), asked, numbering, limit=limit)[0]
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
            signed = before.kind in ("growth", "change") or before.subject.indicator == "trade_balance"
            turned = before.quantity.value * after.quantity.value < 0
            if signed and turned and _measures(mine.figure) == _measures(other.figure):
                name = subject_name(later.subject, later.place, language)
                yield say(
                    "figure.turned",
                    language,
                    subject=" ".join(part for part in (name, base_words(after, language)) if part),
                    before=value_words(before, language),
                    earlier=phrasing.period(earlier.period, language),
                    after=value_words(after, language),
                    later=phrasing.period(later.period, language),
                )
