"""Something served to this machine alone by a process of its own, for as long as it is asked."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 4 * 3_600  # seconds after which a served model ends by itself
_STARTING = 300  # seconds; a model of a gigabyte is read


@contextmanager
def serving(
    command: Callable[[int], Sequence[str]],
    path: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Run a command for a free port, and yield its address once a path of it answers.

    It runs in the folder of its log. RuntimeError with the log when it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as told:
        server = subprocess.Popen(
            command(port), env=environment, cwd=log.parent, stdout=told, stderr=told
        )
        try:
            if not _answers(f"{address}{path}", server):
                raise RuntimeError(f"nothing is served: {log.read_text('utf-8', 'replace')}")
            yield address
        finally:
            server.terminate()
            server.wait(60)


def _answers(address: str, server: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + _STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    return False


@contextmanager
def served_model(python: Path, file: Path, threads: int, log: Path) -> Iterator[str]:
    """Serve a GGUF file by a Python that has xllamacpp, and yield its address."""
    script = Path(__file__).with_name("serve_gguf.py")
    fixed = [str(python.absolute()), str(script), str(file.absolute())]

    def command(port: int) -> list[str]:
        return [*fixed, str(port), str(threads), str(_LONGEST)]

    with serving(command, "/v1/models", log) as address:
        yield f"{address}/v1"
