"""A model's text as it is written: in a thread of its own, for as long as somebody reads along."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread

from bot.spoken.speak import Spoken
from bot.spoken.types import Message, Speaker

_LOG = logging.getLogger(__name__)
_PATIENCE = 10.0  # seconds without a look, after which nobody reads along: the tab is gone

Speak = Callable[[Speaker], Iterator[Spoken]]
"""What yields a text as it grows, given the speaker that writes it."""


class Speaking:
    """One text on its way; the page looks at it now and then, and no event of the page ends it.

    Streamlit ends a running script at every event, so the script that draws the page does not wait
    for a model itself.
    """

    def __init__(self, exchange: int, speaker: Speaker, speak: Speak) -> None:
        self.exchange = exchange
        self._spoken = Spoken(model=speaker.name)
        self._left, self._seen = Event(), time.monotonic()
        attended = _Attended(speaker, self._attended)
        self._thread = Thread(target=self._write, args=(speak, attended), name="text", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether more may come."""
        return self._thread.is_alive() and not self._left.is_set()

    def look(self) -> Spoken:
        """Return the text so far; who looks reads along."""
        self._seen = time.monotonic()
        return self._spoken

    def leave(self) -> None:
        """Have no more written; the request to the model ends."""
        self._left.set()

    def _attended(self) -> bool:
        return not self._left.is_set() and time.monotonic() - self._seen < _PATIENCE

    def _write(self, speak: Speak, speaker: Speaker) -> None:
        try:
            for self._spoken in speak(speaker):
                pass
        except _LeftError:
            self._left.set()
        except Exception:  # what is there stands, as a text that was not finished
            _LOG.exception("a model's text could not be written")


class _LeftError(Exception):
    """Nobody reads the text any longer."""


class _Attended:
    """A speaker that breaks off, also in its silence, once nobody reads along."""

    def __init__(self, speaker: Speaker, attended: Callable[[], bool]) -> None:
        self._speaker, self._attended = speaker, attended

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._speaker.name

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text as it comes."""
        for piece in self._speaker.stream(messages):
            if not self._attended():
                raise _LeftError  # the iterator goes with this frame, and its request with it
            yield piece
