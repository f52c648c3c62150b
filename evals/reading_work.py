"""What the benchmark of reading does in a process of its own: one side, one amount of work.

`python -m evals.reading_work SIDE HOW_MUCH FOLDER` prints as JSON how many seconds it took and into
how many passages the files of the folder were cut. Libraries are imported and models loaded before.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from evals import plain_reading, recipe
from evals.homes import cache_folder
from evals.record import OURS, RECIPE

CUT = "read and cut"
FIGURES = "the same and figures"
STORED = "embedded and stored"
WARM_UP = "warm-up"  # a folder inside, of files as short as there are

Work = Callable[[Sequence[Path]], int]


def _cut_ours(files: Sequence[Path]) -> int:
    from ingest.build import read_bulletin
    from ingest.read import read_bytes
    from ingest.sandbox import ahead, read_apart
    from ingest.split import split

    documents = ahead(lambda file: read_apart(file.name, read_bytes(file)), files)
    bulletins = (read_bulletin(f.name, raw) for f, raw in zip(files, documents, strict=True))
    return sum(len(split(bulletin.text)) for bulletin, _ in bulletins)


def _figures_ours(files: Sequence[Path]) -> int:
    from ingest.build import cut, read_bulletin
    from ingest.read import read_bytes
    from ingest.sandbox import ahead, read_apart

    documents = ahead(lambda file: read_apart(file.name, read_bytes(file)), files)
    bulletins = (read_bulletin(f.name, raw) for f, raw in zip(files, documents, strict=True))
    return sum(len(cut(*bulletin)[0]) for bulletin in bulletins)


def _stored_ours() -> Work:
    from ingest.pipeline import ingest_paths
    from vectorstore.embedding import open_embedder
    from vectorstore.store import Store

    embedder = open_embedder()

    def work(files: Sequence[Path]) -> int:
        with TemporaryDirectory() as home, closing(Store(Path(home), create=True)) as store:
            report = ingest_paths(store, embedder, files)
        if report.rejected:
            raise report.rejected[0].error
        return report.embedded

    return work


def _cut_plainly(files: Sequence[Path]) -> int:
    return sum(len(plain_reading.passages(plain_reading.plain_text(file))) for file in files)


def _stored_plainly() -> Work:
    embeddings = recipe.load_embeddings(recipe.unpacked_model(cache_folder()))

    def work(files: Sequence[Path]) -> int:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return len(recipe.build(files, Path(folder), embeddings))

    return work


# Side and amount of work -> what is done, made ready.
_WORK: dict[tuple[str, str], Callable[[], Work]] = {
    (OURS, CUT): lambda: _cut_ours,
    (OURS, FIGURES): lambda: _figures_ours,
    (OURS, STORED): _stored_ours,
    (RECIPE, CUT): lambda: _cut_plainly,
    (RECIPE, STORED): _stored_plainly,
}


def main() -> None:
    """Do the work the arguments name and print its cost."""
    side, how_much, folder = sys.argv[1:]
    work = _WORK[side, how_much]()
    work(sorted((Path(folder) / WARM_UP).iterdir()))
    files = sorted(file for file in Path(folder).iterdir() if file.is_file())
    started = time.perf_counter()
    passages = work(files)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "passages": passages}))


if __name__ == "__main__":
    main()
