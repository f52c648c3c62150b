"""A figure's answer as the page lays it out: the first figure large, then the further readings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot import phrasing
from bot.telling import base_words, computed_words, subject_name, value_words
from bot.types import Answer, Shown
from lexicon.claims import Claim
from lexicon.messages import catalogue, say
from lexicon.places import places
from lexicon.subjects import Subject
from lexicon.text import Language
from ui.drawing import element, group, parts

_MARK = re.compile(r"\[(\d+)\]")
_AT_HOME = ("province", "city", "region")
_OF_OTHER_VALUES = ("figure.differs", "figure.revised", "figure.disputed")
_LONGEST_LIST = 3  # figures told large, one by one; more of them are a table or a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The readings one line of an answer tells, the first before the others, and notes on them."""

    first: Shown
    further: tuple[Shown, ...] = ()
    notes: tuple[str, ...] = ()


def figure_elements(answer: Answer) -> str:
    """Return the elements of an answer's figures: whole, in the language of its question."""
    language = answer.question.language
    marked = len(answer.citations) > 1
    found = blocks(answer)
    if _is_series(found):
        shown = [_headline(found[0].first, answer, marked=marked)]
        shown += _tables(found, language)
        shown += [_dated(note, block, answer) for block in found for note in block.notes]
    elif len(found) > _LONGEST_LIST:
        shown = _survey(found, answer)
    else:
        shown = [part for block in found for part in _block(block, answer, marked=marked)]
    return group(shown, "figures", language=language)


def told_lines(answer: Answer) -> str:
    """Return the lines of an answer that is led by figures, as they stand."""
    lines = [element(line, "told") for line in answer.lines]
    return group(lines, "figures", language=answer.question.told_in)


def blocks(answer: Answer) -> tuple[Block, ...]:
    """Return an answer's figures line by line.

    Where a line's marks are not those of its figures (a ranking), the lines stand whole under the
    first figure.
    """
    left = list(answer.figures)
    found: list[Block] = []
    for line in answer.lines:
        marks = [] if _opens(line, "figure.agreeing", answer) else _MARK.findall(line)
        told, left = left[: len(marks)], left[len(marks) :]
        if [str(shown.citation) for shown in told] != marks:
            return _whole(answer)
        other = any(_opens(line, key, answer) for key in _OF_OTHER_VALUES)
        if marks and not other:
            found.append(Block(first=told[0], further=tuple(told[1:])))
        elif found:
            found[-1] = replace(found[-1], notes=(*found[-1].notes, line))
        else:
            return _whole(answer)
    return _whole(answer) if left else tuple(found)


def _whole(answer: Answer) -> tuple[Block, ...]:
    return (Block(first=answer.figures[0], notes=answer.lines),)


def _opens(line: str, key: str, answer: Answer) -> bool:
    """Tell whether a line is the sentence `key`, by the words before its first value."""
    return line.startswith(catalogue()[key][answer.question.language].partition("{")[0])


def _is_series(found: Sequence[Block]) -> bool:
    """Tell whether the blocks are one subject at one place, in more periods than are listed."""
    return len(found) > _LONGEST_LIST and len(set(map(_series, found))) == 1


def _series(block: Block) -> tuple[Subject, str]:
    """Return what a block measures, and where."""
    return block.first.figure.claim.subject, block.first.figure.claim.place


def _block(block: Block, answer: Answer, *, marked: bool) -> list[str]:
    language = answer.question.language
    found = [_headline(block.first, answer, marked=marked)]
    if block.further:
        readings = [_reading(shown, language, marked=marked) for shown in block.further]
        found.append(group(readings, "readings", tag="ul"))
    return found + [_note(note, answer) for note in block.notes]


def _note(line: str, answer: Answer) -> str:
    apart = _opens(line, "figure.difference", answer)  # said of all the figures above it
    return element(line, "figure-note difference" if apart else "figure-note")


def _dated(line: str, block: Block, answer: Answer) -> str:
    """Return a note under a table, with the period of the figures it is on."""
    period = block.first.figure.claim.period
    if not period or not _MARK.search(line):
        return _note(line, answer)
    return _note(f"{_capital(phrasing.period(period, answer.question.language))} · {line}", answer)


def _headline(shown: Shown, answer: Answer, *, marked: bool) -> str:
    """Return the value large, and under it everything that makes it that figure."""
    claim, language = shown.figure.claim, answer.question.language
    words = value_words(claim, language)
    if answer.question.extreme and claim.place:  # which place it is was the question
        words = f"{places()[claim.place].label(language)} {words}"
    value = group([_arrow(claim), element(words, "value", tag="span")], "figure")
    return value + group([parts(_about(claim, language)), _mark(shown, marked)], "about")


