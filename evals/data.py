"""What there is to measure on: the project's samples, and a folder of more where one is given."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import samples

_HERE = Path(__file__).parent
VARIABLE = "BANTIN_EVAL_DATA"
BESIDE = _HERE.parents[1] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """Bulletins with probes over them, and their figures labelled by hand."""

    name: str
    bulletins: Path
    probes: Path
    gold: Path


def data_folder(given: Path | None) -> Path | None:
    """Return the folder given, else the one BANTIN_EVAL_DATA names, else one beside the checkout.

    It may hold `corpus/` with `probes/dev.jsonl`, and `xquad/`; None when there is none.
    """
    if named := given or os.environ.get(VARIABLE):
        folder = Path(named)
        if not folder.is_dir():
            raise SystemExit(f"no such folder of evaluation data: {str(folder)!r}")
        return folder
    return BESIDE if BESIDE.is_dir() else None


def data_sets(folder: Path | None) -> Iterator[DataSet]:
    """Yield the samples, then the corpus of the folder when it has one."""
    yield DataSet(
        name="samples",
        bulletins=samples.FOLDER,
        probes=samples.PROBES,
        gold=_HERE / "gold-samples.jsonl",
    )
    if folder and (folder / "corpus").is_dir() and (folder / "probes" / "dev.jsonl").is_file():
        yield DataSet(
            name="corpus",
            bulletins=folder / "corpus",
            probes=folder / "probes" / "dev.jsonl",
            gold=_HERE / "gold.jsonl",
        )


def xquad_folder(folder: Path | None) -> Path | None:
    """Return where XQuAD lies, or None."""
    found = folder / "xquad" if folder else None
    return found if found and (found / "questions.jsonl").is_file() else None
