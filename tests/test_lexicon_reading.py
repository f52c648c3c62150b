"""The figures of a text: each with what it measures, when, where and against what."""

import re
from datetime import date

import pytest
from claims_told import WRITTEN, claims, days, read, told
from hypothesis import given, settings
from hypothesis import strategies as st

from lexicon.claims import Claim
from lexicon.marks import mark
from lexicon.periods import month, quarter
from lexicon.places import places
from lexicon.quantities import read_number
from lexicon.reading import read_claims
from lexicon.sentences import sentences
from lexicon.subjects import Subject


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "IIP tháng 2/2024 giảm 18% so với tháng trước và giảm 6,8% so với cùng kỳ năm trước.",
            ["iip growth -18 % 2024-02 month-before", "iip growth -6.8 % 2024-02 year-before"],
            id="one-month-two-bases",
        ),
        pytest.param(
            "Tháng 2/2024, ngành sản xuất, phân phối điện, khí đốt, nước nóng và hơi nước tăng 4,1%"
            " so với cùng kỳ năm trước.",
            ["iip_electricity growth 4.1 % 2024-02 year-before"],
            id="branch-named-in-full",
        ),
        pytest.param(
            "CPI tháng 5/2024 tăng 0,05% so với tháng trước, tăng 1,24% so với tháng 12/2023 và tăng"
            " 4,44% so với cùng kỳ năm trước.",
            [
                "cpi growth 0.05 % 2024-05 month-before",
                "cpi growth 1.24 % 2024-05 december",
                "cpi growth 4.44 % 2024-05 year-before",
            ],
            id="three-bases",
        ),
        pytest.param(
            "So với tháng 12/2023, CPI tháng 4/2024 tăng 1,19% và so với cùng kỳ năm trước tăng 4,4%.",
            ["cpi growth 1.19 % 2024-04 december", "cpi growth 4.4 % 2024-04 year-before"],
            id="before-its-figure",
        ),
        pytest.param(
            "So với cùng kỳ các năm trước 5 tháng đầu năm 2021 tín dụng tăng 4,1% so với cuối năm.",
            ["credit_growth growth 4.1 % 2021-01..05 december"],
            id="right-behind-its-figure",
        ),
        pytest.param(
            "Tín dụng tháng 7/2024 giảm nhẹ so với tháng trước (giảm 0,1%) và tăng 11,5% so với cùng kỳ.",
            [
                "credit_growth growth -0.1 % 2024-07 month-before",
                "credit_growth growth 11.5 % 2024-07 year-before",
            ],
            id="before-a-bracket-that-tells-by-how-much",
        ),
        pytest.param(
            "Giải ngân vốn đầu tư công 9 tháng năm 2024 thấp (chỉ đạt 18,6% kế hoạch); số tàu cá neo"
            " bờ giảm sâu (giảm 31,4% so với cùng kỳ).",
            [
                "public_investment share 18.6 % 2024-01..09",
                "? growth -31.4 % 2024-01..09 year-before",
            ],
            id="what-moved-stands-before-the-bracket",
        ),
        pytest.param(
            "Khách quốc tế đến Việt Nam tháng 5/2024 gấp 1,4 lần cùng kỳ năm trước.",
            ["foreign_visitors growth 1.4 times 2024-05 year-before"],
            id="manifold-of-a-period",
        ),
        pytest.param(
            "Thu nhập bình quân của người lao động miền biển quý II/2021 cao gấp 1,6 lần vùng núi.",
            ["? growth 1.6 times 2021-04..06 year-before"],
            id="manifold-of-another-thing",
        ),
        pytest.param(
            "Tỷ giá USD/VND ngày 3/4/2024 ở mức 24.870 (1,3% so với cuối tháng 2).",
            ["exchange_rate 24870 ?", "exchange_rate 1.3 % ?"],
            id="a-change-without-its-sign",
        ),
        pytest.param(
            "IIP tháng 2/2024 giảm 18% so với tháng 1/2024 và giảm 6,8% so với tháng 2/2023.",
            ["iip growth -18 % 2024-02 month-before", "iip growth -6.8 % 2024-02 year-before"],
            id="named-by-their-months",
        ),
        pytest.param(
            "CPI tháng 5/2024 tăng 0,05% và 4,44% so với tháng trước và cùng kỳ năm trước.",
            ["cpi growth 0.05 % 2024-05 month-before", "cpi growth 4.44 % 2024-05 year-before"],
            id="dealt-out-in-order",
        ),
        pytest.param(
            "IIP tháng 5/2024 tăng lần lượt 3,9% và 8,9% so với tháng trước và so với cùng kỳ năm"
            " trước.",
            ["iip growth 3.9 % 2024-05 month-before", "iip growth 8.9 % 2024-05 year-before"],
            id="respectively",
        ),
        pytest.param(
            "CPI bình quân 5 tháng đầu năm 2024 tăng 4,03% so với cùng kỳ năm trước.",
            ["cpi growth 4.03 % 2024-01..05 year-before"],
            id="average-of-the-year-so-far",
        ),
        pytest.param(
            "Tín dụng đến ngày 30/6/2024 tăng 6% so với cuối năm 2023.",
            ["credit_growth growth 6 % 2024-06-30 december"],
            id="end-of-last-year",
        ),
        pytest.param(
            "Giá vàng tháng 5/2024 tăng 4,48% so với tháng trước; tăng 21,63% so với tháng 12/2023;"
            " tăng 33,77% so với cùng kỳ năm trước.",
            [
                "gold_price growth 4.48 % 2024-05 month-before",
                "gold_price growth 21.63 % 2024-05 december",
                "gold_price growth 33.77 % 2024-05 year-before",
            ],
            id="semicolons-between-bases",
        ),
        pytest.param(
            "Xuất khẩu năm 2023 tăng 34% so với năm 2019.",
            ["exports growth 34 % 2023 period 2019"],
            id="a-year-far-back",
        ),
        pytest.param(
            "Khách quốc tế 5 tháng đầu năm 2024 tăng 3,9% so với cùng kỳ năm 2019.",
            ["foreign_visitors growth 3.9 % 2024-01..05 period 2019-01..05"],
            id="same-months-far-back",
        ),
        pytest.param(
            "Tại kỳ điều hành 16/5/2024, giá xăng RON95-III giảm 412 đồng/lít so với kỳ trước.",
            ["petrol_ron95 change -412 VND/litre 2024-05-16 period-before"],
            id="ruling-before",
        ),
        pytest.param(
            "Kỳ 1 tháng 5/2024, xuất khẩu giảm 12% so với nửa cuối tháng 4/2024.",
            ["exports growth -12 % 2024-05-01..2024-05-15 period-before"],
            id="half-month-before",
        ),
        pytest.param(
            "Tỷ lệ thất nghiệp quý I/2024 là 2,24%, giảm 0,02 điểm phần trăm so với quý trước.",
            [
                "unemployment_rate level 2.24 % 2024-01..03",
                "unemployment_rate change -0.02 pp 2024-01..03 quarter-before",
            ],
            id="quarter-before",
        ),
    ],
)
def test_every_change_has_its_own_base(text, figures):
    """Before or behind its figure, named, counted back or told in order."""
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("IIP 5 tháng đầu năm 2024 tăng 6,8%.", "year-before"),
        ("GDP quý I/2024 tăng 5,66%.", "year-before"),
        ("GDP năm 2023 đạt 5,05%.", "year-before"),
        ("CPI tháng 5/2024 tăng 0,05%.", "unclear"),
        ("IIP tháng 5/2024 tăng 8,9%.", "unclear"),
        ("GDP năm 2023 là 430 tỷ USD.", ""),
    ],
    ids=["year-to-date", "quarter", "year", "cpi-of-a-month", "iip-of-a-month", "level"],
)
def test_a_base_that_is_not_written_is_guessed_for_long_periods_only(text, base):
    """A month has several right answers; a level has no base."""
    (claim,) = claims(text)
    assert claim.base == base


