"""What evaluations do with what they measured."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals import data, log
from evals.floors import below, load_floors
from evals.homes import RememberingEmbedder
from evals.table import Row, render
from evals.xquad import load_questions
from vectorstore.types import Vectors

ROW = Row(label="vi", questions=2, values={"recall@1": 0.5})


class LengthEmbedder:
    """Embeds a text as its length and keeps what it was asked."""

    fingerprint = "length"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], np.float32)

    def question(self, text: str) -> Vectors:
        return self.passages([text])

    def warm(self) -> None:
        return None


def test_a_table_shows_what_was_not_measured_as_a_dash() -> None:
    """Rows of different measures share one table."""
    other = Row(label="recipe", questions=10, values={"MRR": 1.0})
    assert render([ROW, other]).splitlines() == [
        "|        |  n | recall@1 |   MRR |",
        "|--------|---:|---------:|------:|",
        "| vi     |  2 |    0.500 |     - |",
        "| recipe | 10 |        - | 1.000 |",
    ]


def test_a_measure_under_its_floor_is_named() -> None:
    """Data set, row, measure and both values stand in the line."""
    floors = {"samples": {"vi": {"recall@1": 0.6}}}
    assert list(below(floors, "samples", [ROW])) == ["samples, vi: recall@1 0.500 is below 0.600"]


@pytest.mark.parametrize("label", ["vi", "en"])
def test_a_measure_that_is_missing_is_below_its_floor(label: str) -> None:
    """A row that silently went away fails."""
    floors = {"samples": {label: {"MRR": 0.1}}}
    assert list(below(floors, "samples", [ROW])) == [f"samples, {label}: MRR was not measured"]


def test_floors_hold_only_for_their_data_set() -> None:
    """Data without floors cannot fail."""
    assert not list(below({"samples": {"vi": {"recall@1": 0.6}}}, "corpus", [ROW]))


def test_the_projects_floors_can_be_read() -> None:
    """Citations are verbatim everywhere, whatever else changes."""
    floors = load_floors()
    assert floors["samples"]["all"]["verbatim"] == floors["corpus"]["all"]["verbatim"] == 1.0


def test_a_log_begins_with_its_columns_and_grows_by_a_block(tmp_path: Path) -> None:
    """Two runs leave one header and two dated blocks."""
    path = tmp_path / "LOG.md"
    log.append({"samples": [ROW]}, path)
    log.append({"samples": [ROW]}, path)
    text = path.read_text("utf-8")
    assert text.startswith("# What was measured")
    assert text.count("\n## ") == text.count("| vi | 2 |    0.500 |") == 2


def test_a_folder_outside_a_checkout_has_no_commit(tmp_path: Path) -> None:
    """Evaluating an unpacked release works."""
    assert log.commit(tmp_path) == "no commit"


def test_a_passage_seen_before_is_not_embedded_again() -> None:
    """Rows come in the order of the texts, known and new ones mixed."""
    inside = LengthEmbedder()
    embedder = RememberingEmbedder(inside, {"bb": np.array([20], np.float32)})
    assert embedder.passages(["a", "bb", "ccc"]).tolist() == [[1], [20], [3]]
    assert inside.asked == ["a", "ccc"]


def test_only_known_passages_ask_nothing() -> None:
    """An unchanged corpus needs no model."""
    inside = LengthEmbedder()
    RememberingEmbedder(inside, {"a": np.array([1], np.float32)}).passages(["a"])
    assert inside.asked == []


def test_the_samples_are_always_measured(tmp_path: Path) -> None:
    """A folder without a corpus adds nothing; one with a corpus adds it."""
    assert [found.name for found in data.data_sets(None)] == ["samples"]
    assert [found.name for found in data.data_sets(tmp_path)] == ["samples"]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "probes").mkdir()
    (tmp_path / "probes" / "dev.jsonl").touch()
    assert [found.name for found in data.data_sets(tmp_path)] == ["samples", "corpus"]


def test_data_that_was_named_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped folder is an error, not a run over less."""
    monkeypatch.setenv(data.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(SystemExit, match="no such folder"):
        data.data_folder(None)
    assert data.data_folder(tmp_path) == tmp_path


def test_a_sample_of_questions_is_spread_over_the_whole(tmp_path: Path) -> None:
    """Two of four are the first and the third."""
    lines = [f'{{"vi": "Đ{n}", "en": "e{n}", "pid": "p{n}"}}\n' for n in range(4)]
    (tmp_path / "questions.jsonl").write_text("".join(lines), "utf-8")
    assert [q.text for q in load_questions(tmp_path, "vi", sample=2)] == ["Đ0", "Đ2"]
    assert [q.text for q in load_questions(tmp_path, "en")] == ["e0", "e1", "e2", "e3"]
    assert load_questions(tmp_path, "vi without diacritics", sample=1)[0].text == "d0"
