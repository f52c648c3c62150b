"""Which ranked sentences can hold the figure a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asked import asks_what_was_said
from bot.causes import cause_strength
from bot.demands import demands_of
from bot.figures import covers
from bot.rank import Ranked
from bot.types import Question
from lexicon.claims import Claim
from lexicon.places import VIETNAM, places
from lexicon.quantities import MONEY
from lexicon.settling import fits
from lexicon.subjects import Subject, lineage
from lexicon.text import fold
from vectorstore.archive import Archive

_LOOKED_AT = 12  # ranked sentences; the figure asked for stands among the first or nowhere


# What a sentence must say to tell of what went the way asked for.
_WAYS = {
    "up": re.compile(
        r"\b(?:cao nhat|tang cao|dan dau|tang manh|dung dau|kha cao|tang kha|tang|lon nhat"
        r"|nhieu nhat)\b"
    ),
    "down": re.compile(r"\b(?:thap nhat|giam|tang thap|it nhat|cham nhat|di nguoc|di xuong)\b"),
}
# How a person or a decision is named.
_MARKS = {
    "person": re.compile(
        r"\b(?:[Ôô]ng|[Bb]à|[Bb]ộ trưởng|[Tt]hứ trưởng|[Cc]hủ tịch|[Tt]hủ tướng|[Gg]iám đốc"
        r"|[Cc]ục trưởng"
        r"|[Tt]ổng cục trưởng|[Tt]hống đốc|[Cc]huyên gia|TS|PGS|[Vv]ụ trưởng"
        r"|[Vv]iện trưởng)\b[^.]{0,40}\b[A-ZĐ]"
    ),
    "tally": re.compile(
        r"\d+/\d+|\b\d+ (?:tỉnh|địa phương|thành phố|nhóm|mặt hàng|ngành|sản phẩm|quốc gia"
        r"|nước|thị trường)\b"
    ),
    "decision": re.compile(
        r"\d+(?:/\d{4})?/[A-ZĐ]|\b(?:Luật|Nghị quyết|Nghị định|Chỉ thị|Công điện)\b"
    ),
}


def supporting(
    question: Question, ranked: Sequence[Ranked], archive: Archive
) -> tuple[Ranked, ...]:
    """Return the sentences that state a figure which may be the one asked for, best first.

    A figure whose period, base, place, kind or indicator was read as another one rules itself out;
    what could not be read of it speaks neither for nor against.
    """
    ranked = _demanded(question, ranked[:_LOOKED_AT])
    if question.task == "reason" and question.presumes:  # of that figure, in its own sentence
        ranked = [item for item in ranked if cause_strength(item.text)]
    if question.direction:
        ranked = [item for item in ranked if _goes(item, question)]
    if question.sort in _MARKS:
        ranked = [item for item in ranked if _MARKS[question.sort].search(item.text)]
    if question.sort == "figure" and question.wants_figure and not question.wants_places:
        ranked = [item for item in ranked if item.statement.figures]
    if question.wants_places:
        ranked = [item for item in ranked if _lists_places(item)]
    elif question.wants_parts:
        ranked = [item for item in ranked if _names_parts(item, question)]
    asks = question.kinds or question.wants_figure or question.bases or question.periods
    explains = question.task == "reason" and bool(question.presumes)
    figure = (question.sort == "figure" and asks) or explains
    if not question.subjects or not figure:
        return tuple(ranked)
    claims: dict[str, list[Claim]] = {}
    kept = []
    for item in ranked:
        source = item.hit.chunk.source.id
        if source not in claims:
            claims[source] = [figure.claim for figure in archive.figures_in(source)]
        inside = [c for c in claims[source] if c.sentence.start == item.statement.start]
        if not _names_series(item, question):
            inside = [claim for claim in inside if _is_named(claim.subject, question)]
        names_only = question.wants_places and not any(c.place for c in inside)
        if names_only or any(_may_answer(claim, question) for claim in inside):
            kept.append(item)
    return tuple(kept)


def _demanded(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences that hold the names and numbers of a question.

    Where it names somebody, what was said of its period goes first.
    """
    demands = demands_of(question)
    held = [
        item
        for item in ranked
        if demands.met_by(item.text, f"{item.hit.chunk.heading} {_beside(item)}")
    ]
    if demands.words and asks_what_was_said(question.text):  # who is named spoke in others too
        held = [_of_its_bulletin(item, question) for item in held]
        held.sort(key=lambda item: not (item.period_met and item.place_met))
    return held


