"""The figures of a piece of a sentence, each from what stands between it and the one before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lexicon.clauses import Event, Piece
from lexicon.contexts import base_at, give_base, is_own_base, place_id, year_written
from lexicon.drafts import COUNTED_PARTS, Draft, State
from lexicon.marks import Marks
from lexicon.naming import (
    joint_subjects,
    measure_behind,
    subject_behind_or_before,
)
from lexicon.periods import Period, shifted
from lexicon.places import VIETNAM
from lexicon.quantities import Quantity, units
from lexicon.subjects import NOTHING, Subject, family
from lexicon.wording import Verb, last_verb, status_of

_PACKED = re.compile(r"\b(?:bình|gói|bao|chai|hộp)\s$")  # "26.000 đồng/bình 12 kg"
_THAN = re.compile(
    r"\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|đắt|rẻ) hơn\b|\b(?:more|less|higher|lower) than\b"
)
_BOUND = re.compile(r"\b(?:có|đạt) (?:tỷ lệ|mức|kim ngạch|quy mô|tốc độ|vốn|trị giá)\b")
# "Mức giảm so với cùng kỳ của ngành chế biến, chế tạo là 8,7%".
_HEADED = re.compile(
    r"^\W*(?:mức|tốc độ) (?P<way>tăng|giảm)\b[^.;:]*\b(?:là|đạt|ở mức)\s$"
    r"|(?:^|[,;:])\W*(?:mức|tốc độ) (?P<inner>tăng|giảm)\b"
    r"[^.,;:()]*(?:\b(?:là|đạt|ở mức)\s|\((?:(?:chỉ|đạt|chỉ đạt|là|khoảng) )?)$"
)
_HIGHER = re.compile(r"\s?(?:(?P<up>higher|more)|lower|less)\b")  # "came in 5% higher"
_AT_PLACE = re.compile(
    r"[\s,]*(?:tại|ở|sang|vào|từ|(?<!so )với|in|to|from|(?<!compared )with)\s(?:thị trường )?"
)
_RECALLED = re.compile(r"\b(?:mức|con số)(?: tăng| giảm)? $")  # "thấp hơn mức 13,7% của năm 2023"
_VERB_INSIDE = re.compile(r"\S \b(?:tăng thêm|góp|đóng góp|giảm)\b")
RELATIVE = frozenset(("%", "pp", "times"))
_RANGE_FROM = re.compile(r"\b(?:từ|from) $")  # "giảm từ 15-18%" tells of no start
_EXISTS = re.compile(r"\bcó\s(?:khoảng\s|hơn\s|gần\s|tới\s)?$")


def read_piece(marks: Marks, piece: Piece, state: State) -> None:
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
                give_base(marks, event, draft, state)
    for event in piece.events[figures[-1] + 1 :]:
        if event.type in ("base", "compared") and state.drafts:
            draft = state.drafts[-1]
            if not marks.form[draft.end : event.start].strip():  # closer than one named before it
                draft.base, draft.compared = "", None
            give_base(marks, event, draft, state)


def _joint(
    marks: Marks, draft: Draft, before: list[Event], zone_start: int, state: State
) -> list[Draft]:
    """Return the same figure for each other thing that shares it: "A và B cùng tăng 5%"."""
    if not re.search(
        r"\b(?:cùng|đều) (?:tăng|giảm|đạt|ở|có)\b|\bboth\b", marks.form[zone_start : draft.start]
    ):
        return []
    named = [e for e in before if e.type == "place"]
    others = [replace(draft, place=place_id(marks.places[e.at].id)) for e in named[:-1]]
    subjects = joint_subjects(marks, before, state)
    if subjects and draft.subject.words:
        draft.subject = subjects.pop(0)
    others += [replace(draft, subject=each) for each in subjects if each != draft.subject]
    return others


def _is_threshold(marks: Marks, event: Event, earlier: Sequence[Event], state: State) -> bool:
    """Tell whether a number only bounds a group: "36 mặt hàng trên 1 tỷ USD"."""
    if _PACKED.search(marks.form[: event.start]):
        return True
    if re.match(r"\s?(?:trở lên|trở xuống|or more|and above)", marks.form[event.end :]):
        return True
    quantity = marks.quantities[event.at].quantity
    units_before = [marks.quantities[e.at].quantity.unit for e in earlier]
    units_before += [d.quantity.unit for d in state.drafts if d.item == state.item]
    if COUNTED_PARTS.isdisjoint(units_before) or quantity.unit in COUNTED_PARTS:
        return False
    if quantity.qualifier in ("over", "under", "at-most") and _BOUND.search(
        marks.form[: event.start][-50:]
    ):
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
    if quantity.high is not None:
        said = _RANGE_FROM.sub("", said)
    verb, verb_at = last_verb(said, marks.language, moved=quantity.unit in ("%", "pp"))
    if quantity.unit in ("%", "pp") and (headed := _HEADED.search(marks.form[: event.start])):
        verb = "down" if "giảm" in (headed["way"], headed["inner"]) else "up"
    if verb not in ("up", "down") and quantity.unit in ("%", "pp"):
        behind_it = _HIGHER.match(marks.form, event.end)
        verb = verb if behind_it is None else "up" if behind_it["up"] else "down"
    draft = Draft(start=event.start, end=event.end, quantity=quantity, verb=verb, item=state.item)
    draft.status = status_of(zone, marks.language) or state.status
    known = state.head.known.indicator or state.head.topic
    draft.whole = family(known) if known else ""
    if verb.startswith("contribution") and quantity.unit == "%":
        before = _moved_itself(marks, draft, before, zone_start + verb_at, state)
        verb = draft.verb
    _place_in_context(marks, event, before, behind, draft, state)
    draft.bare = joined and not before and not verb and bool(state.drafts)
    narrowed = (
        state.drafts[-1].subject if draft.bare and _is_other_amount(quantity, state) else None
    )
    if narrowed is not None:
        draft.bare, draft.verb = False, "level"
    if draft.bare:
        previous = state.drafts[-1]
        draft.verb, draft.subject = previous.verb, previous.subject
        if measure := measure_behind(marks, event.end):
            draft.subject = replace(previous.subject, measure=measure)
        return draft
    named = any(piece.has("indicator") for piece in state.pending)
    exists = _EXISTS.search(zone) and not _is_count(quantity)
    if exists and not (state.has_subject or before or named):
        state.pending = []
        state.subject, state.has_subject = Subject(words=("có",)), True
    draft.named = bool([e for e in before if e.type == "indicator"])
    if any(_THAN.search(marks.form, zone_start, e.start) for e in before if e.type == "indicator"):
        return replace(draft, subject=Subject(words=("hơn",)))  # what parts two series
    if state.drafts and _is_next_of_list(before, verb, quantity, state.drafts[-1]):
        draft.verb = state.drafts[-1].verb
    object_from = zone_start + verb_at if verb.startswith("contribution") else None
    draft.subject = subject_behind_or_before(marks, event, before, behind, object_from, state)
    if narrowed is not None and draft.subject != narrowed:
        draft.subject = replace(draft.subject, part=narrowed.part, words=narrowed.words)
        state.subject = draft.subject
    return draft


def _is_other_amount(quantity: Quantity, state: State) -> bool:
    """Tell whether an amount joined to a change is no change: "tăng 5% và 3 tỷ lượt khách.km"."""
    item = [d.quantity.unit for d in state.drafts if d.item == state.item]
    amounts = [unit for unit in item if unit not in RELATIVE]
    return (
        bool(amounts)
        and item[-1] in RELATIVE
        and quantity.unit not in RELATIVE
        and quantity.unit != amounts[-1]
    )


def _moved_itself(
    marks: Marks, draft: Draft, before: list[Event], verb_start: int, state: State
) -> list[Event]:
    """Return what is named before a figure in percent that something is said to have caused.

    "Khiến CPI tăng 1,08%" tells how the CPI itself moved, unless a part of it was told of before:
    "giá rau tăng 6%, làm CPI tăng 0,2%".
    """
    moved = [e for e in before if e.start > verb_start and e.type == "indicator"]
    if not moved:
        return before
    told = state.drafts[-1].subject if state.drafts else NOTHING
    whole = marks.indicators[moved[0].at].id
    if told.indicator not in ("", whole) and family(told.indicator) == family(whole):
        return before
    if told.words[:1] == ("giá",) and family(whole) == "cpi":  # a price no catalogue lists
        return before
    draft.verb = "up" if draft.verb == "contribution-up" else "down"
    return [e for e in before if e.type not in ("indicator", "word") or e in moved]


def _place_in_context(
    marks: Marks,
    event: Event,
    before: list[Event],
    behind: list[Event],
    draft: Draft,
    state: State,
) -> None:
    """Give a figure its period, base and place, and leave them for the figures behind it."""
    draft.ahead, draft.compared, draft.doubtful = state.base, state.compared, state.doubtful
    first = next((e for e in before if is_own_base(marks, e, behind)), None)
    for each in before:
        if each.type == "period":
            state.period, state.period_written = marks.periods[each.at].mention.period, True
        elif each.type == "shift" and state.period:
            base = marks.shifts[each.at].base
            draft.period = shifted(state.period, base, year_written(marks, each))
        elif each.type == "place" and not _beside_another(marks, each, before):
            state.place = place_id(marks.places[each.at].id)
    if first is not None:
        state.base, state.compared = base_at(marks, first, state.period)
        draft.base, draft.compared = state.base, state.compared
    if draft.period is None:
        draft.period, draft.period_written = _period_of(marks, event, behind, state)
    state.place = draft.place = _place_behind(marks, event, behind, state.place)


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


def _is_next_of_list(before: list[Event], verb: Verb, quantity: Quantity, previous: Draft) -> bool:
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
            return shifted(
                state.period, marks.shifts[each.at].base, year_written(marks, each)
            ), True
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
    """Return the place named behind a figure, or behind its base: "so với tháng trước tại …"."""
    end = event.end
    for each in behind:
        if each.type == "place":
            named = _AT_PLACE.fullmatch(marks.form[end : each.start])
            return place_id(marks.places[each.at].id) if named else place
        if each.type not in ("base", "compared", "period"):
            break
        end = each.end
    return place
