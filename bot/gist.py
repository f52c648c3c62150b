"""The few sentences that carry a bulletin: its headline figures, main parts and reasons."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.causes import cause_strength
from bot.sentences import Sentence
from lexicon.grids import is_row
from lexicon.indicators import find_indicators
from lexicon.quantities import find_quantities
from lexicon.subjects import lineage
from lexicon.text import fold, tokens
from vectorstore.types import Figure, Source

LEAST, MOST = 3, 6  # sentences of a summary
_ENOUGH = 5  # from here on only what says much is added
_CHARACTERS = 1_600  # of all that are chosen; more is no summary
_MAIN = 3  # series of a bulletin whose title names none
_LONG = 300  # characters from which on a sentence costs more than it says
_WORTH_ADDING, _WORTH_MUCH = 0.9, 1.8
# What a total is made of says more than the total.
TOGETHER = {"trade_total": ("exports", "imports", "trade_balance")}
_STANDING = (1.0, 0.7, 0.4, 0.2)  # worth of the first, second, ... new figure of a sentence
_DECIDES = re.compile(
    r"\b(?:yêu cầu|ban hành|chỉ đạo|quyết định|mục tiêu|phải|cho rằng|cho biết)\b"
)

Fact = tuple[str, str, str, date | None, date | None, str, str]


def main_series(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the series a bulletin is about: by its title, else by its paragraphs."""
    if not sentences:
        return ()
    source = sentences[0].source
    named = list(dict.fromkeys(mention.id for mention in find_indicators(source.title)))
    held = {f.claim.subject.indicator for s in sentences for f in s.figures}
    roots = [id for id in named if id in held and not set(lineage(id)[1:]) & set(named)]
    found = [*roots, *_printed_in_title(sentences)] or _opening(sentences)
    return tuple(dict.fromkeys([*found, *(id for of in found for id in TOGETHER.get(of, ()))]))


def _printed_in_title(sentences: Sequence[Sentence]) -> list[str]:
    """Return the series of the figures a title prints: "thực hiện 19,58 tỷ USD"."""
    source = sentences[0].source
    printed = {(abs(m.quantity.amount), m.quantity.unit) for m in find_quantities(source.title)}
    return [
        figure.claim.subject.indicator
        for sentence in sentences
        for figure in sentence.figures
        if figure.claim.complete
        and figure.claim.place == source.place
        and not figure.claim.subject.part
        and (abs(figure.claim.quantity.amount), figure.claim.quantity.unit) in printed
    ]


def _opening(sentences: Sequence[Sentence]) -> list[str]:
    """Return the series that most paragraphs tell first."""
    first: dict[int, str] = {}
    for sentence in sentences:
        for figure in sentence.figures:
            claim = figure.claim
            if claim.complete and not claim.subject.part and claim.place == sentence.source.place:
                first.setdefault(sentence.paragraph, claim.subject.indicator)
    return [id for id, _ in Counter(first.values()).most_common(_MAIN)]


def choose(sentences: Sequence[Sentence], main: Sequence[str]) -> tuple[Sentence, ...]:
    """Return three to six sentences that say most of a bulletin and nothing twice, in its order."""
    chosen: list[Sentence] = []
    told: set[Fact] = set()
    prose = [sentence for sentence in sentences if not is_row(sentence.text)]
    left = prose if len(prose) >= LEAST else list(sentences)
    left = [sentence for sentence in left if not _is_heading(sentence)]
    title = _title_words(left[0].source) if left else frozenset()
    first = left[0].paragraph if left else 0
    worths = {at: _worth(of, main, told, title, first) for at, of in enumerate(left)}
    while worths and len(chosen) < MOST:
        at = max(worths, key=worths.__getitem__)
        worth, best = worths.pop(at), left[at]
        length = sum(len(sentence.text) for sentence in (*chosen, best))
        needed = len(chosen) < LEAST
        if not needed and (worth < (_WORTH_MUCH if len(chosen) >= _ENOUGH else _WORTH_ADDING)):
            break
        if needed or length <= _CHARACTERS:
            chosen.append(best)
            new = _facts(best) - told
            told |= new
            for other in worths:
                if new & _facts(left[other]):
                    worths[other] = _worth(left[other], main, told, title, first)
    return tuple(sorted(chosen, key=lambda sentence: sentence.span.start))


