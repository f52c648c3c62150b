"""Answers, sources and batch lines in the form other programs rely on."""

import json
from collections.abc import Sequence
from typing import Any

from bot import phrasing
from bot.check import Checked
from bot.numbers import unit_text
from bot.types import Answer, Citation, Shown, Turn
from lexicon.errors import InputError
from lexicon.messages import say
from lexicon.text import Language
from vectorstore.types import Source


def source_json(source: Source) -> dict[str, Any]:
    """Return a bulletin as `bantin list --json` writes it."""
    return {
        "id": source.id,
        "file": source.file,
        "title": source.title,
        "title_from": source.title_from,
        "publisher": source.publisher,
        "publisher_from": source.publisher_from,
        "published": source.published.isoformat() if source.published else None,
        "published_from": source.published_from,
        "url": source.url,
        "pages": len(source.pages) + 1 if source.pages else None,
        "unreadable_pages": source.unreadable_pages,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation with its exact span in the bulletin."""
    source = citation.source
    return {
        "number": citation.number,
        "bulletin": source.id,
        "file": source.file,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": source.page_of(citation.start),
    }


def figure_json(shown: Shown) -> dict[str, Any]:
    """Return a figure of an answer with everything that makes it that figure."""
    claim = shown.figure.claim
    period = claim.period
    return {
        "indicator": claim.subject.indicator,
        "part": claim.subject.part,
        "place": claim.place,
        "period": period
        and {"start": str(period.start), "end": str(period.end), "kind": period.kind},
        "base": claim.base,
        "value": str(claim.quantity.value),
        "unit": unit_text(claim.quantity),
        "kind": claim.kind,
        "status": claim.status,
        "citation": shown.citation,
    }


def answer_json(answer: Answer, *, id: str | None) -> dict[str, Any]:
    """Return an answer as `bantin ask --json` and `--batch` write it."""
    return {
        "id": id,
        "question": answer.question.text,
        "language": answer.question.language,
        "understood": phrasing.understood(answer.question),
        "task": answer.question.task,
        "text": answer.text,
        "refused": answer.refused,
        "reason": answer.reason,
        "mode": answer.mode,
        "figures": [figure_json(shown) for shown in answer.figures],
        "citations": [citation_json(citation) for citation in answer.citations],
        "suggestions": [suggestion.text for suggestion in answer.suggestions],
        "elapsed_ms": round(answer.elapsed_ms, 1),
    }


def answer_text(answer: Answer) -> str:
    """Return an answer as a terminal shows it: the text, then a line a source."""
    lines = [answer.text]
    lines += [source_line(citation, answer.question.language) for citation in answer.citations]
    lines += [f"  → {suggestion.text}" for suggestion in answer.suggestions]
    return "\n".join(lines)


def source_line(citation: Citation, language: Language) -> str:
    """Return the line that says where a citation stands."""
    source = citation.source
    parts = [source.title, source.publisher, str(source.published or ""), source.url]
    if page := source.page_of(citation.start):
        parts.insert(1, say("answer.page", language, page=page))
    return f"  [{citation.number}] " + " · ".join(part for part in parts if part)


def read_batch_line(line: str, number: int) -> tuple[str | None, str, tuple[Turn, ...]]:
    """Return id, question and history of one line; InputError that names the line when broken."""
    try:
        row = json.loads(line)
        question = row["question"]
        if not isinstance(question, str):
            raise TypeError("question is not text")
        history = tuple(
            Turn(question=str(turn["question"]), answer=str(turn.get("answer", "")))
            for turn in row.get("history") or ()
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("batch-line", line=number, cause=error) from error
    return row.get("id"), question, history


def check_json(checked: Sequence[Checked]) -> dict[str, Any]:
    """Return the claims of a text as `bantin check --json` writes them."""
    return {
        "claims": [
            {
                "text": claim.text,
                "start": claim.start,
                "end": claim.end,
                "verdict": claim.outcome,
                "differs": list(claim.differs),
                "citations": [citation_json(citation) for citation in claim.citations],
            }
            for claim in checked
        ]
    }


def check_text(checked: Sequence[Checked], language: Language) -> str:
    """Return the claims of a text as a terminal shows them, each with the sentence it rests on."""
    if not checked:
        return say("check.none", language)
    lines = []
    for claim in checked:
        verdict = say(f"check.{claim.outcome}", language)
        differs = ", ".join(say(f"check.{field}", language) for field in claim.differs)
        lines.append(f"{claim.text}: {verdict}" + (f" ({differs})" if differs else ""))
        for citation in claim.citations:
            source = citation.source
            parts = [source.title, str(source.published or "")]
            where = " · ".join(part for part in parts if part)
            lines.append(f"  “{citation.quote}” ({where})")
    return "\n".join(lines)
