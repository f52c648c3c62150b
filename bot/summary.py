"""A bulletin's summary: the sentences that carry it, word for word, each cited."""

from collections.abc import Callable, Sequence

from bot import phrasing
from bot.bulletins import find_bulletins, nearest_bulletin
from bot.excerpt import excerpt
from bot.figures import Finding, Reading
from bot.gist import choose, headlines, main_series
from bot.sentences import Sentence, read_sentences
from bot.tasks_asked import wants_last_cited, wants_newest
from bot.telling import Numbering, finding_lines
from bot.topics import topic_words
from bot.types import Answer, Question, Reason, Suggestion
from lexicon.messages import say
from lexicon.periods import Period
from lexicon.subjects import Subject
from lexicon.text import Language
from vectorstore.archive import Archive
from vectorstore.types import Figure, Source

_OFFERED = 3  # other bulletins that fit
_LINES = 6  # series told in English before the quotes
_READINGS = 3  # figures of one


def summarise(
    question: Question,
    archive: Archive,
    earlier: Callable[[], Answer | None],
    future: bool,
) -> Answer:
    """Return the summary of the bulletin a question means, or a refusal that names the nearest.

    `earlier` gives the answer before it, whose bulletin "this bulletin" is.
    """
    sources = _meant(question, archive, earlier)
    if not sources:
        return _refused(question, archive, "future" if future else "not-covered")
    sentences = read_sentences(sources[0], archive)
    main = main_series(sentences)
    return _told(question, sources, choose(sentences, main), main)


def _meant(
    question: Question, archive: Archive, earlier: Callable[[], Answer | None]
) -> tuple[Source, ...]:
    """Return the bulletin cited last where that is asked for, else those that fit."""
    of_last, unnamed = wants_last_cited(question.text), _names_nothing(question)
    if (of_last or unnamed) and (last := earlier()):
        return tuple({citation.source.id: citation.source for citation in last.citations}.values())
    return () if of_last and unnamed else find_bulletins(question, archive)


def _names_nothing(question: Question) -> bool:
    named = question.indicators or question.periods or question.places
    topics = topic_words(question.text, question.language)
    return not named and not topics and not wants_newest(question.text)


def _told(
    question: Question,
    sources: Sequence[Source],
    chosen: Sequence[Sentence],
    main: Sequence[str],
) -> Answer:
    language = question.language
    numbering = Numbering()
    for sentence in chosen:
        numbering.cite_sentence(sentence.source, sentence.span, sentence.text)
    told = _figure_lines(question, chosen, main, numbering) if language == "en" else []
    spans = {
        sentence.span.start: [
            (figure.claim.start - sentence.span.start, figure.claim.end - sentence.span.start)
            for figure in headlines(sentence, main)
        ]
        for sentence in chosen
    }
    quotes = [
        f"“{excerpt(citation.quote, sorted(spans[citation.start]))}” [{citation.number}]"
        for citation in numbering.citations
    ]
    others = sources[1 : 1 + _OFFERED]
    return numbering.answer(
        question,
        [lead(sources[0], language), *told, *quotes],
        lines=told,
        mode="passages",
        suggestions=[
            Suggestion(text=say("answer.ask-summary", language, title=other.title))
            for other in others
        ],
    )


def lead(source: Source, language: Language) -> str:
    """Return the line that names the bulletin an answer is taken from."""
    named = [source.publisher]
    named += [phrasing.day(source.published, language)] if source.published else []
    about = "".join(f", {part}" for part in named if part)
    return say("answer.summary-lead", language, title=source.title, about=about)


def _named(periods: Sequence[Period], language: Language) -> str:
    """Return the first of some periods; a day as such, on which a bulletin came out."""
    if not periods:
        return ""
    if periods[0].kind == "as-of":
        return say("answer.on-day", language, day=phrasing.day(periods[0].end, language))
    return phrasing.period(periods[0], language)


def _figure_lines(
    question: Question,
    chosen: Sequence[Sentence],
    main: Sequence[str],
    numbering: Numbering,
) -> list[str]:
    """Return the headline figures of the sentences in words, a line a series and period."""
    series: dict[tuple[Subject, str, Period], list[Figure]] = {}
    for sentence in chosen:
        for figure in sorted(headlines(sentence, main), key=lambda f: f.claim.start):
            claim = figure.claim
            if claim.complete and claim.period:
                key = (claim.subject, claim.place, claim.period)
                if not any(_is_same(figure, other) for other in series.setdefault(key, [])):
                    series[key].append(figure)
    ranked = sorted(series, key=lambda key: key[0].indicator not in main or bool(key[0].part))
    kept = set(ranked[:_LINES])
    lines: list[str] = []
    for (subject, place, period), figures in series.items():
        if (subject, place, period) in kept:
            readings = tuple(Reading(figure=figure) for figure in figures[:_READINGS])
            finding = Finding(subject=subject, place=place, period=period, readings=readings)
            lines += finding_lines(finding, question, numbering)
    return lines


def _is_same(first: Figure, second: Figure) -> bool:
    """Tell whether two figures of one series and period tell the same."""
    a, b = first.claim, second.claim
    return (a.kind, a.base, a.quantity.amount) == (b.kind, b.base, b.quantity.amount)


def _refused(question: Question, archive: Archive, reason: Reason) -> Answer:
    """Return a refusal that names the bulletin of the topic whose period is nearest."""
    language = question.language
    nearest = nearest_bulletin(question, archive)
    topic = phrasing.topic(question) or _named(question.periods, language)
    key = "answer.refusal-no-bulletin-of" if topic else "answer.refusal-no-bulletin"
    text = say(key, language, topic=topic) if topic else say(key, language)
    numbering = Numbering()
    suggestions: tuple[Suggestion, ...] = ()
    if nearest:
        first = read_sentences(nearest, archive)[0]
        numbering.cite_sentence(nearest, first.span, first.text)
        text += " " + say("answer.refusal-nearest", language, what=f"“{nearest.title}”")
        suggestions = (Suggestion(text=say("answer.ask-summary", language, title=nearest.title)),)
    return numbering.answer(
        question, [text], mode="passages", reason=reason, suggestions=suggestions
    )
