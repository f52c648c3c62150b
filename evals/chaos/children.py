"""Processes that can be killed: each is forked from a server that has loaded the libraries."""

import multiprocessing
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Literal

from evals.chaos import broken
from lexicon.errors import BantinError

_LOADED = ["chromadb", "bm25s", "evals.chaos.work", "bot.bot", "evals.chaos.preload"]
_FOREVER = 240  # seconds; nothing here takes as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a child ended: what it returned, or the sentence or traceback it ended with."""

    kind: Literal["done", "told", "crashed", "killed"]
    value: Any = None
    key: str = ""  # of the sentence
    seconds: float = 0


class Child:
    """A running child; it is killed when it is not waited for to its end."""

    def __init__(self, function: Callable[..., Any], *arguments: Any, build: str = "") -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LOADED)
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_run, args=(sender, build, function, arguments), daemon=True
        )
        self._process.start()
        sender.close()
        self._receiver.recv()  # the child runs
        self._started = time.monotonic()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def kill(self) -> bool:
        """End it with SIGKILL; return whether it was still at work."""
        at_work = self._process.is_alive() and not self._receiver.poll()
        self._process.kill()
        self._process.join()
        return at_work

    def outcome(self, timeout: float = _FOREVER) -> Outcome:
        """Wait for its end; a child that died or took longer than `timeout` was `killed`."""
        found = Outcome(kind="killed")
        try:
            if self._receiver.poll(timeout):
                found = self._receiver.recv()
        except EOFError:
            pass
        self.kill()
        if found.kind == "killed":
            code = self._process.exitcode
            return Outcome(kind="killed", value=f"exit code {code}", seconds=self._passed())
        return found

    def _passed(self) -> float:
        return time.monotonic() - self._started


def run(function: Callable[..., Any], *arguments: Any, build: str = "") -> Outcome:
    """Run the function in a child to its end."""
    return Child(function, *arguments, build=build).outcome()


def _run(
    sender: "Connection[Any, Any]",
    build: str,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> None:
    broken.apply(build)
    sender.send("running")
    started = time.monotonic()
    try:
        outcome = Outcome(kind="done", value=function(*arguments))
    except BantinError as error:
        outcome = Outcome(kind="told", value=str(error), key=error.key)
    except BaseException:
        outcome = Outcome(kind="crashed", value=traceback.format_exc(limit=-4))
    passed = time.monotonic() - started
    sender.send(Outcome(kind=outcome.kind, value=outcome.value, key=outcome.key, seconds=passed))
