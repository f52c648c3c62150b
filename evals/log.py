"""The dated record of what was measured."""

import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from evals.table import Row, render

FILE = Path(__file__).with_name("LOG.md")
_HEADER = """# What was measured

A block a run, newest last. Results that did not help stay, with a line that says so.

- **n**: questions in the row. All other columns are shares from 0 to 1.
- **recall@k**: answerable questions with the proving passage among the first k distinct ones.
- **MRR**: mean of 1 / rank of that passage, 0 when it is not found.
- **right, wrong, uncited, refused**: verdicts on answerable questions (`evals/judge.py`); *refused*
  means falsely.
- **unanswerable refused**: questions without an answer in the data that were refused.
- **verbatim**: citations whose quote stands in the file as it is (NFC, single spaces).
- *neighbours*: questions worded from stored figures (`evals/neighbours.py`). **right**: the figure
  asked for is shown; **other period or base**: the answer begins with another's; **leads**: it
  begins with the figure asked for. *neighbour* is how the nearest wrong figure differs.
- *checking*: pasted sentences, true and with one field altered (`evals/checking.py`). **caught**:
  contradicted; **field named**: with the field that was altered; **confirmed**: all its figures.
- *unanswerable*: the questions of `evals/unanswerable.jsonl`; **refused** is right there.
- *figures*: figures read, against those labelled by hand in stretches of bulletins
  (`evals/figures.py`). **precision**: of the figures answers are made of, those right in value,
  unit, kind, indicator, period, base and place; **recall**: of the labels on something the
  catalogue lists, those read so.
- *tasks*: requests for a summary, for what changed, for a reason, for a translation
  (`evals/tasks.jsonl`). **right**: read as that task, refused or not as it must be, the bulletins
  cited, the figures told and the sentences quoted that it names; a summary of three to six
  sentences of one bulletin.
- *tables*: cells of tables laid out as PDF, Word, Excel, HTML and Markdown (`evals/tables.py`), n
  of them. **exact**: read with their value, unit and period; **right**: with all fields;
  **precision**: of the figures read, those right; **notes apart**: cells with the mark of a
  footnote whose number did not grow by it.
- *recipe* rows: the plain LangChain recipe of `evals/recipe.py` on the same files and model.
"""


def commit(folder: Path) -> str:
    """Return the short hash of the checkout's commit, or `no commit`."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return found.stdout.strip()


def append(results: Mapping[str, Sequence[Row]], path: Path = FILE) -> None:
    """Add one dated block with a table a data set; the file is begun when there is none."""
    block = [f"\n## {date.today().isoformat()}, {commit(path.parent)}\n"]
    block += [f"### {name}\n\n{render(rows)}\n" for name, rows in results.items()]
    if not path.exists():
        path.write_text(_HEADER, "utf-8")
    with path.open("a", encoding="utf-8") as log:
        log.write("\n".join(block))
