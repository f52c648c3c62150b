"""What a Vietnamese syllable looks like."""

import pytest

from lexicon.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    "nghiệp khuỷu giếng gì quốc quý thuý thúy hoà hòa ươm yêu ở nước trong ngoéo xoong đắk".split(),
)
def test_syllables_are_known(word):
    """Long rhymes, gi and qu, both places of the tone, and none."""
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("tet", "a stop without a tone"),
        ("tèt", "a stop with a tone it cannot bear"),
        ("caọ", "the tone on the wrong vowel"),
        ("cê", "c before ê"),
        ("ngê", "ng before ê"),
        ("ghả", "gh before a"),
        ("tổnng", "no such rhyme"),
        ("fả", "no such onset"),
        ("tỏõ", "two tones"),
        ("t", "no vowel"),
        ("", "nothing"),
        ("nghiêngg", "too long"),
    ],
    ids=lambda value: value.replace(" ", "-"),
)
def test_what_breaks_a_rule_of_spelling_is_no_syllable(word, fault):
    """Each rule alone is enough."""
    assert not is_syllable(word), fault
