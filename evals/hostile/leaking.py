"""E3: markup in bulletins and in a model's text, in a real browser; nothing asks another origin."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.browsing import CHROMIUM, PATIENCE, answered, ask, browser, served
from evals.chaos.full_disk import NotRun
from evals.chaos.ground import Run
from evals.completions import MODEL, Prompt
from evals.hostile.ground import KEY
from evals.hostile.leaks import leaks
from evals.model_server import model_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SETTLED = 2_000  # milliseconds a page is watched once its answer stands


def pages(asked: Run) -> tuple[list[str], str]:
    """Return which forms asked another origin, from a bulletin or from a model's text."""
    if not CHROMIUM:
        raise NotRun("Chromium is not installed")
    failures: list[str] = []
    with model_server(lambda _: "x") as other:
        forms = leaks(other.address.removesuffix("/v1"))[: asked.times]
        with (
            model_server(lambda prompt: _said(prompt, forms)) as model,
            served(
                lambda port: [sys.executable, "-m", "evals.hostile.page", asked.build, str(port)],
                _settings(_home(asked.folder / "e3", forms), model.address),
                asked.folder / "page.log",
            ) as address,
            browser() as chromium,
        ):
            page, shown = chromium.new_page(), 0
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


def _settings(home: Path, model: str) -> dict[str, str]:
    return {
        "BANTIN_HOME": str(home),
        "BANTIN_MODEL": f"openai:{MODEL}",
        "BANTIN_MODEL_URL": model,
        "BANTIN_MODEL_KEY": KEY,
        "BANTIN_MODEL_USER_DAY": "100000",
        "BANTIN_MODEL_DAY": "100000",
    }


def _asked_for(page: "Page", address: str, number: int) -> tuple[list[str], str]:
    """Ask for one bulletin's figure; return each foreign address asked for, and what is shown."""
    found: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            found.append(request.url)

    page.on("request", note)
    page.goto(address)
    ask(page, f"Chỉ số giá vàng tháng {_month(number)} tăng bao nhiêu so với tháng trước?")
    page.locator(answered(0)).first.wait_for(timeout=PATIENCE)
    page.wait_for_timeout(_SETTLED)
    page.remove_listener("request", note)
    return found, page.locator(".st-key-exchange-0").inner_text()
