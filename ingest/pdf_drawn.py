"""The straight pieces of lines drawn on a page, by pdfium, at their places on the sheet."""

from collections.abc import Iterator, Sequence
from ctypes import c_float
from itertools import islice
from typing import Any

from ingest.pdf_cells import Piece

DEPTH = 4  # of drawings within drawings
_MOST_PIECES = 20_000  # of a page with tables; with more it is a map or a chart


def straight_pieces(page: Any) -> Sequence[Piece]:
    """Return the straight pieces drawn on a page, none when there are too many for tables."""
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=DEPTH)
    pieces = list(islice((piece for path in paths for piece in _pieces(path)), _MOST_PIECES + 1))
    return pieces if len(pieces) <= _MOST_PIECES else ()


def _pieces(path: Any) -> Iterator[Piece]:
    import pypdfium2.raw as pdfium

    x, y = c_float(), c_float()
    matrix = _matrix(path)
    first = last = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        place = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = place
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield *last, *place
        last = place
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *last, *first
            last = first


def _matrix(path: Any) -> Any:
    """Return how a path, and each drawing that it is a part of, is placed on the sheet."""
    matrix, drawn = path.get_matrix(), path.container
    while drawn is not None:
        matrix, drawn = matrix.multiply(drawn.get_matrix()), drawn.container
    return matrix
