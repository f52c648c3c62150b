"""Which language model is used, and how much of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Which model, where, and how long it may take; `name` is "provider:model", as LangChain's."""

    name: str
    url: str = ""
    key: str = field(default="", repr=False)
    prompt_tokens: int = 1_200
    answer_tokens: int = 400
    connect_seconds: float = 5.0
    first_seconds: float = 45.0  # to the first text, retries included; a CPU reads a prompt for 20
    total_seconds: float = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many texts may be asked for in a day, by one user and by all."""

    a_user: int = 100
    a_day: int = 1_000
