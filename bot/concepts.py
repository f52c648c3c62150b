"""What a proving sentence should speak of, and the Vietnamese words BM25 looks for it by."""

import re
from dataclasses import dataclass
from datetime import date

from bot import phrasing
from bot.types import Question
from lexicon.bases import find_bases
from lexicon.diacritics import pairs
from lexicon.glossary import find_glosses
from lexicon.indicators import find_indicators, indicators
from lexicon.periods import find_periods
from lexicon.places import find_places, places
from lexicon.text import ENGLISH_WORDS, fold, tokens
from vectorstore.lexical import terms
from vectorstore.store import Store

_RAREST = 4.0  # weight of a word in 1 chunk of 50 or fewer: a rare name must not decide alone
_UNKNOWN = 1.5  # weight of an English word the glossary does not know
_NAME = re.compile(r"\b[A-Z][\w-]*(?: [A-Z][\w-]*)*|\d[\d.,/-]*\w*")
# Words that carry no topic, in folded form; they never count as found or missed.
_STOP = frozenset(
    "la bao nhieu so voi cung ky nam thang quy truoc trong cua va cac mot nhung co duoc tai den "
    "tu khi nay do thi the nao sao ra tang giam dat tinh nhu gi ai may muc thay doi hay o cho "
    "ve theo con viet dau cuoi qua da se dang lan luot ca nuoc tong".split()
)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a proving sentence should speak of: any of its wordings will do."""

    wordings: tuple[str, ...]
    weight: float


def search_terms(question: Question) -> list[str]:
    """Return what BM25 looks for: the question's own words, or an English one's Vietnamese twins.

    Those are the names and figures in it, the Vietnamese wordings of what the catalogues and the
    glossary know, and its periods as a bulletin writes them.
    """
    if question.language == "vi":
        return terms(question.searched)
    wordings = [wording for group in _english_groups(question) for wording in group[:2]]
    wordings += [phrasing.period(period, "vi") for period in question.periods]
    return [term for wording in wordings for term in terms(wording)]


def _english_groups(question: Question) -> list[tuple[str, ...]]:
    """Return the Vietnamese wordings of each thing an English question speaks of."""
    text = question.searched
    named = find_indicators(text, "en")
    groups = [indicators()[id].vi for id in question.indicators]
    groups += [(places()[id].name, *places()[id].vi) for id in question.places]
    for gloss in find_glosses(text):
        if all(gloss.end <= m.start or m.end <= gloss.start for m in named):
            groups.append(gloss.wordings)
    periods = find_periods(text, anchor=date.max, language="en")
    for match in _NAME.finditer(text):
        inside = any(p.start <= match.start() < p.end for p in periods)
        if not inside and (match.start() or match[0][0].isdigit()) and not find_glosses(match[0]):
            groups.append((match[0],))
    return groups


def concepts(question: Question, store: Store) -> tuple[Concept, ...]:
    """Return what a proving sentence should speak of, each weighed by its rarity in the store."""
    if question.language == "vi":
        words = dict.fromkeys(tokens(_without_periods(question.searched)))
        groups: list[tuple[str, ...]] = [(word,) for word in words if fold(word) not in _STOP]
    else:
        groups = [tuple(" ".join(tokens(w)) for w in group) for group in _english_groups(question)]
    found = [
        Concept(group, min(_RAREST, max(_rarity(wording, store) for wording in group[:2])))
        for group in groups
    ]
    if question.language == "en":
        found += [Concept((), _UNKNOWN) for _ in _unknown_words(question)]
    return tuple(found)


def _without_periods(text: str) -> str:
    """Return a Vietnamese question without its periods, which are weighed on their own."""
    kept = list(text)
    for period in find_periods(text, anchor=date.max):
        kept[period.start : period.end] = " " * (period.end - period.start)
    return "".join(kept)


def _unknown_words(question: Question) -> list[str]:
    """Return the English words nothing is known of; a question of them alone is off the topic."""
    text = question.searched
    known = [(m.start, m.end) for m in find_indicators(text, "en")]
    known += [(m.start, m.end) for m in find_places(text, "en")]
    known += [(g.start, g.end) for g in find_glosses(text)]
    known += [(p.start, p.end) for p in find_periods(text, anchor=date.max, language="en")]
    known += [(b.start, b.end) for b in find_bases(text, "en")]
    known += [match.span() for match in _NAME.finditer(text) if match.start()]
    return [
        match[0]
        for match in re.finditer(r"[a-z]{3,}", text.lower())
        if match[0] not in ENGLISH_WORDS and not any(a <= match.start() < b for a, b in known)
    ]


def _rarity(wording: str, store: Store) -> float:
    words = tokens(wording)
    known = pairs(words) or words
    return max((store.lexical.rarity(word) for word in known), default=0.0)
