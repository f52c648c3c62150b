"""Periods, comparison bases, and which period a sentence speaks of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrasing import period as print_period
from lexicon.bases import base_between, find_bases
from lexicon.periods import (
    Period,
    as_of,
    find_periods,
    half,
    half_month,
    month,
    quarter,
    whole_year,
    year_to_date,
)
from lexicon.references import read_references

WRITTEN = date(2024, 5, 29)


def periods(text, language="vi", anchor=WRITTEN):
    return [m.period for m in find_periods(text, anchor=anchor, language=language)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("tháng 2/2024", month(2024, 2)),
        ("tháng 02-2024", month(2024, 2)),
        ("tháng 2 năm 2024", month(2024, 2)),
        ("T2/2024", month(2024, 2)),
        ("thang 2/2024 xuat khau", month(2024, 2)),
        ("tháng Tư, giá tăng", month(2024, 4)),
        ("tháng 5", month(2024, 5)),
        ("tháng 12", month(2023, 12)),
        ("tháng 12 năm trước", month(2023, 12)),
        ("3/2024", month(2024, 3)),
        ("2 tháng đầu năm 2024", year_to_date(2024, 2)),
        ("hai tháng đầu năm", year_to_date(2024, 2)),
        ("hai tháng đầu năm 2024 sau khi tính lại", year_to_date(2024, 2)),
        ("10 tháng năm 2023", year_to_date(2023, 10)),
        ("lũy kế 10 tháng/2023", year_to_date(2023, 10)),
        ("9T/2023", year_to_date(2023, 9)),
        ("từ tháng 1 đến tháng 9 năm 2023", year_to_date(2023, 9)),
        ("4 tháng đầu năm nay", year_to_date(2024, 4)),
        ("quý III/2023", quarter(2023, 3)),
        ("quý 3 năm 2023", quarter(2023, 3)),
        ("Q3/2023", quarter(2023, 3)),
        ("quý 1", quarter(2024, 1)),
        ("nửa đầu năm 2024", half(2024, 1)),
        ("6 tháng cuối năm 2023", half(2023, 2)),
        ("cả năm 2023", whole_year(2023)),
        ("12 tháng năm 2023", whole_year(2023)),
        ("năm ngoái", whole_year(2023)),
        ("tính đến ngày 31/10/2023", as_of(date(2023, 10, 31))),
        ("ngày 31 tháng 10 năm 2023", as_of(date(2023, 10, 31))),
        ("sáng 29/5", as_of(date(2024, 5, 29))),
        ("15 ngày đầu tháng 4", half_month(2024, 4, 1)),
        ("kỳ 2 tháng 4/2024", half_month(2024, 4, 2)),
        ("15 ngày đầu năm 2021", half_month(2021, 1, 1)),
    ],
)
def test_a_vietnamese_period(text, period):
    """One wording names one stretch of days; a year left out is the newest that fits."""
    assert [(p.start, p.end) for p in periods(text)] == [(period.start, period.end)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in May 2024", month(2024, 5)),
        ("in Sept. 2023", month(2023, 9)),
        ("January and February 2024 taken together", year_to_date(2024, 2)),
        ("January-October 2023", year_to_date(2023, 10)),
        ("the first 10 months of 2023", year_to_date(2023, 10)),
        ("eleven months of 2023", year_to_date(2023, 11)),
        ("year to October 2023", year_to_date(2023, 10)),
        ("the third quarter of 2023", quarter(2023, 3)),
        ("Q3 2023", quarter(2023, 3)),
        ("the first half of 2023", half(2023, 1)),
        ("H1 2023", half(2023, 1)),
        ("2023 as a whole", whole_year(2023)),
        ("as of 31 October 2023", as_of(date(2023, 10, 31))),
        ("October 31, 2023", as_of(date(2023, 10, 31))),
        ("by 2023-10-31", as_of(date(2023, 10, 31))),
    ],
)
def test_an_english_period(text, period):
    """English wordings name the same stretches."""
    assert [(p.start, p.end) for p in periods(text, "en")] == [(period.start, period.end)]


@pytest.mark.parametrize(
    "text",
    [
        "kỳ hạn 6 tháng",
        "3 tháng liên tiếp",
        "9 tháng qua",
        "Nghị định số 81/2021/NĐ-CP",
        "31/2/2024",
    ],
)
def test_what_is_no_period(text):
    """Terms of loans, runs of months, numbers of documents and impossible days name none."""
    assert periods(text) == []


def test_the_verb_may_is_no_month():
    """Only the capital letter makes it a month."""
    assert periods("may fall in May 2024", "en") == [month(2024, 5)]


def test_a_year_is_taken_from_the_next_period_of_the_sentence():
    """ "Tháng 9 và 9 tháng năm 2023" is about one year."""
    assert periods("tháng 9 và 9 tháng năm 2023") == [month(2023, 9), year_to_date(2023, 9)]


def test_a_year_is_not_taken_out_of_a_bracket():
    """The bracket belongs to another period."""
    assert periods("Cộng 2 tháng tăng 7% (cùng kỳ năm 2023 tăng 6%)")[0] == year_to_date(2024, 2)


def test_without_a_day_to_measure_by_a_year_left_out_stays_open():
    """Nothing is guessed."""
    assert periods("tháng 5", anchor=None) == []


ANY_PERIOD = st.one_of(
    st.builds(month, st.integers(2010, 2030), st.integers(1, 12)),
    st.builds(quarter, st.integers(2010, 2030), st.integers(1, 4)),
    st.builds(half, st.integers(2010, 2030), st.integers(1, 2)),
    st.builds(year_to_date, st.integers(2010, 2030), st.integers(2, 11)),
    st.builds(whole_year, st.integers(2010, 2030)),
    st.builds(as_of, st.dates(date(2010, 1, 1), date(2030, 12, 31))),
)


@given(ANY_PERIOD, st.sampled_from(["vi", "en"]))
def test_a_printed_period_is_read_back(period, language):
    """What an answer prints, a question may ask."""
    found = periods(f"x {print_period(period, language)} y", language, anchor=None)
    assert [(p.start, p.end) for p in found] == [(period.start, period.end)]


def test_an_as_of_day_is_near_the_stretch_it_closes():
    """FDI as of the 20th is the figure of those months; three weeks earlier is not."""
    assert as_of(date(2024, 11, 20)).nearly(year_to_date(2024, 11))
    assert not as_of(date(2024, 11, 5)).nearly(year_to_date(2024, 11))
    assert not month(2024, 11).nearly(year_to_date(2024, 11))


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("giảm 18% so với tháng trước", ["month-before"]),
        ("tăng 5% so với cùng kỳ năm trước", ["year-before"]),
        ("tăng 5% so với cùng kỳ", ["year-before"]),
        ("so voi cung ky nam ngoai", ["year-before"]),
        ("so với quý trước", ["quarter-before"]),
        ("so với cuối năm 2023", ["december"]),
        ("bình quân 6 tháng", ["average"]),
        ("tăng 0,5%", []),
    ],
)
def test_a_vietnamese_base(text, bases):
    """The wording after "so với" says what is compared with."""
    assert [mention.base for mention in find_bases(text)] == bases


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("year-on-year change", ["year-before"]),
        ("up 2% from a year earlier", ["year-before"]),
        ("against the same period last year", ["year-before"]),
        ("Month-on-month consumer price change", ["month-before"]),
        ("on the previous month", ["month-before"]),
        ("at what annual rate", ["year-before"]),
        ("on average", ["average"]),
    ],
)
def test_an_english_base(text, bases):
    """The same in English."""
    assert [mention.base for mention in find_bases(text, "en")] == bases


@pytest.mark.parametrize(
    ("period", "compared", "base"),
    [
        (month(2024, 2), month(2024, 1), "month-before"),
        (month(2024, 1), month(2023, 12), "month-before"),
        (month(2024, 2), month(2023, 2), "year-before"),
        (month(2024, 5), month(2023, 12), "december"),
        (quarter(2024, 2), quarter(2024, 1), "quarter-before"),
        (year_to_date(2024, 2), year_to_date(2023, 2), "year-before"),
        (month(2024, 5), month(2024, 2), None),
    ],
)
def test_a_base_by_its_distance(period, compared, base):
    """A compared period says by its distance which base it is."""
    assert base_between(period, compared) == base


def test_a_compared_period_is_not_spoken_of():
    """The sentence is about February; January only makes the base."""
    text = "IIP tháng 2/2024 giảm 18% so với tháng 1/2024 và giảm 6,8% so với tháng 2/2023"
    found = read_references(text, None)
    assert [m.period for m in found.periods] == [month(2024, 2)]
    assert set(found.bases) == {"month-before", "year-before"}


def test_a_bracket_is_not_spoken_of():
    """Last year's figure in brackets belongs to last year."""
    text = "Hai tháng đầu năm 2024 tăng 5,7% (hai tháng đầu năm 2023 giảm 2,9%)"
    assert [m.period for m in read_references(text, None).periods] == [year_to_date(2024, 2)]


def test_over_a_period_is_about_it_unless_another_is_named():
    """ "Over eleven months" speaks of them; "up in May over April" compares with April."""
    alone = read_references("the surplus over eleven months of 2024", None, "en")
    assert [m.period for m in alone.periods] == [year_to_date(2024, 11)]
    pair = read_references("up in May 2024 over April 2024", None, "en")
    assert [m.period for m in pair.periods] == [month(2024, 5)]
    assert pair.bases == ("month-before",)


def test_the_context_gives_a_base_its_measure():
    """ "So với tháng 2" in a March bulletin compares with the month before."""
    text = "So với tháng 2, giá giảm 0,23%"
    found = read_references(text, date(2024, 3, 29), inherited=(month(2024, 3),))
    assert found.bases == ("month-before",)


def test_a_period_has_both_ends():
    """Months have their own length."""
    assert month(2024, 2) == Period(start=date(2024, 2, 1), end=date(2024, 2, 29), kind="month")
