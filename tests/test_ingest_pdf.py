"""PDFs: lines to paragraphs, pages marked, heads dropped, raised marks; what is refused and why."""

import unicodedata

import pytest
from pdf_drawn import LEFT, STEP, TOP, Drawn
from reportlab.lib.pdfencrypt import StandardEncryption

from ingest.clean import clean
from ingest.layout import PAGE_MARK
from ingest.pdf_lines import joined_accents
from ingest.read import read_document
from lexicon.errors import InputError
from lexicon.text import normalise

FULL = "Giá thép xây dựng tại các nhà máy phía Bắc trong quý này được giữ ở"  # a line to the edge
REST = "mức cao vì nhu cầu của các công trình lớn."


def read(drawn: Drawn):
    return read_document("a.pdf", drawn.saved())


def blocks(drawn: Drawn) -> list[str]:
    return read(drawn).text.split("\n\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, REST], [f"{FULL} {REST}"]),
        ([FULL, REST, FULL, REST], [f"{FULL} {REST}", f"{FULL} {REST}"]),
        (["Giá thép quý này", FULL, REST], ["Giá thép quý này", f"{FULL} {REST}"]),
        ([FULL, "33,7 triệu đồng một tấn."], [f"{FULL} 33,7 triệu đồng một tấn."]),
        ([FULL, "- Thép cuộn tăng;", "- thép thanh giảm."],
         [FULL, "- Thép cuộn tăng;", "- thép thanh giảm."]),
        ([FULL, "1. Thép cuộn", "a) thép đen"], [FULL, "1. Thép cuộn", "a) thép đen"]),
        (["Giá do UBND TP.", FULL], ["Giá do UBND TP.", FULL]),
        ([f"{FULL} TP.", "Hải Phòng."], [f"{FULL} TP. Hải Phòng."]),
    ],
    ids=["goes-on", "ends", "heading", "number", "list", "numbered", "short", "abbreviation"],
)  # fmt: skip
def test_lines_are_put_together_to_paragraphs(lines, expected):
    """A line goes on unless it ends a sentence, was ended early, or the next begins a list."""
    assert blocks(Drawn().lines(*lines)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Steel output of the larger mills in the north rose again with indus-", "trial demand.", "industrial demand."),
        ("Thép nhập từ các nước trong khu vực, nhiều nhất là từ nước In-đô-", "nê-xi-a láng giềng.", "In-đô-nê-xi-a láng giềng."),
        ("Nhu cầu của các công trình lớn đã trở lại mức của thời trước Covid-", "19 bùng phát.", "Covid-19 bùng phát."),
    ],
    ids=["english", "syllables", "number"],
)  # fmt: skip
def test_a_hyphen_at_a_line_end_goes_only_where_it_parts_an_english_word(first, second, expected):
    """Vietnamese writes foreign names with hyphens."""
    (block,) = blocks(Drawn().lines(first, second))
    assert block.endswith(f" {expected}")


def test_a_wide_gap_and_a_larger_letter_begin_anew():
    """Titles of several lines stay one."""
    drawn = Drawn().lines("GIÁ THÉP VÀ VẬT LIỆU XÂY DỰNG", "CỦA QUÝ NÀY", size=18)
    drawn.y -= STEP
    drawn.lines(FULL, "")
    drawn.y -= STEP
    drawn.lines("Mức này còn cao.")
    assert blocks(drawn) == ["GIÁ THÉP VÀ VẬT LIỆU XÂY DỰNG CỦA QUÝ NÀY", FULL, "Mức này còn cao."]


def paged(
    texts: list[list[str]], head: str = "Bản tin giá thép", foot: str = "Trang {}/9"
) -> Drawn:
    """Return pages of lines, each with a head and a foot."""
    drawn = Drawn()
    for number, lines in enumerate(texts, 1):
        drawn.text(LEFT, 810, head, 9)
        drawn.lines(*lines)
        drawn.text(300, 30, foot.format(number), 9)
        drawn.page()
    return drawn


def test_a_paragraph_goes_on_over_the_page_and_its_mark_stands_inside():
    """Heads and feet between its halves are gone."""
    drawn = paged([[FULL], [REST, "Quặng sắt rẻ đi."], ["Than cốc cũng rẻ đi."]])
    assert read(drawn).text == (
        f"{FULL} {PAGE_MARK}{REST}\n\nQuặng sắt rẻ đi.\n\n{PAGE_MARK}Than cốc cũng rẻ đi."
    )


def test_empty_pages_are_counted():
    """The next letter has a mark for each."""
    drawn = Drawn().lines("Trang đầu.").page().page().lines("Trang ba.")
    assert read(drawn).text == f"Trang đầu.\n\n{PAGE_MARK * 2}Trang ba."


@pytest.mark.parametrize("foot", ["{}", "- {} -", "Trang {}", "Bản tin giá thép | {}"])
def test_page_numbers_are_dropped(foot):
    """Also on a single page, where nothing shows that they come again."""
    pages = [[f"Tin thứ {word} của bản tin."] for word in ("nhất", "hai", "ba", "tư")]
    assert foot.format(1)[-3:] not in read(paged(pages, foot=foot)).text.replace("tin.", "")
    if "{}" in foot[:9]:
        assert blocks(paged(pages[:1], head="", foot=foot)) == pages[0]


def test_what_comes_again_elsewhere_is_kept():
    """Only the edges of a page have heads, and a head stands at one height."""
    pages = [["Giá còn giữ.", *[f"Tin {n}.{m}." for m in range(n)], "Nguồn: hiệp hội."] for n in (3, 5, 8)]  # fmt: skip
    text = read(paged(pages)).text
    assert text.count("Nguồn: hiệp hội.") == 3
    assert "Bản tin giá thép" not in text


