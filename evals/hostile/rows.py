"""The hostile rows by name, with their counts in full and in a sample."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.chaos.ground import Run
from evals.hostile import failing, injected
from evals.hostile.endpoints import FAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its failures and what else it measured, how often in full and in a sample."""

    what: str
    run: Callable[[Run], tuple[list[str], str]]
    full: int
    sampled: int


ROWS = {
    "C1": Row(
        what="failing endpoints",
        run=failing.endpoints,
        full=10 * len(FAULTS),
        sampled=len(FAULTS),
    ),
    "E1": Row(what="orders in documents", run=injected.documents, full=300, sampled=20),
}
