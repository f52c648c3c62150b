"""Whether the right passage is first on questions outside economics: XQuAD over Wikipedia.

The product's own reading of bulletins and questions must not hurt here; the searches without it are
shown beside it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.bot import Bot
from bot.concepts import search_terms
from bot.retrieve import ENGLISH_DENSE_WEIGHT
from bot.types import Question
from evals.judge import ranks_summary
from evals.recipe import Recipe
from evals.table import Row
from lexicon.text import fold
from vectorstore.embedding import Embedder
from vectorstore.store import DENSE_WEIGHT, Store
from vectorstore.types import Hit

VARIANTS = ("vi", "en", "vi without diacritics")
_CHUNKS = 100  # hits read before ranking their passages


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the name of the passage that answers it."""

    text: str
    passage: str


def write_passages(data: Path, folder: Path) -> Path:
    """Write each passage as a text file named by its id and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in (data / "vi_passages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        (folder / f"{row['pid']}.txt").write_text(row["text"], "utf-8")
    return folder


def load_questions(data: Path, variant: str, sample: int | None = None) -> tuple[Asked, ...]:
    """Return the questions in one form, or `sample` of them spread evenly."""
    lines = (data / "questions.jsonl").read_text("utf-8").splitlines()
    step = max(1, len(lines) // sample) if sample else 1
    parsed = [json.loads(line) for line in lines[::step][:sample]]
    read = {"vi": _vietnamese, "en": _english}.get(variant, _folded)
    return tuple(Asked(text=read(row), passage=f"{row['pid']}.txt") for row in parsed)


def _vietnamese(row: dict[str, str]) -> str:
    return row["vi"]


def _english(row: dict[str, str]) -> str:
    return row["en"]


def _folded(row: dict[str, str]) -> str:
    return fold(row["vi"])


def rows(
    store: Store, embedder: Embedder, variant: str, questions: Sequence[Asked]
) -> tuple[Row, ...]:
    """Return the figures of the product and of its searches alone, for one form of the questions.

    The last two rows keep to the questions of which the product read an indicator, a period or a
    place: what its domain signals do where they have nothing to say.
    """
    bot = Bot(store, embedder)
    ranks: dict[str, list[int | None]] = {}
    for asked in questions:
        question = bot.understand(asked.text)
        found = {
            "product": _files(item.hit for item in bot.retrieve(question)),
            **{name: _files(hits) for name, hits in _searches(question, store, embedder).items()},
        }
        if question.indicators or question.periods or question.places:
            found |= {f"{name}, signals read": found[name] for name in ("product", "fused")}
        for name, files in found.items():
            ranks.setdefault(name, []).append(_rank(asked.passage, files))
    return tuple(_row(f"{variant}: {name}", found) for name, found in ranks.items())


def _searches(question: Question, store: Store, embedder: Embedder) -> dict[str, Sequence[Hit]]:
    vector, words = embedder.question(question.searched), search_terms(question)
    weight = ENGLISH_DENSE_WEIGHT if question.language == "en" else DENSE_WEIGHT
    return {
        "fused": store.search(vector, words, limit=_CHUNKS, dense_weight=weight),
        "dense": store.search(vector, (), limit=_CHUNKS),
        "BM25": store.search(None, words, limit=_CHUNKS),
    }


def _files(hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the bulletins of the hits, each where its best chunk stands."""
    return tuple(dict.fromkeys(hit.chunk.source.file for hit in hits))


def _rank(passage: str, files: Sequence[str]) -> int | None:
    return files.index(passage) + 1 if passage in files else None


def _row(label: str, ranks: Sequence[int | None]) -> Row:
    return Row(label=label, questions=len(ranks), values=ranks_summary(ranks))


def recipe_row(recipe: Recipe, variant: str, questions: Sequence[Asked]) -> Row:
    """Return the recipe's figures for one form of the questions."""
    ranks = []
    for asked in questions:
        files = dict.fromkeys(file for file, _ in recipe.retrieve(asked.text, _CHUNKS))
        ranks.append(_rank(asked.passage, tuple(files)))
    return _row(f"{variant}: recipe", ranks)
