"""A stored figure put into words as a reporter would, from `wordings.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

from bot.numbers import quantity as number_text
from lexicon.claims import Claim
from lexicon.indicators import find_indicators, indicators
from lexicon.periods import Period, half_month, shifted
from lexicon.periods import month as whole_month
from lexicon.places import VIETNAM, find_places, places
from lexicon.quantities import units
from lexicon.text import Language

FILE = Path(__file__).with_name("wordings.toml")
Written = Literal["first", "late"]
Slot = Literal["question", "statement"]

_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()
_ORDINALS_EN = "first second third fourth".split()
_WORDS: dict[Language, tuple[str, ...]] = {
    "vi": (
        "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
        "mười một", "mười hai",
    ),
    "en": tuple("one two three four five six seven eight nine ten eleven twelve".split()),
}  # fmt: skip
_ROMAN = "I II III IV".split()
_DRAWS = 4  # a form may ask for a wording that the figure's indicator does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Forms of one slot in one language, with what a figure must be for them to fit."""

    written: Written
    lang: Language
    forms: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    sign: str = ""
    units: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    shape: str = ""
    lead: str = ""
    base: str = ""
    rate: bool = False  # for indicators worded as a rate of growth, which others are not


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The groups by slot, and how the catalogue's wordings are typed."""

    groups: Mapping[str, tuple[Group, ...]]
    unsaid: frozenset[str]
    not_a_part: tuple[str, ...]
    cased: tuple[str, ...]
    rates: tuple[str, ...]
    never: Mapping[str, tuple[str, ...]]  # sign of a figure -> wordings that say the other one


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A question or a statement, and whether it names the unit of its figure."""

    text: str
    names_unit: bool
    late: bool  # whether any wording in it was written late


class NoWordingError(Exception):
    """Nobody would word this figure: no form of some slot fits it."""


@cache
def load_wordings(path: Path = FILE) -> Wordings:
    """Return the wordings of a file."""
    tables = tomllib.loads(path.read_text("utf-8"))
    catalogue = tables.pop("catalogue")
    signed = tables.pop("signed")
    return Wordings(
        groups={slot: tuple(map(_group, rows)) for slot, rows in tables.items()},
        unsaid=frozenset(catalogue["unsaid"]),
        not_a_part=tuple(catalogue["not_a_part"]),
        cased=tuple(catalogue["cased"]),
        rates=tuple(catalogue["rates"]),
        never={row["sign"]: tuple(row["never"]) for row in signed},
    )


def _group(row: Mapping[str, Any]) -> Group:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Group(**fields)


def shapes(period: Period) -> tuple[str, ...]:
    """Return what a stretch of days can be called; none when nobody would name it."""
    first, last = period.start, period.end
    if first == last:
        return ("day",)
    if first.year != last.year:
        return ()
    if first.day == 1 and last == whole_month(last.year, last.month).end:
        return tuple(_whole_months(first.month, last.month))
    for part, shape in ((1, "first-half-month"), (2, "second-half-month")):
        half = half_month(first.year, first.month, part)
        if (half.start, half.end) == (first, last):
            return (shape,)
    return ("to-day",) if (first.month, first.day) == (1, 1) else ()


def _whole_months(first: int, last: int) -> Iterator[str]:
    if first == last:
        yield "month"
    elif (first, last) == (1, 12):
        yield "year"
    elif first == 1:
        yield "year-to-date"
    if last - first == 2 and last % 3 == 0:
        yield "quarter"
    if last - first == 5 and last % 6 == 0:
        yield "half" if first == 1 else "second-half"


def word(
    claim: Claim, slot: Slot, lang: Language, chance: Random, *, written: Written = "first"
) -> Worded:
    """Return a complete figure in words drawn by `chance`; NoWordingError when there are none.

    With `written` "late", late wordings stand wherever there are any, else none does.
    """
    for _ in range(_DRAWS - 1):
        with suppress(NoWordingError):
            return _Wording(load_wordings(), claim, lang, chance, written).said(slot)
    return _Wording(load_wordings(), claim, lang, chance, written).said(slot)


class _Wording:
    """One figure half worded."""

    def __init__(
        self, wordings: Wordings, claim: Claim, lang: Language, chance: Random, written: Written
    ) -> None:
        if claim.period is None or not shapes(claim.period):
            raise NoWordingError
        self._wordings = wordings
        self._claim = claim
        self._period = claim.period
        self._lang: Language = lang
        self._chance = chance
        self._written = written
        self._shape = chance.choice(shapes(claim.period))
        self._late = False

    def said(self, slot: Slot) -> Worded:
        form, group = self._drawn(slot)
        period, lead = self._period_form()
        indicator = self._subject(group)
        slots = {
            "indicator": indicator,
            "place": self._place(indicator),
            "period": period,
            "in_period": lead + period,
            "base": self._base(form) if "{base}" in form else "",
            "unit": self._unit() if "{unit}" in form else "",
            "value": number_text(self._claim.quantity, self._lang),
        }
        return Worded(
            text=_tidy(form.format(**slots)),
            names_unit=bool(slots["unit"]),
            late=self._late,
        )

    def _drawn(self, slot: str, **wanted: str) -> tuple[str, Group]:
        """Return a form of a slot that fits the figure, with its group."""
        fitting = [
            group
            for group in self._wordings.groups.get(slot, ())
            if group.lang == self._lang
            and all(getattr(group, name) == value for name, value in wanted.items())
            and self._fits(group, slot)
        ]
        if slot == "place":
            fitting = _nearest(fitting, self._claim)
        late = [group for group in fitting if group.written == "late"]
        if self._written == "late" and late:
            self._late = True
            fitting = late
        else:
            fitting = [group for group in fitting if group.written == "first"]
        forms = [(form, group) for group in fitting for form in group.forms]
        if not forms:
            raise NoWordingError
        return self._chance.choice(forms)

    def _fits(self, group: Group, slot: str) -> bool:
        claim = self._claim
        kind = place_kind(claim.place) if slot == "place" else claim.kind
        return (
            (not group.kinds or kind in group.kinds)
            and group.sign in ("", "-" if claim.quantity.value < 0 else "+")
            and (not group.units or claim.quantity.unit in group.units)
            and (not group.indicators or bool(set(group.indicators) & set(lineage(claim))))
            and (not group.bases or claim.base in group.bases)
            and (not group.shapes or self._shape in group.shapes)
        )

    def _subject(self, group: Group) -> str:
        subject = self._claim.subject
        named = self._named(subject.indicator, group.unless, rate=group.rate)
        if not subject.part:
            return named
        part = self._named(subject.part, self._wordings.not_a_part)
        form, _ = self._drawn("part")
        return named if part in named else form.format(indicator=named, part=part)

    def _named(self, id: str, unless: Sequence[str], *, rate: bool = False) -> str:
        sign = "-" if self._claim.quantity.value < 0 else "+"
        never = self._wordings.never.get(sign, ()) if self._claim.kind != "growth" else ()
        found = [
            wording
            for wording in sole_wordings(id, self._lang)
            if wording not in self._wordings.unsaid
            and not wording.startswith(tuple(unless))
            and not any(words in wording for words in never)
            and rate == any(words in wording for words in self._wordings.rates)
        ]
        if not found:
            raise NoWordingError
        return _cased(self._chance.choice(found), self._wordings.cased)

    def _place(self, indicator: str) -> str:
        form, _ = self._drawn("place")
        if not self._claim.place and set(form.split()) & {"Việt", "Vietnam"} & set(
            indicator.split()
        ):
            return ""
        return form.format(name=self._chance.choice(place_names(self._claim.place, self._lang)))

    def _period_form(self) -> tuple[str, str]:
        form, group = self._drawn("period", shape=self._shape)
        return period_text(form, self._shape, self._period, self._lang), group.lead

    def _base(self, sentence: str) -> str:
        form, _ = self._drawn("base", base=self._claim.base)
        if sentence.startswith("{base}") and not form.startswith("so"):
            raise NoWordingError  # nobody begins with "YoY"
        fields: dict[str, object] = {"before_year": self._period.start.year - 1}
        for name, period in self._other_periods(form):
            fields[name] = self._bare(period)
        return form.format(**fields)

    def _other_periods(self, form: str) -> Iterator[tuple[str, Period]]:
        if "{before}" in form:
            yield "before", shifted(self._period, "year-before")
        if "{previous}" in form:
            yield "previous", shifted(self._period, self._claim.base)
        if "{compared}" in form:
            if self._claim.compared is None:
                raise NoWordingError
            yield "compared", self._claim.compared

    def _bare(self, period: Period) -> str:
        """Return another period in a form that needs nothing before it."""
        possible = shapes(period)
        shape = self._shape if self._shape in possible else next(iter(possible), "")
        groups = [
            group
            for group in self._wordings.groups["period"]
            if (group.lang, group.shape, group.written) == (self._lang, shape, "first")
        ]
        forms = [form for group in groups if group.lead or shape == "day" for form in group.forms]
        if not forms:
            raise NoWordingError
        return period_text(self._chance.choice(forms), shape, period, self._lang)

    def _unit(self) -> str:
        entry = units().get(self._claim.quantity.unit)
        if entry is None:
            raise NoWordingError
        return (entry.vi if self._lang == "vi" else entry.en)[0]


def _nearest(groups: Sequence[Group], claim: Claim) -> list[Group]:
    """Return the groups for the nearest whole of a figure's indicator, else those for any."""
    for ancestor in lineage(claim):
        if found := [group for group in groups if ancestor in group.indicators]:
            return found
    return [group for group in groups if not group.indicators]


