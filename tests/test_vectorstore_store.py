"""A home folder, opened: both indexes follow the archive, and one search fuses them."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder, entry

from lexicon.errors import StoreError
from vectorstore import manifest
from vectorstore.index import VectorIndex, best
from vectorstore.lexical import LexicalIndex
from vectorstore.store import DENSE_WEIGHT, LEXICAL_FOLDER, VECTOR_FOLDER, Store
from vectorstore.types import Entry, Vectors

pytestmark = pytest.mark.real

EMBEDDER = WordEmbedder(["gao", "ca"])
RICE = entry("rice", "Giá gạo tăng, gạo nếp cũng tăng.", "Giá gạo và cà chua giảm.")
COFFEE = entry("coffee", "Giá cà phê đứng yên.")


def unit(count: int, seed: int = 7, size: int = 24) -> Vectors:
    """Return random unit vectors."""
    drawn = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def put(store: Store, *entries: Entry) -> None:
    for e in entries:
        rows = EMBEDDER.passages([chunk.indexed_text for chunk in e.chunks])
        store.archive.replace(e, rows, {"embedder": EMBEDDER.fingerprint})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "home", create=True)) as opened:
        put(opened, RICE, COFFEE)
        opened.refresh()
        yield opened


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of 60 chunks with random vectors."""
    home = tmp_path_factory.mktemp("drawn")
    texts = [f"Đoạn văn số {number} về giá cả." for number in range(60)]
    with closing(Store(home, create=True)) as opened:
        opened.archive.replace(entry("drawn", *texts), unit(60), {})
        opened.refresh()
    return home


def as_written(store: Store) -> None:
    """Let the indexes pass for what was written, to meet what only the full check finds."""
    for folder in (VECTOR_FOLDER, LEXICAL_FOLDER):
        manifest.write(store.home / folder, store.archive.state())


def index_files(home: Path) -> list[Path]:
    folders = [home / VECTOR_FOLDER, home / LEXICAL_FOLDER]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.stat().st_size]


def ids_of(index: VectorIndex) -> list[str]:
    return sorted(index.ids())


def test_the_best_are_in_order_of_their_scores():
    """Equal scores keep the order given; a limit over the count is no error."""
    scores = np.array([0.1, 0.9, 0.5, 0.9])
    assert best("abcd", scores, 3) == [("b", 0.9), ("d", 0.9), ("c", 0.5)]
    assert len(best("abcd", scores, 9)) == 4
    assert best("", np.array([]), 3) == []


def test_chroma_and_the_exact_scan_agree(drawn):
    """The same ten nearest with the same cosine similarities, for every question."""
    with closing(Store(drawn)) as exact, closing(Store(drawn, exact_scan_limit=0)) as indexed:
        for question in unit(12, seed=8):
            left = exact.nearest(question[None], 10)
            right = indexed.nearest(question[None], 10)
            assert [id for id, _ in left] == [id for id, _ in right]
            assert [s for _, s in left] == pytest.approx([s for _, s in right], abs=1e-4)


@pytest.mark.parametrize("limit", [0, 1000], ids=["over-the-limit", "exact"])
def test_a_search_limited_to_some_chunks_is_exact(drawn, limit):
    """The order is that of all chunks with the others taken out."""
    among = frozenset(f"drawn:{n}" for n in range(0, 60, 7))
    question = unit(1, seed=9)
    with closing(Store(drawn, exact_scan_limit=limit)) as opened:
        found = opened.nearest(question, 5, among)
        everything = [id for id, _ in opened.nearest(question, 60) if id in among]
        assert [id for id, _ in found] == everything[:5]
        assert opened.nearest(question, 5, frozenset({"none"})) == []


def test_an_exact_scan_opens_no_vector_index(store, monkeypatch):
    """Below the limit Chroma is not loaded for a question."""
    monkeypatch.setattr("vectorstore.store.VectorIndex", None)
    with closing(Store(store.home)) as opened:
        assert opened.nearest(EMBEDDER.question("gạo"), 1)[0][0] == "rice:0"


