"""Numbers with their units: both notations, ranges, fractions, qualifiers, signs, and no numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexicon.quantities import Quantity, find_quantities, read_number, units
from lexicon.text import fold, matching, normalise


def quantities(text, language="vi", plain=False):
    return [m.quantity for m in find_quantities(text, language, plain=plain)]


def spans(text, language="vi", plain=False):
    return [text[m.start : m.end] for m in find_quantities(text, language, plain=plain)]


def figure(value, unit="", exponent=0, **other):
    if "high" in other:
        other["high"] = Decimal(other["high"])
    return Quantity(value=Decimal(value), unit=unit, exponent=exponent, **other)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("18,3", "vi", "18.3"),
        ("18.3", "vi", "18.3"),
        ("1.234,5", "vi", "1234.5"),
        ("1,234.5", "vi", "1234.5"),
        ("10.839", "vi", "10839"),
        ("10,839", "vi", "10.839"),
        ("1,157,000", "vi", "1157000"),
        ("2.345.678", "vi", "2345678"),
        ("330.000", "vi", "330000"),
        ("0,123", "vi", "0.123"),
        ("0.123", "vi", "0.123"),
        ("100 000", "vi", "100000"),
        ("1.234.56", "vi", "1234.56"),
        ("1234.567", "vi", "1234.567"),
        ("18.3", "en", "18.3"),
        ("18,3", "en", "18.3"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "en", "1234.5"),
        ("10,839", "en", "10839"),
        ("10.839", "en", "10.839"),
        ("1.157.000", "en", "1157000"),
        ("0,123", "en", "0.123"),
        ("2024", "en", "2024"),
    ],
)
def test_printed_digits(text, language, value):
    """Only one group of three leaves a doubt, and the language decides it."""
    assert read_number(text, language) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("tăng 18,3%", figure("18.3", "%")),
        ("tăng 18.3%", figure("18.3", "%")),
        ("tăng 7,34 %", figure("7.34", "%")),
        ("tăng 4,5 phần trăm", figure("4.5", "%")),
        ("hoàn thành 100%.", figure("100", "%")),
        ("(3,88%)", figure("3.88", "%")),
        ("giảm 0,123%", figure("0.123", "%")),
        ("đóng góp 0,15 điểm phần trăm", figure("0.15", "pp")),
        ("hạ 0,4 điểm %", figure("0.4", "pp")),
        ("nới 25 điểm cơ bản", figure("25", "bp")),
        ("PMI đạt 50,4 điểm", figure("50.4", "points")),
        ("thu 1.234,5 tỷ đồng", figure("1234.5", "VND", 9)),
        ("bán lẻ 98,3 nghìn tỷ đồng", figure("98.3", "VND", 12)),
        ("dư nợ 12,1 triệu tỷ đồng", figure("12.1", "VND", 15)),
        ("chi 330.000 tỷ đồng", figure("330000", "VND", 9)),
        ("thu 45 tỉ đồng", figure("45", "VND", 9)),
        ("lương 8,1 triệu đồng", figure("8.1", "VND", 6)),
        ("xuất siêu 27,26 tỷ USD", figure("27.26", "USD", 9)),
        ("vốn hơn 3 tỷ đô la Mỹ", figure("3", "USD", 9, qualifier="over")),
        ("vốn 40,8 tỷUSD", figure("40.8", "USD", 9)),
        ("gạo 1,157,000 tấn", figure("1157000", "tonne")),
        ("35.000ha lúa", figure("35000", "ha")),
        ("16,67 triệu TTQ", figure("16.67", "tonne", 6)),
        ("4,2 tỷ tấn.km", figure("4.2", "tonne-km", 9)),
        ("21,5 tỷ lượt khách.km", figure("21.5", "visits-km", 9)),
        ("năng suất 61,2 tạ/ha", figure("61.2", "quintal/ha")),
        ("khai thác 15,2 nghìn m³", figure("15.2", "m3", 3)),
        ("rộng 331,2 km²", figure("331.2", "km2")),
        ("phát 3.790 triệu kWh", figure("3790", "kWh", 6)),
        ("gấp 2,5 lần", figure("2.5", "times")),
        ("tăng 7,09¹% so với", figure("7.09", "%")),
        ("đạt 12,5² tỷ đồng", figure("12.5", "VND", 9)),
        ("đạt 12,5 tỷ đồng³", figure("12.5", "VND", 9)),
    ],
)
def test_a_vietnamese_figure(text, quantity):
    """A comma before the fraction, dots between the thousands, the scale and the unit behind."""
    assert quantities(text) == [quantity]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("up 18.3%", figure("18.3", "%")),
        ("up 18.3 percent", figure("18.3", "%")),
        ("up 18.3 per cent", figure("18.3", "%")),
        ("minus 2%", figure("-2", "%")),
        ("by 5.2 percentage points", figure("5.2", "pp")),
        ("by 0.4 of a percentage point", figure("0.4", "pp")),
        ("a 5-percentage-point rise", figure("5", "pp")),
        ("by 25 basis points", figure("25", "bp")),
        ("USD 27.26 billion", figure("27.26", "USD", 9)),
        ("27.26 billion USD", figure("27.26", "USD", 9)),
        ("27.26 billion US dollars", figure("27.26", "USD", 9)),
        ("$1.2bn", figure("1.2", "USD", 9)),
        ("US$1.2bn", figure("1.2", "USD", 9)),
        ("$500m", figure("500", "USD", 6)),
        ("VND1,234.5 billion", figure("1234.5", "VND", 9)),
        ("VND 98.3 trillion", figure("98.3", "VND", 12)),
        ("USD 3.5 billion projects", figure("3.5", "USD", 9)),
        ("against the USD 2.5% lower", figure("2.5", "%")),
        ("10,839 enterprises", figure("10839", "enterprises")),
        ("10,839 newly established enterprises", figure("10839", "enterprises")),
        ("8.8 million international visitors", figure("8.8", "visits", 6)),
        ("1.6-1.8 million tonnes", figure("1.6", "tonne", 6, high="1.8")),
        ("USD 5 to 6 billion", figure("5", "USD", 9, high="6")),
        ("over 4 billion passenger-kilometres", figure("4", "visits-km", 9, qualifier="over")),
        ("64,500 jobs", figure("64500", "jobs")),
    ],
)
def test_an_english_figure(text, quantity):
    """A point before the fraction, commas between the thousands, a currency before or behind."""
    assert quantities(text, "en") == [quantity]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("1,6-1,8 triệu tấn", figure("1.6", "tonne", 6, high="1.8")),
        ("1,6 – 1,8 triệu tấn", figure("1.6", "tonne", 6, high="1.8")),
        ("7%- 8%", figure("7", "%", high="8")),
        ("6,5-7%", figure("6.5", "%", high="7")),
        ("từ 6,5% đến 7%", figure("6.5", "%", high="7")),
        ("6,5% tới 7%", figure("6.5", "%", high="7")),
        ("từ 0,2 đến 0,3 điểm phần trăm", figure("0.2", "pp", high="0.3")),
        ("77.500 - 86.000 chỗ làm việc", figure("77500", "jobs", high="86000")),
        ("khoảng 25-30 tỷ đồng", figure("25", "VND", 9, high="30", qualifier="about")),
        ("âm 2-3%", figure("-2", "%", high="-3")),
    ],
)
def test_a_range(text, quantity):
    """Two numbers with one unit are the ends of one figure."""
    assert quantities(text) == [quantity]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tăng 5,2% - 63 địa phương", ["5,2%", "63 địa phương"]),
        ("giảm từ 8% đến 5%", ["8%", "5%"]),
        ("tăng từ 5% lên 7%", ["5%", "7%"]),
        ("từ 2 tỷ USD đến 3 tỷ USD", ["2 tỷ USD", "3 tỷ USD"]),
    ],
)
def test_what_is_no_range(text, found):
    """Numbers of two units, or the higher one first, stay two figures."""
    assert spans(text) == found


@pytest.mark.parametrize(
    ("text", "value", "whole", "unit"),
    [
        ("60/63 địa phương", 60, 63, "localities"),
        ("tại 45/63 tỉnh, thành phố", 45, 63, "localities"),
        ("10/11 nhóm hàng", 10, 11, "groups"),
        ("27/52 bộ", 27, 52, "ministries"),
        ("có 11/16 khoản thu", 11, 16, ""),
    ],
)
def test_a_fraction(text, value, whole, unit):
    """So many of so many keeps its whole."""
    assert quantities(text) == [figure(value, unit, of=whole)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("gần 5%", "under"),
        ("chưa đến 5%", "under"),
        ("dưới mức 5%", "under"),
        ("dưới ngưỡng 5%", "under"),
        ("không quá 5%", "at-most"),
        ("không cao hơn 5%", "at-most"),
        ("hơn 5%", "over"),
        ("đạt hơn 5%", "over"),
        ("trên 5%", "over"),
        ("vượt mốc 5%", "over"),
        ("không dưới 5%", "over"),
        ("ít nhất 5%", "over"),
        ("khoảng 5%", "about"),
        ("quanh mức 5%", "about"),
        ("xấp xỉ 5%", "about"),
        ("trên dưới 5%", "about"),
        ("đạt 5%", ""),
        ("cao hơn 5%", ""),
        ("thấp hơn 5%", ""),
        ("Quy Nhơn 5%", ""),
        ("giải ngân 5%", ""),
    ],
)
def test_a_vietnamese_qualifier(text, qualifier):
    """ "Hơn 5%" is more than that; "cao hơn 5%" is higher by just that."""
    assert [q.qualifier for q in quantities(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("nearly 5%", "under"),
        ("just under 5%", "under"),
        ("less than 5%", "under"),
        ("no more than 5%", "at-most"),
        ("over 5%", "over"),
        ("more than USD 5 billion", "over"),
        ("at least 5%", "over"),
        ("no less than 5%", "over"),
        ("not fewer than 50 projects", "over"),
        ("about 5%", "about"),
        ("some 50 projects", "about"),
        ("awesome 5%", ""),
        ("rose 5%", ""),
    ],
)
def test_an_english_qualifier(text, qualifier):
    """The words right before the number say whether it is exact."""
    assert [q.qualifier for q in quantities(text, "en")] == [qualifier]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("636 USD/tấn", "USD/tonne"),
        ("82,5 USD/thùng", "USD/barrel"),
        ("2.338 USD/ounce", "USD/ounce"),
        ("20.516 USD/xe", "USD/vehicle"),
        ("5,44 triệu USD/dự án", "USD/project"),
        ("23.024 đồng/lít", "VND/litre"),
        ("62.500 đồng/kg", "VND/kg"),
        ("24.147 VND/USD", "VND/USD"),
        ("7,5 triệu đồng/người/tháng", "VND/person"),
        ("1,2 triệu đồng/container", "VND/container"),
        ("17 triệu tấn/năm", "tonne/year"),
    ],
)
def test_a_price(text, unit):
    """What the money is paid for belongs to the unit."""
    assert [q.unit for q in quantities(text)] == [unit]
    assert spans(text) == [text]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$82.5 a barrel", "USD/barrel"),
        ("USD 82.5/barrel", "USD/barrel"),
        ("82.5 dollars a barrel", "USD/barrel"),
        ("USD 636 per tonne", "USD/tonne"),
        ("VND23,024 per litre", "VND/litre"),
        ("23,024 dong a litre", "VND/litre"),
        ("VND24,147 per dollar", "VND/USD"),
        ("24,147 VND/USD", "VND/USD"),
    ],
)
def test_an_english_price(text, unit):
    """The same with the currency before the number."""
    assert [q.unit for q in quantities(text, "en")] == [unit]
    assert spans(text, "en") == [text]


def test_a_price_of_something_unknown_is_money():
    """The span ends with what was understood."""
    assert quantities("$82.5 a widget", "en") == [figure("82.5", "USD")]
    assert spans("$82.5 a widget", "en") == ["$82.5"]
    assert spans("USD 2.5% a year", "en") == ["2.5%"]


@pytest.mark.parametrize(
    ("text", "value", "exponent", "unit"),
    [
        ("10.839 DN", "10839", 0, "enterprises"),
        ("10.839 doanh nghiệp", "10839", 0, "enterprises"),
        ("98,7 nghìn doanh nghiệp", "98.7", 3, "enterprises"),
        ("8,8 triệu lượt khách quốc tế", "8.8", 6, "visits"),
        ("270.000 khách hàng", "270000", 0, "customers"),
        ("1.294,2 nghìn ngày khách", "1294.2", 3, "guest-days"),
        ("1,5 triệu tờ khai", "1.5", 6, "declarations"),
        ("2.247 dự án", "2247", 0, "projects"),
        ("64.500 chỗ làm việc", "64500", 0, "jobs"),
        ("52,4 triệu người", "52.4", 6, "people"),
        ("100 000 người", "100000", 0, "people"),
        ("12 bộ, ngành", "12", 0, "ministries"),
        ("3 đô thị", "3", 0, "towns"),
    ],
)
def test_what_is_counted(text, value, exponent, unit):
    """Counted things are units that count."""
    assert quantities(text) == [figure(value, unit, exponent)]
    assert units()[unit].count


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("âm 5,2%", "vi", "-5.2"),
        ("-6.8 %", "vi", "-6.8"),
        ("−6,8%", "vi", "-6.8"),
        ("(-6,8%)", "vi", "-6.8"),
        ("âm khoảng 5%", "vi", "-5"),
        ("khoảng -5%", "vi", "-5"),
        ("minus 2%", "en", "-2"),
        ("negative 2%", "en", "-2"),
        ("a -0.5% change", "en", "-0.5"),
        ("giảm 5%", "vi", "5"),
        ("tăng 4% - 5%", "vi", "4"),
        ("GDP – 5%", "vi", "5"),
        ("at 8 am 30% stayed", "en", "30"),
    ],
)
def test_a_sign(text, language, value):
    """A minus, as a mark or a word, is the number's; a verb or a dash between words is not."""
    assert quantities(text, language)[-1].value == Decimal(value)


