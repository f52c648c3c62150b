"""What changed between two periods, over several bulletins."""

import pytest

from bot.types import Turn

BULLETINS = {
    "iip-08.md": (
        "2024-08-29",
        "Chỉ số sản xuất công nghiệp (IIP) tháng 8/2024 tăng 9,5% so với cùng kỳ năm trước.\n\n"
        "CPI tháng 8/2024 tăng 3,45% so với cùng kỳ năm trước.",
    ),
    "iip-09.md": (
        "2024-09-29",
        "Chỉ số sản xuất công nghiệp (IIP) tháng 9/2024 giảm 0,5% so với cùng kỳ năm trước và giảm"
        " 0,2% so với tháng trước.\n\n"
        "CPI tháng 9/2024 tăng 2,63% so với cùng kỳ năm trước.",
    ),
    "retail-09.md": (
        "2024-09-30",
        "Tổng mức bán lẻ tháng 9/2024 nhích lên 1,2% so với tháng 8.",
    ),
}


@pytest.fixture(scope="module")
def autumn(hold):
    return hold(BULLETINS)


@pytest.mark.parametrize(
    "question",
    [
        "IIP tháng 9/2024 khác gì tháng 8/2024?",
        "Có gì thay đổi về chỉ số sản xuất công nghiệp so với tháng trước?",
        "co gi thay doi ve chi so san xuat cong nghiep so voi thang truoc",
        "What changed in industrial production since last month?",
        "What has changed in industrial production since August?",
    ],
)
def test_both_periods_are_told_with_their_difference(autumn, question):
    """Each from its own bulletin, the turn said in words."""
    answer = autumn.bot.ask(question)
    assert {c.source.file for c in answer.citations} == {"iip-08.md", "iip-09.md"}
    values = [str(shown.figure.claim.quantity.value) for shown in answer.figures]
    assert values[:2] == ["9.5", "-0.5"]
    turned = "đổi chiều" if answer.question.language == "vi" else "turned"
    assert turned in answer.text
    assert ("10,0" in answer.text) or ("10.0" in answer.text)


def test_the_main_series_of_the_newest_month_are_told_when_none_is_named(autumn):
    """One after the other, those no bulletin states for both months with the change it states."""
    answer = autumn.bot.ask("Có gì thay đổi so với tháng trước?")
    told = [shown.figure.claim.subject.indicator for shown in answer.figures]
    assert list(dict.fromkeys(told)) == ["iip", "cpi", "retail_sales"]


def test_a_follow_up_keeps_the_series_and_month(autumn):
    """The month before the one asked for."""
    turns = [Turn(question="CPI tháng 9/2024 tăng bao nhiêu?", answer="")]
    answer = autumn.bot.ask("Có gì khác so với tháng trước?", turns)
    assert {shown.figure.claim.subject.indicator for shown in answer.figures} == {"cpi"}
    assert "0,82" in answer.text


def test_a_stated_change_is_told_where_the_earlier_month_is_not_held(autumn):
    """And that it is not held is said."""
    answer = autumn.bot.ask("Có gì thay đổi về bán lẻ so với tháng trước?")
    assert "tăng 1,2% so với tháng trước [1]" in answer.text
    assert "không nêu số liệu của kỳ trước" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "CPI tháng 3/2024 khác gì tháng 2/2024?",
        "Có gì thay đổi về giá nhà ở tại Pháp so với tháng trước?",
        "What changed in football since last month?",
    ],
)
def test_what_is_not_held_is_refused(autumn, question):
    """Nothing else is told in its place."""
    assert autumn.bot.ask(question).refused
