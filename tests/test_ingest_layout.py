"""Tables as lines: merges marked, cell counts kept through cleaning; raised marks written."""

import pytest

from ingest import layout
from ingest.clean import clean
from ingest.layout import CELL_END, Cell, TableTooLargeError, cell_text, grid, raised, table_text


def rows(*lines: str) -> list[list[Cell]]:
    """Return cells of one row and column each."""
    return [[Cell(text) for text in line.split(";")] for line in lines]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (rows("Nhóm;Tháng 3", "Gạo;1,5"), "Nhóm | Tháng 3\nGạo | 1,5"),
        (rows("Nhóm;;Năm", "Gạo;1,5"), "Nhóm |  | Năm\nGạo | 1,5 | "),
        (
            [[Cell("Nhóm", high=2), Cell("So với", wide=2)], [Cell("tháng"), Cell("năm")]],
            "Nhóm | So với | ←\n↑ | tháng | năm",
        ),
        (
            [[Cell("Khối", wide=2, high=2), Cell("a")], [Cell("b")], *rows("x;y;z")],
            "Khối | ← | a\n↑ | ← | b\nx | y | z",
        ),
        (
            [[Cell("a"), Cell("b", high=9)], [Cell("c")]],
            "a | b\nc | ↑",
        ),
        (rows(";", "a;b", ";"), "a | b"),
    ],
    ids=["plain", "short-row", "merged-both-ways", "block", "too-high", "empty-rows"],
)
def test_a_table_is_one_line_a_row_with_as_many_cells_each(cells, expected):
    """An arrow stands for a cell that is covered, nothing for one that is empty."""
    assert table_text(grid(cells)) == expected


@pytest.mark.parametrize(
    "line",
    ["a;;c", ";;c", "a;;", "; ;;1", "a;b;c;d", ";7;"],
    ids=["inner", "leading", "trailing", "many", "none", "around"],
)
def test_cleaning_keeps_the_number_of_cells(line):
    """Spaces of empty cells close up, and the pattern still parts the row."""
    table = grid(rows("Nhóm;Quý I;Quý II;Quý III", line))
    cleaned = clean(f"Giá bán lẻ\n\n{table_text(table)}\n\nHết bảng.").split("\n")
    assert [CELL_END.split(row) for row in cleaned[2:4]] == table


def test_a_last_row_of_words_is_no_signature():
    """Cleaning keeps it, though it holds no figure and is short."""
    text = "Nhóm | Mức\nGạo | 1,5\nNgô | chưa rõ"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("table", "loose", "expected"),
    [
        (
            [[Cell("Bảng 1. Giá", wide=2)], *rows("a;b", "c;1"), [Cell("Nguồn: đã có", wide=2)]],
            False,
            "Bảng 1. Giá\n\na | b\nc | 1\n\nNguồn: đã có",
        ),
        ([[Cell("a"), Cell("Năm", wide=2)], *rows("b;1;2")], False, "a | Năm | ←\nb | 1 | 2"),
        ([[Cell(""), Cell("Năm", wide=2)], *rows("b;1;2")], True, " | Năm | ←\nb | 1 | 2"),
        (rows("Bảng 1;;", ";;Đơn vị: %", "a;b;c", "d;1;2"), True,
         "Bảng 1\n\nĐơn vị: %\n\na | b | c\nd | 1 | 2"),
        (rows("Bảng 1;;", "a;b;c"), False, "Bảng 1 |  | \na | b | c"),
    ],
    ids=["merged-over-all", "part-of-the-head", "head-in-a-sheet", "sheet", "not-merged"],
)  # fmt: skip
def test_what_stands_over_and_under_a_table_is_an_ordinary_line(table, loose, expected):
    """Titles and sources are often written in cells merged over the whole table."""
    assert table_text(grid(table), loose=loose) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  tăng\n 2,4 ", "tăng 2,4"),
        ("a|b", "a/b"),
        ("1\u00a0234,5", "1 234,5"),
        ("7,09¹", "7,09"),
        ("10⁹", "10⁹"),
        ("km²", "km²"),
        ("↑", "▲"),
        ("↑ 2", "↑ 2"),
        (f"{layout.PAGE_MARK}5", "5"),
    ],
    ids=["lines", "bar", "hard-space", "note", "power", "area", "arrow", "beside-arrow", "mark"],
)
def test_a_cell_is_one_line_without_bars_and_notes(text, expected):
    """What would be read as the table's own signs is written otherwise."""
    assert cell_text(text) == expected


@pytest.mark.parametrize(
    ("before", "mark", "written"),
    [
        ("7,09", "1", ""),
        ("tăng 5%", "(2)", ""),
        ("GDP", "*", ""),
        ("7,09", "a", ""),
        ("240 nghìn m", "2", "²"),
        ("15 km", "2", "²"),
        ("Việt Nam", "2", ""),
        ("4,5 x 10", "9", "⁹"),
        ("0,10", "9", ""),
        ("the 2", "nd", "nd"),
        ("37", "o", "°"),
        ("CPI", "sơ bộ 2", " sơ bộ 2"),
    ],
)
def test_a_raised_mark_is_never_glued_to_a_number(before, mark, written):
    """Areas, powers and English ordinals keep theirs; a footnote's is left out."""
    assert raised(before, mark) == written


@pytest.mark.parametrize(
    "cells",
    [
        [[Cell("x", wide=500_000)]],
        [[Cell("x", high=65_534, wide=9)]] + [[Cell("y")]] * 65_534,
        [[Cell("x", wide=1_000)], *[[Cell("y")]] * 1_000],
    ],
    ids=["wide", "block", "ragged"],
)
def test_a_table_that_is_made_to_swell_is_refused(cells):
    """Before memory runs out."""
    with pytest.raises(TableTooLargeError):
        grid(cells)
