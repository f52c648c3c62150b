"""The door to chat models: a prompt in, pieces of text out within deadlines, or one error."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from bot.spoken.failures import failure_of, may_pass
from bot.spoken.settings import ModelSettings
from bot.spoken.types import Message
from lexicon.errors import LanguageModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_ATTEMPTS = 3  # requests for one text, the retries included
_CUT = ("length", "max_tokens", "model_length")  # how providers say that a text was cut off
_GRACE = 2.0  # seconds the thread of the model has beyond its deadline to say how it ended
_SIGN = 0.25  # seconds of silence after which a stream shows that it still runs
_CHARACTERS_A_TOKEN = 12  # no text is longer than this for each token it may have


class ChatModel:
    """A LangChain chat model; nothing is loaded or reached before the first text is asked for."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """The model's name without its provider."""
        return self._settings.name.partition(":")[2] or self._settings.name

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text as it comes, within the deadlines; LanguageModelError when it fails.

        While the model is silent an empty piece comes now and then. Leaving the iterator ends the
        request.
        """
        pieces: queue.Queue[str | LanguageModelError | None] = queue.Queue()
        running = _run(self._pump(messages, pieces))
        end = time.monotonic() + self._settings.total_seconds + _GRACE
        try:
            while (piece := self._next(pieces, end)) is not None:
                yield piece
        finally:
            running.cancel()

    def warm(self) -> None:
        """Load what the model's provider needs, in the background."""
        _run(asyncio.to_thread(self._load))

    def _next(
        self, pieces: "queue.Queue[str | LanguageModelError | None]", end: float
    ) -> str | None:
        try:
            piece = pieces.get(timeout=_SIGN)
        except queue.Empty:
            if time.monotonic() > end:
                raise LanguageModelError("model-slow", name=self.name) from None
            return ""
        if isinstance(piece, LanguageModelError):
            raise piece
        return piece

    async def _pump(
        self,
        messages: Sequence[Message],
        pieces: "queue.Queue[str | LanguageModelError | None]",
    ) -> None:
        """Put the pieces of the text into the queue, then None or what went wrong."""
        of = self._settings
        begun = asyncio.get_running_loop().time()
        length = 0
        try:
            async with asyncio.timeout(of.first_seconds) as deadline:
                async with aclosing(self._pieces(messages)) as texts:
                    async for text in texts:
                        deadline.reschedule(begun + of.total_seconds)
                        length += len(text)
                        pieces.put(text)
                        if length > of.answer_tokens * _CHARACTERS_A_TOKEN:
                            raise LanguageModelError("model-endless", name=self.name)
            pieces.put(None if length else LanguageModelError("model-empty", name=self.name))
        except Exception as error:
            pieces.put(failure_of(error, self.name))

    async def _pieces(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        """Yield the text; until its first piece came, what passes by itself is tried again."""
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt
        from tenacity import wait_exponential_jitter as wait

        attempts = AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait(multiplier=0.3, max=3),
            retry=retry_if_exception(may_pass),
            reraise=True,
        )
        chat = await asyncio.to_thread(self._opened)
        ends: list[str] = []
        async for attempt in attempts:
            with attempt:
                chunks = chat.astream(list(messages))
                first = await _next_text(chunks, ends)
        async with aclosing(cast("AsyncGenerator[Any]", chunks)):
            while first:
                yield first
                first = await _next_text(chunks, ends)
        self._check_end(ends)

    def _check_end(self, ends: Sequence[str]) -> None:
        """Raise LanguageModelError where a text did not come to its own end.

        A server that speaks OpenAI's protocol tells how each text ended; others may not.
        """
        if ends and ends[-1] in _CUT:
            raise LanguageModelError("model-cut", name=self.name)
        if not ends and self._settings.name.startswith("openai:"):
            raise LanguageModelError("model-broke-off", name=self.name)

    def _load(self) -> None:
        """Load the provider's library; what is wrong with it is told when a text is asked for."""
        with suppress(Exception):
            _ = self._chat

    def _opened(self) -> "BaseChatModel":
        try:
            return self._chat
        except ImportError:
            raise
        except Exception as error:  # what it says may hold the key
            raise LanguageModelError("model-settings", name=self._settings.name) from error

    @cached_property
    def _chat(self) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        of = self._settings
        named: dict[str, Any] = {"base_url": of.url} if of.url else {}
        if of.key:
            named["api_key"] = of.key
        if of.name.startswith("openai:"):
            named |= self._openai_parameters()
        chat: BaseChatModel = init_chat_model(
            of.name,
            temperature=0,
            max_tokens=of.answer_tokens,
            max_retries=0,
            timeout=of.total_seconds,
            **named,
        )
        return chat

    def _openai_parameters(self) -> dict[str, Any]:
        """Return what keeps a request with its server and within bounds."""
        from bot.spoken.transport import client

        of = self._settings
        named: dict[str, Any] = {
            "http_async_client": client(of.connect_seconds, of.total_seconds),
            "stream_chunk_timeout": None,
            "use_responses_api": False,
        }
        if of.url and not of.key:  # a server of one's own asks for none, the library for one
            named["api_key"] = "none"
        return named


async def _next_text(chunks: AsyncIterator[Any], ends: list[str]) -> str | None:
    """Return the next text of a stream that is not empty, None when there is none left.

    How the text ended is put into `ends`, in the provider's word.
    """
    async for chunk in chunks:
        told = chunk.response_metadata
        if reason := told.get("finish_reason") or told.get("stop_reason"):
            ends.append(str(reason).lower())
        if text := str(chunk.text):
            return text
    return None


_loop: asyncio.AbstractEventLoop | None = None
_starting = threading.Lock()


def _run(task: Coroutine[Any, Any, None]) -> "Future[None]":
    """Run a coroutine in the thread all models share: their connections belong to one loop."""
    global _loop
    with _starting:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="models", daemon=True).start()
    return asyncio.run_coroutine_threadsafe(task, _loop)
