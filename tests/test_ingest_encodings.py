"""Bytes to text: Unicode as it stands, older encodings converted, anything else refused."""

import codecs
import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.old_encodings import cp1258, shown, tcvn3, viqr, vni
from ingest.encodings import Decoded, decode
from lexicon.errors import InputError

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.md"))
SENTENCE = "Theo Tổng cục Thống kê, lượng gạo xuất khẩu tháng Năm ước đạt 1,2 triệu tấn, giảm nhẹ."
FRENCH = (
    "La croissance économique a été élevée, ça va être dû à l'été français; le Noël à Besançon."
)
ENGLISH = "Exports rose 5% (see Q.E.D., d.d. 3 May, a^2 + o+ and a(n) index): mail gso@gso.gov.vn."
SYLLABLES = (
    "tổng cục thống kê chỉ số giá tiêu dùng tháng năm quý tăng giảm xuất khẩu nhập lượng gạo nước "
    "ngoài đầu tư vốn đăng ký thực hiện ước đạt tỷ đồng nghìn người lao động khoáng sản chế biến "
    "nghiệp thương mại dịch vụ bán lẻ điện thuỷ hải mưa bão lũ khắc phục quyết định ngưỡng mỗi kỳ"
).split()
ENCODERS = {
    "tcvn3": lambda text: tcvn3(text).encode("cp1252"),
    "vni": lambda text: vni(text).encode("cp1252"),
    "viqr": lambda text: viqr(text).encode("ascii"),
    "cp1258": cp1258,
}
SHOWN = {
    "tcvn3": lambda text: tcvn3(text).encode(),
    "vni": lambda text: vni(text).encode(),
    "cp1258": lambda text: shown(cp1258(text)).encode(),
    "utf-8": lambda text: shown(text.encode()).encode(),
}
SENTENCES = st.lists(st.sampled_from(SYLLABLES), min_size=8, max_size=40).map(
    lambda words: " ".join(words) + ", đạt 2,5%; tăng so với năm trước."
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16"),
        (SENTENCE.encode("utf-16-le"), "utf-16"),
        (SENTENCE.encode("utf-16-be"), "utf-16"),
        (SENTENCE.encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"), "utf-32"),
    ],
    ids=[
        "utf-8",
        "utf-8-with-mark",
        "utf-16-little",
        "utf-16-big",
        "utf-16-little-without-mark",
        "utf-16-big-without-mark",
        "utf-32-little",
        "utf-32-big",
    ],
)
def test_unicode_is_read_with_and_without_a_mark(content, encoding):
    """The mark itself is no part of the text."""
    assert decode(content) == Decoded(text=SENTENCE, encoding=encoding)


@pytest.mark.parametrize("encoding", ENCODERS)
def test_bytes_of_older_encodings_are_converted(encoding):
    """Every letter comes back, composed."""
    assert decode(ENCODERS[encoding](SENTENCE)) == Decoded(text=SENTENCE, encoding=encoding)


