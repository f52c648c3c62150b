"""Whether a sentence without a figure says no more than a cited sentence does."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from bot.spoken import beside
from bot.spoken.evidence import Evidence
from bot.types import Citation, Question
from lexicon.bases import find_bases
from lexicon.indicators import find_indicators
from lexicon.periods import Period, find_periods
from lexicon.text import ENGLISH_WORDS, Language, fold, matching, tokens
from lexicon.wording import FILLER

_LEAST = 0.7  # share of its telling words that one cited sentence has to hold
_LEAST_OF_PART = 0.6  # that share for each part of it, so that none hangs on to a true one
_LEAST_OF_CLAUSE = 0.85  # for each clause, or it says the contrary in one word
_LEAST_TRANSLATED = 0.75  # of an English clause; more than that can be looked up
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
        r"|weak|good|bad|poor|great|excellent|terrible|severe|unexpected\w*|surpris\w*|alarming"
        r"|worrisome|success\w*|encouraging|worrying|disappointing|positive|negative|record|surg(?:e|ed|ing)"
        r"|soar(?:ed|ing)?|jump(?:ed|ing)?|plung(?:e|ed|ing)|plummet(?:ed|ing)?"
        r"|tumbl(?:e|ed|ing)|skyrocket(?:ed|ing)?)\b"
    ),
    "vi": re.compile(
        r"\b(?:mạnh|nhẹ|đáng kể|đáng chú ý|đột biến|vượt bậc|ấn tượng|kỷ lục|khởi sắc|tích cực"
        r"|tiêu cực|khả quan|ảm đạm|nhanh|chậm|vọt|bùng nổ|lao dốc|giảm sâu|tốt|xấu|kém|tệ|đẹp"
        r"|rõ rệt|bất ngờ|đáng (?:mừng|lo|ngại|tiếc|buồn|báo động)|thất bại|thành công|vững chắc"
        r"|bền vững|nghiêm trọng|trầm trọng|quá (?:cao|thấp|nhanh|chậm|ít|nhiều))\b"
    ),
}
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
        if not _adds(sentence, c)
    }
    enough = [number for number, share in shares.items() if share >= _LEAST]
    best = [number for number in named if number in enough]
    return best[0] if best else max(enough, key=lambda number: shares[number], default=None)


def _adds(sentence: str, citation: Citation) -> bool:
    """Tell whether a Vietnamese sentence adds to what one that is cited says, or turns it round."""
    told = f"{citation.source.title}. {citation.quote}"
    return (
        hangs_on(sentence, "vi", told)
        or beside.invents_cause(sentence, told, "vi")
        or beside.invents_speaker(sentence, told, "vi")
        or beside.strange_names(sentence, told)
        or _has_other_word(sentence, told)
        or _has_other_period(sentence, told, citation)
        or _turns_round(sentence, citation.quote)
    )


def _has_other_word(sentence: str, told: str) -> bool:
    """Tell whether a clause says another word than is told: two syllables, or too many single."""
    known = frozenset(tokens(told))
    for start, end in beside.clauses(sentence):
        said = tokens(sentence[start:end])
        telling = _telling(sentence[start:end])
        strange = telling - known
        if any(a in strange and b in strange for a, b in pairwise(said)):
            return True
        if len(strange) > (1 - _LEAST_OF_CLAUSE) * len(telling):
            return True
    return False


def _has_other_period(sentence: str, told: str, citation: Citation) -> bool:
    """Tell whether a sentence speaks of a time that neither the one cited nor its title names."""
    source = citation.source
    known = [mention.period for mention in find_periods(told, anchor=source.published)]
    known += [source.period] if source.period else []
    return any(
        not any(said.period.same_days(k) or said.period.nearly(k) for k in known)
        for said in find_periods(sentence, anchor=source.published)
    )


def _turns_round(sentence: str, quote: str) -> bool:
    """Tell whether a clause denies, ranks or moves otherwise than the clause nearest to it."""
    theirs = [quote[start:end] for start, end in beside.clauses(quote)]
    for start, end in beside.clauses(sentence):
        said = sentence[start:end]
        words = frozenset(tokens(said))
        nearest = max(theirs, key=lambda clause: len(words & frozenset(tokens(clause))))
        if not words & frozenset(tokens(nearest)):
            nearest = quote
        if beside.turns(said, "vi") != beside.turns(nearest, "vi"):
            return True
        if not beside.directions(said, "vi") <= beside.directions(nearest, "vi"):
            return True
        if beside.compares(said, "vi") and not (
            beside.compares(nearest, "vi")
            and beside.names(said) <= frozenset(tokens(fold(nearest)))
        ):
            return True
    return False


def hangs_on(sentence: str, language: Language, told: str) -> bool:
    """Tell whether a part of a sentence says what `told` does not: a cause, a source, a judgement.

    Of an English one its words are counted that are no common ones; `told` is Vietnamese.
    """
    if judges(sentence, language, told):
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


def judges(sentence: str, language: Language, told: str) -> bool:
    """Tell whether a sentence judges where what is told does not in these words."""
    judged = list(_JUDGING[language].finditer(matching(sentence)))
    if language == "vi":
        theirs = frozenset(_JUDGING["vi"].findall(matching(told)))
        return not theirs.issuperset(match[0] for match in judged)
    meant = beside.translated(sentence, told)
    return any(not any(a <= match.start() < b for a, b in meant) for match in judged)


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
            (indicator, verb) in _moves(c.quote, "vi", ()) and _speaks_of(c, periods)
            for c in evidence.citations
        ):
            return True
    return False


def _speaks_of(citation: Citation, periods: Sequence[Period]) -> bool:
    """Tell whether a sentence names each of some periods, or its bulletin is about it.

    A period that something is compared with is none of these.
    """
    quote, source = citation.quote, citation.source
    bases = [(base.start, base.end) for base in find_bases(quote)]
    known = [
        mention.period
        for mention in find_periods(quote, anchor=source.published)
        if not any(a <= mention.start < b for a, b in bases)
    ]
    known += [source.period] if source.period else []
    return all(any(period.same_days(k) or period.nearly(k) for k in known) for period in periods)


def _moves(
    sentence: str, language: Language, indicators: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield each series a sentence has rise or fall; the one in question where none is named."""
    for start, end in beside.clauses(sentence):
        clause = sentence[start:end]
        named = find_indicators(clause, language)
        if moved := beside.moves_of(clause, language):
            yield named[0].id if named else next(iter(indicators), ""), moved[-1]


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
        told = f"{citation.source.title}. {citation.quote}"
        if judges(sentence, "en", told) or beside.invents_cause(sentence, told, "en"):
            continue
        if beside.invents_speaker(sentence, told, "en"):
            continue
        if beside.turns(sentence, "en") and not beside.turns(told, "vi"):
            continue
        if beside.compares(sentence, "en") and not beside.compares(told, "vi"):
            continue
        known = {mention.id for mention in find_indicators(told, "vi")}
        if not series <= known or not all(_is_known(name, told) for name in names):
            continue
        if _mostly_told(sentence, told):
            return citation.number
    return None


def _mostly_told(sentence: str, told: str) -> bool:
    """Tell whether most words of each clause of an English sentence can be looked up in `told`."""
    named = [(m.start, m.end) for m in find_indicators(sentence, "en")]
    spans = [(m.start, m.end) for m in find_periods(sentence, anchor=None, language="en")]
    spans += [(m.start, m.end) for m in find_bases(sentence, "en")] + named
    strange = beside.strange_words(sentence, "en", spans, told)
    meant = beside.translated(sentence, told)
    telling = [
        word
        for word in beside.own_words(sentence, "en", spans)
        if not any(start < word.start < end for start, end in meant)  # a phrase counts once
    ]
    for start, end in beside.clauses(sentence):
        other = sum(start <= at < end for at, _ in strange)
        said = sum(start <= at < end for at, _ in [*telling, *named])
        if other and other >= (1 - _LEAST_TRANSLATED) * said:
            return False
    return True


def _is_known(name: str, told: str) -> bool:
    return _is_place(name) or name in fold(told) or bool(beside.translated(name, told))


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
