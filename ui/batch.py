"""A file of questions to a file of answers."""

import json
from pathlib import Path

from bot.bot import Bot
from bot.contract import answer_json, read_batch_line
from lexicon.errors import BantinError, InputError
from ui.settings import interface_language


def answer_batch(bot: Bot, batch: Path, out: Path) -> int:
    """Write one answer a line to `out` and return how many.

    A broken line gets an `error` and the rest go on; InputError when a file cannot be used.
    """
    try:
        lines = batch.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "unreadable", file=batch.name, cause=getattr(error, "strerror", error)
        ) from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        id = None
        try:
            id, text, history = read_batch_line(line, number)
            text.encode()  # half a character, written as an escape, cannot be looked up
            rows.append(answer_json(bot.ask(text, history), id=id))
        except (BantinError, UnicodeEncodeError, RecursionError) as error:
            if not isinstance(error, BantinError):  # as above, or brackets without end
                error = InputError("batch-line", line=number, cause=error)
            rows.append({"id": id, "line": number, "error": error.say(interface_language())})
    try:
        out.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8", "replace"
        )
    except OSError as error:
        raise InputError("cannot-write-file", file=out, cause=error.strerror) from error
    return len(rows)
