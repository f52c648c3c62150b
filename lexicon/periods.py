"""Reference periods: "tháng 2/2024", "10 tháng đầu năm", "quý III", "as of 31 October 2024"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from lexicon.text import Language, fold

Kind = Literal["month", "year-to-date", "quarter", "half", "year", "as-of", "range"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends included, and how it was named."""

    start: date
    end: date
    kind: Kind

    def same_days(self, other: "Period") -> bool:
        """Tell whether both cover the same days, whatever they are called (Q1 = three months)."""
        return self.start == other.start and self.end == other.end

    def nearly(self, other: "Period") -> bool:
        """Tell whether one is a day in the last twelve of the other: as of 20/11, eleven months."""
        day, stretch = (self, other) if self.kind == "as-of" else (other, self)
        if day.kind != "as-of":
            return False
        if stretch.kind == "as-of":
            return day.end == stretch.end
        return timedelta(0) <= stretch.end - day.end <= timedelta(days=12)


class PeriodMention(NamedTuple):
    """Where a text names a period."""

    start: int
    end: int
    period: Period
    year_written: bool


def month(year: int, number: int) -> Period:
    """Return one month of a year; ValueError when there is no such month."""
    return Period(
        start=date(year, number, 1), end=date(year, number, monthrange(year, number)[1]), kind="month"
    )


def year_to_date(year: int, months: int) -> Period:
    """Return the first `months` months of a year, named quarter, half or year where they are one."""
    if months == 12:
        return whole_year(year)
    return Period(start=date(year, 1, 1), end=month(year, months).end, kind="year-to-date")


def quarter(year: int, number: int) -> Period:
    """Return one quarter of a year."""
    return Period(start=date(year, 3 * number - 2, 1), end=month(year, 3 * number).end, kind="quarter")


def half(year: int, number: int) -> Period:
    """Return one half of a year."""
    return Period(start=date(year, 6 * number - 5, 1), end=month(year, 6 * number).end, kind="half")


def whole_year(year: int) -> Period:
    """Return a whole year."""
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), kind="year")


def as_of(day: date) -> Period:
    """Return one day, the state of a stock or a running total."""
    return Period(start=day, end=day, kind="as-of")


def half_month(year: int, number: int, part: int) -> Period:
    """Return the first fifteen days of a month, or what follows them."""
    whole = month(year, number)
    middle = date(year, number, 15)
    if part == 1:
        return Period(start=whole.start, end=middle, kind="range")
    return Period(start=middle + timedelta(days=1), end=whole.end, kind="range")


def month_range(year: int, first: int, last: int) -> Period:
    """Return the months from `first` to `last` of a year."""
    if first == 1:
        return year_to_date(year, last)
    return Period(start=date(year, first, 1), end=month(year, last).end, kind="range")


# A reading waits for its year: given one it yields the period; `ends` is its last month.
Reading = tuple[Callable[[int], Period], int | None, int]

_NUMBER = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH_NAME = {name[:length]: i + 1 for i, name in enumerate(_ENGLISH_MONTHS) for length in (3, 9)}
_MONTH_NAME |= {name: i + 1 for i, name in enumerate(_ENGLISH_MONTHS)} | {"sept": 9}

_Y = r"(?P<y>(?:19|20)\d\d)"
_YEAR = rf"(?:\s?[/.-]\s?{_Y}|,?\s(?:nam\s)?{_Y.replace('?P<y>', '?P<y2>')}|(?P<rel>\snam\s(?:nay|truoc|ngoai)))?(?![\d/])"
_WORD = r"mot|gieng|hai|ba|bon|tu|sau|bay|tam|chin|muoi(?:\s(?:mot|hai))?|chap"
_NOT_BEFORE = r"(?!\s(?:cuoi|qua|lien|truoc|toi|tiep|sau|mot))"
_EN_Y = rf"(?:,?\s(?:of\s)?(?:the\syear\s)?{_Y}|/{_Y.replace('?P<y>', '?P<y2>')})?(?![\d/])"
_EN_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"

