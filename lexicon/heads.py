"""What a text leaves for its next sentences: its series, period, base and place."""

from collections.abc import Sequence
from dataclasses import replace

from lexicon.claims import Claim, ClaimBase
from lexicon.drafts import COUNTED_PARTS, Draft, Head, State
from lexicon.periods import Period
from lexicon.places import places
from lexicon.subjects import NOTHING, Subject, family, is_branch, lineage


def late_head(found: Sequence[Claim], head: Head) -> Head:
    """Return the head of a text that begins in the middle: the first whole series behind it."""
    begun = Head(anchor=head.anchor, home=head.home, place=head.home, spoken_place=head.home)
    begun.topic = head.topic
    whole = next((c for c in found if c.complete and not is_branch(c.subject.indicator)), None)
    if whole is not None:
        begun.subject, begun.period, begun.base = whole.subject, whole.period, whole.base
        begun.place = whole.place
    return begun


def move_head(state: State, head: Head, listed: bool, *, part: bool, names: bool) -> None:
    """Leave for the next sentence what this one spoke of; an unknown `part` leaves the whole.

    `names` says whether it names a series.
    """
    current = [
        d for d in state.drafts if d.period_written and d.period and _is_current(d.period, head)
    ]
    outside = [d for d in current if not d.subject.words] or current
    if state.period_written:
        head.doubtful = head.averaged = False
        head.written.extend(d.period for d in state.drafts if d.period and d.period_written)
    dated = state.drafts or (state.period and state.period.kind != "as-of")
    if dated and state.period_written and state.period and _is_current(state.period, head):
        head.period = _latest(outside) if outside else state.period
    if state.scope.indicator and _is_other(state.scope, head.known):
        head.known = state.scope
    head.announced = not state.drafts and state.opening is not NOTHING
    if not state.drafts:
        head.last = state.opening if state.opening is not NOTHING else head.last
        if not listed:
            _announce(state, head, names=names)
        return
    monthly = [d for d in state.drafts if d.base == "month-before" and d.period == head.main]
    head.monthly = {d.subject: d.quantity.value for d in monthly} | head.monthly
    told = [d.base for d in state.drafts if d.kind == "growth" and d.base]
    head.last_base = told[-1] if told else head.last_base
    about = {replace(d.subject, measure="") for d in state.drafts}
    head.last = about.pop() if len(about) == 1 else Subject(words=("này",))
    telling = (d for d in state.drafts if d.quantity.unit not in COUNTED_PARTS and not d.misfit)
    first = next(telling, None)
    if listed and not (first and _starts_anew(first, state.scope, head)):
        return
    if part and first and first.subject.words:
        head.list_period = first.period
        return
    if first and (first.subject.words or first.subject.indicator):
        head.subject = first.subject
        if first.subject.resolved:
            head.known = first.subject
        named = [d.base for d in state.drafts if d.subject == first.subject and d.kind == "growth"]
        bases = list(dict.fromkeys(base for base in named if base))
        head.base = _base_of_list(bases, first.subject.indicator)
        head.bases = tuple(bases)
        if first.subject.resolved:
            head.known_base, head.known_period = head.base, first.period
        head.verb, head.status = first.verb, "" if state.outdone else first.status
        head.list_period = first.period
        head.place = first.place
        at_home = not first.place or places()[first.place].kind in ("province", "city", "region")
        if state.drafts[-1].place == first.place and at_home:
            head.spoken_place = first.place


def _announce(state: State, head: Head, *, names: bool) -> None:
    """Leave for the list under a sentence without figures its series, period and base.

    A year is often only spoken of: "năm nay tăng mạnh chủ yếu là do …"; a base is of the list where
    the sentence `names` a series.
    """
    if state.opens:
        head.subject, head.base, head.bases = state.scope, "", ()
    if state.period_written and state.period and state.period.kind not in ("year", "range"):
        head.list_period = head.period
    if state.base and names:
        head.base, head.bases, head.last_base = state.base, (state.base,), state.base


def _latest(drafts: Sequence[Draft]) -> Period | None:
    """Return the period that ends last, of those that end together the one named last.

    "5 tháng tăng 5,7%, cao hơn mức 5,2% của 4 tháng" goes on about five months.
    """
    periods = [draft.period for draft in drafts if draft.period]
    return max(reversed(periods), key=lambda period: period.end, default=None)


def _is_current(period: Period, head: Head) -> bool:
    """Tell whether a period can be what the following sentences go on about.

    A far year that is aimed at, or an aside on an earlier one, is not.
    """
    if head.anchor is not None and period.start > head.anchor:
        return False
    if head.main is None:
        return True
    if period.kind == "year":
        return period.end >= head.main.end or head.main.kind == "year"
    return (head.main.start - period.end).days <= 31


def near(period: Period | None, main: Period | None) -> bool:
    """Tell whether a period is the main one, or a running total that ends near it."""
    return period is not None and main is not None and main.nearly(period)


def _starts_anew(first: Draft, scope: Subject, head: Head) -> bool:
    """Tell whether a sentence that begins like a list speaks of another whole series."""
    id = first.subject.indicator
    told = first.subject == head.subject and first.subject.resolved and first.period_written
    if told and first.named and not is_branch(id):
        return True
    if (
        not (first.named or scope.indicator == id)
        or not id
        or first.subject.words
        or first.subject.part
        or is_branch(id)
    ):
        return False
    before = head.subject.indicator
    return not before or family(id) != family(before) or _side(id) != _side(before)


def _side(id: str) -> str:
    """Return the side of trade a series is on, "" for other series and both together."""
    return next((side for side in ("exports", "imports") if side in lineage(id)), "")


def _is_other(scope: Subject, known: Subject) -> bool:
    """Tell whether a sentence has gone over to another whole: from exports to imports."""
    if not known.indicator:
        return True
    named, before = scope.indicator, known.indicator
    return named not in lineage(before) and before not in lineage(named)


def _base_of_list(bases: Sequence[ClaimBase], id: str) -> ClaimBase:
    """Return what the changes of a list are against whose head has several.

    Parts of output and trade are told against the year before, parts of prices against either.
    """
    if len(bases) < 2:
        return bases[0] if bases else ""
    if not id or family(id) == "cpi":
        return "unclear"
    return "year-before" if "year-before" in bases else bases[-1]
