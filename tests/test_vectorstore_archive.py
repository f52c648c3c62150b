"""The archive: what goes in comes out, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from fakes import entry

from lexicon.claims import Claim
from lexicon.errors import FingerprintError, StoreError
from lexicon.periods import as_of, days, month, quarter, whole_year, year_to_date
from lexicon.quantities import Quantity
from lexicon.sentences import Span
from lexicon.subjects import NOTHING, Subject
from vectorstore.archive import SCHEMA_VERSION, Archive, _make
from vectorstore.types import Entry, Statement, Vectors

MADE_BY = {"embedder": "words gao", "splitter": "lines/1"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive(tmp_path / "archive.sqlite", create=True)) as opened:
        yield opened


def vectors(count: int) -> Vectors:
    return np.eye(4, dtype=np.float32)[:count]


def put(archive: Archive, *entries: Entry) -> list[bool]:
    return [archive.replace(e, vectors(len(e.chunks)), MADE_BY) for e in entries]


def stating(base: Entry, *statements: Statement) -> Entry:
    """Return the entry with these statements in its first chunk."""
    first, *others = base.chunks
    return replace(base, chunks=(replace(first, statements=statements), *others))


def statement(**changed: object) -> Statement:
    values: dict[str, object] = {
        "start": 0,
        "end": 12,
        "indicators": ("iip",),
        "inherited_indicators": (),
        "periods": (month(2025, 3),),
        "period_written": True,
        "bases": ("month-before",),
        "places": (),
        "figures": 1,
    }
    return Statement(**values | changed)


def claim(**changed: object) -> Claim:
    """Return the 8.1 % of "IIP tăng 8,1%.", some of it changed."""
    values: dict[str, object] = {
        "start": 9,
        "end": 13,
        "sentence": Span(0, 14),
        "quantity": Quantity(value=Decimal("8.1"), unit="%"),
        "kind": "growth",
        "subject": Subject(indicator="iip"),
        "period": month(2025, 3),
        "period_written": True,
        "base": "year-before",
        "compared": None,
        "place": "",
        "status": "",
    }
    return Claim(**values | changed)


def claiming(id: str, *claims: Claim, **changed: object) -> Entry:
    return replace(entry(id, "IIP tăng 8,1%.", "CPI giảm 2%.", **changed), claims=claims)


def test_a_bulletin_comes_back_as_it_went_in(archive):
    """Source, chunks with their statements and text are equal to what was stored."""
    stored = stating(
        entry("s1", "Giá gạo tăng.", "Giá ngô giảm.", period=month(2025, 3), publisher="Báo Thử"),
        statement(places=("ha-noi",)),
    )
    put(archive, stored)
    assert archive.sources() == (stored.source,)
    assert archive.chunks(["s1:0", "s1:1"]) == stored.chunks
    assert archive.text("s1") == stored.text


def test_chunks_are_slices_of_the_text(archive):
    """Every chunk read back stands at its offsets, letters outside the basic plane included."""
    put(archive, entry("s1", "Gạo 🌾 tăng 3%.", "Cà phê giảm 1,2%."))
    text = archive.text("s1")
    for chunk in archive.chunks(archive.chunk_ids()):
        assert text[chunk.start : chunk.end] == chunk.text


def test_chunks_come_in_the_order_asked_without_unknown_ids(archive):
    """The caller's order is kept."""
    put(archive, entry("s1", "Một.", "Hai.", "Ba."))
    assert [c.text for c in archive.chunks(["s1:2", "none", "s1:0"])] == ["Ba.", "Một."]


def test_vectors_are_kept_to_half_precision_in_storage_order(archive):
    """Ids and rows belong together, all of them or those asked for."""
    put(archive, entry("s1", "Một.", "Hai.", "Ba."))
    ids, found = archive.vectors()
    assert ids == ("s1:0", "s1:1", "s1:2")
    assert found.dtype == np.float32
    assert np.array_equal(found, vectors(3))
    ids, found = archive.vectors(["s1:2", "s1:1"])
    assert ids == ("s1:1", "s1:2")
    assert np.array_equal(found, vectors(3)[1:])


def test_an_empty_archive_has_no_vectors(archive):
    """Nothing stored is an empty matrix, not an error."""
    ids, found = archive.vectors()
    assert ids == ()
    assert found.shape == (0, 0)


