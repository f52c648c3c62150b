"""A connection to a model's server, byte by byte, and the ways to break on it."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from evals.completions import Prompt, events, whole


class Wire:
    """One connection, for what writes to it byte by byte; `prompt` and `text` once read."""

    def __init__(self, connection: socket.socket, stopped: Event, elsewhere: str) -> None:
        self._connection = connection
        self._stopped = stopped
        self.elsewhere = elsewhere
        self.prompt = Prompt(messages=(), body={})
        self.text = ""

    def send(self, content: bytes) -> None:
        """Write all of it."""
        self._connection.sendall(content)

    def wait(self, seconds: float) -> bool:
        """Wait, and tell whether the server still runs."""
        return not self._stopped.wait(seconds)

    def reset(self) -> None:
        """Break the connection off as a crash would, without an orderly end."""
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._connection.close()

    def head(self, status: int, kind: str, *headers: tuple[str, str]) -> None:
        """Write a status line and headers; the body ends where the connection does."""
        rows = [("Content-Type", kind), ("Connection", "close"), *headers]
        lines = "".join(f"{name}: {value}\r\n" for name, value in rows)
        self.send(f"HTTP/1.1 {status} -\r\n{lines}\r\n".encode())

    def answer(self) -> tuple[str, list[bytes]]:
        """Return the kind and the parts of an answer without a fault, as it was asked for."""
        if self.prompt.stream:
            return "text/event-stream", list(events(self.text))
        return "application/json", [json.dumps(whole(self.text)).encode()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A way to break: what is done on the wire, `unread` before the request is read.

    With `text` the text arrives in spite of it; without `listening` nobody answers at all.
    """

    name: str
    act: Callable[[Wire], None]
    unread: bool = False
    text: bool = False
    listening: bool = True
