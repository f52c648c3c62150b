"""Refusals that help: what is missing, and the nearest that is held, never passed off as it."""

from collections.abc import Callable, Sequence
from datetime import date

from bot import phrasing
from bot.rank import Ranked
from bot.telling import Numbering, figure_words
from bot.types import Answer, Citation, Question, Reason, Suggestion
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.periods import Period
from vectorstore.types import Figure

PeriodsHeld = Callable[[str], Sequence[tuple[date, date]]]
"""Returns first and last day of each period held for an indicator."""


def cite(number: int, item: Ranked) -> Citation:
    """Return the citation of a ranked sentence."""
    return Citation(
        number=number,
        source=item.hit.chunk.source,
        quote=item.text,
        start=item.statement.start,
        end=item.statement.end,
    )


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
    elif reason == "future":
        when = phrasing.period(question.periods[0], language)
        text = say("answer.refusal-future", language, asked=asked or when)
    else:
        text = say(f"answer.refusal-{reason}", language)
    nearest = _nearest(question, held) if reason in ("not-covered", "future") else None
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
            citations = (cite(1, proof),)
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


def refuse_premise(question: Question, wrong: Sequence[Figure]) -> Answer:
    """Return a refusal that says what the bulletins state instead of what was taken for granted."""
    numbering = Numbering()
    stated = "; ".join(figure_words(figure, question.language, numbering) for figure in wrong)
    return Answer(
        question=question,
        text=say("answer.refusal-false-premise", question.language, stated=stated),
        reason="false-premise",
        mode="figures",
        citations=tuple(numbering.citations),
        suggestions=(),
        elapsed_ms=0.0,
        figures=tuple(numbering.shown),
    )
