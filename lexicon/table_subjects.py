"""What a cell of a table measures: what its row names within what its column or table is of."""

import re
from collections.abc import Iterator, Sequence

from lexicon.headings import LISTED, Heading
from lexicon.indicators import find_indicators
from lexicon.quantities import Quantity
from lexicon.settling import fits
from lexicon.subjects import (
    NOTHING,
    Measure,
    Subject,
    called_together,
    in_family,
    is_branch,
    lineage,
    subject_of,
    under_head,
)
from lexicon.text import Language, fold, matching

_WHOLE = re.compile(
    r"(?:tong(?: (?:so|cong|so chung|tri gia|gia tri|kim ngach|von|luong))?|ca nuoc|toan quoc"
    r"|chung|toan (?:tinh|thanh pho)"
    r"|chi so chung|toan nganh(?: cong nghiep)?|(?:grand |overall )?total(?: industry)?|overall"
    r"|(?:whole|entire) (?:country|industry)|all (?:items|industries|industry)|nationwide)"
)
_VOLUME = re.compile(r"\b(?:luong|khoi luong|san luong|so luong|volume|quantity)\b")
_WORTH = re.compile(r"\b(?:tri gia|gia tri|kim ngach|value|worth)\b")
_ONLY_MEASURE = re.compile(
    r"(?:(?:so |khoi )?luong|tri gia|gia tri|kim ngach|volume|quantity|value)"
)
# Words of a column's head that say nothing of what it measures.
_SAYS_NOTHING = frozenset(
    "bao bang bieu cao cau chinh co cong dau den dieu doi don du dung gia giam gop gui han hien het"
    " hien ke ket kim khoi ky la lieu luong luy ma muc mua ngach nam nay ngay nghiep no nuoc phan"
    " qua quy sanh so spot su tang thang theo thuc tinh toan toc tong tri tu tuc ty uoc va ve voi"
    " estimate estimates estimated actual cumulative volume value quantity total number amount"
    " growth rate change ratio index share prel preliminary final structure percent vs versus"
    " compared".split()
)
_MEASURES = re.compile(
    r"(?:sản lượng|diện tích(?: gieo trồng)?|năng suất|doanh thu|giá|đàn|tổng đàn)\b", re.IGNORECASE
)
_SPLITTING = ("sector_", "mode_", "transport_", "area_", "sex_")
_ENGLISH_LISTS = {
    "exports": ("{} exports", "exports of {}", "export of {}", "exports of the {}"),
    "imports": ("{} imports", "imports of {}", "import of {}", "imports of the {}"),
    "iip": ("manufacture of {}", "production of {}", "{} output", "{} production"),
    "cpi": ("{} prices", "prices of {}", "{} price index"),
    "retail_sales": ("retail sales of {}", "{} sales", "{} revenue"),
    "gdp": ("{} sector",),
}
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def subject_of_cell(
    told: Sequence[Heading], parts: Sequence[str], above: Subject, language: Language
) -> Subject:
    """Return what a cell measures, by the headings of its column, row, part, table and text.

    A row that these do not explain may name a part of the one `above`, or with the heading of one
    of its `parts` a series: "Diện tích" under "Lúa đông xuân".
    """
    column, name, part, captions, title = told
    whole = _of_column(column, _head_of((column, part, captions, title), above), told)
    called = _bare(name.text)
    if not name.text or _WHOLE.fullmatch(fold(called)):
        return whole
    if not name.named and not name.words and (name.place is not None or name.periods):
        return whole
    if _ONLY_MEASURE.fullmatch(fold(called)):
        return whole if part.named else above
    words = name.words or (() if name.named else (matching(called),))
    if id := _called_in(called, parts):
        return Subject(indicator=id) if not is_branch(id) else _below(name, id, whole, above)
    subject = _within(name, words, whole, language)
    if splits_any(name) and above.resolved and not above.part and subject.part:
        subject = _within(name, words, above, language)
    if subject.resolved and subject == above and language == "vi":
        narrower = called_together("ngành", called)
        return Subject(indicator=narrower) if _is_part(narrower, above) else subject
    if not subject.resolved and (id := _in_list(called, whole, language)):
        return Subject(indicator=id)
    named = "" if subject.resolved else _called_after(called, (part, captions), branch=True)
    if named:
        return _below(name, named, whole, above)
    if not subject.resolved and (id := _counted_as(called, (part, captions))):
        return Subject(indicator=id)
    if not subject.resolved and above.resolved:
        below = _within(name, words, above, language)
        return below if below.resolved else subject
    return subject


def _is_part(id: str, whole: Subject) -> bool:
    return bool(id) and whole.indicator in lineage(id)[1:]


def splits_any(name: Heading) -> bool:
    """Tell whether a row names only what every series of a table may be split by: sectors."""
    return bool(name.named) and all(id.startswith(_SPLITTING) for id, _ in name.named)


def names_series(name: Heading) -> bool:
    """Tell whether a row names a series itself, no branch or good of one."""
    return not any(is_branch(id) for id, _ in name.named)


