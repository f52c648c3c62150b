"""What makes a figure one of something narrower, or something else, than its series."""

import re
from dataclasses import replace

from lexicon.drafts import LONGER, Draft
from lexicon.marks import Marks
from lexicon.places import VIETNAM, places
from lexicon.subjects import Subject, lineage

OF_PLAN = re.compile(
    r"\s?(?:so với )?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|of the (?:annual |year's "
    r"|yearly )?(?:plan|estimate|target))"
)
_STARTED_FROM = re.compile(r"\b(?:từ(?: mức)?|from) $")
_WENT_TO = re.compile(
    r"[^,;.\d]{0,40}\b(?:xuống|lên|còn|sang|to) (?:còn |mức |about |around )?[\d]"
)
_RAN_TO = re.compile(
    r"\b(?:từ|from) (?:mức )?[\d.,]+\s?% (?:xuống|lên|to)(?: còn| mức)? (?:khoảng |about )?$"
)
_SUPPOSED = re.compile(r"\bnếu\b[^.;]*\bthì\b")
# A sum of which only a part is foreign: "19 dự án cấp mới, gồm 6 dự án FDI".
_OF_FOREIGNERS = frozenset(("fdi_projects", "fdi_registered", "fdi_new"))
_FOREIGN_PART = re.compile(
    r"\b(?:gồm|trong đó có) [\d.,]+ dự án (?:fdi|(?:có vốn )?đầu tư nước ngoài)\b"
)
# Only a part of a place or of a series, which the catalogues do not name.
_NARROWED = re.compile(r"\b(?:khu kinh tế|khu công nghiệp|khu chế xuất)\b")
_LEFT_OUT = re.compile(
    r"\s?\(?(?:không (?:kể|tính|bao gồm)|chưa (?:kể|tính|bao gồm)|excluding|not counting)\b"
)
# "cao gấp 1,4 lần khu vực nông thôn" parts two things, "gấp 1,4 lần cùng kỳ" two periods.
_MANIFOLD = re.compile(r"\bgấp (?:\w+ )?$")
_OF_A_PERIOD = re.compile(
    r"\s?(?:$|[,.;:()]|(?:so|về|cùng kỳ|và|nhưng|trong|sau|mức (?:của )?(?:cùng|năm|tháng|quý)|của"
    r" (?:cùng|năm|tháng|quý)|(?:năm|tháng|quý) (?:trước|ngoái|\d+))\b)"
)
# What an average month has is not what the months have: "bình quân mỗi tháng có 15 nghìn"; a price
# "bình quân tháng 10/2024" is that month's.
_AVERAGED = re.compile(
    r"(?P<said>\b(?:bình quân|trung bình)(?: trong)?(?: mỗi| một| 1| hàng| hằng)?"
    r" (?:ngày|tuần|tháng|quý|năm)\b(?! ?(?:\d|[ivx]+\b|này|nay|trước|đầu)))[^,;.:()]*$"
    r"|^\W*(?P<first>(?:bình quân|trung bình)(?: trong)?(?: mỗi| một| 1) (?:ngày|tuần|tháng)\b)"
    r"[^;]*$"
    r"|(?P<english>\b(?:daily|weekly|monthly|quarterly|annual) average) [^,;.:()]*$"
)
_PER_TIME = re.compile(r"[^,;.:()]{0,40}?\b(?:an?|per|each) (?:day|week|month|quarter|year)\b")
_ON_AVERAGE = re.compile(r"\baverag(?:e|ed|es|ing)\b[^,;.:()]*$")
_THIS_PARTNER = re.compile(r"\b(?P<noun>thị trường|đối tác|quốc gia|nước) (?:này|đó)\b[^;.]*$")
_RATE_OR_RANGE = re.compile(r"\s(?:(?:là|từ|khoảng|ở|mức) )*\d[\d.,]*\s?(?:%|[-–])")
# Series that are split by country.
_PARTNERED = frozenset(
    "exports imports trade_total trade_balance fdi_registered fdi_realised fdi_projects fdi_new"
    " fdi_additional fdi_share_purchase foreign_visitors visitors_total outbound_travellers gdp"
    " fdi_stock_projects outward_investment".split()
)


