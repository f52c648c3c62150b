"""Which province or part grew most or least, from the list in which a bulletin names them."""

import re

from bot import phrasing
from bot.numbers import quantity
from bot.telling import Numbering, subject_name
from bot.types import Answer, Question
from lexicon.messages import say
from lexicon.places import places
from lexicon.text import fold
from vectorstore.archive import Archive
from vectorstore.types import Figure

_LOW = re.compile(r"\b(?:thap nhat|giam|tang thap|thap|giam manh|it nhat|cham nhat)\b")
_HIGH = re.compile(r"\b(?:cao nhat|tang cao|dan dau|tang manh|dung dau|lon nhat|kha cao|cao)\b")
_LEAST = 3  # places a list must name before the first of it is called the highest or lowest


def rank_places(question: Question, archive: Archive) -> Answer | None:
    """Return the places of one bulletin's list, ranked; None when no list goes that way.

    A list of "those that grew most" says nothing of the lowest: its sentence must say which it is.
    """
    if not question.extreme or len(question.subjects) != 1 or not question.periods:
        return None
    subject = question.subjects[0]
    if subject.words:
        return None
    held = archive.figures([(subject.indicator, subject.part)], periods=question.periods)
    lists: dict[tuple[str, int], list[Figure]] = {}
    for figure in held:
        if figure.claim.place and figure.claim.kind == "growth":
            key = (figure.source.id, figure.claim.sentence.start)
            lists.setdefault(key, []).append(figure)
    way = _LOW if question.extreme == "lowest" else _HIGH
    fitting = [of for of in lists.values() if len(of) >= _LEAST and way.search(_head(of[0]))]
    if not fitting:
        return None
    return _told(question, max(fitting, key=len))


def _head(figure: Figure) -> str:
    """Return what a list says before its first figure."""
    return fold(figure.quote[: max(0, figure.claim.start - figure.claim.sentence.start)])


def _told(question: Question, figures: list[Figure]) -> Answer:
    language = question.language
    reverse = question.extreme == "highest"
    ranked = sorted(figures, key=lambda f: f.claim.quantity.value, reverse=reverse)
    numbering = Numbering()
    number = 0
    for figure in ranked:
        number = numbering.cite(figure)
    named = [
        say(
            "figure.ranked",
            language,
            place=places()[f.claim.place].label(language),
            amount=quantity(f.claim.quantity, language, sign=True),
        )
        for f in ranked
    ]
    first = ranked[0].claim
    line = say(
        "figure.ranking",
        language,
        subject=subject_name(first.subject, "", language),
        period=phrasing.period(question.periods[0], language),
        places="; ".join(named),
        number=number,
    )
    citation = numbering.citations[0]
    return Answer(
        question=question,
        text=f"{line}\n“{citation.quote}” [{citation.number}]",
        reason=None,
        mode="figures",
        citations=tuple(numbering.citations),
        suggestions=(),
        elapsed_ms=0.0,
        figures=tuple(numbering.shown),
        lines=(line,),
    )
