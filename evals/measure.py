"""How long one command takes and how large it grows.

Run as a small process of its own: on Linux a child starts with the peak size of the process that
started it, so a large one cannot measure a small one.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took from start to exit."""

    seconds: float
    peak_megabytes: float


def cost(command: Sequence[str]) -> Cost:
    """Run a command and return its cost; CalledProcessError when it fails."""
    found = subprocess.run(
        [sys.executable, "-m", "evals.measure", *command], check=True, stdout=subprocess.PIPE
    )
    return Cost(**json.loads(found.stdout))


def main() -> None:
    """Run the command of the arguments and print its cost as JSON."""
    import resource  # not on Windows, where only the benchmark is missing

    started = time.perf_counter()
    subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, kilobytes elsewhere
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    print(json.dumps({"seconds": seconds, "peak_megabytes": peak}))


if __name__ == "__main__":
    main()