@pytest.mark.parametrize("encoding", SHOWN)
def test_older_encodings_saved_again_as_unicode_are_repaired(encoding):
    """So is UTF-8 that was read as Windows-1252, and a file of two such mistakes."""
    stored = SHOWN[encoding](SENTENCE)
    repaired = Decoded(text=SENTENCE, encoding=encoding, repaired=True)
    assert decode(stored) == repaired
    assert decode(stored.decode().encode("utf-16")) == repaired
    if encoding == "utf-8":
        assert decode(shown(stored).encode()) == repaired


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("Tæng côc Thèng kª", "Tổng cục Thống kê"),
        ("Toång cuïc Thoáng keâ", "Tổng cục Thống kê"),
        ("Vie^.t Nam", "Việt Nam"),
        ("TæNG CôC THèNG K£ Hµ NéI: gi¸ g¹o t¨ng", "TỔNG CỤC THỐNG KÊ HÀ NỘI: giá gạo tăng"),
        ("Ñaø Naüng, ÑAØ NAÜNG, Ñaéc Laéc", "Đà Nẵng, ĐÀ NẴNG, Đắc Lắc"),
        ("Tá»•ng cá»¥c", "Tổng cục"),
        ("lÃ  giÃ¡ gáº¡o", "là giá gạo"),
        ("<p id='a'>Vie^.t Nam: gia' ta(ng nhe.</p>", "<p id='a'>Việt Nam: giá tăng nhẹ</p>"),
    ],
    ids=[
        "tcvn3",
        "vni",
        "viqr",
        "tcvn3-capitals",
        "vni-capitals",
        "utf-8",
        "no-break-space",
        "markup",
    ],
)
def test_short_texts_are_converted(stored, text):
    """Capitals without codes of their own follow the word they stand in; markup stays."""
    assert decode(stored.encode()).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("bi. My~ a'p thue^', gia' mo^~i ta^'n ba ty? USD.", "bị Mỹ áp thuế, giá mỗi tấn ba tỷ USD."),
        ("Ha. Long, DDa('k La('k va` Kro^ng A^n.", "Hạ Long, Đắk Lắk và Krông Ân."),
        ("ra^'t nhe.. Ho^.i ddo^`ng HDDND xa~.", "rất nhẹ. Hội đồng HĐND xã."),
        ("theo nha` ma'y \\(a) co^ng nghie^.p nga\\. Ta`u", "theo nhà máy (a) công nghiệp nga. Tàu"),
        ("vie^.c dda^`u tu+. Xem http://a.vn/e.u? hoa(.c a.b@c.vn", "việc đầu tư. Xem http://a.vn/e.u? hoặc a.b@c.vn"),
        ("thu? ddo^. Mu+'c ddo^. Tra^.t tu+. Vo^'n dda^`u tu+.", "thủ đô. Mức độ Trật tự Vốn đầu tư."),
        ("da^`u madu't cu?a Nike's va` gso.gov.vn", "dầu madút của Nike's và gso.gov.vn"),
    ],
    ids=["tone", "names", "tone-and-stop", "escaped", "addresses", "stop-or-tone", "foreign"],
)  # fmt: skip
def test_viqr_tells_tones_from_punctuation(written, text):
    """By what makes a syllable; where two do, by the next word and by the usual one."""
    decoded = decode(f"{written}\n{viqr(SENTENCE * 2, escaped=False)}".encode())
    assert decoded == Decoded(text=f"{text}\n{SENTENCE * 2}", encoding="viqr")


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        FRENCH,
        FRENCH * 100,
        ENGLISH,
        "ÐÞ er på dansk: så får vi også æbler, øl og rødgrød på bordet nu.",
        "Für die Süßwaren müssen Käufer künftig höhere Preise zahlen.",
        SENTENCE + " Ông Müller (Citroën) và bà Ångström: 30°C, 5 m², 7,09¹%, “a” – b…",
        "giá là có",
        "Người ta ðã nói: “HỌ ĐÃ”, “CẢ XÃ” ðó ðược mùa.",
        "Is it a? Is it o? So. Do. A.",
        "C++, e^x, f(a^2), O(n), data(1), vitamin A+, no+",
        "https://a.vn/?a=b&c=?d Xem?e",
        "",
    ],
    ids=[
        "vietnamese",
        "decomposed",
        "french",
        "long-french",
        "english",
        "danish",
        "german",
        "foreign-names",
        "few-letters",
        "slips",
        "questions",
        "formulas",
        "addresses",
        "nothing",
    ],
)
def test_unicode_is_never_altered(text):
    """Whatever its language, signs and addresses."""
    assert decode(text.encode()) == Decoded(text=text, encoding="utf-8")


