"""Tables of PDFs: with rules and without, over several pages, on pages that lie on their side."""

import pytest
from pdf_drawn import LEFT, STEP, Drawn
from reportlab.lib import colors

from ingest.layout import PAGE_MARK
from ingest.pdf_cells import ruled_cells
from ingest.read import read_document

ALL_RULES = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
MERGED = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
HEAD = [["Nhóm", "So với (%)", ""], ["", "tháng trước", "cùng kỳ"]]
BODY = [["Thép cuộn", "1,5", "7,09"], ["Thép thanh và\nthép hình", "-0,5", "3"], ["Tôn", "2", "-4"]]
LINES = (
    "Nhóm | So với (%) | ←\n↑ | tháng trước | cùng kỳ\n"
    "Thép cuộn | 1,5 | 7,09\nThép thanh và thép hình | -0,5 | 3\nTôn | 2 | -4"
)


def text_of(drawn: Drawn) -> str:
    return read_document("a.pdf", drawn.saved()).text


def test_a_table_with_rules_stands_between_its_lines():
    """Its merges are marked, its caption and unit stay lines of their own."""
    drawn = Drawn().lines("Bảng 1. Giá thép", "Đơn vị: %", "")
    drawn.table([*HEAD, *BODY], style=[*ALL_RULES, *MERGED]).lines("Nguồn: hiệp hội.")
    assert text_of(drawn) == f"Bảng 1. Giá thép\n\nĐơn vị: %\n\n{LINES}\n\nNguồn: hiệp hội."


def test_a_footnote_mark_in_a_cell_makes_no_digit():
    """As everywhere."""
    drawn = Drawn().table([["Nhóm", "Mức"], ["Thép", "7,09"], ["Tôn", "2"]], style=ALL_RULES)
    drawn.text(LEFT + 90 + 6 + 26, 747, "1", 6)
    assert text_of(drawn) == "Nhóm | Mức\nThép | 7,09\nTôn | 2"


def test_rows_without_rules_between_them_are_parted():
    """A cell that holds a column of figures is as many rows."""
    rows = [["Nhóm", "Mức", "Năm"], ["Cuộn\nThanh\nTôn", "1,5\n2,5\n-3", "4\n5\n6"]]
    text = text_of(Drawn().table(rows, style=ALL_RULES))
    assert text == "Nhóm | Mức | Năm\nCuộn | 1,5 | 4\nThanh | 2,5 | 5\nTôn | -3 | 6"


@pytest.mark.parametrize("align", ["RIGHT", "CENTER"])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
def test_a_table_without_rules_is_told_by_its_columns(align, valign):
    """Labels of two lines are put together, a group's name is a row of its own."""
    style = [("ALIGN", (1, 0), (-1, -1), align), ("VALIGN", (0, 0), (-1, -1), valign)]
    rows = [["Nhóm", "Tháng 5", "Cả năm"], ["Vật liệu", "", ""], *BODY, ["Gạch", "", "6"]]
    drawn = Drawn().lines("Bảng 1. Giá thép", "Đơn vị: %", "")
    drawn.table(rows, style=style).lines("Nguồn: hiệp hội.")
    assert text_of(drawn).split("\n\n") == [
        "Bảng 1. Giá thép",
        "Đơn vị: %",
        "Nhóm | Tháng 5 | Cả năm\nVật liệu |  | \nThép cuộn | 1,5 | 7,09\n"
        "Thép thanh và thép hình | -0,5 | 3\nTôn | 2 | -4\nGạch |  | 6",
        "Nguồn: hiệp hội.",
    ]


def test_a_head_among_the_rows_begins_another_table():
    """It takes no rows of the first with it."""
    rows = [[f"Hàng {n}", f"{n},5", "7"] for n in range(6)]
    drawn = Drawn().table([*rows[:3], ["Nhóm", "Quý I", "Quý II"], *rows[3:]])
    lines = [" | ".join(row) for row in rows]
    assert text_of(drawn).split("\n\n") == [
        "\n".join(lines[:3]),
        "\n".join(["Nhóm | Quý I | Quý II", *lines[3:]]),
    ]


