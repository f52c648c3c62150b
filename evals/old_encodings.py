"""Vietnamese text written the ways it was before Unicode, by tables other than the product's."""

import unicodedata

SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ"
_VNI = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå "
    "eã eá eä ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø "
    "uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
).split()
_TO_TCVN3 = dict(zip(SMALL, _TCVN3, strict=True))
_TO_TCVN3 |= {letter.upper(): code for letter, code in _TO_TCVN3.items()}  # drawn by the H fonts
_TO_TCVN3 |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
_TO_VNI = dict(zip(SMALL, _VNI, strict=True))
_TO_VNI |= {letter.upper(): codes.upper() for letter, codes in _TO_VNI.items()}
_SHAPES = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
_TONES = {"\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": "."}
_ESCAPED = {(mark, vowel) for mark in "^(+'`?~." for vowel in "aeiouyAEIOUY"}
_ESCAPED |= {(letter, before) for letter in "dD" for before in "dD"}


def tcvn3(text: str) -> str:
    """Return the text as Windows-1252 shows its TCVN3; capitals with a tone have small codes."""
    return "".join(_TO_TCVN3.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    """Return the text as Windows-1252 shows its VNI."""
    return "".join(_TO_VNI.get(letter, letter) for letter in text)


def viqr(text: str, *, escaped: bool = True) -> str:
    """Return the text in VIQR, punctuation behind vowels escaped as RFC 1456 asks, or not."""
    written, before = "", ""
    for letter in text:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if letter in "đĐ":
            written += "DD" if letter == "Đ" else "dd"
        elif marks and all(mark in _SHAPES or mark in _TONES for mark in marks):
            shapes = "".join(_SHAPES.get(mark, "") for mark in marks)
            written += base + shapes + "".join(_TONES.get(mark, "") for mark in marks)
        elif escaped and (letter, before) in _ESCAPED:
            written += "\\" + letter
        else:
            written += letter
        before = base
    return written


def cp1258(text: str) -> bytes:
    """Return the text's bytes in Windows-1258: the tone behind its vowel."""
    content = b""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in _TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        content += (base + tones).encode("cp1258")
    return content


def shown(content: bytes) -> str:
    """Return bytes as Windows-1252 shows them, its five free codes as they are."""
    return "".join(
        byte.decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else byte.decode("latin-1")
        for byte in (content[at : at + 1] for at in range(len(content)))
    )
