"""Refusals that help: what is missing, and the nearest that is held, never passed off as it."""

from collections.abc import Sequence

from bot import phrasing
from bot.figures import Finding
from bot.nearest import find_nearest
from bot.rank import Ranked
from bot.telling import Numbering, base_words, disputed_line, figure_words, subject_name
from bot.types import Answer, Citation, Question, Reason, Suggestion
from lexicon.messages import say
from lexicon.text import fold
from vectorstore.archive import Archive
from vectorstore.types import Figure


def cite(number: int, item: Ranked) -> Citation:
    """Return the citation of a ranked sentence."""
    return Citation(
        number=number,
        source=item.hit.chunk.source,
        quote=item.text,
        start=item.statement.start,
        end=item.statement.end,
    )


def refuse(question: Question, reason: Reason, archive: Archive | None = None) -> Answer:
    """Return a refusal that says what is missing and names the nearest thing held, not its value.

    Without an archive nothing is named.
    """
    language = question.language
    one = question.sort == "figure" and not (
        question.wants_places or question.wants_parts or question.extreme
    )
    asked = phrasing.topic(question) if one else ""  # held, but in no list that says which
    if reason == "not-covered":
        key = "answer.refusal-not-covered" if asked else "answer.refusal-not-covered-plain"
        text = say(key, language, asked=asked)
    elif reason == "future":
        when = phrasing.period(question.periods[0], language)
        text = say("answer.refusal-future", language, asked=asked or when)
    else:
        text = say(f"answer.refusal-{reason}", language)
    helps = archive is not None and one and reason in ("not-covered", "future")
    nearest = find_nearest(question, archive) if archive and helps else None
    numbering = Numbering()
    suggestions: tuple[Suggestion, ...] = ()
    if nearest:
        numbering.cite(nearest, printed=False)
        what = _named(nearest, question)
        if fold(what.replace(", ", " ")) == fold(asked):  # held, but not what was asked of it
            text = say("answer.refusal-not-covered-plain", language)
        suggestions = (Suggestion(text=say("answer.ask-nearest", language, what=what)),)
        text += " " + say("answer.refusal-nearest", language, what=what)
    return numbering.answer(
        question, [text], mode="passages", reason=reason, suggestions=suggestions
    )


def _named(figure: Figure, question: Question) -> str:
    """Return what a figure is of, where, when and against what."""
    language, claim = question.language, figure.claim
    name = subject_name(claim.subject, claim.place, language)
    if question.places and not claim.place:
        name += f" ({say('figure.nationwide', language)})"
    when = phrasing.period(claim.period, language) if claim.period else ""
    based = f" {base_words(claim, language)}" if question.bases and claim.base else ""
    return f"{name[:1].lower() if not name[:2].isupper() else name[:1]}{name[1:]}, {when}{based}"


def refuse_premise(question: Question, wrong: Sequence[Figure]) -> Answer:
    """Return a refusal that says what the bulletins state instead of what was taken for granted."""
    numbering = Numbering()
    stated = "; ".join(figure_words(figure, question.language, numbering) for figure in wrong)
    text = say("answer.refusal-false-premise", question.language, stated=stated)
    return numbering.answer(question, [text], reason="false-premise")


def refuse_disputed(question: Question, disputed: Sequence[Finding]) -> Answer:
    """Return a refusal that shows the values a bulletin states for what was asked."""
    numbering = Numbering()
    lines = [disputed_line(finding, question.language, numbering) for finding in disputed]
    advice = say("answer.refusal-disputed", question.language)
    return numbering.answer(question, [" ".join([*lines, advice])], reason="disputed")
