"""A model with its limits: counted, at rest after failures, the same for page and command line."""

from collections.abc import Iterator, Sequence

from bot.spoken.limits import Breaker, Usage, Used
from bot.spoken.types import Message, Speaker
from lexicon.errors import LanguageModelError


class GuardedSpeaker:
    """A speaker as one user may use it."""

    def __init__(self, speaker: Speaker, breaker: Breaker, usage: Usage, user: str) -> None:
        self._speaker, self._breaker, self._usage, self._user = speaker, breaker, usage, user

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._speaker.name

    @property
    def used(self) -> Used:
        """How much of it was used today."""
        return self._usage.used(self._user)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text; LanguageModelError at once where no call may be made."""
        self._breaker.check(self.name)
        self._usage.take(self._user)
        try:
            yield from self._speaker.stream(messages)
        except LanguageModelError:
            self._breaker.note(failed=True)
            raise
        self._breaker.note(failed=False)
