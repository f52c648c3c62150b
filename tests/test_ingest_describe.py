"""Title, publisher, date, period and place, each with where it was read."""

import unicodedata
from datetime import date

import pytest

from ingest.describe import (
    anchor_day,
    main_period,
    main_place,
    read_date,
    read_publisher,
    read_title,
)
from ingest.types import RawDocument
from lexicon.periods import as_of, month, quarter, year_to_date

LEAD = "Giá gạo trong nước tháng 5 tăng so với tháng trước."
NOTHING = RawDocument(text="")


def stated(**fields: str) -> RawDocument:
    return RawDocument(text="", front_matter=True, **fields)


@pytest.mark.parametrize(
    ("raw", "text", "file", "expected"),
    [
        (stated(title=" Giá  gạo "), LEAD, "a.md", ("Giá gạo", "front-matter")),
        (RawDocument(text="", title="Giá gạo"), LEAD, "a.html", ("Giá gạo", "markup")),
        (NOTHING, f"Giá gạo tăng nhẹ\n{LEAD}", "a.txt", ("Giá gạo tăng nhẹ", "text")),
        (NOTHING, f"# Giá gạo\n{LEAD}", "a.md", ("Giá gạo", "text")),
        (
            NOTHING,
            LEAD,
            "012_gia-gao-trong-nuoc.txt",
            ("Giá gạo trong nước", "file-name"),
        ),
        (NOTHING, LEAD, "Bản_tin-số 7.txt", ("Bản tin số 7", "file-name")),
        (NOTHING, LEAD, "market-report-07.txt", ("market report 07", "file-name")),
        (stated(title="\u200b"), LEAD, "gia-gao.md", ("Giá gạo", "file-name")),
    ],
    ids=[
        "front-matter",
        "markup",
        "first-line",
        "heading",
        "file-name-with-its-diacritics-back",
        "file-name-as-written",
        "file-name-of-other-words",
        "invisible",
    ],
)
def test_a_title_says_where_it_was_read(raw, text, file, expected):
    """Stated, then the text's own first line, then the file's name."""
    assert read_title(raw, text, file) == expected


@pytest.mark.parametrize("read", [read_title, read_publisher])
def test_stated_names_are_in_normal_form(read):
    """Decomposed letters and no-break spaces of front matter come out as in the text."""
    written = unicodedata.normalize("NFD", "Thời\u00a0báo Thử")
    arguments = ("", "a.md") if read is read_title else ("",)
    found, _ = read(stated(title=written, publisher=written), *arguments)
    assert found == "Thời báo Thử"


def test_a_decomposed_file_name_is_composed():
    """A Mac writes its file names so."""
    name = unicodedata.normalize("NFD", "Bản tin số 7.txt")
    assert read_title(NOTHING, LEAD, name)[0] == "Bản tin số 7"


@pytest.mark.parametrize(
    ("raw", "text", "expected"),
    [
        (stated(publisher="Báo Thử"), LEAD, ("Báo Thử", "front-matter")),
        (NOTHING, f"Hà Nội (TTXVN) - {LEAD}", ("TTXVN", "text")),
        (NOTHING, f"(TBTC) – {LEAD}", ("TBTC", "text")),
        (NOTHING, LEAD, ("", "unknown")),
        (NOTHING, f"{LEAD} Chỉ số giá (CPI) giảm.", ("", "unknown")),
    ],
    ids=["front-matter", "agency", "mark", "none", "abbreviation"],
)
def test_a_publisher_says_where_it_was_read(raw, text, expected):
    """An agency's mark stands in brackets before a dash."""
    assert read_publisher(raw, text) == expected


@pytest.mark.parametrize(
    ("raw", "text", "expected"),
    [
        (stated(published="2025-06-03"), LEAD, (date(2025, 6, 3), "front-matter")),
        (stated(published="2025-06-03 08:00:00"), LEAD, (date(2025, 6, 3), "front-matter")),
        (stated(published="3/6/2025"), "Ngày 1/1/2020.", (date(2025, 6, 3), "front-matter")),
        (stated(published="03-06-2025"), LEAD, (date(2025, 6, 3), "front-matter")),
        (RawDocument(text="", published="2025-06-03"), LEAD, (date(2025, 6, 3), "markup")),
        (NOTHING, f"(Ngày 3/6/2025) {LEAD}", (date(2025, 6, 3), "text")),
        (NOTHING, f"{LEAD * 20}\nCập nhật 03.06.2025", (date(2025, 6, 3), "text")),
        (NOTHING, f"Ngày 31/2/2025 rồi 3/6/2025. {LEAD}", (date(2025, 6, 3), "text")),
        (stated(published="2025-02-30"), LEAD, (None, "unknown")),
        (NOTHING, LEAD, (None, "unknown")),
    ],
    ids=[
        "front-matter",
        "with-a-time",
        "day-first",
        "day-first-dashes",
        "markup",
        "opening",
        "closing",
        "no-such-day-passed-over",
        "no-such-day",
        "none",
    ],
)
def test_a_date_says_where_it_was_read(raw, text, expected):
    """Stated as ISO or day first, else a full date in the opening or closing lines."""
    assert read_date(raw, text, "name.md") == expected


