"""Files to raw documents: what is read, what is converted, what is refused and why."""

import codecs
import os

import pytest

from ingest.read import MAX_BYTES, find_files, read_bytes, read_document, require_inside
from ingest.zipped import members
from lexicon.errors import InputError

SENTENCE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
PAGE = f"""<html><head><title>Giá gạo tháng 5</title>
<meta property="og:site_name" content="Báo Thử">
<meta property="article:published_time" content="2025-06-03"></head>
<body><nav><a href="/">Trang chủ</a> <a href="/the-gioi">Thế giới</a></nav>
<article><h1>Giá gạo tháng 5</h1><p>{SENTENCE} Lượng gạo xuất đi lại giảm nhẹ vì mưa kéo dài.</p>
<p>Thương lái cho biết nhu cầu của các nước trong khu vực vẫn cao, còn nguồn cung đã cạn dần.</p>
</article>
<div class="comments"><p>Bạn đọc An: tôi thấy giá tăng những 40% cơ.</p></div>
<footer>Liên hệ quảng cáo: 19001234</footer></body></html>"""


@pytest.mark.parametrize(
    "content",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-with-mark", "utf-16-little", "utf-16-without-mark", "utf-16-big"],
)
def test_unicode_is_read(content):
    """The mark itself is no part of the text; older encodings have their own tests."""
    assert read_document("a.txt", content).text == SENTENCE


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty-file"),
        (b" \n\t\n", "empty-file"),
        (codecs.BOM_UTF8, "empty-file"),
        (SENTENCE.encode("cp1258", "replace"), "unknown-encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "damaged-text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary"),
        (b"PK\x03\x04" + bytes(64), "binary"),
        ("Giá gạo".encode("utf-32-be"), "binary"),
    ],
    ids=[
        "nothing",
        "spaces",
        "only-a-mark",
        "letters-lost",
        "half-a-character",
        "picture",
        "zip",
        "utf-32-without-mark",
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content, key):
    """The file is named and nothing is guessed."""
    with pytest.raises(InputError) as caught:
        read_document("a.txt", content)
    assert caught.value.key == key
    assert "a.txt" in caught.value.say("vi")


def test_front_matter_says_title_publisher_and_date():
    """What stands between the lines is no part of the text."""
    head = "---\ntitle: Giá gạo\npublisher: Báo Thử\ndate: 2025-06-03\nurl: https://thu.vn/1\n---\n"
    raw = read_document("a.md", (head + SENTENCE).encode())
    assert raw.text == SENTENCE
    assert raw.front_matter
    assert (raw.title, raw.publisher, raw.published) == ("Giá gạo", "Báo Thử", "2025-06-03")
    assert raw.url == "https://thu.vn/1"


@pytest.mark.parametrize(
    "head",
    ["", "---\n- a\n- b\n---\n", "---\nchỉ một câu\n---\n"],
    ids=["none", "a-list", "a-sentence"],
)
def test_markdown_without_fields_is_plain_text(head):
    """Nothing is stated, and that is said."""
    raw = read_document("a.md", (head + SENTENCE).encode())
    assert raw.text.strip() == SENTENCE
    assert not raw.front_matter
    assert raw.title == ""


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("---\ntitle: [Giá gạo\n---\n" + SENTENCE, "bad-front-matter"),
        ("---\ndate: 2025-02-30\n---\n" + SENTENCE, "bad-front-matter"),
        ('---\ntitle: "\\ud800"\n---\n' + SENTENCE, "bad-front-matter"),
        ("---\ntitle: Giá gạo\n---\n\n", "empty-file"),
    ],
    ids=["open-bracket", "no-such-day", "half-a-character", "no-text"],
)
def test_broken_front_matter_is_refused(content, key):
    """The reason says where to mend."""
    with pytest.raises(InputError) as caught:
        read_document("a.md", content.encode())
    assert caught.value.key == key


def test_lines_end_as_they_may():
    """Front matter of a file from Windows is read."""
    raw = read_document("a.md", f"---\r\ntitle: Giá gạo\r\n---\r\n{SENTENCE}".encode())
    assert raw.title == "Giá gạo"


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
def test_the_main_text_of_a_page_is_read(name):
    """Menus, comments and the foot of the page are left out; its markup gives the rest."""
    raw = read_document(name, PAGE.encode())
    assert SENTENCE in raw.text
    assert "cạn dần." in raw.text
    assert not any(part in raw.text for part in ("Trang chủ", "40%", "19001234", "<p>"))
    assert (raw.title, raw.publisher, raw.published) == ("Giá gạo tháng 5", "Báo Thử", "2025-06-03")
    assert not raw.front_matter


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<p>", "<" * 3000, "<div>" * 3000, "không có thẻ nào", "{}"],
    ids=["empty", "one-tag", "brackets", "deep", "no-tags", "json"],
)
def test_a_page_without_main_text_is_refused(page):
    """Nothing is taken for an article that is none."""
    with pytest.raises(InputError) as caught:
        read_document("a.html", page.encode())
    assert caught.value.key == "no-main-text"


