"""A text that arrives piece by piece, as whole sentences."""

import re
from collections.abc import Iterable, Iterator

from lexicon.errors import LanguageModelError
from lexicon.sentences import sentences

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKS_BEHIND = re.compile(r"(?:\s*\[[\d,; ]+\])+[.]?\s*")
_HALF_A_MARK = re.compile(r"\s*\[[\d,; ]*$")
_LONGEST = 1_200  # characters without an end: no sentence
_BEGUN = "<think"


def whole_sentences(pieces: Iterable[str], name: str = "") -> Iterator[str]:
    """Yield each sentence once the text behind it has begun, the last one at the end of the text.

    What a model thinks aloud between its marks is left out, and so is a sentence that breaks off
    with an error: the error passes through and the rest is never yielded. LanguageModelError for
    a sentence without an end, which names the model.
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        said = _without_thoughts(text)
        found = _sentences(_HALF_A_MARK.sub("", said))
        yield from found[given:-1]
        given = max(given, len(found) - 1)
        if found and len(found[-1]) > _LONGEST:
            raise LanguageModelError("model-endless", name=name)
    yield from _sentences(_without_thoughts(text))[given:]


def _without_thoughts(text: str) -> str:
    """Return the text outside of thoughts; of a mark still arriving, nothing."""
    said = _THOUGHT.sub("", text)
    opened = said.rfind("<")
    unfinished = opened >= 0 and _BEGUN.startswith(said[opened:].lower())
    return said[:opened] if unfinished else said


def _sentences(text: str) -> list[str]:
    """Return the sentences, each with the citation marks that stand behind its full stop."""
    found: list[str] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        marks = _MARKS_BEHIND.match(sentence)
        if marks and found:
            found[-1] += " " + marks[0].strip()
            sentence = sentence[marks.end() :]
        if sentence.strip():
            found.append(sentence)
    return found
