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
_BROKEN = re.compile("[ÃÄÆ][\x80-¿‚-›€™]|á[º»][\x80-¿‚-›€™]|â€")  # UTF-8 shown as Windows-1252
_SHOWN_SPACE = re.compile("(?<=[ÃÄÆ]) |(?<=á[º»]) ")
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\ufffd")
_SHAPED_WORD = re.compile(rf"[A-Za-z]*(?:{SHAPED.pattern})(?:{SHAPED.pattern}|[A-Za-z.'`?~])*")
_SKIPPED = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]*>|https?://\S+", re.DOTALL)
_PIECE = re.compile(r"(?<=[.:;!?])\s|\n")
_ANY_LATIN = re.compile(r"[\t\n\r -~\u00a0-\u036f\u1e00-\u20cf\u2100-\u2bff]")

# Of the marked words that are syllables: 0.97 to 1 in 337 bulletins, at most 0.6 when misread.
_GOOD, _PLAINLY_BETTER = 0.94, 0.25
_ENOUGH = 3  # words that can be no chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file; `repaired` when it was stored as another encoding than it is of."""

    text: str
    encoding: str
    repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How Vietnamese a text looks: its words, those with marks, and the syllables of either."""

    words: int
    marked: int
    plain_syllables: int
    marked_syllables: int

    @property
    def share(self) -> float:
        return self.marked_syllables / max(self.marked, 1)

    @property
    def is_vietnamese(self) -> bool:
        right = self.plain_syllables + self.marked_syllables
        return self.marked >= _ENOUGH and self.share >= _GOOD and right >= 0.6 * self.words


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
    if SHAPED.search(text) and (found := _of_viqr(text, name)):
        return found
    strange = bool(_STRANGE.search(text))
    if strange and len(_BROKEN.findall(text)) >= _ENOUGH:
        return Decoded(text=_unbroken(text, name), encoding="utf-8", repaired=True)
    if strange and (best := _best_reading(text)):
        converted, legacy_encoding = best
        if _look(text).share <= _look(converted).share - _PLAINLY_BETTER:
            _require_whole(converted, name)
            return Decoded(text=converted, encoding=legacy_encoding, repaired=True)
    if strange and _holds_legacy_words(text):
        raise InputError("mixed-encodings", file=name)
    if ("?" in text or "\ufffd" in text) and _lost_letters(text):
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
    shaped = [viqr(word).rstrip(".?'`~") for word in _SHAPED_WORD.findall(_bare(text))]
    syllables = [word for word in shaped if len(word) > 1 and is_syllable(word.lower())]
    before = _look(text)
    if len(set(syllables)) < 2 and len(syllables) < 0.3 * before.words:
        return None  # "a(n)", "x^2"
    converted = viqr(text)
    if not before.marked and _look(converted).share >= _GOOD:
        _require_whole(converted, name)
        return Decoded(text=converted, encoding="viqr")
    if len(set(syllables)) < _ENOUGH:
        return None
    raise InputError("mixed-encodings", file=name)


def _unbroken(text: str, name: str) -> str:
    """Return text whose bytes in UTF-8 were read as Windows-1252, if that is so of all of it."""
    for broken in (text, _SHOWN_SPACE.sub("\u00a0", text)):
        try:
            return legacy.utf8(broken)
        except UnicodeError:
            continue
    raise InputError("damaged-text", file=name)


def _best_reading(text: str) -> tuple[str, str] | None:
    """Return the text in the one encoding that makes it Vietnamese, and the encoding."""
    converted = {encoding: read(text) for encoding, read in _READINGS.items()}
    looks = {encoding: _look(candidate) for encoding, candidate in converted.items()}
    best, second, *_ = sorted(looks, key=lambda encoding: looks[encoding].share, reverse=True)
    if looks[best].is_vietnamese and looks[best].share >= looks[second].share + _PLAINLY_BETTER:
        return converted[best], best
    return None


def _require_whole(converted: str, name: str) -> None:
    """Refuse a text of which some sentence is of another encoding."""
    for piece in _PIECE.split(_bare(converted)):
        look = _look(piece)
        if look.marked > _ENOUGH and look.share < 0.5:
            raise InputError("mixed-encodings", file=name)


def _holds_legacy_words(text: str) -> bool:
    """Tell whether words that are nothing in Unicode are Vietnamese in some other encoding."""
    words = {word.lower() for word in _WORD.findall(_composed(text)) if _STRANGE.search(word)}
    most = max(sum(is_syllable(read(word)) for word in words) for read in _READINGS.values())
    return most >= _ENOUGH and most >= 0.6 * len(words)


def _lost_letters(text: str) -> bool:
    """Tell whether many letters were replaced when the text was saved: "T?ng c?c Th?ng kê"."""
    bare = _bare(text)
    return len(_LOST.findall(bare)) >= max(_ENOUGH, 0.03 * len(_WORD.findall(bare)))


def _look(text: str) -> _Look:
    words = Counter(_WORD.findall(_composed(_bare(text)).lower()))
    marked = {word: count for word, count in words.items() if not word.isascii()}
    syllables = {word: count for word, count in words.items() if is_syllable(word)}
    marked_syllables = sum(count for word, count in syllables.items() if word in marked)
    return _Look(
        words=words.total(),
        marked=sum(marked.values()),
        plain_syllables=sum(syllables.values()) - marked_syllables,
        marked_syllables=marked_syllables,
    )


def _bare(text: str) -> str:
    """Return the text without markup and addresses."""
    return _SKIPPED.sub(" ", text) if "<" in text or "://" in text else text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
