"""Reading the figures of a text, sentence by sentence, clause by clause."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lexicon.bases import base_between
from lexicon.claims import Claim, ClaimBase
from lexicon.clauses import Aside, Event, Piece, pieces_of
from lexicon.drafts import COUNTED_PARTS, Draft, Head, State
from lexicon.heads import late_head, move_head, near
from lexicon.marks import Marks, PlacedPeriod, mark
from lexicon.naming import (
    joint_subjects,
    make_subject,
    measure_behind,
    pending_subject,
    subject_behind_or_before,
)
from lexicon.periods import Period, PeriodMention, shifted
from lexicon.places import VIETNAM
from lexicon.quantities import Quantity, units
from lexicon.sentences import Span
from lexicon.settling import settle
from lexicon.sharing import (
    deal_out_names,
    settle_month,
    share_out,
    share_out_heads,
    spread_bases,
    spread_statuses,
)
from lexicon.subjects import NOTHING, Subject, family, is_branch, lineage
from lexicon.text import Language
from lexicon.wording import Status, Verb, last_verb, status_of

_PART_OF_HEAD = re.compile(
    r"\W*(?:trong đó|cụ thể|riêng|theo đó|ngược lại|bên cạnh đó|ở chiều|trong số|chia theo|xét theo"
    r"|of which|of these|in particular)\b"
)


# A sentence that begins so tells of a part; where nothing knows it, the next are not about it.
_NAMED_PART = re.compile(r"\W*(?:nhóm|ngành|mặt hàng|sản phẩm|khu vực|lĩnh vực) ")
_CAUSE = re.compile(r"\b(?:do|bởi|nguyên nhân là)\s")
_BOUND = re.compile(r"\b(?:có|đạt) (?:tỷ lệ|mức|kim ngạch|quy mô|tốc độ|vốn|trị giá)\b")


_UNCHANGED = re.compile(r"\b(?:tương đương|bằng|xấp xỉ|không đổi|như|ngang)\s(?:so với\s|với\s)?$")
_THIS_PERIOD = re.compile(
    r"\btrong (?P<noun>kỳ|tháng|quý)(?: này| qua| vừa qua)?(?= (?:là|đạt|tăng|giảm|ước|có|gần)\b|[,;:.]|$)"
)
_KINDS = {"kỳ": ("range",), "tháng": ("month",), "quý": ("quarter",)}
_NEAR = 6  # characters between a name and its bracket: a word of filler ends some names
_AT_PLACE = re.compile(r"[\s,]*(?:tại|ở|sang|từ|(?<!so )với|in|to|from|(?<!compared )with)\s")
# A plan that has been met, is served or compared with.
_OF_A_PLAN = re.compile(
    r"\b(?:vượt|so với|hoàn thành|đạt|thực hiện|hơn|bằng|sát|gần|để|nhằm|hướng|góp phần|trên cơ sở"
    r"|exceed\w*|above|below|compared|to (?:meet|reach))\b"
)
_ANNOUNCED = re.compile(r"\W*(?:các )?(?:mục tiêu|chỉ tiêu|kế hoạch|dự báo|dự kiến|targets?|forecasts?)\s?:")
# Who reports for the whole country; a province has its own offices.
_NATIONAL_SOURCE = re.compile(
    r"\b(?:tổng cục (?:thống kê|hải quan)|cục đầu tư nước ngoài|bộ (?:kế hoạch và đầu tư|tài chính|công thương))\b"
)
# A sentence that begins so goes on with the list of the one before.
_CONTRAST = re.compile(
    r"\W*(?:(?:đi )?ngược (?:lại|chiều)|(?:ở|theo) chiều ngược lại|ở đầu kia|trái lại|phía (?:giảm|tăng) có|kế đến|tiếp (?:theo|đến))"
)
_RECALLED = re.compile(r"\b(?:mức|con số)(?: tăng| giảm)? $")  # "thấp hơn mức 13,7% của năm 2023"
_VERB_INSIDE = re.compile(r"\S \b(?:tăng thêm|góp|đóng góp|giảm)\b")
_EXISTS = re.compile(r"\bcó\s(?:khoảng\s|hơn\s|gần\s|tới\s)?$")


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
    return (*before, *found)


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
    if any(m.id == VIETNAM for m in marks.places):
        head.spoken_place, head.national = "", True
    elif any(m.id == head.home for m in marks.places):
        head.national = False
    elif _NATIONAL_SOURCE.search(marks.form) and not marks.places:
        head.spoken_place = ""
    if head.fresh:
        if head.main and head.period and head.period.kind == "as-of" and not listed:
            head.period = head.main if not _same_topic(marks, head) else head.period
        other = head.main is not None and head.period != head.main
        head.doubtful = other and not listed and not near(head.period, head.main)
    head.fresh = False
    part = not marks.places and _begins_with_part(marks, head)
    place = head.place if listed or part else head.spoken_place
    period = head.list_period if listed and head.list_period else head.period
    state = State(
        head=head, doubtful=head.doubtful, period=period, place=place, first_place=place
    )
    if listed and head.status == "target":
        state.status = head.status
    pieces = pieces_of(marks)
    opening = [e.type for e in pieces[0].events if e.type not in ("period", "place")]
    state.opens = opening[:1] == ["indicator"]
    if _CONTRAST.match(marks.form) and head.last.resolved:
        state.subject, state.has_subject = head.last, True
    if announced := _ANNOUNCED.match(marks.form):
        state.status = status_of(announced[0], marks.language)
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
    deal_out_names(marks, pieces, state)
    spread_statuses(state.drafts)
    for draft in state.drafts:
        settle(draft, marks, head.main)
    move_head(state, head, listed, part=bool(_NAMED_PART.match(marks.form)))
    return state.drafts


def _with_this_period(marks: Marks, head: Head) -> Marks:
    """Return the marks with "trong kỳ này" as the period of the bulletin, or the last one like it."""
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
        state.item += 1
        state.causal = False
        if piece.has("indicator") and not piece.has("place") and not _names_branch(marks, piece):
            state.place = state.first_place
        if state.period_before is not None:
            state.period, state.period_before = state.period_before, None
        state.pending = []
    if not piece.has("quantity"):
        _read_preamble(marks, piece, state)
    else:
        _read_figures(marks, piece, state)
    for aside in piece.asides:
        _read_aside(marks, piece, aside, state)


def _names_branch(marks: Marks, piece: Piece) -> bool:
    named = [e for e in piece.events if e.type == "indicator"]
    return is_branch(marks.indicators[named[0].at].id)


def _read_preamble(marks: Marks, piece: Piece, state: State) -> None:
    """Take from a piece without a figure what it says for the figures behind it."""
    if piece.events and (status := _status_ahead(marks, piece)):
        state.status = status
    whole, piece = piece, _without_cause(marks, piece)
    if piece is whole and state.causal and piece.separator == ",":
        return
    for event in piece.events:
        _take_context(marks, piece, event, state)
    if piece is not whole:
        state.causal = any(draft.item == state.item for draft in state.drafts) or piece.has(
            "indicator"
        )
    if piece.has("indicator") or piece.has("word"):
        state.pending.append(piece)
        named = [e for e in piece.events if e.type == "indicator"]
        if named and not is_branch(marks.indicators[named[0].at].id):
            make_subject(marks, named[:1], state)


def _without_cause(marks: Marks, piece: Piece) -> Piece:
    """Return a piece up to where it only says why: "do ngành khai khoáng giảm"."""
    if not piece.events:
        return piece
    start = max(0, piece.events[0].start - 4)
    cause = _CAUSE.search(marks.form, start, piece.events[-1].end)
    if cause is None:
        return piece
    return Piece(piece.separator, [e for e in piece.events if e.start < cause.start()])


def _take_context(marks: Marks, piece: Piece, event: Event, state: State) -> None:
    """Take the period, base or place of a piece without a figure for the figures behind it."""
    if event.type == "period":
        state.period, state.period_written = marks.periods[event.at].mention.period, True
    elif event.type in ("base", "compared"):
        joined = event is piece.events[0] and piece.separator == "and"
        if state.drafts and not state.pending and joined:
            _give_joined_base(marks, event, state)
        else:
            state.base, state.compared = _base_at(marks, event, state.period)
    elif event.type == "shift":
        base = marks.shifts[event.at].base
        if state.period and event is piece.events[0] and piece.separator != "and":
            state.period_before = state.period
            state.period = shifted(state.period, base, _year(marks, event))
    elif event.type == "place":
        state.place = _place(marks.places[event.at].id)


def _status_ahead(marks: Marks, piece: Piece) -> Status:
    """Return how sure the figures behind a piece are: "Mục tiêu năm 2024, GDP tăng 6%".

    A plan that was met or is only compared with says nothing of them.
    """
    start = max(marks.form.rfind(mark, 0, piece.events[0].start) for mark in ",;:") + 1
    said = marks.form[start : piece.events[-1].end]
    return "" if _OF_A_PLAN.search(said) else status_of(said, marks.language)


def _place(id: str) -> str:
    return "" if id == VIETNAM else id


def _year(marks: Marks, event: Event) -> int | None:
    written = re.search(r"(?:19|20)\d\d", marks.text[event.start : event.end + 6])
    return int(written[0]) if written else None


def _base_at(marks: Marks, event: Event, period: Period | None) -> tuple[ClaimBase, Period | None]:
    """Return the base an event names, and the period where it is none of the usual ones."""
    if event.type == "compared":
        compared = marks.periods[event.at].mention.period
        base = base_between(period, compared) if period else None
        return (base, None) if base else ("period", compared)
    mention = marks.bases[event.at]
    year = _year_inside(marks, event)
    if mention.base == "year-before" and year and period and year < period.start.year - 1:
        return "period", shifted(period, "year-before", year)
    if mention.base == "period":
        return "unclear", None

    return mention.base, None


def _year_inside(marks: Marks, event: Event) -> int | None:
    written = re.search(r"(?:19|20)\d\d", marks.text[event.start : event.end])
    return int(written[0]) if written else None


def _give_base(marks: Marks, event: Event, draft: Draft, state: State) -> None:
    base, compared = _base_at(marks, event, draft.period or state.period)
    if not draft.base and base != "average":
        draft.base, draft.compared, draft.based = base, compared, True


def _give_joined_base(marks: Marks, event: Event, state: State) -> None:
    """Give the figure before "and" the base behind it, or the list's other: "và tương đương cùng kỳ"."""
    draft = state.drafts[-1]
    if not _UNCHANGED.search(marks.form[: event.start]):
        _give_base(marks, event, draft, state)
        return
    base, _ = _base_at(marks, event, draft.period or state.period)
    others = [each for each in state.head.bases if each != base]
    if len(others) == 1 and base in state.head.bases:
        draft.base = others[0]


