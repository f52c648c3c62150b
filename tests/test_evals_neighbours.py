"""How questions are made of stored figures, and when an answer to one is right."""

from dataclasses import replace
from random import Random

import pytest

from bot.types import Shown
from evals import neighbours
from evals.neighbours import cases, differing, held_figures, judge, key_of, row, rows, typed


@pytest.fixture(scope="module")
def held(store):
    return held_figures(store.archive.all_figures())


@pytest.fixture(scope="module")
def asked(held):
    return cases(held, 40)


@pytest.fixture(scope="module")
def february(held):
    """Return the figures of the country by base, first and last month."""
    return {
        (key.base, key.start.month, key.end.month): figures[0]
        for key, figures in held.items()
        if key.indicator == "iip" and not key.place
    }


def case_of(asked, figure):
    """Return a case that asks for a figure."""
    return next(case for case in asked if key_of(case.figure.claim) == key_of(figure.claim))


def answered(bot, case, *figures, text=None, reason=None):
    """Return an answer to a case that shows some figures."""
    shown = tuple(Shown(figure=figure, citation=1) for figure in figures)
    printed = "; ".join(str(f.claim.quantity.value).lstrip("-") + "%" for f in figures)
    answer = bot.ask(case.question)
    return replace(
        answer, reason=reason, figures=shown, citations=(), text=printed if text is None else text
    )


def test_every_complete_figure_can_be_asked_for(store, held):
    """Six figures of three bulletins on industry and one on prices."""
    assert {figure.claim.complete for figure in store.archive.all_figures()} == {True}
    assert len(held) == len(store.archive.all_figures()) == 6


def test_a_figure_has_the_neighbours_that_are_held(held, february):
    """Another base, another month, another sign, another place."""
    beside = neighbours.neighbours(held)
    fall = key_of(february["year-before", 2, 2].claim)
    assert set(beside[fall]) == {"period", "sign", "base"}
    place = next(key for key in held if key.place)
    assert "place" not in beside[place]  # no figure of March for the country


def test_as_many_questions_as_there_are_to_ask(asked, held):
    """Each figure in both languages, when more are wanted than are held, some again in late words."""
    assert sum(case.written == "first" for case in asked) == 2 * len(held)
    assert {case.written for case in asked} == {"first", "late"}
    assert {case.lang for case in asked} == {"vi", "en"}
    assert any(case.plain for case in asked)
    assert all(case.question.isascii() for case in asked if case.plain)


def test_fewer_questions_are_the_first_of_more(held, asked):
    """A sample is a part of the whole, and two runs ask the same."""
    assert [c for c in cases(held, 4) if c.written == "first"] == list(asked[:4])


def test_a_question_may_be_typed_without_its_marks():
    """Diacritics and capitals go, the mark at its end may."""
    assert typed("Xuất khẩu tháng 2/2024?", True, Random(1)).startswith("xuat khau thang 2/2024")


def test_the_figure_asked_for_is_right(bot, asked, february):
    """It is shown and printed, wherever it stands."""
    wanted, other = february["year-before", 2, 2], february["month-before", 2, 2]
    case = case_of(asked, wanted)
    alone = judge(case, answered(bot, case, wanted))
    assert (alone.verdict, alone.led) == ("right", True)
    second = judge(case, answered(bot, case, other, wanted))
    assert (second.verdict, second.led) == ("right", False)
    assert "base" in second.cause


def test_a_figure_that_is_not_printed_is_not_right(bot, asked, february):
    """Showing is saying."""
    wanted = february["year-before", 2, 2]
    case = case_of(asked, wanted)
    assert judge(case, answered(bot, case, wanted, text="Giảm.")).verdict == "wrong"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        pytest.param(("month-before", 2, 2), "base", id="other base"),
        pytest.param(("year-before", 1, 1), "period", id="other month"),
        pytest.param(("year-before", 1, 2), "period", id="two months"),
    ],
)
def test_a_neighbour_is_another_period_or_base(bot, asked, february, other, field):
    """What the answer begins with decides."""
    wanted = february["year-before", 2, 2]
    case = case_of(asked, wanted)
    outcome = judge(case, answered(bot, case, february[other]))
    assert outcome.verdict == "other period or base"
    assert outcome.cause.startswith(field)
    assert differing(wanted.claim, february[other].claim) == (field,)


def test_a_level_for_growth_is_another_kind(february):
    """So it is not right."""
    wanted = february["year-before", 2, 2].claim
    assert differing(wanted, replace(wanted, kind="level", base="")) == ("kind",)


def test_in_january_december_is_the_month_before(february):
    """Both bases name the same month."""
    january = february["year-before", 1, 1].claim
    assert key_of(replace(january, base="december")) == key_of(
        replace(january, base="month-before")
    )


def test_a_refusal_is_refused(bot, asked):
    """With what was not read as meant."""
    outcome = judge(asked[0], answered(bot, asked[0], text="Không có.", reason="not-covered"))
    assert outcome.verdict == "refused"
    assert outcome.cause.startswith("not-covered; misread ")


def test_a_refusal_that_shows_the_figure_among_others_is_disputed(bot, asked, february):
    """One that shows only others is wrong."""
    wanted, base, month = (february[key] for key in list(february)[:3])
    case = case_of(asked, wanted)
    disputed = answered(bot, case, wanted, base, reason="disputed")
    assert judge(case, disputed).verdict == "disputed"
    assert judge(case, answered(bot, case, base, month, reason="disputed")).verdict == "wrong"


def test_a_passage_is_right_when_it_holds_the_sentence(bot, asked, february):
    """An answer without figures is judged by what it quotes."""
    wanted = february["year-before", 2, 2]
    case = case_of(asked, wanted)
    empty = answered(bot, case, text="Xem bản tin.")
    assert judge(case, empty).verdict == "wrong"
    citation = next(
        c for c in bot.ask("IIP tháng 2/2024 giảm bao nhiêu so với tháng trước?").citations
    )
    quoting = replace(empty, citations=(replace(citation, quote=wanted.quote),))
    assert judge(case, quoting).verdict == "right"


def test_rows_are_shares_by_language_writing_and_neighbour(bot, asked):
    """Their verdicts sum to one."""
    outcomes = neighbours.ask(bot, asked)
    found = {row.label: row for row in rows(outcomes)}
    assert {"all", "vi", "en", "vi without diacritics", "wordings: first"} <= set(found)
    assert "kind: growth" in found
    assert sum(found["all"].values[verdict] for verdict in neighbours.VERDICTS) == pytest.approx(1)
    assert row("none", []).values["right"] == 0


def test_misses_are_told_by_class(bot, asked):
    """A heading with its number, then examples."""
    outcome = judge(asked[0], answered(bot, asked[0], text="Không có.", reason="not-covered"))
    told = neighbours.misses([outcome]).splitlines()
    assert told[0].startswith("    1 refused: not-covered; misread")
    assert asked[0].question in told[1]
