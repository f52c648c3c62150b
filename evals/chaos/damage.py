"""A5: index files deleted, cut or with one bit flipped."""

import shutil
from pathlib import Path
from random import Random

from evals.chaos import work
from evals.chaos.children import run
from evals.chaos.ground import Ground, Run, done, lay
from vectorstore.store import LEXICAL_FOLDER, VECTOR_FOLDER

_KINDS = ("flip", "delete", "cut", "flip")
_MANY = 1_100  # chunks: from 1,000 on Chroma saves its graph


def index_files(asked: Run) -> list[str]:
    """Return what went wrong over homes with one damaged index file or folder each.

    Questions are answered as before, through Chroma too; the damage is found, unless it is of bytes
    that hold nothing; the next ingest makes the indexes anew and embeds nothing.
    """
    ground, large = lay(asked.folder), asked.folder / "large"
    if not large.exists():
        shutil.copytree(ground.master, large)
        done(run(work.enlarge, large, _MANY))
    masters = (ground.master, large)
    right = [_answers(master) for master in masters]
    random, failures = asked.random, []
    for number in range(asked.times):
        at = number % 2
        shutil.rmtree(ground.home, ignore_errors=True)
        shutil.copytree(masters[at], ground.home)
        found = _one(ground, right[at], asked.build, random, number)
        failures += [f"run {number}: {fault}" for fault in found]
    return failures


def _answers(master: Path) -> list[object]:
    return [done(run(work.answers, master, limit)).value for limit in (20_000, 0)]


def _one(ground: Ground, right: object, build: str, random: Random, number: int) -> list[str]:
    what = _damage(ground.home, random, number)
    outcome = run(work.with_damage, ground.home, [ground.inputs], build=build)
    if outcome.kind != "done":
        return [f"{what}: {outcome.kind} {outcome.value}"]
    answers, found, embedded, after = outcome.value
    faults = []
    if answers != right:
        faults.append(f"{what}: other answers")
    if not found and not _harmless(what):
        faults.append(f"{what}: not found")
    if embedded:
        faults.append(f"{what}: {embedded} texts were embedded again")
    return faults + [f"{what}: {fault}" for fault in after]


def _harmless(what: str) -> bool:
    """Tell whether the damage may be of bytes that hold nothing: free pages, Chroma's drafts."""
    return (what.startswith("flip") and what.endswith(".sqlite3")) or what.endswith("(unread)")


def _damage(home: Path, random: Random, number: int) -> str:
    """Damage one file, or delete a folder, and return what was done."""
    if number % 20 >= 18:
        folder = home / (VECTOR_FOLDER, LEXICAL_FOLDER)[number % 2]
        shutil.rmtree(folder)
        return f"delete {folder.name}"
    folders = (home / VECTOR_FOLDER, home / LEXICAL_FOLDER)
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    path = files[(number // 2) % len(files)]
    kind = random.choice(_KINDS)
    content = path.read_bytes()
    if kind == "delete" or not content:
        kind = "delete"
        path.unlink()
    else:
        path.write_bytes(damaged(content, kind, random))
    unread = path.suffix == ".bin" and not (path.parent / "index_metadata.pickle").exists()
    told = path.relative_to(home).as_posix()
    return f"{kind} {told}{' (unread)' if unread and 'pickle' not in told else ''}"


def damaged(content: bytes, kind: str, random: Random) -> bytes:
    """Return the content cut at a random place, or with one random bit flipped."""
    at = random.randrange(len(content))
    if kind == "cut":
        return content[:at]
    return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
