"""Pieces of text to whole sentences, however the pieces are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spoken.stream import whole_sentences
from lexicon.errors import LanguageModelError

TEXT = "IIP giảm 6,8% so với TP. Huế. [1] CPI tăng 0,23%! [1][2] Hết."
SENTENCES = ["IIP giảm 6,8% so với TP. Huế. [1]", "CPI tăng 0,23%! [1][2]", "Hết."]


@given(st.lists(st.integers(1, 9), min_size=8, max_size=60))
def test_sentences_are_the_same_however_the_text_arrives(lengths):
    """Token by token or all at once."""
    pieces, at = [], 0
    for length in lengths:
        pieces.append(TEXT[at : at + length])
        at += length
    assert list(whole_sentences([*pieces, TEXT[at:]])) == SENTENCES


def test_a_sentence_is_given_once_the_next_has_begun():
    """The first is on the screen long before the last has come."""
    arrived = []

    def pieces():
        for piece in ("IIP giảm. ", "[1", "] ", "CPI", " tăng."):
            arrived.append(piece)
            yield piece

    assert next(whole_sentences(pieces())) == "IIP giảm. [1]"
    assert arrived[-1] == "CPI"


def test_what_breaks_off_is_never_given():
    """The error passes through; the half sentence does not."""

    def pieces():
        yield "IIP giảm. CPI tă"
        raise LanguageModelError("model-slow", name="m")

    given = []
    with pytest.raises(LanguageModelError):
        given.extend(whole_sentences(pieces()))
    assert given == ["IIP giảm."]


@pytest.mark.parametrize(
    "text",
    [
        "<think>GDP tăng 9%. Chắc vậy.</think>Hết.",
        "<thinking>Nghĩ.</thinking> Hết.",
        "Hết. <think>GDP tăng 9%.",
    ],
    ids=["before", "other mark", "unclosed"],
)
def test_thoughts_are_left_out(text):
    """What a model thinks aloud is no part of its text, however it arrives."""
    assert list(whole_sentences([text])) == ["Hết."]
    assert list(whole_sentences(text)) == ["Hết."]


def test_a_text_without_an_end_ends():
    """What is longer than any sentence is none."""
    given = []
    with pytest.raises(LanguageModelError) as raised:
        given.extend(whole_sentences(["Một. ", *["Rất " for _ in range(10_000)]], "m"))
    assert (given, raised.value.key) == (["Một."], "model-endless")
