"""The `bantin` command: what it writes, where, and with which exit status."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from fakes import WordEmbedder, bulletin_file
from sites import Site, page, rss, served
from typer.testing import CliRunner, Result

from bot.spoken.settings import ModelSettings
from ingest.build import understand
from ingest.types import IngestReport, RawDocument, Understood
from lexicon.errors import BantinError, ModelError
from lexicon.messages import say
from ui import cli
from vectorstore.lock import writer_lock

pytestmark = pytest.mark.real

RICE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
CORN = "Giá ngô nhập khẩu tháng 5/2025 giảm 1,1% so với tháng trước."
NAMES = {"a-gao.md", "ngo.txt"}


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    """Give each test its own home, English and an embedder that counts words."""
    monkeypatch.setenv("BANTIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BANTIN_LANGUAGE", "en")
    monkeypatch.delenv("BANTIN_EMBEDDING_MODEL", raising=False)
    monkeypatch.setattr("vectorstore.embedding.open_embedder", lambda _: WordEmbedder(["gao"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two bulletins."""
    head = {"title": "Giá gạo tháng 5/2025", "date": "2025-06-03", "publisher": "Báo Thử"}
    bulletin_file(tmp_path / "in", "a-gao.md", RICE, **head)
    bulletin_file(tmp_path / "in", "ngo.txt", CORN)
    return tmp_path / "in"


@pytest.fixture
def home(tmp_path: Path, folder: Path) -> Path:
    """Return a home that holds both bulletins."""
    assert bantin("ingest", folder).exit_code == 0
    return tmp_path / "home"


def bantin(*arguments: object) -> Result:
    """Run the command in this process; an error is one sentence and status 1, as in `main`."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    if isinstance(result.exception, BantinError):
        result.stderr_bytes += f"{result.exception}\n".encode()
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        timeout=120,
    )


def listed() -> list[dict[str, object]]:
    return json.loads(bantin("list", "--json").stdout)


def test_ingesting_reports_what_became_of_each_file(folder):
    """The second run finds both unchanged."""
    first, second = bantin("ingest", folder), bantin("ingest", folder)
    assert first.stdout == "Bulletins stored: 2, unchanged: 0, replaced: 0, rejected: 0.\n"
    assert second.stdout == "Bulletins stored: 0, unchanged: 2, replaced: 0, rejected: 0.\n"
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_the_report_names_the_files_in_json(folder):
    """Names, reasons and the count of embedded chunks."""
    (folder / "z.txt").touch()
    (folder / "ngo.txt").write_text(CORN, "utf-16")
    result = bantin("ingest", folder, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "stored": ["a-gao.md", "ngo.txt"],
        "unchanged": [],
        "replaced": [],
        "rejected": [{"file": "z.txt", "reason": "z.txt: holds no bulletin text."}],
        "unread": [],
        "embedded": 2,
    }


def test_pages_that_could_not_be_read_are_counted(home, folder, monkeypatch):
    """In a sentence of their own, and in JSON; the file is stored without them."""
    monkeypatch.setattr("ingest.items.understood_apart", with_scans)
    bulletin_file(folder, "moi.txt", f"{RICE} {CORN}")
    result = bantin("ingest", folder / "moi.txt")
    assert result.exit_code == 0
    assert result.stderr == "moi.txt: scanned pages that could not be read and are missing: 3.\n"
    bulletin_file(folder, "them.txt", f"{CORN} {RICE}")
    told = json.loads(bantin("ingest", folder / "them.txt", "--json").stdout)
    assert (told["stored"], told["unread"]) == (["them.txt"], [{"file": "them.txt", "pages": 3}])


def test_a_file_with_unread_pages_is_read_again(home, folder, monkeypatch):
    """The program that reads scans may have been installed; what gives the same is left as it is."""
    monkeypatch.setattr("ingest.items.understood_apart", with_scans)
    file = bulletin_file(folder, "moi.txt", f"{RICE} {CORN}")
    assert bantin("ingest", file).stdout.startswith("Bulletins stored: 1,")
    assert "unchanged: 1," in bantin("ingest", file).stdout
    more = RawDocument(text=f"{RICE} {CORN} Giá thép cũng giảm 3%.")
    monkeypatch.setattr("ingest.items.understood_apart", lambda name, *_: understand(name, more))
    assert "replaced: 1," in bantin("ingest", file).stdout
    assert "unchanged: 1," in bantin("ingest", file).stdout


def with_scans(name: str, content: bytes, _: str) -> Understood:
    """Return a text as if it were a PDF of which three pages could not be read."""
    return understand(name, RawDocument(text=content.decode(), unreadable_pages=3))


def test_a_changed_file_is_reported_replaced(home, folder):
    """The old text is no longer listed."""
    (folder / "ngo.txt").write_text(CORN.replace("1,1", "1,3"), "utf-8")
    assert "unchanged: 1, replaced: 1" in bantin("ingest", folder).stdout
    assert len(listed()) == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.txt", None, "does not exist"),
        ("x.txt", b"", "holds no bulletin text"),
        ("x.txt", b"PK\x03\x04" + bytes(50), "is not plain text"),
        ("x.txt", b"a" * 20_000_000, "20 MB is over the limit of 10 MB"),
        ("x.txt", RICE.encode("cp1252", "replace"), "encoding of this text was not recognised"),
        ("x.md", b"---\ntitle: [\n---\nx", "front matter is broken"),
        ("x.png", b"\x89PNG", "this kind of file cannot be read"),
        ("x.pdf", b"%PDF-1.7", "is damaged"),
    ],
    ids=["missing", "empty", "binary", "20-MB", "letters-lost", "front-matter", "kind", "pdf"],
)
def test_a_bad_file_is_rejected_and_the_others_go_on(folder, tmp_path, name, content, reason):
    """One sentence on stderr, status 1, and a whole store with the other files."""
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    result = bantin("ingest", bad, folder)
    assert result.exit_code == 1
    assert "stored: 2, unchanged: 0, replaced: 0, rejected: 1" in result.stdout
    assert result.stderr.count("\n") == 1
    assert reason in result.stderr
    assert name in result.stderr
    assert {row["file"] for row in listed()} == NAMES
    assert bantin("doctor").exit_code == 0


def test_a_file_that_may_not_be_read_is_rejected(folder, monkeypatch):
    """The cause is the system's."""

    def closed(_: Path) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingest.read.open_regular", closed)
    result = bantin("ingest", folder / "ngo.txt")
    assert result.exit_code == 1
    assert "ngo.txt: cannot be opened (Permission denied)" in result.stderr


