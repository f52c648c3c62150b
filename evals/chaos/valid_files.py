"""Valid files of every kind: one bulletin with a table, laid out as offices do, and as text."""

import csv
from functools import cache
from io import StringIO

from evals.chaos.bulletins import bulletin_text, growth, month_of
from evals.lay_out import FORMATS, Document, Table

KINDS = ("txt", "md", "html", "pdf", "docx", "xlsx", "csv")
_VARIANTS = 4  # bulletins laid out of each kind


@cache
def valid_file(kind: str, number: int = 0) -> bytes:
    """Return a file of this kind with bulletin `number`."""
    if kind == "txt":
        return bulletin_text(number).encode()
    if kind == "csv":
        return _as_csv(_table(number))
    return FORMATS[kind](_document(number))


@cache
def bases(kind: str) -> tuple[bytes, ...]:
    """Return the valid files that files of this kind are made from."""
    return tuple(valid_file(kind, number) for number in range(_VARIANTS))


def proof(kind: str, number: int = 0) -> str:
    """Return what stands in the text of a valid file once it was read right."""
    return f"{growth(number, 1)}%" if kind != "csv" else f"Gạo | {number + 2},4"


def _document(number: int) -> Document:
    first, *others = bulletin_text(number).split("\n\n")
    return Document(
        title=f"Giá tiêu dùng tháng {month_of(number)}",
        day="Hà Nội, ngày 29/3/2024",
        before=(first,),
        tables=(_table(number),),
        after=tuple(others),
    )


def _table(number: int) -> Table:
    goods = ("Gạo", "Thịt lợn", "Xăng dầu", "Điện", "Dịch vụ y tế", "Giáo dục")
    rows = (f"{good};{number + at + 2}.4;{at}.{number}^1^" for at, good in enumerate(goods))
    return Table(
        captions=(f"Biến động giá tháng {month_of(number)} so với tháng trước (%)",),
        head=(("Nhóm hàng", "Tháng này", "Tháng trước"),),
        body=tuple(tuple(row.split(";")) for row in rows),
        notes=("^1^ Số liệu ước tính.",),
    )


def _as_csv(table: Table) -> bytes:
    file = StringIO()
    csv.writer(file).writerows([table.captions, *table.rows])
    return file.getvalue().encode()
