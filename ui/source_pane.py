"""The source pane: the cited bulletin whole, with the cited sentence marked."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from bot import phrasing
from bot.types import Citation
from lexicon.messages import say
from lexicon.text import Language
from vectorstore.types import Source

_ASSETS = Path(__file__).parent / "source_pane"
KEY = "source"


def paragraphs(text: str, start: int, end: int) -> list[tuple[str, str, str]]:
    """Return each paragraph as what stands before, within and after `text[start:end]`."""
    found, at = [], 0
    for line in text.split("\n"):
        first = min(max(start - at, 0), len(line))
        last = min(max(end - at, first), len(line))
        if line.strip():
            found.append((line[:first], line[first:last], line[last:]))
        at += len(line) + 1
    return found


def safe_url(url: str) -> str:
    """Return `url` when it is an http or https address, else nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def pane_data(
    citations: Sequence[Citation],
    citation: Citation,
    text: str,
    language: Language,
    *,
    reveal: bool,
) -> dict[str, Any]:
    """Return what the browser draws; `reveal` scrolls the page to the pane."""
    source = citation.source
    published = (
        phrasing.day(source.published, language)
        if source.published
        else say("page.source-undated", language)
    )
    number_of_page = source.page_of(citation.start)
    page = say("answer.page", language, page=number_of_page) if number_of_page else ""
    numbers = [c.number for c in citations]
    at = numbers.index(citation.number)
    words = {name: say(f"page.{name}", language) for name in ("previous", "next", "close")}
    words["place"] = _place(numbers, citation.number, language)
    words["link"] = say("page.source-link", language)
    return {
        "id": f"{source.id}:{citation.start}",
        "number": citation.number,
        "previous": numbers[at - 1] if at else None,
        "next": numbers[at + 1] if at + 1 < len(numbers) else None,
        "title": source.title,
        "about": " · ".join(part for part in (source.publisher, published, page) if part),
        "note": unread_words(source, language),
        "url": safe_url(source.url),
        "paragraphs": paragraphs(text, citation.start, citation.end),
        "reveal": reveal,
        "words": words,
    }


def _place(numbers: Sequence[int], number: int, language: Language) -> str:
    """Return which source it is; a model's text may cite some whose numbers leave gaps."""
    count = len(numbers)
    if numbers != list(range(1, count + 1)):
        return say("page.source-numbered", language, number=number)
    if count == 1:
        return say("page.source", language)
    return say("page.source-of", language, number=number, count=count)


def unread_words(source: Source, language: Language) -> str:
    """Return how many pages of a bulletin could not be read, "" where all were."""
    count = source.unreadable_pages
    if not count:
        return ""
    return say("page.unread-one" if count == 1 else "page.unread", language, count=count)


def draw_source_pane(
    data: dict[str, Any], *, on_show: Callable[[int], None], on_close: Callable[[], None]
) -> None:
    """Draw the pane; its buttons call `on_show` with a citation's number, or `on_close`."""

    def show() -> None:
        on_show(int(st.session_state[KEY].show))

    _component()(key=KEY, data=data, on_show_change=show, on_close_change=on_close)


@cache
def _component() -> Callable[..., Any]:
    mount: Callable[..., Any] = st.components.v2.component(
        "bantin_source_pane",
        html="<article></article>",
        css=(_ASSETS / "pane.css").read_text("utf-8"),
        js=(_ASSETS / "pane.js").read_text("utf-8"),
    )
    return mount
