"""What the rows of hostile, harmed, encoded and retold inputs take for granted, and find."""

import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest

from bot.types import Answer
from evals.chaos import encoded, fuzz, hostile, versions
from evals.chaos.bombs_packed import packed
from evals.chaos.ground import Run
from evals.chaos.inside import harmed_package, harmed_pdf
from evals.chaos.spellings import FORMS
from evals.chaos.valid_files import KINDS, proof, valid_file
from evals.old_encodings import shown
from ingest.build import understand
from ingest.read import read_document
from ingest.types import IngestReport, Rejection
from lexicon.errors import InputError
from lexicon.text import normalise, typed

QUESTION = "CPI tháng 5/2024 của thành phố Hòa Bình tăng bao nhiêu so với cùng kỳ, thúy?"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_valid_before_it_is_harmed(kind):
    """Its figure is read from each kind of file."""
    raw = read_document(f"a.{kind}", valid_file(kind))
    assert proof(kind) in understand(f"a.{kind}", raw).bulletin.text


@pytest.mark.parametrize("kind", KINDS)
def test_harm_is_seeded_and_harms(kind):
    """One seed gives one file, and hardly any file stays as it was."""
    files = [fuzz.harmed_file(kind, Random(f"1 {n}")) for n in range(20)]
    assert files == [fuzz.harmed_file(kind, Random(f"1 {n}")) for n in range(20)]
    assert len(set(files)) > 17


def test_harm_goes_inside_what_is_packed():
    """A package stays one whose parts have right checksums; a PDF stays a PDF."""
    for number in range(20):
        harmed = harmed_package(valid_file("docx"), Random(number))
        assert zipfile.ZipFile(BytesIO(harmed)).testzip() is None
        assert harmed_pdf(valid_file("pdf"), Random(number)).startswith(b"%PDF-")


def test_a_batch_is_judged_file_by_file():
    """One that nothing is told of is a fault, and so is one refused without a sentence."""
    taken = fuzz.Taken()
    silent = InputError("damaged-file", file="")
    report = IngestReport(
        stored=("a.txt",),
        rejected=(
            Rejection(file="b.txt", error=InputError("empty-file", file="b.txt")),
            Rejection(file="c.txt", error=silent),
        ),
    )
    silent.values["file"] = "another"
    silent.say = lambda language: "no sentence"  # type: ignore[method-assign]
    fuzz._judge(taken, report, ["a.txt", "b.txt", "c.txt", "d.txt"])
    assert [fault.split(":")[0] for fault in taken.faults] == ["d.txt", "c.txt"]


def test_the_bombs_are_sixty_and_more_of_every_sort():
    """Each has a name of its own; the first ten are of all groups."""
    every = hostile.bombs(1_000)
    assert len({bomb.name for bomb in every}) == len(every) >= 60
    assert all(any(bomb in group for bomb in every[:10]) for group in hostile.GROUPS)


@pytest.mark.parametrize(
    ("report", "expected", "faults"),
    [
        (IngestReport(stored=("a",)), "read", 0),
        (IngestReport(stored=("a",)), "refused", 1),
        (IngestReport(), "refused", 1),
        (
            IngestReport(rejected=(Rejection(file="a", error=InputError("bomb", file="a")),)),
            "refused",
            0,
        ),
        (
            IngestReport(rejected=(Rejection(file="a", error=InputError("bomb", file="a")),)),
            "read",
            1,
        ),
    ],
    ids=["read", "taken-in", "in-silence", "refused", "refused-wrongly"],
)
def test_what_becomes_of_a_bomb_is_judged(report, expected, faults):
    """It is refused with a reason, or read where only a part of it is hostile."""
    assert len(hostile._fate_faults(report, expected)) == faults


def test_a_hostile_name_stays_in_the_zip():
    """As it was meant, so that the reader is tried and not the writer."""
    (name,) = zipfile.ZipFile(BytesIO(packed({"../a.txt": b"x"}))).namelist()
    assert name == "../a.txt"


def test_misread_words_are_strange_and_lost_ones_are_told():
    """Of a text whose bytes were read as Western, and of half a text."""
    text = encoded.bulletin(Random(1))
    source = understand("a.txt", read_document("a.txt", text.encode())).bulletin.source
    named = replace(source, title="")
    assert encoded.strange(text, text, named) == []
    assert "that it does not hold" in encoded.strange(text, shown(text.encode()), named)[0]
    assert "are lost" in encoded.strange(text, text[: len(text) // 3].rsplit(" ", 1)[0], named)[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_differs_and_is_read_as_the_same_words(form):
    """All but the one without diacritics come back letter by letter, or by their tone place."""
    written = FORMS[form](QUESTION, Random(3))
    assert written != QUESTION
    if form == "tone place":
        assert "Hoà" in written
        assert "thuý" in written
    elif form != "no diacritics":
        assert typed(normalise(written)).strip('"') == unicodedata.normalize("NFC", QUESTION)


def test_pairs_are_of_all_kinds():
    """With every way to be known for a later version, in both orders."""
    pairs = list(versions.pairs(Run(times=100, seed=1, folder=None)))  # type: ignore[arg-type]
    assert {pair.kind for pair in pairs} == {"names", "corrected", "final"}
    assert {pair.later for pair in pairs} == {*versions._LATER, "a month later"}
    assert {pair.newer_first for pair in pairs} == {True, False}
    assert all(pair.value != pair.before for pair in pairs)


def test_an_answer_without_the_new_value_is_a_fault():
    """So is one that tells the old value of a corrected bulletin, or hides that of a first one."""
    pairs = {p.kind: p for p in versions.pairs(Run(times=3, seed=1, folder=None))}  # type: ignore[arg-type]
    corrected = pairs["corrected"]
    silent = Answer(
        question=None,  # type: ignore[arg-type]
        text=f"CPI tăng {corrected.before}%.",
        reason=None,
        mode="figures",
        citations=(),
        suggestions=(),
        elapsed_ms=0,
    )
    assert len(versions._corrected_faults(corrected, silent)) == 2
    assert len(versions._revision_faults(pairs["final"], silent)) == 2
