"""A model's server on this machine, in OpenAI's form: `with model_server(says("...")) as server:`.

It answers what it is told to, or breaks in the way a `Fault` names, counts what it was asked and
ends by itself. Obedient answers are in `evals/obedient.py`, faults in `evals/hostile/endpoints.py`.
"""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread, Timer
from typing import Any

from evals.completions import MODEL, Prompt, Reply, events, read_prompt, whole
from evals.wire import Fault, Wire

HOST = "127.0.0.1"
LONGEST = 600.0  # seconds a server runs when nobody ends it
_LONGEST_BODY = 4_000_000  # bytes of a request
_IDLE = 30.0  # seconds a connection may be silent
_PATHS = ("/v1/models", "/v1/chat/completions")


@dataclass(slots=True)
class ModelServer:
    """A server that runs: where, and what came; `elsewhere` counts what a redirect brought on."""

    address: str = ""  # with the path of the version: what BANTIN_MODEL_URL takes
    connections: int = 0
    elsewhere: int = 0
    prompts: list[Prompt] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """How many requests were made; a connection that was never read counts as one."""
        return max(len(self.paths), self.connections)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, reply: Reply, fault: Fault | None, pace: float, kept: ModelServer) -> None:
        self.reply, self.fault, self.pace, self.kept = reply, fault, pace, kept
        self.stopped, self.lock = Event(), Lock()
        self.elsewhere = ""
        self.open: set[socket.socket] = set()
        super().__init__((HOST, 0), _Handler)
        kept.address = f"http://{HOST}:{self.server_address[1]}/v1"

    def handle_error(self, *_: Any) -> None:
        """Say nothing: a client that hangs up is expected."""

    def end(self) -> None:
        """Stop serving and break off every connection that is still open."""
        self.stopped.set()
        self.shutdown()
        self.server_close()
        with self.lock:
            for connection in self.open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = _IDLE

    def handle(self) -> None:
        """Break before a request is read where the fault says so, else read them."""
        with self.server.lock:
            self.server.kept.connections += 1
            self.server.open.add(self.connection)
        try:
            if self.server.fault and self.server.fault.unread:
                self.server.fault.act(self._wire())
            else:
                super().handle()
        finally:
            with self.server.lock:
                self.server.open.discard(self.connection)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """List the one model."""
        self._note()
        if self.path != _PATHS[0]:
            self._json(404, {"error": {"message": "no such path", "type": "not_found"}})
            return
        model = {"id": MODEL, "object": "model", "created": 1, "owned_by": "evals"}
        self._json(200, {"object": "list", "data": [model]})

    def do_POST(self) -> None:
        """Answer a prompt, or break."""
        self._note()
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != _PATHS[1] or length > _LONGEST_BODY:
            self.close_connection = True
            self._json(404, {"error": {"message": "no such path", "type": "not_found"}})
            return
        try:
            body = json.loads(self.rfile.read(length))
            prompt = read_prompt(body, self.headers.get("Authorization", ""))
        except (ValueError, AttributeError):
            self._json(400, {"error": {"message": "not JSON", "type": "invalid_request_error"}})
            return
        text = self.server.reply(prompt)
        with self.server.lock:
            self.server.kept.prompts.append(prompt)
            self.server.kept.said.append(text)
        self._answer(prompt, text)

    def _note(self) -> None:
        with self.server.lock:
            self.server.kept.paths.append(self.path)

    def _answer(self, prompt: Prompt, text: str) -> None:
        wire = self._wire()
        wire.prompt, wire.text = prompt, text
        if self.server.fault:
            self.close_connection = True
            self.server.fault.act(wire)
        elif prompt.stream:
            self._stream(wire)
        else:
            self._json(200, whole(text))

    def _stream(self, wire: Wire) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for event in events(wire.text):
            if self.server.pace and not wire.wait(self.server.pace):
                return
            wire.send(b"%x\r\n%s\r\n" % (len(event), event))
        wire.send(b"0\r\n\r\n")

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin an answer behind which the connection ends, so that no client keeps it."""
        super().send_response(code, message)
        self.send_header("Connection", "close")

    def _json(self, status: int, body: Mapping[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _wire(self) -> Wire:
        return Wire(self.connection, self.server.stopped, self.server.elsewhere)


@contextmanager
def model_server(
    reply: Reply, *, fault: Fault | None = None, pace: float = 0, longest: float = LONGEST
) -> Iterator[ModelServer]:
    """Yield a server on a free port of this machine; `pace` seconds pass before each event.

    It ends with the block, and by itself after `longest` seconds.
    """
    kept = ModelServer()
    if fault and not fault.listening:
        with _closed_port() as kept.address:
            yield kept
        return
    with _running(reply, fault, pace, kept, longest) as server, _beside(kept, longest) as other:
        server.elsewhere = other
        yield kept


@contextmanager
def _running(
    reply: Reply, fault: Fault | None, pace: float, kept: ModelServer, longest: float
) -> Iterator[_Server]:
    server = _Server(reply, fault, pace, kept)
    running = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    running.start()
    watch = Timer(longest, server.end)
    watch.daemon = True
    watch.start()
    try:
        yield server
    finally:
        watch.cancel()
        server.end()
        running.join()


@contextmanager
def _beside(kept: ModelServer, longest: float) -> Iterator[str]:
    """Yield the address of a second origin, which answers too and counts what reaches it."""

    def count(_: Prompt) -> str:
        kept.elsewhere += 1
        return "Từ nơi khác."

    other = ModelServer()
    with _running(count, None, 0, other, longest):
        yield other.address
        if other.connections and not kept.elsewhere:
            kept.elsewhere = other.connections


@contextmanager
def _closed_port() -> Iterator[str]:
    """Yield the address of a port that is taken by a socket which never listens."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        yield f"http://{HOST}:{taken.getsockname()[1]}/v1"
