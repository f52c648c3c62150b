"""One request to a server at a checked address, within limits of size and time."""

import socket
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Event, Timer
from typing import TYPE_CHECKING, Any

from ingest.read import MAX_BYTES
from lexicon.errors import InputError

if TYPE_CHECKING:
    import ssl

    import httpx

USER_AGENT = "bantin (question answering over economic bulletins)"
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0  # that a server may be silent
TOTAL_SECONDS = 60.0  # for one answer, however steadily it comes
_TRIED = 3  # addresses of one server that are tried
Trace = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address in its parts: `host` in ASCII, `site` with scheme and port, `user` as given."""

    text: str
    scheme: str
    user: str
    host: str
    port: int
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; `content` is empty unless the status is 200."""

    status: int
    location: str
    kind: str
    content: bytes


def target(text: str, *, base: str = "") -> Target:
    """Return an address in its parts, a relative one seen from `base`; ValueError when it is none.

    The part behind "#" is left out: no server is told it.
    """
    import httpx

    try:
        url = httpx.URL(base).join(text) if base else httpx.URL(text)
        url = url.copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    if url.port is not None and not 0 < url.port < 1 << 16:
        raise ValueError(f"no port: {url.port}")
    return Target(
        text=str(url),
        scheme=url.scheme,
        user=url.userinfo.decode("ascii"),
        host=url.raw_host.decode("ascii"),
        port=url.port if url.port is not None else {"http": 80, "https": 443}.get(url.scheme, 0),
        site=f"{url.scheme}://{url.netloc.decode('ascii')}",
    )


def ask(
    at: Target,
    numbers: Sequence[str],
    *,
    file: str,
    kinds: Collection[str] = (),
    transport: "httpx.BaseTransport | None" = None,
) -> Answer:
    """Return what the server answers at the first of its numeric addresses that can be reached.

    InputError when none can, when it takes too long, and, with `kinds`, for content of another.
    """
    import httpx

    failed: httpx.HTTPError | None = None
    for number in numbers[:_TRIED]:
        with _within(TOTAL_SECONDS) as (trace, late):
            try:
                with _stream(at, number, trace, kinds, transport) as response:
                    answer = _answer(response, file, kinds)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
                continue
            except httpx.HTTPError as error:
                if late.is_set() or isinstance(error, httpx.TimeoutException):
                    raise InputError("page-slow", file=file) from error
                raise InputError("unreachable", file=file, cause=_cause(error)) from error
            if late.is_set():  # an answer that ends with the connection was only cut short
                raise InputError("page-slow", file=file)
            return answer
    raise InputError("unreachable", file=file, cause=_cause(failed)) from failed


@contextmanager
def _stream(
    at: Target,
    number: str,
    trace: Trace,
    kinds: Collection[str],
    transport: "httpx.BaseTransport | None",
) -> Iterator["httpx.Response"]:
    """Ask a numeric address for what it has under the server's own name, also in TLS.

    A client for each request, so that no connection and no cookie of one host serves another.
    """
    import httpx

    url = httpx.URL(at.text)
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(kinds or ("*/*",)),
        "Accept-Encoding": "gzip",
    }
    with (
        httpx.Client(
            transport=transport,
            verify=_certificates(),
            trust_env=False,  # a proxy would look the name up again, as it likes
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        ) as client,
        client.stream(
            "GET",
            url.copy_with(host=number),
            headers=headers,
            extensions={"sni_hostname": at.host, "trace": trace},
        ) as response,
    ):
        yield response


@cache
def _certificates() -> "ssl.SSLContext":
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _answer(response: "httpx.Response", file: str, kinds: Collection[str]) -> Answer:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = response.status_code == 200
    if wanted and kinds and kind not in kinds:
        raise InputError("wrong-type", file=file, kind=kind or "?")
    return Answer(
        status=response.status_code,
        location=response.headers.get("location", ""),
        kind=kind,
        content=_content(response, file) if wanted else b"",
    )


def _content(response: "httpx.Response", file: str) -> bytes:
    """Return what comes, unpacked; InputError as soon as it is over the limit."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", ""):
        raise InputError("wrong-type", file=file, kind=packed)
    unpack = zlib.decompressobj(31) if packed == "gzip" else None  # 31: with the head of gzip
    parts: list[bytes] = []
    left = MAX_BYTES
    for part in response.iter_raw():
        try:
            found = unpack.decompress(part, left + 1) if unpack else part
        except zlib.error as error:
            raise InputError("unreachable", file=file, cause=str(error)) from error
        left -= len(found)
        if left < 0:
            raise InputError("page-too-large", file=file, limit=MAX_BYTES // 1_000_000)
        parts.append(found)
    return b"".join(parts)


@contextmanager
def _within(seconds: float) -> Iterator[tuple[Trace, Event]]:
    """Yield what httpx tells of its connection, which is cut after so many seconds, and if it was.

    A limit on each read alone lets a server give one byte at a time for hours.
    """
    streams: list[Any] = []
    late = Event()

    def trace(event: str, told: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            streams.append(told["return_value"])

    def cut() -> None:
        late.set()
        for stream in streams:
            with suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield trace, late
    finally:
        timer.cancel()


def _cause(error: Exception | None) -> str:
    return str(error) or type(error).__name__
