"""What a figure measures, from the mentions and words around it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lexicon.clauses import Event
from lexicon.drafts import COUNTED_PARTS, State
from lexicon.indicators import indicators
from lexicon.marks import Marks
from lexicon.places import VIETNAM
from lexicon.quantities import MONEY, units
from lexicon.subjects import (
    NOTHING,
    Measure,
    Subject,
    family,
    is_branch,
    joined,
    lineage,
    subject_of,
    under_head,
)

_ANAPHOR = re.compile(r"\b(?:nhóm|ngành|mặt hàng|sản phẩm|khu vực|nhóm hàng|lĩnh vực) này\b")
_ABOUT = re.compile(r"\s*(?:về|riêng|đối với)\b")
_SEVERAL_THESE = re.compile(
    r"\b(?:các|những|hai|ba|bốn|năm|\d+) (?:nhóm|ngành|mặt hàng|sản phẩm|khu vực|nhóm hàng"
    r"|lĩnh vực) (?:này|trên)\b"
)
_SHORT = re.compile(
    r"(?P<noun>doanh thu|sản lượng|giải ngân|lượng khách)"
    r"(?: (?:các|một số|một số địa phương|địa phương|tỉnh|thành phố))*"
)
_LEADS_IN = re.compile(
    r"\s*(?:theo|trong|do|nhờ|với|tại|khi|sau|trước|bên cạnh|mặc dù|tuy|để|từ|ở|về|đối với"
    r"|cùng|đáng|đặc biệt"
    r"|tính|như vậy|qua|tới|đến|nếu|nhìn|so|vì|bởi|cũng|tiếp|kết quả|ngoài|trái|riêng|chỉ|năm"
    r"|tháng|quý|hiện|dù|giữa"
    r"|according|in|for|by|as|with|after|while|despite|however|meanwhile|overall)\b"
)
_SEVERAL = re.compile(
    r"\b(?:một số|các|những|nhiều|ngành|nhóm|mặt hàng|sản phẩm|địa phương|quốc gia|thị trường"
    r"|lĩnh vực) "
)
_ACTORS = frozenset("ty tập đoàn hãng nghiệp hộ ngân".split())
_MEASURE = re.compile(
    r"\s?(?:về|in terms of|in|by)\s(?:mặt\s|the\s)?(?:(?P<volume>(?:khối |sản |số )?lượng"
    r"|volume|quantity)"
    r"|(?:trị )?giá(?: trị)?|kim ngạch|value)\b(?! (?:xuất|nhập))"
)
# What stands before what is said of a series: "xuất khẩu gạo tiếp tục gặp khó khăn khi …".
_PREDICATE = re.compile(
    r"\b(?:tiếp tục|vẫn|đang|đã|cũng|lại|bắt đầu|gặp|có dấu hiệu|continue[sd]?"
    r"|remain(?:s|ed)?|still|faced)\s"
)
_SPLIT_BY_GOODS = ("exports", "imports", "trade_total", "trade_balance")
_ASIDES = ("fuel_fund",)  # families that a list of prices follows
_SECTORS = ("sector_fdi", "sector_domestic")
_CONJUNCTION = re.compile(r"\b(?:nhưng|song|khi|thì|nên|whereas|but|when)\s")


PLACE_NOUNS = frozenset(
    "địa phương một số tỉnh thành phố các vùng nơi khu vực quốc gia nước kinh tế".split()
)


def subject_behind_or_before(
    marks: Marks,
    event: Event,
    before: list[Event],
    behind: list[Event],
    object_from: int | None,
    state: State,
) -> Subject:
    """Return what a figure measures; `object_from` is where the object of its verb begins."""
    own = [e for e in before if e.type in ("indicator", "word")]
    own = _named_last(marks, event, _own_clause(marks, event, own), state)
    if object_from is not None:
        own = [e for e in own if e.start < object_from]
    if not own and (recorded := _recorded(marks, event, behind)):
        return make_subject(marks, recorded, state)
    if measured := _behind(marks, event, behind, own, state):
        return measured
    return _plain_subject(marks, own, state)


def _own_clause(marks: Marks, event: Event, own: list[Event]) -> list[Event]:
    """Return what is named behind the last conjunction: "khó khăn nhưng xuất khẩu tăng 5%"."""
    if not own:
        return own
    found = list(_CONJUNCTION.finditer(marks.form, own[0].start, event.start))
    behind = [e for e in own if e.start >= found[-1].end()] if found else []
    if found and not behind:
        told = _PREDICATE.search(marks.form, own[0].start, found[-1].start())
        named = [e for e in own if told and e.start < told.start()]
        return named if any(e.type == "indicator" for e in named) else own
    if all(e.type != "indicator" for e in behind):
        return own
    actors = () if found[-1][0].startswith("thì") else own[: -len(behind)]
    return [*(e for e in actors if _is_actor(marks, e)), *behind]


def _is_actor(marks: Marks, event: Event) -> bool:
    """Tell whether a mention may be who the whole sentence is about: a sector, a name."""
    if event.type == "indicator":
        return is_branch(marks.indicators[event.at].id)
    word = marks.text[event.start : event.end]
    return word in _ACTORS or (event.start > 0 and word[0].isupper())


def make_subject(marks: Marks, events: Sequence[Event], state: State) -> Subject:
    """Return the subject that mentions and words name, as part of what the sentence is about."""
    named, words = _names(marks, events)
    phrases = _phrases(marks, events) if not named else ()
    if state.front and len(named) == 1 and not words and named[0][0] in _SPLIT_BY_GOODS:
        fronted, words = _names(marks, state.front)
        if id := under_head(" ".join(words), named[0][0]) if not fronted else "":
            fronted, words = [(id, " ".join(words))], []
        named = [*named, *fronted]
    within = _whole(state)
    neutral = bool(named) and all(family(id) == id and is_branch(id) for id, _ in named)
    if neutral and state.scope is NOTHING and state.head.subject.words:
        within = state.head.subject
    subject = subject_of(named, _index_joined(words), within, marks.language, phrases)
    if len(named) == 1 and subject.resolved and not subject.part:
        subject = _still_narrowed(marks, events[0], subject, state)
    if any(not is_branch(id) for id, _ in named):
        state.scope = replace(subject, part="", words=())
    return subject


def _still_narrowed(marks: Marks, event: Event, subject: Subject, state: State) -> Subject:
    """Return trade named alone as the narrower one told of before, where the text goes on with it.

    "Xuất khẩu dệt may … Trong đó, xuất khẩu sang Hoa Kỳ" is of textiles, "khối doanh nghiệp trong
    nước … Trong đó, xuất khẩu" of its firms.
    """
    inside = state.scope if state.scope is not NOTHING else state.head.subject
    whole = subject.indicator in _SPLIT_BY_GOODS and inside.resolved
    if not whole or not _goes_into(marks, event) or _of_country(marks, event):
        return subject
    if subject.indicator in lineage(inside.indicator)[1:]:
        return inside
    sector = next((s for s in _SECTORS if inside in (joined(w, s) for w in _SPLIT_BY_GOODS)), "")
    return joined(subject.indicator, sector) if sector else subject


def _goes_into(marks: Marks, event: Event) -> bool:
    """Tell whether a list begins right before a mention: "…; trong đó xuất khẩu sang châu Á"."""
    start = max(marks.form.rfind(mark, 0, event.start) for mark in ";:(")
    return "trong đó" in marks.form[start + 1 : event.start]


def _of_country(marks: Marks, event: Event) -> bool:
    """Tell whether the words that lead up to a mention name the whole country."""
    start = max(marks.form.rfind(mark, 0, event.start) for mark in ",;:()") + 1
    return any(p.id == VIETNAM and start <= p.start < event.start for p in marks.places)


def _names(marks: Marks, events: Sequence[Event]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the catalogue's ids with their wording, and the other words."""
    named, words = [], []
    for event in events:
        wording = marks.form[event.start : event.end]
        if event.type == "indicator":
            named.append((marks.indicators[event.at].id, wording))
        elif wording != "lượng":  # tonnes or pieces; their unit tells
            words.append(wording)
    return named, words


