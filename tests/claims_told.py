"""Claims as one line each, so that a test can say in the head what was read."""

from calendar import monthrange
from datetime import date

from lexicon.reading import read_claims
from lexicon.sentences import sentences

WRITTEN = date(2024, 5, 29)


def claims(text, language="vi", anchor=WRITTEN, **about):
    return read_claims(text, sentences(text), anchor=anchor, language=language, **about)


def read(text, language="vi", **about):
    return [told(claim) for claim in claims(text, language, **about)]


def told(claim):
    """Return a claim in one line: what, kind, number, unit, days, base, place, status.

    "?" stands for a subject or days that are not known; a base, place or status that is none is
    left out.
    """
    subject = claim.subject
    what = "/".join(filter(None, (subject.indicator, subject.part)))
    if subject.measure:
        what += f":{subject.measure}"
    words = [what if subject.resolved else "?", claim.kind, number(claim.quantity)]
    words += [claim.quantity.unit, days(claim.period), claim.base]
    if claim.compared:
        words.append(days(claim.compared))
    words += [claim.place and f"@{claim.place}", claim.status and f"[{claim.status}]"]
    return " ".join(filter(None, words))


def number(quantity):
    high = "" if quantity.high is None else f"..{quantity.high}"
    whole = f"/{quantity.of}" if quantity.of else ""
    scale = f"e{quantity.exponent}" if quantity.exponent else ""
    return f"{quantity.value}{high}{whole}{scale}"


def days(period):
    if period is None:
        return "?"
    first, last = period.start, period.end
    if first == last:
        return str(first)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{first}..{last}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y-%m}..{last:%m}"


# ---- Against what ----
