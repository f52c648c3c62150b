"""Long files for the benchmark, written from a seed: prose and tables as in bulletins."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from evals.lay_out import LEFT, Document, Table, as_html, as_pdf

SEED = 20261122
PDF_SECTIONS = 183  # which make 200 pages
HTML_PAGES = 1_000


class Series(NamedTuple):
    """Something measured in a unit, about as much as `usual` a month."""

    name: str
    unit: str
    usual: float


_SERIES = (
    Series("kim ngạch xuất khẩu hàng hóa", "tỷ USD", 33.0),
    Series("kim ngạch nhập khẩu hàng hóa", "tỷ USD", 31.0),
    Series("tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", "nghìn tỷ đồng", 540.0),
    Series("vốn đầu tư trực tiếp nước ngoài thực hiện", "tỷ USD", 1.8),
    Series("số doanh nghiệp đăng ký thành lập mới", "nghìn doanh nghiệp", 13.2),
    Series("sản lượng thủy sản", "nghìn tấn", 780.0),
    Series("xuất khẩu gạo", "nghìn tấn", 620.0),
    Series("khách quốc tế đến nước ta", "nghìn lượt người", 1_350.0),
    Series("vận chuyển hành khách", "triệu lượt khách", 410.0),
    Series("thu ngân sách nhà nước", "nghìn tỷ đồng", 150.0),
)
_BRANCHES = (
    "Khai khoáng", "Công nghiệp chế biến, chế tạo", "Sản xuất và phân phối điện", "Dệt",
    "Sản xuất trang phục", "Sản xuất đồ uống", "Sản xuất kim loại", "Sản xuất xe có động cơ",
    "Sản xuất hóa chất và sản phẩm hóa chất", "Sản xuất thiết bị điện",
)  # fmt: skip
_PLACES = (
    "Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Quảng Ninh", "Bắc Giang", "Thanh Hóa", "Nghệ An",
    "Khánh Hòa", "Bình Dương", "Đồng Nai", "Long An", "Cà Mau", "Lào Cai", "Phú Thọ",
)  # fmt: skip
_REMARKS = (
    "Đơn hàng mới đã quay lại với nhiều xưởng may, song giá nguyên liệu còn cao khiến lãi mỏng.",
    "Nhà vườn cho biết thời tiết thuận nên thu hoạch sớm hơn thường lệ, thương lái vào tận nơi.",
    "Cước tàu biển đi châu Âu chưa giảm, vì thế một số lô hàng được dồn sang đường sắt.",
    "Nhiều địa phương mở hội chợ cuối tuần để kéo người mua, sức mua nhờ đó đều hơn giữa các vùng.",
    "Ngân hàng nới điều kiện vay cho hộ kinh doanh nhỏ, nhưng số hồ sơ được duyệt tăng chậm.",
)  # fmt: skip
_CAUSES = (
    "nhờ nhu cầu của các thị trường lớn hồi phục",
    "do kỳ nghỉ lễ kéo dài hơn một năm trước",
    "khi giá nhiên liệu đầu vào hạ xuống",
    "vì nhiều dự án lớn đi vào vận hành",
)
_NOTATION = str.maketrans(",.", ".,")


class Writer:
    """Writes sentences and tables of one month after another."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def paragraph(self, year: int, month: int) -> str:
        """Return some sentences on a series of a month."""
        pick, series = self._random.choice, self._random.choice(_SERIES)
        first, second, third = self._random.sample(_PLACES, 3)
        return (
            f"{series.name.capitalize()} tháng {month}/{year} ước đạt {self._amount(series, 1)}, "
            f"{self._change()} so với tháng trước và {self._change()} so với cùng kỳ năm trước "
            f"{pick(_CAUSES)}. Tính chung {month} tháng năm {year}, {series.name} đạt "
            f"{self._amount(series, month)}, {self._change()} so với cùng kỳ năm trước. "
            f"Trong đó, {first} {self._change()}; {second} {self._change()}; "
            f"{third} {self._change()}. {pick(_REMARKS)}"
        )

    def table(self, year: int, month: int, number: int, *, ruled: bool) -> Table:
        """Return the index of production by branch, in a head of two rows."""
        body = [
            (branch, *(f"{self._random.uniform(85, 125):.1f}" for _ in range(4)))
            for branch in self._random.sample(_BRANCHES, len(_BRANCHES))
        ]
        return Table(
            captions=(f"Biểu {number}. Chỉ số sản xuất công nghiệp", "Đơn vị tính: %"),
            head=(
                ("", f"Tháng {month}/{year} so với", LEFT, f"{month} tháng {year} so với", LEFT),
                ("", "tháng trước", "cùng kỳ năm trước", "cùng kỳ năm trước", "kế hoạch năm"),
            ),
            body=tuple(body),
            ruled=ruled,
        )

    def _amount(self, series: Series, months: int) -> str:
        value = f"{series.usual * months * self._random.uniform(0.8, 1.2):,.1f}"
        return f"{value.translate(_NOTATION)} {series.unit}"

    def _change(self) -> str:
        change = self._random.uniform(-20, 25)
        return f"{'tăng' if change > 0 else 'giảm'} {abs(change):.1f}%".replace(".", ",")


