"""Files read apart from this process, so that none can harm it: a fork of a server for each."""

import atexit
import json
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from queue import SimpleQueue
from threading import Lock
from typing import IO, Any, TypeVar

from ingest.packed import Packed, unpack
from ingest.types import RawDocument, Understood
from lexicon.errors import InputError

AT_ONCE = 2  # files read while the ones before them are stored
_AHEAD = 4  # files waiting to be stored
Job = TypeVar("Job")
Result = TypeVar("Result")


class Sandbox:
    """Reads documents in forks with limits on memory, time and the network; started when needed."""

    _arguments: tuple[str, ...] = ("-m", "ingest.fork_server")

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self._asking = Lock()

    def read_document(self, name: str, content: bytes) -> RawDocument:
        """Return what a file says; InputError when it cannot be read within the limits."""
        return RawDocument(**self._told(name, content, {}))

    def understand(self, name: str, content: bytes, address: str) -> Understood:
        """Return the whole bulletin of a file, as `address` gave it; InputError as above."""
        return unpack(Packed(**self._told(name, content, {"address": address})))

    def _told(self, name: str, content: bytes, asked: dict[str, str]) -> dict[str, Any]:
        """Return the fields of what was asked for; InputError when there is nothing to return."""
        with self._asking:
            try:
                outcome = self._ask(name, content, asked)
            except (OSError, ValueError):  # the server itself has ended
                self.close()
                outcome = {"died": "crash"}
        if "error" in outcome:
            raise InputError(outcome["error"], **outcome["values"])
        if "died" in outcome:
            raise _refusal(outcome["died"], name)
        fields: dict[str, Any] = outcome["document"]
        return fields

    def _ask(self, name: str, content: bytes, asked: dict[str, str]) -> dict[str, Any]:
        requests, answers = self._running()
        request = json.dumps({"name": name, "size": len(content), **asked}).encode()
        requests.write(request + b"\n" + content)
        requests.flush()
        answer: dict[str, Any] = json.loads(answers.readline())
        return answer

    def _running(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return where the server takes requests and gives answers, started if it does not run."""
        if self._server is None or self._server.poll() is not None:
            self.close()
            self._server = subprocess.Popen(
                [sys.executable, "-W", "ignore", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        requests, answers = self._server.stdin, self._server.stdout
        if requests is None or answers is None:
            raise OSError("the server has no pipes")
        return requests, answers

    def close(self) -> None:
        """End the server; it starts again with the next file."""
        server, self._server = self._server, None
        if server is None:
            return
        for pipe in (server.stdin, server.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _refusal(died: str, name: str) -> InputError:
    if died == "time":
        return InputError("too-slow", file=name)
    if died == "memory":
        return InputError("too-heavy", file=name)
    return InputError("reader-crashed", file=name)


@cache
def sandboxes() -> "SimpleQueue[Sandbox]":
    """Return the sandboxes of this process, to be taken and put back; they end with it."""
    pool: SimpleQueue[Sandbox] = SimpleQueue()
    for _ in range(AT_ONCE):
        sandbox = Sandbox()
        atexit.register(sandbox.close)
        pool.put(sandbox)
    return pool


def read_apart(name: str, content: bytes) -> RawDocument:
    """Return what a file says, read in a sandbox; InputError when it cannot be."""
    with _taken() as sandbox:
        return sandbox.read_document(name, content)


def understood_apart(name: str, content: bytes, address: str = "") -> Understood:
    """Return a file's whole bulletin, made in a sandbox; InputError when there is none.

    `address` is that of a file which states none itself.
    """
    with _taken() as sandbox:
        return sandbox.understand(name, content, address)


@contextmanager
def _taken() -> Iterator[Sandbox]:
    pool = sandboxes()
    sandbox = pool.get()
    try:
        yield sandbox
    finally:
        pool.put(sandbox)


def ahead(work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """Yield the results of `work` in the order of the jobs, a few of which are done ahead."""
    waiting: deque[Future[Result]] = deque()
    left = iter(jobs)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting.extend(pool.submit(work, job) for job in islice(left, _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(work, job) for job in islice(left, 1))
