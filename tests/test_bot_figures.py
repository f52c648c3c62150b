"""The figures that answer a question, and what is computed of them."""

import pytest

from bot.asked import asks_average
from bot.figures import find_figures, ordered

BULLETINS = {
    "gdp-q1.md": ("2024-03-29", "GDP quý I/2024 tăng 5,6% so với cùng kỳ năm trước."),
    "gdp-q2.md": ("2024-06-29", "GDP quý II/2024 tăng 6,9% so với cùng kỳ năm trước."),
    "gdp-q3.md": ("2024-09-29", "GDP quý III/2024 tăng 7,4% so với cùng kỳ năm trước."),
    "gdp-later.md": (
        "2025-03-29",
        "GDP quý I/2025 tăng 7% so với cùng kỳ năm trước. GDP quý I/2024 sau khi tính lại tăng 5,9%"
        " so với cùng kỳ năm trước.",
    ),
    "prices-first.md": ("2024-06-29", "CPI tháng 6/2024 tăng 4,4% so với cùng kỳ năm trước."),
    "prices-again.md": ("2024-07-06", "CPI tháng 6/2024 tăng 4,2% so với cùng kỳ năm trước."),
    "prices-rounded.md": ("2024-07-08", "CPI tháng 6/2024 tăng 4,18% so với cùng kỳ năm trước."),
    "trade-10.md": (
        "2024-10-29",
        "Xuất khẩu tháng 10/2024 đạt 30 tỷ USD, tăng 10% so với cùng kỳ năm trước. Cán cân thương"
        " mại tháng 10/2024 xuất siêu 2 tỷ USD.",
    ),
    "trade-11.md": (
        "2024-11-29",
        "Xuất khẩu tháng 11/2024 đạt 34,5 tỷ USD, tăng 8% so với cùng kỳ năm trước. Cán cân thương"
        " mại tháng 11/2024 nhập siêu 1 tỷ USD.",
    ),
    "trade-08.md": (
        "2024-08-29",
        "Xuất khẩu tháng 8/2024 đạt 32 tỷ USD, tăng 7% so với cùng kỳ năm trước.",
    ),
    "trade-08-again.md": (
        "2024-09-15",
        "Xuất khẩu tháng 8/2024 đạt 31 tỷ USD, tăng 6% so với cùng kỳ năm trước.",
    ),
    "trade-08-apart.md": (
        "2024-09-16",
        "Xuất khẩu tháng 8/2024 đạt 3,2 tỷ USD, tăng 47% so với cùng kỳ năm trước.",
    ),
    "trade-08-bound.md": (
        "2024-09-17",
        "Xuất khẩu tháng 8/2024 đạt trên 30 tỷ USD, tăng trên 5% so với cùng kỳ năm trước.",
    ),
    "honey-07.md": ("2024-07-29", "Tháng 7/2024, xuất khẩu mật ong hoa nhãn đạt 30 triệu USD."),
    "industry-06.md": (
        "2024-06-30",
        "Tháng 6/2024, IIP tăng ở 50/63 địa phương và giảm ở 13 địa phương.\n\n"
        "IIP tháng 6/2024 tăng 9% so với cùng kỳ năm trước và tăng 2% so với tháng trước.",
    ),
}


@pytest.fixture(scope="module")
def year(hold):
    return hold(BULLETINS)


def found(held, text):
    return find_figures(held.bot.understand(text), held.store.archive)


def values(findings):
    """Return the first value of each finding."""
    return [str(finding.readings[0].figure.claim.quantity.value) for finding in findings]


@pytest.mark.parametrize(
    ("extreme", "expected"),
    [("", ["5.6", "6.9", "7.4"]), ("highest", ["7.4", "6.9", "5.6"]), ("lowest", ["5.6", "6.9", "7.4"])],
    ids=["as they are", "highest", "lowest"],
)  # fmt: skip
def test_findings_are_ordered_where_an_extreme_is_asked_for(year, extreme, expected):
    """Else they stay in the order of their periods."""
    findings = found(year, "GDP từng quý năm 2024 tăng bao nhiêu?")
    assert values(ordered(findings, extreme)) == expected


def test_of_two_kinds_only_the_first_is_ordered(year):
    """Growth is neither higher nor lower than a level."""
    findings = (
        *found(year, "Xuất khẩu tháng 10/2024 đạt bao nhiêu tỷ USD?"),
        *found(year, "GDP quý I/2024 tăng bao nhiêu?"),
        *found(year, "Xuất khẩu tháng 11/2024 đạt bao nhiêu tỷ USD?"),
    )
    assert values(ordered(findings, "highest")) == ["34.5", "30"]


