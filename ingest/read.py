"""Files to raw documents; each reading library has its one function here."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.encodings import decode
from ingest.types import RawDocument
from lexicon.errors import InputError

SUFFIXES = (".txt", ".md", ".html", ".htm")
MAX_BYTES = 10_000_000  # a bulletin has thousands of characters; larger files are dumps
_LIBRARIES = {".md": ("frontmatter",), ".html": ("trafilatura",), ".htm": ("trafilatura",)}


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


def prepare(name: str) -> None:
    """Import what reading a file of this name takes, so that many are read by one import."""
    for module in _LIBRARIES.get(Path(name).suffix.lower(), ()):
        import_module(module)


def read_document(name: str, content: bytes) -> RawDocument:
    """Return what a file of this name and content says; InputError when that is no text."""
    text = decode(content, name=name).text
    if not text.strip():
        raise InputError("empty-file", file=name)
    suffix = Path(name).suffix.lower()
    if suffix == ".md":
        return _markdown(name, text)
    if suffix in (".html", ".htm"):
        return _html(name, text)
    return RawDocument(text=text)


def _markdown(name: str, text: str) -> RawDocument:
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError("bad-front-matter", file=name) from error
    if not body.strip():
        raise InputError("empty-file", file=name)
    return RawDocument(
        text=body,
        title=str(fields.get("title") or ""),
        publisher=str(fields.get("publisher") or fields.get("source") or ""),
        published=str(fields.get("date") or ""),
        url=str(fields.get("url") or ""),
        front_matter=bool(fields),
    )


def _html(name: str, text: str) -> RawDocument:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(text, include_comments=False, with_metadata=True)
    if found is None or not (found.text or "").strip():
        raise InputError("no-main-text", file=name)
    return RawDocument(
        text=found.text,
        title=found.title or "",
        publisher=found.sitename or "",
        published=found.date or "",
        url=found.url or "",
    )
