"""Pasted sentences, true ones and ones with a single field changed: is the lie told from the truth.

Half of the true sentences are the bulletins' own, half are worded anew from stored figures; the
altered ones are made of both, so that no stored figure says what they say.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from random import Random
from typing import Literal

from bot.bot import Bot
from bot.check import Checked
from bot.numbers import quantity as number_text
from evals.judge import plain
from evals.neighbours import Key, held_figures, key_of
from evals.table import Row
from evals.wordings import (
    NoWordingError,
    load_wordings,
    period_forms,
    period_text,
    place_names,
    shapes,
    word,
)
from lexicon.claims import Claim
from lexicon.periods import Period, month, quarter, shifted, year_to_date
from lexicon.places import places
from lexicon.quantities import Quantity
from lexicon.text import Language
from vectorstore.types import Figure

Field = Literal["value", "sign", "period", "base", "place", "unit"]
FIELDS: tuple[Field, ...] = ("value", "sign", "period", "base", "place", "unit")
Origin = Literal["own", "worded"]
_SEED = "checking 1"
_OTHER_UNIT = {"%": "pp", "pp": "%"}
_OTHER_SCALE = {0: 3, 3: 6, 6: 9, 9: 6, 12: 9, 15: 12}
_TURNED = (("tăng", "giảm"), ("giảm", "tăng"))
_NEAR = 14  # characters before a number in which the verb that gives its sign stands
_EXAMPLES = 5  # of each class of misses


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A sentence to check; `altered` names the field that was changed in it, "" when it is true."""

    text: str
    lang: Language
    origin: Origin
    altered: Field | Literal[""]
    was: str  # the sentence before it was altered


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a sentence; `right` when the lie was caught or the truth confirmed."""

    pasted: Pasted
    checked: tuple[Checked, ...]
    right: bool


class Held:
    """Every stored figure, resolved or not, by what it measures and by its sentence."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        self._together: Counter[tuple[str, int]] = Counter()
        for figure in figures:
            self._claims[_series(figure.claim)].append(figure.claim)
            self._together[_sentence_of(figure)] += 1

    def alone(self, figure: Figure) -> bool:
        """Tell whether a figure is the only one of its sentence."""
        return self._together[_sentence_of(figure)] == 1

    def say(self, claim: Claim) -> bool:
        """Tell whether some stored figure says, or may say, what a claim says."""
        return any(
            held.kind in ("", claim.kind)
            and _may_be_period(held.period, claim.period)
            and _may_be_base(held, claim)
            and _may_equal(held.quantity, claim.quantity)
            for held in self._claims[_series(claim)]
        )


def _series(claim: Claim) -> tuple[str, str, str]:
    return claim.subject.indicator, claim.subject.part, claim.place