def test_meaning_and_words_are_fused_by_their_weights(store):
    """The scores are the min-max parts of both searches, 0.6 to 0.4."""
    hits = store.search(EMBEDDER.question("cà"), ["giảm"], limit=3)
    # Cosines with (0, 1, 1): coffee (0, 1, 1) is 1, (1, 1, 1) is 2 / sqrt 6, (2, 0, 1) 1 / sqrt 10.
    cosine = {"coffee:0": 1.0, "rice:1": 2 / 6**0.5, "rice:0": 1 / 10**0.5}
    spread = cosine["coffee:0"] - cosine["rice:0"]
    middle = (cosine["rice:1"] - cosine["rice:0"]) / spread
    expected = {
        "rice:1": DENSE_WEIGHT * middle + (1 - DENSE_WEIGHT),
        "coffee:0": DENSE_WEIGHT,
        "rice:0": 0.0,
    }
    assert {hit.chunk.id: hit.score for hit in hits} == pytest.approx(expected, abs=1e-3)
    assert {hit.chunk.id: hit.dense for hit in hits} == pytest.approx(cosine, abs=1e-3)
    assert [hit.chunk.id for hit in hits] == sorted(expected, key=lambda id: -expected[id])
    assert [hit.lexical > 0 for hit in hits] == [hit.chunk.id == "rice:1" for hit in hits]


@pytest.mark.parametrize(
    ("vector", "words", "expected"),
    [(None, ["phê"], ["coffee:0"]), (EMBEDDER.question("gạo"), ["vàng"], ["rice:0", "rice:1"])],
    ids=["words-alone", "meaning-alone"],
)
def test_one_search_alone_has_the_whole_weight(store, vector, words, expected):
    """The best hit scores 1 when the other search finds nothing."""
    hits = store.search(vector, words)
    assert [hit.chunk.id for hit in hits][: len(expected)] == expected
    assert hits[0].score == 1


def test_a_hit_carries_its_source_and_exact_slice(store):
    """Nothing is asked of the store again to cite it."""
    (hit,) = store.search(None, ["phê"], limit=1)
    assert hit.chunk == COFFEE.chunks[0]


def test_a_search_without_anything_finds_nothing(store):
    """No vector and no words is an empty tuple; so is a search among nothing."""
    assert store.search(None, []) == ()
    assert store.search(EMBEDDER.question("gạo"), ["giá"], among=frozenset()) == ()


def test_both_searches_may_be_limited(store):
    """`among` holds for both searches."""
    hits = store.search(EMBEDDER.question("ca"), ["giá", "gạo"], among=frozenset({"rice:1"}))
    assert [hit.chunk.id for hit in hits] == ["rice:1"]


def test_an_empty_store_answers_with_nothing(tmp_path):
    """Before the first bulletin every search is empty and the store is whole once refreshed."""
    with closing(Store(tmp_path, create=True, exact_scan_limit=0)) as opened:
        opened.refresh()
        assert opened.search(EMBEDDER.question("gạo"), ["gạo"]) == ()
        assert opened.faults() == ()


def test_refreshing_adds_and_removes_what_the_archive_did(store):
    """After a bulletin went and another came the indexes hold exactly the archive's chunks."""
    store.archive.forget("rice")
    put(store, entry("corn", "Giá ngô tăng."))
    store.refresh()
    assert ids_of(store._vector_index) == ["coffee:0", "corn:0"]
    assert set(store.lexical.ids) == {"coffee:0", "corn:0"}
    assert store.faults() == ()
    assert [hit.chunk.id for hit in store.search(None, ["ngô"])] == ["corn:0"]


def test_refreshing_what_is_current_does_nothing(store, monkeypatch):
    """Neither index is touched."""
    monkeypatch.setattr(VectorIndex, "sync", None)
    monkeypatch.setattr(LexicalIndex, "save", None)
    store.refresh()


@pytest.mark.parametrize("limit", [0, 1000], ids=["over-the-limit", "exact"])
def test_readers_see_what_the_indexes_do_not_hold_yet(store, limit):
    """Between storing and refreshing, and after a writer died there, both searches are complete."""
    put(store, entry("corn", "Giá ngô tăng."))
    with closing(Store(store.home, exact_scan_limit=limit)) as reader:
        assert reader.faults()
        hits = reader.search(EMBEDDER.question("ngô"), ["ngô"])
    assert {hit.chunk.id for hit in hits} == {"rice:0", "rice:1", "coffee:0", "corn:0"}
    assert hits[0].chunk.id == "corn:0"
    assert hits[0].lexical > 0


