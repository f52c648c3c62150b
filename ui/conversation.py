"""The conversation of one tab, kept in its session and nowhere else."""

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from bot.types import Answer, Turn
from lexicon.errors import BantinError
from lexicon.messages import say
from lexicon.text import Language
from ui.opened import Opened

if TYPE_CHECKING:
    from ingest.types import IngestReport

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question with its answer or what prevented one; with neither it still has to be asked."""

    question: str
    answer: Answer | None = None
    failure: Exception | None = None

    @property
    def pending(self) -> bool:
        """Whether the question has not been answered yet."""
        return self.answer is None and self.failure is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The citation in the source pane; `by_hand` when the reader opened it."""

    exchange: int
    number: int
    by_hand: bool


@dataclass(slots=True)
class Conversation:
    """What one tab holds; the question lives on in the address, so that a reload asks it again."""

    exchanges: list[Exchange]
    shown: Shown | None = None
    uploads: int = 0  # the upload field is drawn anew after each batch of files
    report: "IngestReport | Exception | None" = None

    def ask(self, question: str) -> None:
        """Add a question to be answered; the source pane is closed until it is."""
        self.exchanges.append(Exchange(question=question))
        self.shown = None
        st.query_params["q"] = question

    def ask_again(self, index: int) -> None:
        """Put a question that failed back to be answered."""
        self.exchanges[index] = Exchange(question=self.exchanges[index].question)

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
        states = not answer.refused or answer.reason == "false-premise"
        if answer.citations and states:
            self.shown = Shown(exchange=index, number=1, by_hand=False)

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
