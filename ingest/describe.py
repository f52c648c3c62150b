"""Title, publisher, date, period and place of a bulletin, each with where it was read."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath

from ingest.types import RawDocument
from lexicon.diacritics import Restorer, pairs
from lexicon.periods import Period, month, shifted
from lexicon.places import VIETNAM, find_places, places
from lexicon.references import read_references, reference_periods
from lexicon.sentences import paragraphs, sentences
from lexicon.text import fold, normalise, tokens
from vectorstore.types import Provenance

_LEAD = 600  # characters in which an article says when and where it was written
_TITLE_LENGTH = 200
_RECENT = 330  # days after which what an opening names is only recalled
_OFTEN = 4  # mentions, those in the opening doubled, from which a text reports on a period
_SEVERAL = 3  # other provinces told of as often as the title's, from which on it is one of them
_NEARLY_OVER = 31  # days before the end of a period at which bulletins sum it up


def read_title(raw: RawDocument, text: str, file: str) -> tuple[str, Provenance]:
    """Return the title: as stated, the text's own first line, or the file's name made readable."""
    if title := _one_line(raw.title):
        return title, _stated(raw)
    first = text.split("\n", 1)[0].strip()
    heading = first.lstrip("#").strip()
    if first.startswith("#") or (
        "\n" in text and len(heading) <= _TITLE_LENGTH and not re.search(r"[.!?:;,…]$", heading)
    ):
        return heading, "text"
    return _title_of_name(file, text), "file-name"


def _one_line(stated: str) -> str:
    return " ".join(normalise(stated).split())


def _stated(raw: RawDocument) -> Provenance:
    return "front-matter" if raw.front_matter else "markup"


def _title_of_name(file: str, text: str) -> str:
    """Return a file name as words, with the diacritics the text itself gives them."""
    stem = re.sub(r"^\d+_", "", PurePath(file).stem)
    plain = re.sub(r"[\s_-]+", " ", normalise(stem)).strip()
    words = tokens(text)
    restorer = Restorer(Counter([*words, *pairs(words)]))
    syllables = [word for word in tokens(plain) if word.isalpha()]
    if not syllables or not all(map(str.isascii, syllables)):
        return plain
    known = sum(restorer.knows(word) for word in syllables)
    if known < 0.6 * len(syllables):
        return plain
    title = restorer.restore(plain)
    return title[:1].upper() + title[1:]


def read_publisher(raw: RawDocument, text: str) -> tuple[str, Provenance]:
    """Return who published it: as stated, or the agency mark the article opens with."""
    if publisher := _one_line(raw.publisher):
        return publisher, _stated(raw)
    mark = re.search(r"\(([A-ZĐ][\w.ĐÀ-ỹ]{2,20}(?: [A-ZĐ][\w.]{1,20})?)\)\s?[-–—]", text[:_LEAD])
    return (mark[1], "text") if mark else ("", "unknown")


def read_date(raw: RawDocument, text: str, file: str) -> tuple[date | None, Provenance]:
    """Return the day of publication: as stated, in the opening or closing lines, or in the name."""
    stated = re.match(r"(\d{4})-(\d\d)-(\d\d)", raw.published)
    dashed = raw.published.replace("-", "/")
    day = _date(*map(int, stated.groups())) if stated else _written_day(dashed)
    if day:
        return day, _stated(raw)
    for part in (text[:_LEAD], text[-200:]):
        if day := _written_day(part):
            return day, "text"
    named = re.search(
        r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)", PurePath(file).stem
    )
    if named and (day := _date(*map(int, named.groups()))):
        return day, "file-name"
    return None, "unknown"


def _written_day(text: str) -> date | None:
    for match in re.finditer(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b", text):
        if re.search(
            r"(?:den|tu|truoc)\s(?:het\s)?(?:ngay\s)?$", fold(text[: match.start()][-16:])
        ):
            continue  # the end of what is reported, not the day of the report
        if day := _date(int(match[3]), int(match[2]), int(match[1])):
            return day
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def anchor_day(published: date | None, title: str, text: str) -> date | None:
    """Return the newest day the writer can know.

    That is the publication, unless the text reports on a month behind it; else the end of the
    newest period that is written with its year and named more than once or in the opening, else a
    year after what the text compares with.
    """
    counts: Counter[date] = Counter()
    months: Counter[date] = Counter()
    for part, weight in ((title, 3), (text[:_LEAD], 2), (text, 1)):
        for mention in read_references(part, None).periods:
            if mention.year_written and (mention.period.end - mention.period.start).days < 360:
                counts[mention.period.end] += weight
                if mention.period.kind in ("month", "year-to-date"):
                    months[mention.period.end] += weight
    if published:
        return max([published, *_reported_after(published, months)])
    often = [day for day, count in counts.items() if count >= 2]
    newest = max(often, default=max(counts, default=None))
    newest = newest or _after_compared(text)
    year = _year_behind(title, text)
    if newest is None or newest.year < year:
        return date(year, 12, 31) if year else None
    return _month_behind(newest, title, text)


def _reported_after(published: date, months: Mapping[date, int]) -> list[date]:
    """Return the ends of months a text reports on though they lie behind its publication.

    Its day and month were put down the other way round, or its date was never changed.
    """
    return [
        day
        for day, count in months.items()
        if count >= _OFTEN and _NEARLY_OVER < (day - published).days <= 2 * _NEARLY_OVER
    ]


def _year_behind(title: str, text: str) -> int:
    """Return the year after the one a text mostly compares the same period of, or 0."""
    years = Counter(re.findall(r"cung ky (?:nam )?((?:19|20)\d\d)", fold(f"{title}\n{text}")))
    return int(years.most_common(1)[0][0]) + 1 if years else 0


def _after_compared(text: str) -> date | None:
    """Return the end of the month behind those compared with, else of a stretch a year on."""
    compared = [p for p in read_references(text, None).compared if p.kind != "year"]
    if months := [p.end for p in compared if p.kind == "month"]:
        newest = max(months)
        return month(newest.year + newest.month // 12, newest.month % 12 + 1).end
    return max((shifted(p, "year-before", p.start.year + 1).end for p in compared), default=None)


def _month_behind(newest: date, title: str, text: str) -> date:
    """Return `newest`, or the end of the month behind it when the text names that more than once.

    A text that writes "7/2020" once and "tháng 8" often was written in August.
    """
    if newest.month == 12:
        return newest
    number = newest.month + 1
    bare = rf"\bthang {number}\b(?!\s?/|\snam)|\b{number} thang\b"
    named = 2 * len(re.findall(bare, fold(title))) + len(re.findall(bare, fold(text)))
    return month(newest.year, newest.month + 1).end if named >= 2 else newest


def main_period(title: str, text: str, anchor: date | None) -> Period | None:
    """Return what the bulletin is about: the first period of its title, else of its opening.

    A plan for a year that has hardly begun and an earlier year that is recalled are not that.
    """
    spans = [text[a:b] for a, b in sentences(text[: 2 * _LEAD])[:3]]
    recalled = None
    for part in (title, *spans):
        named = [m.period for m in reference_periods(part, anchor) if _is_told(m.period, anchor)]
        found = next((p for p in named if p.kind != "as-of"), next(iter(named), None))
        if found and (anchor is None or (anchor - found.end).days < _RECENT):
            return found
        recalled = recalled or found
    return recalled


def _is_told(period: Period, anchor: date | None) -> bool:
    """Tell whether a period can be reported on: it is over, or nearly."""
    if anchor is None:
        return True
    length = (period.end - period.start).days
    return (period.end - anchor).days <= min(max(_NEARLY_OVER, length // 3), 2 * _NEARLY_OVER)


def main_place(title: str, text: str) -> str:
    """Return the id of the one province the bulletin is about, or "" when it is the country.

    The title's only province counts, unless the text tells of several as often as of it; so does
    the only one of the opening if the text names it again, and more often than any other and than
    the country.
    """
    counts = Counter(m.id for m in find_places(text) if _is_of_country(m.id))
    if len(named := _provinces(title)) == 1:
        (place,) = named
        besides = [other for other in counts if other not in (place, VIETNAM)]
        as_often = [other for other in besides if counts[other] >= counts[place]]
        return place if len(as_often) < _SEVERAL else ""
    opening = " ".join(text[a:b] for a, b in paragraphs(text)[:1])[:_LEAD]
    lead = _provinces(re.sub(r"^.{0,30}?(?:\)\s?[-–—]|, ngày)", "", opening))
    if len(lead) != 1:
        return ""
    (place,) = lead
    others = [n for other, n in counts.items() if other != place]
    return place if counts[place] >= 3 and counts[place] > max(others, default=0) else ""


def _is_of_country(place: str) -> bool:
    return place == VIETNAM or places()[place].kind in ("province", "city")


def _provinces(text: str) -> set[str]:
    return {m.id for m in find_places(text) if places()[m.id].kind in ("province", "city")}
