"""What a model's sentence holds beside words: marks, quotes, addresses, markup, numbers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lexicon.sentences import Span
from lexicon.text import Language, matching, normalise

_MARK = re.compile(r"\s*\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]")
# What looks like a mark and is none; a bracket in Markdown's form of a link stays, to be found.
_LIKE_A_MARK = re.compile(
    r"\s*(?:【[^】]*】|\[(?!\s*\d+(?:\s*[,;]\s*\d+)*\s*\])[^\[\]]*\](?![(\[:]))"
)
_ESCAPE = re.compile(r"\\(?=[^\w\s]|$)")  # Markdown's backslash before a sign
_NESTED = re.compile(r"\[\s*(\[[^\[\]]*\])\s*\]")
_LIST_ITEM = re.compile(r"^\s*(?:[-*•+–]|#{1,6}|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_MARKUP = re.compile(
    r"<\s*[a-zA-Z!/?][^>]*>|!\[|\[(?!\s*\d+(?:\s*[,;]\s*\d+)*\s*\])[^\[\]]*\]\s*[(\[:]"
    r"|&(?:#\w+|[a-z]+);",
    re.IGNORECASE,
)
# A name such as "vietnam.vn" is an address too, but "tr.đ" and "v.v" are not.
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*:(?://|\S*[/@\\])|\b(?:javascript|data|vbscript|mailto|tel)\s*:|\bwww\."
    r"|\S@\S+\.\w|//\S|\b(?:[a-z0-9-]+\.)+(?:com|net|org|vn|io|info|gov|edu|biz|co|me|app|dev|xyz|top"
    r"|site|online|link|click|ru|cn|uk|us|eu|de|fr|jp|kr|sg|th|la|kh|ly|gl|ai|tk|ml|test|example"
    r"|local|internal)\b|\b[a-z0-9-]{2,}\.(?-i:[a-z]{2,})\b(?!\.)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s)\]>\"”]+[^\s)\]>\"”.,;:]")
_QUOTE = re.compile(
    r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]|‘([^’]{12,})’"
    r"|(?<!\w)'([^']{12,})'(?!\w)"
)
_WORDS_OF_A_QUOTE = 3  # fewer are a name or a term
_ROMAN = re.compile(
    r"\b(?=[IVXLCDM]{2,}\b)M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\b"
)
_VI_DIGIT = (
    r"(?:không|một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ"
    r"|rưỡi|vạn|chục|tá)"
)
_SPELLED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        rf"(?<!đầu )(?<!vật )\b(?:{_VI_DIGIT}|năm)(?:\s(?:{_VI_DIGIT}|năm|linh|lẻ|phẩy))+\b"
        rf"|\b(?:{_VI_DIGIT}|năm)\s(?:phần|lần|điểm|usd|đồng|đô la|tấn|người|lượt|dự án"
        r"|doanh nghiệp)\b|\bgấp\s(?:đôi|ba|tư|bốn|năm|bội|rưỡi)\b"
        r"|\b(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)\b|\bthứ\s(?:nhất|tư|năm)\b"
        r"|\bnăm\s(?:ngành|nhóm|tỉnh|thành phố|địa phương|mặt hàng|quốc gia|tháng|quý|năm)\b"
        r"|\b(?:một |phân |quá |hơn |gần )nửa\b|\btăng đôi\b"
        r"|\b(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ|chục|vạn)\b"
    ),
    "en": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
        r"|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
        r"|million|billion|trillion|dozen|half|halved|halving|doubl(?:e|ed|ing)|tripl(?:e|ed|ing)"
        r"|quadrupl(?:e|ed|ing)|twice|thrice|second|thirds?|quarters?"
        r"|(?:four|fif|six|seven|eigh|nin|ten)ths?|\w+fold)\w{0,1}\b"
        r"|\bone (?:percent|per cent|percentage|point|million|billion|thousand|hundred|in)\b"
    ),
}

# A number in the other language's notation: "1,19" cannot be thousands, nor can "1.19".
_OTHER_NOTATION: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d/]|[.,]\d)"),
    "vi": re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3})*\.\d{1,2}(?![\d/]|[.,]\d)"),
}
_TURNED = str.maketrans(".,", ",.")


def plain(sentence: str) -> str:
    """Return a model's sentence as plain text: in normal form, without list and emphasis marks.

    Pictures say what no word was checked for, so they go too.
    """
    text = normalise("".join(sign for sign in sentence if not _is_picture(sign)))
    said = _ESCAPE.sub("", _EMPHASIS.sub("", _LIST_ITEM.sub("", text)))
    if is_markup(said):
        return said.strip()
    return _LIKE_A_MARK.sub("", _NESTED.sub(r"\1", said)).strip()


def _is_picture(sign: str) -> bool:
    return sign == "\ufe0f" or (unicodedata.category(sign) in ("So", "Sk") and sign not in "°^`")


def in_notation(sentence: str, language: Language) -> str:
    """Return a sentence with the language's decimal mark: "1,19%" is 1.19% in English.

    Small models copy numbers as the bulletins have them.
    """
    return _OTHER_NOTATION[language].sub(lambda match: match[0].translate(_TURNED), sentence)


def without_marks(sentence: str) -> tuple[str, tuple[int, ...]]:
    """Return a sentence without its citation marks, and the numbers they named, in order."""
    numbers = [int(n) for mark in _MARK.finditer(sentence) for n in re.findall(r"\d+", mark[0])]
    return _MARK.sub("", sentence).strip(), tuple(dict.fromkeys(numbers))


def is_markup(sentence: str) -> bool:
    """Tell whether a sentence holds HTML, an entity, an image or a link in Markdown."""
    return bool(_MARKUP.search(sentence))


def foreign_address(sentence: str, own: Iterable[str]) -> bool:
    """Tell whether a sentence names an address that is none of the bulletins' own."""
    left = sentence
    for url in _URL.findall(sentence):
        if url in own:
            left = left.replace(url, " ")
    return bool(_ADDRESS.search(left))


def quotes(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield each quotation of more than a few words: its span with the marks, and its words."""
    for match in _QUOTE.finditer(sentence):
        inside = next(group for group in match.groups() if group)
        if len(inside.split()) >= _WORDS_OF_A_QUOTE:
            yield match.start(), match.end(), inside


def numbers(sentence: str, language: Language) -> list[Span]:
    """Return every number a sentence writes, also in words, Roman or other signs."""
    form = matching(sentence)
    found = [Span(m.start(), m.end()) for m in _SPELLED[language].finditer(form)]
    found += [Span(m.start(), m.end()) for m in _ROMAN.finditer(sentence)]
    found += [
        Span(at, at + 1)
        for at, sign in enumerate(sentence)
        if unicodedata.numeric(sign, None) is not None
    ]
    return sorted(found)


def is_latin(sentence: str) -> bool:
    """Tell whether every letter is Latin: look-alikes and other scripts are neither language."""
    return all(
        unicodedata.name(sign, "").startswith("LATIN") for sign in sentence if sign.isalpha()
    )