# ---- Lists ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "So với cùng kỳ năm trước, IIP tháng 1/2024 tăng 18,3%; ngành khai khoáng tăng 7,3%; sản"
            " xuất và phân phối điện tăng 21,6%.",
            [
                "iip growth 18.3 % 2024-01 year-before",
                "iip_mining growth 7.3 % 2024-01 year-before",
                "iip_electricity growth 21.6 % 2024-01 year-before",
            ],
            id="semicolons",
        ),
        pytest.param(
            "Tháng 5/2024, ngành dệt tăng 11,8%, ngành may tăng 7,1%, khai thác than giảm 2,4% so với"
            " cùng kỳ năm trước.",
            [
                "iip_textiles growth 11.8 % 2024-05 year-before",
                "iip_apparel growth 7.1 % 2024-05 year-before",
                "iip_coal growth -2.4 % 2024-05 year-before",
            ],
            id="base-at-the-end",
        ),
        pytest.param(
            "Tính chung 5 tháng đầu năm 2024, IIP tăng 6,8% so với cùng kỳ. Trong đó, ngành chế biến,"
            " chế tạo tăng 7,3%; khai khoáng giảm 5,2%.",
            [
                "iip growth 6.8 % 2024-01..05 year-before",
                "iip_manufacturing growth 7.3 % 2024-01..05 year-before",
                "iip_mining growth -5.2 % 2024-01..05 year-before",
            ],
            id="of-which",
        ),
        pytest.param(
            "GDP quý I/2024 tăng 5,66% so với cùng kỳ, trong đó khu vực nông, lâm nghiệp và thủy sản"
            " tăng 2,98%; khu vực công nghiệp và xây dựng tăng 6,28%; khu vực dịch vụ tăng 6,12%.",
            [
                "gdp growth 5.66 % 2024-01..03 year-before",
                "gdp_agriculture growth 2.98 % 2024-01..03 year-before",
                "gdp_industry_construction growth 6.28 % 2024-01..03 year-before",
                "gdp_services growth 6.12 % 2024-01..03 year-before",
            ],
            id="of-which-in-the-sentence",
        ),
        pytest.param(
            "Tháng 2/2024, IIP giảm 6,8%; hai tháng đầu năm 2024, IIP tăng 5,7% so với cùng kỳ.",
            ["iip growth -6.8 % 2024-02 year-before", "iip growth 5.7 % 2024-01..02 year-before"],
            id="item-with-its-own-period",
        ),
        pytest.param(
            "Kim ngạch xuất khẩu tháng 5/2024 đạt 32,81 tỷ USD. Trong đó, dệt may đạt 2,8 tỷ USD;"
            " giày dép đạt 1,9 tỷ USD.",
            [
                "exports level 32.81e9 USD 2024-05",
                "export_textiles level 2.8e9 USD 2024-05",
                "export_footwear level 1.9e9 USD 2024-05",
            ],
            id="goods-under-exports",
        ),
        pytest.param(
            "Kim ngạch xuất khẩu 5 tháng đầu năm 2024 đạt 156,77 tỷ USD. Trong đó, khu vực kinh tế"
            " trong nước đạt 43,6 tỷ USD, tăng 21,5%; khu vực có vốn đầu tư nước ngoài đạt 113,1 tỷ"
            " USD, tăng 12,9%.",
            [
                "exports level 156.77e9 USD 2024-01..05",
                "exports_domestic level 43.6e9 USD 2024-01..05",
                "exports_domestic growth 21.5 % 2024-01..05 year-before",
                "exports_fdi level 113.1e9 USD 2024-01..05",
                "exports_fdi growth 12.9 % 2024-01..05 year-before",
            ],
            id="sectors-under-exports",
        ),
        pytest.param(
            "Kim ngạch nhập khẩu 5 tháng đầu năm 2024 đạt 148,76 tỷ USD. Trong đó, khu vực kinh tế"
            " trong nước đạt 54,2 tỷ USD; khu vực có vốn đầu tư nước ngoài đạt 94,6 tỷ USD.",
            [
                "imports level 148.76e9 USD 2024-01..05",
                "imports_domestic level 54.2e9 USD 2024-01..05",
                "imports_fdi level 94.6e9 USD 2024-01..05",
            ],
            id="sectors-under-imports",
        ),
        pytest.param(
            "CPI tháng 5/2024 tăng 0,05% so với tháng trước. Trong đó, nhóm giao thông giảm 1,73%;"
            " nhóm nhà ở và vật liệu xây dựng tăng 0,04%.",
            [
                "cpi growth 0.05 % 2024-05 month-before",
                "cpi_transport growth -1.73 % 2024-05 month-before",
                "cpi_housing growth 0.04 % 2024-05 month-before",
            ],
            id="groups-under-cpi",
        ),
        pytest.param(
            "CPI tháng 5/2024 tăng 0,05% so với tháng trước và tăng 4,44% so với cùng kỳ. Trong đó,"
            " khu vực thành thị tăng 0,1% và giảm 1,1%.",
            [
                "cpi growth 0.05 % 2024-05 month-before",
                "cpi growth 4.44 % 2024-05 year-before",
                "cpi/area_urban growth 0.1 % 2024-05 month-before",
                "cpi/area_urban growth -1.1 % 2024-05 year-before",
            ],
            id="pairs-under-two-bases",
        ),
        pytest.param(
            "Chỉ số tồn kho tháng 5/2024 tăng 9% so với cùng kỳ, trong đó ngành chế biến,"
            " chế tạo tăng 10,9%.",
            [
                "inventory_index growth 9 % 2024-05 year-before",
                "inventory_index/iip_manufacturing growth 10.9 % 2024-05 year-before",
            ],
            id="branch-of-another-series",
        ),
        pytest.param(
            "Sản lượng thủy sản tháng 5/2024 đạt 804,9 nghìn tấn, tăng 2,3% so với cùng kỳ năm trước,"
            " bao gồm: cá đạt 589,8 nghìn tấn, tăng 1,8%; tôm đạt 108,3 nghìn tấn, tăng 4,7%.",
            [
                "fishery_output level 804.9e3 tonne 2024-05",
                "fishery_output growth 2.3 % 2024-05 year-before",
                "fish_output level 589.8e3 tonne 2024-05",
                "fish_output growth 1.8 % 2024-05 year-before",
                "shrimp_output level 108.3e3 tonne 2024-05",
                "shrimp_output growth 4.7 % 2024-05 year-before",
            ],
            id="colon",
        ),
    ],
)
def test_a_list_takes_from_its_head_what_it_leaves_out(text, figures):
    """Series, period and base are the head's where an item names none."""
    assert read(text) == figures


