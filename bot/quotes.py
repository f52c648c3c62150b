"""The sentence of a bulletin nearest to a pasted one, and where the two part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from bot.types import Citation
from lexicon.text import matching
from vectorstore.lexical import terms
from vectorstore.store import Store
from vectorstore.types import Chunk, Statement

_CANDIDATES = 12  # chunks looked through
_NEAR = 0.82  # share of words in common from which two sentences are told to be one, altered
_WORD = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+|%")
_PERIOD_WORDS = frozenset("tháng quý năm ngày đầu cuối nửa kỳ i ii iii iv".split())
_BASE_WORDS = frozenset("so với cùng kỳ trước ngoái liền bình quân".split())
# Left out of a sentence these change nothing of what it says.
_IDLE_WORDS = frozenset(
    "cũng đã đang vẫn tiếp tục được là thì mà của có các những tổng đạt mức khoảng hiện lại rất khá"
    " cả này đó theo vào ở tại tới ước đều cụ thể".split()
)
_SIGN_WORDS = frozenset("tăng giảm xuất siêu nhập âm sụt".split())
_UNIT_WORDS = frozenset(
    "tỷ triệu nghìn ngàn usd đồng tấn điểm phần trăm % người lượt đô la".split()
)

Field = Literal["value", "sign", "period", "base", "place", "unit", "indicator"]
Token = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A bulletin's sentence that a pasted one repeats, exactly or but for some words."""

    citation: Citation
    exact: bool
    gapped: bool  # it leaves out what tells between its first word and its last
    changes: tuple[tuple[int, int, Field], ...]  # stretches of the pasted sentence, what differs

    def differing(self, at: int, number: str) -> tuple[Field, ...] | None:
        """Return what differs for the figure at an offset, () when nothing does, None unknown."""
        if self.gapped and not self.changes:
            return None
        near = [field for start, end, field in self.changes if start <= at < end]
        others = [field for _, _, field in self.changes if field != "value"]
        if near:
            return tuple(dict.fromkeys(near))
        return tuple(dict.fromkeys(others))


def nearest_quote(sentence: str, store: Store) -> Quoted | None:
    """Return the bulletins' sentence that a pasted one repeats, or None when none is so near."""
    words = terms(sentence)
    hits = store.search(None, words, limit=_CANDIDATES)
    mine = list(_tokens(sentence))
    best: tuple[float, Chunk, Statement, list[Token]] | None = None
    for hit in hits:
        for statement in hit.chunk.statements:
            theirs = list(_tokens(_text(hit.chunk, statement)))
            ratio = _likeness(mine, theirs)
            if ratio >= _NEAR and (best is None or ratio > best[0]):
                best = (ratio, hit.chunk, statement, theirs)
    if best is None:
        return None
    _, chunk, statement, theirs = best
    changes = tuple(_changes(mine, theirs))
    citation = Citation(
        number=1,
        source=chunk.source,
        quote=_text(chunk, statement),
        start=statement.start,
        end=statement.end,
    )
    gapped = _gapped(mine, theirs)
    return Quoted(
        citation=citation, exact=not changes and not gapped, gapped=gapped, changes=changes
    )


def _text(chunk: Chunk, statement: Statement) -> str:
    return chunk.text[statement.start - chunk.start : statement.end - chunk.start]


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(matching(text)):
        yield match[0], match.start()


def _likeness(mine: Sequence[Token], theirs: Sequence[Token]) -> float:
    """Return the share of words two sentences have in common; 1 when the pasted one is part."""
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    if matcher.real_quick_ratio() < _NEAR / 2:
        return 0.0
    common = sum(block.size for block in matcher.get_matching_blocks())
    return common / max(1, len(mine))


def _changes(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int, Field]]:
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("equal", "insert"):
            continue
        start = mine[a][1]
        end = mine[b - 1][1] + len(mine[b - 1][0])
        yield start, end, _field(mine, a, b, [w for w, _ in theirs[c:d]])


def _gapped(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Tell whether what a pasted sentence leaves out of a bulletin's changes what is said."""
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left_out = {word for word, _ in theirs[c:d]}
        between = tag == "insert" and a > 0 and b < len(mine)
        if between and not left_out <= _IDLE_WORDS:
            return True
    return False


def _field(mine: Sequence[Token], a: int, b: int, theirs: Sequence[str]) -> Field:
    words = {w for w, _ in mine[a:b]} | set(theirs)
    before = mine[a - 1][0] if a else ""
    if words <= {"xuất", "nhập"} and [w for w, _ in mine[b : b + 1]] == ["khẩu"]:
        return "indicator"
    if words <= _BASE_WORDS | _PERIOD_WORDS and "với" in [w for w, _ in mine[max(0, a - 3) : a]]:
        return "base"
    if words & _SIGN_WORDS:
        return "sign"
    if before in _PERIOD_WORDS or before == "/":
        return "period"
    if any(word[0].isdigit() for word in words):
        return "period" if any("/" in word for word in words) else "value"
    if words & _PERIOD_WORDS - {"năm"}:
        return "period"
    if words & _BASE_WORDS:
        return "base"
    return "unit" if words & _UNIT_WORDS else "indicator"
