"""A question to ranked statements: scoped by period, searched by meaning and words, then weighed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.types import Question
from lexicon.indicators import indicators
from lexicon.periods import Period
from lexicon.places import places
from lexicon.text import fold, tokens
from vectorstore.embedding import Embedder
from vectorstore.lexical import terms
from vectorstore.store import Store
from vectorstore.types import Hit, Statement

_CANDIDATES = 60
_ENGLISH_DENSE_WEIGHT = 0.7  # BM25 sees only the expansion of an English question
_NAME = re.compile(r"\b[A-Z][\w-]*(?: [A-Z][\w-]*)*|\d[\d.,/-]*\w*")
# Words that carry no topic, in folded form; they never count as found or missed.
_STOP = frozenset(
    "la bao nhieu so voi cung ky nam thang quy truoc trong cua va cac mot nhung co duoc tai den tu khi"
    " nay do thi the nao sao ra tang giam dat tinh nhu gi ai may muc thay doi hay o cho ve theo con"
    " viet dau cuoi qua da se dang lan luot ca nuoc tong".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign that a sentence answers the question is worth, beside a fused score of 0-1."""

    period_written: float = 0.7
    period_inherited: float = 0.45
    period_near: float = 0.35
    period_other: float = -0.4
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
    figure: float = 0.15
    no_figure: float = -0.3
    words: float = 0.7


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


def retrieve(
    question: Question, store: Store, embedder: Embedder, *, weights: Weights = WEIGHTS
) -> tuple[Ranked, ...]:
    """Return sentences of the best chunks, best first.

    A period named limits the search to chunks that state something for it; when none are held the
    search goes over everything.
    """
    vector = embedder.question(question.searched)
    among = _scope(question, store)
    hits = store.search(
        vector,
        search_terms(question, store),
        folded=False,
        among=among,
        limit=_CANDIDATES,
        dense_weight=_ENGLISH_DENSE_WEIGHT if question.language == "en" else 0.6,
    )
    wanted = _wanted_words(question, store)
    ranked = [_weigh(question, hit, wanted, w, weights) for hit in hits for w in hit.chunk.statements]
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.hit.chunk.id, r.statement.start)))


def _scope(question: Question, store: Store) -> frozenset[str] | None:
    if not question.periods:
        return None
    return frozenset(store.archive.chunks_about(periods=question.periods)) or None


def search_terms(question: Question, store: Store) -> list[str]:
    """Return what BM25 looks for: the question's own words, or an English one's Vietnamese twins.

    Of an English question only names and figures, the catalogue's Vietnamese wordings of what it
    names, and its periods as a bulletin writes them are of use.
    """
    if question.language == "vi":
        return terms(question.searched)
    parts = [match[0] for match in _NAME.finditer(question.text)]
    found = [word for part in parts for word in terms(part) if word in store.lexical]
    for id in question.indicators:
        for wording in indicators()[id].vi[:2]:
            found += terms(wording)
    for id in question.places:
        found += terms(places()[id].name)
    for period in question.periods:
        found += terms(written(period))
    return found


def written(period: Period) -> str:
    """Return the period as a Vietnamese bulletin most often writes it."""
    year, last = period.start.year, period.end.month
    if period.kind == "month":
        return f"tháng {last}/{year}"
    if period.kind == "quarter":
        return f"quý {('I', 'II', 'III', 'IV')[last // 3 - 1]}/{year}"
    if period.kind == "as-of":
        return f"ngày {period.end.day}/{last}/{year}"
    if period.kind == "year":
        return f"năm {year}"
    if period.start.month == 1 and period.end.day > 15:
        return f"{last} tháng đầu năm {year}"
    return f"từ {period.start.day}/{period.start.month} đến {period.end.day}/{last}/{year}"


def _wanted_words(question: Question, store: Store) -> dict[str, float]:
    """Return the topic words a proving sentence should hold, each with its rarity in the store."""
    text = question.searched if question.language == "vi" else " ".join(
        [
            *(match[0] for match in _NAME.finditer(question.text[1:])),
            *(indicators()[id].vi[0] for id in question.indicators),
            *(places()[id].name for id in question.places),
        ]
    )
    words = {word for word in tokens(text) if fold(word) not in _STOP}
    return {word: store.lexical.rarity(word) for word in words}


def _weigh(
    question: Question, hit: Hit, wanted: dict[str, float], statement: Statement, weights: Weights
) -> Ranked:
    start = statement.start - hit.chunk.start
    text = hit.chunk.text[start : start + statement.end - statement.start]
    held = set(tokens(text))
    total = sum(wanted.values())
    words_met = sum(rarity for word, rarity in wanted.items() if word in held) / (total or 1)
    period = _period_weight(question.periods, statement, weights)
    indicator, indicator_met = _indicator_weight(question.indicators, statement, weights)
    place, place_met = _place_weight(question.places, statement, hit.chunk.source.place, weights)
    score = hit.score + period + indicator + place + words_met * weights.words
    if question.bases and statement.bases:
        meets = set(question.bases) & set(statement.bases)
        score += weights.base if meets else weights.other_base
    if question.wants_figure:
        score += weights.figure if statement.figures else weights.no_figure
    return Ranked(
        hit=hit,
        statement=statement,
        text=text,
        score=score,
        period_met=period > 0 or not question.periods,
        indicator_met=indicator_met,
        place_met=place_met,
        words_met=words_met,
    )


def _period_weight(
    asked: Sequence[Period], statement: Statement, weights: Weights
) -> float:
    if not asked:
        return 0.0

    def worth() -> Iterator[float]:
        for period in asked:
            for stated in statement.periods:
                if period.same_days(stated):
                    exact = statement.period_written
                    yield weights.period_written if exact else weights.period_inherited
                elif period.nearly(stated):
                    yield weights.period_near

    return max(worth(), default=weights.period_other)


def _indicator_weight(
    asked: Sequence[str], statement: Statement, weights: Weights
) -> tuple[float, bool]:
    if not asked:
        return 0.0, True
    named = [id for id in asked if id in statement.indicators]
    carried = [id for id in asked if id in statement.inherited_indicators]
    if not named and not carried:
        return weights.indicator_missing, False
    worth = (
        weights.indicator * len(named) + weights.indicator_inherited * len(carried)
    ) / len(asked)
    if statement.indicators and statement.indicators[0] not in asked:
        worth += weights.other_indicator_first
    return worth, True


def _place_weight(
    asked: Sequence[str], statement: Statement, bulletin_place: str, weights: Weights
) -> tuple[float, bool]:
    if asked:
        met = any(place in statement.places for place in asked)
        return (weights.place if met else weights.place_missing), met
    if bulletin_place:
        return weights.province_unasked, True
    mentioned = any(places()[id].kind in ("province", "city") for id in statement.places)
    return (weights.province_mentioned if mentioned else 0.0), True
