"""What a cell of a table measures: what its row names within what its column or table is of."""

import re
from collections.abc import Sequence

from lexicon.headings import LISTED, Heading
from lexicon.subjects import (
    NOTHING,
    Measure,
    Subject,
    called_together,
    is_branch,
    lineage,
    subject_of,
)
from lexicon.text import Language, fold, matching

_WHOLE = re.compile(
    r"(?:tong(?: (?:so|cong|tri gia|gia tri|kim ngach|von|luong))?|ca nuoc|toan quoc|chung"
    r"|chi so chung|toan nganh(?: cong nghiep)?|total|whole (?:country|industry)"
    r"|all industries|nationwide)"
)
_VOLUME = re.compile(r"\b(?:luong|khoi luong|san luong|so luong|volume|quantity)\b")
_WORTH = re.compile(r"\b(?:tri gia|gia tri|kim ngach|value|worth)\b")
_ONLY_MEASURE = re.compile(
    r"(?:(?:so |khoi )?luong|tri gia|gia tri|kim ngach|volume|quantity|value)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def subject_of_cell(told: Sequence[Heading], above: Subject, language: Language) -> Subject:
    """Return what a cell measures, by the headings of its column, row, part, table and text.

    A row that these do not explain may name a part of the one `above`, or with the heading of its
    part a series: "Diện tích" under "Lúa đông xuân".
    """
    column, name, part, captions, title = told
    whole = _head_of((column, part, captions, title))
    called = _bare(name.text)
    if not name.text or _WHOLE.fullmatch(fold(called)):
        return _joined(column, whole)
    if not name.named and not name.words and (name.place is not None or name.periods):
        return _joined(column, whole)
    if _ONLY_MEASURE.fullmatch(fold(called)):
        return _joined(column, whole if part.named else above)
    words = name.words or (() if name.named else (matching(called),))
    subject = _within(name, words, whole, language)
    crossed = [id for id, _ in column.named if is_branch(id)]
    if crossed and subject.resolved and not subject.part and whole.resolved:
        return subject_of((*name.named, *column.named), (), whole, language)
    if not subject.resolved and part.text and (id := called_together(called, _bare(part.text))):
        return Subject(indicator=id)
    if not subject.resolved and above.resolved:
        below = _within(name, words, above, language)
        return below if below.resolved else subject
    return subject


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
    return subject_of(name.named, words, whole, language, (phrase,) if phrase else ())


def _joined(column: Heading, whole: Subject) -> Subject:
    """Return the whole, or the branch of it a column is of."""
    branches = [named for named in column.named if is_branch(named[0])]
    return subject_of(branches, (), whole) if branches and whole.resolved else whole


def _head_of(told: Sequence[Heading]) -> Subject:
    """Return the series the nearest heading names, the narrowest it does."""
    for said in told:
        ids = [id for id, _ in said.named if not is_branch(id)]
        wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
        narrowest = [id for id in dict.fromkeys(ids) if id not in wholes]
        if narrowest:
            return Subject(indicator=narrowest[0])
    return NOTHING
