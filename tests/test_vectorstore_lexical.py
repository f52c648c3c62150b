"""BM25 over syllables and pairs."""

from contextlib import closing

import numpy as np
import pytest
from fakes import entry

from vectorstore.archive import Archive
from vectorstore.lexical import LexicalIndex, terms

TEXTS = (
    "Giá gạo xuất khẩu tăng.",
    "Giá cà phê trong nước giảm.",
    "Lượng gạo dự trữ giảm, giá gạo nội địa đứng yên.",
)


@pytest.fixture
def index(tmp_path):
    with closing(Archive(tmp_path / "archive.sqlite", create=True)) as archive:
        stored = entry("s1", *TEXTS)
        archive.replace(stored, np.eye(3, dtype=np.float32), {})
        yield LexicalIndex.build(archive)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giá gạo", ["giá", "gạo", "giá_gạo"]),
        ("tăng 3,5%", ["tăng", "3,5%", "tăng_3,5%"]),
        ("3 2024", ["3", "2024"]),
        ("", []),
    ],
    ids=["words", "figure", "no-pair-of-figures", "empty"],
)
def test_terms_are_syllables_and_their_pairs(text, expected):
    """Two figures beside each other make no pair."""
    assert terms(text) == expected


def test_words_find_the_chunks_that_hold_them(index):
    """The chunk that says it twice in few words comes first; the others are left out."""
    found = index.search(terms("gạo"), limit=5)
    assert {id for id, _ in found} == {"s1:0", "s1:2"}
    assert all(score > 0 for _, score in found)
    assert index.search(terms("cà phê"), limit=5)[0][0] == "s1:1"


def test_words_are_found_as_written(index):
    """`ca phe` is looked for only once its diacritics are restored."""
    assert index.search(terms("ca phe"), limit=5) == []
    assert index.search(terms(index.restorer.restore("ca phe")), limit=5)[0][0] == "s1:1"


def test_a_search_may_be_limited_to_some_chunks(index):
    """Nothing outside `among` comes back."""
    found = index.search(terms("giá"), limit=5, among=frozenset({"s1:2"}))
    assert [id for id, _ in found] == ["s1:2"]
    assert index.search(terms("giá"), limit=5, among=frozenset()) == []


def test_a_search_is_cut_at_its_limit(index):
    """The best one is what is left."""
    every = index.search(terms("giá gạo"), limit=5)
    assert index.search(terms("giá gạo"), limit=1) == every[:1]


def test_unseen_words_find_nothing(index):
    """No word known is an empty answer, not an error."""
    assert index.search(["vàng"], limit=5) == []
    assert index.search([], limit=5) == []


def test_a_rarer_word_weighs_more(index):
    """The inverse document frequency falls with every chunk that holds the word."""
    assert "gạo" in index
    assert "vàng" not in index
    assert index.rarity("vàng") > index.rarity("phê") > index.rarity("gạo") > index.rarity("giá")


def test_diacritics_come_back_by_the_spellings_of_the_bulletins(index):
    """Pairs decide between two words that fold alike."""
    assert index.restorer.restore("gia gao xuat khau") == "giá gạo xuất khẩu"
    assert index.restorer.restore("gia vang") == "giá vang"


def test_a_saved_index_answers_alike(index, tmp_path):
    """Ids, scores, spellings and rarity survive; saving again replaces."""
    folder = tmp_path / "bm25"
    index.save(folder, "state")
    index.save(folder, "state")
    loaded = LexicalIndex.load(folder, "state")
    asked = terms("giá gạo")
    assert loaded.search(asked, limit=5) == index.search(asked, limit=5)
    assert loaded.rarity("gạo") == index.rarity("gạo")
    assert loaded.restorer.restore("ca phe") == "cà phê"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["bm25"]


def test_an_index_over_nothing_is_saved_and_loaded(tmp_path):
    """A store without bulletins has an index that finds nothing."""
    with closing(Archive(tmp_path / "archive.sqlite", create=True)) as archive:
        LexicalIndex.build(archive).save(tmp_path / "bm25", "state")
    loaded = LexicalIndex.load(tmp_path / "bm25", "state")
    assert loaded.ids == ()
    assert loaded.search(["giá"], limit=5) == []
    assert loaded.restorer.restore("gia") == "gia"
    assert loaded.rarity("giá") > 0


@pytest.mark.parametrize("content", [None, 0, 0.5], ids=["deleted", "emptied", "halved"])
def test_a_broken_file_of_the_index_is_noticed_when_loading(index, tmp_path, content):
    """Each file of it, deleted, emptied or cut, is an OSError or a ValueError."""
    folder = tmp_path / "bm25"
    index.save(folder, "state")
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        whole = path.read_bytes()
        path.unlink()
        if content is not None:
            path.write_bytes(whole[: int(len(whole) * content)])
        with pytest.raises((OSError, ValueError)):
            LexicalIndex.load(folder, "state")
        path.write_bytes(whole)
    assert LexicalIndex.load(folder, "state").ids == index.ids
