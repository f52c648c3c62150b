"""Periods, days, topics and what was understood, in the asker's language."""

from collections.abc import Sequence
from datetime import date

from bot.types import Question
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.periods import Period
from lexicon.places import places
from lexicon.subjects import Subject, family, lineage
from lexicon.text import Language

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ORDINALS = ("first", "second", "third", "fourth")
# What is measured abroad has no "nationwide".
_ABROAD = frozenset(("gold_price_world", "usd_index_world", "world_oil_price", "fed_rate"))
_TOLD = ("year-before", "month-before", "quarter-before", "december", "period-before")
_TRADED = {"exports": "figure.to-place", "imports": "figure.from-place"}
_MOST_PERIODS = 4  # named one by one; of more the first three are


def day(value: date, language: Language) -> str:
    """Return a day as the language writes it."""
    if language == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def period(value: Period, language: Language) -> str:
    """Return a period as a newspaper of the language names it."""
    year, last = value.start.year, value.end.month
    vietnamese = language == "vi"
    if value.kind == "month":
        return f"tháng {last}/{year}" if vietnamese else f"{_MONTHS[last - 1]} {year}"
    if value.kind == "quarter":
        number = last // 3
        roman = ("I", "II", "III", "IV")[number - 1]
        return (
            f"quý {roman}/{year}"
            if vietnamese
            else f"the {_ORDINALS[number - 1]} quarter of {year}"
        )
    if value.kind == "year":
        return f"năm {year}" if vietnamese else str(year)
    if value.kind == "as-of":
        prefix = "đến ngày" if vietnamese else "as of"
        return f"{prefix} {day(value.end, language)}"
    if value.kind == "half":
        part = 1 if last == 6 else 2
        if vietnamese:
            return f"6 tháng {'đầu' if part == 1 else 'cuối'} năm {year}"
        return f"the {_ORDINALS[part - 1]} half of {year}"
    if value.kind == "year-to-date":
        if vietnamese:
            return f"{last} tháng đầu năm {year}"
        return f"the first {last} months of {year}"
    first = day(value.start, language)
    joined = "đến" if vietnamese else "to"
    return f"{first} {joined} {day(value.end, language)}"


def is_partner(subject: Subject, place: str) -> bool:
    """Tell whether a place is whom Vietnam trades with, not whose the series is."""
    abroad = bool(place) and places()[place].kind not in ("province", "city", "region")
    return abroad and bool(subject.indicator) and family(subject.indicator) == "trade_total"


def placed(name: str, subject: Subject, place: str, language: Language) -> str:
    """Return the name of a series with its place: whose it is, or whom it is traded with."""
    where = places()[place].label(language)
    key = "figure.of-place"
    if is_partner(subject, place):
        line = lineage(subject.indicator)
        key = next((_TRADED[id] for id in line if id in _TRADED), "figure.with-place")
    return say(key, language, subject=name, place=where)


def topic(question: Question) -> str:
    """Return what a question asks for in a few words; empty when it names no indicator."""
    language = question.language
    subjects = question.subjects or tuple(Subject(indicator=id) for id in question.indicators)
    words = [_narrowed(subject, language) for subject in subjects[:1]]
    for id in question.places[:1]:
        words = [placed(words[0], subjects[0], id, language)] if words else []
    periods = [period(value, language) for value in question.periods[:1]]
    words += periods if language == "vi" else [f"for {name}" for name in periods]
    words += [say(f"figure.{base}", language) for base in question.bases[:1] if base in _TOLD]
    return " ".join(words) if question.indicators else ""


def _narrowed(subject: Subject, language: Language) -> str:
    narrowed = f" ({' '.join(subject.words)})" if subject.words else ""
    return measured(subject, language) + narrowed


def where(subject: Subject, place: str, language: Language) -> str:
    """Return the place of a figure: its name, else nationwide; "" for what is measured abroad."""
    if place:
        return places()[place].label(language)
    return "" if subject.indicator in _ABROAD else say("figure.nationwide", language)


def understood(question: Question) -> str:
    """Return what a question was understood to name, "" when that is nothing.

    Indicators with their parts, periods, bases and places: "chỉ số giá tiêu dùng (CPI) ·
    tháng 3/2024 · so với tháng trước · cả nước". A follow-up names what it inherited too.
    """
    language = question.language
    subjects = [subject for subject in question.subjects if subject.indicator]
    subjects = subjects or [Subject(indicator=id) for id in question.indicators]
    bases = [say(f"figure.{base}", language) for base in question.bases if base != "period"]
    if not bases:
        against = [period(value, language) for value in question.compared]
        bases = [say("figure.period", language, compared=named) for named in against]
    series = ", ".join(dict.fromkeys(measured(subject, language) for subject in subjects))
    if series and question.measure not in ("", "worth"):  # worth is meant where nothing is said
        series += " " + say(f"figure.{question.measure}", language)
    named = (
        series,
        _periods(question.periods, language),
        ", ".join(bases),
        _places(question, subjects),
    )
    return " · ".join(part for part in named if part)


def measured(subject: Subject, language: Language) -> str:
    """Return the name of an indicator with its part."""
    entry = indicators()[subject.indicator]
    if not subject.part:
        return entry.label(language)
    part = indicators()[subject.part].part_label(language)
    key = "figure.split-by" if entry.split_vi else "figure.of-part"
    return say(key, language, subject=entry.split_label(language), part=part)


def _periods(asked: Sequence[Period], language: Language) -> str:
    shown = asked if len(asked) <= _MOST_PERIODS else asked[: _MOST_PERIODS - 1]
    words = ", ".join(period(value, language) for value in shown)
    if left := len(asked) - len(shown):
        words += " " + say("figure.more-periods", language, count=left)
    return words


def _places(question: Question, subjects: Sequence[Subject]) -> str:
    """Return the places asked for; nationwide is meant where a figure is asked for and none is."""
    if question.places:
        return ", ".join(places()[id].label(question.language) for id in question.places)
    open_place = question.wants_places or question.extreme or question.sort != "figure"
    return where(subjects[0], "", question.language) if subjects and not open_place else ""
