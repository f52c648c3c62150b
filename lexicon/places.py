"""Provinces before and after 1 July 2025, regions and countries, from `data/places.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lexicon.phrases import Mention, Phrasebook, Word
from lexicon.text import Language, fold

VIETNAM = "vietnam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A province, city, region or country, with its names in both languages."""

    id: str
    name: str
    kind: str
    vi: tuple[str, ...]
    english: tuple[str, ...]
    merged_into: str
    merges: tuple[str, ...]

    def label(self, language: Language) -> str:
        """Return the name an answer prints."""
        return self.name if language == "vi" or not self.english else self.english[0]


@cache
def places() -> dict[str, Place]:
    """Return the catalogue by id."""
    tables = tomllib.loads((files("lexicon") / "data" / "places.toml").read_text("utf-8"))
    found = {}
    for row in tables["place"]:
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        found[row["id"]] = Place(**fields)
    return found


@cache
def _phrasebook(language: Language) -> Phrasebook:
    return Phrasebook(
        {
            entry.id: (entry.name, *entry.vi, *(entry.english if language == "en" else ()))
            for entry in places().values()
        }
    )


def find_places(
    text: str, language: Language = "vi", *, plain: bool = False
) -> tuple[Mention, ...]:
    """Return the places `text` names, in order.

    A one-word name must begin with a capital unless the whole text is in small letters
    ("Mỹ" is a country, "mỹ phẩm" is not).
    """
    return _named(text, _phrasebook(language).find(text, plain=plain))


def place_called(name: str) -> str:
    """Return the id of the place whose whole name this is in a list of places, or "".

    In a list names count that are common words elsewhere: "Pháp", "Đức", "Anh".
    """
    for text in (name, f"nước {name}"):
        found = find_places(text)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
            return found[0].id
    return ""


def places_among(
    text: str, words: Sequence[Word], language: Language = "vi"
) -> tuple[Mention, ...]:
    """Return what `find_places` does, for a text whose words are known."""
    return _named(text, _phrasebook(language).among(words))


def _named(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    small = bool(mentions) and text == text.lower()
    return tuple(
        mention
        for mention in mentions
        if (small or text[mention.start].isupper() or " " in text[mention.start : mention.end])
        and not _is_currency(text, mention)
        and not _is_ordinary(text, mention)
    )


def _is_currency(text: str, mention: Mention) -> bool:
    """Tell whether a country only names a currency: "đô la Mỹ", "US dollar"."""
    before, behind = _around(text, mention)
    return before.endswith(("do la ", "do-la ")) or behind.startswith((" dollar", "-dollar"))


def _is_ordinary(text: str, mention: Mention) -> bool:
    """Tell whether a name in small letters is made of other words: "trạng thái bình thường"."""
    before, behind = _around(text, mention)
    return before.endswith("trang ") and behind.startswith(" thuong")


def _around(text: str, mention: Mention) -> tuple[str, str]:
    """Return the few letters before a mention and behind it, folded."""
    start, end = mention.start, mention.end
    return fold(text[max(0, start - 8) : start]), fold(text[end : end + 8])