def test_nothing_is_ordered_of_nothing():
    """No finding is highest."""
    assert ordered((), "highest") == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("GDP quý nào tăng cao nhất năm 2024?", "quý III/2024"),
        ("GDP quý nào tăng thấp nhất năm 2024?", "quý I/2024"),
        ("In which quarter of 2024 did GDP grow fastest?", "the third quarter of 2024"),
        ("Xuất khẩu tháng nào cao nhất năm 2024?", "tháng 11/2024"),
    ],
)
def test_the_extreme_period_is_told_first(year, question, first):
    """Each period held follows with its own figure."""
    lines = year.bot.ask(question).lines
    assert len(lines) > 1
    assert first in lines[0]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("IIP tháng 6/2024 tăng bao nhiêu so với cùng kỳ năm trước?", ["9"]),
        ("IIP tháng 6/2024 tăng bao nhiêu so với tháng trước?", ["2"]),
        ("IIP tháng 6/2024 so với quý trước tăng bao nhiêu?", []),
        ("IIP tháng 5/2024 tăng bao nhiêu?", []),
        ("IIP Hà Nội tháng 6/2024 tăng bao nhiêu?", []),
        ("Xuất khẩu tháng 10/2024 đạt bao nhiêu tấn?", []),
    ],
    ids=["base", "other base", "no base", "no period", "no place", "no unit"],
)
def test_only_the_figure_asked_for_is_found(year, question, expected):
    """Another base, period, place or unit is nothing found."""
    assert values(found(year, question)) == expected


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        pytest.param("Kim ngạch xuất khẩu tháng 10/2024 là bao nhiêu?", {"level"}, id="sum"),
        pytest.param("Xuất khẩu tháng 10/2024 thế nào?", {"level", "growth"}, id="open"),
    ],
)
def test_a_sum_is_not_answered_by_its_change(year, question, kinds):
    """Which is told where nothing says what is asked for."""
    ((*readings,),) = (finding.readings for finding in found(year, question))
    assert {reading.figure.claim.kind for reading in readings} == kinds


@pytest.mark.parametrize(
    "question",
    [
        "Bao nhiêu tỉnh có IIP tăng trong tháng 6/2024?",
        "Có mấy địa phương có IIP giảm trong tháng 6/2024?",
        "How many provinces had rising industrial production in June 2024?",
    ],
)
def test_how_many_places_is_answered_by_the_sentence_that_counts_them(year, question):
    """Never by how much the series rose."""
    answer = year.bot.ask(question)
    assert (answer.refused, answer.figures) == (False, ())
    (citation,) = answer.citations
    assert "50/63 địa phương" in citation.quote
    assert "9%" not in answer.text


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("CPI tháng 6/2024 tăng bao nhiêu?", "Nguồn khác ghi tăng 4,4% so với cùng kỳ năm trước (29/6/2024)"),
        ("How much did CPI rise in June 2024?", "Other sources give up 4.4% year on year (29 June 2024)"),
    ],
    ids=["vi", "en"],
)  # fmt: skip
def test_two_values_of_two_bulletins_are_both_told(year, question, other):
    """The other with the day its bulletin was published, each with its own sentence."""
    answer = year.bot.ask(question)
    assert any(other in line for line in answer.lines)
    assert {str(shown.figure.claim.quantity.value) for shown in answer.figures} & {"4.2", "4.18"}
    days = {citation.source.published.isoformat() for citation in answer.citations}
    assert days == {"2024-06-29", "2024-07-06", "2024-07-08"}


def test_values_that_agree_when_rounded_are_one(year):
    """4.18% is 4.2% told finer: it is cited, not told as another value."""
    ((reading,),) = (
        finding.readings for finding in found(year, "CPI tháng 6/2024 tăng bao nhiêu?")
    )
    assert [str(figure.claim.quantity.value) for figure in reading.others] == ["4.4"]
    agreeing = {reading.figure, *reading.agreeing}
    assert {str(figure.claim.quantity.value) for figure in agreeing} == {"4.2", "4.18"}


def test_the_bulletin_of_the_time_goes_before_one_that_recalls_it(hold):
    """Whatever else either says; what a later one lists is told beside it."""
    held = hold(
        {
            "now.md": ("2023-03-29", "GDP quý I/2023 tăng 3,3% so với cùng kỳ năm trước."),
            "later.md": (
                "2024-03-29",
                "GDP quý I các năm 2023-2024 tăng lần lượt 3,4% và 5,7%.",
            ),
        }
    )
    first, *others = held.bot.ask("GDP quý I/2023 tăng bao nhiêu?").lines
    assert "3,3%" in first
    assert "3,4%" in others[0]


