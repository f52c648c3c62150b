"""True sentences made false in one thing: a value, its sign, unit, period, base, series or mark."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

Altered = Literal[
    "none",
    "value",
    "sign",
    "unit",
    "period",
    "base",
    "series",
    "place",
    "invented",
    "derived",
    "words",
    "mark",
]
_VALUE = re.compile(r"\d+(?:[.,]\d+)*(?=\s?(?:%|điểm phần trăm|tỷ|tỉ|triệu|nghìn|ngàn|percentage))")
_MONTH = re.compile(r"(?<=tháng )(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"(?<![\d/.,])(20[12]\d)(?![\d/.,])")
_MARK = re.compile(r"\s*\[\d{1,2}\]")

_SIGNS = (
    ("tăng", "giảm"),
    ("cao hơn", "thấp hơn"),
    ("xuất siêu", "nhập siêu"),
    ("thặng dư", "thâm hụt"),
    ("up ", "down "),
    ("rose", "fell"),
    ("increased", "decreased"),
)
_BASES = (
    ("so với cùng kỳ năm trước", "so với tháng trước"),
    ("so với cùng kỳ", "so với tháng trước"),
    ("so với quý trước", "so với cùng kỳ năm trước"),
    ("so với tháng 12 năm trước", "so với cùng kỳ năm trước"),
    ("year on year", "from the month before"),
)
_UNITS = (
    ("tỷ USD", "triệu USD"),
    ("nghìn tỷ đồng", "triệu đồng"),
    ("tỷ đồng", "triệu đồng"),
    (" điểm phần trăm", "%"),
    (" percentage points", "%"),
    ("billion", "million"),
    ("%", " điểm phần trăm"),
)
_SERIES = (
    ("Chỉ số giá tiêu dùng (CPI)", "Chỉ số giá vàng"),
    ("Chỉ số sản xuất công nghiệp (IIP)", "Chỉ số giá tiêu dùng (CPI)"),
    ("chỉ số giá tiêu dùng (CPI)", "chỉ số giá đô la Mỹ"),
    ("chỉ số sản xuất công nghiệp (IIP)", "lạm phát cơ bản"),
    ("Tổng sản phẩm trong nước (GDP)", "Vốn đầu tư nước ngoài thực hiện"),
    ("Xuất khẩu", "Nhập khẩu"),
    ("xuất khẩu", "nhập khẩu"),
    ("Nhập khẩu", "Xuất khẩu"),
    ("nhập khẩu", "xuất khẩu"),
    ("CPI", "IIP"),
    ("IIP", "CPI"),
    ("GDP", "CPI"),
    ("Goods exports", "Goods imports"),
    ("Goods imports", "Goods exports"),
)
_PLACES = ("Hà Nội", "Đà Nẵng", "Cần Thơ", "Hải Phòng")
_WORDS = (
    "tăng gấp đôi so với tháng trước",
    "giảm gần một nửa so với cùng kỳ năm trước",
    "tăng hai mươi mốt phần trăm so với cùng kỳ năm trước",
    "giảm ba phần trăm so với tháng trước",
    "tăng XVII% so với cùng kỳ năm trước",
    "tăng ²³% so với cùng kỳ năm trước",
)


def _swap(sentence: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the sentence with the first of the pairs turned, in either direction."""
    for one, other in pairs:
        for old, new in ((one, other), (other, one)):
            if old in sentence:
                return sentence.replace(old, new, 1)
    return sentence


