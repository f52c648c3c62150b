"""Pages and feeds into the store: stored, unchanged, replaced or rejected, as files are."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from fakes import WordEmbedder
from sites import SENTENCE, Site, page, rss, served

from ingest.fetch import fetched, ingest_addresses
from ingest.read import read_document
from ingest.types import IngestReport, Rejection
from ingest.web import Page, Web
from lexicon.errors import InputError, LockedError
from vectorstore.lock import writer_lock
from vectorstore.store import Store

pytestmark = pytest.mark.real

DAYS = [f"{day:02} Jun 2025 08:00:00 +0700" for day in range(30)]
RSS = "application/rss+xml; charset=utf-8"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("ingest.web.PAUSE_SECONDS", 0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as opened:
        yield opened


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with closing(Store(tmp_path / "home", create=True)) as opened:
        yield opened


def ingested(store: Store, *addresses: str, limit: int = 20) -> IngestReport:
    web = Web(allow_private=True)
    return ingest_addresses(store, WordEmbedder(["gao"]), addresses, web=web, limit=limit)


def test_a_page_becomes_a_bulletin_with_its_address(store, site):
    """It is named by its address, and so is its source where the page states none."""
    address = site.serve("/tin/gao?id=1", page())
    assert ingested(store, address) == IngestReport(stored=(address,), embedded=1)
    (source,) = store.archive.sources()
    assert (source.url, source.file, source.title) == (address, address, "Giá gạo tháng 5")
    assert SENTENCE in store.archive.text(source.id)
    assert store.faults() == ()


def test_an_address_the_page_states_is_kept(store, site):
    """Its own is the one it wants to be known by."""
    own = "https://tin.example/gao"
    ingested(store, site.serve("/a", page(head=f'<link rel="canonical" href="{own}">')))
    assert [source.url for source in store.archive.sources()] == [own]


def test_a_second_fetch_is_unchanged_and_a_changed_page_replaces(store, site):
    """Also where only what surrounds the text has changed."""
    address = site.serve("/a", page())
    ingested(store, address)
    assert ingested(store, address).unchanged == (address,)
    site.serve("/a", page().replace("</article>", "</article><!-- 08:15:02 -->"))
    assert ingested(store, f"{address}#top").unchanged == (address,)
    site.serve("/a", page(SENTENCE.replace("2,4", "2,6")))
    assert ingested(store, address).replaced == (address,)
    assert len(store.archive.sources()) == 1


def test_a_feed_brings_its_newest_entries(store, site):
    """As many as asked for; the feed itself is no bulletin."""
    for number in range(1, 6):
        site.serve(f"/{number}", page(title=f"Giá {number}", sentence=f"{SENTENCE} {number}"))
    feed = rss(*[(f"/{number}", DAYS[number]) for number in (3, 5, 1, 4, 2)])
    report = ingested(store, site.serve("/rss", feed, kind=RSS), limit=3)
    assert report.stored == tuple(f"{site.address}/{number}" for number in (3, 4, 5))
    assert site.paths == ["/rss", "/3", "/4", "/5"]


def test_an_entry_that_fails_does_not_stop_the_others(store, site):
    """Each is rejected with its own sentence."""
    good = site.serve("/good", page())
    pdf = site.serve("/b.pdf", b"%PDF", kind="application/pdf")
    bare = site.serve("/bare", "<html><body></body></html>")
    entries = [(link, "") for link in (pdf, f"{site.address}/none", good, "http://a@b.vn/", bare)]
    report = ingested(store, site.serve("/rss", rss(*entries), kind="text/xml"), "no address")
    assert report.stored == (good,)
    keys = {rejection.file: rejection.error.key for rejection in report.rejected}
    assert keys == {
        pdf: "wrong-type",
        f"{site.address}/none": "page-status",
        "http://a@b.vn/": "credentials",
        bare: "no-main-text",
        "no address": "not-http",
    }


def test_a_feed_does_not_lead_to_another_feed(site):
    """Nor does it to itself."""
    other = site.serve("/other", rss(("/a", "")), kind=RSS)
    first = site.serve("/rss", rss((other, ""), ("/rss", "")), kind=RSS)
    found = list(fetched(Web(allow_private=True), [first], 20))
    assert [(f.file, f.error.key) for f in found if isinstance(f, Rejection)] == [
        (other, "wrong-type")
    ]


def test_a_page_named_twice_is_fetched_once(site):
    """By two feeds, or with another part behind "#"."""
    page_address = site.serve("/a", page())
    feeds = [
        site.serve(f"/rss{number}", rss((f"/a#rss-{number}", ""), ("/a", "")), kind=RSS)
        for number in range(2)
    ]
    found = list(fetched(Web(allow_private=True), [*feeds, page_address, feeds[0]], 20))
    assert [f.asked for f in found if isinstance(f, Page)] == [page_address]
    assert site.paths == ["/rss0", "/a", "/rss1"]


def test_no_writer_waits_for_a_server(store, site):
    """The lock is taken when all is fetched."""
    address = site.serve("/a", page())
    with writer_lock(store.home), pytest.raises(LockedError):
        ingested(store, address)
    assert site.paths == ["/a"]


@pytest.mark.parametrize(
    "content",
    [
        rss(("https://tin.example/2", DAYS[4]), ("/1", DAYS[3]), ("javascript:alert(1)", DAYS[5])),
        rss(("/1", DAYS[3]), ("https://tin.example/2", DAYS[4])),
        rss(("https://tin.example/2", DAYS[3]), ("/1", "")),
        rss(("https://tin.example/2", ""), ("/1", "")).replace("</item>", ""),
        """<feed xmlns="http://www.w3.org/2005/Atom">
        <entry><link href="1"/><updated>2025-06-03T00:00:00Z</updated></entry>
        <entry><link rel="enclosure" href="x.mp3"/><link href="https://tin.example/2"/>
        <updated>2025-06-04T00:00:00Z</updated></entry></feed>""",
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/"><item><link>https://tin.example/2</link></item>
        <item><link>/1</link></item></rdf:RDF>""",
    ],
    ids=["newest-first", "oldest-first", "one-undated", "broken", "atom", "rss-1.0"],
)
def test_a_feed_is_read_as_its_links(content):
    """The newest first, whole addresses, of the web alone."""
    raw = read_document("feed:https://tin.example/rss", content.encode())
    assert raw.text == "https://tin.example/2\nhttps://tin.example/1"


