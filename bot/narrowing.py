"""Which words of a question narrow the series it names, and which only ask."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.asked import unit_span
from bot.asking import ASKING, ENGLISH_ASKING, MEASURED
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.periods import find_periods
from lexicon.phrases import Mention
from lexicon.places import find_places
from lexicon.quantities import find_quantities
from lexicon.text import ENGLISH_WORDS, Language, fold, matching
from lexicon.wording import FILLER, verb_spans

_WORD = re.compile(r"[^\W_]+(?:[-.&'’/][^\W_]+)*")

# Behind these a part is named, wherever they stand: "CPI tháng 3 của nhóm bút viết".
_OPENS = re.compile(
    r"\b(?:của|đối với|nhóm|ngành|mặt hàng|sản phẩm|loại|khu vực|lĩnh vực|riêng|từ|sang|tới|vào"
    r"|bằng|phân khúc|dòng)\s+$"
)
# "Từ", "tới" and "dòng" are other words too without diacritics.
_OPENS_PLAIN = re.compile(
    r"\b(?:cua|doi voi|nhom|nganh|mat hang|san pham|loai|khu vuc|linh vuc|rieng|sang|vao|bang"
    r"|phan khuc)\s+$"
)
# Between a series and what narrows it.
_JOINS = re.compile(
    r"\s*(?:(?:của|về|cho|các|những|loại|nhóm|ngành|mặt hàng|hàng|và|từ|do|theo)\s+)*$"
)
_JOINS_PLAIN = re.compile(fold(_JOINS.pattern))
_JOINS_ENGLISH = re.compile(r"\s+(?:of|for|from|in|on|by)\s+(?:the\s+|all\s+|new\s+)*$")
_PREMODIFIES = re.compile(r"(?:\s+|-)(?:and\s+)?$")
# Verbs whose object is what is traded or made.
_TRANSITIVE = re.compile(
    r"\b(?:export|import|sell|buy|ship|purchas|mak|produc|carry|haul)(?:e|es|s|ing|ed)?$"
    r"|\b(?:sold|bought|made|carried|shipped|shipping)$"
)
_HOLIDAY = re.compile(
    r"(?:dịp|kỳ|nghỉ|lễ|tết|nguyên|đán|âm|lịch|dip|ky|nghi|le|tet|nguyen|dan|am|lich"
    r"|lunar|new|year|holidays?|festival|tet)"
)
# Who is behind, or before, such words has told the figure and narrows nothing.
_TOLD_BY = re.compile(r"\b(?:theo|according to|as reported by)\s+(?:the\s+)?$")
_TELLS = re.compile(
    r"\s+(?:nói|cho biết|cho hay|công bố|ước tính|thống kê)\b"
    r"|\s+(?:says|said|reports|reported|estimates|put)\b"
    r"|(?:'s|’s)\s+(?:report|estimate|figures|data|count)\b"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


class _Part(NamedTuple):
    """A stretch of a question: a series, something else that is known, or a word nothing knows."""

    start: int
    end: int
    type: str  # series, known, word


class Unknown(NamedTuple):
    """What a question says that no catalogue knows, in Vietnamese where a glossary has it.

    `narrowing` are the words that narrow its series, `phrases` all runs of such words.
    """

    narrowing: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def read_unknown(
    text: str,
    mentions: Sequence[Mention],
    language: Language,
    *,
    plain: bool = False,
    knows: Callable[[str], bool] | None = None,
) -> Unknown:
    """Return the words of a question that nothing is known of, in matching form.

    Such a word narrows a series where the language puts what narrows one: behind it or behind
    "của", "nhóm" in Vietnamese, before it or behind "of" in English. Names narrow it wherever they
    stand, as do, of a `plain` question, words that no bulletin has (`knows`).
    """
    form = matching(text)
    parts = _parts(text, form, mentions, language, plain)
    pick = _narrows_vietnamese if language == "vi" else _narrows_english
    glossed = find_glosses(text) if language == "en" else ()
    glosses = {gloss.start: matching(gloss.wordings[0]) for gloss in glossed}
    narrowing: list[_Part] = []
    phrases: list[list[str]] = []
    end = -2
    dated = any(_HOLIDAY.fullmatch(form[p.start : p.end]) for p in parts) and _names_days(
        text, language
    )
    inside = {i for gloss in glossed for i in range(gloss.start + 1, gloss.end)}
    for at, part in enumerate(parts):
        if part.type != "word" or part.start in inside or _is_source(form, parts, at):
            continue
        if dated and _HOLIDAY.fullmatch(form[part.start : part.end]):
            continue  # the days asked for say it
        if part.start - end > 1:
            phrases.append([])
        phrases[-1].append(glosses.get(part.start, form[part.start : part.end]))
        end = part.end
        named = _is_name(text, part, language, knows if plain else None)
        within = _inside_wording(parts, at, mentions) and not _is_participle(form, part, language)
        if within or _is_object(form, parts, at):
            named = True
        if named or part.start in glosses or pick(form, parts, at, narrowing, plain):
            narrowing.append(part)
    words = tuple(glosses.get(part.start, form[part.start : part.end]) for part in narrowing)
    if language == "en":
        words = tuple(word for word in words if not _says_nothing(word))
    return Unknown(words, tuple(" ".join(phrase) for phrase in phrases))


def _names_days(text: str, language: Language) -> bool:
    """Tell whether a question names days, which say what a holiday's name does."""
    found = find_periods(text, anchor=date.max, language=language)
    return any(mention.period.kind == "range" for mention in found)