def test_of_two_bulletins_about_one_period_the_newer_is_cited(hold):
    """The preliminary figure is told below it, with its day."""
    held = hold(
        {
            "first.md": (
                "2024-02-29",
                "IIP tháng 2/2024 sơ bộ giảm 6,8% so với cùng kỳ năm trước.",
            ),
            "final.md": ("2024-03-29", "IIP tháng 2/2024 giảm 6,5% so với cùng kỳ năm trước."),
        }
    )
    first, other = held.bot.ask("IIP tháng 2/2024 so với cùng kỳ?").lines
    assert "6,5%" in first
    assert "6,8%" in other
    assert "29/2/2024" in other


REVENUE = (
    "Thu ngân sách nhà nước tháng 5/2024 của Đồng Nai đạt 5.000 tỷ đồng, bằng 43,4% dự toán năm,"
    " chiếm 34,4% số thu của cả vùng và chiếm 27,8% số thu của cả nước."
)


def test_shares_of_several_wholes_are_not_told_as_the_series_own(hold):
    """Of a plan one is, when that is asked; they contradict no other."""
    held = hold({"thu.md": ("2024-06-05", REVENUE)})
    amount = held.bot.ask("Thu ngân sách tháng 5/2024 của Đồng Nai đạt bao nhiêu?")
    assert "5.000 tỷ đồng" in amount.lines[0]
    assert not any("34,4%" in line or "27,8%" in line for line in amount.lines)
    plan = held.bot.ask("Thu ngân sách tháng 5/2024 của Đồng Nai đạt bao nhiêu phần trăm dự toán?")
    assert "43,4%" in plan.lines[0]


def test_what_is_denied_is_not_asked(hold):
    """The amount, not the change."""
    text = "Xuất khẩu tháng 5/2024 đạt 32,8 tỷ USD, tăng 15,8% so với cùng kỳ năm trước."
    held = hold({"xk.md": ("2024-06-05", text)})
    for question in (
        "Xuất khẩu tháng 5/2024 là bao nhiêu tiền, không phải tăng bao nhiêu phần trăm?",
        "What were exports in May 2024, not the growth rate?",
    ):
        assert "32" in held.bot.ask(question).lines[0].split(":")[1]


def test_a_value_and_its_rounding_agree_from_the_half_on(hold):
    """4.65 is 4.7 in coarser digits."""
    held = hold(
        {
            "a.md": ("2024-06-05", "IIP tháng 5/2024 tăng 4,65% so với cùng kỳ năm trước."),
            "b.md": ("2024-06-06", "IIP tháng 5/2024 tăng 4,7% so với cùng kỳ năm trước."),
        }
    )
    (finding,) = found(held, "IIP tháng 5/2024 tăng bao nhiêu?")
    assert finding.readings[0].others == ()


def test_two_values_of_one_bulletin_are_shown_and_neither_is_the_answer(hold):
    """One of them is of something else, and nothing says which: both sentences are cited."""
    text = (
        "IIP tháng 5/2024 tăng 4,6% so với cùng kỳ năm trước.\n\n"
        "IIP tháng 5/2024 tăng 5,1% so với cùng kỳ năm trước."
    )
    held = hold({"a.md": ("2024-06-05", text)})
    question = "IIP tháng 5/2024 tăng bao nhiêu so với cùng kỳ năm trước?"
    assert found(held, question) == ()
    answer = held.bot.ask(question)
    assert answer.reason == "disputed"
    assert "tăng 4,6% [1]; tăng 5,1% [2]" in answer.text
    assert [c.quote[c.quote.index("tăng") :][:9] for c in answer.citations] == [
        "tăng 4,6%",
        "tăng 5,1%",
    ]
    english = held.bot.ask("How much did the IIP rise year on year in May 2024?")
    assert "up 4.6% [1]; up 5.1% [2]" in english.text


def test_a_value_that_is_trusted_less_disputes_nothing(hold):
    """A sentence that names its period outweighs one that takes it from the bulletin."""
    text = (
        "IIP tháng 5/2024 tăng 4,6% so với cùng kỳ năm trước.\n\n"
        "Theo báo cáo, IIP tăng 5,1% so với cùng kỳ năm trước."
    )
    held = hold({"a.md": ("2024-06-05", text)})
    assert values(found(held, "IIP tháng 5/2024 tăng bao nhiêu?")) == ["4.6"]


