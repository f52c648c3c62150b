"""Tables laid out in five formats and read again: every cell against what it is known to say."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.lay_out import FORMATS, Document, Table, number_of
from evals.table import Row
from ingest.build import cut, read_bulletin
from ingest.read import read_document
from lexicon.claims import Claim
from lexicon.periods import Period
from lexicon.sentences import ROW

FILES = tuple(sorted(Path(__file__).parent.glob("tables*.toml"), key=lambda file: file.stem))
_KINDS = ("growth", "change", "level", "contribution", "share", "count", "index")
_BASES = ("month-before", "quarter-before", "year-before", "december", "period-before", "period")
_PLANNED = ("target", "forecast")  # a figure that was reached is neither; "ước" may be told or not
_DAYS = re.compile(r"\d{4}(?:-\d\d){0,2}(?:\.\.[\d-]+)?")
_FIELDS = ("what", "kind", "unit", "days", "base", "place", "status")
_EXACT = frozenset(("value", "unit", "days", "missing"))  # of an exact cell none of these is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What one cell says, and the footnote's mark behind its number."""

    row: str
    value: Decimal
    mark: str
    says: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document, and what each row of its tables is known to say: nothing of an unknown one."""

    id: str
    laid: Document
    rows: tuple[tuple[Expected, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a cell, or of a figure read where none is."""

    table: str
    format: str
    row: str
    value: str
    wrong: tuple[str, ...]
    expected: bool = True
    read: bool = False
    marked: bool = False
    glued: bool = False
    told: str = ""

    @property
    def exact(self) -> bool:
        """Whether it was read with its value, unit and period."""
        return self.expected and self.read and _EXACT.isdisjoint(self.wrong)

    @property
    def right(self) -> bool:
        """Whether it was read with all of its fields."""
        return self.expected and self.read and not self.wrong


def load_tables(files: Sequence[Path] = FILES) -> tuple[Known, ...]:
    """Return the tables of the files with what their cells say."""
    entries = [tomllib.loads(file.read_text("utf-8"))["table"] for file in files]
    return tuple(_known(entry) for of_file in entries for entry in of_file)


def _known(entry: dict[str, Any]) -> Known:
    parts = (entry, *entry.get("then", ()))
    laid = Document(
        title=entry["title"],
        day=entry["day"],
        before=tuple(entry["before"]),
        tables=tuple(map(_table, parts)),
        after=tuple(entry["after"]),
    )
    rows = tuple(row for part in parts for row in _rows_known(part))
    return Known(id=entry["id"], laid=laid, rows=rows)


def _table(entry: dict[str, Any]) -> Table:
    return Table(
        captions=tuple(entry["captions"]),
        head=tuple(map(_cells, _lines(entry["head"]))),
        body=tuple(_cells(line.partition("=>")[0]) for line in _lines(entry["body"])),
        notes=tuple(entry.get("notes", ())),
        numbers=entry.get("numbers", "dot"),
        ruled=entry.get("ruled", True),
        flat_head=entry.get("flat_head", False),
        brackets=entry.get("brackets", False),
        head_again=entry.get("head_again", True),
    )


def _rows_known(entry: dict[str, Any]) -> Iterator[tuple[Expected, ...]]:
    columns = [_says(text) if text else None for text in entry["columns"]]
    for line in _lines(entry["body"]):
        cells, arrow, says = line.partition("=>")
        row = _expected(_cells(cells), _says(says), columns, entry.get("column_first", False))
        yield tuple(row) if arrow else ()


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _says(text: str) -> dict[str, str]:
    """Return the fields that words name."""
    said: dict[str, str] = {}
    for word in text.split():
        if word.startswith("="):
            said["unit"] = word[1:]
        elif word.startswith("@"):
            said["place"] = word[1:]
        elif word.startswith("/"):
            said["part"] = word
        elif word.startswith(":"):
            said["measure"] = word
        elif word in _KINDS:
            said["kind"] = word
        elif word in _BASES:
            said["base"] = word
        elif word in _PLANNED:
            said["status"] = word
        elif re.fullmatch(r"-\d\d", word):
            said["month"] = word
        elif _DAYS.fullmatch(word):
            said["days"] = word
        else:
            said["what"] = word
    return said


