"""Tables found in a text: rows, cells, heads and what stands above."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.grids import data_rows, find_tables, is_row
from lexicon.sentences import Span, sentences

TEXT = """Bản tin có một bảng.

Chỉ số sản xuất công nghiệp
Đơn vị: %
Ngành | Tháng 4 | ← | Cộng dồn
↑ | So với tháng trước | So với cùng kỳ | ↑
Toàn ngành | 103,1 | 106,3 | 106,0
Trong đó: | | |
Khai khoáng | 98,7 | - | 94,5

Câu sau bảng."""


def test_a_table_is_lines_on_end_with_as_many_cells():
    """Its cells are exact slices, its caption the short lines before it."""
    (table,) = find_tables(TEXT)
    assert [len(row) for row in table.rows] == [4] * 5
    assert table.captions == ("Chỉ số sản xuất công nghiệp", "Đơn vị: %")
    cell = table.rows[2][1]
    assert TEXT[cell.start : cell.end] == cell.text == "103,1"


def test_a_column_is_headed_by_all_that_stands_above_it():
    """A cell that spans others heads each of them, one that spans rows heads once."""
    (table,) = find_tables(TEXT)
    assert [table.head(column) for column in range(4)] == [
        "Ngành",
        "Tháng 4 So với tháng trước",
        "Tháng 4 So với cùng kỳ",
        "Cộng dồn",
    ]
    assert (table.heads, table.stub) == (2, 1)


def test_a_row_without_values_heads_those_behind_it():
    """A dash is no value."""
    (table,) = find_tables(TEXT)
    rows = [(row[0].text, section) for _, row, section in data_rows(table)]
    assert rows == [("Toàn ngành", ()), ("Khai khoáng", ("Trong đó:",))]


@pytest.mark.parametrize(
    "text",
    [
        "Một câu có dấu | ở giữa.",
        "a | b | c\nMột dòng thường.",
        "a | b\n\nc | d",
        "a | b\nc | d | e",
    ],
    ids=["a bar", "one row", "a blank line between", "other widths"],
)
def test_what_is_no_table(text):
    """One line alone, or lines that do not fit each other."""
    assert find_tables(text) == ()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("103,1", "103,1"),
        ("-5,2", "-5,2"),
        ("1.234,5", "1.234,5"),
        ("1 234,5", "1 234,5"),
        ("7,09 ¹", "7,09"),
        ("7,09(1)", "7,09"),
        ("7,09*", "7,09"),
        ("18,3%", "18,3"),
        ("-", None),
        ("...", None),
        ("Tháng 4", None),
        ("12 dự án", None),
        ("01/4/2024", None),
        ("1,234.5", "1,234.5"),
        ("1234567", "1234567"),
        ("8.829.66", None),
        ("1.5.2024", None),
    ],
)
def test_a_value_is_a_number_and_nothing_else(cell, number):
    """The mark of a footnote is not part of it."""
    (table,) = find_tables(f"A | B\nC | {cell}")
    value = table.rows[1][1].value
    assert (value["number"] if value else None) == number


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("Năm | 2022 | 2023\nGDP | 8,1 | 5,1", 1),
        ("Ngành | Tháng 1 | Tháng 2\nA | 1 | 2\nIIP | 95,2 | 93,1", 2),
        ("IIP | 95,2 | 93,1\nCPI | 100,3 | 101,2", 0),
    ],
    ids=["years", "numbers of columns", "none"],
)
def test_years_and_numbers_of_columns_are_heads(rows, heads):
    """What stands above the first values."""
    (table,) = find_tables(rows)
    assert table.heads == heads


def test_the_name_of_the_first_part_heads_no_column():
    """Whether it stands in the first cell or in one over all."""
    for name in ("Nông nghiệp | | ", "Nông nghiệp | ← | ←"):
        (table,) = find_tables(f"Cây | 2023 | 2024\n{name}\nLúa | 1,5 | 2,5")
        assert [table.head(column) for column in range(3)] == ["Cây", "2023", "2024"]
        assert [section for _, _, section in data_rows(table)] == [("Nông nghiệp",)]


def test_a_year_over_other_heads_stands_behind_them():
    """As one says it."""
    (table,) = find_tables("A | 2023 | ← | 2024\n↑ | Quý I | Cả nước | ↑\nB | 1,5 | 2,5 | 3,5")
    assert [table.head(x) for x in range(1, 4)] == ["Quý I năm 2023", "Cả nước 2023", "2024"]


@pytest.mark.parametrize(
    ("before", "captions"),
    [
        ("Hà Nội, ngày 29 tháng 5 năm 2024\n\nĐơn vị: %", ("Đơn vị: %",)),
        ("Bảng 1\n\nGiá còn tăng. Nghìn đồng", ("Nghìn đồng",)),
        ("Bảng 1\n\nGiá còn tăng.\n\nĐơn vị: %", ("Đơn vị: %",)),
    ],
    ids=["where and when it was written", "behind a sentence on its line", "a sentence"],
)
def test_captions_are_short_lines_that_say_something_of_the_table(before, captions):
    """Back to the first that does not."""
    (table,) = find_tables(f"{before}\n\nA | B\nC | 1,5")
    assert table.captions == captions


def test_a_column_that_counts_the_rows_gives_no_values():
    """Running numbers under "STT" stand before the names."""
    (table,) = find_tables("STT | Tỉnh | IIP\n1 | Hà Nam | 110,2\n2 | Nam Định | 109,1")
    assert table.stub == 2


def test_the_row_of_a_table_is_one_sentence():
    """Full stops inside it end nothing."""
    row = "TP. Hồ Chí Minh | 1.234,5 | 5,1"
    text = f"Tỉnh | Trị giá | Tăng\n{row}"
    assert sentences(text)[-1] == Span(len(text) - len(row), len(text))


def test_a_bar_alone_makes_no_row():
    """Its sentences are sentences."""
    text = "Giá vé | tàu tăng 5%. Giá xăng giảm 1%."
    assert len(sentences(text)) == 2
    assert not is_row(text)
    assert is_row("Khai khoáng | 98,7 | -")


@given(st.lists(st.lists(st.sampled_from(["", "a", "1,5", "←", "↑", "-"]), min_size=3, max_size=3), min_size=2, max_size=6))  # fmt: skip
def test_every_cell_is_an_exact_slice(rows):
    """Whatever the cells hold, unless another covers them."""
    text = "\n".join("x | " + " | ".join(row) for row in rows)
    for table in find_tables(text):
        for row in table.rows:
            for cell in row:
                said = text[cell.start : cell.end]
                assert cell.text == said or said in ("←", "↑")


def test_a_row_listed_higher_ends_the_parts_before_it():
    """What "Phân theo" began is no part of what "II." lists; a section's letter stays open."""
    text = """ | Tháng 4/2024 | Tháng 5/2024
A. HÀNH KHÁCH | |
I. Vận chuyển | 10,5 | 11,5
Phân theo ngành | |
Đường sắt | 1,5 | 1,6
II. Luân chuyển | 20,5 | 21,5
B. HÀNG HÓA | |
I. Vận chuyển | 30,5 | 31,5"""
    (table,) = find_tables(text)
    assert [(row[0].text, parts) for _, row, parts in data_rows(table)] == [
        ("I. Vận chuyển", ("A. HÀNH KHÁCH",)),
        ("Đường sắt", ("A. HÀNH KHÁCH", "Phân theo ngành")),
        ("II. Luân chuyển", ("A. HÀNH KHÁCH",)),
        ("I. Vận chuyển", ("B. HÀNG HÓA",)),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (" | Tháng 5/2024\nSố vụ | 2042\nSố người chết | 837", ["Số vụ", "Số người chết"]),
        (" | Số vụ\nNăm | 2023\nHà Nội | 837", ["Hà Nội"]),
        ("Chỉ tiêu | Năm | ←\n↑ | 2023 | 2024\nLúa | 1999 | 2001,5", ["Lúa"]),
        (" | Tháng 4 | Tháng 5\nGạo | 2031 | 1998", ["Gạo"]),
    ],
    ids=["a-value", "a-head", "heads-in-order", "out-of-order"],
)
def test_four_digits_may_be_a_year_or_a_value(text, names):
    """A value stands under a head that names its period, in a row with a name, in no order."""
    (table,) = find_tables(text)
    assert [row[0].text for _, row, _ in data_rows(table)] == names
