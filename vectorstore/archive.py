"""The archive: one SQLite file that holds bulletins, chunks, statements and vectors.

Everything else (the Chroma collection, the BM25 index) is derived from it and can be rebuilt
without embedding again.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from lexicon.errors import FingerprintError, StoreError
from lexicon.periods import Period
from vectorstore.types import Chunk, Entry, Source, Statement, Vectors

SCHEMA_VERSION = "1"
_METADATA = sa.MetaData()
_META = sa.Table(
    "meta",
    _METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
_BULLETINS = sa.Table(
    "bulletins",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("source", sa.String, nullable=False),  # the Source as JSON
    sa.Column("published", sa.String),
    sa.Column("period_start", sa.String),
    sa.Column("period_end", sa.String),
    sa.Column("text", sa.String, nullable=False),
)
_ORIGINS = sa.Table(
    "origins",
    _METADATA,
    sa.Column("origin", sa.String, primary_key=True),
    sa.Column("raw_hash", sa.String, nullable=False),
    sa.Column("bulletin", sa.ForeignKey("bulletins.id"), nullable=False, index=True),
)
_CHUNKS = sa.Table(
    "chunks",
    _METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, unique=True, nullable=False),
    sa.Column("bulletin", sa.ForeignKey("bulletins.id"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("heading", sa.String, nullable=False),
    sa.Column("statements", sa.String, nullable=False),  # JSON, read with the chunk
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float16, unit length
)
_TOPICS = sa.Table(  # what each chunk states: one row an indicator and period
    "topics",
    _METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("chunk", sa.ForeignKey("chunks.id"), nullable=False, index=True),
    sa.Column("indicator", sa.String, nullable=False, index=True),
    sa.Column("period_start", sa.String),
    sa.Column("period_end", sa.String, index=True),
)


def _source_json(source: Source) -> str:
    plain = {name: getattr(source, name) for name in Source.__slots__}
    plain["published"] = source.published.isoformat() if source.published else None
    plain["period"] = _period_json(source.period) if source.period else None
    return json.dumps(plain, ensure_ascii=False)


def _source(text: str) -> Source:
    plain = json.loads(text)
    plain["published"] = date.fromisoformat(plain["published"]) if plain["published"] else None
    plain["period"] = _period(plain["period"]) if plain["period"] else None
    return Source(**plain)


def _period_json(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat(), period.kind]


def _period(plain: list[Any]) -> Period:
    return Period(
        start=date.fromisoformat(plain[0]), end=date.fromisoformat(plain[1]), kind=plain[2]
    )


def _statements_json(statements: Iterable[Statement]) -> str:
    rows = []
    for statement in statements:
        row: dict[str, Any] = {name: getattr(statement, name) for name in Statement.__slots__}
        row["periods"] = [_period_json(period) for period in statement.periods]
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _statements(text: str) -> tuple[Statement, ...]:
    rows = json.loads(text)
    for row in rows:
        row["periods"] = tuple(_period(period) for period in row["periods"])
        for name in ("indicators", "inherited_indicators", "bases", "places"):
            row[name] = tuple(row[name])
    return tuple(Statement(**row) for row in rows)


class Archive:
    """The archive of one home folder, open for reading and, under the writer lock, for writing."""

    def __init__(self, path: Path, *, create: bool) -> None:
        try:
            if not create and not path.exists():
                raise StoreError("no-store", home=str(path.parent))
        except OSError as error:
            raise StoreError("cannot-open", path=str(path), cause=error.strerror) from error
        uri = f"file:{path.as_posix().replace('?', '%3f').replace('#', '%23')}"
        mode = "rwc" if create else "ro"
        log = path.with_name(f"{path.name}-wal")
        logged = log.exists() and log.stat().st_size > 0  # changes that `immutable` would not see
        if not create and not logged and not os.access(path.parent, os.W_OK):
            mode += "&immutable=1"  # a reader of a WAL file otherwise needs to write beside it
        self._engine = sa.create_engine(
            f"sqlite+pysqlite:///{uri}?mode={mode}&uri=true", connect_args={"timeout": 10}
        )
        sa.event.listen(self._engine, "handle_error", self._tell_damage)
        self.path = path
        try:
            if create:
                with self._engine.begin() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                    _METADATA.create_all(connection)
            self._check_schema(create)
        except sa.exc.OperationalError as error:
            self.close()
            raise StoreError("cannot-open", path=str(path), cause=str(error.orig)) from error
        except StoreError:
            self.close()
            raise

    def _tell_damage(self, context: sa.ExceptionContext) -> None:
        """Turn SQLite's plain DatabaseError, met in whatever query, into what it means: damage."""
        error = context.original_exception
        if type(error) is sqlite3.DatabaseError:
            raise StoreError("damaged", path=str(self.path), cause=str(error)) from error

    def _check_schema(self, create: bool) -> None:
        version = self.meta("schema")
        if version is None and create:
            self.set_meta("schema", SCHEMA_VERSION)
        elif version != SCHEMA_VERSION:
            raise StoreError("other-schema", path=str(self.path), found=version)

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            raise StoreError("cannot-write", path=str(self.path), cause=str(error.orig)) from error

    def meta(self, key: str) -> str | None:
        """Return one value of the archive's own notes, or None."""
        with self._engine.connect() as connection:
            value = connection.scalar(sa.select(_META.c.value).where(_META.c.key == key))
        return None if value is None else str(value)

    def set_meta(self, key: str, value: str) -> None:
        """Keep one value among the archive's own notes."""
        with self._writing() as connection:
            connection.execute(sa.delete(_META).where(_META.c.key == key))
            connection.execute(sa.insert(_META).values(key=key, value=value))

    def require(self, part: str, fingerprint: str) -> None:
        """Raise FingerprintError when the store was filled by another `part` of the making."""
        held = self.meta(part)
        if held is not None and held != fingerprint:
            raise FingerprintError("fingerprint", part=part, held=held, given=fingerprint)

    @property
    def generation(self) -> int:
        """How many times the content has changed; derived indexes remember which one they show."""
        return int(self.meta("generation") or 0)

    def origins(self) -> dict[str, tuple[str, str]]:
        """Return origin -> (hash of the file's bytes, bulletin id)."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_ORIGINS)).all()
        return {row.origin: (row.raw_hash, row.bulletin) for row in rows}

    def holds(self, bulletin: str) -> bool:
        """Tell whether a bulletin of this id is stored."""
        with self._engine.connect() as connection:
            query = sa.select(_BULLETINS.c.id).where(_BULLETINS.c.id == bulletin)
            return connection.scalar(query) is not None

    def replace(self, entry: Entry, vectors: Vectors, fingerprints: Mapping[str, str]) -> bool:
        """Store a bulletin whole, in one transaction, in place of what its origin gave before.

        The vectors are float32, one a chunk. Returns whether an older bulletin was removed; one
        that another origin still names stays.
        """
        if len(vectors) != len(entry.chunks):
            raise ValueError(f"{len(entry.chunks)} chunks but {len(vectors)} vectors")
        with self._writing() as connection:
            for part, fingerprint in fingerprints.items():
                self._note(connection, part, fingerprint)
            self._insert(connection, entry, vectors)
            return self._name(connection, entry.origin, entry.raw_hash, entry.source.id)

    def name_again(self, origin: str, raw_hash: str, bulletin: str) -> bool:
        """Note that `origin` now holds this stored bulletin, as `replace` does."""
        with self._writing() as connection:
            return self._name(connection, origin, raw_hash, bulletin)

    def _name(self, connection: sa.Connection, origin: str, raw_hash: str, bulletin: str) -> bool:
        previous = connection.scalar(
            sa.select(_ORIGINS.c.bulletin).where(_ORIGINS.c.origin == origin)
        )
        connection.execute(sa.delete(_ORIGINS).where(_ORIGINS.c.origin == origin))
        connection.execute(
            sa.insert(_ORIGINS).values(origin=origin, raw_hash=raw_hash, bulletin=bulletin)
        )
        changed = previous is not None and previous != bulletin
        if changed:
            self._drop_unnamed(connection, str(previous))
        self._advance(connection)
        return changed

    def _insert(self, connection: sa.Connection, entry: Entry, vectors: Vectors) -> None:
        source = entry.source
        connection.execute(
            sa.insert(_BULLETINS).values(
                id=source.id,
                source=_source_json(source),
                published=source.published and source.published.isoformat(),
                period_start=source.period and source.period.start.isoformat(),
                period_end=source.period and source.period.end.isoformat(),
                text=entry.text,
            )
        )
        rows = [
            {
                "id": chunk.id,
                "bulletin": source.id,
                "start": chunk.start,
                "end": chunk.end,
                "heading": chunk.heading,
                "statements": _statements_json(chunk.statements),
                "vector": vector.astype(np.float16).tobytes(),
            }
            for chunk, vector in zip(entry.chunks, vectors, strict=True)
        ]
        connection.execute(sa.insert(_CHUNKS), rows)
        if topics := [row for chunk in entry.chunks for row in _topics(chunk)]:
            connection.execute(sa.insert(_TOPICS), topics)

    def _drop_unnamed(self, connection: sa.Connection, bulletin: str) -> None:
        named = sa.select(_ORIGINS.c.origin).where(_ORIGINS.c.bulletin == bulletin)
        if connection.scalar(named) is None:
            self._drop(connection, bulletin)

    def _drop(self, connection: sa.Connection, bulletin: str) -> None:
        chunks = sa.select(_CHUNKS.c.id).where(_CHUNKS.c.bulletin == bulletin)
        connection.execute(sa.delete(_TOPICS).where(_TOPICS.c.chunk.in_(chunks)))
        connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.bulletin == bulletin))
        connection.execute(sa.delete(_ORIGINS).where(_ORIGINS.c.bulletin == bulletin))
        connection.execute(sa.delete(_BULLETINS).where(_BULLETINS.c.id == bulletin))

    def _note(self, connection: sa.Connection, key: str, value: str) -> None:
        connection.execute(sa.delete(_META).where(_META.c.key == key))
        connection.execute(sa.insert(_META).values(key=key, value=value))

    def _advance(self, connection: sa.Connection) -> None:
        held = connection.scalar(sa.select(_META.c.value).where(_META.c.key == "generation"))
        self._note(connection, "generation", str(int(held or 0) + 1))

    def forget(self, bulletin: str) -> Source:
        """Remove one bulletin and return what it was; StoreError when none has this id."""
        source = self.source(bulletin)
        with self._writing() as connection:
            self._drop(connection, bulletin)
            self._advance(connection)
        return source

    def source(self, bulletin: str) -> Source:
        """Return one bulletin's source; StoreError when none has this id."""
        with self._engine.connect() as connection:
            row = connection.scalar(
                sa.select(_BULLETINS.c.source).where(_BULLETINS.c.id == bulletin)
            )
        if row is None:
            raise StoreError("no-bulletin", id=bulletin)
        return _source(row)

    def sources(self) -> tuple[Source, ...]:
        """Return every bulletin's source, newest publication first."""
        query = sa.select(_BULLETINS.c.source).order_by(
            _BULLETINS.c.published.desc(), _BULLETINS.c.id
        )
        with self._engine.connect() as connection:
            return tuple(_source(text) for text in connection.scalars(query))

    def text(self, bulletin: str) -> str:
        """Return one bulletin's whole text; StoreError when none has this id."""
        with self._engine.connect() as connection:
            text = connection.scalar(
                sa.select(_BULLETINS.c.text).where(_BULLETINS.c.id == bulletin)
            )
        if text is None:
            raise StoreError("no-bulletin", id=bulletin)
        return str(text)

    def chunk_ids(self) -> tuple[str, ...]:
        """Return the ids of all chunks in storage order."""
        with self._engine.connect() as connection:
            return tuple(connection.scalars(sa.select(_CHUNKS.c.id).order_by(_CHUNKS.c.number)))

    def vectors(self, ids: Sequence[str] | None = None) -> tuple[tuple[str, ...], Vectors]:
        """Return chunk ids and their unit vectors, float32, in storage order; all when no ids."""
        query = sa.select(_CHUNKS.c.id, _CHUNKS.c.vector).order_by(_CHUNKS.c.number)
        with self._engine.connect() as connection:
            rows: list[Any] = []
            if ids is None:
                rows = list(connection.execute(query).all())
            else:
                for part in _parts(ids):
                    rows += connection.execute(query.where(_CHUNKS.c.id.in_(part))).all()
        if not rows:
            return (), np.zeros((0, 0), np.float32)
        found = np.frombuffer(b"".join(row.vector for row in rows), np.float16)
        matrix: Vectors = found.reshape(len(rows), -1).astype(np.float32)
        return tuple(row.id for row in rows), matrix

    def chunks(self, ids: Sequence[str]) -> tuple[Chunk, ...]:
        """Return the chunks of these ids, in the order given; unknown ids are left out."""
        found: dict[str, Chunk] = {}
        sources: dict[str, Source] = {}
        query = sa.select(
            _CHUNKS.c.id,
            _CHUNKS.c.bulletin,
            _CHUNKS.c.start,
            _CHUNKS.c.end,
            _CHUNKS.c.heading,
            _CHUNKS.c.statements,
            _BULLETINS.c.source,
            sa.func.substr(
                _BULLETINS.c.text, _CHUNKS.c.start + 1, _CHUNKS.c.end - _CHUNKS.c.start
            ).label("text"),
        ).join(_BULLETINS, _BULLETINS.c.id == _CHUNKS.c.bulletin)
        with self._engine.connect() as connection:
            for part in _parts(ids):
                for row in connection.execute(query.where(_CHUNKS.c.id.in_(part))):
                    if row.bulletin not in sources:
                        sources[row.bulletin] = _source(row.source)
                    found[row.id] = Chunk(
                        id=row.id,
                        source=sources[row.bulletin],
                        start=row.start,
                        end=row.end,
                        text=row.text,
                        heading=row.heading,
                        statements=_statements(row.statements),
                    )
        return tuple(found[id] for id in ids if id in found)

    def chunks_about(
        self, periods: Sequence[Period], *, inside_years: bool = False
    ) -> tuple[str, ...]:
        """Return ids of chunks that state something for one of the periods.

        A period matches on its days, an as-of day also a stretch that ends with it or within twelve
        days after it; with `inside_years` a year also matches what lies inside it.
        """
        tests = [_same_days(period) for period in periods]
        if inside_years:
            tests += [_inside(period) for period in periods if period.kind == "year"]
        query = sa.select(_TOPICS.c.chunk).distinct().where(sa.or_(*tests))
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def periods_of(self, indicator: str) -> tuple[tuple[date, date], ...]:
        """Return first and last day of each period something is stated for about an indicator."""
        query = (
            sa.select(_TOPICS.c.period_start, _TOPICS.c.period_end)
            .where(_TOPICS.c.indicator == indicator, _TOPICS.c.period_end.is_not(None))
            .distinct()
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in rows)

    def indexed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield each chunk's id and the text the indexes read, in storage order."""
        query = (
            sa.select(
                _CHUNKS.c.id,
                _CHUNKS.c.heading,
                sa.func.substr(
                    _BULLETINS.c.text, _CHUNKS.c.start + 1, _CHUNKS.c.end - _CHUNKS.c.start
                ),
            )
            .join(_BULLETINS, _BULLETINS.c.id == _CHUNKS.c.bulletin)
            .order_by(_CHUNKS.c.number)
        )
        with self._engine.connect() as connection:
            for id, heading, text in connection.execute(query):
                yield id, f"{heading}\n{text}" if heading else text

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong inside the archive itself; empty when it is whole."""
        found: list[str] = []
        with self._engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check").scalar()
            if verdict != "ok":
                found.append(f"SQLite quick_check: {verdict}")
            orphans = connection.scalar(
                sa.select(sa.func.count())
                .select_from(_CHUNKS)
                .where(_CHUNKS.c.bulletin.not_in(sa.select(_BULLETINS.c.id)))
            )
            empty = connection.scalar(
                sa.select(sa.func.count())
                .select_from(_BULLETINS)
                .where(_BULLETINS.c.id.not_in(sa.select(_CHUNKS.c.bulletin)))
            )
        if orphans:
            found.append(f"{orphans} chunks without a bulletin")
        if empty:
            found.append(f"{empty} bulletins without chunks")
        return tuple(found)


def _parts(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]


def _topics(chunk: Chunk) -> list[dict[str, str | None]]:
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


def _same_days(period: Period) -> sa.ColumnElement[bool]:
    start, end = period.start.isoformat(), period.end.isoformat()
    exact = sa.and_(_TOPICS.c.period_start == start, _TOPICS.c.period_end == end)
    if period.kind == "as-of":
        after = period.end.replace(day=1).isoformat()
        return sa.or_(exact, sa.and_(_TOPICS.c.period_end >= end, _TOPICS.c.period_start < after))
    near = date.fromordinal(period.end.toordinal() - 12).isoformat()
    as_of = sa.and_(
        _TOPICS.c.period_start == _TOPICS.c.period_end,
        _TOPICS.c.period_end.between(near, end),
    )
    return sa.or_(exact, as_of)


def _inside(period: Period) -> sa.ColumnElement[bool]:
    start, end = period.start.isoformat(), period.end.isoformat()
    return sa.and_(_TOPICS.c.period_start >= start, _TOPICS.c.period_end <= end)
