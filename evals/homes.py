"""The stores evaluations ask, kept between runs so that a text is embedded once."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

import ingest
import lexicon
import vectorstore
from ingest.pipeline import ingest_paths
from ingest.read import find_files
from lexicon.errors import StoreError
from vectorstore.embedding import Embedder
from vectorstore.store import ARCHIVE_FILE, Store
from vectorstore.types import Vectors

_MARK = "made-from.txt"
_SOURCES = (".py", ".toml")


class RememberingEmbedder:
    """An embedder that looks up the passages it has seen; vectors equal those of the one inside."""

    def __init__(self, embedder: Embedder, known: Mapping[str, Vectors]) -> None:
        self._embedder = embedder
        self._known = known

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the embedder inside."""
        return self._embedder.fingerprint

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, embedding only texts not seen before."""
        new = [text for text in texts if text not in self._known]
        fresh = dict(zip(new, self._embedder.passages(new), strict=True)) if new else {}
        return np.stack([fresh[text] if text in fresh else self._known[text] for text in texts])

    def question(self, text: str) -> Vectors:
        """Return what the embedder inside returns."""
        return self._embedder.question(text)

    def warm(self) -> None:
        """Load what the embedder inside loads."""
        self._embedder.warm()


def cache_folder() -> Path:
    """Return where evaluations keep stores and the recipe's model."""
    return user_cache_path("bantin", appauthor=False) / "evals"


@contextmanager
def filled_store(name: str, folder: Path, embedder: Embedder) -> Iterator[Store]:
    """Open the kept store of `folder`, made anew when a file, the code or the model has changed.

    The product would leave an unchanged file as an older version of the code has read it; an
    evaluation must read it again. Vectors of texts that stayed the same are taken over.
    """
    home = cache_folder() / name
    made_from = _made_from(folder, embedder)
    mark = home / _MARK
    if not mark.is_file() or mark.read_text("utf-8") != made_from:
        known = _known_vectors(home, embedder)
        shutil.rmtree(home, ignore_errors=True)
        with closing(Store(home, create=True)) as store:
            report = ingest_paths(store, RememberingEmbedder(embedder, known), [folder])
        for rejection in report.rejected:
            print(f"not taken in: {rejection.error}")
        mark.write_text(made_from, "utf-8")
    with closing(Store(home)) as store:
        yield store


def _made_from(folder: Path, embedder: Embedder) -> str:
    digest = hashlib.sha256(embedder.fingerprint.encode())
    rooms = [Path(str(room.__file__)).parent for room in (ingest, lexicon, vectorstore)]
    code = (path for room in rooms for path in sorted(room.rglob("*")) if path.suffix in _SOURCES)
    for path in (*code, *find_files([folder])):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _known_vectors(home: Path, embedder: Embedder) -> dict[str, Vectors]:
    if not (home / ARCHIVE_FILE).is_file():
        return {}
    try:
        with closing(Store(home)) as store:
            store.archive.require("embedder", embedder.fingerprint)
            vectors = dict(zip(*store.archive.vectors(), strict=True))
            return {text: vectors[id] for id, text in store.archive.indexed_texts()}
    except StoreError:  # another model or schema: nothing of it can be used
        return {}
