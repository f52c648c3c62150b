"""A raw document to a bulletin, and a bulletin to its chunks."""

import hashlib
from datetime import date

from ingest import split
from ingest.clean import clean
from ingest.describe import (
    anchor_day,
    main_period,
    main_place,
    read_date,
    read_publisher,
    read_title,
)
from ingest.figures import read_figures
from ingest.layout import without_page_marks
from ingest.statements import read_statements
from ingest.types import Bulletin, RawDocument, Understood
from lexicon.claims import Claim
from lexicon.errors import InputError
from vectorstore.types import Chunk, Source

_SHORTEST = 20  # characters of article below which a file holds no bulletin


def read_bulletin(name: str, raw: RawDocument) -> tuple[Bulletin, date | None]:
    """Return the cleaned bulletin and the newest day it can know; InputError when nothing is left.

    Its id is a hash of everything a reader sees, so that any correction makes another bulletin.
    """
    text, pages = without_page_marks(clean(raw.text))
    if len(text) < _SHORTEST:
        raise InputError("empty-file", file=name)
    title, title_from = read_title(raw, text, name)
    publisher, publisher_from = read_publisher(raw, text)
    published, published_from = read_date(raw, text, name)
    anchor = anchor_day(published, title, text)
    content = "\n".join((title, publisher, str(published), raw.url, text))
    source = Source(
        id=hashlib.sha256(content.encode()).hexdigest()[:16],
        file=name,
        title=title,
        title_from=title_from,
        publisher=publisher,
        publisher_from=publisher_from,
        published=published,
        published_from=published_from,
        url=raw.url,
        period=main_period(title, text, anchor),
        place=main_place(title, text),
        pages=pages,
        unreadable_pages=raw.unreadable_pages,
    )
    return Bulletin(source=source, text=text), anchor


def cut(bulletin: Bulletin, anchor: date | None) -> tuple[tuple[Chunk, ...], tuple[Claim, ...]]:
    """Return the bulletin's chunks with what their sentences state, and the figures in them."""
    source, text = bulletin.source, bulletin.text
    parts = split.split(text)
    spans = [span for part in parts for span in part]
    statements = iter(read_statements(text, spans, source, anchor))
    chunks = tuple(
        Chunk(
            id=f"{source.id}:{number}",
            source=source,
            start=part[0].start,
            end=part[-1].end,
            text=text[part[0].start : part[-1].end],
            heading=_heading(source),
            statements=tuple(next(statements) for _ in part),
        )
        for number, part in enumerate(parts)
    )
    return chunks, read_figures(text, spans, source, anchor)


def understand(name: str, raw: RawDocument) -> Understood:
    """Return the bulletin of a raw document, cut, with its figures; InputError when it has none."""
    bulletin, anchor = read_bulletin(name, raw)
    chunks, claims = cut(bulletin, anchor)
    return Understood(bulletin=bulletin, chunks=chunks, claims=claims)


def _heading(source: Source) -> str:
    if source.period is None or source.period.kind != "month":
        return source.title
    return f"{source.title} (tháng {source.period.start.month}/{source.period.start.year})"
