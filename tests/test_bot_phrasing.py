"""What a question was understood to name, in the asker's words."""

from datetime import date

import pytest

from bot import phrasing
from bot.types import Turn
from bot.understand import understand
from lexicon.subjects import Subject

TODAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "CPI tháng 3/2024 so với tháng trước",
            "chỉ số giá tiêu dùng (CPI) · tháng 3/2024 · so với tháng trước · cả nước",
        ),
        (
            "IIP Hà Nam 2 tháng đầu năm 2024",
            "chỉ số sản xuất công nghiệp (IIP) · 2 tháng đầu năm 2024 · Hà Nam",
        ),
        (
            "Compare exports in October and November 2024.",
            "goods exports · October 2024, November 2024 · nationwide",
        ),
        (
            "CPI tháng 2, tháng 3, tháng 4, tháng 5, tháng 6 năm 2024",
            "chỉ số giá tiêu dùng (CPI) · tháng 2/2024, tháng 3/2024, tháng 4/2024 và 2 kỳ khác"
            " · cả nước",
        ),
        ("Giá vàng thế giới tháng 3/2024 tăng bao nhiêu?", "giá vàng thế giới · tháng 3/2024"),
        ("Tỉnh nào có IIP tăng cao nhất năm 2024?", "chỉ số sản xuất công nghiệp (IIP) · năm 2024"),
        (
            "Vì sao CPI tháng 3/2024 bình quân tăng?",
            "chỉ số giá tiêu dùng (CPI) · tháng 3/2024 · bình quân",
        ),
        (
            "Xuất khẩu gạo tháng 3/2024 về lượng tăng bao nhiêu?",
            "xuất khẩu gạo về lượng · tháng 3/2024 · cả nước",
        ),
        ("Cách nấu phở bò cho sáu người?", ""),
    ],
    ids=["base", "place", "english", "many", "abroad", "places", "prose", "volume", "nothing"],
)
def test_what_was_understood_is_said(question, line):
    """Indicator, periods, bases and places; nationwide only where a place could have been named."""
    assert phrasing.understood(understand(question, today=TODAY)) == line


def test_a_follow_up_says_what_it_inherited():
    """The indicator and base of the question before stand beside the new month."""
    before = Turn(question="CPI tháng 3/2024 so với cùng kỳ năm trước?", answer="")
    found = understand("Thế còn tháng 4?", history=(before,), today=TODAY)
    assert phrasing.understood(found) == (
        "chỉ số giá tiêu dùng (CPI) · tháng 4/2024 · so với cùng kỳ năm trước · cả nước"
    )


@pytest.mark.parametrize(
    ("indicator", "place", "name"),
    [("cpi", "", "nationwide"), ("cpi", "ha_nam", "Ha Nam"), ("fed_rate", "", "")],
    ids=["country", "province", "abroad"],
)
def test_a_figure_has_a_place(indicator, place, name):
    """A province by its name, the country as a whole, and none for what is measured abroad."""
    assert phrasing.where(Subject(indicator=indicator), place, "en") == name


@pytest.mark.parametrize(
    ("subject", "place", "vi", "en"),
    [
        pytest.param(
            Subject(indicator="gdp", part="iip_manufacturing"),
            "",
            "giá trị tăng thêm ngành công nghiệp chế biến, chế tạo",
            "value added of manufacturing",
            id="value added",
        ),
        pytest.param(
            Subject(indicator="exports"),
            "china",
            "xuất khẩu hàng hóa sang Trung Quốc",
            "goods exports to China",
            id="to",
        ),
        pytest.param(
            Subject(indicator="imports"),
            "china",
            "nhập khẩu hàng hóa từ Trung Quốc",
            "goods imports from China",
            id="from",
        ),
        pytest.param(
            Subject(indicator="exports"),
            "ha_noi",
            "xuất khẩu hàng hóa của Hà Nội",
            "goods exports, Hanoi",
            id="of",
        ),
    ],
)
def test_a_series_is_named_as_a_newspaper_would(subject, place, vi, en):
    """A branch of GDP by its value added, partners by the way the goods go."""
    for language, name in (("vi", vi), ("en", en)):
        words = phrasing.measured(subject, language)
        assert (phrasing.placed(words, subject, place, language) if place else words) == name
