"""The page in Chromium: what a reader sees, and what a hostile bulletin cannot do."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

import samples
from evals.browsing import CHROMIUM, PATIENCE, answered, ask, browser, served
from evals.completions import Prompt
from evals.model_server import ModelServer, model_server
from ingest.pipeline import ingest_paths
from lexicon.messages import say
from ui.serve import command
from vectorstore.embedding import open_embedder
from vectorstore.store import Store

playwright_api = pytest.importorskip("playwright.sync_api")
expect = playwright_api.expect

HOSTILE = (
    "$5 ~1~ *a* _b_ <img src=x onerror=document.title=1> [x](javascript:alert(1)) :red[x] "
    "`c` #d | e <script>alert(1)</script> :smile: &lt;f&gt; $$g$$ ![y](https://example.invalid/y)"
)
SENTENCE = f"Giá vé tàu điện tháng 3/2025 tăng 12,5% so với tháng 2/2025, ghi chú {HOSTILE}"
BULLETIN = f"""Giá vé tàu điện {HOSTILE}

Cục Thống kê, ngày 5/3/2025

{SENTENCE}.

Số lượt khách đi tàu trong tháng không thay đổi.
"""

LONG_BULLETIN = "\n\n".join(
    [
        "Chuyện bên lề các bến xe",
        "Cục Thống kê, ngày 5/3/2025",
        *["Hành khách chờ xe trong nhà ga, người bán hàng rong đi qua đi lại trước cửa."] * 60,
        "Giá vé cáp treo tháng 3/2025 tăng 9,9% so với tháng 2/2025.",
    ]
)
PERIODS = "tháng 1/2024, tháng 2/2024, 2 tháng đầu năm 2024 và tháng 2/2025"
SERIES = f"IIP {PERIODS} so với cùng kỳ năm trước"
# Returns the texts whose contrast (WCAG 2, relative luminance) is below 7, with that contrast.
FAINT_TEXTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const over = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const grounds = (node) => {
    const found = [];
    for (let at = node; at; at = at.assignedSlot || at.parentElement || at.getRootNode().host)
      found.unshift(getComputedStyle(at).backgroundColor);
    return ["white", ...found];
  };
  const faint = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const style = getComputedStyle(node);
      const written = [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim());
      const shown = node.checkVisibility() && node.getClientRects().length;
      const sized = parseFloat(style.fontSize) > 0 && node.dataset.testid !== "stIconMaterial";
      if (!written || !shown || !sized || node.closest(":disabled")) continue;
      const behind = grounds(node);
      const [a, b] = [over(behind), over([...behind, style.color])].map(luminance);
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 7) faint.push([node.textContent.slice(0, 40), contrast]);
    }
  };
  look(document.body);
  return faint;
}"""

