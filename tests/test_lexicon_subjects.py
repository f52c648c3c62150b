"""What a clause measures: whole series, their parts, and what the catalogue does not know."""

import pytest

from lexicon.indicators import indicators
from lexicon.subjects import (
    NOTHING,
    Subject,
    family,
    is_branch,
    joined,
    lineage,
    subject_of,
    under_head,
)

EXPORTS, IIP, CPI = (Subject(indicator=id) for id in ("exports", "iip", "cpi"))


def test_the_family_is_the_whole_through_all_parents():
    """The lineage lists them, nearest first."""
    assert lineage("iip_coal") == ("iip_coal", "iip_mining", "iip")
    assert family("iip_coal") == family("iip") == "iip"


def test_a_branch_splits_several_series():
    """The whole is none."""
    assert is_branch("iip_coal")
    assert is_branch("goods_textiles")
    assert not is_branch("iip")


@pytest.mark.parametrize(
    ("words", "head", "named"),
    [
        ("gạo", "exports", "export_rice"),
        ("gạo", "imports", "import_rice"),
        ("dệt may", "exports", "export_textiles"),
        ("thép", "imports", "import_steel"),
        ("giáo dục", "cpi", "cpi_education"),
        ("khai khoáng", "iip", "iip_mining"),
        ("thuốc lá điếu", "iip", "output_cigarettes"),
        ("dịch vụ", "gdp", "gdp_services"),
        ("đường hàng không", "foreign_visitors", "foreign_visitors_air"),
        ("lữ hành", "retail_sales", "retail_travel"),
        ("gạo", "export_textiles", "export_rice"),
        ("mèo cảnh", "exports", ""),
        ("hạnh phúc", "cpi", ""),
        ("giáo dục", "", ""),
    ],
    ids=[
        "good-sold",
        "good-bought",
        "textiles",
        "steel",
        "price-group",
        "branch",
        "product-of-a-factory",
        "sector",
        "way-of-arrival",
        "service",
        "good-behind-a-good",
        "good-unknown",
        "group-unknown",
        "no-head",
    ],
)
def test_what_a_word_names_under_a_head(words, head, named):
    """The same word is another series under another head."""
    assert under_head(words, head) == named


@pytest.mark.parametrize(
    ("head", "part", "subject"),
    [
        ("iip", "iip_mining", Subject(indicator="iip_mining")),
        ("iip_mining", "iip", Subject(indicator="iip_mining")),
        ("iip", "iip_coal", Subject(indicator="iip_coal")),
        ("exports", "goods_textiles", Subject(indicator="export_textiles")),
        ("imports", "goods_steel", Subject(indicator="import_steel")),
        ("exports", "sector_fdi", Subject(indicator="exports_fdi")),
        ("imports", "sector_domestic", Subject(indicator="imports_domestic")),
        ("export_rice", "goods_textiles", Subject(indicator="export_textiles")),
        ("trade_balance", "sector_fdi", Subject(indicator="trade_balance", part="sector_fdi")),
        ("cpi", "area_urban", Subject(indicator="cpi", part="area_urban")),
        (
            "inventory_index",
            "iip_manufacturing",
            Subject(indicator="inventory_index", part="iip_manufacturing"),
        ),
    ],
    ids=[
        "part-of-it",
        "its-own-whole",
        "part-of-a-part",
        "good-sold",
        "good-bought",
        "sector-of-exports",
        "sector-of-imports",
        "good-beside-a-good",
        "sector-of-the-balance",
        "area",
        "branch-of-another-series",
    ],
)
def test_a_head_and_a_part_make_one_subject(head, part, subject):
    """One entry where the catalogue has it, else the part of the whole."""
    assert joined(head, part) == subject


