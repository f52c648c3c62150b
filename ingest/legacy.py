"""Text in the Vietnamese encodings before Unicode, turned into Unicode.

Each function takes a text as Windows-1252 shows it, one character a byte, and returns it in NFC.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_UNUSED = {code: code for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # Windows-1252 leaves them free
_WORD = re.compile(r"[^\W\d_]+")


@cache
def table() -> dict[str, Any]:
    """Return `data/legacy.toml`."""
    return tomllib.loads((files("ingest") / "data" / "legacy.toml").read_text("utf-8"))


@cache
def _shown() -> dict[int, int]:
    """Return the codes 128 to 159 -> what Windows-1252 shows for them."""
    codes = (code for code in range(0x80, 0xA0) if code not in _UNUSED)
    return {code: ord(bytes([code]).decode("cp1252")) for code in codes} | _UNUSED


def western(content: bytes) -> str:
    """Return bytes as Windows-1252 shows them; every byte gives one character."""
    return content.decode("latin-1").translate(_shown())


def _codes(text: str) -> str:
    """Return a text as Windows-1252 shows it with its codes as characters (Latin-1)."""
    return text.translate({shown: code for code, shown in _shown().items()})


def utf8(text: str) -> str:
    """Return the text whose bytes in UTF-8 were shown as Windows-1252, however many times over.

    UnicodeError when that is not so of the whole text.
    """
    text = _codes(text).encode("latin-1").decode("utf-8-sig")
    try:
        return utf8(text) if not text.isascii() else text
    except UnicodeError:
        return unicodedata.normalize("NFC", text)


def cp1258(text: str) -> str:
    """Return text of Windows-1258 (Microsoft): letters, and a tone behind its vowel."""
    return unicodedata.normalize("NFC", text.translate(_vietnamese_page()))


@cache
def _vietnamese_page() -> dict[int, str]:
    pairs = ((code, bytes([code]).decode("cp1258", "ignore")) for code in range(0xA0, 0x100))
    return {code: letter for code, letter in pairs if letter}


def tcvn3(text: str) -> str:
    """Return text of TCVN 5712:1993, as the ABC fonts have it."""
    return _with_capitals(text.translate(_tcvn3_letters()))


@cache
def _tcvn3_letters() -> dict[int, str]:
    entry = table()["tcvn3"]
    codes, letters = (" ".join(entry[part]).split(" ") for part in ("codes", "letters"))
    return {ord(code): letter for code, letter in zip(codes, letters, strict=True)}


def _with_capitals(text: str) -> str:
    """Return a text in which words such as "TổNG CụC" have all their capitals."""
    return "\n".join(_line_with_capitals(line) for line in text.split("\n"))


def _line_with_capitals(line: str) -> str:
    spelled = list(line)
    for group in _groups_without_small_ascii(line):
        if not any(_is_half_capital(word[0]) for word in group):
            continue
        capitals = [word for word in group if word[0] != word[0].lower()]
        for word in group[group.index(capitals[0]) : group.index(capitals[-1]) + 1]:
            spelled[word.start() : word.end()] = word[0].upper()
    return "".join(spelled)


def _groups_without_small_ascii(line: str) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for word in _WORD.finditer(line):
        if any("a" <= letter <= "z" for letter in word[0]):
            yield group
            group = []
        else:
            group.append(word)
    yield group


def _is_half_capital(word: str) -> bool:
    return not word.isupper() and sum("A" <= letter <= "Z" for letter in word) > 1


def vni(text: str) -> str:
    """Return text of the VNI fonts: marks of their own behind the vowels."""
    pattern, letters = _vni_letters()
    return pattern.sub(lambda match: letters[match[0]], text)


@cache
def _vni_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    entry = table()["vni"]
    letters = dict(entry["alone"])
    for row in entry["behind"]:
        for vowel in row["vowels"]:
            base = letters.get(vowel, vowel)
            for mark, added in zip(row["marks"], row["adds"], strict=True):
                letters[vowel + mark] = unicodedata.normalize("NFC", base + added)
    for codes, letter in list(letters.items()):
        letters[codes.upper()] = letters[codes[0].upper() + codes[1:]] = letter.upper()
        letters[codes[0] + codes[1:].upper()] = letter
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(longest_first)), letters
