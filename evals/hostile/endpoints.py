"""The ways a model's endpoint fails; what each must end in is an honest line and nothing worse."""

import gzip
import json
from collections.abc import Callable, Iterable

from evals.completions import DONE, chunk, events, whole
from evals.wire import Fault, Wire

_LONG = 90.0  # seconds a silent server holds a connection, longer than anybody may wait
_HUGE = 4_000_000  # characters
_SWOLLEN = 64_000_000  # bytes a small compressed body grows to
_STREAM, _JSON = "text/event-stream", "application/json"
_PAGE = (
    "<html><head><title>500</title></head><body><h1>Internal Server Error</h1>"
    '<img src="https://elsewhere.example/x.png"><script>alert(1)</script></body></html>'
)


def _nothing(wire: Wire) -> None:
    """Hang up."""


def _silent(wire: Wire) -> None:
    wire.wait(_LONG)


def _status(status: int, message: str, *headers: tuple[str, str]) -> Callable[[Wire], None]:
    def act(wire: Wire) -> None:
        wire.head(status, _JSON, *headers)
        wire.send(json.dumps({"error": {"message": message, "type": "error"}}).encode())

    return act


def _html(status: int) -> Callable[[Wire], None]:
    def act(wire: Wire) -> None:
        wire.head(status, "text/html; charset=utf-8")
        wire.send(_PAGE.encode())

    return act


def _redirect(wire: Wire) -> None:
    wire.head(307, "text/plain", ("Location", f"{wire.elsewhere}/chat/completions"))


def _body(wire: Wire) -> bytes:
    kind, parts = wire.answer()
    wire.head(200, kind)
    return b"".join(parts)


def _head_alone(wire: Wire) -> None:
    _body(wire)
    wire.wait(_LONG)


def _byte_by_byte(wire: Wire) -> None:
    for at in (body := _body(wire)):
        wire.send(bytes([at]))
        if not wire.wait(min(1.0, 2 * _LONG / len(body) + 1)):
            return


