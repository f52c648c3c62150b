"""The units of a table: of the whole, of its volumes and worths, of a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lexicon.headings import Heading, read_unit
from lexicon.quantities import MONEY, Quantity, units
from lexicon.text import Language, fold

UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|unit)\s*:?\s*(?P<unit>[^()|]+?)\s*\)?$", re.IGNORECASE
)
COMPARES = re.compile(r"\bso (?:voi|cung)\b|%\s?so\b|=\s?100|\bversus\b|\bcompared\b")
SHARE = re.compile(r"\b(?:co cau|ty trong|ty le so voi tong|share|structure)\b")
DIFFERS = re.compile(  # an amount more or less
    r"\btang\W*giam|\bchenh lech\b|\bmuc (?:tang|giam)\b|\bchange\b|\bdifference\b"
)
_PAIR = re.compile(r"(?P<what>[^\W\d][^:;,()]*?)\s*:\s*(?P<unit>[^:;,()]+)")
_SCALED = re.compile(r"\b(?:nghin|trieu|ty|thousand|million|billion|1[., ]?000)\b")
_NUMBER_OF = re.compile(r"\b(?:tổng )?số (?:lượng )?(?P<what>\w[\w, ]*)", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:projects|enterprises|cases)\b")
_PERCENT = Quantity(value=Decimal(1), unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What the lines over a table say its figures stand in; pairs are for columns called so."""

    whole: Quantity | None = None
    pairs: tuple[tuple[str, Quantity], ...] = ()
    of_rows: tuple[tuple[str, Quantity], ...] = ()

    def of_column(self, head: Heading, name: Heading) -> Quantity | None:
        """Return the unit of a column that names none; a column of ratios has no amounts."""
        other = COMPARES.search(head.folded) or SHARE.search(head.folded)
        if other and DIFFERS.search(head.folded) and "%" not in head.text:
            other = None
        if other and (self.whole is None or self.whole.unit != "%"):
            return _PERCENT if "%" in head.text else None
        for what, unit in self.pairs:
            if re.search(rf"\b{re.escape(what)}\b", head.folded):
                return unit
        apart = (unit for what, unit in self.of_rows if what in name.folded)
        return next(apart, self.whole)


def units_over(lines: Sequence[str], language: Language) -> Units:
    """Return the units that lines over a table name: "ĐVT: tỷ đồng", "Lượng: tấn; Trị giá: USD".

    Of "Nghìn tấn, triệu USD" the money is the worth's.
    """
    pairs = tuple(pair for line in lines for pair in _pairs(line, language))
    if pairs:
        return Units(pairs=tuple(sorted(pairs, key=lambda pair: -len(pair[0]))))
    for line in lines:
        said = UNIT_LINE.search(line)
        text = said["unit"] if said else line.strip("() ")
        unit = read_unit(text, language)
        if unit and (said or unit.exponent or not units()[unit.unit].count):  # no "Khách quốc tế"
            return Units(whole=unit)
        parts = [read_unit(part, language) for part in re.split(r"[,;/]", text)]
        if len(parts) == 2 and (both := _volume_and_worth(parts)):
            return Units(pairs=both)
    return next((u for line in lines if (u := _with_exception(line, language))), Units())


def _volume_and_worth(two: Sequence[Quantity | None]) -> tuple[tuple[str, Quantity], ...]:
    worths = [unit for unit in two if unit and unit.unit in MONEY]
    volumes = [unit for unit in two if unit and unit.unit not in (*MONEY, "%")]
    if len(worths) != 1 or len(volumes) != 1:
        return ()
    return (
        *((word, worths[0]) for word in ("tri gia", "gia tri", "kim ngach", "value")),
        *((word, volumes[0]) for word in ("khoi luong", "so luong", "luong", "volume", "quantity")),
    )


def _with_exception(line: str, language: Language) -> Units | None:
    """Return the unit in a line's brackets, and another that some rows have.

    "(đồng/lít, riêng dầu madút đồng/kg)" gives mazut's apart.
    """
    for bracket in re.findall(r"\(([^()]+)\)", line):
        first, *others = re.split(r"[,;] riêng ", bracket)
        if whole := read_unit(first, language):
            apart = [pair for other in others if (pair := _last_unit(other, language))]
            return Units(whole=whole, of_rows=tuple(apart))
    return None


def _last_unit(text: str, language: Language) -> tuple[str, Quantity] | None:
    words = text.replace(":", " ").split()
    for count in (3, 2, 1):
        if unit := read_unit(" ".join(words[-count:]), language):
            return fold(" ".join(words[:-count])), unit
    return None


def _pairs(line: str, language: Language) -> Iterator[tuple[str, Quantity]]:
    for pair in _PAIR.finditer(line):
        unit = read_unit(pair["unit"], language)
        if unit and not UNIT_LINE.search(pair[0]):
            yield fold(pair["what"]), unit


def counted_in(head: Heading, language: Language) -> Quantity | None:
    """Return what a heading says is counted, if nothing is: "Số dự án mới"."""
    compares = COMPARES.search(head.folded) and not DIFFERS.search(head.folded)
    if _SCALED.search(head.folded) or compares or SHARE.search(head.folded) or "%" in head.text:
        return None
    found = _COUNTED.findall(head.folded)
    for said in _NUMBER_OF.finditer(head.text):
        words = said["what"].split()
        found += [" ".join(words[:count]) for count in (3, 2, 1)]
    for wording in found:
        unit = read_unit(wording, language)
        if unit and units()[unit.unit].count and not unit.exponent:
            return unit
    return None
