"""What a folder may hold that is no file of it: links, pipes, devices, sockets."""

import os
import socket
import stat
from pathlib import Path

from evals.chaos.bombs import TEXT, Bait, Bomb


def _linked(folder: Path, bait: Bait) -> None:
    (folder / "a.txt").symlink_to(bait.secret)


def _linked_relatively(folder: Path, bait: Bait) -> None:
    (folder / "a.md").symlink_to(os.path.relpath(bait.secret, folder))


def _linked_folder(folder: Path, bait: Bait) -> None:
    (folder / "a").symlink_to(bait.secret.parent)


def _linked_twice(folder: Path, bait: Bait) -> None:
    (folder / "b").symlink_to(bait.secret)
    (folder / "a.txt").symlink_to(folder / "b")


def _linked_to_itself(folder: Path, _: Bait) -> None:
    (folder / "a.txt").symlink_to(folder / "a.txt")


def _linked_device(folder: Path, _: Bait) -> None:
    (folder / "a.txt").symlink_to("/dev/zero")


def _pipe(folder: Path, _: Bait) -> None:
    os.mkfifo(folder / "a.txt")


def _packed_pipe(folder: Path, _: Bait) -> None:
    os.mkfifo(folder / "a.zip")


def _socket(folder: Path, _: Bait) -> None:
    before = Path.cwd()
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(folder)  # a socket's path may have 107 letters
        made.bind("a.txt")
        os.chdir(before)


def _device(folder: Path, _: Bait) -> None:
    """Make /dev/zero anew, or link to it where only root may."""
    try:
        os.mknod(folder / "a.txt", stat.S_IFCHR | 0o644, os.makedev(1, 5))
    except PermissionError:
        _linked_device(folder, _)


def _endless_folders(folder: Path, _: Bait) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a" / "again").symlink_to(folder)


FOUND = (
    Bomb(name="folder, link to a file outside", write=_linked),
    Bomb(name="folder, relative link outside", write=_linked_relatively),
    Bomb(name="folder, link to a folder outside", write=_linked_folder),
    Bomb(name="folder, link to a link outside", write=_linked_twice),
    Bomb(name="folder, link to itself", write=_linked_to_itself),
    Bomb(name="folder, link to /dev/zero", write=_linked_device),
    Bomb(name="folder, pipe", write=_pipe),
    Bomb(name="folder, pipe named zip", write=_packed_pipe),
    Bomb(name="folder, socket", write=_socket),
    Bomb(name="folder, device", write=_device),
    Bomb(name="folder, link to the folder itself", write=_endless_folders, expected="read"),
)
