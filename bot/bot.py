"""The bot of one home folder: questions in, cited answers out."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from bot.check import Checked, check
from bot.rank import Ranked
from bot.refusal import refuse
from bot.retrieve import retrieve
from bot.route import answer
from bot.spoken.speak import Spoken, speak
from bot.spoken.types import Speaker
from bot.types import Answer, Holding, Question, Turn
from bot.understand import understand
from lexicon.errors import InputError
from vectorstore.embedding import Embedder
from vectorstore.store import Store

MAX_QUESTION = 2_000  # characters
_LOOKED_BACK = 3  # answers looked through for the one "this bulletin" refers to


class Bot:
    """Answers from one store with one embedder; nothing is loaded before the first question."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        store.archive.require("embedder", embedder.fingerprint)
        self._store = store
        self._embedder = embedder

    @cached_property
    def holding(self) -> Holding:
        """What the store holds."""
        sources = self._store.archive.sources()
        periods = [source.period for source in sources if source.period]
        days = [source.published for source in sources if source.published]
        return Holding(
            bulletins=len(sources),
            newest_period=max(periods, key=lambda period: period.end, default=None),
            newest_day=max(days, default=None),
        )

    @cached_property
    def _today(self) -> date | None:
        """The newest day the bulletins know: what a question without a year is measured by."""
        holding = self.holding
        if holding.newest_day:
            return holding.newest_day
        return holding.newest_period.end if holding.newest_period else None

    def understand(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """Return what a question asks; InputError when it is empty or longer than 2,000."""
        if not text.strip():
            raise InputError("empty-question")
        if len(text) > MAX_QUESTION:
            raise InputError("long-question", length=len(text), limit=MAX_QUESTION)
        return understand(
            text,
            history=history,
            today=self._today,
            restorer=lambda: self._store.lexical.restorer,
        )

    def retrieve(self, question: Question) -> tuple[Ranked, ...]:
        """Return the ranked sentences an answer is chosen from, best first."""
        return retrieve(question, self._store, self._embedder)

    def ask(self, text: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to `text`, in its language, with its proof or its reason to refuse."""
        return self._ask(text, history, {})

    def _ask(self, text: str, history: Sequence[Turn], known: dict[int, Answer]) -> Answer:
        """Return the answer to `text`; those of its history found on the way are put in `known`."""
        started = time.perf_counter()
        question = self.understand(text, history)
        if self.holding.bulletins:
            found = answer(
                question,
                self._store,
                self._embedder,
                self._today,
                earlier=lambda: self._last_cited(history, known),
            )
        else:
            found = refuse(question, "empty-store")
        return replace(found, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _last_cited(self, history: Sequence[Turn], known: dict[int, Answer]) -> Answer | None:
        """Return the newest answer of a conversation that cites something.

        Each is answered again, once, though several of them may go back to it.
        """
        for at in range(len(history) - 1, max(-1, len(history) - 1 - _LOOKED_BACK), -1):
            if at not in known:
                known[at] = self._ask(history[at].question, history[:at], known)
            if known[at].citations:
                return known[at]
        return None

    def speak(self, answer: Answer, speaker: Speaker, *, tokens: int) -> Iterator[Spoken]:
        """Yield a model's text about an answer as it grows, every sentence of it checked.

        The prompt has about so many tokens; a refusal is not spoken of.
        """
        return speak(answer, self._store.archive, speaker, today=self._today, tokens=tokens)

    def check(self, text: str) -> tuple[Checked, ...]:
        """Return every figure of a pasted text with what the bulletins say of it."""
        if not text.strip():
            raise InputError("empty-question")
        return check(text, self._store, self._today)