def test_a_text_may_begin_in_the_middle():
    """What its first sentences leave out they take from the lead behind them."""
    text = (
        "Theo đó, ngành khai khoáng giảm 5,2%. IIP 5 tháng đầu năm 2024 tăng 6,8% so với cùng kỳ."
    )
    assert read(text) == [
        "iip_mining growth -5.2 % 2024-01..05 year-before",
        "iip growth 6.8 % 2024-01..05 year-before",
    ]


def test_a_text_that_begins_in_the_middle_goes_on_about_the_first_series_behind_it():
    """Not about the one it ends with."""
    text = (
        "Theo đó, ngành khai khoáng giảm 5,2%. IIP 5 tháng đầu năm 2024 tăng 6,8% so với cùng kỳ."
        " CPI tháng 5/2024 tăng 0,4% so với tháng trước."
    )
    assert read(text)[0] == "iip_mining growth -5.2 % 2024-01..05 year-before"


def test_figures_come_in_order_of_place_in_a_text_that_begins_in_the_middle():
    """Also where the first sentences are read last."""
    text = "Theo đó, nhóm giáo dục tăng 2%. Cụ thể, nhóm giao thông giảm 1%. CPI tháng 4/2024 tăng 3% so với tháng trước."
    starts = [claim.start for claim in claims(text)]
    assert starts == sorted(starts)


# ---- Brackets ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "IIP 5 tháng đầu năm 2025 tăng 7,2% (cùng kỳ năm 2024 tăng 6,5%).",
            [
                "iip growth 7.2 % 2025-01..05 year-before",
                "iip growth 6.5 % 2024-01..05 year-before",
            ],
            id="same-period-last-year",
        ),
        pytest.param(
            "IIP hai tháng đầu năm 2024 tăng 5,7% (2 tháng đầu năm 2023 giảm 2,9%).",
            [
                "iip growth 5.7 % 2024-01..02 year-before",
                "iip growth -2.9 % 2023-01..02 year-before",
            ],
            id="months-of-last-year",
        ),
        pytest.param(
            "IIP tháng 5/2024 tăng 8,9% so với cùng kỳ (4 tháng tăng 6,3%; quý I tăng 5,7%).",
            [
                "iip growth 8.9 % 2024-05 year-before",
                "iip growth 6.3 % 2024-01..04 year-before",
                "iip growth 5.7 % 2024-01..03 year-before",
            ],
            id="list-of-periods",
        ),
        pytest.param(
            "IIP quý I/2024 tăng 5,7% (cùng kỳ năm trước giảm 2,6%), trong đó ngành chế biến, chế tạo"
            " tăng 5,9% (cùng kỳ năm trước giảm 2,9%).",
            [
                "iip growth 5.7 % 2024-01..03 year-before",
                "iip growth -2.6 % 2023-01..03 year-before",
                "iip_manufacturing growth 5.9 % 2024-01..03 year-before",
                "iip_manufacturing growth -2.9 % 2023-01..03 year-before",
            ],
            id="one-behind-each-figure",
        ),
        pytest.param(
            "Tháng 5/2024, xuất khẩu đạt 32,81 tỷ USD (tháng trước đạt 30,94 tỷ USD).",
            ["exports level 32.81e9 USD 2024-05", "exports level 30.94e9 USD 2024-04"],
            id="month-before",
        ),
        pytest.param(
            "5 tháng đầu năm 2024 xuất siêu 8 tỷ USD (cùng kỳ năm trước xuất siêu 9,8 tỷ USD).",
            [
                "trade_balance level 8e9 USD 2024-01..05",
                "trade_balance level 9.8e9 USD 2023-01..05",
            ],
            id="balance-of-last-year",
        ),
        pytest.param(
            "Cả năm 2023 ước xuất siêu 28 tỷ USD (năm trước xuất siêu 12 tỷ USD).",
            ["trade_balance level 28e9 USD 2023 [estimate]", "trade_balance level 12e9 USD 2022"],
            id="the-year-before",
        ),
        pytest.param(
            "Năm 2023, IIP tăng 1,5% so với năm 2022 (năm trước tăng 7%).",
            ["iip growth 1.5 % 2023 year-before", "iip growth 7 % 2022 year-before"],
            id="growth-of-the-year-before",
        ),
        pytest.param(
            "Quý III/2024, thu nhập bình quân của lao động tăng 2% so với quý trước (tương ứng tăng"
            " 150 nghìn đồng).",
            [
                "worker_income growth 2 % 2024-07..09 quarter-before",
                "worker_income change 150e3 VND 2024-07..09 quarter-before",
            ],
            id="by-how-much-behind-a-base",
        ),
        pytest.param(
            "Một số ngành tháng 5/2024 tăng so với tháng trước: khai khoáng (tăng 2%); chế biến, chế"
            " tạo (tăng 3%).",
            [
                "iip_mining growth 2 % 2024-05 month-before",
                "iip_manufacturing growth 3 % 2024-05 month-before",
            ],
            id="base-ahead-of-a-list-of-brackets",
        ),
        pytest.param(
            "So với tháng trước, nhập khẩu tháng 5/2024 tăng 3% (5 tháng tăng 9%).",
            [
                "imports growth 3 % 2024-05 month-before",
                "imports growth 9 % 2024-01..05 year-before",
            ],
            id="base-ahead-of-another-period",
        ),
        pytest.param(
            "Xuất khẩu của Việt Nam sang Philippines đã vượt hai năm trước (năm 2022, Việt Nam xuất siêu"
            " 2,4 tỷ USD).",
            ["trade_balance level 2.4e9 USD 2022 @philippines"],
            id="the-partner-around-it",
        ),
    ],
)
def test_a_bracket_belongs_to_its_own_period(text, figures):
    """It is about the figure before it, at another time."""
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Quý III/2020, khu vực dịch vụ tăng 2,75%, thấp hơn mức tăng 9,5% của cùng kỳ năm 2019.",
            [
                "gdp_services growth 2.75 % 2020-07..09 year-before",
                "gdp_services growth 9.5 % 2019-07..09 year-before",
            ],
            id="rise-of-another-year",
        ),
        pytest.param(
            "GDP quý I/2024 tăng 5,66%, thấp hơn mức tăng 6,72% của quý IV/2023.",
            [
                "gdp growth 5.66 % 2024-01..03 year-before",
                "gdp growth 6.72 % 2023-10..12 year-before",
            ],
            id="rise-of-another-quarter",
        ),
        pytest.param(
            "IIP tháng 5/2024 tăng 8,9% so với cùng kỳ năm trước, trong khi cùng kỳ năm 2023 chỉ tăng"
            " 0,5%.",
            ["iip growth 8.9 % 2024-05 year-before", "iip growth 0.5 % 2023-05 year-before"],
            id="while-last-year",
        ),
    ],
)
def test_a_figure_of_another_year_is_that_years(text, figures):
    """ "Của cùng kỳ" behind a figure says when it was, not what it is compared with."""
    assert read(text) == figures


