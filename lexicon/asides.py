"""The figures in brackets, which belong to their own period and to the figure before them."""

from lexicon.claims import ClaimBase
from lexicon.clauses import Aside, Event, Piece
from lexicon.contexts import give_base, place_id, year_written
from lexicon.drafts import Draft, Head, State
from lexicon.marks import Marks
from lexicon.naming import make_subject, pending_subject
from lexicon.periods import Period, shifted
from lexicon.piece_figures import RELATIVE, read_piece
from lexicon.places import VIETNAM, places
from lexicon.subjects import NOTHING, Subject
from lexicon.wording import Verb, last_verb

_NEAR = 6  # characters between a name and its bracket: a word of filler ends some names


def read_aside(marks: Marks, piece: Piece, aside: Aside, state: State) -> None:
    """Read the figures of a bracket, which belong to its own period and to the figure before it."""
    previous = next((d for d in reversed(state.drafts) if d.end <= aside.start), None)
    within = [e for e in piece.events if e.start < aside.start]
    since = [e for e in within if not previous or e.start > previous.end]
    told: list[Draft] = []
    ahead: Period | None = None
    for inside in aside.pieces:
        if not inside.has("quantity"):
            for event in inside.events:
                if event.type == "period":
                    ahead = marks.periods[event.at].mention.period
                if previous and event.type in ("base", "compared"):
                    give_base(marks, event, previous, state)
            continue
        beside = told[-1] if told else previous
        inner = State(
            head=state.head,
            subject=beside.subject if beside else state.subject,
            has_subject=True,
            period=ahead or (beside.period if beside else state.period),
            period_written=bool(ahead)
            or (beside.period_written if beside else state.period_written),
            doubtful=state.doubtful,
            base=_base_ahead(inside, beside, ahead, state),
            place=beside.place if beside else state.place,
            item=state.item,
        )
        if not told:  # else the bracket has gone on to something of its own
            _name_aside(marks, since, aside, previous, inner, state)
        earlier = _earlier(marks, within, aside, inside, inner.period)
        inner.period = earlier or inner.period
        read_piece(marks, Piece("(", _without_home(marks, inside, inner)), inner)
        own = inside.has("period") or inside.has("shift")
        by = since[-1] if not own and _is_by(marks, since, aside) else None
        for draft in inner.drafts:
            if not draft.verb and not earlier and previous and _is_amount_of(previous, draft):
                draft.verb, draft.subject = "level", Subject(words=("(…)",))  # a level or a change
            elif not draft.verb:
                outer = _outer_verb(marks, within, aside, previous, state.head)
                draft.verb = "level" if earlier else outer
            _give_outer_base(marks, draft, by, None if earlier else previous, inner)
        told = inner.drafts
        state.drafts += inner.drafts


def _without_home(marks: Marks, inside: Piece, inner: State) -> list[Event]:
    """Return what stands in a bracket told of a partner, without Việt Nam: it is the other side."""
    abroad = bool(inner.place) and places()[inner.place].kind not in ("province", "city", "region")
    home = [e for e in inside.events if e.type == "place" and marks.places[e.at].id == VIETNAM]
    return [e for e in inside.events if not (abroad and e in home)]


def _base_ahead(
    inside: Piece, beside: Draft | None, ahead: Period | None, state: State
) -> ClaimBase:
    """Return the base a sentence begins with, for a bracket without its own: "so với quý trước"."""
    own = ahead or inside.has("period") or (beside and beside.base)
    return "" if own or state.compared else state.base


def _is_amount_of(previous: Draft, draft: Draft) -> bool:
    """Tell whether an amount stands in a bracket behind a rate: "tăng 1,6% (38 doanh nghiệp)"."""
    rate = previous.quantity.unit in RELATIVE and previous.verb in ("up", "down")
    return rate and draft.quantity.unit not in RELATIVE


