"""Ranked statements to an answer with its citations, or to a refusal that helps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot import phrasing
from bot.rank import Ranked
from bot.types import Answer, Citation, Question, Reason, Suggestion
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.periods import Period

PeriodsHeld = Callable[[str], Sequence[tuple[date, date]]]
"""Returns first and last day of each period held for an indicator."""

MAX_QUOTES = 3
_MAX_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Below which a best sentence is taken for no answer; set on `evals`, see evals/LOG.md."""

    words: float = 0.45  # share of the question's rare words in the sentence, Vietnamese
    words_alone: float = 0.7  # that share where the sentence does not name the indicator asked for
    names: float = 0.5  # share of an English question's names and figures
    follow: float = 0.6  # a further quote must reach this share of the first one's score


THRESHOLDS = Thresholds()


def compose(
    question: Question,
    ranked: Sequence[Ranked],
    held: PeriodsHeld,
    *,
    thresholds: Thresholds = THRESHOLDS,
) -> Answer:
    """Return the answer: one to three sentences, verbatim, each cited, or a refusal."""
    if not ranked:
        return refuse(question, "off-topic", (), held)
    if reason := _doubt(question, ranked[0], thresholds):
        return refuse(question, reason, ranked, held)
    chosen = _choose(question, ranked, thresholds)
    citations = tuple(_cite(number + 1, item) for number, item in enumerate(chosen))
    return Answer(
        question=question,
        text="\n".join(_lines(question, citations)),
        reason=None,
        mode="passages",
        citations=citations,
        suggestions=(),
        elapsed_ms=0.0,
    )


def _doubt(question: Question, best: Ranked, thresholds: Thresholds) -> Reason | None:
    """Return why even the best sentence does not answer, or None when it does."""
    if not best.period_met or not best.place_met:
        return "not-covered"
    if not best.indicator_met and best.words_met < thresholds.words_alone:
        return "not-covered"
    if question.indicators and question.periods:
        return None
    least = thresholds.words if question.language == "vi" else thresholds.names
    if best.words_met < least:
        return "not-covered" if question.indicators or question.periods else "off-topic"
    return None


def _choose(
    question: Question, ranked: Sequence[Ranked], thresholds: Thresholds
) -> tuple[Ranked, ...]:
    """Return the best sentence and those that add a period or indicator it leaves out."""
    best = ranked[0]
    chosen, length = [best], len(best.text)
    missing = _aspects(question) - _met(question, best)
    for item in ranked[1:]:
        if not missing or len(chosen) == MAX_QUOTES:
            break
        added = missing & _met(question, item)
        if question.wants_figure and not item.statement.figures:
            continue
        if (
            added
            and item.score >= thresholds.follow * best.score
            and length + len(item.text) <= _MAX_CHARACTERS
        ):
            chosen.append(item)
            length += len(item.text)
            missing -= added
    return tuple(sorted(chosen, key=lambda item: _place_in_question(question, item)))


def _place_in_question(question: Question, item: Ranked) -> int:
    """Return which of the question's periods a sentence is for; quotes keep that order."""
    met = _met(question, item)
    return next((i for i, period in enumerate(question.periods) if period in met), 0)


def _aspects(question: Question) -> set[Period | str]:
    return {*question.periods, *question.indicators, *question.bases}


def _met(question: Question, item: Ranked) -> set[Period | str]:
    statement = item.statement
    periods = {p for p in question.periods if any(p.same_days(s) for s in statement.periods)}
    return periods | (
        {*statement.indicators, *statement.inherited_indicators, *statement.bases}
        & _aspects(question)
    )


def _cite(number: int, item: Ranked) -> Citation:
    return Citation(
        number=number,
        source=item.hit.chunk.source,
        quote=item.text,
        start=item.statement.start,
        end=item.statement.end,
    )


def _lines(question: Question, citations: Sequence[Citation]) -> list[str]:
    lines = []
    if question.language == "en":
        source = citations[0].source
        published = ""
        if source.published:
            published = say("answer.published", "en", day=phrasing.day(source.published, "en"))
        lines.append(say("answer.lead", "en", title=source.title, published=published))
    return lines + [f"“{citation.quote}” [{citation.number}]" for citation in citations]


def refuse(
    question: Question,
    reason: Reason,
    ranked: Sequence[Ranked],
    held: PeriodsHeld,
) -> Answer:
    """Return a refusal that names what is missing and the nearest period held, never its figure."""
    language = question.language
    asked = phrasing.topic(question)
    if reason == "not-covered":
        key = "answer.refusal-not-covered" if asked else "answer.refusal-not-covered-plain"
        text = say(key, language, asked=asked)
    else:
        text = say(f"answer.refusal-{reason}", language)
    nearest = _nearest(question, held) if reason == "not-covered" else None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    if nearest:
        what = f"{indicators()[question.indicators[0]].label(language)}, "
        what += phrasing.period(nearest, language)
        suggestions = (Suggestion(text=_ask(question, nearest)),)
        proof = next(
            (r for r in ranked if nearest in r.statement.periods and r.indicator_met), None
        )
        if proof:
            citations = (_cite(1, proof),)
            text += " " + say("answer.refusal-nearest", language, what=what)
        else:
            text += " " + say("answer.refusal-nearest", language, what=what).replace(" [1]", "")
    return Answer(
        question=question,
        text=text,
        reason=reason,
        mode="passages",
        citations=citations,
        suggestions=suggestions,
        elapsed_ms=0.0,
    )


def _nearest(question: Question, held: PeriodsHeld) -> Period | None:
    """Return the period held for the asked indicator that is nearest to the asked one in time."""
    if not question.indicators or not question.periods:
        return None
    asked = question.periods[0]
    length = (asked.end - asked.start).days
    alike = [
        (start, end)
        for start, end in held(question.indicators[0])
        if abs((end - start).days - length) <= 3 and (start, end) != (asked.start, asked.end)
    ]
    if not alike:
        return None
    start, end = min(alike, key=lambda days: abs((days[1] - asked.end).days))
    return Period(start=start, end=end, kind=asked.kind)


def _ask(question: Question, nearest: Period) -> str:
    label = indicators()[question.indicators[0]].label(question.language)
    named = phrasing.period(nearest, question.language)
    if question.language == "vi":
        return f"{label[:1].upper()}{label[1:]} {named} thế nào?"
    return f"What was the {label} in {named}?"
