"""What a clause measures: its catalogue mentions joined with the head of its list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lexicon.indicators import find_indicators, indicators
from lexicon.text import Language, matching

Measure = Literal["", "volume", "worth", "real", "shortfall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is measured: an indicator, a part of it, and the words that narrow it further.

    `indicator` is "" when the catalogue knows none; the words alone then tell what it is.
    `measure` parts a good's tonnes from its worth where only their growth is given, and the growth
    of a deficit from that of the balance.
    """

    indicator: str = ""
    part: str = ""
    measure: Measure = ""
    words: tuple[str, ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether the catalogue names all of it."""
        return bool(self.indicator) and not self.words


NOTHING = Subject()
# What a series named alone is in a list of another family: foreign money in a sum of investment.
_WITHIN = {
    ("total_investment", "fdi_registered"): "fdi_sector_investment",
    ("fdi_stock_projects", "fdi_registered"): "fdi_stock",
    ("fdi_stock_projects", "fdi_projects"): "fdi_stock_projects",
}
_OF_OUTPUT = re.compile(r"(?:sản (?:lượng|xuất)|ngành|chỉ số|công nghiệp|khai|iip)\b")
_INDEX = "chỉ-số"  # says that a branch's own index is meant

# How a list names a part whose head has said the rest: "dệt may" under exports.
_UNDER_HEAD = {
    "exports": ("xuất khẩu {}", "{} xuất khẩu", "kim ngạch xuất khẩu {}"),
    "imports": ("nhập khẩu {}", "{} nhập khẩu", "kim ngạch nhập khẩu {}"),
    "cpi": ("nhóm {}", "giá {}", "giá nhóm {}", "chỉ số giá nhóm {}", "nhóm hàng {}"),
    "iip": (
        "sản xuất và phân phối {}", "ngành {}", "sản lượng {}", "sản xuất {}",
        "ngành sản xuất {}", "chỉ số sản xuất ngành {}",
    ),
    "retail_sales": ("doanh thu {}", "nhóm hàng {}", "bán lẻ {}", "doanh thu dịch vụ {}"),
    "gdp": ("khu vực {}", "ngành {}", "giá trị tăng thêm ngành {}"),
    "enterprises_new": (
        "doanh nghiệp {}", "{} thành lập mới", "{} của doanh nghiệp thành lập mới",
        "{} đăng ký của doanh nghiệp thành lập mới", "số {}",
    ),
    "foreign_visitors": (
        "khách đến bằng {}", "khách đến {}", "khách quốc tế đến bằng {}", "{} quốc tế",
    ),
    "aquaculture_output": ("sản lượng {} nuôi trồng",),
    "capture_output": ("sản lượng {} khai thác",),
    "fishery_output": ("sản lượng {}",),
    "transport_revenue": ("doanh thu {}",),
    "passenger_transport": ("{} hành khách",),
    "freight_transport": ("{} hàng hóa",),
    "fdi_registered": ("vốn {}", "vốn đăng ký {}", "{} nước ngoài"),
    "fdi_realised": ("{} nước ngoài",),  # what is split by partner or branch is the registered one
    "state_budget_investment": ("vốn {} quản lý", "vốn ngân sách nhà nước cấp {}"),
    "public_investment": ("{} vốn đầu tư công", "{} đầu tư công"),
}  # fmt: skip


# What words name in a text about a family they are no part of.
_BESIDE = {("fdi_registered", "vốn thực hiện"): "fdi_realised"}


def in_family(id: str, head: str) -> str:
    """Return what a series named alone is in a list of another family, or ""."""
    return _WITHIN.get((family(head), id), "")


def family(id: str) -> str:
    """Return the id of the whole an indicator belongs to, through all its parents."""
    seen = id
    while parent := indicators()[seen].parent:
        seen = parent
    return seen


def lineage(id: str) -> tuple[str, ...]:
    """Return an id and those of the wholes it is part of, nearest first."""
    line = [id]
    while parent := indicators()[line[-1]].parent:
        line.append(parent)
    return tuple(line)


@cache
def _named(wording: str) -> str:
    """Return the id of the entry that has exactly this Vietnamese wording, or ""."""
    found = find_indicators(wording)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(wording))
    return found[0].id if whole else ""


def called_together(part: str, whole: str) -> str:
    """Return the id of the series that a part's name and its whole's make together, or ""."""
    a, b = matching(part), matching(whole)
    return next((id for two in (f"{a} {b}", f"{b} {a}", f"{a} của {b}") if (id := _named(two))), "")


@cache
def under_head(words: str, head: str) -> str:
    """Return what `words` name in a list under `head`, in matching form, or ""."""
    if id := _BESIDE.get((lineage(head)[-1], words)) if head else None:
        return id
    for ancestor in lineage(head) if head else ():
        for pattern in _UNDER_HEAD.get(ancestor, ()):
            id = _named(pattern.format(words))
            if id and (ancestor in lineage(id) or lineage(id)[-1] == lineage(head)[-1]):
                return id
            if id and ancestor == "iip" and id.startswith("output_"):
                return id
    return ""


@cache
def joined(head: str, part: str) -> Subject:
    """Return the subject of `part` (a branch, a good, a sector) within the whole `head`.

    One entry of the catalogue when it names the two together.
    """
    line = lineage(head)
    if part in line:
        return Subject(indicator=head)
    if head in lineage(part):
        return Subject(indicator=part)
    for ancestor in line:
        if id := _named_together(ancestor, part):
            return Subject(indicator=id)
    splits = is_branch(head) or line[-1] == "gdp"
    whole = next((a for a in line if a in _UNDER_HEAD), head) if splits else head
    return Subject(indicator=whole, part=part)


def _named_together(whole: str, part: str) -> str:
    """Return the entry for `part` of `whole`: "xuất khẩu" with "dệt may" is textile exports."""
    patterns = [*_UNDER_HEAD.get(whole, ())]
    for wording in indicators()[whole].vi[:3]:
        patterns += [f"{wording} của {{}}", f"{wording} {{}}"]
    for wording in indicators()[part].vi:
        for pattern in patterns:
            id = _named(pattern.format(matching(wording)))
            if id and id != part and whole in lineage(id):
                return id
    return ""


def is_branch(id: str) -> bool:
    """Tell whether an entry names a branch, good or sector that several series are split by."""
    return indicators()[id].branch


def subject_of(
    named: Sequence[tuple[str, str]],
    words: Sequence[str],
    head: Subject,
    language: Language = "vi",
    phrases: Sequence[str] = (),
) -> Subject:
    """Return what a clause measures.

    `named` are its mentions as (id, wording in matching form), `words` what else it says, also as
    whole `phrases`, `head` the subject of the list it stands in.
    """
    if not named:
        words = [word for word in words if word != _INDEX]
        if language == "vi" and words and head.resolved:
            for phrase in phrases:
                if id := under_head(phrase, head.indicator):
                    return Subject(indicator=id)
        return Subject(words=tuple(words))
    explicit = _INDEX in words
    words = [word for word in words if word != _INDEX]
    ids = list(dict.fromkeys(id for id, _ in named))
    wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
    ids = [id for id in ids if id not in wholes]
    branches = [id for id in ids if is_branch(id)]
    others = [id for id in ids if not is_branch(id)]
    if len(others) > 1 or len(branches) > 1:
        return Subject(words=tuple(dict.fromkeys((*ids, *words))))
    if len(ids) == 1 and (inside := _WITHIN.get((_family_of(head), ids[0]))):
        return Subject(indicator=inside, words=tuple(words))
    if len(ids) == 1 and _is_price_of(ids[0], named[-1][1], head):
        id = under_head(named[-1][1], head.indicator)
        return Subject(indicator=id) if id and not words else Subject(words=(named[-1][1], *words))
    if others:
        subject = joined(others[0], branches[0]) if branches else Subject(indicator=others[0])
    elif wholes_named := [id for id in dict.fromkeys(i for i, _ in named) if id in wholes]:
        subject = joined(wholes_named[0], branches[0])
    else:
        wording = next(w for id, w in named if id == branches[0])
        subject = _in_list(branches[0], f"chỉ số {wording}" if explicit else wording, head)
    if subject.indicator and words:
        return Subject(indicator=subject.indicator, part=subject.part, words=tuple(words))
    return subject


def _family_of(subject: Subject) -> str:
    return family(subject.indicator) if subject.indicator else ""


def _is_price_of(id: str, wording: str, head: Subject) -> bool:
    """Tell whether a good of industry stands in a list of prices: "giá trà …; bia chai …"."""
    priced = bool(head.indicator) and family(head.indicator) == "cpi"
    return priced and family(id) == "iip" and not _OF_OUTPUT.match(wording)


def _in_list(branch: str, wording: str, head: Subject) -> Subject:
    """Return a branch named alone: the head's part when the head measures something else."""
    whole = family(branch)
    neutral = whole == branch  # a good or a sector, which names no series by itself
    own = ("chỉ số", "giá ", *indicators()[whole].vi)
    if not neutral and any(wording.startswith(w) for w in own):
        return Subject(indicator=branch)
    if not head.indicator:
        if neutral or head.words:
            return Subject(words=(wording,))
        return Subject(indicator=branch)
    if not neutral and whole == family(head.indicator):
        return Subject(indicator=branch)
    return joined(head.indicator, branch)
