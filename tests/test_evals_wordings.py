"""How a stored figure is put into words."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from evals.wordings import (
    NoWordingError,
    load_wordings,
    period_forms,
    period_text,
    shapes,
    sole_wordings,
    word,
)
from lexicon.claims import Claim
from lexicon.indicators import find_indicators
from lexicon.periods import (
    as_of,
    days,
    half,
    half_month,
    month,
    month_range,
    quarter,
    whole_year,
    year_to_date,
)
from lexicon.reading import read_claims
from lexicon.sentences import sentences


def claim(text: str) -> Claim:
    """Return the first figure a sentence states."""
    return read_claims(text, sentences(text), anchor=date(2024, 12, 31))[0]


IIP = claim("Chỉ số sản xuất công nghiệp tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước.")


@pytest.mark.parametrize(
    ("period", "names"),
    [
        pytest.param(month(2024, 2), ("month",), id="month"),
        pytest.param(year_to_date(2024, 10), ("year-to-date",), id="ten months"),
        pytest.param(quarter(2024, 1), ("year-to-date", "quarter"), id="first quarter"),
        pytest.param(quarter(2024, 3), ("quarter",), id="third quarter"),
        pytest.param(half(2024, 1), ("year-to-date", "half"), id="first half"),
        pytest.param(half(2024, 2), ("second-half",), id="second half"),
        pytest.param(whole_year(2024), ("year",), id="year"),
        pytest.param(as_of(date(2024, 11, 20)), ("day",), id="day"),
        pytest.param(half_month(2024, 1, 1), ("first-half-month",), id="half a month"),
        pytest.param(half_month(2024, 2, 2), ("second-half-month",), id="its other half"),
        pytest.param(days(date(2024, 1, 1), date(2024, 11, 15)), ("to-day",), id="up to a day"),
        pytest.param(month_range(2024, 2, 3), (), id="two months nobody names"),
        pytest.param(days(date(2023, 12, 1), date(2024, 1, 31)), (), id="over New Year"),
    ],
)
def test_a_stretch_of_days_has_the_names_people_give_it(period, names):
    """A quarter may be three months; a week is nothing a reporter asks for."""
    assert shapes(period) == names


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "period",
    [month(2024, 4), year_to_date(2024, 4), quarter(2024, 4), whole_year(2024)],
    ids=lambda p: p.kind,
)
def test_every_form_of_a_period_can_be_filled_in(lang, period):
    """Each one names the year."""
    forms = list(period_forms(period, lang))
    assert len(forms) >= 4
    assert all("2024" in period_text(form, shape, period, lang) for shape, form in forms)


def test_the_fourth_month_is_not_the_fourth_of_four_months():
    """ "Tháng tư", but "bốn tháng"."""
    assert period_text("tháng {word}", "month", month(2024, 4), "vi") == "tháng tư"
    assert period_text("{word} tháng", "year-to-date", year_to_date(2024, 4), "vi") == "bốn tháng"


def test_an_indicator_is_worded_by_what_names_it_alone():
    """No wording drawn is another entry's too."""
    wordings = sole_wordings("exports", "vi")
    assert "xuất khẩu" in wordings
    assert all([m.id for m in find_indicators(w)] == ["exports"] for w in wordings)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", range(20))
def test_a_question_says_everything_but_the_value(lang, number):
    """Its year stands in it; its figure and no empty slot do."""
    text = word(IIP, "question", lang, Random(number)).text
    assert "2024" in text
    assert "6,8" not in text
    assert not set("{}") & set(text)
    assert "  " not in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_statement_says_the_value_with_its_sign(lang):
    """A fall is worded as one."""
    text = word(IIP, "statement", lang, Random(1)).text.lower()
    assert "6,8%" in text or "6.8%" in text
    assert any(
        verb in text
        for verb in (
            "giảm",
            "thấp hơn",
            "fell",
            "declined",
            "decreased",
            "dropped",
            "down",
            "lower",
            "slipped",
        )
    )


def test_the_same_chance_gives_the_same_words():
    """Two runs ask the same."""
    one, other = (word(IIP, "question", "vi", Random(7)) for _ in range(2))
    assert one == other


def test_a_deficit_is_not_asked_for_as_a_surplus():
    """The words of the other sign are never drawn."""
    deficit = claim("Cán cân thương mại hàng hóa tháng 5/2024 nhập siêu 1 tỷ USD.")
    assert deficit.quantity.value < 0
    asked = {word(deficit, "question", "vi", Random(n)).text.lower() for n in range(40)}
    assert not any("xuất siêu" in text or "thặng dư" in text for text in asked)


def test_what_nobody_words_is_no_question():
    """A figure over days without a name is left out."""
    odd = replace(IIP, period=days(date(2024, 2, 3), date(2024, 2, 9)))
    with pytest.raises(NoWordingError):
        word(odd, "question", "vi", Random(1))


def test_every_group_says_when_it_was_written():
    """First and late wordings are reported apart."""
    groups = [group for slot in load_wordings().groups.values() for group in slot]
    assert {group.written for group in groups} <= {"first", "late"}
    assert all(group.forms for group in groups)
