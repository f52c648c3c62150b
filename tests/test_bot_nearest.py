"""What is held nearest to what was asked, and how a refusal names it."""

from datetime import date

import pytest

from bot.nearest import find_nearest

BULLETINS = {
    "prices-01.md": ("2024-01-29", "CPI tháng 1/2024 tăng 3,4% so với cùng kỳ năm trước."),
    "prices-06.md": (
        "2024-06-29",
        "CPI tháng 6/2024 tăng 4,3% so với cùng kỳ năm trước. CPI quý II/2024 tăng 4,1% so với"
        " cùng kỳ năm trước.\n\nGiá nhóm giáo dục tháng 6/2024 tăng 8% so với cùng kỳ năm trước.",
    ),
    "industry-03.md": (
        "2024-03-29",
        "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước.\n\n"
        "IIP tháng 3/2024 của Hà Nam tăng 12% so với cùng kỳ năm trước.\n\n"
        "Mục tiêu IIP năm 2024 tăng 9% so với cùng kỳ năm trước.",
    ),
}


@pytest.fixture(scope="module")
def half(hold):
    return hold(BULLETINS)


def nearest(held, text):
    """Return series, place and value of the figure nearest to a question, None where none is."""
    figure = find_nearest(held.bot.understand(text), held.store.archive)
    if figure is None:
        return None
    claim = figure.claim
    return claim.subject.indicator, claim.place, str(claim.quantity.value)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("CPI tháng 2/2024?", ("cpi", "", "3.4"), id="a month later"),
        pytest.param("CPI tháng 5/2024?", ("cpi", "", "4.3"), id="a month before"),
        pytest.param("What was CPI in November 2023?", ("cpi", "", "3.4"), id="english"),
        pytest.param("CPI quý I/2024?", ("cpi", "", "4.1"), id="a quarter for a quarter"),
        pytest.param("CPI tháng 6/2024 so với tháng trước?", ("cpi", "", "4.3"), id="another base"),
        pytest.param("Giá nhóm giáo dục tháng 5/2024?", ("cpi_education", "", "8"), id="sub-index"),
        pytest.param("IIP Hà Nam tháng 2/2024?", ("iip", "ha_nam", "12"), id="period before place"),
        pytest.param("IIP Hà Nội tháng 3/2024?", ("iip", "ha_nam", "12"), id="another place"),
        pytest.param("IIP Hà Nội tháng 2/2024?", ("iip", "", "-6.8"), id="the country"),
    ],
)
def test_the_nearest_is_of_the_series_asked_for(half, question, found):
    """First of the same period in another base, then of a period as long, then of a place."""
    assert nearest(half, question) == found


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("CPI năm 2023?", id="no period as long"),
        pytest.param("IIP năm 2023?", id="only a target as long"),
        pytest.param("Giá nhóm giao thông tháng 6/2024?", id="part not held"),
        pytest.param("Xuất khẩu tháng 6/2024?", id="series not held"),
        pytest.param("CPI tăng bao nhiêu?", id="no period asked for"),
        pytest.param("Thời tiết tháng 6/2024?", id="no series asked for"),
    ],
)
def test_nothing_is_near_to_what_has_nothing_alike(half, question):
    """A month is not near a year, a whole not near its part, a target near nothing."""
    assert nearest(half, question) is None


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("CPI tháng 5/2024 tăng bao nhiêu?", "Gần nhất: chỉ số giá tiêu dùng (CPI), tháng 6/2024 [1]."),
        ("How much did CPI rise in May 2024?", "Nearest: consumer price index (CPI), June 2024 [1]."),
        (
            "CPI tháng 6/2024 so với tháng trước tăng bao nhiêu?",
            "Gần nhất: chỉ số giá tiêu dùng (CPI), tháng 6/2024 so với cùng kỳ năm trước [1].",
        ),
        ("Giá nhóm giáo dục tháng 5/2024 tăng bao nhiêu?", "Gần nhất: giá nhóm giáo dục, tháng 6/2024 [1]."),
        (
            "IIP Hà Nội tháng 3/2024 tăng bao nhiêu?",
            "Gần nhất: chỉ số sản xuất công nghiệp (IIP) của Hà Nam, tháng 3/2024 [1].",
        ),
        (
            "IIP Hà Nội tháng 2/2024 tăng bao nhiêu?",
            "Gần nhất: chỉ số sản xuất công nghiệp (IIP) (cả nước), tháng 2/2024 [1].",
        ),
    ],
    ids=["period", "english", "base", "sub-index", "place", "country"],
)  # fmt: skip
def test_a_refusal_names_the_nearest_as_what_it_is(half, question, named):
    """With its own period, place and base, cited and offered, but without its value."""
    answer = half.bot.ask(question)
    assert answer.reason == "not-covered"
    assert answer.text.endswith(named)
    assert not any(value in answer.text for value in ("4,3", "4.3", "8%", "12%", "6,8"))
    assert (len(answer.citations), len(answer.suggestions), answer.figures) == (1, 1, ())


def test_a_period_after_the_newest_bulletin_is_named_so(half):
    """It is refused as future and told the newest month."""
    answer = half.bot.ask("CPI tháng 8/2024 tăng bao nhiêu?")
    assert answer.reason == "future"
    assert answer.citations[0].source.published == date(2024, 6, 29)
    assert "tháng 6/2024" in answer.text
