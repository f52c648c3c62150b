"""What a question wants to know of a series: its growth, its level, a rank, a series of months."""

import re

from bot.types import Direction, Extreme, Parts, Sort
from lexicon.claims import ClaimKind
from lexicon.period_patterns import NUMBERS
from lexicon.quantities import find_quantities
from lexicon.subjects import Measure
from lexicon.text import Language, fold

# All read over folded text, so that they hold with and without diacritics.
_CONTRIBUTION = re.compile(
    r"\b(?:dong gop|(?<!tinh )gop(?! ca\b| von\b| co\b)|(?:phan tram|(?:bao nhieu|may) ?%) (?:cua |trong )?(?:muc )?tang(?: truong)? chung|diem phan tram|(?:diem|may) %|how many points(?! did\b.*\b(?:reach|stand|close|hit))|subtract\w*|shav\w+ off|took off|dragg?\w*|percentage points?|contribut\w+|add(?:ed)? to|of (?:the )?overall (?:growth|increase|rise))\b"
)
_SHARE = re.compile(
    r"\b(?:chiem|ty trong|bao nhieu phan tram (?:cua|tong|ke hoach|du toan)"
    r"|(?:phan tram|(?:bao nhieu|may) ?%) (?:so voi |cua )?(?:ke hoach|du toan)|share of|what share|percent(?:age)? of|slice of|proportion of|account(?:ed)? for"
    r"|make up|made up)\b"
)
# How much of a plan was met.
_OF_PLAN = re.compile(
    r"(?:%|phan tram|ty le|bao nhieu) (?:so voi |cua )?(?:ke hoach|du toan|chi tieu|muc tieu)\b"
    r"|\bso voi (?:ke hoach|du toan|chi tieu)\b.{0,120}(?:%|phan tram)"
    r"|\b(?:percent|percentage|per cent|share|proportion|much) of (?:\w+ |its |the ){0,4}?(?:plan|target"
    r"|estimate)\b"
)
# A ratio to another period: "bằng bao nhiêu phần trăm cùng kỳ".
_INDEX_FORM = re.compile(
    r"\bbang (?:bao nhieu|may) ?(?:%|phan tram) (?:so voi |cua )?(?:cung|nam|thang|quy)\b"
    r"|\b(?:what )?percent(?:age)? of (?:the |that of )?(?:same|last|previous|year|figure a year)\b"
)
_GROWTH_NOUN = re.compile(
    r"\b(?:toc do tang(?: truong)?|muc tang(?: giam)?|muc giam|ty le tang|percentage change|growth rate"
    r"|rate of (?:growth|increase|change)|by what percentage)\b"
)
_GROWTH = re.compile(
    r"\b(?:tang|giam|tang truong|toc do|bien dong|thay doi|lam phat|sut|nhich|rot(?! cuoc)|leo|tut|vot|nhay|lui"
    r"|growth|grow|grew|growing|rose|rise|rising|fell|fall|falling|chang\w+|increase\w*|decrease\w*"
    r"|declin\w+|inflation|year[- ]on[- ]year|month[- ]on[- ]month|drop\w*|expand\w*|shr[aiu]nk"
    r"|up or down|faster|slower|mov(?:es?|ed by|ing|ement)|how fast|jump\w*|climb\w*|annual rate)\b"
)
_GROWTH_ONLY = re.compile(
    r"\b(?:tang|giam|thay doi|bien dong|tang truong|tang giam|tang hay giam)(?: (?:duoc|den|toi|them|khoang|la|mat))* (?:bao nhieu(?! (?:ty|trieu|nghin|ngan|tan|usd|dong|nguoi|luot|diem))|may phan tram|the nao|ra sao)"
    r"|\bhow big an? (?:gain|loss|rise|fall|drop|increase|decrease|decline|jump)"
    r"|\bby (?:how (?:much|many per ?cent|many percent)|what per ?cent\w*)"
    r"|\bhow (?:much|far|fast|sharply|strongly) did .{0,80}\b(?:grow|rise|fall|change|increase|decrease|decline|drop|expand|shrink|climb|jump|move|slip)\b"
)
_LEVEL = re.compile(
    r"\b(?:bao nhieu (?:ty|ti|trieu|nghin|ngan|tan|usd|do la|dong|nguoi|luot|khach|doanh nghiep|dn|du an"
    r"|diem|chiec|con|ha|kwh|m3|lit|dia phuong|tinh|lao dong|xe|cai|doi|vu)"
    r"|may (?:ty|trieu|nghin|luot|doanh nghiep|du an)"
    r"|dat (?:bao nhieu|muc nao)|kim ngach|tri gia|gia tri|quy mo|so luong|san luong"
    r"|how (?:many|large|big)|(?:the |total )?number of|worth|value of|total value|amount(?:ed)? to|in dollars|in dong"
    r"|how much (?:was|were)|how much .{0,30}(?:export|import|collect|disburs|attract|sold|spen)\w*)\b"
)
_EXACT_UNIT = re.compile(
    r"\bbao nhieu (ty usd|trieu usd|usd|ty dong|nghin ty|trieu dong|dong|tan|trieu tan|nghin tan|nguoi"
    r"|luot|khach|doanh nghiep|dn|du an|kwh|lit|chiec|con|ha|m3|xe|cai|doi)\b"
    r"|\bhow many (?!percent)(\w+)"
)
_HIGHEST = re.compile(
    r"\b(?:cao nhat|manh nhat|nhieu nhat|lon nhat|dan dau|nhanh nhat|dung dau"
    r"|highest|most|fastest|largest|biggest|strongest|top|led|leading|best)\b"
)
_LOWEST = re.compile(
    r"\b(?:thap nhat|it nhat|giam manh nhat|giam sau nhat|nho nhat|cham nhat"
    r"|lowest|least|slowest|weakest|smallest|fell most|worst|sharpest (?:fall|drop|decline))\b"
)
_SERIES = re.compile(
    r"\b(?:(?:quy|thang) nao|which (?:month|quarter)|tung thang|cac thang|qua cac thang|hang thang|dien bien|tung quy|cac quy|cac nam|qua cac nam"
    r"|month by month|each month|monthly (?:series|figures|path)|every month|by month|each quarter"
    r"|quarter by quarter|over the (?:months|quarters|years))\b"
)


