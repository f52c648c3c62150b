"""What is printed of a long sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.excerpt import LONGEST, excerpt, likest_clause

SHORT = "Xuất khẩu tháng 4/2024 tăng 5%."
GOODS = [f"mặt hàng thứ {number} tăng {number},5% so với cùng kỳ" for number in range(1, 12)]
LONG = "Trong tháng 4/2024, " + "; ".join(GOODS) + "."


def span_of(part):
    start = LONG.index(part)
    return start, start + len(part)


def test_a_short_sentence_is_printed_whole():
    """Nothing is left out of what is read at a glance."""
    assert excerpt(SHORT, [(0, 5)]) == SHORT


@pytest.mark.parametrize("number", [1, 6, 11])
def test_of_a_long_one_the_clause_of_the_figure_is_printed(number):
    """Whole clauses, with a mark where something is left out."""
    part = f"tăng {number},5%"
    printed = excerpt(LONG, [span_of(part)])
    assert part in printed
    assert len(printed) <= LONGEST + len("…  …")
    assert printed.strip("… ") in LONG
    assert printed.startswith("… ") is not printed.startswith("Trong tháng")
    assert printed.endswith(" …") is (number < 11)


def test_figures_that_stand_together_are_printed_together():
    """From the first to the last, where both fit."""
    printed = excerpt(LONG, [span_of("tăng 3,5%"), span_of("tăng 5,5%")])
    assert all(f"tăng {number},5%" in printed for number in (3, 4, 5))


@given(st.integers(0, len(LONG) - 1), st.integers(1, 40))
def test_what_is_printed_stands_in_the_sentence(start, length):
    """Wherever the figure stands, it is printed, and nothing that is not there."""
    end = min(len(LONG), start + length)
    printed = excerpt(LONG, [(start, end)]).removeprefix("… ").removesuffix(" …")
    assert printed in LONG
    assert LONG[start:end].strip() in printed


def test_the_likest_clause_has_most_of_the_words_asked():
    """A question for the seventh good finds its clause, typed with diacritics or without."""
    start, end = likest_clause(LONG, "mat hang thu 7 tang bao nhieu")
    assert LONG[start:end].startswith("mặt hàng thứ 7 ")


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        (["95,1"], "Khai khoáng | … | 95,1 | …"),
        ([], "Khai khoáng | …"),
        (["98,7", "94,5"], "Khai khoáng | 98,7 | … | 94,5"),
    ],
    ids=["one", "none", "two"],
)
def test_of_a_row_its_name_and_the_cells_told_are_printed(told, printed):
    """The others are left out."""
    row = "Khai khoáng | 98,7 | 95,1 | 94,5"
    assert excerpt(row, [(row.index(t), row.index(t) + len(t)) for t in told]) == printed
