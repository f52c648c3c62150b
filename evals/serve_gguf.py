"""Serve a GGUF file to this machine alone: `python evals/serve_gguf.py FILE PORT THREADS SECONDS`.

Run by a Python that has xllamacpp (see the Makefile); the project does not depend on it.
"""

import sys
import time

CONTEXT = 8_192  # tokens; the recipe's four passages need about 2,000


def main() -> None:
    """Serve until the seconds are over or the process is ended."""
    import xllamacpp

    file, port, threads, seconds = sys.argv[1:]
    settings = xllamacpp.CommonParams()
    settings.model.path = file
    settings.n_ctx = CONTEXT
    settings.n_parallel = 1
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = int(threads)
    settings.cpuparams.poll = settings.cpuparams_batch.poll = 0  # let others have the processor
    settings.hostnames = ["127.0.0.1"]
    settings.port = int(port)
    server = xllamacpp.Server(settings)
    print(server.listening_address, flush=True)
    time.sleep(float(seconds))


if __name__ == "__main__":
    main()