def _read_figures(marks: Marks, piece: Piece, state: State) -> None:
    """Read the figures of a piece, each from what stands between it and the one before."""
    figures = [i for i, event in enumerate(piece.events) if event.type == "quantity"]
    piece_start = piece.events[0].start
    begin = 0
    for order, at in enumerate(figures):
        until = figures[order + 1] if order + 1 < len(figures) else len(piece.events)
        before = piece.events[begin:at]
        behind = piece.events[at + 1 : until]
        zone_start = _zone_start(
            marks, piece, piece_start if order == 0 else piece.events[begin - 1].end
        )
        joined = order > 0 or piece.separator in ("and", ",")
        begin, earlier = at + 1, [piece.events[i] for i in figures[:order]]
        if _is_threshold(marks, piece.events[at], earlier, state):
            groups = [d for d in state.drafts if d.quantity.unit in COUNTED_PARTS]
            if groups:  # what follows is told of the group, not of the whole
                state.subject, state.has_subject, state.pending = groups[-1].subject, True, []
            continue
        draft = _read_figure(marks, piece.events[at], before, behind, zone_start, joined, state)
        state.drafts += [draft, *_joint(marks, draft, before, zone_start, state)]
        if order + 1 < len(figures):  # what stands between two figures belongs to the second
            behind_only = [e for e in behind if e.type in ("base", "compared")]
            for event in behind_only:
                _give_base(marks, event, draft, state)
    for event in piece.events[figures[-1] + 1 :]:
        if event.type in ("base", "compared") and state.drafts:
            _give_base(marks, event, state.drafts[-1], state)


