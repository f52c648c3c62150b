"""The nouns of taking files in."""

from dataclasses import dataclass

from lexicon.errors import BantinError
from vectorstore.types import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """What a file says before it is cleaned: its main text and what its markup states.

    Pages are marked in the text (`layout.PAGE_MARK`); those that are scans nothing could read are
    counted.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    front_matter: bool = False
    unreadable_pages: int = 0  # pictures of text that nothing here could read


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A cleaned bulletin: every citation is an exact slice of `text`."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A file that was not taken in, and why."""

    file: str
    error: BantinError


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of each file; `embedded` counts the chunks that had to be embedded.

    `unread` names files taken in with how many of their pages nothing here could read.
    """

    stored: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    embedded: int = 0
    unread: tuple[tuple[str, int], ...] = ()
