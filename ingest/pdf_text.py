"""The lines and tables of a document's pages to its text: paragraphs put together, pages marked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from ingest.layout import ABOVE, LEFT, PAGE_MARK, Grid, table_text
from ingest.pdf_lines import Line
from lexicon.sentences import sentences

Page = Sequence[Line | Grid]
"""The lines and tables of one page in reading order."""

_LIST = re.compile(r"[-–—+*]\s+(?!\d)|[•▪●○◦]|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]\s")
_CAPTION = re.compile(
    r"(?i)\(?(?:đơn vị(?: tính)?|đvt|nguồn|unit|source)\s*:|(?:bảng|biểu|hình) \d"
)
_WIDER = 1.9  # line steps from which a line begins anew, whatever the one before ends with
_WIDE = 1.3  # the same, where that one ends a sentence
_SAME_SIZE = 0.06  # share of a letter's height that lines of one paragraph may differ by
_SAME_EDGE = 4  # letters' heights by which the lines of one column may be indented
_FAR = 5  # letters' heights from which a line stands apart from the one above it
_AROUND = 12  # lines before and behind one that show how wide its column is
_FEW = 3  # lines that show that a column ends where a short one does
_FULL = 60  # characters below which a line that ends a sentence ends its paragraph
_HEADING = 1.1  # of the usual letters
_NOTE = 0.95  # of the usual letters: footnotes are smaller
_HYPHENATED = re.compile(r"(?<![\w-])[a-z]+-$")  # an English word; syllables keep their hyphen


def document_text(pages: Sequence[Page]) -> str:
    """Return the text: a paragraph or table a block, PAGE_MARK before each page's first letter."""
    flow = _Flow(_usual_height(pages))
    parted = [_without_notes(page, flow.usual) for page in pages]
    rooms = _rooms([line for body, _ in parted for line in _lines(body)])
    for number, (body, notes) in enumerate(parted):
        flow.begin_page(number)
        steps = _steps(_lines(body))
        for block in body:
            if isinstance(block, Line):
                flow.add_line(block, next(rooms), next(steps))
            else:
                flow.add_table(block)
        flow.add_notes(notes)
    flow.end()
    return "\n\n".join(flow.blocks)


class _Flow:
    """The text while it is put together."""

    def __init__(self, usual: float) -> None:
        self.usual = usual
        self.blocks: list[str] = []
        self.marks = ""  # of pages whose first letter is still to come
        self.begun = 0  # blocks there were when the page began
        self.last: tuple[Line, float] | None = None  # the line before, and the room behind it
        self.table: Grid | None = None  # the table before, if nothing has come after it

    def begin_page(self, number: int) -> None:
        self.marks += PAGE_MARK if number else ""
        self.begun = len(self.blocks)

    def add_line(self, line: Line, room: float, gap: float) -> None:
        self.end()
        if self.last and _goes_on(*self.last, line, gap, self.usual):
            self.blocks[-1] = _joined(self.blocks[-1], self.marks, line.text)
        else:
            self.blocks.append(self.marks + line.text)
        self.marks, self.last = "", (line, room)

    def add_table(self, table: Grid) -> None:
        """Join a table that goes on with the one that ended the page before, its head once."""
        goes_on = self.table and self.marks and len(self.table[0]) == len(table[0])
        if not goes_on:
            self.end()
        head = self.table or []
        begins = 0
        while goes_on and begins < min(len(head), len(table)) and head[begins] == table[begins]:
            begins += 1
        rows = [list(row) for row in table[begins:]]
        if rows:
            place = next((x for x, cell in enumerate(rows[0]) if cell not in ("", LEFT, ABOVE)), 0)
            rows[0][place], self.marks = self.marks + rows[0][place], ""
        self.table, self.last = head + rows, None

    def add_notes(self, notes: Sequence[Line]) -> None:
        """Put a page's footnotes before the paragraph that may go on behind them."""
        if not notes:
            return
        self.end()
        held = self.last
        last = [self.blocks.pop()] if held and len(self.blocks) > self.begun + 1 else []
        self.last = None
        for line in notes:
            self.add_line(line, 0, 1)
        self.blocks += last
        self.last = held if last else None

    def end(self) -> None:
        """Write the table that nothing has come after."""
        if self.table:
            self.blocks.append(table_text(self.table))
        self.table = None


