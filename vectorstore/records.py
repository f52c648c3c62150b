"""Sources, statements, topics and figures as the archive's rows hold them."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from lexicon.claims import Claim
from lexicon.periods import Period
from lexicon.quantities import Quantity
from lexicon.sentences import Span
from lexicon.subjects import Subject
from vectorstore.types import Chunk, Source, Statement


def source_json(source: Source) -> str:
    """Return a source as the archive keeps it."""
    plain = {name: getattr(source, name) for name in Source.__slots__}
    plain["published"] = source.published.isoformat() if source.published else None
    plain["period"] = _period_json(source.period) if source.period else None
    return json.dumps(plain, ensure_ascii=False)


def read_source(text: str) -> Source:
    """Return the source kept as `text`."""
    plain = json.loads(text)
    plain["published"] = date.fromisoformat(plain["published"]) if plain["published"] else None
    plain["period"] = _period(plain["period"]) if plain["period"] else None
    plain["pages"] = tuple(plain["pages"])
    return Source(**plain)


def _period_json(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat(), period.kind]


def _period(plain: list[Any]) -> Period:
    return Period(
        start=date.fromisoformat(plain[0]), end=date.fromisoformat(plain[1]), kind=plain[2]
    )


def statements_json(statements: Iterable[Statement]) -> str:
    """Return a chunk's statements as the archive keeps them."""
    rows = []
    for statement in statements:
        row: dict[str, Any] = {name: getattr(statement, name) for name in Statement.__slots__}
        row["periods"] = [_period_json(period) for period in statement.periods]
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_statements(text: str) -> tuple[Statement, ...]:
    """Return the statements kept as `text`."""
    rows = json.loads(text)
    for row in rows:
        row["periods"] = tuple(_period(period) for period in row["periods"])
        for name in ("indicators", "inherited_indicators", "bases", "places"):
            row[name] = tuple(row[name])
    return tuple(Statement(**row) for row in rows)


def topic_rows(chunk: Chunk) -> list[dict[str, str | None]]:
    """Return what a chunk states, one row an indicator and period."""
    pairs: set[tuple[str, Period | None]] = {
        (indicator, period)
        for statement in chunk.statements
        for indicator in (*statement.indicators, *statement.inherited_indicators) or ("",)
        for period in statement.periods or (None,)
    }
    return [
        {
            "chunk": chunk.id,
            "indicator": indicator,
            "period_start": period.start.isoformat() if period else None,
            "period_end": period.end.isoformat() if period else None,
        }
        for indicator, period in pairs
    ]


def figure_row(claim: Claim, bulletin: str) -> dict[str, Any]:
    """Return the archive's row of a claim."""
    period = claim.period
    return {
        "bulletin": bulletin,
        "indicator": claim.subject.indicator,
        "part": claim.subject.part,
        "place": claim.place,
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
        "complete": claim.complete,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "claim": claim_json(claim),
    }


def claim_json(claim: Claim) -> str:
    """Return a claim as the archive keeps it, without the sentence it stands in."""
    quantity, subject = claim.quantity, claim.subject
    fields = [
        claim.start,
        claim.end,
        [
            str(quantity.value),
            quantity.unit,
            quantity.exponent,
            None if quantity.high is None else str(quantity.high),
            quantity.of,
            quantity.qualifier,
        ],
        claim.kind,
        [subject.indicator, subject.part, subject.measure, subject.words],
        _period_json(claim.period) if claim.period else None,
        claim.period_written,
        claim.base,
        _period_json(claim.compared) if claim.compared else None,
        claim.place,
        claim.status,
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def read_claim(text: str, sentence: Span) -> Claim:
    """Return the claim kept as `text`."""
    start, end, number, kind, what, period, written, base, compared, place, status = json.loads(
        text
    )
    value, unit, exponent, high, of, qualifier = number
    indicator, part, measure, words = what
    return Claim(
        start=start,
        end=end,
        sentence=sentence,
        quantity=Quantity(
            value=Decimal(value),
            unit=unit,
            exponent=exponent,
            high=None if high is None else Decimal(high),
            of=of,
            qualifier=qualifier,
        ),
        kind=kind,
        subject=Subject(indicator=indicator, part=part, measure=measure, words=tuple(words)),
        period=_period(period) if period else None,
        period_written=written,
        base=base,
        compared=_period(compared) if compared else None,
        place=place,
        status=status,
    )
