"""The bilingual catalogue of indicators, read from `data/indicators.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lexicon.phrases import Mention, Phrasebook, Word, spelled_out
from lexicon.text import Language

# What the name of a branch begins with where its own output is meant.
_OUTPUT_OF: dict[Language, str] = {"vi": "chỉ số sản xuất ", "en": "industrial production: "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One economic indicator, with the wordings that name it in both languages."""

    id: str
    label_vi: str
    label_en: str
    vi: tuple[str, ...]
    en: tuple[str, ...]
    parent: str
    units: tuple[str, ...]
    branch: bool = False  # several series are split by it; alone it takes the series of its head
    stock: bool = False  # what stands at a day: the end of a month is that month's
    rate: bool = False  # a share by nature: its percent is a level
    split_vi: str = ""  # its name where it is told of a branch, if that is another
    split_en: str = ""
    turned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of another series -> words that, said elsewhere in a question, mean that one."""

    def label(self, language: Language) -> str:
        """Return the name an answer prints."""
        return self.label_vi if language == "vi" else self.label_en

    def split_label(self, language: Language) -> str:
        """Return the name an answer prints before that of a branch."""
        return (self.split_vi if language == "vi" else self.split_en) or self.label(language)

    def part_label(self, language: Language) -> str:
        """Return the name an answer prints of a branch behind that of a series split by it."""
        return self.label(language).removeprefix(_OUTPUT_OF[language])


@cache
def indicators() -> dict[str, Indicator]:
    """Return the catalogue by id."""
    tables = tomllib.loads((files("lexicon") / "data" / "indicators.toml").read_text("utf-8"))
    found = {}
    for row in tables["indicator"]:
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        for spoken in ("vi", "en"):
            fields[spoken] = tuple(w for wording in row[spoken] for w in spelled_out(wording))
        fields["turned"] = {id: tuple(words) for id, words in row.get("turned", {}).items()}
        found[row["id"]] = Indicator(**fields)
    return found


@cache
def _phrasebook(language: Language) -> Phrasebook:
    return Phrasebook(
        {
            entry.id: entry.vi if language == "vi" else entry.en + _abbreviations(entry)
            for entry in indicators().values()
        }
    )


def _abbreviations(entry: Indicator) -> tuple[str, ...]:
    return tuple(word for word in entry.vi if word.isascii() and " " not in word)


def find_indicators(
    text: str, language: Language = "vi", *, plain: bool = False
) -> tuple[Mention, ...]:
    """Return the indicators `text` names, in order; `plain` reads Vietnamese without diacritics."""
    return _phrasebook(language).find(text, plain=plain)


def indicators_among(words: Sequence[Word], language: Language = "vi") -> tuple[Mention, ...]:
    """Return what `find_indicators` does, for a text whose words are known."""
    return _phrasebook(language).among(words)
