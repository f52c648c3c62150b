"""The hostile rows by name, with their counts in full and in a sample."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.chaos.ground import Run
from evals.hostile import failing, figures_told, injected, leaking, offline, spoofing
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
    "C2": Row(what="no model, no network", run=offline.answered, full=87, sampled=87),
    "E1": Row(what="orders in documents", run=injected.documents, full=300, sampled=20),
    "E3": Row(what="markup in a browser", run=leaking.pages, full=100, sampled=5),
    "E5": Row(what="citations that are none", run=spoofing.citations, full=200, sampled=20),
    "F1": Row(what="figures a model tells", run=figures_told.told, full=300, sampled=20),
}
