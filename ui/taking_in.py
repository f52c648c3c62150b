"""Bulletins in: `bantin ingest`, with or without `--watch`, and `bantin fetch`."""

from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command import AsJson, Home, Wait, open_store, tell, write_json
from ui.settings import embedding_model
from ui.stopping import stopped_by_interrupt

if TYPE_CHECKING:
    from ingest.pipeline import Progress
    from ingest.types import IngestReport
    from ingest.watch import TakeIn


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

    def take_in(found: Sequence[Path], stop: Event | None = None) -> "IngestReport":
        with (
            closing(open_store(home, create=True)) as store,
            progress_bar(quiet=as_json or found is not paths) as draw,  # not for a change
        ):
            progress = partial(_go_on, stop, draw) if stop else draw
            return ingest_paths(store, embedder, found, on_progress=progress, wait=wait or watch)

    if not watch:
        _report(take_in(paths), as_json=as_json)
        return
    with stopped_by_interrupt() as stop:
        _watch(paths, partial(take_in, stop=stop), stop, as_json=as_json)


def _go_on(stop: Event, draw: "Progress", done: int, total: int, file: str) -> None:
    """Draw how far it has come; KeyboardInterrupt between two files once `stop` is set."""
    draw(done, total, file)
    if stop.is_set() and done < total:
        raise KeyboardInterrupt


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
        closing(open_store(home, create=True)) as store,
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


def _watch(paths: Sequence[Path], take_in: "TakeIn", stop: Event, *, as_json: bool) -> None:
    """Tell the first report as usual and then each change in a line, until Ctrl+C sets `stop`."""
    from ingest.watch import watched
    from ui.reports import changes, report_json

    with suppress(KeyboardInterrupt):
        for number, report in enumerate(watched(paths, take_in, stop=stop)):
            if as_json:
                write_json(report_json(report), indent=None)
            elif number == 0:
                _tell_report(report)
                tell("watching", count=sum(path.is_dir() for path in paths))
            else:
                for line in changes(report):
                    typer.echo(line)


def _report(report: "IngestReport", *, as_json: bool) -> None:
    """Tell what became of each file; the exit status is 1 when one was rejected."""
    from ui.reports import report_json

    if as_json:
        write_json(report_json(report))
    _tell_report(report, reasons_alone=as_json)
    if report.rejected:
        raise typer.Exit(1)


def _tell_report(report: "IngestReport", *, reasons_alone: bool = False) -> None:
    from ui.reports import reasons, summary

    if not reasons_alone:
        typer.echo(summary(report))
    for reason in reasons(report):
        typer.echo(reason, err=True)
