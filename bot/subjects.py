"""What the figures a question asks for would measure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.asked import unit_span
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.indicators import find_indicators, indicators
from lexicon.periods import find_periods
from lexicon.phrases import Mention, Phrasebook
from lexicon.places import find_places
from lexicon.quantities import find_quantities
from lexicon.subjects import Subject, family, is_branch, joined, lineage
from lexicon.text import ENGLISH_WORDS, Language, fold, matching, tokens
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


def named_indicators(text: str, language: Language, *, plain: bool = False) -> tuple[Mention, ...]:
    """Return the indicators a question names.

    Of a `plain` one, whose diacritics were put back, also what only the bare letters name; where
    both name something the longer stays, and of two as long the one with diacritics.
    """
    found = list(find_indicators(text, language))
    if not plain:
        return tuple(found)
    for bare in find_indicators(fold(text), plain=True):
        crossed = [m for m in found if m.start < bare.end and bare.start < m.end]
        if all(bare.end - bare.start > m.end - m.start for m in crossed):
            found = [m for m in found if m not in crossed] + [bare]
    return tuple(sorted(found))


def read_subjects(
    text: str, mentions: Sequence[Mention], language: Language, *, plain: bool = False
) -> tuple[Subject, ...]:
    """Return what the figures asked for would measure, one subject an indicator named.

    Words that nothing is known of narrow each of them: only figures that have them too will do.
    """
    if not mentions:
        return ()
    words = tuple(_unknown(text, mentions, language, plain))
    ids = list(dict.fromkeys(mention.id for mention in mentions))
    wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
    ids = [id for id in ids if id not in wholes]
    ids, words = _turned(ids, words, text, plain)
    if all(family(id) == "cpi" for id in ids):  # an index of prices: "nhóm hàng nào tăng giá"
        words = tuple(word for word in words if word != "giá")
    branches = [id for id in ids if is_branch(id)]
    others = [id for id in ids if not is_branch(id)]
    if branches and len(others) == 1:
        found = [joined(others[0], branch) for branch in branches]
    else:
        found = [Subject(indicator=id) for id in ids]
    return tuple(
        Subject(indicator=subject.indicator, part=subject.part, words=words) for subject in found
    )


def _turned(
    ids: list[str], words: tuple[str, ...], text: str, plain: bool
) -> tuple[list[str], tuple[str, ...]]:
    """Return the series that other words of a question turn the named ones into.

    "Foreign investment actually disbursed" is the realised one; the words then narrow no more.
    """
    form = f" {' '.join(tokens(fold(text) if plain else text))} "
    found = []
    for id in ids:
        turned = indicators()[id].turned
        said = {
            target: [w for w in wordings if f" {fold(w) if plain else matching(w)} " in form]
            for target, wordings in turned.items()
        }
        target = next((target for target, wordings in said.items() if wordings), id)
        used = {part for wordings in said.values() for w in wordings for part in tokens(w)}
        words = tuple(word for word in words if word not in used)
        found.append(target)
    return found, words


def _unknown(text: str, mentions: Sequence[Mention], language: Language, plain: bool) -> list[str]:
    """Return the words of a question that no catalogue knows and that carry a meaning."""
    form = matching(text)
    known = [(m.start, m.end) for m in mentions]
    known += [(m.start, m.end) for m in find_places(text, language)]
    known += [(p.start, p.end) for p in find_periods(text, anchor=date.max, language=language)]
    known += [(b.start, b.end) for b in find_bases(text, language)]
    known += [(q.start, q.end) for q in find_quantities(text, language)]
    known.append(unit_span(text, language))
    if language == "en":
        known += verb_spans(form, language)
    if plain:
        bare = fold(text)
        known += [(m.start, m.end) for m in find_places(bare, plain=True)]
        known += [(p.start, p.end) for p in find_periods(bare, anchor=date.max)]
    idle = list(_idle(text, language, plain))
    taken = {at for start, end in (*known, *idle) for at in range(start, end)}
    words = [m for m in _WORD.finditer(form) if m.start() not in taken and not m[0].isdigit()]
    if language == "vi":
        return [m[0] for m in words]
    glosses = {g.start: g.wordings[0] for g in find_glosses(text)}
    narrowing = [
        matching(glosses.get(m.start(), m[0]))
        for m in words
        if m[0] not in ENGLISH_WORDS and m[0] not in _ENGLISH_ASKING
    ]
    return [word for word in narrowing if not _says_nothing(word)]


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
