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
    days,
    find_periods,
    half,
    half_month,
    month,
    month_range,
    quarter,
    shifted,
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
        ("quý cuối năm 2023", quarter(2023, 4)),
        ("quý đầu tiên của năm 2024", quarter(2024, 1)),
        ("8-14/2/2024", days(date(2024, 2, 8), date(2024, 2, 14))),
        ("nửa đầu năm 2024", half(2024, 1)),
        ("nửa đầu năm nay", half(2024, 1)),
        ("trung tuần tháng 3/2024", as_of(date(2024, 3, 15))),
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
        ("từ đầu năm đến 15/5", days(date(2024, 1, 1), date(2024, 5, 15))),
        ("từ đầu năm 2023 đến ngày 15/5/2023", days(date(2023, 1, 1), date(2023, 5, 15))),
        ("từ đầu năm tới hết ngày 15/11/2023", days(date(2023, 1, 1), date(2023, 11, 15))),
        ("từ ngày 1/5 đến ngày 15/5/2024", days(date(2024, 5, 1), date(2024, 5, 15))),
        ("từ 16/5/2024 đến 31/5/2024", days(date(2024, 5, 16), date(2024, 5, 31))),
        ("giữa hai kỳ 16/5 và 23/5/2024", days(date(2024, 5, 16), date(2024, 5, 23))),
        ("giữa ngày 16/5/2024 và ngày 23/5/2024", days(date(2024, 5, 16), date(2024, 5, 23))),
        ("đến hết tháng 4/2024", as_of(date(2024, 4, 30))),
        ("tới cuối tháng 2", as_of(date(2024, 2, 29))),
        ("đến cuối tháng 2 năm 2023", as_of(date(2023, 2, 28))),
        ("tháng đầu năm 2024", month(2024, 1)),
        ("tháng đầu tiên của năm 2024", month(2024, 1)),
        ("tháng đầu năm nay", month(2024, 1)),
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
        ("by the end of April 2024", as_of(date(2024, 4, 30))),
        ("end-April 2024", as_of(date(2024, 4, 30))),
        ("at the close of April 2024", as_of(date(2024, 4, 30))),
        ("between 1 and 15 December 2023", half_month(2023, 12, 1)),
        ("between the 16th and 31st of December 2023", half_month(2023, 12, 2)),
        ("between December 1 and 15, 2023", half_month(2023, 12, 1)),
        ("the final quarter of 2023", quarter(2023, 4)),
        ("the opening quarter of 2024", quarter(2024, 1)),
        ("three quarters of 2024", year_to_date(2024, 9)),
        ("at the end of 2023", as_of(date(2023, 12, 31))),
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
        "từ 20/5 đến 10/5/2024",
        "giữa hai kỳ 23/5 và 16/5/2024",
        "các tháng đầu năm",
    ],
)
def test_what_is_no_period(text):
    """Terms of loans, runs of months, numbers of documents and impossible days name none.

    Nor do days in the wrong order, or months that are not counted.
    """
    assert periods(text) == []


def test_the_verb_may_is_no_month():
    """Only the capital letter makes it a month."""
    assert periods("may fall in May 2024", "en") == [month(2024, 5)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("quý 1 và quý 2 năm 2024", "vi"),
        ("quý 1 và 2 năm 2024", "vi"),
        ("quý I, II/2024", "vi"),
        ("the first and second quarters of 2024", "en"),
        ("Q1 and Q2 2024", "en"),
    ],
)
def test_two_quarters_named_together_are_two(text, language):
    """The first takes the noun and the year of the second, or the second the noun of the first."""
    assert periods(text, language) == [quarter(2024, 1), quarter(2024, 2)]


def test_a_year_is_taken_from_the_next_period_of_the_sentence():
    """ "Tháng 9 và 9 tháng năm 2023" is about one year."""
    assert periods("tháng 9 và 9 tháng năm 2023") == [month(2023, 9), year_to_date(2023, 9)]