def _whole(state: State) -> Subject:
    """Return the series that a branch named alone is part of.

    A list goes on about the sentence before even where that was not resolved; other sentences about
    the last series that was, or the title's.
    """
    head = state.head
    if state.scope is not NOTHING:
        return state.scope
    if head.subject.indicator and family(head.subject.indicator) in _ASIDES:
        return NOTHING
    if head.subject is not NOTHING and (head.listed or head.subject.resolved):
        return head.subject
    if head.known is not NOTHING:
        return head.known
    return Subject(indicator=head.topic) if head.topic else head.subject


def _phrases(marks: Marks, events: Sequence[Event]) -> tuple[str, ...]:
    """Return the words as they stand, alone and with the filler words on either side.

    "Cao su" has a filler word in it, "thuốc lá" ends before one, "vốn thực hiện" before two.
    """
    start, end = events[0].start, events[-1].end
    left = re.search(r"[^\W\d_]+\s$", marks.form[:start])
    right = re.match(r"(\s[^\W\d_]+)(\s[^\W\d_]+)?", marks.form[end:])
    wider = start - len(left[0]) if left else start
    longer = end + len(right[1]) if right else end
    longest = end + len(right[0]) if right else end
    spans = ((start, end), (wider, end), (start, longer), (start, longest))
    return tuple(dict.fromkeys(marks.form[a:b] for a, b in spans))