def test_english_with_the_signs_of_windows_is_read():
    """Dashes and quotes are the same in every code page of Windows."""
    assert decode(b"GDP grew 5% \x96 the \x93highest\x94.").text == "GDP grew 5% – the “highest”."


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7 abc", "binary"),
        (b"PK\x03\x04" + bytes(64), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "binary"),
        (b"{\\rtf1 \\'e6ng}", "binary"),
        (bytes(range(256)), "binary"),
        (SENTENCE.encode() + b"\x00", "binary"),
        (SENTENCE.encode("utf-32-le"), "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "damaged-text"),
        (SENTENCE.encode()[:-30] + b"\xe1\xbb", "unknown-encoding"),
        (SENTENCE.encode("cp1252", "replace"), "unknown-encoding"),
        (FRENCH.encode("latin-1"), "unknown-encoding"),
        (b"\xff\xfe\xfd" + bytes(range(128, 256)), "damaged-text"),
        (SENTENCE.encode("ascii", "replace"), "damaged-text"),
        (SENTENCE.encode("ascii", "replace").replace(b"?", "\ufffd".encode()), "damaged-text"),
        (shown(SENTENCE.encode()).replace("\x8d", "").replace("º", "").encode(), "damaged-text"),
        (tcvn3(SENTENCE * 4).replace("\xad", "").encode(), "mixed-encodings"),
        ((SENTENCE + "\n" + tcvn3(SENTENCE)).encode(), "mixed-encodings"),
        (("Gi¸ g¹o th¸ng N¨m\n" + SENTENCE).encode(), "mixed-encodings"),
        ((SENTENCE + "\n" + vni(SENTENCE)).encode(), "mixed-encodings"),
        ((SENTENCE + "\n" + viqr(SENTENCE)).encode(), "mixed-encodings"),
        ((SENTENCE + "\n" + shown(SENTENCE.encode())).encode(), "damaged-text"),
        ((tcvn3(SENTENCE * 9) + "\n" + vni(SENTENCE)).encode("cp1252"), "unknown-encoding"),
        ((tcvn3(SENTENCE * 30) + "\n" + vni(SENTENCE)).encode("cp1252"), "mixed-encodings"),
        ((ENGLISH + tcvn3(SENTENCE)).encode(), "mixed-encodings"),
        (b"Gi\x8e g\x99o: " + tcvn3(SENTENCE * 9).encode("cp1252"), "unknown-encoding"),
    ],
    ids=[
        "pdf",
        "zip",
        "picture",
        "word",
        "rich-text",
        "noise",
        "a-nought",
        "utf-32-without-mark",
        "half-a-character",
        "cut-short",
        "letters-lost",
        "french-in-latin-1",
        "odd-utf-16",
        "question-marks",
        "replacement-signs",
        "mislabelled-and-lost",
        "tcvn3-without-its-ư",
        "unicode-and-tcvn3",
        "title-in-tcvn3",
        "unicode-and-vni",
        "unicode-and-viqr",
        "unicode-and-mislabelled",
        "tcvn3-and-vni",
        "much-tcvn3-and-vni",
        "english-and-tcvn3",
        "codes-left-over",
    ],
)
def test_what_cannot_be_decided_is_refused_with_its_reason(content, key):
    """The file is named in both languages and nothing is guessed."""
    with pytest.raises(InputError) as caught:
        decode(content, name="a.txt")
    assert caught.value.key == key
    assert all("a.txt" in caught.value.say(language) for language in ("vi", "en"))


@pytest.mark.parametrize("encoding", ENCODERS)
@given(text=SENTENCES)
def test_any_sentence_comes_back_from_its_bytes(encoding, text):
    """Exactly as it was."""
    assert decode(ENCODERS[encoding](text)) == Decoded(text=text, encoding=encoding)


@pytest.mark.parametrize("encoding", SHOWN)
@given(text=SENTENCES)
def test_any_sentence_comes_back_from_what_was_mislabelled(encoding, text):
    """Exactly as it was."""
    decoded = decode(SHOWN[encoding](text))
    assert decoded == Decoded(text=text, encoding=encoding, repaired=True)


@given(text=SENTENCES)
def test_any_sentence_in_unicode_stays(text):
    """In UTF-8, with its mark, and in UTF-16."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)).text == text


@settings(derandomize=True)  # letters may make three syllables of TCVN3 by chance, once in 40,000
@given(st.text(max_size=200))
def test_any_text_in_utf_8_stays_or_is_refused(text):
    """Chance letters never read as Vietnamese of another encoding."""
    with contextlib.suppress(InputError):
        assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content):
    """No other error leaves the door."""
    with contextlib.suppress(InputError):
        assert isinstance(decode(content).text, str)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: ENCODERS["tcvn3"](text),
        lambda text: SHOWN["tcvn3"](text),
        lambda text: ENCODERS["vni"](text),
        lambda text: SHOWN["vni"](text),
        lambda text: viqr(text).encode(),
        lambda text: viqr(text, escaped=False).encode(),
        lambda text: ENCODERS["cp1258"](text),
        lambda text: text.encode("utf-16-le"),
        lambda text: SHOWN["utf-8"](text),
        lambda text: text.encode().decode("latin-1").encode(),
    ],
    ids=[
        "tcvn3",
        "tcvn3-in-utf-8",
        "vni",
        "vni-in-utf-8",
        "viqr",
        "viqr-unescaped",
        "cp1258",
        "utf-16",
        "mislabelled",
        "mislabelled-latin-1",
    ],
)
def test_every_sample_comes_back(written):
    """13 bulletins of 10 kinds: each is converted, word for word."""
    assert len(SAMPLES) == 13
    for path in SAMPLES:
        text = path.read_text("utf-8").replace("−", "-")  # none of these encodings has a minus
        assert decode(written(text)).text.lower() == text.lower()
