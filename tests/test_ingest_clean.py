"""Cleaning: the article, the whole article and nothing after it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean

ARTICLE = (
    "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước. Giá lúa tươi tại ruộng cũng nhích"
    " lên, trong khi giá phân bón gần như không đổi. Nông dân ở nhiều tỉnh đã thu hoạch xong vụ này."
    "\nCác kho dự trữ mua vào thêm 12 nghìn tấn, bằng 96% kế hoạch của cả quý."
)


@pytest.mark.parametrize(
    "heading",
    [
        "Tin liên quan",
        "TIN KHÁC:",
        "Các tin khác",
        "Bài viết liên quan",
        "Tin cùng chuyên mục",
        "## Đọc thêm",
        "**Xem thêm**",
        "> Đọc nhiều nhất",
        "Bình luận (3)",
        "Ý kiến của bạn",
        "Từ khóa: gạo, lúa",
        "Tags: gạo",
        "Có thể bạn quan tâm",
        "Related news",
    ],
)
def test_nothing_after_the_article_is_kept(heading):
    """A heading that pages put after their article ends it, however it is typed."""
    page = f"{ARTICLE}\n\n{heading}\nGiá xăng tăng 9%.\nGiá vàng giảm 3%."
    assert clean(page) == ARTICLE


def test_a_sentence_that_begins_like_such_a_heading_stays():
    """Only a whole line is a heading."""
    text = f"{ARTICLE}\nTin khác từ thị trường là giá ngô giảm 1%.\nGiá sắn đứng yên."
    assert clean(text) == text


def test_such_a_heading_before_the_article_cuts_nothing():
    """A menu on top of a page does not swallow what follows."""
    assert clean(f"Tin khác\n\n{ARTICLE}").endswith(ARTICLE)


@pytest.mark.parametrize(
    "signature",
    ["**Minh An**", "_Hồng Nhung_", "Minh An", "Thu Hà/Báo Thử", "Ảnh: Minh", "Lê Vân (T/h)"],
)
def test_a_signature_is_no_part_of_the_text(signature):
    """The author's name under an article is never cited."""
    assert clean(f"{ARTICLE}\n\n{signature}\n") == ARTICLE


@pytest.mark.parametrize("last", ["Giá ngô: giảm 1,5%", "Giá sắn đứng yên."])
def test_a_short_last_line_that_says_something_stays(last):
    """A figure or a full stop makes it a sentence."""
    assert clean(f"{ARTICLE}\n{last}").endswith(last)


def test_a_text_of_one_line_is_not_taken_for_a_signature():
    """Something is left of every text."""
    assert clean("Giá gạo tăng") == "Giá gạo tăng"


def test_text_is_composed_with_plain_spaces():
    """NFD, no-break spaces and runs of empty lines come out in one form."""
    raw = unicodedata.normalize("NFD", ARTICLE).replace(" ", "\u00a0").replace("\n", "\r\n\r\n\r\n")
    assert clean(raw) == ARTICLE.replace("\n", "\n\n")


@given(st.lists(st.sampled_from([*ARTICLE.split(), "\n", "\n\n", "Tin", "khác", "**An**"])))
def test_cleaning_twice_changes_nothing(words):
    """The clean text is its own clean text."""
    once = clean(" ".join(words))
    assert clean(once) == once
