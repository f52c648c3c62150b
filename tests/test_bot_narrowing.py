"""Words of a question that no catalogue knows: some narrow its series, some only ask."""

import pytest

from bot.narrowing import read_unknown
from bot.subjects import named_indicators
from lexicon.text import has_diacritics, language_of


def unknown(text, knows=None):
    """Return what is unknown in a question, read as the bot reads it."""
    language = language_of(text)
    plain = language == "vi" and not has_diacritics(text)
    named = named_indicators(text, language, plain=plain)
    return read_unknown(text, named, language, plain=plain, knows=knows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Xuất khẩu robot tháng 3/2024", "robot", id="behind"),
        pytest.param("CPI của bút viết tháng 3/2024", "bút viết", id="behind của"),
        pytest.param("CPI nhóm bút viết tháng 3/2024", "bút viết", id="behind nhóm"),
        pytest.param("CPI tháng 3/2024 của bút viết", "bút viết", id="của behind the period"),
        pytest.param("Lợi nhuận xuất khẩu tháng 3/2024", "lợi nhuận", id="measured"),
        pytest.param("Đơn giá của xuất khẩu tháng 3/2024", "đơn giá", id="measured của"),
        pytest.param("Tháng 3/2024 Samsung xuất khẩu bao nhiêu?", "samsung", id="name before"),
        pytest.param("Xuất khẩu gạo sang Wakanda", "wakanda", id="name of a place"),
        pytest.param("XUẤT KHẨU ROBOT THÁNG 3/2024", "robot", id="capitals"),
        pytest.param("Bán được bao nhiêu mật ong sang các nước?", "mật ong", id="inside a wording"),
        pytest.param("drone exports in March 2024", "drone", id="en before"),
        pytest.param("robot vacuum exports in March 2024", "robot vacuum", id="en two before"),
        pytest.param("exports of drones in March 2024", "drones", id="en of"),
        pytest.param("exports of the new scooters", "new scooters", id="en of the"),
        pytest.param("exports by Samsung in March 2024", "samsung", id="en name"),
        pytest.param("What did we earn from exporting honey?", "honey", id="en object"),
        pytest.param("organic rice exports in March 2024", "organic", id="en before a good"),
        pytest.param("xuat khau cua samsung thang 3/2024", "samsung", id="plain của"),
        pytest.param("cpi but viet thang 3/2024", "but viet", id="plain behind"),
    ],
)
def test_what_narrows_a_series_is_read_by_where_it_stands(text, words):
    """Behind it or "của" in Vietnamese, before it or behind "of" in English; names anywhere."""
    assert unknown(text).narrowing == tuple(words.split())


def test_an_english_word_of_the_glossary_narrows_in_vietnamese():
    """Figures are narrowed by the bulletins' own words."""
    assert unknown("export profits in March 2024").narrowing == ("lợi nhuận",)


@pytest.mark.parametrize(
    "text",
    [
        "CPI tháng 3/2024 tăng bao nhiêu so với cùng kỳ năm trước?",
        "Cho tôi biết CPI tháng 3/2024 thế nào ạ",
        "Em ơi xuất khẩu tháng 3/2024 được bao nhiêu tỷ USD nhỉ?",
        "Xuất khẩu tháng 3/2024 tăng mạnh không?",
        "IIP THÁNG 3/2024 CỦA HÀ NAM",
        "Giá xuất khẩu gạo tháng 3/2024",
        "Ngành đào đất đá (khai khoáng) tháng 3/2024 tăng bao nhiêu?",
        "cpi thang 3/2024 tang bao nhieu",
        "How much did CPI rise in March 2024?",
        "Please tell me the latest CPI",
        "Exports fell sharply in March 2024",
        "High exports in March 2024",
    ],
)
def test_what_only_asks_is_not_unknown_to_a_series(text):
    """Asking, politeness, verbs, periods, places, units and filler narrow nothing."""
    assert unknown(text).narrowing == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Xuất khẩu tháng 3/2024 theo Vasep là bao nhiêu?", id="theo"),
        pytest.param("VNDirect nói xuất khẩu tháng 3/2024 là bao nhiêu?", id="nói"),
        pytest.param("According to Vasep, how much were exports in March 2024?", id="according to"),
        pytest.param("xuat khau thang 3/2024 theo vasep", id="plain"),
        pytest.param("Khách nội địa dịp nghỉ Tết 8-14/2/2024 là bao nhiêu?", id="holiday"),
        pytest.param(
            "domestic visitors over the Lunar New Year holiday, 8-14 February 2024", id="en holiday"
        ),
        pytest.param("cargo passing through the ports in March 2024", id="verb inside a wording"),
    ],
)
def test_who_told_it_and_holidays_beside_their_days_narrow_nothing(text):
    """A source is cited, not measured; the days say what the holiday's name does."""
    assert unknown(text).narrowing == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How much money did the state budget collect in March 2024?", ()),
        ("the price of exports in March 2024", ("giá",)),
    ],
    ids=["a word of its name", "a measure"],
)
def test_a_word_of_the_series_own_name_narrows_it_no_more(bot, text, words):
    """Unless it is a measure, which makes another series of it."""
    (subject,) = bot.understand(text).subjects
    assert subject.words == words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Trời đẹp quá, CPI tháng 3/2024 tăng bao nhiêu?", "trời đẹp"),
        ("Journalists muse about exports in March 2024", "journalists muse"),
    ],
    ids=["vi", "en"],
)
def test_what_stands_apart_is_noted_and_narrows_nothing(text, phrase):
    """It is kept as a phrase of its own."""
    assert unknown(text) == ((), (phrase,))


@pytest.mark.parametrize(
    ("known", "words"),
    [
        pytest.param("hat dieu", (), id="bulletins have it"),
        pytest.param("hat", ("dieu",), id="bulletins lack one"),
        pytest.param("", ("hat", "dieu"), id="bulletins lack both"),
    ],
)
def test_typed_plain_a_word_no_bulletin_has_narrows(known, words):
    """Wherever it stands, as nothing tells whether it is a name."""
    assert unknown("xuat khau thang 3/2024 hat dieu", known.split().__contains__).narrowing == words


@pytest.mark.parametrize(
    "text",
    [
        "IIP bút viết tháng 1/2024 tăng bao nhiêu?",
        "IIP tháng 1/2024 của bút viết tăng bao nhiêu?",
        "Lợi nhuận công nghiệp tháng 1/2024 tăng bao nhiêu?",
        "How much did drone industrial production change in January 2024?",
    ],
)
def test_a_narrowed_series_is_not_answered_by_the_whole(bot, text):
    """The figure held of the whole is never given for a part nothing is known of."""
    answer = bot.ask(text)
    assert answer.refused
    assert "18,3" not in answer.text
    assert answer.figures == ()


@pytest.mark.parametrize(
    "text",
    [
        "Cho em hỏi IIP tháng 1/2024 tăng bao nhiêu ạ?",
        "Trời ơi, IIP tháng 1/2024 tăng bao nhiêu nhỉ?",
        "Please tell me how much industrial production grew in January 2024.",
    ],
)
def test_a_question_with_asking_words_is_answered(bot, text):
    """However it is phrased."""
    assert str(bot.ask(text).figures[0].figure.claim.quantity.value) == "18.3"
