"""How well a sentence answers a question: its search score and what it states, weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.concepts import Concept
from bot.types import Question
from lexicon.places import places
from lexicon.text import tokens
from vectorstore.types import Hit, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign that a sentence answers the question is worth, beside a fused score of 0-1."""

    period_written: float = 0.7
    period_inherited: float = 0.45
    period_near: float = 0.35
    period_inside: float = 0.1  # a month of the year asked for
    period_other: float = -0.2
    indicator: float = 0.7
    indicator_inherited: float = 0.35
    indicator_missing: float = -0.3
    other_indicator_first: float = -0.15
    base: float = 0.3
    other_base: float = -0.25
    place: float = 0.6
    place_missing: float = -0.8
    province_unasked: float = -0.5
    province_mentioned: float = -0.1
    places_listed: float = 0.4
    figure: float = 0.15
    no_figure: float = -0.3
    words: float = 0.5
    # Where no indicator is asked for, the search knows best: the share of the others that counts.
    prose: float = 0.1
    prose_words: float = 0.2


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A sentence of a hit with its score and what of the question it meets."""

    hit: Hit
    statement: Statement
    text: str
    score: float
    period_met: bool
    indicator_met: bool
    place_met: bool
    words_met: float
    concepts: int = 0  # how many things the question speaks of


def weigh(
    question: Question,
    hit: Hit,
    concepts: Sequence[Concept],
    statement: Statement,
    weights: Weights,
) -> Ranked:
    """Return a sentence of a hit with its score and what of the question it meets."""
    start = statement.start - hit.chunk.start
    text = hit.chunk.text[start : start + statement.end - statement.start]
    spoken = f" {' '.join(tokens(text))} "
    total = sum(concept.weight for concept in concepts)
    met = sum(c.weight for c in concepts if any(f" {w} " in spoken for w in c.wordings))
    words_met = met / (total or 1)
    period, period_met = _period_weight(question, statement, weights)
    indicator, indicator_met = _indicator_weight(question.indicators, statement, weights)
    place, place_met = _place_weight(
        question.places, statement, hit.chunk.source.place, bool(question.indicators), weights
    )
    prose = not question.indicators
    share = weights.prose if prose else 1.0
    score = hit.score + share * (period + place) + indicator
    score += words_met * (weights.prose_words if prose else weights.words)
    if question.bases and statement.bases:
        meets = set(question.bases) & set(statement.bases)
        score += weights.base if meets else weights.other_base
    if question.wants_places:  # a list of names need not hold a figure
        score += weights.places_listed if len(statement.places) > 1 else 0.0
    elif question.wants_figure:
        score += share * (weights.figure if statement.figures else weights.no_figure)
    return Ranked(
        hit=hit,
        statement=statement,
        text=text,
        score=score,
        period_met=period_met,
        indicator_met=indicator_met,
        place_met=place_met,
        words_met=words_met,
        concepts=len(concepts),
    )


def _period_weight(
    question: Question, statement: Statement, weights: Weights
) -> tuple[float, bool]:
    """Return the best worth of a period, and whether it is one the question can be answered for."""
    if not question.periods:
        return 0.0, True
    exact = weights.period_written if statement.period_written else weights.period_inherited
    worth = weights.period_other
    for period in question.periods:
        for stated in statement.periods:
            if period.same_days(stated):
                return exact, True
            if period.nearly(stated):
                worth = max(worth, weights.period_near)
            elif period.kind == "year" and period.start <= stated.start <= stated.end <= period.end:
                worth = max(worth, weights.period_inside)
    if worth == weights.period_inside:
        return worth, answerable_inside(question)
    return worth, worth > 0


def _indicator_weight(
    asked: Sequence[str], statement: Statement, weights: Weights
) -> tuple[float, bool]:
    if not asked:
        return 0.0, True
    named = [id for id in asked if id in statement.indicators]
    carried = [id for id in asked if id in statement.inherited_indicators]
    if not named and not carried:
        return weights.indicator_missing, False
    worth = (weights.indicator * len(named) + weights.indicator_inherited * len(carried)) / len(
        asked
    )
    if statement.indicators and statement.indicators[0] not in asked:
        worth += weights.other_indicator_first
    return worth, True


def _place_weight(
    asked: Sequence[str],
    statement: Statement,
    bulletin_place: str,
    indicator_asked: bool,
    weights: Weights,
) -> tuple[float, bool]:
    if asked:
        met = any(place in statement.places for place in asked)
        return (weights.place if met else weights.place_missing), met
    if bulletin_place:  # the question means the country
        return weights.province_unasked, not indicator_asked
    mentioned = any(places()[id].kind in ("province", "city") for id in statement.places)
    return (weights.province_mentioned if mentioned else 0.0), True


def answerable_inside(question: Question) -> bool:
    """Tell whether what lies inside a year answers for it: unless a figure of the year is asked."""
    return question.wants_plan or not (question.wants_figure and question.indicators)
