"""The chat page: a question, the sentence that answers it, and the bulletin it stands in.

`streamlit run` executes this file from the top at every event (see `ui/serve.py`).
"""

import logging
import os
from functools import partial
from pathlib import Path

import streamlit as st

from lexicon.errors import BantinError
from lexicon.messages import say
from lexicon.text import Language
from ui.answer_view import draw_conversation
from ui.bulletins_view import (
    draw_list,
    draw_sidebar_controls,
    draw_upload,
    held_line,
    upload_words,
)
from ui.conversation import Conversation, conversation, failure_sentence
from ui.drawing import draw_text, draw_upload_words, label, prepare_browser
from ui.model import Model
from ui.model_view import attend, draw_model_controls
from ui.opened import Opened, open_shared
from ui.settings import interface_language

_STATIC = Path(__file__).parent / "static"
_STARTERS = ("starter-1", "starter-2", "starter-3", "starter-4", "starter-5", "starter-6")
_SIDEBAR_WIDTH = 264  # px; page.css counts with the same width


def main() -> None:
    """Draw the whole page; whatever goes wrong is one sentence on it."""
    language = _language()
    st.set_page_config(
        page_title=say("page.title", language),
        page_icon=_STATIC / "favicon.svg",
        layout="wide",
        initial_sidebar_state=_SIDEBAR_WIDTH,
    )
    st.html(_STATIC / "page.css")
    try:
        _draw_page(language)
    except Exception:
        logging.getLogger(__name__).exception("the page could not be drawn")
        draw_text(say("page.unexpected", language), "failure")


def _draw_page(language: Language) -> None:
    draw_upload_words(upload_words(language))
    talk = conversation()
    opened, failure = _open()
    is_empty = opened is None and failure is None
    with st.sidebar:
        model = _draw_sidebar(opened, talk, language, is_empty=is_empty)
    placeholder = "page.placeholder-empty" if is_empty else "page.placeholder"
    # A question sent while another is looked up would take its place on the way to the server.
    if question := st.chat_input(
        say(placeholder, language), key="question", disabled=is_empty, submit_mode="disable"
    ):
        talk.ask(question)
    if is_empty:
        _draw_empty(talk, language)
    elif opened and not talk.exchanges:
        _draw_first_screen(opened, talk, language)
    draw_conversation(talk, opened, model, language)
    if failure:
        draw_text(failure_sentence(failure, language), "failure")
    prepare_browser(language, turn=len(talk.exchanges), asks=not is_empty)
    if opened:
        opened.warm_up(say("page.starter-1", "vi"))
    if model:
        model.warm()
    if talk.speaking:
        with st.container(key="attending"):
            attend(talk)


def _language() -> Language:
    """Return the tab's language: chosen, in the address, set for the program, or the browser's."""
    if "language" not in st.session_state:
        named = st.query_params.get("lang")
        if named not in ("vi", "en"):
            named = "en" if (st.context.locale or "").startswith("en") else "vi"
            if os.environ.get("BANTIN_LANGUAGE"):
                named = interface_language()
        st.session_state.language = named
    chosen: Language = st.session_state.language
    return chosen


def _open() -> tuple[Opened | None, Exception | None]:
    """Return the store, None when there is none yet, or what keeps it from being opened."""
    try:
        return open_shared(), None
    except BantinError as error:
        return None, error
    except Exception as error:
        logging.getLogger(__name__).exception("the store could not be opened")
        return None, error


def _draw_sidebar(
    opened: Opened | None, talk: Conversation, language: Language, *, is_empty: bool
) -> Model | None:
    """Draw the sidebar; return the language model where there is one and the reader wants it."""
    draw_text("bantin", "wordmark")
    draw_sidebar_controls(talk, language)
    if opened:
        draw_text(held_line(opened.sources, language), "held")
        draw_list(opened.sources, language)
    if not is_empty:  # an empty home has the field in the middle of the page
        draw_upload(talk, language)
    return draw_model_controls(talk, language) if opened else None


def _draw_empty(talk: Conversation, language: Language) -> None:
    draw_text(say("page.empty-title", language), "title", tag="h1")
    draw_text(say("page.empty", language), "note")
    with st.container(key="first-upload"):
        draw_upload(talk, language)


def _draw_first_screen(opened: Opened, talk: Conversation, language: Language) -> None:
    draw_text(say("page.title", language), "title", tag="h1")
    draw_text(held_line(opened.sources, language), "held-first")
    draw_text(say("page.starters", language), "note")
    with st.container(key="starters"):
        for name in _STARTERS:
            question = say(f"page.{name}", language)
            st.button(label(question), key=name, on_click=partial(talk.ask, question))


if __name__ == "__main__":
    main()
