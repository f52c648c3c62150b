"""A quoted passage in English as far as its figures go; the rest needs a language model."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.figures import Finding, Reading
from bot.quotes import nearest_quote
from bot.tasks_asked import wants_other_language
from bot.telling import Numbering, finding_lines
from bot.types import Answer, Citation, Question
from lexicon.messages import say
from lexicon.sentences import Span
from lexicon.text import fold
from vectorstore.store import Store
from vectorstore.types import Figure

_MOST = 6  # passages
_QUOTE = re.compile(r"[“\"«]([^”\"»]{20,})[”\"»]")
_NUMBERS = re.compile(
    r"\[(\d{1,2})\]|\b(?:quotes?|sentences?|sources?|citations?|passages?|number|no\.?|cau|nguon"
    r"|trich dan|doan|so) (?:so )?(\d{1,2})\b"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "thu nhat": 1, "dau tien": 1, "thu hai": 2,
    "thu ba": 3, "thu tu": 4,
}  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")


def translate(question: Question, store: Store, earlier: Callable[[], Answer | None]) -> Answer:
    """Return each passage with its figures told in English; a refusal where there is none.

    The passages are those the question itself quotes, else those the answer `earlier` gives cites.
    """
    if wants_other_language(question.text):
        return _refused(question, say("answer.refusal-other-language", question.language))
    pasted = _pasted(question, store)
    if pasted is None:
        return _refused(question, say("answer.refusal-not-held", question.language))
    last = None if pasted else earlier()
    cited = pasted or (_asked_for(question, last.citations) if last else ())
    if not cited:
        text = say("answer.refusal-nothing-to-translate", question.language)
        return _refused(question, text)
    return _told(question, cited[:_MOST], store)


def _pasted(question: Question, store: Store) -> tuple[Citation, ...] | None:
    """Return the bulletins' sentences a question quotes; None where one stands in no bulletin."""
    found: list[Citation] = []
    for match in _QUOTE.finditer(question.text):
        quoted = nearest_quote(match[1], store)
        if quoted is None or not quoted.exact:
            return None
        found.append(quoted.citation)
    return tuple(found)


def _asked_for(question: Question, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the citations a question names by number, all where it names none."""
    folded = fold(question.text)
    named = {int(match[1] or match[2]) for match in _NUMBERS.finditer(folded)}
    named |= {_ORDINALS[match[0]] for match in _ORDINAL.finditer(folded)}
    return tuple(c for c in citations if not named or c.number in named)


def _told(question: Question, cited: Sequence[Citation], store: Store) -> Answer:
    english = replace(question, language="en")
    numbering = Numbering()
    text: list[str] = []
    lines: list[str] = []
    untold = 0
    bulletins = {citation.source.id for citation in cited}
    held = {bulletin: store.archive.figures_in(bulletin) for bulletin in bulletins}
    for citation in cited:
        stated = [
            figure
            for figure in held[citation.source.id]
            if figure.claim.sentence.start == citation.start
        ]
        whole = [figure for figure in stated if figure.claim.complete]
        untold += len(stated) - len(whole)
        span = Span(citation.start, citation.end)
        number = numbering.cite_sentence(citation.source, span, citation.quote)
        told = [
            line
            for finding in _findings(whole)
            for line in finding_lines(finding, english, numbering, limit=len(whole))
        ]
        lines += told
        text += [*told, f"“{citation.quote}” [{number}]"]
    notes = [say("answer.translation-note", question.language)]
    if untold:
        notes.append(say("answer.translation-untold", question.language, count=untold))
    note = " ".join(notes)
    return numbering.answer(question, [*text, note], lines=[*lines, note], mode="passages")


def _findings(figures: Sequence[Figure]) -> tuple[Finding, ...]:
    """Return the figures of a sentence by series, place and period, in its order."""
    found: dict[object, list[Figure]] = {}
    for figure in figures:
        claim = figure.claim
        found.setdefault((claim.subject, claim.place, claim.period), []).append(figure)
    return tuple(
        Finding(
            subject=of[0].claim.subject,
            place=of[0].claim.place,
            period=of[0].claim.period,
            readings=tuple(Reading(figure=figure) for figure in of),
        )
        for of in found.values()
        if of[0].claim.period
    )


def _refused(question: Question, text: str) -> Answer:
    return Answer(
        question=question,
        text=text,
        mode="passages",
        citations=(),
        reason="off-topic",
    )
