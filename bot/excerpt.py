"""The part of a long sentence that an answer prints; the whole of it stands in its citation."""

import re
from collections.abc import Sequence
from itertools import pairwise

from lexicon.grids import is_row
from lexicon.text import fold, tokens

LONGEST = 280  # characters; a longer sentence is cut where one of its clauses ends
_CELL = re.compile(r"[^|]+")
_CUT = re.compile(r";\s+|,\s+(?!\d)|\s+(?=\()|(?<=\))\s+")


def excerpt(quote: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a sentence, of a long one the clauses that hold the spans and those next to them.

    `spans` are offsets in the sentence. What is left out is marked by "…"; what is printed stands
    in the sentence word for word. Of a table's row the name and the cells of the spans are printed.
    """
    if is_row(quote):
        return _row(quote, spans)
    if len(quote) <= LONGEST:
        return quote
    cuts = [0, *(match.end() for match in _CUT.finditer(quote)), len(quote)]
    start, end = _whole_clauses(cuts, spans)
    while True:
        before = max((cut for cut in cuts if cut < start), default=start)
        behind = min((cut for cut in cuts if cut > end), default=end)
        if before < start and end - before <= LONGEST:
            start = before
        elif behind > end and behind - start <= LONGEST:
            end = behind
        else:
            break
    head, tail = "… " if start else "", " …" if end < len(quote) else ""
    return f"{head}{quote[start:end].strip()}{tail}"


def _row(quote: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the row of a table with its name and the cells that hold the spans."""
    kept: list[str] = []
    for number, cell in enumerate(_CELL.finditer(quote)):
        told = any(cell.start() < end and start < cell.end() for start, end in spans)
        if number == 0 or told:
            kept.append(cell[0].strip())
        elif kept[-1] != "…":
            kept.append("…")
    return " | ".join(kept)


def likest_clause(quote: str, text: str) -> tuple[int, int]:
    """Return where the clause of a sentence stands that has most of a text's words."""
    asked = set(tokens(fold(text)))
    cuts = [0, *(match.end() for match in _CUT.finditer(quote)), len(quote)]
    clauses = list(pairwise(cuts))
    return max(clauses, key=lambda span: len(asked & set(tokens(fold(quote[slice(*span)])))))


def _whole_clauses(cuts: Sequence[int], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the clauses that hold the spans, only those of the first where they lie far apart."""
    first, last = (spans[0][0], max(end for _, end in spans)) if spans else (0, 0)
    if last - first > LONGEST:
        last = spans[0][1]
    start = max(cut for cut in cuts if cut <= first)
    return start, min(cut for cut in cuts if cut >= max(last, start + 1))