def _half_then(rest: Callable[[Wire], None]) -> Callable[[Wire], None]:
    def act(wire: Wire) -> None:
        body = _body(wire)
        wire.send(body[: len(body) // 2])
        rest(wire)

    return act


def _reset(wire: Wire) -> None:
    wire.wait(0.2)  # what was sent would be thrown away with the connection
    wire.reset()


def _without_end(wire: Wire) -> None:
    """End in order after half of the text, as if that were all."""
    kind, parts = wire.answer()
    wire.head(200, kind)
    if wire.prompt.stream:
        wire.send(b"".join(parts[: len(parts) // 2]))
    else:
        half = whole(wire.text[: len(wire.text) // 2], finish="length")
        wire.send(json.dumps(half).encode())


def _at_its_limit(wire: Wire) -> None:
    """Stop in the middle of a sentence since the tokens are used up, and say so."""
    half = wire.text[: len(wire.text) * 2 // 3]
    if wire.prompt.stream:
        _send(wire, _STREAM, events(half, finish="length"))
    else:
        _send(wire, _JSON, [json.dumps(whole(half, finish="length")).encode()])


def _send(wire: Wire, kind: str, parts: Iterable[bytes]) -> None:
    wire.head(200, kind)
    for part in parts:
        wire.send(part)


def _broken_json(wire: Wire) -> None:
    if wire.prompt.stream:
        broken = chunk({"content": " tăng"})[:-20] + b"\n\n"
        _send(wire, _STREAM, [chunk({"content": "Giá"}), broken, chunk({"content": " 9%."}), DONE])
    else:
        _send(wire, _JSON, [json.dumps(whole(wire.text)).encode()[:-9]])


def _other_schema(wire: Wire) -> None:
    other = json.dumps({"output": [{"generated_text": wire.text}], "choices": {"0": None}})
    if wire.prompt.stream:
        _send(wire, _STREAM, [b"data: " + other.encode() + b"\n\n", DONE])
    else:
        _send(wire, _JSON, [other.encode()])


def _cut_letters(wire: Wire) -> None:
    """Send a sound answer so that every letter of several bytes comes in two parts."""
    body = _body(wire)
    start = 0
    for at in range(1, len(body)):
        if body[at] & 0xC0 == 0x80:  # inside a letter
            wire.send(body[start:at])
            start = at
            if not wire.wait(0.002):
                return
    wire.send(body[start:])


def _no_utf8(wire: Wire) -> None:
    kind, parts = wire.answer()
    if not wire.prompt.stream:
        parts = [json.dumps(whole(wire.text), ensure_ascii=False).encode()]
    _send(
        wire, kind, (part.replace("ă".encode(), b"\xc4").replace(b"%", b"\xff") for part in parts)
    )


def _endless(content: str) -> Callable[[Wire], None]:
    def act(wire: Wire) -> None:
        wire.head(200, _STREAM if wire.prompt.stream else _JSON)
        part = chunk({"content": content}) if wire.prompt.stream else b" " * 64
        while wire.wait(0.002):
            wire.send(part)

    return act


def _pings(wire: Wire) -> None:
    """Keep the connection alive for ever without saying anything."""
    wire.head(200, _STREAM if wire.prompt.stream else _JSON)
    while wire.wait(0.5):
        wire.send(b": ping\n\n" if wire.prompt.stream else b" ")


def _empty(wire: Wire) -> None:
    wire.text = ""
    kind, parts = wire.answer()
    _send(wire, kind, parts)


def _huge(wire: Wire) -> None:
    wire.text = "9" * _HUGE
    if wire.prompt.stream:
        _send(wire, _STREAM, [chunk({"content": wire.text}), chunk({}, "stop"), DONE])
    else:
        _send(wire, _JSON, [json.dumps(whole(wire.text)).encode()])


def _huge_line(wire: Wire) -> None:
    """Send one line that never ends."""
    wire.head(200, _STREAM if wire.prompt.stream else _JSON)
    part = b"data: " + b"x" * 65_536
    for _ in range(_HUGE // len(part) * 4):
        wire.send(part)
        if not wire.wait(0.001):
            return
    wire.wait(_LONG)


def _swollen(wire: Wire) -> None:
    """Send a small compressed body that grows to a great one."""
    kind = _STREAM if wire.prompt.stream else _JSON
    wire.head(200, kind, ("Content-Encoding", "gzip"))
    wire.send(gzip.compress(b"data: " + b" " * _SWOLLEN, 9))


def _tool_call(wire: Wire) -> None:
    call = {
        "index": 0,
        "id": "call_1",
        "type": "function",
        "function": {"name": "fetch", "arguments": '{"url": "https://elsewhere.example/"}'},
    }
    if wire.prompt.stream:
        delta = {"role": "assistant", "content": None, "tool_calls": [call]}
        _send(wire, _STREAM, [chunk(delta), chunk({}, "tool_calls"), DONE])
    else:
        body = whole("", finish="tool_calls")
        body["choices"][0]["message"] |= {"content": None, "tool_calls": [call]}
        _send(wire, _JSON, [json.dumps(body).encode()])


def _tls(wire: Wire) -> None:
    """Answer as a server that expects TLS: an alert, bytes no HTTP client understands."""
    wire.send(bytes.fromhex("15030100020246") + bytes.fromhex("160303004a02000046") + b"\x00" * 70)


FAULTS: tuple[Fault, ...] = (
    Fault(name="refused", act=_nothing, listening=False),
    Fault(name="closes at once", act=_nothing, unread=True),
    Fault(name="401", act=_status(401, "Incorrect API key provided: sk-secret")),
    Fault(name="403", act=_status(403, "not allowed")),
    Fault(name="404", act=_status(404, "The model does not exist")),
    Fault(name="429", act=_status(429, "rate limit", ("Retry-After", "3600"))),
    Fault(name="429 for a moment", act=_status(429, "rate limit", ("Retry-After", "1"))),
    Fault(name="500 with HTML", act=_html(500)),
    Fault(name="503", act=_status(503, "overloaded")),
    Fault(name="200 with HTML", act=_html(200)),
    Fault(name="redirect to another host", act=_redirect),
    Fault(name="silent", act=_silent, unread=True),
    Fault(name="headers, then silence", act=_head_alone),
    Fault(name="pings for ever", act=_pings),
    Fault(name="1 byte/s", act=_byte_by_byte),
    Fault(name="half, then the end", act=_half_then(_nothing)),
    Fault(name="half, then a reset", act=_half_then(_reset)),
    Fault(name="half, then silence", act=_half_then(_silent)),
    Fault(name="half, ended in order", act=_without_end),
    Fault(name="ended by its limit", act=_at_its_limit),
    Fault(name="broken JSON", act=_broken_json),
    Fault(name="another schema", act=_other_schema),
    Fault(name="letters cut in two", act=_cut_letters, text=True),
    Fault(name="no UTF-8", act=_no_utf8),
    Fault(name="endless words", act=_endless(" và")),
    Fault(name="endless sentences", act=_endless(" Giá tăng 9,99% [1].")),
    Fault(name="empty", act=_empty),
    Fault(name="4 MB at once", act=_huge),
    Fault(name="a line without end", act=_huge_line),
    Fault(name="swollen", act=_swollen),
    Fault(name="a tool call", act=_tool_call),
    Fault(name="TLS bytes", act=_tls, unread=True),
)


def fault(name: str) -> Fault:
    """Return the fault of this name."""
    return next(fault for fault in FAULTS if fault.name == name)
