"""What the figures of one sentence share, and what is dealt out to them in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from lexicon.claims import ClaimBase
from lexicon.clauses import Event, Piece
from lexicon.drafts import LONGER, Draft, Head, State
from lexicon.marks import Marks
from lexicon.naming import make_subject
from lexicon.period_patterns import NUMBERS
from lexicon.periods import Period, quarter, shifted, whole_year, year_to_date
from lexicon.places import VIETNAM
from lexicon.subjects import Subject, family

_IN_ORDER = re.compile(r"\b(?:lần lượt|tương ứng|respectively)\b")
# "9 tháng các năm 2016-2020": one stretch of several years.
_YEARS_IN_ORDER = re.compile(
    r"(?:\b(?P<months>\d{1,2}) tháng (?:đầu (?:năm )?)?"
    r"|\bquý (?P<quarter>[1-4]|i{1,3}|iv) (?:năm trước )?)?"
    r"(?:(?:của |trong )?(?:các|những) năm|giai đoạn) (?:từ )?"
    r"(?P<first>(?:19|20)\d\d)\s?(?:-|–|đến)\s?(?P<last>(?:19|20)\d\d)\b"
)
_PART_OF_YEAR = re.compile(r"\b(?:quý|tháng|nửa)\b")
_OPENING_GAP = re.compile(r"[^\d.;]{0,40}\b(?:lần lượt|tương ứng)\b[^\d.;]{0,30}")
_BARE_GAP = re.compile(r"\s?(?:[,;]|,?\s?và|;?\s?và)\s?")
_NEXT_YEAR = re.compile(
    r"(?: so với[^,;.:()\d]*)?(?:[;,]| và)(?: và)? năm 20\d\d"
    r" (?:(?:là|đạt|tăng|giảm|ở mức|khoảng) )*"
)
_GROWS = re.compile(r"\b(?:tăng|tốc độ tăng|tăng trưởng)\b")
_WITH = re.compile(r"\b(?:với|có|with)\b")  # what follows is a series of its own


def spread_bases(drafts: list[Draft], head: Head, listed: bool) -> None:
    """Give the changes without a base the one named ahead, behind or before them, or the head's."""
    carried: ClaimBase = ""
    changes = [d for d in drafts if d.verb in ("up", "down") or d.base]
    for i, draft in enumerate(changes):
        if draft.base:
            carried = "" if draft.base == "period" else draft.base
            continue
        following = next((d for d in changes[i + 1 :] if d.base), None)
        if following and following.base == "period" and following.period != draft.period:
            following = None
        if draft.ahead:
            draft.base = draft.ahead
        elif following and (not carried or following.item == draft.item):
            draft.base, draft.compared = following.base, following.compared
        elif carried:
            draft.base = carried
        elif listed:
            draft.base = head.base
        elif draft.subject == head.last and draft.subject.resolved:
            draft.base = head.last_base
        elif _goes_on(draft, head):
            draft.base = head.known_base


def _goes_on(draft: Draft, head: Head) -> bool:
    """Tell whether a figure belongs to the same series and period as the head's, or to its day."""
    named = draft.subject.indicator, head.known.indicator
    if not all(named) or draft.period is None or draft.period != head.known_period:
        return False
    return draft.period.kind == "as-of" or family(named[0]) == family(named[1])


def settle_month(drafts: Sequence[Draft], head: Head) -> None:
    """Give the bulletin's month to a sentence that only compares with the month before.

    Where the bulletin is about a longer stretch that is its last month, when the text has named it.
    """
    if head.main is None:
        return
    inherited = [d for d in drafts if not d.period_written and d.period]
    longer = [d for d in inherited if d.period and d.period.kind in LONGER]
    if not any(draft.base == "month-before" for draft in longer):
        return
    named = (p for p in chain((head.main,), head.written) if p.end == head.main.end)
    if month := next((p for p in named if p.kind == "month"), None):
        for draft in longer:
            draft.period = month


def spread_statuses(drafts: Sequence[Draft]) -> None:
    """Give what is joined to an estimate its status: "ước đạt 5 tỷ USD, tăng 3%"."""
    for before, draft in pairwise(drafts):
        goes_on = draft.item == before.item and draft.subject == before.subject
        if goes_on and before.status and not draft.status and draft.period == before.period:
            draft.status = before.status


def share_out(marks: Marks, drafts: list[Draft]) -> None:
    """Deal out bases in order where several figures are joined: "tăng 0,3% và 2,6% so với ..."."""
    for group in _joined(marks, drafts):
        if len(group) < 2 or any(draft.base for draft in group[:-1]):
            continue
        last = max(d.end for d in group)
        stop = min((d.start for d in drafts if d.start > last), default=len(marks.form))
        bases = [b for b in marks.bases if last <= b.start < stop]
        if len(bases) == len(group):
            for draft, mention in zip(group, bases, strict=True):
                draft.base = mention.base if mention.base != "period" else "unclear"
        elif bases:
            for draft in group:
                draft.base = bases[-1].base if len(bases) == 1 else "unclear"


def share_out_heads(drafts: list[Draft], head: Head) -> None:
    """Deal out the head's bases where each item of its list has as many changes."""
    for item in {d.item for d in drafts}:
        for subject in {d.subject for d in drafts if d.item == item}:
            changes = [
                d
                for d in drafts
                if d.item == item and d.subject == subject and d.verb in ("up", "down")
            ]
            of_one_period = len({d.period for d in changes}) == 1
            counted = len(changes) == len(head.bases) > 1
            if counted and of_one_period and not any(d.base for d in changes):
                for draft, base in zip(changes, head.bases, strict=True):
                    draft.base = base


