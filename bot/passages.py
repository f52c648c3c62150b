"""Ranked sentences to an answer of one to three quotes, or to the reason why none will do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrasing
from bot.asked import asks_what_was_said
from bot.demands import demands_of
from bot.excerpt import excerpt, likest_clause
from bot.rank import Ranked
from bot.refusal import cite, refuse
from bot.types import Answer, Citation, Question, Reason
from lexicon.indicators import find_indicators
from lexicon.messages import say
from lexicon.periods import Period
from lexicon.subjects import lineage
from vectorstore.archive import Archive

MAX_QUOTES = 3
_MAX_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Below which a best sentence is taken for no answer; set on `evals`, see evals/LOG.md."""

    words: float = 0.55  # share of the question's rare words in the sentence, Vietnamese
    words_alone: float = 0.7  # that share where the sentence does not name the indicator asked for
    names: float = 0.5  # share of an English question's names and figures
    names_someone: float = 0.25  # where the bulletin is about what a person or decision is asked of
    follow: float = 0.6  # a further quote must reach this share of the first one's score


THRESHOLDS = Thresholds()


def compose(
    question: Question,
    ranked: Sequence[Ranked],
    archive: Archive,
    *,
    thresholds: Thresholds = THRESHOLDS,
) -> Answer:
    """Return the answer: one to three sentences, verbatim, each cited, or a refusal."""
    if not ranked:
        return refuse(question, "off-topic")
    if reason := _doubt(question, ranked[0], thresholds):
        return refuse(question, reason, archive)
    chosen = _choose(question, ranked, thresholds)
    if not _covers_all(question, chosen):
        return refuse(question, "not-covered", archive)
    citations = tuple(cite(number + 1, item) for number, item in enumerate(chosen))
    return Answer(
        question=question,
        text="\n".join(_lines(question, citations)),
        mode="passages",
        citations=citations,
    )


def _covers_all(question: Question, chosen: Sequence[Ranked]) -> bool:
    """Tell whether each of several periods asked for is met by some quote."""
    if len(question.periods) < 2 or question.wants_plan:
        return True
    met = {aspect for item in chosen for aspect in _met(question, item)}
    return all(period in met for period in question.periods)


def _doubt(question: Question, best: Ranked, thresholds: Thresholds) -> Reason | None:
    """Return why even the best sentence does not answer, or None when it does."""
    if question.sort in ("person", "decision") and _is_about(question, best):
        return None if best.words_met >= thresholds.names_someone else "not-covered"
    if not best.period_met or not best.place_met:
        return "not-covered"
    if not best.indicator_met and best.words_met < thresholds.words_alone:
        return "not-covered"
    if question.indicators and question.periods:
        return None
    least = thresholds.words if question.language == "vi" else thresholds.names
    if question.periods and asks_what_was_said(question.text) and demands_of(question).words:
        least = thresholds.names_someone  # by its name, in its month
    if not (question.indicators or question.periods) and best.concepts < 2:
        return "off-topic"  # a single common word proves nothing
    if best.words_met < least:
        return "not-covered" if question.indicators or question.periods else "off-topic"
    return None


def _is_about(question: Question, best: Ranked) -> bool:
    """Tell whether a sentence's whole bulletin is about the series and period asked for."""
    source = best.hit.chunk.source
    titled = {mention.id for mention in find_indicators(source.title)}
    of_series = titled & {ancestor for id in question.indicators for ancestor in lineage(id)}
    of_period = source.period and any(p.same_days(source.period) for p in question.periods)
    return bool(of_series) and (bool(of_period) or not question.periods)


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


def _lines(question: Question, citations: Sequence[Citation]) -> list[str]:
    lines = []
    if question.language == "en":
        source = citations[0].source
        published = ""
        if source.published:
            published = say("answer.published", "en", day=phrasing.day(source.published, "en"))
        lines.append(say("answer.lead", "en", title=source.title, published=published))
    for citation in citations:
        quote = citation.quote
        if question.sort == "figure":  # who, which decree and why may stand anywhere in it
            quote = excerpt(quote, [likest_clause(quote, question.searched)])
        lines.append(f"“{quote}” [{citation.number}]")
    return lines
