"""Comparison bases: against the month before, the same period a year before, December, ..."""

import re
from typing import Literal, NamedTuple

from lexicon.periods import Period, month, year_to_date
from lexicon.spans import Spans
from lexicon.text import Language, fold

Base = Literal[
    "month-before",
    "quarter-before",
    "year-before",
    "december",
    "period-before",  # the half month or the price ruling before
    "average",
    "period",  # another period, named
]


class BaseMention(NamedTuple):
    """Where a text says what a change is measured against."""

    start: int
    end: int
    base: Base


# Read in this order; the first reading of a place stands.
_VIETNAMESE: tuple[tuple[Base, str], ...] = (
    ("period-before", r"\bnua\sthang\s(?:lien\s|ngay\s)?truoc(?:\sdo)?\b"),
    ("period-before", r"\b(?:so\s)?voi\s(?:ky|lan|dot)\s(?:dieu\s(?:hanh|chinh)\s)?(?:gia\s)?(?:lien\s)?(?:ke\s)?truoc|\bso\svoi\s(?:gia|muc)\s(?:co\sso\s|ban\s(?:le\s)?)?(?:ky\struoc|hien\shanh)|\bso\svoi\s(?:nua\s(?:dau|cuoi)|ky\s(?:1|2|i|ii))\s(?:cua\s)?thang\s\d{1,2}(?:/\d{4})?"),
    ("month-before", r"\b(?:so\s(?:voi|cung)\s)?(?:cung\s(?:k[yi]|thoi\sdiem)\s)?(?:cua\s)?(?:(?:mot|1)\s)?thang\s(?:lien\s|ngay\s)?(?:ke\s)?(?:truoc|tiep\struoc)(?:\sdo)?\b"),
    ("quarter-before", r"\b(?:so\svoi\s)?quy\s(?:lien\s|ngay\s)?(?:ke\s)?truoc(?:\sdo)?\b|\bqoq\b|\bq/q\b"),
    ("month-before", r"\bmom\b|\bm/m\b|\btheo\sthang\b"),
    ("year-before", r"\bso\svoi\s(?:chinh|cung)\s(?:thang|quy|ky)\s(?:nay|ay|do)\s(?:cua\s)?nam\s(?:truoc|ngoai|20\d\d)|\b(?:quang\s)?thoi\sgian\stuong\sung(?:\scua)?\snam\s(?:truoc|ngoai|20\d\d)|\bso\svoi\s(?:thang|quy)\snay\snam\s(?:truoc|ngoai)\b|\byoy\b|\by/y\b|\bnam\slien\s(?:ke\s)?truoc\b"),
    ("december", r"\bso\svoi\sthoi\sdiem\sket\sthuc\snam\s20\d\d|\bso\svoi\s(?:thang\scuoi\s(?:cung\s)?(?:cua\s)?nam|cuoi\snam|dau\snam|thoi\sdiem\scuoi\snam|cuoi(?=\s20\d\d))(?:\s(?:truoc|ngoai|nay|(?:20|19)\d\d))?|\bso\svoi\sthang\s(?:12|muoi\shai|chap)\b(?:\s?/\s?\d{4}|\snam\s(?:truoc|ngoai|\d{4}))?"),
    ("year-before", r"\b(?:so\s)?(?:voi\s)?(?:(?:(?<=voi\s)|(?<=\bso\s))(?:thang|quy)\s)?cung\s(?:k[yi]|thoi\s(?:diem|gian|ky)|giai\sdoan|thang|quy)\b(?:\snam)?(?:\s(?:truoc|ngoai|20\d\d))?|\bso\svoi\s(?:(?:mot|1)\snam\struoc|nam\s(?:truoc|ngoai)|cung\snam)|\b(?:mot|1)\snam\struoc(?:\sdo)?|\btheo\snam\b|\btrong\s(?:vong\s)?mot\snam(?:\squa)?\b"),
    ("year-before", r"(?<=[(])nam\s(?:truoc|ngoai)\b(?!\s(?:dai|khi|do))"),
    ("month-before", r"(?<=% )trong\sthang(?=\s?(?:[,.;)]|va\b|nhung\b))"),
    ("month-before", r"\btrong\s(?:vong\s)?mot\sthang(?:\squa)?\b"),
    ("period", r"\bso\svoi\s(?:nam|thang|quy|binh\squan|[0-9]{1,2}\sthang)\b"),
    ("average", r"\bbinh\squan\b"),
)  # fmt: skip
_ENGLISH: tuple[tuple[Base, str], ...] = (
    ("year-before", r"\b(?:year[\s-](?:on|over)[\s-]year|y[/-]?o[/-]?y|y/y|on\sthe\syear|year[\s-](?:ago|earlier)(?:\s(?:period|month|quarter))?|same\sstretch\s(?:of|in)\s20\d\d|annual(?:ly|ised|ized)?(?!\s(?:plan|estimate|target|budget|goal))|annualised)\b|\b(?:a|one)\syear\s(?:earlier|ago|before)|\b(?:same|corresponding)\s(?:period|month|quarter|time|months)\b(?:\s(?:of|in|during)\s(?:the\s)?(?:(?:previous|last|prior|preceding)\syear|year\sbefore|20\d\d)|\slast\syear)?|\b(?:from|than|against|over|with|to|on)\s(?:the\s)?(?:previous|last|prior|preceding)\syear|\bthe\syear\sbefore|\ba\syear\sprior"),
    ("month-before", r"\b(?:month[\s-](?:on|over)[\s-]month|m[/-]?o[/-]?m|m/m|monthly|on\sthe\smonth|(?<!half[\s-])month\sjust\sbefore)\b|\b(?:from|than|against|over|with|to|on)\s(?:the\s)?(?:previous|last|prior|preceding)\smonth|\b(?:a|one)\smonth\s(?:earlier|before|ago)|\bthe\smonth\sbefore"),
    ("quarter-before", r"\bquarter[\s-](?:on|over)[\s-]quarter|\bq[/-]?o?[/-]?q\b|\bon\sthe\squarter\b|\bquarter\sjust\sbefore\b|(?:a|one)\squarter\s(?:earlier|before|ago)|\bthe\squarter\sbefore|\bpreceding\squarter|\b(?:previous|last|prior)\squarter"),
    ("december", r"\bfinal\smonth\sof\s20\d\d|(?<!quarter\s)(?<!months\s)(?<!period\s)(?<!stretch\s)\b(?:from|against|since|with|to|than|versus|vs\.?)\s(?:the\s)?(?:last\s|previous\s)?(?:december|end\sof\s(?:last\syear|20\d\d)|end-20\d\d|year-end)"),
    ("period-before", r"\b(?:previous|last|prior|preceding)\s(?:price\s)?(?:adjustment|ruling|review|half[\s-]month|fortnight)|\b(?:half[\s-]month|price\s(?:review|adjustment))\sjust\sbefore"),
    ("average", r"\b(?:on\s)?average\b"),
)  # fmt: skip
_PATTERNS: dict[Language, tuple[tuple[Base, re.Pattern[str]], ...]] = {
    "vi": tuple((base, re.compile(pattern)) for base, pattern in _VIETNAMESE),
    "en": tuple((base, re.compile(pattern)) for base, pattern in _ENGLISH),
}


