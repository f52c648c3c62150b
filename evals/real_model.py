"""A real model with the recipe and with bantin, side by side: `make evals-model MODEL=x.gguf`.

Both are given the same questions over the same files, the same model at temperature 0 and as long
as they need; the seconds are this machine's. Requests for a summary, what changed, a reason or a
translation are put to bantin alone.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar, get_args

from bot.bot import Bot
from bot.contract import answer_json
from bot.spoken.settings import ModelSettings
from bot.spoken.speak import Spoken
from bot.spoken.speaker import ChatModel
from bot.spoken.types import Message
from bot.types import Answer, Turn
from evals import data, recipe, tasks
from evals.homes import cache_folder, filled_store
from evals.judge import Probe, holds, judge, load_probes, plain
from evals.serving import served_model
from ingest.read import find_files
from vectorstore.embedding import open_embedder

T = TypeVar("T")
Verdict = Literal["right", "wrong", "refused"]
TOKENS = 400
PATIENCE = 1_800  # seconds for one text
_NO_ANSWER = re.compile(
    r"don['’]t know|do not know|not (?:mention|provide|contain|specif)|không (?:biết|có thông tin|"
    r"được đề cập|đề cập|nêu|cung cấp)|no information",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?=\s?(?:%|điểm|tỷ|triệu|nghìn|percent|billion|million))")
RECIPE, ANSWER, REQUEST = "recipe", "bantin", "bantin, requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer of one side; seconds are from the question on, `untraced` numbers' count.

    `text` is what was shown of all that a model `said`. `verdict` is on the answer, `alone` on what
    that text says by itself, None where there is none. `answered` is when the answer that needs no
    model stood, `first` when a model's first text came, `shown_first` when one of its sentences was
    first checked and shown.
    """

    side: str
    question: str
    verdict: Verdict
    text: str
    untraced: int
    first: float
    total: float
    alone: Verdict | None = None
    answered: float = 0.0
    shown_first: float = 0.0
    said: str = ""
    tokens: int = 0
    kept: int = 0
    rendered: int = 0
    dropped: tuple[str, ...] = ()


