"""Which place, partner or part did most or least, of those a bulletin's lists name."""

import pytest

from bot.ranking import rank

BULLETINS = {
    "provinces-02.md": (
        "2024-02-29",
        "Các tỉnh có IIP tháng 2/2024 tăng cao nhất so với cùng kỳ năm trước: Sơn La tăng 90%;"
        " Lai Châu tăng 80%; Hòa Bình tăng 70%.",
    ),
    "provinces-03.md": (
        "2024-03-29",
        "IIP tháng 3/2024 tăng 95% so với cùng kỳ năm trước.\n\n"
        "Các tỉnh có IIP tháng 3/2024 tăng cao nhất so với cùng kỳ năm trước: Bắc Giang tăng 20%;"
        " Hà Nam tăng 30%; Phú Thọ tăng 20%; Thanh Hóa tăng 10%.\n\n"
        "Các tỉnh có IIP tháng 3/2024 tăng cao nhất so với tháng trước: Lào Cai tăng 7%;"
        " Yên Bái tăng 6%; Bến Tre tăng 5%.\n\n"
        "Các tỉnh có IIP tháng 3/2024 giảm so với cùng kỳ năm trước: Trà Vinh giảm 5%;"
        " Hà Tĩnh giảm 9%; Cà Mau giảm 1%.\n\n"
        "Các tỉnh có IIP 3 tháng đầu năm 2024 tăng cao nhất so với cùng kỳ năm trước:"
        " Cà Mau tăng 60%; Bạc Liêu tăng 45%; Trà Vinh tăng 35%; Vĩnh Long tăng 25%.",
    ),
    "provinces-04.md": (
        "2024-04-29",
        "Các tỉnh có IIP tháng 4/2024 tăng cao nhất so với cùng kỳ năm trước: Hà Nam tăng 8%;"
        " Nam Định tăng 7%.",
    ),
    "trade-04.md": (
        "2024-04-29",
        "Kim ngạch xuất khẩu hàng hóa tháng 4/2024 đạt 30 tỷ USD.\n\n"
        "Tháng 4/2024, xuất khẩu sang Nhật Bản đạt 2 tỷ USD; xuất khẩu sang Hoa Kỳ lớn nhất, đạt"
        " 9 tỷ USD; xuất khẩu sang Trung Quốc đạt 5 tỷ USD.",
    ),
    "goods-04.md": (
        "2024-04-30",
        "Xuất khẩu gạo tháng 4/2024 đạt 500 triệu USD, tăng 20% so với cùng kỳ năm trước; xuất"
        " khẩu dệt may lớn nhất, đạt 4 tỷ USD, tăng 9%; xuất khẩu giày dép đạt 2 tỷ USD, giảm 2%.",
    ),
    "prices-05.md": (
        "2024-05-29",
        "CPI tháng 5/2024 tăng 0,5% so với tháng trước.\n\n"
        "So với tháng trước, tháng 5/2024 nhóm giáo dục tăng 2%; nhóm giao thông tăng cao nhất"
        " với 3%; nhóm đồ uống và thuốc lá giảm 0,4%; nhóm bưu chính viễn thông giảm mạnh nhất"
        " với 0,9%.",
    ),
}


@pytest.fixture(scope="module")
def spring(hold):
    return hold(BULLETINS)


def ranked(held, question):
    """Return the figures a question is answered with, as place or series and value, in order."""
    answer = rank(held.bot.understand(question), held.store.archive)
    if answer is None:
        return None
    claims = [shown.figure.claim for shown in answer.figures]
    return [(c.place or c.subject.indicator, str(c.quantity.value)) for c in claims]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Tỉnh nào có IIP tăng cao nhất tháng 2/2024?", "son_la lai_chau hoa_binh"),
        ("tinh nao co iip tang cao nhat thang 2/2024", "son_la lai_chau hoa_binh"),
        ("Which province had the highest IIP growth in February 2024?", "son_la lai_chau hoa_binh"),
        ("Tỉnh nào có IIP giảm mạnh nhất tháng 3/2024?", "ha_tinh tra_vinh ca_mau"),
        ("Tỉnh nào có IIP tăng thấp nhất tháng 3/2024?", "ha_tinh tra_vinh ca_mau"),
        ("Những tỉnh nào có IIP giảm tháng 3/2024?", "ha_tinh tra_vinh ca_mau"),
    ],
)
def test_places_are_ranked_by_their_figures(spring, question, places):
    """Not by where they stand in the list; what fell most stands first among what fell."""
    assert [place for place, _ in ranked(spring, question)] == places.split()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Thị trường xuất khẩu nào lớn nhất tháng 4/2024?", "united_states china japan"),
        ("Which country was the largest export market in April 2024?", "united_states china japan"),
        ("Mặt hàng nào có kim ngạch xuất khẩu lớn nhất tháng 4/2024?", "export_textiles export_footwear export_rice"),
        ("Nhóm hàng nào có CPI tăng cao nhất tháng 5/2024?", "cpi_transport cpi_education"),
        ("Nhóm hàng nào có CPI giảm mạnh nhất tháng 5/2024?", "cpi_telecom cpi_drinks_tobacco"),
    ],
)  # fmt: skip
def test_partners_and_parts_are_ranked(spring, question, first):
    """By worth whatever the scale it is printed in; what rose most before what fell."""
    names = [name for name, _ in ranked(spring, question)]
    assert names[: len(first.split())] == first.split()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Mặt hàng xuất khẩu nào giảm tháng 4/2024?", "export_footwear"),
        ("Nhóm hàng nào có CPI giảm tháng 5/2024?", "cpi_telecom cpi_drinks_tobacco"),
        ("Nhóm hàng nào có CPI tăng tháng 5/2024?", "cpi_transport cpi_education"),
        ("Which groups fell in CPI in May 2024?", "cpi_telecom cpi_drinks_tobacco"),
    ],
)
def test_which_went_one_way_are_those_alone(spring, question, names):
    """What fell most, or rose most, stands first."""
    assert [name for name, _ in ranked(spring, question)] == names.split()


