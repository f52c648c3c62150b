"""Whether the proof is found, the answer right, the quote verbatim, and the rest refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.bot import Bot
from bot.contract import answer_json
from bot.rank import Ranked
from bot.types import Answer, Turn
from evals.judge import Probe, Verdict, judge, plain, proves, ranks_summary
from evals.recipe import Recipe
from evals.table import Row
from lexicon.text import fold

DEPTH = 40  # passages looked through for the proving one, ours and the recipe's alike
WITHOUT_DIACRITICS = "vi without diacritics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one probe; `rank` is that of the first proving passage."""

    probe: Probe
    answer: Answer
    verdict: Verdict
    rank: int | None
    verbatim: tuple[bool, ...]


def file_texts(files: Iterable[Path]) -> dict[str, str]:
    """Return file name -> its text as it stands, in NFC with single spaces."""
    return {path.name: plain(path.read_text("utf-8", errors="replace")) for path in files}


def answer_probes(
    bot: Bot, probes: Iterable[Probe], texts: Mapping[str, str]
) -> tuple[Outcome, ...]:
    """Answer and judge each probe."""
    return tuple(_outcome(bot, probe, texts) for probe in probes)


def _outcome(bot: Bot, probe: Probe, texts: Mapping[str, str]) -> Outcome:
    history = [Turn(question=question, answer=answer) for question, answer in probe.history]
    answer = bot.ask(probe.question, history)
    passages = _passages(bot.retrieve(answer.question)) if probe.answerable else ()
    return Outcome(
        probe=probe,
        answer=answer,
        verdict=judge(probe, answer_json(answer, id=probe.id)),
        rank=first_proof(probe, passages),
        verbatim=tuple(plain(c.quote) in texts[c.source.file] for c in answer.citations),
    )


def _passages(ranked: Iterable[Ranked]) -> tuple[tuple[str, str], ...]:
    """Return file and text of the distinct chunks, in ranked order."""
    chunks = dict.fromkeys((item.hit.chunk.source.file, item.hit.chunk.text) for item in ranked)
    return tuple(chunks)


def first_proof(probe: Probe, passages: Sequence[tuple[str, str]]) -> int | None:
    """Return the rank, from 1, of the first of DEPTH passages that proves the answer, or None."""
    for rank, (file, passage) in enumerate(passages[:DEPTH], start=1):
        if proves(probe, file, passage):
            return rank
    return None


def folded(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """Return the answerable Vietnamese probes as typed without diacritics."""
    return tuple(
        replace(
            probe,
            question=fold(probe.question),
            history=tuple((fold(question), answer) for question, answer in probe.history),
        )
        for probe in probes
        if probe.answerable and probe.language == "vi"
    )


def rows(outcomes: Sequence[Outcome], without_diacritics: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return the figures of all probes, of each language and kind, and without diacritics."""
    found = [row("all", outcomes)]
    for title, part in (("{}", _language), ("kind: {}", _kind)):
        for name in sorted({part(outcome) for outcome in outcomes}):
            found.append(row(title.format(name), [o for o in outcomes if part(o) == name]))
    return (*found, row(WITHOUT_DIACRITICS, without_diacritics))


def _language(outcome: Outcome) -> str:
    return outcome.probe.language


def _kind(outcome: Outcome) -> str:
    return outcome.probe.kind


def row(label: str, outcomes: Sequence[Outcome]) -> Row:
    """Return the figures of some outcomes; verdicts are shares of the answerable ones."""
    answerable = [o for o in outcomes if o.probe.answerable]
    others = [o for o in outcomes if not o.probe.answerable]
    values: dict[str, float] = {}
    if answerable:
        values |= ranks_summary([o.rank for o in answerable])
        for verdict in ("right", "wrong", "uncited", "refused"):
            values[verdict] = sum(o.verdict == verdict for o in answerable) / len(answerable)
    if others:
        values["unanswerable refused"] = sum(o.verdict == "right" for o in others) / len(others)
    if quotes := [stands for o in outcomes for stands in o.verbatim]:
        values["verbatim"] = sum(quotes) / len(quotes)
    return Row(label=label, questions=len(outcomes), values=values)


def recipe_rows(recipe: Recipe, probes: Sequence[Probe]) -> tuple[Row, ...]:
    """Return the recipe's retrieval figures; it reads the question alone, not what went before."""
    groups: dict[str, Callable[[], Iterable[Probe]]] = {
        "recipe vi": lambda: (p for p in probes if p.answerable and p.language == "vi"),
        "recipe en": lambda: (p for p in probes if p.answerable and p.language == "en"),
        f"recipe {WITHOUT_DIACRITICS}": lambda: folded(probes),
    }
    found = []
    for label, members in groups.items():
        ranks = [first_proof(p, recipe.retrieve(p.question, DEPTH)) for p in members()]
        found.append(Row(label=label, questions=len(ranks), values=ranks_summary(ranks)))
    return tuple(found)


def misses(outcomes: Iterable[Outcome]) -> str:
    """Return what went wrong: every probe not right, and every proof not ranked first."""
    return "\n".join(
        _miss(outcome)
        for outcome in outcomes
        if outcome.verdict != "right" or (outcome.probe.answerable and outcome.rank != 1)
    )


def _miss(outcome: Outcome) -> str:
    probe, answer, asked = outcome.probe, outcome.answer, outcome.answer.question
    periods = ", ".join(f"{period.start}/{period.end}" for period in asked.periods)
    read = (*asked.indicators, *([periods] if periods else []), *asked.bases, *asked.places)
    quoted = ", ".join(citation.source.file for citation in answer.citations)
    return "\n".join(
        [
            f"{outcome.verdict:8} rank {outcome.rank or '-'}  {probe.id} {probe.question}",
            f"         wanted {' | '.join(probe.figures or probe.terms)}; read as {read}",
            f"         got {answer.reason or ''} {plain(answer.text)[:220]} [{quoted}]",
        ]
    )
