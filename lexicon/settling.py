"""Figures read to the end: which base, which kind, which sign."""

import re
from dataclasses import replace
from functools import cache

from lexicon.bases import base_between
from lexicon.claims import ClaimBase, ClaimKind
from lexicon.drafts import COUNTED_PARTS, Draft, Head
from lexicon.indicators import indicators
from lexicon.marks import Marks
from lexicon.naming import PLACE_NOUNS
from lexicon.periods import Period, whole_year, year_to_date
from lexicon.quantities import units
from lexicon.subjects import Subject, family

_GROWTH_NOUN = re.compile(
    r"tăng trưởng|tốc độ (?:tăng|giảm)|mức tăng|mức giảm|đà tăng|lạm phát|growth|inflation|increase of|rate of increase"
)


_OF_PLAN = re.compile(
    r"\s?(?:so với )?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|of the (?:annual |year's |yearly )?(?:plan|estimate|target))"
)


_SAID_LIKE_GROWTH = frozenset(
    ("iip", "cpi", "core_inflation", "gdp", "grdp", "credit_growth", "m2")
)


_LONGER = frozenset(("quarter", "year-to-date", "half", "year"))


_RULED_PRICES = frozenset(("fuel_prices", "world_oil_price"))


def _decide_period(draft: Draft, main: Period | None) -> None:
    """Decide what a new paragraph that names no period goes on about.

    Lists of price groups are told for the month of the bulletin after its averages, other lists
    for what the paragraph before them spoke of.
    """
    monthly = main is not None and main.kind == "month"
    if monthly and (draft.base == "month-before" or _of_prices(draft)):
        draft.period = main
        if draft.base == "year-before" and not draft.based:
            draft.base = ""


_MONEY = frozenset(("USD", "VND", "EUR", "CNY", "JPY"))


def spread_bases(drafts: list[Draft], head: Head, listed: bool) -> None:
    """Give the changes without a base the one named ahead, behind or before them, or the head's."""
    carried: ClaimBase = ""
    changes = [d for d in drafts if d.verb in ("up", "down") or d.base]
    for i, draft in enumerate(changes):
        if draft.base:
            carried = draft.base
            continue
        following = next((d for d in changes[i + 1 :] if d.base), None)
        if draft.ahead:
            draft.base = draft.ahead
        elif following and (not carried or following.item == draft.item):
            draft.base, draft.compared = following.base, following.compared
        elif carried:
            draft.base = carried
        elif listed:
            draft.base = head.base
        elif _goes_on(draft, head):
            draft.base = head.known_base


def _goes_on(draft: Draft, head: Head) -> bool:
    """Tell whether a figure belongs to the same series and period as the head's."""
    named = draft.subject.indicator, head.known.indicator
    return all(named) and family(named[0]) == family(named[1]) and draft.period == head.period