# True once the element has stood still for a second of looks.
AT_REST = """(selector) => {
  const top = document.querySelector(selector).getBoundingClientRect().top;
  const looks = window.look?.top === top ? window.look.looks + 1 : 0;
  window.look = { top, looks };
  return looks === 10;
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]


def over(home: Path) -> dict[str, str]:
    """Return the settings of a page over a home."""
    return {"BANTIN_HOME": str(home)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    with closing(Store(folder / "home", create=True)) as store:
        (folder / "long.txt").write_text(LONG_BULLETIN, "utf-8")
        ingest_paths(store, open_embedder(), [samples.FOLDER, folder / "long.txt"])
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(command, over(folder / "home"), folder / "server.log") as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright_api.Browser"]:
    with browser() as found:
        yield found


class Reader:
    """One reader's tab, with everything it asked the network for and everything that went wrong."""

    def __init__(self, browser: "playwright_api.Browser", address: str, width: int) -> None:
        size = {"width": width, "height": 844 if width < 768 else 800}
        self.context = browser.new_context(viewport=size, locale="vi-VN")
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.foreign: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self._note(request.url, address))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.page.goto(address)
        self.page.locator(".title").wait_for()

    def _note(self, url: str, address: str) -> None:
        own = (address, address.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(own):
            self.foreign.append(url)

    def ask(self, question: str) -> None:
        """Ask and wait until the answer stands and another question can be typed."""
        asked = self.page.locator("h2.question").count()
        ask(self.page, question)
        self.page.locator(answered(asked)).first.wait_for()
        field = self.page.get_by_test_id("stChatInputTextArea")
        expect(field).to_be_enabled(timeout=PATIENCE)


@pytest.fixture
def reader(
    chromium: "playwright_api.Browser", address: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    found = Reader(chromium, address, getattr(request, "param", 1280))
    yield found
    found.context.close()
    assert found.foreign == []
    assert found.faults == []


def lies_within(inner: "playwright_api.Locator", outer: "playwright_api.Locator") -> bool:
    a, b = inner.bounding_box(), outer.bounding_box()
    return b["y"] <= a["y"] and a["y"] + a["height"] <= b["y"] + b["height"]


def stands_under(lower: "playwright_api.Locator", upper: "playwright_api.Locator") -> bool:
    """Tell whether one stands wholly below the other, both seen at one moment of a scroll."""
    return lower.evaluate(
        "(a, b) => a.getBoundingClientRect().top >= b.getBoundingClientRect().bottom",
        upper.element_handle(),
    )


def test_the_question_field_has_the_cursor(reader: Reader) -> None:
    """A reader can type at once, in a page that names its language."""
    expect(reader.page.get_by_test_id("stChatInputTextArea")).to_be_focused(timeout=PATIENCE)
    expect(reader.page.locator("html")).to_have_attribute("lang", "vi")


def test_the_font_is_the_pages_own(reader: Reader) -> None:
    """Text is set in the font the page serves itself, with its Vietnamese letters."""
    reader.page.wait_for_function("document.fonts.check('16px \"Be Vietnam Pro\"', 'ắ')")
    family = reader.page.locator(".title").evaluate("node => getComputedStyle(node).fontFamily")
    assert "Be Vietnam Pro" in family


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(reader: Reader, scheme: str) -> None:
    """Each text on the page, the pane included, has a contrast of at least 7:1 in both themes."""
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.reload()
    reader.page.locator(".title").wait_for()
    reader.ask(SERIES)
    reader.ask(say("page.starter-3", "vi"))
    reader.page.locator("article mark").wait_for()
    assert reader.page.evaluate(FAINT_TEXTS) == []


def test_a_starter_opens_the_marked_sentence_beside_the_answer(reader: Reader) -> None:
    """The answer's sentence is marked and in view in the source pane."""
    reader.page.get_by_text(say("page.starter-2", "vi")).click()
    quote = reader.page.locator(".quote").first
    expect(quote).to_contain_text("6,8%", timeout=PATIENCE)
    mark = reader.page.locator("article mark")
    expect(mark).to_have_text(quote.inner_text(), timeout=PATIENCE)
    expect(mark).to_be_in_viewport()
    assert lies_within(mark, reader.page.locator("article .bulletin"))


def test_a_figure_is_larger_than_all_else_and_says_its_direction(reader: Reader) -> None:
    """The figure is read first; its arrow is drawn for the eye alone, its direction is a word."""
    reader.ask(say("page.starter-2", "vi"))
    figure, about = reader.page.locator(".figure"), reader.page.locator(".figures .about")
    expect(figure).to_have_text("↓giảm 6,8%")
    expect(figure.locator(".arrow")).to_have_attribute("aria-hidden", "true")
    expect(about).to_contain_text("so với cùng kỳ năm trước · tháng 2/2024 · cả nước")
    expect(reader.page.locator(".understood")).to_contain_text("Đã hiểu: chỉ số sản xuất")
    sizes = [
        float(found.evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))
        for found in (figure, reader.page.locator("h2.question"), about)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert stands_under(about, figure)
    assert stands_under(reader.page.locator(".quote"), about)


def test_two_bases_are_told_apart(reader: Reader) -> None:
    """The figure against the month before is large, that against the year before stands under it."""
    reader.ask("Giá vàng tháng 3/2024 tăng bao nhiêu?")
    expect(reader.page.locator(".figure")).to_have_text("↑tăng 4,59%")
    expect(reader.page.locator(".figures .about")).to_contain_text("so với tháng trước")
    expect(reader.page.locator(".reading")).to_have_text("↑tăng 22,71% so với cùng kỳ năm trước")


def test_an_english_comparison_has_its_difference(reader: Reader) -> None:
    """An English question is answered in English notation, on a page in any language."""
    reader.ask(say("page.starter-3", "en"))
    expect(reader.page.locator(".figure")).to_have_text(["USD 35.59 billion", "USD 33.73 billion"])
    expect(reader.page.locator(".difference")).to_contain_text("Difference: USD")
    expect(reader.page.locator(".figures")).to_have_attribute("lang", "en")
    expect(reader.page.locator(".understood")).to_have_text(
        "Understood as: goods exports · October 2024, November 2024 · nationwide"
    )


def test_a_long_answer_is_shown_from_its_question(reader: Reader) -> None:
    """The question and its figure stay in view however many sources follow."""
    reader.ask(say("page.starter-2", "vi"))
    reader.ask(say("page.starter-3", "vi"))
    answered = reader.page.locator(".st-key-exchange-1")
    expect(answered.locator("h2.question")).to_be_in_viewport(ratio=1, timeout=PATIENCE)
    expect(answered.locator(".figure").first).to_be_in_viewport(ratio=1, timeout=PATIENCE)


def test_a_citation_far_down_is_scrolled_to(reader: Reader) -> None:
    """A sentence at the end of a long bulletin is brought into the pane's view."""
    reader.ask("Giá vé cáp treo tháng 3/2025 tăng bao nhiêu?")
    reader.page.locator('[class*="st-key-chip-0-1"] button').click()
    pane = reader.page.locator(".st-key-pane-by-hand")  # not the one that opened by itself
    mark, bulletin = pane.locator("article mark"), pane.locator("article .bulletin")
    expect(mark).to_be_in_viewport(timeout=PATIENCE)
    assert "9,9%" in mark.inner_text()
    assert lies_within(mark, bulletin)
    assert bulletin.evaluate("node => node.scrollTop") > 0


def test_the_pane_steps_through_the_citations(reader: Reader) -> None:
    """Next and previous move the mark; closing the pane leaves the answer."""
    reader.ask("Compare exports in October and November 2024.")
    mark = reader.page.locator("article mark")
    first = mark.inner_text()
    assert reader.page.locator(".quote").count() > 1
    reader.page.get_by_role("button", name=say("page.next", "vi")).click()
    expect(mark).to_have_text(reader.page.locator(".quote").nth(1).inner_text(), timeout=PATIENCE)
    reader.page.get_by_role("button", name=say("page.previous", "vi")).click()
    expect(mark).to_have_text(first, timeout=PATIENCE)
    reader.page.get_by_role("button", name=say("page.close", "vi")).click()
    expect(reader.page.locator("article")).to_have_count(0, timeout=PATIENCE)
    assert reader.page.locator(".quote").count() > 1


@pytest.mark.parametrize("reader", [390], indirect=True)
def test_on_a_phone_the_source_opens_under_the_answer(reader: Reader) -> None:
    """A narrow screen shows the bulletin only when asked, below the answer, with its sentence."""
    reader.ask(say("page.starter-2", "vi"))
    article = reader.page.locator("article")
    expect(article).to_be_hidden()
    reader.page.locator('[class*="st-key-chip-0-1"] button').click()
    expect(article).to_be_visible(timeout=PATIENCE)
    expect(article.locator("mark")).to_be_in_viewport(timeout=PATIENCE)
    assert stands_under(article, reader.page.locator(".quote").first)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("reader", [390], indirect=True)
def test_a_series_fits_a_phone(reader: Reader) -> None:
    """One row a period, no value cut off or broken."""
    reader.ask(SERIES)
    expect(reader.page.locator(".period")).to_have_count(4)
    table = reader.page.locator(".series").bounding_box()
    assert table["x"] + table["width"] <= 390
    heights = {row.bounding_box()["height"] for row in reader.page.locator(".period").all()}
    assert max(heights) - min(heights) < 2


def test_a_period_to_come_is_refused_calmly(reader: Reader) -> None:
    """A month no bulletin can know gets no figure and no alarm, and shows how it was read."""
    reader.ask("CPI tháng 5/2026 tăng bao nhiêu?")
    expect(reader.page.locator(".refusal")).to_contain_text("tháng 5/2026")
    expect(reader.page.locator(".understood")).to_contain_text("tháng 5/2026")
    expect(reader.page.locator(".figure, .quote, .failure")).to_have_count(0)
    assert reader.page.get_by_test_id("stAlert").count() == 0


def test_a_refusal_is_calm_and_offers_what_is_near(reader: Reader) -> None:
    """A question that cannot be answered gets no figure, and its suggestion leads to an answer."""
    reader.ask(say("page.starter-6", "vi"))
    expect(reader.page.locator(".refusal")).to_contain_text("tháng 8/2024")
    expect(reader.page.locator(".quote")).to_have_count(0)
    reader.page.locator('[class*="st-key-suggestion-0-0"] button').click()
    expect(reader.page.locator(".st-key-exchange-1 .quote").first).to_be_visible(timeout=PATIENCE)


def test_an_answer_can_be_copied_with_its_source(reader: Reader) -> None:
    """The copied text holds the sentence and names the bulletin."""
    reader.ask(say("page.starter-2", "vi"))
    reader.page.get_by_role("button", name=say("page.copy", "vi")).click()
    done = reader.page.get_by_role("button", name=say("page.copied", "vi"))
    expect(done).to_be_visible(timeout=PATIENCE)
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert reader.page.locator(".quote").first.inner_text() in copied
    assert "[1] Sản xuất công nghiệp" in copied


def test_a_reload_keeps_the_question(reader: Reader) -> None:
    """After a reload the last question stands there again with its answer."""
    reader.ask(say("page.starter-5", "vi"))
    reader.page.reload()
    expect(reader.page.locator("h2.question")).to_have_text(
        say("page.starter-5", "vi"), timeout=PATIENCE
    )
    expect(reader.page.locator(".quote").first).to_contain_text("7,40%", timeout=PATIENCE)


def test_hostile_text_comes_out_as_typed_and_runs_nothing(
    chromium: "playwright_api.Browser", tmp_path: Path
) -> None:
    """An uploaded bulletin's markup, its file name and a question with it stay text everywhere."""
    name = "ve tau *a* _b_ $5 :red[x] <img src=x onerror=alert(1)>.txt"
    upload = {"name": name, "mimeType": "text/plain", "buffer": BULLETIN.encode()}
    with served(command, over(tmp_path / "home"), tmp_path / "server.log") as address:
        reader = Reader(chromium, address, 1280)
        page = reader.page
        page.locator('input[type="file"]').set_input_files(upload)
        expect(page.locator(".report")).to_contain_text(name, timeout=PATIENCE)
        reader.ask(f"Giá vé tàu điện tháng 3/2025 tăng bao nhiêu? {HOSTILE}")
        expect(page.locator("h2.question")).to_have_text(
            f"Giá vé tàu điện tháng 3/2025 tăng bao nhiêu? {HOSTILE}"
        )
        quotes = "\n".join(page.locator(".quote").all_inner_texts())
        bulletin = page.locator("article .bulletin").inner_text()
        assert "Giá vé tàu điện tháng 3/2025 tăng 12,5% so với tháng 2/2025" in quotes
        assert SENTENCE in bulletin
        assert HOSTILE in page.locator("article h2").inner_text()
        assert HOSTILE in page.locator(".source-title").first.inner_text()
        page.get_by_text(say("page.held-list", "vi")).click()
        expect(page.locator(".held-title")).to_contain_text(HOSTILE, timeout=PATIENCE)
        assert page.locator('img[src="x"], a[href^="javascript"], .katex, del').count() == 0
        assert page.title() == say("page.title", "vi")
        reader.context.close()
    assert reader.foreign == []
    assert reader.faults == []


KEY = "a-key-nobody-may-read"
NAME = "m <img src=x onerror=alert(1)> :red[x]"
FIRST = "IIP tháng 2/2024 giảm ~6,8%~ so với cùng kỳ năm trước $ ~ $"
FURTHER = (
    "Đây là bức tranh trái ngược với tháng liền trước, khi IIP tháng 1/2024 cao hơn một năm trước đó"
    " 18,3%."
)
TEXT = (
    f"{FIRST}. <script>alert(1)</script> <img src=https://elsewhere.example/x.png>. "
    f"![x](https://elsewhere.example/y.png). GDP tăng 9% [1]. {FURTHER}"
)


class Script:
    """What the model says once the gate is open; on consumer prices it says nothing."""

    def __init__(self) -> None:
        self.gate = Event()

    def __call__(self, prompt: Prompt) -> str:
        self.gate.wait(30)
        return "" if "CPI" in prompt.text else TEXT


class Beside(NamedTuple):
    """A page with a model beside it."""

    address: str
    script: Script
    server: ModelServer
    log: Path


@pytest.fixture(scope="module")
def beside(folder: Path, chromium: "playwright_api.Browser") -> Iterator[Beside]:
    """Serve the page with a model named in secrets.toml, its library loaded by a first text."""
    script, works = Script(), folder / "works"
    with model_server(script, pace=0.03) as server:
        (works / ".streamlit").mkdir(parents=True)
        settings = {"MODEL": f"openai:{NAME}", "MODEL_URL": server.address, "MODEL_KEY": KEY}
        lines = [f'BANTIN_{name} = "{value}"' for name, value in settings.items()]
        (works / ".streamlit" / "secrets.toml").write_text("\n".join(lines), "utf-8")
        script.gate.set()
        with served(command, over(folder / "home"), works / "server.log") as address:
            first = Reader(chromium, address, 1280)
            first.ask(say("page.starter-5", "vi"))
            notes = first.page.locator(".spoken-note")
            writing = notes.filter(has_text=say("page.model-writing", "vi"))
            expect(notes.first).to_be_visible(timeout=PATIENCE)
            expect(writing).to_have_count(0, timeout=PATIENCE)
            first.context.close()
            yield Beside(address, script, server, works / "server.log")


@pytest.fixture
def listener(beside: Beside, chromium: "playwright_api.Browser") -> Iterator[Reader]:
    beside.script.gate.clear()
    found = Reader(chromium, beside.address, 1280)
    yield found
    beside.script.gate.set()
    assert KEY not in found.page.content()
    found.context.close()
    assert found.foreign == []
    assert found.faults == []
    assert KEY not in beside.log.read_text("utf-8")


def test_an_answer_stands_before_a_model_says_anything(beside: Beside, listener: Reader) -> None:
    """Under it the checked sentences come one by one, as text; nothing above them moves."""
    page, asked = listener.page, beside.server.requests
    listener.ask(say("page.starter-2", "vi"))
    figure = page.locator(".figure")
    expect(figure).to_have_text("↓giảm 6,8%")
    expect(page.locator(".spoken-note")).to_have_text(say("page.model-writing", "vi"))
    expect(page.locator(".spoken-heading")).to_contain_text(NAME)
    page.wait_for_function(AT_REST, arg=".figure", polling=100)
    place = figure.bounding_box()
    beside.script.gate.set()
    sentences = page.locator('[class*="st-key-sentences-0"] p')
    expect(sentences).to_have_count(1, timeout=PATIENCE)
    expect(sentences.first).to_have_text(f"{FIRST} [1].")
    expect(sentences).to_have_count(2, timeout=PATIENCE)
    expect(page.locator(".spoken-note")).to_contain_text("3 câu bị bỏ", timeout=PATIENCE)
    assert figure.bounding_box() == place
    assert page.evaluate(FAINT_TEXTS) == []
    assert page.locator('img[src*="elsewhere"], img[src="x"], .katex, del').count() == 0
    sentences.nth(1).get_by_role("button").click()
    mark = page.locator(".st-key-pane-by-hand article mark")
    expect(mark).to_have_text(FURTHER, timeout=PATIENCE)
    assert beside.server.requests == asked + 1
    assert beside.server.prompts[-1].key == f"Bearer {KEY}"


def test_a_text_broken_off_is_marked_and_never_asked_for_by_itself(
    beside: Beside, listener: Reader
) -> None:
    """A new question, an opened source and a reload keep the answers and make no request."""
    page, asked = listener.page, beside.server.requests
    listener.ask(say("page.starter-2", "vi"))
    listener.ask(say("page.starter-5", "vi"))
    first = page.locator(".st-key-exchange-0")
    expect(first.locator(".spoken-note")).to_have_text(say("spoken.unfinished", "vi"))
    again = first.get_by_role("button", name=say("page.model-again", "vi"))
    expect(again).to_be_visible()
    page.locator('[class*="st-key-chip-0-1"] button').click()
    expect(page.locator(".st-key-pane-by-hand article")).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(page.locator(".figure")).to_have_text("↑tăng 7,40%", timeout=PATIENCE)
    expect(page.get_by_role("button", name=say("page.model-write", "vi"))).to_be_visible()
    assert beside.server.requests == asked + 2


def test_a_model_that_says_nothing_leaves_the_answer(beside: Beside, listener: Reader) -> None:
    """Its failure is one calm sentence."""
    beside.script.gate.set()
    listener.ask("CPI tháng 5/2024 tăng bao nhiêu so với cùng kỳ?")
    note = listener.page.locator(".spoken-note")
    expect(note).to_have_text(say("error.model-empty", "vi", name=NAME), timeout=PATIENCE)
    expect(listener.page.locator(".figure")).to_contain_text("4,44%")
    assert listener.page.get_by_test_id("stAlert").count() == 0