def test_a_new_content_of_one_origin_takes_the_place_of_the_old(archive):
    """Text, chunks, vectors and topics of the older version are gone."""
    old = stating(entry("old", "Giá cũ tăng.", origin="/in/a.md"), statement())
    new = entry("new", "Giá mới giảm.", origin="/in/a.md")
    assert put(archive, old, new) == [False, True]
    assert archive.chunk_ids() == ("new:0",)
    assert not archive.holds("old")
    assert archive.chunks_about([month(2025, 3)]) == ()
    assert archive.origins() == {"/in/a.md": ("raw of new", "new")}


def test_one_content_under_two_names_is_kept_until_both_let_go(archive):
    """A second name stores nothing, and the content stays while one of them names it."""
    put(archive, entry("s1", "Giá gạo tăng.", origin="/in/a.md"))
    archive.name_again("/in/b.md", "raw of s1", "s1")
    assert len(archive.chunk_ids()) == 1
    assert put(archive, entry("s2", "Giá gạo giảm.", origin="/in/a.md")) == [True]
    assert archive.holds("s1")
    assert archive.name_again("/in/b.md", "raw of s2", "s2")
    assert not archive.holds("s1")


def test_a_replacement_that_fails_leaves_the_old_version(archive):
    """A chunk id that is taken undoes the whole transaction."""
    old = entry("old", "Giá cũ.", origin="/in/a.md")
    put(archive, old, entry("other", "Giá khác."))
    new = entry("new", "Giá mới.", origin="/in/a.md")
    taken = replace(new, chunks=(replace(new.chunks[0], id="other:0"),))
    generation = archive.generation
    with pytest.raises(Exception, match="UNIQUE"):
        put(archive, taken)
    assert archive.text("old") == "Giá cũ."
    assert not archive.holds("new")
    assert archive.generation == generation


def test_chunks_and_vectors_must_be_as_many(archive):
    """A bulletin with a vector too few is never stored."""
    with pytest.raises(ValueError, match="2 chunks but 1 vectors"):
        archive.replace(entry("s1", "Một.", "Hai."), vectors(1), MADE_BY)
    assert archive.sources() == ()


def test_forgetting_removes_everything_made_from_a_bulletin(archive):
    """It returns what was removed; the file may be taken in anew."""
    stored = stating(entry("s1", "Giá gạo tăng."), statement())
    put(archive, stored, entry("s2", "Giá ngô giảm."))
    assert archive.forget("s1") == stored.source
    assert archive.chunk_ids() == ("s2:0",)
    assert archive.chunks_about([month(2025, 3)]) == ()
    assert "/in/s1.md" not in archive.origins()
    assert archive.faults() == ()


@pytest.mark.parametrize("read", ["forget", "source", "text"])
def test_an_unknown_bulletin_is_named(archive, read):
    """The sentence quotes the id and says where ids are listed."""
    with pytest.raises(StoreError, match=r"'none'.*bantin list"):
        getattr(archive, read)("none")


def test_every_change_makes_a_new_generation(archive):
    """Storing, naming again and forgetting each count once."""
    assert archive.generation == 0
    put(archive, entry("s1", "Giá gạo tăng."))
    archive.name_again("/in/b.md", "raw", "s1")
    archive.forget("s1")
    assert archive.generation == 3


def test_the_newest_publication_comes_first(archive):
    """Undated bulletins come last."""
    days = {"a": date(2024, 1, 5), "b": None, "c": date(2025, 1, 5)}
    put(archive, *(entry(id, f"Bản {id}.", published=day) for id, day in days.items()))
    assert [found.id for found in archive.sources()] == ["c", "a", "b"]


def test_another_embedder_is_refused_with_both_named(archive):
    """The sentence holds the fingerprint held and the one given."""
    archive.require("embedder", "anything, while nothing is stored")
    put(archive, entry("s1", "Giá gạo tăng."))
    archive.require("embedder", "words gao")
    with pytest.raises(FingerprintError, match="embedder 'words gao', not 'words ngo'"):
        archive.require("embedder", "words ngo")


