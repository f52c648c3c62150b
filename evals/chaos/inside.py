"""Seeded harm inside what a file packs: the parts of a package, the streams of a PDF."""

import base64
import re
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random

from evals.chaos.mutations import mutated

_STREAM = re.compile(rb"(?<=stream\n)[!-z\s]+?~>(?=\s*endstream)")
_OBJECT = re.compile(rb"\d+ 0 obj\s.*?endobj\s", re.DOTALL)
_VALUE = re.compile(rb"/(Length|Count|W|Widths|FirstChar|Kids|Parent|Type|Filter|Root|Size) [^/>]+")
_VALUES = (b"-1", b"0", b"99999999999", b"1 0 R", b"[1 0 R 2 0 R]", b"null", b"/X", b"<<>>", b"()")


def harmed_package(content: bytes, random: Random) -> bytes:
    """Return a package with one of its parts harmed, left out or told twice, packed rightly."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    at = random.randrange(len(parts))
    name, part = parts[at]
    how = random.randrange(10)
    if how == 0:
        del parts[at]
    elif how == 1:
        parts.append((name, mutated(part, random)))
    elif how == 2:
        parts[at] = (parts[random.randrange(len(parts))][0], part)
    else:
        parts[at] = (name, mutated(part, random))
    return _packed(parts)


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    file, met = BytesIO(), set()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts:
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name in met:  # which zipfile warns of
                entry.filename = name.swapcase()
            met.add(name)
            package.writestr(entry, part)
    return file.getvalue()


def harmed_pdf(content: bytes, random: Random) -> bytes:
    """Return a PDF with a stream harmed before it is packed, an object moved or a value changed."""
    how = random.randrange(3)
    if how == 0 and (streams := list(_STREAM.finditer(content))):
        return _with_stream(content, random.choice(streams), random)
    if how == 1 and (objects := list(_OBJECT.finditer(content))):
        one, other = random.choice(objects), random.choice(objects)
        return content[: one.start()] + other[0] + content[one.end() :]
    if values := list(_VALUE.finditer(content)):
        value = random.choice(values)
        stated = b"/" + value[1] + b" " + random.choice(_VALUES) + b" "
        return content[: value.start()] + stated + content[value.end() :]
    return mutated(content, random)


def _with_stream(content: bytes, stream: re.Match[bytes], random: Random) -> bytes:
    unpacked = b""
    with suppress(ValueError, zlib.error):
        unpacked = zlib.decompress(base64.a85decode(stream[0].strip(), adobe=False))
    with suppress(ValueError, zlib.error):
        unpacked = unpacked or zlib.decompress(base64.a85decode(b"<~" + stream[0], adobe=True))
    if not unpacked:
        return mutated(content, random)
    packed = base64.a85encode(zlib.compress(mutated(unpacked, random)), wrapcol=76) + b"~>"
    return content[: stream.start()] + packed + content[stream.end() :]
