"""Which task a question sets: a summary, what changed, a reason, a translation."""

import re
from datetime import date

from bot.subjects import named_indicators
from bot.types import Task
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.periods import find_periods
from lexicon.phrases import Phrasebook
from lexicon.places import find_places
from lexicon.text import ENGLISH_WORDS, Language, fold, has_diacritics

# All read over folded text, so that they hold with and without diacritics.
_BULLETIN = r"(?:ban tin|ban bao cao|bao cao|bai viet|bai bao|bai nay|bai)"
_BULLETIN_EN = r"(?:bulletins?|reports?|articles?|releases?|stor(?:y|ies))"
_SUMMARY = re.compile(
    r"\b(?:tom tat|tom luoc|tom gon|(?:cac |nhung )?(?:y|diem|net|noi dung) chinh|diem lai"
    rf"|tong hop (?:lai )?(?:noi dung|{_BULLETIN})"
    rf"|{_BULLETIN}\b(?: \S+){{0,12}}? (?:noi|viet|neu|de cap|dua tin|cho biet)"
    r" (?:(?:nhung|cac) )?(?:dieu )?(?:gi|ve (?:dieu )?gi|ve cai gi)(?= *[?.!]*$| vay| the| a\b)"
    rf"|{_BULLETIN}\b(?: \S+){{0,12}}? co (?:nhung )?(?:gi|diem gi|noi dung gi)"
    r"(?: (?:dang chu y|noi bat|moi|hay|quan trong))?(?= *[?.!]*$| vay)"
    r"|summari[sz]\w+|summary|sum (?:it |this |that )?up|tl;?dr|recap|takeaways?|gist"
    r"|(?:main|key) (?:points?|figures|findings|messages?)|highlights?|in a nutshell"
    rf"|what (?:does|did|do) (?:the |this |that )?(?:\S+ ){{0,8}}?{_BULLETIN_EN}"
    r"(?: (?:for|of|from|on) (?:\S+ ?){1,5}?)? (?:say|report|state|tell us|cover)(?= *[?.!]*$)"
    rf"|what(?: is|'s|’s| was) (?:in )?(?:the |this |that )?(?:\S+ ){{0,8}}?{_BULLETIN_EN}"
    r"(?: (?:for|of|from) (?:\S+ ?){1,5}?)?(?: about| saying)?(?= *[?.!]*$))"
)
_CHANGES = re.compile(
    r"\b(?:(?:co |nhung |dieu |cai )+gi (?:da |dang |vua )?(?:thay doi|khac|doi khac|bien dong)"
    r"|(?:thay doi|khac|bien dong|khac biet|khac nhau|doi khac|chuyen bien) (?:nhung )?(?:gi|cho nao"
    r"|diem nao|o dau|diem gi)|co (?:nhung |cac )?(?:thay doi|khac biet|bien dong|chuyen bien|diem"
    r" (?:moi|khac)) (?:gi|nao)|co gi moi (?:so|ke|tu)|(?:nhung|cac) thay doi (?:so|ke|tu)"
    r"|khac (?:nhau )?(?:nhu )?the nao|khac (?:nhau )?ra sao"
    r"|what(?: has| have|'s|’s| is| are| was| were)?(?: been)? (?:\w+ )?(?:chang(?:ed|ing)|different)"
    r"|what (?:\w+ ){0,2}changes|what(?: has|'s|’s| is) new (?:since|from|compared|against)"
    r"|how (?:is|was|are|were|do|does|did) .{1,60}\bdiffer(?:ent)?\b"
    r"|differences? between|changes since)\b"
)
_REASON = re.compile(
    r"\b(?:vi sao|tai sao|do dau|nho dau|vi dau|boi dau|nguyen (?:nhan|do)|ly do"
    r"|(?:dieu|cai|yeu to|nhan to) (?:gi|nao) (?:da |dang )?(?:khien|lam|keo|day|giup)"
    r"|why|how come|reasons? (?:for|behind|why|that|of)|causes? of|due to what|because of what"
    r"|what (?:is|was|are|were|lies|lay)(?: the)? (?:behind|reasons?|causes?|drivers?|driving)"
    r"|what (?:\w+ )?(?:caused|causes|made|makes|explains?|explained|drove|drives|led to|pushed"
    r"|pulled|lifted|dragged|weighed on|boosted|held back|kept))\b"
)
_TRANSLATION = re.compile(
    r"\b(?:dich|chuyen ngu|viet lai|noi lai|tra loi|doc)\b(?! vu| benh| ta| cum| covid).{0,60}"
    r"\b(?:sang|ra|qua|bang) (?:tieng )?(?:anh|phap|duc|nhat|trung|han|nga|y|tay ban nha)\b"
    r"|^\W*(?:hay |xin |vui long |nho )?(?:dich|chuyen ngu) (?:giup |ho |lai |cho \w+ )*"
    r"(?:(?:cau|doan|trich dan|phan|loi|nguon|y) ?(?:tren|nay|do|tren day|trich|\d)?|\[\d+\])"
    r"|^\W*(?:sang|bang) tieng anh\b|\btieng anh (?:la gi|la sao|noi the nao|thi sao)"
    r"|\btranslat(?:e|es|ed|ion|ions)\b"
    r"|^\W*(?:(?:and|now|please|the same|same|say it|say that|put it|again|that|it|could you|can you"
    r"|give (?:it|that|me that)) ?,? ?)*(?:to me )?in english\W*(?:please|version|now)?\W*$"
    r"|\bwhat (?:does|do|did) (?:it|that|this|the (?:\w+ )?(?:quotes?|sentences?)|\[\d+\]|they)"
    r" (?:say|mean) in english"
)
_OTHER_LANGUAGE = re.compile(
    r"\b(?:sang|ra|qua|bang|tieng) (?:tieng )?(?:phap|duc|nhat|trung|han|nga|tay ban nha|italia)\b"
    r"|\b(?:in)?to (?!english)(?:french|german|japanese|chinese|korean|russian|spanish|italian"
    r"|vietnamese|thai|lao|khmer)\b"
)
# A single figure is asked for, whatever else is said.
_ONE_FIGURE = re.compile(r"\b(?:bao nhieu|may (?:phan tram|ty|trieu|nghin)|how (?:much|many))\b")
_LAST_CITED = re.compile(
    rf"\b{_BULLETIN} (?:nay|do|ay|tren|vua (?:roi|neu|dan)|kia)\b|\bbai nay\b"
    rf"|\b(?:this|that|the same) (?:\w+ )?{_BULLETIN_EN}\b|\b(?:it|this|that)\W*$"
    rf"|\bsummari[sz]e (?:it|this|that)\b"
)
_NEWEST = re.compile(
    r"\b(?:moi nhat|gan (?:day )?nhat|moi ra|vua ra|cuoi cung|latest|newest|most recent|last one)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:nghi dinh|nghi quyet|quyet dinh|cong dien|thong tu|chi thi|luat|decree|resolution"
    r"|circular|directive|law)\b"
)
_CARRIES_ON = re.compile(r"^\W*(?:(?:the |vay )?con\b|the\b|and\b|what about\b|how about\b)")