def _index_joined(words: list[str]) -> list[str]:
    """Return the words with "chỉ số" as one."""
    joined = " ".join(words).replace("chỉ số", "chỉ-số")
    return joined.split()


def pending_subject(marks: Marks, state: State) -> Subject:
    """Return the subject of the pieces before a figure: the last that names one, else unknown."""
    for piece in reversed(state.pending):
        events = [e for e in piece.events if e.type in ("indicator", "word")]
        if piece.has("indicator"):
            return make_subject(marks, events, state)
    words = [e for e in state.pending[-1].events if e.type == "word"]
    clause = marks.form[_clause_start(marks, words[0].start) :] if words else ""
    if words and not _LEADS_IN.match(clause):
        return make_subject(marks, words, state)
    if _ABOUT.match(clause) and (about := make_subject(marks, words, state)).resolved:
        return about
    if state.drafts or state.head.subject is NOTHING:
        last = state.pending[-1]
        return make_subject(marks, [e for e in last.events if e.type == "word"], state)
    return state.subject if state.has_subject else state.head.subject


def _behind(
    marks: Marks, event: Event, behind: list[Event], own: list[Event], state: State
) -> Subject | None:
    """Return the subject named behind a figure: "839 doanh nghiệp thành lập mới", "về số vốn"."""
    named = [e for e in behind if e.type in ("indicator", "word", "place")]
    nearest = named[0] if named else None
    if (measure := measure_behind(marks, event.end)) and not (
        measure == "volume" and _counted_or_paid("lượng", state)
    ):
        return replace(_plain_subject(marks, own, state), measure=measure)
    if nearest is not None and nearest.type != "place":
        between = marks.form[event.end : nearest.start]
        if re.fullmatch(r"\s?(?:về|in terms of|in)\s(?:số\s|mặt\s)?", between):
            if nearest.type == "indicator":
                return make_subject(marks, [nearest], state)
            if told := _counted_or_paid(marks.form[nearest.start : nearest.end + 12], state):
                return told
            words = (marks.form[nearest.start : nearest.end],)
            return replace(make_subject(marks, own, state) if own else state.subject, words=words)
    if nearest is not None and nearest.type == "indicator":
        between = marks.form[event.end : nearest.start]
        if re.fullmatch(r"\s?của\s(?:chỉ số\s)?", between) and re.search(
            r"\bmức(?: tăng| giảm)?\s$", marks.form[: event.start]
        ):
            return make_subject(marks, [nearest], state)
    if nearest is not None and (part := _of_sector(marks, event, nearest)):
        whole = _plain_subject(marks, own, state)
        return joined(whole.indicator, part) if whole.resolved and not whole.part else None
    unit = units().get(marks.quantities[event.at].quantity.unit)
    near = nearest is not None and nearest.start - event.end <= 1 and not own
    measured = unit is not None and unit.id not in ("%", "pp", "times")
    if (not (unit and unit.count) and not (near and measured)) or any(
        e.type == "indicator" for e in own
    ):
        return None
    run = _run(marks, [e for e in named if e.type != "place"])
    if not run:
        return None
    subject = make_subject(marks, run, state)
    counted = _grouped(unit.id, subject) if unit and unit.id in COUNTED_PARTS else subject
    among = _AMONG.search(marks.form[: event.start])  # what follows is of its members
    state.subject, state.has_subject, state.pending = subject if among else counted, True, []
    return counted


