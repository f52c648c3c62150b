"""Figures a question takes for granted, and what the bulletins say instead."""

from bot.figures import covers
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
    return tuple(wrong) or _gone_the_other_way(question, archive)


def _gone_the_other_way(question: Question, archive: Archive) -> tuple[Figure, ...]:
    """Return a change of the series where all that are held go against what a question presumes."""
    alone = len(question.subjects) == 1 and len(question.periods) == 1 and not question.claims
    if not question.presumes or not alone or not question.subjects[0].resolved:
        return ()
    (subject,), (period,) = question.subjects, question.periods
    held = [
        f
        for f in archive.figures([(subject.indicator, subject.part)], periods=[period])
        if f.claim.kind in ("growth", "change")
        and f.claim.place == next(iter(question.places), "")
        and f.claim.status not in ("target", "forecast")
        and (not question.bases or f.claim.base in question.bases)
        and covers(f.claim, period)
    ]
    fallen = question.presumes == "down"
    if any((f.claim.quantity.value < 0) == fallen or not f.claim.quantity.value for f in held):
        return ()
    return tuple(held[:1])


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
