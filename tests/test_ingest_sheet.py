"""Workbooks and comma-separated files: values as shown, merges, what is refused and why."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ingest.layout import ABOVE, LEFT
from ingest.number_formats import shown
from ingest.package import OLE
from ingest.read import read_document
from lexicon.errors import InputError


def saved(book: Workbook) -> bytes:
    """Return the workbook's file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(rows: list[list[object]], title: str = "Sheet") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def text_of(book: Workbook) -> str:
    return read_document("a.xlsx", saved(book)).text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7.09, "General", "7,09"),
        (107.09000000000001, "General", "107,09"),
        (1234567, "General", "1234567"),
        (1.234, "General", "1,234"),
        (0.1 + 0.2, "General", "0,3"),
        (1e-7, "General", "0,0000001"),
        (35.59, "#,##0.0", "35,6"),
        (2.5, "0", "3"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (-1234.5, "#,##0.0;[Red](#,##0.0)", "-1.234,5"),
        (-1234.5, "_(* #,##0.0_);_(* \\(#,##0.0\\)", "-1.234,5"),
        (0.0709, "0.00%", "7,09%"),
        (0.183, "0%", "18%"),
        (1.5, "0.0##", "1,5"),
        (2, "0.##", "2"),
        (3600000, "#,##0.0,,", "3,6"),
        (33.73, '0.00" tỷ USD"', "33,73 tỷ USD"),
        (12, '"Quý "0', "Quý 12"),
        (1500, "#,##0\\ [$₫-42A]", "1.500"),
        (12345, "0.00E+00", "12345"),
        (7, "@", "7"),
        (float("nan"), "0.0", ""),
        (date(2024, 5, 31), "dd/mm/yyyy", "31/5/2024"),
        (datetime(2024, 5, 31), "[$-42A]d/m/yyyy", "31/5/2024"),
        (datetime(2024, 5, 31, 14, 5), "d/m/yyyy h:mm", "31/5/2024 14:05"),
        (datetime(2024, 5, 1), "mmm-yy", "5/2024"),
        (datetime(2024, 1, 1), "yyyy", "2024"),
        (time(9, 30), "h:mm", "9:30"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
        (True, "General", "TRUE"),
        ("7,09", "General", "7,09"),
        ("#N/A", "General", ""),
        (None, "General", ""),
    ],
)
def test_a_value_is_what_a_reader_sees(value, number_format, text):
    """In Vietnamese notation, with the format's decimals, groups and words."""
    assert shown(value, number_format) == text


def test_each_sheet_is_a_table_under_its_name():
    """Empty and hidden ones are left out, and a name nobody chose."""
    book = sheet_of([["Nhóm", "Mức"], ["Thép", 1.5]], "Giá")
    book.create_sheet("Trống")
    book.create_sheet("Ẩn").append(["Thử", 1])
    book["Ẩn"].sheet_state = "hidden"
    last = book.create_sheet("Sheet3")
    last.append(["a", "b"])
    last.append([None, 2])
    assert text_of(book) == "Giá\n\nNhóm | Mức\nThép | 1,5\n\na | b\n | 2"


def test_the_name_of_an_only_sheet_gives_way_to_its_title():
    """Names such as "Biểu 5" say nothing anyway."""
    rows = [["Giá thép tháng 5"], ["Nhóm", "Mức"], ["Cuộn", 1.5]]
    assert text_of(sheet_of(rows, "Thép T5")).startswith("Giá thép tháng 5\n\nNhóm")
    for name in ("Biểu 5", "Bieu 01", "Bảng", "Table 2"):
        assert text_of(sheet_of(rows[1:], name)).startswith("Nhóm | Mức")


def test_a_sheet_may_hold_several_tables():
    """Each under its title, as wide as it is; the names of parts end none."""
    rows = [
        ["Bảng 1"], ["Nhóm", "Mức", "Năm"], ["Phân theo loại"], ["Cuộn", 1.5, 2],
        ["Bảng 2"], ["Nước", "Giá"], ["Phân theo nước"], ["Ý", 7], ["Ghi chú"],
    ]  # fmt: skip
    assert text_of(sheet_of(rows)) == (
        "Bảng 1\n\nNhóm | Mức | Năm\nPhân theo loại |  | \nCuộn | 1,5 | 2\n\n"
        "Bảng 2\n\nNước | Giá\nPhân theo nước | \nÝ | 7\n\nGhi chú"
    )


def test_titles_units_and_sources_stand_beside_the_table():
    """Empty rows and columns between go, as does the room around."""
    book = Workbook()
    for place, value in {
        "B2": "Bảng 1. Giá thép", "F3": "Đơn vị: %", "B5": "Nhóm", "D5": "Tháng 4", "F5": "Tháng 5",
        "B7": "Cuộn", "D7": 1.5, "F7": 2.5, "B8": "Thanh", "F8": -0.5, "B10": "Nguồn: hiệp hội",
    }.items():  # fmt: skip
        book.active[place] = value
    assert text_of(book) == (
        "Bảng 1. Giá thép\n\nĐơn vị: %\n\n"
        "Nhóm | Tháng 4 | Tháng 5\nCuộn | 1,5 | 2,5\nThanh |  | -0,5\n\nNguồn: hiệp hội"
    )


