"""What is to be taken in: files, those packed in zip files, and how each is read."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ingest import zipped
from ingest.read import read_bytes, real_path
from ingest.sandbox import understood_apart
from ingest.types import Understood
from lexicon.errors import BantinError


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file to take in: where it comes from, its name, and how to get its bytes.

    `url` is its address where it states none itself.
    """

    origin: str
    name: str
    read: Callable[[], bytes]
    url: str = ""


def items_of(file: Path) -> list[Item]:
    """Return what a file holds: itself, or the files packed in it."""
    origin = printable(real_path(file))
    if not zipped.is_zip(file):
        return [Item(origin=origin, name=printable(file.name), read=partial(read_bytes, file))]
    return [
        Item(
            origin=f"{origin}!{printable(name)}",
            name=printable(PurePosixPath(name).name),
            read=partial(zipped.read_member, file, name),
        )
        for name in zipped.members(file)
    ]


def printable(path: Path | str) -> str:
    """Return a path as text; bytes of it that are no UTF-8, which nothing can store, as escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def size_of(items: Sequence[Item]) -> int:
    """Return how many bytes the files that can be read have."""
    total = 0
    for item in items:
        with suppress(BantinError):
            total += len(item.read())
    return total


def read_item(
    item: Item, known: Mapping[str, tuple[str, str]]
) -> tuple[Item, str, Understood | BantinError | None]:
    """Return a file's hash and its bulletin, None when it is stored as it is, or why not."""
    try:
        content = item.read()
        raw_hash = hashlib.sha256(content).hexdigest()
        if known.get(item.origin, ("",))[0] == raw_hash:
            return item, raw_hash, None
        return item, raw_hash, understood_apart(item.name, content, item.url)
    except BantinError as error:
        return item, "", error
