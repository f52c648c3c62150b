"""How fast beside the plain recipe, in one interleaved run: `python -m evals.bench`.

The machine's mood falls on both alike; read the ratios, not the seconds.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.bot import Bot
from bot.types import Turn
from evals import data, neighbours, recipe
from evals.homes import cache_folder
from evals.judge import Probe, load_probes
from evals.measure import cost
from evals.record import OURS, RECIPE, Record, in_turn
from ingest import split
from ingest.build import read_bulletin
from ingest.figures import read_figures
from ingest.pipeline import ingest_paths
from ingest.read import find_files, read_bytes, read_document
from vectorstore.embedding import Embedder, open_embedder
from vectorstore.store import Store
from vectorstore.types import Figure

if TYPE_CHECKING:
    from langchain_huggingface import HuggingFaceEmbeddings

Asked = tuple[str, list[Turn]]  # a question and what went before

QUESTION = "Chỉ số sản xuất công nghiệp tháng 1/2024 tăng bao nhiêu so với cùng kỳ năm trước?"
FIGURE_QUESTIONS = 200


def _timed(action: Callable[[], int]) -> tuple[float, int]:
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def _take_in(home: Path, files: Sequence[Path], embedder: Embedder) -> int:
    with closing(Store(home, create=True)) as store:
        return ingest_paths(store, embedder, files).embedded


def bench_ingest(
    record: Record,
    files: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    embeddings: "HuggingFaceEmbeddings",
    repeat: int,
) -> None:
    """Fill `folder/bantin-N` and `folder/recipe-N` from the same files, in turns."""
    characters = sum(len(path.read_text("utf-8", errors="replace")) for path in files)
    embedder.passages(["khởi động"])  # loading the models is part of the first answer, not of this
    embeddings.embed_documents(["khởi động"])
    for number in range(repeat):
        home, kept = folder / f"{OURS}-{number}", folder / f"{RECIPE}-{number}"
        sides: Mapping[str, Callable[[], int]] = {
            OURS: lambda home=home: _take_in(home, files, embedder),  # type: ignore[misc]
            RECIPE: lambda kept=kept: len(recipe.build(files, kept, embeddings)),  # type: ignore[misc]
        }
        for side in in_turn(number):
            seconds, chunks = _timed(sides[side])
            record.note("ingest chunks/s", side, chunks / seconds)
            record.note("ingest characters/s", side, characters / seconds)
        seconds, embedded = _timed(sides[OURS])
        record.note(f"second ingest s ({embedded} embedded)", OURS, seconds)


def bench_first_answer(record: Record, folder: Path, model: Path, repeat: int) -> None:
    """Start a process for one question, in turns; the recipe's ends at its passages."""
    commands = {
        OURS: [*_ask_command(), QUESTION, "--home", str(folder / f"{OURS}-0")],
        RECIPE: ["-m", "evals.recipe", str(model), str(folder / f"{RECIPE}-0"), QUESTION],
    }
    for number in range(repeat):
        for side in in_turn(number):
            found = cost([sys.executable, *commands[side]])
            record.note("process start to answer s", side, found.seconds)
            record.note("peak memory MB", side, found.peak_megabytes)


def _ask_command() -> list[str]:
    script = Path(sys.executable).with_name("bantin")
    return [str(script), "ask"] if script.is_file() else ["-m", "ui.cli", "ask"]


def bench_warm(
    record: Record, bot: Bot, plain_recipe: recipe.Recipe, probes: Sequence[Probe], repeat: int
) -> None:
    """Ask every probe of both, in turns; the recipe's answer is its four passages."""
    asked = [
        (
            probe.question,
            [Turn(question=question, answer=answer) for question, answer in probe.history],
        )
        for probe in probes
    ]
    _ask_in_turn(record, "warm answer", bot, plain_recipe, asked * repeat)


def bench_figure_questions(
    record: Record, bot: Bot, plain_recipe: recipe.Recipe, figures: Iterable[Figure], repeat: int
) -> None:
    """Ask both for stored figures, as `evals/neighbours.py` words them."""
    asked = neighbours.cases(neighbours.held_figures(figures), FIGURE_QUESTIONS)
    questions: list[Asked] = [(case.question, []) for case in asked]
    _ask_in_turn(record, "figure question, warm", bot, plain_recipe, questions * repeat)


def _ask_in_turn(
    record: Record, title: str, bot: Bot, plain_recipe: recipe.Recipe, asked: Sequence[Asked]
) -> None:
    times: dict[str, list[float]] = {OURS: [], RECIPE: []}
    bot.ask(QUESTION)
    plain_recipe.retrieve(QUESTION)
    for number, (question, history) in enumerate(asked):
        sides: dict[str, Callable[[], int]] = {
            OURS: lambda q=question, h=history: len(bot.ask(q, h).text),  # type: ignore[misc]
            RECIPE: lambda q=question: len(plain_recipe.retrieve(q)),  # type: ignore[misc]
        }
        for side in in_turn(number):
            times[side].append(_timed(sides[side])[0] * 1000)
    for side, found in times.items():
        record.note(f"{title} p50 ms", side, median(found))
        record.note(f"{title} p95 ms", side, quantiles(found, n=20)[-1])


def bench_reading(record: Record, files: Sequence[Path], repeat: int) -> None:
    """Read the figures of the bulletins' texts, which are cleaned and cut beforehand."""
    bulletins = [
        read_bulletin(path.name, read_document(path.name, read_bytes(path))) for path in files
    ]
    parts = [split.split(bulletin.text) for bulletin, _ in bulletins]
    chunks = sum(map(len, parts))
    for _ in range(repeat):
        seconds = 0.0
        for (bulletin, anchor), cut in zip(bulletins, parts, strict=True):
            spans = [span for part in cut for span in part]
            started = time.perf_counter()
            read_figures(bulletin.text, spans, bulletin.source, anchor)
            seconds += time.perf_counter() - started
        record.note("reading figures, chunks/s", OURS, chunks / seconds)


def _chosen(found: data.DataSet, count: int | None) -> list[Path]:
    """Return the files, or `count` of them spread evenly in name order."""
    files = list(find_files([found.bulletins]))
    step = max(1, len(files) // count) if count else 1
    return files[::step][:count]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--data", type=Path, help=f"folder of more data (else {data.VARIABLE})")
    parser.add_argument("--files", type=int, default=60, help="how many files are taken in")
    parser.add_argument("--all", action="store_true", help="take in all files")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of each measure")
    return parser.parse_args()


def main() -> None:
    """Measure and print the table."""
    options = _options()
    *_, found = data.data_sets(data.data_folder(options.data))
    files = _chosen(found, None if options.all else options.files)
    model = recipe.unpacked_model(cache_folder())
    embedder, embeddings, record = open_embedder(), recipe.load_embeddings(model), Record()
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        bench_ingest(record, files, folder, embedder, embeddings, options.repeat)
        bench_first_answer(record, folder, model, options.repeat)
        with closing(Store(folder / f"{OURS}-0")) as store:
            plain_recipe = recipe.reopen(folder / f"{RECIPE}-0", embeddings)
            bot = Bot(store, embedder)
            bench_warm(record, bot, plain_recipe, load_probes(found.probes), options.repeat)
            figures = store.archive.all_figures()
            bench_figure_questions(record, bot, plain_recipe, figures, options.repeat)
        bench_reading(record, files, options.repeat)
    print(f"{found.name}, {len(files)} files, {options.repeat} repetitions\n{record.render()}")


if __name__ == "__main__":
    main()
