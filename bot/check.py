"""Pasted text, claim by claim, against the figures and sentences of the bulletins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.quotes import Quoted, nearest_quote
from bot.types import Citation
from lexicon.claims import Claim
from lexicon.places import VIETNAM
from lexicon.quantities import Quantity
from lexicon.reading import read_claims
from lexicon.sentences import sentences
from lexicon.text import language_of, normalise
from vectorstore.archive import Archive
from vectorstore.store import Store
from vectorstore.types import Figure

_ABOUT = Decimal("0.01")  # how far a round number may be from what it is round for
Outcome = Literal["confirmed", "nearly", "contradicted", "not-checkable"]
Field = Literal["value", "sign", "period", "base", "place", "unit", "indicator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One figure of a pasted text with what the bulletins say of it.

    `differs` names what is otherwise in the bulletins where they contradict it.
    """

    text: str
    start: int
    end: int
    outcome: Outcome
    differs: tuple[Field, ...]
    citations: tuple[Citation, ...]


def check(text: str, store: Store, today: date | None) -> tuple[Checked, ...]:
    """Return every figure of `text` with its outcome, in order.

    A sentence that stands word for word in a bulletin is confirmed by it; else each figure is
    compared with those of its series, period, base and place; what no series is known for is
    compared with the nearest sentence of the bulletins.
    """
    pasted = normalise(text)
    language = language_of(pasted)
    spans = sentences(pasted)
    claims = read_claims(pasted, spans, anchor=today, language=language)
    found: list[Checked] = []
    for span in spans:
        inside = [claim for claim in claims if claim.sentence == span]
        if inside:
            sentence = pasted[span.start : span.end]
            quote = nearest_quote(sentence, store) if language == "vi" else None
            found += [_judge(claim, pasted, quote, store.archive) for claim in inside]
    return tuple(found)


def _judge(claim: Claim, text: str, quote: Quoted | None, archive: Archive) -> Checked:
    if quote and quote.exact:
        return _checked(claim, text, "confirmed", (), [quote.citation])
    outcome, differs, figures = _by_figures(claim, archive)
    if outcome == "not-checkable" and quote:
        number = text[claim.start : claim.end]
        differing = quote.differing(claim.start - claim.sentence.start, number)
        if differing is not None:
            verdict: Outcome = "contradicted" if differing else "confirmed"
            return _checked(claim, text, verdict, differing, [quote.citation])
    return _checked(claim, text, outcome, differs, _cite(figures))


def _checked(
    claim: Claim,
    text: str,
    outcome: Outcome,
    differs: Sequence[Field],
    citations: Sequence[Citation],
) -> Checked:
    return Checked(
        text=text[claim.start : claim.end],
        start=claim.start,
        end=claim.end,
        outcome=outcome,
        differs=tuple(differs),
        citations=tuple(citations),
    )


def _cite(figures: Iterable[Figure]) -> list[Citation]:
    return [
        Citation(
            number=number + 1,
            source=figure.source,
            quote=figure.quote,
            start=figure.claim.sentence.start,
            end=figure.claim.sentence.end,
        )
        for number, figure in enumerate(figures)
    ]


def _by_figures(
    claim: Claim, archive: Archive
) -> tuple[Outcome, tuple[Field, ...], Sequence[Figure]]:
    """Return the outcome against the figures of the same series."""
    subject = claim.subject
    if not subject.indicator or not claim.kind:
        return "not-checkable", (), ()
    series = [
        f
        for f in archive.figures([(subject.indicator, subject.part)], complete=not subject.words)
        if set(f.claim.subject.words) == set(subject.words)
    ]
    held = [f for f in series if f.claim.kind == claim.kind]
    same = [f for f in held if _alike(f.claim, claim, but=None)]
    for test, outcome in ((equal, "confirmed"), (rounded, "nearly")):
        if agreeing := [f for f in same if test(f.claim.quantity, claim.quantity)]:
            return outcome, (), agreeing[:1]  # type: ignore[return-value]
    if field_and_figure := _other_field(claim, held, same):
        field, figure = field_and_figure
        return "contradicted", (field,), [figure]
    for figure in series:
        if _other_unit(figure.claim, claim):
            return "contradicted", ("unit",), [figure]
    if same and claim.period is not None:
        return "contradicted", ("value",), same[:1]
    return "not-checkable", (), ()


def _other_unit(held: Claim, stated: Claim) -> bool:
    """Tell whether the same digits stand in the bulletins with another unit or scale."""
    a, b = held.quantity, stated.quantity
    return (
        abs(a.value) == abs(b.value)
        and (a.unit, a.exponent) != (b.unit, b.exponent)
        and _same_period(held, stated)
        and held.place == ("" if stated.place == VIETNAM else stated.place)
    )


def _other_field(
    claim: Claim, held: Sequence[Figure], same: Sequence[Figure]
) -> tuple[Field, Figure] | None:
    """Return the one field in which a figure held differs from the claim, and that figure."""
    mine = claim.quantity
    for figure in same:
        of = figure.claim.quantity
        if of.unit == mine.unit and of.exponent == mine.exponent and of.value == -mine.value:
            return "sign", figure
        if abs(of.value) == abs(mine.value) and (of.unit, of.exponent) != (
            mine.unit,
            mine.exponent,
        ):
            return "unit", figure
    fields: tuple[Field, ...] = ("base", "place", "period")
    for field in fields:
        for figure in held:
            if _alike(figure.claim, claim, but=field) and equal(figure.claim.quantity, mine):
                return field, figure
    return None


def _alike(held: Claim, stated: Claim, *, but: Field | None) -> bool:
    """Tell whether two claims speak of the same period, base and place, one of them set aside.

    What the stated one leaves open fits anything.
    """
    return (
        (but == "period" or _same_period(held, stated))
        and (but == "base" or _same_base(held, stated))
        and (but == "place" or held.place == ("" if stated.place == VIETNAM else stated.place))
        and (not stated.subject.measure or held.subject.measure in ("", stated.subject.measure))
    )


def _same_period(held: Claim, stated: Claim) -> bool:
    if stated.period is None:
        return True
    of = held.period
    return of is not None and (of.same_days(stated.period) or stated.period.nearly(of))


def _same_base(held: Claim, stated: Claim) -> bool:
    if stated.base in ("unclear", held.base):
        return stated.base != "period" or held.compared == stated.compared
    january = (
        held.period is not None and held.period.kind == "month" and held.period.start.month == 1
    )
    return january and {held.base, stated.base} == {"december", "month-before"}


def equal(held: Quantity, stated: Quantity) -> bool:
    """Tell whether two quantities are the same amount of the same unit."""
    return held.unit == stated.unit and held.amount == stated.amount


def rounded(held: Quantity, stated: Quantity) -> bool:
    """Tell whether the stated number is the held one in coarser digits."""
    if held.unit != stated.unit:
        return False
    step = Decimal(1).scaleb(stated.exponent - stated.places)
    digits = abs(stated.value).normalize().as_tuple()
    if isinstance(digits.exponent, int) and digits.exponent > 0 and not stated.places:
        wide = step.scaleb(digits.exponent)  # "about 700 thousand" for 702 thousand
        near = abs(held.amount - stated.amount) <= abs(held.amount) * _ABOUT
        step = wide if near and stated.unit not in ("%", "pp") else step
    return abs(held.amount - stated.amount) <= step / 2
