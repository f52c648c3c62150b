"""The conversation of one tab, kept in its session and nowhere else."""

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

import streamlit as st

from bot.spoken.speak import Spoken
from bot.types import Answer, Citation, Turn
from lexicon.errors import BantinError
from lexicon.messages import say
from lexicon.text import Language
from ui.model import Model
from ui.opened import Opened
from ui.speaking import Speaking

if TYPE_CHECKING:
    from ingest.types import IngestReport

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question with its answer or what prevented one; with neither it still has to be asked.

    A model is to write on the answer once, where that is `wanted`; `spoken` is its text so far.
    """

    question: str
    answer: Answer | None = None
    failure: Exception | None = None
    wanted: bool = False
    spoken: Spoken | None = None

    @property
    def pending(self) -> bool:
        """Whether the question has not been answered yet."""
        return self.answer is None and self.failure is None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sentences the answer rests on, then those only the model's text cites."""
        own = self.answer.citations if self.answer else ()
        return own + (self.spoken.citations if self.spoken else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The citation in the source pane; `by_hand` when the reader opened it."""

    exchange: int
    number: int
    by_hand: bool


@dataclass(slots=True)
class Conversation:
    """What one tab holds; the question lives on in the address, so that a reload asks it again.

    A model writes one text at a time, whose sentences are copied into the exchange it is about.
    """

    exchanges: list[Exchange]
    user: str = field(default_factory=token_hex)  # whose texts of the day are counted; never shown
    speaking: Speaking | None = None
    shown: Shown | None = None
    uploads: int = 0  # the upload field is drawn anew after each batch of files
    report: "IngestReport | Exception | None" = None

    def ask(self, question: str) -> None:
        """Add a question to be answered; the source pane is closed until it is."""
        self.leave()
        self.exchanges.append(Exchange(question=question, wanted=True))
        self.shown = None
        st.query_params["q"] = question

    def ask_again(self, index: int) -> None:
        """Put a question that failed back to be answered."""
        self.exchanges[index] = Exchange(question=self.exchanges[index].question, wanted=True)

    def settle(self, index: int, opened: Opened) -> None:
        """Answer one question, or note why it could not be answered."""
        exchange = self.exchanges[index]
        try:
            answer = opened.ask(exchange.question, self.history(index))
        except Exception as error:
            if not isinstance(error, BantinError):
                _LOG.exception("a question could not be answered")
            self.exchanges[index] = replace(exchange, failure=error.with_traceback(None))
            return
        self.exchanges[index] = replace(exchange, answer=answer)
        if answer.citations and answer.states:
            self.shown = Shown(exchange=index, number=1, by_hand=False)

    def want(self, index: int) -> None:
        """Have the model write on an answer, from the start where it has begun before."""
        self.exchanges[index] = replace(self.exchanges[index], wanted=True)

    def speak(self, index: int, opened: Opened, model: Model | None) -> None:
        """Begin the text that is wanted on an answer, where there is a model and no refusal."""
        exchange = self.exchanges[index]
        if not exchange.answer or not exchange.wanted:
            return
        # Noted before anything is sent: whatever becomes of this run, no second request is made.
        self.exchanges[index] = replace(exchange, wanted=False)
        if model and not exchange.answer.refused:
            self.leave()
            tokens = model.settings.prompt_tokens
            speak = partial(opened.bot.speak, exchange.answer, tokens=tokens)
            self.speaking = Speaking(index, model.for_user(self.user), speak)
            self.listen()

    def listen(self) -> bool:
        """Copy what was written since the last look into its exchange; tell whether it was news."""
        if not self.speaking:
            return False
        running, spoken = self.speaking.running, self.speaking.look()
        exchange = self.exchanges[self.speaking.exchange]
        self.exchanges[self.speaking.exchange] = replace(exchange, spoken=spoken)
        if not running:
            self.speaking = None
        return not running or spoken != exchange.spoken

    def leave(self) -> None:
        """Let the model write no more; its text stays as far as it came."""
        self.listen()
        if self.speaking:
            self.speaking.leave()
            self.speaking = None

    def is_spoken(self, index: int) -> bool:
        """Tell whether the model is writing on an answer now."""
        return bool(self.speaking and self.speaking.exchange == index)

    def history(self, index: int) -> tuple[Turn, ...]:
        """Return the answered exchanges before one."""
        return tuple(
            Turn(question=exchange.question, answer=exchange.answer.text)
            for exchange in self.exchanges[:index]
            if exchange.answer
        )

    def show(self, index: int, number: int) -> None:
        """Open one citation in the source pane."""
        self.shown = Shown(exchange=index, number=number, by_hand=True)

    def hide(self) -> None:
        """Close the source pane."""
        self.shown = None

    def restart(self) -> None:
        """Forget every question and answer of the tab."""
        self.leave()
        self.exchanges.clear()
        self.shown = None
        st.query_params.pop("q", None)


def conversation() -> Conversation:
    """Return the tab's conversation; a new one begins with the question in the address, if any."""
    if "conversation" not in st.session_state:
        asked = st.query_params.get("q", "").strip()
        first = [Exchange(question=asked)] if asked else []
        st.session_state.conversation = Conversation(first)
    found: Conversation = st.session_state.conversation
    return found


def failure_sentence(error: Exception, language: Language) -> str:
    """Return what went wrong in one sentence, without the insides of an unexpected error."""
    if isinstance(error, BantinError):
        return error.say(language)
    return say("page.unexpected", language)