def _of_its_bulletin(item: Ranked, question: Question) -> Ranked:
    """Return what somebody said as said of the period the whole bulletin is about."""
    about = item.hit.chunk.source.period
    of_it = about is not None and any(about.same_days(period) for period in question.periods)
    return replace(item, period_met=item.period_met or of_it)


def _goes(item: Ranked, question: Question) -> bool:
    """Tell whether a sentence tells of what rose most, or of what fell or rose least, as asked."""
    return bool(_WAYS[question.direction].search(fold(item.text)))


def _lists_places(item: Ranked) -> bool:
    return any(places()[id].kind in ("province", "city") for id in item.statement.places)


def _names_parts(item: Ranked, question: Question) -> bool:
    """Tell whether a sentence names countries or parts of the series asked for, not it alone."""
    if question.wants_parts == "country":
        return any(places()[id].kind == "country" and id != VIETNAM for id in item.statement.places)
    return not set(item.statement.indicators) <= set(question.indicators)


def _names_series(item: Ranked, question: Question) -> bool:
    """Tell whether a sentence or the one before names what is asked for, its whole or its part."""
    if any(subject.words for subject in question.subjects):
        return True  # its words were demanded of the sentence
    asked = {s.indicator or s.part for s in question.subjects} - {""}
    named = {*item.statement.indicators, *item.statement.inherited_indicators}
    of_named = {whole for id in named for whole in lineage(id)}
    of_asked = {whole for id in asked for whole in lineage(id)}
    return bool(of_asked & named or asked & of_named)


def _is_named(held: Subject, question: Question) -> bool:
    """Tell whether a figure was read as of a series asked for, not only as of its part."""
    asked = [s.indicator or s.part for s in question.subjects]
    return any(held.indicator in lineage(id) for id in asked if id)


def _beside(item: Ranked) -> str:
    """Return the title of a sentence's bulletin, which names what its sentences leave out."""
    return item.hit.chunk.source.title


def _may_answer(claim: Claim, question: Question) -> bool:
    bases = {base for base in question.bases if base not in ("average", "period")}
    return (
        any(_is_of(claim.subject, subject) for subject in question.subjects)
        and claim.kind != ""
        and (claim.period is None or _any_covers(claim, question))
        and (not question.kinds or claim.kind in question.kinds)
        and (not bases or claim.base in bases)
        and (not question.unit or claim.quantity.unit == question.unit)
        and _is_measured_so(claim, question)
        and (bases or not question.compared or claim.compared in question.compared)
        and (question.wants_places or _is_where(claim, question))
        and (question.wants_plan or claim.status not in ("target", "forecast"))
    )


def _is_measured_so(claim: Claim, question: Question) -> bool:
    """Tell whether a series asked for is measured in a sum's unit: petrol at home in no USD."""
    paid = claim.quantity.unit.split("/")[0] in MONEY
    asked = [s.indicator or s.part for s in question.subjects]
    return not paid or any(not id or fits(claim.quantity.unit, id) for id in asked)


def _is_where(claim: Claim, question: Question) -> bool:
    """Tell whether a figure is of the place asked for, or of a name that tells where by itself."""
    named = any(s.words and set(s.words) <= set(claim.subject.words) for s in question.subjects)
    return claim.place in (question.places or ("",)) or (named and not question.places)


def _is_of(held: Subject, asked: Subject) -> bool:
    """Tell whether what a figure measures may be the series asked for, its part included."""
    named = {id for id in (held.indicator, held.part) if id}
    return named <= {asked.indicator, asked.part} and (not asked.part or asked.part in named)


def _any_covers(claim: Claim, question: Question) -> bool:
    return not question.periods or any(covers(claim, period) for period in question.periods)
