"""Reference periods: "tháng 2/2024", "10 tháng đầu năm", "quý III", "as of 31 October 2024"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from lexicon.period_patterns import MAY_HOLD, MONTH_NAMES, NUMBERS, PATTERNS
from lexicon.spans import Spans
from lexicon.text import Language, fold, has_diacritics, matching

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
        start=date(year, number, 1),
        end=date(year, number, monthrange(year, number)[1]),
        kind="month",
    )


def year_to_date(year: int, months: int) -> Period:
    """Return the first `months` months of a year; all twelve are the year."""
    if months == 12:
        return whole_year(year)
    return Period(start=date(year, 1, 1), end=month(year, months).end, kind="year-to-date")


def quarter(year: int, number: int) -> Period:
    """Return one quarter of a year."""
    return Period(
        start=date(year, 3 * number - 2, 1), end=month(year, 3 * number).end, kind="quarter"
    )


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


def days(first: date, last: date) -> Period:
    """Return the days from `first` to `last`; from New Year's Day on they are a year to date."""
    if last < first:
        raise ValueError(f"{last} is before {first}")
    whole = first.replace(day=1) == first and _is_last_day(last)
    if whole and (first.year, first.month) == (last.year, last.month):
        return month(first.year, first.month)
    kind: Kind = "year-to-date" if (first.month, first.day) == (1, 1) else "range"
    return Period(start=first, end=last, kind=kind)


def month_range(year: int, first: int, last: int) -> Period:
    """Return the months from `first` to `last` of a year."""
    if first == 1:
        return year_to_date(year, last)
    return Period(start=date(year, first, 1), end=month(year, last).end, kind="range")


