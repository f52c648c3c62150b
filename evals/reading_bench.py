"""How fast long PDFs and many web pages are taken in: `python -m evals.reading_bench`.

Beside the plain recipe, in turns, each run in a process of its own. "Read and cut" is, on both
sides, files to passages without embedding; ours reads them in a sandbox, tells the article from the
page around it, keeps tables and finds title, date, period and place. Figures are only ours.
"Embedded and stored" is everything: ours with figures and both indexes, the recipe with
sentence-transformers and Chroma. Memory is that of all processes of a side together.
"""

import argparse
import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.long_files import HTML_PAGES, html_pages, long_pdf
from evals.measure import watched
from evals.reading_work import CUT, FIGURES, STORED, WARM_UP
from evals.record import OURS, Record, in_turn

PDF_PAGES = 200
_STORED_PAGES = 100  # web pages of the slowest row: the recipe embeds few passages a second


def _write_pdf(folder: Path, sections: int | None = None) -> None:
    content = long_pdf(sections) if sections else long_pdf()
    (folder / "dai.pdf").write_bytes(content)


def _write_pages(folder: Path, count: int) -> None:
    for name, content in islice(html_pages(count), count):
        (folder / name).write_bytes(content)


def _folder(inside: Path, name: str, write: Callable[[Path, int], None], amount: int) -> Path:
    """Return a folder with files of an amount, and a short one to warm up with."""
    folder = inside / name
    (folder / WARM_UP).mkdir(parents=True)
    write(folder, amount)
    write(folder / WARM_UP, 1)
    return folder


def bench(
    record: Record, title: str, pages: int, folder: Path, amounts: tuple[str, ...], repeat: int
) -> None:
    """Note pages a second and MB of memory of both sides, for each amount of work."""
    for how_much in amounts:
        for number in range(repeat):
            for side in (OURS,) if how_much == FIGURES else in_turn(number):
                command = [sys.executable, "-m", "evals.reading_work", side, how_much, str(folder)]
                said, megabytes = watched(command)
                seconds = json.loads(said)["seconds"]
                print(f"{title}, {how_much}, {side}: {seconds:.1f} s", file=sys.stderr)
                record.note(f"{title}, {how_much}: pages/s", side, pages / seconds)
                record.note(f"{title}, {how_much}: MB", side, megabytes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.reading_bench", description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of each measure")
    parser.add_argument("--pages", type=int, default=HTML_PAGES, help="web pages that are read")
    parser.add_argument("--stored", type=int, default=_STORED_PAGES, help="of these, stored too")
    parser.add_argument("--read-only", action="store_true", help="embed and store nothing")
    return parser.parse_args()


def main() -> None:
    """Write the files, measure and print the table."""
    options, record = _options(), Record()
    stored = () if options.read_only else (STORED,)
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        inside = Path(name)
        pdf = _folder(inside, "pdf", _write_pdf, 0)
        web = _folder(inside, "web", _write_pages, options.pages)
        some = _folder(inside, "some", _write_pages, options.stored)
        title = f"a PDF of {PDF_PAGES} pages"
        bench(record, title, PDF_PAGES, pdf, (CUT, FIGURES, *stored), options.repeat)
        bench(record, "web pages", options.pages, web, (CUT, FIGURES), options.repeat)
        bench(record, f"{options.stored} web pages", options.stored, some, stored, options.repeat)
    print(f"{options.pages} web pages, {options.repeat} repetitions\n{record.render()}")


if __name__ == "__main__":
    main()
