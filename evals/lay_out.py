"""Tables laid out as documents, the way statistics offices lay theirs out, in five formats."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

LEFT, ABOVE, BREAK, RIGHT = "←", "↑", "⏎", ">>"
_MARK = re.compile(r"\^([^^]+)\^")  # a raised mark: 7.09^1^
_NUMBER = re.compile(
    r"(?P<number>[-+]?\d+(?:\.\d+)?)(?P<percent>%?)(?P<mark>\^[^^]+\^|\*+|\(\d\))?"
)
_MERGED_HEADS = 3  # rows of a head up to which its cells are merged, not lines of one another
_MARGIN = 56  # points around a page
_PORTRAIT = 6  # columns up to which a page stands upright
_NARROWEST, _WIDEST = 7, 34  # letters of a column
# Style -> how groups of three digits and decimals are parted.
_PARTED = {"dot": (".", ","), "space": ("\u00a0", ","), "none": ("", ","), "english": (",", ".")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with the lines over and under it; cells in the notation of `tables.toml`."""

    captions: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    body: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    numbers: str = "dot"
    ruled: bool = True
    flat_head: bool = False  # of Markdown, which has no merged cells
    brackets: bool = False  # what is below zero stands in brackets
    head_again: bool = True  # on the next page of a PDF

    @property
    def rows(self) -> list[list[str]]:
        """The rows as printed, raised marks between carets."""
        rows = (*self.head, *self.body)
        return [[printed(cell, self.numbers, self.brackets) for cell in row] for row in rows]

    def indent(self, y: int, x: int) -> int:
        """Return how many steps a cell is indented by."""
        cell = (*self.head, *self.body)[y][x]
        return len(cell) - len(cell.lstrip(">"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Tables with a title and sentences around them."""

    title: str
    day: str
    before: tuple[str, ...]
    tables: tuple[Table, ...]
    after: tuple[str, ...]


class _Area(NamedTuple):
    """A cell with how many columns and rows it covers."""

    text: str
    row: int
    column: int
    wide: int
    high: int


def number_of(cell: str) -> re.Match[str] | None:
    """Return the number a cell holds, with its percent sign and the mark of a footnote."""
    return _NUMBER.fullmatch(cell.lstrip("> "))


def printed(cell: str, numbers: str, brackets: bool = False) -> str:
    """Return a cell's text, its number in a style, raised marks still between carets."""
    found = number_of(cell)
    if not found or re.fullmatch(r"(?:19|20)\d\d", cell):
        return cell.lstrip("> ")
    group, point = _PARTED[numbers]
    whole, _, decimals = found["number"].partition(".")
    sign = "+" if whole.startswith("+") else ""
    grouped = sign + f"{int(whole):,}".replace(",", group) if int(whole) else whole
    digits = grouped + (f"{point}{decimals}" if decimals else "") + found["percent"]
    if brackets and digits.startswith("-"):
        digits = f"({digits[1:]})"
    return digits + (found["mark"] or "")


def _areas(rows: Sequence[Sequence[str]]) -> Iterator[_Area]:
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text in (LEFT, ABOVE):
                continue
            wide = high = 1
            while x + wide < len(row) and row[x + wide] == LEFT:
                wide += 1
            while y + high < len(rows) and rows[y + high][x] == ABOVE:
                high += 1
            yield _Area(text, y, x, wide, high)


def _plain(text: str) -> str:
    return _MARK.sub(r"\1", text)


def _marked_up(text: str) -> str:
    return _MARK.sub(r"<sup>\1</sup>", escape(text, quote=False)).replace(BREAK, "<br/>")


def _paragraph(text: str) -> str:
    side = ' style="text-align:right"' if text.startswith(RIGHT) else ""
    return f"<p{side}>{_marked_up(_line(text))}</p>"


def _line(text: str) -> str:
    return text.removeprefix(RIGHT).lstrip()


def as_html(laid: Document) -> bytes:
    """Return a page with the tables in cells that span others."""
    blocks = [f"<p>{_marked_up(text)}</p>" for text in (laid.day, *laid.before)]
    for table in laid.tables:
        blocks += map(_paragraph, table.captions)
        blocks.append(_html_table(table))
        blocks += [f"<p>{_marked_up(text)}</p>" for text in table.notes]
    blocks += [f"<p>{_marked_up(text)}</p>" for text in laid.after]
    title = _marked_up(laid.title)
    page = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{''.join(blocks)}</article></body></html>"
    )
    return page.encode()


def _html_table(table: Table) -> str:
    lines: dict[int, str] = {}
    for area in _areas(table.rows):
        tag = "th" if area.row < len(table.head) else "td"
        spans = f' colspan="{area.wide}"' if area.wide > 1 else ""
        spans += f' rowspan="{area.high}"' if area.high > 1 else ""
        pad = "&nbsp;" * 4 * table.indent(area.row, area.column)
        cell = f"<{tag}{spans}>{pad}{_marked_up(area.text)}</{tag}>"
        lines[area.row] = lines.get(area.row, "") + cell
    rows = "".join(f"<tr>{lines.get(y, '')}</tr>" for y in range(len(table.rows)))
    return f"<table>{rows}</table>"


def as_markdown(laid: Document) -> bytes:
    """Return a text with pipe tables: what a merged cell says stands in each it covers."""
    blocks = [f"# {laid.title}", laid.day, *laid.before]
    for table in laid.tables:
        blocks += [*map(_line, table.captions), _pipe_table(table), *table.notes]
    text = "\n\n".join(_MARK.sub(r"<sup>\1</sup>", b) for b in (*blocks, *laid.after))
    return text.replace(BREAK, "<br>").encode()


def _pipe_table(table: Table) -> str:
    rows = table.rows
    for area in list(_areas(rows)):
        for y in range(area.row, area.row + area.high):
            for x in range(area.column, area.column + area.wide):
                rows[y][x] = area.text
    if table.flat_head:
        head = rows[: len(table.head)]
        joined = ["<br>".join(dict.fromkeys(cells)) for cells in zip(*head, strict=True)]
        rows = [joined, *rows[len(head) :]]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


def as_word(laid: Document) -> bytes:
    """Return a Word document with the tables' merged cells and raised marks."""
    import docx

    document: Any = docx.Document()
    document.core_properties.title = laid.title
    document.add_heading(laid.title, 1)
    for text in (laid.day, *laid.before):
        _write_runs(document.add_paragraph(), text)
    for table in laid.tables:
        for text in table.captions:
            paragraph = document.add_paragraph()
            paragraph.alignment = 2 if text.startswith(RIGHT) else None
            _write_runs(paragraph, _line(text))
        _add_word_table(document, table)
        for text in table.notes:
            _write_runs(document.add_paragraph(), text)
    for text in laid.after:
        _write_runs(document.add_paragraph(), text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_word_table(document: Any, table: Table) -> None:
    from docx.shared import Pt

    drawn = document.add_table(len(table.rows), len(table.rows[0]))
    drawn.style = "Table Grid"
    for area in _areas(table.rows):
        cell = drawn.cell(area.row, area.column)
        if area.wide > 1 or area.high > 1:
            last = drawn.cell(area.row + area.high - 1, area.column + area.wide - 1)
            cell = cell.merge(last)
        paragraph = cell.paragraphs[0]
        _write_runs(paragraph, area.text)
        paragraph.paragraph_format.left_indent = Pt(12 * table.indent(area.row, area.column))


def _write_runs(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_MARK.split(text)):
        run = paragraph.add_run(part.replace(BREAK, "\n"))
        run.font.superscript = True if number % 2 else None


def as_sheet(laid: Document) -> bytes:
    """Return a workbook: numbers as numbers with a format, raised marks as rich text."""
    from openpyxl import Workbook

    book: Any = Workbook()
    sheet = book.active
    sheet.title = "Bieu 01"
    wide = max(len(table.head[0]) for table in laid.tables)
    for text in (laid.title, laid.day, *laid.before):
        _add_line(sheet, text, wide)
    for table in laid.tables:
        for text in table.captions:
            _add_line(sheet, text, wide)
        _add_sheet_table(sheet, table)
        for text in table.notes:
            sheet.append([_plain(text)])
    for text in laid.after:
        sheet.append([_plain(text)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add_line(sheet: Any, text: str, wide: int) -> None:
    if text.startswith(RIGHT):
        sheet.append(["", *[None] * (wide - 2), _plain(_line(text))])
        return
    sheet.append([_plain(text)])
    _merge(sheet, sheet.max_row, 1, 1, wide)


def _merge(sheet: Any, row: int, column: int, high: int, wide: int) -> None:
    sheet.merge_cells(
        start_row=row, end_row=row + high - 1, start_column=column, end_column=column + wide - 1
    )


def _add_sheet_table(sheet: Any, table: Table) -> None:
    first = sheet.max_row + 1
    for area in _areas([list(row) for row in (*table.head, *table.body)]):
        cell = sheet.cell(first + area.row, 1 + area.column)
        _fill(cell, area.text, table)
        if area.wide > 1 or area.high > 1:
            _merge(sheet, cell.row, cell.column, area.high, area.wide)


def _fill(cell: Any, text: str, table: Table) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(indent=len(text) - len(text.lstrip(">")), wrap_text=BREAK in text)
    found = number_of(text)
    if found and not found["mark"]:
        decimals = len(found["number"].partition(".")[2])
        places = decimals + (2 if found["percent"] else 0)
        cell.value = round(float(found["number"]) / (100 if found["percent"] else 1), places)
        zeros = f".{'0' * decimals}" if decimals else ""
        ungrouped = table.numbers == "none" or (len(found["number"]) == 4 and not zeros)
        shown = f"{'0' if ungrouped else '#,##0'}{zeros}{found['percent']}"
        cell.number_format = f"{shown};({shown})" if table.brackets else shown
        return
    parts = _MARK.split(printed(text, table.numbers, table.brackets).replace(BREAK, "\n"))
    raised = InlineFont(vertAlign="superscript")
    rich = [TextBlock(raised, part) if at % 2 else part for at, part in enumerate(parts) if part]
    cell.value = parts[0] if len(parts) == 1 else CellRichText(*rich)


def as_pdf(laid: Document) -> bytes:
    """Return a PDF; a table longer than a page goes on under its head on the next."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    text = ParagraphStyle("text", fontName=_font(), fontSize=10.5, leading=15, spaceAfter=6)
    heading = ParagraphStyle("heading", parent=text, fontSize=15, leading=20, spaceAfter=10)
    right = ParagraphStyle("right", parent=text, alignment=2)
    wide = max(len(table.head[0]) for table in laid.tables)
    size = landscape(A4) if wide > _PORTRAIT else A4
    story: list[Any] = [Paragraph(_marked_up(laid.title), heading)]
    story += [Paragraph(_marked_up(line), text) for line in (laid.day, *laid.before)]
    for table in laid.tables:
        story += [
            Paragraph(_marked_up(_line(line)), right if line.startswith(RIGHT) else text)
            for line in table.captions
        ]
        story += [Spacer(1, 4), _pdf_table(table, size[0] - 2 * _MARGIN), Spacer(1, 8)]
        story += [Paragraph(_marked_up(line), text) for line in table.notes]
    story += [Paragraph(_marked_up(line), text) for line in laid.after]
    file = BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(file, pagesize=size, title=laid.title, **margins).build(story)
    return file.getvalue()


def _pdf_table(table: Table, room: float) -> Any:
    from reportlab import platypus
    from reportlab.lib.styles import ParagraphStyle

    rows = table.rows
    heads = len(table.head)
    drawn: list[list[Any]] = [["" for _ in row] for row in rows]
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for area in _areas(rows):
        number = number_of((*table.head, *table.body)[area.row][area.column])
        look = ParagraphStyle(
            "cell",
            fontName=_font(),
            fontSize=9,
            leading=11.5,
            alignment=1 if area.row < heads else 2 if number and area.column else 0,
            leftIndent=10 * table.indent(area.row, area.column),
        )
        drawn[area.row][area.column] = platypus.Paragraph(_marked_up(area.text), look)
        end = (area.column + area.wide - 1, area.row + area.high - 1)
        style.append(("SPAN", (area.column, area.row), end))
    black = (0, 0, 0)
    if table.ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    else:
        style.append(("LINEABOVE", (0, 0), (-1, 0), 1, black))
        style += [("LINEBELOW", (0, y), (-1, y), 1, black) for y in (heads - 1, -1)]
    again = heads if table.head_again else 0
    return platypus.Table(drawn, colWidths=_widths(table, room), repeatRows=again, style=style)


def _widths(table: Table, room: float) -> list[float]:
    """Return the columns' widths: by the longest cell of the body, the head's lines broken."""
    rows = [[_plain(cell).replace(BREAK, " ") for cell in row] for row in table.rows]
    body = rows[len(table.head) :]
    stacked = len(table.head) > _MERGED_HEADS
    heads = [(a, _broken_at(a.text, stacked) // a.wide) for a in _areas(list(table.head))]
    longest = [
        max(
            _NARROWEST,
            min(max(len(row[x]) for row in body), _WIDEST),
            max(len(word) for row in rows for word in (row[x].split() or [""])),
            max(
                (by for area, by in heads if area.column <= x < area.column + area.wide), default=0
            ),
        )
        for x in range(len(body[0]))
    ]
    return [room * width / sum(longest) for width in longest]


def _broken_at(head: str, stacked: bool) -> int:
    """Return how wide a head broken into lines by hand is; nothing where the page breaks it."""
    by_hand = BREAK in head or stacked
    return max(len(line) for line in _plain(head).split(BREAK)) if by_hand else 0


def _font() -> str:
    """Register a font with Vietnamese letters and return its name."""
    from importlib.resources import files

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "BeVietnamPro"
    if name not in pdfmetrics.getRegisteredFontNames():
        file = files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"
        pdfmetrics.registerFont(TTFont(name, str(file)))
    return name


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "pdf": as_pdf,
    "docx": as_word,
    "xlsx": as_sheet,
    "html": as_html,
    "md": as_markdown,
}
