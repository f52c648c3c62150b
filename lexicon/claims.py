"""A figure as a text states it: how much of what, when, where and against what."""

from dataclasses import dataclass, replace
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
    ratio: Quantity | None = None  # the ratio to the base that its change was computed from

    @property
    def complete(self) -> bool:
        """Whether an answer can be made of it: all of it was resolved."""
        return (
            self.subject.resolved
            and self.period is not None
            and self.kind != ""
            and self.base != "unclear"
        )

    def as_change(self) -> "Claim":
        """Return a ratio to a base as the change it makes, other claims as they are.

        103,9 % of the year before is up 3,9 %.
        """
        compared = self.base not in ("", "unclear")
        if self.kind != "index" or self.quantity.unit != "%" or not compared:
            return self
        of = self.quantity
        high = None if of.high is None else of.high - 100
        change = replace(of, value=of.value - 100, high=high)
        return replace(self, kind="growth", quantity=change, ratio=of)
