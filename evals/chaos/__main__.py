"""`python -m evals.chaos`: what must survive (docs/reliability.md), row by row with counts."""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.chaos import (
    damage,
    encoded,
    forms,
    full_disk,
    fuzz,
    hostile,
    kills,
    makers,
    readers,
    versions,
    writers,
)
from evals.chaos.broken import BUILDS
from evals.chaos.full_disk import NotRun
from evals.chaos.ground import Result, Run
from evals.hostile import rows as attacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: how it is run, how often in full and in a sample."""

    what: str
    run: Callable[[Run], Result]
    full: int
    sampled: int


def _counted(function: Callable[[Run], list[str]]) -> Callable[[Run], Result]:
    return lambda asked: Result(n=asked.times, failures=function(asked))


def _measured(function: Callable[[Run], tuple[list[str], str]]) -> Callable[[Run], Result]:
    def run(asked: Run) -> Result:
        failures, beside = function(asked)
        return Result(n=asked.times, failures=failures, beside=beside)

    return run


def _reads(asked: Run) -> Result:
    failures, count, slowest = readers.one_writer(asked)
    return Result(
        n=count, failures=failures, beside=f"{asked.times} s, old seen for {slowest:.2f} s at most"
    )


ROWS = {
    "A1": Row(what="killed first ingests", run=_counted(kills.first_ingest), full=200, sampled=3),
    "A2": Row(what="killed changes", run=_counted(kills.changes), full=100, sampled=2),
    "A5": Row(what="damaged indexes", run=_counted(damage.index_files), full=100, sampled=4),
    "A7": Row(what="full disks", run=_counted(full_disk.sizes), full=30, sampled=2),
    "B1": Row(what="writers at once", run=_counted(writers.at_once), full=50, sampled=1),
    "B2": Row(what="reads while writing", run=_reads, full=600, sampled=8),  # seconds
    "D1": Row(what="harmed files", run=fuzz.harmed_files, full=5_000, sampled=42),
    "D2": Row(what="hostile files", run=hostile.hostile_files, full=76, sampled=10),
    "D4": Row(what="forms of questions", run=forms.asked_in_forms, full=3_500, sampled=70),
    "D5": Row(what="encodings", run=encoded.encoded_files, full=60, sampled=24),
    "D7": Row(what="bulletins told twice", run=versions.told_twice, full=100, sampled=3),
    "F7": Row(what="other makers", run=_counted(makers.others), full=30, sampled=10),
    **{
        name: Row(what=row.what, run=_measured(row.run), full=row.full, sampled=row.sampled)
        for name, row in attacks.ROWS.items()
    },
}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.chaos", description=__doc__)
    parser.add_argument("--sampled", action="store_true", help="a small count of each, for CI")
    parser.add_argument("--only", choices=ROWS, action="append", help="only this; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, help="count (seconds for B2) instead of the row's")
    parser.add_argument(
        "--broken", choices=BUILDS, help="over a build without this guard, which has to fail"
    )
    return parser.parse_args(arguments)


def _rows(options: argparse.Namespace) -> dict[str, Row]:
    wanted = options.only or (BUILDS[options.broken][1] if options.broken else ROWS)
    return {name: row for name, row in ROWS.items() if name in wanted}


def _run(name: str, row: Row, options: argparse.Namespace, folder: Path) -> bool:
    """Run and print one row; return whether nothing failed."""
    times = options.times or (row.sampled if options.sampled else row.full)
    started = time.monotonic()
    asked = Run(times=times, seed=options.seed, folder=folder, build=options.broken or "")
    try:
        result = row.run(asked)
    except NotRun as reason:
        print(f"{name} {row.what}: not run, {reason}", flush=True)
        return True
    except Exception as error:  # the rows behind it are run all the same
        traceback.print_exc()
        result = Result(n=times, failures=[f"the row ended with {error!r}"])
    minutes = (time.monotonic() - started) / 60
    over = f" build={options.broken}" if options.broken else ""
    beside = f" ({result.beside})" if result.beside else ""
    print(
        f"{name} {row.what}:{over} seed={options.seed} n={result.n}"
        f" failures={len(result.failures)} minutes={minutes:.1f}{beside}",
        flush=True,
    )
    for failure in result.failures[:20]:
        print(f"  {failure}", flush=True)
    return not result.failures


def main(arguments: list[str] | None = None) -> int:
    """Run the rows one after another; the status is 1 when one of them failed."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="bantin-chaos-") as folder:
        rows = _rows(options).items()
        passed = [_run(name, row, options, Path(folder)) for name, row in rows]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