# ---- Growth, contribution, level ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Ngành chế biến, chế tạo 5 tháng đầu năm 2024 tăng 7,3%, đóng góp 6,3 điểm phần trăm.",
            [
                "iip_manufacturing growth 7.3 % 2024-01..05 year-before",
                "iip_manufacturing contribution 6.3 pp 2024-01..05",
            ],
            id="contributed",
        ),
        pytest.param(
            "5 tháng đầu năm 2024, khai khoáng giảm 5,2%, làm giảm 0,7 điểm phần trăm mức tăng chung.",
            [
                "iip_mining growth -5.2 % 2024-01..05 year-before",
                "iip_mining contribution -0.7 pp 2024-01..05",
            ],
            id="took-away",
        ),
        pytest.param(
            "Tháng 5/2024, giá điện tăng 1,5% so với tháng trước, làm CPI chung tăng 0,31 điểm phần"
            " trăm.",
            [
                "electricity_price growth 1.5 % 2024-05 month-before",
                "electricity_price contribution 0.31 pp 2024-05",
            ],
            id="points-of-the-whole",
        ),
        pytest.param(
            "Tháng 1/2024, giá điện tăng đã làm cho CPI tăng 1,08% so với tháng trước.",
            ["cpi growth 1.08 % 2024-01 month-before"],
            id="what-it-made-rise",
        ),
        pytest.param(
            "GDP quý I/2024 tăng 5,66%. Trong đó, khu vực dịch vụ tăng 6,12%, đóng góp 52,23%.",
            [
                "gdp growth 5.66 % 2024-01..03 year-before",
                "gdp_services growth 6.12 % 2024-01..03 year-before",
                "gdp_services contribution 52.23 % 2024-01..03",
            ],
            id="percent-of-the-growth",
        ),
        pytest.param(
            "Giải ngân vốn đầu tư công 5 tháng đầu năm 2024 đạt 190,6 nghìn tỷ đồng, bằng 26,6% kế"
            " hoạch năm và tăng 5% so với cùng kỳ năm trước.",
            [
                "public_investment level 190.6e12 VND 2024-01..05",
                "public_investment share 26.6 % 2024-01..05",
                "public_investment growth 5 % 2024-01..05 year-before",
            ],
            id="share-of-the-plan",
        ),
        pytest.param(
            "Xuất khẩu tháng 5/2024 giảm còn 31,2 tỷ USD.",
            ["exports level 31.2e9 USD 2024-05"],
            id="fell-to",
        ),
        pytest.param(
            "Tại kỳ điều hành 16/5/2024, giá xăng RON95-III không cao hơn 23.132 đồng/lít.",
            ["petrol_ron95 level 23132 VND/litre 2024-05-16"],
            id="ceiling",
        ),
        pytest.param(
            "Tốc độ tăng GDP năm 2023 là 5,05%.",
            ["gdp growth 5.05 % 2023 year-before"],
            id="rate-of-growth",
        ),
        pytest.param(
            "So với quý trước, tốc độ tăng GDP quý III/2024 không cao (đạt 2,4%).",
            ["gdp growth 2.4 % 2024-07..09 quarter-before"],
            id="rate-of-growth-in-a-bracket",
        ),
        pytest.param(
            "Mức giảm của IIP tháng 5/2024 không đáng kể (chỉ 0,3% so với tháng trước).",
            ["iip growth -0.3 % 2024-05 month-before"],
            id="rate-of-decline-in-a-bracket",
        ),
        pytest.param(
            "Quý III/2024, tốc độ giảm đã chậm lại, tỷ lệ thất nghiệp ở mức 2,24%.",
            ["unemployment_rate level 2.24 % 2024-07..09"],
            id="rate-of-decline-of-something-before",
        ),
        pytest.param(
            "Chỉ số PMI tháng 5/2024 đạt 50,3 điểm.", ["pmi index 50.3 points 2024-05"], id="index"
        ),
        pytest.param(
            "CPI tháng 4/2024 tăng 0,07% so với tháng trước, do giá xăng tăng 4,78%.",
            [
                "cpi growth 0.07 % 2024-04 month-before",
                "petrol_price growth 4.78 % 2024-04 month-before",
            ],
            id="cause",
        ),
    ],
)
def test_a_percent_is_growth_a_share_or_a_contribution(text, figures):
    """The verb before it and what stands behind it say which."""
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ.",
            ["iip growth -6.8 % 2024-02 year-before"],
            id="verb",
        ),
        pytest.param(
            "CPI tháng 4/2024 âm 0,2% so với tháng trước.",
            ["cpi growth -0.2 % 2024-04 month-before"],
            id="minus-as-a-word",
        ),
        pytest.param(
            "IIP của Bắc Ninh tháng 5/2024 tăng trưởng âm 9,4% so với cùng kỳ.",
            ["iip growth -9.4 % 2024-05 year-before @bac_ninh"],
            id="negative-growth",
        ),
        pytest.param(
            "IIP tháng 2/2024 giảm -6,8% so với cùng kỳ.",
            ["iip growth -6.8 % 2024-02 year-before"],
            id="verb-and-minus",
        ),
        pytest.param(
            "Dự kiến quý III/2024 giá gạo xuất khẩu giảm 2-3%.",
            ["rice_export_price growth -2..-3 % 2024-07..09 year-before [forecast]"],
            id="range",
        ),
        pytest.param(
            "Cán cân thương mại tháng 5/2024 nhập siêu 1 tỷ USD; 5 tháng đầu năm 2024 xuất siêu 8,01"
            " tỷ USD.",
            ["trade_balance level -1e9 USD 2024-05", "trade_balance level 8.01e9 USD 2024-01..05"],
            id="deficit-then-surplus",
        ),
        pytest.param(
            "5 tháng đầu năm 2024, xuất siêu sang EU 14,1 tỷ USD, sang Nhật Bản 0,6 tỷ USD; nhập siêu"
            " từ Trung Quốc 32 tỷ USD, từ Hàn Quốc 11,2 tỷ USD.",
            [
                "trade_balance level 14.1e9 USD 2024-01..05 @european_union",
                "trade_balance level 0.6e9 USD 2024-01..05 @japan",
                "trade_balance level -32e9 USD 2024-01..05 @china",
                "trade_balance level -11.2e9 USD 2024-01..05 @south_korea",
            ],
            id="balances-by-country",
        ),
        pytest.param(
            "Tháng 5/2024 xuất siêu 1,2 tỷ USD, trong đó khu vực kinh tế trong nước nhập siêu 2 tỷ"
            " USD; khu vực có vốn đầu tư nước ngoài xuất siêu 3,2 tỷ USD.",
            [
                "trade_balance level 1.2e9 USD 2024-05",
                "trade_balance/sector_domestic level -2e9 USD 2024-05",
                "trade_balance/sector_fdi level 3.2e9 USD 2024-05",
            ],
            id="balances-by-sector",
        ),
    ],
)
def test_a_fall_and_a_deficit_are_negative(text, figures):
    """With or without a minus, once only, each item of a list by its own word."""
    assert read(text) == figures


