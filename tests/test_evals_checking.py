"""How true sentences and altered ones are made, and when checking one is right."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.check import Checked
from evals import checking
from evals.checking import FIELDS, Held, Pasted, adjacent, judge, true_and_altered
from lexicon.periods import month, quarter, year_to_date


@pytest.fixture(scope="module")
def everything(store):
    archive = store.archive
    return [f for source in archive.sources() for f in archive.figures_in(source.id)]


@pytest.fixture(scope="module")
def pasted(store, everything):
    return true_and_altered(store.archive.all_figures(), everything, 24)


def checked(outcome, *differs):
    """Return a checked figure."""
    return Checked(text="5%", start=0, end=2, outcome=outcome, differs=differs, citations=())


def sentence(altered=""):
    """Return a sentence to judge."""
    return Pasted(text="Tăng 5%.", lang="vi", origin="worded", altered=altered, was="")


def test_sentences_are_true_or_altered_in_one_field(pasted):
    """The bulletins' own ones stand in them; both languages are there."""
    true = [p for p in pasted if not p.altered]
    assert {p.origin for p in true} == {"own", "worded"}
    assert {p.lang for p in true if p.origin == "worded"} == {"vi", "en"}
    assert {"value", "sign", "period", "base"} <= {p.altered for p in pasted}
    assert all(p.was and p.was != p.text for p in pasted if p.altered)


def test_an_own_sentence_stands_in_its_bulletin(store, pasted):
    """Word for word before it is altered, and not after."""
    texts = " ".join(store.archive.text(source.id) for source in store.archive.sources())
    for p in pasted:
        if p.origin == "own":
            assert (p.was or p.text) in texts
            assert not p.altered or p.text not in texts


def test_the_same_store_gives_the_same_sentences(store, everything, pasted):
    """Two runs check the same."""
    assert true_and_altered(store.archive.all_figures(), everything, 24) == pasted


def test_a_lie_is_not_what_another_figure_says(everything):
    """A stored figure says itself, but not its neighbour's value."""
    held = Held(everything)
    claim = next(f.claim for f in everything if f.claim.quantity.value == -18)
    assert held.say(claim)
    assert not held.say(replace(claim, base="year-before"))
    assert held.say(replace(claim, base="unclear"))
    assert not held.say(replace(claim, place="ha_noi"))


def test_a_rounder_number_is_no_lie(everything):
    """6,8 told as 7 may be the same figure."""
    claim = next(f.claim for f in everything if str(f.claim.quantity.value) == "-6.8")
    rounded = replace(claim, quantity=replace(claim.quantity, value=Decimal(-7)))
    assert Held(everything).say(rounded)


@pytest.mark.parametrize(
    ("period", "beside"),
    [
        (month(2024, 2), [month(2023, 2), month(2024, 1)]),
        (quarter(2024, 3), [quarter(2023, 3), quarter(2024, 2)]),
        (year_to_date(2024, 8), [year_to_date(2023, 8), year_to_date(2024, 7)]),
    ],
    ids=["month", "quarter", "months"],
)
def test_another_period_is_the_one_beside(period, beside):
    """A year or a step before, named the same way."""
    assert [(p.start, p.end) for p in adjacent(period)] == [(p.start, p.end) for p in beside]
    assert all(p.end < date(2024, 12, 31) for p in adjacent(period))


@pytest.mark.parametrize(
    ("altered", "outcomes", "right"),
    [
        pytest.param("", ["confirmed", "nearly"], True, id="all confirmed"),
        pytest.param("", ["confirmed", "not-checkable"], False, id="one not checkable"),
        pytest.param("", ["confirmed", "contradicted"], False, id="one contradicted"),
        pytest.param("", [], False, id="no figure read"),
        pytest.param("sign", ["confirmed", "contradicted"], True, id="lie caught"),
        pytest.param("sign", ["confirmed"], False, id="lie confirmed"),
        pytest.param("sign", ["not-checkable"], False, id="lie not checkable"),
    ],
)
def test_a_lie_is_contradicted_and_the_truth_confirmed(altered, outcomes, right):
    """One contradicted figure is enough to catch, and to wrong, a sentence."""
    found = judge(sentence(altered), tuple(checked(outcome) for outcome in outcomes))
    assert found.right is right


def test_rows_tell_lies_and_truths_apart(bot, pasted):
    """Fields have rows of their own."""
    found = {row.label: row.values for row in checking.rows(checking.check(bot, pasted))}
    assert {"altered", "true", "altered value", "true, bulletins' own"} <= set(found)
    assert set(found["altered"]) == {"caught", "field named"}
    assert set(found["true"]) == {"confirmed", "falsely contradicted"}
    assert {label.removeprefix("altered ") for label in found} & set(FIELDS)


def test_misses_say_what_was_altered():
    """A heading by field, then the sentence."""
    missed = judge(sentence("unit"), (checked("confirmed"),))
    assert checking.misses([missed]).splitlines()[0] == "    1 altered unit, worded vi: confirmed"
