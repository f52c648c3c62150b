"""Tables as they stand in a text: one line a row, cells parted by bars, merges marked by arrows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lexicon.sentences import ROW, Span, paragraphs, sentences
from lexicon.text import fold

BAR = "|"
LEFT, ABOVE = "←", "↑"  # a cell that the one on its left, or above it, covers too
_BAR = re.compile(r" ?\| ?")
_CAPTIONS = 4  # lines before a table that may say what it is of
_CAPTION_LENGTH = 220
_DATELINE = re.compile(
    r"[(_*]*(?:[^\W\d][^,|\d]{1,30},\s)?(?:ngày\s|date:?\s)?\d{1,2}(?:\stháng\s|[/.-])\d{1,2}"
    r"(?:\snăm\s|[/.-])\d{4}[)_*]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(  # well formed: "8.829.66" is a number cut off
    r"[-−–+]?\s?\(?(?:\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d+(?:[.,]\d+)?)\)?"
)
_MARK = r"(?:\s*(?:\(\d\)|\[\d\]|[*¹²³⁴-⁹†]+))*"  # of a footnote
_VALUE = re.compile(rf"(?P<number>{_NUMBER.pattern})\s?(?P<percent>%)?{_MARK}")
_NOTHING = re.compile(r"[-–—.…xX*\s]*|n\.?a\.?|nd", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"(?:năm\s|year\s)?(?:19|20)\d\d", re.IGNORECASE)
_COUNTS_ROWS = re.compile(r"\b(?:stt|tt|so thu tu|no\.?)\b|^#$")  # 1, 2, 3 under "STT"
OF_CODES = re.compile(r"(?:ma(?: so| nganh| hang| hs)?|code|hs code)[ :.]*")  # a column's head
_RANKS = (r"[A-HJ-UWYZ]\b", r"[IVX]", r"\d")
_NUMBERED, _UNLISTED = 2, 3  # ranks
LISTING = re.compile(r"(?:[A-HJ-UWYZ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2})(?:[.)](?!\d)|$)\s*")
_FAR_YEARS = 10  # between the years that columns are of
_HEADED = re.compile(r"(?:\d{1,2} )?(?:thang|quy|nam|ky|month|quarter|year)\b")
_COMPLETE = re.compile(r"\bcung ky(?: nam truoc)?\W*(?:\(%\))?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell by its offsets in the text; `text` is what it says, its cover's where covered."""

    start: int
    end: int
    text: str

    @property
    def value(self) -> re.Match[str] | None:
        """The number it holds and nothing else but a percent sign or the mark of a footnote."""
        return _VALUE.fullmatch(self.text)

    @property
    def blank(self) -> bool:
        """Whether it says nothing: empty, a dash, dots."""
        return bool(_NOTHING.fullmatch(self.text))