def _joint(
    marks: Marks, draft: Draft, before: list[Event], zone_start: int, state: State
) -> list[Draft]:
    """Return the same figure for each other thing that shares it: "A và B cùng tăng 5%"."""
    if not re.search(
        r"\b(?:cùng|đều) (?:tăng|giảm|đạt|ở|có)\b|\bboth\b", marks.form[zone_start : draft.start]
    ):
        return []
    named = [e for e in before if e.type == "place"]
    others = [replace(draft, place=_place(marks.places[e.at].id)) for e in named[:-1]]
    subjects = joint_subjects(marks, before, state)
    if subjects and draft.subject.words:
        draft.subject = subjects.pop(0)
    others += [replace(draft, subject=each) for each in subjects if each != draft.subject]
    return others


def _is_threshold(marks: Marks, event: Event, earlier: Sequence[Event], state: State) -> bool:
    """Tell whether a number only bounds a group: "36 mặt hàng trên 1 tỷ USD"."""
    if re.match(r"\s?(?:trở lên|trở xuống|or more|and above)", marks.form[event.end :]):
        return True
    quantity = marks.quantities[event.at].quantity
    units_before = [marks.quantities[e.at].quantity.unit for e in earlier]
    units_before += [d.quantity.unit for d in state.drafts if d.item == state.item]
    if COUNTED_PARTS.isdisjoint(units_before) or quantity.unit in COUNTED_PARTS:
        return False
    if quantity.qualifier in ("over", "under") and _BOUND.search(marks.form[: event.start][-50:]):
        return True
    return bool(earlier) and quantity.unit not in ("%", "pp", "")