def _usual_height(pages: Sequence[Page]) -> float:
    """Return the height most letters of the document have."""
    heights: Counter[float] = Counter()
    for page in pages:
        for block in page:
            if isinstance(block, Line):
                heights[round(block.height, 1)] += len(block.text)
    return heights.most_common(1)[0][0] if heights else 1.0


def _without_notes(page: Page, usual: float) -> tuple[Page, list[Line]]:
    """Return a page without the footnotes at its end, and these."""
    notes: list[Line] = []
    small: list[Line] = []
    for block in reversed(page):
        if not isinstance(block, Line) or block.height > _NOTE * usual:
            break
        small.insert(0, block)
        if block.noted:
            notes = list(small)
    return page[: len(page) - len(notes)], notes


def _lines(page: Page) -> list[Line]:
    return [block for block in page if isinstance(block, Line)]


def _rooms(found: Sequence[Line]) -> Iterator[float]:
    """Yield how far each line ends before the longest one around it that begins at its edge.

    A short line that few others reach as far as may end anywhere: the room is without end.
    """
    for number, line in enumerate(found):
        around = [*found[max(0, number - _AROUND) : number], *found[number + 1 :][:_AROUND]]
        edge = _SAME_EDGE * line.height
        ends = sorted(near.right for near in around if abs(near.left - line.left) <= edge)
        if len(line.text) < _FULL and sum(end > line.right - line.height for end in ends) < _FEW:
            yield inf
        else:
            yield max(ends[-1] - line.right, 0) if ends else 0


def _steps(found: Sequence[Line]) -> Iterator[float]:
    """Yield how far each line of a page is under the one before, in usual steps; 1 for the first.

    A step upwards, to the head of the next column, is 1 too.
    """
    steps = [above.bottom - below.bottom for above, below in pairwise(found)]
    down = sorted(step for step in steps if step > 0)
    usual = down[len(down) // 4] if down else 1.0
    yield 1
    for step, line in zip(steps, found[1:], strict=True):
        yield step / max(usual, line.height) if step > 0 else 1


def _goes_on(last: Line, room: float, line: Line, gap: float, usual: float) -> bool:
    """Tell whether a line goes on with the paragraph of the one before."""
    if gap > _WIDER or _LIST.match(line.text) or _CAPTION.match(line.text):
        return False
    if min(len(last.parts), len(line.parts)) > 1:
        return False
    if abs(last.height - line.height) > _SAME_SIZE * line.height:
        return False
    if _set_apart(last, line):
        return False
    letter = (line.right - line.left) / len(line.text)
    fits = room > letter * (len(line.text.split()[0]) + 1)  # so the line before was ended early
    if _ends(last.text, line.text):
        indented = line.left - last.left > line.height
        return not (fits or indented or gap > _WIDE or len(last.text) < _FULL)
    return not fits or line.text[0].islower() or line.height > _HEADING * usual


def _set_apart(last: Line, line: Line) -> bool:
    """Tell whether one of two lines is set to the right: neither their edges nor middles meet."""
    below = 0 < last.bottom - line.bottom < _FAR * line.height
    edges = abs(line.left - last.left), abs(line.left + line.right - last.left - last.right) / 2
    return below and min(edges) > _FAR * line.height


def _ends(text: str, more: str) -> bool:
    """Tell whether a text before another ends a sentence or announces what follows."""
    return text.endswith((":", ";")) or any(
        span.end == len(text) for span in sentences(f"{text} {more}")
    )


def _joined(text: str, marks: str, more: str) -> str:
    """Return two lines as one; a hyphen between them goes only where it parted an English word."""
    if not re.search(r"\w-$", text) or not more[0].isalnum():
        return f"{text} {marks}{more}"
    word = re.match(r"[\w-]+", more)
    if _HYPHENATED.search(text) and word and word[0].isascii() and word[0].islower():
        return f"{text[:-1]}{marks}{more}"
    return f"{text}{marks}{more}"
