"""What a hostile row is run on: a bot over bulletins of ours, and a model behind an address."""

import io
import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol, TypeVar

from bot.bot import Bot
from bot.spoken.settings import ModelSettings
from bot.spoken.speak import Spoken
from bot.spoken.speaker import ChatModel
from bot.types import Answer
from evals.chaos.bulletins import HashedWords
from evals.chaos.ground import Run
from evals.completions import MODEL, says
from evals.model_server import model_server
from ingest.pipeline import ingest_paths
from vectorstore.embedding import Embedder
from vectorstore.store import Store

PROMPT_TOKENS = 1_200
KEY = "sk-secret-of-the-evals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a reader gets: the bulletins' answer and what a model made of it, None if not asked."""

    answer: Answer
    spoken: Spoken | None

    @property
    def shown(self) -> tuple[str, ...]:
        """The model's sentences as shown."""
        return self.spoken.shown if self.spoken else ()


@contextmanager
def filled(
    folder: Path, files: Mapping[str, str], embedder: Embedder | None = None
) -> Iterator[Store]:
    """Yield a store of these files, taken in as the product takes them in."""
    inputs = folder / "in"
    inputs.mkdir(parents=True)
    for name, content in files.items():
        (inputs / name).write_text(content, "utf-8")
    with closing(Store(folder / "home", create=True)) as store:
        report = ingest_paths(store, embedder or HashedWords(), [inputs])
        if report.rejected:
            raise AssertionError(f"not taken in: {report.rejected[0].error}")
        yield store


class Case(Protocol):
    """A file that means harm."""

    @property
    def file(self) -> str:
        """Its name."""

    @property
    def content(self) -> str:
        """Its text."""


_Case = TypeVar("_Case", bound=Case)


@contextmanager
def over_some(
    asked: Run, cases: Iterable[_Case], failures: list[str]
) -> Iterator[tuple[list[_Case], Bot, Store]]:
    """Yield as many cases as asked for, drawn by the seed, with a bot over a store of their files.

    What any thread writes of a traceback is added to the failures.
    """
    chosen = list(cases)
    Random(asked.seed).shuffle(chosen)
    chosen = chosen[: asked.times]
    files = {case.file: case.content for case in chosen}
    folder = asked.folder / "cases"
    with watched_errors(failures), filled(folder, files) as store, bot_over(store) as bot:
        yield chosen, bot, store
    shutil.rmtree(folder)


@contextmanager
def bot_over(store: Store, embedder: Embedder | None = None) -> Iterator[Bot]:
    """Yield a bot that is loaded, so that no thread waits for another to load it."""
    bot = Bot(store, embedder or HashedWords())
    bot.ask("CPI?")
    with model_server(says("...")) as server:
        list(chat(server.address).stream([("user", "CPI?")]))
    yield bot


def chat(address: str) -> ChatModel:
    """Return the product's model behind an address, with its own deadlines."""
    return ChatModel(ModelSettings(name=f"openai:{MODEL}", url=address, key=KEY))


def ask(bot: Bot, question: str, model: ChatModel) -> Outcome:
    """Return an answer with the whole of what the model made of it."""
    answer = bot.ask(question)
    growing = bot.speak(answer, model, tokens=PROMPT_TOKENS)
    return Outcome(answer=answer, spoken=next(iter(deque(growing, maxlen=1)), None))


@contextmanager
def watched_errors(failures: list[str]) -> Iterator[None]:
    """Add what any thread wrote of a traceback to the failures."""
    written = io.StringIO()
    with redirect_stderr(written):
        yield
    text = written.getvalue()
    if "Traceback" in text:
        failures.append(f"a traceback: …{text[-400:]!r}")
    sys.stderr.write(text)
