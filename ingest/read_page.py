"""A web page: its main text by trafilatura, its tables of figures by their own markup."""

import hashlib
import re
from typing import Any

from ingest.layout import PAGE_MARK, Cell, Grid, cell_text, grid, holds_figures, raised, table_text
from ingest.types import RawDocument
from lexicon.errors import InputError

_BLOCKS = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_ALL_ROWS = 65_534  # as in HTML; none reaches below the last row
_UNSEEN = ("script", "style", "noscript", "template")
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")


def read_page(name: str, text: str) -> RawDocument:
    """Return the main text of a page and what its markup states; InputError when there is none."""
    from trafilatura import bare_extraction, load_html

    page: Any = load_html(text)
    tables = {} if page is None else _take_tables(page, hashlib.sha256(text.encode()).hexdigest())
    found: Any = bare_extraction(page, include_comments=False, with_metadata=True)
    if found is None or not (found.text or "").strip():
        raise InputError("no-main-text", file=name)
    main = found.text.replace(PAGE_MARK, "")  # from a character reference
    for stand_in, lines in tables.items():
        main = main.replace(stand_in, f"\n\n{lines}\n\n")
    return RawDocument(
        text=main,
        title=found.title or "",
        publisher=found.sitename or "",
        published=found.date or "",
        url=found.url or "",
    )


def _take_tables(page: Any, key: str) -> dict[str, str]:
    """Put a paragraph for each table of figures and return what each such paragraph stands for.

    Where the paragraph is dropped as no part of the article, so is its table. Other tables become
    plain blocks. Raised marks are written as text everywhere.
    """
    for mark in list(page.iter("sup")):
        _write_raised(mark)
    taken: dict[str, str] = {}
    for number, table in enumerate(list(page.iter("table"))):
        rows = [] if _places_blocks(table) else _grid(table)
        if holds_figures(rows):
            stand_in = f"bang{key[:16]}so{number}het"
            taken[stand_in] = "\n\n".join((*_caption(table), table_text(rows)))
            _put(table, stand_in)
    for table in list(page.iter("table")):
        for part in list(table.iter(*_PARTS)):
            part.tag = "div"
    return taken


def _write_raised(mark: Any) -> None:
    before, parent = mark.getprevious(), mark.getparent()
    if parent is None:
        return
    text = parent.text if before is None else before.tail or before.text_content()
    mark.tail = raised((text or "").rstrip(), mark.text_content()) + (mark.tail or "")
    mark.drop_tree()


def _places_blocks(table: Any) -> bool:
    """Tell a table that lays out the page."""
    return (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    )


def _grid(table: Any) -> Grid:
    rows = [
        [
            Cell(
                _text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan"), zero=_ALL_ROWS)
            )
            for cell in row.iterchildren("td", "th")
        ]
        for row in table.iter("tr")
    ]
    return grid([row for row in rows if row])


def _span(value: str | None, zero: int = 1) -> int:
    """Return how many cells an attribute says; 0 rows are all that follow."""
    written = re.match(r"\s*(\d{1,5})", value or "1")
    return (int(written[1]) or zero) if written else 1


def _text(cell: Any) -> str:
    """Return a cell's text, its lines and paragraphs parted by spaces."""
    for part in list(cell.iter(*_UNSEEN)):
        part.drop_tree()
    for part in cell.iter(*_BLOCKS):
        part.text = f" {part.text or ''}"
        part.tail = f" {part.tail or ''}"
    return str(cell.text_content())


def _caption(table: Any) -> list[str]:
    """Return the caption of a table, if it has one."""
    lines = [cell_text(_text(caption)) for caption in table.iterchildren("caption")]
    return [line for line in lines if line]


def _put(table: Any, stand_in: str) -> None:
    """Put a paragraph in a table's place; a picture's frame around it would be dropped with it."""
    for frame in table.iterancestors("figure"):
        frame.tag = "div"
    paragraph = table.makeelement("p")
    paragraph.text, paragraph.tail = stand_in, table.tail
    table.getparent().replace(table, paragraph)
