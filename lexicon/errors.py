"""What can go wrong, in the words of the catalogue.

BantinError
├── InputError       a file, folder, address or line that cannot be taken in
├── StoreError       the home folder or what is kept in it
│   ├── LockedError        another process is writing
│   └── FingerprintError   the store was filled by another embedder or splitter
├── ModelError       an embedding model that cannot be used
└── LanguageModelError   a language model that cannot be reached or used; answers stand without it
"""

from lexicon.messages import say
from lexicon.text import Language


class BantinError(Exception):
    """Something went wrong that one sentence explains, with what to do next."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def say(self, language: Language) -> str:
        """Return the sentence in one language."""
        return say(f"error.{self.key}", language, **self.values)

    def __str__(self) -> str:
        return self.say("en")


class InputError(BantinError):
    """A file, folder, address or line cannot be taken in; nothing of it was stored."""


class StoreError(BantinError):
    """The home folder cannot be read or written as asked."""


class LockedError(StoreError):
    """Another process is writing to the same home."""


class FingerprintError(StoreError):
    """The store was filled by another embedder or splitter."""


class ModelError(BantinError):
    """An embedding model cannot be loaded or used."""


class LanguageModelError(BantinError):
    """A language model cannot be reached or used; the answer stands without it."""