# ---- Where ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "IIP 5 tháng đầu năm 2024 so với cùng kỳ của một số địa phương: Quảng Ninh tăng 157,9%;"
            " Bắc Giang tăng 57,7%.",
            [
                "iip growth 157.9 % 2024-01..05 year-before @quang_ninh",
                "iip growth 57.7 % 2024-01..05 year-before @bac_giang",
            ],
            id="list",
        ),
        pytest.param(
            "Tính chung 5 tháng đầu năm 2024, IIP tăng mạnh ở một số địa phương (Lai Châu tăng 40,6%;"
            " Trà Vinh tăng 38,5%).",
            [
                "iip growth 40.6 % 2024-01..05 year-before @lai_chau",
                "iip growth 38.5 % 2024-01..05 year-before @tra_vinh",
            ],
            id="list-in-a-bracket",
        ),
        pytest.param(
            "Các địa phương có IIP 5 tháng đầu năm 2024 giảm là Quảng Ngãi (-2,1%) và Sóc Trăng (1,4%).",
            [
                "iip growth -2.1 % 2024-01..05 year-before @quang_ngai",
                "iip growth -1.4 % 2024-01..05 year-before @soc_trang",
            ],
            id="each-with-a-bracket",
        ),
        pytest.param(
            "Hà Nội có IIP tháng 5/2024 tăng 5,1%; cả nước tăng 8,9% so với cùng kỳ năm trước.",
            [
                "iip growth 5.1 % 2024-05 year-before @ha_noi",
                "iip growth 8.9 % 2024-05 year-before",
            ],
            id="then-the-country",
        ),
        pytest.param(
            "Tại Hà Tĩnh, IIP tháng 5/2024 tăng 3,1% so với cùng kỳ. Khai khoáng giảm 2%.",
            [
                "iip growth 3.1 % 2024-05 year-before @ha_tinh",
                "iip_mining growth -2 % 2024-05 year-before @ha_tinh",
            ],
            id="said-once",
        ),
        pytest.param(
            "Tháng 5/2024, xuất khẩu đạt 5 tỷ USD sang Trung Quốc.",
            ["exports level 5e9 USD 2024-05 @china"],
            id="behind-its-figure",
        ),
        pytest.param(
            "Trung Quốc là thị trường nhập khẩu đứng đầu của Việt Nam với kim ngạch 5 tháng đầu năm"
            " 2024 đạt 54,5 tỷ USD, tăng 34% so với cùng kỳ.",
            [
                "imports level 54.5e9 USD 2024-01..05 @china",
                "imports growth 34 % 2024-01..05 year-before @china",
            ],
            id="partner-of-the-country",
        ),
        pytest.param(
            "IIP tháng 5/2024 của Bắc Giang và Phú Thọ cùng tăng 23,5% so với cùng kỳ.",
            [
                "iip growth 23.5 % 2024-05 year-before @phu_tho",
                "iip growth 23.5 % 2024-05 year-before @bac_giang",
            ],
            id="two-with-one-figure",
        ),
    ],
)
def test_a_figure_belongs_to_the_place_named_last(text, figures):
    """No place means the country."""
    assert read(text) == figures


def test_a_bulletins_province_holds_until_the_country_is_named():
    """A new paragraph goes back to it only where it is named again."""
    text = "IIP tăng 3,1% so với cùng kỳ. Cả nước tăng 8,9%.\nTại Hà Tĩnh, khai khoáng giảm 2%."
    found = claims(text, main=month(2024, 5), place="ha_tinh", title="IIP Hà Tĩnh tháng 5")
    assert [claim.place for claim in found] == ["ha_tinh", "", "ha_tinh"]


def test_a_sentence_that_names_the_country_too_leaves_the_province():
    """What a province adds to the country is no turn to the country."""
    text = "GRDP quý III của Huế tăng 7%, đóng góp 2% vào tăng trưởng cả nước.\nXuất khẩu tăng 9%."
    found = claims(text, main=quarter(2024, 3), place="hue", title="Kinh tế Huế quý III")
    assert found[-1].place == "hue"


