"""Folders that appear and go in one step, so that none is ever seen half written."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def discard(path: Path) -> None:
    """Remove whatever is at `path`, a folder with all it holds; nothing there is no error."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def being_made(fresh: Path) -> Iterator[None]:
    """Clear `fresh` for the block that fills it; a block that fails leaves nothing there."""
    discard(fresh)
    try:
        yield
    except Exception:
        with suppress(OSError):
            discard(fresh)
        raise


def remove(folder: Path) -> None:
    """Take `folder` away in one step, then delete what it held."""
    old = folder.with_name(f"{folder.name}.old")
    discard(old)
    if folder.exists():
        folder.rename(old)
        discard(old)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Rename `fresh` to `folder`; what stood there is gone. Readers may see none for a moment."""
    old = folder.with_name(f"{folder.name}.old")
    discard(old)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    discard(old)
