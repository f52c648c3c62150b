"""C2: no model and no network; every question of the samples is answered as with both."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import samples
from bot.contract import answer_json
from bot.types import Turn
from evals.chaos import broken
from evals.chaos.ground import Run
from evals.hostile.figures_told import bulletins
from evals.hostile.ground import bot_over, filled, watched_errors
from evals.judge import Probe, judge, load_probes


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

    socket.socket, socket.getaddrinfo = _CutOff, unknown  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        socket.socket, socket.getaddrinfo = sockets, names  # type: ignore[misc]


def answered(asked: Run) -> tuple[list[str], str]:
    """Return which questions of the samples are not answered rightly, with proof, or refused."""
    TRIED.clear()
    failures: list[str] = []
    probes = load_probes(samples.PROBES)[: asked.times]
    with no_network():
        broken.apply(asked.build)
        with (
            watched_errors(failures),
            filled(asked.folder / "c2", bulletins()) as store,
            bot_over(store) as bot,
        ):
            for probe in probes:
                turns = [Turn(question=q, answer=a) for q, a in probe.history]
                answer = answer_json(bot.ask(probe.question, turns), id=probe.id)
                failures += [f"{probe.id} {fault}" for fault in faults(probe, answer)]
    failures += [f"tried to reach {address}" for address in TRIED]
    return failures, f"{sum(probe.answerable for probe in probes)} of them answerable"


def faults(probe: Probe, answer: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    if (verdict := judge(probe, answer)) != "right":
        yield f"{verdict}: {probe.question} {answer['text'][:200]!r}"
    elif probe.answerable and not answer["citations"]:
        yield f"without a citation: {probe.question}"
