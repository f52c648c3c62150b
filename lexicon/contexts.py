"""What a piece of a sentence says of the figures around it: period, base, place, status."""

import re

from lexicon.bases import base_between
from lexicon.claims import ClaimBase
from lexicon.clauses import Event, Piece
from lexicon.drafts import Draft, State
from lexicon.marks import Marks
from lexicon.naming import make_subject
from lexicon.periods import Period, shifted
from lexicon.places import VIETNAM
from lexicon.subjects import is_branch
from lexicon.wording import Status, status_of

_CAUSE = re.compile(r"\b(?:do|bởi|nguyên nhân là|phục vụ|nhằm)\s")
_CHANGED = re.compile(r"\b(?:tăng|giảm|khởi sắc|phục hồi|cải thiện|chậm lại|rose|fell|up|down)\b")
_UNCHANGED = re.compile(r"\b(?:tương đương|bằng|xấp xỉ|không đổi|như|ngang)\s(?:so với\s|với\s)?$")
# A plan that has been met, is served or compared with.
_OF_A_PLAN = re.compile(
    r"\b(?:vượt|so với|hoàn thành|đạt|thực hiện|hơn|bằng|sát|gần|để|nhằm|hướng|góp phần|trên cơ sở"
    r"|exceed\w*|above|below|compared|to (?:meet|reach))\b"
)


def read_preamble(marks: Marks, piece: Piece, state: State) -> None:
    """Take from a piece without a figure what it says for the figures behind it."""
    if piece.events and (status := _status_ahead(marks, piece)):
        state.status = status
        _take_period_of_plan(marks, piece, state)
        state.outdone = bool(_OF_A_PLAN.search(marks.form, 0, piece.events[-1].end))
    whole, piece = piece, _without_cause(marks, piece)
    if piece is whole and state.causal and piece.separator in (",", ";"):
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


def _take_period_of_plan(marks: Marks, piece: Piece, state: State) -> None:
    """Take the year a plan announced ahead is for: "Kế hoạch năm 2024: xuất khẩu đạt …"."""
    named = [
        placed.mention
        for placed in marks.periods
        if piece.events[0].start <= placed.mention.start < piece.events[-1].end
    ]
    if len(named) == 1 and state.status in ("target", "forecast"):
        state.period, state.period_written = named[0].period, True


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
            base, compared = base_at(marks, event, state.period)
            if not (base in ("month-before", "quarter-before") and _told(marks, piece, event)):
                state.base, state.compared = base, compared
    elif event.type == "shift":
        base = marks.shifts[event.at].base
        if state.period and event is piece.events[0] and piece.separator != "and":
            state.period_before = state.period
            state.period = shifted(state.period, base, year_written(marks, event))
    elif event.type == "place":
        state.place = place_id(marks.places[event.at].id)


def _told(marks: Marks, piece: Piece, event: Event) -> bool:
    """Tell whether a base belongs to a change told without its figure: "khởi sắc so với quý II"."""
    changed = _CHANGED.search(marks.form, piece.events[0].start, event.start)
    return bool(changed) and marks.form[event.end :].lstrip().startswith(",")


def _status_ahead(marks: Marks, piece: Piece) -> Status:
    """Return how sure the figures behind a piece are: "Mục tiêu năm 2024, GDP tăng 6%".

    A plan that was met or is only compared with says nothing of them.
    """
    start = max(marks.form.rfind(mark, 0, piece.events[0].start) for mark in ",;:") + 1
    said = marks.form[start : piece.events[-1].end]
    told = marks.form[piece.events[-1].end :].lstrip().startswith(":")  # its own figures follow
    return "" if _OF_A_PLAN.search(said) and not told else status_of(said, marks.language)


def base_at(marks: Marks, event: Event, period: Period | None) -> tuple[ClaimBase, Period | None]:
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


def give_base(marks: Marks, event: Event, draft: Draft, state: State) -> None:
    """Give a figure without a base the one a mention names; an average is none."""
    base, compared = base_at(marks, event, draft.period or state.period)
    if not draft.base and base != "average":
        draft.base, draft.compared, draft.based = base, compared, True


def _give_joined_base(marks: Marks, event: Event, state: State) -> None:
    """Give the figure before "and" the base behind it; behind "tương đương" the list's other."""
    draft = state.drafts[-1]
    if not _UNCHANGED.search(marks.form[: event.start]):
        give_base(marks, event, draft, state)
        return
    base, _ = base_at(marks, event, draft.period or state.period)
    others = [each for each in state.head.bases if each != base]
    if len(others) == 1 and base in state.head.bases:
        draft.base = others[0]


def is_own_base(marks: Marks, event: Event, behind: list[Event]) -> bool:
    """Tell whether a base before a figure is its own: not in "không đổi so với … và giảm 1%"."""
    if event.type not in ("base", "compared"):
        return False
    unchanged = _UNCHANGED.search(marks.form[: event.start])
    return not (unchanged and any(e.type in ("base", "compared") for e in behind))


def place_id(id: str) -> str:
    """Return the place of a figure: "" for the country itself."""
    return "" if id == VIETNAM else id


def year_written(marks: Marks, event: Event) -> int | None:
    """Return the year a mention names, if it names one."""
    written = re.search(r"(?:19|20)\d\d", marks.text[event.start : event.end + 6])
    return int(written[0]) if written else None
