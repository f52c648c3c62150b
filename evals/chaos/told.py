"""What the bulletins of D7 say: series, a value of each, and enough beside it to know them by."""

from dataclasses import dataclass
from datetime import date
from html import escape
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series: its sentence, its questions, and between which values it lies, with a step."""

    sentence: str
    title: str
    asked_vi: str
    asked_en: str
    low: float
    step: float

    def text(self, at: date, value: str) -> str:
        """Return a bulletin that gives this value for the month of a day."""
        told = self.sentence.format(month=at.month, year=at.year, value=value)
        return f"{told} {_REST}"

    def question(self, at: date, lang: str) -> str:
        """Return what is asked for the figure of that month."""
        asked = self.asked_vi if lang == "vi" else self.asked_en
        return asked.format(month=at.month, year=at.year, name=_NAMES[at.month - 1])

    def values(self, random: Random) -> tuple[str, str]:
        """Return two values that lie as near as a revision does, as bulletins print them."""
        first = self.low + random.randint(1, 12) * self.step
        return _printed(first, self.step), _printed(first + self.step, self.step)


def _printed(value: float, step: float) -> str:
    return f"{value:.{2 if step < 0.1 else 1}f}".replace(".", ",")


_AT = "tháng {month}/{year}"
SERIES = (
    Series(
        sentence=f"Chỉ số giá tiêu dùng (CPI) {_AT} tăng {{value}}% so với tháng trước.",
        title=f"Giá tiêu dùng {_AT}",
        asked_vi=f"CPI {_AT} tăng bao nhiêu so với tháng trước?",
        asked_en="How much did the CPI rise in {name} {year} from the month before?",
        low=0.1,
        step=0.02,
    ),
    Series(
        sentence=f"Chỉ số sản xuất công nghiệp (IIP) {_AT} tăng {{value}}% so với cùng kỳ năm"
        " trước.",
        title=f"Sản xuất công nghiệp {_AT}",
        asked_vi=f"IIP {_AT} tăng bao nhiêu so với cùng kỳ năm trước?",
        asked_en="How much did industrial production grow in {name} {year} from a year earlier?",
        low=5.0,
        step=0.2,
    ),
    Series(
        sentence=f"Kim ngạch xuất khẩu hàng hóa {_AT} ước đạt {{value}} tỷ USD.",
        title=f"Xuất khẩu hàng hóa {_AT}",
        asked_vi=f"Xuất khẩu hàng hóa {_AT} đạt bao nhiêu?",
        asked_en="How much were exports of goods worth in {name} {year}?",
        low=30.0,
        step=0.3,
    ),
    Series(
        sentence=f"Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng {_AT} ước đạt {{value}}"
        " nghìn tỷ đồng.",
        title=f"Bán lẻ {_AT}",
        asked_vi=f"Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng {_AT} đạt bao nhiêu?",
        asked_en="How much were retail sales of goods and services in {name} {year}?",
        low=510.0,
        step=1.5,
    ),
    Series(
        sentence=f"Khách quốc tế đến Việt Nam {_AT} đạt {{value}} triệu lượt người.",
        title=f"Khách quốc tế {_AT}",
        asked_vi=f"Khách quốc tế đến Việt Nam {_AT} đạt bao nhiêu lượt?",
        asked_en="How many foreign visitors came to Viet Nam in {name} {year}?",
        low=1.2,
        step=0.1,
    ),
)
_REST = (
    "Kết quả này có được nhờ nguồn cung trong nước dồi dào, nhu cầu của người dân phục hồi và các"
    " địa phương đã triển khai nhiều giải pháp bình ổn thị trường ngay từ đầu năm. Các doanh"
    " nghiệp tiếp tục mở rộng mạng lưới, đẩy mạnh ứng dụng công nghệ và tìm kiếm khách hàng mới."
    " Trong thời gian tới, các bộ, ngành cần theo dõi sát diễn biến thị trường để chủ động ứng phó"
    " với những khó khăn có thể phát sinh."
)
_NAMES = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A bulletin with what its file states of it."""

    title: str
    day: date
    address: str
    text: str


def as_markdown(told: Told) -> bytes:
    """Return the bulletin under front matter."""
    address = f"url: {told.address}\n" if told.address else ""
    head = f"title: '{told.title}'\npublisher: Báo A\ndate: {told.day}\n{address}"
    return f"---\n{head}---\n{told.text}".encode()


def as_page(told: Told) -> bytes:
    """Return the bulletin as a page of a news site."""
    address = f'<link rel="canonical" href="{told.address}">' if told.address else ""
    head = (
        f'<meta charset="utf-8"><title>{escape(told.title)}</title>{address}'
        f'<meta property="og:title" content="{escape(told.title)}">'
        f'<meta property="og:site_name" content="Báo A">'
        f'<meta property="article:published_time" content="{told.day}T08:00:00+07:00">'
    )
    body = f"<article><p>{escape(told.text)}</p></article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
