"""A PDF: the letters of its pages by pdfium, put together to lines, paragraphs and tables."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from threading import Lock
from typing import Any

from ingest import ocr
from ingest.pdf_cells import ruled_cells
from ingest.pdf_drawn import DEPTH, straight_pieces
from ingest.pdf_heads import without_running_heads
from ingest.pdf_lines import HYPHEN, Box, Letter, turned
from ingest.pdf_tables import placed
from ingest.pdf_text import Page, document_text
from ingest.titles import real_title
from ingest.types import RawDocument
from lexicon.errors import InputError

_FEWEST_LETTERS = 10  # with fewer a page is a picture, if one covers it
_READABLE = 0.7  # of what is written must be letters; else the font does not say what it draws
_COVERED = 0.5  # of the page by its largest picture
_MOST_PICTURES = 1_000
_DOTS = 300  # an inch, what tesseract was made for
_MOST_DOTS = 40_000_000
_MOST_SCANS = 300  # of a file, some seconds each; what comes behind them counts as unread
_LETTER = 14.0  # points, the height given to the letters of a scan
_QUARTER = math.pi / 2
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF02B: "+", 0xF0D8: "•", 0xF0FC: "•"}
_SPACES = {HYPHEN, "\u00a0", "\u2009", "\u202f", "\t"}
_ONE_AT_A_TIME = Lock()  # pdfium's library keeps one state for a whole process


def read_pdf(name: str, content: bytes, page_read: Callable[[], None]) -> RawDocument:
    """Return the text of a .pdf file, its pages marked, its title and how many scans went unread.

    `page_read` is called behind each page.
    InputError for a file that is damaged, has a password or holds only scans that went unread.
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
            read = list(_pages(document, page_read))
        except pypdfium2.PdfiumError as error:
            raise InputError("damaged-file", file=name) from error
        finally:
            document.close()
    unreadable = read.count(None)
    if unreadable and not any(read):
        raise InputError("scanned", file=name, pages=unreadable)
    text = document_text(without_running_heads([page or () for page in read]))
    return RawDocument(text=text, title=title, unreadable_pages=unreadable)


def _pages(document: Any, page_read: Callable[[], None]) -> Iterator[Page | None]:
    """Yield the lines and tables of each page, None for a scan that cannot be read."""
    scans_left = _MOST_SCANS if ocr.installed() else 0
    for page in document:
        found = _page(page)
        if found is None and scans_left:
            page_read()  # recognising it is a step of its own
            found = _recognised(page)
            scans_left -= 1
        page.close()
        page_read()
        yield found


def _page(page: Any) -> Page | None:
    """Return what a page says, as if its text were upright; None for a scan."""
    text = page.get_textpage()
    try:
        turns = list(_turns(text))
        usual = Counter(turns).most_common(1)[0][0] if turns else 0
        letters = list(_letters(text, turns, usual))
        if _is_scan(page, letters, len(turns)):
            return None
        ruled = ruled_cells(straight_pieces(page))
        return placed(letters, [[turned(box, usual) for box in cells] for cells in ruled])
    finally:
        text.close()


def _is_scan(page: Any, letters: Sequence[Letter], written: int) -> bool:
    """Tell a page that is a picture, or whose letters have no meaning, from one with text."""
    import pypdfium2.raw as pdfium

    if len(letters) >= _FEWEST_LETTERS:
        return len(letters) < _READABLE * written
    width, height = page.get_size()
    pictures = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=DEPTH)
    areas = [picture.get_bounds() for picture in islice(pictures, _MOST_PICTURES)]
    largest = max(((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in areas), default=0)
    return bool(largest >= _COVERED * width * height)


def _recognised(page: Any) -> Page | None:
    """Return the lines and tables of a scan, None where it cannot be read."""
    width, height = page.get_size()
    scale = min(_DOTS / 72, math.sqrt(_MOST_DOTS / (width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(
        rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)
    )
    words = ocr.words(picture, round(scale * 72))
    if words is None:
        return None
    return placed(list(_as_letters(words, height, scale)), ())


def _as_letters(words: Sequence[ocr.Word], height: float, scale: float) -> Iterator[Letter]:
    """Yield words as letters of one size, since the ink of a line is as high as its letters are."""
    for word in words:
        foot = height - word.foot / scale
        area = (word.left / scale, foot, word.right / scale, foot + _LETTER)
        yield Letter(word.text, *area)
        yield Letter(" ", area[2], foot, area[2], foot + _LETTER)


def _turns(text: Any) -> Iterator[int]:
    """Yield by how many quarters each letter of a page is turned."""
    import pypdfium2.raw as pdfium

    handle = text.raw  # the bare handle, since each call converts the other
    for at in range(text.count_chars()):
        angle = pdfium.FPDFText_GetCharAngle(handle, at)
        yield round(angle / _QUARTER) % 4 if angle else 0


def _letters(text: Any, turns: Sequence[int], usual: int) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    box, handle = pdfium.FS_RECTF(), text.raw
    for at, turn in enumerate(turns):
        letter = _readable(pdfium.FPDFText_GetUnicode(handle, at))
        if not letter:
            continue
        guessed = letter == " " and pdfium.FPDFText_IsGenerated(handle, at) == 1
        if turn == usual or guessed:
            pdfium.FPDFText_GetLooseCharBox(handle, at, box)
            area: Box = (box.left, box.bottom, box.right, box.top)
            left, bottom, right, top = turned(area, usual) if usual else area
            yield Letter(letter, left, bottom, right, top, guessed)


@cache
def _readable(code: int) -> str:
    """Return a letter; bullets of symbol fonts as such, "" for what no reader would see."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code, "")
    letter = chr(code) if code <= 0x10FFFF else ""
    if letter == "\ufffd" or not (letter.isprintable() or letter in _SPACES):
        return ""
    return letter
