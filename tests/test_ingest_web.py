"""Pages from the web: what is fetched and how, and what is refused before anything is asked."""

import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import httpx
import pytest
from sites import Site, page, served

from ingest.addresses import is_public
from ingest.web import FEEDS, PAGES, Web
from lexicon.errors import InputError

PUBLIC, OTHER = "93.184.215.14", "142.250.66.78"
KINDS = (*PAGES, *FEEDS)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as opened:
        yield opened


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("ingest.web.PAUSE_SECONDS", 0.0)


def fetched(address: str, **settings: object) -> bytes:
    return Web(allow_private=True, **settings).get(address, KINDS).content  # type: ignore[arg-type]


def refusal(address: str, web: Web | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        (web or Web(allow_private=True)).get(address, KINDS)
    assert caught.value.say("vi") != caught.value.say("en")
    return caught.value


class Recorder:
    """A transport that answers everything with a page, or leads on, and notes what it was asked."""

    def __init__(self, leads: dict[str, str] | None = None) -> None:
        self.asked: list[httpx.Request] = []
        self._leads = leads or {}
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        if to := self._leads.get(f"{request.headers['Host']}{request.url.path}"):
            return httpx.Response(302, headers={"Location": to})
        return httpx.Response(
            200, headers={"Content-Type": "text/html"}, content=iter([page().encode()])
        )


def resolver(**numbers: list[str]) -> Callable[[str, int], list[str]]:
    """Return a resolver of names whose dots are written "_"; others do not exist."""

    def resolve(host: str, _: int) -> list[str]:
        try:
            return numbers[host.replace(".", "_")]
        except KeyError:
            raise OSError("no such name") from None

    return resolve


# What is asked, and how


def test_a_page_is_fetched_by_a_program_that_says_its_name(site):
    """After the site's robots.txt, without cookies or anything else of the one who asks."""
    assert fetched(site.serve("/a.html?b=1", page())) == page().encode()
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a.html?b=1"]
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("bantin ")
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_a_cookie_is_not_carried_on(site):
    """Neither to the page behind it nor to another host."""
    site.serve("/a", status=302, headers=(("Location", "/b"), ("Set-Cookie", "id=1; Path=/")))
    site.serve("/b", page())
    fetched(f"{site.address}/a")
    assert all("Cookie" not in headers for _, headers in site.asked)


def test_a_proxy_of_the_environment_is_not_used(site, monkeypatch):
    """It would look the name up again, and answer for addresses that were not checked."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(site.serve("/a", page()))


@pytest.mark.parametrize("pause", [1.0, 30.0], ids=["usual", "asked-for"])
def test_a_host_is_left_alone_between_two_requests(site, monkeypatch, pause):
    """A second, or as long as its robots.txt asks for."""
    slept: list[float] = []
    monkeypatch.setattr("ingest.web.PAUSE_SECONDS", 1.0)
    monkeypatch.setattr("ingest.web.time.sleep", slept.append)
    delay = "Crawl-delay: 3600" if pause > 1 else "Allow: /"
    site.serve("/robots.txt", f"User-agent: *\n{delay}\n", kind="text/plain")
    web = Web(allow_private=True)
    for path in ("/a", "/b"):
        web.get(site.serve(path, page()), KINDS)
    assert slept == [pytest.approx(expected, abs=0.3) for expected in (pause, pause)]


def test_packed_pages_are_unpacked(site):
    """By gzip alone: nothing else is asked for."""
    packed = gzip.compress(page().encode())
    address = site.serve("/a", packed, headers=(("Content-Encoding", "gzip"),))
    assert fetched(address) == page().encode()
    assert dict(site.asked)["/a"]["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("count", [1, 5])
def test_up_to_five_redirects_are_followed(site, count):
    """The page knows the address asked for and where it was found."""
    for number in range(count):
        site.serve(f"/{number}", status=302, headers=(("Location", f"{number + 1}#top"),))
    site.serve(f"/{count}", page())
    found = Web(allow_private=True).get(f"{site.address}/0", KINDS)
    assert (found.asked, found.address) == (f"{site.address}/0", f"{site.address}/{count}")


def test_an_address_that_cannot_be_reached_gives_way_to_the_next(site):
    """As browsers do with a host that stands at several."""
    resolve = resolver(tin_example=["127.0.0.2", "127.0.0.1"])
    site.serve("/a", page())
    assert fetched(f"http://tin.example:{site.port}/a", resolve=resolve)
    assert dict(site.asked)["/a"]["Host"] == f"tin.example:{site.port}"


def test_the_connection_goes_to_the_address_that_was_checked():
    """Under the name that was asked for, also in TLS."""
    recorder = Recorder()
    resolve = resolver(**{"tin_xn--vit-5kz": [PUBLIC]})
    Web(resolve=resolve, transport=recorder.transport).get("https://tin.việt/a", KINDS)
    for request in recorder.asked:
        assert request.url.host == PUBLIC
        assert request.headers["Host"] == "tin.xn--vit-5kz"
        assert request.extensions["sni_hostname"] == "tin.xn--vit-5kz"


def test_a_name_is_looked_up_once():
    """What a second look-up would say, a private address say, is never asked."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    recorder = Recorder({"a.example/1": "/2"})
    web = Web(resolve=lambda *_: next(answers), transport=recorder.transport)
    web.get("http://a.example/1", KINDS)
    web.get("https://a.example/3", KINDS)
    assert {request.url.host for request in recorder.asked} == {PUBLIC}
    assert next(answers) == ["127.0.0.1"]


# What a site may ask, and what goes wrong


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /tin/", "/tin/1", False),
        ("User-agent: *\nDisallow: /tin/", "/bao/1", True),
        ("User-agent: bantin\nDisallow: /", "/tin/1", False),
        ("User-agent: other\nDisallow: /", "/tin/1", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: bantin\nAllow: /", "/tin/1", True),
        ("", "/tin/1", True),
        ("<html>none</html>", "/tin/1", True),
    ],
    ids=["closed", "elsewhere", "us", "others", "all-but-us", "empty", "a-page-instead"],
)
def test_robots_txt_is_kept_to(site, rules, path, allowed):
    """A page it closes is not asked for."""
    site.serve("/robots.txt", rules, kind="text/plain")
    address = site.serve(path, page())
    if allowed:
        assert fetched(address)
    else:
        assert refusal(address).key == "robots"
        assert site.paths == []