def headlines(sentence: Sentence, main: Sequence[str]) -> tuple[Figure, ...]:
    """Return the figures of a sentence that a summary tells in words, most telling first."""
    worths = [(_figure_worth(figure, main), figure) for figure in sentence.figures]
    told = [(worth, figure) for worth, figure in worths if worth >= 1]
    return tuple(figure for _, figure in sorted(told, key=lambda pair: -pair[0]))


def _is_heading(sentence: Sentence) -> bool:
    """Tell whether it is the title again, or one within the text, which states nothing."""
    open_ = not re.search(r"[.!?;:”\"]$", sentence.text)
    titled = fold(sentence.source.title).startswith(fold(sentence.text))
    return open_ and (titled or not sentence.figures)


def _worth(
    sentence: Sentence,
    main: Sequence[str],
    told: set[Fact],
    title: frozenset[str],
    first: int,
) -> float:
    """Return how much a sentence says that the ones chosen do not."""
    new = {
        fact: _figure_worth(figure, main)
        for figure in sentence.figures
        if (fact := _fact(figure)) not in told
    }
    ordered = sorted(new.values(), reverse=True)
    worth = sum(w * s for w, s in zip(ordered, _STANDING, strict=False))
    strength = cause_strength(sentence.text) if new or not sentence.figures else 0
    about_main = any(value >= 1 for value in ordered) or not sentence.figures
    worth += (0.0, 0.1, 1.0, 1.3)[strength] * (1 if about_main else 0.4)
    said = frozenset(tokens(fold(sentence.text)))
    if not (sentence.figures and not new):
        worth += 1.2 * len(said & title) / (len(title) or 1)
        worth += 0.5 if sentence.paragraph == first else 0.0
        worth += 0.6 if _DECIDES.search(sentence.text) else 0.0
    if len(sentence.text) > _LONG:
        worth /= (len(sentence.text) / _LONG) ** 0.5
    return worth


def _figure_worth(figure: Figure, main: Sequence[str]) -> float:
    """Return what a figure is worth in a summary: most the main series at the bulletin's period."""
    claim, source = figure.claim, figure.source
    if not claim.complete or claim.period is None:
        return 0.1
    worth = _series_worth(figure, main)
    if claim.status in ("target", "forecast"):
        worth *= 0.4
    if claim.place != source.place:
        worth *= 0.15
    if source.period and claim.period.end != source.period.end:
        near = abs((source.period.end - claim.period.end).days) <= 12
        worth *= 0.8 if near else 0.3  # what is only recalled
    return worth


def _series_worth(figure: Figure, main: Sequence[str]) -> float:
    subject = figure.claim.subject
    line = lineage(subject.indicator) if subject.indicator else ()
    if subject.indicator in main:
        of_whole = not subject.part and not subject.words
        return 3.0 if of_whole else 1.2
    if line[1:2] and line[1] in main:
        return 1.3 if figure.claim.kind == "contribution" else 1.1
    return 0.6


def _facts(sentence: Sentence) -> set[Fact]:
    return {_fact(figure) for figure in sentence.figures}


def _fact(figure: Figure) -> Fact:
    """Return what a figure tells; told again in another sentence it adds nothing."""
    claim = figure.claim
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    subject = claim.subject
    if not claim.complete:  # nothing else tells such a figure from another
        return (str(claim.start), "", "", start, end, "", "")
    return (subject.indicator, subject.part, claim.place, start, end, claim.kind, claim.base)


def _title_words(source: Source) -> frozenset[str]:
    return frozenset(word for word in tokens(fold(source.title)) if len(word) > 2)
