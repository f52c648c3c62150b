"""What a benchmark measured of two sides in turns, as a table of medians."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

OURS, RECIPE = "bantin", "recipe"


@dataclass(slots=True)
class Record:
    """Measure -> side -> the values of each repetition."""

    values: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def note(self, measure: str, side: str, value: float) -> None:
        """Keep one value."""
        self.values.setdefault(measure, {}).setdefault(side, []).append(value)

    def render(self) -> str:
        """Return a Markdown table of medians, with how many times better ours is.

        More is better where the measure's name ends with "/s".
        """
        lines = ["| | bantin | recipe | times better |", "|---|---:|---:|---:|"]
        for measure, sides in self.values.items():
            medians = {side: median(values) for side, values in sides.items()}
            cells = [f"{medians[side]:,.2f}" if side in medians else "-" for side in (OURS, RECIPE)]
            lines.append(f"| {measure} | {' | '.join(cells)} | {_times_better(measure, medians)} |")
        return "\n".join(lines)


def in_turn(number: int) -> tuple[str, str]:
    """Return both sides, another one first each time."""
    return (OURS, RECIPE) if number % 2 == 0 else (RECIPE, OURS)


def _times_better(measure: str, medians: Mapping[str, float]) -> str:
    if len(medians) < 2:
        return "-"
    ratio = medians[OURS] / medians[RECIPE]
    return f"{ratio if measure.endswith('/s') else 1 / ratio:.2f}"
