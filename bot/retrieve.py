"""A question to ranked sentences: scoped by period, searched by meaning and words, then weighed."""

from bot.concepts import concepts, search_terms
from bot.rank import WEIGHTS, Ranked, Weights, answerable_inside, weigh
from bot.types import Question
from vectorstore.embedding import Embedder
from vectorstore.store import DENSE_WEIGHT, Store

_CANDIDATES = 60
_ENGLISH_DENSE_WEIGHT = 0.7  # BM25 sees only the expansion of an English question


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
        search_terms(question),
        among=among,
        limit=_CANDIDATES,
        dense_weight=_ENGLISH_DENSE_WEIGHT if question.language == "en" else DENSE_WEIGHT,
    )
    spoken_of = concepts(question, store)
    ranked = [
        weigh(question, hit, spoken_of, statement, weights)
        for hit in hits
        for statement in hit.chunk.statements
    ]
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.hit.chunk.id, r.statement.start)))


def _scope(question: Question, store: Store) -> frozenset[str] | None:
    if not question.periods:
        return None
    inside_years = answerable_inside(question)
    return (
        frozenset(store.archive.chunks_about(question.periods, inside_years=inside_years)) or None
    )