def _grouped(unit: str, subject: Subject) -> Subject:
    """Return what is said of a group, which is not said of the whole."""
    return Subject(words=(unit, *subject.words, subject.indicator))


_AMONG = re.compile(r"\btrong (?:tổng )?số $|\b(?:among|of) (?:the )?$")


def _recorded(marks: Marks, event: Event, named: list[Event]) -> list[Event]:
    """Return what a change is of that is told first: "a rise of 5% was recorded in exports"."""
    if not _CHANGE_OF.search(marks.form[: event.start]):
        return []
    of = [
        e
        for e in named
        if e.type in ("indicator", "word") and _RECORDED.search(marks.form[event.end : e.start])
    ]
    return of[:1] if of and of[0].type == "indicator" else []


# "A rise of 5% on the year was recorded in exports".
_CHANGE_OF = re.compile(r"\ban? (?:rise|drop|fall|increase|decrease|gain|loss|decline) of $")
_RECORDED = re.compile(r"\b(?:recorded|seen|posted|reported) (?:in|by|for) (?:the )?$")


def _of_sector(marks: Marks, event: Event, named: Event) -> str:
    """Return the sector whose own a figure is: "126 tỷ USD của doanh nghiệp trong nước", or ""."""
    if named.type != "indicator":
        return ""
    id = marks.indicators[named.at].id
    between = marks.form[event.end : named.start]
    return id if id in _SECTORS and re.fullmatch(r"\s?của\s(?:các\s|khối\s)*", between) else ""


def _counted_or_paid(words: str, state: State) -> Subject | None:
    """Return what "về lượng" and "về vốn" tell of where the number and the money are two series."""
    item = [d for d in state.drafts if d.item == state.item and d.subject.resolved]
    counted = [d for d in item if (unit := units().get(d.quantity.unit)) and unit.count]
    paid = [d for d in item if d.quantity.unit in MONEY]
    if not counted or not paid or counted[-1].subject == paid[-1].subject:
        return None
    if re.match(r"(?:số )?(?:lượng|dự án|doanh nghiệp|vụ)|number", words):
        return counted[-1].subject
    return paid[-1].subject if re.match(r"(?:tổng )?(?:số )?vốn|capital", words) else None


def _run(marks: Marks, named: list[Event]) -> list[Event]:
    """Return the mentions up to where something else is told: "… doanh nghiệp với số vốn …"."""
    for i in range(1, len(named)):
        if re.search(
            r"\b(?:với|và|có|đạt|with|and)\b|,", marks.form[named[i - 1].end : named[i].start]
        ):
            return named[:i]
    return named


def _named_last(marks: Marks, event: Event, own: list[Event], state: State) -> list[Event]:
    """Return what is named behind "such as": "một số ngành giảm là chế biến gỗ" is about wood."""
    if not own:
        return own
    said = marks.form[own[0].start : event.start]
    markers = list(re.finditer(r"\b(?:là|như|gồm|gồm có|such as)\s", said))
    if not markers:
        return own
    marker = markers[-1]
    before = marks.form[max(0, own[0].start - 12) : own[0].start + marker.start()]
    if marker[0].startswith("là") and not _SEVERAL.search(before):
        return own
    at = own[0].start + marker.end()
    behind = [e for e in own if e.start >= at]
    if not any(e.type == "indicator" for e in behind):
        return own
    whole = [e for e in own if e.start < at and e.type == "indicator"]
    if whole and not is_branch(marks.indicators[whole[-1].at].id):
        make_subject(marks, whole[-1:], state)
    return behind