def share_out(marks: Marks, drafts: list[Draft]) -> None:
    """Deal out bases in order where several figures are joined: "tăng 0,3% và 2,6% so với ..."."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if draft.bare and groups:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    for group in groups:
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
            if len(changes) == len(head.bases) > 1 and not any(d.base for d in changes):
                for draft, base in zip(changes, head.bases, strict=True):
                    draft.base = base


def settle(draft: Draft, marks: Marks, main: Period | None) -> None:
    """Decide the kind and sign of a figure, and drop what contradicts itself."""
    if draft.status in ("target", "forecast") and not draft.period_written:
        draft.period = None if main is None else whole_year(main.end.year)
    if draft.doubtful and not draft.period_written:
        _decide_period(draft, main)
    quantity = draft.quantity
    if draft.place and PLACE_NOUNS.issuperset(draft.subject.words):
        draft.subject = replace(draft.subject, words=())
    zone = marks.form[max(0, draft.start - 60) : draft.start]
    draft.kind = _kind(draft, zone, marks.form[draft.end : draft.end + 30])
    down = draft.verb in ("down", "contribution-down")
    if draft.kind in ("growth", "change", "contribution") and down and quantity.value > 0:
        high = -quantity.high if quantity.high is not None else None
        draft.quantity = replace(quantity, value=-quantity.value, high=high)
    balance = draft.subject.indicator == "trade_balance" and draft.kind == "level"
    if balance and quantity.value > 0 and _is_deficit(marks.form[: draft.start]):
        draft.quantity = replace(quantity, value=-quantity.value)
    if draft.base == "period" and draft.compared and draft.period:
        if usual := base_between(draft.period, draft.compared):
            draft.base, draft.compared = usual, None
    running = draft.subject.indicator == "public_investment" and draft.kind == "share"
    if running and draft.period and draft.period.kind == "month":
        draft.period = year_to_date(draft.period.end.year, draft.period.end.month)
    if draft.kind in ("growth", "change"):
        draft.base = draft.base or _usual_base(draft)
        if draft.period and draft.period.kind in _LONGER and draft.base == "month-before":
            draft.base = "unclear"
    else:
        draft.base, draft.compared = "", None
    if quantity.unit in COUNTED_PARTS and not draft.subject.words:
        draft.subject = replace(draft.subject, words=(quantity.unit,))
    entry = indicators().get(draft.subject.indicator)
    if entry and draft.kind in ("level", "count") and not _fits(quantity.unit, entry.id):
        draft.misfit = True
        draft.subject = Subject(words=(*draft.subject.words, entry.id, f"[{quantity.unit}]"))


def _is_deficit(before: str) -> bool:
    """Tell whether the last balance a sentence has named is a deficit."""
    named = re.findall(r"(nhập siêu|thâm hụt|deficit)|(xuất siêu|thặng dư|surplus)", before)
    return bool(named) and bool(named[-1][0])


def _of_prices(draft: Draft) -> bool:
    """Tell whether a figure is that of a price group, or of a price in a list of them."""
    id = draft.subject.indicator
    return bool(id) and "cpi" in (family(id), draft.whole)


def _usual_base(draft: Draft) -> ClaimBase:
    """Return what a change without a stated base is against.

    Longer periods are compared with those of the year before; prices of a ruling with the one
    before it.
    """
    period, id = draft.period, draft.subject.indicator
    if period is None:
        return "unclear"
    if period.kind in _LONGER:
        return "year-before"
    if period.kind == "month" and id != "cpi" and _of_prices(draft):
        return "month-before"  # lists of price groups explain the month's own change
    ruled = id and family(id) in _RULED_PRICES and period.kind in ("as-of", "range")
    return "period-before" if ruled else "unclear"


def _fits(unit: str, id: str) -> bool:
    """Tell whether an indicator is measured in a unit; a price of its currency by any measure."""
    known = _unit_ids(id)
    money = unit in _MONEY and not known.isdisjoint(_MONEY)
    return unit in ("%", *known) or money or unit.split("/")[0] in known


@cache
def _unit_ids(id: str) -> frozenset[str]:
    named = {wording.casefold(): unit.id for unit in units().values() for wording in unit.vi}
    return frozenset(named.get(u.casefold(), u) for u in indicators()[id].units)


def _kind(draft: Draft, zone: str, behind: str) -> ClaimKind:
    unit, verb = draft.quantity.unit, draft.verb
    moved = verb in ("up", "down")
    if draft.quantity.of or unit in COUNTED_PARTS:
        return "count"
    if unit == "pp":
        return (
            "change"
            if moved and not re.search(r"làm(?! việc)|đóng góp|tác động|contribut", zone)
            else "contribution"
        )
    if unit == "times":
        return "growth" if re.search(r"gấp|tăng", zone) else "level"
    if not unit:
        entry = indicators().get(draft.subject.indicator)
        return "index" if entry and "điểm" in entry.units and not moved else ""
    if unit == "points":
        return "change" if moved else "index"
    if unit != "%":
        if moved:
            return "change"
        counted = units().get(unit)
        return "count" if counted and counted.count else "level"
    if verb.startswith("contribution"):
        return "contribution"
    if moved:
        return "growth"
    entry = indicators().get(draft.subject.indicator)
    if entry and entry.rate:
        return "level"
    if _OF_PLAN.match(behind) or verb == "share":
        if (
            re.search(r"bằng\s$", zone[-6:])
            and not _OF_PLAN.match(behind)
            and draft.quantity.value > 60
        ):
            return "index"
        return "share"
    if _GROWTH_NOUN.search(zone) or (entry and family(entry.id) in _SAID_LIKE_GROWTH):
        return "growth"
    return "share" if verb else ""