def narrow(draft: Draft, marks: Marks, zone: str) -> None:
    """Give a figure the words for what it is of, where the series alone does not say it.

    `zone` is what stands before it.
    """
    behind = marks.form[draft.end :]
    _find_this_partner(draft, marks)
    draft.left_out = bool(_LEFT_OUT.match(behind))
    if draft.status == "forecast" and _SUPPOSED.search(marks.form, 0, draft.start):
        _be_of(draft, "nếu")  # what did not happen
    if draft.subject.indicator in _OF_FOREIGNERS and _FOREIGN_PART.search(behind):
        _be_of(draft, "cả trong nước")
    unit = draft.quantity.unit
    if unit == "times" and _MANIFOLD.search(zone) and not _OF_A_PERIOD.match(behind):
        _be_of(draft, *draft.subject.words, "lần")
    if narrowed := _NARROWED.search(marks.form, 0, draft.start) or _LEFT_OUT.match(behind):
        _be_of(draft, *draft.subject.words, narrowed[0].strip())
    if _STARTED_FROM.search(zone) and _WENT_TO.match(behind):
        _be_of(draft, "từ")  # what it was before is not dated
    if _RAN_TO.search(zone) and draft.period and draft.period.kind in LONGER:
        _be_of(draft, "xuống")  # its last month's, not the whole's
    planned = OF_PLAN.match(behind)  # "so với mục tiêu 4-4,5%" only compares
    exceeded = planned and not _RATE_OR_RANGE.match(behind, planned.end())
    if unit == "%" and draft.verb in ("up", "down") and exceeded:
        _be_of(draft, *draft.subject.words, "so với kế hoạch")  # by how much a plan was exceeded
    if _is_averaged(draft, marks, behind):
        _be_of(draft, *draft.subject.words, "bình quân")


def _be_of(draft: Draft, *words: str) -> None:
    draft.subject = replace(draft.subject, words=words)


def has_partners(subject: Subject) -> bool:
    """Tell whether a series is told of partner countries."""
    return not _PARTNERED.isdisjoint((*lineage(subject.indicator), subject.part))


def _is_averaged(draft: Draft, marks: Marks, behind: str) -> bool:
    """Tell whether an amount is an average day's or month's of a series that is no average."""
    if draft.quantity.unit in ("%", "pp") or draft.verb in ("up", "down"):
        return False
    averaged = _AVERAGED.search(marks.form, 0, draft.start)
    if averaged is None:
        per_time = _PER_TIME.match(behind)
        averaged = _ON_AVERAGE.search(marks.form, 0, draft.start) if per_time else None
    if averaged is None:
        return False
    start, end = averaged.span(averaged.lastgroup or 0)
    # "Thu nhập bình quân tháng" is the name of a series, and what has a period of its own a total.
    named = any(m.start < end and start <= m.end for m in marks.indicators)
    return not named and not _has_own_period(draft, marks, start)


def _has_own_period(draft: Draft, marks: Marks, start: int) -> bool:
    """Tell whether a period is named between an earlier amount behind a place and this one."""
    earlier = [q for q in marks.quantities if start < q.start < draft.start]
    return bool(earlier) and any(
        earlier[0].end <= p.mention.start < draft.start for p in marks.periods
    )


def _find_this_partner(draft: Draft, marks: Marks) -> None:
    """Give what is told of "thị trường này" the one partner of its sentence, or leave it open."""
    said = _THIS_PARTNER.search(marks.form, 0, draft.start)
    if said is None or (draft.place and places()[draft.place].kind == "country"):
        return
    partnered = bool(draft.subject.indicator) and has_partners(draft.subject)
    if not partnered and said["noun"] in ("thị trường", "đối tác"):
        return  # a market may be that of capital or property
    behind = (*marks.indicators, *marks.places)
    if any(said.start() < m.start < draft.start for m in behind):
        return  # gone over to something else
    named = {m.id for m in marks.places if m.end <= said.start() and m.id != VIETNAM}
    partners = [id for id in named if places()[id].kind not in ("province", "city", "region")]
    if partnered and len(partners) == 1:
        draft.place = partners[0]
    else:
        _be_of(draft, *draft.subject.words, "thị trường này")
