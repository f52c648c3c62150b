"""What is written short in a chat, spelled out."""

import re

from lexicon.text import fold

# Folded as typed -> what it stands for. A few need what follows to be read so.
_SHORT = {
    "bn": "bao nhiêu",
    "bnhieu": "bao nhiêu",
    "nhiu": "nhiêu",
    "dc": "được",
    "ko": "không",
    "vn": "Việt Nam",
    "hcm": "Thành phố Hồ Chí Minh",
    "tphcm": "Thành phố Hồ Chí Minh",
    "hn": "Hà Nội",
    "dtc": "đầu tư công",
    "dtnn": "đầu tư nước ngoài",
    "xk": "xuất khẩu",
    "nk": "nhập khẩu",
    "kn": "kim ngạch",
    "svck": "so với cùng kỳ",
    "ck": "cùng kỳ",
    "bq": "bình quân",
    "ttg": "Thủ tướng",
    "ntn": "như thế nào",
    "sp": "sản phẩm",
    "sl": "sản lượng",
    "kl": "khối lượng",
    "gt": "giá trị",
    "ti": "tỷ",
    "tr": "triệu",
    "ng": "nghìn",
    "sv": "so với",
    "vs": "với",
}
_ONLY_BEFORE = {
    "ti": r"usd|do|dong|d",
    "tr": r"usd|do|dong|d|tan|luot|nguoi|khach",
    "ng": r"ty|dong|tan|luot|nguoi",
    "sv": r"cung|ck|thang|quy|nam|t\d",
    "gt": r"xuat|nhap|xk|nk|san",
    "sl": r"\w+",
    "kl": r"\w+",
}
_ANY = re.compile(
    "|".join(
        rf"(?<![\w./-])(?<!tp\s){short}(?![\w/-])"
        + (rf"(?=\s+(?:{_ONLY_BEFORE[short]})\b)" if short in _ONLY_BEFORE else "")
        for short in sorted(_SHORT, key=len, reverse=True)
    )
)


def spelled_out(text: str, *, plain: bool) -> str:
    """Return a Vietnamese question with its chat abbreviations spelled out.

    Without diacritics where the question is typed without them.
    """
    folded, parts, at = fold(text), [], 0
    for match in _ANY.finditer(folded):
        whole = _SHORT[match[0]]
        parts += [text[at : match.start()], fold(whole) if plain else whole]
        at = match.end()
    return "".join([*parts, text[at:]])
