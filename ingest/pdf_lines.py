"""Letters at their places on a page to lines of text; raised marks and separate accents told."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.layout import PAGE_MARK, raised

# Shares of a letter's height, which is that of its font's whole box, about 1.25 of the font's size.
_SMALLER = 0.85  # a raised mark is lower than this
_RAISED = 0.15  # and begins this much above the line
_SPACE = 0.25  # from here on a gap is a space, also where the file has none
_TINY = 0.08  # up to here it is none, whatever the library takes it for
_WIDE = 0.85  # from here on it parts columns
HYPHEN = "\x02"  # how the library gives a hyphen at the end of a line


class Letter(NamedTuple):
    """A letter and its font's box there, upwards from the page's foot; guessed spaces are told."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    guessed: bool = False

    @property
    def height(self) -> float:
        """How high the font's box is."""
        return self.top - self.bottom


class Part(NamedTuple):
    """A piece of a line between wide gaps."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of a page: its parts, its place, the height of most of its letters."""

    parts: tuple[Part, ...]
    bottom: float
    height: float
    noted: bool = False  # begins with a raised mark, as footnotes do

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(part.text for part in self.parts)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.parts[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height


Box = tuple[float, float, float, float]
"""Left, bottom, right and top of an area."""


def turned(area: Box, quarters: int) -> Box:
    """Return an area as it lies when text turned clockwise by so many quarters is made upright."""
    left, bottom, right, top = area
    if quarters == 1:
        return -top, left, -bottom, right
    if quarters == 2:
        return -right, -top, -left, -bottom
    if quarters == 3:
        return bottom, -right, top, -left
    return area


def lines(letters: Iterable[Letter]) -> tuple[Line, ...]:
    """Return the lines of letters that come in reading order; empty ones are left out."""
    found = (_line(group) for group in _groups(letters))
    return tuple(line for line in found if line is not None)


def joined_accents(text: str) -> str:
    """Return `text` in NFC, accents that stand apart from their letter by a space put on it."""
    return unicodedata.normalize("NFC", re.sub(r"(?<=[^\W\d_]) (?=[\u0300-\u036f])", "", text))


def _groups(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of each line: those whose middle lies in the band of the ones before."""
    group: list[Letter] = []
    bottom = top = right = 0.0
    for letter in letters:
        text, left, foot, end, head, guessed = letter
        if guessed or text.isspace():
            if group:
                group.append(letter)
            continue
        if group:
            goes_back = left < right - 3 * (head - foot)  # to the next column's head
            if goes_back or not bottom <= (foot + head) / 2 <= top:
                yield group
                group = []
        if not group or head - foot > top - bottom:
            bottom, top = foot, head
        right = end if not group or end > right else right
        group.append(letter)
    if group:
        yield group


def _line(letters: Sequence[Letter]) -> Line | None:
    seen = [letter for letter in letters if not letter.text.isspace()]
    if not seen:
        return None
    height, bottom = _usual_size(seen)
    parts: list[Part] = []
    text, mark = "", ""
    left = right = seen[0].left
    space: Letter | None = None
    for letter in letters:
        if letter.text.isspace():
            space = letter if space is None or space.guessed else space
            continue
        gap = (letter.left - right) / height
        if text and gap > _WIDE:
            parts += _part(text, mark, left, right)
            text, mark, left = "", "", letter.left
        elif gap > _SPACE or (space and (not space.guessed or gap > _TINY)):
            text, mark = _with_mark(text, mark) + " ", ""
        if _is_raised(letter, height, bottom):
            mark += letter.text
        else:
            text, mark = _with_mark(text, mark) + letter.text, ""
        right, space = max(right, letter.right), None
    parts += _part(text, mark, left, right)
    noted = _is_raised(seen[0], height, bottom)
    return Line(tuple(parts), bottom, height, noted) if parts else None


def _usual_size(letters: Iterable[Letter]) -> tuple[float, float]:
    """Return the height and the foot that most letters of a line have."""
    sizes: Counter[tuple[float, float]] = Counter()
    exact = Counter((letter.top, letter.bottom) for letter in letters)  # few, so few are rounded
    for (top, bottom), count in exact.items():
        sizes[round(top - bottom, 1), round(bottom, 1)] += count
    (height, bottom), _ = sizes.most_common(1)[0]
    return max(height, 0.1), bottom


def _is_raised(letter: Letter, height: float, bottom: float) -> bool:
    if letter.height >= _SMALLER * height or letter.bottom <= bottom + _RAISED * height:
        return False
    return not unicodedata.combining(letter.text[0])


def _with_mark(text: str, mark: str) -> str:
    return text + raised(text, mark) if mark else text


def _part(text: str, mark: str, left: float, right: float) -> list[Part]:
    """Return the part in a list, an empty one when it has no text."""
    written = _with_mark(text, mark).replace(HYPHEN, "-").replace(PAGE_MARK, "")
    written = " ".join(joined_accents(written).split())
    return [Part(written, left, right)] if written else []
