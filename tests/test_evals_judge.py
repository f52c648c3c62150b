"""When the judge takes an answer for right and a passage for proof."""

from typing import Any

import pytest

from evals.judge import Probe, file_stem, holds, judge, proves, ranks_summary

EVIDENCE = "Chỉ số sản xuất công nghiệp tháng 1/2024 ước tăng 18,3% so với cùng kỳ năm trước."


def probe(**changes: Any) -> Probe:
    """Return a probe for 18,3% in iip-01, with some of it changed."""
    plain: dict[str, Any] = {
        "id": "p1",
        "language": "vi",
        "question": "IIP tháng 1/2024 tăng bao nhiêu?",
        "kind": "figure",
        "figures": ("18,3%",),
        "terms": (),
        "files": frozenset({"iip-01"}),
        "evidence": EVIDENCE,
        "history": (),
    }
    return Probe(**{**plain, **changes})


def answer(
    text: str, *quotes: str, file: str = "iip-01.md", refused: bool = False
) -> dict[str, Any]:
    """Return an answer as `bantin ask --json` writes it, with quotes of one file."""
    citations = [{"file": file, "quote": quote} for quote in quotes]
    return {"text": text, "refused": refused, "citations": citations}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("tăng 18,3% so với", "18,3%", id="as written"),
        pytest.param("rose 18.3% from", "18,3%", id="English notation"),
        pytest.param("tăng 18,3 % so với", "18,3%", id="space before the sign"),
        pytest.param("đạt 78,73 tỷ USD.", "78,73 tỷ USD", id="unit of the figure not needed"),
        pytest.param("up to 1,234.5 tonnes", "1.234,5", id="thousands mark in English"),
        pytest.param("nhập 1.234,5 tấn", "1,234.5", id="thousands mark in Vietnamese"),
        pytest.param("giảm ở 60/63 tỉnh", "60/63", id="a share of a count"),
        pytest.param("Nghị quyết 165/NQ-CP ngày", "165/NQ-CP", id="a document's number"),
        pytest.param("tăng 7%- 8% trong năm", "7%- 8%", id="a range is met by its first figure"),
        pytest.param("tăng 7,4% so với", "7,40%", id="trailing zero dropped"),
        pytest.param("up 7.4% on", "7,40%", id="trailing zero dropped, English"),
        pytest.param("tăng 7% so với", "7,0%", id="nothing left after the mark"),
        pytest.param("đạt 18,3%.", "18,3%", id="end of a sentence"),
        pytest.param("-6,8% so với", "-6,8%", id="with its sign"),
    ],
)
def test_a_figure_is_held_in_either_notation(text: str, figure: str) -> None:
    """What a Vietnamese and an English writer print for the same figure both count."""
    assert holds(text, figure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("tăng 118,3% so với", "18,3%", id="end of a longer number"),
        pytest.param("tăng 18,35% so với", "18,3", id="start of a longer decimal"),
        pytest.param("đạt 18,3.125", "18,3", id="start of a marked number"),
        pytest.param("đạt 2.18,3", "18,3", id="after a mark"),
        pytest.param("giảm ở 60/630 nơi", "60/63", id="start of a longer count"),
        pytest.param("ở 160/63 nơi", "60/63", id="end of a longer count"),
        pytest.param("63/60 tỉnh", "60/63", id="a share the other way round"),
        pytest.param("tăng 18,3 điểm", "18,3%", id="without its percent sign"),
        pytest.param("tăng 183%", "18,3%", id="without its decimal mark"),
        pytest.param("tăng 8% trong năm", "7%- 8%", id="only the end of a range"),
    ],
)
def test_a_part_of_another_number_is_not_the_figure(text: str, figure: str) -> None:
    """Digits that belong to a longer or another number prove nothing."""
    assert not holds(text, figure)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param(answer("Tăng 18,3%.", EVIDENCE), "right", id="figure and proof"),
        pytest.param(answer("It rose 18.3%.", EVIDENCE), "right", id="in English"),
        pytest.param(answer("Tăng 18,8%.", EVIDENCE), "wrong", id="another figure"),
        pytest.param(answer("Tăng 18,3%."), "uncited", id="no citation"),
        pytest.param(answer("Tăng 18,3%.", EVIDENCE, file="b.md"), "uncited", id="another file"),
        pytest.param(answer("Tăng 18,3%.", "Tăng mạnh."), "uncited", id="quote without it"),
        pytest.param(answer("Chưa có.", refused=True), "refused", id="refused"),
        pytest.param(answer("x " * 250 + "18,3%", EVIDENCE), "wrong", id="after 400 characters"),
        pytest.param(answer("18,3% " + "x " * 700, EVIDENCE), "wrong", id="text too long"),
    ],
)
def test_a_figure_answer_needs_its_figure_and_its_proof(
    given: dict[str, Any], verdict: str
) -> None:
    """The figure stands early in a short text, and a quote of a proving file holds it."""
    assert judge(probe(), given) == verdict


