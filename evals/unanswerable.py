"""Questions no bulletin answers, which must be refused: `unanswerable.jsonl`."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.bot import Bot
from bot.types import Answer
from evals.judge import plain
from evals.table import Row

FILE = Path(__file__).with_name("unanswerable.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswerable:
    """A question without an answer, and what sort of question it is."""

    id: str
    lang: str
    sort: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one question."""

    asked: Unanswerable
    answer: Answer


def load_questions(path: Path = FILE, sample: int | None = None) -> tuple[Unanswerable, ...]:
    """Return the questions, or `sample` of them spread over the whole."""
    lines = path.read_text("utf-8").splitlines()
    step = max(1, len(lines) // sample) if sample else 1
    return tuple(Unanswerable(**json.loads(line)) for line in lines[::step][:sample])


def ask(bot: Bot, questions: Iterable[Unanswerable]) -> tuple[Outcome, ...]:
    """Ask each question."""
    return tuple(Outcome(asked=asked, answer=bot.ask(asked.question)) for asked in questions)


def rows(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return the share refused of all, by language and by sort."""
    found = [_row("all", outcomes)]
    for name in sorted({o.asked.lang for o in outcomes}):
        found.append(_row(name, [o for o in outcomes if o.asked.lang == name]))
    for name in sorted({o.asked.sort for o in outcomes}):
        found.append(_row(f"sort: {name}", [o for o in outcomes if o.asked.sort == name]))
    return tuple(found)


def _row(label: str, outcomes: Sequence[Outcome]) -> Row:
    share = sum(o.answer.refused for o in outcomes) / (len(outcomes) or 1)
    return Row(label=label, questions=len(outcomes), values={"refused": share})


def misses(outcomes: Iterable[Outcome]) -> str:
    """Return the questions that were answered, by sort."""
    answered = [outcome for outcome in outcomes if not outcome.answer.refused]
    return "\n".join(
        f"answered: {o.asked.sort}  {o.asked.id} {o.asked.question}\n"
        f"          got {o.answer.mode} {plain(o.answer.text)[:180]}"
        for o in sorted(answered, key=lambda outcome: outcome.asked.sort)
    )
