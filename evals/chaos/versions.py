"""D7: one bulletin under ten names, a corrected one, a preliminary one and then the final one."""

import codecs
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from bot.bot import Bot
from bot.types import Answer
from evals.chaos.bulletins import HashedWords
from evals.chaos.children import Child
from evals.chaos.ground import Result, Run
from evals.chaos.told import SERIES, Series, Told, as_markdown, as_page
from evals.old_encodings import tcvn3
from ingest.pipeline import ingest_paths
from vectorstore.store import Store

_BATCH = 20  # pairs in one process
_LONGEST = 1_800.0  # seconds of one
# What a value that another bulletin gives is told behind.
_SAID_ALOUD = ("Bản tin về sau ghi", "Nguồn khác ghi", "Later bulletins give", "Other sources give")
_ROUND = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two tellings of one figure; `later` tells how the second is known to be of the first."""

    kind: str
    series: Series
    old: Told
    new: Told
    value: str
    before: str
    at: date
    later: str
    newer_first: bool
    lang: str
    page: bool

    @property
    def name(self) -> str:
        """What tells it from others in a list of failures."""
        order = ", the newer first" if self.newer_first else ""
        return f"{self.kind}, {self.series.title.split(' tháng')[0]}, {self.later}{order}"


def _same_day(told: Told) -> Told:
    return told


def _says_so(told: Told) -> Told:
    return replace(told, title=f"{told.title} (đính chính)", day=told.day + timedelta(days=4))


def _says_within(told: Told) -> Told:
    text = f"Bản tin này đính chính số liệu đã công bố. {told.text}"
    return replace(told, text=text, day=told.day + timedelta(days=2))


def _same_address(told: Told) -> Told:
    return replace(told, title=f"{told.title}: bản đầy đủ", day=told.day + timedelta(days=9))


_LATER: dict[str, Callable[[Told], Told]] = {
    "same day": _same_day,
    "says so": _says_so,
    "says within": _says_within,
    "same address": _same_address,
}
_TOLD_LATER = ("says so", "says within", "same address")  # by their days, in whatever order


def pairs(asked: Run) -> Iterator[Pair]:
    """Yield the pairs: of each kind a third, with every series, order and way to be known."""
    for number in range(asked.times):
        random = Random(f"{asked.seed} {number}")
        kind, turn = tuple(_JUDGED)[number % len(_JUDGED)], number // len(_JUDGED)
        series = SERIES[turn % len(SERIES)]
        later = tuple(_LATER)[turn % len(_LATER)] if kind == "corrected" else "a month later"
        at = date(random.randint(2018, 2025), random.randint(1, 11), 1)
        before, value = series.values(random)
        title = series.title.format(month=at.month, year=at.year)
        address = f"https://bao-a.vn/{number}" if later == "same address" else ""
        old = Told(
            title=title, day=at + timedelta(days=28), address=address, text=series.text(at, before)
        )
        new = replace(old, text=series.text(at, value))
        new = _LATER[later](new) if kind == "corrected" else replace(new, day=new.day + _ROUND)
        yield Pair(
            kind=kind,
            series=series,
            old=old,
            new=new,
            value=value,
            before=before,
            at=at,
            later=later,
            newer_first=random.random() < 0.4 and (kind == "final" or later in _TOLD_LATER),
            lang=random.choice(("vi", "en")),
            page=random.random() < 0.4,
        )


def told_twice(asked: Run) -> Result:
    """Return which pairs were not held or told as they must be."""
    every = list(pairs(asked))
    failures: list[str] = []
    for first in range(0, len(every), _BATCH):
        batch = every[first : first + _BATCH]
        child = Child(_judge_all, asked.folder / "versions", batch, build=asked.build)
        outcome = child.outcome(_LONGEST)
        found = outcome.value if outcome.kind == "done" else [f"{outcome.kind}: {outcome.value}"]
        failures += found
    return Result(n=len(every), failures=failures)


def _judge_all(folder: Path, batch: list[Pair]) -> list[str]:
    found = []
    for pair in batch:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with closing(Store(folder / "home", create=True)) as store:
            for part in _parts(folder, pair):
                ingest_paths(store, HashedWords(), [part])
            answer = Bot(store, HashedWords()).ask(pair.series.question(pair.at, pair.lang))
            faults = [*_held_faults(pair, store), *_JUDGED[pair.kind](pair, answer)]
        found += [f"{pair.name}: {fault}" for fault in faults]
    return found


def _parts(folder: Path, pair: Pair) -> list[Path]:
    """Write the files and return what is taken in one after the other."""
    if pair.kind == "names":
        _write_names(folder / "in", pair.new.text)
        return [folder / "in"]
    suffix, write = ("html", as_page) if pair.page else ("md", as_markdown)
    paths = [folder / f"cu.{suffix}", folder / f"moi.{suffix}"]
    for path, told in zip(paths, (pair.old, pair.new), strict=True):
        path.write_bytes(write(told))
    return paths[::-1] if pair.newer_first else [*paths, paths[0]]


def _write_names(folder: Path, text: str) -> None:
    """Write one text as ten files that differ in all but what they say."""
    lines = text.replace(". ", ".\n")
    for name, content in {
        "ban-tin.txt": text.encode(),
        "ban tin (1).txt": lines.encode(),
        "BAN-TIN.TXT": lines.replace("\n", "\r\n").encode(),
        "bản tin.md": text.encode(),
        "cũ/bản tin.txt": unicodedata.normalize("NFD", text).encode(),
        "mới/chép.md": codecs.BOM_UTF8 + text.encode(),
        "a.txt": text.encode("utf-16"),
        "b.txt": tcvn3(text).encode("cp1252"),
        "c/d/e.txt": text.replace(" ", "  ").encode(),
        "z.html": as_page(Told(title="", day=date(2024, 1, 1), address="", text=text)),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _held_faults(pair: Pair, store: Store) -> list[str]:
    held = [source.file for source in store.archive.sources()]
    expected = 2 if pair.kind == "final" else 1
    found = [] if len(held) == expected else [f"{len(held)} are held: {', '.join(held)}"]
    origins, files = len(store.archive.origins()), 10 if pair.kind == "names" else 2
    return found + ([] if origins == files else [f"{origins} files are known, not {files}"])


def _first_faults(pair: Pair, answer: Answer) -> list[str]:
    """Return what is wrong with the figure an answer begins with."""
    if not answer.figures:
        return [f"no figure was told: {answer.text[:80]!r}"]
    first = answer.figures[0].figure
    if first.claim.quantity.value != _number(pair.value):
        return [f"{first.claim.quantity.value} was told first, not {pair.value}"]
    return []


def _other_faults(pair: Pair, answer: Answer) -> list[str]:
    told = {shown.figure.claim.quantity.value for shown in answer.figures}
    old = _number(pair.before)
    stands = any(word in answer.text for word in (pair.before, pair.before.replace(",", ".")))
    return [f"the old value {pair.before} is told still"] if old in told or stands else []


def _revision_faults(pair: Pair, answer: Answer) -> list[str]:
    found = _first_faults(pair, answer)
    if answer.figures and answer.figures[0].figure.source.published != pair.new.day:
        found.append("the newer bulletin is not cited first")
    value = pair.before if pair.lang == "vi" else pair.before.replace(",", ".")
    said = any(line.startswith(_SAID_ALOUD) and value in line for line in answer.lines[1:])
    return found if said else [*found, f"the revision is not said: {answer.lines}"]


def _corrected_faults(pair: Pair, answer: Answer) -> list[str]:
    return _first_faults(pair, answer) + _other_faults(pair, answer)


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "."))


_JUDGED: dict[str, Callable[[Pair, Answer], list[str]]] = {
    "names": _first_faults,
    "corrected": _corrected_faults,
    "final": _revision_faults,
}
