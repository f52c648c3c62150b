"""Numbers with their units: "18,3%", "1.234,5 tỷ đồng", "1,6-1,8 triệu tấn", "$1.2bn"."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from lexicon.text import NO_BREAK, Language, fold, matching

Qualifier = Literal["", "about", "over", "under", "at-most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit with its wordings; the first of each language is what an answer prints.

    Between a bare whole number and one of the words `not_before` a wording is part of another word:
    "5 đồng", but "năm 2024 đồng bằng sông Hồng".
    """

    id: str
    vi: tuple[str, ...]
    en: tuple[str, ...]
    count: bool = False
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as printed, in decimal notation, times ten to the `exponent`, with its unit's id.

    `high` is the end of a range, `of` the whole of a fraction such as 60/63.
    """

    value: Decimal
    unit: str
    exponent: int = 0
    high: Decimal | None = None
    of: int | None = None
    qualifier: Qualifier = ""

    @property
    def amount(self) -> Decimal:
        """The number with its scale worked out: 1,5 tỷ is 1,500,000,000."""
        return self.value.scaleb(self.exponent)

    @property
    def places(self) -> int:
        """How many decimal places are printed."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


class QuantityMention(NamedTuple):
    """Where a text prints a quantity, its unit included."""

    start: int
    end: int
    quantity: Quantity


@cache
def units() -> dict[str, Unit]:
    """Return the units of `data/units.toml` by id."""
    tables = tomllib.loads((files("lexicon") / "data" / "units.toml").read_text("utf-8"))
    return {
        row["id"]: Unit(
            id=row["id"],
            vi=tuple(row["vi"]),
            en=tuple(row["en"]),
            count=row.get("count", False),
            not_before=tuple(row.get("not_before", ())),
        )
        for row in tables["unit"]
    }