_PERSON = re.compile(
    r"\b(?:ai(?! biet| co the| giup| cho)|(?:nguoi|ong|ba|vi|lanh dao|bo truong|thu truong|chu tich|giam doc|cuc truong|tong cuc truong"
    r"|vu truong|thong doc|chuyen gia|dai bieu)(?: \w+){0,4} nao|who|whom"
    r"|which (?:\w+ ){0,2}(?:ministers?|officials?|person|people|experts?|chair\w*|directors?|governors?|leaders?|deput(?:y|ies)|economists?))\b"
)
_DECISION = re.compile(
    r"\b(?:nghi dinh|nghi quyet|quyet dinh|cong dien|cong van|thong tu|chi thi|luat|van ban)\b.{0,20}\b(?:nao|so may|gi|bao nhieu)\b"
    r"|\b(?:which|what) (?:\w+ ){0,2}(?:decree|resolution|decision|circular|dispatch|law|directive)\b"
)
_PROSE = re.compile(
    r"\b(?:yeu cau (?:gi|nhung gi|cac bo)|chi dao gi|giai phap|bien phap|kien nghi|de xuat|nguyen nhan|vi sao|tai sao|ly do"
    r"|lam gi|noi gi|cho rang|why|what did .{0,60}(?:ask|say|order|urge|call|request|propose|tell|want|instruct)\w*"
    r"|measures?|reasons?|cause[sd]?|what caused|solutions?|recommend\w*|explain\w*)\b"
)
_TALLY = re.compile(
    r"\b(?:bao nhieu|may) (?:tinh(?! theo| bang| den| chung| tu| ra| gop)|dia phuong|thanh pho|nhom|mat hang|nganh|san pham|quoc gia|nuoc|thi truong)\b"
    r"|\bhow many (?:\w+ ){0,2}(?:provinces|localities|cities|groups|commodit\w+|items|products|industries|branches|sectors|countries|markets)\b"
)


