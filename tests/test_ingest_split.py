"""Splitting: whole sentences at exact offsets, each in one chunk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.split import TARGET, VERSION, split
from lexicon.sentences import sentences

ALPHABET = 'aĐộ1 ,.!?…;:%\n"”()—🌾'


def spans(text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for chunk in split(text) for span in chunk]


@given(st.text(alphabet=ALPHABET, max_size=1500))
def test_chunks_hold_every_character_once_and_in_order(text):
    """Only white space stands between the sentences of all chunks."""
    at = 0
    for start, end in spans(text):
        assert at <= start < end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@given(st.text(alphabet=ALPHABET, max_size=1500))
def test_chunks_are_made_of_the_sentences_of_the_text(text):
    """No sentence is divided or joined."""
    assert spans(text) == [tuple(span) for span in sentences(text)]


@given(st.lists(st.integers(1, 1200), max_size=20), st.sampled_from([" ", "\n"]))
def test_a_chunk_over_the_target_is_one_sentence(lengths, between):
    """Sentences are gathered only while they fit."""
    text = between.join("A" + "b" * (length - 1) + "." for length in lengths)
    for chunk in split(text):
        assert len(chunk) == 1 or chunk[-1].end - chunk[0].start <= TARGET


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("", []),
        (" \n ", []),
        ("Giá tăng.", [1]),
        ("Giá tăng. Lượng giảm.\nHết.", [3]),
        ("A" * 600 + ".", [1]),
        (("A" * 299 + ". ") * 3, [1, 1, 1]),
        (("A" * 259 + ".\n") * 2, [1, 1]),
        (("A" * 199 + ".\n") * 3, [2, 1]),
    ],
    ids=[
        "empty",
        "spaces",
        "one",
        "short-paragraphs-joined",
        "longer-than-the-target",
        "two-would-not-fit",
        "half-full-at-a-paragraph",
        "parted-where-half-full",
    ],
)
def test_sentences_are_gathered_to_about_the_target(text, sizes):
    """Short paragraphs are joined, long ones divided."""
    assert [len(chunk) for chunk in split(text)] == sizes


def test_the_splitters_name_holds_its_size():
    """Another target is another fingerprint."""
    assert str(TARGET) in VERSION
