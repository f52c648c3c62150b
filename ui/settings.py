"""Settings from the environment, the same for the command line and the page."""

import os
from pathlib import Path

from lexicon.text import Language
from vectorstore.embedding import PACKAGED


def home_folder(given: Path | None = None) -> Path:
    """Return the home folder: the one given, else BANTIN_HOME, else the user's data folder."""
    if given:
        return given
    if named := os.environ.get("BANTIN_HOME"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("bantin", appauthor=False)


def embedding_model() -> str:
    """Return the embedding model's name: BANTIN_EMBEDDING_MODEL, else the packaged one."""
    return os.environ.get("BANTIN_EMBEDDING_MODEL") or PACKAGED


def interface_language() -> Language:
    """Return the language of messages: BANTIN_LANGUAGE, else Vietnamese in a Vietnamese locale."""
    named = os.environ.get("BANTIN_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    return "vi" if (named or "").lower().startswith("vi") else "en"
