"""Figures read to the end: which base, which kind, which sign."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from lexicon.bases import base_between, find_bases
from lexicon.claims import ClaimBase, ClaimKind
from lexicon.drafts import COUNTED_PARTS, LONGER, Draft, Head
from lexicon.indicators import indicators
from lexicon.marks import Marks
from lexicon.naming import PLACE_NOUNS
from lexicon.narrowed import OF_PLAN, has_partners, narrow
from lexicon.periods import whole_year, year_to_date
from lexicon.places import places
from lexicon.quantities import MONEY, Quantity, units
from lexicon.subjects import Subject, family

_GROWTH_NOUN = re.compile(
    r"tăng trưởng|tốc độ (?:tăng|giảm)|mức tăng|mức giảm|đà tăng|lạm phát|growth|inflation"
    r"|increase of|rate of increase"
)


_OF_GDP = re.compile(r"\s?(?:trong |của |tổng )*(?:gdp|tổng sản phẩm trong nước|grdp)\b")
_FUND = frozenset(("fuel_fund_spending", "fuel_fund_contribution"))
_BY_MEASURE = ("VND/litre", "VND/kg")
_LEAST_PRICE = 5_000  # dong a litre or kilogram; what a price fund takes or gives is less
_AGAINST = re.compile(r"\s?(?:so với(?! tổng| kế hoạch| dự toán)|compared (?:with|to))\b")
_INDEX_FORM = re.compile(r"[(\[]?([^()\[\]]*)=\s?100\s?%?[)\]]?")
_SAID_LIKE_GROWTH = frozenset(
    ("iip", "cpi", "core_inflation", "gdp", "grdp", "credit_growth", "m2")
)


_ECONOMY = Subject(indicator="gdp")  # of a province it is its GRDP
# "Vốn đăng ký mới tăng 11%, với số vốn đầu tư đạt 5 tỷ USD": the capital is of what was named.
_PROJECTS = frozenset(("fdi_new", "fdi_additional"))
_WITH_CAPITAL = re.compile(r"\bvới (?:tổng )?số vốn (?:đầu tư |đăng ký )?[^,;.\d]{0,20}$")
_OF_WORTH = re.compile(r"\b(?:kim ngạch|(?:trị )?giá(?: trị)?|doanh thu|thu về|value|worth|earn)")
_RULED_PRICES = frozenset(("fuel_prices", "world_oil_price"))


def _decide_period(draft: Draft, head: Head) -> None:
    """Decide what a new paragraph that names no period goes on about.

    Lists of price groups are told for the month of the bulletin after its averages, other lists
    for what the paragraph before them spoke of. A group told again with another value is told as an
    average, and so is what follows it.
    """
    if head.main is None or head.main.kind != "month":
        return
    if draft.base != "month-before" and _of_prices(draft):
        told = head.monthly.get(draft.subject)
        head.averaged = head.averaged or (told is not None and abs(told) != draft.quantity.value)
    if draft.base == "month-before" or (_of_prices(draft) and not head.averaged):
        draft.period = head.main
        if draft.base == "year-before" and not draft.based:
            draft.base = ""


def settle(draft: Draft, marks: Marks, head: Head) -> None:
    """Decide the kind and sign of a figure, and drop what contradicts itself."""
    main = head.main
    if draft.status in ("target", "forecast") and not draft.period_written:
        draft.period = None if main is None else whole_year(main.end.year)
    if draft.doubtful and not draft.period_written:
        _decide_period(draft, head)
    zone = marks.form[max(0, draft.start - 60) : draft.start]
    draft.quantity = _counted(draft)
    _settle_subject(draft, marks, zone)
    if draft.quantity.unit == "points" and draft.verb.startswith("contribution"):
        draft.quantity = replace(draft.quantity, unit="pp")
    draft.kind = _kind(draft, zone, marks.form[draft.end : draft.end + 30])
    _read_index_form(draft, marks)
    _settle_sign(draft, marks)
    _settle_base(draft)
    running = draft.subject.indicator == "public_investment" and draft.kind == "share"
    if running and draft.period and draft.period.kind == "month":
        draft.period = year_to_date(draft.period.end.year, draft.period.end.month)
    unit, entry = draft.quantity.unit, indicators().get(draft.subject.indicator)
    if unit in COUNTED_PARTS and not draft.subject.words:
        draft.subject = replace(draft.subject, words=(unit,))
    if entry and draft.kind in ("level", "count") and not fits(unit, entry.id):
        counted = "" if draft.subject.words else _measured_in(unit, entry.id)
        if counted:
            draft.turned = entry.id
            draft.subject = replace(draft.subject, indicator=counted)
            return
        draft.misfit = True
        draft.subject = Subject(words=(*draft.subject.words, entry.id, f"[{unit}]"))


def _counted(draft: Draft) -> Quantity:
    """Return a number of thousands without a unit as one of what its series counts.

    Passengers are not visitors, though both are "lượt khách".
    """
    quantity, entry = draft.quantity, indicators().get(draft.subject.indicator)
    travels = entry is not None and "passengers" in _unit_ids(entry.id)
    if travels and quantity.unit == "visits":
        return replace(quantity, unit="passengers")
    if quantity.unit or quantity.exponent < 3 or entry is None or draft.verb in ("up", "down"):
        return quantity
    counted = [id for id in _unit_ids(entry.id) if id in units() and units()[id].count]
    return replace(quantity, unit=counted[0]) if len(counted) == 1 else quantity


def settle_beside(marks: Marks, drafts: Sequence[Draft]) -> None:
    """Settle what only the figure before decides.

    A percent beside a world price is that price's; what a share has moved by is left open: "tỷ
    trọng ước chiếm 16%, tăng 0,1 điểm phần trăm".
    """
    for before, draft in pairwise(drafts):
        if draft.item == before.item and before.subject.part == draft.subject.indicator != "":
            draft.subject = before.subject
        its_money = before.subject.indicator in _PROJECTS and draft.place == before.place
        if its_money and _WITH_CAPITAL.search(marks.form[before.end : draft.start]):
            draft.subject = before.subject
        if before.left_out and draft.item == before.item and draft.subject.resolved:
            draft.subject, draft.left_out = before.subject, True
        of_same = draft.item == before.item and draft.kind == "share" and before.turned
        if of_same and draft.subject == replace(before.subject, indicator=before.turned):
            draft.subject = before.subject
        of_ruled = draft.kind == "change" and draft.subject.indicator in _FUND
        if of_ruled and draft.subject.part == before.subject.indicator != "":
            draft.subject = before.subject
        if _is_of_volume(before, draft, marks.form[before.end : draft.start]):
            draft.subject = replace(draft.subject, measure="volume")
        moved = draft.kind == "change" and draft.quantity.unit == "pp"
        if moved and before.kind == "share" and before.subject == draft.subject:
            draft.subject = replace(draft.subject, words=("tỷ trọng",))


def _is_of_volume(before: Draft, draft: Draft, between: str) -> bool:
    """Tell whether a growth of trade is that of the amount before it: "đạt 5 tấn, tăng 3%"."""
    if _OF_WORTH.search(between):
        return False
    id, unit = draft.subject.indicator, before.quantity.unit
    grown = draft.kind == "growth" and draft.quantity.unit == "%" and before.kind == "level"
    weighed = grown and unit != "%" and unit.split("/")[0] not in MONEY
    if not weighed or before.subject != draft.subject or draft.item != before.item:
        return False
    return bool(id) and not _unit_ids(id).isdisjoint(MONEY)


def _settle_subject(draft: Draft, marks: Marks, zone: str) -> None:
    """Drop a place the series cannot have, and words that only say where or since when."""
    abroad = draft.place and not _is_local(draft.place)
    if abroad and draft.subject.resolved and not has_partners(draft.subject):
        draft.place = ""
    if draft.place and PLACE_NOUNS.issuperset(draft.subject.words):
        draft.subject = replace(draft.subject, words=())
    _settle_fuel(draft)
    id = draft.subject.indicator
    if (
        draft.kind == "share"
        and _OF_GDP.match(marks.form, draft.end)
        and id
        and family(id) == "iip"
    ):
        draft.subject = replace(draft.subject, indicator="gdp", part=id)
    _name_by_place_or_collector(draft, marks)
    narrow(draft, marks, zone)


def _settle_fuel(draft: Draft) -> None:
    """Tell prices at home, on the world market and what goes to the price fund apart."""
    id, unit = draft.subject.indicator, draft.quantity.unit
    if id and family(id) == "fuel_prices" and unit.startswith("USD/"):
        draft.subject = replace(draft.subject, indicator="world_oil_price", part=id)
    priced = id and family(id) == "fuel_prices" and unit in _BY_MEASURE
    told = priced and draft.verb not in ("up", "down")
    if told and draft.quantity.amount < _LEAST_PRICE:
        draft.subject = replace(draft.subject, words=("quỹ",))  # what goes to the price fund
    if id in _FUND and draft.quantity.amount >= _LEAST_PRICE and unit in _BY_MEASURE:
        priced_one = draft.subject.part  # the price that is ruled along with the fund
        draft.subject = Subject(indicator=priced_one, words=() if priced_one else ("giá",))


def _name_by_place_or_collector(draft: Draft, marks: Marks) -> None:
    """Name what is local or collected by customs as the series that says so."""
    if draft.subject == _ECONOMY and draft.place and _is_local(draft.place):
        draft.subject = replace(draft.subject, indicator="grdp")
    if draft.subject.indicator == "budget_revenue" and "hải quan" in marks.form[: draft.start]:
        draft.subject = replace(draft.subject, indicator="customs_revenue")


def _read_index_form(draft: Draft, marks: Marks) -> None:
    """Read what a sentence gives as an index: "(tháng trước = 100)"."""
    form = _INDEX_FORM.search(marks.form) if "=" in marks.form else None
    if form is None or draft.quantity.unit not in ("%", "") or draft.quantity.value <= 50:
        return
    draft.kind = "index"
    named = [b.base for b in find_bases(form[1], marks.language)]
    draft.base = named[-1] if named and named[-1] not in ("average", "period") else "unclear"


def _settle_sign(draft: Draft, marks: Marks) -> None:
    """Make falls and deficits negative."""
    quantity = draft.quantity
    down = draft.verb in ("down", "contribution-down")
    if draft.kind in ("growth", "change", "contribution") and down and quantity.value > 0:
        high = -quantity.high if quantity.high is not None else None
        draft.quantity = replace(quantity, value=-quantity.value, high=high)
    balance = draft.subject.indicator == "trade_balance" and draft.kind == "level"
    if balance and quantity.value > 0 and _is_deficit(marks.form[: draft.start]):
        draft.quantity = replace(quantity, value=-quantity.value)
    grown = draft.subject.indicator == "trade_balance" and draft.kind in ("growth", "change")
    if grown and _is_deficit(marks.form[: draft.start]):
        draft.subject = replace(draft.subject, measure="shortfall")  # what rises is not the balance


def _settle_base(draft: Draft) -> None:
    """Name a base by its usual name, give a change without one the usual, others none."""
    if draft.base == "period" and draft.compared and draft.period:
        usual = base_between(draft.period, draft.compared)
        draft.base, draft.compared = (usual, None) if usual else (draft.base, draft.compared)
    if draft.kind in ("growth", "change"):
        draft.base = draft.base or _usual_base(draft)
        if draft.period and draft.period.kind in LONGER and draft.base == "month-before":
            draft.base = "unclear"
    elif draft.kind != "index" or draft.base == "unclear":
        draft.base, draft.compared = "", None


def _is_local(place: str) -> bool:
    return places()[place].kind in ("province", "city", "region")


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
    since_new_year = (period.start.month, period.start.day) == (1, 1) and period.kind == "range"
    if period.kind in LONGER or since_new_year:
        return "year-before"
    if period.kind == "month" and id != "cpi" and _of_prices(draft):
        return "month-before"  # lists of price groups explain the month's own change
    ruled = id and family(id) in _RULED_PRICES and period.kind in ("as-of", "range")
    return "period-before" if ruled else "unclear"


def fits(unit: str, id: str) -> bool:
    """Tell whether an indicator is measured in a unit; a price of its currency by any measure."""
    known = _unit_ids(id)
    money = unit in MONEY and not known.isdisjoint(MONEY)
    return unit in ("%", *known) or money or unit.split("/")[0] in known


@cache
def _measured_in(unit: str, id: str) -> str:
    """Return the one part of a series that is measured in a unit it is not, "" for none or two.

    The capital of projects is that of newly licensed ones, not of their number.
    """
    parts = [e.id for e in indicators().values() if e.parent == id and not e.branch]
    fitting = [part for part in parts if fits(unit, part)]
    return fitting[0] if len(fitting) == 1 else ""


@cache
def _unit_ids(id: str) -> frozenset[str]:
    named = {wording.casefold(): unit.id for unit in units().values() for wording in unit.vi}
    return frozenset(named.get(u.casefold(), u) for u in indicators()[id].units)


def _kind(draft: Draft, zone: str, behind: str) -> ClaimKind:
    unit, moved = draft.quantity.unit, draft.verb in ("up", "down")
    if draft.quantity.of or unit in COUNTED_PARTS:
        return "count"
    if unit == "%":
        return _kind_of_percent(draft, zone, behind)
    if unit == "pp":
        caused = re.search(r"làm(?! việc)|đóng góp|tác động|contribut", zone)
        return "change" if moved and not caused else "contribution"
    if unit == "times":
        return "growth" if re.search(r"gấp|tăng", zone) else "level"
    if not unit:
        entry = indicators().get(draft.subject.indicator)
        return "index" if entry and "điểm" in entry.units and not moved else ""
    if moved:
        return "change"
    if unit == "points":
        return "index"
    counted = units().get(unit)
    return "count" if counted and counted.count else "level"


def _kind_of_percent(draft: Draft, zone: str, behind: str) -> ClaimKind:
    if draft.verb.startswith("contribution"):
        return "contribution"
    if draft.verb in ("up", "down"):
        return "growth"
    entry = indicators().get(draft.subject.indicator)
    if entry and entry.rate:
        return "level"
    of_plan = OF_PLAN.match(behind)
    if of_plan or draft.verb == "share":
        equals = re.search(r"bằng\s$", zone[-6:]) and not of_plan
        return "index" if equals and draft.quantity.value > 60 else "share"
    if _GROWTH_NOUN.search(zone) or (entry and family(entry.id) in _SAID_LIKE_GROWTH):
        return "growth"
    if _AGAINST.match(behind):  # it changed by that, and nothing says which way
        return ""
    return "share" if draft.verb else ""
