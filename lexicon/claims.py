"""A figure as a text states it: how much of what, when, where and against what."""

from dataclasses import dataclass
from typing import Literal

from lexicon.bases import Base
from lexicon.periods import Period
from lexicon.quantities import Quantity
from lexicon.sentences import Span
from lexicon.subjects import Subject
from lexicon.wording import Status

ClaimKind = Literal["growth", "change", "level", "contribution", "share", "count", "index", ""]


ClaimBase = Base | Literal["", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure a text states; the span is that of the number with its unit.

    `subject` is unresolved where the catalogue does not know it; `period` is None and `base`
    "unclear" where the text does not tell.
    """

    start: int
    end: int
    sentence: Span
    quantity: Quantity
    kind: ClaimKind
    subject: Subject
    period: Period | None
    period_written: bool
    base: ClaimBase
    compared: Period | None  # what a base of "period" compares with
    place: str
    status: Status

    @property
    def complete(self) -> bool:
        """Whether an answer can be made of it: all of it was resolved."""
        return (
            self.subject.resolved
            and self.period is not None
            and self.kind != ""
            and self.base != "unclear"
        )
