"""Files read apart: what one does to its reader does nothing to us."""

import json
import resource
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import WordEmbedder

from ingest import fork_server
from ingest.build import understand
from ingest.fork_server import read_apart
from ingest.pipeline import ingest_paths
from ingest.read import read_document
from ingest.sandbox import Sandbox, ahead
from ingest.types import RawDocument
from lexicon.errors import InputError
from vectorstore.store import Store

PAGE = "<html><head><title>Giá</title></head><body><p>{}</p></body></html>".format(
    "Xuất khẩu tháng 5/2024 đạt 32,8 tỷ USD, tăng 15,8% so với cùng kỳ năm trước. " * 5
)


@pytest.fixture
def sandbox():
    opened = Sandbox()
    yield opened
    opened.close()


def in_fork(body):
    """Return the outcome of reading with a function of this body, in a process without threads."""
    script = (
        "import json, os, signal, socket, sys, time\n"
        "from ingest.fork_server import read_apart\n"
        "from ingest.types import RawDocument\n"
        f"def read(name, content, page_read):\n    {body}\n"
        "print(json.dumps(read_apart(read, 'a.txt', b'', wall=1.0)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "CPI tháng 5/2024 tăng 0,05%.".encode()),
        ("a.md", "---\ntitle: Giá\n---\nCPI tháng 5/2024 tăng 0,05%.".encode()),
        ("a.html", PAGE.encode()),
    ],
)
def test_what_is_read_apart_is_what_is_read(sandbox, name, content):
    """The document comes over whole."""
    assert sandbox.read_document(name, content) == read_document(name, content)


def test_a_whole_bulletin_comes_over(sandbox):
    """Its chunks with what they state, its figures, and the address it was found at."""
    here = understand("a.html", replace(read_document("a.html", PAGE.encode()), url="https://a.vn"))
    there = sandbox.understand("a.html", PAGE.encode(), "https://a.vn")
    assert there == here
    assert there.claims
    assert there.bulletin.source.url == "https://a.vn"


@pytest.mark.real
def test_nothing_of_a_file_is_read_in_the_process_that_stores_it(tmp_path, monkeypatch):
    """Neither its text, nor the figures in it, over which patterns may take for ever."""
    for name in ("read_bulletin", "cut"):
        monkeypatch.setattr(f"ingest.build.{name}", None)
    (tmp_path / "a.txt").write_text("CPI tháng 5/2024 tăng 0,05% so với tháng trước.", "utf-8")
    with closing(Store(tmp_path / "home", create=True)) as store:
        assert ingest_paths(store, WordEmbedder([]), [tmp_path / "a.txt"]).stored == ("a.txt",)


def test_a_text_that_takes_too_long_to_understand_is_told_by_that(sandbox):
    """The next one is read."""
    with pytest.raises(InputError) as refused:
        sandbox.understand("a.txt", b"1" * 60_000, "")
    assert refused.value.key == "too-slow"
    assert sandbox.understand("b.txt", "CPI tháng 5/2024 tăng 0,05%.".encode(), "").claims


def test_why_a_file_is_refused_comes_over(sandbox):
    """With the sentence a user reads."""
    with pytest.raises(InputError) as refused:
        sandbox.read_document("a.txt", b"CPI \x00 5%")
    with pytest.raises(InputError) as here:
        read_document("a.txt", b"CPI \x00 5%")
    assert refused.value.say("vi") == here.value.say("vi")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("bytearray(3 << 30)", "memory"),
        ("time.sleep(60)", "time"),
        ("[None for _ in iter(int, 1)]", "time"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "crash"),
        ("os._exit(3)", "crash"),
        ("read(name, content, page_read)", "crash"),
    ],
    ids=["memory", "sleeps", "loops", "is killed", "leaves", "recurses"],
)
def test_a_reader_that_goes_wrong_is_told_by_how(body, why):
    """It ends within its limits, and nothing of it comes over."""
    assert in_fork(body) == {"died": why}


def test_each_page_has_the_time_of_a_file():
    """Five pages take longer than the second one may; what comes behind them is limited."""
    body = "[(time.sleep(0.3), page_read()) for _ in range(5)]; return RawDocument(text='whole')"
    assert in_fork(body)["document"]["text"] == "whole"
    assert in_fork("page_read(); time.sleep(60)") == {"died": "time"}


