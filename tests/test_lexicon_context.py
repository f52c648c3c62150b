"""What a sentence takes from the ones before it, and what it must not take."""

import pytest
from claims_told import claims, days, read

from lexicon.periods import month, year_to_date

AUGUST = {"main": month(2023, 8), "anchor": month(2023, 8).end}
EIGHT_MONTHS = {"main": year_to_date(2023, 8), "anchor": month(2023, 8).end}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Đối với mặt hàng tôm, tính đến tháng 8/2023, xuất khẩu đạt 2 tỷ USD.",
            ["export_shrimp level 2e9 USD 2023-08-31"],
            id="a-good-said-first",
        ),
        pytest.param(
            "Về phía khối doanh nghiệp trong nước, tháng 8/2023 xuất nhập khẩu đạt 9 tỷ USD."
            " Trong đó, xuất khẩu đạt 4 tỷ USD và nhập khẩu là 5 tỷ USD.",
            [
                "trade_total/sector_domestic level 9e9 USD 2023-08",
                "exports_domestic level 4e9 USD 2023-08",
                "imports_domestic level 5e9 USD 2023-08",
            ],
            id="whose-trade",
        ),
        pytest.param(
            "Xuất khẩu dệt may tháng 8/2023 đạt 3 tỷ USD. Trong đó, xuất khẩu sang Hoa Kỳ đạt 1 tỷ"
            " USD.",
            [
                "export_textiles level 3e9 USD 2023-08",
                "export_textiles level 1e9 USD 2023-08 @united_states",
            ],
            id="of-which-to-a-partner",
        ),
        pytest.param(
            "Xuất khẩu của các doanh nghiệp FDI kỳ 2 tháng 8/2023 đạt 7 tỷ USD, qua đó nâng tổng"
            " xuất khẩu tháng 8/2023 của nhóm các doanh nghiệp này lên 18 tỷ USD.",
            [
                "exports_fdi level 7e9 USD 2023-08-16..2023-08-31",
                "exports_fdi level 18e9 USD 2023-08",
            ],
            id="these-firms",
        ),
        pytest.param(
            "Vốn đầu tư thực hiện toàn xã hội tháng 8/2023 đạt 100 nghìn tỷ đồng, gồm: vốn Nhà"
            " nước đạt 20 nghìn tỷ đồng; vốn đầu tư trực tiếp nước ngoài đạt 8 nghìn tỷ đồng.",
            [
                "total_investment level 100e12 VND 2023-08",
                "state_sector_investment level 20e12 VND 2023-08",
                "fdi_sector_investment level 8e12 VND 2023-08",
            ],
            id="foreign-money-in-all-investment",
        ),
        pytest.param(
            "Tháng 8/2023, toàn Cục Hải quan Hải Phòng đạt số thu ngân sách 5 tỷ đồng.",
            ["customs_revenue level 5e9 VND 2023-08 @hai_phong"],
            id="who-collects",
        ),
        pytest.param(
            "Xuất khẩu tháng 8/2023 đạt 5 tỷ USD. Trong đó, gạo đạt 1 tỷ USD. Tính chung 8 tháng"
            " năm 2023 đạt 40 tỷ USD.",
            [
                "exports level 5e9 USD 2023-08",
                "export_rice level 1e9 USD 2023-08",
                "exports level 40e9 USD 2023-01..08",
            ],
            id="the-whole-behind-its-part",
        ),
        pytest.param(
            "Xuất khẩu tháng 8/2023 đạt 5 tỷ USD. Bên cạnh đó, IIP tháng 8/2023 tăng 4% so với"
            " cùng kỳ. Khai khoáng giảm 2%.",
            [
                "exports level 5e9 USD 2023-08",
                "iip growth 4 % 2023-08 year-before",
                "iip_mining growth -2 % 2023-08 year-before",
            ],
            id="another-whole-beside-it",
        ),
    ],
)
def test_a_series_stays_as_narrow_as_it_was_told(text, figures):
    """Good, owner, partner and collector are kept until the text goes over to another whole."""
    assert read(text, **AUGUST) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Tháng 8/2023, họp báo diễn ra tại Hà Nội, CPI tăng 0,3% so với tháng trước.",
            ["cpi growth 0.3 % 2023-08 month-before"],
            id="where-it-was-said",
        ),
        pytest.param(
            "Tháng 8/2023, ảnh hưởng của mưa bão tại các tỉnh miền Trung làm cho CPI tăng 0,3% so"
            " với tháng trước.",
            ["cpi growth 0.3 % 2023-08 month-before"],
            id="where-the-storm-struck",
        ),
        pytest.param(
            "Do dự án Nhà máy điện Bạc Liêu, vốn FDI đăng ký tháng 8/2023 tăng 9% so với cùng kỳ.",
            ["fdi_registered growth 9 % 2023-08 year-before"],
            id="what-a-plant-is-called",
        ),
        pytest.param(
            "Tháng 8/2023, nhập khẩu từ Nhật Bản vào Việt Nam đạt 2 tỷ USD.",
            ["imports level 2e9 USD 2023-08 @japan"],
            id="where-it-came-to",
        ),
        pytest.param(
            "Trong trạng thái bình thường mới, IIP tháng 8/2023 tăng 2% so với cùng kỳ.",
            ["iip growth 2 % 2023-08 year-before"],
            id="no-place-at-all",
        ),
        pytest.param(
            "Tháng 8/2023, xuất khẩu sang Nhật Bản đạt 2 tỷ USD.\n\n"
            "Xuất khẩu gạo tháng 8/2023 đạt 500 triệu USD.",
            [
                "exports level 2e9 USD 2023-08 @japan",
                "export_rice level 500e6 USD 2023-08",
            ],
            id="the-paragraph-before",
        ),
    ],
)
def test_a_place_is_only_taken_where_a_figure_is_for_it(text, figures):
    """Venues, storms, plants and partners of another paragraph are none."""
    assert read(text, **AUGUST) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Xuất khẩu tháng 8/2023 đạt 5 tỷ USD, tăng 8% so với cùng kỳ (4,6 tỷ USD).",
            [
                "exports level 5e9 USD 2023-08",
                "exports growth 8 % 2023-08 year-before",
                "exports level 4.6e9 USD 2022-08",
            ],
            id="the-amount-a-year-before",
        ),
        pytest.param(
            "Bình quân 8 tháng năm 2023, CPI tăng 3% so với cùng kỳ năm trước.\n\n"
            "Cùng với đó, giá gas trong nước giảm 10%.",
            [
                "cpi growth 3 % 2023-01..08 year-before",
                "cpi_gas growth -10 % 2023-01..08 year-before",
            ],
            id="a-list-goes-on-in-a-paragraph",
        ),
        pytest.param(
            "Tính đến 22/8/2023, tổng phương tiện thanh toán tăng 7% so với cuối năm 2022. Huy"
            " động vốn của các tổ chức tín dụng tăng 6%.",
            [
                "m2 growth 7 % 2023-08-22 december",
                "deposits growth 6 % 2023-08-22 december",
            ],
            id="one-day-one-base",
        ),
        pytest.param(
            "Quý II/2023, sản xuất khởi sắc so với quý trước, IIP tăng 5%.",
            ["iip growth 5 % 2023-04..06 year-before"],
            id="the-base-of-what-has-no-figure",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 5% so với cùng kỳ năm trước. Trong đó, ngành khai khoáng giảm 3%"
            " so với tháng trước. Ngành chế biến, chế tạo tăng 6%.",
            [
                "iip growth 5 % 2023-08 year-before",
                "iip_mining growth -3 % 2023-08 month-before",
                "iip_manufacturing growth 6 % 2023-08 year-before",
            ],
            id="the-base-of-one-item",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 2% so với tháng trước và tăng 5% so với cùng kỳ năm trước."
            " Trong đó, ngành khai khoáng giảm 3%.",
            [
                "iip growth 2 % 2023-08 month-before",
                "iip growth 5 % 2023-08 year-before",
                "iip_mining growth -3 % 2023-08 year-before",
            ],
            id="of-two-bases-the-year-before",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 5% so với cùng kỳ năm trước và tăng 2% so với tháng trước."
            " Trong đó, ngành khai khoáng giảm 3%.",
            [
                "iip growth 5 % 2023-08 year-before",
                "iip growth 2 % 2023-08 month-before",
                "iip_mining growth -3 % 2023-08 year-before",
            ],
            id="whichever-comes-first",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 2% so với tháng trước. So với cùng kỳ năm trước, IIP tăng ở nhiều"
            " ngành. Trong đó, ngành khai khoáng tăng 3%.",
            ["iip growth 2 % 2023-08 month-before", "iip_mining growth 3 % 2023-08 year-before"],
            id="of-a-sentence-without-a-figure",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 2% so với cùng kỳ. Tính chung 8 tháng, IIP còn thấp ở nhiều ngành."
            " Trong đó, ngành khai khoáng giảm 3%.",
            [
                "iip growth 2 % 2023-08 year-before",
                "iip_mining growth -3 % 2023-01..08 year-before",
            ],
            id="period-of-a-sentence-without-a-figure",
        ),
        pytest.param(
            "IIP tháng 8/2023 tăng 2% so với cùng kỳ. Đơn hàng nhiều hơn so với tháng trước. Trong đó,"
            " ngành khai khoáng giảm 3%.",
            ["iip growth 2 % 2023-08 year-before", "iip_mining growth -3 % 2023-08 year-before"],
            id="not-of-a-sentence-on-no-series",
        ),
        pytest.param(
            "CPI tháng 8/2023 tăng 0,9% so với tháng trước. Đặt cạnh tháng 8/2022, CPI tháng 8/2023"
            " tăng 3%.",
            ["cpi growth 0.9 % 2023-08 month-before", "cpi growth 3 % 2023-08 year-before"],
            id="set-beside-another-month",
        ),
    ],
)
def test_a_period_goes_on_with_its_base(text, figures):
    """In brackets, lists, paragraphs that go on, and figures as of one day."""
    assert read(text, **AUGUST) == figures


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param(
            "GDP quý 1 so với cùng kỳ các năm 2020-2023 lần lượt là: 3,7%; 4,7%; 5,1%; 3,4%.",
            "3.4",
            id="in-order-of-years",
        ),
        pytest.param(
            "CPI so với cùng kỳ trong 8 tháng năm 2023 giảm từ mức 5,2% xuống mức 2,5%.",
            "2.5",
            id="from-to-over-months",
        ),
        pytest.param(
            "Giá xăng E5RON92 ngày 21/8/2023 thấp hơn xăng RON95-III 958 đồng/lít.",
            "958",
            id="between-two-series",
        ),
        pytest.param(
            "Tỷ trọng ngành chế biến, chế tạo năm 2022 chiếm 24%, tăng 0,1 điểm phần trăm.",
            "0.1",
            id="what-a-share-moved-by",
        ),
        pytest.param(
            "Tháng 8/2023, trong địa bàn Khu kinh tế có 5 dự án FDI.", "5", id="part-of-a-place"
        ),
        pytest.param(
            "Tháng 8/2023, nhập siêu 2 tỷ USD không kể dầu thô.", "2", id="something-left-out"
        ),
        pytest.param(
            "Xuất khẩu 8 tháng năm 2023 đạt 20 tỷ USD. Chỉ tính riêng tháng 8/2023, xuất khẩu đạt 3"
            " tỷ USD. Kim ngạch nhập khẩu đạt 18 tỷ USD.",
            "18",
            id="behind-an-aside-on-a-month",
        ),
        pytest.param(
            "Vài tỉnh có IIP 8 tháng năm 2023 lên nhiều do ngành chế biến, chế tạo; ngành phân phối"
            " điện lên nhiều là: Nam Định tăng 13,3%.",
            "13.3",
            id="series-or-its-cause",
        ),
        pytest.param(
            "CPI tháng 8/2023 tăng 0,3% so với tháng trước, tăng 3% so với cùng kỳ năm trước."
            " Trong đó, nhóm giáo dục tăng 2%.",
            "2",
            id="part-of-prices-against-either",
        ),
        pytest.param(
            "Xuất khẩu gạo tháng 8/2023 giảm 4% (20 triệu USD) so với cùng kỳ năm trước.",
            "20",
            id="level-or-change",
        ),
        pytest.param(
            "Xuất khẩu tháng 8/2023 phục hồi so với tháng trước, đạt 5 tỷ USD, tăng 6%.",
            "6",
            id="behind-the-base-of-another-change",
        ),
    ],
)
def test_what_may_be_of_either_is_left_open(text, figure):
    """No answer is made of a figure whose series, period or scope the text does not settle."""
    (found,) = (c for c in claims(text, **EIGHT_MONTHS) if str(abs(c.quantity.value)) == figure)
    assert not found.complete


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Tháng 8/2023, nhập siêu từ Trung Quốc 5 tỷ USD, tăng 14% so với cùng kỳ năm trước.",
            [
                "trade_balance level -5e9 USD 2023-08 @china",
                "trade_balance:shortfall growth 14 % 2023-08 year-before @china",
            ],
            id="a-deficit-that-grows",
        ),
        pytest.param(
            "Khai khoáng tháng 8/2023 tăng 5% so với cùng kỳ, đóng góp 0,3 điểm vào mức tăng IIP.",
            [
                "iip_mining growth 5 % 2023-08 year-before",
                "iip_mining contribution 0.3 pp 2023-08",
            ],
            id="points-short-for-percentage-points",
        ),
        pytest.param(
            "Xuất khẩu dệt may năm 2023 giảm từ 15-18% so với năm 2022.",
            ["export_textiles growth -15..-18 % 2023 year-before"],
            id="a-range-is-no-start",
        ),
        pytest.param(
            "Giá gas tháng 8/2023 tăng 26.000 đồng/bình 12 kg so với tháng trước.",
            ["cpi_gas change 26000 VND/cylinder 2023-08 month-before"],
            id="what-a-cylinder-holds",
        ),
        pytest.param(
            "Vận tải hành khách tháng 8/2023 đạt 300 triệu lượt khách, tăng 5% và 12 tỷ lượt"
            " khách.km, tăng 7% so với cùng kỳ năm trước.",
            [
                "passenger_transport count 300e6 passengers 2023-08",
                "passenger_transport growth 5 % 2023-08 year-before",
                "passenger_turnover level 12e9 visits-km 2023-08",
                "passenger_turnover growth 7 % 2023-08 year-before",
            ],
            id="an-amount-joined-to-a-change",
        ),
        pytest.param(
            "Tháng 8/2023, vốn điều chỉnh tăng thêm 5 tỷ USD.",
            ["fdi_additional level 5e9 USD 2023-08"],
            id="a-rise-in-a-name",
        ),
    ],
)
def test_a_number_is_what_its_words_make_of_it(text, figures):
    """Growth of a deficit, points, ranges, packs, amounts beside a change and names."""
    assert read(text, **AUGUST) == figures