def test_a_redirect_to_a_closed_page_is_not_followed(site):
    """Its own rules are asked first."""
    site.serve("/robots.txt", "User-agent: *\nDisallow: /b", kind="text/plain")
    site.serve("/a", status=301, headers=(("Location", "/b"),))
    assert refusal(f"{site.address}/a").key == "robots"
    assert site.paths == ["/a"]


def test_a_site_that_cannot_say_its_rules_is_not_fetched(site):
    """It is asked once, for all its pages."""
    site.serve("/robots.txt", status=503)
    web = Web(allow_private=True)
    for path in ("/a", "/b"):
        error = refusal(site.serve(path, page()), web)
        assert (error.key, error.values["file"]) == ("page-status", f"{site.address}{path}")
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.0)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(20):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    dripping_head(handler)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(bytes(1_000_000))
    raise AssertionError("all 100 MB were taken")


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nx")


GZIP = (("Content-Encoding", "gzip"),)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ({"status": 404}, "page-status"),
        ({"status": 401}, "page-status"),
        ({"status": 302}, "page-status"),
        ({"status": 500}, "page-status"),
        ({"status": 302, "headers": (("Location", "/a"),)}, "redirects"),
        ({"status": 302, "headers": (("Location", "ftp://a.example/"),)}, "not-http"),
        ({"status": 302, "headers": (("Location", "http://[::1"),)}, "unreachable"),
        ({"status": 302, "headers": (("Location", "http://a:b@127.0.0.1/"),)}, "credentials"),
        ({"body": b"%PDF", "kind": "application/pdf"}, "wrong-type"),
        ({"body": b"x", "kind": "text/plain; charset=utf-8"}, "wrong-type"),
        ({"body": b"x", "kind": ""}, "wrong-type"),
        ({"body": b"x", "headers": (("Content-Encoding", "br"),)}, "wrong-type"),
        ({"body": b"no gzip", "headers": GZIP}, "unreachable"),
        ({"body": gzip.compress(bytes(60_000_000)), "headers": GZIP}, "page-too-large"),
        ({"body": bytes(10_000_001)}, "page-too-large"),
        ({"write": endless}, "page-too-large"),
        ({"write": silent}, "page-slow"),
        ({"write": dripping_head}, "page-slow"),
        ({"write": dripping_body}, "page-slow"),
        ({"write": hangs_up}, "unreachable"),
        ({"write": lambda handler: handler.wfile.write(b"\x00 no HTTP\r\n\r\n")}, "unreachable"),
    ],
    ids=[
        "missing",
        "log-in",
        "leads-nowhere",
        "broken",
        "circle",
        "to-ftp",
        "to-no-address",
        "to-a-password",
        "pdf",
        "text",
        "no-type",
        "brotli",
        "not-packed",
        "bomb",
        "large",
        "endless",
        "silent",
        "dripping-head",
        "dripping-body",
        "hangs-up",
        "no-http",
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(site, monkeypatch, answer, key):
    """One sentence that names the address asked for, in time."""
    monkeypatch.setattr("ingest.request.READ_SECONDS", 0.3)
    monkeypatch.setattr("ingest.request.TOTAL_SECONDS", 0.6 if "write" in answer else 20.0)
    if answer.get("write") is endless:
        monkeypatch.setattr("ingest.request.TOTAL_SECONDS", 20.0)
    began = time.monotonic()
    error = refusal(site.serve("/a", **answer))
    assert error.key == key
    assert "127.0.0.1" in error.say("vi")
    assert time.monotonic() - began < 5


def test_a_server_that_is_not_there_is_told(site):
    """With the system's reason."""
    error = refusal("http://127.0.0.1:9/a")
    assert error.key == "unreachable"
    assert "refused" in error.say("en")


# What is refused before anything is asked


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://127.0.0.1/", "private-address"),
        ("http://10.1.2.3/", "private-address"),
        ("http://192.168.1.1/", "private-address"),
        ("http://172.16.0.1/", "private-address"),
        ("http://100.64.0.1/", "private-address"),
        ("http://0.0.0.0/", "private-address"),
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://100.100.100.200/", "private-address"),
        ("http://168.63.129.16/", "private-address"),
        ("http://224.0.0.1/", "private-address"),
        ("http://[::1]/", "private-address"),
        ("http://[::]/", "private-address"),
        ("http://[fe80::1]/", "private-address"),
        ("http://[fc00::1]/", "private-address"),
        ("http://[ff02::1]/", "private-address"),
        ("http://[::ffff:127.0.0.1]/", "private-address"),
        ("http://[::ffff:a9fe:a9fe]/", "private-address"),
        ("http://[64:ff9b::7f00:1]/", "private-address"),
        ("http://[2002:7f00:1::]/", "private-address"),
        ("http://localhost/", "private-address"),
        ("http://2130706433/", "bad-address"),
        ("http://0177.0.0.1/", "bad-address"),
        ("http://017700000001/", "bad-address"),
        ("http://0x7f000001/", "bad-address"),
        ("http://0x7f.0.0.1/", "bad-address"),
        ("http://127.1/", "bad-address"),
        ("http://①②⑦.⓪.⓪.①/", "bad-address"),
        ("http://%31%32%37.0.0.1/", "bad-address"),
        ("http://user@a.example/", "credentials"),
        ("http://user:secret@a.example/", "credentials"),
        ("http://a.example\\@127.0.0.1/", "credentials"),
        ("file:///etc/passwd", "not-http"),
        ("ftp://a.example/", "not-http"),
        ("gopher://127.0.0.1:6379/_x", "not-http"),
        ("javascript:alert(1)", "not-http"),
        ("data:text/html,x", "not-http"),
        ("a.example/tin", "not-http"),
        ("//a.example/tin", "not-http"),
        ("/etc/passwd", "not-http"),
        ("", "not-http"),
        ("http://a.example:22/", "odd-port"),
        ("https://a.example:8443/", "odd-port"),
        ("http://a.example:0/", "bad-address"),
        ("http:///tin", "bad-address"),
        ("http://a.example:99999999/", "bad-address"),
        ("http://[::1/", "bad-address"),
        ("http://a\n.example/", "bad-address"),
        ("http://none.example/", "no-host"),
        ("http://a..example/", "no-host"),
        (f"http://{'a' * 300}.example/", "no-host"),
    ],
    ids=lambda value: str(value)[:40] or "nothing",
)
def test_an_address_that_leads_elsewhere_than_the_web_is_refused(address, key):
    """Nothing is asked; a password is not repeated."""
    from ingest.addresses import resolve as system

    def resolve(host: str, port: int) -> tuple[str, ...]:
        if host.endswith("example"):
            raise OSError("no such name")
        return system(host, port)

    recorder = Recorder()
    error = refusal(address, Web(resolve=resolve, transport=recorder.transport))
    assert error.key == key
    assert recorder.asked == []
    assert "secret" not in error.say("en")