def test_every_figure_must_be_said() -> None:
    """One of two figures is not an answer to a comparison."""
    both = probe(figures=("18,3%", "4,4%"))
    assert judge(both, answer("Tăng 18,3%.", EVIDENCE)) == "wrong"
    assert judge(both, answer("Tăng 18,3%, giảm 4,4%.", EVIDENCE)) == "right"


def test_terms_may_stand_in_the_text_or_in_a_proving_quote() -> None:
    """A question without figures is judged by its terms, whatever their case."""
    who = probe(figures=(), terms=("Quảng Ninh",))
    assert judge(who, answer("Tỉnh dẫn đầu:", "Dẫn đầu là QUẢNG NINH.")) == "right"
    assert judge(who, answer("Quảng Ninh.", "Dẫn đầu là Quảng Ninh.", file="b.md")) == "uncited"
    assert judge(who, answer("Hà Nội.", "Dẫn đầu là Hà Nội.")) == "wrong"


def test_an_unanswerable_question_is_right_when_refused() -> None:
    """Anything said to it is wrong."""
    nothing = probe(kind="unanswerable", figures=(), files=frozenset(), evidence="")
    assert judge(nothing, answer("Chưa có bản tin nào.", refused=True)) == "right"
    assert judge(nothing, answer("Tăng 18,3%.", EVIDENCE)) == "wrong"


@pytest.mark.parametrize(
    ("file", "passage", "proven"),
    [
        pytest.param("iip-01.md", f"Trước. {EVIDENCE} Sau.", True, id="whole sentence"),
        pytest.param("dir/iip-01.txt", EVIDENCE.replace(" ", "\n"), True, id="other line ends"),
        pytest.param("iip-01.md", EVIDENCE[: len(EVIDENCE) * 2 // 3], True, id="most of it"),
        pytest.param("iip-01.md", EVIDENCE[: len(EVIDENCE) // 4], False, id="a quarter of it"),
        pytest.param("iip-02.md", EVIDENCE, False, id="another file"),
        pytest.param("iip-01.md", "CPI tháng 3 giảm 0,2%.", False, id="another sentence"),
    ],
)
def test_a_passage_proves_with_half_of_the_sentence(file: str, passage: str, proven: bool) -> None:
    """Half of the word pairs of the proving sentence, in a file that proves it."""
    assert proves(probe(), file, passage) is proven


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        pytest.param("a/b/iip-01.md", "iip-01", id="folder and ending"),
        pytest.param("iip-1.2024.txt", "iip-1.2024", id="only the last ending"),
        pytest.param("gia\u0301.md", "giá", id="composed"),
    ],
)
def test_a_file_is_known_by_its_stem(name: str, stem: str) -> None:
    """Folder, ending and the way its letters are composed do not matter."""
    assert file_stem(name) == stem


def test_ranks_become_recall_and_mean_reciprocal_rank() -> None:
    """First, fourth and not found: a third first, two thirds among four."""
    found = ranks_summary([1, 4, None])
    assert found["recall@1"] == pytest.approx(1 / 3)
    assert found["recall@4"] == found["recall@10"] == pytest.approx(2 / 3)
    assert found["MRR"] == pytest.approx(1.25 / 3)


def test_no_ranks_are_all_zero() -> None:
    """Nothing asked is no error."""
    assert set(ranks_summary([]).values()) == {0.0}
