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
