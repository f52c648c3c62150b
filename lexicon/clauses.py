"""A marked sentence cut into pieces, each with its figures and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lexicon.marks import Marks
from lexicon.text import Language

_TOKEN = re.compile(r"[^\W_]+(?:[-.&'’/][^\W_]+)*|[,;:()\[\]]|\.{3}|…|\s[-–—]\s")
_AND: dict[Language, frozenset[str]] = {
    "vi": frozenset(("và", "nhưng", "còn", "song", "trong-đó")),
    "en": frozenset(("and", "while", "but", "whereas")),
}


class Event(NamedTuple):
    """Something at a place of a sentence: a mention by its `type` and number, or a word.

    Types: quantity, period, compared, base, shift, indicator, place, word.
    """

    start: int
    end: int
    type: str
    at: int


@dataclass(slots=True)
class Piece:
    """A stretch between separators, with the brackets inside it."""

    separator: str
    events: list[Event] = field(default_factory=list)
    asides: list["Aside"] = field(default_factory=list)

    def has(self, type: str) -> bool:
        """Tell whether an event of this type is in it."""
        return any(event.type == type for event in self.events)


@dataclass(slots=True)
class Aside:
    """A bracket: where it opens and its pieces."""

    start: int
    pieces: list[Piece]


def events_of(marks: Marks) -> list[Event]:
    """Return the mentions of a sentence in order; where two overlap, the earlier kind stays."""
    found: list[Event] = []
    kinds: tuple[tuple[str, Sequence[tuple[int, int]]], ...] = (
        ("quantity", [(q.start, q.end) for q in marks.quantities]),
        ("base", [(b.start, b.end) for b in marks.bases]),
        ("shift", [(b.start, b.end) for b in marks.shifts]),
    )
    for type, spans in kinds:
        found += [Event(a, b, type, i) for i, (a, b) in enumerate(spans)]
    for i, placed in enumerate(marks.periods):
        type = {"spoken": "period", "compared": "compared", "published": "published"}[placed.role]
        found.append(Event(placed.mention.start, placed.mention.end, type, i))
    for type, mentions in (("indicator", marks.indicators), ("place", marks.places)):
        for i, mention in enumerate(mentions):
            inside = [e for e in found if e.start < mention.end and mention.start < e.end]
            if all(e.type == "quantity" and mention.start >= e.start for e in inside):
                found.append(Event(mention.start, mention.end, type, i))
    return sorted(found)


def pieces_of(marks: Marks) -> list[Piece]:
    """Return the sentence's pieces in order: parted at commas, semicolons, colons and dashes.

    "Và" parts only behind a figure, since before one it may join two names. A bracket goes to the
    piece around it.
    """
    pieces: list[Piece] = [Piece("")]
    stack: list[list[Piece]] = []
    for token in _tokens(marks, events_of(marks)):
        piece = pieces[-1]
        if isinstance(token, Event):
            piece.events.append(token)
        elif token[0] in "([":
            aside = Aside(token[1], [Piece("(")])
            piece.asides.append(aside)
            stack.append(pieces)
            pieces = aside.pieces
        elif token[0] in ")]":
            if stack:
                pieces = stack.pop()
        elif token[0] in _AND[marks.language]:
            if piece.has("quantity"):
                pieces.append(Piece("and"))
        else:
            pieces.append(Piece(token[0].strip() or "-"))
    while stack:
        pieces = stack.pop()
    return pieces


def _tokens(marks: Marks, events: list[Event]) -> Iterator[Event | tuple[str, int]]:
    """Yield mentions, the words that are no filler, and separators, in order."""
    following = iter(events)
    event = next(following, None)
    at = 0
    for match in _TOKEN.finditer(marks.form):
        while event and event.start <= match.start():
            yield event
            at = max(at, event.end)
            event = next(following, None)
        if match.start() < at:
            continue
        word = match[0]
        if word[0].isalnum():
            if word in _AND[marks.language]:
                yield word, match.start()
            elif match.start() not in marks.filler and not word.isdigit():
                yield Event(match.start(), match.end(), "word", 0)
        else:
            yield word, match.start()
    while event:
        yield event
        event = next(following, None)
