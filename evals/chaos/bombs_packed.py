"""Hostile zip files, and Word and Excel files, which are zip files too."""

import bz2
import re
import stat
import struct
import zipfile
from io import BytesIO

from evals.chaos.bombs import TEXT, Bait, Bomb, file
from evals.chaos.valid_files import valid_file

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_LAUGHS = f'<!DOCTYPE x [<!ENTITY e0 "{"ha" * 50}">{_ENTITIES}]>'
_OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(
    files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED, mode: int = stat.S_IFREG
) -> bytes:
    """Return a zip file of these names and contents."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.filename, entry.compress_type = name, packing
            entry.external_attr = (mode | 0o644) << 16
            package.writestr(entry, content)
    return out.getvalue()


def _restated(content: bytes, unpacked: int, flags: int = 0) -> bytes:
    """Return a zip file whose first entry says another size, or that it is encrypted."""
    changed = bytearray(content)
    for mark, at_size, at_flags in ((b"PK\x03\x04", 22, 6), (b"PK\x01\x02", 24, 8)):
        at = changed.index(mark)
        if unpacked:
            struct.pack_into("<L", changed, at + at_size, unpacked)
        changed[at + at_flags] |= flags
    return bytes(changed)


def _rare(packing: int) -> bytes:
    """Return a zip file that says 5 MB of what unpacks to 2 GB: bz2 is unpacked whole."""
    zeros = bz2.compress(bytes(20_000_000)) * 100 + b"\x00" * 60_000
    small = packed({"a.txt": zeros}, zipfile.ZIP_STORED)
    changed = bytearray(_restated(small, 5_000_000))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", changed, changed.index(mark) + at, packing)
    return bytes(changed)


def _overlapping(times: int) -> bytes:
    """Return a zip file whose entries all stand on the same bytes."""
    one = packed({"a.txt": b"0" * 1_000_000})
    at, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    directory = one[at:end]
    entries = b"".join(
        directory.replace(b"a.txt", f"{n:05}"[:1].encode() + b".txt") for n in range(times)
    )
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(entries), at, 0)
    return one[:at] + entries + tail


def _long_directory() -> bytes:
    entry = zipfile.ZipInfo("a")
    record = struct.pack(
        "<4s4B4HL2L5H2L",
        *(b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
    )
    records = (record + entry.filename.encode()) * 600_000
    return records + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(records), 0, 0
    )


def _nested(depth: int) -> bytes:
    content = packed({"a.txt": b"0" * 5_000_000})
    for level in range(depth):
        content = packed({f"{level}-{n}.zip": content for n in range(5)})
    return content


def _with_part(
    kind: str, part: str, change: tuple[str, str], extra: dict[str, bytes] | None = None
) -> bytes:
    """Return a valid package in which a pattern of one part is replaced, with parts added."""
    with zipfile.ZipFile(BytesIO(valid_file(kind))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pattern, by = change
    text = parts[part].decode("utf-8")
    changed = re.sub(pattern, lambda _: by, text, count=1, flags=re.DOTALL)
    if changed == text:
        raise AssertionError(f"{part} has no {pattern!r}")
    return packed(parts | {part: changed.encode()} | (extra or {}))


def _word(pattern: str, by: str) -> bytes:
    return _with_part("docx", "word/document.xml", (pattern, by))


def _sheet(pattern: str, by: str) -> bytes:
    return _with_part("xlsx", "xl/worksheets/sheet1.xml", (pattern, by))


def _xxe(bait: Bait) -> str:
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{bait.secret}">]>'


def _linked(kind: str, part: str, what: str, target: str) -> bytes:
    link = (
        f'<Relationship Id="rId99" Type="{_OUTSIDE}/{what}" Target="{target}"'
        ' TargetMode="External"/></Relationships>'
    )
    return _with_part(kind, part, ("</Relationships>", link))


def _ole(stream: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(900)
    )


_WORD_LINKS = "word/_rels/document.xml.rels"
_BOOK_LINKS = "xl/_rels/workbook.xml.rels"
_RICE = {"a.txt": TEXT.encode()}

ZIPS = (
    Bomb(
        name="zip, ratio 1,000", write=file("a.zip", lambda _: packed({"a.txt": b"0" * 9_000_000}))
    ),
    Bomb(
        name="zip, 3,000 entries",
        write=file("a.zip", lambda _: packed({f"{n}.txt": b"x" for n in range(3_000)})),
    ),
    Bomb(name="zip in zip in zip", write=file("a.zip", lambda _: _nested(3))),
    Bomb(
        name="zip, 4 GB stated", write=file("a.zip", lambda _: _restated(packed(_RICE), 0xFFFFFFF0))
    ),
    Bomb(
        name="zip, less stated than packed",
        write=file("a.zip", lambda _: _restated(packed(_RICE), 10)),
    ),
    Bomb(
        name="zip, 2 GB in bz2 stated as 5 MB",
        write=file("a.zip", lambda _: _rare(zipfile.ZIP_BZIP2)),
    ),
    Bomb(name="zip, LZMA stated", write=file("a.zip", lambda _: _rare(zipfile.ZIP_LZMA))),
    Bomb(name="zip, overlapping entries", write=file("a.zip", lambda _: _overlapping(150))),
    Bomb(name="zip, directory of 600,000", write=file("a.zip", lambda _: _long_directory())),
    Bomb(
        name="zip, encrypted", write=file("a.zip", lambda _: _restated(packed(_RICE), 0, flags=1))
    ),
    Bomb(name="zip, cut off", write=file("a.zip", lambda _: packed(_RICE)[:-30])),
    Bomb(
        name="zip, ../ in a name",
        write=file("a.zip", lambda _: packed({"../../../outside.txt": TEXT.encode()})),
    ),
    Bomb(
        name="zip, backslashes in a name",
        write=file("a.zip", lambda _: packed({"..\\..\\outside.txt": TEXT.encode()})),
    ),
    Bomb(
        name="zip, absolute name",
        write=file("a.zip", lambda bait: packed({f"{bait.secret}": TEXT.encode()})),
    ),
    Bomb(
        name="zip, link to a file outside",
        write=file(
            "a.zip", lambda bait: packed({"a.txt": str(bait.secret).encode()}, mode=stat.S_IFLNK)
        ),
    ),
    Bomb(
        name="zip, device's name",
        write=file("a.zip", lambda _: packed({"CON.txt": TEXT.encode()})),
        expected="read",
    ),
    Bomb(
        name="zip, NUL in a name",
        write=file("a.zip", lambda _: packed({"a.txt\x00.exe": TEXT.encode()})),
        expected="read",
    ),
    Bomb(
        name="zip, name of 60,000 letters",
        write=file("a.zip", lambda _: packed({"a" * 60_000 + ".txt": TEXT.encode()})),
        expected="read",
    ),
    Bomb(
        name="zip, control characters in a name",
        write=file("a.zip", lambda _: packed({"\x1b[2J\n\u202etxt.txt": TEXT.encode()})),
        expected="read",
    ),
    Bomb(
        name="zip, bad checksum",
        write=file("a.zip", lambda _: packed(_RICE, zipfile.ZIP_STORED).replace(b"CPI", b"CPX")),
    ),
)
PACKAGES = (
    Bomb(
        name="docx, a billion laughs",
        write=file("a.docx", lambda _: _word(r"(?=<w:document)", _LAUGHS)),
    ),
    Bomb(
        name="docx, outside entity",
        write=file("a.docx", lambda bait: _word(r"(?=<w:document)", _xxe(bait))),
    ),
    Bomb(
        name="docx, styles with laughs",
        write=file(
            "a.docx", lambda _: _with_part("docx", "word/styles.xml", (r"(?=<w:styles)", _LAUGHS))
        ),
    ),
    Bomb(
        name="docx, links with an entity",
        write=file(
            "a.docx",
            lambda bait: _with_part("docx", _WORD_LINKS, (r"(?=<Relationships)", _xxe(bait))),
        ),
    ),
    Bomb(
        name="docx, part of 120 MB",
        write=file("a.docx", lambda _: packed({"word/document.xml": bytes(120_000_000)})),
    ),
    Bomb(
        name="docx, paragraphs 100,000 deep",
        write=file(
            "a.docx",
            lambda _: _word("<w:body>", "<w:body>" + "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
        ),
    ),
    Bomb(
        name="docx, tables 3,000 deep",
        write=file(
            "a.docx",
            lambda _: _word(
                "<w:body>",
                "<w:body>" + "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000,
            ),
        ),
    ),
    Bomb(name="docx, encrypted", write=file("a.docx", lambda _: _ole("EncryptedPackage"))),
    Bomb(name="docx, old Word inside", write=file("a.docx", lambda _: _ole("WordDocument"))),
    Bomb(
        name="docx, template elsewhere",
        write=file(
            "a.docx", lambda bait: _linked("docx", _WORD_LINKS, "attachedTemplate", bait.address)
        ),
        expected="read",
    ),
    Bomb(
        name="docx, picture elsewhere",
        write=file("a.docx", lambda bait: _linked("docx", _WORD_LINKS, "image", bait.address)),
        expected="read",
    ),
    Bomb(
        name="docx, object in a file",
        write=file(
            "a.docx",
            lambda bait: _linked("docx", _WORD_LINKS, "oleObject", f"file://{bait.secret}"),
        ),
        expected="read",
    ),
    Bomb(
        name="xlsx, a billion laughs",
        write=file("a.xlsx", lambda _: _sheet(r"(?=<worksheet)", _LAUGHS)),
    ),
    Bomb(
        name="xlsx, outside entity",
        write=file("a.xlsx", lambda bait: _sheet(r"(?=<worksheet)", _xxe(bait))),
    ),
    Bomb(name="xlsx, entity in UTF-16", write=file("a.xlsx", lambda bait: _utf16_sheet(bait))),
    Bomb(
        name="xlsx, merge of all cells",
        write=file(
            "a.xlsx", lambda _: _sheet(r'<mergeCell ref="[^"]*"', '<mergeCell ref="A1:XFD1048576"')
        ),
    ),
    Bomb(
        name="xlsx, last cell filled",
        write=file(
            "a.xlsx",
            lambda _: _sheet(
                "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            ),
        ),
        expected="read",
    ),
    Bomb(name="xlsx, encrypted", write=file("a.xlsx", lambda _: _ole("EncryptedPackage"))),
    Bomb(
        name="xlsx, book elsewhere",
        write=file(
            "a.xlsx", lambda bait: _linked("xlsx", _BOOK_LINKS, "externalLinkPath", bait.address)
        ),
        expected="read",
    ),
)


def _utf16_sheet(bait: Bait) -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{_xxe(bait)}<worksheet>&x;</worksheet>'
    with zipfile.ZipFile(BytesIO(valid_file("xlsx"))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(parts | {"xl/worksheets/sheet1.xml": text.encode("utf-16")})
