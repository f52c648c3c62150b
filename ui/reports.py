"""What became of files that were taken in, as the command line tells it."""

from collections.abc import Iterator
from typing import Any

from ingest.types import IngestReport
from lexicon.messages import say
from ui.settings import interface_language


def summary(report: IngestReport) -> str:
    """Return the sentence that counts what became of the files."""
    return say(
        "command.ingested",
        interface_language(),
        stored=len(report.stored),
        unchanged=len(report.unchanged),
        replaced=len(report.replaced),
        rejected=len(report.rejected),
    )


def reasons(report: IngestReport) -> Iterator[str]:
    """Yield a sentence for each file that was rejected or has pages that could not be read."""
    language = interface_language()
    for rejection in report.rejected:
        yield rejection.error.say(language)
    for unread in report.unread:
        yield say("command.unread", language, file=unread.file, count=unread.pages)


def changes(report: IngestReport) -> Iterator[str]:
    """Yield a line for each file that is new, changed, rejected or not read in full."""
    language = interface_language()
    for file in report.stored:
        yield say("command.stored", language, file=file)
    for file in report.replaced:
        yield say("command.replaced", language, file=file)
    yield from reasons(report)


def report_json(report: IngestReport) -> dict[str, Any]:
    """Return the report as `--json` writes it."""
    return {
        "stored": report.stored,
        "unchanged": report.unchanged,
        "replaced": report.replaced,
        "rejected": [
            {"file": rejection.file, "reason": rejection.error.say(interface_language())}
            for rejection in report.rejected
        ],
        "unread": [{"file": unread.file, "pages": unread.pages} for unread in report.unread],
        "embedded": report.embedded,
    }