@pytest.mark.parametrize("command", [["ingest", "IN"], ["list"], ["doctor"], ["ask", "x"]])
def test_a_home_below_a_file_is_one_sentence(tmp_path, folder, command):
    """It can neither be made nor hold anything."""
    (tmp_path / "file").write_text("", "utf-8")
    arguments = [folder if part == "IN" else part for part in command]
    result = bantin(*arguments, "--home", tmp_path / "file" / "home")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(tmp_path / "file" / "home") in result.stderr


@pytest.mark.parametrize("command", [["list"], ["doctor"], ["rebuild"], ["forget", "x"]])
def test_a_home_without_bulletins_says_how_to_add_some(tmp_path, command):
    """Looking does not make a home."""
    result = bantin(*command)
    assert result.exit_code == 1
    assert "bantin ingest PATH" in result.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", [["ingest", "IN"], ["ask", "Giá gạo?"], ["doctor"]])
def test_a_home_made_by_another_embedder_is_refused(home, folder, monkeypatch, command):
    """Both fingerprints are named and the home is as it was."""
    before = listed()
    other = WordEmbedder(["lua"])
    monkeypatch.setattr("vectorstore.embedding.open_embedder", lambda _: other)
    result = bantin(*(folder if part == "IN" else part for part in command))
    assert result.exit_code == 1
    assert "'counts of gao', not 'counts of lua'" in result.stderr
    assert listed() == before
    assert other.embedded == []


