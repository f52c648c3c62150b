"""Markdown: front matter, text, and pipe tables in the form of `layout.py`."""

import re
from collections.abc import Iterator

from ingest.layout import Cell, grid, raised, table_text
from ingest.types import RawDocument
from lexicon.errors import InputError

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_RAISED = re.compile(r"(\S{0,4})<sup>([^<>\n]*)</sup>")
_NOTE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_EMPHASIS = re.compile(r"\*\*|__|`|<br\s*/?>")


def read_markdown(name: str, text: str) -> RawDocument:
    """Return the text and what the front matter states; InputError when that is broken."""
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError("bad-front-matter", file=name) from error
    if not body.strip():
        raise InputError("empty-file", file=name)
    body = _RAISED.sub(lambda found: found[1] + raised(found[1], found[2]), _NOTE.sub("", body))
    return RawDocument(
        text="\n".join(_with_tables(body.split("\n"))),
        title=str(fields.get("title") or ""),
        publisher=str(fields.get("publisher") or fields.get("source") or ""),
        published=str(fields.get("date") or ""),
        url=str(fields.get("url") or ""),
        front_matter=bool(fields),
    )


def _with_tables(lines: list[str]) -> Iterator[str]:
    """Yield the lines, those of each pipe table as one block between blank lines."""
    at = 0
    while at < len(lines):
        if not _begins_table(lines, at):
            yield lines[at]
            at += 1
            continue
        end = at + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        rows = [_cells(line) for line in (lines[at], *lines[at + 2 : end])]
        yield f"\n{table_text(grid(rows))}\n"
        at = end


def _begins_table(lines: list[str], at: int) -> bool:
    """Tell whether a head and the rule under it, with as many cells, stand at a line."""
    if at + 1 == len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return False
    rule = lines[at + 1]
    return bool(_RULE.fullmatch(rule)) and len(_cells(lines[at])) == len(_cells(rule))


def _cells(line: str) -> list[Cell]:
    inner = line.strip().replace("\\|", "/").removeprefix("|").removesuffix("|")
    return [Cell(_EMPHASIS.sub(" ", part)) for part in inner.split("|")]
