"""What the page shows of a language model: its text under an answer, its use in the sidebar."""

from functools import partial

import streamlit as st

from bot.spoken.contract import ending
from bot.spoken.speak import Spoken
from lexicon.errors import BantinError, LanguageModelError
from lexicon.messages import say
from lexicon.text import Language
from ui.conversation import Conversation, failure_sentence
from ui.drawing import draw_sentences, draw_text
from ui.model import Model
from ui.opened import shared_model
from ui.source_line import draw_source_line

_LOOK = 0.4  # seconds between two looks at a text that is being written
_USED_UP = ("model-user-limit", "model-day-limit")


def draw_model_controls(talk: Conversation, language: Language) -> Model | None:
    """Draw the switch of the model's text and how often it was used; return the model where on.

    Without a model nothing is drawn; one whose settings cannot be read is a sentence.
    """
    try:
        model = shared_model()
        if not model:
            return None
        wanted = st.toggle(say("page.model", language), value=True, key="with-model")
        _draw_used(talk, model, language)
    except BantinError as error:
        draw_text(error.say(language), "model-note")
        return None
    if wanted:
        return model
    talk.leave()
    return None


def _draw_used(talk: Conversation, model: Model, language: Language) -> None:
    try:
        used = model.for_user(talk.user).used
    except LanguageModelError as error:
        draw_text(error.say(language), "model-note")
        return
    words = {"used": used.by_user, "limit": used.limits.a_user}
    draw_text(say("page.model-used", language, **words), "model-note")


def draw_spoken(talk: Conversation, index: int, language: Language) -> None:
    """Draw a model's text as far as it was written and how it ended, or the button that asks it."""
    spoken = talk.exchanges[index].spoken
    with st.container(key=f"spoken-{index}", gap="small"):
        if spoken is None:
            _draw_button("page.model-write", talk, index, language)
            return
        running = talk.is_spoken(index)
        if spoken.shown or running:
            heading = say("spoken.heading", language, model=spoken.model)
            draw_text(heading, "spoken-heading", tag="h3")
        if spoken.shown:
            _draw_sentences(talk, index, spoken, language)
        for citation in spoken.citations:
            draw_source_line(talk, index, citation, language)
        if running:
            draw_text(say("page.model-writing", language), "spoken-note")
        else:
            _draw_ending(talk, index, spoken, language)


def _draw_sentences(talk: Conversation, index: int, spoken: Spoken, language: Language) -> None:
    answer = talk.exchanges[index].answer
    assert answer
    draw_sentences(
        spoken.shown,
        key=f"sentences-{index}",
        language=answer.question.told_in,
        label=say("page.open-source", language),
        on_mark=partial(talk.show, index),
    )


def _draw_ending(talk: Conversation, index: int, spoken: Spoken, language: Language) -> None:
    """Draw how a text ended, and the button that has it written again where it broke off."""
    if not spoken.finished:
        draw_text(say("spoken.unfinished", language), "spoken-note")
    elif spoken.failure:
        draw_text(failure_sentence(spoken.failure, language), "spoken-note")
    else:
        draw_text(ending(spoken, language), "spoken-note")
        return
    if not (spoken.failure and spoken.failure.key in _USED_UP):
        _draw_button("page.model-again", talk, index, language)


def _draw_button(words: str, talk: Conversation, index: int, language: Language) -> None:
    st.button(say(words, language), key=f"write-{index}", on_click=partial(talk.want, index))


@st.fragment(run_every=_LOOK)
def attend(talk: Conversation) -> None:
    """Look at the text being written, and have the page drawn anew when there is more of it."""
    if talk.listen():
        st.rerun()
