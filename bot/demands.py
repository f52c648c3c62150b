"""What a question names that its proof must hold: numbers, documents, names, words of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.types import Question
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.indicators import find_indicators
from lexicon.periods import find_periods
from lexicon.places import find_places
from lexicon.quantities import find_quantities
from lexicon.text import ENGLISH_WORDS, fold, tokens

_DOCUMENT = re.compile(
    r"\b\d+(?:/\d{4})?/[A-ZĐ][A-ZĐa-z]*(?:-[A-ZĐ][A-ZĐa-z]*)*|\b\d{1,4}-[A-ZĐ]{2,}\b"
)
_CAPITALS = "".join(
    sorted({c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and c.isalpha()})
)
_NAME = re.compile(rf"\b[{_CAPITALS}][\w&.]*(?:[- ][{_CAPITALS}\d][\w&.]*)*")
_COMMON = frozenset(
    "viet nam vietnam usd vnd cpi gdp iip fdi pmi grdp quy thang nam bo chinh phu thu tuong ong ba"
    " tong cuc thong ke hai quan ngan hang nha nuoc prime minister government state bank general"
    " statistics office national assembly quoc hoi ministry nso gso covid q1 q2 q3 q4".split()
)


@dataclass(frozen=True, slots=True)
class Demands:
    """What a proving sentence must hold; `words` each in any of its wordings, folded."""

    amounts: tuple[Decimal, ...]
    words: tuple[tuple[str, ...], ...]

    def met_by(self, quote: str, around: str) -> bool:
        """Tell whether a sentence holds the amounts and it or its surroundings hold the words."""
        if self.amounts:
            printed = {abs(m.quantity.amount) for m in find_quantities(quote)}
            printed |= {abs(m.quantity.value) for m in find_quantities(quote)}
            if not all(abs(amount) in printed for amount in self.amounts):
                return False
        if not self.words:
            return True
        said = f" {' '.join(tokens(fold(f'{quote} {around}')))} "
        return all(any(f" {w} " in said for w in wordings) for wordings in self.words)


def demands_of(question: Question) -> Demands:
    """Return what the proof of a question must hold beside its indicator, period and place."""
    words = [*_documents(question.text), *_names(question)]
    if question.sort in ("person", "decision"):
        pass  # its verbs are no parts of a series: "who spoke", "which decree froze"
    elif question.sort == "prose":
        words += [(fold(word),) for phrase in question.unknown for word in phrase.split()]
    elif question.language == "vi":
        words += [(fold(word),) for s in question.subjects[:1] for word in s.words]
    else:
        words += list(_english_words(question))
    return Demands(amounts=_amounts(question), words=tuple(dict.fromkeys(words)))


def _amounts(question: Question) -> tuple[Decimal, ...]:
    """Return the numbers with a unit that a question states."""
    text = question.searched if question.plain else question.text
    taken = [
        (p.start, p.end) for p in find_periods(text, anchor=date.max, language=question.language)
    ]
    return tuple(
        mention.quantity.amount
        for mention in find_quantities(text, question.language)
        if mention.quantity.unit
        and not any(a <= mention.start < b for a, b in taken)
        and mention.quantity.unit not in ("groups", "localities")
    )


def _documents(text: str) -> Iterator[tuple[str, ...]]:
    for match in _DOCUMENT.finditer(text):
        yield (" ".join(tokens(fold(match[0]))),)


def _names(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield each word of the proper names that no catalogue knows."""
    text, language = question.text, question.language
    known = [(m.start, m.end) for m in find_indicators(text, language)]
    known += [(m.start, m.end) for m in find_places(text, language)]
    known += [(p.start, p.end) for p in find_periods(text, anchor=date.max, language=language)]
    known += [(b.start, b.end) for b in find_bases(text, language)]
    known += [m.span() for m in _DOCUMENT.finditer(text)]
    if language == "en":
        known += [(g.start, g.end) for g in find_glosses(text)]
    for match in _NAME.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in known):
            continue
        single = " " not in match[0] and match.start() == 0
        if single and not re.search(r"[A-Z\d].*[A-Z\d]", match[0]):
            continue  # the first word of a sentence
        for word in tokens(fold(match[0])):
            if word not in _COMMON and word not in ENGLISH_WORDS and not word.isdigit():
                yield (word,)


def _english_words(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield the Vietnamese wordings of what an English question's subject is narrowed by."""
    glosses = {g.wordings[0].lower(): g.wordings for g in find_glosses(question.text)}
    for subject in question.subjects[:1]:
        for word in subject.words:
            yield tuple(" ".join(tokens(fold(w))) for w in glosses.get(word, (word,)))
