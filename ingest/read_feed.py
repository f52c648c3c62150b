"""The door of feedparser: an RSS or Atom feed to the addresses of its entries."""

from io import BytesIO
from time import struct_time
from typing import Any

from ingest.types import RawDocument
from lexicon.errors import InputError

FEED = "feed:"  # before the address of a feed, which is so the name of its content
_UNDATED = struct_time((1, 1, 1, 0, 0, 0, 0, 1, 0))


def read_feed(name: str, content: bytes) -> RawDocument:
    """Return the addresses of a feed's entries, one a line, the newest first.

    Entries without a day come last, in the order of the feed. InputError when it names no page.
    """
    import feedparser

    address = name.removeprefix(FEED)
    found: Any = feedparser.parse(
        BytesIO(content),
        response_headers={"content-location": address, "content-type": "application/xml"},
        resolve_relative_uris=False,  # of the texts, which are not used; links are resolved
        sanitize_html=False,
    )
    newest_first = sorted(found.entries, key=_day, reverse=True)
    links = [str(entry.get("link") or "") for entry in newest_first]
    pages = [link for link in links if link.startswith(("http://", "https://"))]
    if not pages:
        raise InputError("no-entries", file=address)
    return RawDocument(text="\n".join("".join(link.split()) for link in pages), url=address)


def _day(entry: Any) -> tuple[int, ...]:
    stated = [entry[key] for key in ("published_parsed", "updated_parsed") if key in entry]
    return tuple(next((day for day in stated if day), _UNDATED))[:6]
