"""Quotes in English as far as their figures go."""

import pytest

from bot.types import Turn

QUOTE = "Xuất khẩu tháng 7/2024 đạt 36 tỷ USD, tăng 19% so với cùng kỳ năm trước."
BULLETINS = {
    "trade-07.md": (
        "2024-08-06",
        QUOTE + "\n\nThủ tướng yêu cầu các bộ theo dõi sát giá xăng dầu.",
    ),
    "trade-06.md": ("2024-07-06", "Xuất khẩu tháng 6/2024 đạt 33 tỷ USD."),
}
FIGURES = "Goods exports, July 2024: USD 36 billion [1]; up 19% year on year [1]."


@pytest.fixture(scope="module")
def trade(hold):
    return hold(BULLETINS)


def asked(held, question, *before):
    turns = [Turn(question=text, answer="") for text in before]
    return held.bot.ask(question, turns)


@pytest.mark.parametrize(
    "question",
    ["Dịch câu này sang tiếng Anh", "translate the quote", "In English please", "Translate [1]"],
)
def test_the_last_quote_has_its_figures_told_in_english(trade, question):
    """Beside the quote, with what a full translation needs."""
    answer = asked(trade, question, "Xuất khẩu tháng 7/2024 đạt bao nhiêu?")
    assert answer.text.splitlines()[:2] == [FIGURES, f"“{QUOTE}” [1]"]
    assert answer.text.splitlines()[-1] == answer.lines[-1]
    assert len(answer.citations) == 1


def test_the_quote_numbered_is_the_one_translated(trade):
    """Of two only that one."""
    before = "So sánh xuất khẩu tháng 6/2024 và tháng 7/2024."
    answer = asked(trade, "Translate [2] into English", before)
    assert [citation.source.file for citation in answer.citations] == ["trade-07.md"]


def test_a_sentence_given_in_quotation_marks_is_found_in_its_bulletin(trade):
    """Without a question before it; one that stands nowhere is refused."""
    assert FIGURES in asked(trade, f"Translate “{QUOTE}”").text
    assert asked(trade, "Translate “Chỉ số này tăng 99% theo một nguồn khác.”").refused


def test_a_quote_without_figures_is_shown_with_the_note(trade):
    """Nothing of it is made up."""
    answer = asked(trade, "In English please", "Thủ tướng yêu cầu gì?")
    assert not answer.figures
    assert "language model" in answer.text


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Translate the quote", ()),
        ("Translate that into French", ("Xuất khẩu tháng 7/2024 đạt bao nhiêu?",)),
        ("Translate [7] into English", ("Xuất khẩu tháng 7/2024 đạt bao nhiêu?",)),
    ],
    ids=["nothing before", "another language", "no such number"],
)
def test_what_cannot_be_translated_is_refused(trade, question, before):
    """With a sentence that says why."""
    assert asked(trade, question, *before).reason == "off-topic"
