"""Text in VIQR (RFC 1456), the ASCII spelling of Vietnamese of early mail, turned into Unicode."""

import re
import unicodedata
from functools import cache, lru_cache

from ingest.legacy import table
from lexicon.syllables import is_syllable

SHAPED = re.compile(r"[AEOaeo]\^|[Aa]\(|[OUou]\+")
_MARKED = re.compile(rf"(?:{SHAPED.pattern}|[AEIOUYaeiouy])['`?~.]?")
_TOKEN = re.compile(
    r"(?P<other><[^<>]*>|https?://\S+|www\.\S+|(?<![\w.-])[\w.-]++@\S+)"  # markup and addresses
    r"|\\(?P<literal>[\\^(+'`?~.dD])"
    rf"|(?P<word>(?:{_MARKED.pattern}|[A-Za-z])+)"
)
_LITERAL = re.compile(r"\\([\\^(+'`?~.dD])")
_MARK = re.compile(r"['`~^(+]")
_FOREIGN = re.compile(r"[.?]|'(?:s|re|ll|ve|d|m)\Z|'\Z")  # gov.vn, Asia's
_STANDARD = re.compile(r"\\[.?]")  # what is no tone is marked as RFC 1456 asks
_SENTENCE_GOES_ON = re.compile(r"[,;:)/…-]|\.(?!\.)| +[^\sA-Z\"'(]")
_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")


def viqr(text: str) -> str:
    """Return text of VIQR in NFC; what is no Vietnamese word stays as it is."""
    standard = bool(_STANDARD.search(text))

    def converted(match: re.Match[str]) -> str:
        if written := match["word"]:
            stop = not standard and _is_full_stop(match)
            return _word(written[:-1]) + "." if stop else _word(written)
        return match["literal"] or (_LITERAL.sub(r"\1", match[0]) if standard else match[0])

    return _TOKEN.sub(converted, text)


@lru_cache(maxsize=8192)
def _word(written: str) -> str:
    """Return one word; the last of its marks may be punctuation."""
    for end in (len(written), len(written) - 1):
        letters = _letters(written[:end], r"\A[dD]{2}")
        if is_syllable(letters.lower()):
            return letters + written[end:]
    if _FOREIGN.search(written) and not SHAPED.search(written):
        return written
    barred = "DD" if written.isupper() else "dd|D[dD]" if _MARK.search(written) else r"\Add"
    return _letters(written, barred)  # a name or a short form: Kro^ng, madu't, HDDND


def _letters(written: str, barred: str) -> str:
    """Return what the marks of a word stand for, and đ where `barred` is found."""
    marks = table()["viqr"]["marks"]
    written = re.sub(barred, lambda match: "Đ" if match[0][0] == "D" else "đ", written)
    spelled = _MARKED.sub(lambda unit: unit[0][0] + "".join(map(marks.get, unit[0][1:])), written)
    return unicodedata.normalize("NFC", spelled)


def _is_full_stop(match: re.Match[str]) -> bool:
    """Tell whether a last full stop that could be a tone ends the sentence instead."""
    word, text = match["word"][:-1], match.string
    if not match["word"].endswith(".") or _SENTENCE_GOES_ON.match(text, match.end()):
        return False
    bare = _letters(word, r"\A[dD]{2}").lower()
    if not is_syllable(bare) or _TONES & set(unicodedata.normalize("NFD", bare)):
        return False
    before = text[max(0, match.start() - 12) : match.start()].split()[-1:]
    pair = " ".join([*before, word]).lower()
    entry = table()["viqr"]
    if pair in entry["heavy_behind"] or pair in entry["plain_behind"]:
        return pair in entry["plain_behind"]
    return word not in _heavy() and word.lower() not in _heavy()


@cache
def _heavy() -> frozenset[str]:
    return frozenset(table()["viqr"]["heavy"].split())
