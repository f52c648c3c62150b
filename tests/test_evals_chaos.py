"""What the chaos runs take for granted: their bulletins, their verdicts, and what they break."""

from contextlib import closing
from random import Random

import pytest

from evals.chaos import broken
from evals.chaos.__main__ import ROWS
from evals.chaos.bulletins import (
    COUNT,
    HashedWords,
    bulletin_text,
    long_bulletin,
    mark,
    marked,
    name,
    write_bulletins,
)
from evals.chaos.damage import damaged
from evals.chaos.full_disk import room_named
from evals.chaos.readers import Seen, judge, read_writes
from evals.chaos.whole import Expected, bulletin_faults, digests, index_bytes, whole
from evals.chaos.writers import holder
from ingest.pipeline import ingest_paths
from ingest.split import split
from lexicon.errors import LockedError, StoreError
from vectorstore.store import LEXICAL_FOLDER, Store


def test_every_chunk_of_a_bulletin_carries_the_mark_of_its_version():
    """So that parts of two versions are told apart."""
    text = bulletin_text(7, 3)
    chunks = [text[spans[0].start : spans[-1].end] for spans in split(text)]
    assert len(chunks) == 2
    assert all(marked(chunk, 7) == {3} and name(7) in chunk for chunk in chunks)
    assert marked(text + mark(7, 4), 7) == {3, 4}
    assert marked(text, 8) == set()


def test_the_vectors_of_words_are_the_same_everywhere():
    """They hang on the words alone and have unit length."""
    first, second = HashedWords().passages(["giá gạo", "giá ngô"])
    assert (HashedWords().question("giá gạo")[0] == first).all()
    assert (first != second).any()
    assert first @ first == pytest.approx(1)


def test_a_long_bulletin_is_cut_exactly():
    """Each chunk is its slice of the text."""
    entry = long_bulletin(30)
    assert len(entry.chunks) == 30
    assert all(entry.text[c.start : c.end] == c.text for c in entry.chunks)


def test_one_bit_or_the_end_is_damaged():
    """Nothing else changes."""
    content, random = bytes(range(200)), Random(1)
    flipped = damaged(content, "flip", random)
    (at,) = [n for n in range(200) if flipped[n] != content[n]]
    assert (flipped[at] ^ content[at]).bit_count() == 1
    cut = damaged(content, "cut", random)
    assert content.startswith(cut)
    assert len(cut) < 200


def test_what_the_product_says_is_read_from_its_own_sentences():
    """The room needed and the process that writes."""
    full = StoreError("disk-full", home="/h", needed=7, free=0)
    locked = LockedError("locked", home="/h", holder="process 321, since 10:00:00")
    assert (room_named(str(full)), room_named("no room")) == (7_000_000, 0)
    assert (holder(str(locked)), holder("nobody")) == (321, 0)


def seen(version: int, at: float, **changed: object) -> Seen:
    return Seen(**{"number": 0, "version": version, "began": at, "ended": at} | changed)


@pytest.mark.parametrize(
    ("reads", "faults"),
    [
        ([seen(1, 9), seen(1, 12), seen(2, 13)], 0),
        ([seen(2, 8)], 0),
        ([seen(2, 4)], 1),
        ([seen(1, 16)], 1),
        ([seen(2, 12), seen(1, 13)], 1),
        ([seen(7, 12)], 1),
        ([seen(0, 12, wrong="1 chunks")], 1),
    ],
    ids=["in-time", "before-told", "too-early", "too-late", "backwards", "unknown", "half"],
)
def test_a_read_is_judged_by_what_was_written_when(reads, faults):
    """Version 2 of bulletin 0 was acknowledged at 10."""
    found, _ = judge(reads, read_writes(["0:2:10.000"]))
    assert len(found) == faults


def test_the_longest_time_an_old_version_was_seen_is_told():
    """2.5 s after it had been replaced."""
    assert judge([seen(1, 12.5)], read_writes(["0:2:10.000"])) == ([], 2.5)


def test_half_and_lost_bulletins_are_faults():
    """One of another digest, one unknown, one acknowledged that is not there."""
    expected = Expected(digests={"a": "1", "b": "2"}, index_bytes=1, acknowledged=["b"])
    assert bulletin_faults({"a": "1", "b": "2"}, expected) == []
    assert len(bulletin_faults({"a": "x", "c": "3"}, expected)) == 3


@pytest.mark.real
def test_a_store_is_whole_until_something_is_missing(tmp_path):
    """A bulletin that is gone, one that is not as it should be, and indexes that grew."""
    write_bulletins(tmp_path / "in")
    home = tmp_path / "home"
    with closing(Store(home, create=True)) as store:
        ingest_paths(store, HashedWords(), sorted((tmp_path / "in").iterdir())[:3])
        held = digests(store.archive)
    right = Expected(digests=held, index_bytes=index_bytes(home), acknowledged=list(held))
    assert whole(home, right) == []
    (home / LEXICAL_FOLDER / "ids.json").write_text("[]", "utf-8")
    assert whole(home, right) == []  # made anew before it is asked
    lost = Expected(digests=held, index_bytes=1, acknowledged=["lost"])
    assert len(whole(home, lost)) == 2
    other = Expected(digests=dict.fromkeys(held, ""), index_bytes=10**9)
    assert len(whole(home, other)) == 3


def test_every_row_has_a_build_it_fails_over():
    """A run that cannot fail shows nothing."""
    assert {row for _, rows in broken.BUILDS.values() for row in rows} == set(ROWS)
    assert COUNT == 60
