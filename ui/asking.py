"""Questions: `bantin ask`, `bantin check` and `bantin list`."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from ui.command import AsJson, Home, open_bot, open_store, tell, write_json
from ui.settings import home_folder, interface_language


def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, Vietnamese or English.")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch", help='Questions, one JSON object a line: {"id", "question", "history"}.'
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the answers of --batch are written.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--no-model", help="Without the language model of BANTIN_MODEL.")
    ] = False,
) -> None:
    """Answer a question, or each line of a file, with the sentences that prove it."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise typer.BadParameter("give a question, or both --batch and --out")
    from ui import spoken
    from ui.batch import answer_batch
    from ui.model import model_of

    model = None if alone else model_of(home_folder(home))
    with closing(open_store(home)) as store:
        bot = open_bot(store)
        if batch and out:
            count = answer_batch(bot, batch, out)
            if as_json:
                write_json({"answers": count, "out": str(out)})
            else:
                tell("batch-done", count=count, out=out)
            return
        # An argument that is not UTF-8 arrives as lone surrogates, which nothing can write.
        asked = (question or "").encode("utf-8", "replace").decode()
        if as_json:
            write_json(spoken.as_json(bot, asked, model))
        else:
            spoken.told(bot, asked, model, typer.echo)


def list_bulletins(home: Home = None, as_json: AsJson = False) -> None:
    """List the bulletins held, newest first."""
    from bot.contract import source_json

    with closing(open_store(home)) as store:
        sources = store.archive.sources()
    if as_json:
        write_json([source_json(source) for source in sources])
        return
    for source in sources:
        typer.echo(f"{source.id}  {source.published or '----------'}  {source.title}")


def check(
    text: Annotated[str, typer.Argument(help="A sentence or a paragraph, or - to read it.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Check every figure of a text against the bulletins, each with its proof."""
    from bot.contract import check_json, check_text

    pasted = sys.stdin.read() if text == "-" else text
    with closing(open_store(home)) as store:
        checked = open_bot(store).check(pasted.encode("utf-8", "replace").decode())
    if as_json:
        write_json(check_json(checked))
    else:
        typer.echo(check_text(checked, interface_language()))