def _one_way(sentence: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        if old in sentence:
            return sentence.replace(old, new, 1)
    return sentence


def _value(sentence: str, known: str, random: Random) -> str:
    found = list(_VALUE.finditer(sentence))
    if not found:
        return sentence
    match = random.choice(found)
    new = _unknown(match[0], known, random)
    return sentence[: match.start()] + new + sentence[match.end() :]


def _unknown(number: str, known: str, random: Random) -> str:
    """Return a number of the same form that stands nowhere in what is known."""
    for _ in range(200):
        at = random.choice([n for n, sign in enumerate(number) if sign.isdigit()])
        new = number[:at] + random.choice("123456789") + number[at + 1 :]
        if not re.search(rf"(?<![\d.,]){re.escape(new)}(?![\d])", known):
            return new
    return f"9{number}"


def _sign(sentence: str, _: str, __: Random) -> str:
    return _swap(sentence, _SIGNS)


def _unit(sentence: str, _: str, __: Random) -> str:
    return _one_way(sentence, _UNITS)


def _base(sentence: str, _: str, __: Random) -> str:
    return _swap(sentence, _BASES)


def _series(sentence: str, _: str, __: Random) -> str:
    return _one_way(sentence, _SERIES)


def _period(sentence: str, _: str, random: Random) -> str:
    if month := _MONTH.search(sentence):
        other = int(month[1]) % 12 + random.randint(1, 3)
        new = f"{(other - 1) % 12 + 1}/{int(month[2]) - random.randint(0, 1)}"
        return sentence[: month.start()] + new + sentence[month.end() :]
    if year := _YEAR.search(sentence):
        return sentence[: year.start()] + str(int(year[0]) - 1) + sentence[year.end() :]
    return sentence


def _place(sentence: str, _: str, random: Random) -> str:
    place = random.choice(_PLACES)
    verb = re.search(r"\s(?=tăng|giảm|đạt|ước)", sentence)
    if not verb or place in sentence:
        return sentence
    return f"{sentence[: verb.start()]} của {place}{sentence[verb.start() :]}"


def _mark(sentence: str, known: str, random: Random) -> str:
    other = next(n for n in (random.randint(20, 90) for _ in range(99)) if f"[{n}]" not in known)
    return _MARK.sub(f" [{other}]", sentence, count=1)


def _invented(sentence: str, known: str, random: Random) -> str:
    """Make a sentence of its own that the data do not tell."""
    match = _MARK.search(sentence)
    new = _unknown(f"{random.randint(2, 48)},{random.randint(11, 98)}", known, random)
    what = random.choice(("Lạm phát cơ bản", "Dự trữ ngoại hối", "Nhập khẩu xăng dầu", "Giá thép"))
    return f"{what} tăng {new}% so với cùng kỳ năm trước{match[0] if match else ''}."


def _derived(sentence: str, known: str, random: Random) -> str:
    """Add what somebody has worked out, wrongly."""
    new = _unknown(f"{random.randint(1, 9)},{random.randint(11, 98)}", known, random)
    match = _MARK.search(sentence)
    at = match.start() if match else len(sentence) - 1
    added = f", tức là chênh lệch {new} điểm phần trăm"
    return sentence[:at] + added + sentence[at:]


def _words(sentence: str, _: str, random: Random) -> str:
    """Tell a made-up number without digits."""
    match = _MARK.search(sentence)
    head = re.split(r"\s(?=tăng|giảm|đạt|ước)", sentence, maxsplit=1)[0]
    if len(head) > 90 or head == sentence:
        head = "Giá gạo"
    return f"{head} {random.choice(_WORDS)}{match[0] if match else ''}."


_WAYS: dict[Altered, Callable[[str, str, Random], str]] = {
    "value": _value,
    "sign": _sign,
    "unit": _unit,
    "period": _period,
    "base": _base,
    "series": _series,
    "place": _place,
    "invented": _invented,
    "derived": _derived,
    "words": _words,
    "mark": _mark,
}
"""How a sentence is made false; a way that does not fit leaves it as it is."""


def alter(sentence: str, known: str, random: Random) -> tuple[str, Altered]:
    """Return the sentence made false in one way that fits it, and the way."""
    ways = list(_WAYS.items())
    random.shuffle(ways)
    for way, change in ways:
        altered = change(sentence, known, random)
        if altered != sentence:
            return altered, way
    return sentence, "none"
