"""What the headings of a table say: of what, for when, against what, where, in what unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lexicon.bases import base_between
from lexicon.claims import ClaimBase
from lexicon.marks import Marks, filler_starts, mark
from lexicon.periods import Period
from lexicon.phrases import words_of
from lexicon.places import VIETNAM
from lexicon.quantities import Quantity, find_quantities, units
from lexicon.references import read_references
from lexicon.table_relative import placed_in
from lexicon.text import Language, fold, matching
from lexicon.wording import Status, status_of

_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_INDICATOR = re.compile(r"\bchỉ tiêu\b(?! kế hoạch)", re.IGNORECASE)  # in a table no target
_OF_A_PLAN = re.compile(
    r"(?:so với|so|bằng|tỷ lệ|thực hiện|of|%)\s(?:the\s)?(?:kế hoạch|dự toán|plan|estimate)"
    r"(?:\s(?:cả\s)?năm)?(?:\s(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_COLON = re.compile(r"\b(so với|compared (?:with|to))\s?:", re.IGNORECASE)
_BASE_YEAR = re.compile(
    r"\(?\b(?:so với\s)?(?:kỳ|năm) gốc\b|\bbase (?:year|period)\b", re.IGNORECASE
)
_SHORTENED = {"KH": "kế hoạch", "DT": "dự toán", "CK": "cùng kỳ", "TH": "thực hiện", "LK": "lũy kế"}
_SHORT = re.compile(rf"\b(?:{'|'.join(_SHORTENED)})\b")
_DAY = re.compile(r"(?:ngày |đến |đến ngày )?(?P<day>\d{1,2})/(?P<month>1[0-2]|0?[1-9])")
_OF_100 = re.compile(r"([^(),;=]*?[^(),;=\s])\s*=\s*100\s?%?")  # "tháng trước = 100"
_AGAINST: dict[Language, str] = {"vi": "so với", "en": "compared with the"}
_UNIT_IS = re.compile(r"(?:đơn vị(?: tính)?|đvt|\bunit)\s*:\s*", re.IGNORECASE)
_LAST_WORDS = 3  # that may be a unit at the end of a heading
LISTED = re.compile(r"^\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,4}[.)]|[A-ZĐ][.)])\s*")
# How tables shorten units, and what stands for it.
_UNIT_WORDINGS = (
    (r"^1[., ]?000[., ]?000\s", "triệu "),
    (r"^1[., ]?000\s", "nghìn "),
    (r"\b(?:mill?|mn|mio)\b\.?", "million"),
    (r"\b(?:bill?|bn)\b\.?", "billion"),
    (r"\bthous\b\.?", "thousand"),
    (r"^(?:us\$|usd|us dollars?)\s(thousand|million|billion)$", r"\1 usd"),
    (r"^(?:vnd|dong)\s(thousand|million|billion|trillion)$", r"\1 vnd"),
    (r"\bhk\b(?!\.)", "hành khách"),
    (r"^%\s?(?:/\s?(?:năm|tháng|year)|p\.a\.?|per annum|a year)$", "%"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What one heading says; what it does not say is empty."""

    text: str = ""
    named: tuple[tuple[str, str], ...] = ()  # indicators with their wordings
    words: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    base: ClaimBase = ""
    compared: Period | None = None
    place: str | None = None
    unit: Quantity | None = None
    status: Status = ""
    year_alone: bool = False

    @property
    def folded(self) -> str:
        """What it says, without case and diacritics."""
        return fold(self.text)


