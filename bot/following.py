"""What a question takes from the one before it in a conversation."""

import re
from dataclasses import replace

from bot.tasks_asked import carries_on, wants_last_cited, wants_newest
from bot.topics import topic_words
from bot.types import Question, Task
from lexicon.indicators import find_indicators
from lexicon.periods import Period, month, quarter, whole_year, year_to_date
from lexicon.subjects import Subject, family, is_branch, joined, lineage
from lexicon.text import fold, language_of

# Read over folded text, so that they hold with and without diacritics.
_NEXT = re.compile(
    r"\b(?:(?:quy|thang|nam) (?:sau|tiep theo|ke tiep)|(?:after that|following|next))\b"
)
_BEFORE = re.compile(
    r"(?<!so voi )(?<!so )\b(?:quy|thang) (?:truoc do|truoc)\b"
    r"|(?<!than the )(?<!with the )\b(?:month|quarter) (?:before(?: that)?|earlier)\b"
    r"|\bprevious (?:month|quarter)\b"
)
_TO_DATE = re.compile(
    r"\b(?:(?:tinh )?(?:ke )?tu dau nam|luy ke|cong don|tinh chung|tinh gop|since (?:january"
    r"|new year|the start of the year)|(?:the )?year to date|so far this year|for the year so far"
    r"|ytd)\b"
)
_YEAR_EARLIER = re.compile(
    r"(?<!so voi )\b(?:cung (?:ky|thang|quy) nam (?:truoc|ngoai)|nam truoc do"
    r"|(?:a|one) year (?:earlier|before|ago)|(?:the )?(?:previous|last) year|year before)\b"
)
_WHOLE_OF_BRANCHES = re.compile(
    r"\b(?:gia tri tang them|chi so san xuat|value added|production index)\b"
)
_POINTS_BACK = re.compile(
    r"\bthi sao\b|\b(?:o|tai|luc|khi) do\b|\b(?:thang|quy|nam|ky|thoi gian) (?:do|ay)\b"
    r"|\b(?:tinh|thanh pho|dia phuong|vung|nganh|nuoc|thi truong|noi) (?:nay|do)\b"
    r"|\b(?:there|that|those|this|these|it|its|same|then|instead|too|also)\b"
)


def follow(question: Question, earlier: Question) -> Question:
    """Return a question with what it leaves out taken from the one before it."""
    if _stands_alone(question, earlier):
        return question
    folded = fold(question.text)
    periods = question.periods
    bases = question.bases or earlier.bases
    if earlier.periods and len(periods) < 2 and _TO_DATE.search(folded):
        end = max(periods[0].end if periods else earlier.periods[-1].end, earlier.periods[-1].end)
        periods = (year_to_date(end.year, end.month),)
    elif earlier.periods and not periods and (shift := _shift(folded)):
        periods = tuple(_moved(period, shift) for period in earlier.periods[-1:])
        bases = earlier.bases
    changed = replace(
        question,
        subjects=_inherited_subjects(question, earlier),
        kinds=question.kinds or earlier.kinds,
        measure=question.measure or earlier.measure,
        indicators=question.indicators or earlier.indicators,
        periods=periods or earlier.periods,
        bases=bases,
        places=question.places or earlier.places,
        wants_figure=question.wants_figure or earlier.wants_figure,
        wants_places=question.wants_places or earlier.wants_places,
        task=question.task or _inherited_task(question, earlier),
    )
    if question.indicators:
        return changed
    return replace(changed, searched=f"{earlier.searched} {question.searched}")


def _stands_alone(question: Question, earlier: Question) -> bool:
    """Tell whether a question says by itself what it is about: another series and when.

    Of a summary that is its topic or "bản tin mới nhất".
    """
    if question.task == "translation" or _is_of_another_series(question, earlier):
        return True
    named = wants_newest(question.text) or wants_last_cited(question.text)
    return question.task == "summary" and (
        named or bool(topic_words(question.text, question.language))
    )


def _goes_on(text: str) -> bool:
    """Tell whether a question points back at the one before it: "còn …", "ở đó", "that month"."""
    return carries_on(text) or bool(_POINTS_BACK.search(fold(text)))


def _is_of_another_series(question: Question, earlier: Question) -> bool:
    """Tell whether a question names a series of another family and its period, pointing nowhere.

    "CPI tháng 5/2024 tăng bao nhiêu?" behind one on a province is of the country again.
    """
    named = [subject.indicator for subject in question.subjects if subject.indicator]
    if not named or not question.periods or _goes_on(question.text):
        return False
    if any(is_branch(id) and not _names_whole(question.text, id) for id in named):
        return False
    before = {family(subject.indicator) for subject in earlier.subjects if subject.indicator}
    return before.isdisjoint(map(family, named))


def _inherited_task(question: Question, earlier: Question) -> Task:
    """Return the task a follow-up goes on with: "còn tháng 5?" behind a summary."""
    goes_on = carries_on(question.text) and not question.wants_figure
    return earlier.task if goes_on and earlier.task in ("summary", "changes") else ""


def _inherited_subjects(question: Question, earlier: Question) -> tuple[Subject, ...]:
    """Return what a follow-up is about: its own, or the earlier with a branch it adds."""
    named = [subject for subject in question.subjects if subject.indicator]
    if not named:
        return earlier.subjects
    heads = [subject.indicator for subject in earlier.subjects if subject.indicator]
    bare = is_branch(named[0].indicator) and not _names_whole(question.text, named[0].indicator)
    if len(named) == 1 and heads and bare and not named[0].part:
        return (joined(heads[0], named[0].indicator),) if not is_branch(heads[0]) else tuple(named)
    return tuple(question.subjects)


def _names_whole(text: str, branch: str) -> bool:
    """Tell whether a question says what a branch is one of: "IIP ngành khai khoáng"."""
    wholes = lineage(branch)[1:]
    named = {mention.id for mention in find_indicators(text, language_of(text))}
    return not named.isdisjoint(wholes) or bool(_WHOLE_OF_BRANCHES.search(fold(text)))


def _shift(folded: str) -> str:
    if _YEAR_EARLIER.search(folded):
        return "year-earlier"
    if _NEXT.search(folded):
        return "next"
    return "before" if _BEFORE.search(folded) else ""


def _moved(period: Period, shift: str) -> Period:
    """Return the period one year earlier, or the one after or before of the same length."""
    year, first = period.start.year, period.start.month
    months = (period.end.year - year) * 12 + period.end.month - first + 1
    if shift == "year-earlier":
        year -= 1
    elif period.kind in ("month", "quarter", "year"):
        count = year * 12 + first - 1 + (months if shift == "next" else -months)
        year, first = count // 12, count % 12 + 1
    if period.kind == "month":
        return month(year, first)
    if period.kind == "quarter":
        return quarter(year, (first + 2) // 3)
    if period.kind == "year":
        return whole_year(year)
    return year_to_date(year, period.end.month)
