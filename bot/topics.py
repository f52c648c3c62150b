"""What a request for a task names that no catalogue knows: a topic, a publisher, an event."""

import re
from datetime import date

from bot.subjects import named_indicators
from lexicon.bases import find_bases
from lexicon.glossary import find_glosses
from lexicon.periods import find_periods
from lexicon.phrases import Phrasebook
from lexicon.places import find_places
from lexicon.text import ENGLISH_WORDS, Language, fold, has_diacritics

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
            kinh tế - xã hội, hôm nay, hôm, hồi, tuần này, việt nam, cả nước, nước ta, phát hành, công bố, ra ngày, phát hành ngày, các, những, một,
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
