"""Text forms: what is stored, what is matched, what is compared when diacritics are missing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Language = Literal["vi", "en"]

_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?|\w+")

# What looks like another letter or sign on the screen, one for one: Cyrillic, Greek, ð for đ.
_LOOK_ALIKE = str.maketrans(
    "авеѕіјкмнорсԛтухһԁԝ" + "АВЕЅІЈКМНОРСТУХԚԜ" + "αινορυκχ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ÐðƉ" + "‐‑‒–—―−",
    "abesijkmhopcqtyxhdw" + "ABESIJKMHOPCTYXQW" + "aivopukx" + "ABEZHIKMNOPTYX" + "ĐđĐ" + "-" * 7,
) | str.maketrans(dict.fromkeys("“”„‟", '"') | dict.fromkeys("‘’‚‛", "'"))
_OTHER_SCRIPT = re.compile(r"[\u0370-\u052f]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_WIDE = re.compile(r"[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_MARKED = "ăâêôơưđ" + "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_VIETNAMESE_LETTER = re.compile(f"[{_MARKED}]")

# Both spellings of the tone place (hoà/hòa, thuý/thúy) become the second; the length stays.
_TONE_PLACE = re.compile(r"(?<![qQ])([oOuU])([àảãáạÀẢÃÁẠèẻẽéẹÈẺẼÉẸỳỷỹýỵỲỶỸÝỴ])(?![^\W\d_])")
_TONES = {"̀": "huyền", "̉": "hỏi", "̃": "ngã", "́": "sắc", "̣": "nặng"}

_PLAIN_VIETNAMESE = frozenset(
    "thang nam quy bao nhieu tang giam cua la so voi cung ky truoc nay dau cuoi tinh den trong "
    "cong nghiep gia xuat nhap khau tong von dau tu doanh luot khach nghin trieu ty dong nuoc "
    "ngoai nguoi viet tinh nao khong the nhu nhung cac mot hai ba bon sau bay tam chin muoi thi "
    "sao con vay chi san luong binh quan ca uoc dat ngan sach tin dung that lao dong nganh".split()
)
# Words that make a text English and carry no topic of their own.
ENGLISH_WORDS = frozenset(
    "the of in and or what how much many was were is are did does do has had have been be by "
    "from to for which who whom when where why with without rise rose fall fell grow grew "
    "growth change changed rate month months year years quarter first second third half nine "
    "against compared about same than previous last next give me show tell that this these "
    "those percent percentage points average total value index on at between since during "
    "output a an its it their they into over under per not only also any some each every other "
    "more most less least there here will would could should can may might according mentioned "
    "said say says called name list set beside versus level figure figures number amount reach "
    "reached stand stood come came compare please whole entire early late start end".split()
)


def normalise(text: str) -> str:
    """Return `text` in NFC with plain spaces and line ends, invisible marks removed.

    Never NFKC: that would turn `7,09¹%` into `7,091%`.
    """
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def typed(text: str) -> str:
    """Return what was typed with plain letters and signs in place of what looks like them.

    Of the same length: for questions, never for what is quoted. A text of another script stays.
    """
    text = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    if len(_OTHER_SCRIPT.findall(text)) > len(_LATIN.findall(text)):
        return text
    return text.translate(_LOOK_ALIKE)


def _move_tone(match: re.Match[str]) -> str:
    first, second = match[1], unicodedata.normalize("NFD", match[2])
    tone = next((mark for mark in second if mark in _TONES), "")
    return unicodedata.normalize("NFC", first + tone) + second[0]


def matching(text: str) -> str:
    """Return `text` lower-cased with one spelling of the tone place, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lowered (İ); those stay as they are
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _TONE_PLACE.sub(_move_tone, lowered)


class _PlainLetters(dict[int, str]):
    """Character code -> the letter without case and diacritics, worked out when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0].lower()
        self[code] = "d" if letter in "đĐ" else base if len(base) == 1 else letter
        return self[code]


_PLAIN_LETTERS = _PlainLetters()


def fold(text: str) -> str:
    """Return `text` lower-cased without diacritics (đ becomes d), of the same length."""
    return text.lower() if text.isascii() else text.translate(_PLAIN_LETTERS)


def tokens(text: str) -> list[str]:
    """Return the syllables, words and figures of `text` in matching form; `18,3%` is one token."""
    return _TOKEN.findall(matching(text))


def token_matches(form: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a text in matching form, with their places."""
    return _TOKEN.finditer(form)


def has_diacritics(text: str) -> bool:
    """Tell whether `text` holds a letter only Vietnamese writes."""
    return bool(_VIETNAMESE_LETTER.search(unicodedata.normalize("NFC", text).lower()))


def language_of(text: str) -> Language:
    """Return the language `text` is asked in; Vietnamese without diacritics is Vietnamese."""
    if has_diacritics(text):
        letters = _VIETNAMESE_LETTER.findall(unicodedata.normalize("NFC", text).lower())
        words = text.lower().split()
        english = sum(word.strip("?,.!") in ENGLISH_WORDS for word in words)
        return "en" if english >= 3 and english > len(letters) / 2 else "vi"
    words = re.findall(r"[a-z]+", text.lower())
    english = sum(word in ENGLISH_WORDS for word in words)
    vietnamese = sum(word in _PLAIN_VIETNAMESE for word in words)
    return "vi" if vietnamese >= english and vietnamese > 0 else "en"
