"""The straight pieces of lines drawn on a page, by pdfium, at their places on the sheet."""

from collections.abc import Iterator, Sequence
from ctypes import c_float
from itertools import islice
from typing import Any

from ingest.pdf_cells import Piece

_DEPTH = 4  # of drawings within drawings
_MOST_PIECES = 20_000  # of a page with tables; with more it is a map or a chart
_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


def straight_pieces(page: Any) -> Sequence[Piece]:
    """Return the straight pieces drawn on a page, none when there are too many for tables."""
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=_DEPTH)
    pieces = list(islice((piece for path in paths for piece in _pieces(path)), _MOST_PIECES + 1))
    return pieces if len(pieces) <= _MOST_PIECES else ()


def _pieces(path: Any) -> Iterator[Piece]:
    import pypdfium2.raw as pdfium

    x, y = c_float(), c_float()
    a, b, c, d, e, f = _matrix(path)
    first = last = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        place = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = place
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield *last, *place
        last = place
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *last, *first
            last = first


def _matrix(path: Any) -> Matrix:
    """Return how a path, and each drawing that it is a part of, is placed on the sheet."""
    matrix, drawn = _AS_IT_IS, path
    while drawn is not None:
        matrix = _both(matrix, drawn.get_matrix().get())
        drawn = drawn.container
    return matrix


def _both(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