def measured_in(subject: Subject, unit: Quantity | None, name: Heading) -> Subject:
    """Return the subject, or another its row may be called by that has the unit of the row.

    "Ô tô" in thousands is the number of cars made, not an index.
    """
    if not subject.resolved or subject.part or unit is None or unit.unit == "%":
        return subject
    if fits(unit.unit, subject.indicator):
        return subject
    called = matching(_bare(name.text))
    ids = {called_together(word, called) for word in ("sản lượng", "xuất khẩu", "nhập khẩu")}
    ids.add(under_head(called, subject.indicator))
    line = lineage(subject.indicator)
    found = [id for id in ids if id and lineage(id)[-1] == line[-1] and fits(unit.unit, id)]
    return Subject(indicator=found[0]) if len(found) == 1 else subject


def _in_list(called: str, whole: Subject, language: Language) -> str:
    """Return what a list under a whole means by a name: "Đăng ký cấp mới" of FDI."""
    in_vietnamese = language == "vi" and whole.resolved
    return under_head(matching(called), whole.indicator) if in_vietnamese else ""


def _called_in(called: str, parts: Sequence[str]) -> str:
    """Return the series that a row's name makes with the heading of a part, the nearest first."""
    ids = (called_together(called, _bare(part)) for part in reversed(parts))
    return next((id for id in ids if id), "")


def _called_after(called: str, told: Sequence[Heading], *, branch: bool) -> str:
    """Return the branch or series a name makes with words of a heading: "vận tải trong nước"."""
    for said in told:
        words = _bare(said.text).split()
        for at in reversed(range(len(words))):
            for last in range(min(at + 3, len(words)), at, -1):
                id = called_together(called, " ".join(words[at:last]))
                if id and is_branch(id) == branch:
                    return id
    return ""


def _counted_as(called: str, told: Sequence[Heading]) -> str:
    """Return the series that a heading's first word makes with a row: "Sản lượng" + "thịt lợn"."""
    nouns = (noun[0] for said in told if (noun := _MEASURES.match(_bare(said.text))))
    ids = (called_together(noun.lower(), called) for noun in nouns)
    return next((id for id in ids if id), "")


def _below(name: Heading, id: str, whole: Subject, above: Subject) -> Subject:
    """Return a branch of what stands above, or of the whole."""
    head = above if above.resolved else whole
    return subject_of(((id, matching(_bare(name.text))),), (), head)


def _of_column(column: Heading, whole: Subject, told: Sequence[Heading]) -> Subject:
    """Return the whole, or the branch or series of it that a column is of.

    A column that says what nothing explains measures something else.
    """
    branches = [named for named in column.named if is_branch(named[0])]
    if branches and whole.resolved:
        return subject_of(branches, (), whole)
    around = fold(" ".join(said.text for said in told[2:])).split()
    unknown = [word for word in column.words if fold(word) not in (*_SAYS_NOTHING, *around)]
    if not unknown or column.named:
        return whole
    phrase = " ".join(column.words)
    id = under_head(phrase, whole.indicator) if whole.resolved else ""
    if id := id or _called_after(phrase, told[2:], branch=False):
        return Subject(indicator=id)
    return Subject(words=column.words)


def measure_of(column: Heading, name: Heading) -> Measure:
    """Return whether a column, or a row that is called nothing else, tells tonnes from worth."""
    for said in (column.folded, fold(_bare(name.text))):
        if said == column.folded or _ONLY_MEASURE.fullmatch(said):
            if _WORTH.search(said):
                return "worth"
            if _VOLUME.search(said):
                return "volume"
    return ""


def _bare(text: str) -> str:
    """Return a row's name without its number in the list, its unit and notes in brackets."""
    return " ".join(LISTED.sub("", _IN_BRACKETS.sub(" ", text)).split()).strip(" :")


def _within(name: Heading, words: Sequence[str], whole: Subject, language: Language) -> Subject:
    phrase = " ".join(words)
    subject = subject_of(name.named, words, whole, language, (phrase,) if phrase else ())
    if not subject.resolved and whole.resolved and language == "en":
        called = _bare(name.text).lower()
        return next((Subject(indicator=id) for id in _in_english(called, whole)), subject)
    return subject


def _in_english(called: str, whole: Subject) -> Iterator[str]:
    """Yield what a list in English means by a part's name alone: "Coffee" under exports."""
    for ancestor in lineage(whole.indicator):
        for pattern in _ENGLISH_LISTS.get(ancestor, ()):
            wording = pattern.format(called)
            found = find_indicators(wording, "en")
            if len(found) == 1 and (found[0].start, found[0].end) == (0, len(wording)):
                id = found[0].id
                if ancestor in lineage(id) and id != ancestor:
                    yield id


def _head_of(told: Sequence[Heading], above: Subject) -> Subject:
    """Return the series the nearest heading names, the narrowest it does.

    Where it names several, that `above` is meant if it is one of them.
    """
    for said in told:
        ids = [id for id, _ in said.named if not is_branch(id)]
        wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
        narrowest = [id for id in dict.fromkeys(ids) if id not in wholes]
        if len(narrowest) > 1 and above.resolved and above.indicator in narrowest:
            return Subject(indicator=above.indicator)
        if narrowest:
            around = (id for later in told[1:] for id, _ in later.named)
            inside = (id for other in around if (id := in_family(narrowest[0], other)))
            return Subject(indicator=next(inside, narrowest[0]))
    return NOTHING
