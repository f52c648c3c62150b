"""A full disk is one sentence with the room needed, wherever it is met."""

import errno
from contextlib import closing

import pytest
from fakes import WordEmbedder, bulletin_file

from ingest.pipeline import ingest_paths
from lexicon.errors import FingerprintError, StoreError
from vectorstore.lock import writer_lock
from vectorstore.space import needed_mb, told_when_full
from vectorstore.store import Store

TEXT = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."


def raise_full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        StoreError("cannot-write", path="x", cause="database or disk is full"),
        StoreError("bad-index", cause="error code 13: database or disk is full"),
    ],
    ids=["system", "quota", "archive", "chroma"],
)
def test_a_full_disk_is_told_with_the_room_needed(tmp_path, error):
    """About ten times the files in the archive and fourteen in the indexes, and a few MB."""
    with pytest.raises(StoreError) as caught, told_when_full(tmp_path, lambda: 1_000_000):
        raise error
    assert caught.value.key == "disk-full"
    assert "about 35 MB must be free" in str(caught.value)
    assert caught.value.__cause__ is error


def test_a_write_that_failed_with_nothing_left_is_a_full_disk(tmp_path, monkeypatch):
    """Numpy's short write and SQLite's I/O error do not say why."""
    monkeypatch.setattr("vectorstore.space._free", lambda _: 4096)
    for error in (
        OSError("100 requested and 7 written"),
        StoreError("cannot-write", path="x", cause="disk I/O error"),
    ):
        with pytest.raises(StoreError, match="disk of"), told_when_full(tmp_path):
            raise error
    with pytest.raises(FingerprintError), told_when_full(tmp_path):
        raise FingerprintError("fingerprint", part="embedder", held="a", given="b")


def test_another_error_of_the_system_is_one_sentence(tmp_path):
    """The cause is the system's, and an error of ours is left as it is."""
    told = pytest.raises(StoreError, match=r"cannot be written \(Read-only file system\)")
    with told, told_when_full(tmp_path):
        raise OSError(errno.EROFS, "Read-only file system")
    with pytest.raises(StoreError, match="no bulletins"), told_when_full(tmp_path):
        raise StoreError("no-store", home="x")


def test_the_room_needed_grows_with_what_is_held(tmp_path):
    """Indexes are made beside those in use."""
    (tmp_path / "chroma").mkdir()
    before = needed_mb(tmp_path, 0)
    (tmp_path / "chroma" / "x").write_bytes(bytes(5_000_000))
    assert needed_mb(tmp_path, 0) == before + 5


@pytest.mark.real
@pytest.mark.parametrize(
    "step",
    [
        "lexical.LexicalIndex.save",
        "index.manifest.write",
        "index.VectorIndex.sync",
        "archive._make",
    ],
)
def test_an_ingest_that_meets_a_full_disk_can_be_resumed(tmp_path, monkeypatch, step):
    """The same command goes on when there is room, and nothing half-made is left."""
    embedder, home = WordEmbedder(["gao"]), tmp_path / "home"
    path = bulletin_file(tmp_path, "a.txt", TEXT)

    def ingest() -> None:
        with closing(Store(home, create=True)) as store:
            ingest_paths(store, embedder, [path])

    with monkeypatch.context() as patch:
        patch.setattr(f"vectorstore.{step}", raise_full)
        with pytest.raises(StoreError, match="MB must be free"):
            ingest()
    assert not list(home.glob("*.new"))
    ingest()
    with closing(Store(home)) as store:
        assert store.faults() == ()
        assert len(store.archive.sources()) == 1


def test_the_lock_is_held_without_a_note_when_the_disk_is_full(tmp_path, monkeypatch):
    """The note only tells others who holds it."""
    monkeypatch.setattr("pathlib.Path.write_text", raise_full)
    with writer_lock(tmp_path):
        assert not (tmp_path / "writer.json").exists()