def test_merged_cells_are_marked():
    """Across, down and both ways; an empty merge says nothing."""
    book = sheet_of([["Nhóm", "So với", None, "x"], [None, "tháng", "năm"], ["Khối", None, 3]])
    book.active.append([None, None, 5, 6])
    for area in ("A1:A2", "B1:C1", "D2:D3", "A3:B4"):
        book.active.merge_cells(area)
    assert text_of(book).split("\n") == [
        f"Nhóm | So với | {LEFT} | x",
        f"{ABOVE} | tháng | năm | ",
        f"Khối | {LEFT} | 3 | ",
        f"{ABOVE} | {LEFT} | 5 | 6",
    ]


def test_a_raised_run_makes_no_digit():
    """A footnote's mark behind a number that is text."""
    mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
    rows = [["Nhóm", CellRichText("Mức", mark)], ["Sàn, m²", CellRichText("7,09", mark)]]
    assert text_of(sheet_of(rows)) == "Nhóm | Mức\nSàn, m² | 7,09"


def test_a_far_cell_costs_nothing():
    """The last cell a sheet can have does not write out all others."""
    book = sheet_of([["Nhóm", "Mức"], ["Thép", 1.5]])
    book.active["XFD1048576"] = 9
    assert text_of(book) == "Nhóm | Mức | \nThép | 1,5 | \n |  | 9"


def with_sheet(xml: str) -> bytes:
    """Return a workbook whose sheet is this XML."""
    file = BytesIO()
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    old = zipfile.ZipFile(BytesIO(saved(sheet_of([["a", 1]]))))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            sheet = f"<worksheet {space}>{xml}</worksheet>"
            is_sheet = entry == "xl/worksheets/sheet1.xml"
            new.writestr(entry, sheet if is_sheet else old.read(entry))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (saved(Workbook()), "empty-file"),
        (b"a;b", "wrong-content"),
        (OLE + bytes(99), "old-office"),
        (with_sheet("<sheetData><row><c></sheetData>"), "damaged-file"),
        (saved(sheet_of([["a", 1]]))[:-60], "damaged-file"),
        (
            with_sheet('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            "large-table",
        ),
        (
            with_sheet("<sheetData/><hyperlinks><hyperlink ref='A1:Z99999'/></hyperlinks>"),
            "large-table",
        ),
        (saved(sheet_of([[1] * 500] * 401)), "large-table"),
    ],
    ids=["no-value", "text", "old", "broken-xml", "cut", "merge-bomb", "link-bomb", "dump"],
)
def test_what_is_no_readable_workbook_is_refused_with_its_reason(content, key):
    """Before the library writes out what would fill memory."""
    with pytest.raises(InputError) as caught:
        read_document("a.xlsx", content)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Nhóm;Mức\nThép;1,5\n", "Nhóm | Mức\nThép | 1,5"),
        ("Nhóm,Mức\nThép,1.5\nQuặng,1.250\n", "Nhóm | Mức\nThép | 1,5\nQuặng | 1,250"),
        ('Nhóm,Mức\nThép,"1,5"\n"Quặng, vôi",12\n', "Nhóm | Mức\nThép | 1,5\nQuặng, vôi | 12"),
        ("Nhóm\tMức\nThép\t1.250\n", "Nhóm | Mức\nThép | 1.250"),
        ('Nhóm,Mức\nThép,"1,234.5"\nVôi,"2,000"\n', "Nhóm | Mức\nThép | 1.234,5\nVôi | 2.000"),
        ("Nhóm;Mức\nThép;1.234,5\nVôi;2.50\n", "Nhóm | Mức\nThép | 1.234,5\nVôi | 2.50"),
        ("sep=;\r\nNhóm;Mức\r\nThép;5\r\n", "Nhóm | Mức\nThép | 5"),
        ("Bảng giá;\n;Đơn vị: %\na;b\nc;1\n", "Bảng giá\n\nĐơn vị: %\n\na | b\nc | 1"),
        ("Một câu, hai vế.\n", "Một câu |  hai vế."),
        ('"Thép\ncuộn";1|2\nVôi;3', "Thép cuộn | 1/2\nVôi | 3"),
    ],
    ids=[
        "semicolon", "points", "decimal-commas", "thousands", "english", "mixed", "said",
        "caption", "one-line", "odd-cells",
    ],
)  # fmt: skip
def test_a_comma_separated_file_is_a_table(text, lines):
    """Its delimiter is found; decimal points become commas where they surely are that."""
    assert read_document("a.csv", text.encode()).text == lines.replace("  ", " ")


def test_quotes_that_never_end_are_refused():
    """One cell cannot hold half a file."""
    with pytest.raises(InputError, match="is damaged"):
        read_document("a.csv", b'a;b\n"' + b"x;1\n" * 50_000)
