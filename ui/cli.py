"""The `bantin` command."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lexicon.errors import BantinError
from lexicon.messages import say
from ui.settings import embedding_model, home_folder, interface_language

if TYPE_CHECKING:
    from bot.bot import Bot
    from ingest.types import IngestReport
    from ingest.watch import TakeIn
    from vectorstore.store import Store

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Questions on Vietnamese economic bulletins, answered with the bulletin's own sentence.",
)
Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the store (else BANTIN_HOME, else the user's data folder)."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait for another writer to finish.")]


def _tell(key: str, **values: object) -> None:
    typer.echo(say(f"command.{key}", interface_language(), **values))


def _write_json(value: Any, *, indent: int | None = 2) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    typer.echo(text.encode("utf-8", "backslashreplace").decode())  # of a path that is no UTF-8


def _open_store(home: Path | None, *, create: bool = False) -> "Store":
    from vectorstore.store import Store

    return Store(home_folder(home), create=create)


@contextmanager
def _written(home: Path | None) -> Iterator["Store"]:
    """Open a store that is there already for writing, under its lock."""
    from vectorstore.lock import writer_lock
    from vectorstore.space import told_when_full

    with (
        closing(_open_store(home)) as found,
        told_when_full(found.home),
        writer_lock(found.home),
        closing(_open_store(home, create=True)) as store,
    ):
        yield store


def _open_bot(store: "Store") -> "Bot":
    from bot.bot import Bot
    from vectorstore.embedding import open_embedder

    return Bot(store, open_embedder(embedding_model()))


@app.command()
def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Files or folders: .txt, .md, .html, .pdf, .docx, .xlsx, .csv."),
    ],
    home: Home = None,
    as_json: AsJson = False,
    wait: Wait = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Go on with what comes into the folders, until Ctrl+C; implies --wait."
        ),
    ] = False,
) -> None:
    """Take bulletins into the store; what is held already is left as it is."""
    from ingest.pipeline import ingest_paths
    from ui.progress import progress_bar
    from vectorstore.embedding import open_embedder

    embedder = open_embedder(embedding_model())

    def take_in(found: Sequence[Path]) -> "IngestReport":
        with (
            closing(_open_store(home, create=True)) as store,
            progress_bar(quiet=as_json or found is not paths) as on_progress,  # not for a change
        ):
            return ingest_paths(store, embedder, found, on_progress=on_progress, wait=wait or watch)

    if watch:
        _watch(paths, take_in, as_json=as_json)
    else:
        _report(take_in(paths), as_json=as_json)


def _watch(paths: Sequence[Path], take_in: "TakeIn", *, as_json: bool) -> None:
    """Tell the first report as usual and then each change in a line, until Ctrl+C."""
    from ingest.watch import watched
    from ui.reports import changes, report_json

    with suppress(KeyboardInterrupt):
        for number, report in enumerate(watched(paths, take_in)):
            if as_json:
                _write_json(report_json(report), indent=None)
            elif number == 0:
                _tell_report(report)
                _tell("watching", count=sum(path.is_dir() for path in paths))
            else:
                for line in changes(report):
                    typer.echo(line)


def _report(report: "IngestReport", *, as_json: bool) -> None:
    """Tell what became of each file; the exit status is 1 when one was rejected."""
    from ui.reports import report_json

    if as_json:
        _write_json(report_json(report))
    _tell_report(report, reasons_alone=as_json)
    if report.rejected:
        raise typer.Exit(1)


def _tell_report(report: "IngestReport", *, reasons_alone: bool = False) -> None:
    from ui.reports import reasons, summary

    if not reasons_alone:
        typer.echo(summary(report))
    for reason in reasons(report):
        typer.echo(reason, err=True)


@app.command()
def fetch(
    addresses: Annotated[
        list[str], typer.Argument(help="Addresses of pages, or of RSS or Atom feeds.")
    ],
    home: Home = None,
    as_json: AsJson = False,
    wait: Wait = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many of a feed's newest entries.")
    ] = 20,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Also fetch from private networks and any port: for an intranet, or tests.",
        ),
    ] = False,
) -> None:
    """Take in pages of the web, and the newest entries of feeds, as `ingest` does files."""
    from ingest.fetch import ingest_addresses
    from ingest.web import Web
    from ui.progress import progress_bar
    from vectorstore.embedding import open_embedder

    embedder = open_embedder(embedding_model())
    with (
        closing(_open_store(home, create=True)) as store,
        progress_bar(quiet=as_json) as on_progress,
    ):
        report = ingest_addresses(
            store,
            embedder,
            addresses,
            web=Web(allow_private=allow_private),
            limit=limit,
            on_progress=on_progress,
            wait=wait,
        )
    _report(report, as_json=as_json)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, Vietnamese or English.")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="Questions, one JSON object a line.")
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
    from ui import asking
    from ui.batch import answer_batch
    from ui.model import model_of

    model = None if alone else model_of(home_folder(home))
    with closing(_open_store(home)) as store:
        bot = _open_bot(store)
        if batch and out:
            count = answer_batch(bot, batch, out)
            if as_json:
                _write_json({"answers": count, "out": str(out)})
            else:
                _tell("batch-done", count=count, out=out)
            return
        # An argument that is not UTF-8 arrives as lone surrogates, which nothing can write.
        asked = (question or "").encode("utf-8", "replace").decode()
        if as_json:
            _write_json(asking.as_json(bot, asked, model))
        else:
            asking.told(bot, asked, model, typer.echo)


@app.command("list")
def list_bulletins(home: Home = None, as_json: AsJson = False) -> None:
    """List the bulletins held, newest first."""
    from bot.contract import source_json

    with closing(_open_store(home)) as store:
        sources = store.archive.sources()
    if as_json:
        _write_json([source_json(source) for source in sources])
        return
    for source in sources:
        typer.echo(f"{source.id}  {source.published or '----------'}  {source.title}")


@app.command()
def check(
    text: Annotated[str, typer.Argument(help="A sentence or a paragraph, or - to read it.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Check every figure of a text against the bulletins, each with its proof."""
    from bot.contract import check_json, check_text

    pasted = sys.stdin.read() if text == "-" else text
    with closing(_open_store(home)) as store:
        checked = _open_bot(store).check(pasted.encode("utf-8", "replace").decode())
    if as_json:
        _write_json(check_json(checked))
    else:
        typer.echo(check_text(checked, interface_language()))