def test_a_disputed_value_leaves_those_asked_for_otherwise(hold):
    """Of two bases one is disputed, the other is told; unless it is what is expected first."""
    text = (
        "IIP tháng 5/2024 tăng 4,6% so với cùng kỳ năm trước và tăng 1% so với tháng trước.\n\n"
        "IIP tháng 5/2024 tăng 2% so với tháng trước."
    )
    held = hold({"a.md": ("2024-06-05", text)})
    assert values(found(held, "IIP tháng 5/2024 tăng bao nhiêu?")) == ["4.6"]
    assert found(held, "IIP tháng 5/2024 tăng bao nhiêu so với tháng trước?") == ()


def disputed(hold, *others):
    """Return a bot over exports and imports of two years, those of March 2024 told as two values."""
    month = "Xuất khẩu tháng {n}/2024 đạt {v} tỷ USD, tăng 10% so với cùng kỳ năm trước."
    told = {
        f"{n}.md": (f"2024-0{n}-28", month.format(n=n, v=v)) for n, v in ((1, 34), (2, 25), (4, 31))
    }
    march = month.format(n=3, v=44) + " Nhập khẩu tháng 3/2024 đạt 33 tỷ USD."
    again = "Xuất khẩu tháng 3/2024 đạt 41 tỷ USD."
    return hold(told | {"3.md": ("2024-03-28", f"{march}\n\n{again}")} | dict(others))


def test_the_values_disputed_are_named_as_what_they_are(hold):
    """Beside what is told, with series and period; imports alone are an answer."""
    answer = disputed(hold).bot.ask("Xuất khẩu và nhập khẩu tháng 3/2024 đạt bao nhiêu?")
    assert not answer.refused
    assert "33 tỷ USD" in answer.lines[0]
    line = "xuất khẩu hàng hóa, tháng 3/2024: 44 tỷ USD [2]; 41 tỷ USD [3]."
    assert answer.lines[1].casefold().endswith(line.casefold())


def test_nothing_is_the_highest_of_periods_one_of_which_is_disputed(hold):
    """It might be that one."""
    answer = disputed(hold).bot.ask("Tháng nào năm 2024 xuất khẩu cao nhất?")
    assert answer.reason == "disputed"
    assert "44 tỷ USD" in answer.text


def test_a_series_says_which_of_its_periods_is_disputed(hold):
    """The others are told."""
    answer = disputed(hold).bot.ask("Xuất khẩu từng tháng năm 2024 đạt bao nhiêu?")
    assert [line for line in answer.lines if "34 tỷ" in line]
    assert "44 tỷ USD" in answer.lines[-1]


def test_what_changed_is_refused_with_the_values_disputed(hold):
    """Not as something no bulletin states."""
    question = "Xuất khẩu tháng 3/2024 có gì thay đổi so với tháng 2/2024?"
    assert disputed(hold).bot.ask(question).reason == "disputed"


def test_a_value_another_bulletin_agrees_with_is_not_disputed(hold):
    """Two of them outweigh a second value of one."""
    beside = ("b.md", ("2024-03-29", "Xuất khẩu tháng 3/2024 đạt 44 tỷ USD."))
    answer = disputed(hold, beside).bot.ask("Xuất khẩu tháng 3/2024 đạt bao nhiêu?")
    assert "44 tỷ USD" in answer.lines[0]


def test_of_two_sums_told_alike_the_whole_is_taken(hold):
    """An article about one good says "exports" of it."""
    held = hold(
        {
            "fish.md": ("2024-05-29", "Lũy kế xuất khẩu 5 tháng năm 2024 đạt 1,3 tỷ USD."),
            "all.md": ("2024-05-29", "Lũy kế xuất khẩu 5 tháng năm 2024 đạt 156 tỷ USD."),
        }
    )
    assert "156 tỷ" in held.bot.ask("Xuất khẩu 5 tháng năm 2024 đạt bao nhiêu?").lines[0]


def test_a_value_measured_again_is_told_with_its_day(year):
    """The first stands where it was published, the one recalled a year later below it."""
    first, later = year.bot.ask("GDP quý I/2024 tăng bao nhiêu?").lines
    assert "5,6%" in first
    assert later == "Bản tin về sau ghi tăng 5,9% so với cùng kỳ năm trước (29/3/2025) [2]."


