"""Bulletins in a zip file: read in place, one that is bad refused, nothing written to disk."""

import zipfile
from contextlib import closing

import pytest
from fakes import WordEmbedder

from ingest.pipeline import ingest_paths
from ingest.zipped import members, read_member
from lexicon.errors import InputError
from vectorstore.store import Store

RICE = "Giá gạo trong nước tháng 5/2025 tăng 2,4% so với tháng trước."
CORN = "Giá ngô nhập khẩu tháng 5/2025 giảm 1,1% so với tháng trước."


@pytest.fixture
def packed(tmp_path):
    """Return a function that writes a zip file of some names and contents."""

    def pack(files, name="ban-tin.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for inside, content in files.items():
                out.writestr(inside, content)
        return path

    return pack


@pytest.mark.real
def test_the_files_of_a_zip_are_bulletins(packed, tmp_path):
    """Those of a known kind; a second time nothing changes."""
    files = {"a/gao.txt": RICE, "b/ngo.txt": CORN, "anh.png": b"x", "__MACOSX/gao.txt": b"x"}
    path = packed(files)
    with closing(Store(tmp_path / "home", create=True)) as store:
        report = ingest_paths(store, WordEmbedder(["gao"]), [path])
        assert sorted(report.stored) == ["gao.txt", "ngo.txt"]
        assert report.rejected == ()
        again = ingest_paths(store, WordEmbedder(["gao"]), [path])
        assert sorted(again.unchanged) == ["gao.txt", "ngo.txt"]
    assert {file.name for file in tmp_path.rglob("*.txt")} == set()


@pytest.mark.real
def test_a_bad_file_in_a_zip_is_refused_alone(packed, tmp_path):
    """The others are stored."""
    with closing(Store(tmp_path / "home", create=True)) as store:
        report = ingest_paths(
            store,
            WordEmbedder(["gao"]),
            [packed({"a.txt": RICE, "b.txt": "", "c.pdf": b"%PDF-1.7"})],
        )
    assert report.stored == ("a.txt",)
    assert sorted(rejection.file for rejection in report.rejected) == ["b.txt", "c.pdf"]


@pytest.mark.real
def test_a_bad_zip_in_a_folder_is_refused_alone(packed, tmp_path):
    """What lies behind it in the folder is stored."""
    (tmp_path / "in").mkdir()
    packed({"a.txt": RICE}, "in/c.zip")
    (tmp_path / "in" / "b.zip").write_bytes(b"PK")
    with closing(Store(tmp_path / "home", create=True)) as store:
        report = ingest_paths(store, WordEmbedder(["gao"]), [tmp_path / "in"])
    assert report.stored == ("a.txt",)
    assert [rejection.file for rejection in report.rejected] == ["b.zip"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "..\\..\\a.txt", "a/../../b.txt"])
def test_a_name_that_leads_out_of_the_zip_is_refused(packed, name):
    """No honest program packs one."""
    path = packed({name: RICE})
    with pytest.raises(InputError) as refused:
        read_member(path, members(path)[0])
    assert refused.value.key == "unsafe-name"


def test_a_link_in_a_zip_is_refused(tmp_path):
    """It holds a path and no bulletin."""
    path, link = tmp_path / "a.zip", zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(link, "/etc/passwd")
    with pytest.raises(InputError) as refused:
        read_member(path, "a.txt")
    assert refused.value.key == "unsafe-name"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bz2", "lzma"])
def test_a_zip_of_rare_packing_is_refused(tmp_path, packing):
    """Python unpacks these whole, whatever size their directory says."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", packing) as out:
        out.writestr("a.txt", RICE)
    with pytest.raises(InputError) as refused:
        members(path)
    assert refused.value.key == "bomb"


def end_of(length, *, at=0, comment=b""):
    """Return the record at the end of a zip file: how long its directory is, and where."""
    sizes = b"".join(number.to_bytes(4, "little") for number in (length, at))
    return b"PK\x05\x06" + bytes(8) + sizes + len(comment).to_bytes(2, "little") + comment


def longer_end_of(length):
    """Return the longer record, which a directory of many files has before the other."""
    return b"PK\x06\x06" + bytes(36) + length.to_bytes(8, "little") + bytes(8)


POINTER = b"PK\x06\x07" + bytes(16)  # to the longer record
LONG, SHORT, STATED_THERE = 5_000_000, 100, 0xFFFFFFFF


@pytest.mark.parametrize(
    "end",
    [
        end_of(LONG),
        end_of(LONG, at=int.from_bytes(b"PK\x05\x06", "little")),
        longer_end_of(LONG) + POINTER + end_of(STATED_THERE),
        longer_end_of(LONG) + POINTER + end_of(STATED_THERE, comment=bytes(65_535)),
        longer_end_of(LONG) + POINTER + end_of(STATED_THERE, comment=longer_end_of(SHORT)),
    ],
    ids=["short", "a mark inside", "longer", "before a long comment", "before another"],
)
def test_a_zip_with_an_endless_directory_is_not_even_listed(tmp_path, monkeypatch, end):
    """Its end alone is read, and nothing there hides how long the directory is."""
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(5_000_000) + end)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(InputError) as refused:
        members(path)
    assert refused.value.key == "bomb"


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"a.png": b"x"}, "empty-folder"),
        ({"a.txt": b"0" * 5_000_000}, "bomb"),
        ({f"{number}.txt": "x" for number in range(2_001)}, "bomb"),
    ],
    ids=["no bulletin", "ratio", "entries"],
)
def test_a_zip_that_should_not_be_opened(packed, files, key):
    """It is refused by its directory alone."""
    with pytest.raises(InputError) as refused:
        members(packed(files))
    assert refused.value.key == key


def test_what_is_no_zip_is_damaged(tmp_path):
    """Whatever it is called."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(InputError) as refused:
        members(path)
    assert refused.value.key == "damaged-file"


def test_a_member_that_is_gone_is_damaged(packed):
    """The file changed after it was looked through."""
    with pytest.raises(InputError) as refused:
        read_member(packed({"a.txt": RICE}), "b.txt")
    assert refused.value.key == "damaged-file"