# ---- What is measured ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Tháng 5/2024, xuất khẩu và nhập khẩu cùng tăng 10,2% so với cùng kỳ năm trước.",
            [
                "exports growth 10.2 % 2024-05 year-before",
                "imports growth 10.2 % 2024-05 year-before",
            ],
            id="two-with-one-figure",
        ),
        pytest.param(
            "5 tháng đầu năm 2024, xuất khẩu gạo đạt 4,15 triệu tấn, trị giá 2,65 tỷ USD, tăng 14,7%"
            " về lượng và tăng 38,2% về giá trị so với cùng kỳ.",
            [
                "export_rice level 4.15e6 tonne 2024-01..05",
                "export_rice level 2.65e9 USD 2024-01..05",
                "export_rice:volume growth 14.7 % 2024-01..05 year-before",
                "export_rice:worth growth 38.2 % 2024-01..05 year-before",
            ],
            id="volume-and-worth",
        ),
        pytest.param(
            "Tổng mức bán lẻ hàng hóa 5 tháng đầu năm 2024 tăng 8,7% so với cùng kỳ, còn nếu loại trừ"
            " yếu tố giá thì tăng 5,2%.",
            [
                "retail_goods growth 8.7 % 2024-01..05 year-before",
                "retail_goods:real growth 5.2 % 2024-01..05 year-before",
            ],
            id="without-prices",
        ),
        pytest.param(
            "5 tháng đầu năm 2024, cả nước có 64,8 nghìn doanh nghiệp thành lập mới với số vốn đăng"
            " ký 630,7 nghìn tỷ đồng.",
            [
                "enterprises_new count 64.8e3 enterprises 2024-01..05",
                "enterprises_capital level 630.7e12 VND 2024-01..05",
            ],
            id="named-behind-its-count",
        ),
        pytest.param(
            "Tính đến ngày 20/5/2024, vốn FDI đăng ký đạt 11,07 tỷ USD. Vốn FDI thực hiện 5 tháng đầu"
            " năm 2024 đạt 8,25 tỷ USD.",
            [
                "fdi_registered level 11.07e9 USD 2024-05-20",
                "fdi_realised level 8.25e9 USD 2024-01..05",
            ],
            id="registered-and-realised",
        ),
        pytest.param(
            "Vận tải hành khách tháng 5/2024 đạt 407,2 triệu lượt khách, luân chuyển 22,6 tỷ lượt"
            " khách.km.",
            [
                "passenger_transport count 407.2e6 passengers 2024-05",
                "passenger_turnover level 22.6e9 visits-km 2024-05",
            ],
            id="carried-and-moved",
        ),
        pytest.param(
            "Tháng 5/2024, sản lượng cà phê đạt 1,6-1,8 triệu tấn.",
            ["coffee_output level 1.6..1.8e6 tonne 2024-05"],
            id="range",
        ),
    ],
)
def test_a_figure_measures_what_its_clause_names(text, figures):
    """Together with what the clause says of volume, worth or prices."""
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Tốc độ tăng IIP 5 tháng các năm 2022-2024 lần lượt là: 8,1%; 2,2%; 6,8%.",
            [
                "iip growth 8.1 % 2022-01..05 year-before",
                "iip growth 2.2 % 2023-01..05 year-before",
                "iip growth 6.8 % 2024-01..05 year-before",
            ],
            id="months",
        ),
        pytest.param(
            "GDP quý I các năm 2023-2024 tăng lần lượt 3,3% và 5,7%.",
            [
                "gdp growth 3.3 % 2023-01..03 year-before",
                "gdp growth 5.7 % 2024-01..03 year-before",
            ],
            id="quarter",
        ),
        pytest.param(
            "Tốc độ tăng GDP các năm 2022-2023 lần lượt là 8,1%, 5,1%.",
            ["gdp growth 8.1 % 2022 year-before", "gdp growth 5.1 % 2023 year-before"],
            id="years",
        ),
        pytest.param(
            "Tốc độ tăng GDP các năm 2021-2023 lần lượt là 8,1%, 5,1%.",
            ["? growth 8.1 % 2021 year-before", "? growth 5.1 % 2021 year-before"],
            id="fewer figures than years",
        ),
    ],
)
def test_figures_told_of_several_years_are_dealt_out_in_order(text, figures):
    """One a year, the same stretch of each; where they are not as many nothing is resolved."""
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Trong số 50 quốc gia có dự án đầu tư được cấp phép mới 5 tháng đầu năm 2024, Singapore"
            " là nhà đầu tư lớn nhất với 3,1 tỷ USD, chiếm 40% tổng vốn; tiếp đến là Nhật Bản 1,2 tỷ"
            " USD, chiếm 15%.",
            [
                "? count 50 countries 2024-01..05",
                "fdi_new level 3.1e9 USD 2024-01..05 @singapore",
                "fdi_new share 40 % 2024-01..05 @singapore",
                "fdi_new level 1.2e9 USD 2024-01..05 @japan",
                "fdi_new share 15 % 2024-01..05 @japan",
            ],
            id="money of a number of projects",
        ),
        pytest.param(
            "5 tháng đầu năm 2024, vốn đăng ký mới tăng 12% so với cùng kỳ, với số vốn đầu tư đạt"
            " 7,9 tỷ USD.",
            [
                "fdi_new growth 12 % 2024-01..05 year-before",
                "fdi_new level 7.9e9 USD 2024-01..05",
            ],
            id="with a capital of",
        ),
        pytest.param(
            "Cộng đến 20/5/2024, tổng vốn FDI đăng ký mới, điều chỉnh tăng thêm và góp vốn, mua cổ"
            " phần, mua phần vốn góp lên 11 tỷ USD.",
            ["fdi_registered level 11e9 USD 2024-05-20"],
            id="the three together",
        ),
    ],
)
def test_foreign_capital_is_of_what_was_named(text, figures):
    """The three kinds together are the total, the money of new projects is newly registered."""
    assert read(text) == figures


def test_a_provinces_economy_grows_by_its_grdp():
    """Of a place in Vietnam no GDP is told."""
    assert read("Tốc độ tăng trưởng kinh tế quý I/2024 của Quảng Trị đạt 4,9%.") == [
        "grdp growth 4.9 % 2024-01..03 year-before @quang_tri"
    ]


def test_what_is_denied_is_no_head_of_the_list_behind_it():
    """Of a fund that spent nothing no price is an amount."""
    text = (
        "Kỳ điều hành 23/5/2024 không chi sử dụng Quỹ bình ổn giá xăng dầu. Theo đó, xăng E5RON92"
        " không cao hơn 22.100 đồng/lít."
    )
    (price,) = claims(text)
    assert price.subject.indicator == "petrol_e5"


def test_a_named_period_is_no_base_of_other_periods_behind_it():
    """The quarters in the bracket are against the year before, not against that of the sentence."""
    text = (
        "GDP quý IV/2023 tăng 6,7% so với cùng kỳ năm trước, cao hơn quý IV các năm 2020-2022, quý"
        " sau cao hơn quý trước (quý I tăng 3,4%, quý II tăng 4,3%)."
    )
    assert read(text, anchor=date(2023, 12, 29)) == [
        "gdp growth 6.7 % 2023-10..12 year-before",
        "gdp growth 3.4 % 2023-01..03 year-before",
        "gdp growth 4.3 % 2023-04..06 year-before",
    ]


def test_a_plan_announced_is_for_the_year_it_names():
    """Not for the year of the bulletin."""
    assert read("Kế hoạch năm 2025: xuất khẩu đạt 400 tỷ USD.", main=month(2024, 5)) == [
        "exports level 400e9 USD 2025 [target]"
    ]


def test_a_price_no_catalogue_lists_adds_to_the_index():
    """What it made of the CPI is no change of the CPI itself."""
    _, added = claims("Giá rau tháng 5/2024 tăng 6%, làm CPI tăng 0,2% so với tháng trước.")
    assert added.kind == "contribution"
    assert not added.subject.resolved


