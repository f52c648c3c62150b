"""The store and bot every tab shares, opened anew when the archive has changed."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from lexicon.errors import InputError, StoreError
from ui.settings import embedding_model, home_folder

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from bot.bot import Bot
    from bot.types import Answer, Turn
    from ingest.pipeline import Progress
    from ingest.types import IngestReport
    from vectorstore.embedding import Embedder
    from vectorstore.store import Store
    from vectorstore.types import Source


@dataclass(slots=True)
class Opened:
    """One generation of a store with its bot; nothing of a conversation is kept in it."""

    store: "Store"
    bot: "Bot"
    embedder: "Embedder"
    sources: tuple["Source", ...]  # newest first
    asking: Lock = field(default_factory=Lock)
    warm: bool = False

    def ask(self, question: str, history: Sequence["Turn"]) -> "Answer":
        """Return the answer; one question at a time, since the embedder's engine is shared."""
        with self.asking:
            self.warm = True
            return self.bot.ask(question, history)

    def warm_up(self, question: str) -> None:
        """Load what the first question needs, so that the first reader does not wait for it."""
        if not self.warm:
            with suppress(Exception):  # whatever is wrong is told when a question is asked
                self.embedder.warm()
                self.ask(question, ())

    def close(self) -> None:
        """Release the store's files."""
        self.store.close()


def open_shared() -> Opened | None:
    """Return the current generation of the home's store, or None when it holds no bulletin."""
    from vectorstore.archive import Archive
    from vectorstore.store import ARCHIVE_FILE

    home = home_folder()
    try:
        with closing(Archive(home / ARCHIVE_FILE, create=False)) as archive:
            generation = archive.generation
    except StoreError as error:
        if error.key == "no-store":
            return None
        raise
    # A home that was removed and made again may count to the same generation.
    made = (home / ARCHIVE_FILE).stat().st_ino
    opened = _open(str(home), made, generation, embedding_model())
    return opened if opened.sources else None


@st.cache_resource(show_spinner=False, max_entries=2, on_release=Opened.close)
def _open(home: str, made: int, generation: int, model: str) -> Opened:
    from bot.bot import Bot
    from vectorstore.store import Store

    store, embedder = Store(Path(home)), shared_embedder(model)
    return Opened(store, Bot(store, embedder), embedder, store.archive.sources())


@st.cache_resource(show_spinner=False)
def shared_embedder(model: str) -> "Embedder":
    """Return the one embedder of this process."""
    from vectorstore.embedding import open_embedder

    return open_embedder(model)


def take_in(files: Sequence["UploadedFile"], on_progress: "Progress") -> "IngestReport":
    """Take uploaded files into the home's store, which is made when there is none."""
    from ingest.items import Item
    from ingest.pipeline import ingest_items
    from vectorstore.store import Store

    items = [
        Item(origin=f"upload:{file.name}", name=file.name, read=partial(_read, file))
        for file in files
    ]
    embedder = shared_embedder(embedding_model())
    with closing(Store(home_folder(), create=True)) as store:
        return ingest_items(store, embedder, items, on_progress=on_progress)


def _read(file: "UploadedFile") -> bytes:
    """Return the uploaded bytes; InputError for a kind or size not taken from disk either."""
    from ingest.read import SUFFIXES, largest

    if Path(file.name).suffix.lower() not in SUFFIXES:
        raise InputError("unknown-kind", file=file.name, kinds=", ".join(SUFFIXES))
    if file.size > (most := largest(file.name)):
        size, limit = file.size // 1_000_000, most // 1_000_000
        raise InputError("too-large", file=file.name, size=size, limit=limit)
    return file.getvalue()