@pytest.mark.parametrize(
    ("stated", "asked", "found"),
    [
        (month(2025, 3), month(2025, 3), True),
        (month(2025, 2), month(2025, 3), False),
        (quarter(2025, 1), year_to_date(2025, 3), True),
        (quarter(2025, 1), month(2025, 3), False),
        (as_of(date(2025, 3, 20)), year_to_date(2025, 3), True),
        (as_of(date(2025, 3, 18)), year_to_date(2025, 3), False),
        (year_to_date(2025, 3), as_of(date(2025, 3, 20)), True),
        (year_to_date(2025, 2), as_of(date(2025, 3, 20)), False),
    ],
    ids=[
        "same-month",
        "month-before",
        "quarter-is-three-months",
        "quarter-is-no-month",
        "day-near-the-end",
        "day-before-that",
        "stretch-that-ends-soon-after",
        "stretch-that-ended-before",
    ],
)
def test_statements_are_found_by_their_days(archive, stated, asked, found):
    """Equal days match whatever they are called; a day stands for a stretch it nearly ends."""
    put(archive, stating(entry("s1", "IIP tháng 3."), statement(periods=(stated,))))
    assert archive.chunks_about([asked]) == (("s1:0",) if found else ())


def test_a_year_holds_its_months_only_when_asked_to(archive):
    """Without `inside_years` a year matches the whole year alone."""
    put(archive, stating(entry("s1", "IIP tháng 3."), statement()))
    assert archive.chunks_about([whole_year(2025)]) == ()
    assert archive.chunks_about([whole_year(2025)], inside_years=True) == ("s1:0",)
    assert archive.chunks_about([whole_year(2024)], inside_years=True) == ()


EVERY_FIELD = claim(
    quantity=Quantity(
        value=Decimal("-1.60"),
        unit="tonne",
        exponent=6,
        high=Decimal("-1.8"),
        of=63,
        qualifier="about",
    ),
    kind="change",
    subject=Subject(indicator="cpi", part="area_urban", measure="real", words=("mèo", "cảnh")),
    period=days(date(2025, 1, 1), date(2025, 3, 15)),
    period_written=False,
    base="period",
    compared=year_to_date(2019, 3),
    place="ha_noi",
    status="preliminary",
)
NO_FIELD = claim(kind="", subject=NOTHING, period=None, base="unclear", period_written=False)


@pytest.mark.parametrize("kept", [claim(), EVERY_FIELD, NO_FIELD], ids=["plain", "full", "open"])
def test_a_figure_comes_back_as_it_went_in(archive, kept):
    """Every field is equal, decimal places included, and the quote is its sentence."""
    stored = claiming("s1", kept)
    put(archive, stored)
    (found,) = archive.figures_in("s1")
    assert found.claim == kept
    assert str(found.claim.quantity.value) == str(kept.quantity.value)
    assert found.source == stored.source
    assert found.quote == "IIP tăng 8,1%."


def test_the_quote_stands_at_its_offsets(archive):
    """Letters outside the basic plane before it included."""
    text = "Gạo 🌾 tăng 3%."
    wheat = claim(start=11, end=13, sentence=Span(0, len(text)))
    maize = claim(sentence=Span(len(text) + 1, len(text) + 12), start=len(text) + 9)
    put(archive, replace(entry("s1", text, "Ngô giảm 2%."), claims=(wheat, maize)))
    assert [figure.quote for figure in archive.figures_in("s1")] == [text, "Ngô giảm 2%"]


def test_figures_come_in_the_order_they_were_read(archive):
    """Those of one bulletin, resolved or not."""
    first, second = claim(), claim(sentence=Span(15, 27), subject=NOTHING)
    put(archive, claiming("s1", first, second), claiming("s2", claim()))
    assert [figure.claim for figure in archive.figures_in("s1")] == [first, second]
    assert archive.figures_in("none") == ()


def test_only_resolved_figures_answer(archive):
    """The others are given where they are asked for."""
    kept = claim(), claim(base="unclear"), claim(period=None), claim(kind="")
    named = claim(subject=Subject(indicator="iip", words=("mèo",)))
    put(archive, claiming("s1", *kept, named))
    assert [figure.claim for figure in archive.all_figures()] == [claim()]
    assert [figure.claim for figure in archive.figures([("iip", "")])] == [claim()]
    asked = archive.figures([("iip", "")], complete=False)
    assert [figure.claim for figure in asked] == [*kept, named]


