"""How much of a model is used: calls counted by day and user, and a rest after failures."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Lock

from bot.spoken.settings import Limits
from lexicon.errors import LanguageModelError

USAGE_FILE = "usage.sqlite"
_HANOI = timezone(timedelta(hours=7))  # a day begins when its readers' does
_WAIT = 2.0  # seconds for another process that counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """How many texts were asked for today."""

    by_user: int
    by_all: int
    limits: Limits


class Usage:
    """The calls of a home, counted in a file of their own beside the archive."""

    def __init__(
        self,
        home: Path,
        limits: Limits,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._path = home / USAGE_FILE
        self._limits = limits
        self._now = now

    def take(self, user: str) -> None:
        """Count one call; LanguageModelError, and nothing counted, where the day's are used up."""
        with self._open() as connection:
            used = self._used(connection, user)
            if used.by_user >= self._limits.a_user:
                raise LanguageModelError("model-user-limit", limit=self._limits.a_user)
            if used.by_all >= self._limits.a_day:
                raise LanguageModelError("model-day-limit", limit=self._limits.a_day)
            connection.execute(
                "INSERT INTO calls VALUES (?, ?, 1)"
                " ON CONFLICT (day, user) DO UPDATE SET calls = calls + 1",
                (self._day, user),
            )

    def used(self, user: str) -> Used:
        """Return how many calls were counted today."""
        with self._open() as connection:
            return self._used(connection, user)

    @property
    def _day(self) -> str:
        return self._now().astimezone(_HANOI).date().isoformat()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield the file in one transaction, which is written when nothing went wrong."""
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
                connection.isolation_level = None
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS calls"
                    " (day TEXT, user TEXT, calls INTEGER, PRIMARY KEY (day, user))"
                )
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise LanguageModelError("model-uncounted", file=str(self._path)) from error

    def _used(self, connection: sqlite3.Connection, user: str) -> Used:
        query = (
            "SELECT coalesce(sum(calls), 0), coalesce(sum(calls) FILTER (WHERE user = ?), 0)"
            " FROM calls WHERE day = ?"
        )
        by_all, by_user = connection.execute(query, (user, self._day)).fetchone()
        return Used(by_user=by_user, by_all=by_all, limits=self._limits)


class Breaker:
    """Lets a model rest once it failed a few times in a row, so that nobody waits for it."""

    def __init__(
        self,
        *,
        failures: int = 3,
        seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._seconds, self._clock = failures, seconds, clock
        self._failed, self._until = 0, 0.0
        self._lock = Lock()

    def check(self, name: str) -> None:
        """Raise LanguageModelError while the model rests; afterwards one call may try again."""
        with self._lock:
            left = self._until - self._clock()
            if left > 0:
                raise LanguageModelError("model-rests", name=name, seconds=int(left) + 1)
            if self._failed >= self._most:
                self._until = self._clock() + self._seconds  # the others wait for the one

    def note(self, *, failed: bool) -> None:
        """Take down how a call ended."""
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            resting = self._failed >= self._most
            self._until = self._clock() + self._seconds if resting else 0.0