@pytest.mark.parametrize(
    "question",
    [
        "Hai tỉnh nào có IIP tăng cao nhất tháng 2/2024?",
        "Which two provinces had the highest IIP growth in February 2024?",
    ],
    ids=["vi", "en"],
)
def test_as_many_are_told_as_are_asked_for(spring, question):
    """The third of the list is left out."""
    assert [place for place, _ in ranked(spring, question)] == ["son_la", "lai_chau"]


def test_places_level_with_each_other_are_all_told(spring):
    """Both provinces of 20% stand between those of 30% and 10%."""
    found = ranked(spring, "Tỉnh nào có IIP tăng cao nhất tháng 3/2024 so với cùng kỳ năm trước?")
    assert [value for _, value in found] == ["30", "20", "20", "10"]
    assert {place for place, value in found if value == "20"} == {"bac_giang", "phu_tho"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Tỉnh nào có IIP tăng cao nhất tháng 3/2024 so với cùng kỳ?", ("ha_nam", "30")),
        ("Tỉnh nào có IIP tăng cao nhất tháng 3/2024 so với tháng trước?", ("lao_cai", "7")),
        ("Tỉnh nào có IIP tăng cao nhất 3 tháng đầu năm 2024?", ("ca_mau", "60")),
        ("Tỉnh nào có IIP tăng cao nhất quý I/2024?", ("ca_mau", "60")),
        ("Mặt hàng xuất khẩu nào tăng cao nhất tháng 4/2024?", ("export_rice", "20")),
        ("Mặt hàng nào có kim ngạch xuất khẩu lớn nhất tháng 4/2024?", ("export_textiles", "4")),
    ],
)
def test_only_figures_of_one_measure_are_set_beside_each_other(spring, question, first):
    """Of the period and base asked for; growth and worth never stand in one rank."""
    question = spring.bot.understand(question)
    claims = [s.figure.claim for s in rank(question, spring.store.archive).figures]
    assert (claims[0].place or claims[0].subject.indicator, str(claims[0].quantity.value)) == first
    assert len({(c.kind, c.base, c.quantity.unit) for c in claims}) == 1
    assert all(c.period.same_days(question.periods[0]) for c in claims)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Tỉnh nào có IIP tăng cao nhất tháng 1/2024?", id="period not held"),
        pytest.param("Tỉnh nào có IIP tăng cao nhất tháng 2/2024 so với tháng trước?", id="base not held"),
        pytest.param("Tỉnh nào có IIP tăng thấp nhất tháng 2/2024?", id="list of the other end"),
        pytest.param("Tỉnh nào có IIP giảm tháng 2/2024?", id="none that way"),
        pytest.param("Tỉnh nào có IIP tăng cao nhất tháng 4/2024?", id="two are no list"),
        pytest.param("Tỉnh nào có CPI tăng cao nhất tháng 3/2024?", id="other series"),
        pytest.param("Tỉnh nào có IIP bút viết tăng cao nhất tháng 3/2024?", id="narrowed"),
        pytest.param("Tỉnh nào có IIP tăng cao nhất?", id="no period"),
        pytest.param("IIP tháng 3/2024 tăng bao nhiêu?", id="no rank asked"),
    ],
)  # fmt: skip
def test_nothing_is_ranked_without_a_list_of_it(spring, question):
    """A list of the best says nothing of the worst, nor of another month, base or series."""
    assert ranked(spring, question) is None


def test_an_answer_names_each_with_its_sentence(spring):
    """The line says the series, period and base once, and that only those named are ranked."""
    answer = spring.bot.ask("Tỉnh nào có IIP tăng cao nhất tháng 2/2024?")
    assert answer.lines == (
        "Chỉ số sản xuất công nghiệp (IIP) tháng 2/2024 so với cùng kỳ năm trước, theo thứ tự trong"
        " số được nêu: Sơn La tăng 90% [1]; Lai Châu tăng 80% [1]; Hòa Bình tăng 70% [1].",
    )
    (citation,) = answer.citations
    assert citation.source.file == "provinces-02.md"
    assert "Lai Châu tăng 80%" in citation.quote
