"""A question's words to what it asks."""

from datetime import date

import pytest

from bot.types import Turn
from bot.understand import understand
from lexicon.diacritics import Restorer
from lexicon.periods import month, quarter, whole_year, year_to_date

NEWEST = date(2024, 12, 6)


def ask(text, *history):
    turns = tuple(Turn(question=question, answer="") for question in history)
    return understand(text, history=turns, today=NEWEST)


@pytest.mark.parametrize(
    ("text", "indicators", "periods", "bases"),
    [
        ("IIP tháng 2/2024 giảm bao nhiêu so với tháng trước?", ("iip",), (month(2024, 2),), ("month-before",)),
        ("Chỉ số giá tiêu dùng tháng 3 năm 2023 so với cùng kỳ?", ("cpi",), (month(2023, 3),), ("year-before",)),
        ("Year-on-year change of the industrial production index in May 2024?", ("iip",), (month(2024, 5),), ("year-before",)),
        ("Consumer prices in March 2024 versus March 2023?", ("cpi",), (month(2024, 3),), ("year-before",)),
        ("GDP growth in the third quarter of 2024", ("gdp",), (quarter(2024, 3),), ()),
        ("CPI tháng 11", ("cpi",), (month(2024, 11),), ()),
    ],
    ids=["vi", "vi-words", "en", "en-versus", "en-quarter", "year-left-out"],
)  # fmt: skip
def test_indicator_period_and_base_are_read(text, indicators, periods, bases):
    """What a figure question is looked up by is read from its words."""
    question = ask(text)
    assert (question.indicators, question.periods, question.bases) == (indicators, periods, bases)


def test_a_branch_is_asked_for_not_the_whole_it_is_a_part_of():
    """The share of manufacturing in industrial growth is about manufacturing."""
    question = ask("How much did manufacturing add to industrial growth in January 2024?")
    assert question.indicators == ("iip_manufacturing",)


def test_a_place_is_read_and_the_country_is_none():
    """A question without a place means the country, also when it says so."""
    assert ask("IIP Quảng Ninh tháng 1/2024").places == ("quang_ninh",)
    assert ask("IIP cả nước tháng 1/2024").places == ()


def test_missing_diacritics_are_put_back():
    """What retrieval reads has the spellings of the bulletins; the text stays as typed."""
    counts = {"xuất": 9, "khẩu": 9, "xuất_khẩu": 9, "tháng": 9}
    question = understand("xuat khau thang 2/2024", today=NEWEST, restorer=lambda: Restorer(counts))
    assert question.plain
    assert question.searched == "xuất khẩu tháng 2/2024"
    assert question.text == "xuat khau thang 2/2024"
    assert question.indicators == ("exports",)


@pytest.mark.parametrize(
    ("text", "before", "periods"),
    [
        ("Còn tháng 2 thì sao?", "IIP tháng 1/2024 tăng bao nhiêu?", (month(2024, 2),)),
        ("And the quarter after that?", "How much did GDP grow in Q2 2024?", (quarter(2024, 3),)),
        ("Quý sau thì sao?", "GDP quý IV/2023 tăng bao nhiêu?", (quarter(2024, 1),)),
        ("What about the same month a year earlier?", "CPI in May 2025?", (month(2024, 5),)),
        ("Cùng kỳ năm trước thì sao?", "IIP 2 tháng đầu năm 2025?", (year_to_date(2024, 2),)),
        ("And the year before?", "GDP growth in 2024?", (whole_year(2023),)),
        ("IIP tháng 2/2024 so với cùng kỳ năm trước?", "IIP tháng 1/2024?", (month(2024, 2),)),
        ("So với cùng kỳ năm trước thì sao?", "CPI tháng 5/2024?", (month(2024, 5),)),
        ("So với cùng kỳ thì sao?", "CPI tháng 5/2024 so với tháng trước?", (month(2024, 5),)),
    ],
)
def test_a_follow_up_keeps_the_topic_and_moves_the_period(text, before, periods):
    """What a follow-up leaves out comes from the question before it."""
    question = ask(text, before)
    assert question.periods == periods
    assert question.indicators == ask(before).indicators


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("CPI tháng 5/2024 tăng bao nhiêu?", "GRDP Hải Phòng 6 tháng đầu năm 2024?"),
        ("CPI tháng 5/2024?", "Tỉnh nào có IIP cao nhất 5 tháng đầu năm 2024?"),
        ("Xuất khẩu tháng 5/2024 tăng mấy %?", "CPI tháng 5/2024 so với tháng trước?"),
        ("Tổng mức bán lẻ tháng 5/2024?", "Xuất khẩu sang Hoa Kỳ 5 tháng đầu năm 2024?"),
        ("GDP khu vực dịch vụ quý I/2024 tăng bao nhiêu?", "Vốn FDI đăng ký tháng 5/2024?"),
        ("IIP nganh khai khoang thang 5/2024", "CPI tháng 5/2024?"),
        ("Value added of services in Q1 2024?", "Exports to Japan in May 2024?"),
    ],
)
def test_a_whole_question_on_another_series_takes_nothing_from_the_one_before(text, before):
    """No place, base, kind or series of it."""
    assert ask(text, before) == ask(text)


@pytest.mark.parametrize(
    ("text", "before", "places"),
    [
        ("Còn CPI tháng 5/2024?", "GRDP Hải Phòng 6 tháng đầu năm 2024?", ("hai_phong",)),
        ("CPI ở đó tháng 5/2024 là bao nhiêu?", "GRDP Hải Phòng năm 2024?", ("hai_phong",)),
        ("What was CPI there in May 2024?", "GRDP of Hai Phong in 2024?", ("hai_phong",)),
        ("IIP tháng 6/2024?", "IIP Hải Phòng tháng 5/2024?", ("hai_phong",)),
    ],
)
def test_a_question_that_points_back_keeps_the_place(text, before, places):
    """So does one on the same series."""
    assert ask(text, before).places == places


def test_a_new_topic_is_not_overruled_by_the_old_one():
    """A follow-up that names its own indicator keeps it."""
    assert ask("Còn CPI?", "IIP tháng 1/2024?").indicators == ("cpi",)


@pytest.mark.parametrize(
    "text",
    [
        "So sánh xuất khẩu tháng 10 với tháng 11/2024",
        "Compare exports in October and November 2024",
    ],
)
def test_both_sides_of_a_comparison_are_asked_for(text):
    """Neither month is only the base of the other."""
    assert ask(text).periods == (month(2024, 10), month(2024, 11))
