"""Whether a sentence without a figure says no more than a cited sentence does."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from bot.spoken.evidence import Evidence
from bot.types import Citation, Question
from lexicon.bases import find_bases
from lexicon.indicators import find_indicators
from lexicon.periods import find_periods
from lexicon.text import ENGLISH_WORDS, Language, fold, matching, tokens
from lexicon.wording import FILLER, last_verb

_LEAST = 0.7  # share of its telling words that one cited sentence has to hold
_LEAST_OF_PART = 0.6  # that share for each part of it, so that none hangs on to a true one
_FEWEST = 2  # telling words a sentence needs to say anything
_PART = re.compile(r"[,;:.!?…–—()]+(?:\s|$)|\b(?:vì|do|bởi|nên|khiến|because|due to|as|since)\b")
_IDLE = frozenset(
    "rose fell grew up down increase increased decrease decreased decline declined compared"
    " respectively respective meanwhile while also overall total totalled totaled reached stood"
    " estimated bulletin bulletins report reports reported according monthly annual year-on-year"
    " earlier before previous usd vnd billion million trillion thousand percent nationwide"
    " vietnam".split()
)
# Words that judge a figure; told only where a bulletin judges too.
_JUDGING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:significant|substantial|sharp|strong|slight|modest|steep|rapid|dramatic|marked"
        r"|considerabl|notabl|remarkabl|sizeabl|impressiv)\w*|robust|huge|massive|solid|healthy"
        r"|weak|encouraging|worrying|disappointing|positive|negative|record|surg(?:e|ed|ing)"
        r"|soar(?:ed|ing)?|jump(?:ed|ing)?|plung(?:e|ed|ing)|plummet(?:ed|ing)?"
        r"|tumbl(?:e|ed|ing)|skyrocket(?:ed|ing)?)\b"
    ),
    "vi": re.compile(
        r"\b(?:mạnh|nhẹ|đáng kể|đáng chú ý|đột biến|vượt bậc|ấn tượng|kỷ lục|khởi sắc|tích cực"
        r"|tiêu cực|khả quan|ảm đạm|nhanh|chậm|vọt|bùng nổ|lao dốc|giảm sâu)\b"
    ),
}
_CLAUSE = re.compile(r"[,;:]|\b(?:và|nhưng|còn|trong khi|and|but|while|whereas)\b")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZĐ][\w&]*(?:[ -][A-ZĐ][\w&]*)*")


def supporting(
    sentence: str, question: Question, citations: Sequence[Citation], named: Sequence[int]
) -> int | None:
    """Return the number of the citation that supports a sentence, None when none does.

    Of the citations it names itself one is taken where it can be.
    """
    if question.language == "en":
        return _by_names(sentence, citations, named)
    telling = _telling(sentence)
    if len(telling) < _FEWEST:
        return None
    shares = {
        c.number: len(telling & _said(c.quote, c.source.title)) / len(telling)
        for c in citations
        if not hangs_on(sentence, "vi", f"{c.source.title} {c.quote}")
    }
    enough = [number for number, share in shares.items() if share >= _LEAST]
    best = [number for number in named if number in enough]
    return best[0] if best else max(enough, key=lambda number: shares[number], default=None)


def hangs_on(sentence: str, language: Language, told: str) -> bool:
    """Tell whether a part of a sentence says what `told` does not: a cause, a source, a judgement.

    Of an English one its words are counted that are no common ones; `told` is Vietnamese.
    """
    if _judges(sentence, language, told):
        return True
    said = frozenset(tokens(told))
    for part in _PART.split(sentence):
        telling = _telling(part) - said
        if language == "en":
            if len(telling - _IDLE) > _FEWEST:
                return True
        elif len(telling) >= _FEWEST and len(telling) > (1 - _LEAST_OF_PART) * len(_telling(part)):
            return True
    return False


def _judges(sentence: str, language: Language, told: str) -> bool:
    """Tell whether a sentence judges where nothing told does; in Vietnamese in other words."""
    judged = _JUDGING[language].findall(matching(sentence))
    theirs = frozenset(_JUDGING["vi"].findall(matching(told)))
    return bool(judged) and (not theirs if language == "en" else not theirs.issuperset(judged))


def goes_the_other_way(
    sentence: str, question: Question, anchor: date | None, evidence: Evidence
) -> bool:
    """Tell whether a sentence has a series rise or fall that the evidence does not.

    A rise is one where each change of the series told for that period, and against that base where
    one is named, is a rise; where none is told, where a cited clause says so.
    """
    moves = list(_moves(sentence, question.language, question.indicators))
    if not moves:
        return False
    periods = [m.period for m in find_periods(sentence, anchor=anchor, language=question.language)]
    bases = {mention.base for mention in find_bases(sentence, question.language)}
    for indicator, verb in moves:
        changes = [
            claim.quantity.value
            for claim in (shown.figure.claim for shown in evidence.figures)
            if claim.kind in ("growth", "change")
            and claim.subject.indicator == indicator
            and claim.period is not None
            and any(claim.period.same_days(p) for p in periods or question.periods)
            and (not bases or claim.base in bases)
        ]
        if any((change > 0) != (verb == "up") for change in changes):
            return True
        if not changes and not any(
            (indicator, verb) in _moves(c.quote, "vi", ()) for c in evidence.citations
        ):
            return True
    return False


def _moves(
    sentence: str, language: Language, indicators: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield each series a sentence has rise or fall; the one in question where none is named."""
    for start, end in _clauses(sentence):
        verb, _ = last_verb(matching(sentence[start:end]), language, moved=True)
        if verb in ("up", "down"):
            named = find_indicators(sentence[start:end], language)
            yield named[0].id if named else next(iter(indicators), ""), verb


def _clauses(sentence: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(sentence)), len(sentence)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _by_names(sentence: str, citations: Sequence[Citation], named: Sequence[int]) -> int | None:
    """Return a citation named whose bulletin knows the series and names of an English sentence.

    One that names neither says nothing that could be looked up.
    """
    series = {mention.id for mention in find_indicators(sentence, "en")}
    names = {fold(match[0]) for match in _NAME.finditer(sentence)}
    if not series and all(map(_is_place, names)):
        return None
    for citation in citations:
        if citation.number not in named:
            continue
        told = f"{citation.source.title} {citation.quote}"
        if _judges(sentence, "en", told):
            continue
        known = {mention.id for mention in find_indicators(told, "vi")}
        if series <= known and all(name in fold(told) or _is_place(name) for name in names):
            return citation.number
    return None


def _is_place(name: str) -> bool:
    return fold(name) in ("vietnam", "viet nam")


def _telling(sentence: str) -> frozenset[str]:
    """Return the words of a Vietnamese sentence that are no filler, without diacritics' case."""
    form = matching(sentence)
    filler = {
        at
        for mention in FILLER["vi"].find(sentence)
        if mention.id == "filler"
        for at in range(mention.start, mention.end)
    }
    kept = "".join(" " if at in filler else sign for at, sign in enumerate(form))
    return frozenset(word for word in tokens(kept) if word not in ENGLISH_WORDS)


@lru_cache(maxsize=256)
def _said(quote: str, title: str) -> frozenset[str]:
    return frozenset(tokens(f"{title} {quote}"))
