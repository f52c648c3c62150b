"""Why a figure went up or down, as the bulletins themselves say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.causes import cause_strength, effect_in, opens_with_cause
from bot.demands import demands_of
from bot.figures import Finding, Reading, covers, find_figures, newest_first, titled_series
from bot.sentences import Sentence, read_sentences
from bot.telling import Numbering, finding_lines
from bot.types import Answer, Direction, Question
from lexicon.grids import is_row
from lexicon.indicators import find_indicators
from lexicon.messages import say
from lexicon.references import reference_periods
from lexicon.subjects import Subject, lineage
from lexicon.text import fold, matching
from lexicon.wording import last_verb
from vectorstore.archive import Archive
from vectorstore.types import Figure

_READ = 6  # bulletins looked through
_QUOTED = 3  # sentences of the one that says most
_FOLLOWS = 0.6  # a further sentence must reach this share of the best one's worth
_OWN = 0.5  # more for the bulletin whose figure is told
_READINGS = 2  # figures told before the reasons
# "Vì sao giải ngân chậm" takes no direction for granted, but asks for a reason all the same.
_HOW = re.compile(
    r"\b(?:cham|thap|yeu|kem|cao|manh|nhanh|kha|lon|it|nhieu|slow|slowly|low|weak|high|strong"
    r"|fast|behind|poor|large|small|sluggish|lag\w*|chung lai|chung|but pha)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A sentence that gives a reason, and how surely it is the reason asked for."""

    sentence: Sentence
    worth: float


def explain(question: Question, archive: Archive) -> Answer | None:
    """Return the figure and the sentences that give its reason; a refusal that tells it if none do.

    None where the question asks the reason of no figure that is held.
    """
    first: Finding | None = None
    for finding in _asked_about(question, archive):
        if given := _reasons(question, finding, archive):
            return _told(question, finding, given)
        first = first or finding
    if first:
        return _unexplained(question, first)
    stated = _stated_only(question, archive)
    given = _reasons(question, stated, archive) if stated else ()
    return _told(question, stated, given) if stated and given else None


def _stated_only(question: Question, archive: Archive) -> Finding | None:
    """Return changes that no answer tells, since not all of them was read, but sentences state."""
    if not _names_one(question) or not question.periods or not question.presumes:
        return None
    (subject,), (period,) = question.subjects, question.periods
    place = next(iter(question.places), "")
    held = archive.figures(
        [(subject.indicator, subject.part)], periods=[period], place=place, complete=False
    )
    readings = tuple(
        Reading(figure=figure)
        for figure in held
        if figure.claim.kind in ("growth", "change")
        and covers(figure.claim, period)
        and _goes(figure, question.presumes)
    )
    found = Finding(subject=subject, place=place, period=period, readings=readings)
    return found if readings else None


def _names_one(question: Question) -> bool:
    """Tell whether a question asks about one series, and no more than one period."""
    about_one = len(question.subjects) == 1 and len(question.periods) <= 1
    return about_one and question.subjects[0].resolved


def _asked_about(question: Question, archive: Archive) -> Iterator[Finding]:
    """Yield what the reason may be asked of: changes that went the way the question says.

    Where it says none ("why is disbursement slow"), levels and shares too, and earlier periods.
    """
    if not _names_one(question):
        return
    unknown = [phrase for phrase in question.unknown if not _HOW.search(fold(phrase))]
    if not question.presumes and (unknown or not _HOW.search(fold(question.text))):
        return
    asked = replace(question, extreme="", series=False, wants_amount=False, unit="")
    changes = replace(asked, kinds=("growth", "change"))
    if question.presumes:
        found = _that_went(changes, archive)
        if not found and not question.periods:
            found = _newest_that_went(changes, archive)
        yield from found
        return
    told: list[Finding] = []
    for kinds in (changes.kinds, ()):
        told += find_figures(replace(asked, kinds=kinds), archive)
    if not question.periods:
        told += _earlier(asked, told, archive)
    yield from (replace(found, readings=found.readings[:_READINGS]) for found in told)


def _that_went(question: Question, archive: Archive) -> list[Finding]:
    """Return the findings with the readings that went the way a question says."""
    found = []
    for finding in find_figures(question, archive):
        readings = [r for r in finding.readings if _goes(r.figure, question.presumes)]
        if readings:
            found.append(replace(finding, readings=tuple(readings[:_READINGS])))
    return found