def test_a_price_group_told_again_with_its_value_is_the_months():
    """A summary, averages, and the same list in full."""
    text = (
        "CPI tháng 8/2023 tăng 0,9% so với tháng trước, trong đó nhóm giao thông tăng 4%.\n"
        "CPI bình quân 8 tháng năm 2023 tăng 3% so với cùng kỳ năm trước.\n"
        "Nhóm giao thông tăng 4%.\nNhóm giáo dục tăng 0,5%."
    )
    assert read(text, **AUGUST)[-2:] == [
        "cpi_transport growth 4 % 2023-08 month-before",
        "cpi_education growth 0.5 % 2023-08 month-before",
    ]


def test_years_that_go_on_a_list_are_the_same_stretch_of_them():
    """What is told of eight months is told of eight months of each year."""
    text = "Tín dụng 8 tháng năm 2023 tăng 5%; năm 2022 tăng 11% và năm 2021 tăng 6%, năm 2019 tăng 8%."
    assert [days(claim.period) for claim in claims(text, **EIGHT_MONTHS)] == [
        *("2023-01..08", "2022-01..08", "2021-01..08", "2019")
    ]


def test_a_price_group_told_again_is_told_as_an_average():
    """Behind averages a list is the month's, unless the month's change was told before."""
    text = (
        "CPI tháng 8/2023 tăng 0,9% so với tháng trước, trong đó nhóm giao thông tăng 4%.\n"
        "CPI bình quân 8 tháng năm 2023 tăng 3% so với cùng kỳ năm trước.\n"
        "Nhóm may mặc, mũ nón, giày dép tăng 0,2%.\nNhóm giao thông giảm 3%.\nNhóm giáo dục tăng 7%."
    )
    assert read(text, **AUGUST)[-3:] == [
        "cpi_clothing growth 0.2 % 2023-08 month-before",
        "cpi_transport growth -3 % 2023-01..08 year-before",
        "cpi_education growth 7 % 2023-01..08 year-before",
    ]


