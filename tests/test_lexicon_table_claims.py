"""The figures of tables: what each cell measures, when, against what and in what unit."""

from datetime import date

import pytest
from claims_told import told

from lexicon.periods import month, year_to_date
from lexicon.table_claims import read_table_claims

WRITTEN = date(2024, 6, 29)


def read(text, language="vi", **about):
    claims = read_table_claims(text, anchor=WRITTEN, language=language, **about)
    return [told(claim) for claim in claims]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            """Chỉ số sản xuất công nghiệp
Đơn vị: %
 | Tháng 4/2024 so với cùng kỳ năm trước | Ước tính tháng 5/2024 so với tháng trước
Toàn ngành công nghiệp | 106,3 | 103,9
Khai khoáng | 95,1 | 98,7""",
            [
                "iip index 106.3 % 2024-04 year-before",
                "iip index 103.9 % 2024-05 month-before [estimate]",
                "iip_mining index 95.1 % 2024-04 year-before",
                "iip_mining index 98.7 % 2024-05 month-before [estimate]",
            ],
            id="ratios",
        ),
        pytest.param(
            """CHỈ SỐ GIÁ TIÊU DÙNG
 | Chỉ số giá tháng 5/2024 so với (%) | ← | Bình quân 5 tháng năm 2024 so với cùng kỳ (%)
↑ | Tháng 5/2023 | Tháng 12/2023 | ↑
CHỈ SỐ GIÁ TIÊU DÙNG | 104,44 | 101,24 | 104,03
I. Hàng ăn và dịch vụ ăn uống | 104,4 | 102,1 | 103,2
CHỈ SỐ GIÁ VÀNG | 134,5 | 123,8 | 123,4""",
            [
                "cpi index 104.44 % 2024-05 year-before",
                "cpi index 101.24 % 2024-05 december",
                "cpi index 104.03 % 2024-01..05 year-before",
                "cpi_food_catering index 104.4 % 2024-05 year-before",
                "cpi_food_catering index 102.1 % 2024-05 december",
                "cpi_food_catering index 103.2 % 2024-01..05 year-before",
                "gold_price index 134.5 % 2024-05 year-before",
                "gold_price index 123.8 % 2024-05 december",
                "gold_price index 123.4 % 2024-01..05 year-before",
            ],
            id="a-head-over-several",
        ),
        pytest.param(
            """Xuất khẩu hàng hóa
Mặt hàng | 5 tháng năm 2024 | ← | So với cùng kỳ năm trước (%) | ←
↑ | Lượng (Nghìn tấn) | Trị giá (Triệu USD) | Lượng | Trị giá
Tổng số |  | 156770 |  | 115,2
Gạo | 4.150 | 2.650 | 114,7 | 138,2""",
            [
                "exports level 156770e6 USD 2024-01..05",
                "exports:worth index 115.2 % 2024-01..05 year-before",
                "export_rice level 4150e3 tonne 2024-01..05",
                "export_rice level 2650e6 USD 2024-01..05",
                "export_rice:volume index 114.7 % 2024-01..05 year-before",
                "export_rice:worth index 138.2 % 2024-01..05 year-before",
            ],
            id="volume-and-worth",
        ),
        pytest.param(
            """Chỉ số sản xuất công nghiệp 5 tháng năm 2024 so với cùng kỳ năm trước (%)
STT | Địa phương | Toàn ngành | Chế biến, chế tạo
1 | Lai Châu | 147,0 | 128,1
2 | Cả nước | 106,8 | 107,3""",
            [
                "iip index 147.0 % 2024-01..05 year-before @lai_chau",
                "iip_manufacturing index 128.1 % 2024-01..05 year-before @lai_chau",
                "iip index 106.8 % 2024-01..05 year-before",
                "iip_manufacturing index 107.3 % 2024-01..05 year-before",
            ],
            id="provinces-and-branches",
        ),
        pytest.param(
            """CPI các tháng năm 2023
Tháng | So với tháng trước (%) | So với cùng kỳ năm trước (%)
Tháng 1 | 0,52 | 4,89
Tháng 3 | -0,23 | 3,35""",
            [
                "cpi growth 0.52 % 2023-01 month-before",
                "cpi growth 4.89 % 2023-01 year-before",
                "cpi growth -0.23 % 2023-03 month-before",
                "cpi growth 3.35 % 2023-03 year-before",
            ],
            id="months-as-rows",
        ),
        pytest.param(
            """Tốc độ tăng GDP 6 tháng đầu năm các năm 2023-2024 (%)
Khu vực | 2023 | 2024
Tổng số | 3,84 | 6,42
Dịch vụ | 6,5 | 6,64""",
            [
                "gdp growth 3.84 % 2023-01..06 year-before",
                "gdp growth 6.42 % 2024-01..06 year-before",
                "gdp_services growth 6.5 % 2023-01..06 year-before",
                "gdp_services growth 6.64 % 2024-01..06 year-before",
            ],
            id="one-stretch-of-several-years",
        ),
        pytest.param(
            """Đầu tư nước ngoài từ 01/01 - 20/5/2024
 | Số dự án cấp mới (Dự án) | Vốn đăng ký cấp mới (Triệu USD)
Tổng số | 1227 | 7.944,1
Singapore | 150 | 2.200,3""",
            [
                "fdi_projects count 1227 projects 2024-01-01..2024-05-20",
                "fdi_new level 7944.1e6 USD 2024-01-01..2024-05-20",
                "fdi_projects count 150 projects 2024-01-01..2024-05-20 @singapore",
                "fdi_new level 2200.3e6 USD 2024-01-01..2024-05-20 @singapore",
            ],
            id="partners",
        ),
        pytest.param(
            """Thu, chi ngân sách nhà nước 5 tháng năm 2024
ĐVT: Nghìn tỷ đồng
Chỉ tiêu | 5 tháng | So với dự toán (%) | So với cùng kỳ (%)
Tổng thu ngân sách nhà nước | 898,4 | 52,8 | 114,8
Thu từ dầu thô | 24,9 | 54,2 | 93,4""",
            [
                "budget_revenue level 898.4e12 VND 2024-01..05",
                "budget_revenue share 52.8 % 2024-01..05",
                "budget_revenue index 114.8 % 2024-01..05 year-before",
                "crude_oil_revenue level 24.9e12 VND 2024-01..05",
                "crude_oil_revenue share 54.2 % 2024-01..05",
                "crude_oil_revenue index 93.4 % 2024-01..05 year-before",
            ],
            id="of-a-plan",
        ),
        pytest.param(
            """Một số sản phẩm chủ yếu 5 tháng năm 2024
Chỉ tiêu | Đơn vị | 5 tháng năm 2024
Xuất khẩu gạo | Nghìn tấn | 4.150
Khách quốc tế đến Việt Nam | Lượt người | 7.583.868""",
            [
                "export_rice level 4150e3 tonne 2024-01..05",
                "foreign_visitors count 7583868 visits 2024-01..05",
            ],
            id="a-unit-for-each-row",
        ),
    ],
)
def test_a_cell_is_what_its_row_and_column_say(text, figures):
    """With the unit, period and base of its column, else of its row, else of the lines above."""
    assert read(text) == figures


