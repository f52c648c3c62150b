"""Questions about stored figures whose wrong neighbour is a month, base, sign or place away.

Every question is worded from a figure the store holds, so the right answer is known; what is
measured is whether the words are read as meant and the figure is told from those beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Literal, NamedTuple

from bot.bot import Bot
from bot.numbers import quantity as number_text
from bot.types import Answer, Question
from evals.judge import holds, plain
from evals.table import Row
from evals.wordings import NoWordingError, Written, shapes, word
from lexicon.claims import Claim
from lexicon.indicators import indicators
from lexicon.text import Language, fold
from vectorstore.types import Figure

Verdict = Literal["right", "disputed", "other period or base", "refused", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("right", "disputed", "other period or base", "refused", "wrong")
KINDS = frozenset(("growth", "level", "count", "share", "contribution", "index"))
_NOT_HELD = frozenset(("target", "forecast"))  # said of the future, not measured
_SEED = "neighbours 1"
_EXAMPLES = 6  # of each class of misses


class Key(NamedTuple):
    """What makes a figure that figure: figures that share it say the same thing."""

    indicator: str
    part: str
    measure: str
    place: str
    kind: str
    base: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure in the words of a question; `accepted` are all stored figures that answer it.

    `neighbour` is what tells it from a stored figure beside it, "" where there is none.
    """

    question: str
    lang: Language
    plain: bool  # typed without diacritics
    written: Written
    figure: Figure
    accepted: tuple[Figure, ...]
    neighbour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a case; `led` tells whether the answer begins with the figure asked for."""

    case: Case
    answer: Answer
    verdict: Verdict
    led: bool
    cause: str  # what differs, for the classes of misses


def key_of(claim: Claim) -> Key:
    """Return the key of a complete figure; in January December is the month before."""
    period, subject = claim.period, claim.subject
    if period is None:
        raise ValueError("a figure without a period has no key")
    january = period.kind == "month" and period.start.month == 1
    base: str = "month-before" if january and claim.base == "december" else claim.base
    if claim.base == "period" and claim.compared:
        base = f"{claim.compared.start}/{claim.compared.end}"
    return Key(
        subject.indicator,
        subject.part,
        subject.measure,
        claim.place,
        claim.kind,
        base,
        period.start,
        period.end,
    )


def held_figures(figures: Iterable[Figure]) -> dict[Key, tuple[Figure, ...]]:
    """Return the figures a question can be made of, by key."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        claim = figure.claim
        named = claim.subject.indicator in indicators() and (
            not claim.subject.part or claim.subject.part in indicators()
        )
        plain_measure = not claim.subject.measure  # no wordings say "in tonnes", "in real terms"
        if (
            named
            and plain_measure
            and claim.kind in KINDS
            and claim.period
            and shapes(claim.period)
        ):
            found[key_of(claim)].append(figure)
    return {
        key: tuple(same)
        for key, same in found.items()
        if not all(figure.claim.status in _NOT_HELD for figure in same)
    }


def neighbours(held: Mapping[Key, Sequence[Figure]]) -> dict[Key, tuple[str, ...]]:
    """Return for each key the ways in which another held figure is beside it."""
    alike: dict[tuple[str, Key], set[Key]] = defaultdict(set)
    for key in held:
        for way, without in _ways(key):
            alike[way, without].add(key)
    return {key: tuple(_beside(key, held, alike)) for key in held}


def _ways(key: Key) -> Iterator[tuple[str, Key]]:
    """Yield each way to be beside a figure, with what such figures have in common."""
    never = date.min
    yield "period", key._replace(start=never, end=never)
    yield "base", key._replace(base="")
    yield "place", key._replace(place="")
    parent = indicators()[key.indicator].parent
    yield "branch", key._replace(indicator=parent or key.indicator, part="")


def _beside(
    key: Key,
    held: Mapping[Key, Sequence[Figure]],
    alike: Mapping[tuple[str, Key], set[Key]],
) -> Iterator[str]:
    for way, without in _ways(key):
        others = alike[way, without] - {key}
        if way == "period":
            others = {other for other in others if _adjacent(key, other)}
            if any(_sign(held[other][0]) != _sign(held[key][0]) for other in others):
                yield "sign"
        if others:
            yield way


def _sign(figure: Figure) -> bool:
    return figure.claim.quantity.value < 0


def _adjacent(one: Key, other: Key) -> bool:
    """Tell whether two periods begin or end together, or lie a month, a quarter or a year apart."""
    apart = _months(one.end) - _months(other.end)
    as_long = _months(one.end) - _months(one.start) == _months(other.end) - _months(other.start)
    return one.end == other.end or (abs(apart) in (1, 3, 12) and (as_long or abs(apart) == 1))


def _months(day: date) -> int:
    return day.year * 12 + day.month