# Written scale -> power of ten.
_SCALES: dict[Language, dict[str, int]] = {
    "vi": {
        "triệu tỷ": 15, "triệu tỉ": 15, "nghìn tỷ": 12, "nghìn tỉ": 12, "ngàn tỷ": 12,
        "ngàn tỉ": 12, "trăm tỷ": 11, "trăm tỉ": 11, "trăm triệu": 8, "tỷ": 9, "tỉ": 9,
        "triệu": 6, "trăm nghìn": 5, "trăm ngàn": 5, "nghìn": 3, "ngàn": 3,
    },
    "en": {
        "trillion": 12, "trn": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6,
        "mln": 6, "thousand": 3,
    },
}  # fmt: skip
_SHORT_SCALES = {"b": 9, "m": 6}  # only after a currency: $500m, but 500 m is a length
_MONEY = {"vnd": "VND", "eur": "EUR", "€": "EUR", "usd": "USD", "us$": "USD", "$": "USD"}
MONEY = frozenset(("USD", "VND", "EUR", "CNY", "JPY"))  # ids of currencies
_GAP = f"[ {NO_BREAK}]"  # parts thousands: "1 234,5"
_NUMBER = (
    rf"[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
# Words whose number is a name, and the largest it can be: "tháng 5 120 doanh nghiệp".
_NAMING = {
    "tháng": 12, "thg": 12, "quý": 4, "ngày": 31, "tuần": 53, "đợt": 99, "mục": 99, "bảng": 99,
    "biểu": 99, "hình": 99, "nhóm": 99, "thứ": 999, "hạng": 999, "top": 999, "quận": 99,
    "phường": 99, "khu": 99, "lộ": 99, "ql": 99, "chương": 99, "trang": 999, "covid": 99,
    "quarter": 4, "q": 4, "month": 12, "day": 31, "week": 53, "table": 99, "figure": 99,
    "page": 999, "phase": 99, "january": 31, "february": 29, "march": 31, "april": 30, "may": 31,
    "june": 30, "july": 31, "august": 31, "september": 30, "october": 31, "november": 30,
    "december": 31,
}  # fmt: skip
_NAMING_PLAIN = {fold(word): most for word, most in _NAMING.items() if word not in ("thứ", "khu")}
_BEFORE = re.compile(r"([^\W\d_]+)\W$")
_NUMBER_BEFORE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\D)\d+\s$")  # but a year
_NOTE = "[¹²³⁰⁴-⁹]"  # the mark of a footnote
_WORD_ENDS = r"(?![^\W¹²³⁰⁴-⁹])"
_COMPARED = "".join(
    f"(?<!{word} )"
    for word in "cao thấp nhiều ít lớn nhỏ nhanh chậm mạnh yếu kém tốt rẻ dài".split()
)
_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("at-most", r"không quá|không cao hơn|tối đa"),
    ("at-most", r"(?:no|not) more than|at most"),
    ("under", r"gần|chưa đến|chưa tới|(?<!không )(?<!trên )dưới"),
    ("under", r"nearly|almost|under|close to|below|(?<!no )(?<!not )(?:less|fewer) than"),
    ("over", rf"{_COMPARED}hơn|trên|vượt|vượt quá|không dưới|không thấp hơn|ít nhất"),
    ("over", r"over|more than|above|exceeding|at least|(?:no|not) (?:less|fewer) than"),
    ("about", r"khoảng|chừng|quanh|xấp xỉ|trên dưới"),
    ("about", r"about|around|approximately|roughly|some"),
)
_LEVEL = r"\s(?:(?:mức|mốc|ngưỡng|con số)\s)?$"
_QUALIFIED = tuple(
    (name, re.compile(pattern), re.compile(fold(pattern)))
    for name, pattern in ((name, rf"\b(?:{words}){_LEVEL}") for name, words in _QUALIFIERS)
)
# Each qualifier ends with one of these words.
_QUALIFYING = frozenset(
    re.findall(r"[a-z]+", fold(f"{_LEVEL} {' '.join(words for _, words in _QUALIFIERS)}"))
)
_DASHES = "-−–"
_MINUS = rf"(?<![\w%)])[{_DASHES}]"
_NEGATIVE = re.compile(rf"(?:\b(?:âm|minus|negative)\s|{_MINUS})$")
_NEGATIVE_PLAIN = re.compile(rf"(?:\b(?:am|minus|negative)\s|{_MINUS})$")
_REACH = 32  # how far back the words before a number are looked at


class _Reader(NamedTuple):
    """What reads quantities in one language and one text form."""

    pattern: re.Pattern[str]
    units: dict[str, str]
    other_words: dict[str, frozenset[str]]
    scales: dict[str, int]
    plain: bool
    language: Language


@cache
def _reader(language: Language, plain: bool) -> _Reader:
    form = fold if plain else matching
    ids: dict[str, str] = {}
    wordings: dict[str, str] = {}
    for unit in units().values():
        for wording in (*unit.vi, *unit.en) if language == "en" else unit.vi:
            written = form(wording)
            ids.setdefault(written, unit.id)
            ending = _WORD_ENDS if written[-1].isalnum() else ""
            wordings.setdefault(written, re.escape(written) + ending)
    unit_words = "|".join(wordings[w] for w in sorted(wordings, key=len, reverse=True))
    scales = _SCALES["vi"] | (_SCALES["en"] if language == "en" else {})
    scales = {form(word): power for word, power in scales.items()}
    # "Tháng 5 tỷ lệ thất nghiệp" is no 5 billion; unmarked, "ty trong" is more often "tỷ trong".
    ratio = rf"(?!\s(?:{'le|gia|suat' if plain else 'lệ|giá|suất|trọng'})\b)"
    scale_words = "|".join(
        word + (ratio if scales[word] == 9 else "")
        for word in sorted(scales, key=len, reverse=True)
    )
    glued = "|".join(map(form, ("usd", "vnd", "đồng")))  # "tỷUSD"
    money = "|".join(re.escape(m) for m in _MONEY if language == "en" or "$" in m)
    start = (
        rf"(?<![\w.,/])(?:(?P<money>{money})\s?)?(?P<low>{_NUMBER})(?P<note>{_NOTE}*)"
        rf"(?:/(?P<of>\d{{1,3}})(?=\s))?"
    )
    until = (
        rf"(?:\s?(?P<percent>%)?\s?(?:[{_DASHES}—]|đến|tới|den|toi|to)\s?"
        rf"(?P<high>{_NUMBER})(?![\d/]))?"
    )
    end = (
        rf"(?:\s?(?P<scale>{scale_words})(?:{_WORD_ENDS}|(?={glued}))"
        rf"|(?(money)\s?(?P<short>[bm]){_WORD_ENDS}|(?!)))?"
        rf"(?:(?:\s|(?<=\d)-)?(?P<unit>{unit_words}))?"
        rf"(?P<per>(?(money)(?:/|\s(?:per|an?|to\sthe)\s)[a-z]\w*|(?!)))?"
    )
    return _Reader(
        pattern=re.compile(start + until + end),
        units=ids,
        other_words={u.id: frozenset(map(form, u.not_before)) for u in units().values()},
        scales=scales | _SHORT_SCALES,
        plain=plain,
        language=language,
    )


