"""Periods that a table's heading names by their place in the one it reports on."""

import re
from datetime import date

from lexicon.claims import ClaimBase
from lexicon.periods import Period, month, quarter, shifted, whole_year

_RUNNING = re.compile(
    r"\b(?:cong don|luy ke|tu dau nam|year[- ]to[- ]date|cumulative|accumulated)\b"
)
_THIS = re.compile(
    r"\b(?P<of>ky|thang|quy)\s(?:bao cao|nay)\b|\btrong (?:ky|thang|quy)\b"
    r"|\b(?:reporting|current|this) (?:period|month|quarter)\b"
)
_WHOLE_YEAR = re.compile(r"(?:uoc tinh |uoc |tong )?ca nam|(?:the )?(?:full|whole) year")
_BEFORE = re.compile(  # the level of another period, not a comparison with it
    r"(?:(?:so )?(?:thuc hien|chinh thuc|lieu|gia|uoc tinh)\s)?"
    r"(?P<of>cung ky(?: nam truoc)?|(?:thang|quy) truoc|ky truoc)(?:\s?\(.*)?"
)


def placed_in(
    within: Period, heading: str, spoken: tuple[Period, ...], base: ClaimBase
) -> tuple[tuple[Period, ...], ClaimBase]:
    """Return the periods a folded heading speaks of, and the base it compares with.

    "Lũy kế" is the year up to the end of the period reported on, "kỳ báo cáo" that period itself
    and "Thực hiện cùng kỳ năm trước" the same a year before.
    """
    if _RUNNING.search(heading):
        last = spoken[-1] if spoken else within
        if not spoken or last.kind == "month":
            return (_year_up_to(last),), base
        return spoken, base
    if spoken:
        return spoken, base
    if level := _BEFORE.fullmatch(heading):
        return _level_of(level["of"], within), ""
    if _WHOLE_YEAR.fullmatch(heading):
        return (whole_year(within.end.year),), base
    if this := _THIS.search(heading):
        return (_part_of(this["of"] or "", within),), base
    return (), base


def _year_up_to(period: Period) -> Period:
    return Period(start=date(period.end.year, 1, 1), end=period.end, kind="year-to-date")


def _level_of(named: str, within: Period) -> tuple[Period, ...]:
    if named.startswith("cung ky"):
        return (shifted(within, "year-before"),)
    if named.startswith("thang") and within.kind in ("month", "year-to-date"):
        return (shifted(within, "month-before"),)
    if named.startswith("quy"):
        return (shifted(within, "quarter-before"),)
    return ()


def _part_of(named: str, within: Period) -> Period:
    if named == "thang" and within.kind not in ("month", "as-of", "range"):
        return month(within.end.year, within.end.month)
    if named == "quy" and within.kind != "quarter":
        return quarter(within.end.year, (within.end.month + 2) // 3)
    return within
