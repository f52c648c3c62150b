"""Files to raw documents: which file is read how. Each reading library has its door beside this."""

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.layout import MOST_CELLS, PAGE_MARK, TableTooLargeError
from ingest.read_markdown import read_markdown
from ingest.read_page import read_page
from ingest.types import RawDocument
from lexicon.errors import InputError

SUFFIXES = (".txt", ".md", ".html", ".htm")
MAX_BYTES = 10_000_000  # a bulletin has thousands of characters; larger files are dumps
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named, and those of a known kind inside folders named, in name order.

    InputError for a path that does not exist or a folder without any such file.
    """
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:  # a name too long, or a folder that may not be entered
            raise InputError("unreadable", file=str(path), cause=error.strerror) from error
        if is_folder:
            inside = sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES and file.is_file()
            )
            if not inside:
                raise InputError("empty-folder", path=str(path), kinds=", ".join(SUFFIXES))
            yield from inside
        elif exists:
            yield path
        else:
            raise InputError("missing-path", path=str(path))


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; InputError when it cannot or should not be read."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputError("unknown-kind", file=path.name, kinds=", ".join(SUFFIXES))
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise InputError("too-large", file=path.name, size=size // 1_000_000, limit=10)
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError("unreadable", file=path.name, cause=cause) from error


def read_document(name: str, content: bytes) -> RawDocument:
    """Return what a file of this name and content says; InputError when it cannot be read."""
    text = _decode(name, content)
    if not text.strip():
        raise InputError("empty-file", file=name)
    read = _OF_TEXT.get(Path(name).suffix.lower(), _plain)
    try:
        return read(name, text.replace(PAGE_MARK, ""))
    except TableTooLargeError as error:
        raise InputError("large-table", file=name, limit=MOST_CELLS) from error


def _plain(_: str, text: str) -> RawDocument:
    return RawDocument(text=text)


def _decode(name: str, content: bytes) -> str:
    """Return the text of UTF-8, or of UTF-16 that says so by its mark; anything else is refused."""
    try:
        if content.startswith(_UTF16):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not-utf8", file=name) from error
    if "\x00" in text:
        raise InputError("binary", file=name)
    return text


_OF_TEXT = {".md": read_markdown, ".html": read_page, ".htm": read_page}
