"""How soon an answer is on screen, whatever a model does: `python -m evals.screen`.

The same questions are asked in Chromium of pages that differ only in their language model, in
turns; counted is from the key that sends a question to the paint that shows its answer.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import samples
from evals import neighbours
from evals.browsing import CHROMIUM, PATIENCE, answered, ask, browser, served
from evals.completions import MODEL, says
from evals.homes import filled_store
from evals.hostile.endpoints import fault
from evals.model_server import model_server
from vectorstore.embedding import open_embedder

if TYPE_CHECKING:
    from playwright.sync_api import Page

NONE = "none"
_TEXT = "Chỉ số tăng so với cùng kỳ năm trước [1]. " * 12
_PACES = {"at once": 0.0, "a word each 50 ms": 0.05}
_FAULTS = ("refused", "silent", "500 with HTML", "endless sentences")
_TURNS = 5  # of a conversation, after which a new one is begun
_LONGEST = 3_600  # seconds

# Resolves with the milliseconds from the next Enter to the paint behind the first such element.
_WATCH = """selector => {
  let sent = 0;
  window.seen = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), 60000);
    const watch = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - sent)));
    });
    watch.observe(document.body, {childList: true, subtree: true});
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Enter") sent = performance.now();
  }, {capture: true});
}"""


def _command(port: int) -> list[str]:
    return [sys.executable, "-m", "evals.hostile.page", "", str(port)]


@contextmanager
def _addresses(home: Path, folder: Path) -> Iterator[Mapping[str, str]]:
    """Serve a page without a model and one for each way a model can be; yield their addresses."""
    with ExitStack() as stack:
        models = {NONE: ""}
        for name, pace in _PACES.items():
            server = model_server(says(_TEXT), pace=pace, longest=_LONGEST)
            models[name] = stack.enter_context(server).address
        for name in _FAULTS:
            server = model_server(says(_TEXT), fault=fault(name), longest=_LONGEST)
            models[name] = stack.enter_context(server).address
        found = {}
        for number, (name, model) in enumerate(models.items()):
            (folder / str(number)).mkdir()
            settings = {"BANTIN_HOME": str(home)}
            if model:
                settings |= {"BANTIN_MODEL": f"openai:{MODEL}", "BANTIN_MODEL_URL": model}
                settings |= {"BANTIN_MODEL_USER_DAY": "100000", "BANTIN_MODEL_DAY": "100000"}
            log = folder / str(number) / "page.log"
            found[name] = stack.enter_context(served(_command, settings, log))
        yield found


def _milliseconds(page: "Page", question: str, number: int) -> float:
    page.evaluate(_WATCH, answered(number))
    ask(page, question)
    return float(page.evaluate("window.seen"))


def measure(
    addresses: Mapping[str, str], questions: Sequence[str], page_of: Mapping[str, "Page"]
) -> dict[str, list[float]]:
    """Return the milliseconds to each answer by model; each is asked of all pages in turns."""
    found: dict[str, list[float]] = {name: [] for name in addresses}
    for name, page in page_of.items():  # what is loaded once is loaded before
        page.goto(addresses[name])
        _milliseconds(page, questions[0], 0)
    for at, question in enumerate(questions):
        for name, page in page_of.items():
            if at % _TURNS == 0:
                page.goto(addresses[name])
            found[name].append(_milliseconds(page, question, at % _TURNS))
    return found


def render(found: Mapping[str, Sequence[float]]) -> str:
    """Return a Markdown table, with each median beside the one without a model."""
    lines = ["| model | n | p50 ms | p95 ms | p50 to none |", "|---|---:|---:|---:|---:|"]
    alone = median(found[NONE])
    for name, values in found.items():
        middle, late = median(values), quantiles(values, n=20)[-1]
        cells = f"{len(values)} | {middle:.0f} | {late:.0f} | {middle / alone:.2f}"
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.screen", description=__doc__)
    parser.add_argument("--questions", type=int, default=25, help="asked of each page")
    options = parser.parse_args()
    if not CHROMIUM:
        raise SystemExit("Chromium is not installed")
    with filled_store("samples", samples.FOLDER, open_embedder()) as store:
        held = neighbours.held_figures(store.archive.all_figures())
        questions = [case.question for case in neighbours.cases(held, options.questions)]
        home = store.home
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _addresses(home, Path(folder)) as addresses,
        browser() as chromium,
    ):
        pages = {}
        for name in addresses:
            pages[name] = chromium.new_page(viewport={"width": 1280, "height": 800})
            pages[name].set_default_timeout(PATIENCE)
        print(render(measure(addresses, questions, pages)))


if __name__ == "__main__":
    main()