# Which of several is asked for whose names no catalogue lists: "những cơ quan nào".
_NAMES = re.compile(
    r"\b(?:nhung|cac) (?!(?:tinh|dia phuong|thanh pho|noi|nhom|mat hang|nganh|san pham|thi truong"
    r"|quoc gia|nuoc|doi tac|thang|quy|nam|ky|linh vuc|hang hoa|nha dau tu)\b)(?:\w+ ){1,4}nao\b"
    r"|\bwhich (?:\w+ ){0,3}(?:agencies|ministries|bodies|banks|companies|enterprises|businesses"
    r"|projects|crops|fruits|airlines|ports|factories|corporations)\b"
)
_AVERAGE = re.compile(
    r"\b(?:binh quan|trung binh)(?: trong)?(?: moi| mot| 1| hang)? (?:ngay|tuan|thang|quy|nam)\b"
    r"(?! ?(?:\d|[ivx]+\b|nay|truoc|dau|cua lao dong|cua nguoi))"
    r"|\b(?:moi|mot|tung) (?:ngay|thang)\b(?! ?\d).*\b(?:binh quan|trung binh)\b"
    r"|\bmoi ngay\b(?! ?\d)"  # not "thành lập mới ngày 20/5"
    r"|\b(?:binh quan|trung binh) bao nhieu .*\b(?:mot|moi) (?:ngay|thang|nam)\b"
    r"|\baverag\w*\b.*\b(?:per|a|each|every) (?:day|week|month|year)\b|\bper day\b"
    r"|\b(?:daily|monthly) average (?:number|amount|of)\b"
)


def asked_sort(text: str) -> Sort:
    """Return whether a person, a decision, a tally, prose or (else) a figure is asked for.

    How many provinces or groups did something is told by a sentence, not by a series, and so is
    which agencies or companies did.
    """
    folded = fold(text)
    if _PERSON.search(folded):
        return "person"
    if _DECISION.search(folded):
        return "decision"
    if _TALLY.search(folded):
        return "tally"
    return "prose" if _PROSE.search(folded) or _NAMES.search(folded) else "figure"


def asked_kinds(text: str) -> tuple[ClaimKind, ...]:
    """Return the kinds of figures a question asks for, the first before the others; none if open."""
    folded = fold(text)
    if _CONTRIBUTION.search(folded):
        return ("contribution",)
    if _INDEX_FORM.search(folded):
        return ("index", "growth", "change")
    if _SHARE.search(folded) or _OF_PLAN.search(folded):
        return ("share", "level")
    if _GROWTH_ONLY.search(folded) and not _EXACT_UNIT.search(folded):
        return ("growth", "change")
    growth, level = bool(_GROWTH.search(folded)), bool(_LEVEL.search(folded))
    if growth and level and not _GROWTH_NOUN.search(folded):
        return ("level", "count", "index", "growth", "change")
    if growth:
        return ("growth", "change")
    if not level:
        return ()
    if re.search(r"\bhow many\b", folded):
        return ("count", "level", "index", "share")
    return ("level", "count", "index", "share")


def asked_measure(text: str) -> Measure:
    """Return whether tonnes or worth of a good is asked for, "" when it is left open."""
    folded = fold(text)
    if re.search(
        r"\b(?:ve luong|khoi luong|san luong|luong xuat khau|luong nhap khau|volume|tonnes?|tons?|quantity)\b",
        folded,
    ):
        return "volume"
    worth = re.search(
        r"\b(?:ve (?:tri )?gia|tri gia|kim ngach|gia tri|value|worth|revenue)\b", folded
    )
    return "worth" if worth else ""