def lineage(claim: Claim) -> tuple[str, ...]:
    """Return the indicator of a figure and the wholes it is a part of."""
    line = [claim.subject.indicator]
    while parent := indicators()[line[-1]].parent:
        line.append(parent)
    return tuple(line)


def place_kind(place: str) -> str:
    """Return the kind of a place; the country itself is "home"."""
    return places()[place].kind if place else "home"


@cache
def place_names(place: str, lang: Language) -> tuple[str, ...]:
    """Return the names that name one place alone."""
    if not place or place == VIETNAM:
        return ("",)
    entry = places()[place]
    names = (entry.name, *entry.vi) if lang == "vi" else entry.english or (entry.name,)
    found = tuple(n for n in names if [m.id for m in find_places(n, lang)] == [place])
    return found or (entry.name,)


@cache
def sole_wordings(id: str, lang: Language) -> tuple[str, ...]:
    """Return the catalogue's wordings that name one entry alone."""
    entry = indicators()[id]
    wordings = entry.vi if lang == "vi" else entry.en
    return tuple(w for w in wordings if [m.id for m in find_indicators(w, lang)] == [id])


def period_text(form: str, shape: str, period: Period, lang: Language) -> str:
    """Return one form of a period of a shape."""
    last = period.end
    quarter = (last.month + 2) // 3
    count = quarter if shape == "quarter" else last.month
    spoken = _WORDS[lang][count - 1]
    if lang == "vi" and count == 4 and shape in ("month", "quarter"):
        spoken = "tư"
    return form.format(
        year=last.year,
        m=last.month,
        mm=f"{last.month:02}",
        d=last.day,
        dd=f"{last.day:02}",
        n=last.month,
        nn=f"{last.month:02}",
        q=quarter,
        roman=_ROMAN[quarter - 1],
        ordinal=_ORDINALS_EN[quarter - 1],
        word=spoken,
        Month=_MONTHS_EN[last.month - 1],
        Mon=_MONTHS_EN[last.month - 1][:3],
    )


def period_forms(period: Period, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield shape and form of every way to name a period, to be filled in by `period_text`."""
    for shape in shapes(period):
        for group in load_wordings().groups["period"]:
            if (group.lang, group.shape) == (lang, shape):
                yield from ((shape, form) for form in group.forms)


def _cased(wording: str, cased: Sequence[str]) -> str:
    for word in cased:
        wording = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", word, wording, flags=re.IGNORECASE)
    return wording


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.?:](?:\s|$))", r"\1", re.sub(r"\s+", " ", text)).strip(" ,")
    return text[:1].upper() + text[1:]