def read_number(text: str, language: Language = "vi") -> Decimal:
    """Return the value of printed digits.

    Both notations are read in either language where only one reading makes sense: two or more
    groups of three digits are thousands, a last group of another length is a fraction. One group of
    three after the language's thousands mark is thousands, after the other mark a fraction.
    """
    text = text.replace(" ", "").replace(NO_BREAK, "")
    *groups, tail = re.split(r"[.,]", text)
    if not groups:
        return Decimal(text)
    marks = [c for c in text if c in ".,"]
    grouped = len(groups[0]) <= 3 and not (len(groups) == 1 and text.startswith("0"))
    if len(marks) == 1:
        grouped = grouped and marks[0] == ("." if language == "vi" else ",")
    if len(tail) == 3 and grouped and len(set(marks)) == 1:
        return Decimal("".join((*groups, tail)))
    return Decimal(f"{''.join(groups)}.{tail}")


def find_quantities(
    text: str, language: Language = "vi", *, plain: bool = False
) -> tuple[QuantityMention, ...]:
    """Return the numbers of `text` with their units, in order; the sign is that of a written minus.

    A number without a unit has unit "". Numbers inside names and dates are found too: it takes the
    periods of a text to tell them apart.
    """
    form = fold(text) if plain else matching(text)
    reader = _reader(language, plain)
    found = []
    at = 0
    while match := reader.pattern.search(form, at):
        if match["high"] and not _is_range(match, reader):
            low_ends = max(match.end(group) for group in ("low", "of", "percent"))
            match = reader.pattern.match(form, match.start(), low_ends) or match
        if not _is_one_number(form, match, reader):
            first_ends = match.start("low") + len(re.split(_GAP, match["low"])[0])
            match = reader.pattern.match(form, match.start(), first_ends) or match
        if _is_figure(form, match) and (mention := _read(form, match, reader)):
            found.append(mention)
        at = match.end()
    return tuple(found)


def _is_range(match: re.Match[str], reader: _Reader) -> bool:
    """Tell "7% - 8%" from "5,2% - 63 địa phương" and "từ 8% đến 5%"."""
    if match["percent"] and reader.units.get(match["unit"] or "") != "%":
        return False
    low, high = (read_number(match[end], reader.language) for end in ("low", "high"))
    return low < high


def _is_one_number(form: str, match: re.Match[str], reader: _Reader) -> bool:
    """Tell "đạt 1 234 tỷ" from two numbers beside each other, as in "tháng 5 120 doanh nghiệp".

    What no-break spaces hold together is one, unless the first of it is a name; between plain
    spaces it is one if something is measured or all that follows is zeros.
    """
    groups = re.split(_GAP, match["low"])
    if len(groups) == 1:
        return True
    before = form[max(0, match.start("low") - _REACH) : match.start("low")]
    word = _BEFORE.search(before)
    naming = _NAMING_PLAIN if reader.plain else _NAMING
    if len(groups) == 2 and word and int(groups[0]) <= naming.get(word[1], 0):
        return False
    if " " not in match["low"] or set(groups[1:]) == {"000"}:
        return True
    measured = match["unit"] or match["scale"] or match["short"] or match["money"]
    return bool(measured) and not _NUMBER_BEFORE.search(before)