def test_lost_entries_of_the_vector_index_are_found(store):
    """So are entries the archive does not know."""
    store._vector_index._collection.delete(ids=["rice:0"])
    as_written(store)
    assert store.faults() == ("1 chunks are not in the vector index",)
    store._vector_index._collection.add(ids=["stranger"], embeddings=[[1.0, 0.0, 0.0]])
    as_written(store)
    assert "1 entries of the vector index are not in the archive" in store.faults()


def test_swapped_vectors_are_found(store):
    """A count that looks right and a vector kept under another chunk's id are told apart."""
    index = store._vector_index
    ids, rows = store.archive.vectors(["rice:0", "coffee:0"])
    index._collection.update(ids=list(ids), embeddings=rows[::-1])
    as_written(store)
    assert store.faults() == ("2 chunks are not found by their own vector",)
    assert store.rebuild() == 3
    assert store.faults() == ()


def test_equal_vectors_of_two_chunks_are_no_fault(store):
    """Two bulletins that say the same to the embedder are both whole."""
    put(store, entry("twin", "Giá cà phê đứng yên."))
    store.refresh()
    assert store.faults() == ()


@pytest.mark.parametrize("folder", [VECTOR_FOLDER, LEXICAL_FOLDER])
def test_a_missing_index_folder_is_a_fault_and_no_hindrance(store, folder):
    """A question is answered all the same, and refreshing makes the folder anew."""
    store.close()
    (store.home / folder).rename(store.home / "gone")
    with closing(Store(store.home, create=True)) as opened:
        assert opened.faults() == ("an index folder is missing",)
        assert opened.search(EMBEDDER.question("gạo"), ["gạo"])[0].chunk.id == "rice:0"
        opened.rebuild()
        assert opened.faults() == ()


def test_an_unreadable_word_index_is_made_from_the_archive(store):
    """It is a fault for the doctor and none for a question."""
    (store.home / LEXICAL_FOLDER / "ids.json").write_text("[", "utf-8")
    with closing(Store(store.home)) as opened:
        assert "the BM25 index cannot be read" in opened.faults()[0]
        assert opened.search(None, ["phê"])[0].chunk.id == "coffee:0"


def test_a_word_index_of_other_chunks_is_a_fault(store):
    """An index saved from another state does not pass for whole."""
    (store.home / LEXICAL_FOLDER / "ids.json").write_text('["rice:0", "rice:1", "x"]', "utf-8")
    as_written(store)
    assert store.faults() == ("the BM25 index does not hold the archive's chunks",)


def test_a_vector_index_that_cannot_be_opened_names_its_remedy(tmp_path):
    """A Chroma folder that is a file is one sentence, and rebuilding puts a folder there."""
    with closing(Store(tmp_path, create=True)) as opened:
        put(opened, RICE)
        opened.refresh()
    (tmp_path / VECTOR_FOLDER).rename(tmp_path / "aside")
    (tmp_path / VECTOR_FOLDER).write_text("", "utf-8")
    with closing(Store(tmp_path)) as opened, pytest.raises(StoreError, match="bantin rebuild"):
        VectorIndex(tmp_path / VECTOR_FOLDER)


def test_what_chroma_raises_while_asked_costs_no_answer(store, monkeypatch):
    """The archive is scanned instead, and the doctor names what Chroma says."""

    def broken(**_: object) -> None:
        raise RuntimeError("database disk image is malformed")

    with closing(Store(store.home, exact_scan_limit=0)) as opened:
        monkeypatch.setattr(opened._vector_index._collection, "query", broken)
        assert opened.nearest(EMBEDDER.question("gạo"), 3)[0][0] == "rice:0"
        assert opened._scans_exactly
        assert "malformed" in opened.faults()[0]


def flipped(content: bytes) -> bytes:
    """Return the content with its middle byte changed; a database's, in its name of a table."""
    at = content.find(b"embeddings_queue") if content.startswith(b"SQLite") else len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("how", ["deleted", "cut", "flipped"])
