"""Every sentence a user reads, in Vietnamese and English, from one catalogue."""

import tomllib
from functools import cache
from importlib.resources import files

from lexicon.text import Language


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return the whole catalogue: key (`error.empty-file`) -> language -> template.

    Each file of `data/messages` is one area of it.
    """
    found = {}
    for path in (files("lexicon") / "data" / "messages").iterdir():
        area = path.name.removesuffix(".toml")
        for key, texts in tomllib.loads(path.read_text("utf-8")).items():
            found[f"{area}.{key}"] = texts
    return found


def say(key: str, language: Language, /, **values: object) -> str:
    """Return the sentence under `key` with `values` filled in; KeyError when it is not listed."""
    return catalogue()[key][language].format(**values)
