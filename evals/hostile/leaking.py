"""E3: markup in bulletins and in a model's text, in a real browser; nothing asks another origin."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.chaos.full_disk import NotRun
from evals.chaos.ground import Run
from evals.completions import MODEL, Prompt
from evals.hostile.ground import KEY
from evals.hostile.leaks import leaks
from evals.model_server import model_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
_PATIENCE = 60_000  # milliseconds
_SETTLED = 2_000  # milliseconds a page is watched once its answer stands


def pages(asked: Run) -> tuple[list[str], str]:
    """Return which forms asked another origin, from a bulletin or from a model's text."""
    chromium = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if not chromium:
        raise NotRun("Chromium is not installed")
    failures: list[str] = []
    with model_server(lambda _: "x") as other:
        forms = leaks(other.address.removesuffix("/v1"))[: asked.times]
        with (
            model_server(lambda prompt: _said(prompt, forms)) as model,
            served(_home(asked.folder / "e3", forms), model.address, asked) as address,
            _browser(chromium) as page,
        ):
            shown = 0
            for number, form in enumerate(forms):
                before = other.connections
                foreign, text = _asked_for(page, address, number)
                shown += "127.0.0.1" in text
                if foreign or other.connections > before:
                    failures.append(f"{form!r} asked for {foreign or 'the other origin'}")
    if not (shown and model.prompts):
        failures.append("no form stood on screen, or the model was never asked")
    return failures, f"{shown} forms stood on screen, {len(model.prompts)} prompts"


def _month(number: int) -> str:
    return f"{number % 12 + 1}/{2014 + number // 12}"


def _sentence(number: int) -> str:
    return f"Chỉ số giá vàng tháng {_month(number)} tăng {number % 9 + 1},5% so với tháng trước"


def _home(folder: Path, forms: tuple[str, ...]) -> Path:
    """Fill a home by the command itself, a bulletin a form."""
    inputs, home = folder / "in", folder / "home"
    inputs.mkdir(parents=True)
    for number, form in enumerate(forms):
        body = f"{_sentence(number)}, ghi chú {form} hết.\n\n{form}\n"
        (inputs / f"tin-{number:03}.txt").write_text(f"Giá vàng {form}\n\n{body}", "utf-8")
    command = [sys.executable, "-m", "ui.cli", "ingest", str(inputs), "--home", str(home)]
    subprocess.run(command, check=True, capture_output=True)
    return home


def _said(prompt: Prompt, forms: tuple[str, ...]) -> str:
    """Say a true sentence with the form of the bulletin asked about in it and behind it."""
    for number, form in enumerate(forms):
        if f"tháng {_month(number)} " in prompt.text:
            return f"{_sentence(number)} [1]. {_sentence(number)} {form} [1].\n\n{form}\n"
    return "Không có."


@contextmanager
def served(home: Path, model: str, asked: Run) -> Iterator[str]:
    """Serve the page over a home with a model, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = {
        "BANTIN_HOME": str(home),
        "BANTIN_MODEL": f"openai:{MODEL}",
        "BANTIN_MODEL_URL": model,
        "BANTIN_MODEL_KEY": KEY,
        "BANTIN_MODEL_USER_DAY": "100000",
        "BANTIN_MODEL_DAY": "100000",
    }
    command = [sys.executable, "-m", "evals.hostile.page", asked.build, str(port)]
    log = (asked.folder / "page.log").open("wb")
    server = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the page does not answer")


@contextmanager
def _browser(chromium: str) -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser.new_page()
        browser.close()


def _asked_for(page: "Page", address: str, number: int) -> tuple[list[str], str]:
    """Ask for one bulletin's figure; return each foreign address asked for, and what is shown."""
    found: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            found.append(request.url)

    page.on("request", note)
    page.goto(address)
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(f"Chỉ số giá vàng tháng {_month(number)} tăng bao nhiêu so với tháng trước?")
    field.press("Enter")
    answered = page.locator(".st-key-exchange-0")
    answered.locator(".quote, .refusal, .failure").first.wait_for(timeout=_PATIENCE)
    page.wait_for_timeout(_SETTLED)
    page.remove_listener("request", note)
    return found, answered.inner_text()
