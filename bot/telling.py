"""Findings as lines a reporter can print, each figure with the number of its citation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot import phrasing
from bot.excerpt import excerpt
from bot.figures import Finding, Reading
from bot.numbers import decimal, qualified, quantity, unit_name
from bot.types import Answer, Citation, Mode, Question, Reason, Shown, Suggestion
from lexicon.claims import Claim
from lexicon.indicators import indicators
from lexicon.messages import say
from lexicon.sentences import Span
from lexicon.subjects import Subject
from lexicon.text import Language
from vectorstore.types import Figure, Source

MAX_QUOTES = 3
_ROUND = timedelta(days=25)  # bulletins are monthly: one further apart tells it again


class Numbering:
    """Citations in order of first use; one a sentence."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self.citations: list[Citation] = []
        self.shown: list[Shown] = []

    def cite(self, figure: Figure, *, printed: bool = True) -> int:
        """Return the citation number of the sentence that states a figure."""
        number = self.cite_sentence(figure.source, figure.claim.sentence, figure.quote)
        if printed:
            self.shown.append(Shown(figure=figure, citation=number))
        return number

    def cite_sentence(self, source: Source, span: Span, quote: str) -> int:
        """Return the citation number of a sentence."""
        key = (source.id, span.start)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.citations.append(
                Citation(
                    number=self._numbers[key],
                    source=source,
                    quote=quote,
                    start=span.start,
                    end=span.end,
                )
            )
        return self._numbers[key]

    def answer(
        self,
        question: Question,
        text: Sequence[str],
        *,
        lines: Sequence[str] = (),
        mode: Mode = "figures",
        reason: Reason | None = None,
        suggestions: Sequence[Suggestion] = (),
    ) -> Answer:
        """Return the answer of these lines, with what was cited and printed in making them."""
        return Answer(
            question=question,
            text="\n".join(text),
            mode=mode,
            reason=reason,
            citations=tuple(self.citations),
            suggestions=tuple(suggestions),
            figures=tuple(self.shown),
            lines=tuple(lines),
        )

    def quotes(self) -> list[str]:
        """Return the first sentences cited, long ones cut around the figures printed of them."""
        return [self.quoted(citation) for citation in self.citations[:MAX_QUOTES]]

    def quoted(self, citation: Citation) -> str:
        """Return a sentence in marks with its number, cut if long around its figures printed."""
        claims = (s.figure.claim for s in self.shown if s.citation == citation.number)
        spans = sorted((c.start - c.sentence.start, c.end - c.sentence.start) for c in claims)
        return f"“{excerpt(citation.quote, spans)}” [{citation.number}]"


def subject_name(subject: Subject, place: str, language: Language) -> str:
    """Return what is measured, with its part and place."""
    name = phrasing.measured(subject, language)
    if subject.words:
        name = f"{name} ({' '.join(subject.words)})"
    if place:
        name = phrasing.placed(name, subject, place, language)
    return name[:1].upper() + name[1:]


def value_words(claim: Claim, language: Language) -> str:
    """Return a figure's value in words: "giảm 18%", "27,26 tỷ USD"."""
    of = claim.quantity
    amount = qualified(of, language)
    if claim.kind in ("growth", "change"):
        if of.unit == "times":
            return say("figure.multiple", language, amount=amount)
        if not of.value:
            return say("figure.flat", language)
        return say("figure.up" if of.value > 0 else "figure.down", language, amount=amount)
    if claim.kind == "contribution":
        return say("figure.adds" if of.value >= 0 else "figure.takes", language, amount=amount)
    if claim.subject.indicator == "trade_balance":
        return say("figure.surplus" if of.value >= 0 else "figure.deficit", language, amount=amount)
    signed = qualified(of, language, sign=True)
    if claim.kind == "share" and not indicators()[claim.subject.indicator].rate:
        return say("figure.share", language, amount=signed)
    return say("figure.level", language, amount=signed)


def base_words(claim: Claim, language: Language) -> str:
    """Return what a change is measured against, "" when it is no change."""
    if not claim.base:
        return ""
    compared = phrasing.period(claim.compared, language) if claim.compared else ""
    return say(f"figure.{claim.base}", language, compared=compared)


def computed_words(claim: Claim, language: Language) -> str:
    """Return how a change was computed from the ratio that is printed, "" when it was not."""
    if claim.ratio is None:
        return ""
    return say("figure.from-ratio", language, ratio=quantity(claim.ratio, language))


def reading_words(reading: Reading, language: Language, numbering: Numbering) -> str:
    """Return one reading: status, value, measure, base and citation."""
    claim = reading.figure.claim
    status = say(f"figure.{claim.status}", language) if claim.status else ""
    measure = say(f"figure.{claim.subject.measure}", language) if claim.subject.measure else ""
    value = value_words(claim, language)
    parts = [status, value, measure, base_words(claim, language), computed_words(claim, language)]
    number = numbering.cite(reading.figure)
    return " ".join(part for part in parts if part) + f" [{number}]"