def test_a_head_centred_over_two_columns_is_merged():
    """Rules above and below alone do not tell the columns."""
    rules = [(f"LINE{side}", (0, y), (-1, y), 1, colors.black) for side, y in (("ABOVE", 0), ("BELOW", 1), ("BELOW", -1))]  # fmt: skip
    drawn = Drawn().table([*HEAD, *BODY], style=[*rules, MERGED[0], ("ALIGN", (1, 0), (-1, -1), "CENTER")])  # fmt: skip
    assert text_of(drawn) == LINES


def test_heads_of_several_lines_centred_beside_one_another_are_told():
    """Without rules between them, a head over an odd number of columns among them."""
    rows = [
        ["", "Giá so với (%)", "", "", "Bình quân\nnăm tháng\nso với\nnăm trước"],
        ["", "Tháng\n5/2023", "Tháng\n12/2023", "Tháng\n4/2024", ""],
        ["Thép cuộn", "1,5", "7,09", "2,5", "3"], ["Tôn", "2", "-4", "...", "6"],
    ]  # fmt: skip
    spans = [((1, 0), (3, 0)), ((0, 0), (0, 1)), ((4, 0), (4, 1))]
    style = [("SPAN", *cells) for cells in spans]
    style += [("ALIGN", (1, 0), (-1, 1), "CENTER"), ("ALIGN", (1, 2), (-1, -1), "RIGHT")]
    style += [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (3, 3), (3, 3), "LEFT")]
    assert text_of(Drawn().table(rows, style=style)) == (
        " | Giá so với (%) | ← | ← | Bình quân năm tháng so với năm trước\n"
        "↑ | Tháng 5/2023 | Tháng 12/2023 | Tháng 4/2024 | ↑\n"
        "Thép cuộn | 1,5 | 7,09 | 2,5 | 3\nTôn | 2 | -4 | ... | 6"
    )


def test_a_head_of_two_lines_is_not_parted():
    """Though both begin with numbers, as a column of figures does."""
    rows = [["Nhóm", "5 tháng\n2024"], ["Thép", "1,5"], ["Tôn", "2"]]
    text = text_of(Drawn().table(rows, style=ALL_RULES))
    assert text == "Nhóm | 5 tháng 2024\nThép | 1,5\nTôn | 2"


def pages_of_tables(*heads: list[list[str]], between: str = "") -> Drawn:
    """Return a page for each head, with a table of two rows."""
    drawn = Drawn()
    for number, head in enumerate(heads):
        drawn.text(LEFT, 810, "Bản tin giá thép", 9)
        rows = [[f"Hàng {number}{letter}", "1", "2"] for letter in "ab"]
        drawn.table([*head, *rows], style=[*ALL_RULES, *(MERGED if len(head) > 1 else [])])
        drawn.lines(between)
        drawn.text(300, 30, str(number + 1), 9)
        drawn.page()
    return drawn


@pytest.mark.parametrize("heads", [(HEAD, HEAD, HEAD), (HEAD, [], [])], ids=["repeated", "once"])
def test_a_table_over_several_pages_is_one(heads):
    """Its head stands once, each page's mark before its first cell."""
    rows = "\n".join(
        f"{mark}Hàng {n}a | 1 | 2\nHàng {n}b | 1 | 2" for n, mark in enumerate(("", PAGE_MARK, PAGE_MARK))
    )  # fmt: skip
    head = "Nhóm | So với (%) | ←\n↑ | tháng trước | cùng kỳ\n"
    assert text_of(pages_of_tables(*heads)) == head + rows


def test_a_table_behind_a_sentence_or_with_other_columns_is_another():
    """It has its own head."""
    assert text_of(pages_of_tables(HEAD, HEAD, between="Giá còn giữ.")).count("Nhóm |") == 2
    drawn = Drawn().table([["a", "b"], ["1", "2"]], style=ALL_RULES).page()
    drawn.table([["a", "b", "c"], ["1", "2", "3"]], style=ALL_RULES)
    assert text_of(drawn) == f"a | b\n1 | 2\n\n{PAGE_MARK}a | b | c\n1 | 2 | 3"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("style", [[*ALL_RULES, *MERGED], []], ids=["rules", "none"])
def test_a_table_on_its_side_is_read(rotation, style):
    """However the page is turned, by its own setting or by drawing."""
    drawn = Drawn()
    drawn.canvas.setPageRotation(rotation)
    drawn.canvas.translate(595, 0)
    drawn.canvas.rotate(90)
    drawn.table([*(HEAD if style else []), *BODY], style=style, top=400)
    assert text_of(drawn) == (LINES if style else LINES.split("\n", 2)[2])


