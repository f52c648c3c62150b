"""Which bulletins are one text: told again under another name, or corrected."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from ingest.types import Bulletin
from lexicon.text import fold, matching, tokens
from vectorstore.types import Source

_ALIKE = 0.7  # share of five-word runs that a correction has in common with what it corrects
_RUN = 5
_SOON = timedelta(days=14)  # within which a correction of the same title appears
_CORRECTS = re.compile(
    r"\b(?:dinh chinh|ban sua|sua doi so lieu|thay the ban tin|correct(?:ed|ion))\b"
)
_LEAD = 400  # characters in which a text says that it corrects another


def text_hash(text: str) -> str:
    """Return a hash of the words and figures of a text, whatever stands between them."""
    return hashlib.sha256(" ".join(tokens(text)).encode()).hexdigest()[:32]


def described(source: Source) -> int:
    """Return how much of a bulletin's title, publisher and day was stated, not guessed."""
    told = (source.title_from, source.publisher_from, source.published_from)
    return sum(where not in ("unknown", "file-name") for where in told)


class Families:
    """The bulletins stored, found by their address and by their title."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_address: dict[str, list[Source]] = {}
        self._by_title: dict[str, list[Source]] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> None:
        """Note one more bulletin that is stored."""
        if source.url:
            self._by_address.setdefault(source.url, []).append(source)
        self._by_title.setdefault(_plain_title(source.title), []).append(source)

    def may_be_corrected_by(self, bulletin: Bulletin) -> tuple[Source, ...]:
        """Return the bulletins that a new one may be the corrected form of, the newest first.

        They have its address; or its title, publisher, period and place, and its day or, where the
        new one says that it corrects, a day shortly before. Months that only resemble each other
        are none.
        """
        new, says = bulletin.source, _says_it_corrects(bulletin)
        titled = [
            old for old in self._titled(new) if _same_series(old, new) and _in_time(old, new, says)
        ]
        found = {old.id: old for old in (*self._addressed(new), *titled) if old.id != new.id}
        return tuple(reversed(found.values()))

    def may_have_corrected(self, bulletin: Bulletin) -> tuple[Source, ...]:
        """Return the bulletins of a later day that may be the corrected form of one that comes now.

        They have its address; or its title, publisher, period and place and a day shortly behind,
        and are to say that they correct.
        """
        old = bulletin.source
        titled = [
            new for new in self._titled(old) if _same_series(old, new) and _in_time(old, new, True)
        ]
        found = {new.id: new for new in (*self._addressed(old), *titled) if _is_later(new, old)}
        return tuple(reversed(found.values()))

    def _addressed(self, source: Source) -> list[Source]:
        return self._by_address.get(source.url, []) if source.url else []

    def _titled(self, source: Source) -> list[Source]:
        return self._by_title.get(_plain_title(source.title), [])


def has_corrected(new: Bulletin, old: Bulletin) -> bool:
    """Tell whether a bulletin of a later day is another one corrected: by its address or words."""
    by_address = bool(old.source.url) and new.source.url == old.source.url
    return (by_address or _says_it_corrects(new)) and is_correction(new.text, old.text)


def _says_it_corrects(bulletin: Bulletin) -> bool:
    return bool(_CORRECTS.search(fold(f"{bulletin.source.title} {bulletin.text[:_LEAD]}")))


def is_correction(new: str, old: str) -> bool:
    """Tell whether one text is another with some words or digits changed."""
    a, b = _runs(new), _runs(old)
    return len(a & b) >= _ALIKE * min(len(a), len(b)) if a and b else False


def _same_series(old: Source, new: Source) -> bool:
    named = (fold(old.publisher), old.period, old.place)
    return named == (fold(new.publisher), new.period, new.place)


def _plain_title(title: str) -> str:
    """Return a title without what says that it is corrected."""
    return " ".join(tokens(_CORRECTS.sub(" ", fold(title))))


def _in_time(old: Source, new: Source, says: bool) -> bool:
    if old.published is None or new.published is None:
        return old.published == new.published
    later = new.published - old.published
    return later == timedelta(0) or (says and timedelta(0) < later <= _SOON)


def _is_later(new: Source, old: Source) -> bool:
    if new.published is None or old.published is None:
        return False
    return new.published > old.published


def _runs(text: str) -> set[tuple[str, ...]]:
    words: Sequence[str] = [w for w in tokens(matching(text)) if not w[0].isdigit()]
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
