"""Web pages: tables of figures kept where they stand, layout tables read as text."""

import pytest

from ingest.layout import PAGE_MARK
from ingest.read import read_document
from lexicon.errors import InputError

FIRST = "Giá cà phê nhân tại vườn tháng 5/2025 tăng 2,4% so với tháng trước do mưa đến muộn."
LAST = "Thương lái cho biết nhu cầu của các nước trong khu vực vẫn cao, còn nguồn cung đã cạn dần."
TABLE = """<table border="1"><thead><tr><th rowspan="2">Nhóm</th><th colspan="2">So với</th></tr>
<tr><th>tháng trước</th><th>cùng kỳ</th></tr></thead>
<tbody><tr><td>Cà phê</td><td>2,4<sup>1</sup></td><td><p>11,8</p></td></tr>
<tr><td>Hồ tiêu</td><td>−0,6</td><td></td></tr></tbody></table>"""
LINES = "Nhóm | So với | ←\n↑ | tháng trước | cùng kỳ\nCà phê | 2,4 | 11,8\nHồ tiêu | −0,6 | "


def page(body: str, before: str = "") -> bytes:
    """Return a page with a menu, the body between two paragraphs, and a foot."""
    return f"""<html><head><title>Giá cà phê</title></head><body>
<nav><a href="/">Trang chủ</a></nav>{before}
<article><h1>Giá cà phê</h1><p>{FIRST}</p>{body}<p>{LAST}</p></article>
<footer>Liên hệ: 19001234</footer></body></html>""".encode()


def text_of(body: str, before: str = "") -> str:
    return read_document("a.html", page(body, before)).text


@pytest.mark.parametrize(
    "frame",
    ["{}", '<div class="table-responsive">{}</div>', "<figure>{}</figure>", "<center>{}</center>"],
    ids=["bare", "frame", "figure", "centred"],
)
def test_a_table_of_figures_stands_where_it_stood(frame):
    """Between its paragraphs, with blank lines around it."""
    assert f"{FIRST}\n\n\n{LINES}\n\n\n{LAST}" in text_of(frame.format(TABLE))


def test_the_caption_stands_before_the_table():
    """It often says the unit."""
    table = TABLE.replace("<thead>", "<caption>Bảng 1. Giá<br>Đơn vị: %</caption><thead>")
    assert f"\n\nBảng 1. Giá Đơn vị: %\n\n{LINES}\n\n" in text_of(table)


def test_a_page_that_is_only_a_table_is_read():
    """Offices of statistics publish such pages."""
    raw = read_document("a.html", f"<html><body><div>{TABLE}</div></body></html>".encode())
    assert raw.text.strip() == LINES.strip()


def test_several_tables_keep_their_order():
    """Also when there are more than ten."""
    text = text_of("".join(TABLE.replace("Hồ tiêu", f"Hàng {n}") for n in range(12)))
    assert [text.index(f"Hàng {n} |") for n in range(12)] == sorted(
        text.index(f"Hàng {n} |") for n in range(12)
    )


def test_a_table_of_the_menu_is_dropped_with_it():
    """What trafilatura leaves out is left out with its tables."""
    assert "Hồ tiêu" not in text_of("", f"<aside>{TABLE}</aside>")


@pytest.mark.parametrize(
    "opening",
    ["<table><tr><td>", '<table role="presentation"><tr><td>1</td><td>2</td></tr><tr><td>'],
    ids=["one-cell", "said-to-be-one"],
)
def test_a_layout_table_is_read_as_text(opening):
    """Its paragraphs stay apart and no bars come in; a table inside it is kept."""
    body = f"{opening}<p>{FIRST}</p><p>{LAST}</p>{TABLE}</td></tr></table>"
    text = read_document("a.html", f"<html><body>{body}</body></html>".encode()).text
    assert f"{FIRST}\n" in text
    assert f"{LAST}\n" in text
    assert LINES in text
    assert text.replace(LINES, "").count("|") == 0


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tăng 7,09<sup>1</sup>%", "tăng 7,09%"),
        ("tăng 7,09%<sup><a href='#n'>[2]</a></sup>", "tăng 7,09%"),
        ("<b>7,09</b><sup>1</sup> điểm", "7,09 điểm"),
        ("240 nghìn m<sup>2</sup> sàn", "240 nghìn m² sàn"),
        ("7,09 <sup>(1)</sup>", "7,09"),
    ],
)
def test_a_footnote_mark_makes_no_digit(written, read):
    """Areas keep theirs."""
    assert f"Kho hàng {read}" in text_of(f"<p>Kho hàng {written} vào cuối quý này.</p>")


@pytest.mark.parametrize(
    ("span", "line"),
    [
        ('rowspan="0"', "a | 1\n↑ | 2\n↑ | 3"),
        ('rowspan="99999"', "a | 1\n↑ | 2\n↑ | 3"),
        ('rowspan="x"', "a | 1\n2 | \n3 | "),
    ],
    ids=["to-the-end", "beyond-the-end", "no-number"],
)
def test_spans_are_read_as_browsers_do(span, line):
    """A merge ends with the table."""
    rows = f"<tr><td {span}>a</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>"
    assert f"\n\n{line}\n\n" in text_of(f"<table>{rows}</table>")


def test_a_table_that_swells_is_refused():
    """The sentence says how large one may be."""
    table = "<table>" + "<tr><td colspan=99999>1</td><td>2</td></tr>" * 9 + "</table>"
    with pytest.raises(InputError, match="more than 200000 cells"):
        text_of(table)


@pytest.mark.parametrize("mark", [PAGE_MARK, "&#xE000;"], ids=["itself", "reference"])
def test_a_page_cannot_bring_page_marks(mark):
    """They are ours."""
    assert PAGE_MARK not in text_of(f"<p>Kho hàng{mark} vào cuối quý này vẫn còn nhiều.</p>")


def test_pipe_tables_of_markdown_take_the_same_form():
    """The rule under the head goes, bars inside cells become slashes, short rows are filled."""
    lines = [
        "Trước bảng.",
        "| Nhóm | **Mức** |",
        "|:---|---:|",
        r"| a \| b | 7,09[^1] |",
        "| c |",
        "",
    ]
    raw = read_document("a.md", "\n".join([*lines, "Sau bảng: 5<sup>2</sup> và 3 | 4."]).encode())
    assert raw.text == ("Trước bảng.\n\nNhóm | Mức\na / b | 7,09\nc | \n\n\nSau bảng: 5 và 3 | 4.")
