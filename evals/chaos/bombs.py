"""What D2 offers: hostile files and folders, and whether each is refused or read unharmed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Expected = Literal["refused", "read"]
TEXT = (
    "CPI tháng 5/2024 hầu như đứng yên, chỉ nhích 0,05% so với tháng 4."
    " Giá gạo trong nước tháng 5/2024 tăng 2,4% so với cùng kỳ năm trước do nhu cầu nhập khẩu."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bait:
    """What a hostile file reaches for: a server of ours, and a file outside the input."""

    address: str
    secret: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """A hostile input: what it is, how it is written into a folder, and what must become of it.

    "read" is for what is a bulletin like others once its hostile part is left alone.
    """

    name: str
    write: Callable[[Path, Bait], object]
    expected: Expected = "refused"


def file(name: str, make: Callable[[Bait], bytes]) -> Callable[[Path, Bait], object]:
    """Return what writes one file."""
    return lambda folder, bait: (folder / name).write_bytes(make(bait))