@pytest.mark.parametrize(
    "numbers",
    [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["::ffff:10.0.0.1"], [PUBLIC, "fe80::1%eth0"], ["x"]],
    ids=["private", "one-of-two", "mapped", "link-local", "no-number"],
)
def test_a_name_that_stands_inside_is_refused(numbers):
    """Every address it has must be public."""
    recorder = Recorder()
    web = Web(resolve=resolver(a_example=numbers), transport=recorder.transport)
    assert refusal("https://a.example/", web).key == "private-address"
    assert recorder.asked == []


@pytest.mark.parametrize(
    ("to", "key"),
    [
        ("http://127.0.0.1/admin", "private-address"),
        ("http://inside.example/", "private-address"),
        ("//169.254.169.254/", "private-address"),
        ("http://2130706433/", "bad-address"),
        ("https://a.example:8443/", "odd-port"),
        ("file:///etc/passwd", "not-http"),
    ],
)
def test_a_redirect_is_checked_like_an_address(to, key):
    """The page that leads there was asked, and nothing else."""
    recorder = Recorder({"a.example/1": to})
    names = resolver(
        a_example=[PUBLIC],
        inside_example=["10.0.0.1"],
        **{"127_0_0_1": ["127.0.0.1"], "169_254_169_254": ["169.254.169.254"]},
    )
    error = refusal("http://a.example/1", Web(resolve=names, transport=recorder.transport))
    assert error.key == key
    assert {request.url.host for request in recorder.asked} == {PUBLIC}


def test_a_redirect_to_another_public_host_goes_there():
    """With that host's rules asked, and its name."""
    recorder = Recorder({"a.example/1": "https://b.example/2"})
    names = resolver(a_example=[PUBLIC], b_example=[OTHER])
    Web(resolve=names, transport=recorder.transport).get("http://a.example/1", KINDS)
    assert [(r.url.host, r.headers["Host"], r.url.path) for r in recorder.asked] == [
        (PUBLIC, "a.example", "/robots.txt"),
        (PUBLIC, "a.example", "/1"),
        (OTHER, "b.example", "/robots.txt"),
        (OTHER, "b.example", "/2"),
    ]


@pytest.mark.parametrize(
    "number", [PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_numbers_are_public(number):
    """Also those that carry an IPv4 address inside."""
    assert is_public(number)
