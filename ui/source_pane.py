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
    citations: Sequence[Citation], number: int, text: str, language: Language, *, reveal: bool
) -> dict[str, Any]:
    """Return what the browser draws; `reveal` scrolls the page to the pane."""
    citation = citations[number - 1]
    source = citation.source
    published = (
        phrasing.day(source.published, language)
        if source.published
        else say("page.source-undated", language)
    )
    number_of_page = source.page_of(citation.start)
    page = say("answer.page", language, page=number_of_page) if number_of_page else ""
    count = len(citations)
    place = (
        say("page.source-of", language, number=number, count=count)
        if count > 1
        else say("page.source", language)
    )
    words = {name: say(f"page.{name}", language) for name in ("previous", "next", "close")}
    return {
        "id": f"{source.id}:{citation.start}",
        "number": number,
        "count": count,
        "title": source.title,
        "about": " · ".join(part for part in (source.publisher, published, page) if part),
        "url": safe_url(source.url),
        "paragraphs": paragraphs(text, citation.start, citation.end),
        "reveal": reveal,
        "words": {**words, "place": place, "link": say("page.source-link", language)},
    }


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
