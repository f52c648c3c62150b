"""The model's server evaluations ask: its answers as OpenAI words them, and its ways to break."""

import json
import socket
import time

import httpx
import pytest

from evals.completions import echo, pieces, read_prompt, says
from evals.hostile.endpoints import FAULTS, fault
from evals.model_server import model_server

TEXT = "Giá gạo tháng 5/2025 tăng 2,4% [1]."
ASKED = {"model": "m", "messages": [{"role": "user", "content": "Giá gạo?"}]}
WHOLE = [f.name for f in FAULTS if f.listening and not f.unread]


def asked(server, **more):
    return httpx.post(f"{server.address}/chat/completions", json=ASKED | more, timeout=10)


def streamed(answer):
    """Return the joined text of a stream that came to its end."""
    lines = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    assert lines.pop() == "[DONE]"
    deltas = [json.loads(line)["choices"][0]["delta"] for line in lines]
    return "".join(delta.get("content") or "" for delta in deltas)


def test_a_text_is_said_whole_and_token_by_token():
    """Both are the same text, and both prompts are kept."""
    with model_server(says(TEXT)) as server:
        assert asked(server).json()["choices"][0]["message"]["content"] == TEXT
        assert streamed(asked(server, stream=True)) == TEXT
        assert [prompt.stream for prompt in server.prompts] == [False, True]
        assert server.prompts[0].messages == (("user", "Giá gạo?"),)
        assert server.requests == 2


def test_the_one_model_is_listed():
    """As a client asks that looks what there is."""
    with model_server(echo) as server:
        found = httpx.get(f"{server.address}/models").json()
        assert [model["id"] for model in found["data"]] == ["fake"]
        assert httpx.get(f"{server.address}/else").status_code == 404


def test_an_echo_says_the_last_message():
    """So that a test sees what was sent."""
    with model_server(echo) as server:
        assert asked(server).json()["choices"][0]["message"]["content"] == "Giá gạo?"


def test_what_is_no_json_is_told():
    """And the server goes on."""
    with model_server(echo) as server:
        url = f"{server.address}/chat/completions"
        assert httpx.post(url, content=b"{").status_code == 400
        assert httpx.post(url, content=b"[]").status_code == 400
        assert asked(server).status_code == 200


def test_the_parts_of_a_message_are_joined():
    """A client may send a list of parts."""
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert read_prompt({"messages": [{"role": "user", "content": parts}]}).text == "a\nb"


@pytest.mark.parametrize("text", ["", "a", "  a b ", TEXT, "dài" * 40, "a\n\nb\n"])
def test_pieces_join_to_the_text(text):
    """Nothing is lost between tokens."""
    assert "".join(pieces(text)) == text


def test_a_server_ends_by_itself():
    """However long its block goes on."""
    with model_server(echo, longest=0.1) as server:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                asked(server)
            except httpx.TransportError:
                return
        pytest.fail("it still answers")


def test_a_server_ends_with_its_block_whatever_is_still_open():
    """A silent fault would hold its connection for long."""
    started = time.monotonic()
    with model_server(echo, fault=fault("silent")) as server:
        port = int(server.address.rsplit(":", 1)[1].split("/")[0])
        held = socket.create_connection(("127.0.0.1", port))
        held.settimeout(30)
    assert held.recv(1) == b""
    held.close()
    assert time.monotonic() - started < 30


def test_names_of_faults_are_their_own():
    """Thirty-two ways, each once."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == 32


def broke(name, seconds=3.0):
    """Return the status and the body a client has after so many seconds, or what it raised."""
    with model_server(says(TEXT), fault=fault(name)) as server:
        body, end = b"", time.monotonic() + seconds
        try:
            url = f"{server.address}/chat/completions"
            with httpx.stream("POST", url, json=ASKED | {"stream": True}, timeout=2) as answer:
                for part in answer.iter_bytes():
                    body += part
                    if time.monotonic() > end:
                        break
            return answer.status_code, body
        except httpx.TransportError as error:
            return type(error).__name__, body


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("refused", "ConnectError"),
        ("closes at once", "RemoteProtocolError"),
        ("TLS bytes", "RemoteProtocolError"),
        ("silent", "ReadTimeout"),
        ("headers, then silence", "ReadTimeout"),
        ("half, then silence", "ReadTimeout"),
        ("half, then a reset", "ReadError"),
        ("401", 401),
        ("403", 403),
        ("404", 404),
        ("429", 429),
        ("500 with HTML", 500),
        ("503", 503),
        ("200 with HTML", 200),
        ("redirect to another host", 307),
    ],
)
def test_an_endpoint_breaks_as_its_name_says(name, status):
    """A client of another make sees it too."""
    assert broke(name)[0] == status


def test_cut_letters_are_a_sound_text():
    """They arrive in parts, and join."""
    _, body = broke("letters cut in two", seconds=30)
    assert "gạo" in body.decode()
    assert body.endswith(b"data: [DONE]\n\n")


@pytest.mark.parametrize("name", ["half, then the end", "half, ended in order"])
def test_half_a_stream_has_no_end(name):
    """No [DONE] and no reason to have finished."""
    _, body = broke(name)
    assert b"[DONE]" not in body
    assert b'"stop"' not in body


def test_what_is_no_utf8_cannot_be_decoded():
    """In the text itself, not in the JSON around it."""
    _, body = broke("no UTF-8")
    with pytest.raises(UnicodeDecodeError):
        body.decode()


def test_an_endless_text_goes_on():
    """As long as somebody reads."""
    _, body = broke("endless words", seconds=1)
    assert body.count("và".encode()) > 10
    assert b"[DONE]" not in body


def test_a_redirect_that_is_followed_is_counted():
    """The prompt has gone to another origin."""
    with model_server(says(TEXT), fault=fault("redirect to another host")) as server:
        url = f"{server.address}/chat/completions"
        assert httpx.post(url, json=ASKED, follow_redirects=True).status_code == 200
    assert server.elsewhere == 1