_UNIT_ASKED = re.compile(
    r"\b(?:bao nhiêu|mấy)\s((?:\S+\s?){1,3})|\bin ((?:trillion|billion|million|thousand)? ?(?:dong|vnd|us dollars|dollars|usd|tonnes|tons))\b"
    r"|\bhow many ((?:\S+\s?){1,3})",
    re.IGNORECASE,
)


def asked_unit(text: str, language: Language) -> str:
    """Return the id of the unit a question names behind "how many", "" when it names none."""
    return _unit_asked(text, language)[0]


def unit_span(text: str, language: Language) -> tuple[int, int]:
    """Return where a question names the unit it asks for; an empty stretch when it names none."""
    return _unit_asked(text, language)[1]


def _unit_asked(text: str, language: Language) -> tuple[str, tuple[int, int]]:
    match = _UNIT_ASKED.search(text)
    if not match or match.lastindex is None:
        return "", (0, 0)
    start = match.start(match.lastindex)
    found = find_quantities(f"1 {match[match.lastindex]}", language)
    if not found or not found[0].quantity.unit:
        return "", (0, 0)
    return found[0].quantity.unit, (start, start + found[0].end - len("1 "))


def asks_exact_unit(text: str) -> bool:
    """Tell whether only a level in the unit named will do ("bao nhiêu tỷ USD", "how many")."""
    return bool(_EXACT_UNIT.search(fold(text)))


_AMOUNT = re.compile(
    r"\b(?:tien|von|tri gia|gia tri|kim ngach|doanh thu)\b.*\b(?:la|duoc|dat) bao nhieu\b"
    r"|\bbao nhieu (?:tien|von)\b|\bhow much (?:money|capital)\b|\bhow much (?:was|were)\b"
    r"|\bwhat (?:was|were|is|are) the (?:value|amount|size)\b|\bworth\b"
)


def asks_amount(text: str) -> bool:
    """Tell whether a sum or a number is asked for, which no change of it answers."""
    folded = fold(text)
    return bool(_AMOUNT.search(folded)) and not _GROWTH.search(folded)


def asked_extreme(text: str) -> Extreme:
    """Return whether the highest or the lowest of several is asked for, "" when neither."""
    folded = fold(text)
    if _LOWEST.search(folded):
        return "lowest"
    return "highest" if _HIGHEST.search(folded) else ""


_WHICH = re.compile(
    r"\b(?:nao|which|what (?:products|provinces|goods|groups|items|industries|branches))\b"
)
_DOWN = re.compile(
    r"\b(?:giam|thap nhat|it nhat|cham nhat|di xuong|di lui|thut lui|ha gia|re di|tut|rot|sut|suy giam|xuong|fell|fall|falling|decline\w*|decreas\w*|shr[aiu]nk"
    r"|drop\w*|lowest|least|slowest|weakest)\b"
)
_UP = re.compile(
    r"\b(?:tang|cao nhat|nhieu nhat|dan dau|manh nhat|rose|rise|grew|grow|highest|most|fastest|strongest|led)\b"
)


def asked_direction(text: str) -> Direction:
    """Return which way the things went that a question asks the names of, "" where it names them."""
    folded = fold(text)
    if not _WHICH.search(folded) and not _TALLY.search(folded):
        return ""
    if _DOWN.search(folded):
        return "down"
    return "up" if _UP.search(folded) else ""