class Timed:
    """A speaker that keeps the pieces that pass through it, and when the first came."""

    def __init__(self, inside: ChatModel) -> None:
        self._inside = inside
        self.begin()

    def begin(self) -> None:
        """Forget what was said."""
        self.first, self.pieces = 0.0, list[str]()

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._inside.name

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield what the model says."""
        for piece in self._inside.stream(messages):
            if piece:  # an empty one says that nothing came yet
                self.pieces.append(piece)
                self.first = self.first or time.monotonic()
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
            side=RECIPE,
            question=probe.question,
            verdict=verdict_of(probe, text),
            text=text,
            untraced=untraced(text, given),
            first=first,
            total=time.monotonic() - started,
            tokens=sum(bool(part) for part in parts),
        )

    return ask


class Bantin:
    """bantin with a served model: it answers, then the model speaks, and both are timed."""

    def __init__(self, bot: Bot, url: str) -> None:
        self._bot = bot
        self._settings = ModelSettings(
            name="openai:served", url=url, first_seconds=PATIENCE, total_seconds=PATIENCE
        )
        self._timed = Timed(ChatModel(self._settings))

    def probe(self, probe: Probe) -> Heard:
        """Return what is heard when a probe is asked."""
        turns = [Turn(question=question, answer=answer) for question, answer in probe.history]

        def verdict(answer: Answer) -> Verdict:
            told = judge(probe, answer_json(answer, id=None))
            return "wrong" if told == "uncited" else told

        return self._heard(ANSWER, probe.question, turns, verdict, lambda text: said(probe, text))

    def request(self, asked: tasks.Asked) -> Heard:
        """Return what is heard when a request is made."""
        turns: list[Turn] = []
        for question in asked.history:
            turns.append(Turn(question=question, answer=self._bot.ask(question, turns).text))

        def verdict(answer: Answer) -> Verdict:
            return "wrong" if tasks.faults(asked, answer) else "right"

        return self._heard(REQUEST, asked.question, turns, verdict, lambda text: None)

    def _heard(
        self,
        side: str,
        question: str,
        turns: Sequence[Turn],
        verdict: Callable[[Answer], Verdict],
        alone: Callable[[str], Verdict | None],
    ) -> Heard:
        timed = self._timed
        timed.begin()
        started = time.monotonic()
        answer = self._bot.ask(question, turns)
        answered = time.monotonic() - started
        spoken, shown_first = None, 0.0
        for spoken in self._bot.speak(answer, timed, tokens=self._settings.prompt_tokens):
            if spoken.shown and not shown_first:
                shown_first = time.monotonic() - started
        text = spoken.text if spoken else ""
        cited = (*answer.citations, *(spoken.citations if spoken else ()))
        return Heard(
            side=side,
            question=question,
            verdict=verdict(answer),
            alone=alone(text) if text else None,
            text=text,
            untraced=untraced(text, " ".join(citation.quote for citation in cited)),
            first=timed.first - started if timed.first else 0.0,
            total=time.monotonic() - started,
            answered=answered,
            shown_first=shown_first,
            tokens=len(timed.pieces),
            said="".join(timed.pieces),
            kept=spoken.checked - spoken.dropped - spoken.rendered if spoken else 0,
            rendered=spoken.rendered if spoken else 0,
            dropped=_dropped(spoken),
        )


def _dropped(spoken: Spoken | None) -> tuple[str, ...]:
    """Return why each sentence that was not shown was not."""
    sentences = spoken.sentences if spoken else ()
    return tuple(vetted.why for vetted in sentences if vetted.outcome == "dropped")


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


def said(probe: Probe, text: str) -> Verdict:
    """Return whether a text read by itself is right; one without a figure says nothing wrong."""
    verdict = verdict_of(probe, text)
    silent = bool(probe.figures) and not _FIGURE.search(plain(text))
    return "refused" if verdict == "wrong" and silent else verdict


def untraced(text: str, given: str) -> int:
    """Return how many figures of a text stand in none of the passages it rests on."""
    said, passages = plain(text), plain(given)
    return sum(not holds(passages, match[0]) for match in _FIGURE.finditer(said))


def render(heard: Sequence[Heard]) -> str:
    """Return Markdown: a table with a row a side, and what became of the model's sentences."""
    sides = {side: [one for one in heard if one.side == side] for side in _sides(heard)}
    lines = [
        "| | n | right | wrong | refused | untraced numbers | answer s | first text s"
        " | first sentence s | whole s | tokens/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for side, of in sides.items():
        lines.append(_row(side, [one.verdict for one in of], of))
        if spoke := [one for one in of if one.alone]:
            verdicts = [one.alone for one in spoke if one.alone]
            lines.append(_row(f"{side}: the model's text by itself", verdicts, spoke))
    for side, of in sides.items():
        if any(one.answered for one in of):
            lines += ["", f"{side}: {_sentences(of)}"]
    return "\n".join(lines)


def _sides(heard: Sequence[Heard]) -> list[str]:
    return list(dict.fromkeys(one.side for one in heard))


def _row(label: str, verdicts: Sequence[Verdict], of: Sequence[Heard]) -> str:
    spoke = [one for one in of if one.tokens]
    shown = [one.shown_first for one in of if one.shown_first]
    writing = sum(one.total - one.first for one in spoke)
    cells = [
        label,
        len(of),
        *(verdicts.count(verdict) for verdict in get_args(Verdict)),
        sum(one.untraced for one in of),
        f"{_mean([one.answered or one.total for one in of]):.2f}",
        f"{_mean([one.first for one in spoke]):.1f}",
        f"{_mean(shown):.1f}" if shown else "-",
        f"{_mean([one.total for one in spoke]):.1f}",
        f"{sum(one.tokens for one in spoke) / writing:.1f}" if writing else "-",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def _sentences(of: Sequence[Heard]) -> str:
    reasons = Counter(why for one in of for why in one.dropped)
    why = ", ".join(f"{why} {count}" for why, count in reasons.most_common())
    told = [
        f"{sum(bool(one.tokens) for one in of)} texts",
        f"{sum(one.kept for one in of)} sentences kept",
        f"{sum(one.rendered for one in of)} told in the archive's words",
        f"{reasons.total()} dropped ({why or 'none'})",
    ]
    return ", ".join(told)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.real_model", description=__doc__)
    parser.add_argument("model", type=Path, help="a GGUF file")
    parser.add_argument("--python", type=Path, required=True, help="a Python with xllamacpp")
    parser.add_argument("--data", type=Path, help=f"folder of more data (else {data.VARIABLE})")
    parser.add_argument("--threads", type=int, default=2, help="1 where the machine is shared")
    parser.add_argument("--questions", type=int, default=12, help="of each set of bulletins")
    parser.add_argument("--requests", type=int, default=12, help="for summaries and the like")
    parser.add_argument("--without-recipe", action="store_true", help="ask bantin alone")
    parser.add_argument("--samples-only", action="store_true", help="leave the other data out")
    parser.add_argument("--keep", type=Path, help="a JSONL file for everything that was said")
    return parser.parse_args()


def main() -> None:
    """Ask both sides in turns and print what each said, then the table."""
    options = _options()
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    sets = list(data.data_sets(None if options.samples_only else data.data_folder(options.data)))
    embedder, log = open_embedder(), cache / "served.log"
    with served_model(options.python, options.model, options.threads, log) as url:
        for found in sets:
            recipes = []
            if not options.without_recipe:
                kept = recipe.kept(list(find_files([found.bulletins])), cache)
                recipes.append(of_recipe(kept, url))
            with filled_store(found.name, found.bulletins, embedder) as store:
                bantin = Bantin(Bot(store, embedder), url)
                sides = (bantin.probe, *recipes)
                probes = _some(load_probes(found.probes), options.questions)
                asking = [partial(side, probe) for probe in probes for side in sides]
                if found.name == "samples":  # which the requests are about
                    requests = _some(tasks.load_requests(), options.requests)
                    asking += [partial(bantin.request, asked) for asked in requests]
                heard = [_told(ask(), options.keep) for ask in asking]
            print(f"\n### {found.name}, {options.model.name}\n\n{render(heard)}", flush=True)


def _some(of: Sequence[T], count: int) -> Sequence[T]:
    """Return so many of a sequence, spread over it."""
    return of[:: max(1, len(of) // max(1, count))][:count]


def _told(one: Heard, keep: Path | None) -> Heard:
    seconds = f"first {one.first:.1f} s, whole {one.total:.1f} s"
    print(f"{one.side:7} {one.verdict:8} {one.question} ({seconds})", flush=True)
    print(f"        {plain(one.text)[:300]}", flush=True)
    if keep:
        with keep.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return one


if __name__ == "__main__":
    main()