def asked_task(text: str) -> Task:
    """Return the task a question sets, "" where it asks for a figure, a name or a sentence."""
    folded = fold(text)
    if _TRANSLATION.search(folded):
        return "translation"
    if _REASON.search(folded) and not _SUMMARY.search(folded):
        return "reason"
    if _ONE_FIGURE.search(folded):
        return ""
    if _SUMMARY.search(folded):
        return "summary"
    return "changes" if _CHANGES.search(folded) and not _DOCUMENT.search(folded) else ""


def wants_last_cited(text: str) -> bool:
    """Tell whether the bulletin cited last is meant: "tóm tắt bản tin này"."""
    return bool(_LAST_CITED.search(fold(text)))


def wants_newest(text: str) -> bool:
    """Tell whether the newest bulletin is asked for by that name."""
    return bool(_NEWEST.search(fold(text)))


def wants_other_language(text: str) -> bool:
    """Tell whether a translation into something else than English is asked for."""
    return bool(_OTHER_LANGUAGE.search(fold(text)))


def carries_on(text: str) -> bool:
    """Tell whether a follow-up asks the same of another thing: "còn tháng 5?"."""
    return bool(_CARRIES_ON.search(fold(text)))


_WORD = re.compile(r"[^\W_]+(?:[-.&'’/][^\W_]+)*")
# What a task is put in; none of it says which bulletin or series is meant. Of single words only
# those stand here that are no part of another word once the diacritics are gone.
_SAID = Phrasebook(
    {
        "said": [
            phrase.strip()
            for phrase in """
            tóm tắt, tóm lược, tóm gọn, tổng hợp, điểm lại, bản tin, báo cáo, bản báo cáo, bài viết, bài báo, bài này,
            nói gì, viết gì, nêu gì, có gì, đưa tin gì, đề cập gì, cho biết gì, nói những gì, nói về gì, nói về điều gì, những gì, cái gì,
            điều gì, mới nhất, gần nhất, gần đây nhất, cuối cùng, mới ra, vừa ra, vừa rồi, này, đó, ấy, trên đây, ở trên, bên trên, trên,
            giúp tôi, giúp mình, giúp em, giúp, hộ tôi, cho tôi, cho mình, cho em, tôi, mình, hãy, xin, vui lòng, được không, có được không,
            nội dung chính, nội dung, ý chính, các ý chính, điểm chính, nét chính, những điểm, các điểm, nổi bật, đáng chú ý, quan trọng,
            ngắn gọn, thật ngắn, lại, thành, trong, vài câu, mấy câu, ba câu, câu, dòng, gạch đầu dòng, cho biết, là gì, là, của, về, với, và, thì,
            tháng, quý, năm, ngày, kỳ, số liệu, tình hình, chỉ tiêu, các chỉ tiêu, những chỉ tiêu, kinh tế, nền kinh tế, kinh tế xã hội,
            kinh tế - xã hội, hôm nay, tuần này, việt nam, cả nước, nước ta, phát hành, công bố, ra ngày, phát hành ngày, các, những, một,
            có gì khác, có gì mới, có gì thay đổi, có gì khác biệt, khác gì, khác nhau, khác biệt, khác, thay đổi gì, thay đổi, biến động gì,
            biến động, đổi khác, chuyển biến, gì, nào, chỗ nào, ở chỗ nào, điểm nào, ở điểm nào, thế nào, như thế nào, ra sao, so với, so, kể từ,
            từ, tính từ, trước đó, trước, đến, tới, giữa, vậy, thế, ạ, nhé, nhỉ, nha, đi, còn, thì sao, sao, ra, đã, đang, được, hay, em, anh, chị,
            muốn biết, tôi muốn, xem, đọc, hết, toàn bộ, chính, qua, gần đây, hiện nay, bây giờ, diễn biến, cụ thể, theo, do, tin, ở, bài, có, cho
            """.replace("\n", " ").split(",")
        ]
    }
)
_SAID_ENGLISH = frozenset(
    "report reports release releases article story stories recap takeaway takeaways gist main key"
    " points point findings messages message highlights highlight nutshell brief briefly short"
    " quick sum up tldr overview one two sentences lines words new different changes change"
    " differ difference differences most recent last one vietnam vietnam's economic economy data"
    " statistics published dated issued about cover covers covering say says again my i need want"
    " could can you kindly what's whats prior past ago now up so far it's monthly quarterly annual"
    " because been happened between mean if out see since over".split()
)


