"""A question's words to what it asks: indicators, periods, bases, places."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.abbreviations import spelled_out
from bot.asked import (
    asked_direction,
    asked_extreme,
    asked_kinds,
    asked_measure,
    asked_parts,
    asked_sort,
    asked_top,
    asked_unit,
    asks_amount,
    asks_by_quarter,
    asks_exact_unit,
    asks_series,
    presumed_direction,
    unit_span,
)
from bot.following import follow
from bot.narrowing import read_unknown
from bot.subjects import named_indicators, read_subjects
from bot.tasks_asked import asked_task
from bot.types import Question, Turn
from lexicon.claims import Claim
from lexicon.diacritics import Restorer
from lexicon.indicators import indicators
from lexicon.marks import mark
from lexicon.periods import find_periods
from lexicon.phrases import Mention
from lexicon.places import VIETNAM, find_places
from lexicon.reading import read_claims
from lexicon.references import read_references
from lexicon.sentences import Span
from lexicon.subjects import Subject
from lexicon.text import Language, fold, has_diacritics, language_of, normalise, typed

T = TypeVar("T")

# Read over folded text, so that they hold with and without diacritics.
_WANTS_FIGURE = re.compile(
    r"\b(?:bao nhieu|may (?:phan tram|nghin|trieu|ty)|muc nao|the nao|ra sao|tang hay giam"
    r"|ty le|toc do|how (?:much|many|fast|big|large|high)|by what|rate|growth|change|rise or fall"
    r"|what (?:was|is|were|share|rate|percent)|percent|figure|value|total)\b"
)
_WANTS_PLACES = re.compile(
    r"\b(?:tinh|thanh pho|tinh thanh|dia phuong|noi|vung) nao\b|\bo dau\b|\b(?:nhung|cac) noi nao\b"
    r"|\b(?:\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:tinh|dia phuong|noi|tinh thanh)\b"
    r".*nhat\b"
    r"|\bwhich (?:\w+ )?(?:provinces?|cit(?:y|ies)|localit(?:y|ies)|regions?|places)\b"
    r"|\bwhere did\b.*\b(?:most|least|fastest|slowest|highest|lowest)\b"
)
_WANTS_PLAN = re.compile(
    r"\b(?:muc tieu|chi tieu|ke hoach|du bao|muon|nham toi|huong toi|ky vong|dat ra|de ra|phan dau"
    r"|du kien|targets?|plans?|forecasts?|goals?|hope[sd]?|aim(?:s|ed)?|set (?:itself|themselves)"
    r"|wants?)\b"
)
# What was done of a plan is no plan: "đạt bao nhiêu % kế hoạch", "giải ngân kế hoạch vốn".
_OF_A_PLAN = re.compile(
    r"(?:%|\bphan tram|\bgiai ngan) (?:cua |so voi )?(?:ke hoach|du toan|chi tieu)(?:, du toan)?"
    r"|\b(?:percent(?:age)?|share) of the (?:\w+ ){0,2}(?:plan|target)s?\b"
)
_ASKS_WHY = re.compile(
    r"^\W*(?:vì sao|tại sao|vi sao|tai sao|nguyên nhân nào (?:khiến|làm)(?: cho)?"
    r"|điều gì khiến|lý do gì khiến"
    r"|why (?:did|has|have|was|is|were)|what (?:caused|made|explains?|led to)(?: the)?|how come)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:so sanh|doi chieu|chenh lech|chenh nhau|dat canh nhau|compare|beside|side by side)\b"
)


def understand(
    text: str,
    *,
    history: Sequence[Turn] = (),
    today: date | None,
    restorer: Callable[[], Restorer] | None = None,
) -> Question:
    """Return what `text` asks.

    A follow-up inherits the indicator, period, base and place it leaves out from the question
    before it. A year left out is the newest that `today`, the newest day held, allows. `restorer`
    is called only for a question without diacritics.
    """
    if not history:
        return _read(text, today, restorer)
    earlier = understand(history[-1].question, history=history[:-1], today=today, restorer=restorer)
    if earlier.periods:  # "and February?" after January 2024 is February 2024
        today = date(earlier.periods[-1].end.year, 12, 31)
    return follow(_read(text, today, restorer), earlier)


def _read(text: str, today: date | None, restorer: Callable[[], Restorer] | None) -> Question:
    asked = _without_denied(_unquoted(typed(normalise(text)).replace("\n", " ")))
    language = language_of(asked)
    plain = language == "vi" and not has_diacritics(asked)
    if language == "vi":
        asked = spelled_out(asked, plain=plain)
    searched = _accented(restorer().restore(_accented(asked))) if plain and restorer else asked
    references = read_references(asked, today, language, borrow=True)
    mentions = references.periods
    compares = bool(_COMPARES.search(fold(asked)))
    if compares:  # both sides of a comparison are asked for
        mentions = find_periods(asked, anchor=today, language=language, borrow=True)
    named = named_indicators(searched, language, plain=plain)
    knows = restorer().knows if plain and restorer else None
    unknown = read_unknown(searched, named, language, plain=plain, knows=knows)
    masked = list(asked if language == "en" or plain else searched)
    for mention in mentions:
        masked[mention.start : mention.end] = " " * (mention.end - mention.start)
    return Question(
        text=asked,
        searched=searched,
        language=language,
        plain=plain,
        indicators=_most_specific(m.id for m in named),
        periods=tuple(dict.fromkeys(m.period for m in mentions)),
        bases=references.bases,
        places=_unique(
            m.id for m in find_places("".join(masked), language, plain=plain) if m.id != VIETNAM
        ),
        wants_figure=bool(_WANTS_FIGURE.search(fold(asked))),
        wants_places=bool(_WANTS_PLACES.search(fold(asked))),
        wants_plan=bool(_WANTS_PLAN.search(_OF_A_PLAN.sub(" ", fold(asked)))),
        subjects=read_subjects(searched, named, unknown, plain=plain) or _of_industry(asked),
        unknown=unknown.phrases if named else (),
        kinds=asked_kinds(_without_names(searched, named, language)),
        measure=asked_measure(asked),
        wants_amount=asks_amount(asked),
        exact_unit=asks_exact_unit(asked),
        unit=asked_unit(searched, language),
        extreme=asked_extreme(asked),
        top=asked_top(asked),
        wants_parts=asked_parts(asked),
        direction=asked_direction(asked),
        series=asks_series(asked),
        by_quarter=asks_by_quarter(asked),
        compares=compares,
        compared=references.compared,
        presumes=presumed_direction(asked),
        claims=_taken_for_granted(searched, today, language),
        sort=asked_sort(_without_names(searched, named, language)),
        task=asked_task(asked),
    )


def _unquoted(text: str) -> str:
    """Return a question without the quotation marks around all of it."""
    quoted = re.fullmatch(r"([\"'])\s?(.*\S)\s?\1", text)
    return quoted[2] if quoted and quoted[1] not in quoted[2] else text


_DENIED = re.compile(
    r"(?:[,;]\s*(?:ma |chu )?|\s+chu )khong phai\s[^?.!,;]*"
    r"|[,;]\s*(?:and |but )?not\s(?:the|its|their|by|how|in|a|as)\b[^?.!,;]*"
)


def _without_denied(text: str) -> str:
    """Return a question without what it says it does not ask: "…, không phải tăng bao nhiêu"."""
    denied = _DENIED.search(fold(text))
    return text if denied is None else f"{text[: denied.start()]}{text[denied.end() :]}"


_TELLS_GROWTH = re.compile(
    r"^(?:tang|giam|toc do|muc|lam phat|bien dong)\b|\b(?:growth|inflation|change|increase)$"
)


_INDUSTRY_GREW = re.compile(
    r"(?:^|[,;:?]|\b(?:nganh|nen|san xuat|thi|\d{4}))\s*cong nghiep(?! phu tro| ho tro| van hoa"
    r"| nang| nhe| moi truong)\b.{0,40}\b(?:tang|giam|sut|nhich)\b"
    r"|\bindustry (?:\w+ ){0,3}(?:grow|grew|expand|shrink|shrank|contract|fall|fell|rise|rose)"
)


def _of_industry(text: str) -> tuple[Subject, ...]:
    """Return industrial output where a question asks how industry grew or which branches did."""
    folded = fold(text)
    industrial = re.search(r"\bcong nghiep\b|\bindustr", folded)
    products = asked_parts(text) in ("product", "branch")
    grown = _INDUSTRY_GREW.search(folded)
    return (Subject(indicator="iip"),) if industrial and (products or grown) else ()


def _without_names(text: str, named: Sequence[Mention], language: Language) -> str:
    """Return a question without the names of its series, whose words are not what it asks.

    "Vốn đăng ký tăng thêm" asks for no growth, "tăng trưởng tín dụng" does. A unit asked for stays.
    """
    kept = list(text)
    first, last = unit_span(text, language)
    for mention in named:
        if not _TELLS_GROWTH.search(fold(text[mention.start : mention.end])):
            kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    kept[first:last] = text[first:last]
    return "".join(kept)


# What a question says and bulletins hardly do, which their spellings would put back wrongly.
_ASKING_WORDS = {
    "bao nhieu": "bao nhiêu", "la": "là", "cho hoi": "cho hỏi", "xin hoi": "xin hỏi",
    "the nao": "thế nào", "thi sao": "thì sao", "nhu the nao": "như thế nào", "tai": "tại",
    "may phan tram": "mấy phần trăm", "may ty": "mấy tỷ", "may trieu": "mấy triệu",
    "ty dong": "tỷ đồng", "trieu dong": "triệu đồng", "nghin dong": "nghìn đồng",
    "co may": "có mấy", "thu may": "thứ mấy", "cho biet": "cho biết", "ra sao": "ra sao",
    "du khach": "du khách", "thay doi": "thay đổi", "bien dong": "biến động", "cua": "của",
}  # fmt: skip
_PLAIN_ASKING = re.compile(
    r"(?<!van )\b(?:" + "|".join(sorted(_ASKING_WORDS, key=len, reverse=True)) + r")\b"
)


def _accented(text: str) -> str:
    """Return a question with the asking words' own spelling, whatever they were taken for."""
    spelled = list(text.lower())
    for match in _PLAIN_ASKING.finditer(fold(text)):
        spelled[match.start() : match.end()] = _ASKING_WORDS[match[0]]
    return "".join(spelled)


def _taken_for_granted(text: str, today: date | None, language: Language) -> tuple[Claim, ...]:
    """Return the changes a question states itself: "vì sao CPI tháng 3 tăng 5%?"."""
    stated = _ASKS_WHY.sub(lambda match: " " * len(match[0]), text)
    marks = mark(stated, today, language)
    if not marks.quantities:
        return ()
    whole = [Span(0, len(stated))]
    claims = read_claims(stated, whole, anchor=today, language=language, marks=[marks])
    return tuple(c for c in claims if c.kind and c.subject.resolved)


def _unique(ids: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(ids))


def _most_specific(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the indicators without the wholes of others: a branch's share asks for the branch."""
    named = _unique(ids)
    wholes = {indicators()[id].parent for id in named}
    return tuple(id for id in named if id not in wholes)
