"""The archive: one SQLite file that holds bulletins, chunks, statements and vectors.

Everything else (the Chroma collection, the BM25 index) is derived from it and can be rebuilt
without embedding again.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from lexicon.claims import Claim
from lexicon.errors import FingerprintError, StoreError
from lexicon.periods import Period
from lexicon.sentences import Span
from vectorstore.records import (
    figure_row,
    read_claim,
    read_source,
    read_statements,
    source_json,
    statements_json,
    topic_rows,
)
from vectorstore.schema import (
    BULLETINS,
    CHUNKS,
    FIGURES,
    META,
    METADATA,
    ORIGINS,
    SCHEMA_VERSION,
    TOPICS,
)
from vectorstore.types import Chunk, Entry, Figure, Source, Vectors


class Archive:
    """The archive of one home folder, open for reading and, under the writer lock, for writing."""

    def __init__(self, path: Path, *, create: bool) -> None:
        try:
            if not path.exists() or not path.stat().st_size:
                if not create:
                    raise StoreError("no-store", home=str(path.parent))
                _make(path)
        except OSError as error:
            raise StoreError("cannot-open", path=str(path), cause=error.strerror) from error
        mode = "rwc" if create else "ro"
        log = path.with_name(f"{path.name}-wal")
        logged = log.exists() and log.stat().st_size > 0  # changes that `immutable` would not see
        if not create and not logged and not os.access(path.parent, os.W_OK):
            mode += "&immutable=1"  # a reader of a WAL file otherwise needs to write beside it
        self._engine = _engine(path, mode)
        sa.event.listen(self._engine, "handle_error", self._tell_damage)
        self.path = path
        try:
            self._check_schema()
            if create:  # nothing to do but for a backup that was copied here by hand
                with self._writing() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except StoreError:
            self.close()
            raise

    def _tell_damage(self, context: sa.ExceptionContext) -> None:
        """Turn SQLite's plain DatabaseError, met in whatever query, into what it means: damage."""
        error = context.original_exception
        if type(error) is sqlite3.DatabaseError:
            raise StoreError("damaged", path=str(self.path), cause=str(error)) from error

    def _check_schema(self) -> None:
        version = self.meta("schema")
        if version != SCHEMA_VERSION:
            raise StoreError("other-schema", path=str(self.path), found=version)

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            raise StoreError("cannot-open", path=str(self.path), cause=str(error.orig)) from error

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            raise StoreError("cannot-write", path=str(self.path), cause=str(error.orig)) from error

    def meta(self, key: str) -> str | None:
        """Return one value of the archive's own notes, or None."""
        with self._reading() as connection:
            value = connection.scalar(sa.select(META.c.value).where(META.c.key == key))
        return None if value is None else str(value)

    def set_meta(self, key: str, value: str) -> None:
        """Keep one value among the archive's own notes."""
        with self._writing() as connection:
            connection.execute(sa.delete(META).where(META.c.key == key))
            connection.execute(sa.insert(META).values(key=key, value=value))

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
        with self._reading() as connection:
            rows = connection.execute(sa.select(ORIGINS)).all()
        return {row.origin: (row.raw_hash, row.bulletin) for row in rows}

    def holds(self, bulletin: str) -> bool:
        """Tell whether a bulletin of this id is stored."""
        with self._reading() as connection:
            query = sa.select(BULLETINS.c.id).where(BULLETINS.c.id == bulletin)
            return connection.scalar(query) is not None

    def of_text(self, text_hash: str) -> str | None:
        """Return the id of the bulletin stored with a text of the same words, or None."""
        with self._engine.connect() as connection:
            query = sa.select(BULLETINS.c.id).where(BULLETINS.c.text_hash == text_hash)
            return connection.scalar(query)

    def replace(self, entry: Entry, vectors: Vectors, fingerprints: Mapping[str, str]) -> bool:
        """Store a bulletin whole, in one transaction, in place of what its origin gave before.

        The vectors are float32, one a chunk. Returns whether an older bulletin was removed: the one
        it corrects, whose origins name it from now on, or the one its origin gave before, unless
        another origin still names that.
        """
        if len(vectors) != len(entry.chunks):
            raise ValueError(f"{len(entry.chunks)} chunks but {len(vectors)} vectors")
        with self._writing() as connection:
            for part, fingerprint in fingerprints.items():
                self._note(connection, part, fingerprint)
            self._insert(connection, entry, vectors)
            if entry.corrects:
                self._hand_over(connection, entry.corrects, entry.source.id)
            named = self._name(connection, entry.origin, entry.raw_hash, entry.source.id)
            return named or bool(entry.corrects)

    def read_anew(self, chunks: Sequence[Chunk], claims: Sequence[Claim]) -> None:
        """Put what a stored bulletin's sentences state in place of what was read of them before.

        Its chunks keep their text and vectors; ValueError when they are not those stored.
        """
        bulletin = chunks[0].source.id
        with self._writing() as connection:
            stored = connection.execute(
                sa.select(CHUNKS.c.id, CHUNKS.c.start, CHUNKS.c.end).where(
                    CHUNKS.c.bulletin == bulletin
                )
            )
            if {tuple(row) for row in stored} != {(c.id, c.start, c.end) for c in chunks}:
                raise ValueError(f"bulletin {bulletin!r} is cut otherwise than it was")
            ids = [chunk.id for chunk in chunks]
            connection.execute(sa.delete(TOPICS).where(TOPICS.c.chunk.in_(ids)))
            connection.execute(sa.delete(FIGURES).where(FIGURES.c.bulletin == bulletin))
            for chunk in chunks:
                connection.execute(
                    sa.update(CHUNKS)
                    .where(CHUNKS.c.id == chunk.id)
                    .values(statements=statements_json(chunk.statements))
                )
            self._insert_read(connection, chunks, claims)
            self._advance(connection)

    def name_again(self, origin: str, raw_hash: str, bulletin: str) -> bool:
        """Note that `origin` now holds this stored bulletin, as `replace` does."""
        with self._writing() as connection:
            return self._name(connection, origin, raw_hash, bulletin)

    def _name(self, connection: sa.Connection, origin: str, raw_hash: str, bulletin: str) -> bool:
        previous = connection.scalar(
            sa.select(ORIGINS.c.bulletin).where(ORIGINS.c.origin == origin)
        )
        connection.execute(sa.delete(ORIGINS).where(ORIGINS.c.origin == origin))
        connection.execute(
            sa.insert(ORIGINS).values(origin=origin, raw_hash=raw_hash, bulletin=bulletin)
        )
        changed = previous is not None and previous != bulletin
        if changed:
            self._drop_unnamed(connection, str(previous))
        self._advance(connection)
        return changed

    def _hand_over(self, connection: sa.Connection, old: str, new: str) -> None:
        """Let the origins of a bulletin name another, so that the old file does not come back."""
        connection.execute(sa.update(ORIGINS).where(ORIGINS.c.bulletin == old).values(bulletin=new))
        self._drop(connection, old)

    def _insert(self, connection: sa.Connection, entry: Entry, vectors: Vectors) -> None:
        source = entry.source
        connection.execute(
            sa.insert(BULLETINS).values(
                id=source.id,
                source=source_json(source),
                published=source.published and source.published.isoformat(),
                period_start=source.period and source.period.start.isoformat(),
                period_end=source.period and source.period.end.isoformat(),
                text=entry.text,
                text_hash=entry.text_hash,
            )
        )
        rows = [
            {
                "id": chunk.id,
                "bulletin": source.id,
                "start": chunk.start,
                "end": chunk.end,
                "heading": chunk.heading,
                "statements": statements_json(chunk.statements),
                "vector": vector.astype(np.float16).tobytes(),
            }
            for chunk, vector in zip(entry.chunks, vectors, strict=True)
        ]
        connection.execute(sa.insert(CHUNKS), rows)
        self._insert_read(connection, entry.chunks, entry.claims)

    def _insert_read(
        self, connection: sa.Connection, chunks: Sequence[Chunk], claims: Sequence[Claim]
    ) -> None:
        if topics := [row for chunk in chunks for row in topic_rows(chunk)]:
            connection.execute(sa.insert(TOPICS), topics)
        if claims:
            figures = [figure_row(claim, chunks[0].source.id) for claim in claims]
            connection.execute(sa.insert(FIGURES), figures)

    def _drop_unnamed(self, connection: sa.Connection, bulletin: str) -> None:
        named = sa.select(ORIGINS.c.origin).where(ORIGINS.c.bulletin == bulletin)
        if connection.scalar(named) is None:
            self._drop(connection, bulletin)

    def _drop(self, connection: sa.Connection, bulletin: str) -> None:
        chunks = sa.select(CHUNKS.c.id).where(CHUNKS.c.bulletin == bulletin)
        connection.execute(sa.delete(TOPICS).where(TOPICS.c.chunk.in_(chunks)))
        connection.execute(sa.delete(FIGURES).where(FIGURES.c.bulletin == bulletin))
        connection.execute(sa.delete(CHUNKS).where(CHUNKS.c.bulletin == bulletin))
        connection.execute(sa.delete(ORIGINS).where(ORIGINS.c.bulletin == bulletin))
        connection.execute(sa.delete(BULLETINS).where(BULLETINS.c.id == bulletin))

    def _note(self, connection: sa.Connection, key: str, value: str) -> None:
        connection.execute(sa.delete(META).where(META.c.key == key))
        connection.execute(sa.insert(META).values(key=key, value=value))

    def _advance(self, connection: sa.Connection) -> None:
        held = connection.scalar(sa.select(META.c.value).where(META.c.key == "generation"))
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
        with self._reading() as connection:
            row = connection.scalar(sa.select(BULLETINS.c.source).where(BULLETINS.c.id == bulletin))
        if row is None:
            raise StoreError("no-bulletin", id=bulletin)
        return read_source(row)

    def sources(self) -> tuple[Source, ...]:
        """Return every bulletin's source, newest publication first."""
        query = sa.select(BULLETINS.c.source).order_by(BULLETINS.c.published.desc(), BULLETINS.c.id)
        with self._reading() as connection:
            return tuple(read_source(text) for text in connection.scalars(query))

    def text(self, bulletin: str) -> str:
        """Return one bulletin's whole text; StoreError when none has this id."""
        with self._reading() as connection:
            text = connection.scalar(sa.select(BULLETINS.c.text).where(BULLETINS.c.id == bulletin))
        if text is None:
            raise StoreError("no-bulletin", id=bulletin)
        return str(text)

    def chunk_ids(self) -> tuple[str, ...]:
        """Return the ids of all chunks in storage order."""
        with self._reading() as connection:
            return tuple(connection.scalars(sa.select(CHUNKS.c.id).order_by(CHUNKS.c.number)))

    def state(self) -> str:
        """Return what the indexes are made from, as two hashes: the embedder, and the chunks."""
        digest = hashlib.sha256()
        for id in self.chunk_ids():
            digest.update(f"{id}\n".encode())
        embedder = hashlib.sha256((self.meta("embedder") or "").encode())
        return f"{embedder.hexdigest()} {digest.hexdigest()}"

    def vectors(self, ids: Sequence[str] | None = None) -> tuple[tuple[str, ...], Vectors]:
        """Return chunk ids and their unit vectors, float32, in storage order; all when no ids."""
        query = sa.select(CHUNKS.c.id, CHUNKS.c.vector).order_by(CHUNKS.c.number)
        with self._reading() as connection:
            rows: list[Any] = []
            if ids is None:
                rows = list(connection.execute(query).all())
            else:
                for part in _parts(ids):
                    rows += connection.execute(query.where(CHUNKS.c.id.in_(part))).all()
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
            CHUNKS.c.id,
            CHUNKS.c.bulletin,
            CHUNKS.c.start,
            CHUNKS.c.end,
            CHUNKS.c.heading,
            CHUNKS.c.statements,
            BULLETINS.c.source,
            sa.func.substr(
                BULLETINS.c.text, CHUNKS.c.start + 1, CHUNKS.c.end - CHUNKS.c.start
            ).label("text"),
        ).join(BULLETINS, BULLETINS.c.id == CHUNKS.c.bulletin)
        with self._reading() as connection:
            for part in _parts(ids):
                for row in connection.execute(query.where(CHUNKS.c.id.in_(part))):
                    if row.bulletin not in sources:
                        sources[row.bulletin] = read_source(row.source)
                    found[row.id] = Chunk(
                        id=row.id,
                        source=sources[row.bulletin],
                        start=row.start,
                        end=row.end,
                        text=row.text,
                        heading=row.heading,
                        statements=read_statements(row.statements),
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
        query = sa.select(TOPICS.c.chunk).distinct().where(sa.or_(*tests))
        with self._reading() as connection:
            return tuple(connection.scalars(query))

    def figures(
        self,
        subjects: Sequence[tuple[str, str]],
        *,
        periods: Sequence[Period] = (),
        place: str | None = None,
        complete: bool = True,
    ) -> tuple[Figure, ...]:
        """Return the figures of some (indicator, part) pairs (none: of all), resolved unless told.

        A ratio to a base comes as the change it makes.

        With `periods` only those of the same days, or of a running total that ends with one of
        them or within the twelve days before; with `place` only those of it ("": the country).
        """
        asked = [
            sa.and_(FIGURES.c.indicator == indicator, FIGURES.c.part == part)
            for indicator, part in subjects
        ]
        tests = [sa.or_(*asked)] if asked else []
        if complete:
            tests.append(FIGURES.c.complete)
        if place is not None:
            tests.append(FIGURES.c.place == place)
        if periods:
            tests.append(sa.or_(*(_same_days_of(FIGURES, period) for period in periods)))
        return self._figures(sa.and_(*tests))

    def figures_in(self, bulletin: str) -> tuple[Figure, ...]:
        """Return every figure of one bulletin in order of place, resolved or not."""
        return self._figures(FIGURES.c.bulletin == bulletin)

    def all_figures(self) -> tuple[Figure, ...]:
        """Return every fully resolved figure of the archive, in storage order."""
        return self._figures(FIGURES.c.complete)

    def _figures(self, test: sa.ColumnElement[bool]) -> tuple[Figure, ...]:
        length = FIGURES.c.sentence_end - FIGURES.c.sentence_start
        query = (
            sa.select(
                FIGURES.c.bulletin,
                FIGURES.c.sentence_start,
                FIGURES.c.sentence_end,
                FIGURES.c.claim,
                BULLETINS.c.source,
                sa.func.substr(BULLETINS.c.text, FIGURES.c.sentence_start + 1, length).label(
                    "text"
                ),
            )
            .join(BULLETINS, BULLETINS.c.id == FIGURES.c.bulletin)
            .where(test)
            .order_by(FIGURES.c.number)
        )
        sources: dict[str, Source] = {}
        found = []
        with self._reading() as connection:
            for row in connection.execute(query):
                if row.bulletin not in sources:
                    sources[row.bulletin] = read_source(row.source)
                span = Span(row.sentence_start, row.sentence_end)
                found.append(
                    Figure(
                        claim=read_claim(row.claim, span).as_change(),
                        source=sources[row.bulletin],
                        quote=row.text,
                    )
                )
        return tuple(found)

    def indexed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield each chunk's id and the text the indexes read, in storage order."""
        query = (
            sa.select(
                CHUNKS.c.id,
                CHUNKS.c.heading,
                sa.func.substr(BULLETINS.c.text, CHUNKS.c.start + 1, CHUNKS.c.end - CHUNKS.c.start),
            )
            .join(BULLETINS, BULLETINS.c.id == CHUNKS.c.bulletin)
            .order_by(CHUNKS.c.number)
        )
        with self._reading() as connection:
            for id, heading, text in connection.execute(query):
                yield id, f"{heading}\n{text}" if heading else text

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong inside the archive itself; empty when it is whole."""
        found: list[str] = []
        with self._reading() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check").scalar()
            if verdict != "ok":
                found.append(f"SQLite quick_check: {verdict}")
            orphans = connection.scalar(
                sa.select(sa.func.count())
                .select_from(CHUNKS)
                .where(CHUNKS.c.bulletin.not_in(sa.select(BULLETINS.c.id)))
            )
            empty = connection.scalar(
                sa.select(sa.func.count())
                .select_from(BULLETINS)
                .where(BULLETINS.c.id.not_in(sa.select(CHUNKS.c.bulletin)))
            )
        if orphans:
            found.append(f"{orphans} chunks without a bulletin")
        if empty:
            found.append(f"{empty} bulletins without chunks")
        return tuple(found)


def _engine(path: Path, mode: str) -> sa.Engine:
    uri = f"file:{path.as_posix().replace('?', '%3f').replace('#', '%23')}"
    return sa.create_engine(
        f"sqlite+pysqlite:///{uri}?mode={mode}&uri=true", connect_args={"timeout": 10}
    )


def _make(path: Path) -> None:
    """Put an empty archive at `path` in one step; one that another process put there stays.

    Nobody sees a file without its tables, whenever the maker dies.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    engine = _engine(fresh, "rwc")
    try:
        with engine.begin() as connection:
            METADATA.create_all(connection)
            connection.execute(sa.insert(META).values(key="schema", value=SCHEMA_VERSION))
        with engine.connect() as connection:  # last: on a full disk a log may stay beside the file
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        engine.dispose()
        _link(fresh, path)
    except sa.exc.OperationalError as error:
        raise StoreError("cannot-open", path=str(path), cause=str(error.orig)) from error
    finally:
        engine.dispose()
        fresh.unlink(missing_ok=True)


def _link(fresh: Path, path: Path) -> None:
    if path.exists() and not path.stat().st_size:
        path.unlink()
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        fresh.replace(path)


def _parts(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]


def _same_days(period: Period) -> sa.ColumnElement[bool]:
    return _same_days_of(TOPICS, period)


def _same_days_of(table: sa.Table, period: Period) -> sa.ColumnElement[bool]:
    start, end = period.start.isoformat(), period.end.isoformat()
    exact = sa.and_(table.c.period_start == start, table.c.period_end == end)
    if period.kind == "as-of":
        far = date.fromordinal(period.end.toordinal() + 12).isoformat()
        within = sa.and_(table.c.period_start <= end, table.c.period_end.between(end, far))
        return sa.or_(exact, within)
    near = date.fromordinal(period.end.toordinal() - 12).isoformat()
    as_of = sa.and_(
        table.c.period_start == table.c.period_end,
        table.c.period_end.between(near, end),
    )
    return sa.or_(exact, as_of)


def _inside(period: Period) -> sa.ColumnElement[bool]:
    start, end = period.start.isoformat(), period.end.isoformat()
    return sa.and_(TOPICS.c.period_start >= start, TOPICS.c.period_end <= end)
