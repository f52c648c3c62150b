"""Why a figure went its way, in the bulletins' own sentences."""

import pytest

from bot.causes import cause_strength, opens_with_cause

BULLETINS = {
    "cpi-08.md": (
        "2023-08-29",
        "CPI tháng 8/2023 nhích lên 0,88% so với tháng 7. Nguyên nhân chủ"
        " yếu là giá gạo tăng theo giá xuất khẩu.\n\n"
        "Giá nhóm giáo dục tháng 8/2023 tăng 0,96% so với tháng trước do học phí tăng; giá nhóm"
        " giao thông tháng 8/2023 tăng 3% so với tháng trước.\n\n"
        "Giá vàng tháng 8/2023 giảm 0,4% so với tháng trước.",
    ),
    "iip-02.md": (
        "2023-02-27",
        "Kỳ nghỉ Tết khiến nhiều nhà máy đóng cửa. IIP tháng 2/2023 giảm 6% so với tháng trước.\n\n"
        "Xuất khẩu tháng 2/2023 giảm 10% so với tháng trước.",
    ),
    "mining.md": (
        "2023-06-05",
        "IIP tháng 5/2023 tăng 2,2% so với cùng kỳ năm trước; ngành khai khoáng giảm 4,7%.\n\n"
        "Đơn hàng của nhiều nhà máy vẫn ít.\n\n"
        "Ngành khai khoáng giảm được lý giải là do mỏ cũ cạn dần, ngành sản xuất điện cần ít than;"
        " nhà máy dệt thiếu đơn hàng.",
    ),
}


@pytest.fixture(scope="module")
def told(hold):
    return hold(BULLETINS)


@pytest.mark.parametrize(
    ("question", "figure", "reason"),
    [
        ("Vì sao CPI tháng 8/2023 tăng?", "0,88%", "giá gạo tăng theo giá xuất khẩu"),
        ("vi sao cpi thang 8/2023 tang", "0,88%", "giá gạo tăng theo giá xuất khẩu"),
        ("Why did CPI rise in August 2023?", "0.88%", "giá gạo tăng theo giá xuất khẩu"),
        ("Nguyên nhân nào khiến giá nhóm giáo dục tháng 8/2023 tăng?", "0,96%", "do học phí tăng"),
        ("Vì sao IIP tháng 2/2023 giảm?", "6%", "Kỳ nghỉ Tết khiến"),
        ("Vì sao IIP giảm?", "6%", "Kỳ nghỉ Tết khiến"),
        ("Vì sao ngành khai khoáng tháng 5/2023 giảm?", "4,7%", "do mỏ cũ cạn dần"),
        ("Nhân tố nào giúp CPI tháng 8/2023 tăng?", "0,88%", "giá gạo tăng theo giá xuất khẩu"),
    ],
)
def test_the_figure_comes_first_then_the_sentence_with_its_reason(told, question, figure, reason):
    """Also one behind or before it that leaves out what it speaks of."""
    answer = told.bot.ask(question)
    assert not answer.refused
    assert figure in answer.text.splitlines()[0]
    assert any(reason in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Vì sao giá vàng tháng 8/2023 giảm?", "0,4%"),
        ("Why did exports fall in February 2023?", "10%"),
        ("Vì sao giá nhóm giao thông tháng 8/2023 tăng?", "3%"),
    ],
)
def test_without_a_stated_reason_the_figure_is_told_and_the_reason_refused(told, question, figure):
    """A reason of another figure, even in the same sentence, is none."""
    answer = told.bot.ask(question)
    assert answer.reason == "not-covered"
    assert figure in answer.text
    assert len(answer.citations) == len(answer.figures) == 1


def test_a_wrong_direction_is_still_contradicted(told):
    """Before any reason is looked for."""
    assert told.bot.ask("Vì sao CPI tháng 8/2023 giảm?").reason == "false-premise"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Nguyên nhân chủ yếu do giá thép giảm.", 3),
        ("Giá rau tăng 5% do mưa nhiều.", 2),
        ("Chỉ số giảm khi sức mua yếu.", 1),
        ("Nghị quyết do Chính phủ ban hành.", 0),
        ("Do đó, CPI tăng 1%.", 0),
        ("Các bộ cần làm rõ nguyên nhân.", 0),
        ("Trong khi đó, nhập khẩu tăng.", 0),
    ],
)
def test_a_cause_is_told_from_who_did_something(text, strength):
    """And from what only follows, or is still looked for."""
    assert cause_strength(text) == strength


def test_a_sentence_may_leave_out_what_it_gives_the_reason_of():
    """It opens with the reason, or points back at the figure."""
    assert opens_with_cause("Lý do là học phí giảm.")
    assert opens_with_cause("Con số hai chữ số này là do tháng gốc thấp.")
    assert not opens_with_cause("Giá gạo tăng do thiếu hàng.")
