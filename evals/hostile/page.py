"""`python -m evals.hostile.page BUILD PORT`: the page in this process, over a build."""

import runpy
import sys
from pathlib import Path

from evals.chaos import broken

_PAGE = Path(__file__).resolve().parents[2] / "ui" / "page.py"


def main() -> None:
    """Break what the build names, then serve the page until the process is ended."""
    build, port = sys.argv[1:]
    broken.apply(build)
    sys.argv = ["streamlit", "run", str(_PAGE), "--server.port", port]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
