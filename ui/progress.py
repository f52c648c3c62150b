"""The progress bar of `bantin ingest`: files done, files in all, time left."""

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.pipeline import Progress
from lexicon.messages import say
from ui.settings import interface_language


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """Yield what reports progress, drawn on stderr when that is a terminal and not `quiet`."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(say("command.reading", interface_language()), total=None)

        def report(done: int, total: int, _file: str) -> None:
            bar.update(task, completed=done, total=total)

        yield report
