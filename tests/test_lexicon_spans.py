"""Stretches that do not overlap, asked as a list of them would be."""

from hypothesis import given
from hypothesis import strategies as st

from lexicon.spans import Spans

STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=30)


@given(STRETCHES)
def test_a_stretch_meets_what_it_shares_a_letter_with(stretches):
    """In whatever order they are kept."""
    kept, spans = [], Spans()
    for start, length in stretches:
        end = start + length
        meets = any(start < stop and begin < end for begin, stop in kept)
        assert spans.meets(start, end) == meets
        if not meets:
            spans.add(start, end)
            kept.append((start, end))
    assert all(Spans(kept).meets(begin, stop) for begin, stop in kept)
