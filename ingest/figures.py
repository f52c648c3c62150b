"""The figures of a bulletin, read from its sentences."""

from collections.abc import Sequence
from datetime import date

from lexicon.claims import Claim
from lexicon.reading import read_claims
from lexicon.sentences import Span
from vectorstore.types import Source


def read_figures(
    text: str, spans: Sequence[Span], source: Source, anchor: date | None
) -> tuple[Claim, ...]:
    """Return every figure the sentences of a bulletin state, in order."""
    return read_claims(
        text,
        spans,
        anchor=anchor,
        title=source.title,
        main=source.period,
        place=source.place,
    )