# "Nào" behind a noun asks which of it, unless which month is asked for.
_NAO = r"(?: (?!thang\b|quy\b|nam\b|ky\b|muc\b)\w+){0,4} nao\b"
_MANY = r"\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi"
_MANY_EN = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
_TOP = re.compile(
    rf"(?<!thang )(?<!quy )(?<!trong )(?<!nam )\b(?:top )?(?P<n>{_MANY}) (?:tinh|dia phuong|noi|thanh pho|thi truong|nuoc|quoc gia|doi tac"
    r"|mat hang|nhom|nganh)\b"
    rf"|\b(?:top )?(?P<m>{_MANY_EN}) (?:\w+ ){{0,2}}(?:provinces|localities|cities|countries|markets"
    r"|partners|investors|sources|buyers|goods|groups|industries)\b"
)
# Which of several is asked for.
_PARTS: tuple[tuple[Parts, str], ...] = (
    ("country", rf"\b(?:thi truong|nuoc|quoc gia|doi tac|nha dau tu){_NAO}|\b(?:{_MANY}) (?:thi truong|nuoc|quoc gia|doi tac)\b.* nhat\b|\bwhich (?:\w+ )?(?:countr|market|partner|investor)|\b(?:the|name|list) (?:{_MANY_EN}) (?:\w+ )?(?:countries|markets|partners|investors|sources|buyers|destinations)\b"),
    ("product", rf"\bsan pham{_NAO}|\bwhich (?:\w+ ){{0,2}}products?\b"),
    ("branch", rf"\b(?:nganh|linh vuc){_NAO}|\bwhich (?:\w+ ){{0,2}}(?:industr|branch|sector)"),
    ("group", rf"\b(?:nhom|nhom hang){_NAO}|\bwhich (?:\w+ ){{0,2}}groups?\b"),
    ("good", rf"\b(?:mat hang|hang hoa){_NAO}|\bwhich (?:\w+ ){{0,2}}(?:goods|items?|commodit)"),
)  # fmt: skip


def asked_top(text: str) -> int:
    """Return how many of the first places or parts are asked for, 0 where that is left open."""
    folded = fold(text)
    match = _TOP.search(folded)
    if match is None or not (_HIGHEST.search(folded) or _LOWEST.search(folded)):
        return 0
    said = match["n"] or match["m"]
    return int(said) if said.isdigit() else NUMBERS[said]


def asked_parts(text: str) -> Parts:
    """Return which parts of a series a question asks the names of, "" for none."""
    folded = fold(text)
    return next((parts for parts, pattern in _PARTS if re.search(pattern, folded)), "")


_WHY = re.compile(
    r"^\W*sao (?:ma )?(?:\S+ ){1,9}?(?:lai|ma) |\b(?:vi sao|tai sao|do dau|nho dau|vi dau|boi dau|nguyen (?:nhan|do)|ly do"
    r"|(?:dieu|cai|yeu to|nhan to) (?:gi|nao) (?:da |dang )?(?:khien|lam|keo|day|giup)"
    r"|why|how come|reasons? (?:for|behind|why|that|of)|causes? of|due to what|because of what"
    r"|what (?:is|was|are|were|lies|lay)(?: the)? (?:behind|reasons?|causes?|drivers?|driving)"
    r"|what (?:\w+ )?(?:caused|causes|made|makes|explains?|explained|drove|drives|led to|pushed"
    r"|pulled|lifted|dragged|weighed on|boosted|held back|kept))\b"
)
_FELL = re.compile(
    r"\b(?:giam|sut|tut|lao doc|di xuong|thu hep|fall|fell|fallen|drop|dropped|decline[d]?|shrink|shrank"
    r"|down|decrease[d]?|contract(?:ed|ion)?|slump(?:ed)?)\b"
)
_ROSE = re.compile(
    r"\b(?:tang|leo thang|di len|rise|rose|risen|grow|grew|grown|growth|jump|jumped|climb|climbed|up"
    r"|increase[d]?|expand(?:ed)?|surge[d]?)\b"
)


_IN_PERCENT = re.compile(
    r"%|\b(?:phan tram|percent|percentage|per cent|ty (?:le|trong|phan)|share|weight|proportion|slice"
    r"|chiem|thi phan|muc dong gop)\b"
)


