"""What a sentence says beside what is looked up in it: words of its own, rises without a figure."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.indicators import find_indicators
from lexicon.periods import find_periods
from lexicon.phrases import Phrasebook
from lexicon.sentences import Span
from lexicon.text import Language, fold, matching, token_matches
from lexicon.wording import moves_in

# Words that tell what was measured and that it was; none of them judges, denies or ranks.
_NEUTRAL: dict[Language, str] = {
    "vi": """
        đạt, đạt mức, tăng, giảm, tăng thêm, cao hơn, thấp hơn, nhiều hơn, ít hơn, so với, so, là,
        ở, mức, ở mức, với, và, của, trong, vào, tại, cho, về, đã, được, có, cũng, còn, thì, lần
        lượt, tương ứng, tổng, tổng cộng, tổng số, kim ngạch, tổng kim ngạch, trị giá, giá trị, con
        số, con số này, số, cả nước, toàn quốc, việt nam, nước ta, tính, tính chung, tính đến, tính
        riêng, đến, hết, đến hết, lũy kế, luỹ kế, cộng dồn, trong đó, riêng, cụ thể, theo bản tin,
        theo các bản tin, theo báo cáo, bản tin, mức tăng, mức giảm, tốc độ, tốc độ tăng, tốc độ
        tăng trưởng, tăng trưởng, trong khi, trong khi đó, đồng thời, ngoài ra, bên cạnh đó, tuy
        nhiên, nhưng, này, đó, chỉ số này, ghi nhận, chiếm, góp, đóng góp, phần trăm, năm, tháng,
        quý, kỳ, nếu so với, nếu so, như sau, nhóm, ngành, khu vực, hàng hóa, hàng hoá, mặt hàng,
        tỉnh, thành phố, chỉ số, tỷ lệ, tỷ trọng, khoảng, chừng, xấp xỉ, gần, hơn, trên, dưới
    """,
    "en": """
        the, a, an, of, in, on, at, to, for, and, with, from, by, as of, was, were, is, are, be,
        been, has, have, had, it, its, this, that, which, while, also, there, up, down, higher,
        lower, more, less, than, compared, compared with, compared to, versus, against, total,
        respectively, overall, value, worth, valued, reached, stood, stood at, amounted, totalled,
        totaled,
        came, recorded, posted, showed, saw, percent, per cent, percentage, percentage points,
        point, points, year, month, quarter, period, year-on-year, vietnam, vietnam's, vietnamese,
        viet nam, country, country's, nationwide, national, whole, index, rate, level, change,
        changed, figure, number, growth, meanwhile, however, in addition, additionally, during,
        over, within, s, accounted, accounting, made, makes, making, share, contributed,
        contributing, contribution, sector, group, goods, province, city, according to the bulletin,
        according to the bulletins, according to the report, bulletin, the bulletin reports,
        about, around, approximately, nearly
    """,
}
_BOOKS = {
    language: Phrasebook({"neutral": [" ".join(w.split()) for w in text.split(",")]})
    for language, text in _NEUTRAL.items()
}
# Words that take back what they stand with; no sentence is told with one its source has not.
_TURNING: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:không|chưa|chẳng|chả|đừng|suýt|nếu(?! (?:so|tính)\b)|giả sử|lẽ ra|đáng lẽ|trừ khi"
        r"|ngoại trừ|trái với)\b"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|neither|nor|without|hardly|barely|if|unless|except"
        r"|excluding|instead|fail(?:s|ed|ing)?|\w+n['’]t)\b"
    ),
}
_CAUSE: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<!tự )\b(?:do(?! đó)|vì|bởi|nhờ|khiến|làm(?! việc)|đưa|kéo|đẩy|nguyên nhân|dẫn đến"
        r"|tác động|ảnh hưởng|góp phần|nên|giúp|theo(?= (?:giá|đà|xu hướng|thế giới)))\b"
    ),
    "en": re.compile(
        r"\b(?:because|due to|owing to|thanks to|driven by|drove|caused?|causing|as a result"
        r"|result(?:ed|ing)?|led (?:by|to)|leading|amid|since|after|following|on the back of"
        r"|attribut\w+|reflect\w*|help(?:ed|ing)|boost\w*|push\w*|pull\w*|drag\w*)\b"
    ),
}
_CLAUSE = re.compile(
    r"[,;:–—()](?=\s|$)|\s\(|\b(?:và|nhưng|còn|trong khi|do|vì|bởi|nhờ|khiến|and|but|while|whereas"
    r"|although|though|because|due to|thanks to|amid|after|following)\b"
)
# Who says it: no sentence is put into a mouth.
_REPORTING: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:cho (?:rằng|biết|hay|thấy)|nói(?: rằng)?|nhận (?:định|xét)|khẳng định|cảnh báo"
        r"|tuyên bố|đánh giá|thừa nhận|phát biểu|nhấn mạnh|bày tỏ|lưu ý|chỉ trích|giải thích"
        r"|trả lời|tiết lộ|phân tích|thông tin)\b"
    ),
    "en": re.compile(
        r"\b(?:sa(?:id|ys?|ying)|warn(?:s|ed|ing)?|claim(?:s|ed|ing)?|admit(?:s|ted)?|argu(?:es?|ed)"
        r"|believ(?:es?|ed)|think|thinks|thought|declar(?:es?|ed)|announc(?:es?|ed)|insist(?:s|ed)?"
        r"|explain(?:s|ed)?|stress(?:es|ed)|not(?:es|ed)|told|tells?|predict(?:s|ed)?)\b"
    ),
}
# A question is not answered with yes or no: what is cited may not know what it supposes.
_ASSENT = re.compile(
    r"^\W*(?:có|đúng|phải|vâng|dạ|không|chưa|yes|no|indeed|correct|true|right)(?: vậy)?"
    r"\s*[,.;:!–—-]"
)
_COMPARING: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|mạnh|yếu|tốt|kém|đắt|rẻ) hơn\b|\bnhất\b"
        r"|\bvượt\b|\b(?:đứng|dẫn|hàng) đầu\b|\bkỷ lục\b"
    ),
    "en": re.compile(
        r"\b(?:most|least|best|worst|record|(?:high|low|larg|bigg|small|fast|slow|strong|weak|steep"
        r"|great|short|long)est|leading|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outpac\w+)\b"
        r"|\b(?:more|less|fewer|\w+er) than\b"
    ),
}
_LEANING = {"lên": "up", "xuống": "down"}  # verbs that also say where something stands
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[.!?] |[“\"])\W*$")
_LETTERS = re.compile(r"[^\W\d_]")


def turns(text: str, language: Language) -> bool:
    """Tell whether a text denies something or makes it depend."""
    return bool(_TURNING[language].search(matching(text)))


def compares(text: str, language: Language) -> bool:
    """Tell whether a text ranks things or says that one is more than another."""
    return bool(_COMPARING[language].search(matching(text)))


def directions(text: str, language: Language) -> frozenset[str]:
    """Return which ways a text has anything go, up and down."""
    moved = {verb for _, _, verb in moves_in(matching(text), language)}
    leaning = {
        _LEANING[match[0]] for match in token_matches(matching(text)) if match[0] in _LEANING
    }
    return frozenset(moved | leaning)


def translated(said: str, told: str) -> list[tuple[int, int]]:
    """Return the words and phrases of an English sentence that stand in `told` in Vietnamese."""
    form = matching(told)
    return [
        (gloss.start, gloss.end)
        for gloss in find_glosses(said)
        if any(re.search(rf"\b{re.escape(matching(w))}\b", form) for w in gloss.wordings)
    ]


def asks_or_assents(said: str) -> bool:
    """Tell whether a sentence asks something, or begins with a yes or a no."""
    return "?" in said or bool(_ASSENT.search(matching(said)))


def invents_speaker(said: str, told: str, language: Language) -> bool:
    """Tell whether a sentence has something said by someone where what is told has not."""
    if not _REPORTING[language].search(matching(said)):
        return False
    return not _REPORTING["vi"].search(matching(told))


def names(said: str) -> frozenset[str]:
    """Return the words of a sentence that are written as names, folded; no series is one."""
    return frozenset(fold(said[start:end]) for start, end in _names(said))


def _names(said: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a capital; of those that begin a sentence the ones of capitals only."""
    series = [(m.start, m.end) for m in find_indicators(said)]
    for match in _WORD.finditer(said):
        begins = _BEGINS.search(said[: match.start()])
        capital = match[0].isupper() and len(match[0]) > 1 if begins else match[0][0].isupper()
        if capital and not any(start <= match.start() < end for start, end in series):
            yield match.span()