@app.command()
def forget(
    bulletin: Annotated[str, typer.Argument(metavar="ID", help="Id as `bantin list` shows it.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Remove one bulletin and everything made from it."""
    from bot.contract import source_json

    with _written(home) as store:
        source = store.archive.forget(bulletin)
        store.refresh()
    if as_json:
        _write_json(source_json(source))
    else:
        _tell("forgotten", title=source.title)


@app.command()
def rebuild(home: Home = None, as_json: AsJson = False) -> None:
    """Read the stored bulletins with today's catalogues; make the indexes anew."""
    from ingest.pipeline import read_again

    with _written(home) as store:
        read_again(store)
        count = store.rebuild()
    if as_json:
        _write_json({"chunks": count})
    else:
        _tell("rebuilt", count=count)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="File to write; an older backup is replaced.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Copy the whole store into one file, also while others read and write."""
    from vectorstore.backup import back_up

    count = back_up(home_folder(home), file)
    if as_json:
        _write_json({"bulletins": count, "file": str(file), "bytes": file.stat().st_size})
    else:
        _tell("backed-up", count=count, file=file)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="File written by `bantin backup`.")],
    home: Home = None,
    as_json: AsJson = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the home holds.")
    ] = False,
    wait: Wait = False,
) -> None:
    """Fill a home from a backup, embedding nothing; a bad file changes nothing."""
    from ingest import split
    from vectorstore.backup import restore as fill
    from vectorstore.embedding import open_embedder

    embedder = open_embedder(embedding_model()).fingerprint
    fingerprints = {"embedder": embedder, "splitter": split.VERSION}
    count = fill(file, home_folder(home), fingerprints, replace=replace, wait=wait)
    if as_json:
        _write_json({"bulletins": count, "file": str(file)})
    else:
        _tell("restored", count=count, file=file)


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Check the store in full, and the language model's connection; 0 only when all is well."""
    from ui.asking import connection
    from ui.model import model_of
    from vectorstore.embedding import open_embedder

    with closing(_open_store(home)) as store:
        store.archive.require("embedder", open_embedder(embedding_model()).fingerprint)
        faults = store.faults()
        count, chunks = len(store.archive.sources()), len(store.archive.chunk_ids())
    model = model_of(home_folder(home))
    failure = connection(model) if model else None
    told = failure and failure.say(interface_language())
    if as_json:
        found = {"whole": not faults, "faults": faults, "bulletins": count, "chunks": chunks}
        _write_json(found | {"model": model and {"name": model.settings.name, "fault": told}})
    else:
        if not faults:
            _tell("whole", bulletins=count, chunks=chunks)
        if model and not failure:
            _tell("model-answers", name=model.settings.name)
    for fault in (*faults, *([told] if told else ())):
        typer.echo(fault, err=True)
    if faults or failure:
        raise typer.Exit(1)


@app.command()
def ui(
    home: Home = None,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8501,
) -> None:
    """Serve the chat page and print its address."""
    from ui.serve import command

    os.environ["BANTIN_HOME"] = str(home_folder(home))
    _tell("serving", address=f"http://127.0.0.1:{port}")
    sys.stdout.flush()
    arguments = command(port)
    os.execv(arguments[0], arguments)


@app.command()
def demo(
    home: Home = None,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8501,
    serve: Annotated[bool, typer.Option(help="Serve the page after the answer.")] = True,
) -> None:
    """Take in the sample bulletins, answer one question with its source, then serve the page."""
    import samples

    ingest([samples.FOLDER], home=home)
    question = say("command.demo-question", interface_language())
    typer.echo(f"\n{question}")
    ask(question, home=home)
    typer.echo("")
    if serve:
        ui(home=home, port=port)


def main() -> None:
    """Run the command; what went wrong is one sentence on stderr and exit status 1."""
    try:
        app()
    except BantinError as error:
        typer.echo(error.say(interface_language()), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