def test_folders_give_the_files_of_a_known_kind_in_name_order(tmp_path):
    """Others inside are passed over; a file that is named is kept whatever it is."""
    for name in ("b.txt", "a.md", "c.HTML", "d.png", "sub/e.htm"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.md", "b.txt", "c.HTML", "sub/e.htm"]
    assert list(find_files([tmp_path / "d.png"])) == [tmp_path / "d.png"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("none", "missing-path"), ("", "empty-folder"), ("a" * 300, "unreadable")],
    ids=["missing", "empty-folder", "name-too-long"],
)
def test_a_path_that_gives_no_file_is_named(tmp_path, name, key):
    """The sentence holds the path."""
    with pytest.raises(InputError) as caught:
        list(find_files([tmp_path / name]))
    assert caught.value.key == key
    assert str(tmp_path / name) in caught.value.say("en")


def test_a_kind_that_is_not_read_is_refused_with_those_that_are(tmp_path):
    """The sentence lists what to use."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputError, match=r"\.txt, \.md, \.html"):
        read_bytes(tmp_path / "a.png")


@pytest.mark.parametrize("suffix", [".txt", ".pdf"])
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path, suffix):
    """A pipe nobody writes to, and a device that never ends."""
    pipe, device = tmp_path / f"pipe{suffix}", tmp_path / f"device{suffix}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        with pytest.raises(InputError) as refused:
            read_bytes(path)
        assert refused.value.key == "no-regular-file"


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    """As a file that cannot be opened, in whatever folder it lies."""
    link = tmp_path / "a.txt"
    link.symlink_to(link)
    assert list(find_files([tmp_path])) == [link]
    require_inside(link, tmp_path)
    with pytest.raises(InputError) as refused:
        read_bytes(link)
    assert refused.value.key == "unreadable"


def test_a_pipe_named_as_a_zip_is_refused(tmp_path):
    """As one named as a text is."""
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(InputError) as refused:
        members(tmp_path / "a.zip")
    assert refused.value.key == "no-regular-file"


def test_a_link_inside_a_folder_may_not_lead_out_of_it(tmp_path):
    """To a file or a folder; one within it may, and so may one that is named itself."""
    folder, outside = tmp_path / "in", tmp_path / "outside"
    for made in (folder, outside):
        made.mkdir()
        (made / "a.txt").write_text("x")
    (folder / "b.txt").symlink_to(outside / "a.txt")
    (folder / "c").symlink_to(outside)
    (folder / "d.txt").symlink_to(folder / "a.txt")
    (folder / "e").symlink_to(folder)
    refused = []
    for path in find_files([folder]):
        try:
            require_inside(path, folder)
        except InputError as error:
            refused.append((path.name, error.key))
    assert refused == [("b.txt", "outside-link"), ("c", "outside-link")]
    assert [path.name for path in find_files([folder])] == ["a.txt", "b.txt", "c", "d.txt"]
    require_inside(folder / "b.txt", folder / "b.txt")


class Unread:
    """An open file that may be asked for its size alone."""

    def __init__(self, descriptor, _):
        self._descriptor = descriptor

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._descriptor)

    def fileno(self):
        return self._descriptor


def test_a_file_over_the_limit_is_not_even_read(tmp_path, monkeypatch):
    """20 MB are refused with both sizes; the limit itself is taken."""
    big, fits = tmp_path / "big.txt", tmp_path / "fits.txt"
    for path, size in ((big, 20_000_000), (fits, MAX_BYTES)):
        with path.open("wb") as file:
            file.truncate(size)
    assert len(read_bytes(fits)) == MAX_BYTES
    monkeypatch.setattr("ingest.read.os.fdopen", Unread)
    with pytest.raises(InputError, match="20 MB is over the limit of 10 MB"):
        read_bytes(big)


@pytest.mark.parametrize("call", ["pathlib.Path.stat", "os.open"])
def test_a_file_that_may_not_be_read_is_refused_with_the_cause(tmp_path, monkeypatch, call):
    """The system's own words stand in the sentence."""
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(call, closed)
    with pytest.raises(InputError, match=r"a\.txt: cannot be opened \(Permission denied\)"):
        read_bytes(path)
