"""Taking files in: each is stored, unchanged, replaced or rejected, and the report says which."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import WordEmbedder, bulletin_file

from ingest import split
from ingest.build import cut, read_bulletin
from ingest.items import Item
from ingest.pipeline import ingest_items, ingest_paths, read_again
from ingest.types import IngestReport, RawDocument
from lexicon.errors import FingerprintError, InputError, LockedError
from vectorstore.lock import writer_lock
from vectorstore.store import Store

pytestmark = pytest.mark.real

RICE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
CORN = "Giá ngô nhập khẩu tháng 5/2025 giảm 1,1% so với tháng trước."


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder(["gao", "ngo"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "home", create=True)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two bulletins."""
    bulletin_file(tmp_path / "in", "gao.md", RICE, title="Giá gạo tháng 5/2025", date="2025-06-03")
    bulletin_file(tmp_path / "in", "ngo.txt", CORN)
    return tmp_path / "in"


def texts(store: Store) -> set[str]:
    return {store.archive.text(found.id) for found in store.archive.sources()}


def test_new_files_are_stored_and_found(store, embedder, folder):
    """Both are reported by name and answer a search at once."""
    report = ingest_paths(store, embedder, [folder])
    assert report == IngestReport(stored=("gao.md", "ngo.txt"), embedded=2)
    assert store.search(embedder.question("ngô"), ["ngô"])[0].chunk.text == CORN
    assert store.faults() == ()


def test_a_second_run_does_nothing(store, embedder, folder):
    """Nothing is embedded and the archive stays at its generation."""
    ingest_paths(store, embedder, [folder])
    generation = store.archive.generation
    report = ingest_paths(store, embedder, [folder])
    assert report == IngestReport(unchanged=("gao.md", "ngo.txt"))
    assert len(embedder.embedded) == 2
    assert store.archive.generation == generation


def test_a_changed_file_replaces_its_old_version_whole(store, embedder, folder):
    """Nothing of the old text can be found any more."""
    ingest_paths(store, embedder, [folder])
    (folder / "ngo.txt").write_text(CORN.replace("1,1", "1,3"), "utf-8")
    report = ingest_paths(store, embedder, [folder])
    assert (report.replaced, report.unchanged) == (("ngo.txt",), ("gao.md",))
    assert texts(store) == {RICE, CORN.replace("1,1", "1,3")}
    assert store.lexical.search(["1,1%"], limit=5) == []
    assert store.faults() == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Giá gạo", "title: Giá lúa"), ("2025-06-03", "2025-06-04")],
    ids=["title", "date"],
)
def test_a_correction_of_what_a_reader_sees_is_a_change(store, embedder, folder, old, new):
    """Title and date are part of the content."""
    ingest_paths(store, embedder, [folder])
    path = folder / "gao.md"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert ingest_paths(store, embedder, [folder]).replaced == ("gao.md",)
    assert len(store.archive.sources()) == 2


def test_white_space_is_no_change(store, embedder, folder):
    """Other bytes with the same content are named again and not embedded."""
    ingest_paths(store, embedder, [folder])
    (folder / "ngo.txt").write_text(f"\n{CORN}  \n", "utf-8")
    assert "ngo.txt" in ingest_paths(store, embedder, [folder]).unchanged
    assert len(embedder.embedded) == 2


def test_one_content_under_two_names_is_kept_once(store, embedder, folder):
    """The second is reported unchanged, in the same run or a later one."""
    front = {"title": "Giá ngô"}
    bulletin_file(folder / "a", "x.md", CORN, **front)
    bulletin_file(folder / "b", "y.md", CORN, **front)
    report = ingest_paths(store, embedder, [folder / "a", folder / "b"])
    assert (report.stored, report.unchanged, report.embedded) == (("x.md",), ("y.md",), 1)
    assert len(store.archive.sources()) == 1
    assert len(store.archive.origins()) == 2


def test_a_file_named_twice_is_taken_in_once(store, embedder, folder):
    """A folder and a file inside it give one bulletin."""
    report = ingest_paths(store, embedder, [folder / "gao.md", folder])
    assert report.stored == ("gao.md", "ngo.txt")
    assert report.unchanged == ("gao.md",)