@pytest.mark.parametrize(
    ("named", "words", "head", "subject"),
    [
        pytest.param([("iip", "iip")], [], NOTHING, IIP, id="whole"),
        pytest.param(
            [("iip", "iip"), ("iip_mining", "khai khoáng")],
            [],
            NOTHING,
            Subject(indicator="iip_mining"),
            id="whole-and-branch",
        ),
        pytest.param(
            [("iip_mining", "khai khoáng"), ("iip_coal", "khai thác than")],
            [],
            NOTHING,
            Subject(indicator="iip_coal"),
            id="branch-and-its-branch",
        ),
        pytest.param(
            [("iip_mining", "ngành khai khoáng")],
            [],
            NOTHING,
            Subject(indicator="iip_mining"),
            id="branch-alone",
        ),
        pytest.param(
            [("iip_mining", "ngành khai khoáng")],
            [],
            Subject(indicator="inventory_index"),
            Subject(indicator="inventory_index", part="iip_mining"),
            id="branch-under-another-head",
        ),
        pytest.param(
            [("iip_mining", "ngành khai khoáng")],
            ["chỉ-số"],
            Subject(indicator="iip"),
            Subject(indicator="iip_mining"),
            id="branch-with-its-index",
        ),
        pytest.param(
            [("goods_textiles", "dệt may")],
            [],
            EXPORTS,
            Subject(indicator="export_textiles"),
            id="good-under-its-head",
        ),
        pytest.param(
            [("goods_textiles", "dệt may")],
            [],
            NOTHING,
            Subject(words=("dệt may",)),
            id="good-alone",
        ),
        pytest.param(
            [("iip_mining", "ngành khai khoáng")],
            [],
            Subject(words=("mèo",)),
            Subject(words=("ngành khai khoáng",)),
            id="branch-under-an-unknown-head",
        ),
        pytest.param(
            [("exports", "xuất khẩu")],
            ["mèo"],
            NOTHING,
            Subject(indicator="exports", words=("mèo",)),
            id="narrowed-by-a-word",
        ),
        pytest.param(
            [("exports", "xuất khẩu"), ("imports", "nhập khẩu")],
            [],
            NOTHING,
            Subject(words=("exports", "imports")),
            id="two-wholes",
        ),
        pytest.param([], ["mèo"], EXPORTS, Subject(words=("mèo",)), id="unknown-under-a-head"),
        pytest.param([], ["chỉ-số", "mèo"], CPI, Subject(words=("mèo",)), id="unknown-index"),
        pytest.param([], [], EXPORTS, NOTHING, id="nothing"),
    ],
)
def test_the_subject_of_a_clause(named, words, head, subject):
    """Its mentions and words within the head; what is unknown never becomes the head."""
    assert subject_of(named, words, head) == subject


def test_words_are_looked_up_as_they_stand():
    """The phrase may hold a word that is filler elsewhere; English heads need the mention."""
    asked = ([], ["cao"], EXPORTS)
    assert subject_of(*asked, phrases=("cao", "cao su")) == Subject(indicator="export_rubber")
    assert subject_of(*asked, "en", ("cao su",)) == Subject(words=("cao",))
    open_head = Subject(indicator="exports", words=("mèo",))
    assert subject_of([], ["gạo"], open_head, phrases=("gạo",)) == Subject(words=("gạo",))


@pytest.mark.parametrize(
    ("subject", "resolved"),
    [
        (IIP, True),
        (Subject(indicator="cpi", part="area_urban"), True),
        (Subject(indicator="export_rice", measure="volume"), True),
        (Subject(indicator="exports", words=("mèo",)), False),
        (Subject(words=("mèo",)), False),
        (NOTHING, False),
    ],
    ids=["whole", "part", "measure", "narrowed", "unknown", "nothing"],
)
def test_a_subject_is_resolved_when_no_word_is_left(subject, resolved):
    """The catalogue names all of it."""
    assert subject.resolved == resolved


def test_every_part_of_a_whole_joins_it_as_itself():
    """The whole adds nothing to an entry below it."""
    for id in indicators():
        for whole in lineage(id):
            assert joined(whole, id) == joined(id, whole) == Subject(indicator=id)
