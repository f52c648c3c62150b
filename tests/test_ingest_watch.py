"""Folders that are watched: each change is taken in once, and nothing stops it but a lost folder."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from fakes import WordEmbedder, bulletin_file

from ingest.pipeline import ingest_paths
from ingest.types import IngestReport
from ingest.watch import Touched, touched_files, watched
from lexicon.errors import InputError
from vectorstore.store import Store

RICE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
CORN = "Giá ngô nhập khẩu tháng 5/2025 giảm 1,1% so với tháng trước."


class Taken:
    """Takes nothing in, and notes what it was given."""

    def __init__(self) -> None:
        self.paths: list[tuple[Path, ...]] = []

    def __call__(self, paths: Sequence[Path]) -> IngestReport:
        self.paths.append(tuple(paths))
        return IngestReport()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def take_in(tmp_path: Path) -> Callable[[Sequence[Path]], IngestReport]:
    """Return what takes files into a store of its own, opened for each run."""

    def take(paths: Sequence[Path]) -> IngestReport:
        with closing(Store(tmp_path / "home", create=True)) as store:
            return ingest_paths(store, WordEmbedder(["gao"]), paths)

    return take


def told(*steps: Callable[[], object]) -> Touched:
    """Return an event source: each step is done when it is asked, and gives what was touched."""

    def touched(_: Sequence[Path], stop: Event) -> Iterator[frozenset[Path]]:
        yield frozenset()
        for step in steps:
            found = step()
            yield frozenset(found if isinstance(found, tuple) else (found,))

    return touched


def test_everything_is_taken_in_first_and_then_each_change(folder):
    """Files of an unknown kind, and the notes of open documents, are passed over."""
    taken = Taken()
    new = bulletin_file(folder, "a.md", RICE)
    others = [bulletin_file(folder, name, "x") for name in ("a.tmp", "~$a.docx", "a.md.part")]
    source = told(lambda: (new, *others), tuple, lambda: tuple(others))
    list(watched([folder], taken, touched=source))
    assert taken.paths == [(folder,), (new,)]


def test_the_source_is_opened_before_the_first_run(folder):
    """What comes while that goes on is told afterwards."""
    order = []

    def touched(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[Path]]:
        order.append(tuple(folders))
        yield frozenset()

    list(watched([folder], lambda _: order.append("run") or IngestReport(), touched=touched))
    assert order == [(folder,), "run"]


def test_it_ends_once_it_is_told_to_stop(folder):
    """What was being taken in is told; the change that comes next is not taken in."""
    stop, taken = Event(), Taken()

    def take(paths: Sequence[Path]) -> IngestReport:
        stop.set()
        return taken(paths)

    source = told(lambda: bulletin_file(folder, "a.md", RICE))
    assert list(watched([folder], take, stop=stop, touched=source)) == [IngestReport()]
    assert taken.paths == [(folder,)]


def test_the_system_is_asked_no_longer_once_it_is_stopped(folder):
    """Also when it has nothing to tell."""
    stop = Event()
    changes = touched_files([folder], stop)
    assert next(changes) == frozenset()
    stop.set()
    assert list(changes) == []


def test_only_folders_are_watched(folder, tmp_path):
    """A file beside them is taken in once."""
    file, asked, taken = bulletin_file(tmp_path, "b.md", CORN), [], Taken()

    def touched(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[Path]]:
        asked.extend(folders)
        yield frozenset()

    list(watched([file, folder], taken, touched=touched))
    assert (asked, taken.paths) == ([folder], [(file, folder)])


def test_without_a_folder_there_is_nothing_to_watch(tmp_path):
    """Nothing is taken in."""
    taken = Taken()
    with pytest.raises(InputError) as caught:
        list(watched([bulletin_file(tmp_path, "b.md", CORN), tmp_path / "none"], taken))
    assert caught.value.key == "no-folder"
    assert taken.paths == []


def test_a_folder_that_was_moved_in_is_read_whole(folder):
    """The system tells of the folder alone; a file inside that is told too is read once."""
    files = tuple(bulletin_file(folder / "sub", name, RICE) for name in ("a.md", "b.md"))
    taken = Taken()
    (folder / "empty").mkdir()
    source = told(lambda: (folder / "sub", files[1]), lambda: folder / "empty")
    list(watched([folder], taken, touched=source))
    assert taken.paths[1:] == [files]


@pytest.mark.real
def test_a_file_that_is_gone_before_it_is_read_stops_nothing(folder, take_in):
    """It is passed over; one that goes between the look at it and the reading is rejected."""
    file, other = bulletin_file(folder, "a.md", RICE), bulletin_file(folder, "b.md", CORN)

    def take(paths: Sequence[Path]) -> IngestReport:
        if file in paths:
            file.unlink()
        return take_in(paths)

    source = told(lambda: folder / "gone.md", lambda: (file, other))
    first, second = watched([folder], take, touched=source)
    assert first.stored == ("a.md", "b.md")
    assert second.unchanged == ("b.md",)
    assert [rejection.error.key for rejection in second.rejected] == ["missing-path"]


@pytest.mark.real
def test_a_file_read_while_it_is_written_is_read_again(folder, take_in):
    """Half of it is refused or replaced; the whole of it is what stays."""
    whole = f"---\ntitle: Giá gạo\n---\n{RICE} {CORN}".encode()
    file = folder / "a.md"

    def write(size: int) -> Path:
        file.write_bytes(whole[:size])
        return file

    cuts = [10, len(whole) - len(CORN.encode()), len(whole)]
    source = told(*[lambda size=size: write(size) for size in cuts])
    reports = list(watched([folder], take_in, touched=source))[1:]
    assert [len(report.rejected) for report in reports] == [1, 0, 0]
    assert (reports[1].stored, reports[2].replaced) == (("a.md",), ("a.md",))


@pytest.mark.real
def test_a_rejected_file_stops_nothing(folder, take_in):
    """The next one is taken in."""
    source = told(
        lambda: bulletin_file(folder, "bad.txt", ""), lambda: bulletin_file(folder, "b.md", CORN)
    )
    reports = list(watched([folder], take_in, touched=source))[1:]
    assert [rejection.file for rejection in reports[0].rejected] == ["bad.txt"]
    assert reports[1].stored == ("b.md",)


# With the system's own events


@pytest.mark.timeout(30)
def test_the_system_tells_what_comes_in(folder):
    """New, changed, moved in, in a new folder, under a name that is no UTF-8."""
    taken = Taken()
    reports = watched([folder], taken)
    next(reports)
    outside = bulletin_file(folder.parent / "out", "m.md", RICE).parent

    def odd() -> Path:
        name = os.fsdecode(b"bad\xff.md")
        return bulletin_file(folder, name, CORN)

    for step in (
        lambda: bulletin_file(folder, "a.md", RICE),
        lambda: bulletin_file(folder, "a.md", CORN),
        lambda: outside.rename(folder / "sub") / "m.md",
        lambda: bulletin_file(folder / "new" / "deep", "n.md", RICE),
        odd,
        lambda: bulletin_file(folder, "z.md", RICE),
    ):
        expected = step()
        next(reports)
        assert expected in taken.paths[-1]
    reports.close()


@pytest.mark.timeout(30)
@pytest.mark.parametrize("again", [False, True], ids=["gone", "made-anew"])
def test_a_folder_that_vanishes_ends_it_with_one_sentence(folder, again):
    """Also when another stands in its place: that one is not watched."""
    changes = touched_files([folder], Event())
    assert next(changes) == frozenset()
    shutil.rmtree(folder)
    if again:
        folder.mkdir()
    with pytest.raises(InputError) as caught:
        list(changes)
    assert caught.value.key == "folder-gone"
    assert str(folder) in caught.value.say("vi")


def test_a_system_that_cannot_watch_is_told(folder, monkeypatch):
    """With its reason."""

    def full(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", full)
    with pytest.raises(InputError) as caught:
        next(touched_files([folder], Event()))
    assert caught.value.key == "cannot-watch"
    assert "limit reached" in caught.value.say("en")
