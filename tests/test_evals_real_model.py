"""The side-by-side run: what counts as right, and that both sides are measured alike."""

import pytest

from evals.completions import says
from evals.judge import Probe
from evals.model_server import model_server
from evals.real_model import Heard, of_bantin, render, untraced, verdict_of


def probe(question="IIP tháng 2/2024 giảm bao nhiêu so với cùng kỳ?", **more):
    values = {
        "id": "p1",
        "language": "vi",
        "question": question,
        "kind": "figure",
        "figures": ("6,8%",),
        "terms": (),
        "files": frozenset({"iip-02"}),
        "evidence": "",
        "history": (),
    }
    return Probe(**values | more)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("IIP giảm 6,8%.", "right"),
        ("It fell 6.8 %.", "right"),
        ("IIP giảm 16,8%.", "wrong"),
        ("I don't know.", "refused"),
        ("Ngữ cảnh không đề cập.", "refused"),
        ("", "refused"),
    ],
)
def test_a_text_is_right_when_it_has_the_figure(text, verdict):
    """In either way to print it; a text that does not know is no wrong one."""
    assert verdict_of(probe(), text) == verdict


@pytest.mark.parametrize(("text", "verdict"), [("I don't know.", "right"), ("IIP 6,8%", "wrong")])
def test_what_has_no_answer_is_right_when_the_text_does_not_know(text, verdict):
    """Anything else is made up."""
    assert verdict_of(probe(kind="unanswerable"), text) == verdict


def test_a_figure_of_no_passage_is_untraced():
    """Years and months are none."""
    assert untraced("Tháng 2/2024 giảm 6,8% và 7,1 tỷ.", "giảm 6,8%") == 1


def test_bantin_is_timed_and_counted(bot):
    """The answer stands before the model's first text."""
    text = "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước [1]. GDP tăng 99%."
    with model_server(says(text), pace=0.01) as server:
        heard = of_bantin(bot, server.address)(probe())
    assert (heard.verdict, heard.shown, heard.dropped, heard.untraced) == ("right", 1, 1, 0)
    assert 0 < heard.answered < heard.first <= heard.total
    assert heard.tokens > 5


def test_a_refusal_takes_no_tokens(bot):
    """No model is asked."""
    with model_server(says("GDP tăng 9%.")) as server:
        heard = of_bantin(bot, server.address)(probe("IIP tháng 8/2021?", kind="unanswerable"))
        assert server.prompts == []
    assert (heard.verdict, heard.tokens, heard.text) == ("right", 0, "")


def test_the_table_has_a_row_a_side():
    """With shares of the questions as counts."""
    one = Heard(
        side="recipe",
        probe=probe(),
        verdict="wrong",
        text="",
        untraced=2,
        first=1,
        total=3,
        tokens=8,
    )
    assert render([one]).splitlines()[-1] == (
        "| recipe | 1 | 0 | 1 | 0 | 2 | - | - | 3.00 | 1.0 | 3.0 | 4.0 |"
    )