def test_the_newest_day_a_writer_knows_is_the_publication():
    """Without one it is the end of the newest period named more than once."""
    text = "Tháng 5/2025 tăng. Tính đến tháng 5/2025 đạt 3 tỷ. Kế hoạch cho tháng 12/2025."
    far = "Lượng hàng về kho vẫn đều. " * 30
    assert anchor_day(date(2025, 6, 3), "", text) == date(2025, 6, 3)
    assert anchor_day(None, "", far + text) == date(2025, 5, 31)
    assert anchor_day(None, "", far) is None


def test_a_text_that_reports_on_a_month_behind_its_date_is_of_that_month():
    """11/10 put down for 10 November; a month only planned for changes nothing."""
    told = "IIP tháng 11/2021 tăng 5%. Tháng 11/2021, khai khoáng giảm. 11 tháng năm 2021 tăng 3%."
    assert anchor_day(date(2021, 10, 11), "", told) == date(2021, 11, 30)
    assert anchor_day(date(2021, 10, 11), "", "Tháng 11/2021 sẽ tăng.") == date(2021, 10, 11)


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("CPI tháng Một", "CPI tăng 5% so với cùng kỳ năm 2016.", date(2017, 12, 31)),
        ("Doanh nghiệp mới", "Tăng 8% so với 10 tháng năm 2019.", date(2020, 10, 31)),
        ("Tháng Tết", "Tăng 5% so với tháng 12/2016.", date(2017, 1, 31)),
        ("GDP", "GDP tăng so với quý 3/2020, quý 4/2020 tăng 4%.", date(2020, 12, 31)),
    ],
    ids=["same-period", "stretch", "month-before", "period-spoken-of"],
)
def test_a_text_that_dates_only_what_it_compares_with_is_from_after_it(title, text, day):
    """A year after the same period or a stretch, a month after a month."""
    assert anchor_day(None, title, text) == day


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Kế hoạch năm 2025", "Tháng 5/2025 tăng.", month(2025, 5)),
        ("Vốn", "Giảm do tháng 1/2024 có dự án lớn. Tháng 5/2025 tăng.", month(2025, 5)),
        ("Xuất nhập khẩu 3 quý đầu năm", "Tăng 5%.", year_to_date(2024, 9)),
    ],
    ids=["plan-for-the-year", "recalled", "quarters-to-date"],
)
def test_a_bulletin_is_not_about_what_is_planned_or_recalled(title, text, expected):
    """A year hardly begun and one long over give way to what is reported on."""
    assert main_period(title, text, date(2025, 6, 3)) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Giá gạo tháng 5/2025", "Quý I/2025 tăng.", month(2025, 5)),
        ("Giá gạo tháng 5", "Giá tăng.", month(2025, 5)),
        ("Giá gạo", "Trong quý I/2025, giá tăng. Tháng 5/2025 giảm.", quarter(2025, 1)),
        ("Giá gạo", "Đến 20/5/2025, 5 tháng đầu năm 2025 đạt 3 tỷ.", year_to_date(2025, 5)),
        ("Đến 20/5/2025 đạt 3 tỷ", "Giá tăng.", as_of(date(2025, 5, 20))),
        ("Giá gạo", "Giá tăng.", None),
    ],
    ids=["title", "year-from-the-date", "opening", "stretch-before-day", "day", "none"],
)
def test_a_bulletin_is_about_the_first_period_it_names(title, text, expected):
    """The title comes before the opening, a stretch before a day."""
    assert main_period(title, text, date(2025, 6, 3)) == expected


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("Đà Nẵng: giá gạo tăng", "Giá tăng.", "da_nang"),
        ("Giá gạo", "Tại Đà Nẵng giá tăng. Ở Đà Nẵng còn rẻ. Chợ Đà Nẵng vắng.", "da_nang"),
        ("Giá gạo", "Tại Đà Nẵng giá tăng. Nơi khác giảm.", ""),
        ("Đà Nẵng và Cần Thơ", "Giá tăng.", ""),
        ("Giá gạo", "Giá cả nước tăng.", ""),
        ("Lương ở Hà Nội cao nhất", "Hà Nội là 10, Cần Thơ là 8, Cà Mau là 7, Huế là 6.", ""),
        ("Huế: lương tăng", "Lương ở thành phố là 7, Cần Thơ là 8.", "hue"),
        ("Vốn", "Tại Hà Nội. Việt Nam, Việt Nam, Việt Nam. Ở Hà Nội, tại Hà Nội.", ""),
    ],
    ids=[
        *("title", "named-again-and-again", "named-once", "two", "country"),
        *("one-of-those-told", "others-beside-it", "no-more-than-the-country"),
    ],
)
def test_a_bulletin_is_about_one_province_or_the_country(title, text, place):
    """A province named in passing is not the subject."""
    assert main_place(title, text) == place


@pytest.mark.parametrize(
    "name", ["2024-02-29-iip.md", "iip_20240229.txt", "ban-tin.2024.02.29.html"]
)
def test_a_day_in_the_file_name_is_the_last_resort(name):
    """A file filed by its day is dated by it, and says so."""
    raw = RawDocument(text="Giá tăng nhẹ.")
    assert read_date(raw, raw.text, name) == (date(2024, 2, 29), "file-name")


def test_the_end_of_what_is_reported_is_no_day_of_publication():
    """ "Tính đến ngày 31/10/2024" dates the figure, not the bulletin."""
    raw = RawDocument(text="Tính đến ngày 31/10/2024, vốn đạt 27 tỷ USD.")
    assert read_date(raw, raw.text, "fdi.txt") == (None, "unknown")