def test_a_changed_index_file_is_found_and_made_anew(drawn, tmp_path, how):
    """Answers are as before, and refreshing embeds nothing."""
    question = unit(1, seed=9)
    with closing(Store(drawn, exact_scan_limit=0)) as sound:
        right = sound.search(question, ["giá", "7"])
    for number, path in enumerate(index_files(drawn)):
        if path.suffix == ".bin":
            continue  # of an index this small Chroma reads none
        home = tmp_path / str(number)
        shutil.copytree(drawn, home)
        target, content = home / path.relative_to(drawn), path.read_bytes()
        if how == "deleted":
            target.unlink()
        else:
            target.write_bytes(content[: len(content) // 2] if how == "cut" else flipped(content))
        with closing(Store(home, create=True, exact_scan_limit=0)) as opened:
            assert len(opened.faults()) == 1, path
            assert [hit.chunk.id for hit in opened.search(question, ["giá", "7"])] == [
                hit.chunk.id for hit in right
            ]
            opened.refresh()
            assert opened.faults() == ()


def test_an_index_of_another_archive_is_not_asked(store, tmp_path):
    """An archive that was put into the home by hand makes both indexes anew."""
    with closing(Store(tmp_path / "other", create=True)) as other:
        put(other, entry("corn", "Giá ngô tăng."))
    for ending in ("-wal", "-shm"):
        (store.home / f"archive.sqlite{ending}").unlink(missing_ok=True)
    (tmp_path / "other" / "archive.sqlite").replace(store.home / "archive.sqlite")
    with closing(Store(store.home, create=True, exact_scan_limit=0)) as opened:
        assert [hit.chunk.id for hit in opened.search(EMBEDDER.question("ngô"), ["giá"])] == [
            "corn:0"
        ]
        opened.refresh()
        assert opened.faults() == ()


def test_a_refresh_that_dies_leaves_the_indexes_as_they_were(store, monkeypatch):
    """They are made beside those in use and switched when complete."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in index_files(store.home)}
    put(store, entry("corn", "Giá ngô tăng."))
    with monkeypatch.context() as patch:
        patch.setattr("vectorstore.index.put_in_place", dies)
        with pytest.raises(KeyboardInterrupt):
            store.refresh()
    assert {path: path.read_bytes() for path in index_files(store.home)} == before
    store.refresh()
    assert store.faults() == ()


def test_an_index_that_was_opened_passes_for_unchanged(store):
    """Chroma notes each opening in its file, which is no fault."""
    for _ in range(3):
        with closing(Store(store.home, exact_scan_limit=0)) as opened:
            opened.nearest(EMBEDDER.question("gạo"), 1)
            assert not opened._scans_exactly
            assert opened.faults() == ()


def test_rebuilding_embeds_nothing_and_keeps_the_answers(store):
    """The vectors come from the archive; the new collection is in use at once."""
    before = store.search(EMBEDDER.question("gạo"), ["giá"])
    embedded = len(EMBEDDER.embedded)
    assert store.rebuild() == 3
    assert len(EMBEDDER.embedded) == embedded
    assert store.search(EMBEDDER.question("gạo"), ["giá"]) == before
    with closing(Store(store.home, exact_scan_limit=0)) as opened:
        assert opened.nearest(EMBEDDER.question("gạo"), 1)[0][0] == "rice:0"


def test_a_home_that_cannot_be_made_is_said_to_be_so(tmp_path):
    """A home below a file is refused with another way to choose one."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match=r"cannot be written.*BANTIN_HOME"):
        Store(tmp_path / "file" / "home", create=True)


def test_a_home_without_write_access_is_refused_before_anything_is_made(tmp_path, monkeypatch):
    """Nothing stands in it afterwards."""
    monkeypatch.setattr("vectorstore.store.os.access", lambda path, mode: False)
    with pytest.raises(StoreError, match="permission denied"):
        Store(tmp_path, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_home_without_write_access_is_searched_exactly(store, monkeypatch):
    """Chroma would write into its folder even to read it."""
    monkeypatch.setattr("vectorstore.store.os.access", lambda path, mode: False)
    monkeypatch.setattr("vectorstore.store.VectorIndex", None)
    with closing(Store(store.home, exact_scan_limit=0)) as opened:
        assert opened.nearest(EMBEDDER.question("gạo"), 1)[0][0] == "rice:0"