def _earlier(
    marks: Marks, within: list[Event], aside: Aside, inside: Piece, period: Period | None
) -> Period | None:
    """Return the period of an amount in a bracket behind a base: "so với cùng kỳ (6 tỷ USD)".

    One by which something moved has the period of the move: "so với quý trước (tăng 6 tỷ USD)".
    """
    if not within or period is None or aside.start - within[-1].end > 1:
        return None
    if [e.type for e in inside.events] != ["quantity"]:
        return None
    if within[-1].type not in ("base", "compared"):
        return None
    amount = marks.quantities[inside.events[0].at]
    if amount.quantity.unit in RELATIVE or _moves(marks, aside.start, amount.start):
        return None
    if within[-1].type == "compared":
        return marks.periods[within[-1].at].mention.period
    base = marks.bases[within[-1].at].base
    known = ("year-before", "month-before", "quarter-before")
    return shifted(period, base, year_written(marks, within[-1])) if base in known else None


def _name_aside(
    marks: Marks,
    named: list[Event],
    aside: Aside,
    previous: Draft | None,
    inner: State,
    state: State,
) -> None:
    """Give a bracket the place or series that stands right before it: "Hà Nam (5%)"."""
    if not named:
        return
    if _is_place_alone(marks, named, aside):
        inner.place = place_id(marks.places[named[-1].at].id)
        inner.period_written = state.period_written
        if previous is None:
            inner.subject = pending_subject(marks, state) if state.pending else inner.subject
        elif not previous.subject.resolved and not previous.place:
            inner.subject = _listed_subject(state)  # the item before had a name of its own
    series = [e for e in named if e.type in ("indicator", "word")]
    adjacent = bool(series) and (
        aside.start - named[-1].end <= _NEAR or _goes_on_in(marks, named, aside)
    )
    if adjacent or any(e.type == "indicator" for e in series):  # "mức tăng của CPI (3,88%)"
        inner.subject = make_subject(marks, series, state)


def _goes_on_in(marks: Marks, named: list[Event], aside: Aside) -> bool:
    """Tell whether a bracket tells by how much what is named before it moved: "X giảm (3%)"."""
    moved = _moves(marks, named[-1].end, aside.start)
    return moved and not any(e.type == "quantity" for e in named)


def _give_outer_base(
    marks: Marks, draft: Draft, by: Event | None, previous: Draft | None, inner: State
) -> None:
    """Give a figure in a bracket the base right before it, else that of the figure before it."""
    if by and not draft.base:
        give_base(marks, by, draft, inner)
    if previous and not draft.base:
        draft.base = previous.base


def _is_by(marks: Marks, since: list[Event], aside: Aside) -> bool:
    """Tell whether a bracket tells by how much: "giảm so với tháng trước (giảm 0,1%)"."""
    if not since or since[-1].type not in ("base", "compared") or aside.start - since[-1].end > 1:
        return False
    return _moves(marks, 0, since[-1].start)


def _moves(marks: Marks, start: int, end: int) -> bool:
    """Tell whether what stands between two places says that something rose or fell."""
    return last_verb(marks.form[start:end], marks.language, moved=True)[0] in ("up", "down")


def _is_place_alone(marks: Marks, named: list[Event], aside: Aside) -> bool:
    """Tell whether a bracket is told of a place: not of "Liên minh Hợp tác xã Việt Nam (100%)"."""
    if not named or named[-1].type != "place" or aside.start - named[-1].end > _NEAR:
        return False
    return marks.places[named[-1].at].id != VIETNAM or len(named) == 1


def _listed_subject(state: State) -> Subject:
    """Return what a list is about whose items before had names of their own."""
    told = (d.subject for d in reversed(state.drafts) if d.subject.resolved)
    around = state.scope if state.scope is not NOTHING else state.head.known
    return next(told, around)


def _outer_verb(
    marks: Marks, within: list[Event], aside: Aside, previous: Draft | None, head: Head
) -> Verb:
    """Return the verb of what stands around a bracket, for a number alone in it."""
    start = within[0].start if within else 0
    verb, _ = last_verb(marks.form[start : aside.start], marks.language, moved=True)
    if verb not in ("", "stand"):
        return verb
    return previous.verb if previous else verb or head.verb or "share"
