"""Which task a question sets: a summary, what changed, a reason, a translation."""

import re

from bot.asked import asks_why
from bot.types import Task
from lexicon.text import fold

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
    r"|(?:chi tieu|chi so|con so|so lieu) nao (?:\w+ )?(?:thay doi|doi khac|bien dong|khac)"
    r"|(?:which|what) (?:series|indicators?|figures?|numbers) (?:\w+ )?(?:changed|moved|differ\w*)"
    r"|what(?: has| have|'s|’s| is| are| was| were)?(?: been)? (?:\w+ )?(?:chang(?:ed|ing)|different)"
    r"|what (?:\w+ ){0,2}changes|what(?: has|'s|’s| is) new (?:since|from|compared|against)"
    r"|how (?:is|was|are|were|do|does|did) .{1,60}\bdiffer(?:ent)?\b"
    r"|differences? between|changes since)\b"
)
_TRANSLATION = re.compile(
    r"\b(?:dich|chuyen|chuyen ngu|viet lai|noi lai|tra loi|doc)\b(?! vu| benh| ta| cum| covid).{0,60}"
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
    if asks_why(text) and not _SUMMARY.search(folded):
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