# ---- What is of something else than its series ----


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Thu ngân sách 8 tháng năm 2023 đạt 900 tỷ đồng, vượt 30% dự toán và tăng 5% so với cùng kỳ"
            " năm trước.",
            [
                "budget_revenue level 900e9 VND 2023-01..08",
                "? growth 30 % 2023-01..08 year-before",
                "budget_revenue growth 5 % 2023-01..08 year-before",
            ],
            id="by-how-much-a-plan-is-exceeded",
        ),
        pytest.param(
            "Tháng 8/2023 có 12 nghìn doanh nghiệp thành lập mới, trung bình mỗi ngày có 400 doanh"
            " nghiệp.",
            [
                "enterprises_new count 12e3 enterprises 2023-08",
                "? count 400 enterprises 2023-08",
            ],
            id="an-average-day",
        ),
        pytest.param(
            "Bình quân một ngày trong tháng 8/2023, cả nước xảy ra 64 vụ tai nạn giao thông, làm 30"
            " người chết.",
            [
                "? count 64 cases 2023-08",
                "? count 30 people 2023-08",
            ],
            id="all-of-an-average-day",
        ),
        pytest.param(
            "Thu nhập bình quân tháng của lao động tháng 8/2023 là 7 triệu đồng.",
            ["worker_income level 7e6 VND 2023-08"],
            id="an-average-by-name",
        ),
        pytest.param(
            "Với EU, xuất khẩu gạo của Việt Nam sang thị trường này tháng 8/2023 đạt 9 triệu USD.",
            ["export_rice level 9e6 USD 2023-08 @european_union"],
            id="the-partner-of-the-sentence",
        ),
        pytest.param(
            "Tháng 8/2023, xuất khẩu gạo sang thị trường này đạt 9 triệu USD.",
            ["? level 9e6 USD 2023-08"],
            id="a-partner-of-another-sentence",
        ),
        pytest.param(
            "Nhập khẩu từ Trung Quốc tăng, nhập siêu từ thị trường này lớn, tổng xuất nhập khẩu cả nước"
            " tháng 8/2023 đạt 60 tỷ USD.",
            ["trade_total level 60e9 USD 2023-08"],
            id="gone-over-from-the-partner",
        ),
        pytest.param(
            "IIP 8 tháng năm 2023 tăng 2,9% so với mục tiêu 4-4,5%.",
            [
                "iip growth 2.9 % 2023-01..08 year-before",
                "iip growth 4..4.5 % 2023-01..08 year-before [target]",
            ],
            id="a-target-with-its-range",
        ),
        pytest.param(
            "Bình quân mỗi tháng có 15 nghìn doanh nghiệp thành lập mới, 8 tháng năm 2023 cả nước có"
            " 120 nghìn doanh nghiệp thành lập mới.",
            [
                "? count 15e3 enterprises 2023-01..08",
                "enterprises_new count 120e3 enterprises 2023-01..08",
            ],
            id="an-average-and-its-total",
        ),
        pytest.param(
            "Giá dầu Brent bình quân tháng 8/2023 đạt 85 USD/thùng.",
            ["brent_price level 85 USD/barrel 2023-08"],
            id="an-average-of-a-named-month",
        ),
        pytest.param(
            "Xuất khẩu gạo tháng 8/2023 đạt 500 nghìn tấn, kim ngạch tăng 5% so với cùng kỳ năm trước.",
            ["export_rice level 500e3 tonne 2023-08", "export_rice growth 5 % 2023-08 year-before"],
            id="growth-of-the-worth",
        ),
        pytest.param(
            "Xuất khẩu gạo tháng 8/2023 đạt 500 nghìn tấn, tăng 5% và trị giá 300 triệu USD, tăng 7% so"
            " với cùng kỳ năm trước.",
            [
                "export_rice level 500e3 tonne 2023-08",
                "export_rice:volume growth 5 % 2023-08 year-before",
                "export_rice level 300e6 USD 2023-08",
                "export_rice growth 7 % 2023-08 year-before",
            ],
            id="growth-of-the-amount-before-it",
        ),
    ],
)
def test_a_figure_is_of_what_its_words_say(text, figures):
    """Plans exceeded, averages, other partners and volumes are not told as the series itself."""
    assert read(text, **EIGHT_MONTHS) == figures
