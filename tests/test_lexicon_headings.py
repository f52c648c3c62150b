"""What the headings of tables say."""

from datetime import date

import pytest

from lexicon.headings import read_heading, read_unit
from lexicon.periods import Period, as_of, month, quarter, whole_year, year_to_date
from lexicon.table_units import counted_in, units_over

WRITTEN = date(2024, 10, 6)
SEPTEMBER = month(2024, 9)


def read(text, within=SEPTEMBER, language="vi"):
    return read_heading(text, WRITTEN, within, language, within=within)


@pytest.mark.parametrize(
    ("text", "periods", "base"),
    [
        ("Số trong kỳ báo cáo", (SEPTEMBER,), ""),
        ("Lũy kế đến hết kỳ báo cáo", (year_to_date(2024, 9),), ""),
        ("Lũy kế đến tháng 8/2024", (year_to_date(2024, 8),), ""),
        ("Cộng dồn từ đầu năm so với cùng kỳ", (year_to_date(2024, 9),), "year-before"),
        ("Thực hiện cùng kỳ năm trước", (month(2023, 9),), ""),
        ("Giá tháng trước", (month(2024, 8),), ""),
        ("Cả năm", (whole_year(2024),), ""),
        ("Chỉ số giá so với: Tháng 12 năm trước", (), "december"),
        ("Tháng trước = 100", (), "month-before"),
        ("Cùng kỳ năm trước = 100", (), "year-before"),
        ("So sánh (%) Với CK", (), "year-before"),
        ("31/3", (as_of(date(2024, 3, 31)),), ""),
        ("30/11", (as_of(date(2023, 11, 30)),), ""),
        ("Giá kỳ trước (13/6/2024)", (as_of(date(2024, 6, 13)),), ""),
    ],
)
def test_a_period_may_be_named_by_its_place_in_what_is_reported(
    text: str, periods: tuple[Period, ...], base: str
) -> None:
    """And a base by what it is 100 of, or in short."""
    heading = read(text)
    assert (heading.periods, heading.base) == (periods, base)


def test_a_base_year_is_compared_with() -> None:
    """It is no period of the column."""
    heading = read("Kỳ gốc (năm 2019)")
    assert (heading.base, heading.compared, heading.periods) == ("period", whole_year(2019), ())


@pytest.mark.parametrize(
    ("text", "unit", "exponent"),
    [
        ("Quý III năm 2024 Tỷ đồng", "VND", 9),
        ("Đơn vị tính: Tỷ đồng Quý III năm 2024", "VND", 9),
        ("Tháng trước = 100", "%", 0),
        ("% tăng, giảm so với cùng kỳ", "%", 0),
        ("% DT", "%", 0),
        ("Lãi suất (%/năm)", "%", 0),
        ("Newly registered capital (USD million)", "USD", 6),
    ],
)
def test_a_heading_states_its_unit_anywhere(text: str, unit: str, exponent: int) -> None:
    """At its end, behind "Đơn vị tính" and as what it is 100 of."""
    found = read(text).unit
    assert found is not None
    assert (found.unit, found.exponent) == (unit, exponent)


@pytest.mark.parametrize(
    ("text", "unit", "exponent"),
    [
        ("1000 USD", "USD", 3),
        ("Nghìn HK", "passengers", 3),
        ("Mill. USD", "USD", 6),
        ("%/năm", "%", 0),
    ],
)
def test_units_are_shortened_in_tables(text: str, unit: str, exponent: int) -> None:
    """As publishers do."""
    found = read_unit(text, "vi")
    assert found is not None
    assert (found.unit, found.exponent) == (unit, exponent)


def test_of_two_units_over_a_table_the_money_is_the_worths() -> None:
    """ "Nghìn tấn, triệu USD" names no column."""
    over = units_over(["Hàng hóa nhập khẩu", "Nghìn tấn, triệu USD"], "vi")
    found = {column: over.of_column(read(column), read("Ngô")) for column in ("Lượng", "Trị giá")}
    assert {column: unit and unit.unit for column, unit in found.items()} == {
        "Lượng": "tonne",
        "Trị giá": "USD",
    }


def test_some_rows_may_have_a_unit_of_their_own() -> None:
    """The line over the table says which."""
    over = units_over(["Giá bán lẻ (đồng/lít, riêng dầu madút đồng/kg)"], "vi")
    column = read("Giá từ 20/6/2024")
    rows = ("Dầu hỏa", "Dầu madút 180CST")
    units = [over.of_column(column, read_heading(row, WRITTEN, None, "vi")) for row in rows]
    assert [unit and unit.unit for unit in units] == ["VND/litre", "VND/kg"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Số dự án mới", "projects"),
        ("Số người chết", "people"),
        ("Số doanh nghiệp so với cùng kỳ (%)", None),
        ("Số khách (nghìn lượt)", None),
        ("Số dư", None),
    ],
)
def test_a_number_of_things_is_counted_in_them(text: str, unit: str | None) -> None:
    """Not where a scale or a comparison is named."""
    found = counted_in(read(text), "vi")
    assert (found and found.unit) == unit


def test_a_quarter_reported_on_has_one_before() -> None:
    """Quý trước is a level there."""
    assert read("Thực hiện quý trước", quarter(2024, 3)).periods == (quarter(2024, 2),)