def shifted(period: Period, by: str, year: int | None = None) -> Period:
    """Return the same stretch a year before (or in `year`), or the month or quarter before it.

    `by` is a comparison base; for "december" that is the December before. The month before a
    running total is the one before its last.
    """
    if by == "december":
        return month((year or period.start.year - 1), 12)
    if by in ("month-before", "quarter-before"):
        months = 1 if by == "month-before" else 3
        number = period.end.year * 12 + period.end.month - 1 - months
        make = month if by == "month-before" else (lambda y, m: quarter(y, (m + 2) // 3))
        return make(number // 12, number % 12 + 1)
    target = period.start.year - 1 if year is None else year
    distance = period.start.year - target
    return Period(
        start=_same_day(period.start, -distance),
        end=_same_day(period.end, -distance, last=_is_last_day(period.end)),
        kind=period.kind,
    )


def _is_last_day(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _same_day(day: date, years: int, last: bool = False) -> date:
    length = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, length if last else min(day.day, length))


# A reading waits for its year: given one it yields the period; `ends` is its last month.
Reading = tuple[Callable[[int], Period], int | None, int]

_SPANS = frozenset(("span", "pair", "month-span", "between-span", "months-of-span", "span-to-end"))
# How a clause begins with a year, and what ends it.
_OPENS = re.compile(r"(?:^|[,;:.?!(])\W*(?:(?:con|rieng|trong|vao|tai|in|and|while|but)\b\W*)?$")
_ENDS = re.compile(r"[.;:?!()\d]|\b(?:va|and)\b")
# Whose a period is, between it and its year.
_WHOSE = re.compile(
    r"\s(?:của|tại|ở|trên địa bàn)\s(?:(?:tỉnh|thành phố|huyện)\s)?(?P<name>\S+(?:\s\S+){0,5})\s"
)
_DAYS = frozenset(("date", "written-date", "short-date", "iso-date", "day-month", "month-day"))


def _count(word: str) -> int:
    word = re.sub(r"\s+", " ", word)
    if word in NUMBERS:
        return NUMBERS[word]
    return MONTH_NAMES[word] if word in MONTH_NAMES else int(word)


def _reading(name: str, groups: dict[str, str | None], relative: int | None) -> Reading | None:
    """Return how to build the period named by one match, or None when there is no such period."""
    number = {key: _count(value) for key, value in groups.items() if value and key in "demnq"}
    written = groups.get("y") or groups.get("y2") or groups.get("y3")
    year = int(written) if written else relative
    m, n, q, d, e = (number.get(key, 0) for key in "mnqde")
    if n > 12 or d > 31 or m > (31 if name == "days-in-month" else 12):
        return None
    makers: dict[str, tuple[Callable[[int], Period], int]] = {
        "half-month": (lambda y: half_month(y, m, 1), m),
        "days-to-month-end": (lambda y: half_month(y, m, 2), m),
        "since-new-years-day": (lambda y: days(date(y, 1, 1), date(y, n, e)), n),
        "since-new-years-month": (lambda y: days(date(y, 1, 1), date(y, n, e)), n),
        "since-start-day": (lambda y: days(date(y, 1, 1), date(y, n, e)), n),
        "since-start": (lambda y: year_to_date(y, n), n),
        "days-in-month": (lambda y: days(date(y, n, d or m), date(y, n, e)), n),
        "last-quarter": (lambda y: quarter(y, 4), 10),
        "opening-quarter": (lambda y: quarter(y, 1), 1),
        "three-quarters": (lambda y: year_to_date(y, 9), 9),
        "quarter-ended": (lambda y: quarter(y, (m + 2) // 3), m),
        "quarter-named": (lambda y: quarter(y, (m + 2) // 3), m),
        "last-half": (lambda y: half(y, 2), 7),
        "two-quarters": (lambda y: half(y, 1), 6),
        "months-of-span": (lambda y: month_range(y, m, n), n),
        "span-to-end": (lambda y: month_range(y, m, n), n),
        "year-half": (lambda y: half(y, q), 6 * q - 5),
        "three-months": (lambda y: quarter(y, q), 3 * q - 2),
        "year's-quarters": (whole_year, 1),
        "second-half-month": (lambda y: half_month(y, m, 2), m),
        "year-start": (lambda y: half_month(y, 1, 1), 1),
        "years-span": (lambda y: days(date(y, 1, 1), date(int(groups["z"] or y), 12, 31)), 12),
        "days-of-month": (lambda y: days(date(y, n, d), date(y, n, e)), n),
        "day-span": (lambda y: days(date(y, m, d), date(y, n, e)), n),
        "to-month-end": (lambda y: as_of(month(y, m).end), m),
        "mid-month": (lambda y: as_of(date(y, m, 15)), m),
        "between-days": (lambda y: days(date(y, m, d), date(y, n, e)), n),
        "since-new-year": (lambda y: days(date(y, 1, 1), date(y, n, e)), n),
        "first-month": (lambda y: month(y, 1), 1),
        "last-month": (lambda y: month(y, 12), 12),
        "second-half": (lambda y: half(y, 2), 3),
        "first-half": (lambda y: half(y, 1), 6),
        "half": (lambda y: half(y, q), 6 * q - 5),
        "short-half": (lambda y: half(y, q), 6 * q - 5),
        "span": (lambda y: month_range(y, m, n), n),
        "month-span": (lambda y: month_range(y, m, n), n),
        "between-span": (lambda y: month_range(y, m, n), n),
        "since-year-begun": (lambda y: year_to_date(y, n), n),
        "pair": (lambda y: month_range(y, m, n), n),
        "quarter-first": (lambda y: quarter(y, q), 3 * q - 2),
        "quarter-number": (lambda y: quarter(y, q or n), 3 * (q or n) - 2),
        "year-quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "short-half-first": (lambda y: half(y, q or n), 6 * (q or n) - 5),
        "half-number": (lambda y: half(y, q), 6 * q - 5),
        "quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "paired-quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "year's-quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "year's-half": (lambda y: half(y, q), 6 * q - 5),
        "short-quarter": (lambda y: quarter(y, q), 3 * q - 2),
        "swapped-year-to-date": (lambda y: year_to_date(y, n), n),
        "quarters-to-date": (lambda y: year_to_date(y, 3 * (q or n)), 3 * (q or n)),
        "year-begun": (lambda y: as_of(date(y, 1, 1)), 1),
        "year-ended": (lambda y: as_of(date(y, 12, 31)), 12),
        "year": (whole_year, 1),
        "loose-year": (whole_year, 1),
        "this-year": (whole_year, 1),
    }
    if name in makers:
        make, ends = makers[name]
        if name in _SPANS and not 1 <= m < n:
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


def _matches(
    text: str, language: Language
) -> Iterator[tuple[int, int, str, dict[str, str | None]]]:
    folded = fold(text)
    taken = Spans()
    if not MAY_HOLD.search(folded):
        return
    for name, pattern, needs in PATTERNS[language]:
        for mark in needs:
            if mark in folded:
                break
        else:
            continue
        for match in pattern.finditer(folded):
            start, end = match.span()
            if taken.meets(start, end):
                continue
            if name == "year-to-date" and _is_length(folded, match):
                continue
            if name == "year-to-date" and text[max(0, start - 4) : start].lower() == "mỗi ":
                continue
            if _is_another_word(text, match):
                continue
            lone = match[0].rstrip(".") == "may"  # without a day or a year
            if lone and text[start] == "m":
                continue  # the verb, not the month
            if (
                re.match(r"bay\sthang|muoi", match[0])
                and "tháng" in text.lower()
                and name == "month"
            ):
                continue
            taken.add(start, end)
            yield start, end, name, match.groupdict()


_NUMBER_WORDS = frozenset(
    "một giêng hai ba bốn tư năm sáu bảy bẩy tám chín mười mốt chạp nhất".split()
)


def _is_another_word(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number word only looks like one without its diacritics: "thiệt hại tháng"."""
    word = match.groupdict().get("n") or match.groupdict().get("m") or ""
    if not word.isalpha() or word not in NUMBERS:
        return False
    start = match.start("n") if match.groupdict().get("n") else match.start("m")
    written = matching(text[start : start + len(word)])
    if not has_diacritics(written):
        return text[max(0, start - 6) : start].lower() == "thiệt "
    return not all(part in _NUMBER_WORDS for part in written.split())


def _is_length(folded: str, match: re.Match[str]) -> bool:
    """Tell whether months are only counted: "sau 3 tháng", "kỳ hạn 6 tháng"."""
    counted = folded.endswith(("han ", "vong ", "sau "), 0, match.start())
    return counted and not re.search(r"\bdau\b|\bnam\b|\d{4}", match[0][3:])


def _relative_year(word: str | None, anchor: date | None) -> int | None:
    if not word or anchor is None:
        return None
    if any(mark in word for mark in ("truoc", "ngoai", "last")):
        return anchor.year - 1
    return anchor.year + 1 if any(mark in word for mark in ("next", "sau", "toi")) else anchor.year


def find_periods(
    text: str, *, anchor: date | None, language: Language = "vi", borrow: bool = False
) -> tuple[PeriodMention, ...]:
    """Return the periods `text` names, in order of place.

    A year left out is taken from the next period of the same sentence that has one ("tháng 9 và 9
    tháng năm 2024"), else from `anchor`, the newest day the writer can know: the year in which the
    period had begun by then. Without either, the period is left out. With `borrow`, as a question
    is read, any other period's year comes before the anchor ("May 2017 against April").
    """
    matched = list(_matches(text, language))
    nearest = _spoken_year(matched, anchor) if borrow else anchor
    found = [
        (start, end, reading)
        for start, end, name, groups in matched
        if (reading := _reading(name, groups, _relative_year(groups.get("rel"), nearest)))
    ]
    found.sort(key=lambda item: item[0])
    mentions: list[PeriodMention] = []
    for i, (start, end, (make, written, ends)) in enumerate(found):
        if i and _is_its_year(text, found[i - 1], found[i]) and mentions:
            mentions.append(PeriodMention(start, end, mentions[-1].period, True))
            continue
        year = written
        if year is None:
            year = _borrowed_year(text, found[i], found[i + 1 : i + 2])
        if year is None and i:
            year = _year_ahead(text, found[i - 1], start)
        if year is None and borrow:
            year = _year_beside(found, i)
        if year is None and anchor is not None:
            year = anchor.year if ends <= anchor.month else anchor.year - 1
        if year is None:
            continue
        try:
            mentions.append(PeriodMention(start, end, make(year), written is not None))
        except ValueError:  # 31/2, month 0: not a date
            continue
    return tuple(mentions)


def _is_its_year(
    text: str, stretch: tuple[int, int, Reading], year: tuple[int, int, Reading]
) -> bool:
    """Tell whether a year is that of the stretch before it: "tháng 10 của Nghệ An năm 2024"."""
    make, written, _ = year[2]
    whose = _WHOSE.fullmatch(text[stretch[1] : year[0]])
    if make is not whole_year or written is None or stretch[2][1] is not None or not whose:
        return False
    name = whose["name"].split()
    return name in (["này"], ["cả", "nước"]) or all(w[0].isupper() or w in "-–" for w in name)


def _spoken_year(
    matched: Sequence[tuple[int, int, str, dict[str, str | None]]], anchor: date | None
) -> date | None:
    """Return what "last year" is counted from in a question: the year it names, else the anchor."""
    named = (groups.get("y") or groups.get("y2") or groups.get("y3") for *_, groups in matched)
    year = next((int(written) for written in named if written), None)
    return anchor if year is None else date(year, 12, 31)


def _year_beside(found: Sequence[tuple[int, int, Reading]], at: int) -> int | None:
    """Return the year written with another period, or the one before where that fits better."""
    _, _, ends = found[at][2]
    for _, _, (_, year, last) in (*reversed(found[:at]), *found[at + 1 :]):
        if year is not None:
            return year - 1 if ends - last > 6 else year
    return None


def _year_ahead(text: str, ahead: tuple[int, int, Reading], start: int) -> int | None:
    """Return the year a clause begins with, for a stretch in it: "năm 2008, CPI tháng 5"."""
    make, written, _ = ahead[2]
    opens = make is whole_year and _OPENS.search(fold(text[: ahead[0]]))
    between = text[ahead[1] : start]
    return written if opens and len(between) <= 25 and not _ENDS.search(fold(between)) else None


def _borrowed_year(
    text: str, stretch: tuple[int, int, Reading], following: list[tuple[int, int, Reading]]
) -> int | None:
    if not following:
        return None
    start, _, (_, year, _) = following[0]
    if _is_its_year(text, stretch, following[0]):
        return year
    between = text[stretch[1] : start]
    parted = re.search(r"[.;?!]\s|[(\d]|\b(?:so voi|cung ky|than|against|versus)\b", fold(between))
    return None if parted or len(between) > 25 else year
