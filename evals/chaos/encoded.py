"""D5: bulletins in the encodings before Unicode, in Unicode's other forms, and mislabelled."""

import codecs
import shutil
from collections.abc import Callable
from contextlib import closing
from functools import cache
from html import escape
from pathlib import Path
from random import Random

import samples
from evals.chaos.bulletins import HashedWords
from evals.chaos.children import run
from evals.chaos.fuzz import vague
from evals.chaos.ground import Result, Run
from evals.chaos.measured import boxes_of
from evals.old_encodings import cp1258, shown, tcvn3, viqr, vni
from ingest.pipeline import ingest_paths
from ingest.read import find_files
from lexicon.text import normalise, tokens
from vectorstore.store import Store
from vectorstore.types import Source

Encoder = Callable[[str], bytes]
_KEPT = 0.9  # of the words of a text: less is a text that lost some of them
# What not every encoding has.
_SAME = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})


def _page(charset: str, encode: Encoder) -> Encoder:
    """Return what writes a page that says it is in `charset`, whatever it is in."""

    def written(text: str) -> bytes:
        body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line)
        head = f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>Tin</title></head>'
        return encode(f"{head}<body><article>{body}</article></body></html>")

    return written


def _western(encode: Callable[[str], str]) -> Encoder:
    return lambda text: encode(text).encode("cp1252", "replace")


def _half(text: str) -> bytes:
    lines = text.split("\n")
    first, second = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    return "\n".join([*first, tcvn3("\n".join(second))]).encode()


WAYS: dict[str, Encoder] = {
    "tcvn3.txt": _western(tcvn3),
    "vni.txt": _western(vni),
    "viqr.txt": lambda text: viqr(text).encode(),
    "viqr unescaped.txt": lambda text: viqr(text, escaped=False).encode(),
    "cp1258.txt": cp1258,
    "utf-16-le.txt": lambda text: text.encode("utf-16-le"),
    "utf-16-be.txt": lambda text: text.encode("utf-16-be"),
    "utf-16-le marked.txt": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be marked.txt": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-8 marked.txt": lambda text: text.encode("utf-8-sig"),
    "utf-32 marked.md": lambda text: text.encode("utf-32"),
    "utf-8 said to be latin.html": _page("iso-8859-1", str.encode),
    "tcvn3 said to be utf-8.html": _page("utf-8", _western(tcvn3)),
    "cp1258 said to be tcvn.html": _page("x-viet-tcvn", cp1258),
    "utf-16 said to be utf-8.html": _page("utf-8", lambda text: text.encode("utf-16")),
    "utf-8 read as cp1252.txt": lambda text: shown(text.encode()).encode(),
    "utf-8 read as latin.md": lambda text: text.encode().decode("latin-1").encode(),
    "utf-8 read twice.txt": lambda text: shown(shown(text.encode()).encode()).encode(),
    "tcvn3 in utf-8.md": lambda text: tcvn3(text).encode(),
    "vni in utf-8.txt": lambda text: vni(text).encode(),
    "half tcvn3.txt": _half,
    "letters lost.txt": lambda text: text.encode("cp1252", "replace"),
    "utf-8 cut inside letters.txt": lambda text: b"\n".join(text.encode().split(b"\xa1")),
    "marked wrongly.txt": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-be"),
}
"""What a file is written in, and as what kind of file."""


def encoded_files(asked: Run) -> Result:
    """Return which files were stored with a word that their text does not hold, or lost many."""
    folder = asked.folder / "encoded"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    texts = {}
    for number in range(asked.times):
        way = list(WAYS)[number % len(WAYS)]
        name = f"tin-{number:03} {way}"
        texts[name] = bulletin(Random(f"{asked.seed} {number}"))
        (folder / "in" / name).write_bytes(WAYS[way](texts[name]))
    outcome = run(take_in, folder, texts, asked.build, build=asked.build)
    if outcome.kind != "done":
        return Result(n=asked.times, failures=[f"the ingest {outcome.kind}: {outcome.value}"])
    failures, refused = outcome.value
    told = f"{asked.times - len(refused)} converted, refused: {', '.join(sorted(refused))}"
    return Result(n=asked.times, failures=failures, beside=told)


def bulletin(random: Random) -> str:
    """Return some paragraphs of the samples, in an order of their own."""
    return "\n\n".join(random.sample(_paragraphs(), 8))


@cache
def _paragraphs() -> tuple[str, ...]:
    bodies = [path.read_text("utf-8").split("---", 2)[2] for path in find_files([samples.FOLDER])]
    lines = (line.translate(_SAME) for body in bodies for line in body.split("\n"))
    return tuple(line for line in lines if len(line) > 80 and line.isprintable())


def take_in(folder: Path, texts: dict[str, str], build: str) -> tuple[list[str], list[str]]:
    """Take the files in; return what went wrong, and which ways were refused."""
    boxes_of(build)
    with closing(Store(folder / "home", create=True)) as store:
        report = ingest_paths(store, HashedWords(), [folder / "in"])
        held = {source.file: source for source in store.archive.sources()}
        found = [
            f"{name}: {fault}"
            for name, source in held.items()
            for fault in strange(texts[name], store.archive.text(source.id), source)
        ]
    refused = {rejection.file: rejection.error for rejection in report.rejected}
    found += [f"{name}: no reason" for name, error in refused.items() if vague(error)]
    found += [f"{name}: nothing was told of it" for name in {*texts} - {*held, *refused}]
    return found, [name.split(" ", 1)[1] for name in refused]


def strange(text: str, stored: str, source: Source) -> list[str]:
    """Return what is wrong with a text that was stored for another."""
    right, kept = _words(text), _words(stored)
    titled = _words(f"{source.title} {source.publisher}") - _words(source.file)
    found = sorted((kept | titled) - right)
    if found:
        return [f"{len(found)} words that it does not hold: {', '.join(found[:6])}"]
    lost = len(right - kept) / len(right)
    return [f"{lost:.0%} of its words are lost"] if lost > 1 - _KEPT else []


def _words(text: str) -> set[str]:
    return set(tokens(normalise(text)))
