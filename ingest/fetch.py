"""The way of a page into the store: addresses to pages, a feed to its newest entries' pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.items import Item
from ingest.pipeline import Progress, ingest_items
from ingest.read_feed import FEED
from ingest.sandbox import read_apart
from ingest.types import IngestReport, Rejection
from ingest.web import FEEDS, PAGES, Page, Web
from lexicon.errors import InputError
from vectorstore.embedding import Embedder
from vectorstore.store import Store


def ingest_addresses(
    store: Store,
    embedder: Embedder,
    addresses: Sequence[str],
    *,
    web: Web,
    limit: int,
    on_progress: Progress | None = None,
    wait: bool = False,
) -> IngestReport:
    """Take in pages and a feed's `limit` newest; one that fails is rejected, the others go on.

    All are fetched before the writer lock is taken, so that no other writer waits for a server.
    """
    items: list[Item] = []
    rejected: list[Rejection] = []
    with TemporaryDirectory(prefix="bantin-") as folder:
        for number, found in enumerate(fetched(web, addresses, limit)):
            if isinstance(found, Rejection):
                rejected.append(found)
                continue
            file = Path(folder) / str(number)
            file.write_bytes(found.content)
            items.append(
                Item(origin=found.asked, name=found.asked, url=found.asked, read=file.read_bytes)
            )
        report = ingest_items(store, embedder, items, on_progress=on_progress, wait=wait)
    return replace(report, rejected=(*rejected, *report.rejected))


def fetched(web: Web, addresses: Sequence[str], limit: int) -> Iterator[Page | Rejection]:
    """Yield the page at each address, for a feed those of its newest entries, or why there is none.

    A page is fetched once, however often it is named. A feed's entries come the oldest first, so
    that a correction comes behind what it corrects.
    """
    seen: set[str] = set()
    for address in map(_plain, addresses):
        if address in seen:
            continue
        seen.add(address)
        try:
            found = web.get(address, (*PAGES, *FEEDS))
            links = _entries(found)[:limit] if found.kind in FEEDS else []
        except InputError as error:
            yield Rejection(file=address, error=error)
            continue
        if found.kind in PAGES:
            yield found
        for link in reversed(links):
            if link in seen:
                continue
            seen.add(link)
            try:
                yield web.get(link, PAGES)
            except InputError as error:
                yield Rejection(file=link, error=error)


def _entries(feed: Page) -> list[str]:
    """Return the addresses a feed names, the newest first, each once; read in the sandbox."""
    try:
        named = read_apart(FEED + feed.address, feed.content).text
    except InputError as error:
        raise InputError(error.key, **(error.values | {"file": feed.asked})) from error
    return list(dict.fromkeys(map(_plain, named.splitlines())))


def _plain(address: str) -> str:
    """Return an address as text that can be stored, without the part that no server is told."""
    return address.strip().encode("utf-8", "replace").decode().partition("#")[0]