def _expected(
    cells: Sequence[str],
    row: dict[str, str],
    columns: Sequence[dict[str, str] | None],
    column_first: bool,
) -> Iterator[Expected]:
    for cell, column in zip(cells, columns, strict=True):
        found = number_of(cell)
        if column is None or not found:
            continue
        said = {**row, **column} if column_first else {**column, **row}
        measure = said.pop("measure", "")
        said["days"] = said.get("days", "") + said.pop("month", "")
        says = {field: said.get(field, "") for field in _FIELDS}
        says["what"] += said.get("part", "") + measure
        name = next(text.lstrip("> ") for text in cells if not number_of(text))
        yield Expected(
            row=name, value=Decimal(found["number"]), mark=found["mark"] or "", says=says
        )


def judge(known: Known) -> Iterator[Outcome]:
    """Yield an outcome for each cell in each format, and for each figure read besides."""
    for suffix, laid_out in FORMATS.items():
        name = f"bang.{suffix}"
        bulletin, anchor = read_bulletin(name, read_document(name, laid_out(known.laid)))
        claims = cut(bulletin, anchor)[1]
        yield from _judged(known, suffix, bulletin.text, _in_table(known, bulletin.text, claims))


def _in_table(known: Known, text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that no sentence around the table makes."""
    around = " ".join((known.laid.title, known.laid.day, *known.laid.before, *known.laid.after))
    said = [(claim, text[claim.sentence.start : claim.sentence.end]) for claim in claims]
    return [claim for claim, sentence in said if ROW.search(sentence) or sentence not in around]


def _judged(known: Known, format: str, text: str, claims: Sequence[Claim]) -> Iterator[Outcome]:
    left = list(claims)
    begins = 0
    cells_of_rows = [row for table in known.laid.tables for row in table.rows[len(table.head) :]]
    for cells, row in zip(cells_of_rows, known.rows, strict=True):
        line = _line(text, begins, cells)
        begins = line[1] if line else begins
        there = [c for c in left if line and line[0] <= c.start < line[1]]
        for expected in row:
            claim = min(there, key=lambda c, e=expected: _distance(c, e), default=None)  # type: ignore[misc]
            if claim and not _same_place(claim, expected):
                claim = None
            if claim:
                there.remove(claim)
                left.remove(claim)
            yield _outcome(known, format, expected, claim)
    for claim in left:
        if claim.complete:
            yield Outcome(
                table=known.id,
                format=format,
                row=text[claim.sentence.start : claim.sentence.end][:60],
                value=str(claim.quantity.value),
                wrong=("no figure",),
                expected=False,
                read=True,
                told=_told(claim),
            )


def _line(text: str, begins: int, cells: Sequence[str]) -> tuple[int, int] | None:
    """Return where the line of a row stands: the next of a table that has a cell of its name."""
    name = max((_bare(cell) for cell in cells if re.search(r"[^\W\d_]", cell)), key=len, default="")
    at = begins
    for line in text[begins:].splitlines(keepends=True):
        if ROW.search(line) and name in [_bare(cell) for cell in line.split("|")]:
            return at, at + len(line)
        at += len(line)
    return None


def _bare(text: str) -> str:
    return re.sub(r"\^[^^]+\^|[\W_]+", "", text).lower()


def _same_place(claim: Claim, expected: Expected) -> bool:
    """Tell whether a claim may be of a cell: its digits, or those with the mark grown to them."""
    digits = _digits(str(expected.value))
    return _digits(str(claim.quantity.value)) in (digits, digits + _digits(expected.mark))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0")


def _distance(claim: Claim, expected: Expected) -> tuple[bool, int, int]:
    return not _same_place(claim, expected), len(_wrong(claim, expected)), claim.start


def _outcome(known: Known, format: str, expected: Expected, claim: Claim | None) -> Outcome:
    marks = bool(_digits(expected.mark))
    grown = _digits(str(expected.value)) + _digits(expected.mark)
    return Outcome(
        table=known.id,
        format=format,
        row=expected.row,
        value=str(expected.value),
        wrong=_wrong(claim, expected) if claim else ("missing",),
        read=bool(claim and claim.complete),
        marked=bool(expected.mark),
        glued=bool(claim and marks and _digits(str(claim.quantity.value)) == grown),
        told=_told(claim) if claim else "",
    )


def _wrong(claim: Claim, expected: Expected) -> tuple[str, ...]:
    """Return the fields in which a claim differs from what its cell says."""
    found = _fields(claim)
    wrong = [] if claim.quantity.value == expected.value else ["value"]
    for field in _FIELDS:
        wanted = expected.says[field]
        if field == "base":
            wanted = _of_january(wanted, expected.says["days"])
        if found[field] != wanted:
            wrong.append(field)
    return tuple(wrong)


def _fields(claim: Claim) -> dict[str, str]:
    subject, quantity = claim.subject, claim.quantity
    what = "/".join(filter(None, (subject.indicator, subject.part)))
    days = _days(claim.period) if claim.period else ""
    scale = f"e{quantity.exponent}:" if quantity.exponent else ""
    return {
        "what": what + (f":{subject.measure}" if subject.measure else "")
        if subject.resolved
        else "?",
        "kind": claim.kind,
        "unit": scale + quantity.unit,
        "days": days,
        "base": _of_january(claim.base, days),
        "place": claim.place,
        "status": claim.status if claim.status in _PLANNED else "",
    }


def _of_january(base: str, days: str) -> str:
    """Return a base; in January December is the month before."""
    return "month-before" if base == "december" and re.fullmatch(r"\d{4}-01", days) else base


def _days(period: Period) -> str:
    """Return a period's days as `tables.toml` writes them."""
    first, last = period.start, period.end
    if first == last:
        return str(first)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{first}..{last}"
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y-%m}..{last:%m}"


