"""The sentence of a bulletin that a pasted one repeats, and where the two part."""

import pytest

from bot.quotes import nearest_quote

FIRST = "Kim ngạch xuất khẩu tháng 4/2024 đạt 30 tỷ USD, tăng 10% so với cùng kỳ năm trước và giảm 5% so với tháng trước."
SECOND = "Bưu cục trung tâm tháng 4/2024 nhận 2.000 kiện hàng, nhiều hơn 300 kiện so với tháng trước và gửi đi 1.700 kiện."


@pytest.fixture(scope="module")
def april(hold):
    return hold({"april.md": ("2024-04-29", f"{FIRST}\n\n{SECOND}")})


@pytest.mark.parametrize(
    "text",
    [FIRST, SECOND, FIRST.upper(), FIRST.removesuffix(" và giảm 5% so với tháng trước.")],
    ids=["first", "second", "capitals", "beginning"],
)
def test_what_stands_word_for_word_is_exact(april, text):
    """Whatever its case; the end may be left out."""
    found = nearest_quote(text, april.store)
    assert (found.exact, found.gapped, found.changes) == (True, False, ())


@pytest.mark.parametrize("text", [FIRST, FIRST.replace("30 tỷ", "31 tỷ"), SECOND])
def test_the_citation_is_a_slice_of_the_bulletin(april, text):
    """The bulletin's own sentence, never the pasted one."""
    citation = nearest_quote(text, april.store).citation
    assert citation.quote in (FIRST, SECOND)
    assert (
        april.store.archive.text(citation.source.id)[citation.start : citation.end]
        == citation.quote
    )


@pytest.mark.parametrize(
    "left_out",
    [
        " 30 tỷ USD, tăng",
        ", tăng 10% so với cùng kỳ năm trước",
        " so với cùng kỳ năm trước",
        " tháng 4/2024",
    ],
    ids=["number", "number and base", "base", "period"],
)
def test_pieces_joined_over_a_gap_are_no_exact_quote(april, left_out):
    """Each piece is verbatim and in order, but a number, base or period between them is gone."""
    found = nearest_quote(FIRST.replace(left_out, ""), april.store)
    assert found.citation.quote == FIRST
    assert (found.exact, found.gapped, found.changes) == (False, True, ())
    assert found.differing(0, "30") is None


@pytest.mark.parametrize(
    "text",
    [
        "Tăng 10% so với cùng kỳ năm trước, giảm 5% so với tháng trước, kim ngạch xuất khẩu đạt 30 tỷ USD tháng 4/2024.",
        "Xuất khẩu 30 tỷ USD.",
        "Giá vàng tháng 4/2024 nhích nhẹ ở hầu hết các cửa hàng.",
    ],
    ids=["other order", "words of its own", "other topic"],
)
def test_what_no_bulletin_says_that_way_has_no_quote(april, text):
    """The same words in another order are another sentence."""
    assert nearest_quote(text, april.store) is None


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("30 tỷ", "31 tỷ", "value"),
        ("tăng 10%", "giảm 10%", "sign"),
        ("tháng 4/2024", "tháng 5/2024", "period"),
        ("30 tỷ", "30 triệu", "unit"),
        ("Kim ngạch", "Lượng", "indicator"),
    ],
)
def test_what_was_altered_is_marked_and_named(april, old, new, field):
    """The stretch is that of the pasted sentence."""
    pasted = FIRST.replace(old, new)
    found = nearest_quote(pasted, april.store)
    ((start, end, named),) = found.changes
    assert pasted[start:end] in new
    assert (named, found.exact) == (field, False)


def test_a_value_altered_elsewhere_leaves_a_figure_as_it_is(april):
    """Another period or series changes every figure of the sentence, another value its own."""
    pasted = FIRST.replace("30 tỷ", "31 tỷ")
    value = nearest_quote(pasted, april.store)
    assert value.differing(pasted.index("31"), "31") == ("value",)
    assert value.differing(pasted.index("10%"), "10%") == ()
    pasted = FIRST.replace("tháng 4/2024", "tháng 5/2024")
    assert nearest_quote(pasted, april.store).differing(pasted.index("10%"), "10%") == ("period",)


@pytest.mark.parametrize(
    ("old", "new", "outcomes"),
    [
        ("", "", ["confirmed", "confirmed", "confirmed"]),
        ("nhận 2.000", "nhận 2.500", ["contradicted", "confirmed", "confirmed"]),
        ("tháng 4/2024", "tháng 3/2024", ["contradicted", "contradicted", "contradicted"]),
    ],
    ids=["as it stands", "value", "period"],
)
def test_figures_of_no_known_series_are_checked_by_the_sentence(april, old, new, outcomes):
    """No catalogue knows parcels, so the nearest sentence decides."""
    checked = april.bot.check(SECOND.replace(old, new) if old else SECOND)
    assert [figure.outcome for figure in checked] == outcomes
    assert all(figure.citations[0].quote == SECOND for figure in checked)


def test_figures_of_a_gapped_sentence_of_no_known_series_are_not_checkable(april):
    """What is joined over a gap is neither confirmed nor contradicted."""
    checked = april.bot.check(SECOND.replace(", nhiều hơn 300 kiện so với tháng trước", ""))
    assert {figure.outcome for figure in checked} == {"not-checkable"}