def invents_cause(said: str, told: str, language: Language) -> bool:
    """Tell whether a sentence gives a cause where what is told, in Vietnamese, gives none."""
    if not _CAUSE[language].search(matching(said)):
        return False
    return not _CAUSE["vi"].search(matching(told))


def strange_names(said: str, told: str) -> bool:
    """Tell whether a sentence has a name that is not told as one."""
    known = {fold(match[0]) for match in _WORD.finditer(told) if match[0][0].isupper()}
    return not names(said) <= known


def own_words(said: str, language: Language, spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Return the words outside of `spans` that are no neutral ones."""
    taken = {at for start, end in spans for at in range(start, end)}
    taken |= {
        at for mention in _BOOKS[language].find(said) for at in range(mention.start, mention.end)
    }
    if language == "en":
        moved = [(start, end) for start, end, _ in moves_in(matching(said), "en")]
        moved += [match.span() for match in _CAUSE["en"].finditer(matching(said))]
        taken |= {at for start, end in moved for at in range(start, end)}
    return [
        Span(*match.span())
        for match in token_matches(matching(said))
        if not taken.intersection(range(*match.span())) and _LETTERS.search(match[0])
    ]


def strange_words(
    said: str, language: Language, spans: Collection[tuple[int, int]], told: str
) -> list[Span]:
    """Return the words of a sentence outside of `spans` that are neither neutral nor told.

    `told` is Vietnamese: English words are looked up in the glossary, and names are the same.
    What it says of periods and bases tells no other word.
    """
    form = matching(_without_times(told))
    known = frozenset(match[0] for match in token_matches(form))
    found = [
        word
        for word in own_words(said, language, spans)
        if matching(said)[slice(*word)] not in known
    ]
    if language == "en":
        folded = frozenset(match[0] for match in token_matches(fold(form)))
        glossed = translated(said, form)
        found = [
            word
            for word in found
            if not any(start <= word.start < end for start, end in glossed)
            and not (said[word.start].isupper() and fold(said[slice(*word)]) in folded)
        ]
    return found


def _without_times(told: str) -> str:
    spans = [(m.start, m.end) for m in find_bases(told)]
    spans += [(m.start, m.end) for m in find_periods(told, anchor=None)]
    for start, end in spans:
        told = told[:start] + " " * (end - start) + told[end:]
    return told


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the clauses of a sentence, each with the sign or word that parts it off."""
    cuts = sorted({0, *(m.start() for m in _CLAUSE.finditer(sentence)), len(sentence)})
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def moves_of(clause: str, language: Language) -> list[str]:
    """Return what a clause has rise or fall, "up" or "down" each time, outside of names."""
    named = [(m.start, m.end) for m in find_indicators(clause, language)]
    moved: list[str] = []
    reached = -1
    for start, end, verb in moves_in(matching(clause), language):
        if any(a <= start < b for a, b in named):
            continue
        if start > reached + 1 or not moved:
            moved.append(verb)
        reached = max(reached, end)
    return moved