_VIETNAMESE = {
    "date": r"\b(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?" + _Y + r"(?!\d)",
    "written-date": r"\bngay\s(?P<d>\d{1,2})\sthang\s(?P<m>\d{1,2})" + _YEAR,
    "half-month": r"\b(?:(?:15\sngay\sdau|nua\sdau|ky\s(?:1|i))\s(?:cua\s)?thang|15\sngay\sthang)\s(?P<m>\d{1,2})" + _YEAR,
    "second-half-month": r"\b(?:nua\s(?:cuoi|sau)|ky\s(?:2|ii))\s(?:cua\s)?thang\s(?P<m>\d{1,2})" + _YEAR,
    "year-start": r"\b15\sngay\sdau\s(?:tien\scua\s)?nam(?:\s" + _Y + ")?",
    "second-half": r"\b(?:6|sau)\sthang\scuoi\snam(?:\s" + _Y + r")?|\bnua\s(?:cuoi|sau)\snam(?:\s(?P<y2>20\d\d))?",
    "first-half": r"\bnua\sdau\snam(?:\s" + _Y + ")?",
    "span": r"\b(?:tu\s)?thang\s(?P<m>\d{1,2})\s?(?:-|–|den|toi)\s?(?:thang\s)?(?P<n>\d{1,2})" + _YEAR,
    "year-to-date": r"(?<!han )(?<!vong )(?<!sau )(?<!moi )(?<!thang )\b(?P<n>\d{1,2}|" + _WORD + r")\sthang(?:\sdau)?(?:\scua)?(?:\snam)?(?:\s?/?\s?" + _Y + r"(?![\d/])|\s(?P<rel>nay|truoc|ngoai)\b|(?![\d/])" + _NOT_BEFORE + r")",
    "short-year-to-date": r"\b(?P<n>\d{1,2})t\s?/?\s?" + _Y,
    "quarter": r"\b(?:quy|q\.?)\s?(?P<q>iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)\b" + _YEAR,
    "month": r"\b(?:thang|t)\s?(?P<m>0?[1-9]|1[0-2])(?!\d|[,.]\d|%|\sthang)" + _YEAR,
    "word-month": r"\bthang\s(?P<m>" + _WORD + r")\b" + _YEAR,
    "short-date": r"\b(?:ngay|den|sang|chieu|toi|het|tu)\s(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\d/])",
    "bare-month": r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])\s?/\s?" + _Y + r"(?![\d/])",
    "year": r"\bnam\s" + _Y + r"(?!\d)",
    "this-year": r"\bnam\s(?P<rel>nay|ngoai)\b",
    "loose-year": r"(?<![\d/.,-])" + _Y + r"(?![\d/.,-])",
}  # fmt: skip
_ENGLISH = {
    "date": r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.]" + _Y,
    "iso-date": r"\b" + _Y + r"-(?P<m>\d\d)-(?P<d>\d\d)\b",
    "day-month": rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "month-day": rf"\b(?P<m>{_EN_MONTH})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)" + _EN_Y,
    "half-month": rf"\b(?:first\s(?:half|fifteen\sdays|15\sdays)\sof|early)\s(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "second-half-month": rf"\bsecond\shalf\sof\s(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "span": rf"\b(?P<m>{_EN_MONTH})\s?(?:-|–|to|through)\s?(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "pair": rf"\b(?P<m>{_EN_MONTH})\s(?:and|plus)\s(?P<n>{_EN_MONTH})\b" + _EN_Y + r"(?=.{0,30}\b(?:together|combined|as\sa\swhole|overall)\b)",
    "year-to-date": r"\b(?:the\s)?(?:first|opening)\s(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?(?:\sof)?" + _EN_Y,
    "months-of": r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?(?:\s(?:of|to|in))?(?:\sthe\syear)?\s" + _Y,
    "months-to": rf"\b(?:year|january)\s(?:to|through)\s(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "quarter": r"\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter" + _EN_Y,
    "short-quarter": r"\bq(?P<q>[1-4])" + r"(?:\s|/|-|\sof\s)?(?:" + _Y + r")?(?!\d)",
    "half": r"\b(?P<q>first|second|1st|2nd)[\s-]half(?:\sof)?" + _EN_Y,
    "short-half": r"\bh(?P<q>[12])(?:\s|/|-)?(?:" + _Y + r")?(?!\d)",
    "month": rf"\b(?P<m>{_EN_MONTH})\b\.?" + _EN_Y,
    "bare-month": r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])/" + _Y + r"(?![\d/])",
    "this-year": r"\b(?P<rel>this\syear|last\syear)\b",
    "year": r"(?<![\d/.,$-])" + _Y + r"(?![\d/.,%-]\d)",
}  # fmt: skip
_PATTERNS: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "vi": tuple((name, re.compile(pattern)) for name, pattern in _VIETNAMESE.items()),
    "en": tuple((name, re.compile(pattern)) for name, pattern in _ENGLISH.items()),
}