@pytest.mark.parametrize(("letters", "shares"), [(10, [1, 1]), (250_000, [1, 3])])
def test_a_long_text_has_more_time_for_its_figures(monkeypatch, letters, shares):
    """The file itself has that of any file."""
    given = []

    def read(*_, shares=1):
        given.append(shares)
        return {"document": {"text": "a" * letters}}

    monkeypatch.setattr(fork_server, "read_apart", read)
    fork_server._answer({"name": "a.txt", "address": ""}, b"")
    assert given == shares


def test_work_is_limited_from_page_to_page():
    """Pages that are done are no longer counted."""
    body = (
        "import resource\n"
        "    before = resource.getrlimit(resource.RLIMIT_CPU)[0]\n"
        "    page_read()\n"
        "    after = resource.getrlimit(resource.RLIMIT_CPU)[0]\n"
        "    return RawDocument(text=f'{before} {after}')"
    )
    assert in_fork(body)["document"]["text"] == "20 21"


def test_pages_without_end_are_stopped():
    """So many are given time, and no more."""
    assert in_fork("[(page_read(), time.sleep(0.0001)) for _ in iter(int, 1)]") == {"died": "time"}


def test_a_document_reaches_no_network():
    """Neither a server nor a name is asked."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    body = (
        "text = ''\n"
        f"    for ask in (lambda: socket.create_connection(('127.0.0.1', {port}), 1),"
        " lambda: socket.getaddrinfo('localhost', 80)):\n"
        "        try:\n            ask()\n            text += 'reached '\n"
        "        except OSError:\n            text += 'refused '\n"
        "    return RawDocument(text=text)"
    )
    with listening:
        assert in_fork(body)["document"]["text"] == "refused refused "


def test_what_a_reader_started_ends_with_it(tmp_path):
    """A process that it left behind is killed."""
    note = tmp_path / "pid"
    body = (
        "import subprocess\n"
        "    left = subprocess.Popen(['sleep', '60'])\n"
        f"    open({str(note)!r}, 'w').write(str(left.pid))\n"
        "    time.sleep(60)"
    )
    assert in_fork(body) == {"died": "time"}
    left = Path(f"/proc/{note.read_text()}/stat")
    for _ in range(100):
        if not left.exists() or left.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("a process was left behind")


def test_a_server_that_ended_is_started_again(sandbox):
    """The next file is read as if nothing had happened."""
    assert sandbox.read_document("a.txt", b"CPI rose 1% in May.").text
    sandbox._server.kill()
    sandbox._server.wait()
    assert sandbox.read_document("b.txt", b"CPI rose 2% in June.").text


def test_the_limits_are_those_documented():
    """A gibibyte, twenty seconds of work and thirty in all."""
    assert (fork_server.MEMORY_BYTES, fork_server.CPU_SECONDS) == (1 << 30, 20)
    assert fork_server.WALL_SECONDS == 30


def test_work_done_ahead_keeps_its_order():
    """However long each takes."""
    waits = [0.05, 0.0, 0.02, 0.0, 0.01, 0.0]
    assert list(ahead(lambda job: (time.sleep(waits[job]), job)[1], range(6))) == list(range(6))


def test_the_one_who_asks_is_under_no_limit():
    """A fork puts limits on itself alone."""
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    before = [resource.getrlimit(kind) for kind in kinds]
    read_apart(lambda name, content, page_read: RawDocument(text=name), "a.txt", b"")
    assert [resource.getrlimit(kind) for kind in kinds] == before


def test_a_server_whose_asker_was_killed_ends_without_a_word():
    """Nobody is there to read a traceback."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    server = subprocess.Popen([sys.executable, "-m", "ingest.fork_server"], **pipes)
    server.stdout.close()
    content = "CPI tháng 10 tăng 0,5%.".encode()
    server.stdin.write(json.dumps({"name": "a.txt", "size": len(content)}).encode() + b"\n")
    server.stdin.write(content)
    server.stdin.close()
    assert (server.wait(30), server.stderr.read()) == (0, b"")
    server.stderr.close()