@pytest.mark.parametrize(
    ("question", "near"),
    [
        pytest.param("Xuất khẩu tháng 8/2024 đạt bao nhiêu tỷ USD?", {"31", "32"}, id="level"),
        pytest.param("Xuất khẩu tháng 8/2024 tăng bao nhiêu?", {"6", "7"}, id="growth"),
    ],
)
def test_only_a_value_near_it_is_the_same_measured_again(year, question, near):
    """One far off is of something else, and a bound measures nothing."""
    ((reading,),) = (finding.readings for finding in found(year, question))
    told = [reading.figure, *reading.others]
    assert {str(figure.claim.quantity.value) for figure in told} == near


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("Xuất khẩu mật ong hoa nhãn tháng 7/2024 đạt bao nhiêu?", ["30"], id="all"),
        pytest.param("Xuất khẩu mật ong nhãn tháng 7/2024 đạt bao nhiêu?", ["30"], id="most"),
        pytest.param("Xuất khẩu mật ong tháng 7/2024 đạt bao nhiêu?", [], id="half"),
        pytest.param("Xuất khẩu mật ong hoa cà phê tháng 7/2024 đạt bao nhiêu?", [], id="others"),
        pytest.param("Xuất khẩu tháng 7/2024 đạt bao nhiêu?", [], id="none"),
    ],
)
def test_a_narrowed_figure_is_found_by_its_words(year, question, expected):
    """One of them may be left out where several stay."""
    assert values(found(year, question)) == expected


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "So sánh xuất khẩu tháng 10/2024 và tháng 11/2024",
            "Chênh lệch: 34,5 tỷ USD − 30 tỷ USD = 4,5 tỷ USD.",
        ),
        (
            "So sánh xuất khẩu tháng 11/2024 với tháng 10/2024",
            "Chênh lệch: 34,5 tỷ USD − 30 tỷ USD = 4,5 tỷ USD.",
        ),
        (
            "Compare exports in October and November 2024.",
            "Difference: USD 34.5 billion − USD 30 billion = USD 4.5 billion.",
        ),
        (
            "So sánh tăng trưởng xuất khẩu tháng 10/2024 và tháng 11/2024 so với cùng kỳ",
            "Chênh lệch: 8% − 10% = −2 điểm phần trăm.",
        ),
        (
            "So sánh cán cân thương mại tháng 10/2024 và tháng 11/2024",
            "Chênh lệch: (−1 tỷ USD) − 2 tỷ USD = −3 tỷ USD.",
        ),
        (
            "So sánh GDP quý I/2024 và quý II/2024",
            "Chênh lệch: 6,9% − 5,6% = 1,3 điểm phần trăm.",
        ),
    ],
    ids=["worth", "other order", "english", "growth", "deficit", "finer"],
)
def test_a_comparison_shows_what_its_difference_is_made_of(year, question, line):
    """The later less the earlier; both figures are cited above it."""
    answer = year.bot.ask(question)
    assert answer.lines[-1] == line
    assert all(f"[{number}]" in "\n".join(answer.lines[:-1]) for number in (1, 2))


@pytest.mark.parametrize(
    "question",
    [
        "So sánh xuất khẩu tháng 10/2024 và GDP quý I/2024",
        "So sánh GDP quý I/2024, quý II/2024 và quý III/2024",
        "Xuất khẩu tháng 11/2024 đạt bao nhiêu?",
    ],
    ids=["other kind", "three", "one"],
)
def test_nothing_is_subtracted_that_is_not_two_of_a_kind(year, question):
    """Dollars and growth have no difference."""
    assert not any("Chênh lệch" in line for line in year.bot.ask(question).lines)


AVERAGES = {
    "new.md": (
        "2024-05-29",
        "Năm tháng đầu năm 2024 có 75 nghìn doanh nghiệp thành lập mới.\n\nTrung bình mỗi tháng có 15"
        " nghìn doanh nghiệp thành lập mới.",
    ),
    "wages.md": ("2024-04-05", "Thu nhập bình quân tháng của lao động quý I/2024 là 7 triệu đồng."),
}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Trung bình mỗi tháng có bao nhiêu doanh nghiệp thành lập mới?", "15 nghìn"),
        ("Mỗi tháng bình quân có bao nhiêu doanh nghiệp thành lập mới trong 5T/2024?", "15 nghìn"),
        ("How many new enterprises were there on average each month?", "15 nghìn"),
        ("Có bao nhiêu doanh nghiệp thành lập mới 5 tháng đầu năm 2024?", "75 nghìn"),
        ("Thu nhập bình quân tháng của lao động quý I/2024?", "7 triệu"),
    ],
)
def test_an_average_is_not_answered_by_the_whole(hold, question, said):
    """It is told in the sentence that states it, unless the series is an average by its name."""
    answer = hold(AVERAGES).bot.ask(question)
    assert said in (answer.lines or (answer.text,))[0]


@pytest.mark.parametrize(
    "text", ["Thành lập mới ngày 20/5", "CPI bình quân năm 2024", "CPI bình quân 5 tháng"]
)
def test_what_only_looks_like_an_average_is_none(text):
    """A new one of a day, and an index that is averaged by its makers."""
    assert not asks_average(text)
