"""What the catalogues know in one sentence: periods, bases, subjects, places, quantities."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from lexicon.bases import BaseMention, find_bases
from lexicon.indicators import indicators_among
from lexicon.periods import PeriodMention, find_periods
from lexicon.phrases import Mention, Word, words_of
from lexicon.places import places_among
from lexicon.quantities import QuantityMention, find_quantities
from lexicon.text import Language, fold, matching
from lexicon.wording import FILLER

PeriodRole = Literal["spoken", "compared", "published"]

# What stands before a period that is compared with; the loose words mean it only where the text
# speaks of another period as well ("up 2% on April", but "over eleven months").
_COMPARED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:so voi|so|voi|cung ky|cung thoi diem)\s(?:muc\s|cung ky\s)?(?:nam\s|cua\s|ngay\s)?$"
        r"|\b(?:cao|thap|nhieu|it|lon|nho) hon (?:cua )?(?:cung ky )?$"
        r"|\bso voi (?:ket qua|so lieu|con so|muc|gia tri) (?:\w+\s){0,4}$"
        r"|\b(?:dat|de|xep) canh (?:muc )?(?:cua )?$"
    ),
    "en": re.compile(
        r"\b(?:against|versus|vs\.?|than|compare[sd]? (?:with|to)|relative to|exceed(?:ed"
        r"|s)?(?: (?:that|those) of)?)\s(?:in\s|the\s)?$"
    ),
}
_LOOSELY: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"\btu\s$"),
    "en": re.compile(r"\b(?:from|over|on|with)\s(?:the\s)?$"),
}
# A day is a reference period only behind words such as these; others are days of publication.
_AS_OF: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"\b(?:den|toi|het|vao|tai|dieu hanh|thoi diem)\s(?:het\s)?(?:ngay\s)?$"),
    "en": re.compile(r"\b(?:as of|by|until|up to|through|to|on|at)\s(?:the\s)?(?:end of\s)?$"),
}
# A year that a plan is for, or one of several that are only compared with.
_OF_OTHER = re.compile(
    r"\b(?:du toan|ke hoach|chi tieu|nhiem vu)(?: \w+){0,4}\s(?:ca\s)?$"
    r"|\b(?:cac|nhung|trong|cua) nam\s(?:\d{4}[,\s]+(?:va\s)?)*$|\b(?:cao|thap) hon(?: \w+){0,6}\s$"
)
# Such words may be part of the mention itself.
_UNTIL = re.compile(r"(?:tinh )?(?:den|toi|het|tu|dau|giua|cuoi)\b|(?:nhung|cac|may) thang")
# What stands before a place that no figure is for: a rank ("đứng đầu các tỉnh"), where a meeting
# was held, what a plant is called, where a storm struck.
_DENIED = re.compile(r"\b(?:không|chưa) $")  # "không chi sử dụng quỹ" tells of no spending
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d")
_BESIDES = re.compile(
    r"\b(?:(?:dung|xep) (?:dau|thu|vi tri)\b[^,.;]{0,25}|nha may\b[^,.;:]{0,50}"
    r"|(?:hop bao|hoi nghi|hoi thao|toa dam|cuoc hop|phien hop|to chuc|dien ra|phat bieu)"
    r"\b[^,.;:]{0,60}\b(?:tai|o)\s(?:thanh pho |tp\.? ?)?"
    r"|(?:mua|bao|lu|lut|han han|dich benh)\b[^.;:]{0,40}\b(?:tai|o)\s(?:\w+\s){0,2})$"
)
_DIGIT = re.compile(r"\d")
_COORDINATED = re.compile(r"\s*(?:va|,|and|cung nhu)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPeriod:
    """A period mention and whether the sentence speaks of it or only compares with it."""

    mention: PeriodMention
    role: PeriodRole


class Marks(NamedTuple):
    """The mentions of one sentence, each kind in order of place, with its matching form."""

    text: str
    form: str
    folded: str
    language: Language
    periods: tuple[PlacedPeriod, ...]
    bases: tuple[BaseMention, ...]
    shifts: tuple[BaseMention, ...]  # "cùng kỳ năm trước" as the period a figure belongs to
    indicators: tuple[Mention, ...]
    places: tuple[Mention, ...]
    quantities: tuple[QuantityMention, ...]
    filler: frozenset[int]  # where the words begin that say nothing of what is measured


def mark(
    text: str,
    anchor: date | None,
    language: Language = "vi",
) -> Marks:
    """Return what the catalogues know in one sentence."""
    form, folded = matching(text), fold(text)
    words = words_of(form)
    periods = find_periods(text, anchor=anchor, language=language)
    bases = tuple(
        b
        for b in find_bases(text, language)
        if b.base != "average"
        and not (
            b.base == "period" and any(b.start < p.end and p.start <= b.end + 6 for p in periods)
        )
    )
    indicators = tuple(
        m for m in indicators_among(words, language) if not _DENIED.search(form[: m.start])
    )
    taken = [(p.start, p.end) for p in periods] + [(b.start, b.end) for b in bases]
    taken += [(m.start + 1, m.end) for m in indicators]  # "lực lượng lao động từ 15 tuổi"
    quantities = tuple(
        q
        for q in (find_quantities(text, language) if _DIGIT.search(text) else ())
        if not any(start <= q.start < end for start, end in taken)
        and not _SPAN_OF_YEARS.fullmatch(text[q.start : q.end].strip())
        and not folded[: q.start].endswith(("=", "= "))
    )
    return Marks(
        text=text,
        form=form,
        folded=folded,
        language=language,
        periods=tuple(_placed(periods, bases, folded, language)),
        bases=tuple(b for i, b in enumerate(bases) if _compares(bases, i, folded, quantities)),
        shifts=tuple(b for i, b in enumerate(bases) if not _compares(bases, i, folded, quantities)),
        indicators=indicators,
        places=tuple(
            p for p in places_among(text, words, language) if not _BESIDES.search(folded[: p.start])
        ),
        quantities=quantities,
        filler=filler_starts(words, language) if quantities else frozenset(),
    )


def filler_starts(words: Sequence[Word], language: Language) -> frozenset[int]:
    """Return where the words begin that say nothing of what is measured."""
    spans = [(m.start, m.end) for m in FILLER[language].among(words) if m.id == "filler"]
    starts = [start for _, start, _ in words]
    said = {s for a, b in spans for s in starts[bisect_left(starts, a) : bisect_left(starts, b)]}
    return frozenset(said | {at for word, at, _ in words if _SPAN_OF_YEARS.fullmatch(word)})


def _placed(
    periods: tuple[PeriodMention, ...],
    bases: tuple[BaseMention, ...],
    folded: str,
    language: Language,
) -> list[PlacedPeriod]:
    placed: list[PlacedPeriod] = []
    doubtful: list[PeriodMention] = []
    for mention in periods:
        before = folded[max(0, mention.start - 30) : mention.start]
        if any(b.start < mention.end and mention.start < b.end for b in bases):
            continue  # the base tells it
        if _COMPARED[language].search(before):
            placed.append(PlacedPeriod(mention=mention, role="compared"))
        elif _is_aside(mention, before, folded, language):
            placed.append(PlacedPeriod(mention=mention, role="published"))
        elif _LOOSELY[language].search(before):
            doubtful.append(mention)
        else:
            placed.append(PlacedPeriod(mention=mention, role="spoken"))
    spoken = any(p.role == "spoken" for p in placed)
    for mention in doubtful:
        placed.append(PlacedPeriod(mention=mention, role="compared" if spoken else "spoken"))
    return sorted(placed, key=lambda p: p.mention.start)


def _is_aside(mention: PeriodMention, before: str, folded: str, language: Language) -> bool:
    """Tell whether a period is none a sentence speaks of: a day of news, the year of a plan."""
    if mention.period.kind == "as-of":
        until = _UNTIL.match(folded, mention.start)
        return not (until or _AS_OF[language].search(before))
    return mention.period.kind in ("year", "range") and bool(_OF_OTHER.search(before))


def _compares(
    bases: tuple[BaseMention, ...],
    at: int,
    folded: str,
    quantities: tuple[QuantityMention, ...],
) -> bool:
    """Tell whether a mention says what is compared with, not when something was.

    "So với cùng kỳ" compares, "(cùng kỳ năm 2023 giảm 2,9%)" and "mức 9,5% của cùng kỳ" do not.
    """
    base = bases[at]
    words = folded[base.start : base.end]
    if base.base in ("average", "december", "period") or not re.match(
        r"cung|thang|quy|mot nam|nam", words
    ):
        return True
    before = folded[: base.start]
    if at and _COORDINATED.fullmatch(folded[bases[at - 1].end : base.start]):
        return _compares(bases, at - 1, folded, quantities)
    if re.search(
        r"(?:\b(?:so|voi|so voi|tren|hon|tuong duong|ngang|bang)\s(?:muc\s(?:cua\s)?)?)$", before
    ):
        return True
    if re.search(r"\bcua\s$|[(]\s?$", before):
        return False
    nearest = next((q for q in reversed(quantities) if q.end <= base.start), None)
    return nearest is not None and base.start - nearest.end <= 2