def _is_figure(form: str, match: re.Match[str]) -> bool:
    """Tell a figure from a part of a name, of a decree or of a date."""
    start, end = match.span()
    following, beyond = form[end : end + 1], form[end + 1 : end + 2]
    measured = match["unit"] or match["scale"] or match["short"]
    if match["note"] and (match["low"] == "10" or not measured):
        return False  # 10⁹
    if form[start - 1 : start] in tuple(_DASHES) and form[start - 2 : start - 1].isalnum():
        return False  # Covid-19
    if measured:
        return True
    if following.isalnum():
        return False  # 4G, 13th
    if following in tuple(".,") and beyond.isdigit():
        return False  # 31.12.2024
    return bool(match["money"]) or following not in ("/", "-") or not beyond.isalnum()


def _read(form: str, match: re.Match[str], reader: _Reader) -> QuantityMention | None:
    start, end = match.span()
    unit = reader.units.get(match["unit"] or "", "")
    if _is_other_word(form, match, reader):
        unit, end = "", _number_end(match)
    if match["money"]:
        if unit in ("%", "pp"):  # "against the USD 2.5%": the currency is not the number's
            start, end = match.start("low"), match.end("unit")
        else:
            unit, end = _money_unit(match, reader)
    value = read_number(match["low"], reader.language)
    high = read_number(match["high"], reader.language) if match["high"] else None
    whole = int(match["of"]) if match["of"] else None
    if whole is not None and whole < value:
        return None  # 30/4 is a day
    negative, qualifier = _words_before(form[max(0, start - _REACH) : start], reader.plain)
    if negative:
        value, high = -value, None if high is None else -high
    return QuantityMention(
        start,
        end,
        Quantity(
            value=value,
            unit=unit,
            exponent=reader.scales.get(match["scale"] or match["short"] or "", 0),
            high=high,
            of=whole,
            qualifier=qualifier,
        ),
    )


def _is_other_word(form: str, match: re.Match[str], reader: _Reader) -> bool:
    """Tell whether what looks like the unit begins another word: "2024 bao gồm", "3 điểm nhấn"."""
    number = match["low"] + (match["high"] or "")
    if not match["unit"] or match["scale"] or not number.isdigit():
        return False
    following = re.match(r"\s(\w+)", form[match.end() : match.end() + 12])
    other_words = reader.other_words[reader.units[match["unit"]]]
    return following is not None and following[1] in other_words


def _money_unit(match: re.Match[str], reader: _Reader) -> tuple[str, int]:
    """Return the unit of a number behind its currency ("$75 a barrel") and where it ends."""
    money = _MONEY[match["money"]]
    per = reader.units.get(f"{money.lower()}{match['per']}") if match["per"] else None
    if per and not match["unit"]:
        return per, match.end()
    return money, _number_end(match)


def _number_end(match: re.Match[str]) -> int:
    return max(match.end(group) for group in ("low", "of", "high", "scale", "short"))


def _words_before(before: str, plain: bool) -> tuple[bool, Qualifier]:
    """Return whether a minus stands before a number, and its qualifier, in either order."""
    minus = _NEGATIVE_PLAIN if plain else _NEGATIVE
    sign = minus.search(before)
    if sign:
        before = before[: sign.start()]
    last = re.search(r"(\w+)\s$", before)
    if last is None or fold(last[1]) not in _QUALIFYING:
        return bool(sign), ""
    for name, marked, unmarked in _QUALIFIED:
        if words := (unmarked if plain else marked).search(before):
            return bool(sign or minus.search(before[: words.start()])), name
    return bool(sign), ""