def _is_source(form: str, parts: Sequence[_Part], at: int) -> bool:
    """Tell whether a word names who told a figure: "theo Vasep", "according to the WTO"."""
    first = last = at
    while (
        first and parts[first - 1].type == "word" and parts[first].start - parts[first - 1].end == 1
    ):
        first -= 1
    while (
        last + 1 < len(parts)
        and parts[last + 1].type == "word"
        and parts[last + 1].start - parts[last].end == 1
    ):
        last += 1
    if _TOLD_BY.search(form[: parts[first].start]):
        return True
    return any(_TELLS.match(form, part.end) for part in parts[at : last + 1]) or bool(
        _TELLS.match(f" {form[parts[at].start : parts[at].end]}")
    )


def _is_participle(form: str, part: _Part, language: Language) -> bool:
    """Tell whether an English word in a wording's gap is its verb: "passengers passing … by"."""
    return language == "en" and form[part.start : part.end].endswith(("ing", "ed"))


def _inside_wording(parts: Sequence[_Part], at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a word stands in the gap of a wording: "bán … sang" around "mật ong"."""
    ids = {mention.start: mention.id for mention in mentions}
    before = next((p for p in reversed(parts[:at]) if p.type == "series"), None)
    behind = next((p for p in parts[at:] if p.type == "series"), None)
    if before is None or behind is None:
        return False
    return ids.get(before.start) == ids.get(behind.start)


def _is_object(form: str, parts: Sequence[_Part], at: int) -> bool:
    """Tell whether a word is what the verb of a wording is about: "earn from exporting honey"."""
    before = parts[at - 1] if at else None
    if before is None or before.type != "series" or parts[at].start - before.end > 1:
        return False
    return bool(_TRANSITIVE.search(form[before.start : before.end]))


def _parts(
    text: str, form: str, mentions: Sequence[Mention], language: Language, plain: bool
) -> list[_Part]:
    """Return what stands in a question, in order; what only asks is left out."""
    series = [_Part(m.start, m.end, "series") for m in mentions]
    spans = [(m.start, m.end) for m in find_places(text, language)]
    spans += [(p.start, p.end) for p in find_periods(text, anchor=date.max, language=language)]
    spans += [(b.start, b.end) for b in find_bases(text, language)]
    spans += [(q.start, q.end) for q in find_quantities(text, language)]
    spans.append(unit_span(text, language))
    if plain:
        bare = fold(text)
        spans += [(m.start, m.end) for m in find_places(bare, plain=True)]
        spans += [(p.start, p.end) for p in find_periods(bare, anchor=date.max)]
    idle = list(_idle(text, language, plain))
    if language == "en":
        idle += verb_spans(form, language)
    known = [_Part(a, b, "known") for a, b in spans if a < b]
    taken = {at for part in (*series, *known) for at in range(part.start, part.end)}
    taken |= {at for a, b in idle for at in range(a, b)}
    words = [
        _Part(m.start(), m.end(), "word")
        for m in _WORD.finditer(form)
        if m.start() not in taken and not m[0].isdigit() and not _only_asks(m[0], language)
    ]
    return sorted([*series, *known, *words])


def _only_asks(word: str, language: Language) -> bool:
    return language == "en" and (word in ENGLISH_WORDS or word in ENGLISH_ASKING)


def _is_name(
    text: str, part: _Part, language: Language, knows: Callable[[str], bool] | None
) -> bool:
    """Tell whether a word is a name, foreign or, typed without diacritics, in no bulletin."""
    vietnamese = language == "vi"
    word = text[part.start : part.end]
    begins = not text[: part.start].strip() or text[: part.start].rstrip()[-1] in ".?!:"
    bare = fold(word)
    foreign = bare.isalpha() and len(bare) > 3 and not _SYLLABLE.fullmatch(bare)
    if word[:1].isupper() and (not begins or (foreign and vietnamese)) and text != text.upper():
        return True
    if knows is None:
        return foreign and vietnamese
    return foreign or not all(knows(syllable) for syllable in bare.split("-"))


def _narrows_vietnamese(
    form: str, parts: Sequence[_Part], at: int, narrowing: Sequence[_Part], plain: bool
) -> bool:
    part = parts[at]
    joins, opens = (_JOINS_PLAIN, _OPENS_PLAIN) if plain else (_JOINS, _OPENS)
    said = fold(form) if plain else form
    if _explained(form, parts, at):
        return False
    if opens.search(said[: part.start]):
        return True
    before = parts[at - 1] if at else None
    joined = before is not None and joins.fullmatch(said, before.end, part.start)
    if before is not None and joined and (before.type == "series" or before in narrowing):
        return True
    return _measures_another(form, parts, at, plain)


def _explained(form: str, parts: Sequence[_Part], at: int) -> bool:
    """Tell whether the series itself follows in brackets: "ngành mỏ (khai khoáng)"."""
    behind = next((part for part in parts[at + 1 :] if part.type != "word"), None)
    return behind is not None and behind.type == "series" and form[: behind.start].endswith("(")


def _measures_another(form: str, parts: Sequence[_Part], at: int, plain: bool) -> bool:
    """Tell whether a word belongs to what stands before a series and makes another of it."""
    last = at
    while last + 1 < len(parts) and parts[last + 1].type == "word":
        last += 1
    behind = parts[last + 1] if last + 1 < len(parts) else None
    joined = behind is not None and behind.type == "series"
    gap = form[parts[last].end : behind.start].strip() if behind else ""
    if not joined or gap not in ("", "của", "cua"):
        return False
    part = parts[at]
    return any(m.start <= part.start < m.end for m in MEASURED.find(form, plain=plain))


def _narrows_english(
    form: str, parts: Sequence[_Part], at: int, narrowing: Sequence[_Part], plain: bool
) -> bool:
    first = last = at
    while first and parts[first - 1].type == "word":
        if not _PREMODIFIES.fullmatch(form, parts[first - 1].end, parts[first].start):
            break
        first -= 1
    before = parts[first - 1] if first else None
    joined = before is not None and _JOINS_ENGLISH.fullmatch(form, before.end, parts[first].start)
    if before is not None and joined and (before.type == "series" or before in narrowing):
        return True
    told = any(part.type == "series" for part in parts[:first])
    if told and form[: parts[first].start].endswith(" of "):
        return True  # "exports in April of drones"
    while last + 1 < len(parts) and parts[last + 1].type != "series":
        if not _PREMODIFIES.fullmatch(form, parts[last].end, parts[last + 1].start):
            return False
        last += 1
    behind = parts[last + 1] if last + 1 < len(parts) else None
    return behind is not None and bool(_PREMODIFIES.fullmatch(form, parts[last].end, behind.start))


def _idle(text: str, language: Language, plain: bool) -> Iterator[tuple[int, int]]:
    """Yield where a question only asks; without diacritics as it was typed, not as restored."""
    books = [FILLER[language], ASKING] if language == "vi" else [FILLER[language]]
    for book in books:
        for mention in book.find(text, plain=plain):
            if mention.id != "content":
                yield mention.start, mention.end


def _says_nothing(word: str) -> bool:
    """Tell whether the Vietnamese of an English word is filler: "high" is "cao"."""
    return all(at in _covered(word) for at in (0, len(word) - 1))


def _covered(word: str) -> set[int]:
    return {at for start, end in _idle(word, "vi", plain=False) for at in range(start, end)}