@pytest.mark.parametrize(
    ("before", "mark", "behind", "line"),
    [
        ("Giá tăng 7,09", "1", "% cả năm.", "Giá tăng 7,09% cả năm."),
        ("Giá tăng 7,09%", "(2)", " cả năm.", "Giá tăng 7,09% cả năm."),
        ("Giá tăng 7,09", "12", "", "Giá tăng 7,09"),
        ("Sàn rộng 240 m", "2", " mới.", "Sàn rộng 240 m² mới."),
        ("Khí CO", "", "2 giảm.", "Khí CO2 giảm."),
    ],
    ids=["inside", "bracketed", "at-the-end", "area", "none"],
)
@pytest.mark.parametrize("size", [6, 8])
def test_a_raised_mark_makes_no_digit(before, mark, behind, line, size):
    """It is smaller and stands higher, wherever in the line."""
    drawn = Drawn()
    x = drawn.text(LEFT, TOP, before)
    x = drawn.text(x, TOP + 4, mark, size) if mark else x
    drawn.text(x, TOP, behind)
    assert blocks(drawn) == [line]


def test_smaller_and_lowered_letters_are_no_marks():
    """CO₂ and words in small letters on the same line stay."""
    drawn = Drawn()
    x = drawn.text(drawn.text(LEFT, TOP, "Khí CO"), TOP - 3, "2", 8)
    drawn.text(x, TOP, " giảm 5%.", 12)
    drawn.text(LEFT, TOP - STEP, "Mức ", 12)
    drawn.text(LEFT + 40, TOP - STEP, "5 tỷ", 9)
    assert blocks(drawn) == ["Khí CO2 giảm 5%.", "Mức 5 tỷ"]


def test_footnotes_stand_before_the_paragraph_that_goes_on():
    """They do not break it in two."""
    drawn = Drawn().lines("Quặng sắt rẻ đi.", FULL)
    drawn.text(LEFT, 64, "1", 6)
    drawn.text(LEFT + 4, 60, "Giá đã có thuế.", 9)
    drawn.page().lines(REST)
    assert read(drawn).text == (f"Quặng sắt rẻ đi.\n\nGiá đã có thuế.\n\n{FULL} {PAGE_MARK}{REST}")


def test_accents_drawn_apart_are_put_on_their_letters():
    """As combining letters behind them, and moved back by hand."""
    drawn = Drawn().lines(unicodedata.normalize("NFD", "Việt Nam nhập thép."))
    x = drawn.text(LEFT, drawn.y, "Việt Nam xuâ")
    drawn.text(x - 6, drawn.y, "\u0301")
    drawn.text(x, drawn.y, "t quặng.")
    assert blocks(drawn) == ["Việt Nam nhập thép.", "Việt Nam xuất quặng."]
    assert joined_accents("Viê \u0323t xuâ\u0301t") == "Việt xuất"


def test_hard_spaces_between_thousands_come_out_as_spaces():
    """After cleaning, as in other kinds of files; words keep theirs."""
    drawn = Drawn().lines("Giá quý này là 1\u00a0234,5 nghìn đồng, quý trước 1 200 nghìn đồng.")
    text = clean(read(drawn).text)
    assert text == "Giá quý này là 1 234,5 nghìn đồng, quý trước 1 200 nghìn đồng."


def test_text_turned_with_its_page_is_read():
    """Wide tables lie on their side; a stamp up the margin is left out."""
    drawn = Drawn()
    drawn.canvas.rotate(90)
    for line in range(2):
        drawn.text(100, -100 - line * STEP, (FULL, REST)[line])
    drawn.canvas.rotate(-90)
    drawn.text(500, 800, "Dấu", 8)
    assert blocks(drawn) == [f"{FULL} {REST}"]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Giá thép quý này", "Giá thép quý này"),
        ("Microsoft Word - gia thep.docx", ""),
        ("untitled", ""),
        ("BC_GIA_THEP", ""),
    ],
)
def test_only_a_real_title_is_taken(stated, title):
    """Programs put their own name or the file's there."""
    assert read(Drawn(stated).lines("Giá còn giữ.")).title == title


def test_a_document_cannot_bring_page_marks():
    """They are ours."""
    assert read(Drawn().lines(f"Giá{PAGE_MARK} còn giữ.")).text == "Giá còn giữ."


def test_what_is_read_is_already_in_normal_form():
    """Line by line, so that later stages move nothing but blank lines."""
    drawn = paged([[FULL], [REST, "Quặng  sắt\u00a0rẻ đi."]])
    text = read(drawn).text
    assert normalise(text) == text


TEXT = Drawn().lines(FULL, REST).saved()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty-file"),
        (Drawn().page().saved(), "empty-file"),
        (b"Gia thep", "wrong-content"),
        (b"%PDF-1.7\n", "damaged-file"),
        (TEXT[:700], "damaged-file"),
        (Drawn(encrypt=StandardEncryption("a", "b")).lines(FULL).saved(), "encrypted"),
    ],
    ids=["nothing", "no-text", "text", "only-a-head", "cut", "password"],
)
def test_what_is_no_readable_pdf_is_refused_with_its_reason(content, key):
    """The file is named."""
    with pytest.raises(InputError) as caught:
        read_document("a.pdf", content)
    assert caught.value.key == key
    assert "a.pdf" in caught.value.say("vi")
