"""A PDF: the letters of its pages by pdfium, put together to lines, paragraphs and tables."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

from ingest.pdf_heads import without_running_heads
from ingest.pdf_lines import HYPHEN, Box, Letter, turned
from ingest.pdf_rules import ruled_cells
from ingest.pdf_tables import placed
from ingest.pdf_text import Page, document_text
from ingest.titles import real_title
from ingest.types import RawDocument
from lexicon.errors import InputError

_RULED = 10  # pieces of lines from which a page may have a table; a rule under a head has 2
_DEPTH = 4  # of drawings within drawings
_QUARTER = math.pi / 2
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF02B: "+", 0xF0D8: "•", 0xF0FC: "•"}
_SPACES = {HYPHEN, "\u00a0", "\u2009", "\u202f", "\t"}
_ONE_AT_A_TIME = Lock()  # pdfium's library keeps one state for a whole process


class _Read(NamedTuple):
    """What pdfium says of a page."""

    letters: tuple[Letter, ...]
    turn: int  # quarters the text is turned by
    sheet: Box
    rotation: int  # quarters the page is shown turned by
    ruled: bool

    def upright(self, offsets: Box) -> Box:
        """Return an area, given from the upper left of the page as shown, where its letters are."""
        left, upper, right, lower = offsets
        x0, y0, x1, y1 = self.sheet
        shown = (
            (x0 + left, y1 - lower, x0 + right, y1 - upper),
            (x0 + upper, y0 + left, x0 + lower, y0 + right),
            (x1 - right, y0 + upper, x1 - left, y0 + lower),
            (x1 - lower, y1 - right, x1 - upper, y1 - left),
        )
        return turned(shown[self.rotation % 4], self.turn)


def read_pdf(name: str, content: bytes) -> RawDocument:
    """Return the text of a .pdf file, its pages marked, and its title.

    InputError for a file that is damaged or has a password.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise InputError("encrypted", file=name) from error
            raise InputError("damaged-file", file=name) from error
        try:
            title = real_title(document.get_metadata_value("Title"))
            pages = without_running_heads(_pages(document, content))
        except pypdfium2.PdfiumError as error:
            raise InputError("damaged-file", file=name) from error
        finally:
            document.close()
    return RawDocument(text=document_text(pages), title=title)


def _pages(document: Any, content: bytes) -> list[Page]:
    """Return the lines and tables of each page, tables where they stood."""
    read = [_read_page(document, number) for number in range(len(document))]
    ruled = ruled_cells(content, [number for number, page in enumerate(read) if page.ruled])
    return [
        placed(
            page.letters, [[page.upright(box) for box in cells] for cells in ruled.get(number, ())]
        )
        for number, page in enumerate(read)
    ]


def _read_page(document: Any, number: int) -> _Read:
    """Return the letters written in a page's usual direction, turned as if it were upright."""
    import pypdfium2.raw as pdfium

    page = document[number]
    text = page.get_textpage()
    try:
        turns = [
            round(pdfium.FPDFText_GetCharAngle(text, at) / _QUARTER) % 4
            for at in range(text.count_chars())
        ]
        usual = Counter(turns).most_common(1)[0][0] if turns else 0
        return _Read(
            letters=tuple(_letters(text, turns, usual)),
            turn=usual,
            sheet=page.get_mediabox(),
            rotation=page.get_rotation() // 90,
            ruled=_segments(page) >= _RULED,
        )
    finally:
        text.close()
        page.close()


def _letters(text: Any, turns: Sequence[int], usual: int) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    for at, turn in enumerate(turns):
        guessed = pdfium.FPDFText_IsGenerated(text, at) == 1
        letter = _readable(pdfium.FPDFText_GetUnicode(text, at))
        if letter and (turn == usual or guessed):
            pdfium.FPDFText_GetLooseCharBox(text, at, box)
            area = turned((box.left, box.bottom, box.right, box.top), usual)
            yield Letter(letter, *area, guessed)


def _segments(page: Any) -> int:
    """Return how many pieces of lines are drawn on a page."""
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=_DEPTH)
    return sum(pdfium.FPDFPath_CountSegments(path) for path in islice(paths, _RULED))


def _readable(code: int) -> str:
    """Return a letter; bullets of symbol fonts as such, "" for what no reader would see."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code, "")
    letter = chr(code) if code <= 0x10FFFF else ""
    return letter if letter.isprintable() or letter in _SPACES else ""