def deal_out_names(
    marks: Marks, pieces: Sequence[Piece], state: State, dealt: Sequence[Draft]
) -> None:
    """Deal out places or parts in order: "A, B và C tăng lần lượt 5%, 4% và 3%".

    Where the names are not as many as the figures, the figures are left unresolved; those `dealt`
    out already stay as they are.
    """
    for group in _joined(marks, state.drafts):
        if any(draft is one for draft in group for one in dealt):
            continue
        before = max((d.end for d in state.drafts if d.end <= group[0].start), default=0)
        around = marks.form[before : group[0].start] + marks.form[group[-1].end :][:18]
        if len(group) < 2 or not _IN_ORDER.search(around) or _told_apart(group):
            continue
        named = [e for p in pieces for e in p.events if before <= e.start < group[0].start]
        places = [e for e in named if e.type == "place" and marks.places[e.at].id != VIETNAM]
        parts = list(_parts(marks, pieces, named))
        if len(places) == len(group):
            for draft, event in zip(group, places, strict=True):
                draft.place = marks.places[event.at].id
        elif len(parts) == len(group) and not _WITH.search(marks.form[before : group[0].start]):
            for draft, events in zip(group, parts, strict=True):
                draft.subject = make_subject(marks, events, state)
        else:
            for draft in group:
                draft.subject = Subject(words=("lần lượt",))


def deal_out_years(marks: Marks, drafts: Sequence[Draft]) -> list[Draft]:
    """Deal out years in order: "GDP quý I các năm 2020-2023 lần lượt tăng 3,2%; 4,9%; …".

    Returns the figures of such lists; where they are not as many as the years they are left
    unresolved.
    """
    dealt: list[Draft] = []
    for match in _YEARS_IN_ORDER.finditer(marks.form):
        years = range(int(match["first"]), int(match["last"]) + 1)
        listed = _listed_from(marks, drafts, match.end())
        if len(years) < 2 or not listed:
            continue
        dealt += listed
        whole = not (match["months"] or match["quarter"])
        part_named = whole and _PART_OF_YEAR.search(marks.form[: match.start()][-40:])
        if len(listed) != len(years) or part_named:
            for draft in listed:
                draft.subject = Subject(words=("lần lượt",))
            continue
        subject = next((d.subject for d in listed if d.subject.resolved), None)
        earlier = [d.subject for d in drafts if d.start < match.start() and d.subject.resolved]
        grows = bool(_GROWS.search(marks.form, 0, listed[0].start))
        for draft, year in zip(listed, years, strict=True):
            draft.period, draft.period_written = _stretch(match, year), True
            draft.subject = subject or (earlier[-1] if earlier else draft.subject)
            draft.base, draft.compared = ("year-before", None) if grows else (draft.base, None)
            draft.verb = "up" if grows else draft.verb
    return dealt


def go_on_over_years(marks: Marks, drafts: Sequence[Draft]) -> None:
    """Give a year that only goes on a list the stretch of it that the list is told for.

    "8 tháng đầu năm 2023 tăng 3%; năm 2022 tăng 11% và năm 2021 tăng 6%" tells three times of eight
    months.
    """
    for before, draft in pairwise(drafts):
        if not (before.period and draft.period) or before.period.kind in ("year", "as-of", "range"):
            continue
        year = draft.period.start.year
        goes_on = _NEXT_YEAR.fullmatch(marks.form, before.end, draft.start)
        if goes_on and draft.period.kind == "year" and before.period.start.year == year + 1:
            draft.period = shifted(before.period, "year-before", year)
            draft.base = draft.base or before.base


def _stretch(match: re.Match[str], year: int) -> Period:
    """Return the stretch of a year that a list of years is told for."""
    if match["months"]:
        return year_to_date(year, int(match["months"]))
    if match["quarter"]:
        number = match["quarter"]
        return quarter(year, NUMBERS[number] if number in NUMBERS else int(number))
    return whole_year(year)


def _listed_from(marks: Marks, drafts: Sequence[Draft], at: int) -> list[Draft]:
    """Return the figures from a place on that only commas, semicolons and "and" part."""
    listed: list[Draft] = []
    for draft in (d for d in drafts if d.start >= at):
        gap = marks.form[listed[-1].end if listed else at : draft.start]
        if not (_BARE_GAP if listed else _OPENING_GAP).fullmatch(gap):
            break
        listed.append(draft)
    return listed


def _told_apart(group: Sequence[Draft]) -> bool:
    """Tell whether the figures of a group differ in base or unit: then nothing is dealt out."""
    return len({draft.base for draft in group}) > 1 or len({d.quantity.unit for d in group}) > 1


def _parts(marks: Marks, pieces: Sequence[Piece], named: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield what stands between commas and "and" before a group of figures."""
    first, last = (named[0].start, named[-1].end) if named else (0, 0)
    part: list[Event] = []
    for event in (e for piece in pieces for e in piece.events if e.type in ("indicator", "word")):
        if event.start < first or event.end > last:
            continue
        if part and re.search(r",|;|\b(?:và|and)\b", marks.form[part[-1].end : event.start]):
            yield part
            part = []
        part.append(event)
    if part:
        yield part


def _joined(marks: Marks, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return the figures in groups, each of one and those joined to it by "and" or ";" alone."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        before = groups[-1][-1].end if groups else 0
        if groups and (draft.bare or re.fullmatch(r"\s?;\s?", marks.form[before : draft.start])):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups
