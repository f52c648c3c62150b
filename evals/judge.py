"""When an answer is right, and when a passage proves it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from lexicon.diacritics import pairs
from lexicon.text import normalise, tokens

Verdict = Literal["right", "wrong", "uncited", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A question with what a right answer holds and which files prove it."""

    id: str
    language: str
    question: str
    kind: str
    figures: tuple[str, ...]
    terms: tuple[str, ...]
    files: frozenset[str]
    evidence: str
    history: tuple[tuple[str, str], ...]

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds the answer."""
        return self.kind != "unanswerable"


def load_probes(path: Path) -> tuple[Probe, ...]:
    """Return the probes of a JSONL file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return tuple(
        Probe(
            id=row["id"],
            language=row["lang"],
            question=row["question"],
            kind=row["kind"],
            figures=tuple(row["answer_figures"]),
            terms=tuple(row.get("answer_terms", ())),
            files=frozenset(plain(file) for file in row["files"]),
            evidence=row.get("evidence", ""),
            history=tuple((turn["question"], turn["answer"]) for turn in row.get("history", ())),
        )
        for row in rows
    )


def plain(text: str) -> str:
    """Return `text` in NFC on one line with single spaces: the form all comparisons are made in."""
    return re.sub(r"\s+", " ", normalise(text)).strip()


def _forms(figure: str) -> list[str]:
    """Return the figure as a Vietnamese and as an English writer would print it."""
    figure = plain(figure)
    number = re.match(r"[-−]?\d[\d.,]*", figure)
    if not number or re.match(r"\d+\s?(/\s?[\dA-ZĐ]|-\s?[A-ZĐ])", figure):  # 60/63, 165/NQ-CP
        return [figure]
    digits = number[0].rstrip(".,")
    tail = "%" if "%" in figure else ""
    found = {digits, digits.translate(str.maketrans(".,", ",."))}
    for form in tuple(found):
        if match := re.fullmatch(r"(\d+)([.,])(\d*?)0+", form):  # 7,40 = 7,4
            found.add(match[1] + (match[2] + match[3] if match[3] else ""))
    return [form + end for form in found for end in ((tail, f" {tail}") if tail else ("",))]


def holds(text: str, figure: str) -> bool:
    """Tell whether `text` prints `figure`, not as part of a longer number."""
    return any(
        re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", text) for form in _forms(figure)
    )


def file_stem(name: str) -> str:
    """Return a file's name without folder and ending, in normal form."""
    return plain(PurePosixPath(name).name.rsplit(".", 1)[0])


def judge(probe: Probe, answer: dict[str, Any]) -> Verdict:
    """Return the verdict on one answer in the form `bantin ask --json` writes.

    A figure answer is right when every figure stands in the first 400 characters of a text of at
    most 1,200, and a citation of a proving file quotes one; any other when every term stands in the
    text or a quote of a proving file. An unanswerable question is right when refused.
    """
    if not probe.answerable:
        return "right" if answer["refused"] else "wrong"
    if answer["refused"]:
        return "refused"
    text = plain(answer["text"])
    quotes = [plain(c["quote"]) for c in answer["citations"] if file_stem(c["file"]) in probe.files]
    if probe.figures:
        if len(text) > 1200 or not all(holds(text[:400], figure) for figure in probe.figures):
            return "wrong"
        proven = any(holds(quote, figure) for quote in quotes for figure in probe.figures)
        return "right" if proven else "uncited"
    pool = " ".join([text, *quotes]).casefold()
    if not all(term.casefold() in pool for term in probe.terms):
        return "wrong"
    return "right" if quotes else "uncited"


def proves(probe: Probe, file: str, passage: str) -> bool:
    """Tell whether a passage of a proving file holds at least half of the proving sentence."""
    if file_stem(file) not in probe.files:
        return False
    wanted = set(pairs(tokens(plain(probe.evidence))))
    return len(wanted & set(pairs(tokens(plain(passage))))) >= len(wanted) / 2


def ranks_summary(ranks: Sequence[int | None]) -> dict[str, float]:
    """Return recall@1, @4, @10 and the mean reciprocal rank; a rank is None when not found."""
    total = len(ranks) or 1
    summary = {
        f"recall@{k}": sum(rank is not None and rank <= k for rank in ranks) / total
        for k in (1, 4, 10)
    }
    summary["MRR"] = sum(1 / rank for rank in ranks if rank) / total
    return summary
