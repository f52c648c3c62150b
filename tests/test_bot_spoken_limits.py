"""How much a model may be used, and when it rests."""

from datetime import UTC, datetime

import pytest

from bot.spoken.guarded import GuardedSpeaker
from bot.spoken.limits import Breaker, Usage
from bot.spoken.settings import Limits, ModelSettings
from lexicon.errors import LanguageModelError


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = 0.0

    def __call__(self):
        return self.at


class Says:
    """A speaker that says its words, or fails."""

    name = "m"

    def __init__(self, *words, failure=None):
        self.words, self.failure, self.calls = words, failure, 0

    def stream(self, messages):
        self.calls += 1
        yield from self.words
        if self.failure:
            raise LanguageModelError(self.failure, name="m")


def key_of(action):
    with pytest.raises(LanguageModelError) as raised:
        action()
    return raised.value.key


def test_calls_are_counted_by_user_and_day(tmp_path):
    """Over the processes of a home: the count is in its folder. A day begins at midnight in Hanoi."""
    now = datetime(2026, 3, 1, 16, 59, tzinfo=UTC)
    usage = Usage(tmp_path, Limits(a_user=2, a_day=3), now=lambda: now)
    usage.take("an")
    usage.take("an")
    assert key_of(lambda: usage.take("an")) == "model-user-limit"
    Usage(tmp_path, Limits(a_user=2, a_day=3), now=lambda: now).take("bình")
    assert key_of(lambda: usage.take("chi")) == "model-day-limit"
    assert (usage.used("an").by_user, usage.used("an").by_all) == (2, 3)
    now = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
    usage.take("an")
    assert usage.used("an").by_all == 1


def test_a_model_that_cannot_be_counted_is_not_called(tmp_path):
    """Whatever keeps the file from being written."""
    (tmp_path / "usage.sqlite").write_bytes(b"no database, but long enough to be taken for one" * 9)
    speaker = Says("a")
    guarded = GuardedSpeaker(speaker, Breaker(), Usage(tmp_path, Limits()), "an")
    assert key_of(lambda: list(guarded.stream([]))) == "model-uncounted"
    assert speaker.calls == 0


def test_a_model_rests_after_failures_in_a_row(tmp_path):
    """Nobody waits for it meanwhile; afterwards one call tries."""
    clock, speaker = Clock(), Says(failure="model-slow")
    breaker = Breaker(failures=2, seconds=60, clock=clock)
    guarded = GuardedSpeaker(speaker, breaker, Usage(tmp_path, Limits()), "an")
    keys = [key_of(lambda: list(guarded.stream([]))) for _ in range(4)]
    assert keys == ["model-slow", "model-slow", "model-rests", "model-rests"]
    assert speaker.calls == 2
    clock.at = 61.0
    speaker.failure = None
    speaker.words = ("a",)
    assert list(guarded.stream([])) == ["a"]
    assert list(guarded.stream([])) == ["a"]


def test_a_success_between_failures_keeps_a_model_awake(tmp_path):
    """Only failures in a row count."""
    breaker = Breaker(failures=2, clock=Clock())
    for failed in (True, False, True):
        breaker.note(failed=failed)
    breaker.check("m")


def test_a_key_is_never_part_of_what_is_printed():
    """Settings may end up in a log."""
    assert "geheim" not in repr(ModelSettings(name="openai:m", key="geheim"))
