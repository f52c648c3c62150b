"""Sentences and paragraphs at exact offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.sentences import paragraphs, sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Giá tăng. Lượng giảm.", ["Giá tăng.", "Lượng giảm."]),
        ("Đạt 786.29 tỷ. Hết.", ["Đạt 786.29 tỷ.", "Hết."]),
        ("Tại TP.HCM và TP. Huế đều tăng. Hết.", ["Tại TP.HCM và TP. Huế đều tăng.", "Hết."]),
        ("Trong Q1.2025 tăng. Hết.", ["Trong Q1.2025 tăng.", "Hết."]),
        ("Gạo, cà phê, v.v. đều tăng. Hết.", ["Gạo, cà phê, v.v. đều tăng.", "Hết."]),
        ("Điện tăng 2%; nước tăng 3%. Hết.", ["Điện tăng 2%; nước tăng 3%.", "Hết."]),
        ("Ông nói: “Tốt.” Rồi đi.", ["Ông nói: “Tốt.”", "Rồi đi."]),
        ("Một\nHai", ["Một", "Hai"]),
        ("Còn lại… Tuy nhiên giảm.", ["Còn lại…", "Tuy nhiên giảm."]),
    ],
    ids=["plain", "decimal", "city", "quarter", "etc", "list", "quote", "lines", "ellipsis"],
)
def test_sentences_end_where_a_reader_says(text, parts):
    """Full stops inside figures and abbreviations end nothing."""
    assert split(text) == parts


@given(st.text(alphabet='aĐ .!?…;\n"”1,%', max_size=120))
def test_sentences_cover_the_text_once_and_in_order(text):
    """No letter is lost, none is said twice, no span has spaces around it."""
    spans = sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_paragraphs_are_lines_without_their_margins():
    """Empty lines are no paragraphs."""
    text = " a b \n\n c"
    assert [text[start:end] for start, end in paragraphs(text)] == ["a b", "c"]