def topic_words(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return what a task names that no catalogue knows, each in any of its wordings, folded.

    In Vietnamese the words that stand together, in English each word or glossary phrase.
    """
    plain = language == "vi" and not has_diacritics(text)
    taken = [(m.start, m.end) for m in find_periods(text, anchor=date.max, language=language)]
    taken += [(m.start, m.end) for m in find_bases(text, language)]
    taken += [(m.start, m.end) for m in find_places(text, language, plain=plain)]
    taken += [(m.start, m.end) for m in named_indicators(text, language, plain=plain)]
    if language == "en":
        return _english_topics(text, taken)
    taken += [(m.start, m.end) for m in _SAID.find(text, plain=plain)]
    runs: list[list[str]] = []
    end = -2
    for match in _WORD.finditer(fold(text)):
        known = any(a < match.end() and match.start() < b for a, b in taken)
        if known or match[0].isdigit():
            continue
        if match.start() - end > 1:
            runs.append([])
        runs[-1].append(match[0])
        end = match.end()
    return tuple((" ".join(run),) for run in runs)


def _english_topics(text: str, taken: list[tuple[int, int]]) -> tuple[tuple[str, ...], ...]:
    glosses = {gloss.start: gloss for gloss in find_glosses(text)}
    found: list[tuple[str, ...]] = []
    for match in _WORD.finditer(text.lower()):
        known = any(a < match.end() and match.start() < b for a, b in taken)
        idle = match[0] in _SAID_ENGLISH or match[0] in ENGLISH_WORDS or match[0][0].isdigit()
        if known or idle:
            continue
        gloss = glosses.get(match.start())
        if gloss:
            taken.append((gloss.start, gloss.end))
        found.append(tuple(fold(w) for w in gloss.wordings) if gloss else (match[0],))
    return tuple(found)