def _about(claim: Claim, language: Language) -> str:
    subject = claim.subject
    measure = f" {say(f'figure.{subject.measure}', language)}" if subject.measure else ""
    # A partner abroad belongs to the name of what is measured: the balance with it.
    partner = "" if _is_home(claim.place) else claim.place
    said = (
        subject_name(subject, partner, language) + measure,
        f"{base_words(claim, language)} {computed_words(claim, language)}".strip(),
        phrasing.period(claim.period, language) if claim.period else "",
        "" if partner else phrasing.where(subject, claim.place, language),
        say(f"page.status-{claim.status}", language) if claim.status else "",
    )
    return " · ".join(part for part in said if part)


def _is_home(place: str) -> bool:
    return not place or places()[place].kind in _AT_HOME


def _reading(shown: Shown, language: Language, *, marked: bool) -> str:
    claim = shown.figure.claim
    status = say(f"figure.{claim.status}", language) + " " if claim.status else ""
    measure = say(f"figure.{claim.subject.measure}", language) if claim.subject.measure else ""
    value = element(status + value_words(claim, language), "value", tag="span")
    said_of = (measure, base_words(claim, language), computed_words(claim, language))
    base = " ".join(part for part in said_of if part)
    against = [" ", element(base, "base", tag="span")] if base else []
    said = [_arrow(claim), value, *against, _mark(shown, marked)]
    return group(said, "reading", tag="li")


def _arrow(claim: Claim) -> str:
    """Return an arrow for a rise or fall, nothing for a level; the words beside it say the same."""
    value = claim.quantity.value
    if claim.kind not in ("growth", "change") or not value:
        return ""
    return element("↑" if value > 0 else "↓", "arrow", tag="span", unspoken=True)


def _mark(shown: Shown, marked: bool) -> str:
    """Return the number of the sentence that proves a figure, where there are several."""
    return element(f" [{shown.citation}]", "mark", tag="span") if marked else ""


def _survey(found: Sequence[Block], answer: Answer) -> list[str]:
    """Return the readings of several series under the name of each, none larger than another.

    A period they all are of stands once above them.
    """
    language = answer.question.language
    periods = {block.first.figure.claim.period for block in found}
    shown = [_period(found[0], language)] if len(periods) == 1 else []
    for (subject, place), of in groupby(found, key=_series):
        home = _is_home(place)
        where = phrasing.where(subject, place, language) if home else ""
        named = (subject_name(subject, "" if home else place, language), where)
        shown.append(element(" · ".join(filter(None, named)), "series-name", tag="h3"))
        for block in of:
            if len(periods) > 1:
                shown.append(_period(block, language))
            readings = (block.first, *block.further)
            told = [_reading(reading, language, marked=True) for reading in readings]
            shown.append(group(told, "readings", tag="ul"))
            shown += [element(note, "figure-note") for note in block.notes]
    return shown


def _period(block: Block, language: Language) -> str:
    period = block.first.figure.claim.period
    said = phrasing.period(period, language) if period else ""
    return element(_capital(said), "series-period")


def _tables(found: Sequence[Block], language: Language) -> list[str]:
    """Return a table a reading, with a row a period."""
    readings: dict[tuple[str, ...], list[Shown]] = {}
    for shown in (shown for block in found for shown in (block.first, *block.further)):
        claim = shown.figure.claim
        reading = (claim.kind, claim.base, claim.quantity.unit, claim.subject.measure)
        readings.setdefault(reading, []).append(shown)
    return [_table(rows, language) for rows in readings.values()]


def _table(rows: Sequence[Shown], language: Language) -> str:
    base = base_words(rows[0].figure.claim, language)
    heads = (say("page.series-period", language), base or say("page.series-value", language))
    head = group([element(_capital(text), "head", tag="th") for text in heads], "heads", tag="tr")
    return group([head, *(_row(shown, language) for shown in rows)], "series", tag="table")


def _row(shown: Shown, language: Language) -> str:
    claim = shown.figure.claim
    period = phrasing.period(claim.period, language) if claim.period else ""
    named = [element(period, "named", tag="span"), _mark(shown, marked=True)]
    words = f"{value_words(claim, language)} {computed_words(claim, language)}".strip()
    value = [_arrow(claim), element(words, "value", tag="span")]
    cells = [group(named, "row", tag="th"), group(value, "cell", tag="td")]
    return group(cells, "period", tag="tr")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
