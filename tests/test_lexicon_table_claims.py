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
        pytest.param(
            """Hàng hóa xuất khẩu 5 tháng năm 2024
Lượng: Nghìn tấn; Trị giá: Triệu USD
Mặt hàng | Lượng | Trị giá
TỔNG TRỊ GIÁ | | 156770
Gạo | 4036 | 2577""",
            [
                "exports level 156770e6 USD 2024-01..05",
                "export_rice level 4036e3 tonne 2024-01..05",
                "export_rice level 2577e6 USD 2024-01..05",
            ],
            id="units-in-pairs",
        ),
        pytest.param(
            """Sản xuất nông nghiệp 6 tháng năm 2024
 | 6 tháng năm 2024
Lúa đông xuân |
Diện tích (Nghìn ha) | 2954,0
Năng suất (Tạ/ha) | 68,8
Thủy sản |
Sản lượng thủy sản (Nghìn tấn) | 4380,3
Nuôi trồng | 2452,7
Khai thác | 1927,6""",
            [
                "rice_area_winter_spring level 2954.0e3 ha 2024-01..06",
                "rice_yield_winter_spring level 68.8 quintal/ha 2024-01..06",
                "fishery_output level 4380.3e3 tonne 2024-01..06",
                "aquaculture_output level 2452.7e3 tonne 2024-01..06",
                "capture_output level 1927.6e3 tonne 2024-01..06",
            ],
            id="rows-named-by-their-part-or-the-row-above",
        ),
        pytest.param(
            """Vốn đầu tư thực hiện từ nguồn ngân sách nhà nước (Tỷ đồng)
 | 5 tháng năm 2024 | 5 tháng năm 2024 so với kế hoạch năm 2024 (%)
Trung ương | 32864 | 28,4
Địa phương | 157731 | 26,3""",
            [
                "state_budget_investment_central level 32864e9 VND 2024-01..05",
                "state_budget_investment_central share 28.4 % 2024-01..05",
                "state_budget_investment_local level 157731e9 VND 2024-01..05",
                "state_budget_investment_local share 26.3 % 2024-01..05",
            ],
            id="the-year-of-a-plan",
        ),
        pytest.param(
            """Khách quốc tế đến Việt Nam tháng 6/2024 (Lượt người)
Phân theo nước | Tháng 6/2024
Pháp | 14500
Đức | 10300
Các nước khác | 2500""",
            [
                "foreign_visitors count 14500 visits 2024-06 @france",
                "foreign_visitors count 10300 visits 2024-06 @germany",
                "? count 2500 visits 2024-06",
            ],
            id="names-of-a-list-of-places",
        ),
        pytest.param(
            """Tốc độ tăng GDP so với cùng kỳ năm trước (%)
 | Năm 2023 | ← | Năm 2024 | ←
↑ | Quý I | Quý II | Quý I | Quý II
GDP | 3,41 | 4,25 | 5,87 | 7,09""",
            [
                "gdp growth 3.41 % 2023-01..03 year-before",
                "gdp growth 4.25 % 2023-04..06 year-before",
                "gdp growth 5.87 % 2024-01..03 year-before",
                "gdp growth 7.09 % 2024-04..06 year-before",
            ],
            id="quarters-under-years",
        ),
        pytest.param(
            """Một số chỉ tiêu
Đơn vị: Nghìn tỷ đồng | 2022 | 2023
Thu ngân sách nhà nước | 1815,5 | 1752,5
Tốc độ tăng GDP (%) | 8,12 | 5,07
GDP | 9548,7 | 10319,9""",
            [
                "budget_revenue level 1815.5e12 VND 2022",
                "budget_revenue level 1752.5e12 VND 2023",
                "gdp growth 8.12 % 2022 year-before",
                "gdp growth 5.07 % 2023 year-before",
                "gdp level 9548.7e12 VND 2022",
                "gdp level 10319.9e12 VND 2023",
            ],
            id="rows-of-growth-among-amounts",
        ),
        pytest.param(
            """Sản phẩm công nghiệp tháng 5/2024
Tên | Mã số | Đơn vị tính | Tháng 5/2024
Than sạch | 051 | Nghìn tấn | 4100,5
Dầu thô | 061 | " | 690,2""",
            [
                "output_coal level 4100.5e3 tonne 2024-05",
                "output_crude_oil level 690.2e3 tonne 2024-05",
            ],
            id="codes-and-ditto-marks",
        ),
        pytest.param(
            """Khách quốc tế đến Việt Nam (Nghìn lượt người)
Tháng | Năm 2023 | Năm 2024
Tháng 3 | 895,4 | 1598,6
Tháng 4 | 984,1 | 1555,7""",
            [
                "foreign_visitors count 895.4e3 visits 2023-03",
                "foreign_visitors count 1598.6e3 visits 2024-03",
                "foreign_visitors count 984.1e3 visits 2023-04",
                "foreign_visitors count 1555.7e3 visits 2024-04",
            ],
            id="months-under-years",
        ),
        pytest.param(
            """Kim ngạch xuất khẩu 5 tháng năm 2024 (Triệu USD)
 | Tháng 5/2024 | 5 tháng năm 2024 | Tháng 5 so với tháng trước (%) | So với tháng trước (%)
Gạo | 495 | 2577 | 106,3 | 105,1
Cà phê | 420 | 2900 | 95,1 | 96,2""",
            [
                "export_rice level 495e6 USD 2024-05",
                "export_rice level 2577e6 USD 2024-01..05",
                "export_rice index 106.3 % 2024-05 month-before",
                "export_rice index 105.1 % 2024-05 month-before",
                "export_coffee level 420e6 USD 2024-05",
                "export_coffee level 2900e6 USD 2024-01..05",
                "export_coffee index 95.1 % 2024-05 month-before",
                "export_coffee index 96.2 % 2024-05 month-before",
            ],
            id="only-the-month-has-a-month-before",
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


def test_a_table_is_read_in_its_own_language():
    """Unless one is given."""
    text = """Index of industrial production
 | May 2024 compared with the previous month (%)
Whole industry | 103.9"""
    assert read(text, None) == ["iip index 103.9 % 2024-05 month-before"]


@pytest.mark.parametrize(
    ("head", "values", "kind"),
    [
        ("So với cùng kỳ năm trước (%)", "105,0 | 131,2", "index"),
        ("Tăng/giảm so với cùng kỳ năm trước (%)", "61,3 | 131,2", "growth"),
        ("Tốc độ tăng so với cùng kỳ năm trước (%)", "105,0 | 103,2", "index"),
        ("So với cùng kỳ năm trước (%)", "260,4 | 390,1", ""),
        ("Chỉ số so với cùng kỳ năm trước (%)", "260,4 | 390,1", "index"),
        ("So với cùng kỳ năm trước (%)", "-5,0 | 131,2", "growth"),
    ],
)
def test_ratios_are_told_from_changes(head, values, kind):
    """By what is said of them and by where they lie; what may be either stays open."""
    first, second = values.split(" | ")
    text = f"Xuất khẩu 5 tháng năm 2024\nMặt hàng | {head}\nGạo | {first}\nCà phê | {second}"
    claims = read_table_claims(text, anchor=WRITTEN)
    assert [claim.kind for claim in claims] == [kind, kind]


def test_columns_that_share_no_period_leave_one_that_names_none_open():
    """After a month and a running total "so với cùng kỳ" may be of either."""
    text = """Thu ngân sách nhà nước (Tỷ đồng)
 | Tháng 5/2024 | 5 tháng năm 2024 | So với cùng kỳ năm trước (%)
Thu nội địa | 90 | 700 | 114,8"""
    last = {"main": month(2024, 5)}
    assert read_table_claims(text, anchor=WRITTEN, **last)[-1].period is None
    assert read_table_claims(text, anchor=WRITTEN, main=year_to_date(2024, 5))[-1].period
    assert read_table_claims(text, anchor=WRITTEN)[-1].complete


def test_a_row_without_a_name_is_of_nothing():
    """It may be the rest of the row above."""
    text = "Xuất khẩu tháng 5/2024 (Triệu USD)\nMặt hàng | Trị giá\nGạo | 495\n | 370"
    assert [claim.complete for claim in read_table_claims(text, anchor=WRITTEN)] == [True, False]


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


def test_a_number_in_brackets_may_be_below_zero():
    """With decimals it is; without, it may be the mark of a footnote and is none."""
    head = "IIP tháng 5/2024 so với cùng kỳ (%)\nNgành | Chỉ số\nKhai khoáng | "
    below, above = read(f"{head}(5,1)\nĐiện | 12,3")
    assert (below, above) == (
        "iip_mining growth -5.1 % 2024-05 year-before",
        "iip_electricity growth 12.3 % 2024-05 year-before",
    )
    assert len(read(f"{head}(5)\nĐiện | 12,3")) == 1


def test_the_sentence_of_a_cell_is_its_row():
    """Both are exact slices of the text."""
    text = "CPI tháng 5/2024\nNhóm | So với tháng trước (%)\nGiao thông | -1,73"
    (claim,) = read_table_claims(text, anchor=WRITTEN, main=year_to_date(2024, 5))
    assert text[claim.start : claim.end] == "-1,73"
    assert text[claim.sentence.start : claim.sentence.end] == "Giao thông | -1,73"
