"""Short forms of a chat, spelled out before anything is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.abbreviations import spelled_out
from lexicon.text import fold, tokens

# Read as short wherever they stand alone; the others need a word behind them.
ALWAYS = "bn bnhieu nhiu dc ko vn hcm tphcm hn dtc dtnn xk nk kn svck ck bq ttg ntn sp".split()
WORDS = "CPI GDP IIP FDI USD tháng 3/2024 gạo tăng giảm 5,5% tỷ đồng nước ngoài".split()
WRITTEN = st.lists(st.sampled_from([*ALWAYS, *WORDS]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xk gạo bn tỷ USD", "xuất khẩu gạo bao nhiêu tỷ USD"),
        ("CPI tăng bnhieu?", "CPI tăng bao nhiêu?"),
        ("CPI tăng bao nhiu", "CPI tăng bao nhiêu"),
        ("GDP ko tăng", "GDP không tăng"),
        ("đạt đc", "đạt được"),
        ("nk ntn", "nhập khẩu như thế nào"),
        ("IIP hn", "IIP Hà Nội"),
        ("IIP TPHCM", "IIP Thành phố Hồ Chí Minh"),
        ("dtnn vào vn", "đầu tư nước ngoài vào Việt Nam"),
        ("CPI bq, svck", "CPI bình quân, so với cùng kỳ"),
    ],
)
def test_a_short_form_is_spelled_out(typed, meant):
    """Whatever its case and marks, and whatever punctuation follows."""
    assert spelled_out(typed, plain=False) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("100 tr USD", "100 triệu USD"),
        ("1,5 ti do", "1,5 tỷ do"),
        ("5 ng tỷ", "5 nghìn tỷ"),
        ("sv cùng kỳ", "so với cùng kỳ"),
        ("sv t2", "so với t2"),
        ("gt xk", "giá trị xuất khẩu"),
        ("sl gạo", "sản lượng gạo"),
        ("ti lệ", "ti lệ"),
        ("sv trường", "sv trường"),
        ("tr. 5", "tr. 5"),
        ("ng dân", "ng dân"),
    ],
)
def test_some_are_short_only_before_what_they_go_with(typed, meant):
    """ "tr" is millions before what is counted, and "ti lệ" no billion."""
    assert spelled_out(typed, plain=False) == meant


@pytest.mark.parametrize(
    "text",
    [
        "CPI tháng 3/2024 tăng bao nhiêu?",
        "GDP, IIP, FDI, PMI, USD, VND, EUR",
        "27,26 tỷ USD; 5 triệu tấn; 3 kWh; 10 m3",
        "TP HCM",
        "VN30 và HNX",
        "www.bao.vn/tin",
        "trang tin.vn",
        "ko-2",
        "",
    ],
)
def test_what_is_not_short_is_left_alone(text):
    """Words, acronyms, units, addresses and codes stay letter for letter."""
    assert spelled_out(text, plain=False) == spelled_out(text, plain=True) == text


def test_a_plain_question_stays_plain():
    """What is typed without diacritics is spelled out without them."""
    assert spelled_out("xk gao bn ty usd", plain=True) == "xuat khau gao bao nhieu ty usd"


@given(WRITTEN)
def test_no_short_form_is_left(text):
    """And what is spelled out already is not changed again."""
    once = spelled_out(text, plain=False)
    assert not set(ALWAYS) & set(tokens(fold(once)))
    assert spelled_out(once, plain=False) == once


@given(WRITTEN)
def test_every_other_word_stays_in_its_order(text):
    """Only the short forms themselves change."""
    kept = iter(spelled_out(text, plain=False).split())
    assert all(word in kept for word in text.split() if word not in ALWAYS)


@given(WRITTEN)
def test_plain_and_marked_differ_in_diacritics_alone(text):
    """Both spell the same words out."""
    assert fold(spelled_out(text, plain=True)) == fold(spelled_out(text, plain=False))


def test_a_question_in_short_forms_is_answered(bot):
    """It is understood as the one spelled out."""
    short, whole = (
        bot.ask(text)
        for text in ("IIP t1/2024 tăng bn svck?", "IIP t1/2024 tăng bao nhiêu so với cùng kỳ?")
    )
    assert short.lines == whole.lines
    assert "18,3%" in short.lines[0]