def _zone_start(marks: Marks, piece: Piece, start: int) -> int:
    """Return where the words of a piece begin, its filler included."""
    separators = [marks.form.rfind(mark, 0, start) for mark in ",;:()"]
    joint = marks.form.rfind(" và " if marks.language == "vi" else " and ", 0, start) + 1
    ends = [q.end for q in marks.quantities if q.end <= start]
    outside = (s + 1 for s in separators if s >= 0 and not _in_mention(marks, s))
    return max([0, joint, *outside, *ends])


def _in_mention(marks: Marks, at: int) -> bool:
    inside_name = any(m.start <= at < m.end for m in marks.indicators)
    return inside_name or any(q.start <= at < q.end for q in marks.quantities)


def _read_figure(
    marks: Marks,
    event: Event,
    before: list[Event],
    behind: list[Event],
    zone_start: int,
    joined: bool,
    state: State,
) -> Draft:
    quantity = marks.quantities[event.at].quantity
    zone = marks.form[zone_start : event.start]
    state.zone_start, state.zone_end = zone_start, event.start
    said = _without_names(marks, zone_start, event.start)
    verb, verb_at = last_verb(said, marks.language, moved=quantity.unit in ("%", "pp"))
    draft = Draft(start=event.start, end=event.end, quantity=quantity, verb=verb, item=state.item)
    draft.status = status_of(zone, marks.language) or state.status
    known = state.head.known.indicator or state.head.topic
    draft.whole = family(known) if known else ""
    draft.ahead, draft.compared, draft.doubtful = state.base, state.compared, state.doubtful
    if verb.startswith("contribution") and quantity.unit == "%":
        moved = [e for e in before if e.start > zone_start + verb_at and e.type == "indicator"]
        if moved:  # "làm cho CPI tăng 1,08%" tells how the CPI itself moved
            verb = draft.verb = "up" if verb == "contribution-up" else "down"
            before = [e for e in before if e.type not in ("indicator", "word") or e in moved]
    first = next((e for e in before if _is_own_base(marks, e, behind)), None)
    for each in before:
        if each.type == "period":
            state.period, state.period_written = marks.periods[each.at].mention.period, True
        elif each.type == "shift" and state.period:
            base = marks.shifts[each.at].base
            draft.period = shifted(state.period, base, _year(marks, each))
        elif each.type == "place" and not _beside_another(marks, each, before):
            state.place = _place(marks.places[each.at].id)
    if first is not None:
        state.base, state.compared = _base_at(marks, first, state.period)
        draft.base, draft.compared = state.base, state.compared
    if draft.period is None:
        draft.period, draft.period_written = _period_of(marks, event, behind, state)
    state.place = draft.place = _place_behind(marks, event, behind, state.place)
    draft.bare = joined and not before and not verb and bool(state.drafts)
    if draft.bare:
        previous = state.drafts[-1]
        draft.verb, draft.subject = previous.verb, previous.subject
        if measure := measure_behind(marks, event.end):
            draft.subject = replace(previous.subject, measure=measure)
        return draft
    named = any(piece.has("indicator") for piece in state.pending)
    if (
        not (state.has_subject or before or named)
        and _EXISTS.search(zone)
        and not _is_count(quantity)
    ):
        state.pending = []
        state.subject, state.has_subject = Subject(words=("có",)), True
    draft.named = bool([e for e in before if e.type == "indicator"])
    if state.drafts and _is_next_of_list(before, verb, quantity, state.drafts[-1]):
        draft.verb = state.drafts[-1].verb
    draft.subject = subject_behind_or_before(
        marks,
        event,
        before,
        behind,
        zone_start + verb_at if verb.startswith("contribution") else None,
        state,
    )
    return draft


def _without_names(marks: Marks, start: int, end: int) -> str:
    """Return what stands before a figure without the names of series that have a verb in them.

    "Vốn điều chỉnh tăng thêm 5 tỷ USD" tells of no rise.
    """
    zone = marks.form[start:end]
    for mention in marks.indicators:
        inside = start <= mention.start and mention.end <= end
        name = marks.form[mention.start : mention.end]
        if inside and _VERB_INSIDE.search(name):
            at = mention.start - start
            zone = zone[:at] + " " * len(name) + zone[at + len(name) :]
    return zone


