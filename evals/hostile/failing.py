"""C1: a model's endpoint that fails, while the bulletins' answer stands."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from bot.bot import Bot
from evals.chaos import broken
from evals.chaos.ground import Run
from evals.completions import says
from evals.hostile.endpoints import FAULTS
from evals.hostile.ground import KEY, Outcome, ask, bot_over, chat, filled, watched_errors
from evals.model_server import ModelServer, model_server
from evals.wire import Fault
from lexicon.text import Language, matching

SECONDS = 60.0
REQUESTS = 3
_AT_ONCE = 32
_BULLETIN = (
    "---\ntitle: Giá tiêu dùng tháng 8/2031\ndate: 2031-08-29\n---\n"
    "CPI tháng 8/2031 nhích lên 0,41% so với tháng 7. Đặt cạnh tháng 8/2030, CPI tháng 8/2031"
    " tăng 2,17%. Giá xăng dầu trong nước đi theo giá thế giới.\n"
)
QUESTION = "CPI tháng 8/2031 tăng bao nhiêu so với tháng trước?"
_TEXT = (
    "CPI tháng 8/2031 nhích lên 0,41% so với tháng 7 [1]. Đặt cạnh tháng 8/2030, CPI tháng 8/2031"
    " tăng 2,17% [2]. Giá xăng dầu trong nước đi theo giá thế giới [3]."
)
_TRUE = ("cpi tháng 8/2031 nhích lên 0,41%", "cpi tháng 8/2031 tăng 2,17%", "theo giá thế giới")
_TRUE_ENDS = ("so với tháng 7", "2,17%", "thế giới")
_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_LEAKS = (KEY, "sk-", "elsewhere.example", "Traceback", "<html", "http://", "Error")


def endpoints(asked: Run) -> tuple[list[str], str]:
    """Return what went wrong over so many answers of failing endpoints, and the longest wait."""
    broken.apply(asked.build)
    failures: list[str] = []
    cases = [(number, FAULTS[number % len(FAULTS)]) for number in range(asked.times)]
    with (
        watched_errors(failures),
        filled(asked.folder / "c1", {"cpi.md": _BULLETIN}) as store,
        bot_over(store) as bot,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        tries = list(pool.map(lambda case: _try(bot, *case), cases))
    failures += [failure for found, _ in tries for failure in found]
    return failures, f"{max(seconds for _, seconds in tries):.0f} s at most"


def _try(bot: Bot, number: int, fault: Fault) -> tuple[list[str], float]:
    with model_server(says(_TEXT), fault=fault) as server:
        started = time.monotonic()
        try:
            outcome = ask(bot, QUESTION, chat(server.address))
        except Exception as error:
            return [f"run {number}, {fault.name}: raised {error!r}"], 0
        seconds = time.monotonic() - started
    found = faults(outcome, server, fault, seconds)
    return [f"run {number}, {fault.name}: {failure}" for failure in found], seconds


def faults(outcome: Outcome, server: ModelServer, fault: Fault, seconds: float) -> Iterator[str]:
    """Yield what is wrong with what a reader got."""
    answer, spoken = outcome.answer, outcome.spoken
    if answer.refused or not answer.citations or "0,41" not in answer.text:
        yield f"the answer does not stand: {answer.text!r}"
    if seconds > SECONDS:
        yield f"took {seconds:.0f} s"
    if server.requests > REQUESTS:
        yield f"{server.requests} requests"
    if server.elsewhere:
        yield "the prompt went to another host"
    if spoken is None or not spoken.finished:
        yield "the text never ended"
        return
    for sentence in outcome.shown:
        if not _is_whole(sentence):
            yield f"shows {sentence!r}"
    if fault.text:
        if spoken.failure or len(outcome.shown) != len(_TRUE):
            yield f"the text is not shown whole: {spoken.text!r} {spoken.failure}"
    elif not spoken.failure:
        yield f"no word of what went wrong (shown: {spoken.text!r})"
    if spoken.failure:
        told = [spoken.failure.say(language) for language in _LANGUAGES]
        yield from (f"tells {text!r}" for text in told if any(leak in text for leak in _LEAKS))


def _is_whole(sentence: str) -> bool:
    """Tell whether a sentence shown is one of the true ones, none of it cut away."""
    form = matching(sentence)
    return any(a in form and b in form for a, b in zip(_TRUE, _TRUE_ENDS, strict=True))