def test_a_file_that_fails_is_rejected_and_the_others_go_on(store, embedder, folder, tmp_path):
    """Each rejection has its name and its reason, in the order met."""
    (folder / "a-empty.txt").touch()
    (folder / "b-binary.txt").write_bytes(b"PK\x03\x04" + bytes(40))
    (folder / "h-short.txt").write_text("Giá tăng.", "utf-8")
    (folder / "z.md").write_text("---\ntitle: [\n---\nx", "utf-8")
    report = ingest_paths(store, embedder, [tmp_path / "none", folder])
    assert [(Path(r.file).name, r.error.key) for r in report.rejected] == [
        ("none", "missing-path"),
        ("a-empty.txt", "empty-file"),
        ("b-binary.txt", "binary"),
        ("h-short.txt", "empty-file"),
        ("z.md", "bad-front-matter"),
    ]
    assert report.stored == ("gao.md", "ngo.txt")
    assert store.faults() == ()


def test_a_rejected_new_version_leaves_the_old_one(store, embedder, folder):
    """A file that became unreadable does not take its bulletin with it."""
    ingest_paths(store, embedder, [folder])
    (folder / "ngo.txt").write_bytes(b"\xff\xfe\x00")
    assert [r.file for r in ingest_paths(store, embedder, [folder]).rejected] == ["ngo.txt"]
    assert texts(store) == {RICE, CORN}


def test_utf_16_with_its_mark_is_the_same_bulletin(store, embedder, folder):
    """Another encoding of the same words is no change."""
    ingest_paths(store, embedder, [folder])
    (folder / "ngo.txt").write_text(CORN, "utf-16")
    assert "ngo.txt" in ingest_paths(store, embedder, [folder]).unchanged


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_utf_8_is_kept_readable(store, embedder, folder):
    """The bytes stand in it as escapes, which every screen and database takes."""
    (folder / "ngo.txt").rename(folder / os.fsdecode(b"ng\xff.txt"))
    assert ingest_paths(store, embedder, [folder]).stored == ("gao.md", "ng\\udcff.txt")
    assert ingest_paths(store, embedder, [folder]).stored == ()


def test_another_embedder_touches_nothing(store, embedder, folder):
    """The refusal names both, before any file is read."""
    ingest_paths(store, embedder, [folder])
    other = WordEmbedder(["lua"])
    item = Item(origin="x", name="x.txt", read=lambda: pytest.fail("the file was read"))
    with pytest.raises(FingerprintError) as caught:
        ingest_items(store, other, [item])
    assert embedder.fingerprint in str(caught.value)
    assert other.fingerprint in str(caught.value)
    assert other.embedded == []


def test_another_splitter_touches_nothing(store, embedder, folder, monkeypatch):
    """Chunks of two sizes are never mixed."""
    ingest_paths(store, embedder, [folder])
    held = split.VERSION
    monkeypatch.setattr(split, "VERSION", "sentences-900/9")
    with pytest.raises(FingerprintError, match=f"splitter '{held}', not 'sentences-900/9'"):
        ingest_paths(store, embedder, [folder])


def test_a_store_that_is_being_written_is_not_waited_for(store, embedder, folder, monkeypatch):
    """The second writer stores nothing."""
    monkeypatch.setattr("vectorstore.lock.WAIT_SECONDS", 0.1)
    with writer_lock(store.home), pytest.raises(LockedError):
        ingest_paths(store, embedder, [folder])
    assert store.archive.sources() == ()


def test_what_was_stored_before_a_failure_stays_and_the_next_run_goes_on(
    store, embedder, folder, monkeypatch
):
    """Every bulletin is whole or not there, and the indexes follow."""
    monkeypatch.setattr("ingest.pipeline._BATCH_CHUNKS", 1)
    real = WordEmbedder.passages

    def once(self, asked):
        if self.embedded:
            raise MemoryError
        return real(self, asked)

    with monkeypatch.context() as patch:
        patch.setattr(WordEmbedder, "passages", once)
        with pytest.raises(MemoryError):
            ingest_paths(store, embedder, [folder])
    assert texts(store) == {RICE}
    assert store.faults() == ()
    report = ingest_paths(store, embedder, [folder])
    assert (report.stored, report.unchanged) == (("ngo.txt",), ("gao.md",))


