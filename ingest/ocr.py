"""Words of a scanned page, by the program tesseract where it is installed with Vietnamese."""

import csv
import os
import shutil
import subprocess
from io import StringIO
from typing import NamedTuple

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_LONGEST = 20  # seconds for a page, less than the sandbox gives it; a usual one takes two to five
_WORD = "5"  # the level of a word in its table; a line is "4"
_LINE = "4"


class Word(NamedTuple):
    """A word and where it stands: left and right, and the foot of its line, in dots from above."""

    text: str
    left: int
    right: int
    foot: int


def installed() -> bool:
    """Tell whether the program is there and knows Vietnamese."""
    if shutil.which(_PROGRAM) is None:
        return False
    known = _run("--list-langs")
    return known is not None and _LANGUAGE in known.split()


def words(picture: bytes, dots_per_inch: int) -> tuple[Word, ...] | None:
    """Return the words of a picture line by line, None when the program fails or takes too long."""
    options = ("-l", _LANGUAGE, "--dpi", str(dots_per_inch), "tsv")
    table = _run("stdin", "stdout", *options, given=picture)
    if table is None:
        return None
    found: list[Word] = []
    foot = 0
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top = int(row["left"]), int(row["top"])
        if row["level"] == _LINE:
            foot = top + int(row["height"])
        elif row["level"] == _WORD and (text := row["text"].strip()):
            found.append(Word(text, left, left + int(row["width"]), foot))
    return tuple(found)


def _run(*arguments: str, given: bytes = b"") -> str | None:
    try:
        done = subprocess.run(
            (_PROGRAM, *arguments),
            input=given,
            capture_output=True,
            timeout=_LONGEST,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # its threads cost more than they gain
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