# No text without any of these names a base.
_MAY_HOLD: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\bso\b|cung|truoc|binh quan|\bmom\b|m/m|yoy|y/y|qoq|q/q|theo|trong|nua thang|\bvoi\b|tuong ung"
    ),
    "en": re.compile(
        r"year|month|quarter|same|corresponding|previous|last|prior|preceding|december|end|average"
        r"|\bm/?o?/?m\b|\by/?o?/?y\b|\bq/?o?/?q\b|annual"
    ),
}


def base_between(period: Period, compared: Period) -> Base | None:
    """Return the base that comparing `period` with `compared` makes, or None when it has no name."""
    if period.kind == "as-of" and compared.kind == "month":
        period = month(period.end.year, period.end.month)
    elif period.kind == "as-of" and compared.kind == "year-to-date":
        period = year_to_date(period.end.year, period.end.month)
    same_length = (period.end - period.start).days - (compared.end - compared.start).days
    if abs(same_length) > 3:
        december = compared.kind == "month" and compared.end.month == 12
        return "december" if december and compared.end < period.end else None
    if (compared.end.year, compared.end.month) == (period.end.year - 1, period.end.month):
        return "year-before"
    gap = (period.end.year - compared.end.year) * 12 + period.end.month - compared.end.month
    if period.kind == "month" and compared.kind == "month":
        if gap == 1:
            return "month-before"
        return "december" if compared.end.month == 12 and 0 < gap < 12 else None
    if period.kind == "quarter" and gap == 3:
        return "quarter-before"
    return None


def find_bases(text: str, language: Language = "vi") -> tuple[BaseMention, ...]:
    """Return the comparison bases `text` names, in order of place."""
    folded = fold(text)
    found: list[BaseMention] = []
    if not _MAY_HOLD[language].search(folded):
        return ()
    taken = Spans()
    for base, pattern in _PATTERNS[language]:
        for match in pattern.finditer(folded):
            if not taken.meets(*match.span()):
                taken.add(*match.span())
                found.append(BaseMention(match.start(), match.end(), base))
    return tuple(sorted(found))