def test_claims_come_in_order_of_place():
    """Also where a bracket stands before the figure it belongs to."""
    found = claims("IIP tháng 5/2024 (tăng 3%) 7,2% so với cùng kỳ.")
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số hạnh phúc tháng 5/2024 tăng 4%.",
        "GDP quý I/2024 tăng lên. Chỉ số lạc quan tăng 8%.",
        "Xuất khẩu tháng 5/2024 tăng lên. Trong đó, dịch vụ tư vấn tâm linh đạt 2 tỷ USD.",
        "IIP tháng 5/2024 tăng lên. Trong đó, nuôi mèo cảnh tăng 8%.",
        "CPI tháng 5/2024 tăng lên. Trong đó, nhóm bùa ngải tăng 8%.",
        "Trong đó, dệt may đạt 2,8 tỷ USD.",
    ],
    ids=["alone", "after-another", "under-exports", "under-iip", "under-cpi", "head-unknown"],
)
def test_what_the_catalogue_does_not_know_stays_open(text):
    """It is never given the head's indicator, so no answer can be made of it."""
    (claim,) = claims(text)
    assert not claim.subject.resolved
    assert not claim.subject.indicator
    assert not claim.complete


def test_words_that_narrow_an_indicator_keep_it_open():
    """ "Credit for cat breeders" is not credit."""
    (claim,) = claims("Tín dụng cho người nuôi mèo đến ngày 30/4/2024 tăng 6% so với đầu năm.")
    assert claim.subject.indicator == "credit_growth"
    assert not claim.subject.resolved


@pytest.mark.parametrize(
    ("text", "value", "whole", "unit"),
    [
        ("5 tháng đầu năm 2024, IIP tăng ở 55/63 địa phương.", 55, 63, "localities"),
        ("Có 9/11 nhóm hàng có chỉ số giá tăng trong tháng 5/2024.", 9, 11, "groups"),
        ("Trong năm 2023 có 35 mặt hàng xuất khẩu tăng.", 35, None, "groups"),
    ],
    ids=["localities", "groups", "goods"],
)
def test_how_many_parts_did_something_is_a_count(text, value, whole, unit):
    """It is not a figure of the whole, however the whole is named."""
    (claim,) = claims(text)
    quantity = claim.quantity
    assert (claim.kind, quantity.value, quantity.of, quantity.unit) == ("count", value, whole, unit)
    assert not claim.subject.resolved


@pytest.mark.parametrize(
    "text",
    [
        "Trong năm 2023 có 37 mặt hàng đạt kim ngạch xuất khẩu trên 1 tỷ USD.",
        "Trong năm 2023 có 37 mặt hàng xuất khẩu trên 1 tỷ USD.",
        "Trong năm 2023 có 37 mặt hàng có kim ngạch từ 1 tỷ USD trở lên.",
    ],
    ids=["reached", "over", "and-above"],
)
def test_a_threshold_is_no_figure(text):
    """ "37 mặt hàng trên 1 tỷ USD" says how many, not how much."""
    assert [claim.quantity.unit for claim in claims(text)] == ["groups"]


# ---- When, and how sure ----


@pytest.mark.parametrize(
    ("text", "days_told"),
    [
        ("Đến ngày 31/5/2024, giải ngân vốn đầu tư công đạt 148.284 tỷ đồng.", "2024-05-31"),
        ("Từ đầu năm đến ngày 15/5/2024, xuất khẩu đạt 138,6 tỷ USD.", "2024-01-01..2024-05-15"),
        (
            "Lũy kế từ đầu năm đến hết ngày 15/5, xuất khẩu đạt 138,6 tỷ USD.",
            "2024-01-01..2024-05-15",
        ),
        (
            "Từ ngày 16/5/2024 đến ngày 31/5/2024, xuất khẩu đạt 17 tỷ USD.",
            "2024-05-16..2024-05-31",
        ),
        ("Kỳ 1 tháng 5/2024, xuất khẩu đạt 14,8 tỷ USD.", "2024-05-01..2024-05-15"),
        ("Tháng đầu năm 2024, xuất khẩu đạt 33,57 tỷ USD.", "2024-01"),
        ("Xuất khẩu đạt 32,81 tỷ USD trong tháng 5/2024.", "2024-05"),
        ("Xuất khẩu tháng 12 đạt 32,81 tỷ USD.", "2023-12"),
        ("Xuất khẩu đạt 32,81 tỷ USD.", "?"),
    ],
    ids=[
        "as-of-a-day",
        "since-new-year",
        "since-new-year-without-year",
        "between-days",
        "half-month",
        "first-month",
        "behind-the-figure",
        "year-left-out",
        "not-told",
    ],
)
def test_a_figure_is_for_the_period_its_clause_names(text, days_told):
    """A running total ends with its day; the year left out is the newest that fits."""
    (claim,) = claims(text)
    assert days(claim.period) == days_told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("GDP năm 2024 phấn đấu tăng 6,5%.", "target"),
        ("Mục tiêu tăng trưởng GDP năm 2024 là 6-6,5%.", "target"),
        ("Mục tiêu năm 2024, GDP tăng 6,5%.", "target"),
        ("Dự báo GDP năm 2024 tăng 6,1%.", "forecast"),
        ("Theo dự báo năm 2024, xuất khẩu đạt 377 tỷ USD.", "forecast"),
        ("Xuất khẩu tháng 5/2024 ước đạt 32,81 tỷ USD.", "estimate"),
        ("Xuất khẩu tháng 5/2024 sơ bộ đạt 32,81 tỷ USD.", "preliminary"),
        ("Xuất khẩu tháng 5/2024 đạt 32,81 tỷ USD.", ""),
        ("Vượt mục tiêu năm 2023, xuất khẩu đạt 355 tỷ USD.", ""),
    ],
    ids=[
        "target-verb",
        "target-noun",
        "target-ahead",
        "forecast",
        "forecast-ahead",
        "estimate",
        "preliminary",
        "plain",
        "target-outdone",
    ],
)
def test_a_figure_keeps_how_sure_it_is(text, status):
    """A target is not what happened."""
    (claim,) = claims(text)
    assert claim.status == status
    assert claim.complete


def test_a_target_without_a_period_is_the_years():
    """Not that of the bulletin's quarter."""
    assert read("Phấn đấu GDP tăng 6,5%.", main=quarter(2024, 1)) == [
        "gdp growth 6.5 % 2024 year-before [target]"
    ]


def test_what_is_not_written_comes_from_the_bulletin():
    """Its period, and the series of its title."""
    text = "Nhóm giao thông giảm 1,73% so với tháng trước."
    (claim,) = claims(text, title="Chỉ số giá tiêu dùng tháng 5", main=month(2024, 5))
    assert told(claim) == "cpi_transport growth -1.73 % 2024-05 month-before"
    assert not claim.period_written


def test_the_period_spoken_of_last_goes_on():
    """The sentence that names none belongs to the one before."""
    found = claims(
        "IIP tháng 5 tăng 8,9% so với cùng kỳ. 5 tháng đầu năm, IIP tăng 6,8%. Khai khoáng giảm 5,2%.",
        main=month(2024, 5),
    )
    assert [days(claim.period) for claim in found] == ["2024-05", "2024-01..05", "2024-01..05"]
    assert [claim.period_written for claim in found] == [True, True, False]


