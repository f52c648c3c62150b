"""Bytes to text: which encoding a file is written in, told by what reads as Vietnamese.

Text that is Unicode is never altered. Text in an encoding before Unicode is converted when nearly
all of its marked words then are Vietnamese syllables and no other reading comes near; it is refused
when only a part of it reads so.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ingest import legacy
from ingest.viqr import SHAPED, viqr
from lexicon.errors import InputError
from lexicon.syllables import is_syllable

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_OTHER_FILES = (  # PDF, zip and Office, old Office, PNG, GIF, JPEG, gzip, rich text
    *(b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8"),
    *(b"\xff\xd8\xff", b"\x1f\x8b", b"{\\rtf"),
)
_READINGS: dict[str, Callable[[str], str]] = {
    "tcvn3": legacy.tcvn3,
    "vni": legacy.vni,
    "cp1258": legacy.cp1258,
}
_WORD = re.compile("[A-Za-z¡-¨ª¬\u00ad¯±´-¶¸-º¼-ɏḀ-ỿ\u0300-\u036f]+")  # with the signs TCVN3 uses
# Letters and signs that no Vietnamese word in Unicode holds; every other encoding needs some.
_STRANGE = re.compile("[\x80-\x9f¡-¨ª¬¯±´-¶¸¼¾¿Ä-ÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒˆ˜†‡‰‹]")
_UNICODE_VIETNAMESE = re.compile("[ƠơƯưẠ-ỹ\u0300-\u0323]")
# UTF-8 shown as Windows-1252; not the end of “ĐÃ”.
_BROKEN = re.compile("Ã[\x80-¿‚-“„-•‰-›€™]|(?:[ÄÆ]|á[º»])[\x80-¿‚-›€™]|â€")
_SHOWN_SPACE = re.compile("(?<=[^A-ZÃ][ÂÃ]) ")  # the second code of "à", a no-break space
_LOST = re.compile(r"\?(?<=[^\W\d_]\?)[^\W\d_]")  # a question mark between letters
_SHAPES = ("^", "o+", "u+", "a(")  # found faster than by the pattern
_VIQR_WORD = re.compile(r"[A-Za-z^(+'`?~.]+")
_SCRIPT = re.compile(r"<(?:script|style)\b[^<>]*>|</(?:script|style)>")
_SKIPPED = re.compile(r"<[^<>]*>|https?://\S+")
_PIECE = re.compile(r"(?<=[.:;!?])\s|\n")
# What the capitals of TCVN's set VN1 leave behind.
_LEFT_OVER = re.compile("[\x01-\x08\x0e-\x1f\x80-\x9fƒ„†‡ˆ‰Š‹ŒŽ˜šœžŸ]|(?<![A-Za-z])™")
_ANY_LATIN = re.compile(r"[\t\n\r -~\u00a0-\u036f\u1e00-\u20cf\u2100-\u2bff]")

# Of the marked words that are syllables: 0.97 to 1 in 337 bulletins, at most 0.6 when misread.
_GOOD, _PLAINLY_BETTER = 0.94, 0.25
_ENOUGH = 3  # words that can be no chance; no bulletin in Unicode holds more than one
_WITHOUT_HORN = 40  # marked words; TCVN3 loses its ư, a soft hyphen, in many programs


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file; `repaired` when it was stored as another encoding than it is of."""

    text: str
    encoding: str
    repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How Vietnamese a text looks: its words, those with marks, and the syllables of either.

    `different` counts the marked syllables of more than one letter, each once.
    """

    words: int
    marked: int
    plain_syllables: int
    marked_syllables: int
    different: int

    @property
    def share(self) -> float:
        return self.marked_syllables / max(self.marked, 1)

    @property
    def is_vietnamese(self) -> bool:
        right = self.plain_syllables + self.marked_syllables
        return self.different >= _ENOUGH and self.share >= _GOOD and right >= 0.6 * self.words


def decode(content: bytes, *, name: str = "text") -> Decoded:
    """Return the text of bytes in UTF-8, -16 or -32, Windows-1258, TCVN3, VNI or VIQR.

    What was converted is in NFC; Unicode text stays as it stands, without its mark. InputError,
    which names the file, for what is no text and for text whose encoding is mixed or unknown.
    """
    if content.startswith(_OTHER_FILES):
        raise InputError("binary", file=name)
    for mark, codec, encoding in _MARKS:
        if content.startswith(mark):
            return _of_unicode(_decoded(content[len(mark) :], codec, name), encoding, name)
    if b"\x00" in content:
        return _of_unicode(_utf16(content, name), "utf-16", name)
    try:
        return _of_unicode(content.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        return _of_single_bytes(legacy.western(content), name)


def _decoded(content: bytes, codec: str, name: str) -> str:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError("damaged-text", file=name) from error
    if "\x00" in text:
        raise InputError("binary", file=name)
    return text


def _utf16(content: bytes, name: str) -> str:
    """Return the text of UTF-16 without a mark, in the byte order that gives Latin letters."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = content.decode(codec, "replace")
        if len(_ANY_LATIN.findall(text)) > 0.98 * len(text):
            return _decoded(content, codec, name)
    raise InputError("binary", file=name)


def _of_unicode(text: str, encoding: str, name: str) -> Decoded:
    """Return text in Unicode as it stands, or converted where its letters only stand for others."""
    if (
        any(shape in text for shape in _SHAPES)
        and SHAPED.search(text)
        and (found := _of_viqr(text, name))
    ):
        return found
    strange = bool(_STRANGE.search(text))
    if strange and (mended := _unbroken(text, name)):
        return Decoded(text=mended, encoding="utf-8", repaired=True)
    if strange and not _UNICODE_VIETNAMESE.search(text) and (best := _best_reading(text)):
        converted, legacy_encoding = best
        if _look(text).share <= _look(converted).share - _PLAINLY_BETTER:
            _require_whole(converted, name)
            return Decoded(text=converted, encoding=legacy_encoding, repaired=True)
    if strange and _holds_legacy_words(text):
        raise InputError("mixed-encodings", file=name)
    if _lost_letters(text):
        raise InputError("damaged-text", file=name)
    return Decoded(text=text, encoding=encoding)


