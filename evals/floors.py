"""What must not get worse: the least share each measure may have, in floors.toml."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.table import Row

FILE = Path(__file__).with_name("floors.toml")


def load_floors(path: Path = FILE) -> dict[str, Any]:
    """Return data set -> row label -> measure -> least value."""
    return tomllib.loads(path.read_text("utf-8"))


def below(floors: dict[str, Any], data_set: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each measure of a data set under its floor, or not measured at all."""
    measured = {row.label: row.values for row in rows}
    for label, least in floors.get(data_set, {}).items():
        for measure, floor in least.items():
            value = measured.get(label, {}).get(measure)
            if value is None:
                yield f"{data_set}, {label}: {measure} was not measured"
            elif value < floor:
                yield f"{data_set}, {label}: {measure} {value:.3f} is below {floor:.3f}"
