"""Hostile pages and texts."""

from evals.chaos.bombs import TEXT, Bait, Bomb, file

_ARTICLE = (
    "<html><head>{}<title>CPI</title></head>"
    f"<body><article>{{}}<p>{TEXT}</p></article></body></html>"
)


def _page(head: str = "", body: str = "") -> bytes:
    return _ARTICLE.format(head, body).encode()


def _loaded(bait: Bait) -> bytes:
    """Return a page that asks for pictures, styles, frames, scripts and a new address."""
    at, secret = bait.address, bait.secret.as_uri()
    head = (
        f'<link rel="stylesheet" href="{at}/css"><script src="{at}/js"></script><base href="{at}">'
        f'<meta http-equiv="refresh" content="0; url={at}"><style>@import url({at});</style>'
    )
    body = f'<img src="{at}/img"><iframe src="{secret}"></iframe><object data="{secret}"></object>'
    return _page(head, body)


def _svg(bait: Bait) -> bytes:
    entity = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{bait.secret.as_uri()}">]>'
    return _page(body=f"{entity}<svg><text>&x;</text><image href='{bait.address}'/></svg>")


def _xinclude(bait: Bait) -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{bait.secret}"/>'
    return b'<?xml version="1.0"?><!DOCTYPE html>' + _page(body=include)


def _front_matter(bait: Bait) -> bytes:
    run = f"!!python/object/apply:os.system ['cat {bait.secret}']"
    return f"---\ntitle: {run}\n---\n{TEXT}".encode()


def _aliases() -> bytes:
    rows = [f"a0: &a0 [{', '.join(['x'] * 10)}]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(rows) + f"\ntitle: *a11\n---\n{TEXT}").encode()


_DEEP = "<div>" * 400_000 + TEXT + "</div>" * 400_000
_TABLES = "<table><tr><td>" * 20_000 + "1" + "</td></tr></table>" * 20_000
_SPANS = (
    "<table><tr><td rowspan=60000 colspan=900>1</td></tr>"
    + "<tr><td>2</td></tr>" * 900
    + "</table>"
)

TEXTS = (
    Bomb(name="html, 400,000 deep", write=file("a.html", lambda _: _page(body=_DEEP))),
    Bomb(name="html, tables 20,000 deep", write=file("a.html", lambda _: _page(body=_TABLES))),
    Bomb(name="html, cells over 54 million", write=file("a.html", lambda _: _page(body=_SPANS))),
    Bomb(name="html, loads from elsewhere", write=file("a.html", _loaded), expected="read"),
    Bomb(name="html, svg with an entity", write=file("a.html", _svg), expected="read"),
    Bomb(name="html, includes a file", write=file("a.html", _xinclude), expected="read"),
    Bomb(name="md, front matter runs a program", write=file("a.md", _front_matter)),
    Bomb(name="md, front matter of a trillion", write=file("a.md", lambda _: _aliases())),
    Bomb(name="txt, 9 MB of one digit", write=file("a.txt", lambda _: b"1" * 9_000_000)),
    Bomb(name="txt, 9 MB of rises", write=file("a.txt", lambda _: "tăng 5%, ".encode() * 900_000)),
    Bomb(name="txt, 9 MB of brackets", write=file("a.txt", lambda _: b"((((a " * 1_500_000)),
    Bomb(
        name="csv, 2 million cells", write=file("a.csv", lambda _: (b"1," * 2_000 + b"\n") * 1_000)
    ),
    Bomb(
        name="csv, a quote never closed",
        write=file("a.csv", lambda _: b'Gia,5\n"' + b"x,\n" * 900_000),
    ),
)
