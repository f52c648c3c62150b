"""What an index folder held when it was made: a hash of each file.

A flipped bit in an index gives wrong answers, a traceback or a crash of Chroma
(docs/reliability.md), so that no index is opened before its files are compared with this.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypedDict

NAME = "manifest.json"
# Chroma notes in this table that somebody has opened it, so that reading changes the file.
_OPENED = "acquire_write"
# Until an index is large enough for Chroma to save, its other files hold nothing that is read.
_SAVED = "index_metadata.pickle"
_UNSAVED = (".bin",)


class _Manifest(TypedDict):
    state: str
    files: dict[str, str]


def write(folder: Path, state: str) -> None:
    """Note each file of `folder`, which was made from the archive in this `state`."""
    noted = _Manifest(state=state, files=_files(folder))
    (folder / NAME).write_text(json.dumps(noted, indent=0), "utf-8")


def state(folder: Path) -> str:
    """Return the archive's state `folder` was made from; ValueError when a file has changed."""
    made_from, files = _noted(folder)
    try:
        found = _files(folder)
    except (OSError, sqlite3.Error) as error:
        raise ValueError(f"a file of {folder.name} cannot be read: {error}") from error
    changed = sorted({f"{folder.name}/{name}" for name, _ in files.items() ^ found.items()})
    if changed:
        raise ValueError(f"not as written: {', '.join(changed)}")
    return made_from


def _noted(folder: Path) -> tuple[str, dict[str, str]]:
    try:
        noted: _Manifest = json.loads((folder / NAME).read_text("utf-8"))
        return str(noted["state"]), dict(noted["files"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ValueError(f"{folder.name}/{NAME} cannot be read") from error


def is_current(folder: Path, wanted: str) -> bool:
    """Tell whether `folder` is as it was written, from the archive in the state `wanted`."""
    try:
        return state(folder) == wanted
    except ValueError:
        return False


def _files(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    saved = {path.parent for path in paths if path.name == _SAVED}
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in paths
        if path.name != NAME
        and not path.name.endswith("-journal")
        and (path.parent in saved or path.suffix not in _UNSAVED)
    }


def _digest(path: Path) -> str:
    if path.suffix == ".sqlite3":
        return _rows(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> str:
    """Return a hash of a database's rows, whatever pages they are on; sqlite3.Error if broken."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != b"ok":
            raise sqlite3.DatabaseError(verdict.decode("utf-8", "replace"))
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name != ? ORDER BY name", (_OPENED,)
        ).fetchall()
        for name, made_by in tables:
            digest.update(name + (made_by or b""))
            if made_by and made_by.lower().startswith(b"create table"):
                for row in connection.execute(f'SELECT * FROM "{name.decode()}"'):
                    digest.update(repr(row).encode())
    return digest.hexdigest()
