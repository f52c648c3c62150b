"""Chat completions as OpenAI words them: what a request asks, and the bytes of an answer."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MODEL = "fake"  # what the model is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a request asked: its messages as role and text, and the whole of its JSON."""

    messages: tuple[tuple[str, str], ...]
    body: Mapping[str, Any]
    key: str = ""

    @property
    def stream(self) -> bool:
        """Whether the text is to come token by token."""
        return bool(self.body.get("stream"))

    @property
    def text(self) -> str:
        """The messages below one another."""
        return "\n".join(text for _, text in self.messages)


Reply = Callable[[Prompt], str]
"""From what was asked to the text that is said."""


def says(text: str) -> Reply:
    """Return a reply that is always the same."""
    return lambda _: text


def echo(prompt: Prompt) -> str:
    """Say what the last message said."""
    return prompt.messages[-1][1] if prompt.messages else ""


def pieces(text: str) -> list[str]:
    """Return the text in pieces of about a word, which join to it again."""
    return re.findall(r"\s*\S{1,12}|\s+\Z", text)


def chunk(delta: Mapping[str, Any], finish: str | None = None) -> bytes:
    """Return one event of a stream."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def events(text: str, finish: str = "stop") -> Iterator[bytes]:
    """Yield the events of a text that is streamed to its end."""
    yield chunk({"role": "assistant", "content": ""})
    for piece in pieces(text):
        yield chunk({"content": piece})
    yield chunk({}, finish)
    yield DONE


def whole(text: str, finish: str = "stop") -> dict[str, Any]:
    """Return the answer to a request that is not streamed."""
    message = {"role": "assistant", "content": text}
    count = len(pieces(text))
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 1, "completion_tokens": count, "total_tokens": count + 1},
    }


def read_prompt(body: Mapping[str, Any], key: str = "") -> Prompt:
    """Return what a request's JSON asks, the parts of a message joined."""
    messages = [m for m in body.get("messages") or () if isinstance(m, dict)]
    return Prompt(
        messages=tuple((str(m.get("role", "")), _joined(m.get("content"))) for m in messages),
        body=body,
        key=key,
    )


def _joined(content: Any) -> str:
    if isinstance(content, Sequence) and not isinstance(content, str):
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content or "")
