"""The zip packages that .docx and .xlsx files are: looked through before a library opens them."""

import re
import zipfile
import zlib
from io import BytesIO

from lexicon.errors import InputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old and encrypted Office files begin with
_MOST_ENTRIES = 2_000
_MOST_BYTES = 100_000_000  # unpacked
_MOST_RATIO = 100  # unpacked to packed; text of tables packs 10 to 40 times
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_package(name: str, content: bytes, main_part: str) -> None:
    """Raise InputError for a package that is encrypted, damaged, without its main part or a bomb.

    No part may declare a document type, since entities come by it, or be in UTF-16, where it could
    hide: Office writes neither.
    """
    if content.startswith(OLE):
        if _ENCRYPTED in content:
            raise InputError("encrypted", file=name)
        raise InputError("old-office", file=name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            check_sizes(name, entries)
            if not any(re.fullmatch(main_part, entry.filename) for entry in entries):
                raise InputError("wrong-content", file=name)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    part = package.read(entry)
                    if b"<!DOCTYPE" in part or b"\x00" in part[:4]:
                        raise InputError("bomb", file=name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise InputError("damaged-file", file=name) from error
    except (RuntimeError, NotImplementedError) as error:  # a password, a rare packing
        raise InputError("damaged-file", file=name) from error


def check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Raise InputError for a package of too many parts, or that unpacks to too much."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_BYTES or unpacked > _MOST_RATIO * packed:
        raise InputError("bomb", file=name)
