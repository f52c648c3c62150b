"""F1: each number a model's text shows stands in a sentence cited, with all that makes it that.

The model answers from the data it is given and makes two sentences in three false in one thing;
which ones is known from it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import samples
from bot.bot import Bot
from evals import neighbours
from evals.alterations import Altered
from evals.chaos import broken
from evals.chaos.bulletins import COUNT, bulletin_text
from evals.chaos.ground import Run
from evals.hostile.ground import Outcome, ask, bot_over, chat, filled, watched_errors
from evals.hostile.traced import untraced
from evals.judge import plain
from evals.model_server import model_server
from evals.obedient import Obedient
from vectorstore.types import Figure

_AT_ONCE = 4
_TRUE: tuple[Altered, ...] = ("none", "mark")  # whose marks are put right


def bulletins() -> dict[str, str]:
    """Return the files asked about: the samples and the bulletins of the chaos runs."""
    files = {path.name: path.read_text("utf-8") for path in sorted(samples.FOLDER.glob("*.md"))}
    return files | {f"bt{number:03}.md": bulletin_text(number) for number in range(COUNT)}


def questions(figures: Iterable[Figure], count: int) -> list[str]:
    """Return so many questions for figures held, in both languages."""
    cases = neighbours.cases(neighbours.held_figures(figures), count)
    return [case.question for case in cases][:count]


def told(asked: Run) -> tuple[list[str], str]:
    """Return which false sentences were shown, and how many of the true ones were."""
    broken.apply(asked.build)
    failures: list[str] = []
    said: Counter[Altered] = Counter()
    shown: Counter[Altered] = Counter()
    with (
        watched_errors(failures),
        filled(asked.folder / "f1", bulletins()) as store,
        bot_over(store) as bot,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        wanted = questions(store.archive.all_figures(), asked.times)
        for question, (outcome, model) in zip(
            wanted, pool.map(lambda q: _ask(bot, q, asked.seed), wanted), strict=True
        ):
            failures += [f"{question}: {fault}" for fault in faults(outcome, model)]
            for sentence, way in sentences(model):
                said[way] += 1
                shown[way] += form(sentence) in {form(s) for s in outcome.shown}
    true = sum(said[way] for way in _TRUE)
    kept = sum(shown[way] for way in _TRUE)
    return failures, f"{kept} of {true} true sentences kept, {said.total() - true} false ones said"


def _ask(bot: Bot, question: str, seed: int) -> tuple[Outcome, Obedient]:
    model = Obedient(seed=seed)
    with model_server(model) as server:
        return ask(bot, question, chat(server.address)), model


def sentences(model: Obedient) -> Iterator[tuple[str, Altered]]:
    """Yield all a model has said of itself, with what was altered."""
    for said in model.said:
        yield from said.sentences


def faults(outcome: Outcome, model: Obedient) -> Iterator[str]:
    """Yield each false sentence shown, and each number that stands in no sentence cited."""
    if outcome.spoken and outcome.spoken.failure:
        yield f"the model was not heard: {outcome.spoken.failure}"
    if ordered := [said.order for said in model.said if said.order]:
        yield f"the model read an order where none is: {ordered[0]!r}"
    false = {form(sentence): way for sentence, way in sentences(model) if way not in _TRUE}
    true = {form(sentence) for sentence, way in sentences(model) if way in _TRUE}
    for sentence in outcome.shown:
        if form(sentence) in false and form(sentence) not in true:
            yield f"false in its {false[form(sentence)]}: {sentence!r}"
        yield from (f"{why}: {sentence!r}" for why in untraced(sentence, outcome))


def form(sentence: str) -> str:
    """Return a sentence without marks and full stops, to tell it again by."""
    return re.sub(r"[\s.,:;“”\"]+", " ", re.sub(r"\[\d+\]", "", plain(sentence))).strip().casefold()