@pytest.mark.parametrize("whose", ["của Huế", "của tỉnh Bà Rịa - Vũng Tàu", "trên địa bàn TP. Huế"])
def test_a_year_behind_whose_period_it_is_belongs_to_it(whose):
    """A month and its year with an owner between them are one month."""
    found = periods(f"IIP tháng 10 {whose} năm 2022 tăng 5%.")
    assert {(p.start, p.end) for p in found} == {(date(2022, 10, 1), date(2022, 10, 31))}
    beside = periods(f"IIP tháng 10 {whose}, còn năm 2022 tăng 5%.")
    assert beside[-1].kind == "year"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Trong khi đó, năm 2008, CPI tháng 10 tăng 5%.", 2008),
        ("Sau khi giảm trong năm 2022, tháng 10 xuất khẩu tăng 5%.", 2023),
        ("So với năm 2022, tháng 10 xuất khẩu tăng 5%.", 2023),
        ("GDP tăng 5% trong năm 2022 và tháng 10 tăng 6%.", 2023),
        ("Xuất khẩu tháng 10 của Huế so với cùng kỳ năm 2022 tăng 5%.", 2023),
        ("Tháng 10 của doanh nghiệp cao hơn cả năm 2022.", 2023),
    ],
)
def test_a_month_has_the_year_its_clause_begins_with_and_no_other(text, year):
    """A year that is compared with or belongs to what was said before is not the month's."""
    found = find_periods(text, anchor=date(2023, 11, 30))
    assert next(p.period for p in found if p.period.kind == "month") == month(year, 10)


def test_a_year_is_not_taken_out_of_a_bracket():
    """The bracket belongs to another period."""
    assert periods("Cộng 2 tháng tăng 7% (cùng kỳ năm 2023 tăng 6%)")[0] == year_to_date(2024, 2)


def test_without_a_day_to_measure_by_a_year_left_out_stays_open():
    """Nothing is guessed."""
    assert periods("tháng 5", anchor=None) == []
    assert periods("từ đầu năm đến 15/5", anchor=None) == []


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


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), "month"),
        (date(2024, 2, 1), date(2024, 2, 28), "range"),
        (date(2024, 5, 16), date(2024, 5, 31), "range"),
        (date(2024, 1, 1), date(2024, 5, 15), "year-to-date"),
        (date(2024, 1, 1), date(2024, 1, 31), "month"),
        (date(2024, 4, 1), date(2024, 6, 30), "range"),
    ],
    ids=["month", "leap-day-missing", "half-month", "since-new-year", "january", "three-months"],
)
def test_days_are_a_month_a_year_so_far_or_a_range(first, last, kind):
    """Both ends are included."""
    assert days(first, last) == Period(start=first, end=last, kind=kind)


def test_days_do_not_end_before_they_begin():
    """Such a wording names no period."""
    with pytest.raises(ValueError, match="2024-05-10 is before 2024-05-20"):
        days(date(2024, 5, 20), date(2024, 5, 10))


@pytest.mark.parametrize(
    ("period", "base", "year", "other"),
    [
        (month(2024, 5), "year-before", None, month(2023, 5)),
        (month(2024, 2), "year-before", None, month(2023, 2)),
        (month(2023, 2), "year-before", 2024, month(2024, 2)),
        (year_to_date(2024, 5), "year-before", None, year_to_date(2023, 5)),
        (year_to_date(2024, 5), "year-before", 2019, year_to_date(2019, 5)),
        (quarter(2024, 1), "year-before", None, quarter(2023, 1)),
        (half(2024, 1), "year-before", None, half(2023, 1)),
        (whole_year(2024), "year-before", None, whole_year(2023)),
        (month_range(2024, 4, 6), "year-before", None, month_range(2023, 4, 6)),
        (half_month(2024, 2, 2), "year-before", None, half_month(2023, 2, 2)),
        (as_of(date(2024, 5, 15)), "year-before", None, as_of(date(2023, 5, 15))),
        (as_of(date(2024, 2, 29)), "year-before", None, as_of(date(2023, 2, 28))),
        (month(2024, 5), "month-before", None, month(2024, 4)),
        (month(2024, 1), "month-before", None, month(2023, 12)),
        (quarter(2024, 3), "quarter-before", None, quarter(2024, 2)),
        (quarter(2024, 1), "quarter-before", None, quarter(2023, 4)),
        (month(2024, 5), "december", None, month(2023, 12)),
        (month(2024, 5), "december", 2022, month(2022, 12)),
    ],
)
def test_a_period_is_shifted_to_what_it_is_compared_with(period, base, year, other):
    """The same stretch of another year to its own last day, or the one before of its length."""
    assert shifted(period, base, year) == other