def test_frames_around_text_are_no_tables():
    """Their text is read as such."""
    text = "Giá thép xây dựng tại các nhà máy phía Bắc được giữ."
    drawn = Drawn().table([[text, "Ghi chú"], ["Còn cao", "Không"]], style=ALL_RULES, colWidths=[330, 80])  # fmt: skip
    read = text_of(drawn)
    assert "|" not in read
    assert text in read.replace("\n\n", " ")


@pytest.mark.parametrize(
    "rows",
    [
        [["Cột trái của trang báo", "Cột phải của trang"]] * 5,
        [["", "100"], ["", "80"], ["", "60"]],
        [["Quý này tăng", "1,5"]],
    ],
    ids=["columns-of-text", "axis", "one-row"],
)
def test_what_only_stands_side_by_side_is_no_table(rows):
    """Columns of text, the axis of a drawing, a single line."""
    assert "|" not in text_of(Drawn().table(rows, colWidths=200))


def test_a_table_drawn_as_a_picture_of_lines_stands_where_it_is_placed():
    """Moved and made smaller, in a drawing within a drawing, its rules go with its letters."""
    drawn = Drawn()
    drawn.canvas.beginForm("inner")
    drawn.table([*HEAD, *BODY], style=[*ALL_RULES, *MERGED])
    drawn.canvas.endForm()
    drawn.canvas.beginForm("outer")
    drawn.canvas.translate(30, 10)
    drawn.canvas.doForm("inner")
    drawn.canvas.endForm()
    drawn.canvas.scale(0.8, 0.8)
    drawn.canvas.doForm("outer")
    assert text_of(drawn) == LINES


@pytest.mark.parametrize(("lines", "ruled"), [(100, True), (21_000, False)])
def test_a_map_is_not_searched_for_tables(lines, ruled):
    """A page with more lines than tables have keeps its text; the rules among them tell nothing."""
    drawn = Drawn().lines("Giá còn giữ.").table([*HEAD, *BODY], style=[*ALL_RULES, *MERGED])
    way = drawn.canvas.beginPath()
    way.moveTo(100, 100)
    for step in range(lines):
        way.lineTo(100 + step % 7, 100 + step % 5)
    drawn.canvas.drawPath(way)
    text = text_of(drawn)
    assert text.startswith("Giá còn giữ.")
    assert (LINES in text) == ruled


def pieces(xs, ys):
    """Return the lines of a grid, each drawn as two pieces that nearly meet."""
    upright = [(x, y, x + 0.2, (y + ys[-1]) / 2) for x in xs for y in ys[:1]]
    upright += [(x, (ys[0] + ys[-1]) / 2 + 2, x, ys[-1]) for x in xs]
    return [*upright, *((xs[0], y, xs[-1], y) for y in ys)]


def test_cells_lie_between_rules():
    """Pieces that nearly meet are one rule; what is slanted or alone is none."""
    (table,) = ruled_cells([*pieces([10, 60, 90], [10, 30, 50]), (0, 0, 99, 99), (200, 5, 200, 9)])
    assert [tuple(map(round, cell)) for cell in table] == [
        (10, 10, 60, 30),
        (10, 30, 60, 50),
        (60, 10, 90, 30),
        (60, 30, 90, 50),
    ]


def test_tables_apart_are_two_and_a_frame_is_none():
    """From above; a single cell rules nothing off."""
    low, high = pieces([10, 60, 90], [10, 30]), pieces([10, 60, 90], [110, 130])
    frame = pieces([200, 300], [10, 130])
    assert [len(table) for table in ruled_cells([*low, *high, *frame])] == [2, 2]
    assert ruled_cells([*low, *high, *frame])[0][0][3] == 130


def test_a_drawing_of_a_thousand_rules_has_no_table():
    """It is given up at once."""
    grid = list(range(0, 4_000, 8))
    assert ruled_cells(pieces(grid, grid)) == []


def test_figures_far_apart_in_a_sentence_make_no_table():
    """Justified lines have wide gaps too."""
    drawn = Drawn()
    for _ in range(4):
        drawn.text(LEFT, drawn.y, "Giá thép quý này tăng")
        drawn.text(LEFT + 160, drawn.y, "5% so với quý trước đó và")
        drawn.y -= STEP
    assert "|" not in text_of(drawn)
