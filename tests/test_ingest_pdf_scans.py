"""Scanned PDFs: read by tesseract where it is, else counted or refused with what to install."""

import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pdf_drawn import Drawn
from reportlab.lib.utils import ImageReader

from ingest import ocr
from ingest.layout import PAGE_MARK
from ingest.read import read_document
from lexicon.errors import InputError

SAID = "Giá quặng cũng giữ."
FAKE = """#!{python}
import sys
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\n{language}")
    sys.exit()
picture = sys.stdin.buffer.read()
kind, wide, high = picture.split(maxsplit=3)[:3]
assert kind == b"P5" and sys.argv[sys.argv.index("--dpi") + 1] == "300"
if {fails}:
    sys.exit(1)
print("level left top width height conf text".replace(" ", "\\t"))
for line, text in enumerate({lines}):
    print(*(4, 300, 300 + 70 * line, 900, 60, -1, ""), sep="\\t")
    for number, word in enumerate(text.split()):
        print(*(5, 300 + 200 * number, 310 + 70 * line, 190, 40, 96, word), sep="\\t")
"""


def tesseract(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *lines: str,
    language: str = "vie",
    fails: bool = False,
) -> None:
    """Put a program on the path that says these lines of each picture."""
    program = folder / "tesseract"
    text = FAKE.format(python=sys.executable, lines=lines, language=language, fails=fails)
    program.write_text(text, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def scanned(*pages: str | None) -> bytes:
    """Return a PDF with a picture of each text, or for None a page of real text."""
    drawn = Drawn()
    for text in pages:
        if text is None:
            drawn.lines(SAID)
        else:
            document = pypdfium2.PdfDocument(Drawn().lines(text, size=16).saved())
            picture = document[0].render(scale=150 / 72, grayscale=True).to_pil()
            document.close()
            drawn.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        drawn.page()
    return drawn.saved()


def test_a_scan_is_read_by_tesseract(tmp_path, monkeypatch):
    """Its lines are put together as others are, its pages marked."""
    tesseract(tmp_path, monkeypatch, "Giá thép", "còn giữ.")
    raw = read_document("a.pdf", scanned("x", None))
    assert raw.text == f"Giá thép còn giữ.\n\n{PAGE_MARK}{SAID}"
    assert raw.unreadable_pages == 0


@pytest.mark.parametrize("way", ["missing", "other-language", "fails"])
def test_without_tesseract_the_scans_are_counted(tmp_path, monkeypatch, way):
    """The pages with text are kept; a file of nothing else is refused with what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    if way != "missing":
        language = "eng" if way == "other-language" else "vie"
        tesseract(tmp_path, monkeypatch, language=language, fails=way == "fails")
    raw = read_document("a.pdf", scanned("x", None, "y"))
    assert (raw.text, raw.unreadable_pages) == (f"{PAGE_MARK}{SAID}", 2)
    with pytest.raises(InputError) as caught:
        read_document("a.pdf", scanned("x", "y"))
    assert caught.value.key == "scanned"
    for language in ("vi", "en"):
        assert "tesseract-ocr-vie" in caught.value.say(language)
        assert "2" in caught.value.say(language)


def test_time_is_asked_for_with_each_page_and_each_scan(tmp_path, monkeypatch):
    """Recognising a scan has time of its own."""
    tesseract(tmp_path, monkeypatch, "Giá thép", "còn giữ.")
    asked = []
    read_document("a.pdf", scanned("x", None), lambda: asked.append(1))
    assert len(asked) == 3


def test_scans_behind_the_most_of_a_file_are_unread(tmp_path, monkeypatch):
    """Each takes seconds."""
    tesseract(tmp_path, monkeypatch, "Giá thép", "còn giữ.")
    monkeypatch.setattr("ingest.read_pdf._MOST_SCANS", 1)
    assert read_document("a.pdf", scanned("x", None, "y")).unreadable_pages == 1


def test_a_page_with_a_small_picture_or_nothing_is_no_scan(tmp_path, monkeypatch):
    """It is empty, and so is the file."""
    monkeypatch.setenv("PATH", str(tmp_path))
    drawn = Drawn().page()
    picture = pypdfium2.PdfDocument(scanned("x"))[0].render(grayscale=True).to_pil()
    drawn.canvas.drawImage(ImageReader(picture), 0, 0, 60, 84)
    with pytest.raises(InputError) as caught:
        read_document("a.pdf", drawn.saved())
    assert caught.value.key == "empty-file"


def test_a_program_that_never_ends_is_stopped(tmp_path, monkeypatch):
    """Its page counts as unread."""
    tesseract(tmp_path, monkeypatch, "Giá")

    def slow(*_, **options):
        raise subprocess.TimeoutExpired("tesseract", options["timeout"])

    monkeypatch.setattr("subprocess.run", slow)
    assert ocr.words(b"P5 1 1 255\n0", 300) is None
    assert not ocr.installed()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_real_program_reads_a_picture():
    """Words and figures of a large print."""
    if not ocr.installed():
        pytest.skip("tesseract does not know Vietnamese")
    text = read_document("a.pdf", scanned("Thép xuất khẩu tăng 7,09% quý này.")).text
    assert "7,09%" in text
    assert "xuất" in text
