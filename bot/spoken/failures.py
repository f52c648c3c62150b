"""What a provider's libraries raise, as one of our sentences; never with their words in it."""

from lexicon.errors import LanguageModelError

_PASSING = (408, 409, 425, 429, 500, 502, 503, 504, 529)  # HTTP statuses that pass by themselves
_LATER_THAN = 3.0  # seconds: a server that asks to be left alone for longer is not asked again


def failure_of(error: BaseException, name: str) -> LanguageModelError:
    """Return the error a reader is told for what was raised."""
    if isinstance(error, LanguageModelError):
        return error
    status = _status(error)
    if status is not None:
        return _of_status(status, name)
    if isinstance(error, ImportError):
        return LanguageModelError("model-package", name=name)
    if isinstance(error, TimeoutError) or _is_named(error, "APITimeoutError", "TimeoutException"):
        return LanguageModelError("model-slow", name=name)
    if _is_named(error, "APIConnectionError", "TransportError", "ConnectionError"):
        return LanguageModelError("model-unreachable", name=name)
    return LanguageModelError("model-garbled", name=name)


def _of_status(status: int, name: str) -> LanguageModelError:
    if status in (401, 403):
        return LanguageModelError("model-key", name=name, status=status)
    if status == 404:
        return LanguageModelError("model-unknown", name=name, status=status)
    if status == 429:
        return LanguageModelError("model-busy", name=name, status=status)
    return LanguageModelError("model-status", name=name, status=status)


def may_pass(error: BaseException) -> bool:
    """Tell whether the same request may succeed a moment later."""
    status = _status(error)
    if status is None:
        return _is_named(error, "ConnectError", "APIConnectionError", "RemoteProtocolError")
    return status in _PASSING and _asked_to_wait(error) <= _LATER_THAN


def _status(error: BaseException) -> int | None:
    """Return the HTTP status a provider's error carries, whatever library made it."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _asked_to_wait(error: BaseException) -> float:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return float(headers.get("retry-after", 0))
    except ValueError:
        return _LATER_THAN + 1  # a date


def _is_named(error: BaseException, *names: str) -> bool:
    """Tell whether an error or what caused it is of a class of one of these names.

    By name, so that no provider's library has to be imported to tell.
    """
    seen: BaseException | None = error
    while seen is not None:
        if any(kind.__name__ in names for kind in type(seen).__mro__):
            return True
        seen = seen.__cause__
    return False
