"""A backup holds one moment of a home, and a home made of it answers as that one did."""

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from fakes import WordEmbedder, bulletin_file, entry

from lexicon.errors import FingerprintError, InputError, LockedError, StoreError
from vectorstore.archive import Archive
from vectorstore.backup import back_up, restore
from vectorstore.lock import writer_lock
from vectorstore.store import ARCHIVE_FILE, LEXICAL_FOLDER, VECTOR_FOLDER, Store

pytestmark = pytest.mark.real

EMBEDDER = WordEmbedder(["gao", "ca"])
PRINTS = {"embedder": EMBEDDER.fingerprint}
RICE = entry("rice", "Giá gạo tăng, gạo nếp cũng tăng.", "Giá gạo và cà chua giảm.")
COFFEE = entry("coffee", "Giá cà phê đứng yên.")
CORN = entry("corn", "Giá ngô tăng.")


def put(home: Path, *entries: object, embedder: WordEmbedder = EMBEDDER) -> None:
    with closing(Store(home, create=True)) as store:
        for e in entries:
            rows = embedder.passages([chunk.indexed_text for chunk in e.chunks])
            store.archive.replace(e, rows, {"embedder": embedder.fingerprint})
        store.refresh()


def held(home: Path) -> set[str]:
    with closing(Store(home)) as store:
        assert store.faults() == ()
        return {source.id for source in store.archive.sources()}


