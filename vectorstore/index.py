"""The vector index: a Chroma collection derived from the archive, the only door to chromadb."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from lexicon.errors import StoreError
from vectorstore import manifest
from vectorstore.archive import Archive
from vectorstore.folders import being_made, discard, put_in_place
from vectorstore.types import Vectors

_COLLECTION = "chunks"
_NEAR = 1e-3  # cosine distance within which float16 copies of one vector lie


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # chromadb raises its Rust core's errors as plain Exception
        raise StoreError("bad-index", cause=str(error)[:160]) from error


class VectorIndex:
    """The Chroma collection of one home folder; ids are chunk ids, distance is cosine."""

    @_translated()
    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client: Any = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = self._client.get_or_create_collection(
            _COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def close(self) -> None:
        """Release the folder."""
        self._client.close()

    @_translated()
    def ids(self) -> frozenset[str]:
        """Return the ids the collection holds."""
        return frozenset(self._collection.get(include=[])["ids"])

    @_translated()
    def sync(self, archive: Archive) -> int:
        """Add the archive's chunks that are not held; return how many there were.

        Ids are hashes of content, so an id that is held need not be written again.
        """
        held = self.ids()
        missing = [id for id in archive.chunk_ids() if id not in held]
        size = self._client.get_max_batch_size()
        for at in range(0, len(missing), size):
            ids, vectors = archive.vectors(missing[at : at + size])
            self._collection.add(ids=list(ids), embeddings=vectors)
        return len(missing)

    @_translated()
    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Return chunk ids and cosine similarities (1 is equal), best first."""
        found: Any = self._collection.query(
            query_embeddings=vector, n_results=limit, include=["distances"]
        )
        # Chroma's cosine distance is 1 - similarity.
        return [
            (id, 1 - float(distance))
            for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    @_translated()
    def faults(self, archive: Archive) -> tuple[str, ...]:
        """Return where the collection differs from the archive: ids, then vectors by search.

        Every chunk is looked up with its own vector and must come back, or one of the same vector.
        """
        wanted, held = archive.chunk_ids(), self.ids()
        found = []
        if lost := len(set(wanted) - held):
            found.append(f"{lost} chunks are not in the vector index")
        if extra := len(held - set(wanted)):
            found.append(f"{extra} entries of the vector index are not in the archive")
        if not found and wanted and (deaf := self._unfindable(archive)):
            found.append(f"{deaf} chunks are not found by their own vector")
        return tuple(found)

    def _unfindable(self, archive: Archive) -> int:
        ids, vectors = archive.vectors()
        rows = {id: row for row, id in enumerate(ids)}
        missed = 0
        for at in range(0, len(ids), 256):
            asked = vectors[at : at + 256]
            answer: Any = self._collection.query(
                query_embeddings=asked, n_results=1, include=["distances"]
            )
            archived = vectors[[rows[found[0]] for found in answer["ids"]]]
            far = np.array(answer["distances"])[:, 0] > _NEAR
            # Another chunk's vector may be kept under the id that was found.
            other = 1 - (asked * archived).sum(axis=1) > _NEAR
            missed += int((far | other).sum())
        return missed


def renew(folder: Path, archive: Archive, *, anew: bool = False) -> int:
    """Put a collection of exactly the archive's chunks in place of `folder`; return their count.

    It is made beside `folder`: out of a copy of it when that is as it was written, of the same
    embedder and lacks chunks only. Nothing is removed from a collection, since that leaves chunks
    Chroma no longer finds by their own vector.
    """
    fresh, state = folder.with_name(f"{folder.name}.new"), archive.state()
    with being_made(fresh):
        if not anew and _is_of(folder, state):
            shutil.copytree(folder, fresh)
            if not _is_of(fresh, state) or _surplus(fresh, archive):
                discard(fresh)
        with closing(VectorIndex(fresh)) as index:
            index.sync(archive)
            count = len(index.ids())
        manifest.write(fresh, state)
        put_in_place(fresh, folder)
    return count


def _is_of(folder: Path, state: str) -> bool:
    """Tell whether `folder` is as it was written and its vectors are of the same embedder."""
    try:
        return manifest.state(folder).split()[0] == state.split()[0]
    except ValueError:
        return False


def _surplus(folder: Path, archive: Archive) -> bool:
    """Tell whether the collection holds what the archive does not."""
    with closing(VectorIndex(folder)) as index:
        return bool(index.ids() - set(archive.chunk_ids()))


def best(ids: Sequence[str], scores: np.ndarray[Any, Any], limit: int) -> list[tuple[str, float]]:
    """Return the `limit` ids of the highest scores with them, best first."""
    count = min(limit, len(ids))
    top = np.argpartition(-scores, count - 1)[:count] if count else np.empty(0, int)
    top = top[np.argsort(-scores[top], kind="stable")]
    return [(ids[i], float(scores[i])) for i in top.tolist()]
