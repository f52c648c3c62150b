"""Cells between ruling lines."""

from ingest.pdf_lines import Letter
from ingest.pdf_rules import ruled_table


def written(text: str, left: float, bottom: float) -> list[Letter]:
    return [
        Letter(letter, left + 5 * at, bottom, left + 5 * at + 5, bottom + 10)
        for at, letter in enumerate(text)
    ]


def test_a_row_may_be_one_empty_cell() -> None:
    """The rows around it are read."""
    cells = [(0, 40, 100, 60), (0, 20, 60, 40), (60, 20, 100, 40)]
    letters = [*written("iip", 2, 25), *written("5,1", 62, 25)]
    assert ruled_table(cells, letters) == [["", "←"], ["iip", "5,1"]]


def test_a_number_a_narrow_cell_broke_is_one() -> None:
    """Only if its first line is no number: "2.412" over "15" are two."""
    cells = [(0, 0, 60, 40), (60, 0, 110, 40), (110, 0, 160, 40)]
    letters = [*written("thu", 2, 20), *written("5.335.62", 62, 25), *written("8", 62, 5)]
    letters += written("1,2", 112, 20)
    assert ruled_table(cells, letters) == [["thu", "5.335.628", "1,2"]]
    apart = [*written("thu", 2, 20), *written("2.412", 62, 25), *written("15", 62, 5)]
    apart += written("1,2", 112, 20)
    assert ruled_table(cells, apart) == [["thu", "2.412 15", "1,2"]]
