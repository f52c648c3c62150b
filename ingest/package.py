"""The zip packages that .docx and .xlsx files are: looked through before a library opens them."""

import os
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import IO

from lexicon.errors import InputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old and encrypted Office files begin with
_MOST_ENTRIES = 2_000
_MOST_BYTES = 100_000_000  # unpacked
_MOST_RATIO = 100  # unpacked to packed; text of tables packs 10 to 40 times
_MOST_DIRECTORY = 4_000_000  # bytes; 2,000 entries with names of folders in folders
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of others Python unpacks without a bound
# The records at a file's end that say how long its directory is: mark, form, field of that.
_ENDS = (
    (b"PK\x05\x06", struct.Struct("<4s4H2LH"), 5),
    (b"PK\x06\x06", struct.Struct("<4sQ2H2L4Q"), 8),
)
_TAIL = 65_535 + 22 + 20 + 56  # bytes: a comment, the record before it, a pointer, the longer one
_IN_THE_LONGER = 0xFFFFFFFF  # a length that only the longer record states
# What reading a damaged zip file raises, or one packed in a way Python does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
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
        check_directory(name, BytesIO(content))
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
    except (*BROKEN, OSError, RuntimeError) as error:  # the last of a password
        raise InputError("damaged-file", file=name) from error


def check_directory(name: str, file: IO[bytes]) -> None:
    """Raise InputError for a zip file whose directory is too long to be read; rewind the file."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    tail = file.read()
    file.seek(0)
    for mark, record, field in _ENDS:
        for found in re.finditer(re.escape(mark), tail):  # a comment may hold others to hide one
            if found.start() + record.size <= len(tail):
                length = record.unpack_from(tail, found.start())[field]
                if _MOST_DIRECTORY < length != _IN_THE_LONGER:
                    raise InputError("bomb", file=name)


def check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Raise InputError for a package of too many parts, or that unpacks to too much.

    A part packed in a rare way may be larger than it says.
    """
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    rare = any(entry.compress_type not in _PACKINGS for entry in entries)
    if len(entries) > _MOST_ENTRIES or rare or unpacked > _MOST_BYTES:
        raise InputError("bomb", file=name)
    if unpacked > _MOST_RATIO * packed:
        raise InputError("bomb", file=name)
