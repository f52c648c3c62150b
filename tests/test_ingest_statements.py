"""What each sentence states, and what it inherits from the ones before it."""

from datetime import date

import pytest
from fakes import source

from ingest.statements import read_statements
from lexicon.periods import month, year_to_date
from lexicon.sentences import sentences

ANCHOR = date(2025, 6, 3)
MAY = month(2025, 5)


def read(text, **changed):
    about = source(**{"title": "Bản tin", "period": MAY} | changed)
    return read_statements(text, sentences(text), about, ANCHOR)


def test_there_is_one_statement_a_sentence_at_its_offsets():
    """Sentences without any figure have one too."""
    text = "IIP tháng 5 tăng 8,1%. Trời đẹp.\nCPI giảm."
    assert [text[s.start : s.end] for s in read(text)] == [
        "IIP tháng 5 tăng 8,1%.",
        "Trời đẹp.",
        "CPI giảm.",
    ]


def test_a_sentence_states_what_it_names():
    """Indicator, period, base and figures are its own."""
    (found,) = read("IIP tháng 5/2025 tăng 8,1% so với cùng kỳ năm trước, khai khoáng giảm 2%.")
    assert found.indicators[0] == "iip"
    assert found.periods == (MAY,)
    assert found.period_written
    assert found.bases == ("year-before",)
    assert found.figures == 2


def test_a_period_that_is_not_written_is_inherited():
    """At first the bulletin's own, then the one spoken of before."""
    first, second, third = read(
        "IIP tăng 8,1%. Tính chung 5 tháng đầu năm 2025, IIP tăng 7%. Khai khoáng giảm 2%."
    )
    assert first.periods == (MAY,)
    assert not first.period_written
    assert second.periods == third.periods == (year_to_date(2025, 5),)
    assert not third.period_written


def test_an_aside_on_an_earlier_year_is_not_passed_on():
    """The sentence still speaks of the context's period, and so does the next."""
    first, second = read("Tháng 1/2023 có Tết nên thấp. IIP tăng 8,1%.")
    assert first.periods == (month(2023, 1), MAY)
    assert second.periods == (MAY,)


def test_a_bulletin_without_a_period_passes_none_on():
    """What is not known is left open."""
    (found,) = read("IIP tăng 8,1%.", period=None)
    assert found.periods == ()


def test_a_subject_that_is_left_out_is_inherited():
    """At first the title's, then that of the sentence before."""
    first, second, third = read(
        "Mức tăng là 0,2%. IIP tăng 8,1%. Đây là mức cao nhất ba năm.", title="CPI tháng 5"
    )
    assert first.inherited_indicators == ("cpi",)
    assert second.indicators == ("iip",)
    assert second.inherited_indicators == ()
    assert third.inherited_indicators == ("iip",)


def test_a_part_of_the_whole_keeps_the_whole():
    """After "Trong đó" the subject before it still counts, also for what follows."""
    _, part, after = read("IIP tăng 8,1%. Trong đó, khai khoáng giảm 2%. Mức này thấp.")
    assert part.indicators == ("iip_mining",)
    assert part.inherited_indicators == after.inherited_indicators == ("iip",)


def test_the_bulletins_province_holds_where_none_is_named():
    """A place that is named comes first."""
    first, second = read("IIP tăng 8,1%. Tại Cần Thơ, IIP giảm 1%.", place="da_nang")
    assert first.places == ("da_nang",)
    assert second.places == ("can_tho",)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Tăng 8,1%, đạt 3,2 tỷ USD và 15 nghìn tấn.", 3),
        ("Có 1.250 doanh nghiệp và 63 địa phương.", 2),
        ("Nghị quyết số 02 nêu 12 nhóm.", 0),
        ("Tháng 5 năm 2025.", 0),
    ],
    ids=["units", "counts", "numbers-of-papers", "dates"],
)
def test_figures_are_numbers_with_a_unit(sentence, count):
    """A number without one is a name or a date."""
    assert read(sentence)[0].figures == count
