"""Whether a summary, what changed, a reason or a translation tells and cites what it must."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.bot import Bot
from bot.types import Answer, Turn
from evals.judge import file_stem, holds, plain
from evals.table import Row
from lexicon.text import fold

FILE = Path(__file__).with_name("tasks.jsonl")
WITHOUT_DIACRITICS = "vi without diacritics"
_LEAST_QUOTES, _MOST_QUOTES = 3, 6  # sentences of a summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with what a right answer cites, prints and quotes; `|` parts what may stand."""

    id: str
    lang: str
    task: str
    question: str
    history: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one request, and what is wrong with the answer."""

    asked: Asked
    answer: Answer
    faults: tuple[str, ...]


def load_requests(path: Path = FILE) -> tuple[Asked, ...]:
    """Return the requests of a JSONL file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        fields: Any = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
        found.append(Asked(**fields))
    return tuple(found)


def folded(requests: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return the Vietnamese requests as typed without diacritics."""
    return tuple(
        replace(asked, question=fold(asked.question), history=tuple(map(fold, asked.history)))
        for asked in requests
        if asked.lang == "vi"
    )


def ask(bot: Bot, requests: Iterable[Asked]) -> tuple[Outcome, ...]:
    """Ask each after its history, answered too, and judge it."""
    return tuple(_outcome(bot, asked) for asked in requests)


def _outcome(bot: Bot, asked: Asked) -> Outcome:
    turns: list[Turn] = []
    for question in asked.history:
        turns.append(Turn(question=question, answer=bot.ask(question, turns).text))
    answer = bot.ask(asked.question, turns)
    return Outcome(asked=asked, answer=answer, faults=tuple(faults(asked, answer)))


def faults(asked: Asked, answer: Answer) -> list[str]:
    """Return what is wrong with an answer: task, refusal, bulletins, figures, sentences."""
    found = []
    if answer.question.task != asked.task:
        found.append(f"task {answer.question.task!r}")
    if answer.refused != asked.refused:
        found.append("answered" if asked.refused else f"refused: {answer.reason}")
    cited = {file_stem(citation.source.file) for citation in answer.citations}
    found += [f"not cited: {file}" for file in asked.files if file not in cited]
    text = plain(answer.text)
    found += [f"not told: {figure}" for figure in asked.figures if not _told(text, figure)]
    found += [f"not said: {words}" for words in asked.said if words not in text]
    quotes = " ".join(plain(citation.quote) for citation in answer.citations)
    for wanted in asked.quoted:
        if not any(part in quotes for part in wanted.split("|")):
            found.append(f"not quoted: {wanted}")
    if asked.task == "summary" and not asked.refused:
        if not _LEAST_QUOTES <= len(answer.citations) <= _MOST_QUOTES:
            found.append(f"{len(answer.citations)} sentences")
        found += [f"also cited: {file}" for file in sorted(cited - set(asked.files))]
    return found


def _told(text: str, figure: str) -> bool:
    return figure in text if " " in figure else holds(text, figure)


def rows(outcomes: Sequence[Outcome], without_diacritics: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return the share right of all, by language and by task, and without diacritics."""
    found = [_row("all", outcomes)]
    for name in sorted({o.asked.lang for o in outcomes}):
        found.append(_row(name, [o for o in outcomes if o.asked.lang == name]))
    for name in sorted({o.asked.task for o in outcomes}):
        found.append(_row(f"task: {name or 'none'}", [o for o in outcomes if o.asked.task == name]))
    found.append(_row("to be refused", [o for o in outcomes if o.asked.refused]))
    return (*found, _row(WITHOUT_DIACRITICS, without_diacritics))


def _row(label: str, outcomes: Sequence[Outcome]) -> Row:
    right = sum(not outcome.faults for outcome in outcomes) / (len(outcomes) or 1)
    return Row(label=label, questions=len(outcomes), values={"right": right})


def misses(outcomes: Iterable[Outcome]) -> str:
    """Return the requests not answered rightly, with what is wrong and what was said."""
    return "\n".join(_miss(outcome) for outcome in outcomes if outcome.faults)


def _miss(outcome: Outcome) -> str:
    asked, got = outcome.asked, plain(outcome.answer.text)[:400]
    return f"{asked.id} {asked.question}\n    {'; '.join(outcome.faults)}\n    got {got}"
