"""The doors through which text goes onto the page as text, whatever characters it holds."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from lexicon.messages import say
from lexicon.text import Language

_STATIC = Path(__file__).parent / "static"
# What Streamlit's Markdown would read as markup in a button's label.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:])")
# Names between colons become pictures even when the colons are escaped (:red_circle:).
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")
_PARTS = re.compile(r"(?<=[·,]) ")
_MARK = re.compile(r"\[(\d{1,3})\]")
_WORD_JOINER = "\u2060"
# Streamlit's own controls, which it names in English only.
_NAMES = {
    '[data-testid="stSidebar"]': "page.side-panel",
    '[data-testid="stSidebarCollapseButton"] button': "page.side-panel-close",
    '[data-testid="stExpandSidebarButton"]': "page.side-panel-open",
    '[data-testid="stChatInputSubmitButton"]': "page.send",
    '[data-testid="stFileUploaderDropzoneInput"]': "page.add",
}
_HTML = {"copy": '<button type="button"></button>', "sentences": "<section></section>"}


def element(
    text: str, name: str, *, tag: str = "div", language: str = "", unspoken: bool = False
) -> str:
    """Return an HTML element of class `name` that shows `text` exactly as it is.

    An `unspoken` one is not read aloud: the words beside it say the same.
    """
    return _wrap(html.escape(text), name, tag, language, unspoken=unspoken)


def group(elements: Iterable[str], name: str, *, tag: str = "div", language: str = "") -> str:
    """Return an HTML element of class `name` around what `element` and `group` have made."""
    return _wrap("".join(elements), name, tag, language, unspoken=False)


def _wrap(content: str, name: str, tag: str, language: str, *, unspoken: bool) -> str:
    spoken = f' lang="{html.escape(language)}"' if language else ""
    hidden = ' aria-hidden="true"' if unspoken else ""
    return f'<{tag} class="{html.escape(name)}"{spoken}{hidden}>{content}</{tag}>'


def parts(text: str) -> str:
    """Return elements that show `text`, no line ending within a part that fits in one.

    Parts end with a middle dot or a comma.
    """
    return " ".join(element(part, "part", tag="span") for part in _PARTS.split(text))


def draw_elements(elements: str) -> None:
    """Draw what `element` and `group` have made."""
    st.html(elements)


def draw_text(text: str, name: str, *, tag: str = "div", language: str = "") -> None:
    """Draw `text` exactly as it is, in an element of class `name`."""
    st.html(element(text, name, tag=tag, language=language))


def label(text: str) -> str:
    """Return `text` as a button's label that shows it as it is, in one line."""
    parted = _SHORTCODE.sub(f":{_WORD_JOINER}", " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", parted)


def draw_copy_button(text: str, language: Language, *, key: str) -> None:
    """Draw a button that copies `text`."""
    words = {"label": "page.copy", "done": "page.copied", "failed": "page.not-copied"}
    data = {name: say(message, language) for name, message in words.items()}
    _component("copy")(key=key, data={**data, "text": text}, width="content")


def draw_sentences(
    sentences: Sequence[str], *, key: str, language: str, label: str, on_mark: Callable[[int], None]
) -> None:
    """Draw sentences as text, a paragraph each; their marks "[1]" are buttons that call `on_mark`.

    What is drawn already stays where it is when a sentence is added. `label` names a mark's button
    before its number.
    """

    def marked() -> None:
        on_mark(int(st.session_state[key].mark))

    # What stands between marks has even places, the marks' numbers odd ones.
    split = [_MARK.split(text) for text in sentences]
    data = {"sentences": split, "language": language, "label": label}
    _component("sentences")(key=key, data=data, on_mark_change=marked)


def prepare_browser(language: Language, *, turn: int, asks: bool) -> None:
    """Give the browser the page's language and words, and each `turn` the cursor.

    Where a question can be asked, a field left closed with nothing running has the page drawn anew.
    """
    with st.container(key="unseen"):
        labels = {selector: say(key, language) for selector, key in _NAMES.items()}
        chip = say("page.open-source", language)
        data = {"language": language, "turn": turn, "asks": asks, "labels": labels, "chip": chip}
        _component("browser")(key="browser", data=data, on_reopen_change=lambda: None)


def draw_upload_words(words: Mapping[str, str]) -> None:
    """Have page.css show these words in place of what Streamlit writes into the upload field."""
    rules = "".join(f"--upload-{name}: {_css_string(text)};" for name, text in words.items())
    st.html(f"<style>:root {{{rules}}}</style>")


def _css_string(text: str) -> str:
    """Return `text` as a CSS string; each character by its number, so that none can end it."""
    return "'" + "".join(f"\\{ord(character):x} " for character in text) + "'"


@cache
def _component(name: str) -> Callable[..., Any]:
    styles = _STATIC / f"{name}.css"
    mount: Callable[..., Any] = st.components.v2.component(
        f"bantin_{name}",
        html=_HTML.get(name, "<i hidden></i>"),
        css=styles.read_text("utf-8") if styles.exists() else None,
        js=(_STATIC / f"{name}.js").read_text("utf-8"),
    )
    return mount
