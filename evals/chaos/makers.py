"""F7: stores asked to take what another embedder, revision, prefix or splitter has made."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.bot import Bot
from evals.chaos import work
from evals.chaos.bulletins import HashedWords
from evals.chaos.children import run
from evals.chaos.ground import Run, lay
from ingest import split
from ingest.pipeline import ingest_paths
from lexicon.errors import FingerprintError
from vectorstore.backup import back_up, restore
from vectorstore.store import Store

_HELD = HashedWords().fingerprint
_EMBEDDERS = (
    "hashed words/64 query:/passage:",
    "hashed words/48 query:/",
    "hashed words/48 /passage:",
    "hashed words/48 search:/passage:",
    "hashed words/48@r2 query:/passage:",
    "hashed words/48 query:/passage: float32",
    "multilingual-e5-small q4/77 query:/passage: 384 float16",
)
_SPLITTERS = ("sentences-300/1", "sentences-500/1", "characters-500/1")


def others(asked: Run) -> list[str]:
    """Return what went wrong over tries to ingest, ask or restore with another maker.

    Each is refused with both fingerprints named, and the store stays as it is.
    """
    ground, failures = lay(asked.folder), []
    ground.fresh_home(filled=True)
    backup = asked.folder / "backup"
    back_up(ground.home, backup)
    for number in range(asked.times):
        case = (_EMBEDDERS + _SPLITTERS)[number % 10]
        how = ("ingest", "ask", "restore")[number // 10 % 3]
        how = "ingest" if how == "ask" and case in _SPLITTERS else how
        outcome = run(attempt, ground.home, ground.inputs, backup, case, how, build=asked.build)
        found = str(outcome.value) if outcome.kind != "done" or outcome.value else ""
        failures += [f"run {number}, {how} with {case!r}: {found}"] if found else []
    expected = ground.acknowledging(list(ground.old.values()))
    return failures + list(run(work.check, ground.home, expected).value)


def attempt(home: Path, inputs: Path, backup: Path, other: str, how: str) -> str:
    """Return what was wrong with the refusal of a maker, "" when it was right."""
    splitter = other if other in _SPLITTERS else split.VERSION
    embedder = HashedWords(_HELD if other in _SPLITTERS else other)
    held = split.VERSION if other in _SPLITTERS else _HELD
    try:
        with _splitting(splitter):
            _try(home, inputs, backup, embedder, how)
    except FingerprintError as error:
        missing = [name for name in (held, other) if repr(name) not in str(error)]
        return f"does not name {missing}: {error}" if missing or embedder.calls else ""
    return "not refused"


def _try(home: Path, inputs: Path, backup: Path, embedder: HashedWords, how: str) -> None:
    if how == "restore":
        made_by = {"embedder": embedder.fingerprint, "splitter": split.VERSION}
        restore(backup, home, made_by, replace=True)
        return
    with closing(Store(home, create=how == "ingest")) as store:
        if how == "ingest":
            ingest_paths(store, embedder, [inputs])
        else:
            Bot(store, embedder).ask("CPI tháng 5/2016 tăng bao nhiêu?")


@contextmanager
def _splitting(version: str) -> Iterator[None]:
    before = split.VERSION
    split.VERSION = version
    try:
        yield
    finally:
        split.VERSION = before
