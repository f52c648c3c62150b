"""Files to raw documents: which file is read how. Each reading library has its door beside this."""

import os
import stat
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from ingest.encodings import decode
from ingest.layout import MOST_CELLS, PAGE_MARK, TableTooLargeError
from ingest.package import OLE
from ingest.read_csv import read_csv
from ingest.read_feed import FEED, read_feed
from ingest.read_markdown import read_markdown
from ingest.read_page import read_page
from ingest.read_pdf import read_pdf
from ingest.read_sheet import read_sheet
from ingest.read_word import read_word
from ingest.types import RawDocument
from lexicon.errors import InputError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".xlsx", ".csv")
PACKED = ".zip"  # holds files of these kinds
OLD_SUFFIXES = (".doc", ".xls")  # found and refused with what to do, not passed over
FOUND = (*SUFFIXES, *OLD_SUFFIXES, PACKED)  # in a folder
MAX_BYTES = 10_000_000  # a bulletin has thousands of characters; larger texts are dumps
MAX_PACKED_BYTES = 50_000_000  # of what holds pictures too; what a browser may upload
_FEED = ".feed"  # no kind of file: what is read under the name of a feed's address
_LIBRARIES = {  # what is imported once for many files, each of which is read in a fork
    ".md": ("frontmatter",),
    ".html": ("trafilatura", "lxml.html"),
    ".htm": ("trafilatura", "lxml.html"),
    ".docx": ("docx",),
    _FEED: ("feedparser",),
    ".xlsx": ("openpyxl",),
    ".pdf": ("pypdfium2", "pdfplumber"),
}
_HEAD = 1_024  # bytes in which a PDF says that it is one; others may stand before
_NO_TEXT = (b"%PDF-", b"{\\rtf")  # plain letters that are no text to read


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named, and those of a known kind inside folders named, in name order.

    So are links to folders elsewhere, for `require_inside` to refuse: what they hold is not found.
    InputError for a path that does not exist or a folder without any such file.
    """
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:  # a name too long, or a folder that may not be entered
            raise InputError("unreadable", file=str(path), cause=error.strerror) from error
        if is_folder:
            inside = sorted(file for file in path.rglob("*") if _is_found(file, path))
            if not inside:
                raise InputError("empty-folder", path=str(path), kinds=", ".join(SUFFIXES))
            yield from inside
        elif exists:
            yield path
        else:
            raise InputError("missing-path", path=str(path))


def _is_found(path: Path, folder: Path) -> bool:
    if path.is_dir():
        return path.is_symlink() and not _is_inside(path, folder)
    return path.suffix.lower() in FOUND


def real_path(path: Path) -> Path:
    """Return where a path leads; of a link that leads to itself, the link."""
    return Path(os.path.realpath(path))


def _is_inside(path: Path, folder: Path) -> bool:
    return real_path(path).is_relative_to(real_path(folder))


def require_inside(path: Path, folder: Path) -> None:
    """Raise InputError for what was found in a folder and leads out of it by a link."""
    if folder.is_dir() and not _is_inside(path, folder):
        raise InputError("outside-link", file=path.name)


def largest(name: str) -> int:
    """Return how many bytes a file of this name may have."""
    packed = Path(name).suffix.lower() in _OF_BYTES
    return MAX_PACKED_BYTES if packed else MAX_BYTES


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; InputError when it cannot or should not be read."""
    if path.suffix.lower() in OLD_SUFFIXES:
        raise InputError("old-office", file=path.name)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError("unknown-kind", file=path.name, kinds=", ".join(SUFFIXES))
    try:
        limit = largest(path.name)
        with os.fdopen(open_regular(path), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > limit else file.read(limit + 1)
            size = max(size, len(content))  # of one that grows, or does not tell
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError("unreadable", file=path.name, cause=cause) from error
    if size > limit:
        megabytes = {"size": size // 1_000_000, "limit": limit // 1_000_000}
        raise InputError("too-large", file=path.name, **megabytes)
    return content


def open_regular(path: Path) -> int:
    """Return a descriptor of a file to be read; InputError for a pipe, a device or a socket.

    One of these would never end, or keep the one who opens it waiting. OSError as from `open`.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError("no-regular-file", file=path.name)
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it was changed meanwhile
        os.close(descriptor)
        raise InputError("no-regular-file", file=path.name)
    return descriptor


def prepare(name: str) -> None:
    """Import what reading a file of this name takes, so that many are read by one import."""
    for module in _LIBRARIES.get(_kind(name), ()):
        import_module(module)


def _kind(name: str) -> str:
    """Return the suffix of a file's name; what was fetched is named by its address."""
    if name.startswith((f"{FEED}http://", f"{FEED}https://")):
        return _FEED
    if name.startswith(("http://", "https://")):
        return ".html"
    return Path(name).suffix.lower()


def read_document(name: str, content: bytes) -> RawDocument:
    """Return what a file of this name and content says; InputError when it cannot be read."""
    suffix = _kind(name)
    if suffix in OLD_SUFFIXES:
        raise InputError("old-office", file=name)
    if not content.strip():
        raise InputError("empty-file", file=name)
    try:
        if suffix not in _OF_BYTES:
            return _read_text(name, suffix, content)
        begins, read = _OF_BYTES[suffix]
        if begins not in content[:_HEAD] and not content.startswith(OLE):
            raise InputError("wrong-content", file=name)
        raw = read(name, content)
    except TableTooLargeError as error:
        raise InputError("large-table", file=name, limit=MOST_CELLS) from error
    if not raw.text.strip():
        raise InputError("empty-file", file=name)
    return raw


def _read_text(name: str, suffix: str, content: bytes) -> RawDocument:
    if content.startswith(_NO_TEXT):
        raise InputError("wrong-content", file=name)
    text = decode(content, name=name).text.replace(PAGE_MARK, "")
    if not text.strip():
        raise InputError("empty-file", file=name)
    return _OF_TEXT.get(suffix, _plain)(name, text)


def _plain(_: str, text: str) -> RawDocument:
    return RawDocument(text=text)


# Suffix -> how its text is read; how its content begins and is read.
_OF_TEXT = {".md": read_markdown, ".html": read_page, ".htm": read_page, ".csv": read_csv}
_OF_BYTES = {
    ".pdf": (b"%PDF-", read_pdf),
    ".docx": (b"PK\x03\x04", read_word),
    ".xlsx": (b"PK\x03\x04", read_sheet),
    _FEED: (b"", read_feed),
}
