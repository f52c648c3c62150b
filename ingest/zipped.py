"""The bulletins in a zip file, read one by one; nothing is unpacked to disk."""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.package import BROKEN, check_directory, check_sizes
from ingest.read import PACKED, SUFFIXES, largest, open_regular
from lexicon.errors import InputError


def is_zip(path: Path) -> bool:
    """Tell whether a path is named as a zip file and is no folder."""
    return path.suffix.lower() == PACKED and not path.is_dir()


def members(path: Path) -> tuple[str, ...]:
    """Return the names of the files of a known kind in a zip file, in order.

    InputError when it is damaged, unpacks to too much or holds no such file.
    """
    with _opened(path, path.name) as file, zipfile.ZipFile(file) as packed:
        entries = packed.infolist()
    check_sizes(path.name, entries)
    names = sorted(entry.filename for entry in entries if _is_bulletin(entry.filename))
    if not names:
        raise InputError("empty-folder", path=path.name, kinds=", ".join(SUFFIXES))
    return tuple(names)


def _is_bulletin(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = path.name.startswith(".") or path.parts[:1] == ("__MACOSX",)
    return path.suffix.lower() in SUFFIXES and not hidden


def read_member(path: Path, name: str) -> bytes:
    """Return one file of a zip file; InputError when it cannot or should not be read."""
    with _opened(path, name) as file, zipfile.ZipFile(file) as packed:
        entry = packed.getinfo(name)
        if _leads_out(entry):
            raise InputError("unsafe-name", file=name)
        if entry.file_size > (limit := largest(name)):
            megabytes = {"size": entry.file_size // 1_000_000, "limit": limit // 1_000_000}
            raise InputError("too-large", file=name, **megabytes)
        return packed.read(entry)


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a name is one that no honest program packs, or stands for a link."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open a zip file of bearable size; whatever reading it raises inside is an InputError."""
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            check_directory(path.name, file)
            yield file
    except (*BROKEN, KeyError) as error:
        raise InputError("damaged-file", file=name) from error
    except RuntimeError as error:  # as zipfile says of a password
        raise InputError("encrypted", file=name) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError("unreadable", file=name, cause=cause) from error
