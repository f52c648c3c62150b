"""How long one command takes and how large it grows.

Run as a small process of its own: on Linux a child starts with the peak size of the process that
started it, so a large one cannot measure a small one.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_LOOK = 0.1  # seconds between two looks at how much memory is held


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


def watched(command: Sequence[str]) -> tuple[str, float]:
    """Return what a command prints and the most MB that it and all it started held together.

    What processes share is counted once (their proportional share, on Linux). RuntimeError when
    the command fails.
    """
    import psutil

    with psutil.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        most = 0.0
        while run.poll() is None:
            most = max(most, sum(map(_held, (run, *_children(run)))))
            time.sleep(_LOOK)
        said: str = run.stdout.read()
    if run.returncode:
        raise RuntimeError(f"{command!r} failed")
    return said, most / 1_000_000


def _children(run: Any) -> list[Any]:
    import psutil

    with suppress(psutil.Error):
        return list(run.children(recursive=True))
    return []


def _held(process: Any) -> int:
    """Return how many bytes a process holds, 0 for one that is gone."""
    import psutil

    with suppress(psutil.Error):
        held = process.memory_full_info()
        return int(getattr(held, "pss", held.uss))
    return 0


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
