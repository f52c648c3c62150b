"""Which words of a question narrow the series it names, and which only ask."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.asked import unit_span
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.periods import find_periods
from lexicon.phrases import Mention, Phrasebook
from lexicon.places import find_places
from lexicon.quantities import find_quantities
from lexicon.text import ENGLISH_WORDS, Language, fold, matching
from lexicon.wording import FILLER, verb_spans

_WORD = re.compile(r"[^\W_]+(?:[-.&'’/][^\W_]+)*")
# What a question says beside what bulletins say; none of it narrows what is measured.
_ASKING = Phrasebook(
    {
        "asking": [
            phrase.strip()
            for phrase in """
            bao nhiêu, thế nào, như thế nào, ra sao, là gì, gì, nào, mấy, bao nhiêu phần trăm, cho biết,
            cho tôi biết, cho hỏi, xin hỏi, hỏi, hãy cho biết, tăng hay giảm, hay, có tăng không, không,
            thứ mấy, đứng thứ mấy, đứng thứ, xếp thứ mấy, so sánh, chênh lệch, chênh nhau, khác nhau,
            em, anh, chị, anh/chị, mình, bên mình, bạn, ad, admin, cô, chú, ơi, giúp, nhờ, dùm, giùm, hộ, cần, cho em,
            hồi, chưa, có phải, phải không, đúng không, với ạ, vậy ạ, thế, nhỉ, nha, hả, khi, dồn, cộng dồn,
            tôi, muốn biết, vậy, thì sao, còn, sao, ạ, nhé, vừa qua, vừa rồi, gần nhất, mới nhất, hiện nay,
            việt nam, của việt nam, nước ta, trên cả nước, cả nước, toàn quốc, toàn ngành, tất cả, bằng, liệt kê,
            diễn biến, từng tháng, các tháng, qua các tháng, từng quý, các quý, con số, số liệu, số,
            được, ước, ước đạt, chỉ số, tốc độ, mức tăng, mức, tổng, tổng số, giá trị, kim ngạch, về lượng,
            về trị giá, theo, theo tháng, theo năm, thay đổi, biến động, diễn ra, xảy ra, đi lên, đi xuống,
            của cả nước, cao nhất, thấp nhất, mạnh nhất, nhiều nhất, ít nhất, lớn nhất, dẫn đầu, nhanh nhất,
            tỉnh nào, địa phương nào, thành phố nào, tỉnh, địa phương, những tỉnh nào, nơi nào, phần trăm,
            điểm phần trăm, đóng góp, đóng góp bao nhiêu, vào tăng trưởng chung, vào mức tăng chung, mức tăng chung,
            cho biết, đi, sang, vào, tới, bán sang, xuất sang, phần, tỷ phần, tỷ trọng, chiếm bao nhiêu phần,
            mục tiêu, chỉ tiêu, kế hoạch, dự báo, đặt ra, đề ra, nêu, được nêu, cái nào, cái, từng,
            lúc đầu, ban đầu, công bố, tính lại, sau khi tính lại, điều chỉnh, đánh giá lại, lại, lần đầu,
            người, tỷ, triệu, nghìn, đồng, usd, tỷ usd, tấn, đô la, lượt, dự án, doanh nghiệp mới, đón, đón được,
            những, các, tình hình, cụ thể, thực tế, tính đến, tính chung, lũy kế, ngày, tháng, quý, năm, cùng kỳ,
            là bao nhiêu, thu hút, thu hút được, thu hút bao nhiêu, có, có bao nhiêu, lần lượt, và, với, hơn, kém
            """.replace("\n", " ").split(",")
        ]
    }
)
_ENGLISH_ASKING = frozenset(
    "vietnam vietnam's vietnamese country percent percentage points point billion million thousand usd"
    " vnd dollars dong tonnes tons people tell figures stats statistics latest newest current year-on-year"
    " month-on-month annual annually yoy mom nationwide national whole overall headline official"
    " provinces province cities localities highest lowest most least fastest slowest top contribution"
    " contribute contributed contributions add added adding share accounted account firms"
    " compared compare versus difference between wide gap size big large fast combined together"
    " target targets plan plans forecast forecasts goal mentioned set subtract subtracted drag"
    " dragged revised originally initially month-by-month monthly quarterly each every path series"
    " make made take off off through preceding prior subtracted many much proportion part adds"
    " high low strong weak actually newly really then there"
    " move moved moving movement source sources market markets partner partners investor investors"
    " taken happened happen happens side happened? growing running".split()
)

# What stands before a series and makes another one of it: "lợi nhuận xuất khẩu", "số dự án FDI".
_MEASURED = Phrasebook(
    {
        "measured": [
            phrase.strip()
            for phrase in """
            giá, lượng, khối lượng, số lượng, tồn kho, tiêu thụ, lao động, việc làm, thu nhập, lương,
            lợi nhuận, chi phí, thuế, phí, nợ, nợ xấu, lãi suất, tỷ giá, dự án, số dự án, doanh nghiệp, công ty,
            tập đoàn, ngân hàng, hãng, nhà máy, hộ, diện tích, năng suất, đơn hàng, công suất, tai nạn, tàu,
            chuyến, thị phần, tỷ suất, hiệu quả, đơn giá, quy mô, nhu cầu, nguồn cung, hợp đồng, cổ phiếu,
            trái phiếu, hạn ngạch, giấy phép, chuỗi, sự cố, số vụ, số người, số ca
            """.replace("\n", " ").split(",")
        ]
    }
)
# Behind these a part is named, wherever they stand: "CPI tháng 3 của nhóm bút viết".
_OPENS = re.compile(
    r"\b(?:của|đối với|nhóm|ngành|mặt hàng|sản phẩm|loại|khu vực|lĩnh vực|riêng|từ|sang|tới|bằng|phân khúc|dòng)\s+$"
)
_OPENS_PLAIN = re.compile(
    r"\b(?:cua|doi voi|nhom|nganh|mat hang|san pham|loai|khu vuc|linh vuc|rieng|sang|bang|phan khuc)\s+$"
)
# Between a series and what narrows it.
_JOINS = re.compile(
    r"\s*(?:(?:của|về|cho|các|những|loại|nhóm|ngành|mặt hàng|hàng|và|từ|do|theo)\s+)*$"
)
_JOINS_PLAIN = re.compile(
    r"\s*(?:(?:cua|ve|cho|cac|nhung|loai|nhom|nganh|mat hang|hang|va|tu|do|theo)\s+)*$"
)
_JOINS_ENGLISH = re.compile(r"\s+(?:of|for|from|in|on|by)\s+(?:the\s+|all\s+|new\s+)*$")
_PREMODIFIES = re.compile(r"[\s-]+(?:and\s+)?$")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


class _Part(NamedTuple):
    """A stretch of a question: a series, something else that is known, or a word nothing knows."""

    start: int
    end: int
    type: str  # series, known, word


def narrowing_words(
    text: str,
    mentions: Sequence[Mention],
    language: Language,
    *,
    plain: bool = False,
    knows: Callable[[str], bool] | None = None,
) -> tuple[str, ...]:
    """Return the words that narrow the series a question names, in matching form.

    A word nothing is known of narrows a series where the language puts what narrows one: behind it
    or behind "của", "nhóm" in Vietnamese, before it or behind "of" in English. Names narrow it
    wherever they stand, as do, of a `plain` question, words that no bulletin has (`knows`).
    """
    form = matching(text)
    parts = _parts(text, form, mentions, language, plain)
    pick = _narrows_vietnamese if language == "vi" else _narrows_english
    glosses = {
        g.start: matching(g.wordings[0]) for g in (find_glosses(text) if language == "en" else ())
    }
    narrowing: list[_Part] = []
    for at, part in enumerate(parts):
        if part.type != "word":
            continue
        named = _is_name(text, part, plain, knows if plain else None)
        if named or part.start in glosses or pick(form, parts, at, narrowing, plain):
            narrowing.append(part)
    words = [form[part.start : part.end] for part in narrowing]
    if language == "vi":
        return tuple(words)
    translated = [glosses.get(p.start, w) for p, w in zip(narrowing, words, strict=True)]
    return tuple(word for word in translated if not _says_nothing(word))


def unknown_phrases(
    text: str, mentions: Sequence[Mention], language: Language, *, plain: bool = False
) -> tuple[str, ...]:
    """Return the runs of words that nothing is known of, in Vietnamese where a glossary has them."""
    form = matching(text)
    glosses = {
        g.start: matching(g.wordings[0]) for g in (find_glosses(text) if language == "en" else ())
    }
    phrases: list[list[str]] = []
    end = -2
    for part in _parts(text, form, mentions, language, plain):
        if part.type == "word":
            if part.start - end > 1:
                phrases.append([])
            phrases[-1].append(glosses.get(part.start, form[part.start : part.end]))
            end = part.end
    return tuple(" ".join(words) for words in phrases)


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
    return language == "en" and (word in ENGLISH_WORDS or word in _ENGLISH_ASKING)


def _is_name(
    text: str, part: _Part, plain: bool, knows: Callable[[str], bool] | None
) -> bool:
    """Tell whether a word is a proper name or, typed without diacritics, in no bulletin."""
    word = text[part.start : part.end]
    begins = not text[: part.start].strip() or text[: part.start].rstrip()[-1] in ".?!:"
    if word[:1].isupper() and not begins and text != text.upper():
        return True
    bare = fold(word)
    foreign = bare.isalpha() and len(bare) > 3 and not _SYLLABLE.fullmatch(bare)
    if knows is None:
        return False
    return foreign or not all(knows(syllable) for syllable in bare.split("-"))


def _narrows_vietnamese(
    form: str, parts: Sequence[_Part], at: int, narrowing: Sequence[_Part], plain: bool
) -> bool:
    part = parts[at]
    joins, opens = (_JOINS_PLAIN, _OPENS_PLAIN) if plain else (_JOINS, _OPENS)
    said = fold(form) if plain else form
    if opens.search(said[: part.start]):
        return True
    before = parts[at - 1] if at else None
    if before is not None and joins.fullmatch(said, before.end, part.start):
        if before.type == "series" or before in narrowing:
            return True
    return _measures_another(form, parts, at, plain)


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
    return any(
        m.start <= part.start < m.end for m in _MEASURED.find(form, plain=plain)
    )


def _narrows_english(
    form: str, parts: Sequence[_Part], at: int, narrowing: Sequence[_Part], plain: bool
) -> bool:
    first = last = at
    while first and parts[first - 1].type == "word":
        if not _PREMODIFIES.fullmatch(form, parts[first - 1].end, parts[first].start):
            break
        first -= 1
    before = parts[first - 1] if first else None
    if before is not None and (before.type == "series" or before in narrowing):
        if _JOINS_ENGLISH.fullmatch(form, before.end, parts[first].start):
            return True
    while last + 1 < len(parts) and parts[last + 1].type != "series":
        if not _PREMODIFIES.fullmatch(form, parts[last].end, parts[last + 1].start):
            return False
        last += 1
    behind = parts[last + 1] if last + 1 < len(parts) else None
    return behind is not None and bool(
        _PREMODIFIES.fullmatch(form, parts[last].end, behind.start)
    )


def _idle(text: str, language: Language, plain: bool) -> Iterator[tuple[int, int]]:
    """Yield where a question only asks; without diacritics as it was typed, not as restored."""
    books = [FILLER[language], _ASKING] if language == "vi" else [FILLER[language]]
    for book in books:
        for mention in book.find(text, plain=plain):
            if mention.id != "content":
                yield mention.start, mention.end


def _says_nothing(word: str) -> bool:
    """Tell whether the Vietnamese of an English word is filler: "high" is "cao"."""
    return all(at in _covered(word) for at in (0, len(word) - 1))


def _covered(word: str) -> set[int]:
    return {at for start, end in _idle(word, "vi", plain=False) for at in range(start, end)}
