"""How periods are written, as patterns over folded text; the first that fits a place reads it.

Groups: `d` day, `m` month, `n` last month or count of months, `q` quarter or half, `y`/`y2` year,
`rel` a year named by its distance.
"""

import re

from lexicon.text import Language

NUMBERS = {
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
MONTH_NAMES = {name[:length]: i + 1 for i, name in enumerate(_ENGLISH_MONTHS) for length in (3, 9)}
MONTH_NAMES |= {name: i + 1 for i, name in enumerate(_ENGLISH_MONTHS)} | {"sept": 9}

_Y = r"(?P<y>(?:19|20)\d\d)"
_YEAR = rf"(?:\s?[/.-]\s?{_Y}|(?:,|\scua)?\s\(?(?:nam\s)?{_Y.replace('?P<y>', '?P<y2>')}|(?P<rel>\snam\s(?:nay|truoc|ngoai)))?(?![\d/])"
_WORD = r"(?<=thang\s)nam(?=\s?/|\snam\s(?:20|19)\d\d)|nam(?=\sthang\s(?:dau|(?:cua\s)?nam\s(?:20|19)\d\d|(?:20|19)\d\d))|mot|gieng|hai|ba|bon|tu|sau|bay|tam|chin|muoi(?:\s(?:mot|hai))?|chap"
_NOT_BEFORE = r"(?!\s(?:cuoi|qua|lien|truoc|toi|tiep|sau|mot|cua\squ[yi]))"
_MONTH = r"(?:thang|thg\.?|t\.?)"
_EN_Y = rf"(?:,?\s(?:of\s)?(?:the\syear\s)?{_Y}|[/-]{_Y.replace('?P<y>', '?P<y2>')})?(?![\d/])"
_EN_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"

_VIETNAMESE = {
    "days-to-month-end": r"\btu\s(?:ngay\s)?16\s(?:den|toi)\s(?:het|cuoi)\s" + _MONTH + r"\s?(?P<m>\d{1,2})" + _YEAR,
    "since-new-years-day": r"\btu\s(?:ngay\s)?(?:1/1|1\sthang\s1)(?:/\d{4}|\snam\s\d{4})?\s(?:cho\s)?(?:den|toi)\s(?:het\s)?(?:ngay\s)?(?P<e>\d{1,2})(?:\s?/\s?|\sthang\s)(?P<n>\d{1,2})" + _YEAR,
    "between-days": r"\bgiua\s(?:\w+\s){0,4}?(?:ngay\s)?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?:/\d{4})?\sva\s(?:\w+\s){0,4}?(?:ngay\s)?(?P<e>\d{1,2})\s?/\s?(?P<n>\d{1,2})" + _YEAR,
    "month-span": r"\b(?:tu\s)?" + _MONTH + r"\s?(?P<m>\d{1,2})(?:\s(?:cho\s)?(?:den|toi)\s(?:het\s|cuoi\s)?|\s?[-–]\s?)" + _MONTH + r"\s?(?P<n>\d{1,2})" + _YEAR,
    "since-year-begun": r"\btu\sdau\snam(?:\s(?:(?P<y3>(?:19|20)\d\d)|nay))?\s(?:cho\s)?(?:den|toi)\s(?:het\s|cuoi\s)?" + _MONTH + r"\s?(?P<n>\d{1,2})(?!\d|\s?/\s?\d{1,2}/)" + _YEAR,
    "to-month-end": r"(?<!nua\s)\b(?:(?:(?:den|toi)\s)?(?:het|cuoi)|tinh\s(?:den|toi))\sthang\s(?P<m>0?[1-9]|1[0-2])(?!\d|\s?/\s?\d{1,2}/)" + _YEAR,
    "mid-month": r"\bgiua\sthang\s(?P<m>0?[1-9]|1[0-2])" + _YEAR,
    "since-new-year": r"\btu\sdau\snam(?:\s(?:(?P<y3>(?:19|20)\d\d)|nay))?\s(?:cho\s)?(?:den|toi)\s(?:het\s)?(?:ngay\s)?(?P<e>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})" + _YEAR,
    "years-span": r"\bgiai\sdoan\s(?P<y>(?:19|20)\d\d)\s?(?:-|–|den)\s?(?P<z>(?:19|20)\d\d)",
    "days-of-month": r"\btu\s(?:ngay\s)?(?P<d>\d{1,2})\s?(?:-|–|den|toi)\s?(?:ngay\s)?(?P<e>\d{1,2})(?:\s?/\s?|\sthang\s)(?P<n>\d{1,2})" + _YEAR,
    "day-span": r"\b(?:tu|khoang)\s(?:ngay\s)?(?P<d>\d{1,2})\s?[/-]\s?(?P<m>\d{1,2})(?:[/-]\d{4})?\s?(?:-|–|den|toi)\s?(?:het\s)?(?:ngay\s)?(?P<e>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})" + _YEAR,
    "date": r"(?<!thang\s)(?<!thg\s)\b(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?" + _Y + r"(?!\d)",
    "written-date": r"\bngay\s(?P<d>\d{1,2})\sthang\s(?P<m>\d{1,2})" + _YEAR,
    "half-month": r"\b(?:(?:15\sngay\sdau|nua\s(?:thang\s)?dau|ky\s(?:1|i|mot))\s(?:cua\s)?" + _MONTH + r"|15\sngay\sthang)\s?(?P<m>\d{1,2})" + _YEAR,
    "second-half-month": r"\b(?:nua\s(?:thang\s)?(?:cuoi|sau)|ky\s(?:2|ii|hai))\s(?:cua\s)?" + _MONTH + r"\s?(?P<m>\d{1,2})" + _YEAR,
    "year-start": r"\b15\sngay\sdau\s(?:tien\scua\s)?nam(?:\s" + _Y + ")?",
    "second-half": r"\b(?:(?:6|sau)\s(?:thang|thg)|(?:2|hai)\squy|nua(?:\snam)?)\s(?:cuoi|sau)(?:\s(?:cua\s)?nam)?(?:\s" + _Y + r")?(?!\s" + _MONTH + r")",
    "first-half": r"\bnua\s(?:dau\s(?:cua\s)?nam|nam\sdau(?:\scua\snam)?)(?:\s?/?\s?" + _Y + r")?|\bnua\sdau\s(?P<y2>(?:19|20)\d\d)",
    "span": r"\b(?:tu\s)?" + _MONTH + r"\s?(?P<m>\d{1,2})\s?(?:-|–|den|toi)\s?(?:thang\s)?(?P<n>\d{1,2})" + _YEAR,
    "quarters-to-date": r"\b(?P<q>2|3|hai|ba)\squy(?:\sdau)?(?:\stien)?(?:\scua)?\snam(?:\s" + _Y + r"|\s(?P<rel>nay))?(?!\d)|\b(?P<n>2|3|hai|ba)\squy\sdau\b",
    "swapped-year-to-date": r"\bthang\s(?P<n>\d{1,2})\sdau\s(?:tien\s)?(?:cua\s)?nam\s" + _Y + r"(?!\d)",
    "year-to-date": r"(?<!thang )\b(?!(?:1|mot)\sthang\b(?!\sdau))(?P<n>\d{1,2}|" + _WORD + r")\s(?:thang|thg)(?:(?:\s(?:tinh|ke))?\stu)?(?:\sdau)?(?:\scua)?(?:\snam){0,2}(?:\s?/?\s?" + _Y + r"(?![\d/])|\s(?P<rel>nay|truoc|ngoai)\b|(?![\d/])" + _NOT_BEFORE + r")",
    "short-year-to-date": r"\b(?P<n>\d{1,2})[tm](?:\s?dau)?\s?[/-]?\s?(?:nam\s)?" + _Y + r"(?!\d)",
    "short-half-first": r"\b(?:h(?P<q>[12])|(?P<n>[12])h)\s?/?\s?(?:nam\s)?" + _Y + r"(?!\d)",
    "first-month": r"(?<!\d\s)(?<!nam\s)(?<!hai\s)(?<!ba\s)(?<!bon\s)(?<!sau\s)(?<!bay\s)(?<!tam\s)(?<!chin\s)(?<!muoi\s)(?<!nhung\s)(?<!may\s)(?<!cac\s)\bthang\sdau\s(?:tien\s)?(?:cua\s)?nam(?:\s" + _Y + r"|\s(?P<rel>nay))?(?!\d)",
    "last-month": r"(?<!\d\s)(?<!nam\s)(?<!hai\s)(?<!ba\s)(?<!bon\s)(?<!sau\s)(?<!bay\s)(?<!tam\s)(?<!chin\s)(?<!muoi\s)(?<!nhung\s)(?<!may\s)(?<!cac\s)\bthang\scuoi\s(?:cung\s)?(?:cua\s)?nam(?:\s" + _Y + r"|\s(?P<rel>nay))?(?!\d)",
    "year-begun": r"\b(?:(?:nhung|cac|may)\sthang\s)?(?:dau|giua)\snam\s" + _Y + r"(?!\d)",
    "year-ended": r"\b(?:(?:nhung|cac|may)\sthang\s)?cuoi\snam\s" + _Y + r"(?!\d)",
    "year's-quarters": r"\b(?:4|bon)\squy\s(?:cua\s)?nam\s" + _Y,
    "quarter": r"\b(?:qu[yi]|q\.?)\s?(?P<q>iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)\b" + _YEAR,
    "quarter-first": r"\b(?P<q>[1-4])q\s?/?\s?" + _Y + r"(?!\d)",
    "month": r"\b" + _MONTH + r"\s?(?P<m>0?[1-9]|1[0-2])(?!\d|,\d|\.(?!(?:19|20)\d\d(?!\d))\d|%|\sthang)" + _YEAR,
    "word-month": r"\bthang\s(?P<m>" + _WORD + r")\b" + _YEAR,
    "short-date": r"\b(?:ngay|den|sang|chieu|toi|het|tu)\s(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\d/])",
    "bare-month": r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])\s?/\s?" + _Y + r"(?![\d/])",
    "year": r"\bnam\s" + _Y + r"(?!\d)",
    "this-year": r"\bnam\s(?P<rel>nay|ngoai|sau|toi)\b",
    "loose-year": r"(?<![\d/.,-])" + _Y + r"(?![\d/.,-])",
}  # fmt: skip
_ENGLISH = {
    "months-to": rf"\b(?:year(?:\sto\sdate)?|ytd|january)\s(?:to|through|until)\s(?:end-|the\send\sof\s)?(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "since-new-years-day": rf"\b(?:from|between|counting\sfrom|since)\s(?:1(?:st)?\sjan(?:uary)?|january\s1(?:st)?|new\syear's\sday)\s(?:to|until|till|and|through)\s(?P<e>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "since-new-years-month": rf"\b(?:from|between|counting\sfrom|since)\s(?:1(?:st)?\sjan(?:uary)?|january\s1(?:st)?|new\syear's\sday)\s(?:to|until|till|and|through)\s(?P<n>{_EN_MONTH})\s(?P<e>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)" + _EN_Y,
    "since-start-day": rf"\b(?:from|since)\sthe\s(?:beginning|start)\sof\s(?P<y3>(?:19|20)\d\d),?\s(?:up\s)?(?:to|until|till|through)\s(?P<n>{_EN_MONTH})\s(?P<e>\d{{1,2}})(?!\d)",
    "since-start": rf"\b(?:from|since)\sthe\s(?:beginning|start)\sof\s(?P<y3>(?:19|20)\d\d),?\s(?:up\s)?(?:to|until|till|through)(?:\sand\sincluding)?(?:\sthe\send\sof)?\s(?P<n>{_EN_MONTH})\b",
    "days-of-month": rf"\b(?P<n>{_EN_MONTH})\s(?P<d>\d{{1,2}})\s?(?:-|–|to|through)\s?(?P<e>\d{{1,2}})(?!\d)" + _EN_Y,
    "days-in-month": rf"\b(?P<d>\d{{1,2}})\s?(?:-|–|to)\s?(?P<e>\d{{1,2}})\s(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "months-from-january": r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?\sfrom\sjanuary" + _EN_Y,
    "quarter-ended": r"\b(?:quarter|three\smonths|3\smonths)\s(?:ended|ending|to|through|until)\s(?:the\send\sof\s)?(?P<m>march|june|september|december|mar|jun|sept|sep|dec)\b" + _EN_Y,
    "quarter-named": r"\b(?P<m>march|june|september|december)[\s-]quarter(?:\sof)?" + _EN_Y,
    "last-half": r"\b(?:last|final|latter|closing|back)\s(?:half|six\smonths|two\squarters)(?:\sof)?\s(?:the\syear\s)?" + _Y,
    "two-quarters": r"\b(?:first|opening)\s(?:two\squarters|half)(?:\sof)?\s(?:the\syear\s)?" + _Y,
    "month-number": r"\bmonth\s(?P<m>\d{1,2})\sof\s" + _Y,
    "iso-month": r"\b" + _Y + r"-(?P<m>0[1-9]|1[0-2])\b(?!-\d)",
    "months-of-span": rf"\b(?P<m>{_EN_MONTH})\s?(?:-|–|to)\s?(?P<n>{_EN_MONTH})\s(?:period|stretch)(?:\sof)?" + _EN_Y,
    "span-to-end": rf"\b(?P<m>{_EN_MONTH})\s(?:to|through|until)\sthe\send\sof\s(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "since-new-year": rf"\bfrom\s(?:the\s)?(?:beginning|start)\sof\s(?:the\syear|(?P<y3>(?:19|20)\d\d))\sto\s(?:(?P<e>\d{{1,2}})\s(?P<n>{_EN_MONTH}))\b" + _EN_Y,
    "date": r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.]" + _Y,
    "iso-date": r"\b" + _Y + r"-(?P<m>\d\d)-(?P<d>\d\d)\b",
    "day-month": rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "month-day": rf"\b(?P<m>{_EN_MONTH})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)" + _EN_Y,
    "to-month-end": rf"\b(?:end\sof|end-|late|close\sof)\s?(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "mid-month": rf"\bmid[\s-](?P<m>{_EN_MONTH})\b" + _EN_Y,
    "half-month": rf"\b(?:(?:first|opening)\s(?:half|fortnight|fifteen\sdays|15\sdays)\sof|early)\s(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "second-half-month": rf"\b(?:second|latter|closing|back|last)\s(?:half|fortnight)\sof\s(?P<m>{_EN_MONTH})\b" + _EN_Y,
    "span": rf"\b(?P<m>{_EN_MONTH})\s?(?:-|–|to|through)\s?(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "between-span": rf"\bbetween\s(?P<m>{_EN_MONTH})\sand\s(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "pair": rf"\b(?P<m>{_EN_MONTH})\s(?:and|plus)\s(?P<n>{_EN_MONTH})\b" + _EN_Y + r"(?=.{0,30}\b(?:together|combined|as\sa\swhole|overall)\b)",
    "first-month": r"\b(?:first|opening)\smonth\sof" + _EN_Y,
    "year's-months": r"\b" + _Y + r"'s\s(?:first|opening)\s(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)\smonths\b",
    "year's-half": r"\b" + _Y + r"'s\s(?P<q>first|second)\shalf\b",
    "year's-quarter": r"\b" + _Y + r"'s\s(?P<q>first|second|third|fourth)\squarter\b",
    "months-ending": rf"\b(?:\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?(?:\s(?:period|stretch))?\s(?:to|through|ended|ending|until|up\sto)\s(?:the\send\sof\s)?(?P<n>{_EN_MONTH})\b" + _EN_Y,
    "year-to-date": r"\b(?:(?:through|over|in)\s)?(?:the\s)?(?:first|opening)\s(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?(?:\sof)?" + _EN_Y,
    "bare-months": r"\b(?:over|in|across|after|for)\s(?:the\s)?(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)\smonths\b(?!\s(?:of|to|in|earlier|ago|before))",
    "months-of": r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]months?(?:\s(?:of|to|in)|(?:\s\w+){1,3}?\sin)?(?:\sthe\syear)?\s" + _Y,
    "quarter": r"\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter" + _EN_Y,
    "quarter-number": r"\b(?:quarter\s(?P<q>[1-4]|one|two|three|four)|(?P<n>[1-4])q)(?:\s|/|-|,\s|\sof\s)?" + _Y + r"(?!\d)",
    "year-quarter": r"\b" + _Y + r"[\s-]?q(?P<q>[1-4])\b",
    "year-half": r"\b" + _Y + r"[\s-]?h(?P<q>[12])\b",
    "three-months": r"\b(?P<q>first|second|third|fourth)\sthree-month\speriod(?:\sof)?" + _EN_Y,
    "months-short": r"\b(?P<n>\d{1,2})m(?:\sof\s|\s?[/-]?\s?)" + _Y + r"(?!\d)",
    "short-quarter": r"\bq(?P<q>[1-4])" + r"(?:\sof\s|,\s|\s|/|-|\.)?(?:" + _Y + r")?(?!\d)",
    "half": r"\b(?P<q>first|second|1st|2nd)[\s-]half(?:\sof)?" + _EN_Y,
    "half-number": r"\b(?P<q>[12])h\s?/?\s?" + _Y + r"(?!\d)",
    "short-half": r"\bh(?P<q>[12])(?:\s|/|-)?(?:" + _Y + r")?(?!\d)",
    "month": rf"\b(?P<m>{_EN_MONTH})\b\.?" + _EN_Y,
    "bare-month": r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])/" + _Y + r"(?![\d/])",
    "this-year": r"\b(?P<rel>this\syear|last\syear|next\syear)\b",
    "year": r"(?<![\d/.,$-])" + _Y + r"(?![\d/.,%-]\d)",
}  # fmt: skip
# What a text must hold for a pattern to be worth trying; any of them will do.
NEEDS: dict[str, tuple[str, ...]] = {
    "days-to-month-end": (" 16 ",),
    "since-new-years-day": ("1/1", "1 thang 1", "jan", "new year"),
    "since-new-years-month": ("jan", "new year"),
    "since-start-day": ("start of", "beginning of"),
    "since-start": ("start of", "beginning of"),
    "days-in-month": ("-", "–", " to "),
    "months-from-january": ("from january",),
    "quarter-ended": ("quarter", "months"),
    "quarter-named": ("quarter",),
    "last-half": ("half", "months", "quarters"),
    "two-quarters": ("half", "quarters"),
    "month-number": ("month ",),
    "iso-month": ("-",),
    "months-of-span": ("period", "stretch"),
    "span-to-end": ("end of",),
    "year-half": ("h",),
    "three-months": ("three-month",),
    "year's-quarters": (" quy ",),
    "month-span": ("t",),
    "since-year-begun": ("dau nam",),
    "span": ("thang", "thg", "-", "–", "to", "through"),
    "short-year-to-date": ("t", "m"),
    "short-half-first": ("h",),
    "quarter-first": ("q",),
    "month": ("t", "y", "j", "f", "a", "o", "dec"),
    "year's-months": ("'s ",),
    "year's-half": ("'s ",),
    "year's-quarter": ("'s ",),
    "months-ending": ("month",),
    "between-span": ("between",),
    "pair": (" and ", " plus "),
    "quarter-number": ("quarter", "q"),
    "year-quarter": ("q",),
    "short-quarter": ("q",),
    "half-number": ("h",),
    "short-half": ("h",),
    "to-month-end": ("thang", "end", "late", "close"),
    "mid-month": ("giua ", "mid"),
    "since-new-year": ("dau nam", "beginning of", "start of"),
    "between-days": ("giua ",),
    "day-span": ("tu ", "khoang "),
    "days-of-month": ("tu ", "-", "–", " to ", "through"),
    "years-span": ("giai doan",),
    "written-date": ("ngay ",),
    "half-month": ("15 ngay", "early", "first", "opening", "nua ", "ky "),
    "second-half-month": ("half", "fortnight", "nua ", "ky "),
    "year-start": ("15 ngay",),
    "second-half": (" cuoi", " sau"),
    "first-half": ("nua ",),
    "quarters-to-date": ("quy",),
    "swapped-year-to-date": ("dau ",),
    "year-to-date": ("thang", "thg", "month"),
    "first-month": ("thang dau", "month of"),
    "last-month": ("thang cuoi",),
    "quarter": ("q",),
    "word-month": ("thang",),
    "bare-month": ("/",),
    "short-date": ("/", "-"),
    "year-begun": ("dau nam", "giua nam"),
    "year-ended": ("cuoi nam",),
    "year": ("19", "20"),
    "loose-year": ("19", "20"),
    "this-year": ("nam ", "year"),
    "date": ("/", ".", "-"),
    "iso-date": ("-",),
    "months-of": ("month",),
    "bare-months": ("months",),
    "months-to": ("year", "ytd", "january"),
    "half": ("half",),
}
_WRITTEN: tuple[tuple[Language, dict[str, str]], ...] = (("vi", _VIETNAMESE), ("en", _ENGLISH))
PATTERNS: dict[Language, tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]] = {
    language: tuple(
        (name, re.compile(pattern), NEEDS.get(name, ("",))) for name, pattern in patterns.items()
    )
    for language, patterns in _WRITTEN
}
# No text without any of these names a period.
MAY_HOLD = re.compile(r"\d|thang|quy|nam|nua|month|quarter|year|half|" + _EN_MONTH)