def _is_own_base(marks: Marks, event: Event, behind: list[Event]) -> bool:
    """Tell whether a base before a figure is its own: not in "không đổi so với … và giảm 1% so với"."""
    if event.type not in ("base", "compared"):
        return False
    unchanged = _UNCHANGED.search(marks.form[: event.start])
    return not (unchanged and any(e.type in ("base", "compared") for e in behind))


def _is_next_of_list(
    before: list[Event], verb: Verb, quantity: Quantity, previous: Draft
) -> bool:
    """Tell whether a figure behind a name alone goes on a list: "Nam Định tăng 5%, Hà Nam 4%"."""
    types = {e.type for e in before}
    names = types <= {"place", "indicator", "word"} if not verb else types == {"place"}
    alone = bool(before) and names and verb in ("", "stand")
    return alone and quantity.unit == previous.quantity.unit == "%"


def _beside_another(marks: Marks, event: Event, before: list[Event]) -> bool:
    """Tell whether "Việt Nam" only says where what comes from another country goes."""
    others = [e for e in before if e.type == "place" and e.at != event.at]
    return marks.places[event.at].id == VIETNAM and bool(others)


def _is_count(quantity: Quantity) -> bool:
    unit = units().get(quantity.unit)
    return unit is not None and unit.count


def _period_of(
    marks: Marks, event: Event, behind: list[Event], state: State
) -> tuple[Period | None, bool]:
    """Return the period a figure is for: one right behind it, else the last one named."""
    for each in behind:
        if each.type not in ("period", "shift"):
            continue
        if each.type == "shift" and state.period:
            return shifted(state.period, marks.shifts[each.at].base, _year(marks, each)), True
        if each.type == "period":
            between = marks.form[event.end : each.start]
            near = re.fullmatch(
                r"\s?(?:\S+\s){0,3}(?:trong|của|vào|in|for|of|during|tại|đến|as)?\s?(?:the\s)?",
                between,
            )
            if not state.period_written or near:
                period = marks.periods[each.at].mention.period
                recalled = _RECALLED.search(marks.form[: event.start])
                if not state.period_written and not recalled:
                    state.period, state.period_written = period, True
                return period, True
        break
    return state.period, state.period_written


def _place_behind(marks: Marks, event: Event, behind: list[Event], place: str) -> str:
    """Return the place named behind a figure, or behind its base: "tăng 8% so với tháng trước tại"."""
    end = event.end
    for each in behind:
        if each.type == "place":
            named = _AT_PLACE.fullmatch(marks.form[end : each.start])
            return _place(marks.places[each.at].id) if named else place
        if each.type not in ("base", "compared", "period"):
            break
        end = each.end
    return place


def _read_aside(marks: Marks, piece: Piece, aside: Aside, state: State) -> None:
    """Read the figures of a bracket, which belong to its own period and to the figure before it."""
    previous = next((d for d in reversed(state.drafts) if d.end <= aside.start), None)
    within = [e for e in piece.events if e.start < aside.start]
    told: list[Draft] = []
    for inside in aside.pieces:
        if not inside.has("quantity"):
            for event in inside.events:
                if previous and event.type in ("base", "compared"):
                    _give_base(marks, event, previous, state)
            continue
        beside = told[-1] if told else previous
        inner = State(
            head=state.head,
            subject=beside.subject if beside else state.subject,
            has_subject=True,
            period=beside.period if beside else state.period,
            period_written=beside.period_written if beside else state.period_written,
            doubtful=state.doubtful,
            place=beside.place if beside else state.place,
            item=state.item,
        )
        named = [e for e in within if not previous or e.start > previous.end]
        if told:
            named = []  # the bracket has gone on to something of its own
        if _is_place_alone(marks, named, aside):
            inner.place = _place(marks.places[within[-1].at].id)
            inner.period_written = state.period_written
            if previous is None:
                inner.subject = pending_subject(marks, state) if state.pending else inner.subject
            elif not previous.subject.resolved and not previous.place:
                inner.subject = _listed_subject(state)  # the item before had a name of its own
        last = named[-1] if named else None
        named = [e for e in named if e.type in ("indicator", "word")]
        adjacent = bool(named) and aside.start - last.end <= _NEAR
        if adjacent or any(e.type == "indicator" for e in named):  # "mức tăng của CPI (3,88%)"
            inner.subject = make_subject(marks, named, state)
        _read_figures(marks, Piece("(", inside.events), inner)
        for draft in inner.drafts:
            if not draft.verb:
                draft.verb = _outer_verb(marks, within, aside, previous, state.head)
            if not draft.base and previous:
                draft.base = previous.base
        told = inner.drafts
        state.drafts += inner.drafts


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


