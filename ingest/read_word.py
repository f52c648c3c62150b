"""A Word document: its paragraphs and tables in order, raised marks written as text."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.layout import (
    ABOVE,
    LEFT,
    MOST_CELLS,
    PAGE_MARK,
    Grid,
    TableTooLargeError,
    cell_text,
    holds_figures,
    raised,
    table_text,
)
from ingest.package import check_package
from ingest.titles import real_title
from ingest.types import RawDocument
from lexicon.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = (f"{_W}del", f"{_W}moveFrom", _FALLBACK)  # struck out, moved away, said twice
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_RAISED_BY = 4  # half points above the line
_WIDEST = 1_000  # columns; a span beyond is not believed


def read_word(name: str, content: bytes) -> RawDocument:
    """Return the text of a .docx file and its title; InputError when it cannot be read."""
    from docx import Document

    check_package(name, content, r"word/document\d*\.xml")
    try:
        document: Any = Document(BytesIO(content))
        raised_styles = {
            style.style_id
            for style in document.styles
            if getattr(getattr(style, "font", None), "superscript", False)
        }
        blocks = list(_blocks(document.element.body, raised_styles))
        title = real_title(document.core_properties.title)
    except TableTooLargeError:
        raise
    except Exception as error:  # a damaged file raises whatever its first odd part leads to
        raise InputError("damaged-file", file=name) from error
    return RawDocument(text="\n\n".join(blocks), title=title)


def _blocks(parent: Any, raised_styles: set[str]) -> Iterator[str]:
    """Yield paragraphs and tables in order; a table that only places text gives its paragraphs."""
    for part in parent.iterchildren():
        if part.tag == f"{_W}p":
            if line := _line(part, raised_styles):
                yield line
            for box in _nearest(part, "txbxContent"):
                yield from _blocks(box, raised_styles)
        elif part.tag == f"{_W}tbl":
            table = [] if _holds_tables(part) else _grid(part, raised_styles)
            if holds_figures(table):
                yield table_text(table)
            else:
                for cell in _nearest(part, "tc"):
                    yield from _blocks(cell, raised_styles)
        elif part.tag not in _GONE:
            yield from _blocks(part, raised_styles)


def _nearest(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the parts of a kind inside another, none inside one another."""
    for part in parent.iterchildren():
        if part.tag == f"{_W}{tag}":
            yield part
        elif part.tag not in _GONE:
            yield from _nearest(part, tag)


def _holds_tables(table: Any) -> bool:
    return next(table.iterdescendants(f"{_W}tbl"), None) is not None


def _grid(table: Any, raised_styles: set[str]) -> Grid:
    """Return a table's rows; a cell that goes on from above says so in each row it covers."""
    rows: Grid = []
    for row in _nearest(table, "tr"):
        cells = [""] * _number(row, "trPr/gridBefore")
        for cell in _nearest(row, "tc"):
            text = cell_text(" ".join(_blocks(cell, raised_styles)))
            if _goes_on(cell):
                text = ABOVE if rows and len(rows[-1]) > len(cells) else ""
            cells += [text, *[LEFT] * (_number(cell, "tcPr/gridSpan") - 1)]
        rows.append(cells)
        if sum(map(len, rows)) > MOST_CELLS:
            raise TableTooLargeError
    wide = max(map(len, rows), default=0)
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _find(part: Any, path: str) -> Any:
    return part.find("/".join(f"{_W}{step}" for step in path.split("/")))


def _number(part: Any, path: str) -> int:
    """Return the number a property states, 0 where there is none."""
    stated = _find(part, path)
    return 0 if stated is None else min(int(stated.get(f"{_W}val", "0")), _WIDEST)


def _goes_on(cell: Any) -> bool:
    merge = _find(cell, "tcPr/vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _line(paragraph: Any, raised_styles: set[str]) -> str:
    """Return a paragraph's text on one line, raised marks written by `raised`."""
    line, mark = "", ""
    for run in _nearest(paragraph, "r"):
        if _find(run, "rPr/vanish") is not None:
            continue
        text = "".join(
            part.text or "" if part.tag == f"{_W}t" else _SPACES.get(part.tag, "")
            for part in run.iterchildren()
        )
        if _is_raised(run, raised_styles):
            mark += text
        elif text:
            line, mark = line + (mark and raised(line, mark)) + text, ""
    line += mark and raised(line, mark)
    return " ".join(line.replace(PAGE_MARK, "").split())


def _is_raised(run: Any, raised_styles: set[str]) -> bool:
    align, style = _find(run, "rPr/vertAlign"), _find(run, "rPr/rStyle")
    if align is not None:
        return bool(align.get(f"{_W}val") == "superscript")
    if style is not None and style.get(f"{_W}val") in raised_styles:
        return True
    return _number(run, "rPr/position") >= _RAISED_BY
