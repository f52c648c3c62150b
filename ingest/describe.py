"""Title, publisher, date, period and place of a bulletin, each with where it was read."""

import re
from collections import Counter
from datetime import date
from pathlib import PurePath

from ingest.types import RawDocument
from lexicon.diacritics import Restorer, pairs
from lexicon.periods import Period, find_periods, month
from lexicon.places import find_places, places
from lexicon.references import reference_periods
from lexicon.sentences import paragraphs, sentences
from lexicon.text import fold, normalise, tokens
from vectorstore.types import Provenance

_LEAD = 600  # characters in which an article says when and where it was written
_TITLE_LENGTH = 200


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

    That is the publication, else the end of the newest period that is written with its year and
    named more than once or in the opening.
    """
    if published:
        return published
    counts: Counter[date] = Counter()
    for part, weight in ((title, 3), (text[:_LEAD], 2), (text, 1)):
        for mention in find_periods(part, anchor=None):
            if mention.year_written and mention.period.kind != "year":
                counts[mention.period.end] += weight
    often = [day for day, count in counts.items() if count >= 2]
    newest = max(often, default=max(counts, default=None))
    if newest is None:
        return _after_compared_year(text)
    return _month_behind(newest, title, text)


def _after_compared_year(text: str) -> date | None:
    """Return the end of the year after the one the text mostly compares with, or None."""
    years = Counter(re.findall(r"cung ky nam ((?:19|20)\d\d)", fold(text)))
    if not years:
        return None
    return date(int(years.most_common(1)[0][0]) + 1, 12, 31)


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
    """Return what the bulletin is about: the first period of its title, else of its opening."""
    spans = [text[a:b] for a, b in sentences(text[: 2 * _LEAD])[:3]]
    for part in (title, *spans):
        named = [m.period for m in reference_periods(part, anchor)]
        if stretches := [p for p in named if p.kind != "as-of"]:
            return stretches[0]
        if named:
            return named[0]
    return None


def main_place(title: str, text: str) -> str:
    """Return the id of the one province the bulletin is about, or "" when it is the country.

    The title's only province counts; so does the only one of the opening if the text names it again
    and names no other as often.
    """
    if len(named := _provinces(title)) == 1:
        return named.pop()
    opening = " ".join(text[a:b] for a, b in paragraphs(text)[:1])[:_LEAD]
    lead = _provinces(re.sub(r"^.{0,30}?(?:\)\s?[-–—]|, ngày)", "", opening))
    if len(lead) != 1:
        return ""
    (place,) = lead
    counts = Counter(m.id for m in find_places(text) if places()[m.id].kind in ("province", "city"))
    return place if counts.most_common(1)[0][0] == place and counts[place] >= 3 else ""


def _provinces(text: str) -> set[str]:
    return {m.id for m in find_places(text) if places()[m.id].kind in ("province", "city")}
