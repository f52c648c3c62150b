"""Builds with one guard against a model, its server or a document taken out."""

import importlib
import socket
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from bot.bot import Bot
from bot.check import equal
from bot.spoken import speaker, tracing, transport
from bot.spoken.settings import ModelSettings
from bot.spoken.vetting import Vetted, Vetter


def _no_deadline() -> None:
    """Wait for a model as long as it likes."""
    defaults: Any = ModelSettings.__init__.__kwdefaults__
    defaults.update(first_seconds=10_000.0, total_seconds=10_000.0)


def _follows() -> None:
    """Go wherever a server says."""
    plain = transport.client

    def client(*arguments: float) -> Any:
        made = plain(*arguments)
        made.follow_redirects = True
        return made

    _put(transport, "client", client)


def _asks_again() -> None:
    """Try everything again, and often."""
    _put(speaker, "_ATTEMPTS", 7)
    _put(speaker, "may_pass", lambda _: True)


def _unchecked() -> None:
    """Show every sentence as it comes, with the first citation."""

    def vet(_: Vetter, sentence: str) -> Vetted:
        return Vetted(text=sentence, outcome="kept", citations=(1,))

    _put(Vetter, "vet", vet)


def _numbers_alone() -> None:
    """Take a number for that of a bulletin whatever it is said of."""
    _put(tracing, "_is_same", lambda stated, held: equal(held.quantity, stated.quantity))


def _any_quote() -> None:
    """Take a model's word for what is a quotation."""
    _put(Vetter, "_with_honest_quotes", lambda _, said: said)


def _asks_around() -> None:
    """Reach for the network before anything is understood."""
    understand = Bot.understand

    def reaching(bot: Bot, *arguments: Any) -> Any:
        socket.create_connection(("localhost", 9), timeout=1).close()
        return understand(bot, *arguments)

    _put(Bot, "understand", reaching)


def _markup() -> None:
    """Draw a bulletin's text as the markup it holds."""
    drawing = importlib.import_module("ui.drawing")  # the page's own; evaluations know no screen
    _put(drawing, "html", SimpleNamespace(escape=lambda text, *_: text))


BUILDS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "no-deadline": (_no_deadline, ("C1",)),
    "follows": (_follows, ("C1",)),
    "asks-again": (_asks_again, ("C1",)),
    "asks-around": (_asks_around, ("C2",)),
    "unchecked": (_unchecked, ("E1", "E5", "F1")),
    "markup": (_markup, ("E3",)),
    "any-quote": (_any_quote, ("E5",)),
    "numbers-alone": (_numbers_alone, ("F1",)),
}
"""Name of a build -> how it is broken, and the rows that must fail over it."""


def _put(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)
