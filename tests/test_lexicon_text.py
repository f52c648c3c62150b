"""Text forms: normal form, matching form, folded form, tokens, language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.diacritics import Restorer, pairs
from lexicon.text import fold, has_diacritics, language_of, matching, normalise, tokens, typed

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậ ỳýỷỹỵ,.%0123456789", max_size=60
)


def test_decomposed_letters_are_composed():
    """A file saved on a Mac reads like any other."""
    assert normalise(unicodedata.normalize("NFD", "Thống kê tháng 2")) == "Thống kê tháng 2"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("7,09¹%", "7,09¹%"),
        ("10⁹", "10⁹"),
        ("1\u00a0234,5\u202ftỷ", "1 234,5 tỷ"),
        ("a\u200bb\ufeff", "ab"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("  a   b  \n  c ", "a b\nc"),
    ],
    ids=["footnote", "power", "no-break", "zero-width", "line-ends", "spaces"],
)
def test_normal_form_keeps_figures_and_drops_noise(raw, clean):
    """Spaces and invisible marks go; footnotes and powers stay what they are."""
    assert normalise(raw) == clean


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text):
    """The normal form is its own normal form."""
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [("hoà", "hòa"), ("Thuý", "thúy"), ("KHOẺ", "khỏe"), ("tuỳ", "tùy"), ("uỷ ban", "ủy ban")],
)
def test_both_places_of_the_tone_match(left, right):
    """Two spellings of one word have one matching form."""
    assert matching(left) == matching(right)


@pytest.mark.parametrize("word", ["quà", "quý", "của", "thuế", "toàn", "giá"])
def test_other_words_keep_their_spelling(word):
    """The tone moves only where two spellings exist."""
    assert matching(word) == word


@given(st.text(max_size=100))
def test_matching_and_folding_keep_every_offset(text):
    """A span found in a matching or folded form is the same span of the text."""
    composed = unicodedata.normalize("NFC", text)
    assert len(matching(composed)) == len(composed)
    assert len(fold(composed)) == len(composed)


@pytest.mark.parametrize(
    ("looks", "is_meant"),
    [
        ("СРІ thánɡ 5", "CPI thánɡ 5"),
        ("ΙΙΡ tăng", "IIP tăng"),
        ("ＣＰＩ ５％", "CPI 5%"),
        ("𝐂𝐏𝐈 tăng", "CPI tăng"),
        ("Ðồng Nai ðạt “5 tỷ” – hay ’6’", "Đồng Nai đạt \"5 tỷ\" - hay '6'"),
        ("Сколько стоит рис?", "Сколько стоит рис?"),
        ("7,09¹%", "7,09¹%"),
    ],
    ids=["cyrillic", "greek", "wide", "mathematical", "signs", "russian", "raised"],
)
def test_what_looks_like_a_letter_is_typed_for_it(looks, is_meant):
    """Letter for letter; a text of another script stays, and so does a raised mark."""
    assert typed(looks) == is_meant
    assert len(typed(looks)) == len(looks)


def test_folding_takes_the_bar_off_d():
    """The letter đ does not decompose and is folded all the same."""
    assert fold("Đường ĐẠT điểm") == "duong dat diem"


def test_a_figure_is_one_token():
    """Figures, fractions and dates stay whole."""
    assert tokens("IIP tháng 2/2024 giảm 6,8% tại 60/63 nơi, 1.234,5 tỷ") == [
        "iip", "tháng", "2/2024", "giảm", "6,8%", "tại", "60/63", "nơi", "1.234,5", "tỷ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("CPI tháng 5 tăng bao nhiêu?", "vi"),
        ("cpi thang 5 tang bao nhieu so voi cung ky", "vi"),
        ("thang 2/2024 xuat khau", "vi"),
        ("How much did the CPI rise in May 2024?", "en"),
        ("CPI May 2024", "en"),
        ("What was GRDP growth in Hải Phòng in the first half of 2024?", "en"),
        ("GDP quý 3", "vi"),
    ],
)
def test_the_language_of_a_question(text, language):
    """Vietnamese without diacritics is Vietnamese; a Vietnamese name does not change English."""
    assert language_of(text) == language


def test_diacritics_are_seen():
    """Only letters Vietnamese alone writes count."""
    assert has_diacritics("tháng")
    assert not has_diacritics("thang 2 café".replace("é", "e"))


def test_diacritics_come_back_by_the_likeliest_pair():
    """The spelling whose pair was seen most wins over the commoner syllable."""
    counts = {"năm": 90, "nam": 50, "việt": 40, "việt_nam": 40, "trước": 30, "năm_trước": 25}
    assert Restorer(counts).restore("viet nam") == "việt nam"
    assert Restorer(counts).restore("nam truoc") == "năm trước"


@given(VIETNAMESE)
def test_restoring_never_changes_the_folded_text(text):
    """Putting diacritics back changes nothing but diacritics."""
    known = {"thống": 3, "kê": 2, "thống_kê": 2, "đạt": 1}
    assert tokens(fold(Restorer(known).restore(fold(text)))) == tokens(fold(text))


def test_pairs_of_two_figures_are_left_out():
    """Neighbouring figures are no phrase."""
    assert pairs(["tăng", "6,8%", "7,2%", "so"]) == ["tăng_6,8%", "7,2%_so"]
