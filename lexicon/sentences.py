"""Sentences and paragraphs of a text, as exact spans."""

import re
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets into a text."""

    start: int
    end: int


# A full stop after one of these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|tp|TX|tx|st|ST|v\.v|tr|Tr|PGS|GS|TS|ThS|BS|KS|CN|ĐH|St|Mr|Mrs|Ms|Dr|No|vs|Co"
    r"|Ltd|Jr|Inc|ha|UBND|THPL|[A-ZĐ])|\b[A-ZĐ](?:\.[A-ZĐ])+)$"
)
ROW = re.compile(r" \||\| ")  # parts the cells of a table's row
_END = re.compile(r"(?:[.!?]+|…+)[\"'”’)\]»]*(?=\s|$)")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the non-empty lines of `text` as spans without surrounding spaces."""
    return tuple(
        Span(match.start(), match.end())
        for match in re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", text)
    )


def _ends_here(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark ends the sentence that began at `start`."""
    following = mark.end()
    while following < end and text[following].isspace():
        following += 1
    if following == end:
        return True
    if text[following].islower() and not mark[0].startswith(("?", "!")):
        return False
    if mark[0] != ".":
        return True
    if re.fullmatch(r"\d{1,2}", text[start : mark.start()]):
        return False  # "1. Tình hình" numbers a heading
    return not _ABBREVIATION.search(text[max(start, mark.start() - 8) : mark.start()])


def _is_row(text: str, start: int, end: int) -> bool:
    """Tell whether a line is the row of a table: the one before or behind it has as many cells."""
    if not ROW.search(text, start, end):
        return False
    bars = text.count("|", start, end)
    before = text.rfind("\n", 0, max(0, start - 1)) + 1
    behind = text.find("\n", end + 1)
    above = text[before : max(0, start - 1)]
    below = text[end + 1 : len(text) if behind < 0 else behind]
    return any(ROW.search(line) and line.count("|") == bars for line in (above, below))


def sentences(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text` (or of one span of it) as exact spans, in order.

    Each span is free of surrounding spaces and never crosses a line end; the row of a table is one.
    """
    found: list[Span] = []
    for start, end in (within,) if within else paragraphs(text):
        at = start
        if _is_row(text, start, end):
            found.append(Span(start, end))
            continue
        for mark in _END.finditer(text, start, end):
            if _ends_here(text, at, mark, end):
                found.append(Span(at, mark.end()))
                at = mark.end()
                while at < end and text[at].isspace():
                    at += 1
        if at < end:
            found.append(Span(at, end))
    return tuple(found)
