"""The catalogues of indicators, places and units: each wording leads to its own entry."""

from collections import Counter

import pytest

from lexicon.indicators import find_indicators, indicators
from lexicon.phrases import spelled_out, words_of
from lexicon.places import find_places, places
from lexicon.quantities import units
from lexicon.subjects import family, lineage
from lexicon.text import fold, matching, normalise

# Named by an entry, and not among the units a figure is read with.
UNREAD_UNITS: frozenset[str] = frozenset()


def words(text):
    return tuple(word for word, _, _ in words_of(matching(text)))


def shared(entries):
    """Return the wordings that stand under several entries, given as (id, wordings)."""
    owners = Counter(found for id, named in entries for found in {words(w) for w in named})
    return [wording for wording, count in owners.items() if count > 1]


def wordings(place):
    return place.name, *place.vi, *place.english


def provinces():
    return [place for place in places().values() if place.kind in ("province", "city")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wording_stands_under_one_indicator(language):
    """Commas, capitals and the place of the tone make no difference."""
    assert shared((e.id, getattr(e, language)) for e in indicators().values()) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_wording_of_an_indicator_is_found_as_that_indicator(language):
    """Standing alone, the whole of it, and nothing else in it."""
    lost = []
    for entry in indicators().values():
        for wording in getattr(entry, language):
            found = find_indicators(wording, language)
            if [mention.id for mention in found] != [entry.id] or not covers(found[0], wording):
                lost.append((entry.id, wording))
    assert lost == []


def covers(mention, text):
    """Tell whether a mention reaches from the first word of a text to its last."""
    named = words_of(matching(text))
    return (mention.start, mention.end) == (named[0][1], named[-1][2])


def test_every_wording_is_written_as_it_is_matched():
    """In small letters, composed, without spaces at its ends."""
    named = [w for e in indicators().values() for w in (*e.vi, *e.en)]
    assert [w for w in named if w != normalise(w).lower()] == []


def test_an_indicators_id_is_its_key():
    """No block stands twice."""
    assert [id for id, entry in indicators().items() if entry.id != id] == []


@pytest.mark.parametrize("label", ["label_vi", "label_en"])
def test_every_indicator_has_a_label_of_its_own(label):
    """In both languages: an answer prints it."""
    labels = Counter(getattr(entry, label) for entry in indicators().values())
    assert "" not in labels
    assert [text for text, count in labels.items() if count > 1] == []


def test_every_indicator_is_named_in_both_languages():
    """A question may be asked in either."""
    assert [entry.id for entry in indicators().values() if not (entry.vi and entry.en)] == []


def test_every_parent_is_an_indicator():
    """Branches and goods hang on something."""
    parents = {entry.parent for entry in indicators().values()} - {""}
    assert parents - set(indicators()) == set()


def test_no_indicator_is_part_of_itself():
    """Going up from parent to parent ends at a whole."""
    for id in indicators():
        seen = [id]
        while parent := indicators()[seen[-1]].parent:
            assert parent not in seen, seen
            seen.append(parent)
        assert lineage(id) == tuple(seen)
        assert family(id) == seen[-1]


def test_an_indicators_units_are_units():
    """A figure in another unit is not one of its levels."""
    known = {wording.casefold() for u in units().values() for wording in (u.id, *u.vi)}
    named = {unit for entry in indicators().values() for unit in entry.units}
    assert {unit for unit in named if unit.casefold() not in known} == UNREAD_UNITS
    assert [entry.id for entry in indicators().values() if not entry.units] == []


def test_a_rate_is_given_in_percent():
    """Its percent is a level."""
    rates = [entry for entry in indicators().values() if entry.rate]
    assert [entry.id for entry in rates if "%" not in entry.units] == []


def test_a_wording_stands_under_one_place():
    """Names in both languages together."""
    assert shared((place.id, wordings(place)) for place in places().values()) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_name_of_a_place_is_found_as_that_place(language):
    """Standing alone, the whole of it."""
    for place in places().values():
        for name in wordings(place) if language == "en" else (place.name, *place.vi):
            (found,) = find_places(name, language)
            assert found.id == place.id
            assert covers(found, name)


def test_provinces_are_found_without_diacritics():
    """People type "Ha Noi", and no two provinces are written alike then."""
    folded = Counter(fold(place.name) for place in provinces())
    for place in provinces():
        found = find_places(fold(place.name).title(), plain=True)
        assert [mention.id for mention in found] == [place.id]
    assert set(folded.values()) == {1}


def test_sixty_three_provinces_became_thirty_four():
    """On 1 July 2025; every former one belongs to one that lists it."""
    assert len(provinces()) == 63
    assert len({place.merged_into for place in provinces()}) == 34
    for place in provinces():
        whole = places()[place.merged_into]
        assert whole.merged_into == whole.id
        assert place.id in whole.merges or place.id == whole.id
        assert all(places()[part].merged_into == place.id for part in place.merges)


def test_only_provinces_were_merged():
    """Regions and countries belong to nothing."""
    others = [place for place in places().values() if place not in provinces()]
    assert {place.kind for place in others} == {"region", "country"}
    assert [place.id for place in others if place.merged_into or place.merges] == []


def test_every_place_has_an_english_name():
    """An English answer prints it."""
    assert [place.id for place in places().values() if not place.english] == []


def test_every_unit_has_wordings_in_both_languages():
    """The first of each is what an answer prints."""
    assert [unit.id for unit in units().values() if not (unit.vi and unit.en)] == []


def test_a_wording_with_choices_stands_for_each_of_them():
    """Written once, and found however it is put."""
    assert spelled_out("{tổng |}vốn {cấp |đăng ký }mới") == (
        "tổng vốn cấp mới",
        "tổng vốn đăng ký mới",
        "vốn cấp mới",
        "vốn đăng ký mới",
    )
    assert spelled_out("vốn FDI") == ("vốn FDI",)
    assert not any(
        sign in word for entry in indicators().values() for word in entry.vi for sign in "{|}"
    )
