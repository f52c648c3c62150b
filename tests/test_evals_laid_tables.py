"""Tables laid out as documents and judged against what is known of them."""

from dataclasses import replace

import pytest

from evals import tables
from evals.lay_out import FORMATS, printed

KNOWN = tables.load_tables()


@pytest.mark.parametrize(
    ("cell", "style", "text"),
    [
        ("1234.50", "dot", "1.234,50"),
        ("-1234.5", "space", "-1\u00a0234,5"),
        ("1234.5", "english", "1,234.5"),
        ("-0.23", "none", "-0,23"),
        ("+61.3", "dot", "+61,3"),
        ("7.09^1^", "dot", "7,09^1^"),
        ("2024", "dot", "2024"),
        ("> Khai khoáng", "dot", "Khai khoáng"),
        ("...", "dot", "..."),
    ],
)
def test_numbers_are_printed_in_a_style(cell, style, text):
    """Years and words as they are."""
    assert printed(cell, style) == text


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_is_read_again_from_each_format(format, monkeypatch):
    """With all its fields."""
    monkeypatch.setattr(tables, "FORMATS", {format: FORMATS[format]})
    outcomes = list(tables.judge(KNOWN[0]))
    assert len(outcomes) == 62
    assert [o for o in outcomes if not o.right] == []


def test_a_wrong_label_is_seen(monkeypatch):
    """The evaluation can fail: another period, and a figure where none is known."""
    monkeypatch.setattr(tables, "FORMATS", {"md": FORMATS["md"]})
    first, second, *others = KNOWN[0].rows
    wrong = [replace(first[0], says={**first[0].says, "days": "2023-04"}), *first[1:]]
    outcomes = list(tables.judge(replace(KNOWN[0], rows=(tuple(wrong), (), *others))))
    assert [o.wrong for o in outcomes if o.expected and not o.exact] == [("days",)]
    assert len([o for o in outcomes if not o.expected]) == len(second)
    (row, *_) = tables.rows(outcomes)
    assert row.values["precision"] == pytest.approx(57 / 62)


def test_a_number_grown_by_its_footnotes_mark_is_seen(monkeypatch):
    """As a reader that drops the raising would give it."""
    glued = {"md": lambda laid: FORMATS["md"](laid).replace(b"<sup>1</sup>", b"1")}
    monkeypatch.setattr(tables, "FORMATS", glued)
    outcomes = list(tables.judge(KNOWN[0]))
    assert [(o.value, o.glued) for o in outcomes if o.marked] == [("95.1", True)]
