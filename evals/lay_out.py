"""Tables laid out as documents, the way statistics offices lay theirs out, in five formats."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

LEFT, ABOVE = "←", "↑"
_MARK = re.compile(r"\^([^^]+)\^")  # a raised mark: 7.09^1^
_NUMBER = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<percent>%?)(?P<mark>\^[^^]+\^|\*+|\(\d\))?")
# Style -> how groups of three digits and decimals are parted.
_PARTED = {"dot": (".", ","), "space": ("\u00a0", ","), "none": ("", ","), "english": (",", ".")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A table with what stands around it; cells in the notation of `tables.toml`."""

    title: str
    day: str
    before: tuple[str, ...]
    captions: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    body: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    after: tuple[str, ...]
    numbers: str = "dot"
    ruled: bool = True
    flat_head: bool = False  # of Markdown, which has no merged cells


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


def printed(cell: str, numbers: str) -> str:
    """Return a cell's text, its number in a style, raised marks still between carets."""
    found = number_of(cell)
    if not found or re.fullmatch(r"(?:19|20)\d\d", cell):
        return cell.lstrip("> ")
    group, point = _PARTED[numbers]
    whole, _, decimals = found["number"].partition(".")
    grouped = f"{int(whole):,}".replace(",", group) if int(whole) else whole
    rest = found["percent"] + (found["mark"] or "")
    return grouped + (f"{point}{decimals}" if decimals else "") + rest


def _rows(laid: Laid) -> list[list[str]]:
    return [[printed(cell, laid.numbers) for cell in row] for row in (*laid.head, *laid.body)]


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
    return _MARK.sub(r"<sup>\1</sup>", escape(text, quote=False))


def as_html(laid: Laid) -> bytes:
    """Return a page with the table in cells that span others."""
    areas = list(_areas(_rows(laid)))
    lines = []
    for y in range(len(laid.head) + len(laid.body)):
        tag = "th" if y < len(laid.head) else "td"
        cells = []
        for area in (area for area in areas if area.row == y):
            spans = f' colspan="{area.wide}"' if area.wide > 1 else ""
            spans += f' rowspan="{area.high}"' if area.high > 1 else ""
            pad = "&nbsp;" * 4 * _indent(laid, y, area.column)
            cells.append(f"<{tag}{spans}>{pad}{_marked_up(area.text)}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    before = [f"<p>{_marked_up(text)}</p>" for text in (laid.day, *laid.before, *laid.captions)]
    after = [f"<p>{_marked_up(text)}</p>" for text in (*laid.notes, *laid.after)]
    title = _marked_up(laid.title)
    page = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{''.join(before)}<table>{''.join(lines)}</table>"
        f"{''.join(after)}</article></body></html>"
    )
    return page.encode()


def as_markdown(laid: Laid) -> bytes:
    """Return a text with a pipe table: what a merged cell says stands in each it covers."""
    rows = _rows(laid)
    for area in list(_areas(rows)):
        for y in range(area.row, area.row + area.high):
            for x in range(area.column, area.column + area.wide):
                rows[y][x] = _marked_up(area.text)
    head = rows[: len(laid.head)]
    if laid.flat_head:
        joined = ["<br>".join(dict.fromkeys(cells)) for cells in zip(*head, strict=True)]
        rows = [joined, *rows[len(head) :]]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{'---|' * len(rows[0])}")
    blocks = [f"# {laid.title}", laid.day, *laid.before, *laid.captions, "\n".join(lines)]
    return "\n\n".join(map(_marked_up_once, [*blocks, *laid.notes, *laid.after])).encode()


def _marked_up_once(text: str) -> str:
    return _MARK.sub(r"<sup>\1</sup>", text)


def _indent(laid: Laid, y: int, x: int) -> int:
    """Return how many steps a cell is indented by."""
    cell = (*laid.head, *laid.body)[y][x]
    return len(cell) - len(cell.lstrip(">"))