def _of_single_bytes(text: str, name: str) -> Decoded:
    """Return text of which each byte is shown as Windows-1252 shows it, converted."""
    if best := _best_reading(text):
        converted, encoding = best
        _require_whole(converted, name)
        return Decoded(text=converted, encoding=encoding)
    if _look(text).marked or re.search("[\x80-\x9f]", text):
        raise InputError("unknown-encoding", file=name)
    return _of_viqr(text, name) or Decoded(text=text, encoding="cp1252")  # only “–” and the like


def _of_viqr(text: str, name: str) -> Decoded | None:
    """Return the text converted if it is VIQR, nothing if it holds none."""
    shaped = [word for word in _VIQR_WORD.findall(_bare(text)) if SHAPED.search(word)]
    letters = [viqr(word).rstrip(".?'`~") for word in shaped]
    syllables = [word for word in letters if len(word) > 1 and is_syllable(word.lower())]
    before = _look(text)
    if len(set(syllables)) < 2 and len(syllables) < 0.3 * before.words:
        return None  # "a(n)", "x^2"
    converted = viqr(text)
    if not before.marked and _look(converted).share >= _GOOD:
        _require_whole(converted, name)
        return Decoded(text=converted, encoding="viqr")
    if not before.marked and len(set(syllables)) < _ENOUGH:
        return None
    raise InputError("mixed-encodings", file=name)


def _unbroken(text: str, name: str) -> str:
    """Return text whose bytes in UTF-8 were read as Windows-1252, empty if there are none."""
    broken = len(_BROKEN.findall(text))
    for shown in (text, _SHOWN_SPACE.sub("\u00a0", text)) if broken > 1 else ():
        try:
            return legacy.utf8(shown)
        except UnicodeError:
            continue
    if broken >= _ENOUGH or (broken > 1 and _UNICODE_VIETNAMESE.search(text)):
        raise InputError("damaged-text", file=name)
    return ""


def _best_reading(text: str) -> tuple[str, str] | None:
    """Return the text in the one encoding that makes it Vietnamese, and the encoding."""
    converted = {encoding: read(text) for encoding, read in _READINGS.items()}
    looks = {encoding: _look(candidate) for encoding, candidate in converted.items()}
    best, second, *_ = sorted(looks, key=lambda encoding: looks[encoding].share, reverse=True)
    if looks[best].is_vietnamese and looks[best].share >= looks[second].share + _PLAINLY_BETTER:
        return converted[best], best
    return None


def _require_whole(converted: str, name: str) -> None:
    """Refuse what was converted if some of it is of another encoding or was lost on the way."""
    for piece in _PIECE.split(_bare(converted)):
        look = _look(piece)
        if look.marked > _ENOUGH and look.share < 0.5:
            raise InputError("mixed-encodings", file=name)
    if _LEFT_OVER.search(converted):
        raise InputError("unknown-encoding", file=name)
    if "ư" not in converted and _look(converted).marked > _WITHOUT_HORN:
        raise InputError("damaged-text", file=name)


def _holds_legacy_words(text: str) -> bool:
    """Tell whether words that are nothing in Unicode are, or may be, of an older encoding."""
    enough = _ENOUGH
    if _UNICODE_VIETNAMESE.search(text):  # where ð is a slip for đ
        enough, text = 2, text.replace("ð", "đ").replace("Ð", "Đ")
    if len(_STRANGE.findall(text)) < enough:
        return False
    words = {word.lower() for word in _WORD.findall(_composed(_bare(text)))}
    strange = [word for word in words if _STRANGE.search(word)]
    known = max(sum(is_syllable(read(word)) for word in strange) for read in _READINGS.values())
    if known >= enough and known >= 0.6 * len(strange):
        return True
    plain = [word for word in words if word.isascii()]
    like_vietnamese = sum(map(is_syllable, plain)) >= 0.5 * len(plain)
    return like_vietnamese and len(strange) >= max(2 * _ENOUGH, 0.2 * len(words))


def _lost_letters(text: str) -> bool:
    """Tell whether many letters were replaced when the text was saved: "T?ng c?c Th?ng kê"."""
    if len(_LOST.findall(text)) + text.count("\ufffd") < _ENOUGH:
        return False
    bare = _bare(text)
    lost = len(_LOST.findall(bare)) + bare.count("\ufffd")
    return lost >= max(_ENOUGH, 0.03 * len(_WORD.findall(bare)))


def _look(text: str) -> _Look:
    words = Counter(_WORD.findall(_composed(_bare(text)).lower()))
    marked = {word: count for word, count in words.items() if not word.isascii()}
    syllables = {word: count for word, count in words.items() if is_syllable(word)}
    of_marked = {word: count for word, count in syllables.items() if word in marked}
    return _Look(
        words=words.total(),
        marked=sum(marked.values()),
        plain_syllables=sum(syllables.values()) - sum(of_marked.values()),
        marked_syllables=sum(of_marked.values()),
        different=sum(len(word) > 1 for word in of_marked),
    )


def _bare(text: str) -> str:
    """Return the text without markup and addresses."""
    if "<" in text:
        text = " ".join(_SCRIPT.split(text)[::2])
    return _SKIPPED.sub(" ", text) if "<" in text or "://" in text else text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
