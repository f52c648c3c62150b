"""The line that names a cited bulletin, with the numbered chip that opens it in the source pane."""

from functools import partial

import streamlit as st

from bot import phrasing
from bot.types import Citation
from lexicon.text import Language
from ui.conversation import Conversation
from ui.drawing import element


def draw_source_line(
    talk: Conversation, index: int, citation: Citation, language: Language
) -> None:
    """Draw one citation's number, title and day; the chip is filled while its source is shown."""
    source = citation.source
    shown = talk.shown
    is_shown = bool(shown and (shown.exchange, shown.number) == (index, citation.number))
    key = f"source-line-{index}-{citation.number}"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            str(citation.number),
            key=f"chip-{index}-{citation.number}",
            type="primary" if is_shown else "secondary",
            on_click=partial(talk.show, index, citation.number),
        )
        day = phrasing.day(source.published, language) if source.published else ""
        name = element(source.title, "source-title", tag="span")
        st.html(name + " " + element(day, "source-day", tag="span"))
