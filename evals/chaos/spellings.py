"""The forms a question may come in: as keyboards, programs and jokers write the same words."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from lexicon.text import fold

Form = Callable[[str, Random], str]
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
_CYRILLIC = str.maketrans("aeopcyxiABEKMHOPCTX", "аеорсухіАВЕКМНОРСТХ")
_GREEK = str.maketrans("ovABEHIKMNOPTYX", "ονΑΒΕΗΙΚΜΝΟΡΤΥΧ")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_DIGITS = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x25)}
_SPACES = "\u00a0\u2009\u202f\u3000"
_SIGNS = str.maketrans({"-": "–", '"': "“", "'": "’", "Đ": "Ð", "đ": "ð"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLACE = re.compile(rf"(?<!q)([ou])([{_TONES}]?)([aey])([{_TONES}]?)(?![^\W\d_])", re.IGNORECASE)


def decomposed(text: str, _: Random) -> str:
    """Return every mark as a character of its own (NFD)."""
    return unicodedata.normalize("NFD", text)


def half_decomposed(text: str, _: Random) -> str:
    """Return the tones as characters of their own, the letters whole, as Windows-1258 has them."""
    return "".join(_tone_apart(letter) for letter in text)


def _tone_apart(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in parts if mark in _TONES)
    base = "".join(mark for mark in parts if mark not in _TONES)
    return unicodedata.normalize("NFC", base) + tones


def with_invisible(text: str, random: Random) -> str:
    """Return the text with characters in it that nobody sees."""
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(_INVISIBLE) + text[at:]
    return text


def other_tone_place(text: str, _: Random) -> str:
    """Return hoà for hòa and hòa for hoà, wherever both are written."""
    spelled = unicodedata.normalize("NFD", text)
    swapped = _PLACE.sub(lambda m: m[1] + m[4] + m[3] + m[2], spelled)
    return unicodedata.normalize("NFC", swapped)


def look_alike_letters(text: str, random: Random) -> str:
    """Return some words in letters of another script that look the same."""
    tables = (_CYRILLIC, _GREEK, _WIDE)
    words = text.split(" ")
    for at in random.sample(range(len(words)), min(len(words), random.randint(1, 4))):
        words[at] = words[at].translate(random.choice(tables))
    return " ".join(words)


def look_alike_signs(text: str, random: Random) -> str:
    """Return other spaces, dashes, quotes and digits, and ð for đ."""
    parted = "".join(random.choice(_SPACES) if letter == " " else letter for letter in text)
    return f"“{parted.translate(_SIGNS).translate(_DIGITS if random.random() < 0.5 else {})}”"


def plain(text: str, _: Random) -> str:
    """Return the text without diacritics."""
    return fold(text)


FORMS: dict[str, Form] = {
    "NFD": decomposed,
    "tones apart": half_decomposed,
    "invisible": with_invisible,
    "tone place": other_tone_place,
    "letters": look_alike_letters,
    "signs": look_alike_signs,
    "no diacritics": plain,
}
