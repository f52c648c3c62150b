"""A PDF: the letters of its pages by pdfium, put together to lines, paragraphs and tables."""

import math
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Any

from ingest.pdf_heads import without_running_heads
from ingest.pdf_lines import HYPHEN, Letter, lines, turned
from ingest.pdf_text import Page, document_text
from ingest.titles import real_title
from ingest.types import RawDocument
from lexicon.errors import InputError

_QUARTER = math.pi / 2
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF02B: "+", 0xF0D8: "•", 0xF0FC: "•"}
_SPACES = {HYPHEN, "\u00a0", "\u2009", "\u202f", "\t"}
_ONE_AT_A_TIME = Lock()  # pdfium's library keeps one state for a whole process


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
            pages = without_running_heads([_page(document, n) for n in range(len(document))])
        except pypdfium2.PdfiumError as error:
            raise InputError("damaged-file", file=name) from error
        finally:
            document.close()
    return RawDocument(text=document_text(pages), title=title)


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        return lines(_letters(page))
    finally:
        page.close()


def _letters(page: Any) -> Iterator[Letter]:
    """Yield the letters written in the page's usual direction, turned as if it were upright."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        count = text.count_chars()
        turns = [round(pdfium.FPDFText_GetCharAngle(text, n) / _QUARTER) % 4 for n in range(count)]
        usual = Counter(turns).most_common(1)[0][0] if turns else 0
        box = pdfium.FS_RECTF()
        for number, turn in enumerate(turns):
            guessed = pdfium.FPDFText_IsGenerated(text, number) == 1
            letter = _readable(pdfium.FPDFText_GetUnicode(text, number))
            if letter and (turn == usual or guessed):
                pdfium.FPDFText_GetLooseCharBox(text, number, box)
                area = turned((box.left, box.bottom, box.right, box.top), usual)
                yield Letter(letter, *area, guessed)
    finally:
        text.close()


def _readable(code: int) -> str:
    """Return a letter; bullets of symbol fonts as such, "" for what no reader would see."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code, "")
    letter = chr(code) if code <= 0x10FFFF else ""
    return letter if letter.isprintable() or letter in _SPACES else ""