@pytest.mark.parametrize(
    "content",
    ["<html><a href='/1'>x</a></html>", "{}", "\x00\x01", rss(), rss(("ftp://a/", ""))],
    ids=["page", "json", "bytes", "empty", "ftp"],
)
def test_a_feed_without_links_is_refused(content):
    """By its address."""
    with pytest.raises(InputError) as caught:
        read_document("feed:https://tin.example/rss", content.encode())
    assert (caught.value.key, caught.value.values) == (
        "no-entries",
        {"file": "https://tin.example/rss"},
    )


def test_a_feed_is_read_in_the_sandbox(store, site, monkeypatch):
    """One that does harm there is rejected by its own address, and the rest goes on."""

    def crash(name: str, content: bytes) -> None:
        assert content == b"<rss/>"
        raise InputError("reader-crashed", file=name)

    monkeypatch.setattr("ingest.fetch.read_apart", crash)
    feed, good = site.serve("/rss", "<rss/>", kind=RSS), site.serve("/a", page())
    report = ingested(store, feed, good)
    assert report.stored == (good,)
    (rejection,) = report.rejected
    assert (rejection.file, rejection.error.values) == (feed, {"file": feed})


def test_feeds_are_no_kind_of_file(tmp_path, store):
    """A file of that name is refused like any other unknown kind."""
    from ingest.pipeline import ingest_paths

    file = tmp_path / "a.feed"
    file.write_text(rss(("https://tin.example/1", "")), "utf-8")
    report = ingest_paths(store, WordEmbedder(["gao"]), [file])
    assert [rejection.error.key for rejection in report.rejected] == ["unknown-kind"]
