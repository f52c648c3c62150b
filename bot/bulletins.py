"""Which bulletin a question means: by its series, period, place, publisher or title."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.figures import titled_series
from bot.tasks_asked import wants_newest
from bot.topics import topic_words
from bot.types import Question
from lexicon.periods import Period, find_periods
from lexicon.subjects import lineage
from lexicon.text import fold, tokens
from vectorstore.archive import Archive
from vectorstore.types import Figure, Source

_NEAR = 2  # a series and what it is a part of; a bulletin on more than that is one on other things
_LEAST_FIGURES = 3  # of a series, from which on a bulletin not named after it is about it too
_LEAST_SHARE = 0.2  # of all its figures
_LEAST_SAID = 2  # times a word stands in a bulletin that is about it
_LOOKED_THROUGH = 40  # newest bulletins read where no title fits
_SHORTEST_TITLE = 20  # characters from which on a title in a question can only be meant as one


Topics = Sequence[Sequence[str]]
"""Words named, each in any of its wordings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A bulletin with how well it fits: 3 by its title, 2 by what is near, 1 by its text."""

    source: Source
    topic: int
    period: int
    place: int

    @property
    def newness(self) -> tuple[date, date, str]:
        """What the newer of two bulletins has more of."""
        source = self.source
        ends = source.period.end if source.period else date.min
        return source.published or date.min, ends, source.id


def find_bulletins(question: Question, archive: Archive) -> tuple[Source, ...]:
    """Return the bulletins a question may mean, the likeliest first; none where none fits.

    Of those that fit alike the newest goes first; with nothing named that is the newest held.
    """
    sources = archive.sources()
    if titled := [source for source in sources if _is_titled(source, question.text)]:
        return tuple(titled)
    topics = _topics(question)
    open_ = [s for s in sources if not question.periods or _period_fit(s, question.periods)]
    fits = _fitting(question, topics, open_, None) or _fitting(
        question, topics, open_[:_LOOKED_THROUGH], archive
    )
    fits.sort(key=lambda fit: fit.newness, reverse=True)
    if wants_newest(question.text):
        fits.sort(key=lambda fit: -fit.place)
    else:
        fits.sort(key=lambda fit: (-fit.period, -fit.place, -fit.topic))
    return tuple(fit.source for fit in fits)


def nearest_bulletin(question: Question, archive: Archive) -> Source | None:
    """Return the bulletin of the topic asked for whose period is nearest, None where none is."""
    topics = _topics(question)
    if not question.periods or not (question.indicators or question.places or topics):
        return None
    fits = _fitting(replace(question, periods=()), topics, archive.sources(), None)
    asked = question.periods[0].end
    fits.sort(key=lambda fit: (-fit.place, abs((_day(fit.source) - asked).days)))
    return fits[0].source if fits else None


def _day(source: Source) -> date:
    return source.period.end if source.period else source.published or date.min


def _topics(question: Question) -> Topics:
    return topic_words(question.text, question.language)


def _is_titled(source: Source, text: str) -> bool:
    title = fold(source.title)
    return len(title) >= _SHORTEST_TITLE and title in fold(text)


def _fitting(
    question: Question,
    topics: Topics,
    sources: Sequence[Source],
    archive: Archive | None,
) -> list[Fit]:
    """Return the bulletins that fit what a question names by their titles.

    With an archive also by what their texts say, which takes reading them.
    """
    found = []
    for source in sources:
        place = _place_fit(source, question)
        if place is None:
            continue
        if topic := _topic_fit(source, question.indicators, topics, archive):
            period = _period_fit(source, question.periods)
            found.append(Fit(source=source, topic=topic, period=period, place=place))
    return found


def _place_fit(source: Source, question: Question) -> int | None:
    if not question.places:
        return 0 if source.place else 1  # the country is meant
    return 1 if source.place in question.places else None


def _period_fit(source: Source, asked: Sequence[Period]) -> int:
    """Return 3 for the bulletin's own period, 2 for one that ends with it, 1 for one around it."""
    best = 0
    for period in asked:
        if period.kind == "as-of" and source.published == period.end:
            return 3
        titled = [m.period for m in find_periods(source.title, anchor=source.published)]
        own = [source.period, *titled] if source.period else titled
        if any(period.same_days(p) for p in own):
            return 3
        ends = any(period.nearly(p) or period.end == p.end for p in own)
        inside = period.kind == "year" and any(_within(p, period) for p in own)
        appeared = not own and source.published and period.start <= source.published <= period.end
        best = max(best, 2 if ends else 1 if inside or appeared else 0)
    return best


def _within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _topic_fit(
    source: Source, indicators: Sequence[str], topics: Topics, archive: Archive | None
) -> int:
    """Return how well a bulletin is about every series and word named; 3 where none is."""
    worths = [3]
    if topics:
        named = _said(f"{source.title} {source.publisher} {source.file.rsplit('.', 1)[0]}")
        said = _said(archive.text(source.id)) if archive else ""
        worths += [_titled_words(named, words) or _told_words(said, words) for words in topics]
    if indicators and all(worths):
        figures = archive.figures_in(source.id) if archive else ()
        worths += [_titled(source, id) or _told_series(figures, id) for id in indicators]
    return min(worths)


def _titled(source: Source, id: str) -> int:
    titled = titled_series(source.title)
    if id in titled:
        return 3
    near = any(id in lineage(other) or other in lineage(id)[:_NEAR] for other in titled)
    return 2 if near else 0


def _told_series(figures: Sequence[Figure], id: str) -> int:
    ids = [f.claim.subject.indicator for f in figures if f.claim.complete]
    told = sum(id in lineage(other) for other in ids)
    return 1 if told >= max(_LEAST_FIGURES, _LEAST_SHARE * len(ids)) else 0


def _titled_words(named: str, wordings: Sequence[str]) -> int:
    return 3 if any(f" {wording} " in named for wording in wordings) else 0


def _told_words(said: str, wordings: Sequence[str]) -> int:
    told = max(said.count(f" {wording} ") for wording in wordings)
    return 1 if told >= _LEAST_SAID else 0


def _said(text: str) -> str:
    return f" {' '.join(tokens(fold(text).replace('-', ' ').replace('_', ' ')))} "
