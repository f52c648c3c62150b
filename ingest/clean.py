"""Raw text to a bulletin's own text: normal form, page furniture gone."""

import re

from lexicon.sentences import ROW
from lexicon.text import fold, normalise

# Headings of what a news page puts after its article. Matched folded, as a whole line.
_AFTER_ARTICLE = re.compile(
    r"(?:cac\s)?(?:tin|bai)\s(?:khac|lien\squan|cung\schuyen\smuc|moi\snhat|doc\snhieu|noi\sbat|viet\slien\squan)"
    r"|doc\s(?:nhieu\snhat|them|tiep)|xem\s(?:them|nhieu)|co\sthe\sban\squan\stam|binh\sluan"
    r"|(?:chu\sde|tu\skhoa|tags?)(?:\s?:.*)?|y\skien\s(?:cua\s)?ban|gui\sbinh\sluan"
    r"|related\s(?:articles|news|posts)|most\sread|read\smore"
)
_BY_LINE = re.compile(r"\*{1,2}[^*.,;:!?0-9]{2,40}\*{1,2}|_[^_.,;:0-9]{2,40}_")
_END_OF_SENTENCE = re.compile(r"[.!?…:;\"”)\]%]$")
_KEEP_BEFORE = 200  # characters of article that must stand before a heading cuts the rest


def clean(text: str) -> str:
    """Return the article: normal form, nothing of the page after it, no by-line at its end."""
    lines = normalise(text).split("\n")
    kept: list[str] = []
    length = 0
    for line in lines:
        plain = re.sub(r"\s?\(\d+\)$", "", fold(line).strip(" :.-–*#>|\t"))  # "Bình luận (3)"
        if length >= _KEEP_BEFORE and _AFTER_ARTICLE.fullmatch(plain):
            break
        if _BY_LINE.fullmatch(line.strip()):
            continue
        kept.append(line)
        length += len(line)
    while len(kept) > 1 and _is_signature(kept[-1]):
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_signature(line: str) -> bool:
    """Tell whether a last line is an author or a source, not a sentence or a table's row."""
    words = line.split()
    if ROW.search(line):
        return False
    return not words or (
        (len(words) <= 6 and not re.search(r"[\d|]", line) and not _END_OF_SENTENCE.search(line))
        or bool(re.fullmatch(r".{2,40}\((?:T/h|TH|tổng hợp|theo .{2,30})\)", line))
    )
