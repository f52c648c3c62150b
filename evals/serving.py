"""A GGUF file served to this machine for as long as something is asked of it."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 4 * 3_600  # seconds after which the served model ends by itself
_LOADING = 300  # seconds


@contextmanager
def served(python: Path, file: Path, threads: int, log: Path) -> Iterator[str]:
    """Serve a GGUF file by a Python that has xllamacpp, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("serve_gguf.py")
    command = [str(python), str(script), str(file), str(port), str(threads), str(_LONGEST)]
    with log.open("wb") as told:
        server = subprocess.Popen(command, stdout=told, stderr=told)
        try:
            if not _answers(f"http://127.0.0.1:{port}/v1/models", server):
                raise SystemExit(f"the model is not served; see {log}")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait(60)


def _answers(address: str, server: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + _LOADING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except OSError:
            time.sleep(0.5)
    return False
