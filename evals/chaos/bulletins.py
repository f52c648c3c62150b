"""Sixty short bulletins with figures, written by the number, and an embedder for them."""

import hashlib
import re
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from lexicon.text import tokens
from vectorstore.types import Chunk, Entry, Source, Vectors

COUNT = 60
FINGERPRINT = "hashed words/48 query:/passage:"
_FILLER = (
    "Các chợ đầu mối ghi nhận sức mua ổn định, nguồn cung dồi dào, không có biến động bất thường;"
    " tiểu thương cho biết người mua vẫn chọn hàng quen, còn các siêu thị giữ lượng dự trữ như"
    " thường lệ và mở cửa đúng giờ trong cả tháng."
)
_SIZE = 48  # components of a vector


class HashedWords:
    """Each word adds 1 to the component its hash names; rows have unit length.

    `calls` counts the texts embedded; `delay` seconds pass before each batch, to hold the lock.
    """

    def __init__(self, fingerprint: str = FINGERPRINT, delay: float = 0) -> None:
        self.fingerprint = fingerprint
        self.calls = 0
        self._delay = delay

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row."""
        time.sleep(self._delay)
        self.calls += len(texts)
        return np.vstack([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return one unit vector as a single row."""
        counts = np.zeros((1, _SIZE), np.float32)
        for word in tokens(text):
            counts[0, hashlib.md5(word.encode()).digest()[0] % _SIZE] += 1
        counts[0, 0] += 1
        unit: Vectors = counts / np.linalg.norm(counts)
        return unit

    def warm(self) -> None:
        """Do nothing."""


def month_of(number: int) -> str:
    """Return the month bulletin `number` is about, as the bulletins write it."""
    return f"{number % 12 + 1}/{2015 + number // 12}"


def growth(number: int, version: int) -> str:
    """Return the growth in per cent this version states, other than those of the others."""
    return f"{number % 9 + 1},{version:02}"


def mark(number: int, version: int) -> str:
    """Return the word that stands in every paragraph of this version and nowhere else."""
    return f"bt{_letters(f'{number:03}')}v{_letters(f'{version:02}')}"


def marked(text: str, number: int) -> set[int]:
    """Return the versions of one bulletin whose marks stand in a text."""
    found = re.findall(rf"bt{_letters(f'{number:03}')}v([a-j]{{2}})", text)
    return {int("".join(str(ord(letter) - ord("a")) for letter in word)) for word in found}


def _letters(digits: str) -> str:
    """Return digits as the letters a to j, since the product reads "bt007" as two words."""
    return "".join(chr(ord("a") + int(digit)) for digit in digits)


def name(number: int) -> str:
    """Return the word that stands in every paragraph of every version of one bulletin."""
    return f"bs{_letters(f'{number:03}')}"


def bulletin_text(number: int, version: int = 1) -> str:
    """Return a bulletin of two chunks, both with its mark."""
    month, change = month_of(number), growth(number, version)
    word = f"{name(number)} {mark(number, version)}"
    rows = [
        f"Chỉ số giá tiêu dùng (CPI) tháng {month} tăng {change}% so với tháng trước, theo bản"
        f" {word}."
    ]
    for at in range(2):
        rows.append(
            f"Ở nhóm hàng thứ {at + 1}, giá gạo tháng {month} tăng {at + 2},{version:02}% so với"
            f" cùng kỳ năm trước, theo bản {word}. {_FILLER}"
        )
    return "\n\n".join(rows)


def write_bulletin(folder: Path, number: int, version: int = 1) -> Path:
    """Write one bulletin in `folder` and return its path, which is the same for all versions."""
    path = folder / f"bt{number:03}.txt"
    path.write_text(bulletin_text(number, version), "utf-8")
    return path


def write_bulletins(folder: Path, *, version: int = 1) -> None:
    """Make `folder` with every bulletin in one version."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(COUNT):
        write_bulletin(folder, number, version)


def long_bulletin(chunks: int) -> Entry:
    """Return a bulletin of so many chunks, as if it had been read."""
    source = Source(
        id="long",
        file="long.txt",
        title="Giá chợ",
        title_from="text",
        publisher="",
        publisher_from="unknown",
        published=None,
        published_from="unknown",
        url="",
        period=None,
        place="",
    )
    lines = [f"Giá mặt hàng số {number} ở chợ {number % 97} đứng yên." for number in range(chunks)]
    ends = list(accumulate(len(line) + 1 for line in lines))
    return Entry(
        source=source,
        origin="long.txt",
        raw_hash="long",
        text="\n".join(lines),
        text_hash="hash of long.txt",
        chunks=[
            Chunk(
                id=f"long:{number}",
                source=source,
                start=end - 1 - len(line),
                end=end - 1,
                text=line,
                heading="",
                statements=(),
            )
            for number, (line, end) in enumerate(zip(lines, ends, strict=True))
        ],
    )
