"""D4: questions in the forms people type them, each answered as the question itself is.

A row of chaos and no part of `evals`, which knows the right answers: here nothing is known but that
two answers have to be the same, whatever they are.
"""

from collections.abc import Iterator
from random import Random

from bot.bot import Bot
from bot.types import Answer
from evals import data, neighbours
from evals.chaos.children import Child
from evals.chaos.ground import Result, Run
from evals.chaos.spellings import FORMS
from evals.homes import filled_store
from evals.judge import load_probes
from lexicon.text import has_diacritics
from vectorstore.embedding import open_embedder
from vectorstore.store import Store

LEAST = {form: 0.95 if form == "no diacritics" else 0.99 for form in FORMS}
_LONGEST = 3_600.0  # seconds


def asked_in_forms(asked: Run) -> Result:
    """Return which forms of questions are answered otherwise more often than they may be."""
    outcome = Child(_ask_all, asked.times, asked.seed, build=asked.build).outcome(_LONGEST)
    if outcome.kind != "done":
        return Result(n=asked.times, failures=[f"the asking {outcome.kind}: {outcome.value}"])
    counts, changed = outcome.value
    shares = {form: 1 - len(changed[form]) / max(1, counts[form]) for form in FORMS}
    failures = [line for form in FORMS if shares[form] < LEAST[form] for line in changed[form]]
    failures += [f"{form}: nothing was asked" for form in FORMS if not counts[form]]
    told = ", ".join(f"{form} {share:.1%}" for form, share in shares.items())
    return Result(n=sum(counts.values()), failures=failures, beside=f"the same: {told}")


def _ask_all(times: int, seed: int) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return by form how many questions were asked, and those whose answer was another."""
    sets = list(data.data_sets(data.data_folder(None)))
    embedder = open_embedder()
    counts = dict.fromkeys(FORMS, 0)
    changed: dict[str, list[str]] = {form: [] for form in FORMS}
    questions = times // len(FORMS)
    for number, found in enumerate(sets):
        left = questions // len(sets) if number < len(sets) - 1 else questions
        with filled_store(found.name, found.bulletins, embedder) as store:
            bot = Bot(store, embedder)
            probed = [p.question for p in load_probes(found.probes) if not p.history]
            for question in _vietnamese([*_neighbours(store, left), *probed], left):
                questions -= 1
                _ask(bot, question, seed, counts, changed)
    return counts, changed


def _neighbours(store: Store, count: int) -> Iterator[str]:
    held = neighbours.held_figures(store.archive.all_figures())
    return (case.question for case in neighbours.cases(held, 3 * count))


def _vietnamese(questions: list[str], count: int) -> list[str]:
    """Return so many of the questions, spread over all, that are written with diacritics."""
    right = [q for q in dict.fromkeys(questions) if has_diacritics(q)]
    return Random(count).sample(right, min(count, len(right)))


def _ask(
    bot: Bot, question: str, seed: int, counts: dict[str, int], changed: dict[str, list[str]]
) -> None:
    right = told(bot.ask(question))
    for form, write in FORMS.items():
        written = write(question, Random(f"{seed} {form} {question}"))
        counts[form] += 1
        if told(bot.ask(written)) != right:
            changed[form].append(f"{form}: {question!r} as {written!r}")


def told(answer: Answer) -> object:
    """Return what an answer says: its figures, or what it quotes, or that it says nothing."""
    if answer.refused or not answer.figures:
        return answer.refused, tuple((c.source.id, c.start) for c in answer.citations)
    claims = [shown.figure.claim for shown in answer.figures]
    return False, tuple((c.quantity, c.period, c.base, c.place) for c in claims)
