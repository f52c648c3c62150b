"""A real model with the recipe and with bantin, side by side: `make evals-model MODEL=x.gguf`.

Both are given the same questions over the same files, the same model at temperature 0 and as long
as they need; the seconds are this machine's.
"""

import argparse
import re
import socket
import subprocess
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from bot.bot import Bot
from bot.contract import answer_json
from bot.spoken.settings import ModelSettings
from bot.spoken.speaker import ChatModel
from bot.spoken.types import Message
from bot.types import Turn
from evals import data, recipe
from evals.homes import cache_folder, filled_store
from evals.judge import Probe, holds, judge, load_probes, plain
from ingest.read import find_files
from vectorstore.embedding import open_embedder

Verdict = Literal["right", "wrong", "refused"]
TOKENS = 400
PATIENCE = 1_800  # seconds for one text
_SECONDS = 4 * 3_600  # the served model ends by itself after so long
_NO_ANSWER = re.compile(
    r"don['’]t know|do not know|not (?:mention|provide|contain|specif)|không (?:biết|có thông tin|"
    r"được đề cập|đề cập|nêu|cung cấp)|no information",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?=\s?(?:%|điểm|tỷ|triệu|nghìn|percent|billion|million))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer of one side; seconds are from the question on, `untraced` numbers' count.

    `answered` is when the answer that needs no model stood, `first` when a model's first text did.
    """

    side: str
    probe: Probe
    verdict: Verdict
    text: str
    untraced: int
    first: float
    total: float
    answered: float = 0.0
    tokens: int = 0
    shown: int = 0
    dropped: int = 0


class Timed:
    """A speaker that counts the pieces that pass through it, and when the first came."""

    def __init__(self, inside: ChatModel) -> None:
        self._inside = inside
        self.begun = self.first = self.ended = 0.0
        self.pieces = 0

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._inside.name

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield what the model says."""
        self.begun = self.ended = time.monotonic()
        self.pieces, self.first = 0, 0.0
        for piece in self._inside.stream(messages):
            if piece:  # an empty one says that nothing came yet
                self.pieces += 1
                self.ended = time.monotonic()
                self.first = self.first or self.ended
            yield piece


def of_recipe(plain_recipe: recipe.Recipe, url: str) -> Callable[[Probe], Heard]:
    """Return what asks the recipe, which reads the question alone."""
    answer = recipe.answering(plain_recipe, url, TOKENS)

    def ask(probe: Probe) -> Heard:
        started = time.monotonic()
        first, parts = 0.0, []
        for part in answer(probe.question):
            first = first or (time.monotonic() - started if part else 0.0)
            parts.append(part)
        text = "".join(parts)
        given = " ".join(passage for _, passage in plain_recipe.retrieve(probe.question))
        return Heard(
            side="recipe",
            probe=probe,
            verdict=verdict_of(probe, text),
            text=text,
            untraced=untraced(text, given),
            first=first,
            total=time.monotonic() - started,
            tokens=sum(bool(part) for part in parts),
        )

    return ask


def of_bantin(bot: Bot, url: str) -> Callable[[Probe], Heard]:
    """Return what asks bantin, whose answer is judged; a model's text stands under it."""
    settings = ModelSettings(
        name="openai:served", url=url, first_seconds=PATIENCE, total_seconds=PATIENCE
    )
    timed = Timed(ChatModel(settings))

    def ask(probe: Probe) -> Heard:
        started = time.monotonic()
        turns = [Turn(question=question, answer=answer) for question, answer in probe.history]
        answer = bot.ask(probe.question, turns)
        answered = time.monotonic() - started
        timed.pieces, timed.begun, timed.first, timed.ended = 0, started, 0.0, started
        growing = bot.speak(answer, timed, tokens=settings.prompt_tokens)
        spoken = next(iter(deque(growing, maxlen=1)), None)
        told = judge(probe, answer_json(answer, id=None))
        cited = (*answer.citations, *(spoken.citations if spoken else ()))
        return Heard(
            side="bantin",
            probe=probe,
            verdict="wrong" if told == "uncited" else told,
            text=spoken.text if spoken else "",
            untraced=untraced(spoken.text if spoken else "", " ".join(c.quote for c in cited)),
            first=timed.first - started if timed.first else 0.0,
            total=time.monotonic() - started,
            answered=answered,
            tokens=timed.pieces,
            shown=len(spoken.shown) if spoken else 0,
            dropped=spoken.dropped if spoken else 0,
        )

    return ask