def test_this_group_is_the_one_named_before():
    """ "Nhóm này" takes the last subject."""
    found = claims("Nhóm giáo dục tăng 0,11%. Nhóm này tăng 8,1% so với cùng kỳ.", title="CPI")
    assert [claim.subject for claim in found] == [Subject(indicator="cpi_education")] * 2


# ---- English ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "The consumer price index fell 0.23% in March 2024 from the previous month.",
            ["cpi growth -0.23 % 2024-03 month-before"],
            id="base-behind-the-period",
        ),
        pytest.param(
            "In May 2024, CPI rose 0.05% from the previous month, 1.24% from December and 4.44% from"
            " a year earlier.",
            [
                "cpi growth 0.05 % 2024-05 month-before",
                "cpi growth 1.24 % 2024-05 december",
                "cpi growth 4.44 % 2024-05 year-before",
            ],
            id="three-bases",
        ),
        pytest.param(
            "Exports in May 2024 reached USD 32.91 billion, up 15.8% year on year.",
            ["exports level 32.91e9 USD 2024-05", "exports growth 15.8 % 2024-05 year-before"],
            id="level-and-growth",
        ),
        pytest.param(
            "In the first five months of 2024, the industrial production index rose 6.8% from a year"
            " earlier, of which manufacturing rose 7.3% and mining fell 5.2%.",
            [
                "iip growth 6.8 % 2024-01..05 year-before",
                "iip_manufacturing growth 7.3 % 2024-01..05 year-before",
                "iip_mining growth -5.2 % 2024-01..05 year-before",
            ],
            id="of-which",
        ),
        pytest.param(
            "Exports in May 2024 reached USD 32.81 billion. Of which, textiles reached USD 2.8 billion"
            " and footwear USD 1.9 billion.",
            [
                "exports level 32.81e9 USD 2024-05",
                "export_textiles level 2.8e9 USD 2024-05",
                "export_footwear level 1.9e9 USD 2024-05",
            ],
            id="goods-under-exports",
        ),
        pytest.param(
            "Vietnam posted a trade deficit of USD 1 billion in May 2024.",
            ["trade_balance level -1e9 USD 2024-05"],
            id="deficit",
        ),
        pytest.param(
            "Exports to the United States totalled USD 44 billion in the first five months of 2024.",
            ["exports level 44e9 USD 2024-01..05 @united_states"],
            id="partner",
        ),
        pytest.param(
            "Manufacturing contributed 5.2 percentage points in the first five months of 2024.",
            ["iip_manufacturing contribution 5.2 pp 2024-01..05"],
            id="contribution",
        ),
        pytest.param(
            "IIP fell 6.8% in February 2024 year on year (up 5.7% in the first two months).",
            ["iip growth -6.8 % 2024-02 year-before", "iip growth 5.7 % 2024-01..02 year-before"],
            id="bracket",
        ),
        pytest.param(
            "As of 20 May 2024, registered FDI reached nearly USD 11.07 billion, up 2% year on year.",
            [
                "fdi_registered level 11.07e9 USD 2024-05-20",
                "fdi_registered growth 2 % 2024-05-20 year-before",
            ],
            id="as-of-a-day",
        ),
    ],
)
def test_an_english_sentence(text, figures):
    """The same rules with other words."""
    assert read(text, "en") == figures


# ---- Any text ----

PIECES = (
    *("IIP", "CPI", "xuất khẩu", "nhập siêu", "xuất siêu", "khai khoáng", "nhóm giáo dục", "gạo"),
    *("Hà Tĩnh", "Trung Quốc", "cả nước", "một số", "địa phương", "mặt hàng", "nhóm này", "mèo"),
    *("tháng 5", "tháng 2/2024", "5 tháng đầu năm 2024", "quý I", "năm 2019", "đến ngày 15/5"),
    *("cùng kỳ năm trước", "tháng trước", "so với", "so với cùng kỳ", "so với tháng trước"),
    *("so với tháng 12/2023", "so với năm 2019", "bình quân", "lần lượt", "về lượng", "về giá trị"),
    *("tăng", "giảm", "cùng tăng", "đạt", "là", "còn", "chiếm", "đóng góp", "làm giảm", "làm cho"),
    *("loại trừ yếu tố giá", "mục tiêu", "ước", "trong đó", "Trong đó", "Theo đó", "không cao hơn"),
    *("7,2%", "18%", "-2,1%", "0,31 điểm phần trăm", "32,81 tỷ USD", "55/63 địa phương", "2"),
    *("36 mặt hàng", "1,6-1,8 triệu tấn", "22.115 đồng/lít", "gấp 2 lần", "trên", "và", "nhưng"),
    *(",", ";", ":", "(", ")", "[", "]", ".", ".", "–", "…", "\n"),
)
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
ABOUT = st.fixed_dictionaries(
    {
        "anchor": st.sampled_from([None, WRITTEN]),
        "title": st.sampled_from(["", "CPI tháng 5", "IIP Hà Tĩnh"]),
        "main": st.sampled_from([None, month(2024, 5), quarter(2024, 1)]),
        "place": st.sampled_from(["", "ha_tinh"]),
        "language": st.sampled_from(["vi", "en"]),
    }
)


@settings(deadline=None)  # the first reading loads the catalogues
@given(st.one_of(SENTENCES, st.text(max_size=150)), ABOUT)
def test_any_text_is_read(text, about):
    """Nothing raises; claims stand within their sentence and come in order."""
    spans = sentences(text)
    found = read_claims(text, spans, **about)
    assert set(map(type, found)) <= {Claim}
    for claim in found:
        assert claim.sentence in spans
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        assert claim.place in ("", *places())
    starts = [claim.start for claim in found]
    assert starts == sorted(starts)


@settings(deadline=None)  # as above
@given(SENTENCES, ABOUT)
def test_a_claims_number_is_printed_at_its_span(text, about):
    """Only the sign may come from the words around it."""
    for claim in read_claims(text, sentences(text), **about):
        digits = re.match(r"\d+(?:[.,]\d+)*", text[claim.start : claim.end])[0]
        assert abs(claim.quantity.value) == read_number(digits, about["language"])


@settings(deadline=None)  # as above
@given(SENTENCES, ABOUT)
def test_sentences_marked_before_are_read_the_same(text, about):
    """`marks` only spares the work."""
    spans = sentences(text)
    marks = [mark(text[a:b], about["anchor"], about["language"]) for a, b in spans]
    assert read_claims(text, spans, **about, marks=marks) == read_claims(text, spans, **about)


@settings(deadline=None)  # as above
@given(SENTENCES, ABOUT)
def test_a_complete_claim_leaves_nothing_open(text, about):
    """Subject, period, kind and base are known, and the base is one of a change."""
    for claim in read_claims(text, sentences(text), **about):
        if claim.complete:
            assert claim.subject.indicator
            assert claim.period is not None
            assert claim.kind
        if claim.kind not in ("growth", "change"):
            assert claim.base == ""
            assert claim.compared is None
