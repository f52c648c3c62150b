"""What the commands of `bantin` have in common: their options, how they tell, what they open."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lexicon.messages import say
from ui.settings import embedding_model, home_folder, interface_language

if TYPE_CHECKING:
    from bot.bot import Bot
    from vectorstore.store import Store

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the store (else BANTIN_HOME, else the user's data folder)."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait for another writer to finish.")]


def tell(key: str, **values: object) -> None:
    """Write a sentence of the command line's catalogue."""
    typer.echo(say(f"command.{key}", interface_language(), **values))


def write_json(value: Any, *, indent: int | None = 2) -> None:
    """Write a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    typer.echo(text.encode("utf-8", "backslashreplace").decode())  # of a path that is no UTF-8


def open_store(home: Path | None, *, create: bool = False) -> "Store":
    """Return the store of a home."""
    from vectorstore.store import Store

    return Store(home_folder(home), create=create)


@contextmanager
def written(home: Path | None) -> Iterator["Store"]:
    """Open a store that is there already for writing, under its lock."""
    from vectorstore.lock import writer_lock
    from vectorstore.space import told_when_full

    with (
        closing(open_store(home)) as found,
        told_when_full(found.home),
        writer_lock(found.home),
        closing(open_store(home, create=True)) as store,
    ):
        yield store


def open_bot(store: "Store") -> "Bot":
    """Return what answers from a store, with the model the settings name."""
    from bot.bot import Bot
    from vectorstore.embedding import open_embedder

    return Bot(store, open_embedder(embedding_model()))