def test_a_negative_figure_keeps_its_qualifier():
    """In whichever order the two are written."""
    about = figure("-5", "%", qualifier="about")
    assert quantities("âm khoảng 5%") == quantities("khoảng âm 5%") == [about]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dịch Covid-19",
        "xăng RON95-III và E5RON92",
        "Nghị quyết 165/NQ-CP",
        "Thông tư 22/2023/TT-BYT",
        "mạng 4G",
        "ngày 31.12.2024",
        "nghỉ lễ 30/4 và 26/10 này",
        "10⁹ đồng",
    ],
)
def test_what_is_no_quantity(text):
    """Names, decrees, dates and powers of ten are no figures."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "tháng 5 tỷ lệ thất nghiệp",
        "tháng 5 tỷ giá tăng",
        "năm 2024 đồng bằng sông Hồng",
        "năm 2024 Đồng Nai tăng",
        "năm 2024 bao gồm",
        "tháng 12 bao nhiêu",
        "có 3 điểm nhấn",
        "các năm 2020-2023 lần lượt là",
        "năm 2019 nước ta",
        "có 50 khách sạn",
    ],
)
def test_the_beginning_of_another_word_is_no_unit(text):
    """Syllables are written apart: "đồng bằng" is a plain, "tỷ lệ" a rate."""
    assert [(q.unit, q.exponent) for q in quantities(text)] == [("", 0)]


def test_a_scaled_figure_keeps_its_unit_before_any_word():
    """No name stands behind a scale: "200 tỷ đồng bằng 59%" is money."""
    assert quantities("200 tỷ đồng bằng 59%") == [figure("200", "VND", 9), figure("59", "%")]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("27,26\u00a0tỷ\u00a0USD", figure("27.26", "USD", 9)),
        ("18,3\u202f%", figure("18.3", "%")),
        ("hơn\u00a010.839\u00a0doanh nghiệp", figure("10839", "enterprises", qualifier="over")),
        ("1,6\u200b-\u200b1,8 triệu tấn", figure("1.6", "tonne", 6, high="1.8")),
        ("5,2 điểm phần trăm", figure("5.2", "pp")),
    ],
    ids=["no-break", "narrow", "qualifier", "zero-width", "decomposed"],
)
def test_a_figure_with_unusual_spaces(text, quantity):
    """After normalising, it reads like any other."""
    assert quantities(normalise(text)) == [quantity]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("27,26 ty USD", figure("27.26", "USD", 9)),
        ("5 phan tram", figure("5", "%")),
        ("0,5 diem phan tram", figure("0.5", "pp")),
        ("98,3 nghin ty dong", figure("98.3", "VND", 12)),
        ("tu 6,5% den 7%", figure("6.5", "%", high="7")),
        ("60/63 dia phuong", figure("60", "localities", of=63)),
        ("am 5,2%", figure("-5.2", "%")),
        ("dat hon 5%", figure("5", "%", qualifier="over")),
        ("giai ngan hon 205 ty dong", figure("205", "VND", 9, qualifier="over")),
        ("cao hon 5%", figure("5", "%")),
        ("gan 8,8 trieu luot khach", figure("8.8", "visits", 6, qualifier="under")),
        ("23.024 dong/lit", figure("23024", "VND/litre")),
        ("nam 2024 Ha Noi tang", figure("2024")),
        ("thang 5 ty le that nghiep", figure("5")),
    ],
)
def test_a_figure_without_diacritics(text, quantity):
    """A question typed without diacritics is read the same."""
    assert quantities(text, plain=True) == [quantity]


def test_a_text_may_be_one_figure():
    """Nothing is needed before or behind it."""
    assert spans("5%") == ["5%"]
    assert spans("5") == ["5"]
    assert spans("tăng 5") == ["5"]


def test_several_figures_of_a_sentence():
    """Each figure keeps its own unit."""
    assert spans("Xuất khẩu đạt 32,8 tỷ USD, tăng 15,2% (trong đó 60/63 địa phương tăng).") == [
        "32,8 tỷ USD",
        "15,2%",
        "60/63 địa phương",
    ]


def test_an_amount_has_its_scale_worked_out():
    """The printed value stays beside it, with its decimal places."""
    (quantity,) = quantities("1,50 tỷ USD")
    assert (quantity.value, quantity.places, quantity.amount) == (Decimal("1.50"), 2, 1_500_000_000)


@pytest.mark.parametrize("unit", units().values(), ids=units())
def test_every_wording_of_a_unit_is_read(unit):
    """In both languages, and in Vietnamese with and without diacritics."""
    for wording in unit.vi:
        assert [q.unit for q in quantities(f"1,5 {wording}.")] == [unit.id]
        assert [q.unit for q in quantities(f"1,5 {fold(wording)}.", plain=True)] == [unit.id]
    for wording in unit.en:
        assert [q.unit for q in quantities(f"1.5 {wording}.", "en")] == [unit.id]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wording_names_one_unit(language):
    """No two units share a wording."""
    named = {(matching(w), u.id) for u in units().values() for w in getattr(u, language)}
    assert len(named) == len({wording for wording, _ in named})


NUMBERS = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2) | st.decimals(
    0, 10**6, allow_nan=False, allow_infinity=False, places=1
)
VIETNAMESE_UNITS = st.sampled_from([(w, u.id) for u in units().values() for w in u.vi])
ENGLISH_UNITS = st.sampled_from([(w, u.id) for u in units().values() for w in u.en])
VIETNAMESE_SCALES = st.sampled_from([("", 0), ("nghìn ", 3), ("triệu ", 6), ("nghìn tỷ ", 12)])
ENGLISH_SCALES = st.sampled_from([("", 0), ("thousand ", 3), ("million ", 6), ("bn ", 9)])
WORDS = st.lists(
    st.sampled_from(
        "Xuất khẩu, đạt tăng; (giảm chiếm: so với cùng kỳ: “mức” output rose; (trade fell to".split()
    ),
    max_size=4,
).map(" ".join)


def printed(number, language):
    text = f"{number:,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


@settings(deadline=None)  # the first reading compiles the units
@given(NUMBERS, VIETNAMESE_SCALES, VIETNAMESE_UNITS)
def test_a_figure_printed_in_vietnamese_reads_back(number, scale, unit):
    """Value, scale, unit and decimal places survive printing, and the span is the whole of it."""
    text = f"{printed(number, 'vi')} {scale[0]}{unit[0]}"
    assert quantities(text) == [figure(number, unit[1], scale[1])]
    assert quantities(text)[0].places == -number.as_tuple().exponent
    assert spans(text) == [text]


@settings(deadline=None)  # the first reading compiles the units
@given(NUMBERS, ENGLISH_SCALES, ENGLISH_UNITS)
def test_a_figure_printed_in_english_reads_back(number, scale, unit):
    """The same with the other marks."""
    text = f"{printed(number, 'en')} {scale[0]}{unit[0]}"
    assert quantities(text, "en") == [figure(number, unit[1], scale[1])]
    assert spans(text, "en") == [text]


@settings(deadline=None)  # the first reading compiles the units
@given(NUMBERS, st.sampled_from(["USD ", "VND", "$", "US$", "EUR "]), ENGLISH_SCALES)
def test_a_currency_before_the_number_is_part_of_the_span(number, money, scale):
    """The span begins with it and ends with the scale."""
    text = f"{money}{printed(number, 'en')} {scale[0]}".strip()
    assert spans(f"was {text}, down", "en") == [text]
    assert quantities(f"was {text}, down", "en")[0].amount == number.scaleb(scale[1])


@settings(deadline=None)  # the first reading compiles the units
@given(NUMBERS, VIETNAMESE_SCALES, VIETNAMESE_UNITS, WORDS, WORDS, st.booleans())
def test_the_text_around_a_figure_does_not_change_it(number, scale, unit, before, behind, plain):
    """Only qualifiers and signs look at the words before it."""
    text = f"{printed(number, 'vi')} {scale[0]}{unit[0]}"
    around = f"{before} {text}, {behind}"
    if plain:
        text, around = fold(text), fold(around)
    assert quantities(around, plain=plain) == quantities(text, plain=plain)
    assert spans(around, plain=plain) == [text]


HELD = st.sampled_from(["\u00a0", "\u2009", "\u202f", "\u2007"])
LARGE = st.integers(1_000, 10**12)
DECIMALS = st.sampled_from(["", ",5", ",25", ",125"])


@settings(deadline=None)  # the first reading compiles the units
@given(LARGE, HELD, DECIMALS, st.sampled_from(["", " tấn", " triệu USD"]), st.booleans())
def test_spaces_that_hold_digits_together_part_thousands(number, space, decimals, unit, plain):
    """With a unit or without, as the file's normal form keeps them."""
    text = normalise(f"đạt {f'{number:_}'.replace('_', space)}{decimals}{unit}")
    (found,) = quantities(fold(text) if plain else text, plain=plain)
    assert found.value == Decimal(f"{number}{decimals.replace(',', '.')}")
    assert bool(found.unit) == bool(unit)