def verdict_of(probe: Probe, text: str) -> Verdict:
    """Return whether a text without citations is right: it has what the probe asks for.

    An unanswerable question is right when the text says that it does not know.
    """
    unknown = bool(_NO_ANSWER.search(text)) or not text.strip()
    if not probe.answerable:
        return "right" if unknown else "wrong"
    said = plain(text)
    if probe.figures:
        right = all(holds(said, figure) for figure in probe.figures)
    else:
        right = all(term.casefold() in said.casefold() for term in probe.terms)
    if right:
        return "right"
    return "refused" if unknown else "wrong"


def untraced(text: str, given: str) -> int:
    """Return how many figures of a text stand in none of the passages it rests on."""
    said, passages = plain(text), plain(given)
    return sum(not holds(passages, match[0]) for match in _FIGURE.finditer(said))


def render(heard: Sequence[Heard]) -> str:
    """Return a Markdown table with a row a side."""
    lines = [
        "| | n | right | wrong | refused | untraced numbers | model's sentences shown | dropped"
        " | answer s | first text s | whole s | tokens/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for side in dict.fromkeys(one.side for one in heard):
        of = [one for one in heard if one.side == side]
        spoke = [one for one in of if one.tokens]
        writing = sum(one.total - one.first for one in spoke)
        cells = [
            side,
            len(of),
            *(sum(one.verdict == verdict for one in of) for verdict in get_args(Verdict)),
            sum(one.untraced for one in of),
            sum(one.shown for one in of) if side == "bantin" else "-",
            sum(one.dropped for one in of) if side == "bantin" else "-",
            f"{_mean([one.answered or one.total for one in of]):.2f}",
            f"{_mean([one.first for one in spoke]):.1f}",
            f"{_mean([one.total for one in of]):.1f}",
            f"{sum(one.tokens for one in spoke) / writing:.1f}" if writing else "-",
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@contextmanager
def served(python: Path, file: Path, threads: int) -> Iterator[str]:
    """Serve a GGUF file by a Python that has xllamacpp, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("serve_gguf.py")
    command = [str(python), str(script), str(file), str(port), str(threads), str(_SECONDS)]
    log = (cache_folder() / "served.log").open("wb")
    server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/v1/models", server)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(60)
        log.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"the model is not served; see {cache_folder() / 'served.log'}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.real_model", description=__doc__)
    parser.add_argument("model", type=Path, help="a GGUF file")
    parser.add_argument("--python", type=Path, required=True, help="a Python with xllamacpp")
    parser.add_argument("--data", type=Path, help=f"folder of more data (else {data.VARIABLE})")
    parser.add_argument("--threads", type=int, default=2, help="1 where the machine is shared")
    parser.add_argument("--questions", type=int, default=12, help="of each set of bulletins")
    parser.add_argument("--samples-only", action="store_true", help="leave the other data out")
    return parser.parse_args()


def main() -> None:
    """Ask both sides in turns and print what each said, then the table."""
    options = _options()
    cache_folder().mkdir(parents=True, exist_ok=True)
    sets = list(data.data_sets(None if options.samples_only else data.data_folder(options.data)))
    embedder = open_embedder()
    with served(options.python, options.model, options.threads) as url:
        for found in sets:
            probes = load_probes(found.probes)
            chosen = probes[:: max(1, len(probes) // options.questions)][: options.questions]
            plain_recipe = recipe.kept(list(find_files([found.bulletins])), cache_folder())
            with filled_store(found.name, found.bulletins, embedder) as store:
                sides = (of_bantin(Bot(store, embedder), url), of_recipe(plain_recipe, url))
                heard = [_told(ask(probe)) for probe in chosen for ask in sides]
            print(f"\n### {found.name}, {options.model.name}\n\n{render(heard)}", flush=True)


def _told(one: Heard) -> Heard:
    seconds = f"first {one.first:.1f} s, whole {one.total:.1f} s"
    print(f"{one.side:7} {one.verdict:8} {one.probe.question} ({seconds})", flush=True)
    print(f"        {plain(one.text)[:300]}", flush=True)
    return one


if __name__ == "__main__":
    main()