def _told(claim: Claim) -> str:
    words = [f"{field}={said}" for field, said in _fields(claim).items() if said]
    return " ".join([str(claim.quantity.value), *words, *claim.subject.words])


def rows(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return a row for all cells, for each format and for each table."""
    formats, tables = (
        dict.fromkeys(getattr(o, name) for o in outcomes) for name in ("format", "table")
    )
    return (
        _row("all", outcomes),
        *(_row(name, [o for o in outcomes if o.format == name]) for name in formats),
        *(_row(name, [o for o in outcomes if o.table == name]) for name in tables),
    )


def _row(label: str, outcomes: Sequence[Outcome]) -> Row:
    cells = [o for o in outcomes if o.expected]
    read = [o for o in outcomes if o.read]
    marked = [o for o in cells if o.marked]
    values = {
        "exact": sum(o.exact for o in cells) / (len(cells) or 1),
        "right": sum(o.right for o in cells) / (len(cells) or 1),
        "precision": sum(o.right for o in read) / (len(read) or 1),
    }
    if marked:
        values["notes apart"] = 1 - sum(o.glued for o in marked) / len(marked)
    return Row(label=label, questions=len(cells), values=values)


def misses(outcomes: Sequence[Outcome]) -> str:
    """Return every cell that was not read in full and every wrong figure, for a reader."""
    lines = [
        f"{'WRONG' if o.read else 'miss '} {o.format:5} {o.table}: {o.row[:40]} {o.value}"
        f" {','.join(o.wrong) or 'incomplete'} <- {o.told}"
        for o in outcomes
        if not o.right
    ]
    return "\n".join(lines)
