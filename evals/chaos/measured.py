"""Sandboxes that note what their forks take, over a server that may be of a broken build.

Run as `python -m evals.chaos.measured BUILD`, it is the product's server, which also tells the most
memory that any fork of it has held.
"""

import resource
import sys
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO, Any

from evals.chaos import broken
from ingest import fork_server, sandbox
from ingest.sandbox import AT_ONCE, Sandbox
from ingest.types import Understood

_KILOBYTE = 1024  # what Linux counts the memory of a process in


class Measured(Sandbox):
    """A sandbox that keeps its longest answer, its largest fork and how many servers it took.

    Behind each file `probe` is given the sandbox, to have something read that is known.
    """

    def __init__(self, build: str, probe: Callable[[Sandbox, str], None] | None = None) -> None:
        super().__init__()
        self._arguments = ("-m", "evals.chaos.measured", build)
        self._probe = probe
        self.seconds: dict[str, float] = {}
        self.peak = 0
        self.servers = 0

    def understand(self, name: str, content: bytes, address: str) -> Understood:
        """Return the bulletin as the product does; the probe is made whatever comes of it."""
        started = time.monotonic()
        try:
            return super().understand(name, content, address)
        finally:
            self.seconds[name] = time.monotonic() - started
            if self._probe:
                self._probe(self, name)

    def read_known(self, name: str, content: bytes) -> str:
        """Return the text of a file that is no part of what is measured."""
        return super().understand(name, content, "").bulletin.text

    def _ask(self, name: str, content: bytes, asked: dict[str, str]) -> dict[str, Any]:
        outcome = super()._ask(name, content, asked)
        self.peak = max(self.peak, outcome.pop("peak", 0))
        return outcome

    def _running(self) -> tuple[IO[bytes], IO[bytes]]:
        before = self._server
        pipes = super()._running()
        self.servers += self._server is not before
        return pipes


def measured(boxes: list[Measured]) -> None:
    """Have this process read its files in these sandboxes."""
    pool: SimpleQueue[Sandbox] = SimpleQueue()
    for box in boxes:
        pool.put(box)
    vars(sandbox).update(sandboxes=lambda: pool)


def boxes_of(
    build: str, probe: Callable[[Sandbox, str], None] | None = None, count: int = AT_ONCE
) -> list[Measured]:
    """Return sandboxes, as many as the product uses at once, in use from now on."""
    boxes = [Measured(build, probe) for _ in range(count)]
    measured(boxes)
    return boxes


def own_peak() -> int:
    """Return the most bytes that this process itself has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE


def main(build: str) -> None:
    """Serve as `ingest.fork_server` does, each answer with the largest fork so far."""
    broken.apply(build)
    answer = fork_server._answer

    def told(request: dict[str, Any], content: bytes) -> dict[str, Any]:
        outcome = answer(request, content)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KILOBYTE
        return outcome | {"peak": peak}

    vars(fork_server).update(_answer=told)
    fork_server.main()


if __name__ == "__main__":
    main(sys.argv[1])
