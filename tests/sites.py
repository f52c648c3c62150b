"""A web site on this machine, and pages small enough to read in a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SENTENCE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
_REST = (
    "<p>Thương lái cho biết nhu cầu của các nước trong khu vực vẫn cao, nguồn cung đã cạn dần.</p>"
)


def page(sentence: str = SENTENCE, *, title: str = "Giá gạo tháng 5", head: str = "") -> str:
    """Return a page with one sentence that matters."""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1><p>{sentence}</p>{_REST}</article></body></html>"
    )


def rss(*entries: tuple[str, str]) -> str:
    """Return a feed of links, each with its day as RFC 822 writes it, or without."""
    items = "".join(
        f"<item><link>{link}</link>{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
        for link, day in entries
    )
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'


@dataclass
class Site:
    """What is served under each path, and the requests that came: path and headers."""

    address: str = ""
    port: int = 0
    answers: dict[str, "Answer"] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def serve(
        self, path: str, body: str | bytes = b"", *, kind: str = "text/html", **more: object
    ) -> str:
        """Serve a body under a path and return its address."""
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(kind=kind, body=content, **more)  # type: ignore[arg-type]
        return self.address + path

    @property
    def paths(self) -> list[str]:
        """The paths asked for, those of robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@dataclass(frozen=True)
class Answer:
    """One answer; `write` writes all of it by itself, to the connection."""

    kind: str = "text/html"
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


@contextmanager
def served(host: str = "127.0.0.1") -> Iterator[Site]:
    """Yield a site on a free port of this machine; what it does not serve is status 404."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answer = site.answers.get(self.path, Answer(status=404))
            if answer.write:
                answer.write(self)
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:  # a client that hangs up is expected
            pass

    server = Server((host, 0), Handler)
    site.port = server.server_address[1]
    site.address = f"http://{host}:{site.port}"
    running = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    running.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        running.join()
