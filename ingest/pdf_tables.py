"""The letters of a page to its lines and tables, each table where it stood."""

from collections.abc import Sequence

from ingest.layout import Grid, holds_figures
from ingest.pdf_columns import tables
from ingest.pdf_lines import Box, Letter, Line, lines
from ingest.pdf_rules import area, inside, ruled_table
from ingest.pdf_text import Page


def placed(letters: Sequence[Letter], ruled: Sequence[Sequence[Box]]) -> Page:
    """Return the lines and tables of a page; `ruled` are the cells of each table with rules.

    Rules that only frame text make no table.
    """
    found: list[tuple[Box, Grid]] = []
    for cells in ruled:
        box = area(cells)
        within = [letter for letter in letters if inside(box, letter)]
        table = ruled_table(cells, within) if within else []
        if holds_figures(table):
            found.append((box, table))
            letters = [letter for letter in letters if not inside(box, letter)]
    page: list[Line | Grid] = list(lines(letters))
    for table, made_of in tables([line for line in page if isinstance(line, Line)]):
        if holds_figures(table):
            place = min(map(page.index, made_of))
            page = [block for block in page if not any(block is line for line in made_of)]
            page.insert(min(place, len(page)), table)
    for box, table in found:
        page.insert(_place(page, box), table)
    return page


def _place(page: Page, box: Box) -> int:
    """Return where among the lines a table stands: before the first one under it."""
    for number, block in enumerate(page):
        if isinstance(block, Line) and block.top < box[3] and box[0] < block.right:
            return number
    return len(page)
