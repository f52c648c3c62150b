"""The language model of this program, where one is set: one for all who ask, each with limits."""

from pathlib import Path

from bot.spoken.guarded import GuardedSpeaker
from bot.spoken.limits import Breaker, Usage
from bot.spoken.settings import Limits, ModelSettings
from bot.spoken.speaker import ChatModel
from ui.settings import model_limits, model_settings

COMMAND_LINE = "command line"  # who asks there, for the count of the day


class Model:
    """A model with what is shared by all who use it; nothing is loaded before it is needed."""

    def __init__(self, settings: ModelSettings, limits: Limits, home: Path) -> None:
        self.settings = settings
        self._chat = ChatModel(settings)
        self._breaker = Breaker()
        self._usage = Usage(home, limits)
        self._warm = False

    def for_user(self, user: str) -> GuardedSpeaker:
        """Return the model as one user may use it."""
        return GuardedSpeaker(self._chat, self._breaker, self._usage, user)

    def warm(self) -> None:
        """Load what the model's provider needs, once and in the background."""
        if not self._warm:
            self._warm = True
            self._chat.warm()


def model_of(home: Path) -> Model | None:
    """Return the model the settings name, None where they name none."""
    settings = model_settings()
    return Model(settings, model_limits(), home) if settings else None
