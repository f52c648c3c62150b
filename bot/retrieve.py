"""A question to ranked sentences: scoped by period, searched by meaning and words, then weighed."""

from collections.abc import Iterator

from bot.concepts import concepts, search_terms
from bot.rank import WEIGHTS, Ranked, Weights, answerable_inside, weigh
from bot.types import Question
from vectorstore.embedding import Embedder
from vectorstore.store import DENSE_WEIGHT, Store

_CANDIDATES = 24  # chunks each search brings to the ranking
ENGLISH_DENSE_WEIGHT = 0.7  # BM25 sees only the expansion of an English question


def retrieve(
    question: Question, store: Store, embedder: Embedder, *, weights: Weights = WEIGHTS
) -> tuple[Ranked, ...]:
    """Return sentences of the best chunks, best first.

    A question about an indicator and a period is looked for among the chunks that state something
    for that period and, since a bulletin may leave the period out, among all.
    """
    vector = embedder.question(question.searched) if _needs_meaning(question) else None
    words = search_terms(question)
    weight = ENGLISH_DENSE_WEIGHT if question.language == "en" else DENSE_WEIGHT
    hits = {
        hit.chunk.id: hit
        for among in _scopes(question, store)
        for hit in store.search(vector, words, among=among, limit=_CANDIDATES, dense_weight=weight)
    }
    spoken_of = concepts(question, store)
    ranked = [
        weigh(question, hit, spoken_of, statement, weights)
        for hit in hits.values()
        for statement in hit.chunk.statements
    ]
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.hit.chunk.id, r.statement.start)))


def _needs_meaning(question: Question) -> bool:
    """Tell whether similarity can add anything.

    It adds nothing to a Vietnamese question whose indicator and period were read: words and
    statements alone found the same passages of all 43 Vietnamese probes, in half the time.
    """
    return question.language == "en" or not (question.indicators and question.periods)


def _scopes(question: Question, store: Store) -> Iterator[frozenset[str] | None]:
    yield None
    if question.periods and question.indicators:
        about = store.archive.chunks_about(
            question.periods, inside_years=answerable_inside(question)
        )
        if about:
            yield frozenset(about)