def test_bulletins_are_embedded_together(store, embedder, folder, monkeypatch):
    """One call for both, unless they are more than a batch."""
    calls = []
    real = WordEmbedder.passages
    monkeypatch.setattr(
        WordEmbedder, "passages", lambda self, asked: calls.append(len(asked)) or real(self, asked)
    )
    ingest_paths(store, embedder, [folder])
    assert calls == [2]


def test_progress_counts_every_file_once(store, embedder, folder):
    """Rejected and unchanged files are done too."""
    (folder / "z.txt").touch()
    seen: list[tuple[int, int]] = []
    ingest_paths(
        store, embedder, [folder], on_progress=lambda done, total, _: seen.append((done, total))
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_each_chunk_carries_title_and_month_for_the_search_alone(store, embedder, folder):
    """The embedder reads the heading; the quote is the exact slice."""
    ingest_paths(store, embedder, [folder / "gao.md"])
    (chunk,) = store.archive.chunks(store.archive.chunk_ids())
    heading = "Giá gạo tháng 5/2025 (tháng 5/2025)"
    assert embedder.embedded == [f"{heading}\n{RICE}"]
    assert chunk.text == store.archive.text(chunk.source.id)[chunk.start : chunk.end] == RICE


def test_bulletins_held_are_read_again_with_other_catalogues(store, embedder, folder, monkeypatch):
    """What their sentences state is put anew; text, vectors and what was embedded stay."""
    ingest_paths(store, embedder, [folder])
    held, embedded = store.archive.all_figures(), len(embedder.embedded)
    ids, vectors = store.archive.vectors()
    with monkeypatch.context() as patch:
        patch.setattr("ingest.build.read_figures", lambda *_: ())
        assert read_again(store) == len(store.archive.sources())
    assert store.archive.all_figures() == ()
    read_again(store)
    store.refresh()
    assert store.archive.all_figures() == held != ()
    assert (len(embedder.embedded), store.faults()) == (embedded, ())
    assert store.archive.vectors()[0] == ids
    assert (store.archive.vectors()[1] == vectors).all()


def test_a_bulletins_id_is_its_content():
    """Neither its name nor its way of saying so in bytes is part of it; any word is."""
    raw = RawDocument(text=RICE, title="Giá gạo", front_matter=True)
    id = read_bulletin("a.md", raw)[0].source.id
    assert read_bulletin("b.md", raw)[0].source.id == id
    other = RawDocument(text=RICE.replace("2,4", "2,5"), title="Giá gạo", front_matter=True)
    assert read_bulletin("a.md", other)[0].source.id != id


def test_a_text_with_nothing_left_is_refused():
    """Fewer than twenty characters of article are none."""
    with pytest.raises(InputError, match=r"a\.txt: holds no bulletin text"):
        read_bulletin("a.txt", RawDocument(text="\u200b Giá tăng. \u200b"))


def test_the_pieces_of_a_long_bulletin_cover_it():
    """Chunks are numbered, in order, each an exact slice with one statement a sentence."""
    text = "\n".join(f"{RICE} {CORN}" for _ in range(20))
    bulletin, anchor = read_bulletin("a.txt", RawDocument(text=text))
    chunks, _ = cut(bulletin, anchor)
    assert [c.id for c in chunks] == [f"{bulletin.source.id}:{n}" for n in range(len(chunks))]
    assert all(bulletin.text[c.start : c.end] == c.text for c in chunks)
    assert "".join("".join(c.text.split()) for c in chunks) == "".join(bulletin.text.split())
    assert sum(len(c.statements) for c in chunks) == 40
    for chunk in chunks:
        assert chunk.statements[0].start == chunk.start
        assert chunk.statements[-1].end == chunk.end
