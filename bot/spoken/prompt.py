"""An answer as a prompt: its figures and sentences as data, short enough for a model on a CPU."""

from collections.abc import Sequence

from bot import phrasing
from bot.excerpt import excerpt
from bot.spoken.evidence import Evidence
from bot.spoken.types import Message
from bot.types import Answer, Citation, Question
from lexicon.messages import say

_CHARACTERS_A_TOKEN = 2.2  # of Vietnamese figures in the vocabulary of Qwen 2.5, measured
_LONGEST_QUOTE = 400  # characters


def prompt_of(answer: Answer, evidence: Evidence, *, tokens: int) -> tuple[Message, ...]:
    """Return the messages for a text about an answer, within about so many tokens.

    An example shows the form: small models leave out citations without one. Documents are quoted
    as data: line by line, each with its number, nothing of them outside of it. What does not fit is
    left out, from the last sentence of the context on.
    """
    language = answer.question.language
    task = answer.question.task or "answer"
    form = "translation" if task == "translation" else "answer"
    system = say("prompt.system", language)
    example = (say(f"prompt.{form}-asked", language), say(f"prompt.{form}-told", language))
    tail = say(f"prompt.task-{task}", language)
    head = [] if form == "translation" else [_head(answer.question), ""]
    fixed = len("".join([system, *example, *head, tail]))
    data = _fitting(_lines(answer, evidence), int(tokens * _CHARACTERS_A_TOKEN) - fixed)
    return (
        ("system", system),
        ("user", example[0]),
        ("assistant", example[1]),
        ("user", "\n".join([*head, *data, "", tail])),
    )


def _head(question: Question) -> str:
    """Return a question and what it was understood to name.

    Diacritics left out are put back, or a model writes without them too.
    """
    typed = question.searched if question.plain else question.text
    asked = " · ".join(part for part in (typed, phrasing.understood(question)) if part)
    return say("prompt.question", question.language, question=_one_line(asked))


def _lines(answer: Answer, evidence: Evidence) -> list[str]:
    language = answer.question.language
    translated = answer.question.task == "translation"
    told = () if translated else answer.lines  # or a model copies these
    lines = [say("prompt.figures", language), *told] if told else []
    lines.append(say("prompt.sentences", language))
    named = ""
    for citation in answer.citations if translated else evidence.citations:
        if citation.source.id != named:
            named = citation.source.id
            lines.append(_bulletin(citation, answer))
        lines.append(f"[{citation.number}] {_one_line(_shortened(citation, evidence))}")
    return lines


def _bulletin(citation: Citation, answer: Answer) -> str:
    source = citation.source
    day = phrasing.day(source.published, answer.question.language) if source.published else ""
    return "# " + " · ".join(part for part in (_one_line(source.title), day) if part)


def _shortened(citation: Citation, evidence: Evidence) -> str:
    if len(citation.quote) <= _LONGEST_QUOTE:
        return citation.quote
    spans = [
        (shown.figure.claim.start - citation.start, shown.figure.claim.end - citation.start)
        for shown in evidence.figures
        if shown.citation == citation.number
    ]
    return excerpt(citation.quote, spans[:3] or [(0, 1)])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    found: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        found.append(line)
    return found
