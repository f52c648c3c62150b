"""Figures a question takes for granted, held against those of the bulletins."""

import pytest

from bot.premise import contradicted

BULLETINS = {
    "prices.md": (
        "2024-01-29",
        "CPI tháng 1/2024 tăng 3,4% so với cùng kỳ năm trước và giảm 0,3% so với tháng trước.",
    ),
    "trade.md": (
        "2024-04-29",
        "Kim ngạch xuất khẩu tháng 4/2024 đạt 30 tỷ USD, tăng 10% so với cùng kỳ năm trước.",
    ),
    "industry.md": (
        "2024-05-29",
        "IIP tháng 5/2024 giảm 6,8% so với cùng kỳ năm trước.\n\n"
        "IIP tháng 5/2024 của Hà Nam tăng 12% so với cùng kỳ năm trước.\n\n"
        "Mục tiêu IIP tháng 6/2024 tăng 9% so với cùng kỳ năm trước.",
    ),
}


@pytest.fixture(scope="module")
def spring(hold):
    return hold(BULLETINS)


def against(held, text):
    """Return base, place and value of the figures that contradict a question."""
    found = contradicted(held.bot.understand(text), held.store.archive)
    return [(f.claim.base, f.claim.place, str(f.claim.quantity.value)) for f in found]


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Vì sao CPI tháng 1/2024 giảm 3,4% so với cùng kỳ?", ("year-before", "", "3.4")),
        ("Vì sao CPI tháng 1/2024 tăng 0,3% so với tháng trước?", ("month-before", "", "-0.3")),
        ("Vì sao IIP tháng 5/2024 tăng 6,8%?", ("year-before", "", "-6.8")),
        ("Why did exports fall 10% in April 2024?", ("year-before", "", "10")),
        ("vi sao iip thang 5/2024 tang 6,8% so voi cung ky", ("year-before", "", "-6.8")),
    ],
)
def test_the_wrong_direction_is_contradicted(spring, question, stated):
    """The digits are right, what they did is not."""
    assert against(spring, question) == [stated]


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Vì sao CPI tháng 1/2024 tăng 5% so với cùng kỳ?", ("year-before", "", "3.4")),
        ("Vì sao xuất khẩu tháng 4/2024 đạt 40 tỷ USD?", ("", "", "30")),
        ("Vì sao xuất khẩu tháng 4/2024 đạt 30 triệu USD?", ("", "", "30")),
        ("Why did exports grow 25% in April 2024?", ("year-before", "", "10")),
        ("Vì sao IIP Hà Nam tháng 5/2024 tăng 15%?", ("year-before", "ha_nam", "12")),
        ("Vì sao IIP Hà Nam tháng 5/2024 giảm 6,8%?", ("year-before", "ha_nam", "12")),
    ],
)
def test_the_wrong_value_is_contradicted(spring, question, stated):
    """With the figure of the same kind and place; the country's is not the province's."""
    assert against(spring, question) == [stated]


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Vì sao CPI tháng 1/2024 tăng 3,4% so với tháng trước?", ("month-before", "", "-0.3")),
        ("Vì sao CPI tháng 1/2024 giảm 0,3% so với cùng kỳ?", ("year-before", "", "3.4")),
        ("Why did CPI rise 3.4% month on month in January 2024?", ("month-before", "", "-0.3")),
    ],
)
def test_a_value_against_another_base_is_contradicted(spring, question, stated):
    """The figure named is the one against the base the question says."""
    assert against(spring, question) == [stated]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Vì sao CPI tháng 1/2024 tăng 3,4% so với cùng kỳ?", id="as it is"),
        pytest.param("Vì sao CPI tháng 1/2024 tăng 3% so với cùng kỳ?", id="rounded"),
        pytest.param("Vì sao CPI tháng 1/2024 giảm 0,3%?", id="one base of two"),
        pytest.param("Vì sao xuất khẩu tháng 4/2024 tăng 10%, đạt 30 tỷ USD?", id="two right"),
        pytest.param("Vì sao xuất khẩu tháng 4/2024 tăng 50% so với tháng trước?", id="base not held"),
        pytest.param("Vì sao xuất khẩu tháng 4/2024 đạt 5 triệu tấn?", id="another measure"),
        pytest.param("Vì sao CPI tháng 2/2024 tăng 9%?", id="period not held"),
        pytest.param("Vì sao IIP Hà Nội tháng 5/2024 tăng 50%?", id="place not held"),
        pytest.param("Vì sao IIP tháng 6/2024 tăng 2%?", id="only a target held"),
        pytest.param("CPI tháng 1/2024 tăng bao nhiêu?", id="nothing stated"),
    ],
)  # fmt: skip
def test_what_is_right_or_not_held_is_not_contradicted(spring, question):
    """Only a figure of the same series, period, place, kind and base can speak against one."""
    assert against(spring, question) == []


def test_one_wrong_figure_of_two_is_named(spring):
    """The one that is right is not."""
    question = "Vì sao xuất khẩu tháng 4/2024 tăng 10%, đạt 40 tỷ USD?"
    assert against(spring, question) == [("", "", "30")]


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        pytest.param("Vì sao IIP tháng 5/2024 tăng?", [("year-before", "", "-6.8")], id="up"),
        pytest.param("Why did exports fall in April 2024?", [("year-before", "", "10")], id="down"),
        pytest.param("Vì sao IIP tháng 5/2024 giảm?", [], id="as it is"),
        pytest.param("Vì sao CPI tháng 1/2024 giảm?", [], id="one base of two"),
    ],
)
def test_a_direction_no_figure_went_is_contradicted(spring, question, stated):
    """Also where the question states no figure."""
    assert against(spring, question) == stated


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Vì sao CPI tháng 1/2024 tăng 3,4% so với tháng trước?",
            "Chỉ số giá tiêu dùng (CPI) tháng 1/2024: giảm 0,3% so với tháng trước [1].",
        ),
        (
            "Why did exports fall 10% in April 2024?",
            "Goods exports, April 2024: up 10% year on year [1].",
        ),
    ],
    ids=["vi", "en"],
)
def test_a_false_premise_is_answered_by_what_is_stated(spring, question, said):
    """A refusal with the bulletins' figure, its base and its sentence."""
    answer = spring.bot.ask(question)
    assert answer.reason == "false-premise"
    assert answer.text.endswith(said)
    assert len(answer.citations) == len(answer.figures) == 1
