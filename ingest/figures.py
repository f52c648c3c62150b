"""The figures of a bulletin, read from its sentences."""

from collections.abc import Sequence
from datetime import date

from lexicon.claims import Claim
from lexicon.grids import find_tables
from lexicon.reading import read_claims
from lexicon.sentences import Span
from lexicon.table_claims import read_table_claims
from lexicon.table_units import UNIT_LINE
from vectorstore.types import Source


def read_figures(
    text: str, spans: Sequence[Span], source: Source, anchor: date | None
) -> tuple[Claim, ...]:
    """Return every figure the sentences and the tables of a bulletin state, in order."""
    rows = {span for table in find_tables(text) for span in table.spans}
    prose = [s for s in spans if s not in rows and not UNIT_LINE.match(text[s.start : s.end])]
    told = read_claims(
        text,
        prose,
        anchor=anchor,
        title=source.title,
        main=source.period,
        place=source.place,
    )
    if len(prose) == len(spans):
        return told
    tabled = read_table_claims(
        text, anchor=anchor, title=source.title, main=source.period, place=source.place
    )
    return tuple(sorted((*told, *tabled), key=lambda claim: claim.start))
