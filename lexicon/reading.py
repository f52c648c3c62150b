"""Reading the figures of a text, sentence by sentence, clause by clause."""

import re
from collections.abc import Sequence
from datetime import date

from lexicon.asides import read_aside
from lexicon.claims import Claim
from lexicon.clauses import Event, Piece, pieces_of
from lexicon.contexts import read_preamble
from lexicon.drafts import LONGER, Draft, Head, State
from lexicon.heads import late_head, move_head, near
from lexicon.marks import Marks, PlacedPeriod, mark
from lexicon.naming import make_subject
from lexicon.periods import Period, PeriodMention
from lexicon.piece_figures import read_piece
from lexicon.places import VIETNAM
from lexicon.sentences import Span
from lexicon.settling import settle, settle_beside
from lexicon.sharing import (
    deal_out_names,
    deal_out_years,
    go_on_over_years,
    settle_month,
    share_out,
    share_out_heads,
    spread_bases,
    spread_statuses,
)
from lexicon.subjects import NOTHING, Subject, family, is_branch, lineage
from lexicon.text import Language
from lexicon.wording import status_of

_PART_OF_HEAD = re.compile(
    r"\W*(?:trong đó|cụ thể|riêng|theo đó|bao gồm|gồm có|ngược lại|bên cạnh đó|ở chiều|trong số"
    r"|chia theo|xét theo"
    r"|of which|of these|in particular)\b"
)


# A sentence that begins so tells of a part; where nothing knows it, the next are not about it.
_NAMED_PART = re.compile(r"\W*(?:nhóm|ngành|mặt hàng|sản phẩm|khu vực|lĩnh vực) ")


_MONTH_ALONE = re.compile(r"\W*(?:chỉ )?(?:tính )?riêng (?:trong )?tháng\b")
# What a sentence is about, said before its comma.
_FRONTED = re.compile(
    r"\W*(?:đối với|riêng|về(?: phía)?|với|ở)(?: các)?"
    r" (?:mặt hàng|nhóm hàng|sản phẩm|ngành hàng|nhóm|ngành|khối|khu vực) "
)
_THIS_PERIOD = re.compile(
    r"\btrong (?P<noun>kỳ|tháng|quý)(?: này| qua| vừa qua)?(?= (?:là|đạt|tăng|giảm|ước|có"
    r"|gần)\b|[,;:.]|$)"
)
_KINDS = {"kỳ": ("range",), "tháng": ("month",), "quý": ("quarter",)}
_ANNOUNCED = re.compile(
    r"\W*(?:các )?(?:mục tiêu|chỉ tiêu|kế hoạch|dự báo|dự kiến|targets?|forecasts?)\s?:"
)
# Who reports for the whole country; a province has its own offices.
_NATIONAL_SOURCE = re.compile(
    r"\b(?:tổng cục (?:thống kê|hải quan)|cục đầu tư nước ngoài|bộ (?:kế hoạch và đầu tư"
    r"|tài chính|công thương))\b"
)
_GOES_ON = re.compile(r"\W*(?:cùng với đó|bên cạnh đó|ngoài ra|đồng thời|tương tự|mặt khác)\b")
# A sentence that begins so goes on with the list of the one before.
_CONTRAST = re.compile(
    r"\W*(?:(?:đi )?ngược (?:lại|chiều)|(?:ở|theo) chiều ngược lại|ở đầu kia|trái lại"
    r"|phía (?:giảm|tăng) có|kế đến|tiếp (?:theo|đến))"
)


def read_claims(
    text: str,
    spans: Sequence[Span],
    *,
    anchor: date | None,
    language: Language = "vi",
    title: str = "",
    main: Period | None = None,
    place: str = "",
    marks: Sequence[Marks] = (),
) -> tuple[Claim, ...]:
    """Return the figures the sentences of a text state, in order.

    `spans` are its sentences, `anchor` the newest day its writer can know, `main` the period and
    `place` the place the whole text is about; `marks` those of the sentences where they are read
    already. What a sentence leaves out it takes from the sentences before it.
    """
    head = Head(anchor=anchor, period=main, main=main, home=place, place=place, spoken_place=place)
    if title:
        titled = mark(title, anchor, language)
        if titled.indicators:
            head.topic = titled.indicators[0].id
    marked = marks or [mark(text[a:b], anchor, language) for a, b in spans]
    opening = _listed_opening(marked)
    found: list[Claim] = []
    for number in range(opening, len(spans)):
        if number and "\n" in text[spans[number - 1].end : spans[number].start]:
            head.spoken_place = "" if head.national else head.home
            head.fresh = True
        for draft in _read_sentence(marked[number], head):
            found.append(_claim(draft, spans[number]))
    begun = late_head(found, head) if opening else head
    before = [
        _claim(draft, spans[number])
        for number in range(opening)
        for draft in _read_sentence(marked[number], begun)
    ]
    return tuple(sorted((*before, *found), key=lambda claim: claim.start))


def _listed_opening(marked: Sequence[Marks]) -> int:
    """Return how many sentences a text begins with that go on about a head not yet named."""
    count = 0
    while count < len(marked) and _PART_OF_HEAD.match(marked[count].form):
        count += 1
    return count if count < len(marked) else 0


def _claim(draft: Draft, sentence: Span) -> Claim:
    return Claim(
        start=sentence.start + draft.start,
        end=sentence.start + draft.end,
        sentence=sentence,
        quantity=draft.quantity,
        kind=draft.kind,
        subject=draft.subject,
        period=draft.period,
        period_written=draft.period_written,
        base=draft.base,
        compared=draft.compared,
        place=draft.place,
        status=draft.status,
    )