def read_heading(
    text: str,
    anchor: date | None,
    main: Period | None,
    language: Language,
    *,
    of_row: bool = False,
    within: Period | None = None,
) -> Heading:
    """Return what a heading says; that of a row may be called as what is counted: "Địa phương".

    `within` is the period its table is about, if it may be called by its place in that.
    """
    text = _written_out(_COLON.sub(r"\1 ", text), anchor)
    bare, unit = _stated_unit(text, language)
    bracketed = (read_unit(said, language) for said in _IN_BRACKETS.findall(bare))
    unit = unit or next((found for found in bracketed if found), None)
    bare = _IN_BRACKETS.sub(lambda m: " " if read_unit(m[1], language) else m[0], bare)
    if _OF_100.search(bare):
        bare = _OF_100.sub(rf"{_AGAINST[language]} \1", bare)
        unit = unit or read_unit("%", language)
    bare = " ".join(LISTED.sub("", bare.replace(";", ",")).split())
    alone = None if unit else read_unit(bare, language)
    if alone and not (of_row and units()[alone.unit].count):
        return Heading(text=text, unit=alone)
    if unit is None and re.search(r"(?:^|\s)%(?:\s|$)", bare):
        unit = read_unit("%", language)
    if unit is None and not of_row:
        bare, unit = _parted_unit(bare, language)
    marks = mark(bare, anchor, language)
    inherited = (main,) if main else ()
    references = read_references(_OF_A_PLAN.sub("", bare), anchor, language, inherited)
    if not references.periods and not references.compared:
        unbracketed = re.sub(r"[()]", " , ", bare)
        references = read_references(_OF_A_PLAN.sub("", unbracketed), anchor, language, inherited)
    spoken = tuple(dict.fromkeys(mention.period for mention in references.periods))
    bases = [base for base in references.bases if base not in ("average", "period")]
    base: ClaimBase = bases[0] if bases else ""
    compared = references.compared[0] if references.compared and not base else None
    if _BASE_YEAR.search(bare) and spoken and not bases:
        base, compared, spoken = "period", spoken[-1], ()
    if within:
        spoken, base = placed_in(within, fold(bare), spoken, base)
    if compared and (usual := next((base_between(p, compared) for p in spoken or inherited), None)):
        base, compared = usual, None
    places = [mention.id for mention in marks.places]
    return Heading(
        text=text,
        named=tuple((m.id, marks.form[m.start : m.end]) for m in marks.indicators),
        words=tuple(_words(marks)),
        periods=spoken,
        base=base or ("period" if compared else ""),
        compared=compared,
        place=("" if places[0] == VIETNAM else places[0]) if places else None,
        unit=unit,
        status=status_of(matching(_INDICATOR.sub("", bare)), language),
        year_alone=bool(re.fullmatch(r"(?:năm |year )?(?:19|20)\d\d", bare, re.IGNORECASE)),
    )


def _words(marks: Marks) -> Iterator[str]:
    """Yield the words of a heading that no catalogue knows and that say something."""
    spans = [(m.start, m.end) for m in (*marks.indicators, *marks.places)]
    spans += [(base.start, base.end) for base in marks.bases]
    spans += [(placed.mention.start, placed.mention.end) for placed in marks.periods]
    words = words_of(marks.form)
    filler = filler_starts(words, marks.language)
    for word, start, _ in words:
        known = any(a <= start < b for a, b in spans)
        if not known and start not in filler and word[0].isalpha():
            yield word


def _written_out(text: str, anchor: date | None) -> str:
    """Return a heading with what tables shorten written out: "Với CK", and "31/3" of a year."""
    text = _SHORT.sub(lambda short: _SHORTENED[short[0]], text)
    day = _DAY.fullmatch(text)
    if not day or not anchor:
        return text
    later = (int(day["month"]), int(day["day"])) > (anchor.month, anchor.day)
    return f"{text}/{anchor.year - later}"


def _stated_unit(text: str, language: Language) -> tuple[str, Quantity | None]:
    """Return a heading without the unit it states, and that: "Đơn vị tính: Tỷ đồng Năm 2024"."""
    said = _UNIT_IS.search(text)
    words = text[said.end() :].split() if said else []
    for count in range(min(_LAST_WORDS, len(words) - 1), 0, -1):
        if said and (unit := read_unit(" ".join(words[:count]), language)):
            return f"{text[: said.start()]} {' '.join(words[count:])}".strip(), unit
    return text, None


def _parted_unit(text: str, language: Language) -> tuple[str, Quantity | None]:
    """Return a heading without the unit it ends in, and that: "Năm 2024 Tỷ đồng"."""
    words = text.split()
    for count in range(min(_LAST_WORDS, len(words) - 1), 0, -1):
        unit = read_unit(" ".join(words[-count:]), language)
        if unit and (unit.exponent or unit.unit == "%"):
            return " ".join(words[:-count]), unit
    return text, None


@lru_cache(maxsize=4096)
def read_unit(text: str, language: Language) -> Quantity | None:
    """Return one of a unit that a text names and nothing else: "tỷ đồng", "1000 tấn", "%"."""
    wording = text.strip().lower()
    for pattern, plain in _UNIT_WORDINGS:
        wording = re.sub(pattern, plain, wording)
    for in_language in dict.fromkeys((language, "en", "vi")):
        found = find_quantities(f"1 {wording}", in_language)
        if len(found) == 1 and found[0].end == len(f"1 {wording}") and found[0].quantity.unit:
            return found[0].quantity
    return None
