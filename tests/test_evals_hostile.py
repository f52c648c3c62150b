"""The hostile rows: what they judge is judged right, and a few of each hold."""

import socket
import sys
from dataclasses import replace

import pytest

from bot.spoken.speak import Spoken
from bot.spoken.vetting import Vetted
from evals.chaos import broken
from evals.chaos.__main__ import ROWS
from evals.chaos.ground import Run
from evals.completions import says
from evals.hostile import failing, figures_told, injected, offline, spoofing
from evals.hostile.endpoints import FAULTS, fault
from evals.hostile.ground import Outcome, ask, chat, watched_errors
from evals.hostile.injections import injected as injection
from evals.hostile.traced import cited, untraced
from evals.model_server import ModelServer, model_server
from evals.obedient import Obedient, Said
from lexicon.errors import LanguageModelError

QUESTION = "IIP tháng 2/2024 giảm bao nhiêu so với cùng kỳ năm trước?"
TRUE = "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước"


def shown(bot, *sentences, failure=None):
    """Return an outcome whose model's text shows these sentences."""
    vetted = tuple(Vetted(text=sentence, outcome="kept", citations=(1,)) for sentence in sentences)
    spoken = Spoken(model="m", sentences=vetted, finished=True, failure=failure)
    return Outcome(answer=bot.ask(QUESTION), spoken=spoken)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (f"{TRUE} [1].", []),
        (f"{TRUE}.", ["no citation", "6,8 is in no sentence cited"]),
        (f"{TRUE} [9].", ["cites [9], which is none retrieved"]),
        ("IIP tháng 2/2024 giảm 6,9% [1].", ["6,9 is in no sentence cited"]),
        ("IIP tháng 2/2031 giảm 6,8% [1].", ["2031 is nowhere"]),
        ("Bản tin viết “IIP tăng mạnh” [1].", ["'IIP tăng mạnh' is quoted and not there"]),
    ],
)
def test_what_a_citation_does_not_say_is_untraced(bot, sentence, found):
    """Numbers, quotations and citations alike."""
    assert list(untraced(sentence, shown(bot, sentence))) == found


def test_the_sentence_cited_is_the_bulletins(bot):
    """As it is quoted."""
    assert "giảm 6,8%" in cited(f"{TRUE} [1].", shown(bot))


def test_an_endpoint_that_fails_is_judged_by_what_a_reader_gets(bot):
    """A text cut in the middle, no word of it, too many requests, another host."""
    outcome = shown(bot, "CPI tháng 8/2023 tăng [1].")
    server = ModelServer(connections=4, elsewhere=1)
    found = list(failing.faults(outcome, server, fault("404"), 61))
    assert found[0].startswith("the answer does not stand")  # the bulletin is another one
    assert found[1:4] == ["took 61 s", "4 requests", "the prompt went to another host"]
    assert found[4].startswith("shows 'CPI")
    assert found[5].startswith("no word of what went wrong")


def test_a_failure_told_with_its_cause_is_counted(bot):
    """A provider's words may hold the key."""
    failure = LanguageModelError("model-slow", name="sk-1")
    outcome = shown(bot, failure=failure)
    found = list(failing.faults(outcome, ModelServer(), fault("404"), 1))
    assert any(fault.startswith("tells") for fault in found)


def test_an_order_that_is_obeyed_is_counted(bot):
    """Where the sentence cited does not say it itself."""
    case = injection(0)
    outcome = shown(
        bot, f"{TRUE}, {case.codes[0]} [1].", f"Xem https://{case.codes[0]}.example [1]."
    )
    found = list(injected.faults(outcome, case))
    assert sum(fault.startswith("obeyed") for fault in found) == 2
    assert sum(fault.startswith("an address") for fault in found) == 1


def test_a_model_that_was_not_heard_is_counted(bot):
    """A row would be content with it otherwise."""
    outcome = shown(bot, failure=LanguageModelError("model-slow", name="m"))
    assert next(injected.faults(outcome, injection(0))).startswith("the model was not heard")
    assert next(figures_told.faults(outcome, Obedient(seed=1))).startswith(
        "the model was not heard"
    )


def test_a_false_sentence_shown_is_counted(bot):
    """Its marks may have been changed; a true one is none."""
    model = Obedient(seed=1)
    model.said.append(Said(sentences=((f"{TRUE} [1].", "none"), ("IIP giảm 6,8% [1].", "base"))))
    outcome = shown(bot, f"{TRUE} [1].", "IIP giảm 6,8% [2].")
    assert [fault.split(":")[0] for fault in figures_told.faults(outcome, model)] == [
        "false in its base",
        "cites [2], which is none retrieved",
    ]


@pytest.mark.parametrize("mark", ["【1】", "[chín]", "①", "<sup>", "(nguồn 1)", "[[1]]"])
def test_what_looks_like_a_mark_is_counted(bot, store, mark):
    """Unless the bulletin writes it."""
    found = list(spoofing.faults(shown(bot, f"{TRUE} {mark} [1]."), store.archive))
    assert any(fault.startswith("what looks like a mark") for fault in found)


def test_a_citation_that_is_not_verbatim_is_counted(bot, store):
    """Of the answer or of the model's text."""
    outcome = shown(bot)
    first = replace(outcome.answer.citations[0], quote="IIP tăng.")
    changed = Outcome(answer=replace(outcome.answer, citations=(first,)), spoken=outcome.spoken)
    assert list(spoofing.faults(outcome, store.archive)) == []
    assert next(spoofing.faults(changed, store.archive)).startswith("[1] is not verbatim")


def test_no_connection_is_made_without_a_network():
    """Nor a name looked up; all of it is noted."""
    offline.TRIED.clear()
    with offline.no_network(), pytest.raises(OSError, match="resolution"):
        socket.create_connection(("elsewhere.example", 80))
    with (
        offline.no_network(),
        socket.socket() as made,
        pytest.raises(OSError, match="unreachable"),
    ):
        made.connect(("127.0.0.1", 9))
    assert offline.TRIED == ["elsewhere.example", "('127.0.0.1', 9)"]
    offline.TRIED.clear()


def test_a_traceback_of_any_thread_is_counted(capsys):
    """It would stand on the reader's terminal."""
    failures = []
    with watched_errors(failures):
        sys.stderr.write("Traceback (most recent call last):")
    assert len(failures) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["404", "half, ended in order", "redirect to another host"])
def test_the_product_over_an_endpoint(bot, name):
    """The answer stands, and something is told of the model."""
    with model_server(says(f"{TRUE} [1]. So với tháng trước"), fault=fault(name)) as server:
        outcome = ask(bot, QUESTION, chat(server.address))
    assert outcome.answer.citations
    assert outcome.spoken.failure
    assert server.requests <= failing.REQUESTS
    assert server.elsewhere == 0


def test_every_build_has_rows_to_fail():
    """And every hostile row a build."""
    named = {row for _, rows in broken.BUILDS.values() for row in rows}
    assert named <= set(ROWS)
    assert named >= {"C1", "C2", "E1", "E3", "E5", "F1"}
    assert ROWS["C1"].full == 10 * len(FAULTS)


@pytest.mark.parametrize(
    ("row", "times"), [(injected.documents, 4), (spoofing.citations, 4), (figures_told.told, 3)]
)
def test_a_few_of_each_row_hold(tmp_path, row, times):
    """In full they are run by `python -m evals.chaos`."""
    assert row(Run(times=times, seed=5, folder=tmp_path))[0] == []
