"""What the text around a table, and its own lines and captions, say of all its figures."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from lexicon.grids import Table
from lexicon.headings import Heading, read_heading
from lexicon.periods import Period
from lexicon.table_periods import Periods
from lexicon.table_units import UNIT_LINE, Units, units_over
from lexicon.text import Language

_SOON = timedelta(days=31)  # in which a period written about ends


@dataclass(slots=True)
class About:
    """What is known of a table before its cells are read."""

    anchor: date | None
    main: Period | None
    place: str
    language: Language
    title: Heading
    captions: Heading = field(default_factory=Heading)
    units: Units = field(default_factory=Units)
    periods: Periods = field(default_factory=Periods)
    decimal_point: bool = False

    @property
    def within(self) -> Period | None:
        """The period the table reports on."""
        said = (*self.captions.periods[:1], *self.title.periods[:1], self.main)
        return next((period for period in said if period), None)

    def read(self, text: str, *, of_row: bool = False) -> Heading:
        """Return what a heading of the table says."""
        return read_heading(
            text, self.anchor, self.main, self.language, of_row=of_row, within=self.within
        )


def about(
    table: Table,
    anchor: date | None,
    main: Period | None,
    place: str,
    title: Heading,
    language: Language,
) -> About:
    """Return what the lines over a table and the text it stands in say of it."""
    caption = " ".join(line for line in table.captions if not UNIT_LINE.search(line))
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", caption)}
    if anchor and len(years) == 1 and (year := years.pop()) < anchor.year:
        anchor = date(year, 12, 31)
    known = About(anchor, main, place, language, title)
    known.captions = read_heading(caption, anchor, main, language)
    within = known.within
    said = (*known.captions.periods, *title.periods)
    if (
        anchor
        and within
        and anchor < within.end
        and (within in said or within.end < anchor + _SOON)
    ):
        known.anchor = within.end  # the month reported on is over, if not yet when written about
    corner = [row[0].text for row in table.rows[: table.heads]]
    known.units = units_over((*table.captions, *corner), language)
    if known.units == Units():
        known.units = Units(whole=known.captions.unit)
    cells = [cell.text for row in table.rows[table.heads :] for cell in row]
    with_comma = any(re.search(r"\d,\d{1,2}\b", cell) for cell in cells)
    with_point = any(re.search(r"\d\.\d{1,2}\b", cell) for cell in cells)
    known.decimal_point = with_point and not with_comma
    return known
