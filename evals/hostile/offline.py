"""C2: no model and no network; every question of the samples is answered as with both."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import samples
from bot.bot import Bot
from bot.contract import answer_json
from bot.types import Turn
from evals.chaos import broken
from evals.chaos.ground import Run
from evals.hostile.ground import filled, watched_errors
from evals.judge import Probe, judge, load_probes
from vectorstore.embedding import open_embedder


class _CutOff(socket.socket):
    """A socket that reaches nobody."""

    def connect(self, address: Any) -> None:
        """Note who was to be reached, and refuse."""
        TRIED.append(str(address))
        raise OSError(101, "network is unreachable")

    def connect_ex(self, address: Any) -> int:
        """Note who was to be reached, and refuse."""
        TRIED.append(str(address))
        return 101


TRIED: list[str] = []


@contextmanager
def no_network() -> Iterator[None]:
    """Let no connection be made and no name be looked up."""
    sockets, names = socket.socket, socket.getaddrinfo

    def unknown(host: Any, *_: Any, **__: Any) -> Any:
        TRIED.append(str(host))
        raise socket.gaierror(-3, "temporary failure in name resolution")

    socket.socket, socket.getaddrinfo = _CutOff, unknown  # type: ignore[misc]
    try:
        yield
    finally:
        socket.socket, socket.getaddrinfo = sockets, names  # type: ignore[misc]


def answered(asked: Run) -> tuple[list[str], str]:
    """Return which questions of the samples are answered otherwise than with a network."""
    TRIED.clear()
    failures: list[str] = []
    probes = load_probes(samples.PROBES)[: asked.times]
    files = {path.name: path.read_text("utf-8") for path in samples.FOLDER.glob("*.md")}
    with watched_errors(failures), ExitStack() as opened:
        with no_network():
            broken.apply(asked.build)
            embedder = open_embedder()
            store = opened.enter_context(filled(asked.folder / "c2", files, embedder))
            without = _answers(Bot(store, embedder), probes)
        with_one = _answers(Bot(store, embedder), probes)
    for probe, answer, same in zip(probes, without, with_one, strict=True):
        if (answer["text"], answer["citations"]) != (same["text"], same["citations"]):
            failures.append(f"{probe.id} {answer['text'][:80]!r}, else {same['text'][:80]!r}")
        elif not answer["refused"] and not answer["citations"]:
            failures.append(f"{probe.id} without a citation")
    failures += [f"tried to reach {address}" for address in TRIED]
    told = sum(not answer["refused"] for answer in without)
    right = sum(
        judge(probe, answer) == "right" for probe, answer in zip(probes, without, strict=True)
    )
    return failures, f"{told} answered, {right} rightly or rightly refused"


def _answers(bot: Bot, probes: Iterable[Probe]) -> list[dict[str, Any]]:
    found = []
    for probe in probes:
        turns = [Turn(question=question, answer=answer) for question, answer in probe.history]
        try:
            found.append(answer_json(bot.ask(probe.question, turns), id=probe.id))
        except OSError as error:
            found.append({"text": repr(error), "citations": [], "refused": False})
    return found
