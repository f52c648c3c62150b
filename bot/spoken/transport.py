"""The connection to a model's server: no redirects, and no more bytes than a text can have."""

from collections.abc import AsyncIterator

import httpx

_MOST_BYTES = 8_000_000


def client(connect_seconds: float, read_seconds: float) -> httpx.AsyncClient:
    """Return a client that follows no redirect, which would take the prompt to another host."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(read_seconds, connect=connect_seconds),
        follow_redirects=False,
        event_hooks={"response": [_bound]},
    )


async def _bound(response: httpx.Response) -> None:
    assert isinstance(response.stream, httpx.AsyncByteStream)
    response.stream = _Bounded(response.stream)


class _Bounded(httpx.AsyncByteStream):
    """A body that breaks off behind the most bytes; a text is a few thousand."""

    def __init__(self, body: httpx.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        count = 0
        async for part in self._body:
            count += len(part)
            if count > _MOST_BYTES:
                raise httpx.ReadError("the answer is too long")
            yield part

    async def aclose(self) -> None:
        """Close the connection."""
        await self._body.aclose()
