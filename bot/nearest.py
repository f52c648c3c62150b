"""What is held nearest to what was asked: named in a refusal, never passed off as the answer."""

from collections.abc import Sequence

from bot.types import Question
from lexicon.periods import Period
from lexicon.subjects import Subject
from vectorstore.archive import Archive
from vectorstore.types import Figure

_PLANNED = ("target", "forecast")


def find_nearest(question: Question, archive: Archive) -> Figure | None:
    """Return a figure of the series asked for that differs from what was asked in one thing.

    In its base or kind, else in its period, else in its place, else in what narrows it.
    """
    if not question.periods or not (question.subjects or question.indicators):
        return None
    subject = next(iter(question.subjects), Subject(indicator=(*question.indicators, "")[0]))
    held = [
        figure
        for figure in archive.figures([(subject.indicator, subject.part)])
        if figure.claim.period and figure.claim.kind and figure.claim.status not in _PLANNED
    ]
    asked, place = question.periods[0], next(iter(question.places), "")
    there = [figure for figure in held if figure.claim.place == place]
    named = question.bases or question.kinds or question.unit
    one = named and not (question.wants_places or question.wants_parts or question.extreme)
    same = [f for f in _of(asked, there) if not _is_asked(f, question)] if one else []
    if subject.words:
        same = _of(asked, there)
    for candidates in (same, _alike(asked, there), _of(asked, held)):
        if candidates:
            return min(
                candidates,
                key=lambda figure: (
                    figure.claim.kind not in question.kinds,
                    figure.claim.base not in question.bases,
                ),
            )
    return None


def _is_asked(figure: Figure, question: Question) -> bool:
    """Tell whether a figure is the very one asked for, which was refused for another reason."""
    claim = figure.claim
    return (
        bool(question.bases or question.kinds)
        and claim.subject in question.subjects
        and (not question.bases or claim.base in question.bases)
        and (not question.kinds or claim.kind in question.kinds)
        and (not question.unit or claim.quantity.unit == question.unit)
    )


def _of(asked: Period, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures for the period asked for."""
    return [f for f in figures if f.claim.period and f.claim.period.same_days(asked)]


def _alike(asked: Period, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures for the nearest period as long as the one asked for."""
    length = (asked.end - asked.start).days
    alike = [
        (abs((period.end - asked.end).days), figure)
        for figure in figures
        if (period := figure.claim.period)
        and not period.same_days(asked)
        and abs((period.end - period.start).days - length) <= 3
    ]
    nearest = min((distance for distance, _ in alike), default=None)
    return [figure for distance, figure in alike if distance == nearest]
