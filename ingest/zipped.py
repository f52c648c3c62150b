"""The bulletins in a zip file, read one by one; nothing is unpacked to disk."""

import zipfile
from pathlib import Path, PurePosixPath

from ingest.package import check_sizes
from ingest.read import PACKED, SUFFIXES, largest
from lexicon.errors import InputError


def is_zip(path: Path) -> bool:
    """Tell whether a path is named as a zip file and is no folder."""
    return path.suffix.lower() == PACKED and not path.is_dir()


def members(path: Path) -> tuple[str, ...]:
    """Return the names of the files of a known kind in a zip file, in order.

    InputError when it is damaged, unpacks to too much or holds no such file.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError) as error:
        raise InputError("damaged-file", file=path.name) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError("unreadable", file=path.name, cause=cause) from error
    check_sizes(path.name, entries)
    names = sorted(entry.filename for entry in entries if _is_bulletin(entry.filename))
    if not names:
        raise InputError("empty-folder", path=path.name, kinds=", ".join(SUFFIXES))
    return tuple(names)


def _is_bulletin(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") or path.parts[:1] == ("__MACOSX",)
    return path.suffix.lower() in SUFFIXES and not hidden


def read_member(path: Path, name: str) -> bytes:
    """Return one file of a zip file; InputError when it cannot or should not be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            entry = packed.getinfo(name)
            if entry.file_size > (limit := largest(name)):
                megabytes = {"size": entry.file_size // 1_000_000, "limit": limit // 1_000_000}
                raise InputError("too-large", file=name, **megabytes)
            return packed.read(entry)
    except RuntimeError as error:  # what zipfile says of a file with a password
        raise InputError("encrypted", file=name) from error
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError) as error:
        raise InputError("damaged-file", file=name) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError("unreadable", file=name, cause=cause) from error