def cases(held: Mapping[Key, Sequence[Figure]], count: int) -> tuple[Case, ...]:
    """Return up to `count` questions, spread over what is held; two of three are Vietnamese.

    Where fewer figures are held, they are asked for once more in the other language. Where there
    are late wordings, every third question is asked again in them.
    """
    beside = neighbours(held)
    turns = [(key, again) for again in (False, True) for key in _spread(held, beside)]
    found: list[Case] = []
    for number, (key, again) in enumerate(turns):
        if len(found) == count:
            break
        lang: Language = "en" if (number % len(held) % 3 == 2) != again else "vi"
        folded = lang == "vi" and sum(case.lang == "vi" for case in found) % 3 == 2
        if case := _case(key, held, beside[key], lang, "first", folded):
            found.append(case)
    late = (
        _case(key, held, beside[key], case.lang, "late", case.plain)
        for case in found[::3]
        for key in (key_of(case.figure.claim),)
    )
    return (*found, *(case for case in late if case))


def _case(
    key: Key,
    held: Mapping[Key, Sequence[Figure]],
    beside: Sequence[str],
    lang: Language,
    written: Written,
    folded: bool,
) -> Case | None:
    chance = Random(f"{_SEED} {written} {lang} {key}")
    figure = min(held[key], key=lambda f: (f.claim.status in _NOT_HELD, f.source.id))
    try:
        worded = word(figure.claim, "question", lang, chance, written=written)
    except NoWordingError:
        return None
    if written == "late" and not worded.late:
        return None
    unit = figure.claim.quantity.unit if worded.names_unit else None
    return Case(
        question=typed(worded.text, folded, chance),
        lang=lang,
        plain=folded,
        written=written,
        figure=figure,
        accepted=tuple(f for f in held[key] if unit in (None, f.claim.quantity.unit)),
        neighbour=chance.choice(beside) if beside else "",
    )


def typed(question: str, folded: bool, chance: Random) -> str:
    """Return a question as it may be typed: without diacritics, in small letters, unmarked."""
    if folded:
        question = fold(question)
    elif chance.random() < 0.25:
        question = question.lower()
    return question.rstrip("?") if chance.random() < 0.3 else question


def _spread(held: Mapping[Key, Sequence[Figure]], beside: Mapping[Key, Sequence[str]]) -> list[Key]:
    """Return the keys, those with a neighbour first, each new one as unlike those before as may be.

    A key's turn is the sum of its ranks among those that share its indicator, period, place, kind
    or bulletin, so that none of them comes in a row.
    """
    shuffled = sorted(held, key=lambda key: sha256(f"{_SEED} {key}".encode()).digest())
    met: Counter[tuple[str, object]] = Counter()
    turn: dict[Key, int] = {}
    for key in shuffled:
        features = (
            ("indicator", key[:2]),
            ("period", key[-2:]),
            ("place", key.place),
            ("kind", key.kind),
            ("bulletin", held[key][0].source.id),
        )
        met.update(features)
        turn[key] = sum(met[feature] for feature in features)
    return sorted(shuffled, key=lambda key: (not beside[key], turn[key]))


def ask(bot: Bot, asked: Iterable[Case]) -> tuple[Outcome, ...]:
    """Ask and judge each case."""
    return tuple(judge(case, bot.ask(case.question)) for case in asked)


def judge(case: Case, answer: Answer) -> Outcome:
    """Return the verdict on one answer.

    Right is an answer that prints the figure asked for, or quotes its sentence when it shows no
    figure; which other figure it begins with decides what else it is. A refusal that shows it
    among the values its bulletin states is neither.
    """
    if answer.reason == "disputed":
        shown = any(_is_asked(case, shown.figure, answer.text) for shown in answer.figures)
        return _outcome(
            case, answer, "disputed" if shown else "wrong", "other values of its bulletin"
        )
    if answer.refused:
        slots = misread(case, answer.question)
        return _outcome(case, answer, "refused", f"{answer.reason}; misread {slots}")
    if any(_is_asked(case, shown.figure, answer.text) for shown in answer.figures):
        led = _is_asked(case, answer.figures[0].figure, answer.text)
        return _outcome(case, answer, "right", "" if led else _other(case, answer), led)
    if answer.figures:
        other = _other(case, answer)
        if other:
            return _outcome(case, answer, "other period or base", other)
        return _outcome(case, answer, "wrong", "another value, or not printed")
    quotes = [plain(citation.quote) for citation in answer.citations]
    if any(plain(figure.quote) in quote for figure in case.accepted for quote in quotes):
        return _outcome(case, answer, "right", "", True)
    slots = misread(case, answer.question)
    return _outcome(case, answer, "wrong", f"another passage; misread {slots}")


def _outcome(
    case: Case, answer: Answer, verdict: Verdict, cause: str, led: bool = False
) -> Outcome:
    return Outcome(case=case, answer=answer, verdict=verdict, led=led, cause=cause)


def _is_asked(case: Case, shown: Figure, text: str) -> bool:
    claim = shown.claim
    return (
        claim.period is not None
        and key_of(claim) == key_of(case.figure.claim)
        and any(_value(figure.claim) == _value(claim) for figure in case.accepted)
        and holds(text, number_text(claim.quantity, case.lang))
    )