def as_word(laid: Laid) -> bytes:
    """Return a Word document with the table's merged cells and raised marks."""
    from docx import Document
    from docx.shared import Pt

    document: Any = Document()
    document.core_properties.title = laid.title
    document.add_heading(laid.title, 1)
    for text in (laid.day, *laid.before, *laid.captions):
        _write_runs(document.add_paragraph(), text)
    rows = _rows(laid)
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for area in _areas(rows):
        cell = table.cell(area.row, area.column)
        if area.wide > 1 or area.high > 1:
            last = table.cell(area.row + area.high - 1, area.column + area.wide - 1)
            cell = cell.merge(last)
        paragraph = cell.paragraphs[0]
        _write_runs(paragraph, area.text)
        paragraph.paragraph_format.left_indent = Pt(12 * _indent(laid, area.row, area.column))
    for text in (*laid.notes, *laid.after):
        _write_runs(document.add_paragraph(), text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write_runs(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_MARK.split(text)):
        run = paragraph.add_run(part)
        run.font.superscript = True if number % 2 else None


def as_sheet(laid: Laid) -> bytes:
    """Return a workbook: numbers as numbers with a format, raised marks as rich text."""
    from openpyxl import Workbook

    book: Any = Workbook()
    sheet = book.active
    sheet.title = "Bảng"
    wide = len(laid.head[0])
    for text in (laid.title, laid.day, *laid.before, *laid.captions):
        sheet.append([_plain(text)])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=wide
        )
    first = sheet.max_row + 2
    for area in _areas([list(row) for row in (*laid.head, *laid.body)]):
        cell = sheet.cell(first + area.row, 1 + area.column)
        _fill(cell, area.text, laid)
        if area.wide > 1 or area.high > 1:
            sheet.merge_cells(
                start_row=cell.row,
                end_row=cell.row + area.high - 1,
                start_column=cell.column,
                end_column=cell.column + area.wide - 1,
            )
    below = first + len(laid.head) + len(laid.body) + 1
    for number, text in enumerate((*laid.notes, *laid.after)):
        sheet.cell(below + number, 1, _plain(text))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: Any, text: str, laid: Laid) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(indent=len(text) - len(text.lstrip(">")))
    found = number_of(text)
    if found and not found["mark"]:
        decimals = len(found["number"].partition(".")[2])
        places = decimals + (2 if found["percent"] else 0)
        cell.value = round(float(found["number"]) / (100 if found["percent"] else 1), places)
        zeros = f".{'0' * decimals}" if decimals else ""
        plain = "0" if laid.numbers == "none" or len(found["number"]) == 4 and not zeros else "#,##0"
        cell.number_format = f"{plain}{zeros}{found['percent']}"
        return
    parts = _MARK.split(printed(text, laid.numbers))
    raised = InlineFont(vertAlign="superscript")
    rich = [TextBlock(raised, part) if at % 2 else part for at, part in enumerate(parts) if part]
    cell.value = parts[0] if len(parts) == 1 else CellRichText(*rich)


def as_pdf(laid: Laid) -> bytes:
    """Return a PDF; a table longer than a page goes on under its head on the next."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    font = _font()
    text = ParagraphStyle("text", fontName=font, fontSize=10.5, leading=15, spaceAfter=6)
    heading = ParagraphStyle("heading", parent=text, fontSize=15, leading=20, spaceAfter=10)
    cell_style = ParagraphStyle("cell", fontName=font, fontSize=9, leading=11.5)
    size = landscape(A4) if len(laid.head[0]) > 6 else A4
    room = size[0] - 2 * 56
    rows = _rows(laid)
    wide = len(rows[0])
    drawn: list[list[Any]] = [["" for _ in row] for row in rows]
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for area in _areas(rows):
        in_head = area.row < len(laid.head)
        right = bool(number_of((*laid.head, *laid.body)[area.row][area.column]))
        look = ParagraphStyle(
            "of-cell",
            parent=cell_style,
            alignment=1 if in_head else 2 if right and area.column else 0,
            leftIndent=10 * _indent(laid, area.row, area.column),
        )
        drawn[area.row][area.column] = Paragraph(_marked_up(area.text), look)
        end = (area.column + area.wide - 1, area.row + area.high - 1)
        if area.wide > 1 or area.high > 1:
            style.append(("SPAN", (area.column, area.row), end))
    black: Any = (0, 0, 0)
    if laid.ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    else:
        style += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, black),
            ("LINEBELOW", (0, len(laid.head) - 1), (-1, len(laid.head) - 1), 0.5, black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, black),
        ]
    table = Table(drawn, colWidths=_widths(laid, room), repeatRows=len(laid.head), style=style)
    assert len(table._argW) == wide
    story: list[Any] = [Paragraph(_marked_up(laid.title), heading)]
    story += [
        Paragraph(_marked_up(line), text) for line in (laid.day, *laid.before, *laid.captions)
    ]
    story += [Spacer(1, 4), table, Spacer(1, 8)]
    story += [Paragraph(_marked_up(line), text) for line in (*laid.notes, *laid.after)]
    file = BytesIO()
    document = SimpleDocTemplate(file, pagesize=size, margins=56, title=laid.title)
    document.leftMargin = document.rightMargin = 56
    document.build(story)
    return file.getvalue()


def _widths(laid: Laid, room: float) -> list[float]:
    """Return the columns' widths: by the longest cell of the body, the head's lines broken."""
    rows = [*laid.head, *laid.body]
    longest = [
        max(
            min(max((len(printed(row[x], laid.numbers)) for row in laid.body), default=1), 34),
            max(len(word) for row in rows for word in (row[x].split() or [""])),
            7,
        )
        for x in range(len(rows[0]))
    ]
    return [room * width / sum(longest) for width in longest]


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


FORMATS: dict[str, Callable[[Laid], bytes]] = {
    "pdf": as_pdf,
    "docx": as_word,
    "xlsx": as_sheet,
    "html": as_html,
    "md": as_markdown,
}
