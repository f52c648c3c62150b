"""A bulletin that was read apart, on its way between two processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.types import Bulletin, Understood
from lexicon.claims import Claim
from lexicon.sentences import Span
from vectorstore.records import (
    claim_json,
    read_claim,
    read_source,
    read_statements,
    source_json,
    statements_json,
)
from vectorstore.types import Chunk, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was understood of a file, in values that JSON has; spans and parts are as archived."""

    source: str
    text: str
    chunks: Sequence[Sequence[Any]]  # start, end, heading, statements
    claims: Sequence[Sequence[Any]]  # the sentence's start and end, the claim


def pack(read: Understood) -> Packed:
    """Return a bulletin with its chunks and figures as values that JSON has."""
    return Packed(
        source=source_json(read.bulletin.source),
        text=read.bulletin.text,
        chunks=[(c.start, c.end, c.heading, statements_json(c.statements)) for c in read.chunks],
        claims=[(*claim.sentence, claim_json(claim)) for claim in read.claims],
    )


def unpack(packed: Packed) -> Understood:
    """Return what `pack` was given."""
    source, text = read_source(packed.source), packed.text
    return Understood(
        bulletin=Bulletin(source=source, text=text),
        chunks=_chunks(packed, source),
        claims=_claims(packed),
    )


def _chunks(packed: Packed, source: Source) -> tuple[Chunk, ...]:
    return tuple(
        Chunk(
            id=f"{source.id}:{number}",
            source=source,
            start=start,
            end=end,
            text=packed.text[start:end],
            heading=heading,
            statements=read_statements(statements),
        )
        for number, (start, end, heading, statements) in enumerate(packed.chunks)
    )


def _claims(packed: Packed) -> tuple[Claim, ...]:
    return tuple(read_claim(claim, Span(start, end)) for start, end, claim in packed.claims)
