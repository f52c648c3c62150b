"""Questions that must be refused."""

from dataclasses import replace

from evals import unanswerable
from evals.unanswerable import Outcome, load_questions


def test_the_questions_can_be_read():
    """Both languages, each of a sort, ids of their own."""
    questions = load_questions()
    assert {q.lang for q in questions} == {"vi", "en"}
    assert len({q.id for q in questions}) == len(questions) > 200
    assert all(q.sort and q.question for q in questions)


def test_a_sample_is_spread_over_all():
    """Ten questions are of several sorts."""
    sample = load_questions(sample=10)
    assert len(sample) == 10
    assert len({q.sort for q in sample}) > 3


def test_only_a_refusal_is_right(bot):
    """Rows count them by language and sort; a miss is what was answered."""
    asked = load_questions(sample=2)
    answer = bot.ask("Giá cà phê ở Brazil năm 2030?")
    refused = Outcome(asked=asked[0], answer=replace(answer, reason="not-covered"))
    answered = Outcome(asked=asked[1], answer=replace(answer, reason=None))
    found = {row.label: row for row in unanswerable.rows([refused, answered])}
    assert found["all"].values == {"refused": 0.5}
    assert found[f"sort: {asked[0].sort}"].questions >= 1
    assert unanswerable.misses([refused, answered]).count("answered: ") == 1