_SPEAKS = re.compile(
    r"\b(?:(?:da )?(?:noi|phat bieu|nhan dinh|nhan xet|danh gia|binh luan|chia se|cho biet|ly giai)"
    r" (?:dieu )?(?:gi|the nao|ra sao|nhu the nao)|say|said|comment(?:ed)? on|remark(?:ed)? on)\b"
)


def asks_what_was_said(text: str) -> bool:
    """Tell whether a question asks what somebody said."""
    return bool(_SPEAKS.search(fold(text)))


def asks_in_percent(text: str) -> bool:
    """Tell whether a question asks for a part of something, or how much in percent."""
    return bool(_IN_PERCENT.search(fold(text)))


def asks_of_plan(text: str) -> bool:
    """Tell whether a question asks how much of a plan was met."""
    return bool(_OF_PLAN.search(fold(text)))


def asks_why(text: str) -> bool:
    """Tell whether a reason is asked for."""
    return bool(_WHY.search(fold(text)))


def presumed_direction(text: str) -> Direction:
    """Return which way a series went by a question that asks why, "" where it does not say."""
    folded = fold(text)
    down, up = bool(_FELL.search(folded)), bool(_ROSE.search(folded))
    if not asks_why(text) or down == up:
        return ""
    return "down" if down else "up"


_PRIVATE = re.compile(
    r"\b(?:sinh nam nao|ngay sinh|que o dau|que quan|bao nhieu tuoi|so dien thoai|dia chi nha|email|tot nghiep"
    r"|luong thang cua|thu nhap cua (?:ong|ba)|nhan chuc|ket hon|vo con|how old is|born (?:in|on)|phone number"
    r"|home address|salary of|graduate from|married to|personal life)\b"
)


_ORDERS = re.compile(
    r"\b(?:bo qua|ignore|disregard|forget|quen)\b.{0,40}\b(?:chi dan|huong dan|lenh|quy tac(?! xuat xu)|instructions?|(?<!origin )rules?(?! of origin)|prompt|previous)\b"
    r"|\b(?:assistant|chatbot|language model|tro ly(?: ao)?|mo hinh ngon ngu)\b.{0,20}\b(?:must|should|shall|has to|phai|hay|can)\b.{0,20}\b(?:print|output|say|write|reply|answer|in ra|viet|noi|tra loi)\b"
    r"|\b(?:reply|answer|respond) only (?:with|that)\b|\btra loi (?:rang|la|\")|\byou are (?:no longer|now)\b"
    r"|\bpretend\b|\brole[- ]?play|\bbedtime story\b|\bdong vai\b|\b(?:write|compose) (?:me )?(?:a|an|some) (?:\w+ )?(?:poem|story|song|essay|joke|code|letter|speech)\b|\b(?:viet|sang tac|lam) (?:cho \w+ )?(?:mot )?(?:bai tho|bai hat|cau chuyen|truyen|bai luan|doan code|bai van)\b|\bsystem prompt\b|\bkhong can (?:xem|doc|tra) tai lieu\b"
)


def gives_orders(text: str) -> bool:
    """Tell whether a text tells the answerer what to say instead of asking something."""
    return bool(_ORDERS.search(fold(text)))


def asks_average(text: str) -> bool:
    """Tell whether an average day's, month's or year's amount is asked for, not the whole's."""
    return bool(_AVERAGE.search(fold(text)))


def asks_private(text: str) -> bool:
    """Tell whether a person's private facts are asked for, which no bulletin states."""
    return bool(_PRIVATE.search(fold(text)))


def asks_by_quarter(text: str) -> bool:
    """Tell whether a series is asked for by quarters."""
    return bool(re.search(r"\b(?:quy nao|tung quy|cac quy|qua cac quy|quarters?)\b", fold(text)))


def asks_series(text: str) -> bool:
    """Tell whether a figure a month, quarter or year is asked for."""
    return bool(_SERIES.search(fold(text)))