@given(ANY_PERIOD, st.integers(2010, 2030))
def test_a_period_shifted_to_a_year_ends_in_it(period, year):
    """It keeps its kind and its months."""
    other = shifted(period, "year-before", year)
    assert other.kind == period.kind
    assert (other.start.year, other.end.year) == (year, year)
    assert (other.start.month, other.end.month) == (period.start.month, period.end.month)


@given(
    st.integers(2011, 2030), st.integers(1, 12), st.sampled_from(["year-before", "month-before"])
)
def test_a_base_is_read_back_from_what_it_shifts_to(year, number, base):
    """`base_between` undoes `shifted`."""
    assert base_between(month(year, number), shifted(month(year, number), base)) == base


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
        ("so với đầu năm", ["december"]),
        ("so với thời điểm cuối năm trước", ["december"]),
        ("so với tháng 12/2023", ["december"]),
        ("so với tháng 12 năm trước", ["december"]),
        ("so với tháng 1/2023", ["period"]),
        ("so với năm 2019", ["period"]),
        ("so với bình quân năm 2023", ["period"]),
        ("so với tháng liền trước", ["month-before"]),
        ("tăng 0,2% trong tháng, giảm 1%", ["month-before"]),
        ("trong tháng 5", []),
        ("trong vòng một năm qua", ["year-before"]),
        ("so với cùng thời điểm năm trước", ["year-before"]),
        ("cùng quý năm ngoái", ["year-before"]),
        ("tăng 4% theo năm", ["year-before"]),
        ("so với kỳ trước", ["period-before"]),
        ("so với kỳ điều hành trước", ["period-before"]),
        ("so với lần điều chỉnh trước", ["period-before"]),
        ("so với giá cơ sở kỳ trước", ["period-before"]),
        ("so với nửa đầu tháng 5/2024", ["period-before"]),
        ("so với kỳ 2 của tháng 4/2024", ["period-before"]),
        ("tăng 0,1% so với tháng trước và 4% so với cùng kỳ", ["month-before", "year-before"]),
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
        ("compared to the same period in 2023", ["year-before"]),
        ("Month-on-month consumer price change", ["month-before"]),
        ("on the previous month", ["month-before"]),
        ("at what annual rate", ["year-before"]),
        ("on average", ["average"]),
        ("from the previous month", ["month-before"]),
        ("a month earlier", ["month-before"]),
        ("0.2% m/m and 4% y/y", ["month-before", "year-before"]),
        ("1.2% q/q", ["quarter-before"]),
        ("than in the previous quarter", ["quarter-before"]),
        ("from December", ["december"]),
        ("against the end of last year", ["december"]),
        ("over the previous year", ["year-before"]),
        ("the same month of 2023", ["year-before"]),
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
        (quarter(2024, 2), quarter(2023, 2), "year-before"),
        (whole_year(2024), whole_year(2023), "year-before"),
        (year_to_date(2024, 5), month(2023, 12), "december"),
        (as_of(date(2024, 5, 15)), as_of(date(2023, 5, 15)), "year-before"),
        (as_of(date(2024, 5, 15)), month(2023, 12), "december"),
        (as_of(date(2024, 5, 15)), month(2024, 4), "month-before"),
        (month(2024, 5), month(2024, 2), None),
        (month(2024, 5), month(2022, 12), None),
        (year_to_date(2024, 5), year_to_date(2019, 5), None),
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
