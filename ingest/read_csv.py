"""A table as text: the delimiter found, its numbers in Vietnamese notation."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from ingest.layout import Cell, grid, table_text
from ingest.types import RawDocument
from lexicon.errors import InputError

_DELIMITERS = "\t;|,"  # a comma last: it is also in numbers and sentences
_LOOKED_AT = 100  # lines
_POINT = re.compile(r"[+\-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+\s?%?")  # 1,234.5 or 7.09
_SURE_POINT = re.compile(r"[+\-−–]?(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d+\.(?:\d{1,2}|\d{4,}))\s?%?")
_COMMA = re.compile(r"[+\-−–]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))\s?%?")
_GROUPS = re.compile(r"[+\-−–]?\d{1,3}(?:,\d{3})+\s?%?")
_OTHER_NOTATION = str.maketrans(".,", ",.")


def read_csv(name: str, text: str) -> RawDocument:
    """Return the table of a .csv file; InputError when its quotes or lines cannot be followed."""
    said = re.match(r"(?i)sep=(.)\r?\n", text)  # how Excel is told
    if said:
        text = text[said.end() :]
    try:
        rows = list(csv.reader(StringIO(text), delimiter=said[1] if said else _delimiter(text)))
    except csv.Error as error:
        raise InputError("damaged-file", file=name) from error
    cells = [[Cell(cell) for cell in row] for row in _vietnamese(rows)]
    return RawDocument(text=table_text(grid(cells), loose=True))


def _delimiter(text: str) -> str:
    """Return the mark that parts most lines into the same number of cells, two or more."""

    def agreement(mark: str) -> int:
        lines = islice(csv.reader(StringIO(text), delimiter=mark), _LOOKED_AT)
        widths = Counter(len(line) for line in lines if len(line) > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=agreement)


def _vietnamese(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return the rows, decimal points as commas where the file's numbers are surely written so."""
    cells = [cell.strip() for row in rows for cell in row]
    if not any(map(_SURE_POINT.fullmatch, cells)) or any(map(_COMMA.fullmatch, cells)):
        return rows
    return [
        [
            cell.translate(_OTHER_NOTATION)
            if _POINT.fullmatch(cell.strip()) or _GROUPS.fullmatch(cell.strip())
            else cell
            for cell in row
        ]
        for row in rows
    ]
