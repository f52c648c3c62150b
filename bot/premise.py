"""Figures a question takes for granted, and what the bulletins say instead."""

from bot.types import Question
from lexicon.claims import Claim
from vectorstore.archive import Archive
from vectorstore.types import Figure


def contradicted(question: Question, archive: Archive) -> tuple[Figure, ...]:
    """Return the figures that contradict one the question states; none where nothing does."""
    wrong: list[Figure] = []
    for claim in question.claims:
        held = [
            f
            for f in _held(claim, question, archive)
            if f.claim.kind == claim.kind and claim.base in (f.claim.base, "unclear")
        ]
        if held and not any(agrees(f.claim, claim) for f in held):
            wrong.append(held[0])
    return tuple(wrong)


def _held(claim: Claim, question: Question, archive: Archive) -> tuple[Figure, ...]:
    period = claim.period or (question.periods[0] if question.periods else None)
    if not claim.subject.resolved or period is None:
        return ()
    found = archive.figures([(claim.subject.indicator, claim.subject.part)], periods=[period])
    return tuple(
        f
        for f in found
        if f.claim.place == claim.place and f.claim.status not in ("target", "forecast")
    )


def agrees(held: Claim, stated: Claim) -> bool:
    """Tell whether a figure held is the one stated, the finer rounded like the coarser."""
    a, b = held.quantity, stated.quantity
    if a.unit != b.unit:
        return True  # another measure of it: nothing contradicts
    if a.exponent == b.exponent:
        places = min(a.places, b.places)
        return round(a.value, places) == round(b.value, places)
    coarse = max(a, b, key=lambda q: q.exponent - q.places)
    return abs(a.amount - b.amount) <= abs(coarse.amount) / 100