def _plain_subject(marks: Marks, own: list[Event], state: State) -> Subject:
    said = " ".join(marks.form[e.start : e.end] for e in own)
    if re.fullmatch(
        r"(?:nếu )?(?:yếu tố )?(?:loại trừ|loại bỏ|trừ|bỏ)(?: yếu tố)? giá(?: cả)?"
        r"|(?:excluding )?price factors?|real terms",
        said,
    ):
        plain = state.subject if state.has_subject else state.head.subject
        return replace(plain, measure="real")
    named = [e for e in own if e.type == "indicator"]
    last = state.drafts[-1].subject if state.drafts else state.head.last
    if (
        named
        and own[-1].type == "word"
        and last.resolved
        and marks.form.startswith(" này", own[-1].end)
        and family(marks.indicators[named[-1].at].id) == family(last.indicator)
    ):  # "nhập khẩu của nhóm các doanh nghiệp này"
        state.subject, state.has_subject, state.pending = last, True, []
        return last
    if _is_short_for_last(marks, own, state):
        state.subject, state.has_subject, state.pending = state.head.known, True, []
        return state.subject
    if not own and _SEVERAL_THESE.search(marks.form[state.zone_start : state.zone_end]):
        state.pending = []
        return Subject(words=("những", "này"))
    if not own and _ANAPHOR.search(marks.form[state.zone_start : state.zone_end]):
        state.subject, state.has_subject, state.pending = state.head.last, True, []
        return state.subject
    if own and PLACE_NOUNS.issuperset(marks.form[e.start : e.end] for e in own):
        own = []  # "các địa phương như Đà Nẵng"
    if own:
        state.subject, state.has_subject = make_subject(marks, _with_start(own, state), state), True
    elif state.pending:
        state.subject, state.has_subject = pending_subject(marks, state), True
    elif not state.has_subject:
        state.subject = state.head.subject
    state.joined, state.pending = state.pending, []
    return state.subject


def _is_short_for_last(marks: Marks, own: list[Event], state: State) -> bool:
    """Tell whether only the head noun of the series before is said: "doanh thu của một số nơi"."""
    if own and not all(e.type == "word" for e in own):
        return False
    words = [e for piece in state.pending for e in piece.events if e.type in ("word", "indicator")]
    said = " ".join(marks.form[e.start : e.end] for e in (own or words))
    match = _SHORT.fullmatch(said)
    known = state.head.known
    return (
        match is not None
        and not (own and any(e.type == "indicator" for e in words))
        and known.resolved
        and any(w.startswith(match["noun"]) for w in indicators()[known.indicator].vi)
    )


def _clause_start(marks: Marks, at: int) -> int:
    """Return where the words begin that lead up to a place, behind the last separator."""
    return max(marks.form.rfind(mark, 0, at) for mark in ",;:()") + 1


def _with_start(own: list[Event], state: State) -> list[Event]:
    """Return the words of a name with those before its commas: "nông, lâm, thủy sản"."""
    if any(e.type == "indicator" for e in own):
        return own
    start: list[Event] = []
    for piece in reversed(state.pending):
        words = [e for e in piece.events if e.type in ("word", "indicator")]
        if not words or words[-1].type != "word":
            break
        start = [*words, *start]
        if any(e.type == "indicator" for e in words):
            break
    return [*start, *own]


def measure_behind(marks: Marks, end: int) -> Measure:
    """Return what a figure that ends there is said to be of: "về lượng", "in value"."""
    match = _MEASURE.match(marks.form, end)
    if match is None:
        return ""
    return "volume" if match["volume"] else "worth"


def joint_subjects(marks: Marks, before: list[Event], state: State) -> list[Subject]:
    """Return the subjects joined by commas and "and" before one figure, each alone."""
    named = [e for e in before if e.type == "indicator"]
    for piece in reversed(state.joined):
        inside = [e for e in piece.events if e.type in ("indicator", "word")]
        if not inside or any(e.type == "word" for e in inside):
            break
        named = [*inside, *named]
    if len(named) < 2:
        return []
    return [make_subject(marks, [event], state) for event in named]
