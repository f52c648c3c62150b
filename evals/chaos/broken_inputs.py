"""Builds that read files and questions without one of their guards."""

import re
import resource
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import bot.understand
import ingest.package
import ingest.pipeline
import ingest.read
import ingest.read_pdf
import ingest.read_sheet
import ingest.read_word
import ingest.zipped
from ingest import fork_server
from ingest.build import understand
from ingest.encodings import Decoded
from ingest.families import Families
from ingest.sandbox import Sandbox
from ingest.types import RawDocument, Understood
from vectorstore.archive import Archive

_STILL = 3 << 30  # bytes that a build without limits may take, for the sake of the machine
_WALL = 100.0  # seconds, likewise
_ADDRESS = re.compile(rb"(?:https?|file)://[^\s\"'<>)\\]+")


def _no_limits() -> None:
    """Read with much memory and time, and unpack whatever a directory announces."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_STILL, _STILL))

    with_limits = fork_server.read_apart

    def read_apart(read: fork_server.Read, name: str, content: bytes, **_: Any) -> Any:
        return with_limits(read, name, content, wall=_WALL)

    vars(fork_server).update(limit=limit, read_apart=read_apart)
    for module in (ingest.package, ingest.zipped):
        vars(module).update(check_sizes=_pass, check_directory=_pass)


class _LibraryError(Exception):
    """What a reading library raises over a damaged file, let through."""

    def __init__(self, key: str, **_: object) -> None:
        super().__init__(key)


def _no_sandbox() -> None:
    """Read each file in the process that stores it, its library's errors let through."""

    def understand_here(_: Sandbox, name: str, content: bytes, __: str) -> Understood:
        return understand(name, ingest.read.read_document(name, content))

    _put(Sandbox, "understand", understand_here)
    for module in (ingest.package, ingest.read_pdf, ingest.read_sheet, ingest.read_word):
        vars(module).update(InputError=_LibraryError)


def _follow_links() -> None:
    """Read whatever a link, a name or an address leads to."""
    read = ingest.read.read_document

    def read_document(name: str, content: bytes) -> RawDocument:
        raw, found = read(name, content), []
        for address in _ADDRESS.findall(content):
            with suppress(OSError, ValueError):
                found.append(urllib.request.urlopen(address.decode(), timeout=1).read().decode())
        return RawDocument(**(asdict(raw) | {"text": "\n\n".join([raw.text, *found])}))

    vars(ingest.read).update(read_document=read_document)
    vars(fork_server).update(limit=_pass)
    vars(ingest.pipeline).update(require_inside=_pass)
    vars(ingest.zipped).update(_leads_out=_pass)


def _no_repair() -> None:
    """Take a question as it was typed."""
    vars(bot.understand).update(normalise=str, typed=str)


def _no_decoding() -> None:
    """Take every text for Western."""

    def decode(content: bytes, *, name: str = "") -> Decoded:
        return Decoded(text=content.decode("cp1252", "replace"), encoding="cp1252")

    vars(ingest.read).update(decode=decode)


def _no_families() -> None:
    """Keep each file as a bulletin of its own."""
    for owner, name, nothing in (
        (Families, "may_be_corrected_by", ()),
        (Families, "may_have_corrected", ()),
        (Archive, "of_text", None),
    ):
        _put(owner, name, lambda *_, found=nothing: found)


def _put(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)


def _pass(*_: object) -> None:
    return None


INPUT_BUILDS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "no-limits": (_no_limits, ("D2",)),
    "no-sandbox": (_no_sandbox, ("D1",)),
    "follow-links": (_follow_links, ("D2",)),
    "no-repair": (_no_repair, ("D4",)),
    "no-decoding": (_no_decoding, ("D5",)),
    "no-families": (_no_families, ("D7",)),
}
"""As `broken.BUILDS`."""