def _value(claim: Claim) -> tuple[Decimal, Decimal | None, str]:
    quantity = claim.quantity
    high = None if quantity.high is None else quantity.high.scaleb(quantity.exponent)
    return quantity.amount, high, quantity.unit


def _other(case: Case, answer: Answer) -> str:
    """Return what the figure an answer begins with differs in, and what was misread of it."""
    first = answer.figures[0].figure.claim
    fields = differing(case.figure.claim, first)
    if not fields and first.quantity.unit != case.figure.claim.quantity.unit:
        fields = ("unit",)
    if not fields:
        return ""
    return f"{'+'.join(fields)}; misread {misread(case, answer.question)}"


def differing(asked: Claim, shown: Claim) -> tuple[str, ...]:
    """Return the fields in which the figure shown is another than the one asked for."""
    if shown.period is None:
        return ("period",)
    one, other = key_of(asked), key_of(shown)
    tests: dict[str, Callable[[Key], object]] = {
        "subject": lambda key: key[:3],
        "place": lambda key: key.place,
        "kind": lambda key: key.kind,
        "base": lambda key: key.base if one.kind == other.kind else "",
        "period": lambda key: key[-2:],
    }
    return tuple(name for name, test in tests.items() if test(one) != test(other))


def misread(case: Case, question: Question) -> str:
    """Return which slots of the question were not read as they were meant, or "nothing"."""
    claim = case.figure.claim
    key = key_of(claim)
    places = {place for place in question.places if place != "vietnam"}
    tests = {
        "subject": claim.subject in question.subjects,
        "place": places == ({claim.place} if claim.place else set()),
        "kind": not question.kinds or claim.kind in question.kinds,
        "base": not claim.base or {claim.base, key.base} & set(question.bases),
        "period": any((p.start, p.end) == key[-2:] for p in question.periods),
        "sort": question.sort == "figure",
    }
    return "+".join(name for name, held in tests.items() if not held) or "nothing"


def rows(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return the figures of all, and by language, time of writing, kind and neighbour."""
    found = [row("all", outcomes)]
    groups: tuple[tuple[str, Callable[[Outcome], str]], ...] = (
        ("{}", lambda o: o.case.lang),
        ("{}", lambda o: "vi without diacritics" if o.case.plain else ""),
        ("wordings: {}", lambda o: o.case.written),
        ("kind: {}", lambda o: o.case.figure.claim.kind),
        ("neighbour: {}", lambda o: o.case.neighbour or "none"),
    )
    for title, part in groups:
        for name in sorted({part(outcome) for outcome in outcomes} - {""}):
            found.append(row(title.format(name), [o for o in outcomes if part(o) == name]))
    return tuple(found)


def row(label: str, outcomes: Sequence[Outcome]) -> Row:
    """Return the shares of the verdicts; `leads` is of answers that begin with the figure."""
    total = len(outcomes) or 1
    values: dict[str, float] = {
        verdict: sum(o.verdict == verdict for o in outcomes) / total for verdict in VERDICTS
    }
    values["leads"] = sum(o.led for o in outcomes) / total
    return Row(label=label, questions=len(outcomes), values=values)


def misses(outcomes: Iterable[Outcome], examples: int = _EXAMPLES) -> str:
    """Return what went wrong by class, the largest first, with examples of each."""
    classes: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.led:
            verdict = "right, but led by another" if outcome.verdict == "right" else outcome.verdict
            classes[f"{verdict}: {outcome.cause}"].append(outcome)
    lines = []
    for title, members in sorted(classes.items(), key=lambda item: -len(item[1])):
        lines.append(f"{len(members):5} {title}")
        step = max(1, len(members) // examples)
        lines += [_miss(outcome) for outcome in members[::step][:examples]]
    return "\n".join(lines)


def _miss(outcome: Outcome) -> str:
    case, answer = outcome.case, outcome.answer
    claim, got = case.figure.claim, answer.text.partition("\n")[0]
    subject = "/".join(filter(None, (claim.subject.indicator, claim.subject.part)))
    period = claim.period and f"{claim.period.start}..{claim.period.end}"
    wanted = (subject, claim.place, claim.kind, claim.base, period)
    value = number_text(claim.quantity, case.lang, sign=True)
    return (
        f"        ? {case.question}\n"
        f"          wanted {value} {' '.join(str(part) for part in wanted if part)}\n"
        f"          read {_read(answer.question)}\n"
        f"          got {answer.reason or ''} {plain(got)[:160]}"
    )


def _read(question: Question) -> str:
    subjects = ", ".join(
        "/".join(filter(None, (s.indicator, s.part, *s.words))) for s in question.subjects
    )
    periods = ", ".join(f"{p.start}..{p.end}" for p in question.periods)
    parts = (subjects, *question.places, "|".join(question.kinds), *question.bases, periods)
    return " ".join(part for part in parts if part)
