"""The page as a reader has it: served by a process of its own, looked at in Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PATIENCE = 60_000  # milliseconds; a condition usually holds within one second
_OWN = "BANTIN_"
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(
    command: Callable[[int], Sequence[str]], settings: Mapping[str, str], log: Path
) -> Iterator[str]:
    """Serve the page by a command for a port, under these settings alone, and yield its address.

    It runs in the folder of its log, which is not the project's.
    """
    others = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    with serving(command, "/_stcore/health", log, {**others, **settings}) as address:
        yield address


@contextmanager
def browser() -> Iterator["Browser"]:
    """Yield Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield found
        found.close()


def ask(page: "Page", question: str) -> None:
    """Type a question and send it, as soon as the page takes one."""
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")


def answered(number: int) -> str:
    """Return the selector of what an answer, a refusal or a failure is known by, counted from 0."""
    return f".st-key-exchange-{number} :is(.quote, .refusal, .failure)"