_DAYS = frozenset(("date", "written-date", "short-date", "iso-date", "day-month", "month-day"))


def _count(word: str) -> int:
    word = re.sub(r"\s+", " ", word)
    if word in _NUMBER:
        return _NUMBER[word]
    return _MONTH_NAME[word] if word in _MONTH_NAME else int(word)


def _reading(name: str, groups: dict[str, str | None], relative: int | None) -> Reading | None:
    """Return how to build the period named by one match, or None when there is no such period."""
    number = {key: _count(value) for key, value in groups.items() if value and key in "dmnq"}
    written = groups.get("y") or groups.get("y2")
    year = int(written) if written else relative
    m, n, q, d = (number.get(key, 0) for key in "mnqd")
    if m > 12 or n > 12 or d > 31:
        return None
    makers: dict[str, tuple[Callable[[int], Period], int]] = {
        "half-month": (lambda y: half_month(y, m, 1), m),
        "second-half-month": (lambda y: half_month(y, m, 2), m),
        "year-start": (lambda y: half_month(y, 1, 1), 1),
        "second-half": (lambda y: half(y, 2), 7),
        "first-half": (lambda y: half(y, 1), 6),
        "half": (lambda y: half(y, q), 6 * q - 5),
        "short-half": (lambda y: half(y, q), 6 * q - 5),
        "span": (lambda y: month_range(y, m, n), n),
        "pair": (lambda y: month_range(y, m, n), n),
        "quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "short-quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "year": (whole_year, 1),
        "loose-year": (whole_year, 1),
        "this-year": (whole_year, 1),
    }
    if name in makers:
        make, ends = makers[name]
        if name in ("span", "pair") and not 1 <= m < n:
            return None
    elif name in _DAYS:
        make, ends = (lambda y: as_of(date(y, m, d))), m
    elif n:
        make, ends = (lambda y: year_to_date(y, n)), n
    elif m:
        make, ends = (lambda y: month(y, m)), m
    else:
        return None
    return make, year, ends


def _matches(text: str, language: Language) -> Iterator[tuple[int, int, str, dict[str, str | None]]]:
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS[language]:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            if match.groupdict().get("m") == "may" and text[match.start("m")] == "m":
                continue  # the verb, not the month
            if re.match(r"bay\sthang|muoi", match[0]) and "tháng" in text.lower() and name == "month":
                continue
            taken.append((start, end))
            yield start, end, name, match.groupdict()


def _relative_year(word: str | None, anchor: date | None) -> int | None:
    if not word or anchor is None:
        return None
    past = any(mark in word for mark in ("truoc", "ngoai", "last"))
    return anchor.year - 1 if past else anchor.year


def find_periods(
    text: str, *, anchor: date | None, language: Language = "vi"
) -> tuple[PeriodMention, ...]:
    """Return the periods `text` names, in order of place.

    A year left out is taken from the next period of the same sentence that has one ("tháng 9 và 9
    tháng năm 2024"), else from `anchor`, the newest day the writer can know: the year in which the
    period had begun by then. Without either, the period is left out.
    """
    found = [
        (start, end, reading)
        for start, end, name, groups in _matches(text, language)
        if (reading := _reading(name, groups, _relative_year(groups.get("rel"), anchor)))
    ]
    found.sort(key=lambda item: item[0])
    mentions: list[PeriodMention] = []
    for i, (start, end, (make, written, ends)) in enumerate(found):
        year = written
        if year is None:
            year = _borrowed_year(text, end, found[i + 1 : i + 2])
        if year is None and anchor is not None:
            year = anchor.year if ends <= anchor.month else anchor.year - 1
        if year is None:
            continue
        try:
            mentions.append(PeriodMention(start, end, make(year), written is not None))
        except ValueError:  # 31/2, month 0: not a date
            continue
    return tuple(mentions)


def _borrowed_year(text: str, end: int, following: list[tuple[int, int, Reading]]) -> int | None:
    if not following:
        return None
    start, _, (_, year, _) = following[0]
    between = text[end:start]
    parted = re.search(r"[.;?!]\s|[(]|\b(?:so voi|cung ky|than|against|versus)\b", fold(between))
    return None if parted or len(between) > 25 else year