def test_figures_are_found_by_indicator_and_part(archive):
    """The whole is not its part; several pairs may be asked at once."""
    whole = claim()
    part = claim(subject=Subject(indicator="iip", part="area_urban"))
    other = claim(subject=Subject(indicator="cpi"))
    put(archive, claiming("s1", whole, part), claiming("s2", other))

    def found(*subjects):
        return [figure.claim for figure in archive.figures(subjects)]

    assert found(("iip", "")) == [whole]
    assert found(("iip", "area_urban")) == [part]
    assert found(("cpi", ""), ("iip", "")) == [whole, other]
    assert found(("gdp", "")) == []


@pytest.mark.parametrize(
    ("stated", "asked", "found"),
    [
        (month(2025, 3), month(2025, 3), True),
        (month(2025, 2), month(2025, 3), False),
        (quarter(2025, 1), year_to_date(2025, 3), True),
        (quarter(2025, 1), month(2025, 3), False),
        (as_of(date(2025, 3, 20)), year_to_date(2025, 3), True),
        (as_of(date(2025, 3, 18)), year_to_date(2025, 3), False),
        (year_to_date(2025, 3), as_of(date(2025, 3, 20)), True),
        (month(2024, 3), month(2025, 3), False),
    ],
    ids=[
        "same-month",
        "month-before",
        "quarter-is-three-months",
        "quarter-is-no-month",
        "day-near-the-end",
        "day-before-that",
        "stretch-that-ends-soon-after",
        "year-before",
    ],
)
def test_figures_are_found_by_their_days(archive, stated, asked, found):
    """As statements are."""
    put(archive, claiming("s1", claim(period=stated)))
    figures = archive.figures([("iip", "")], periods=[asked])
    assert [figure.claim.period for figure in figures] == ([stated] if found else [])


def test_one_of_several_periods_is_enough(archive):
    """A comparison asks for two."""
    put(archive, claiming("s1", *(claim(period=month(2025, n)) for n in (1, 2, 3))))
    figures = archive.figures([("iip", "")], periods=[month(2025, 1), month(2025, 3)])
    assert [figure.claim.period for figure in figures] == [month(2025, 1), month(2025, 3)]


def test_forgetting_a_bulletin_forgets_its_figures(archive):
    """Those of the others stay."""
    put(archive, claiming("s1", claim()), claiming("s2", claim(place="ha_noi")))
    archive.forget("s1")
    assert archive.figures_in("s1") == ()
    assert [figure.claim.place for figure in archive.all_figures()] == ["ha_noi"]


def test_a_new_content_brings_its_own_figures(archive):
    """The older version's are gone."""
    old, new = claim(), claim(quantity=Quantity(value=Decimal("8.3"), unit="%"))
    put(archive, claiming("old", old, origin="/in/a.md"))
    put(archive, claiming("new", new, origin="/in/a.md"))
    assert [figure.claim for figure in archive.all_figures()] == [new]


def test_the_indexes_read_the_heading_before_the_text(archive):
    """The heading is never part of what is quoted."""
    put(archive, entry("s1", "Giá gạo tăng.", heading="Giá tháng 3"), entry("s2", "Giá ngô."))
    assert dict(archive.indexed_texts()) == {
        "s1:0": "Giá tháng 3\nGiá gạo tăng.",
        "s2:0": "Giá ngô.",
    }
    assert archive.chunks(["s1:0"])[0].text == "Giá gạo tăng."


def test_reading_does_not_make_a_store(tmp_path):
    """A home without an archive is told how to fill one, and stays empty."""
    with pytest.raises(StoreError, match="bantin ingest"):
        Archive(tmp_path / "archive.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", [None, b""], ids=["nothing", "empty-file"])
def test_an_archive_appears_with_its_tables_or_not_at_all(tmp_path, monkeypatch, left):
    """A maker that dies leaves no archive, so that the next command does not meet half of one."""
    path = tmp_path / "archive.sqlite"
    if left is not None:
        path.write_bytes(left)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("vectorstore.archive._link", dies)
        with pytest.raises(KeyboardInterrupt):
            Archive(path, create=True)
    with pytest.raises(StoreError, match="bantin ingest"):
        Archive(path, create=False)
    Archive(path, create=True).close()
    assert [found.name for found in tmp_path.iterdir()] == ["archive.sqlite"]


