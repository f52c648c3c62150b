"""Summaries of bulletins: which one is meant, and which sentences carry it."""

import pytest

from bot.types import Turn

BULLETINS = {
    "cpi-06.md": (
        "2024-06-29",
        "CPI tháng 6/2024 tăng 0,17%\n\n"
        "Chỉ số giá tiêu dùng (CPI) tháng 6/2024 nhích 0,17% so với tháng 5.\n\n"
        "Giá nhóm giao thông giảm 1,5%, làm giảm 0,1 điểm phần trăm của CPI chung.\n\n"
        "Giá nhóm giáo dục tăng 0,3% so với tháng trước do học phí tăng.\n\n"
        "Gộp cả 6 tháng đầu năm 2024, CPI tăng 4,08% so với cùng kỳ.\n\n"
        "CPI tháng 6/2024 tăng 0,17% so với tháng trước, như đã nêu.",
    ),
    "cpi-07.md": (
        "2024-07-29",
        "Chỉ số giá tiêu dùng (CPI) tháng 7/2024 tăng 0,48% so với tháng trước.\n\n"
        "Giá nhóm thuốc và dịch vụ y tế tăng 2% so với tháng trước.\n\n"
        "Bình quân 7 tháng đầu năm 2024, CPI tăng 4,12% so với cùng kỳ năm trước.",
    ),
    "trade-07.md": (
        "2024-08-06",
        "Xuất nhập khẩu tháng 7/2024 tăng mạnh\n\n"
        "Xuất khẩu tháng 7/2024 đạt 36 tỷ USD, tăng 19% so với cùng kỳ năm trước.\n\n"
        "Nhập khẩu tháng 7/2024 đạt 34 tỷ USD, tăng 24% so với cùng kỳ năm trước.\n\n"
        "Cán cân thương mại tháng 7/2024 xuất siêu 2 tỷ USD.",
    ),
}


@pytest.fixture(scope="module")
def summer(hold):
    return hold(BULLETINS)


def files(answer):
    return {citation.source.file for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Tóm tắt bản tin CPI tháng 6/2024", "cpi-06.md"),
        ("tom tat ban tin cpi thang 7", "cpi-07.md"),
        ("Tóm tắt bản tin mới nhất", "trade-07.md"),
        ("Summarise the latest CPI bulletin", "cpi-07.md"),
        ("What does the export bulletin for July 2024 say?", "trade-07.md"),
    ],
)
def test_the_bulletin_named_is_summarised_from_its_own_sentences(summer, question, file):
    """Three to six of them, word for word and in its order."""
    answer = summer.bot.ask(question)
    assert (answer.refused, files(answer)) == (False, {file})
    text = summer.store.archive.text(answer.citations[0].source.id)
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)
    assert 3 <= len(answer.citations) <= 6
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)


def test_nothing_is_said_twice(summer):
    """The sentence that tells the headline figure again is left out."""
    quotes = [c.quote for c in summer.bot.ask("Tóm tắt bản tin CPI tháng 6/2024").citations]
    assert sum("0,17%" in quote for quote in quotes) == 1
    assert any("học phí" in quote for quote in quotes)


def test_the_bulletin_is_named_and_others_that_fit_are_offered(summer):
    """What is offered leads to that bulletin."""
    answer = summer.bot.ask("Tóm tắt bản tin CPI")
    assert files(answer) == {"cpi-07.md"}
    assert answer.text.startswith("Bản tin “")
    assert [files(summer.bot.ask(s.text)) for s in answer.suggestions] == [{"cpi-06.md"}]


def test_an_english_summary_is_led_by_figures(summer):
    """Each with its citation, before the Vietnamese quotes."""
    answer = summer.bot.ask("Summarise the CPI bulletin for July 2024")
    assert "up 0.48% from the month before [1]" in answer.lines[0]
    assert answer.text.splitlines()[1] == answer.lines[0]
    assert answer.figures


def test_this_bulletin_is_the_one_cited_last(summer):
    """In a follow-up; alone it is none."""
    turns = [Turn(question="CPI tháng 6/2024 tăng bao nhiêu so với tháng trước?", answer="")]
    assert files(summer.bot.ask("Tóm tắt bản tin này", turns)) == {"cpi-06.md"}
    assert files(summer.bot.ask("Summarise it", turns)) == {"cpi-06.md"}
    assert summer.bot.ask("Tóm tắt bản tin này").refused


def test_a_question_that_names_its_bulletin_looks_up_no_earlier_answer(summer, monkeypatch):
    """Nor does a conversation of questions that go back to each other ask one of them twice."""
    asked = []
    ask = summer.bot.understand
    monkeypatch.setattr(
        summer.bot, "understand", lambda text, turns: asked.append(len(turns)) or ask(text, turns)
    )
    turns = [Turn(question="Tóm tắt bản tin này", answer="")] * 8
    assert not summer.bot.ask("Tóm tắt bản tin CPI tháng 6/2024", turns).refused
    assert asked == [8]
    asked.clear()
    assert summer.bot.ask("Tóm tắt bản tin này", turns).refused
    assert sorted(asked) == list(range(9))


def test_a_follow_up_carries_the_task_on(summer):
    """Another month of the same series."""
    turns = [Turn(question="Tóm tắt bản tin CPI tháng 6/2024", answer="")]
    answer = summer.bot.ask("Còn tháng 7?", turns)
    assert (answer.question.task, files(answer)) == ("summary", {"cpi-07.md"})


@pytest.mark.parametrize(
    ("question", "reason", "nearest"),
    [
        ("Tóm tắt bản tin CPI tháng 2/2024", "not-covered", "cpi-06.md"),
        ("Summarise the export bulletin for May 2026", "future", "trade-07.md"),
    ],
)
def test_a_bulletin_not_held_is_refused_with_the_nearest(summer, question, reason, nearest):
    """Which is offered by its title."""
    answer = summer.bot.ask(question)
    assert (answer.reason, files(answer)) == (reason, {nearest})
    assert len(answer.suggestions) == 1


@pytest.mark.parametrize("question", ["Tóm tắt bản tin bóng đá", "Summarise the football report"])
def test_a_topic_no_bulletin_has_is_refused(summer, question):
    """And nothing is near it."""
    answer = summer.bot.ask(question)
    assert answer.refused
    assert not answer.citations
