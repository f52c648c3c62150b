"""The store kept whole: `bantin forget`, `rebuild`, `backup`, `restore` and `doctor`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from ui.command import AsJson, Home, Wait, open_store, tell, write_json, written
from ui.settings import embedding_model, home_folder


def forget(
    bulletin: Annotated[str, typer.Argument(metavar="ID", help="Id as `bantin list` shows it.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Remove one bulletin and everything made from it."""
    from bot.contract import source_json

    with written(home) as store:
        source = store.archive.forget(bulletin)
        store.refresh()
    if as_json:
        write_json(source_json(source))
    else:
        tell("forgotten", title=source.title)


def rebuild(home: Home = None, as_json: AsJson = False) -> None:
    """Read the stored bulletins with today's catalogues; make the indexes anew."""
    from ingest.pipeline import read_again

    with written(home) as store:
        read_again(store)
        count = store.rebuild()
    if as_json:
        write_json({"chunks": count})
    else:
        tell("rebuilt", count=count)


def backup(
    file: Annotated[Path, typer.Argument(help="File to write; an older backup is replaced.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Copy the whole store into one file, also while others read and write."""
    from vectorstore.backup import back_up

    count = back_up(home_folder(home), file)
    if as_json:
        write_json({"bulletins": count, "file": str(file), "bytes": file.stat().st_size})
    else:
        tell("backed-up", count=count, file=file)


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
        write_json({"bulletins": count, "file": str(file)})
    else:
        tell("restored", count=count, file=file)


def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Check the store in full; the exit status is 0 only when it is whole."""
    from vectorstore.embedding import open_embedder

    with closing(open_store(home)) as store:
        store.archive.require("embedder", open_embedder(embedding_model()).fingerprint)
        faults = store.faults()
        count, chunks = len(store.archive.sources()), len(store.archive.chunk_ids())
    if as_json:
        write_json({"whole": not faults, "faults": faults, "bulletins": count, "chunks": chunks})
    elif not faults:
        tell("whole", bulletins=count, chunks=chunks)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