def _read_sentence(marks: Marks, head: Head) -> list[Draft]:
    """Return the figures of one sentence and leave in `head` what the next ones take from it."""
    marks = _with_this_period(marks, head)
    listed = head.listed = bool(_PART_OF_HEAD.match(marks.form))
    _move_place(marks, head)
    if fresh := head.fresh:
        _begin_paragraph(marks, head)
    part = not marks.places and not fresh and _begins_with_part(marks, head)
    place = head.place if listed or part else head.spoken_place
    period = head.list_period if listed and head.list_period else head.period
    state = State(head=head, doubtful=head.doubtful, period=period, place=place, first_place=place)
    if (listed or part) and head.status == "target":
        state.status = head.status
    pieces = pieces_of(marks)
    opening = [e.type for e in pieces[0].events if e.type not in ("period", "place")]
    state.opens = opening[:1] == ["indicator"]
    if (_CONTRAST.match(marks.form) or (listed and head.announced)) and head.last.resolved:
        state.subject, state.has_subject = head.last, True
    if announced := _ANNOUNCED.match(marks.form):
        state.status = status_of(announced[0], marks.language)
    if _FRONTED.match(marks.form):
        state.front = [e for e in pieces[0].events if e.type in ("indicator", "word")]
    for piece in pieces:
        _read_piece(marks, piece, state)
    named = [e for e in pieces[0].events if e.type in ("indicator", "word")]
    if named and not state.drafts:
        state.opening = _opening_subject(marks, named, state)
    share_out(marks, state.drafts)
    if listed or head.bases:
        share_out_heads(state.drafts, head)
    spread_bases(state.drafts, head, listed)
    settle_month(state.drafts, head)
    go_on_over_years(marks, state.drafts)
    dealt = deal_out_years(marks, state.drafts)
    deal_out_names(marks, pieces, state, dealt)
    spread_statuses(state.drafts)
    for draft in state.drafts:
        settle(draft, marks, head)
    settle_beside(marks, state.drafts)
    part_named = bool(_NAMED_PART.match(marks.form))
    move_head(state, head, listed, part=part_named, names=bool(marks.indicators))
    if _MONTH_ALONE.match(marks.form) and head.main and head.main.kind in LONGER:
        head.period = None  # what follows may go on with the month or with the whole
    return state.drafts


def _with_this_period(marks: Marks, head: Head) -> Marks:
    """Return the marks with "trong kỳ này" as the bulletin's period, or the last one like it."""
    found = []
    for match in _THIS_PERIOD.finditer(marks.form):
        kinds = _KINDS[match["noun"]]
        known = [p for p in (head.main, *reversed(head.written)) if p and p.kind in kinds]
        if known:
            mention = PeriodMention(match.start(), match.end(), known[0], False)
            found.append(PlacedPeriod(mention=mention, role="spoken"))
    if not found:
        return marks
    placed = sorted((*marks.periods, *found), key=lambda each: each.mention.start)
    return marks._replace(periods=tuple(placed))


def _move_place(marks: Marks, head: Head) -> None:
    """Take from a sentence whether a text about one place speaks of the country.

    One that names the place as well does so for its paragraph only: "GRDP Huế 7%, cả nước 6%".
    """
    named = {m.id for m in marks.places}
    if VIETNAM in named:
        head.spoken_place, head.national = "", head.home not in named
    elif head.home in named:
        head.national = False
    elif _NATIONAL_SOURCE.search(marks.form) and not marks.places:
        head.spoken_place = ""


def _begin_paragraph(marks: Marks, head: Head) -> None:
    """Decide what a new paragraph goes on about: a day ends with its topic."""
    if head.main and head.period and head.period.kind == "as-of" and not head.listed:
        head.period = head.period if _same_topic(marks, head) else head.main
    head.period = head.period or head.main
    head.place = head.place if head.listed else head.spoken_place
    other = head.main is not None and head.period != head.main
    goes_on = head.listed or _GOES_ON.match(marks.form)
    head.doubtful = other and not goes_on and not near(head.period, head.main)
    head.fresh = False


def _same_topic(marks: Marks, head: Head) -> bool:
    """Tell whether a sentence goes on about the family of series spoken of before."""
    if not marks.indicators or not head.known.indicator:
        return True
    return family(marks.indicators[0].id) == family(head.known.indicator)


def _opening_subject(marks: Marks, named: list[Event], state: State) -> Subject:
    """Return the shortest beginning of a sentence that names something: "Giáo dục lại ghìm"."""
    for count in range(1, min(len(named), 4) + 1):
        subject = make_subject(marks, named[:count], state)
        if subject.resolved:
            return subject
    return NOTHING


def _begins_with_part(marks: Marks, head: Head) -> bool:
    """Tell whether a sentence begins with a part of the whole series named before it."""
    if not marks.indicators or not head.known.indicator:
        return False
    return head.known.indicator in lineage(marks.indicators[0].id)[1:]


def _read_piece(marks: Marks, piece: Piece, state: State) -> None:
    if piece.separator == ";":
        told = any(draft.item == state.item for draft in state.drafts)
        state.causal = state.causal and not told
        state.item += 1
        if piece.has("indicator") and not piece.has("place") and not _names_branch(marks, piece):
            state.place = state.first_place
        if state.period_before is not None:
            state.period, state.period_before = state.period_before, None
        state.pending = []
    if not piece.has("quantity"):
        read_preamble(marks, piece, state)
    else:
        read_piece(marks, piece, state)
    for aside in piece.asides:
        read_aside(marks, piece, aside, state)


def _names_branch(marks: Marks, piece: Piece) -> bool:
    named = [e for e in piece.events if e.type == "indicator"]
    return is_branch(marks.indicators[named[0].at].id)
