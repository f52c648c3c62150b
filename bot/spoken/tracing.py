"""The figures of a model's sentence, each traced to one that a cited sentence states."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.check import equal, rounded
from bot.figures import compared_with
from bot.types import Shown
from lexicon.claims import Claim
from lexicon.indicators import indicators
from lexicon.places import VIETNAM

Trace = Literal["whole", "open", "none"]
_PLANS = ("target", "forecast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A figure of a sentence: whole when all that makes it that figure is said and agrees.

    "open" when it agrees but leaves out, or rounds, what `found` states; "none" when no figure of
    the evidence is this one.
    """

    trace: Trace
    found: Shown | None = None


def trace(claim: Claim, figures: Sequence[Shown]) -> Traced:
    """Return which figure of the evidence a claim repeats, if any."""
    for same in (_is_same, _leaves_open):
        for shown in figures:
            if same(claim, shown.figure.claim):
                return Traced(trace="whole" if same is _is_same else "open", found=shown)
    return Traced(trace="none")


def _is_same(stated: Claim, held: Claim) -> bool:
    """Tell whether a claim says everything that makes a figure that figure, and says it right."""
    return (
        equal(held.quantity, stated.quantity)
        and held.quantity.high == stated.quantity.high
        and _is_bound_alike(stated, held)
        and stated.kind == held.kind != ""
        and stated.subject.resolved
        and _subject_agrees(stated, held)
        and stated.subject.measure == held.subject.measure
        and stated.period is not None
        and _period_agrees(stated, held)
        and _base_agrees(stated, held)
        and _place(stated) == held.place
        and (stated.status in _PLANS) == (held.status in _PLANS)
    )


def _leaves_open(stated: Claim, held: Claim) -> bool:
    """Tell whether nothing a claim does say is otherwise in a figure that an answer can print."""
    measure = stated.subject.measure
    return (
        held.complete
        and (equal(held.quantity, stated.quantity) or rounded(held.quantity, stated.quantity))
        and stated.kind in ("", held.kind)
        and (not stated.subject.resolved or _subject_agrees(stated, held))
        and measure in ("", held.subject.measure)
        and (stated.period is None or _period_agrees(stated, held))
        and (stated.base in ("", "unclear") or _base_agrees(stated, held))
        and _place(stated) in ("", held.place)
        and (stated.status not in _PLANS or held.status in _PLANS)
    )


def _is_bound_alike(stated: Claim, held: Claim) -> bool:
    """Tell whether both are over, under or about a number; "about" may be left out."""
    bounds = (stated.quantity.qualifier, held.quantity.qualifier)
    return bounds[0] == bounds[1] or bounds == ("", "about")


def _subject_agrees(stated: Claim, held: Claim) -> bool:
    a, b = stated.subject, held.subject
    return (a.indicator, a.part, set(a.words)) == (b.indicator, b.part, set(b.words))


def _period_agrees(stated: Claim, held: Claim) -> bool:
    """Tell whether both are of the same days; what was reached by a day is of the year so far.

    Of a month or quarter alone it is only where it stands at a day, as a debt or a price does.
    """
    if stated.period is None or held.period is None:
        return False
    if held.period.same_days(stated.period):
        return True
    stands = held.subject.resolved and indicators()[held.subject.indicator].stock
    since = [p.start for p in (stated.period, held.period) if p.kind != "as-of"]
    if not stands and any((day.month, day.day) != (1, 1) for day in since):
        return False
    return stated.period.nearly(held.period)


def _base_agrees(stated: Claim, held: Claim) -> bool:
    """Tell whether both compare with the same: "so với tháng 9" is the month before October."""
    if stated.base == held.base != "period":
        return stated.base != "unclear"
    a, b = compared_with(stated), compared_with(held)
    return a is not None and b is not None and a.same_days(b)


def _place(claim: Claim) -> str:
    return "" if claim.place == VIETNAM else claim.place
