"""Builds with one guard taken out, to see that the run over them fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import vectorstore.archive
import vectorstore.index
import vectorstore.lexical
import vectorstore.manifest
import vectorstore.store
from evals.chaos.broken_inputs import INPUT_BUILDS
from ingest import pipeline
from vectorstore.archive import Archive


def _no_transaction() -> None:
    """Store each statement by itself."""

    @contextmanager
    def writing(archive: Archive) -> Iterator[Any]:
        with archive._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    _put(Archive, "_writing", writing)


def _old_goes_first() -> None:
    """Take a corrected bulletin out before its new version is put in."""
    store_whole = Archive.replace

    def replace(archive: Archive, entry: Any, *rest: Any) -> bool:
        _, held = archive.origins().get(entry.origin, ("", ""))
        if held:
            archive.forget(held)
        return store_whole(archive, entry, *rest)

    _put(Archive, "replace", replace)


def _no_check() -> None:
    """Open an index without looking at its files."""
    noted = vectorstore.manifest._noted
    _put(vectorstore.manifest, "state", lambda folder: noted(folder)[0])


def _in_place() -> None:
    """Change Chroma where it stands, and let it pass for written before it is."""

    def renew(folder: Path, archive: Archive, *, anew: bool = False) -> int:
        folder.mkdir(exist_ok=True)
        vectorstore.manifest.write(folder, archive.state())
        index = vectorstore.index.VectorIndex(folder)
        index.sync(archive)
        index.close()
        return len(archive.chunk_ids())

    _put(vectorstore.store, "renew", renew)
    _no_check()


@contextmanager
def _nothing(*_: Any, **__: Any) -> Iterator[None]:
    yield


def _log_left_beside() -> None:
    """Fill a new archive through SQLite's log, which a full disk keeps out of the file."""
    real = vectorstore.archive._engine

    def engine(path: Path, mode: str) -> Any:
        made = real(path, mode)
        if path.suffix == ".new":
            with made.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        return made

    _put(vectorstore.archive, "_engine", engine)


def _no_lock() -> None:
    """Let everybody write."""
    _put(pipeline, "writer_lock", _nothing)


def _untold() -> None:
    """Leave a full disk to be whatever error it happens to be."""
    _put(pipeline, "told_when_full", _nothing)
    _put(vectorstore.store, "told_when_full", _nothing)


def _any_maker() -> None:
    """Take vectors and chunks of any maker."""
    _put(Archive, "require", lambda *_: None)


def _stale() -> None:
    """Keep what was loaded, whatever the archive holds by now."""
    _put(Archive, "generation", 1)
    _put(vectorstore.store.Store, "_forget_loaded", lambda _: None)


BUILDS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "no-transaction": (_no_transaction, ("A1", "A2", "B2")),
    "old-goes-first": (_old_goes_first, ("A2", "B2")),
    "no-check": (_no_check, ("A5",)),
    "in-place": (_in_place, ("A1",)),
    "untold": (_untold, ("A7",)),
    "log-left-beside": (_log_left_beside, ("A7",)),
    "no-lock": (_no_lock, ("B1",)),
    "stale": (_stale, ("B2",)),
    "any-maker": (_any_maker, ("F7",)),
    **INPUT_BUILDS,
}
"""Name of a build -> how it is broken, and the rows that must fail over it."""


def apply(build: str) -> None:
    """Break this process in the way of this name; "" breaks nothing."""
    if build:
        BUILDS[build][0]()


def _put(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)
