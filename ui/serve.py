"""How the page is started."""

import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "page.py"


def command(port: int) -> list[str]:
    """Return the argument vector that serves the page on 127.0.0.1, from any working folder.

    Streamlit reads `.streamlit/config.toml` and `static/` beside the script, so address, theme and
    limits come from `ui/.streamlit/config.toml`; only the port is given here.
    """
    return [sys.executable, "-m", "streamlit", "run", str(PAGE), "--server.port", str(port)]
