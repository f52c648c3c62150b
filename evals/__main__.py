"""`python -m evals`: what is read, answered, refused and checked, and XQuAD, into evals/LOG.md."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.bot import Bot
from evals import (
    checking,
    data,
    figures,
    floors,
    log,
    neighbours,
    probes,
    recipe,
    tables,
    tasks,
    unanswerable,
    xquad,
)
from evals.homes import cache_folder, filled_store
from evals.judge import load_probes
from evals.table import Row, render
from ingest.read import find_files
from vectorstore.embedding import Embedder, open_embedder
from vectorstore.store import Store

Rows = tuple[Row, ...]
PARTS = (
    *("tables", "figures", "probes", "neighbours", "checking", "unanswerable", "tasks", "xquad"),
)
NEIGHBOURS = {"samples": 400}  # questions by data set, which holds that many figures
CHECKED = {"samples": 150}  # true sentences, and as many altered
_MOST_NEIGHBOURS, _MOST_CHECKED = 3_600, 300


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--data", type=Path, help=f"folder of more data (else {data.VARIABLE})")
    parser.add_argument("--samples-only", action="store_true", help="only the project's own data")
    parser.add_argument(
        "--sample", type=int, metavar="N", help="only N of each set of questions but the probes"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="only this; may be repeated")
    parser.add_argument("--show", action="store_true", help="print every miss")
    parser.add_argument("--skip-recipe", action="store_true")
    parser.add_argument("--skip-xquad", action="store_true")
    parser.add_argument("--no-log", action="store_true", help="leave evals/LOG.md as it is")
    return parser.parse_args()


def _wanted(part: str, options: argparse.Namespace) -> bool:
    return not options.only or part in options.only


def _bulletins(
    found: data.DataSet, embedder: Embedder, options: argparse.Namespace
) -> Iterator[tuple[str, Rows]]:
    """Yield the rows of each evaluation over the bulletins of a data set.

    As with XQuAD, what is measured on a sample has a name of its own, and so no floors.
    """
    sampled = f", {options.sample} questions" if options.sample else ""
    if _wanted("figures", options):
        yield f"{found.name}, figures", _figures(found, options)
    with filled_store(found.name, found.bulletins, embedder) as store:
        bot = Bot(store, embedder)
        if _wanted("probes", options):
            yield found.name, _probes(bot, found, options)
        if _wanted("neighbours", options):
            yield f"{found.name}, neighbours{sampled}", _neighbours(bot, store, found.name, options)
        if _wanted("checking", options):
            yield f"{found.name}, checking{sampled}", _checking(bot, store, found.name, options)
        if _wanted("unanswerable", options):
            yield f"{found.name}, unanswerable{sampled}", _unanswerable(bot, options)
        if found.name == "samples" and _wanted("tasks", options):  # which they are written for
            yield "samples, tasks", _tasks(bot, options)


def _figures(found: data.DataSet, options: argparse.Namespace) -> Rows:
    stretches = figures.load_gold(found.gold)
    verdicts = [v for stretch in stretches for v in figures.judge_file(stretch, found.bulletins)]
    if options.show:
        print(figures.misses(verdicts))
    return figures.rows(verdicts)


def _probes(bot: Bot, found: data.DataSet, options: argparse.Namespace) -> Rows:
    questions = load_probes(found.probes)
    texts = probes.file_texts(find_files([found.bulletins]))
    outcomes = probes.answer_probes(bot, questions, texts)
    plain = probes.answer_probes(bot, probes.folded(questions), texts)
    if options.show:
        print(probes.misses((*outcomes, *plain)))
    rows = probes.rows(outcomes, plain)
    if options.skip_recipe:
        return rows
    plain_recipe = recipe.kept(list(find_files([found.bulletins])), cache_folder())
    return rows + probes.recipe_rows(plain_recipe, questions)


def _neighbours(bot: Bot, store: Store, name: str, options: argparse.Namespace) -> Rows:
    held = neighbours.held_figures(store.archive.all_figures())
    count = options.sample or NEIGHBOURS.get(name, _MOST_NEIGHBOURS)
    outcomes = neighbours.ask(bot, neighbours.cases(held, count))
    if options.show:
        print(neighbours.misses(outcomes))
    return neighbours.rows(outcomes)


def _checking(bot: Bot, store: Store, name: str, options: argparse.Namespace) -> Rows:
    archive = store.archive
    every = [f for source in archive.sources() for f in archive.figures_in(source.id)]
    count = options.sample or CHECKED.get(name, _MOST_CHECKED)
    sentences = checking.true_and_altered(archive.all_figures(), every, count)
    outcomes = checking.check(bot, sentences)
    if options.show:
        print(checking.misses(outcomes))
    return checking.rows(outcomes)


def _unanswerable(bot: Bot, options: argparse.Namespace) -> Rows:
    outcomes = unanswerable.ask(bot, unanswerable.load_questions(sample=options.sample))
    if options.show:
        print(unanswerable.misses(outcomes))
    return unanswerable.rows(outcomes)


def _tasks(bot: Bot, options: argparse.Namespace) -> Rows:
    requests = tasks.load_requests()
    outcomes = tasks.ask(bot, requests)
    plain = tasks.ask(bot, tasks.folded(requests))
    if options.show:
        print(tasks.misses((*outcomes, *plain)))
    return tasks.rows(outcomes, plain)


def _xquad(folder: Path, embedder: Embedder, options: argparse.Namespace) -> Rows:
    passages = xquad.write_passages(folder, cache_folder() / "xquad-passages")
    questions = {
        variant: xquad.load_questions(folder, variant, options.sample) for variant in xquad.VARIANTS
    }
    rows: Rows = ()
    with filled_store("xquad", passages, embedder) as store:
        for variant, asked in questions.items():
            rows += xquad.rows(store, embedder, variant, asked)
    if options.skip_recipe:
        return rows
    plain_recipe = recipe.kept(list(find_files([passages])), cache_folder())
    return rows + tuple(
        xquad.recipe_row(plain_recipe, variant, asked) for variant, asked in questions.items()
    )


def _tables(options: argparse.Namespace) -> Rows:
    outcomes = [outcome for known in tables.load_tables() for outcome in tables.judge(known)]
    if options.show:
        print(tables.misses(outcomes))
    return tables.rows(outcomes)


def _results(options: argparse.Namespace) -> Iterator[tuple[str, Rows]]:
    if _wanted("tables", options):
        yield "tables", _tables(options)
    if options.only == ["tables"]:  # which asks nothing of a store
        return
    folder = None if options.samples_only else data.data_folder(options.data)
    embedder = open_embedder()
    embedder.warm()  # questions then take the path of a server that has been asked before
    for found in data.data_sets(folder):
        yield from _bulletins(found, embedder, options)
    passages = data.xquad_folder(folder)
    if passages and not options.skip_xquad and _wanted("xquad", options):
        name = f"xquad, {options.sample} questions" if options.sample else "xquad"
        yield name, _xquad(passages, embedder, options)


def main() -> int:
    """Measure, print, log; the status is 1 when something is below its floor."""
    options = _options()
    results: dict[str, Rows] = {}
    for name, rows in _results(options):
        print(f"\n{name}\n{render(rows)}", flush=True)
        results[name] = rows
    if not options.no_log:
        log.append(results)
    least = floors.load_floors()
    failures = [line for name, rows in results.items() for line in floors.below(least, name, rows)]
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
