"""What the page says about the bulletins held, and how more are added."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from bot import phrasing
from lexicon.errors import BantinError
from lexicon.messages import say
from lexicon.text import Language
from ui.conversation import Conversation, failure_sentence
from ui.drawing import draw_text, element
from ui.opened import take_in
from ui.source_pane import unread_words

if TYPE_CHECKING:
    from ingest.types import IngestReport
    from vectorstore.types import Source


def held_line(sources: Sequence["Source"], language: Language) -> str:
    """Return how many bulletins are held and what the newest one is about, in one line."""
    newest = sources[0]  # sources come newest first
    about = ""
    if newest.period:
        about = phrasing.period(newest.period, language)
    elif newest.published:
        about = phrasing.day(newest.published, language)
    if not about:
        return say("page.held-undated", language, count=len(sources))
    key = "page.held-one" if len(sources) == 1 else "page.held"
    return say(key, language, count=len(sources), newest=about)


def draw_list(sources: Sequence["Source"], language: Language) -> None:
    """Draw the bulletins held, newest first, folded away."""
    with st.expander(say("page.held-list", language)):
        for source in sources:
            day = phrasing.day(source.published, language) if source.published else ""
            about = " · ".join(part for part in (day, unread_words(source, language)) if part)
            st.html(element(source.title, "held-title") + element(about, "held-day"))


def upload_words(language: Language) -> dict[str, str]:
    """Return what the upload field says: its button, and which files of what size it takes."""
    from ingest.read import MAX_BYTES, MAX_PACKED_BYTES

    limits = {"plain": MAX_BYTES // 1_000_000, "packed": MAX_PACKED_BYTES // 1_000_000}
    kinds = say("page.add-kinds", language, **limits)
    return {"choose": say("page.add-choose", language), "kinds": kinds}


def draw_upload(talk: Conversation, language: Language) -> None:
    """Draw the upload field; what is dropped there is taken in at once and reported below it.

    Every kind of file may be dropped: one that cannot be read is rejected with its reason.
    """
    files = st.file_uploader(
        say("page.add", language),
        accept_multiple_files=True,
        key=f"upload-{talk.uploads}",
    )
    if files:
        progress = st.progress(0.0)

        def report(done: int, total: int, _file: str) -> None:
            progress.progress(
                done / total, text=say("page.adding", language, done=done, total=total)
            )

        try:
            talk.report = take_in(files, report)
        except Exception as error:
            if not isinstance(error, BantinError):
                logging.getLogger(__name__).exception("the files could not be taken in")
            talk.report = error.with_traceback(None)
        talk.uploads += 1
        st.rerun()
    if talk.report:
        _draw_report(talk.report, language)


def _draw_report(report: "IngestReport | Exception", language: Language) -> None:
    if isinstance(report, Exception):
        known = isinstance(report, BantinError)
        unknown = say("page.add-unexpected", language)
        draw_text(failure_sentence(report, language) if known else unknown, "report")
        return
    for outcome in ("stored", "replaced", "unchanged"):
        if names := getattr(report, outcome):
            draw_text(say(f"page.added-{outcome}", language, files=", ".join(names)), "report")
    for unread in report.unread:
        key = "page.added-unread-one" if unread.pages == 1 else "page.added-unread"
        draw_text(say(key, language, file=unread.file, count=unread.pages), "report")
    for rejection in report.rejected:
        reason = rejection.error.say(language)
        draw_text(say("page.added-rejected", language, reason=reason), "report")


def draw_sidebar_controls(talk: Conversation, language: Language) -> None:
    """Draw what the reader can change: the language, and the conversation for a new one."""
    st.radio(
        say("page.language", language),
        ("vi", "en"),
        key="language",
        format_func=lambda code: say(f"page.language-{code}", language),
        horizontal=True,
        on_change=_remember_language,
    )
    if talk.exchanges:
        st.button(
            say("page.new-conversation", language), key="restart", on_click=partial(talk.restart)
        )


def _remember_language() -> None:
    """Keep the chosen language in the address, so that a reload keeps it."""
    st.query_params["lang"] = st.session_state.language