@dataclass(frozen=True)
class Table:
    """A table of a text: its rows, and the short lines before it."""

    rows: tuple[tuple[Cell, ...], ...]
    spans: tuple[Span, ...]  # of the rows
    captions: tuple[str, ...]

    @cached_property
    def heads(self) -> int:
        """How many rows stand above the first one with values, and the name of its part."""
        found = (y for y, row in enumerate(self.rows) if _holds_values(row, self.rows[:y]))
        first = next(found, len(self.rows))
        while 1 < first < len(self.rows) and _names_part(self.rows[first - 1]):
            first -= 1
        return first

    @cached_property
    def stub(self) -> int:
        """How many columns stand before the values: names, running numbers, codes, units."""
        body = [r for r in self.rows[self.heads :] if _holds_values(r, self.rows[: self.heads])]
        width = len(self.rows[0])
        for column in range(width):
            told = [row[column] for row in body if not row[column].blank]
            numbers = sum(bool(cell.value) for cell in told)
            if column and numbers * 2 > len(told):
                head = fold(self.head(column))
                if not (_COUNTS_ROWS.search(head) or OF_CODES.fullmatch(head)):
                    return column
        return width

    def head(self, column: int) -> str:
        """Return what stands above a column, from the top, each heading once, its year last.

        "Năm 2023" over "Quý I" is "Quý I Năm 2023".
        """
        said: list[str] = []
        for row in self.rows[: self.heads]:
            text = row[column].text
            if text and text not in said and not re.fullmatch(r"\(?(?:[A-Z]|\d{1,2})\)?", text):
                said.append(text)
        if len(said) > 1 and _ONLY_YEAR.fullmatch(said[0]):
            year = said.pop(0)
            in_vietnamese = re.search(r"\b(?:thang|quy|ky)\b", fold(" ".join(said)))
            said.append(f"năm {year}" if in_vietnamese and year.isdigit() else year)
        if len(said) > 1 and _COMPLETE.search(fold(said[-2])) and _HEADED.match(fold(said[-1])):
            said = [said[-1], *said[:-1]]  # "So với cùng kỳ" over "Tháng 6" compares June
        return " ".join(said)


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a text in order: two or more lines on end with as many cells each."""
    lines = paragraphs(text)
    found, at = [], 0
    while at < len(lines):
        last = at
        count = len(_parts(text, lines[at]))
        while last + 1 < len(lines) and count > 1:
            between = text[lines[last].end : lines[last + 1].start]
            if between.strip(" ") != "\n" or len(_parts(text, lines[last + 1])) != count:
                break
            last += 1
        if last > at:
            before = _captions(text, lines, at)
            found.append(_table(text, lines[at : last + 1], before))
        at = last + 1
    return tuple(found)


def is_row(line: str) -> bool:
    """Tell whether a line, whatever stands around it, is the row of a table that gives values."""
    return BAR in line and _holds_values([Cell(0, 0, said) for said in _BAR.split(line)])


def _parts(text: str, line: Span) -> list[Span]:
    if BAR not in text[line.start : line.end]:
        return [line]
    parts, at = [], line.start
    for bar in _BAR.finditer(text, line.start, line.end):
        parts.append(Span(at, bar.start()))
        at = bar.end()
    return [*parts, Span(at, line.end)]


def _table(text: str, lines: Sequence[Span], captions: tuple[str, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        row: list[Cell] = []
        for column, (start, end) in enumerate(_parts(text, line)):
            said = text[start:end]
            if said == LEFT and row:
                said = row[-1].text
            elif said == ABOVE and rows:
                said = rows[-1][column].text
            row.append(Cell(start, end, said))
        rows.append(tuple(row))
    return Table(rows=tuple(rows), spans=tuple(lines), captions=captions)


def _captions(text: str, lines: Sequence[Span], at: int) -> tuple[str, ...]:
    """Return the short lines right before a table that no full stop ends.

    What follows a sentence on its line is one, and the first; where and when a text was written
    says nothing of its tables.
    """
    kept: list[str] = []
    for line in reversed(lines[max(0, at - _CAPTIONS) : at]):
        *before, last = sentences(text, line)
        said = text[last.start : last.end]
        if len(said) > _CAPTION_LENGTH or said.endswith((".", ";")) or ROW.search(said):
            break
        if not _DATELINE.fullmatch(said):
            kept.append(said.strip("#* "))
        if before:
            break
    return tuple(reversed(kept))


def _holds_values(row: Sequence[Cell], above: Sequence[Sequence[Cell]] = ()) -> bool:
    """Tell whether a row gives values: half of what stands behind its name are numbers.

    Years, months and the running numbers of columns are no values; 2.042 printed as "2042" is one
    if its row has a name of its own under those of a head.
    """
    told = [cell for cell in row[1:] if not cell.blank]
    values = [cell for cell in told if cell.value]
    if not values or len(values) * 2 < len(told):
        return False
    if all(_YEAR.fullmatch(cell.text) or _HEADED.match(fold(cell.text)) for cell in told):
        years = [int(cell.text) for cell in told if _YEAR.fullmatch(cell.text)]
        in_order = len(years) > 1 and _in_order(years)
        named = bool(above) and not row[0].blank and row[0].text != above[-1][0].text
        return len(years) == len(told) and named and not in_order and _says_period(above)
    return not _numbers_columns(told)


def _in_order(years: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(years)]
    return all(0 < s <= _FAR_YEARS for s in steps) or all(0 < -s <= _FAR_YEARS for s in steps)


def _says_period(above: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a head names a period already, so that no years of its own are to come."""
    said = fold(" ".join(cell.text for row in above for cell in row[1:]))
    return bool(re.search(r"\b(?:thang|quy|nam|month|quarter|year|(?:19|20)\d\d)\b", said))


def _names_part(row: Sequence[Cell]) -> bool:
    """Tell whether all a row says is one thing, from its first cell on."""
    return not row[0].blank and all(cell.blank or cell.text == row[0].text for cell in row)


def _numbers_columns(told: Sequence[Cell]) -> bool:
    numbers = [cell.text.strip("()") for cell in told]
    first = numbers[0]
    if len(told) < 2 or not first.isdigit() or int(first) > 2:
        return False
    return numbers == [str(int(first) + step) for step in range(len(numbers))]


def data_rows(table: Table) -> Iterator[tuple[int, tuple[Cell, ...], tuple[str, ...]]]:
    """Yield the rows with values: number, cells, and the headings of the parts they stand in.

    The outermost is first. A heading holds until one of its rank, or a row of its rank that is
    listed itself: "II. Luân chuyển" ends what "Phân theo ngành" began.
    """
    open_parts: list[tuple[int, str]] = []
    for number in range(table.heads, len(table.rows)):
        row = table.rows[number]
        rank = _rank(row[: table.stub])
        if _holds_values(row, table.rows[: table.heads]):
            ends = _UNLISTED if rank < _NUMBERED else _NUMBERED
            open_parts = [part for part in open_parts if not rank <= part[0] <= ends]
            yield number, row, tuple(text for _, text in open_parts)
        elif any(not cell.blank for cell in row[: table.stub]):
            open_parts = [part for part in open_parts if part[0] < rank]
            open_parts.append((rank, next(c.text for c in _named_last(row) if not c.blank)))


def _named_last(row: Sequence[Cell]) -> Sequence[Cell]:
    """Return a heading's cells, a number of the list in a cell of its own last."""
    return sorted(row, key=lambda cell: bool(LISTING.fullmatch(cell.text)))


def _rank(stub: Sequence[Cell]) -> int:
    """Return how deep a list counts a row: 0 for "A.", 1 for "I.", 2 for "1.", 3 for none."""
    first = next((cell.text for cell in stub if not cell.blank), "")
    listed = LISTING.match(first)
    if not listed or not (listed[0].rstrip()[-1] in ".)" or listed[0] == first):
        return _UNLISTED
    return next(rank for rank, pattern in enumerate(_RANKS) if re.match(pattern, first))
