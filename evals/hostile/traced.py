"""Whether what is shown of a model's sentence stands in what it cites, told without the product.

Numbers are looked up as text: one with a unit in a sentence cited, any other there, in its
bulletin's title, the question or the answer. That sign, unit, period and base are right is known
from what the model was made to say (`evals/alterations.py`), not from here.
"""

import re
from collections.abc import Iterator

from bot.types import Citation
from evals.hostile.ground import Outcome
from evals.judge import holds, plain

_MARK = re.compile(r"\[(\d+)\]")
_WITH_UNIT = re.compile(
    r"(\d+(?:[.,]\d+)*)(?=\s?(?:%|điểm|tỷ|tỉ|triệu|nghìn|ngàn|USD|đồng|tấn|percent|billion|million))"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTE = re.compile(r"“([^”]+)”")


def untraced(sentence: str, outcome: Outcome) -> Iterator[str]:
    """Yield what in a sentence shown is not where its citations say."""
    held = _held(outcome)
    named = [int(number) for number in _MARK.findall(sentence)]
    if not named:
        yield "no citation"
    if unknown := [number for number in named if number not in held]:
        yield f"cites {unknown}, which is none retrieved"
        return
    proof = cited(sentence, outcome)
    titles = " ".join(
        f"{held[n].source.title} {held[n].source.published or ''} {held[n].source.file}"
        for n in named
    )
    around = f"{proof} {plain(titles)} {outcome.answer.question.text} {outcome.answer.text}"
    said = _MARK.sub("", sentence)
    figures = {match[1] for match in _WITH_UNIT.finditer(said)}
    yield from (
        f"{figure} is in no sentence cited" for figure in figures if not holds(proof, figure)
    )
    others = set(_NUMBER.findall(said)) - figures
    yield from (f"{other} is nowhere" for other in others if not _stands(other, around))
    for quote in _QUOTE.findall(sentence):
        if plain(quote).strip(" .") not in proof:
            yield f"{quote!r} is quoted and not there"


def cited(sentence: str, outcome: Outcome) -> str:
    """Return the sentences that a sentence shown cites."""
    held = _held(outcome)
    numbers = [int(number) for number in _MARK.findall(sentence)]
    return " ".join(plain(held[number].quote) for number in numbers if number in held)


def _held(outcome: Outcome) -> dict[int, Citation]:
    spoken = outcome.spoken.citations if outcome.spoken else ()
    return {citation.number: citation for citation in (*outcome.answer.citations, *spoken)}


def _stands(number: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text))
