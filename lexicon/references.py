"""Which of the periods a sentence names it speaks of, and which it only compares with."""

import re
from dataclasses import dataclass
from datetime import date

from lexicon.bases import Base, base_between, find_bases
from lexicon.periods import Period, PeriodMention, find_periods
from lexicon.spans import Spans
from lexicon.text import Language, fold

# What stands before a period that is compared with; the loose words mean it only where the text
# speaks of another period as well ("up 2% on April", but "over eleven months").
_COMPARED: dict[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "vi": (
        re.compile(
            r"\b(?:so voi|so|voi|cung ky|cung thoi diem|dat canh|(?:cao|thap|nhieu|it) hon"
            r"|bang bao nhieu (?:phan tram|%)(?: cua)?)\s(?:(?:muc|cung ky|hoi|ca|nam|cua)\s)*$"
        ),
        re.compile(r"\btu\s$"),
    ),
    "en": (
        re.compile(
            r"\b(?:against|versus|vs\.?|than|compare[sd]? (?:with|to)|relative to|exceed(?:ed"
            r"|s)?(?: (?:that|those) of)?)\s(?:in\s|the\s)?(?:month\sof\s)?$"
        ),
        re.compile(r"\b(?:from|over|on|with)\s(?:the\s)?(?:month\sof\s)?$"),
    ),
}


_NUMBER = re.compile(r"\b(?:số|(?:chot|con|xin|cho) so)(?: liệu| lieu)?\s$", re.IGNORECASE)
_REACH = 26  # how far back the words before a period are looked at
_AS_BASE = re.compile(r"\s(?:lam|la)\s(?:goc|moc)\b")  # "lấy tháng 12 làm gốc"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What a text speaks of: its periods in order, and what changes are measured against."""

    periods: tuple[PeriodMention, ...]
    bases: tuple[Base, ...]
    compared: tuple[Period, ...] = ()


def read_references(
    text: str,
    anchor: date | None,
    language: Language = "vi",
    inherited: tuple[Period, ...] = (),
    *,
    borrow: bool = False,
) -> References:
    """Return the periods `text` speaks of and the bases it compares with.

    A period that is only compared with ("so với tháng 12/2022") or stands in brackets is not spoken
    of; a compared one names the base by its distance from the period spoken of, which may be
    `inherited` from the context.
    """
    mentions = find_bases(text, language)
    based = Spans((mention.start, mention.end) for mention in mentions)
    brackets = Spans(match.span() for match in re.finditer(r"\([^()]*\)", text))
    folded = fold(text)
    strong, loose = _COMPARED[language]
    spoken: list[PeriodMention] = []
    doubtful: list[PeriodMention] = []
    compared: list[PeriodMention] = []
    for mention in find_periods(text, anchor=anchor, language=language, borrow=borrow):
        before = folded[max(0, mention.start - _REACH) : mention.start]
        in_base = based.meets(mention.start, mention.end)
        if brackets.meets(mention.start, mention.start + 1):
            continue
        if _NUMBER.search(text[max(0, mention.start - _REACH) : mention.start]):
            before = ""  # "chốt số tháng 8"
        as_base = _AS_BASE.match(folded, mention.end) and before.endswith("lay ")
        if in_base or as_base or strong.search(before):
            compared.append(mention)
        else:
            (doubtful if loose.search(before) else spoken).append(mention)
    if spoken:
        compared += doubtful
    else:
        spoken = doubtful
    named = [mention.base for mention in mentions if mention.base != "period"]
    measured = dict.fromkeys([mention.period for mention in spoken] or inherited)
    others = dict.fromkeys(mention.period for mention in compared)
    distances = [base_between(period, other) for period in measured for other in others]
    bases = dict.fromkeys([*named, *(base for base in distances if base)])
    return References(
        periods=tuple(spoken),
        bases=tuple(bases),
        compared=tuple(mention.period for mention in compared),
    )


def reference_periods(
    text: str, anchor: date | None, language: Language = "vi"
) -> tuple[PeriodMention, ...]:
    """Return only the periods of `read_references`."""
    return read_references(text, anchor, language).periods
