"""One text under several names is stored once; a correction takes its predecessor's place."""

from contextlib import closing
from pathlib import Path

import pytest
from fakes import WordEmbedder, bulletin_file

from ingest.families import is_correction, text_hash
from ingest.pipeline import ingest_paths
from vectorstore.store import Store

pytestmark = pytest.mark.real

MONTHLY = (
    "Chỉ số giá tiêu dùng tháng {month}/2024 tăng {value}% so với tháng trước do giá xăng dầu trong"
    " nước được điều chỉnh theo giá thế giới, giá lương thực tăng theo giá gạo xuất khẩu và giá dịch"
    " vụ y tế được điều chỉnh tại một số địa phương. Lạm phát cơ bản tăng 0,2% so với tháng trước."
)
APRIL = MONTHLY.format(month=4, value="0,07")


@pytest.fixture
def take_in(tmp_path):
    """Return a function that takes files in and returns the report; `store` is its attribute."""
    with closing(Store(tmp_path / "home", create=True)) as store:

        def take(name, text, **fields):
            folder = tmp_path / name.split(".")[0]
            bulletin_file(folder, name, text, **fields)
            return ingest_paths(store, WordEmbedder(["giá"]), [folder])

        take.store = store
        yield take


def held(take):
    return sorted(take.store.archive.text(source.id) for source in take.store.archive.sources())


def test_one_text_under_ten_names_is_one_bulletin(take_in):
    """Whatever the files are called and however their lines are broken."""
    for number in range(10):
        take_in(f"ban-tin-{number}.txt", APRIL.replace(". ", ".\n") if number % 2 else APRIL)
    (source,) = take_in.store.archive.sources()
    assert source.file == "ban-tin-0.txt"
    assert len(take_in.store.archive.origins()) == 10


def test_a_file_that_says_whose_it_is_takes_the_place_of_one_that_does_not(take_in):
    """The same text, with a title and a day."""
    take_in("ban-tin.txt", APRIL)
    take_in("goc.md", APRIL, title="CPI tháng 4/2024", date="2024-04-29", publisher="Báo A")
    take_in("chep.txt", APRIL)
    (source,) = take_in.store.archive.sources()
    assert (source.file, source.publisher) == ("goc.md", "Báo A")


CORRECTIONS = (
    pytest.param(
        {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
        {"title": "CPI tháng 4/2024 (đính chính)", "date": "2024-05-03"},
        id="it says so",
    ),
    pytest.param(
        {"title": "CPI tháng 4", "date": "2024-04-29", "url": "https://a.vn/cpi-4"},
        {"title": "CPI tháng tư tăng", "date": "2024-05-20", "url": "https://a.vn/cpi-4"},
        id="the same address",
    ),
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            id="the same day",
        ),
        *CORRECTIONS,
    ],
)
def test_a_correction_takes_the_place_of_what_it_corrects(take_in, first, second):
    """In one switch; the old file does not bring the old figures back."""
    take_in("cu.md", APRIL, **first)
    report = take_in("moi.md", MONTHLY.format(month=4, value="0,08"), **second)
    assert report.replaced == ("moi.md",)
    take_in("cu.md", APRIL, **first)
    (text,) = held(take_in)
    assert "0,08%" in text


@pytest.mark.parametrize(
    ("old", "new"),
    CORRECTIONS,
)
def test_what_was_corrected_comes_too_late(take_in, old, new):
    """The correction that is held already stays alone."""
    take_in("moi.md", MONTHLY.format(month=4, value="0,08"), **new)
    report = take_in("cu.md", APRIL, **old)
    assert report.unchanged == ("cu.md",)
    (text,) = held(take_in)
    assert "0,08%" in text


def test_an_older_bulletin_is_no_copy_of_a_newer_one_that_corrects_nothing(take_in):
    """The title is that of every month's bulletin of a series."""
    take_in("b.md", MONTHLY.format(month=4, value="0,08"), title="CPI", date="2024-05-03")
    take_in("a.md", APRIL, title="CPI", date="2024-04-29")
    assert len(held(take_in)) == 2


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        pytest.param(
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            {"title": "CPI tháng 5/2024", "date": "2024-05-29"},
            MONTHLY.format(month=5, value="0,05"),
            id="the next month",
        ),
        pytest.param(
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            {"title": "CPI tháng 4/2024", "date": "2024-05-29"},
            MONTHLY.format(month=4, value="0,09"),
            id="final after preliminary",
        ),
        pytest.param(
            {"title": "CPI tháng 4/2024", "date": "2024-04-29", "publisher": "Báo A"},
            {"title": "CPI tháng 4/2024", "date": "2024-04-29", "publisher": "Báo B"},
            MONTHLY.format(month=4, value="0,08"),
            id="another publisher",
        ),
        pytest.param(
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            {"title": "CPI tháng 4/2024", "date": "2024-04-29"},
            "Giá vàng trong nước tháng 4/2024 tăng 6,95% so với tháng trước.",
            id="another text",
        ),
    ],
)
def test_what_only_resembles_another_stands_beside_it(take_in, first, second, text):
    """Near-identical months, later measurements and other publishers' words are all kept."""
    take_in("a.md", APRIL, **first)
    take_in("b.md", text, **second)
    assert held(take_in) == sorted([APRIL, text])


def test_a_correction_in_the_same_run_is_one_too(tmp_path):
    """Both wait to be embedded together."""
    for name, value in (("a.md", "0,07"), ("b.md", "0,08")):
        text = MONTHLY.format(month=4, value=value)
        bulletin_file(tmp_path / "in", name, text, title="CPI tháng 4/2024", date="2024-04-29")
    with closing(Store(tmp_path / "home", create=True)) as store:
        report = ingest_paths(store, WordEmbedder(["giá"]), [tmp_path / "in"])
        assert (report.stored, report.replaced) == (("a.md",), ("b.md",))
        (source,) = store.archive.sources()
        assert source.file == "b.md"
        assert store.faults() == ()


def test_texts_are_alike_by_their_words():
    """Digits apart; another text is no correction."""
    assert is_correction(MONTHLY.format(month=4, value="1,5"), APRIL)
    assert not is_correction("Xuất khẩu tháng 4/2024 đạt 30,94 tỷ USD.", APRIL)
    assert not is_correction("", APRIL)


def test_the_hash_of_a_text_is_that_of_its_words():
    """Line ends, spaces and the place of a tone change nothing, a digit does."""
    assert text_hash("Giá hoà,\n 5%") == text_hash("giá hòa 5%")
    assert text_hash("Giá 5%") != text_hash("Giá 6%")


def test_a_folder_of_copies_reports_each(tmp_path: Path):
    """What is held already is unchanged."""
    for name in ("a.txt", "b.txt"):
        bulletin_file(tmp_path / "in", name, APRIL)
    with closing(Store(tmp_path / "home", create=True)) as store:
        report = ingest_paths(store, WordEmbedder(["giá"]), [tmp_path / "in"])
    assert (report.stored, report.unchanged) == (("a.txt",), ("b.txt",))
