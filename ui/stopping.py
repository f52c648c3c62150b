"""Ctrl+C as a wish that is kept: noted at once, followed where nothing is half done."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


@contextmanager
def stopped_by_interrupt() -> Iterator[Event]:
    """Yield an event that the first Ctrl+C sets instead of raising; the second one raises.

    A KeyboardInterrupt raised at any place is lost where it falls into a finaliser or a callback,
    of which the libraries of the store have many, and becomes another error inside some of them.
    """
    stop = Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
