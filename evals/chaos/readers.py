"""B2: one writer and four readers, each a process of its own, for a stretch of time."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.bot import Bot
from evals.chaos import work
from evals.chaos.bulletins import COUNT, HashedWords, growth, marked, month_of, name, write_bulletin
from evals.chaos.children import Child, run
from evals.chaos.ground import Run, done, lay
from ingest.pipeline import ingest_paths
from vectorstore.archive import Archive
from vectorstore.store import ARCHIVE_FILE, Store

_READERS = 4
_VERSIONS = 9
_VISIBLE = 5.0  # seconds until a bulletin that was acknowledged must be seen
_BEFORE = 5.0  # seconds a bulletin may be seen before its writer is told that it is stored
_EVERY = 8  # of so many reads one is a question answered by the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one read saw of a bulletin: its version, or what was wrong with it."""

    number: int
    version: int
    began: float
    ended: float
    wrong: str = ""


Writes = Mapping[int, Sequence[tuple[int, float]]]
"""Number of a bulletin -> its versions in order, each with the moment it was acknowledged."""


def one_writer(asked: Run) -> tuple[list[str], int, float]:
    """Return what went wrong while bulletins were corrected and read for `times` seconds.

    No read sees half a bulletin, an older version after a newer one, or one that was replaced more
    than 5 s ago. Beside that: how many reads there were, and the longest a reader saw an old one.
    """
    ground = lay(asked.folder)
    ground.fresh_home(filled=True)
    log, stop = asked.folder / "writes", time.monotonic() + asked.times
    with closing(Store(ground.home)) as store:
        chunks = len(store.archive.chunk_ids()) // COUNT
    writer = Child(write, ground.home, ground.inputs, log, asked.seed, stop, build=asked.build)
    readers = [
        Child(read, ground.home, chunks, asked.seed + n + 1, stop, build=asked.build)
        for n in range(_READERS)
    ]
    outcomes = [child.outcome(asked.times + 120) for child in readers]
    written = writer.outcome(120)
    failures = [f"a process {o.kind}: {o.value}" for o in (*outcomes, written) if o.kind != "done"]
    writes, slowest, count = read_writes(work.noted(log)), 0.0, 0
    for seen in (outcome.value for outcome in outcomes if outcome.kind == "done"):
        faults, longest = judge(seen, writes)
        failures, slowest, count = failures + faults, max(slowest, longest), count + len(seen)
    return failures + list(done(run(faults_left, ground.home)).value), count, slowest


def read_writes(lines: Sequence[str]) -> Writes:
    """Return the versions of each bulletin in the order they were written."""
    writes: dict[int, list[tuple[int, float]]] = {n: [(1, float("-inf"))] for n in range(COUNT)}
    for line in lines:
        number, version, moment = line.split(":")
        writes[int(number)].append((int(version), float(moment)))
    return writes


def judge(seen: Sequence[Seen], writes: Writes) -> tuple[list[str], float]:
    """Return what is wrong with one reader's reads, and the longest it saw a replaced version."""
    faults, longest = [], 0.0
    reached = dict.fromkeys(writes, 0)
    for one in seen:
        if one.wrong:
            faults.append(f"bulletin {one.number}: {one.wrong}")
            continue
        places = _places(one, writes[one.number], reached[one.number])
        if not places:
            faults.append(f"bulletin {one.number}: version {one.version} at the wrong time")
            continue
        reached[one.number] = places[0]
        if (late := min(_late(one, writes[one.number], at) for at in places)) > 0:
            longest = max(longest, late)
    return faults, longest


def _places(one: Seen, versions: Sequence[tuple[int, float]], least: int) -> list[int]:
    """Return which writes, none older than one seen before, may have been what was seen."""
    return [
        at
        for at, (version, moment) in enumerate(versions)
        if at >= least
        and version == one.version
        and moment - _BEFORE <= one.ended
        and _late(one, versions, at) <= _VISIBLE
    ]


def _late(one: Seen, versions: Sequence[tuple[int, float]], at: int) -> float:
    """Return how long before the read began the version had been replaced, negative if not."""
    return one.began - versions[at + 1][1] if at + 1 < len(versions) else float("-inf")


def faults_left(home: Path) -> list[str]:
    """Return what the doctor finds."""
    with closing(Store(home)) as store:
        return list(store.faults())


def write(home: Path, inputs: Path, log: Path, seed: int, stop: float) -> None:
    """Correct a few bulletins at a time until `stop`, noting each with the moment it was told."""
    random, versions = Random(seed), dict.fromkeys(range(COUNT), 1)
    noted, embedder = work.Acknowledged(log), HashedWords()

    def note(_: int, __: int, file: str) -> None:
        number = int(file[2:5])
        noted.note(f"{number}:{versions[number]}:{time.monotonic():.3f}")

    while time.monotonic() < stop:
        paths = []
        for number in random.sample(range(COUNT), 3):
            versions[number] = versions[number] % _VERSIONS + 1
            paths.append(write_bulletin(inputs, number, versions[number]))
        with closing(Store(home, create=True)) as store:
            ingest_paths(store, embedder, paths, on_progress=note)
        time.sleep(random.uniform(0, 1))


def read(home: Path, chunks: int, seed: int, stop: float) -> list[Seen]:
    """Read bulletins until `stop` as the page does, by search and by question."""
    random = Random(seed)
    seen: list[Seen] = []
    for store, bot in _opened(home, seed, stop):
        number, began = random.randrange(COUNT), time.monotonic()
        if len(seen) % _EVERY:
            version, wrong = _searched(store, number, chunks)
        else:
            version, wrong = _answered(bot, number)
        ended = time.monotonic()
        seen.append(Seen(number=number, version=version, began=began, ended=ended, wrong=wrong))
    return seen


def _opened(home: Path, seed: int, stop: float) -> Iterator[tuple[Store, Bot]]:
    """Yield the home's store, opened anew whenever its generation has changed, until `stop`.

    One reader of four asks Chroma, which only a large store does of itself.
    """
    embedder, generation = HashedWords(), -1
    store = Store(home)
    while time.monotonic() < stop:
        with closing(Archive(home / ARCHIVE_FILE, create=False)) as archive:
            now = archive.generation
        if now != generation:
            store.close()
            store = Store(home, exact_scan_limit=20_000 if seed % _READERS else 0)
            bot, generation = Bot(store, embedder), now
        yield store, bot
    store.close()


def _searched(store: Store, number: int, chunks: int) -> tuple[int, str]:
    """Return the version a search finds, and what is wrong when it is not whole."""
    word = name(number)
    listed = [s.file for s in store.archive.sources()].count(f"bt{number:03}.txt")
    if listed != 1:
        return 0, f"listed in {listed} versions"
    if not store.search(HashedWords().question(word), [word]):
        return 0, "nothing is found by meaning and word"
    texts = [hit.chunk.text for hit in store.search(None, [word])]
    found = {version for text in texts for version in marked(text, number)}
    if len(found) != 1 or len(texts) != chunks:
        return 0, f"{len(texts)} chunks of the versions {sorted(found)}"
    return found.pop(), ""


def _answered(bot: Bot, number: int) -> tuple[int, str]:
    """Return the version whose growth the bot tells, and what is wrong when it tells none."""
    text = bot.ask(f"CPI tháng {month_of(number)} tăng bao nhiêu so với tháng trước?").text
    told = [v for v in range(1, _VERSIONS + 1) if f"{growth(number, v)}%" in text]
    return (told[0], "") if len(told) == 1 else (0, f"answered {text!r}")
