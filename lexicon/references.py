"""Which of the periods a sentence names it speaks of, and which it only compares with."""

import re
from datetime import date

from lexicon.bases import find_bases
from lexicon.periods import PeriodMention, find_periods
from lexicon.text import Language, fold

_COMPARED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(?:so voi|so|voi|cung ky|cung thoi diem)\s(?:muc\s|cung ky\s)?(?:nam\s|cua\s)?$"),
    "en": re.compile(
        r"(?:against|versus|vs\.?|than|compared (?:with|to)|relative to|from|over|on)\s(?:in\s|the\s)?$"
    ),
}


def reference_periods(
    text: str, anchor: date | None, language: Language = "vi"
) -> tuple[PeriodMention, ...]:
    """Return the periods `text` speaks of, in order.

    Left out are those it compares with ("so với tháng 12/2022") and those in brackets, which belong
    to another period, unless nothing else is named.
    """
    bases = find_bases(text, language)
    brackets = [match.span() for match in re.finditer(r"\([^()]*\)", text)]
    folded = fold(text)

    def compared(mention: PeriodMention) -> bool:
        before = folded[max(0, mention.start - 26) : mention.start]
        return (
            any(base.start < mention.end and mention.start < base.end for base in bases)
            or bool(_COMPARED[language].search(before))
            or any(a < mention.start < b for a, b in brackets)
        )

    mentions = find_periods(text, anchor=anchor, language=language)
    return tuple(mention for mention in mentions if not compared(mention))