def test_an_english_table():
    """The same in English notation."""
    text = """Industrial production index, May 2024
Branch | From the previous month (%) | From a year earlier (%)
Whole country | 3.9 | 8.9
Mining | -1.3 | -4.9"""
    assert read(text, "en") == [
        "iip growth 3.9 % 2024-05 month-before",
        "iip growth 8.9 % 2024-05 year-before",
        "iip_mining growth -1.3 % 2024-05 month-before",
        "iip_mining growth -4.9 % 2024-05 year-before",
    ]


def test_what_is_not_said_comes_from_the_bulletin():
    """Its period, place and title."""
    text = "Chỉ tiêu | So với cùng kỳ (%)\nToàn ngành | 106,8\nKhai khoáng | 95,1"
    about = {"main": month(2024, 5), "place": "ha_nam", "title": "Sản xuất công nghiệp Hà Nam"}
    assert read(text, **about) == [
        "iip index 106.8 % 2024-05 year-before @ha_nam",
        "iip_mining index 95.1 % 2024-05 year-before @ha_nam",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ tiêu | 5 tháng năm 2024\nXuất khẩu | 156,8\nNhập khẩu | 148,8",
        "Bút viết\nChỉ tiêu | So với cùng kỳ (%)\nTổng số | 106,8\nMực | 95,1",
        "CPI\nChỉ tiêu | So với cùng kỳ (%)\nTổng số | 104,4\nGiao thông | 103,1",
    ],
    ids=["no unit", "no series", "no period"],
)
def test_what_nothing_says_stays_open(text):
    """No answer is made of such a cell."""
    claims = read_table_claims(text, anchor=None)
    assert len(claims) == 2
    assert not any(claim.complete for claim in claims)


def test_a_number_in_brackets_is_no_figure():
    """It may be a footnote or a negative."""
    text = "IIP tháng 5/2024 so với cùng kỳ (%)\nNgành | Chỉ số\nKhai khoáng | (5,1)\nĐiện | 112,3"
    assert len(read(text)) == 1


def test_the_sentence_of_a_cell_is_its_row():
    """Both are exact slices of the text."""
    text = "CPI tháng 5/2024\nNhóm | So với tháng trước (%)\nGiao thông | -1,73"
    (claim,) = read_table_claims(text, anchor=WRITTEN, main=year_to_date(2024, 5))
    assert text[claim.start : claim.end] == "-1,73"
    assert text[claim.sentence.start : claim.sentence.end] == "Giao thông | -1,73"