def _may_equal(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers are one, or one of them is the other in coarser digits."""
    if one.unit != other.unit:
        return False
    step = max(Decimal(1).scaleb(q.exponent - q.places) for q in (one, other))
    return abs(one.amount - other.amount) <= step


def _may_be_base(held: Claim, stated: Claim) -> bool:
    bases = {held.base, stated.base}
    january = bool(held.period and held.period.kind == "month" and held.period.start.month == 1)
    return (
        len(bases) == 1
        or "unclear" in bases
        or "period" in bases
        or (january and bases == {"december", "month-before"})
    )


def _may_be_period(held: Period | None, stated: Period | None) -> bool:
    if held is None or stated is None:
        return True
    return held.same_days(stated) or held.nearly(stated) or stated.nearly(held)


def true_and_altered(
    figures: Sequence[Figure], everything: Iterable[Figure], count: int
) -> tuple[Pasted, ...]:
    """Return up to `count` true sentences and as many altered, half of each the bulletins' own.

    `figures` are the complete ones, `everything` also those that are not.
    """
    held = Held(everything)
    ordered = sorted(
        (figure for figure in figures if _is_plain(figure)),
        key=lambda f: sha256(f"{_SEED} {f.source.id} {f.claim.start}".encode()).digest(),
    )
    series = held_figures(figures)
    own, worded = _own(ordered, figures), _worded(ordered, series)
    true: tuple[Pasted, ...] = (*islice(own, count // 2), *islice(worded, count - count // 2))
    share = count // len(FIELDS)
    for number, field in enumerate(FIELDS):
        at = (number + 1) * len(ordered) // (len(FIELDS) + 1)
        true += tuple(_lies(field, (*ordered[at:], *ordered[:at]), held, series, share))
    return true


def _is_plain(figure: Figure) -> bool:
    """Tell whether a figure is a single exact number that is said to have been measured."""
    claim = figure.claim
    quantity = claim.quantity
    return (
        quantity.high is None
        and quantity.of is None
        and quantity.unit != "times"
        and claim.status not in ("target", "forecast")
    )


def _own(ordered: Sequence[Figure], figures: Iterable[Figure]) -> Iterator[Pasted]:
    """Yield sentences of bulletins that name the periods of their figures themselves."""
    together = _by_sentence(figures)
    for sentence in dict.fromkeys(map(_sentence_of, ordered)):
        inside = together[sentence]
        if all(_names_its_period(figure) for figure in inside):
            yield _pasted(inside[0].quote, "vi", "own")


def _sentence_of(figure: Figure) -> tuple[str, int]:
    return figure.source.id, figure.claim.sentence.start


def _by_sentence(figures: Iterable[Figure]) -> dict[tuple[str, int], list[Figure]]:
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[_sentence_of(figure)].append(figure)
    return found


def _names_its_period(figure: Figure) -> bool:
    period = figure.claim.period
    return bool(
        period
        and figure.claim.period_written
        and str(period.end.year) in figure.quote
        and "\n" not in figure.quote
    )


def _worded(ordered: Iterable[Figure], series: Mapping[Key, Sequence[Figure]]) -> Iterator[Pasted]:
    """Yield stored figures as statements, in Vietnamese and English by turns."""
    number = 0
    for figure in ordered:
        claim = figure.claim
        lang: Language = "en" if number % 2 else "vi"
        if not claim.period or key_of(claim) not in series:
            continue
        if text := _statement(claim, lang, claim):
            yield _pasted(text, lang, "worded")
            number += 1


def _statement(claim: Claim, lang: Language, original: Claim) -> str:
    """Return a statement of a claim; those of one `original` differ in what was altered alone."""
    chance = Random(f"{_SEED} {original.start} {original.subject} {original.period}")
    try:
        return word(claim, "statement", lang, chance).text
    except NoWordingError:
        return ""


def _pasted(
    text: str, lang: Language, origin: Origin, altered: Field | Literal[""] = "", was: str = ""
) -> Pasted:
    return Pasted(text=text, lang=lang, origin=origin, altered=altered, was=was)


def _lies(
    field: Field,
    ordered: Sequence[Figure],
    held: Held,
    series: Mapping[Key, Sequence[Figure]],
    share: int,
) -> Iterator[Pasted]:
    """Yield up to `share` sentences altered in one field, about half of them bulletins' own."""
    asked = [f for f in ordered if f.claim.period and key_of(f.claim) in series]
    own = tuple(islice(_own_lies(field, asked, held, series), share // 2))
    yield from own
    langs: tuple[Language, Language] = ("vi", "en")
    for lang in langs:
        part = asked[langs.index(lang) :: 2]
        count = (share - len(own) + langs.index(lang)) // 2
        yield from islice(_worded_lies(field, lang, part, held, series), count)


def _own_lies(
    field: Field, ordered: Iterable[Figure], held: Held, series: Mapping[Key, Sequence[Figure]]
) -> Iterator[Pasted]:
    """Yield bulletins' sentences with one field of one figure changed.

    Period, base and place are said once for all figures of a sentence, so it must have one alone.
    """
    shared = field in ("period", "base", "place")
    seen: set[str] = set()
    for figure in ordered:
        if not _names_its_period(figure) or (shared and not held.alone(figure)):
            continue
        lie = _lie(figure.claim, field, held, series)
        text = _REWRITERS[field](figure, lie) if lie else ""
        if text and figure.quote not in seen:
            seen.add(figure.quote)
            yield _pasted(text, "vi", "own", field, figure.quote)


def _worded_lies(
    field: Field,
    lang: Language,
    ordered: Iterable[Figure],
    held: Held,
    series: Mapping[Key, Sequence[Figure]],
) -> Iterator[Pasted]:
    """Yield statements with one field changed."""
    for figure in ordered:
        claim = figure.claim
        lie = _lie(claim, field, held, series)
        if lie is None:
            continue
        was, text = _statement(claim, lang, claim), _statement(lie, lang, claim)
        if was and text and was != text:
            yield _pasted(text, lang, "worded", field, was)


def _lie(
    claim: Claim, field: Field, held: Held, series: Mapping[Key, Sequence[Figure]]
) -> Claim | None:
    """Return what a claim may be turned into, better one whose truth is held; None when nothing."""
    lies = sorted(_ALTERATIONS[field](claim), key=lambda lie: key_of(lie) not in series)
    return next((lie for lie in lies if not held.say(lie)), None)


def _other_values(claim: Claim) -> Iterator[Claim]:
    quantity = claim.quantity
    step = Decimal(1).scaleb(-quantity.places)
    for factor in (Decimal("1.2"), Decimal("0.7"), Decimal("1.4"), Decimal("2.1")):
        value = (quantity.value * factor + 3 * step).quantize(step)
        if value and (value < 0) == (quantity.value < 0):
            yield replace(claim, quantity=replace(quantity, value=value))


def _other_signs(claim: Claim) -> Iterator[Claim]:
    if claim.kind == "growth" and claim.quantity.value:
        yield replace(claim, quantity=replace(claim.quantity, value=-claim.quantity.value))


def _other_units(claim: Claim) -> Iterator[Claim]:
    quantity = claim.quantity
    if quantity.unit in _OTHER_UNIT:
        if claim.kind in ("growth", "contribution"):
            yield replace(claim, quantity=replace(quantity, unit=_OTHER_UNIT[quantity.unit]))
        return
    if quantity.exponent in _OTHER_SCALE:
        yield replace(claim, quantity=replace(quantity, exponent=_OTHER_SCALE[quantity.exponent]))


def _other_periods(claim: Claim) -> Iterator[Claim]:
    if claim.period and claim.base != "period":
        for period in adjacent(claim.period):
            yield replace(claim, period=period)


def adjacent(period: Period) -> Iterator[Period]:
    """Yield the periods one year, month or quarter away that may be named the same way."""
    yield shifted(period, "year-before")
    shape = next(iter(shapes(period)), "")
    year, number = period.end.year, period.end.month
    if shape == "month" and number > 1:
        yield month(year, number - 1)
    if shape == "quarter" and number > 3:
        yield quarter(year, number // 3 - 1)
    if shape == "year-to-date" and number > 4:
        yield year_to_date(year, number - 1)


def _other_bases(claim: Claim) -> Iterator[Claim]:
    if claim.kind != "growth" or not claim.period:
        return
    if claim.base in ("month-before", "quarter-before", "december"):
        yield replace(claim, base="year-before")
    elif claim.base == "year-before" and "month" in shapes(claim.period):
        yield replace(claim, base="month-before")
    elif claim.base == "year-before" and "quarter" in shapes(claim.period):
        yield replace(claim, base="quarter-before")


def _other_places(claim: Claim) -> Iterator[Claim]:
    if not claim.place:
        return
    kind = places()[claim.place].kind
    if kind not in ("province", "city"):
        return
    others = sorted(id for id, place in places().items() if place.kind == kind)
    at = others.index(claim.place)
    for id in (*others[at + 1 :], *others[:at]):
        yield replace(claim, place=id)


_ALTERATIONS: Mapping[Field, Callable[[Claim], Iterator[Claim]]] = {
    "value": _other_values,
    "sign": _other_signs,
    "period": _other_periods,
    "base": _other_bases,
    "place": _other_places,
    "unit": _other_units,
}


def _with_number(figure: Figure, lie: Claim) -> str:
    """Return the sentence with the number and unit of the lie in the place of its own."""
    at, end = _within(figure)
    printed = figure.quote[at:end]
    old = number_text(figure.claim.quantity, "vi")
    new = number_text(lie.quantity, "vi")
    if plain(printed).casefold() != old.casefold():
        return ""  # printed in a way of its own, which a new number would not keep
    return figure.quote[:at] + new + figure.quote[end:]


def _within(figure: Figure) -> tuple[int, int]:
    first = figure.claim.sentence.start
    return figure.claim.start - first, figure.claim.end - first


def _with_sign(figure: Figure, lie: Claim) -> str:
    """Return the sentence with the verb before the number turned."""
    at, _ = _within(figure)
    before = figure.quote[:at]
    for verb, turned in _TURNED:
        found = before.rfind(f"{verb} ")
        if found >= 0 and at - found <= _NEAR and not any(c.isdigit() for c in before[found:]):
            return before[:found] + turned + before[found + len(verb) :] + figure.quote[at:]
    return ""


def _with_period(figure: Figure, lie: Claim) -> str:
    """Return the sentence with another period named in the same form."""
    was, period = figure.claim.period, lie.period
    if was is None or period is None:
        return ""
    if str(was.end.year - 1) in figure.quote:  # a base of its own, which would not fit any more
        return ""
    for shape, form in sorted(period_forms(was, "vi"), key=lambda item: -len(item[1])):
        named = period_text(form, shape, was, "vi")
        if figure.quote.count(named) == 1 and shape in shapes(period):
            return figure.quote.replace(named, period_text(form, shape, period, "vi"))
    return ""


def _with_base(figure: Figure, lie: Claim) -> str:
    """Return the sentence with another base in the place of the only one it names."""
    other = {
        "year-before": "so với cùng kỳ năm trước",
        "month-before": "so với tháng trước",
        "quarter-before": "so với quý trước",
    }[lie.base]
    forms = [
        form
        for group in load_wordings().groups["base"]
        if group.lang == "vi" and group.base == figure.claim.base
        for form in group.forms
        if "{" not in form and form.startswith("so")
    ]
    for form in sorted(forms, key=len, reverse=True):
        alone = re.compile(rf"{form}(?=[,.;]|$)")
        if len(alone.findall(figure.quote)) == 1 and figure.quote.count("so ") == 1:
            return alone.sub(other, figure.quote)
    return ""


def _with_place(figure: Figure, lie: Claim) -> str:
    """Return the sentence with another place in the place of the only one it names."""
    for name in sorted(place_names(figure.claim.place, "vi"), key=len, reverse=True):
        if figure.quote.count(name) == 1:
            return figure.quote.replace(name, places()[lie.place].name)
    return ""


_REWRITERS: Mapping[Field, Callable[[Figure, Claim], str]] = {
    "value": _with_number,
    "sign": _with_sign,
    "period": _with_period,
    "base": _with_base,
    "place": _with_place,
    "unit": _with_number,
}


def check(bot: Bot, sentences: Iterable[Pasted]) -> tuple[Outcome, ...]:
    """Check and judge each sentence."""
    return tuple(judge(pasted, bot.check(pasted.text)) for pasted in sentences)


def judge(pasted: Pasted, checked: tuple[Checked, ...]) -> Outcome:
    """Return whether a lie was contradicted, or all figures of a true sentence confirmed."""
    outcomes = [figure.outcome for figure in checked]
    if pasted.altered:
        right = "contradicted" in outcomes
    else:
        right = bool(outcomes) and all(outcome in ("confirmed", "nearly") for outcome in outcomes)
    return Outcome(pasted=pasted, checked=checked, right=right)


def rows(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return what was caught by field, and what was confirmed, by origin and language."""
    lies = [o for o in outcomes if o.pasted.altered]
    truths = [o for o in outcomes if not o.pasted.altered]
    found = [*_rows("altered", lies), *_rows("true", truths)]
    for field in FIELDS:
        if part := [o for o in lies if o.pasted.altered == field]:
            found.append(_row(f"altered {field}", part))
    return tuple(found)


def _rows(label: str, outcomes: Sequence[Outcome]) -> Iterator[Row]:
    yield _row(label, outcomes)
    parts: tuple[tuple[str, Callable[[Pasted], bool]], ...] = (
        ("bulletins' own", lambda pasted: pasted.origin == "own"),
        ("worded vi", lambda pasted: (pasted.origin, pasted.lang) == ("worded", "vi")),
        ("worded en", lambda pasted: pasted.lang == "en"),
    )
    for name, belongs in parts:
        if part := [o for o in outcomes if belongs(o.pasted)]:
            yield _row(f"{label}, {name}", part)


def _row(label: str, outcomes: Sequence[Outcome]) -> Row:
    """Return a row: the share caught of lies, or confirmed and contradicted of truths."""
    total = len(outcomes) or 1
    right = sum(o.right for o in outcomes) / total
    if label.startswith("altered"):
        named = sum(any(o.pasted.altered in c.differs for c in o.checked) for o in outcomes)
        return Row(
            label=label,
            questions=len(outcomes),
            values={"caught": right, "field named": named / total},
        )
    contradicted = sum(_has(o, "contradicted") for o in outcomes) / total
    return Row(
        label=label,
        questions=len(outcomes),
        values={"confirmed": right, "falsely contradicted": contradicted},
    )


def _has(outcome: Outcome, verdict: str) -> bool:
    return any(checked.outcome == verdict for checked in outcome.checked)


def misses(outcomes: Iterable[Outcome], examples: int = _EXAMPLES) -> str:
    """Return what went wrong by class, the largest first, with examples of each."""
    classes: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.right:
            pasted = outcome.pasted
            what = f"altered {pasted.altered}" if pasted.altered else "true"
            found = "+".join(sorted({c.outcome for c in outcome.checked})) or "no figure read"
            classes[f"{what}, {pasted.origin} {pasted.lang}: {found}"].append(outcome)
    lines = []
    for title, members in sorted(classes.items(), key=lambda item: -len(item[1])):
        lines.append(f"{len(members):5} {title}")
        step = max(1, len(members) // examples)
        lines += [_miss(outcome) for outcome in members[::step][:examples]]
    return "\n".join(lines)


def _miss(outcome: Outcome) -> str:
    verdicts = "; ".join(
        f"{c.text} {c.outcome} {'+'.join(c.differs)}"
        + (f" [{plain(c.citations[0].quote)[:150]}]" if c.citations else "")
        for c in outcome.checked
    )
    was = f"\n          was {outcome.pasted.was}" if outcome.pasted.was else ""
    return f"        ? {outcome.pasted.text}{was}\n          got {verdicts[:600]}"
