"""Titles that programs write into a file's properties: a reader's, or only a file's name."""

import re

from ingest.layout import PAGE_MARK

_NO_TITLE = re.compile(
    r"(?i)microsoft (?:office )?(?:word|excel|powerpoint)\b.*"
    r"|.*\.(?:pdf|docx?|xlsx?|rtf|odt|indd|tmp)"
    r"|word document|(?:document|book|slide|presentation|layout|untitled)\s?\d*"
    r"|(?:tài liệu|văn bản|trang tính|bản trình bày)\s?\d*"
)


def real_title(stated: str | None) -> str:
    """Return a stated title of two or more words, "" for a program's or a file's name."""
    title = " ".join((stated or "").replace(PAGE_MARK, "").replace("\x00", "").split())
    return "" if len(title.split()) < 2 or _NO_TITLE.fullmatch(title) else title