def test_an_archive_another_made_meanwhile_is_taken(tmp_path):
    """Two first ingests at once make one archive."""
    path = tmp_path / "archive.sqlite"
    with closing(Archive(path, create=True)) as archive:
        put(archive, entry("s1", "Giá gạo tăng."))
        _make(path)
        assert [found.id for found in archive.sources()] == ["s1"]
    assert [found.name for found in tmp_path.iterdir()] == ["archive.sqlite"]


def test_a_backup_copied_here_by_hand_is_read_while_it_is_written(tmp_path):
    """It is brought back to SQLite's write-ahead log, which lets readers go on."""
    path = tmp_path / "archive.sqlite"
    Archive(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    Archive(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_home_whose_name_the_system_refuses_is_said_in_one_sentence(tmp_path):
    """A name that is too long is no traceback."""
    with pytest.raises(StoreError, match="File name too long"):
        Archive(tmp_path / ("a" * 300) / "archive.sqlite", create=False)


def test_a_home_that_cannot_be_written_is_read(tmp_path, monkeypatch):
    """Without write access the archive is opened as a file that does not change."""
    with closing(Archive(tmp_path / "archive.sqlite", create=True)) as archive:
        put(archive, entry("s1", "Giá gạo tăng."))
    monkeypatch.setattr("vectorstore.archive.os.access", lambda path, mode: False)
    with closing(Archive(tmp_path / "archive.sqlite", create=False)) as archive:
        assert archive.text("s1") == "Giá gạo tăng."


def test_a_home_that_cannot_be_written_shows_the_last_change(archive, monkeypatch):
    """What still stands in SQLite's log, another process having the archive open, is read too."""
    put(archive, entry("s1", "Giá gạo tăng."))
    monkeypatch.setattr("vectorstore.archive.os.access", lambda path, mode: False)
    with closing(Archive(archive.path, create=False)) as reader:
        assert reader.text("s1") == "Giá gạo tăng."


def test_an_archive_of_another_version_is_refused(tmp_path):
    """The schema found is named."""
    path = tmp_path / "archive.sqlite"
    with closing(Archive(path, create=True)) as archive:
        assert archive.meta("schema") == SCHEMA_VERSION
        archive.set_meta("schema", "99")
    with pytest.raises(StoreError, match="schema '99'"):
        Archive(path, create=False)


def test_a_file_that_is_no_archive_is_called_damaged(tmp_path):
    """A text file of that name is left as it is."""
    path = tmp_path / "archive.sqlite"
    path.write_text("Đây là một tệp văn bản, không phải kho dữ liệu. " * 30, "utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged"):
        Archive(path, create=False)
    assert path.read_bytes() == before


def test_damage_met_while_reading_is_said_in_one_sentence(tmp_path):
    """A page overwritten in the middle of the file is no traceback."""
    path = tmp_path / "archive.sqlite"
    with closing(Archive(path, create=True)) as archive:
        put(archive, *(entry(f"s{n}", f"Giá gạo lần {n} tăng. " * 90) for n in range(60)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    for page in range(10, len(content) // size):
        content[page * size : page * size + 40] = b"\xff" * 40
    path.write_bytes(content)
    ids = [f"s{n}:0" for n in range(60)]
    archive = Archive(path, create=False)
    with closing(archive), pytest.raises(StoreError, match="damaged"):
        archive.chunks(ids)


def test_orphans_and_empty_bulletins_are_faults(archive):
    """What a broken write could leave is counted."""
    put(archive, entry("s1", "Một.", "Hai."), entry("s2", "Ba."))
    assert archive.faults() == ()
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("DELETE FROM bulletins WHERE id = 's1'")
        connection.execute("DELETE FROM chunks WHERE bulletin = 's2'")
    assert archive.faults() == ("2 chunks without a bulletin", "1 bulletins without chunks")


def test_a_full_disk_leaves_what_was_held(archive):
    """SQLite's refusal is one sentence that says so, and the older bulletins stay."""
    put(archive, entry("s1", "Giá gạo tăng."))
    with archive._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"full.*unharmed"):
        put(archive, entry("s2", "Giá ngô giảm. " * 5000))
    assert [found.id for found in archive.sources()] == ["s1"]
    assert archive.faults() == ()
