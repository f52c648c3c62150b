"""Folders that are watched: what comes into them is taken in by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ingest.read import FOUND, find_files, real_path
from ingest.types import IngestReport
from lexicon.errors import InputError

_QUIET = 300  # milliseconds without a change, after which a file is taken for written
_BURST = 5_000  # milliseconds after which one that is still being written is read as it is
_LOOK = 500  # milliseconds after which the folders are looked at though nothing was told
_FAILURES = 3  # in a row, after which the system is taken to be unable to watch

TakeIn = Callable[[Sequence[Path]], IngestReport]
Touched = Callable[[Sequence[Path]], Iterator[frozenset[Path]]]
"""Called with folders; yields what was made or changed inside them, now and then nothing."""


def watched(
    paths: Sequence[Path], take_in: TakeIn, *, touched: Touched | None = None
) -> Iterator[IngestReport]:
    """Yield the report of everything at the paths, then one for each change in their folders.

    A file that is read while it is written is read again when the rest has come. InputError when
    no path is a folder, and as soon as one of the folders is gone.
    """
    folders = tuple(path.resolve() for path in paths if path.is_dir())
    if not folders:
        raise InputError("no-folder", path=", ".join(map(str, paths)))
    changes = (touched or touched_files)(folders)
    next(changes, None)  # what comes from here on is told, what came before is read now
    yield take_in(paths)
    for change in changes:
        if files := tuple(dict.fromkeys(_readable(change, folders))):
            yield take_in(files)


def _readable(change: Iterable[Path], folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of a known kind that were touched and are still there.

    A folder moved in is told alone, without what it holds. A link that leads out of the folders is
    passed over, as one that is found by the first look is refused.
    """
    for path in sorted(change):
        if not any(real_path(path).is_relative_to(folder) for folder in folders):
            continue
        if path.name.startswith("~$"):  # Word's and Excel's note that a file is open
            continue
        if path.is_dir():
            with suppress(InputError):  # it holds no such file, or is gone again
                yield from find_files([path])
        elif path.suffix.lower() in FOUND and path.is_file():
            yield path


def touched_files(folders: Sequence[Path]) -> Iterator[frozenset[Path]]:
    """Yield what was made or changed in folders, as the system tells it, and now and then nothing.

    InputError when a folder is gone or the system cannot watch it. Where the library fails over
    one event (a name that is no UTF-8), it is started again and the folders themselves are told.
    """
    from watchfiles import Change, watch

    failures, missed = 0, False
    while True:
        try:
            for told in watch(
                *folders,
                watch_filter=None,
                debounce=_BURST,
                step=_QUIET,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                for folder in folders:
                    if (Change.deleted, str(folder)) in told or not folder.is_dir():
                        raise InputError("folder-gone", path=str(folder))
                yield frozenset(
                    folders
                    if missed
                    else (Path(path) for change, path in told if change is not Change.deleted)
                )
                failures, missed = 0, False
            return
        except (OSError, RuntimeError) as error:
            failures, missed = failures + 1, True
            if failures > _FAILURES:
                path = ", ".join(map(str, folders))
                raise InputError("cannot-watch", path=path, cause=str(error)) from error
