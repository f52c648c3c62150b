"""A model's text in the forms other programs and a terminal rely on."""

from typing import Any

from bot.contract import citation_json, source_line
from bot.spoken.speak import Spoken
from lexicon.messages import say
from lexicon.text import Language


def spoken_json(spoken: Spoken, language: Language) -> dict[str, Any]:
    """Return a model's text as `bantin ask --json` writes it."""
    return {
        "model": spoken.model,
        "text": spoken.text,
        "citations": [citation_json(citation) for citation in spoken.citations],
        "checked": spoken.checked,
        "rendered": spoken.rendered,
        "dropped": spoken.dropped,
        "failure": spoken.failure and spoken.failure.say(language),
    }


def ending(spoken: Spoken, language: Language) -> str:
    """Return the sentence that says how much of a text was checked, changed and dropped."""
    counts = {
        "model": spoken.model,
        "checked": spoken.checked,
        "rendered": spoken.rendered,
        "dropped": spoken.dropped,
    }
    return say("spoken.counts" if spoken.shown else "spoken.nothing", language, **counts)


def spoken_text(spoken: Spoken, language: Language, *, unfinished: bool = False) -> str:
    """Return a model's text, called that, with its further sources and how it ended; "" for none.

    One that was broken off is said to be `unfinished`.
    """
    if not spoken.shown:
        return ""
    lines = [say("spoken.heading", language, model=spoken.model) + ":", *spoken.shown]
    lines += [source_line(citation, language) for citation in spoken.citations]
    if unfinished:
        lines.append(say("spoken.unfinished", language))
    elif spoken.failure:
        lines.append(spoken.failure.say(language))
    elif spoken.finished:
        lines.append(ending(spoken, language))
    return "\n".join(lines)