def figure_words(figure: Figure, language: Language, numbering: Numbering) -> str:
    """Return one figure whole: what, where, when, how much, against what."""
    claim = figure.claim
    when = phrasing.period(claim.period, language) if claim.period else ""
    readings = reading_words(Reading(figure=figure), language, numbering)
    name = subject_name(claim.subject, claim.place, language)
    return say("figure.line", language, subject=name, period=when, readings=readings).rstrip(".")


def finding_lines(
    finding: Finding, question: Question, numbering: Numbering, *, limit: int = 4
) -> list[str]:
    """Return a finding's line, and one for each other value a source gives."""
    language = question.language
    told = finding.readings[:limit]
    readings = "; ".join(reading_words(reading, language, numbering) for reading in told)
    name = subject_name(finding.subject, finding.place, language)
    when = phrasing.period(finding.period, language)
    lines = [say("figure.line", language, subject=name, period=when, readings=readings)]
    for reading in told:
        if reading.others:
            lines += _others(reading, language, numbering)
    if agreeing := [figure for reading in told[:1] for figure in reading.agreeing]:
        numbers = sorted({numbering.cite(figure, printed=False) for figure in agreeing})
        marks = " ".join(f"[{number}]" for number in numbers)
        lines.append(say("figure.agreeing", language, marks=marks))
    if finding.newest:
        lines.append(say("figure.newest", language))
    return lines


def _others(reading: Reading, language: Language, numbering: Numbering) -> list[str]:
    """Return a line for what other bulletins of the time state and one for what later ones do."""
    values: dict[str, list[str]] = {}
    for figure in reading.others[:2]:
        published = figure.source.published
        day = phrasing.day(published, language) if published else say("figure.undated", language)
        amount = (
            f"{value_words(figure.claim, language)} {base_words(figure.claim, language)}".strip()
        )
        number = numbering.cite(figure)
        told = say("figure.other-value", language, amount=amount, day=day, number=number)
        later = _is_later(published, reading.figure.source.published)
        values.setdefault("figure.revised" if later else "figure.differs", []).append(told)
    return [say(key, language, values="; ".join(told)) for key, told in values.items()]


def _is_later(published: date | None, first: date | None) -> bool:
    """Tell whether a bulletin is of a later round than the one that stated a value first."""
    return bool(published and first) and published - first > _ROUND  # type: ignore[operator]


def difference_line(findings: Sequence[Finding], language: Language) -> str:
    """Return the difference of two findings' first readings, "" when they cannot be compared."""
    if len(findings) != 2:
        return ""
    ordered = sorted(findings, key=lambda finding: finding.period.end, reverse=True)
    first, second = (finding.readings[0].figure.claim for finding in ordered)
    a, b = first.quantity, second.quantity
    alike = (first.subject, first.kind, first.base, a.unit)
    if alike != (second.subject, second.kind, second.base, b.unit) or a.high or b.high:
        return ""
    exponent = max(a.exponent, b.exponent)
    result = (a.amount - b.amount).scaleb(-exponent)
    places = max(a.places, b.places)
    result = round(result, places)
    if a.unit == "%":
        shown = f"{decimal(result, language)} {unit_name('pp', language)}"
    else:
        shown = quantity(
            replace(a, value=result, exponent=exponent, qualifier=""), language, sign=True
        )
    values = {
        "first": _in_brackets(quantity(a, language, sign=True), a.value),
        "second": _in_brackets(quantity(b, language, sign=True), b.value),
    }
    return say("figure.difference", language, result=shown, **values)


def _in_brackets(text: str, value: Decimal) -> str:
    return f"({text})" if value < 0 else text


def tell(
    question: Question, findings: Sequence[Finding], disputed: Sequence[Finding] = ()
) -> Answer:
    """Return the answer made of figures: a line a series and period, then the sentences.

    What a bulletin states with several values has a line of its own below.
    """
    numbering = Numbering()
    lines = [line for found in findings for line in finding_lines(found, question, numbering)]
    if question.compares and (line := difference_line(findings, question.language)):
        lines.append(line)
    lines += [disputed_line(found, question.language, numbering) for found in disputed]
    return numbering.answer(question, [*lines, *numbering.quotes()], lines=lines)


def disputed_line(finding: Finding, language: Language, numbering: Numbering) -> str:
    """Return the values one bulletin states for the same thing, in the order they stand."""
    reading = finding.readings[0]
    values = sorted((reading.figure, *reading.disputing), key=lambda each: each.claim.start)
    told = [f"{value_words(each.claim, language)} [{numbering.cite(each)}]" for each in values]
    based = base_words(reading.figure.claim, language)
    name = subject_name(finding.subject, finding.place, language)
    when = f"{phrasing.period(finding.period, language)} {based}".strip()
    return say("figure.disputed", language, what=f"{name}, {when}", values="; ".join(told))
