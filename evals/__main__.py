"""`python -m evals`: probes and XQuAD, beside the plain recipe, into evals/LOG.md."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.bot import Bot
from evals import data, floors, log, probes, recipe, xquad
from evals.homes import cache_folder, filled_store
from evals.judge import load_probes
from evals.table import Row, render
from ingest.read import find_files
from vectorstore.embedding import Embedder, open_embedder

Rows = tuple[Row, ...]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--data", type=Path, help=f"folder of more data (else {data.VARIABLE})")
    parser.add_argument("--samples-only", action="store_true", help="only the project's own data")
    parser.add_argument("--sample", type=int, metavar="N", help="only N of the XQuAD questions")
    parser.add_argument("--show", action="store_true", help="print every miss")
    parser.add_argument("--skip-recipe", action="store_true")
    parser.add_argument("--skip-xquad", action="store_true")
    parser.add_argument("--no-log", action="store_true", help="leave evals/LOG.md as it is")
    return parser.parse_args()


def _probes(found: data.DataSet, embedder: Embedder, options: argparse.Namespace) -> Rows:
    questions = load_probes(found.probes)
    texts = probes.file_texts(find_files([found.bulletins]))
    with filled_store(found.name, found.bulletins, embedder) as store:
        bot = Bot(store, embedder)
        outcomes = probes.answer_probes(bot, questions, texts)
        plain = probes.answer_probes(bot, probes.folded(questions), texts)
    if options.show:
        print(probes.misses((*outcomes, *plain)))
    rows = probes.rows(outcomes, plain)
    if options.skip_recipe:
        return rows
    plain_recipe = recipe.kept(list(find_files([found.bulletins])), cache_folder())
    return rows + probes.recipe_rows(plain_recipe, questions)


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


def _results(options: argparse.Namespace) -> Iterator[tuple[str, Rows]]:
    folder = None if options.samples_only else data.data_folder(options.data)
    embedder = open_embedder()
    embedder.warm()  # questions then take the path of a server that has been asked before
    for found in data.data_sets(folder):
        yield found.name, _probes(found, embedder, options)
    passages = data.xquad_folder(folder)
    if passages and not options.skip_xquad:
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