def answers(home: Path) -> object:
    with closing(Store(home)) as store:
        return store.search(EMBEDDER.question("gạo"), ["giá", "gạo"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    put(tmp_path / "home", RICE, COFFEE)
    return tmp_path / "home"


@pytest.fixture
def file(home: Path, tmp_path: Path) -> Path:
    assert back_up(home, tmp_path / "kept.bantin") == 2
    return tmp_path / "kept.bantin"


def test_a_home_made_of_a_backup_answers_as_before(home, file, tmp_path, monkeypatch):
    """Nothing is embedded, and the store is whole."""
    monkeypatch.setattr(WordEmbedder, "passages", None)
    assert restore(file, tmp_path / "new" / "home", PRINTS) == 2
    assert held(tmp_path / "new" / "home") == {"rice", "coffee"}
    assert answers(tmp_path / "new" / "home") == answers(home)


def test_a_backup_is_one_file_and_leaves_nothing_beside_it(home, file):
    """No log, no half-made copy; the home is as it was."""
    assert {path.name for path in file.parent.iterdir()} == {"home", "kept.bantin"}
    assert held(home) == {"rice", "coffee"}


def test_a_backup_replaces_an_older_one(home, file):
    """It shows the home as it is now."""
    put(home, CORN)
    assert back_up(home, file) == 3
    with closing(Archive(file, create=False)) as archive:
        assert len(archive.sources()) == 3


@pytest.mark.parametrize("name", ["notes.txt", ARCHIVE_FILE, f"{ARCHIVE_FILE}-wal"])
def test_what_is_no_backup_is_not_overwritten(home, name):
    """Neither a foreign file nor the archive itself."""
    file = home / name
    if name == "notes.txt":
        file.write_text("keep me", "utf-8")
    with pytest.raises(StoreError, match="no backup"):
        back_up(home, file)
    if name == "notes.txt":
        assert file.read_text("utf-8") == "keep me"
    assert held(home) == {"rice", "coffee"}


def test_a_backup_that_cannot_be_written_names_the_file(home, tmp_path):
    """The folder for it is missing."""
    with pytest.raises(StoreError, match=r"none.*kept.*cannot be written"):
        back_up(home, tmp_path / "none" / "kept")


def test_a_home_without_bulletins_has_no_backup(tmp_path):
    """The sentence is that of every other command."""
    with pytest.raises(StoreError, match="bantin ingest"):
        back_up(tmp_path / "none", tmp_path / "kept")


def test_a_backup_made_while_a_writer_writes_is_of_one_moment(home, tmp_path):
    """Bulletin n goes in after bulletin n - 1, so no backup misses one below its newest."""
    stop = threading.Event()

    def write() -> None:
        with closing(Store(home, create=True)) as store:
            for number in range(400):
                if stop.is_set():
                    return
                e = entry(f"n{number:03}", f"Giá gạo lần {number}.", "Giá cà phê.")
                store.archive.replace(e, EMBEDDER.passages(["", ""]), PRINTS)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            file = tmp_path / f"kept-{number}"
            back_up(home, file)
            with closing(Archive(file, create=False)) as archive:
                ids = sorted(s.id for s in archive.sources() if s.id.startswith("n"))
                assert archive.faults() == ()
            assert ids == [f"n{n:03}" for n in range(len(ids))]
    finally:
        stop.set()
        writer.join()


def test_a_home_with_bulletins_is_replaced_only_when_told(home, file):
    """Without `replace` nothing is touched."""
    put(home, CORN)
    with pytest.raises(StoreError, match="--replace"):
        restore(file, home, PRINTS)
    assert held(home) == {"rice", "coffee", "corn"}
    assert restore(file, home, PRINTS, replace=True) == 2
    assert held(home) == {"rice", "coffee"}


def test_a_reader_that_has_the_home_open_sees_the_restored_one(home, file):
    """Its connection stays sound, and the generation tells it to look again."""
    put(home, CORN)
    with closing(Store(home)) as reader:
        before = reader.archive.generation
        assert len(reader.archive.sources()) == 3
        restore(file, home, PRINTS, replace=True)
        assert len(reader.archive.sources()) == 2
        assert reader.archive.generation > before
    assert held(home) == {"rice", "coffee"}


def test_vectors_of_another_embedder_do_not_stay_in_the_indexes(home, file):
    """The ids are those of the content, so that only a new index shows the restored vectors."""
    other = WordEmbedder(["ca", "gao"])
    put(home.parent / "other", RICE, COFFEE, embedder=other)
    back_up(home.parent / "other", home.parent / "of-other")
    prints = {"embedder": other.fingerprint}
    restore(home.parent / "of-other", home, prints, replace=True)
    assert held(home) == {"rice", "coffee"}
    with closing(Store(home, exact_scan_limit=0)) as store:
        assert store.nearest(other.question("gạo"), 1)[0][0] == "rice:0"


def test_a_damaged_home_is_restored(home, file):
    """Its files are replaced, the log of the damaged archive too."""
    (home / ARCHIVE_FILE).write_bytes(b"x" * 5000)
    (home / f"{ARCHIVE_FILE}-wal").write_bytes(b"y" * 5000)
    restore(file, home, PRINTS, replace=True)
    assert held(home) == {"rice", "coffee"}


def damaged(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "text":
        at = content.index("gạo nếp".encode())
        content[at] ^= 1
    elif how == "vector":
        with closing(sqlite3.connect(file)) as connection:
            (vector,) = connection.execute("SELECT vector FROM chunks").fetchone()
        content[content.index(vector) + 1] ^= 1
    elif how == "page":
        content[4096 * 3 : 4096 * 4] = bytes(4096)
    content = {"empty": b"", "foreign": b"PK\x03\x04" * 999, "cut": content[:-5000]}.get(
        how, content
    )
    file.write_bytes(content)


@pytest.mark.parametrize("how", ["empty", "foreign", "cut", "page", "text", "vector", "table"])
def test_a_bad_file_never_harms_the_home(home, file, how):
    """A flipped bit in a text or a vector is found too; nothing of the home has changed."""
    if how == "table":
        file.unlink()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE t (x)")
    else:
        damaged(file, how)
    before = {p: p.read_bytes() for p in (home / LEXICAL_FOLDER).rglob("*") if p.is_file()}
    with pytest.raises(StoreError, match=r"is no whole backup|no bulletins"):
        restore(file, home, PRINTS, replace=True)
    assert held(home) == {"rice", "coffee"}
    assert all(path.read_bytes() == content for path, content in before.items())


def test_a_file_that_is_missing_is_said_to_be_so(tmp_path):
    """No home is made for it."""
    with pytest.raises(InputError, match="does not exist"):
        restore(tmp_path / "none", tmp_path / "home", PRINTS)
    assert not (tmp_path / "home").exists()


def test_a_backup_of_another_embedder_is_refused_with_both_named(file, tmp_path):
    """No home is made for it."""
    with pytest.raises(FingerprintError, match=r"'counts of gao ca', not 'other'"):
        restore(file, tmp_path / "new", {"embedder": "other"})
    assert not (tmp_path / "new").exists()


def test_a_home_that_is_being_written_is_not_replaced(home, file, monkeypatch):
    """The writer is named."""
    monkeypatch.setattr("vectorstore.lock.WAIT_SECONDS", 0.1)
    with writer_lock(home), pytest.raises(LockedError):
        restore(file, home, PRINTS, replace=True)


@pytest.mark.parametrize("folder", [VECTOR_FOLDER, LEXICAL_FOLDER])
def test_a_restore_that_dies_before_the_switch_leaves_the_old_home(home, file, monkeypatch, folder):
    """The indexes that were taken away are made from the archive by the next refresh."""
    put(home, CORN)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vectorstore.backup._generation", lambda _: None)
    monkeypatch.setattr("vectorstore.backup._switch", dies)
    with pytest.raises(KeyboardInterrupt):
        restore(file, home, PRINTS, replace=True)
    assert not (home / folder).exists()
    assert len(answers(home)) == 4
    put(home)
    assert held(home) == {"rice", "coffee", "corn"}


def test_the_commands_say_what_they_did(tmp_path, monkeypatch):
    """Both in a sentence and in JSON, with one sentence and status 1 for a bad file."""
    from test_ui_cli import bantin

    monkeypatch.setenv("BANTIN_LANGUAGE", "en")
    monkeypatch.setattr("vectorstore.embedding.open_embedder", lambda _: EMBEDDER)
    text = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
    old, new, kept = ("--home", tmp_path / "old"), ("--home", tmp_path / "new"), tmp_path / "kept"
    bantin("ingest", bulletin_file(tmp_path, "a.txt", text), *old)
    assert bantin("backup", kept, *old).stdout == f"1 bulletins backed up to {kept}.\n"
    assert json.loads(bantin("backup", kept, *old, "--json").stdout)["bulletins"] == 1
    assert bantin("restore", kept, *new).stdout == f"1 bulletins restored from {kept}.\n"
    assert bantin("restore", kept, *new).exit_code == 1
    told = json.loads(bantin("restore", kept, "--replace", "--json", *new).stdout)
    assert told == {"bulletins": 1, "file": str(kept)}
    kept.write_text("x", "utf-8")
    bad = bantin("restore", kept, "--replace", *new)
    assert (bad.exit_code, bad.stderr.count("\n")) == (1, 1)
    assert bantin("doctor", *new).exit_code == 0