def _months() -> Iterator[tuple[int, int]]:
    for number in range(10**6):
        yield 2008 + number // 12 % 16, number % 12 + 1


def long_pdf(sections: int = PDF_SECTIONS) -> bytes:
    """Return a report of many months: five paragraphs and a table each, every other one ruled."""
    writer = Writer(SEED)
    tables = []
    for number, (year, month) in zip(range(sections), _months(), strict=False):
        table = writer.table(year, month, number + 1, ruled=number % 2 == 0)
        prose = (f"Tình hình tháng {month}/{year}", *_prose(writer, year, month, 5))
        tables.append(
            Table(
                captions=(*prose, *table.captions),
                head=table.head,
                body=table.body,
                ruled=table.ruled,
            )
        )
    return as_pdf(
        Document(
            title="Kinh tế các tháng qua",
            day="Hà Nội, ngày 6 tháng 1 năm 2024",
            before=(),
            tables=tuple(tables),
            after=(),
        )
    )


def _prose(writer: Writer, year: int, month: int, paragraphs: int) -> tuple[str, ...]:
    return tuple(writer.paragraph(year, month) for _ in range(paragraphs))


def html_pages(count: int = HTML_PAGES) -> Iterator[tuple[str, bytes]]:
    """Yield names and pages of news: articles, every fifth with a table, among menus and links."""
    writer = Writer(SEED + 1)
    for number, (year, month) in zip(range(count), _months(), strict=False):
        table = writer.table(year, month, 1, ruled=True)
        page = as_html(
            Document(
                title=f"Kinh tế tháng {month}/{year}, bài {number}",
                day=f"Ngày 28/{month}/{year}",
                before=_prose(writer, year, month, 4),
                tables=(table,) if number % 5 == 0 else (),
                after=(),
            )
        )
        yield f"{number:04}.html", _framed(page, number)


def _framed(page: bytes, number: int) -> bytes:
    """Return a page with what news sites put around an article."""
    links = "".join(
        f'<li><a href="/chuyen-muc/{n}" class="menu item-{n}">Chuyên mục {n}</a></li>'
        for n in range(40)
    )
    related = "".join(
        f'<div class="box"><a href="/tin/{number}-{n}"><img src="/{n}.jpg" alt=""></a>'
        f'<a href="/tin/{number}-{n}">Tin liên quan số {n} trong ngày</a></div>'
        for n in range(25)
    )
    script = "var q=[];" + "".join(f"q.push({{id:{n},on:true}});" for n in range(400))
    before = f"<script>{script}</script><nav><ul>{links}</ul></nav>"
    after = f'<aside class="related">{related}</aside><footer><p>Bản quyền</p></footer>'
    text = page.decode().replace("<body>", f"<body>{before}").replace("</body>", f"{after}</body>")
    return text.encode()