def _earlier(question: Question, told: Sequence[Finding], archive: Archive) -> Iterator[Finding]:
    """Yield the findings of the periods before the newest."""
    (subject,) = question.subjects
    place = next(iter(question.places), "")
    held = archive.figures([(subject.indicator, subject.part)], place=place)
    known = {finding.period for finding in told}
    for period in [p for p in newest_first(held) if p not in known][:_READ]:
        yield from find_figures(replace(question, periods=(period,), kinds=()), archive)


def _newest_that_went(question: Question, archive: Archive) -> list[Finding]:
    """Return the newest period in which the series went the way a question says."""
    (subject,) = question.subjects
    place = next(iter(question.places), "")
    held = archive.figures([(subject.indicator, subject.part)], place=place)
    went = [f for f in held if f.claim.kind in question.kinds and _goes(f, question.presumes)]
    for period in newest_first(went):
        if found := _that_went(replace(question, periods=(period,)), archive):
            return found
    return []


def _goes(figure: Figure, way: Direction) -> bool:
    value = figure.claim.quantity.value
    return not way or (value < 0 if way == "down" else value > 0)


def _reasons(question: Question, finding: Finding, archive: Archive) -> tuple[_Given, ...]:
    """Return the reasons of the bulletin that gives them best, in its order."""
    found: list[tuple[_Given, ...]] = []
    sources = {r.figure.source.id: r.figure.source for r in finding.readings}
    held = archive.figures(
        [(finding.subject.indicator, finding.subject.part)], periods=[finding.period]
    )
    for figure in held:
        if figure.source.place == finding.place:
            sources.setdefault(figure.source.id, figure.source)
    demands = demands_of(replace(question, unknown=()))  # names and numbers alone
    for source in list(sources.values())[:_READ]:
        given = [
            reason
            for reason in _given(read_sentences(source, archive), finding, question.presumes)
            if demands.met_by(reason.sentence.text, source.title)
        ]
        if given:
            own = source.id == finding.readings[0].figure.source.id
            given = [replace(r, worth=r.worth + (_OWN if own else 0.0)) for r in given]
            given.sort(key=lambda reason: -reason.worth)
            kept = [r for r in given[:_QUOTED] if r.worth >= _FOLLOWS * given[0].worth]
            found.append(tuple(kept))
    best = max(found, key=lambda given: given[0].worth, default=())
    return tuple(sorted(best, key=lambda reason: reason.sentence.span.start))


def _given(sentences: Sequence[Sentence], finding: Finding, way: Direction) -> Iterator[_Given]:
    """Yield the sentences of a bulletin that give a reason for what was found."""
    stating = [_states(sentence, finding, way) for sentence in sentences]
    for at, sentence in enumerate(sentences):
        if is_row(sentence.text):
            continue
        strength = cause_strength(sentence.text)
        if stating[at]:
            strength = _strength_beside(sentence, finding, way)
            about = 3.0
        else:
            about = _nearness(sentences, stating, at, finding, way)
        least = 1 if about >= 2 else 2
        if about and strength >= least:
            yield _Given(sentence=sentence, worth=about + 0.5 * strength)
        elif _adds(sentence, finding, way):
            yield _Given(sentence=sentence, worth=2.4 + 0.5 * strength)


def _nearness(
    sentences: Sequence[Sentence],
    stating: Sequence[bool],
    at: int,
    finding: Finding,
    way: Direction,
) -> float:
    """Return how surely a sentence that does not state the figure speaks of it; 0 not at all."""
    sentence = sentences[at]
    before = at > 0 and stating[at - 1] and _leads(sentences[at - 1], finding)
    behind = at + 1 < len(sentences) and stating[at + 1]
    together = behind and sentences[at + 1].paragraph == sentence.paragraph
    if before and opens_with_cause(sentence.text):
        return 3.0
    if _tells_another_time(sentence, finding):
        return 0.0
    titled = titled_series(sentence.source.title)
    about = finding.subject.indicator in titled and not finding.subject.part
    if about and at and cause_strength(sentence.text) == 3 and opens_with_cause(sentence.text):
        apart = _names_another(sentences[at - 1], finding.subject, whole=False)
        return 0.0 if apart or _tells_another_time(sentences[at - 1], finding) else 1.8
    if _speaks_of(sentence, finding, way):
        return 2.2
    if _names_another(sentence, finding.subject):
        part = any(_is_part(figure, finding) and _goes(figure, way) for figure in sentence.figures)
        return 1.2 if part else 0.0
    if before and sentences[at - 1].paragraph == sentence.paragraph:
        return 2.0
    if together:
        return 2.0
    return 1.8 if about and cause_strength(sentence.text) == 3 else 0.0


