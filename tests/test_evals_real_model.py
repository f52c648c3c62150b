"""The side-by-side run: what counts as right, and that both sides are measured alike."""

import pytest

from evals.completions import says
from evals.judge import Probe
from evals.model_server import model_server
from evals.real_model import Bantin, Heard, render, said, untraced, verdict_of
from evals.tasks import Asked


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


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Quý III giảm 6,8%.", "right"), ("Giảm 7,2%.", "wrong"), ("Sản xuất giảm.", "refused")],
)
def test_a_model_s_text_is_wrong_by_itself_for_its_figures(text, verdict):
    """One that names no figure states no wrong one."""
    assert said(probe(), text) == verdict


def test_bantin_is_timed_and_counted(bot):
    """The answer stands before the model's first text, which is there before what is shown."""
    text = "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước [1]. GDP tăng 99%."
    with model_server(says(text), pace=0.01) as server:
        heard = Bantin(bot, server.address).probe(probe())
    assert (heard.verdict, heard.alone) == ("right", "right")
    assert (heard.kept, heard.rendered, heard.dropped, heard.untraced) == (1, 0, ("number",), 0)
    assert 0 < heard.answered < heard.first <= heard.shown_first <= heard.total
    assert heard.tokens > 5


def test_a_refusal_takes_no_tokens(bot):
    """No model is asked."""
    with model_server(says("GDP tăng 9%.")) as server:
        asked = probe("IIP tháng 8/2021?", kind="unanswerable")
        heard = Bantin(bot, server.address).probe(asked)
        assert server.prompts == []
    assert (heard.verdict, heard.alone, heard.tokens, heard.text) == ("right", None, 0, "")


@pytest.mark.parametrize(("refused", "verdict"), [(True, "right"), (False, "wrong")])
def test_a_request_is_judged_as_without_a_model(bot, refused, verdict):
    """By its task, refusal, citations and figures; a model's text has no verdict of its own."""
    asked = Asked(
        id="t1", lang="vi", task="summary", question="Tóm tắt bản tin bóng đá", refused=refused
    )
    with model_server(says("GDP tăng 9%.")) as server:
        heard = Bantin(bot, server.address).request(asked)
    assert (heard.side, heard.verdict, heard.alone) == ("bantin, requests", verdict, None)


def test_the_table_has_a_row_a_side_and_one_for_the_model_by_itself():
    """With counts of verdicts, and of what became of the model's sentences."""
    one = Heard(
        side="recipe",
        question="?",
        verdict="wrong",
        text="",
        untraced=2,
        first=1,
        total=3,
        tokens=8,
    )
    other = Heard(
        side="bantin",
        question="?",
        verdict="right",
        alone="refused",
        text="Tăng.",
        untraced=0,
        answered=0.5,
        first=1,
        shown_first=2,
        total=3,
        tokens=4,
        kept=1,
        dropped=("number",),
    )
    assert render([one, other]).splitlines()[2:] == [
        "| recipe | 1 | 0 | 1 | 0 | 2 | 3.00 | 1.0 | - | 3.0 | 4.0 |",
        "| bantin | 1 | 1 | 0 | 0 | 0 | 0.50 | 1.0 | 2.0 | 3.0 | 2.0 |",
        "| bantin: the model's text by itself | 1 | 0 | 0 | 1 | 0 | 0.50 | 1.0 | 2.0 | 3.0 | 2.0 |",
        "",
        "bantin: 1 texts, 1 sentences kept, 0 told in the archive's words, 1 dropped (number 1)",
    ]
