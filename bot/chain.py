"""The bot as LangChain parts: a retriever and a streaming runnable, the only door to LangChain."""

from collections.abc import Iterator, Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from bot.bot import Bot
from bot.contract import answer_json, source_json
from bot.types import Turn

Asked = str | Mapping[str, Any]
"""A question, or {"question": ..., "history": [{"question": ..., "answer": ...}]}."""


class BulletinRetriever(BaseRetriever):
    """The ranked chunks for a question as documents, best first.

    `metadata` holds the bulletin (file, title, publisher, published, url), the chunk's exact
    `start` and `end` in its text, and the score of its best sentence.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    bot: Bot
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found: dict[str, Document] = {}
        for ranked in self.bot.retrieve(self.bot.understand(query)):
            chunk = ranked.hit.chunk
            if chunk.id not in found:
                found[chunk.id] = Document(
                    id=chunk.id,
                    page_content=chunk.text,
                    metadata={
                        **source_json(chunk.source),
                        "start": chunk.start,
                        "end": chunk.end,
                        "score": ranked.score,
                    },
                )
            if len(found) == self.k:
                break
        return list(found.values())


class BulletinBot(Runnable[Asked, AIMessage]):
    """Questions to messages whose `additional_kwargs["answer"]` is what `bantin ask --json` writes.

    Streaming yields the text line by line and the whole answer with the last line.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def invoke(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AIMessage:
        """Return the whole answer as one message."""
        answer = self._answer(input)
        return AIMessage(content=answer["text"], additional_kwargs={"answer": answer})

    def stream(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> Iterator[AIMessage]:
        """Yield the answer line by line."""
        answer = self._answer(input)
        lines = answer["text"].splitlines(keepends=True)
        for number, line in enumerate(lines, start=1):
            whole = {"answer": answer} if number == len(lines) else {}
            yield AIMessageChunk(content=line, additional_kwargs=whole)

    def _answer(self, asked: Asked) -> dict[str, Any]:
        if isinstance(asked, str):
            return answer_json(self._bot.ask(asked), id=None)
        turns = tuple(
            Turn(question=turn["question"], answer=turn["answer"])
            for turn in asked.get("history", ())
        )
        return answer_json(self._bot.ask(asked["question"], turns), id=asked.get("id"))
