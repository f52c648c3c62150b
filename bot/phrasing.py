"""Periods, days and topics in the asker's language."""

from datetime import date

from bot.types import Question
from lexicon.indicators import indicators
from lexicon.periods import Period
from lexicon.places import places
from lexicon.text import Language

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ORDINALS = ("first", "second", "third", "fourth")


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


def topic(question: Question) -> str:
    """Return what a question asks for in a few words; empty when it names no indicator."""
    language = question.language
    words = [indicators()[id].label(language) for id in question.indicators[:1]]
    places_named = [places()[id].label(language) for id in question.places[:1]]
    periods = [period(value, language) for value in question.periods[:1]]
    if language == "vi":
        words += [f"của {name}" for name in places_named] + periods
    else:
        words += [f"of {name}" for name in places_named] + [f"for {name}" for name in periods]
    return " ".join(words) if question.indicators else ""