@settings(deadline=None)  # the first reading compiles the units
@given(LARGE, DECIMALS, VIETNAMESE_SCALES, VIETNAMESE_UNITS, WORDS)
def test_plain_spaces_part_the_thousands_of_what_is_measured(number, decimals, scale, unit, before):
    """Value and span are those of the whole number."""
    text = f"{f'{number:_}'.replace('_', ' ')}{decimals} {scale[0]}{unit[0]}"
    value = Decimal(f"{number}{decimals.replace(',', '.')}")
    assert quantities(f"{before} {text}") == [figure(value, unit[1], scale[1])]
    assert spans(f"{before} {text}") == [text]


@settings(deadline=None)  # the first reading compiles the units
@given(
    st.sampled_from(["tháng 5", "quý 3", "ngày 28", "năm 2023", "nhóm 12", "top 5", "tuần 7"]),
    st.integers(100, 999),
    st.sampled_from(["tấn", "dự án", "doanh nghiệp", "tỷ đồng"]),
    st.sampled_from([" ", "\u00a0"]),
    st.booleans(),
)
def test_a_number_behind_a_name_with_a_number_is_its_own(name, number, unit, space, plain):
    """Whatever space stands between them: "tháng 5 120 doanh nghiệp"."""
    text = normalise(f"{name}{space}{number} {unit}")
    found = quantities(fold(text) if plain else text, plain=plain)
    assert [q.value for q in found] == [Decimal(name.split()[1]), Decimal(number)]
    assert found[0].unit == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("lần lượt 5 12 345 tấn", ["5", "12", "345"]),
        ("bảng ghi 12 345 678", ["12", "345", "678"]),
        ("0 123 tấn", ["0", "123"]),
        ("1 2345 tấn", ["1", "2345"]),
        ("1 234 5 tấn", ["1", "234", "5"]),
        ("1 234.567.890 tấn", ["1", "234567890"]),
        ("5 120/123 xã", ["5", "120"]),
        ("tháng 15 300 doanh nghiệp", ["15300"]),
        ("năm 2023 120 500 dự án", ["2023", "120500"]),
        ("từ 1 200 - 1 500 tấn", ["1200"]),
        ("tăng từ 1 000 lên 2 000", ["1000", "2000"]),
    ],
)
def test_numbers_beside_each_other_are_told_from_one(text, values):
    """A list, groups of another length, a month that cannot be."""
    assert [quantity.value for quantity in quantities(text)] == list(map(Decimal, values))


PIECES = st.lists(
    st.sampled_from(
        "1 234 000 2.5 3,75 1.234,5 2024 60/63 % - – / . , ( ) ¹ $ USD VND tỷ triệu đồng tấn lượt khách điểm "
        "phần trăm âm gần hơn từ đến to per a barrel bn tháng Covid-19 4G bộ bao nhiêu lần lượt".split()
    )
    | st.sampled_from([" ", "", "\n", "\u00a0"]),
    max_size=25,
).map("".join)


@settings(deadline=None)  # the first reading compiles the units
@given(st.one_of(st.text(max_size=120), PIECES), st.sampled_from(["vi", "en"]), st.booleans())
def test_any_text_is_read_in_order(text, language, plain):
    """Nothing raises; spans lie in the text one after the other and begin with digits or money."""
    end = 0
    for mention in find_quantities(text, language, plain=plain):
        assert end <= mention.start < mention.end <= len(text)
        first = text[mention.start]
        assert (
            first.isdecimal() or first in "$€" or text[mention.start : mention.start + 2].isalpha()
        )
        assert mention.quantity.unit in ("", *units())
        assert not text[mention.end - 1].isspace()
        end = mention.end
