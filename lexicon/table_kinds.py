"""What kind of figure a cell gives: a level, a share, a change or a ratio, and against what."""

import re
from collections.abc import Sequence
from statistics import median

from lexicon.claims import ClaimBase, ClaimKind
from lexicon.headings import Heading
from lexicon.indicators import indicators
from lexicon.periods import Period
from lexicon.quantities import Quantity, units
from lexicon.subjects import Subject
from lexicon.table_units import COMPARES, DIFFERS, SHARE

_OF_PLAN = re.compile(r"\b(?:ke hoach|du toan|plan|estimate)\b")
_GROWS = re.compile(r"\b(?:toc do tang|tang(?! them)|giam|tang truong|growth|change)\b")
_CONTRIBUTES = re.compile(r"\b(?:dong gop|contribut\w*)\b")
_CALLED_RATIO = re.compile(r"\b(?:chi so|bang|ty le|index|ratio)\b|= ?100")
_INDEX_FROM = 50  # percent from which the values of a column are ratios, not changes
_NEAR_BASE = (70, 180)  # percent; ratios whose middle lies outside must be called such
_NEAR_SAME = (90, 115)  # percent; changes whose middle lies here are ratios, however called
_MANY = 5  # values; where so many compare and none is below `_NEAR_BASE`, they are ratios


def says_growth(name: Heading) -> bool:
    """Tell whether a heading is of growth: "Tốc độ tăng"."""
    return bool(_GROWS.search(name.folded))


def are_ratios(held: Sequence[Quantity], head: Heading) -> bool | None:
    """Tell whether percents under a head are ratios to what they compare with: 103,9.

    None where they may be either: 260,4 is +160,4 % or +260,4 %.
    """
    values = [float(quantity.value) for quantity in held]
    if not values or min(values) < 0 or (middle := median(values)) < _INDEX_FROM:
        return False
    if says_growth(head):
        return _NEAR_SAME[0] <= middle <= _NEAR_SAME[1] and min(values) >= _NEAR_BASE[0]
    if _CALLED_RATIO.search(head.folded) or _NEAR_BASE[0] <= middle <= _NEAR_BASE[1]:
        return True
    many = len(values) >= _MANY and min(values) >= _NEAR_BASE[0]
    return True if many and COMPARES.search(head.folded) else None


def kind_and_base(
    told: Sequence[Heading], unit: Quantity | None, ratio: bool | None, subject: Subject
) -> tuple[ClaimKind, ClaimBase, Period | None]:
    """Return what kind of figure a column gives and what it is against."""
    based = next((said for said in told[:4] if said.base), None)
    against = (based.base, based.compared) if based else ("", None)
    if unit is None:
        return "", "", None
    heads = " ".join(said.folded for said in told[:4])
    column = told[0].folded
    own_base = told[0].base or COMPARES.search(column)
    if unit.unit == "pp" and (not based or _CONTRIBUTES.search(heads)):
        return "contribution", "", None
    if unit.unit == "pp" or (unit.unit != "%" and own_base and DIFFERS.search(column)):
        return "change", *against
    if unit.unit != "%":
        counted = units().get(unit.unit)
        return ("count" if counted and counted.count else "level"), "", None
    if _OF_PLAN.search(column) or SHARE.search(column if own_base else heads):
        return "share", "", None
    if based or COMPARES.search(heads) or _GROWS.search(heads):
        kind: ClaimKind = "" if ratio is None else "index" if ratio else "growth"
        return kind, *against
    entry = indicators().get(subject.indicator)
    return ("level" if entry and entry.rate else ""), "", None
