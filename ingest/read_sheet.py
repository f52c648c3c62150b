"""A workbook: each visible sheet as a table, its values as a reader sees them."""

import re
import warnings
import zipfile
from io import BytesIO
from typing import Any

from ingest.layout import (
    ABOVE,
    LEFT,
    MOST_CELLS,
    Grid,
    TableTooLargeError,
    cell_text,
    raised,
    table_text,
)
from ingest.number_formats import shown
from ingest.package import check_package
from ingest.titles import real_title
from ingest.types import RawDocument
from lexicon.errors import InputError
from lexicon.sentences import ROW

_MOST_WRITTEN = 500_000  # cells in a file, empty ones that only have a colour included
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_AREA = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"
)
_NO_NAME = re.compile(
    r"(?i)(?:sheet|trang[ _]?tính|bảng|bang|biểu|bieu|table)(?:[\s._-]?(?:\d[\d.]*|[a-z]))?"
)


def read_sheet(name: str, content: bytes) -> RawDocument:
    """Return the sheets of an .xlsx file, each under its name; InputError when it cannot be read.

    What formulas come to is what Excel stored when it last saved the file. Sheets that are hidden
    or empty are left out, as is a name nobody chose ("Sheet1"), and that of an only sheet with a
    title over its table.
    """
    from openpyxl import load_workbook

    check_package(name, content, r"xl/workbook\d*\.xml")
    try:
        _check_areas(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read: validations, styles
            book: Any = load_workbook(
                BytesIO(content), data_only=True, rich_text=True, keep_links=False
            )
        sheets = [blocks for sheet in book.worksheets if (blocks := _blocks(sheet))]
        title = real_title(book.properties.title)
    except TableTooLargeError:
        raise
    except Exception as error:  # a damaged file raises whatever its first odd part leads to
        raise InputError("damaged-file", file=name) from error
    if len(sheets) == 1 and not ROW.search(sheets[0][-1].partition("\n")[0]):
        sheets = [sheets[0][-1:]]
    text = "\n\n".join(block for blocks in sheets for block in blocks)
    return RawDocument(text=text, title=title)


def _check_areas(content: bytes) -> None:
    """Raise TableTooLargeError for sheets that would fill memory: the library writes areas out."""
    written = area = 0
    with zipfile.ZipFile(BytesIO(content)) as package:
        for entry in package.namelist():
            if entry.lower().startswith("xl/worksheets/"):
                sheet = package.read(entry)
                written += sum(1 for _ in _CELL.finditer(sheet))
                for left, top, right, bottom in _AREA.findall(sheet):
                    area += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
    if written > _MOST_WRITTEN or area > MOST_CELLS:
        raise TableTooLargeError


def _column(letters: bytes) -> int:
    """Return a column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _blocks(sheet: Any) -> list[str]:
    """Return the name and the table of a sheet, nothing of one that is hidden or empty."""
    if sheet.sheet_state != "visible" or not (table := _grid(sheet)):
        return []
    heading = cell_text(sheet.title)
    text = table_text(table, loose=True)
    return [text] if _NO_NAME.fullmatch(heading) else [heading, text]


def _grid(sheet: Any) -> Grid:
    """Return the rows and columns of a sheet that hold text, merges of such cells marked."""
    # iter_rows() would write out every cell up to the last one, were that in row 1,048,576.
    texts = {place: text for place, cell in sheet._cells.items() if (text := _text(cell))}
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) in texts:
            for y in range(area.min_row, area.max_row + 1):
                for x in range(area.min_col, area.max_col + 1):
                    texts.setdefault((y, x), LEFT if x > area.min_col else ABOVE)
    said = [place for place, text in texts.items() if text not in (LEFT, ABOVE)]
    rows, columns = (sorted({place[side] for place in said}) for side in (0, 1))
    if len(rows) * len(columns) > MOST_CELLS:
        raise TableTooLargeError
    return [[texts.get((y, x), "") for x in columns] for y in rows]


def _text(cell: Any) -> str:
    value = cell.value
    if not isinstance(value, list):
        return cell_text(shown(value, cell.number_format))
    text = ""  # runs of several fonts
    for part in value:
        font = getattr(part, "font", None)
        is_raised = font is not None and font.vertAlign == "superscript"
        text += raised(text, part.text) if is_raised else str(part)
    return cell_text(text)