def _speaks_of(sentence: Sentence, finding: Finding, way: Direction) -> bool:
    """Tell whether a part of a sentence says why the series itself went that way."""
    if sentence.source.place != finding.place:
        return False
    asked = finding.subject.part or finding.subject.indicator
    for part in sentence.text.split(";"):
        effect = effect_in(part)
        if {mention.id for mention in find_indicators(effect)} == {asked}:
            verb, _ = last_verb(matching(effect), "vi", moved=True)
            if verb and (not way or verb == way):
                return True
    return False


def _tells_another_time(sentence: Sentence, finding: Finding) -> bool:
    """Tell whether all a sentence speaks of is of other periods."""
    told = [figure.claim for figure in sentence.figures if figure.claim.period]
    if told:
        return not any(covers(claim, finding.period) for claim in told)
    named = reference_periods(sentence.text, sentence.source.published)
    return bool(named) and not any(m.period.same_days(finding.period) for m in named)


def _leads(sentence: Sentence, finding: Finding) -> bool:
    """Tell whether the first figure of a sentence is of what was found: what follows is on it."""
    return bool(sentence.figures) and _is_asked(sentence.figures[0], finding)


def _states(sentence: Sentence, finding: Finding, way: Direction) -> bool:
    return any(_is_asked(figure, finding) and _goes(figure, way) for figure in sentence.figures)


def _is_asked(figure: Figure, finding: Finding) -> bool:
    claim = figure.claim
    same = (claim.subject.indicator, claim.subject.part, claim.place) == (
        finding.subject.indicator,
        finding.subject.part,
        finding.place,
    )
    return same and covers(claim, finding.period)


def _is_part(figure: Figure, finding: Finding) -> bool:
    """Tell whether a figure is of a part of what was found, for the same period."""
    subject = figure.claim.subject
    if not subject.indicator or not covers(figure.claim, finding.period):
        return False
    whole = finding.subject.indicator
    return whole in lineage(subject.indicator) and figure.claim.place == finding.place


def _adds(sentence: Sentence, finding: Finding, way: Direction) -> bool:
    """Tell whether a sentence says what a part of it added to, or took off, the whole."""
    return any(
        figure.claim.kind == "contribution" and _is_part(figure, finding) and _goes(figure, way)
        for figure in sentence.figures
    )


def _names_another(sentence: Sentence, subject: Subject, *, whole: bool = True) -> bool:
    """Tell whether a sentence speaks of another series than the one asked about.

    Its `whole` is none: what a part did to it is said of the part.
    """
    line = {*(lineage(subject.indicator) if whole else (subject.indicator,)), subject.part}
    named = {mention.id for mention in find_indicators(sentence.text)}
    stated = {f.claim.subject.indicator for f in sentence.figures if f.claim.subject.indicator}
    return bool((named | stated) - line)


def _strength_beside(sentence: Sentence, finding: Finding, way: Direction) -> int:
    """Return how strong a cause stands beside the figure, in the part between two semicolons."""
    begin, best = sentence.span.start, 0
    for figure in sentence.figures:
        if not (_is_asked(figure, finding) and _goes(figure, way)):
            continue
        at = figure.claim.start - begin
        start = sentence.text.rfind(";", 0, at) + 1
        end = sentence.text.find(";", at)
        part = sentence.text[start : end if end >= 0 else len(sentence.text)]
        best = max(best, cause_strength(part))
    return best


def _told(question: Question, finding: Finding, given: Sequence[_Given]) -> Answer:
    numbering = Numbering()
    whole = finding.readings[0].figure.claim.complete
    lines = finding_lines(finding, question, numbering) if whole else []
    quotes = []
    for reason in given:
        sentence = reason.sentence
        number = numbering.cite_sentence(sentence.source, sentence.span, sentence.text)
        quotes.append(f"“{sentence.text}” [{number}]")
    lines.append(say("answer.reasons-lead", question.language))
    return numbering.answer(question, [*lines, *quotes], lines=lines, mode="passages")


def _unexplained(question: Question, finding: Finding) -> Answer:
    """Return a refusal that tells the figure and that no bulletin gives its reason."""
    numbering = Numbering()
    stated = finding_lines(finding, question, numbering)[0]
    text = say("answer.refusal-no-reason", question.language, stated=stated)
    return numbering.answer(question, [text], reason="not-covered")