def test_a_model_that_cannot_be_loaded_touches_nothing(tmp_path, folder, monkeypatch):
    """The home is not even made."""

    def missing(name: str) -> None:
        raise ModelError("bad-model", name=name, cause="no such model")

    monkeypatch.setenv("BANTIN_EMBEDDING_MODEL", "none/such")
    monkeypatch.setattr("vectorstore.embedding.open_embedder", missing)
    result = bantin("ingest", folder)
    assert result.exit_code == 1
    assert "'none/such'" in result.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "--unknown"],
        ["ingest"],
        ["ask"],
        ["ask", "x", "--batch", "q.jsonl", "--out", "a.jsonl"],
        ["ask", "--batch", "q.jsonl"],
        ["forget"],
        ["nothing"],
        ["ui", "--port", "x"],
        ["fetch"],
        ["fetch", "https://tin.example/", "--limit", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(tmp_path, arguments):
    """Nothing is made for it."""
    result = bantin(*arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert not (tmp_path / "home").exists()


def test_the_home_named_comes_before_the_environment(tmp_path, folder):
    """`--home` wins over BANTIN_HOME."""
    bantin("ingest", folder, "--home", tmp_path / "other")
    assert (tmp_path / "other" / "archive.sqlite").is_file()
    assert not (tmp_path / "home").exists()


def test_the_list_holds_each_bulletin_with_where_it_was_described(home):
    """Newest first, undated last."""
    gao, ngo = listed()
    assert gao | {"id": ""} == {
        "id": "",
        "file": "a-gao.md",
        "title": "Giá gạo tháng 5/2025",
        "title_from": "front-matter",
        "publisher": "Báo Thử",
        "publisher_from": "front-matter",
        "published": "2025-06-03",
        "published_from": "front-matter",
        "url": "",
        "pages": None,
        "unreadable_pages": 0,
    }
    assert (ngo["title_from"], ngo["published"]) == ("file-name", None)
    assert bantin("list").stdout.startswith(f"{gao['id']}  2025-06-03  Giá gạo tháng 5/2025\n")


@pytest.mark.parametrize("as_json", [False, True], ids=["plain", "json"])
def test_a_forgotten_bulletin_is_gone_until_it_is_taken_in_again(home, folder, as_json):
    """The store stays whole, and the file is new to it afterwards."""
    first = listed()[0]
    result = bantin("forget", first["id"], *["--json"] * as_json)
    if as_json:
        assert json.loads(result.stdout) == first
    else:
        assert result.stdout == "Forgotten: “Giá gạo tháng 5/2025”.\n"
    assert [row["file"] for row in listed()] == ["ngo.txt"]
    assert bantin("doctor").exit_code == 0
    assert "stored: 1, unchanged: 1" in bantin("ingest", folder).stdout


def test_an_unknown_id_is_named(home):
    """Nothing is forgotten."""
    result = bantin("forget", "none")
    assert (result.exit_code, len(listed())) == (1, 2)
    assert "'none'" in result.stderr


@pytest.mark.parametrize("as_json", [False, True], ids=["plain", "json"])
def test_a_damaged_index_is_found_and_rebuilt(home, as_json):
    """The doctor's status is 0 only for a whole store."""
    flag = ["--json"] * as_json
    (home / "bm25" / "ids.json").write_text("[]", "utf-8")
    sick = bantin("doctor", *flag)
    assert sick.exit_code == 1
    assert "BM25" in sick.stderr
    rebuilt, well = bantin("rebuild", *flag), bantin("doctor", *flag)
    assert (rebuilt.exit_code, well.exit_code) == (0, 0)
    if as_json:
        assert json.loads(sick.stdout)["whole"] is False
        assert json.loads(rebuilt.stdout) == {"chunks": 2}
        whole = {"whole": True, "faults": [], "bulletins": 2, "chunks": 2, "model": None}
        assert json.loads(well.stdout) == whole
    else:
        told = "The bulletins were read again and the indexes made anew over 2 chunks.\n"
        assert rebuilt.stdout == told
        assert well.stdout == "The store is whole: 2 bulletins, 2 chunks.\n"


@pytest.mark.parametrize("command", [["ingest", "IN"], ["forget", "x"], ["rebuild"]])
def test_a_second_writer_is_told_who_writes(home, folder, monkeypatch, command):
    """The sentence says how to wait."""
    monkeypatch.setattr("vectorstore.lock.WAIT_SECONDS", 0.1)
    with writer_lock(home):
        result = bantin(*(folder if part == "IN" else part for part in command))
    assert result.exit_code == 1
    assert f"process {os.getpid()}" in result.stderr
    assert "--wait" in result.stderr


class Says:
    """A language model that says one sentence."""

    name = "m"
    settings = ModelSettings(name="fake:m")

    def __init__(self, sentence):
        self.sentence = sentence

    def for_user(self, _):
        return self

    def stream(self, _):
        yield self.sentence


def test_a_models_text_comes_after_the_answer_with_the_source_of_what_else_it_cites(
    home, folder, monkeypatch
):
    """Who wrote is said before it, what was checked after it; `--no-model` leaves it out."""
    season = "Các tỉnh miền Tây đang vào cuối vụ thu hoạch đông xuân."
    monkeypatch.setattr("ui.model.model_of", lambda _: Says(season))
    bulletin_file(folder, "them.md", f"{RICE} {season}".replace("5/2025", "7/2025"))
    assert bantin("ingest", folder).exit_code == 0
    question = "Giá gạo tháng 7/2025 tăng bao nhiêu so với tháng trước?"
    told, alone = bantin("ask", question).stdout, bantin("ask", question, "--no-model").stdout
    assert told.startswith(alone)
    heading, sentence, source, ending = told[len(alone) :].strip().splitlines()
    assert heading == say("spoken.heading", "vi", model="m")
    assert sentence == f"{season[:-1]} [2]."
    assert source.startswith("  [2] ")
    assert ending == say("spoken.counts", "vi", model="m", checked=1, rendered=0, dropped=0)


def test_an_answer_quotes_its_bulletin_exactly(home):
    """The citation's span is the quote in the stored text."""
    result = bantin("ask", "Giá gạo tháng 5/2025 tăng bao nhiêu so với tháng trước?", "--json")
    answer = json.loads(result.stdout)
    assert (answer["id"], answer["language"], answer["refused"]) == (None, "vi", False)
    (citation,) = answer["citations"]
    assert citation["file"] == "a-gao.md"
    assert RICE[citation["start"] : citation["end"]] == citation["quote"] == RICE
    assert set(answer) == {
        "id",
        "question",
        "language",
        "understood",
        "text",
        "refused",
        "reason",
        "task",
        "mode",
        "figures",
        "citations",
        "suggestions",
        "elapsed_ms",
        "spoken",
    }


def test_an_answer_on_the_terminal_names_its_source(home):
    """Title, publisher and day stand under it."""
    text = bantin("ask", "Giá gạo tháng 5/2025 tăng bao nhiêu?").stdout
    assert "2,4%" in text
    assert "[1] Giá gạo tháng 5/2025 · Báo Thử · 2025-06-03" in text


@pytest.mark.parametrize(
    ("question", "reason"),
    [("  ", "The question is empty"), ("gạo " * 600, "over the limit of 2000")],
    ids=["empty", "long"],
)
def test_a_question_that_cannot_be_asked_is_one_sentence(home, question, reason):
    """Status 1 with what to do."""
    result = bantin("ask", question)
    assert result.exit_code == 1
    assert reason in result.stderr


def test_a_question_that_is_no_utf_8_is_answered_or_refused(home):
    """Its lone bytes are shown as question marks."""
    result = bantin("ask", "giá g\udcffo", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["question"] == "giá g?o"


def test_a_broken_line_of_a_batch_gets_an_error_and_the_rest_go_on(home, tmp_path):
    """One row a line that is not empty, in their order, with the ids given."""
    rows = [
        json.dumps({"id": "1", "question": "Giá gạo tháng 5/2025 tăng bao nhiêu?"}),
        "{broken",
        "",
        json.dumps({"id": "3", "question": 7}),
        json.dumps({"id": "4", "question": " "}),
        json.dumps({"id": "5", "question": "giá \ud800"}),
        "[" * 100_000,
        json.dumps(["6"]),
        json.dumps({"id": "7", "question": "Giá\u2028gạo?"}, ensure_ascii=False),
        json.dumps({"id": "8", "question": "Giá ngô?", "history": [{"question": "Giá gạo?"}]}),
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(rows), "utf-8-sig")
    result = bantin("ask", "--batch", tmp_path / "q.jsonl", "--out", tmp_path / "a.jsonl")
    assert result.exit_code == 0
    assert result.stdout == f"9 answers written to {tmp_path / 'a.jsonl'}.\n"
    found = [json.loads(row) for row in (tmp_path / "a.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert [row.get("line") for row in found] == [None, 2, 4, 5, 6, 7, 8, None, None]
    assert [row["id"] for row in found if "error" not in row] == ["1", "7", "8"]
    assert found[3]["id"] == "4"
    assert all(row["error"].count("\n") == 0 for row in found if "error" in row)
    assert found[0]["citations"][0]["quote"] == RICE


def test_a_batch_says_in_json_how_many_answers_it_wrote(home, tmp_path):
    """The answers themselves are in the file."""
    (tmp_path / "q.jsonl").write_text('{"question": "Giá gạo?"}\n', "utf-8")
    out = tmp_path / "a.jsonl"
    result = bantin("ask", "--batch", tmp_path / "q.jsonl", "--out", out, "--json")
    assert json.loads(result.stdout) == {"answers": 1, "out": str(out)}
    assert json.loads(out.read_text("utf-8"))["id"] is None


@pytest.mark.parametrize(
    ("questions", "out", "reason"),
    [
        ("none.jsonl", "a.jsonl", "none.jsonl: cannot be opened (No such file or directory)"),
        ("q.jsonl", "none/a.jsonl", "cannot be written (No such file or directory)"),
        ("utf-16.jsonl", "a.jsonl", "utf-16.jsonl: cannot be opened"),
    ],
    ids=["no-questions", "no-place-for-answers", "not-utf-8"],
)
def test_a_batch_that_cannot_be_read_or_written_is_one_sentence(
    home, tmp_path, questions, out, reason
):
    """Status 1 and the file's name."""
    (tmp_path / "q.jsonl").write_text('{"question": "Giá gạo?"}\n', "utf-8")
    (tmp_path / "utf-16.jsonl").write_text('{"question": "Giá gạo?"}\n', "utf-16")
    result = bantin("ask", "--batch", tmp_path / questions, "--out", tmp_path / out)
    assert result.exit_code == 1
    assert reason in result.stderr


@pytest.mark.parametrize(("language", "sentence"), [("vi_VN.UTF-8", "Đã lưu 2"), ("en", "stored")])
def test_messages_are_in_the_language_of_the_setting(folder, monkeypatch, language, sentence):
    """A Vietnamese locale gets Vietnamese."""
    monkeypatch.setenv("BANTIN_LANGUAGE", language)
    assert sentence in bantin("ingest", folder).stdout


def test_the_page_is_served_from_the_home_given(tmp_path, monkeypatch):
    """The address is told and the process becomes the server."""
    started = []
    monkeypatch.setattr("ui.cli.os.execv", lambda path, arguments: started.append(arguments))
    result = bantin("ui", "--home", tmp_path / "other", "--port", "9000")
    assert "http://127.0.0.1:9000" in result.stdout
    assert os.environ["BANTIN_HOME"] == str(tmp_path / "other")
    assert started[0][-2:] == ["--server.port", "9000"]


def test_the_demo_answers_one_question_with_its_source(tmp_path, monkeypatch):
    """The samples are taken in and cited."""
    monkeypatch.setenv("BANTIN_LANGUAGE", "vi")
    result = bantin("demo", "--no-serve")
    assert result.exit_code == 0
    assert "6,8%" in result.stdout
    assert "[1]" in result.stdout


@pytest.fixture
def site(monkeypatch) -> Iterator[Site]:
    """Yield a web site on this machine, which need not be left alone between two requests."""
    monkeypatch.setattr("ingest.web.PAUSE_SECONDS", 0.0)
    with served() as opened:
        yield opened


def test_a_page_is_fetched_like_a_file(tmp_path, site):
    """The second time it is held already; what it says can be asked."""
    address = site.serve("/gao", page())
    first, second = (bantin("fetch", address, "--allow-private") for _ in range(2))
    assert first.stdout == "Bulletins stored: 1, unchanged: 0, replaced: 0, rejected: 0.\n"
    assert second.stdout == "Bulletins stored: 0, unchanged: 1, replaced: 0, rejected: 0.\n"
    assert (first.exit_code, second.exit_code) == (0, 0)
    answer = json.loads(bantin("ask", "Giá gạo tháng 5/2025 tăng bao nhiêu?", "--json").stdout)
    assert [citation["url"] for citation in answer["citations"]] == [address]


def test_a_feed_is_fetched_up_to_the_limit(site):
    """The entry that fails is told, the other stored."""
    site.serve("/1", page())
    kind = "application/rss+xml"
    feed = site.serve("/rss", rss(("/none", ""), ("/1", ""), ("/2", "")), kind=kind)
    result = bantin("fetch", feed, "--limit", "2", "--allow-private", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "stored": [f"{site.address}/1"],
        "unchanged": [],
        "replaced": [],
        "rejected": [
            {
                "file": f"{site.address}/none",
                "reason": f"{site.address}/none: the server answered with status 404,"
                " not with a page.",
            }
        ],
        "unread": [],
        "embedded": 1,
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "inside a private network"), ("vi", "thuộc mạng riêng")],
)
def test_a_private_address_is_refused_unless_admitted(site, monkeypatch, language, sentence):
    """One sentence an address, in the language of the setting, and status 1."""
    monkeypatch.setenv("BANTIN_LANGUAGE", language)
    result = bantin("fetch", "http://127.0.0.1/", "http://[::1]/", site.serve("/a", page()))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 3
    assert result.stderr.count(sentence) == 2
    assert "--allow-private" in result.stderr.splitlines()[2]
    assert site.asked == []


def watching(monkeypatch, *steps: Callable[[], object]) -> None:
    """Have the folders watched change by these steps; Ctrl+C is pressed at the end."""

    def touched(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[Path]]:
        yield frozenset()
        for step in steps:
            step()
            yield frozenset(path for folder in folders for path in folder.iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.watch.touched_files", touched)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_watched_folder_is_told_line_by_line(folder, monkeypatch, language):
    """What is held already is not told again; Ctrl+C is how it ends."""
    monkeypatch.setenv("BANTIN_LANGUAGE", language)
    watching(
        monkeypatch,
        lambda: bulletin_file(folder, "moi.md", f"{RICE} {CORN}"),
        lambda: bulletin_file(folder, "ngo.txt", CORN.replace("1,1", "1,3")),
        lambda: (folder / "rong.txt").touch(),
    )
    result = bantin("ingest", folder, "--watch")
    lines = {
        "en": (
            "Folders watched: 1 (stop with Ctrl+C).",
            "moi.md: stored.",
            "ngo.txt: replaced.",
            "rong.txt: holds no bulletin text.",
        ),
        "vi": (
            "Đang theo dõi 1 thư mục (dừng bằng Ctrl+C).",
            "moi.md: đã lưu.",
            "ngo.txt: đã thay bản cũ.",
            "rong.txt: không có nội dung bản tin.",
        ),
    }
    assert tuple(result.stdout.splitlines()[1:]) == lines[language]
    assert (result.exit_code, result.stderr) == (0, "")
    assert bantin("doctor").exit_code == 0


def test_a_watched_folder_is_told_in_json_line_by_line(folder, monkeypatch):
    """Each line is a report like that of a single run."""
    watching(monkeypatch, lambda: bulletin_file(folder, "moi.md", f"{RICE} {CORN}"))
    first, second = map(
        json.loads, bantin("ingest", folder, "--watch", "--json").stdout.split("\n")[:-1]
    )
    assert first["stored"] == ["a-gao.md", "ngo.txt"]
    assert (second["stored"], len(second["unchanged"])) == (["moi.md"], 2)


def test_a_watched_folder_that_vanishes_is_one_sentence(folder, monkeypatch):
    """Status 1, after the report of the first run."""
    from ingest.pipeline import ingest_paths

    def last(*arguments: object, **settings: object) -> IngestReport:
        report = ingest_paths(*arguments, **settings)
        shutil.rmtree(folder)
        return report

    monkeypatch.setattr("ingest.pipeline.ingest_paths", last)
    result = bantin("ingest", folder, "--watch")
    assert result.exit_code == 1
    assert result.stderr == f"The folder {folder} is gone, so it is watched no longer.\n"
    assert "stored: 2" in result.stdout


def test_watching_needs_a_folder(folder, tmp_path):
    """Nothing is taken in, and no home is made."""
    result = bantin("ingest", folder / "ngo.txt", "--watch")
    assert result.exit_code == 1
    assert "There is no folder to watch" in result.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("at", ["begins", "ends"])
def test_an_interrupt_that_is_lost_in_a_library_ends_the_watcher_all_the_same(
    folder, monkeypatch, at
):
    """A finaliser or a callback swallows what is raised there; nothing more is taken in."""
    from ingest.pipeline import ingest_paths

    def interrupted(*arguments: object, **settings: object) -> IngestReport:
        report = ingest_paths(*arguments, **settings) if at == "ends" else None
        with suppress(BaseException):
            signal.raise_signal(signal.SIGINT)
        return report or ingest_paths(*arguments, **settings)

    monkeypatch.setattr("ingest.pipeline.ingest_paths", interrupted)
    watching(monkeypatch, lambda: bulletin_file(folder, "moi.md", f"{RICE} {CORN}"))
    before = signal.getsignal(signal.SIGINT)
    result = bantin("ingest", folder, "--watch")
    assert (result.exit_code, "moi.md" in result.stdout) == (0, False)
    assert signal.getsignal(signal.SIGINT) is before
    assert bantin("doctor").exit_code == 0
    held = len(bantin("list").stdout.splitlines())
    assert held == {"begins": 1, "ends": 2}[at]  # it stops between two files


def wait_until(holds):
    """Return once a condition holds; it fails after a while."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end


def test_a_second_interrupt_stops_at_once(folder, monkeypatch):
    """Wherever the first one was noted."""

    def interrupted(*_: object, **__: object) -> IngestReport:
        noting = signal.getsignal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        wait_until(lambda: signal.getsignal(signal.SIGINT) != noting)  # two at once are one
        signal.raise_signal(signal.SIGINT)
        Event().wait(10)  # Python looks at signals between two steps, of which this has many
        pytest.fail("it went on")

    monkeypatch.setattr("ingest.pipeline.ingest_paths", interrupted)
    watching(monkeypatch)
    assert bantin("ingest", folder, "--watch").exit_code == 0


def test_a_watcher_waits_for_another_writer(home, folder, monkeypatch):
    """Its change is taken in when the other has finished."""
    monkeypatch.setattr("vectorstore.lock.WAIT_SECONDS", 0.1)
    writing = Event()

    def write() -> None:
        with writer_lock(home):
            writing.set()
            time.sleep(0.5)

    def other_writes() -> None:
        bulletin_file(folder, "moi.md", f"{RICE} {CORN}")
        Thread(target=write).start()
        writing.wait()

    watching(monkeypatch, other_writes)
    assert bantin("ingest", folder, "--watch").stdout.endswith("moi.md: stored.\n")


@pytest.mark.timeout(120)
def test_as_a_process_it_watches_until_it_is_interrupted(tmp_path, folder):
    """With the system's events, the packaged model and a real Ctrl+C."""
    command = [sys.executable, "-m", "ui.cli", "ingest", folder, "--watch"]
    run = subprocess.Popen(
        [*map(str, command), "--home", str(tmp_path / "real")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with run:
        assert run.stdout
        assert "stored: 2" in run.stdout.readline()
        assert run.stdout.readline() == "Folders watched: 1 (stop with Ctrl+C).\n"
        bulletin_file(folder, "moi.md", f"{RICE} {CORN}")
        assert run.stdout.readline() == "moi.md: stored.\n"
        run.send_signal(signal.SIGINT)
        try:
            assert run.wait(timeout=60) == 0
        finally:
            run.kill()
        assert run.stderr
        assert (run.stdout.read(), run.stderr.read()) == ("", "")


def test_as_a_process_every_part_is_real(tmp_path, folder):
    """The packaged model fills a home, and the answer comes from another process."""
    home = ("--home", tmp_path / "real")
    filled = process("ingest", folder, tmp_path / "none.md", *home)
    assert filled.returncode == 1
    assert filled.stdout == "Bulletins stored: 2, unchanged: 0, replaced: 0, rejected: 1.\n"
    assert filled.stderr == f"{tmp_path / 'none.md'} does not exist: check the path.\n"
    asked = process("ask", "Giá ngô tháng 5/2025 giảm bao nhiêu?", "--json", *home)
    assert asked.stderr == ""
    assert json.loads(asked.stdout)["citations"][0]["quote"] == CORN


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["list"], 1), (["list", "--unknown"], 2), (["--help"], 0)],
    ids=["error", "usage", "help"],
)
def test_as_a_process_it_ends_with_its_status(tmp_path, arguments, status):
    """An error is one line on stderr and nothing on stdout, never a traceback."""
    run = process(*arguments, BANTIN_HOME=str(tmp_path / "none"))
    assert run.returncode == status
    assert "Traceback" not in run.stderr
    if status == 1:
        assert (run.stdout, run.stderr.count("\n")) == ("", 1)
