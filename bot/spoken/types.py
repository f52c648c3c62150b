"""What a model is asked with, and what can be asked: known without loading either."""

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

Message = tuple[Literal["system", "user", "assistant"], str]


class Speaker(Protocol):
    """Anything that answers a prompt with text, piece by piece."""

    @property
    def name(self) -> str:
        """What the model is called."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text as it comes; LanguageModelError when there is none or it breaks off.

        An empty piece says that the model is still awaited, so that who reads it may leave.
        """
