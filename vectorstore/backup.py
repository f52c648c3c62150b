"""A home's archive in one file, and a home made of such a file.

The indexes are not part of it: they are made from the archive without embedding.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from lexicon.errors import InputError, StoreError
from vectorstore.archive import Archive
from vectorstore.folders import remove
from vectorstore.lock import writer_lock
from vectorstore.space import told_when_full
from vectorstore.store import ARCHIVE_FILE, LEXICAL_FOLDER, VECTOR_FOLDER, Store

_DIGEST = "digest"  # the note of a backup that says what all its rows hash to
_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html#magic_header_string


def back_up(home: Path, file: Path) -> int:
    """Write the archive of `home` into `file` and return how many bulletins it holds.

    Others may read and write meanwhile; the file shows one moment. What stands there already is
    replaced when the new one is complete and checked; StoreError when that is no backup.
    """
    with closing(Archive(home / ARCHIVE_FILE, create=False)) as archive:
        _refuse(archive.path, file)
        with _staged(file.with_name(f".{file.name}.{os.getpid()}.new"), file) as fresh:
            _copy(archive.path, fresh)
            with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
                copy.execute("DELETE FROM meta WHERE key = ?", (_DIGEST,))
                copy.execute("INSERT INTO meta VALUES (?, ?)", (_DIGEST, _digest(copy)))
            count = _checked(fresh, {})
            _switch(fresh, file)
    return count


def restore(
    file: Path,
    home: Path,
    fingerprints: Mapping[str, str],
    *,
    replace: bool = False,
    wait: bool = False,
) -> int:
    """Make `home` hold what the backup `file` holds; return how many bulletins that is.

    The file is checked first: StoreError, with nothing touched, when it is damaged or no backup;
    FingerprintError when it was filled by others than `fingerprints` (part -> fingerprint). A home
    that has an archive is refused unless `replace`. Nothing is embedded.
    """
    _checked(file, fingerprints)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("read-only", home=str(home), cause=error.strerror or error) from error
    target = home / ARCHIVE_FILE
    with (
        told_when_full(home, lambda: file.stat().st_size),
        writer_lock(home, wait=wait),
        _staged(home / f"{ARCHIVE_FILE}.restored", target) as fresh,
    ):
        if target.exists() and not replace:
            raise StoreError("home-not-empty", home=str(home))
        _copy(file, fresh)
        count = _checked(fresh, fingerprints)
        _put_in_place(fresh, target)
        with closing(Store(home, create=True)) as store:
            store.rebuild()
    return count


def _refuse(archive: Path, file: Path) -> None:
    """Raise StoreError when writing `file` would cost something that is no backup."""
    if file.resolve().name.startswith(ARCHIVE_FILE) and file.resolve().parent == archive.parent:
        raise StoreError("not-a-backup", file=str(file))
    try:
        with file.open("rb") as held:
            foreign = held.read(len(_MAGIC)) not in (_MAGIC, b"")
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError("cannot-write-file", file=str(file), cause=error.strerror) from error
    if foreign:
        raise StoreError("not-a-backup", file=str(file))


@contextmanager
def _staged(fresh: Path, target: Path) -> Iterator[Path]:
    """Yield a path for a file in the making, which is gone after the block."""
    try:
        fresh.unlink(missing_ok=True)
        yield fresh
    except (OSError, sqlite3.OperationalError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise StoreError("cannot-write-file", file=str(target), cause=cause) from error
    finally:
        for left in (fresh, _beside(fresh, "-wal"), _beside(fresh, "-shm")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _copy(source: Path, target: Path) -> None:
    """Copy one moment of a database, while others write to it, by SQLite's online backup."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)


def _digest(connection: sqlite3.Connection) -> str:
    """Return a hash of every row but the note that keeps it: quick_check reads no values."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    digest = hashlib.sha256()
    for (table,) in names.fetchall():
        digest.update(table.encode())
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
            if row[0] != _DIGEST:
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _checked(file: Path, fingerprints: Mapping[str, str]) -> int:
    """Return how many bulletins a backup holds; StoreError when it is damaged or none."""
    if not file.is_file():
        raise InputError("missing-path", path=str(file))
    try:
        with closing(Archive(file, create=False)) as archive:
            _require_whole(archive)
            for part, fingerprint in fingerprints.items():
                archive.require(part, fingerprint)
            return len(archive.sources())
    except StoreError as error:
        if error.key not in ("damaged", "cannot-open", "other-schema"):
            raise
        cause = error.values.get("cause") or f"schema {error.values.get('found')!r}"
        raise StoreError("bad-backup", file=str(file), cause=cause) from error
    except (sqlite3.Error, ValueError, LookupError) as error:  # what damaged rows are read as
        raise StoreError("bad-backup", file=str(file), cause=str(error)) from error


def _require_whole(archive: Archive) -> None:
    faults = archive.faults()
    if not faults and (noted := archive.meta(_DIGEST)):
        uri = f"{archive.path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            faults = () if _digest(connection) == noted else ("its rows are not those written",)
    if faults:
        raise StoreError("damaged", path=str(archive.path), cause="; ".join(faults))


def _put_in_place(fresh: Path, target: Path) -> None:
    """Make `target` hold what `fresh` holds, in one step; needs the writer lock.

    A sound archive takes it over in one transaction, since renaming a database that others have
    open corrupts it (https://www.sqlite.org/howtocorrupt.html); else the file is renamed.
    """
    held = _generation(target)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        # No log beside the file, which on a full disk might stay there when the file is renamed.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("DELETE FROM meta WHERE key = ?", (_DIGEST,))
        # Readers tell by the generation that there is something new.
        copy.execute(
            "UPDATE meta SET value = CAST(value + ? AS TEXT) WHERE key = 'generation'",
            ((held or 0) + 1,),
        )
    for folder in (VECTOR_FOLDER, LEXICAL_FOLDER):
        remove(target.with_name(folder))
    if held is not None:
        _copy(fresh, target)
        return
    for ending in ("-wal", "-shm"):  # of what is replaced, to which the new file owes nothing
        _beside(target, ending).unlink(missing_ok=True)
    _switch(fresh, target)


def _generation(target: Path) -> int | None:
    """Return the generation of a sound archive, None when there is none or it is damaged."""
    try:
        with closing(Archive(target, create=False)) as archive:
            return None if archive.faults() else archive.generation
    except (StoreError, ValueError):
        return None


def _switch(fresh: Path, target: Path) -> None:
    with fresh.open("rb+") as written:
        os.fsync(written.fileno())
    fresh.replace(target)
