"""The hostile rows by name, with their counts in full and in a sample."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.chaos.ground import Run
from evals.hostile import failing
from evals.hostile.endpoints import FAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: what it counts failures of, how often in full and in a sample."""

    what: str
    run: Callable[[Run], list[str]]
    full: int
    sampled: int


ROWS = {
    "C1": Row(
        what="failing endpoints",
        run=failing.endpoints,
        full=10 * len(FAULTS),
        sampled=len(FAULTS),
    ),
}
