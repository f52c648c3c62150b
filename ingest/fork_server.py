"""A process that reads files for another one: each in a fork of its own, with limits.

Run as `python -m ingest.fork_server`. A request on standard input is a line of JSON (`name` and
`size`) and then `size` bytes of the file; the answer on standard output is a line of JSON. The
libraries a kind of file needs are imported once, here, before the fork that reads it. A request
with an `address` ("" where a file has none) is for the whole bulletin, which a second fork makes of
what the first has read: patterns may take as long over a hostile text as a library over its file.
"""

import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache, partial
from typing import Any, BinaryIO, NoReturn

from lexicon.errors import BantinError

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
WALL_SECONDS = 30.0
_FILE_BYTES = 200_000_000  # that a reader may write, for the pictures of scanned pages
_ANSWER_BYTES = 64_000_000
_ANY_BULLETIN = "Tháng 5/2024, GDP của Hà Nội tăng 5,2% so với cùng kỳ năm trước."
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>

Read = Callable[[str, bytes], Any]
Outcome = dict[str, Any]


def read_apart(read: Read, name: str, content: bytes, *, wall: float = WALL_SECONDS) -> Outcome:
    """Return what `read(name, content)` returns in a fork with limits, or how that failed.

    `{"document": fields}`, `{"error": key, "values": ...}` of a BantinError, or `{"died": why}`.
    """
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _in_child(read, name, content, into)
    os.close(into)
    with suppress(PermissionError):  # the fork has done it itself
        os.setpgid(child, child)
    try:
        said, late = _receive(out, time.monotonic() + wall)
    finally:
        os.close(out)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)  # with whatever it has started
        _, status = os.waitpid(child, 0)
    if late:
        return {"died": "time"}
    try:
        outcome: Outcome = json.loads(said)
    except ValueError:
        spent = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        return {"died": "time" if spent else "crash"}
    return outcome


def _receive(out: int, deadline: float) -> tuple[bytes, bool]:
    """Return what the fork writes until it closes its end, and whether it took too long."""
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([out], [], [], left)[0]:
            return b"", True
        part = os.read(out, 1 << 16)
        size += len(part)
        if not part or size > _ANSWER_BYTES:
            return b"".join(parts), False
        parts.append(part)


def _in_child(read: Read, name: str, content: bytes, into: int) -> NoReturn:
    """Read, write the outcome and end, without running anything the parent has registered."""
    code = 1
    try:
        os.setpgid(0, 0)
        limit()
        outcome = _outcome(read, name, content)
        with os.fdopen(into, "wb") as pipe:
            pipe.write(json.dumps(outcome).encode("utf-8", "surrogatepass"))
        code = 0
    finally:
        os._exit(code)


def _outcome(read: Read, name: str, content: bytes) -> Outcome:
    try:
        return {"document": asdict(read(name, content))}
    except BantinError as error:
        values = {key: v if isinstance(v, int) else str(v) for key, v in error.values.items()}
        return {"error": error.key, "values": values}
    except MemoryError:
        return {"died": "memory"}
    except RecursionError:
        return {"died": "crash"}


def limit() -> None:
    """Put this process under the limits: memory, CPU time, files written, no network, no core."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, hard))
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "unshare"):  # where the system allows it, a network without any device
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"):
        raise PermissionError("a document being read may not reach the network")


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    from ingest.read import prepare

    while line := requests.readline():
        request = json.loads(line)
        content = requests.read(request["size"])
        prepare(request["name"])
        outcome = _answer(request, content)
        answers.write(json.dumps(outcome).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], content: bytes) -> Outcome:
    from ingest.read import read_document

    deadline = time.monotonic() + WALL_SECONDS
    outcome = read_apart(read_document, request["name"], content)
    if "address" not in request or "document" not in outcome:
        return outcome
    _warm()
    whole = partial(_whole, outcome["document"], request["address"])
    return read_apart(whole, request["name"], b"", wall=deadline - time.monotonic())


def _whole(document: dict[str, Any], address: str, name: str, _: bytes) -> Any:
    from ingest.build import understand
    from ingest.packed import pack
    from ingest.types import RawDocument

    raw = RawDocument(**document)
    return pack(understand(name, raw if raw.url else replace(raw, url=address)))


@cache
def _warm() -> None:
    """Load the catalogues once, for all forks."""
    _whole({"text": _ANY_BULLETIN}, "", "a.txt", b"")


def main() -> None:
    """Answer requests until standard input is closed; what a library prints goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides when this ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):  # the one who asked was killed
        _serve(sys.stdin.buffer, answers)
        return
    os._exit(0)  # Python would say so once more when it closes the pipe


if __name__ == "__main__":
    main()
