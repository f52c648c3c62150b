"""Which sentences may prove an answer that no figure gives."""

import pytest

BULLETINS = {
    "buyers-03.md": ("2024-03-29", "Xuất khẩu tháng 3/2024 đạt 28 tỷ USD."),
    "buyers-04.md": (
        "2024-04-29",
        "Xuất khẩu tháng 4/2024 đạt 30 tỷ USD.\n\n"
        "Xuất khẩu tháng 4/2024 đạt 30 tỷ USD, trong đó Hoa Kỳ và Trung Quốc là hai thị trường"
        " lớn nhất.",
    ),
    "prices.md": ("2024-02-29", "CPI tháng 2/2024 cao nhất trong năm, tăng 1,1%."),
    "groups.md": (
        "2024-07-29",
        "CPI tháng 7/2024 tăng 0,4%, cao nhất là nhóm giáo dục và nhóm giao thông.",
    ),
    "parts.md": ("2024-05-29", "Tháng 5/2024, công nghiệp hỗ trợ tăng 12% so với cùng kỳ."),
    "industry.md": (
        "2024-06-29",
        "Tháng 6/2024, IIP tăng cao nhất ở Hà Nam, Nam Định. Tháng 6/2024, IIP giảm ở Sơn La, Lai"
        " Châu.",
    ),
    "gap.md": ("2024-09-29", "Tháng 9/2024, xuất khẩu gạo cao hơn xuất khẩu cà phê 120 triệu USD."),
}


@pytest.fixture(scope="module")
def year(hold):
    return hold(BULLETINS)


def quotes(held, question):
    return " ".join(citation.quote for citation in held.bot.ask(question).citations)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("Thị trường xuất khẩu nào lớn nhất tháng 4/2024?", "Hoa Kỳ", id="partners"),
        pytest.param("Nhóm hàng nào có CPI cao nhất tháng 7/2024?", "giáo dục", id="groups"),
    ],
)
def test_which_parts_is_answered_by_a_sentence_that_names_some(year, question, named):
    """Without a rank of figures the names alone answer."""
    assert named in quotes(year, question)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Thị trường xuất khẩu nào lớn nhất tháng 3/2024?", id="partners"),
        pytest.param("Nhóm hàng nào có CPI cao nhất tháng 2/2024?", id="groups"),
    ],
)
def test_which_parts_is_not_answered_by_the_whole(year, question):
    """A sentence about all exports or prices names none of their parts."""
    assert year.bot.ask(question).reason == "not-covered"


@pytest.mark.parametrize(
    ("question", "named", "other"),
    [
        pytest.param("Tỉnh nào có IIP tăng tháng 6/2024?", "Hà Nam", "Sơn La", id="rose"),
        pytest.param("Tỉnh nào có IIP giảm tháng 6/2024?", "Sơn La", "Hà Nam", id="fell"),
    ],
)
def test_which_went_one_way_is_answered_by_a_sentence_about_that_way(year, question, named, other):
    """The one beside it tells of those that went the other way."""
    told = quotes(year, question)
    assert named in told
    assert other not in told


def test_a_number_between_two_series_answers_where_its_sentence_names_them(year):
    """It is a figure of neither, so only its sentence can say it."""
    told = quotes(year, "Xuất khẩu gạo tháng 9/2024 hơn xuất khẩu cà phê bao nhiêu?")
    assert "120 triệu USD" in told


def test_a_number_of_something_else_does_not_answer(year):
    """Industry is not told by the supporting industry, whose words are its own and more."""
    assert year.bot.ask("Công nghiệp tháng 5/2024 tăng bao nhiêu?").reason == "not-covered"


def test_a_sentence_on_a_part_alone_answers_for_no_other_whole(hold):
    """Manufacturing's share of output is not its share of foreign investment."""
    held = hold(
        {
            "output.md": (
                "2024-12-29",
                "Năm 2024, ngành công nghiệp chế biến, chế tạo chiếm khoảng 16,5%, tăng 0,1 điểm phần"
                " trăm so với năm 2023.",
            )
        }
    )
    question = "Ngành chế biến, chế tạo chiếm bao nhiêu phần trăm vốn FDI đăng ký năm 2024?"
    assert held.bot.ask(question).refused


def test_petrol_at_home_is_in_no_dollars_a_barrel(hold):
    """That is what the market abroad pays."""
    text = "Ngày 25/11/2024, xăng RON92 để pha chế xăng E5RON92 giảm 7,05 USD/thùng."
    held = hold({"xang.md": ("2024-11-25", text)})
    assert held.bot.ask("Giá xăng E5RON92 ngày 25/11/2024 giảm bao nhiêu?").refused


def test_what_somebody_said_is_told_of_the_month_asked_for(hold):
    """By the bulletin of that month, though the sentence names no month, or others."""
    said = "Bình luận về kết quả khảo sát, bà Linh Trâm, nhà kinh tế, cho biết số đơn hàng mới {}."
    held = hold(
        {
            "pmi-07.md": ("2024-08-01", "PMI tháng 7/2024 đạt 54 điểm.\n\n" + said.format("tăng")),
            "pmi-08.md": (
                "2024-09-03",
                "PMI tháng 8/2024 đạt 52 điểm.\n\n" + said.format("chậm lại so với tháng 6 và 7"),
            ),
        }
    )
    assert "chậm lại" in quotes(held, "Bà Linh Trâm nói gì về số đơn hàng mới tháng 8/2024?")
