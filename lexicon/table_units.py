"""The units of a table: of the whole, of its volumes and worths, of a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lexicon.headings import Heading, read_unit
from lexicon.quantities import Quantity
from lexicon.text import Language, fold

UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|unit)\s*:?\s*(?P<unit>[^()|]+?)\s*\)?$", re.IGNORECASE
)
COMPARES = re.compile(r"\bso (?:voi|cung)\b|%\s?so\b|=\s?100|\bversus\b|\bcompared\b")
SHARE = re.compile(r"\b(?:co cau|ty trong|ty le so voi tong|share|structure)\b")
_PAIR = re.compile(r"(?P<what>[^\W\d][^:;,()]*?)\s*:\s*(?P<unit>[^:;,()]+)")
_PERCENT = Quantity(value=Decimal(1), unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What the lines over a table say its figures stand in; pairs are for columns called so."""

    whole: Quantity | None = None
    pairs: tuple[tuple[str, Quantity], ...] = ()

    def of_column(self, head: Heading) -> Quantity | None:
        """Return the unit of a column that names none; a column of ratios has no amounts."""
        other = COMPARES.search(head.folded) or SHARE.search(head.folded)
        if other and (self.whole is None or self.whole.unit != "%"):
            return _PERCENT if "%" in head.text else None
        for what, unit in self.pairs:
            if re.search(rf"\b{re.escape(what)}\b", head.folded):
                return unit
        return self.whole


def units_over(lines: Sequence[str], language: Language) -> Units:
    """Return the units that lines over a table name: "ĐVT: tỷ đồng", "Lượng: tấn; Trị giá: USD"."""
    pairs = tuple(pair for line in lines for pair in _pairs(line, language))
    if pairs:
        return Units(pairs=tuple(sorted(pairs, key=lambda pair: -len(pair[0]))))
    found = (UNIT_LINE.search(line) for line in lines)
    whole = next((u for m in found if m and (u := read_unit(m["unit"], language))), None)
    return Units(whole=whole)


def _pairs(line: str, language: Language) -> Iterator[tuple[str, Quantity]]:
    for pair in _PAIR.finditer(line):
        unit = read_unit(pair["unit"], language)
        if unit and not UNIT_LINE.search(pair[0]):
            yield fold(pair["what"]), unit
