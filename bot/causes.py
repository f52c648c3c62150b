"""Sentences that state a cause: "do", "nhờ", "nguyên nhân", "khiến" and their like."""

import re

from lexicon.text import matching

# "Do" and "bởi" also name who did something: "do Chính phủ ban hành".
_BY_SOMEONE = re.compile(
    r"(?<!lý )(?<!lí )\b(?:do|bởi)\s+(?:[^\s,.;()]+\s+){1,6}?(?:ban hành|công bố|tổ chức|chủ trì|quản lý"
    r"|khảo sát|biên soạn|làm chủ|phụ trách|phát hành|đứng đầu|nắm giữ|tài trợ|chủ biên)\b"
)
_NO_CAUSE = re.compile(
    r"\b(?:(?:tìm(?: ra| hiểu)?|làm rõ|xác định|phân tích|đánh giá|không rõ|chưa rõ) (?:(?:các|những) )?nguyên nhân"
    r"|trái ngược[^.]*|ngược với[^.]*|do (?:đó|vậy|đâu)|vì (?:vậy|thế|sao)|tự do|nhờ (?:đó|vậy)|bởi (?:vậy|thế)|ủng hộ"
    r"|tác động (?:\d|của từng))"
)
_STATED = re.compile(
    r"\b(?:nguyên nhân|lý do|lí do|chủ yếu (?:do|nhờ|bởi|vì)|phần lớn (?:do|nhờ)|là do|là nhờ|một phần (?:do|nhờ)"
    r"|xuất phát từ|bắt nguồn từ|giải thích|lý giải|do (?:ảnh hưởng|tác động|nhu cầu)|bởi vì)\b"
)
_CAUSES = re.compile(
    r"\b(?:do|nhờ|bởi|vì|khiến|làm cho|dẫn đến|dẫn tới|kéo theo|góp phần (?:làm|đưa|giúp|thúc đẩy|kéo)|(?:đã |đang )?giúp"
    r"|tác động (?:làm|đến|tới|từ|của|tích cực|tiêu cực|mạnh|không nhỏ)|ảnh hưởng (?:của|từ|bởi|đến|tới|tiêu cực|lớn|nặng)"
    r"|chịu (?:ảnh hưởng|tác động|bão)|đã (?:đưa|kéo|đẩy)|kéo (?:giảm|tăng|lên|xuống)|đẩy (?:giá|chỉ số|mức)"
    r"|lực đẩy|sức đẩy|động lực|đến từ|trong bối cảnh|theo (?:giá )?thế giới|nên)\b"
)
# Weaker: what was going on at the time.
_BESIDE = re.compile(
    r"\b(?:(?<!trong )khi|sau (?:khi|kỳ nghỉ|cao điểm|đợt)|trước (?:áp lực|nhu cầu)|dịp|nghỉ (?:lễ|tết)|ít ngày (?:làm việc|hơn))\b"
)
# A sentence of its own that leaves out what it gives the reason of.
_OPENS = re.compile(
    r"^\W*(?:(?:các |những |một (?:trong những|số) )?(?:nguyên nhân|lý do|lí do)|theo (?:lý giải|giải thích)"
    r"|(?:điều|việc|kết quả|con số|mức (?:tăng|giảm)|diễn biến|sự sụt giảm|đà (?:tăng|giảm))"
    r"(?: [^\s,]+){0,3} (?:này|đó|trên|ấy)"
    r"|có được (?:kết quả|mức)|sở dĩ|(?:chủ yếu|phần lớn) (?:là )?(?:do|nhờ|bởi|vì)|nhờ|bởi|đó là (?:do|nhờ|vì))"
)


def cause_strength(text: str) -> int:
    """Return 3 where a sentence names a reason as such, 2 for a cause, 1 for what went beside it.

    0 where it states none.
    """
    form = _causal(text)
    if _STATED.search(form):
        return 3
    if _CAUSES.search(form):
        return 2
    return 1 if _BESIDE.search(form) else 0


def effect_in(text: str) -> str:
    """Return what a sentence says before it names a cause, "" where it names none."""
    form = _causal(text)
    found = [match.start() for p in (_STATED, _CAUSES) if (match := p.search(form))]
    return text[: min(found)] if found else ""


def _causal(text: str) -> str:
    """Return a text in matching form, blank where its words only look like those of a cause."""
    form = matching(text)
    for pattern in (_BY_SOMEONE, _NO_CAUSE):
        form = pattern.sub(lambda match: " " * len(match[0]), form)
    return form


def opens_with_cause(text: str) -> bool:
    """Tell whether a sentence gives the reason of what the one before it told."""
    return bool(_OPENS.search(matching(text))) and cause_strength(text) > 1
