"""Requests for a task, and what a right answer to one holds."""

from dataclasses import replace

from evals import tasks
from evals.tasks import Asked, faults, folded, load_requests


def test_the_requests_can_be_read():
    """Every task in both languages, ids of their own."""
    requests = load_requests()
    assert len({asked.id for asked in requests}) == len(requests) >= 40
    named = {(asked.task, asked.lang) for asked in requests if asked.task}
    assert len(named) == 8
    assert all(asked.files or asked.refused or asked.said for asked in requests)


def test_without_diacritics_the_history_has_none_either():
    """Only Vietnamese requests are typed so."""
    plain = folded(load_requests())
    assert {asked.lang for asked in plain} == {"vi"}
    assert all(
        text.isascii() for a in plain for text in (a.question, *a.history) if "“" not in text
    )


def test_what_is_wrong_is_named(bot):
    """Task, refusal, bulletin, figure and sentence, each by itself."""
    answer = bot.ask("IIP tháng 1/2024 tăng bao nhiêu so với cùng kỳ năm trước?")
    right = Asked(
        id="t", lang="vi", task="", question="", files=("iip-01",), figures=("18,3%",),
        quoted=("không có|tăng 18,3%",), said=("tăng",),
    )  # fmt: skip
    assert faults(right, answer) == []
    wrong = replace(
        right, task="summary", files=("iip-02",), figures=("18%",), quoted=("giảm",), said=("x y",)
    )
    assert faults(wrong, answer) == [
        "task ''",
        "not cited: iip-02",
        "not told: 18%",
        "not said: x y",
        "not quoted: giảm",
        "1 sentences",
        "also cited: iip-01",
    ]
    assert faults(replace(right, refused=True), answer) == ["answered"]


def test_rows_count_by_task_and_language(bot):
    """A miss is told with what was said."""
    asked = [Asked(id="a", lang="vi", task="reason", question="Vì sao trời xanh?", refused=True)]
    outcomes = tasks.ask(bot, asked)
    found = {row.label: row.values for row in tasks.rows(outcomes, ())}
    assert found["all"] == found["task: reason"] == {"right": 1.0}
    assert tasks.misses(outcomes) == ""
    assert "refused" in tasks.misses(tasks.ask(bot, [replace(asked[0], refused=False)]))
