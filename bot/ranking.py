"""Which place, partner or part did most or least, from the lists in which a bulletin names them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot import phrasing
from bot.figures import BASE_ORDER, covers
from bot.telling import Numbering, base_words, subject_name, value_words
from bot.types import Answer, Question
from lexicon.claims import ClaimKind
from lexicon.grids import is_row
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.places import places
from lexicon.subjects import Subject, is_branch, lineage
from lexicon.text import Language, fold
from vectorstore.archive import Archive
from vectorstore.types import Figure

# What a list of places says before its first figure: one of "those that grew most" says nothing of
# the lowest.
_LOW = re.compile(r"\b(?:thap nhat|giam|tang thap|thap|giam manh|it nhat|cham nhat)\b")
_HIGH = re.compile(r"\b(?:cao nhat|tang cao|dan dau|tang manh|dung dau|lon nhat|kha cao|cao)\b")
_LEAST = 3  # names a list must have before the first of it is called the highest or lowest
_LEAST_ROWS = 5  # and those of a table
_MOST = 12  # names that are printed
_LEVELS: tuple[ClaimKind, ...] = ("level", "count", "share")
_NEAR_PLACES = ("province", "city")


def rank(question: Question, archive: Archive) -> Answer | None:
    """Return the places or parts a bulletin's lists name, ranked; None when no list goes that way.

    Where only a direction is asked for ("which fell"), all that went that way.
    """
    asked = question.extreme or question.direction
    if not asked or len(question.subjects) != 1 or len(question.periods) != 1:
        return None
    if question.subjects[0].words or not (question.wants_places or question.wants_parts):
        return None
    held = [
        figure
        for figure in archive.figures((), periods=question.periods)
        if covers(figure.claim, question.periods[0])
    ]
    fitting = _of_one_measure([f for f in held if _is_one_of(f, question)], question)
    lists: dict[tuple[str, int], list[Figure]] = {}
    for figure in fitting:
        # provinces are told in lists of the best and the worst, parts in the whole of a bulletin
        whole = not question.wants_places or _is_row(figure)
        sentence = 0 if whole else figure.claim.sentence.start
        lists.setdefault((figure.source.id, sentence), []).append(figure)
    chosen = [of for of in map(_distinct, lists.values()) if _goes(of, question)]
    return _told(question, max(chosen, key=len)) if chosen else None


def _is_one_of(figure: Figure, question: Question) -> bool:
    """Tell whether a figure is one of the places or parts asked for, of the series asked for."""
    claim, whole = figure.claim, question.subjects[0]
    if claim.status in ("target", "forecast") or claim.subject.words or not claim.kind:
        return False
    if question.wants_places or question.wants_parts == "country":
        kind = places()[claim.place].kind if claim.place else ""
        wanted = kind in _NEAR_PLACES if question.wants_places else kind == "country"
        return wanted and (claim.subject.indicator, claim.subject.part) == (
            whole.indicator,
            whole.part,
        )
    if claim.place != (question.places[0] if question.places else ""):
        return False
    id, part = claim.subject.indicator, claim.subject.part
    if part:
        return id == whole.indicator and not whole.part
    if whole.indicator not in lineage(id)[1:]:
        return False
    if question.wants_parts == "group":
        return indicators()[id].parent == whole.indicator
    if question.wants_parts in ("branch", "product"):
        return is_branch(id) == (question.wants_parts == "branch")
    return True


def _of_one_measure(figures: Sequence[Figure], question: Question) -> list[Figure]:
    """Return the figures of one kind, base and unit: those asked for, else the most numerous."""
    usual_kinds: tuple[ClaimKind, ...] = ("growth",) if question.direction else _LEVELS
    asked = tuple(kind for kind in question.kinds if kind != "change")
    kinds = asked or question.kinds or usual_kinds
    bases = [base for base in question.bases if base not in ("average", "period")]
    of_kind = [f for f in figures if f.claim.kind in kinds]
    of_base = [f for f in of_kind if not bases or f.claim.base in bases]
    keys = Counter((f.claim.kind, f.claim.base, f.claim.quantity.unit) for f in of_base)
    if not keys:
        return []
    usual = max(
        keys,
        key=lambda key: (
            -kinds.index(key[0]),
            keys[key] >= _LEAST,
            -BASE_ORDER.index(key[1]),
            keys[key],
        ),
    )
    return [f for f in of_base if (f.claim.kind, f.claim.base, f.claim.quantity.unit) == usual]


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    """Return the first figure of each place and part."""
    seen: dict[tuple[Subject, str], Figure] = {}
    for figure in figures:
        seen.setdefault((figure.claim.subject, figure.claim.place), figure)
    return list(seen.values())


def _goes(figures: Sequence[Figure], question: Question) -> bool:
    """Tell whether a list can tell which was the highest or lowest, or who went that way."""
    if not question.extreme:
        down = question.direction == "down"
        return any((f.claim.quantity.value < 0) == down for f in figures)
    if len(figures) < _LEAST:
        return False
    if all(_is_row(figure) for figure in figures):  # a table says nothing of either end
        return len(figures) >= _LEAST_ROWS
    lowest = question.extreme == "lowest"
    way = _LOW if lowest else _HIGH
    if question.wants_places:
        return bool(way.search(_head(min(figures, key=lambda f: f.claim.start))))
    top = (min if lowest else max)(figures, key=lambda f: f.claim.quantity.amount)
    return bool(way.search(fold(top.quote))) and (top.claim.quantity.value > 0) != lowest


def _is_row(figure: Figure) -> bool:
    return is_row(figure.quote)


def _head(figure: Figure) -> str:
    """Return what a list says before its first figure."""
    return fold(figure.quote[: max(0, figure.claim.start - figure.claim.sentence.start)])


def _told(question: Question, figures: Sequence[Figure]) -> Answer:
    language = question.language
    down = (question.extreme or question.direction) in ("lowest", "down")
    if not question.extreme:
        figures = [f for f in figures if (f.claim.quantity.value < 0) == down]
    ranked = sorted(figures, key=lambda f: f.claim.quantity.amount, reverse=not down)[
        : question.top or _MOST
    ]
    numbering = Numbering()
    named = [
        say(
            "figure.ranked",
            language,
            name=_name(figure, language),
            amount=value_words(figure.claim, language),
            number=numbering.cite(figure),
        )
        for figure in ranked
    ]
    line = say(
        "figure.ranking",
        language,
        subject=subject_name(question.subjects[0], next(iter(question.places), ""), language),
        period=phrasing.period(question.periods[0], language),
        base=base_words(ranked[0].claim, language),
        names="; ".join(named),
    ).replace(" ,", ",")
    return numbering.answer(question, [line, *numbering.quotes()], lines=[line])


def _name(figure: Figure, language: Language) -> str:
    """Return what tells a figure from the others of its list."""
    claim = figure.claim
    if claim.place and claim.subject.part == "" and places()[claim.place].kind:
        return places()[claim.place].label(language)
    return indicators()[claim.subject.part or claim.subject.indicator].label(language)
