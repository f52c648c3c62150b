"""Settings from the environment, the same for the command line and the page."""

import os
from dataclasses import replace
from pathlib import Path

from bot.spoken.settings import Limits, ModelSettings
from lexicon.errors import InputError, LanguageModelError
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


def model_settings() -> ModelSettings | None:
    """Return the language model of BANTIN_MODEL, None when none is set.

    LanguageModelError when the name is not "provider:name", InputError when a limit is no number.
    """
    name = os.environ.get("BANTIN_MODEL", "").strip()
    if not name:
        return None
    provider, _, model = name.partition(":")
    if not (provider and model):
        raise LanguageModelError("model-name", name=name)
    usual = ModelSettings(name=name)
    return replace(
        usual,
        url=os.environ.get("BANTIN_MODEL_URL", ""),
        key=os.environ.get("BANTIN_MODEL_KEY", ""),
        prompt_tokens=_number("BANTIN_MODEL_PROMPT", usual.prompt_tokens),
        total_seconds=_number("BANTIN_MODEL_SECONDS", int(usual.total_seconds)),
    )


def model_limits() -> Limits:
    """Return how many texts a day may have, by one user and by all."""
    limits = Limits()
    return Limits(
        a_user=_number("BANTIN_MODEL_USER_DAY", limits.a_user),
        a_day=_number("BANTIN_MODEL_DAY", limits.a_day),
    )


def _number(variable: str, default: int) -> int:
    value = os.environ.get(variable) or str(default)
    if not value.isdecimal():
        raise InputError("setting-number", variable=variable, value=value)
    return int(value)
