"""The page, run without a browser over a store made from the samples."""

import html
import json
import logging
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import fakes
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import samples
from bot.bot import Bot
from bot.refusal import refuse_premise
from bot.spoken.limits import Used
from bot.spoken.settings import Limits, ModelSettings
from bot.spoken.speak import Spoken
from bot.types import Citation, Reason
from ingest.pipeline import ingest_paths
from ingest.read import SUFFIXES, largest
from ingest.types import IngestReport, Unread
from lexicon.errors import LanguageModelError
from lexicon.messages import catalogue, say
from ui.bulletins_view import held_line, upload_words
from ui.drawing import element, group, label, parts
from ui.opened import open_shared
from ui.serve import PAGE, command
from ui.source_pane import pane_data, paragraphs, safe_url
from ui.speaking import Speaking
from vectorstore.archive import Archive
from vectorstore.embedding import open_embedder
from vectorstore.store import Store

TWINS = {"starter-1": "18,3%", "starter-2": "6,8%"}
REFUSED = "starter-6"
COMPARISON = "Compare exports in October and November 2024."
PERIODS = "tháng 1/2024, tháng 2/2024, 2 tháng đầu năm 2024 và tháng 2/2025"
SERIES = f"IIP {PERIODS} so với cùng kỳ năm trước"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with closing(Store(folder, create=True)) as store:
        ingest_paths(store, open_embedder(), [samples.FOLDER])
    return folder


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("BANTIN_LANGUAGE", raising=False)
    monkeypatch.delenv("BANTIN_EMBEDDING_MODEL", raising=False)
    monkeypatch.delenv("BANTIN_MODEL", raising=False)
    yield
    st.cache_resource.clear()


def open_page(home: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("BANTIN_HOME", str(home))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"lang": "vi", **address}.items():
        page.query_params[name] = value
    return page.run()


def texts(page: AppTest, name: str) -> list[str]:
    """Return what the elements of one class show."""
    found = re.findall(
        rf'<(\w+) class="{name}"[^>]*>(.*?)</\1>',
        "\n".join(node.value for node in page.get("html")),
        re.DOTALL,
    )
    return [html.unescape(re.sub(r"<[^>]+>", "", text)) for _, text in found]


def has_element(page: AppTest, key: str) -> bool:
    return key in [button.key for button in page.button]


class TestEmpty:
    def test_a_home_without_a_store_offers_the_upload_field(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An empty home is a first step in plain words, not a failure."""
        page = open_page(tmp_path / "none", monkeypatch)
        assert texts(page, "title") == ["Chưa có bản tin nào"]
        assert texts(page, "failure") == []
        assert len(page.file_uploader) == 1
        assert page.chat_input[0].disabled

    def test_an_upload_fills_an_empty_home(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An uploaded bulletin can be asked about; a file of another kind is refused by name."""
        page = open_page(tmp_path / "new", monkeypatch)
        file = next(samples.FOLDER.glob("2024-q3*.md"))
        uploads = [("gdp.md", file.read_bytes(), "text/markdown"), ("a.png", b"\x89PNG", "")]
        page.file_uploader[0].set_value(uploads)
        page.run()
        assert texts(page, "report") == [
            "Đã lưu: gdp.md",
            "Không nạp được: a.png: chưa đọc được loại tệp này; hãy dùng "
            + ", ".join(SUFFIXES)
            + ".",
        ]
        page.chat_input[0].set_value("Tăng trưởng GDP quý III/2024 là bao nhiêu?").run()
        assert "7,40%" in texts(page, "quote")[0]


class TestFirstScreen:
    def test_it_says_what_is_held_and_offers_six_questions(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The first screen tells the number and the newest period of the bulletins."""
        page = open_page(home, monkeypatch)
        assert texts(page, "held-first") == ["13 bản tin · mới nhất: 2 tháng đầu năm 2025"]
        assert sum(button.key.startswith("starter-") for button in page.button) == 6

    def test_a_new_bulletin_is_seen_by_an_open_page(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What another program takes in shows at the next event."""
        files = sorted(samples.FOLDER.glob("*.md"))
        with closing(Store(tmp_path, create=True)) as store:
            ingest_paths(store, open_embedder(), files[:1])
            page = open_page(tmp_path, monkeypatch)
            assert texts(page, "held-first") == ["1 bản tin: tháng 1/2024"]
            ingest_paths(store, open_embedder(), files[1:2])
        page.run()
        assert texts(page, "held-first") == ["2 bản tin · mới nhất: tháng 2/2024"]

    def test_the_language_can_be_changed(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The switch changes every word and is kept in the address."""
        page = open_page(home, monkeypatch)
        page.radio(key="language").set_value("en").run()
        assert texts(page, "title") == ["Ask the economic bulletins"]
        assert page.button(key="starter-1").label.startswith("How did industrial production")
        assert page.query_params["lang"] in ("en", ["en"])


class TestAnswer:
    @pytest.mark.parametrize(("starter", "figure"), TWINS.items())
    def test_a_starter_is_answered_with_its_source(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, starter: str, figure: str
    ) -> None:
        """The twin questions about January and February get different figures, each cited."""
        page = open_page(home, monkeypatch)
        page.button(key=starter).click().run()
        assert texts(page, "question") == [say(f"page.{starter}", "vi")]
        assert figure in texts(page, "quote")[0]
        assert page.button(key="chip-0-1").label == "1"
        assert page.session_state.conversation.shown.number == 1

    def test_an_english_question_has_an_english_lead(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A line in English introduces the Vietnamese sentence."""
        page = open_page(home, monkeypatch, lang="en")
        page.button(key="starter-4").click().run()
        assert texts(page, "lead")[0].startswith("From the bulletin “")
        assert texts(page, "quote")

    def test_a_refusal_says_what_is_missing_and_what_is_near(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A refusal offers the nearest question as a button, and pressing it asks it."""
        page = open_page(home, monkeypatch)
        page.button(key=REFUSED).click().run()
        assert "tháng 8/2024" in texts(page, "refusal")[0]
        assert texts(page, "quote") == []
        page.button(key="suggestion-0-0").click().run()
        assert len(texts(page, "question")) == 2
        assert texts(page, "quote")

    def test_earlier_turns_are_given_to_the_bot(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A follow-up is asked with the question and answer before it."""
        given = []
        ask = Bot.ask
        monkeypatch.setattr(
            Bot,
            "ask",
            lambda bot, text, history=(): given.append(history) or ask(bot, text, history),
        )
        page = open_page(home, monkeypatch)
        page.button(key="starter-1").click().run()
        page.chat_input[0].set_value("Thế còn tháng 2?").run()
        assert [turn.question for turn in given[-1]] == [say("page.starter-1", "vi")]
        assert "18,3%" in given[-1][0].answer

    def test_the_question_in_the_address_is_asked(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A reload, which starts a new session, keeps the last question."""
        page = open_page(home, monkeypatch, q="Tăng trưởng GDP quý III/2024 là bao nhiêu?")
        assert "7,40%" in texts(page, "quote")[0]
        page.button(key="restart").click().run()
        assert texts(page, "question") == []
        assert "q" not in page.query_params

    def test_two_tabs_share_no_conversation(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is asked in one tab is not in another, though both share the store."""
        first, second = open_page(home, monkeypatch), open_page(home, monkeypatch)
        first.button(key="starter-1").click().run()
        second.run()
        assert texts(first, "question")
        assert not texts(second, "question")


class TestFigure:
    def test_a_figure_stands_large_over_all_that_makes_it_that_figure(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Direction is an arrow and a word; what, base, period and place are one line."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert texts(page, "about") == [
            "Chỉ số sản xuất công nghiệp (IIP) · so với cùng kỳ năm trước · tháng 2/2024 · cả nước"
            " · ước tính"
        ]
        assert texts(page, "reading") == texts(page, "figure-note") == []
        assert len(texts(page, "quote")) == 1

    def test_an_estimate_is_called_one(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The status ends the line under the figure."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-5").click().run()
        assert texts(page, "figure") == ["↑tăng 7,40%"]
        assert texts(page, "about")[0].endswith("quý III/2024 · cả nước · ước tính")

    def test_another_base_is_a_further_reading(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A question that names no base gets the figure against each."""
        page = open_page(home, monkeypatch, q="Giá vàng tháng 3/2024 tăng bao nhiêu?")
        assert texts(page, "figure") == ["↑tăng 4,59%"]
        assert "so với tháng trước" in texts(page, "about")[0]
        assert texts(page, "reading") == ["↑tăng 22,71% so với cùng kỳ năm trước"]

    def test_the_newest_figure_is_called_the_newest(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A question that names no period is told which one it got, and that it did not ask."""
        page = open_page(home, monkeypatch, q="CPI tăng bao nhiêu?")
        assert "tháng 5/2024" in texts(page, "about")[0]
        assert texts(page, "figure-note") == [say("figure.newest", "vi")]

    def test_a_comparison_ends_with_its_difference(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Both levels stand without arrows, each marked with its sentence, and what parts them."""
        page = open_page(home, monkeypatch, lang="en", q=COMPARISON)
        assert texts(page, "figure") == ["USD 35.59 billion", "USD 33.73 billion"]
        october, november = texts(page, "about")
        assert october == "Goods exports · October 2024 · nationwide [1]"
        assert november.startswith("Goods exports · November 2024 · nationwide [")
        assert any(reading.startswith("↓down 5.3%") for reading in texts(page, "reading"))
        (difference,) = texts(page, "figure-note difference")
        assert difference.startswith("Difference: USD")
        assert "1.86 billion" in difference

    def test_a_longer_series_is_a_table(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """More than three periods of one reading are rows under the first figure.

        January is told again a month later, so its second source takes mark 2.
        """
        page = open_page(home, monkeypatch, q=SERIES)
        assert texts(page, "figure") == ["↑tăng 18,3%"]
        assert texts(page, "head") == ["Kỳ", "So với cùng kỳ năm trước"]
        assert texts(page, "period") == [
            "tháng 1/2024 [1]↑tăng 18,3%",
            "tháng 2/2024 [3]↓giảm 6,8%",
            "2 tháng đầu năm 2024 [4]↑tăng 5,7%",
            "tháng 2/2025 [6]↑tăng 17,2%",
        ]
        assert len(texts(page, "quote")) == 3
        assert has_element(page, "chip-0-4")

    def test_several_series_are_a_list(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each under its name with its periods, its readings and their difference, none large."""
        changes = "Những chỉ tiêu nào thay đổi trong tháng 11/2024 so với tháng 10/2024?"
        page = open_page(home, monkeypatch, q=changes)
        assert texts(page, "figure") == []
        assert texts(page, "series-name") == [
            "Xuất khẩu hàng hóa · cả nước",
            "Nhập khẩu hàng hóa · cả nước",
            "Tổng kim ngạch xuất nhập khẩu hàng hóa · cả nước",
        ]
        assert texts(page, "series-period") == ["Tháng 10/2024", "Tháng 11/2024"] * 3
        assert texts(page, "reading")[:2] == [
            "35,59 tỷ USD [1]",
            "↑tăng 10,1% so với cùng kỳ năm trước [1]",
        ]
        assert texts(page, "figure-note")[0].endswith("= −1,86 tỷ USD.")

    def test_lines_that_are_not_their_figures_stand_whole(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A ranking, one line with one mark for several places, is shown as it was said."""
        line = "Trong các nơi bản tin nêu: Hà Nam 22,2%; Phú Thọ 27,6% [1]."
        ask = Bot.ask
        monkeypatch.setattr(
            Bot,
            "ask",
            lambda bot, text, history=(): replace(
                (answer := ask(bot, text, history)), figures=answer.figures * 2, lines=(line,)
            ),
        )
        page = open_page(home, monkeypatch, q=say("page.starter-2", "vi"))
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert texts(page, "figure-note") == [line]


class TestUnderstood:
    @pytest.mark.parametrize(
        ("language", "starter", "line"),
        [
            (
                "vi",
                "starter-1",
                "Đã hiểu: chỉ số sản xuất công nghiệp (IIP) · tháng 1/2024 · so với cùng kỳ năm trước · cả nước",
            ),
            (
                "en",
                "starter-3",
                "Understood as: goods exports · October 2024, November 2024 · nationwide",
            ),
            (
                "vi",
                "starter-6",
                "Đã hiểu: chỉ số giá tiêu dùng (CPI) · tháng 8/2024 · so với cùng kỳ năm trước · cả nước",
            ),
        ],
        ids=["answer", "english", "refusal"],
    )
    def test_the_page_says_how_it_read_the_question(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, language: str, starter: str, line: str
    ) -> None:
        """A line under the question tells what was looked up, found or not."""
        page = open_page(home, monkeypatch, lang=language)
        page.button(key=starter).click().run()
        assert texts(page, "understood") == [line]

    def test_a_follow_up_shows_what_it_inherited(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The indicator and the base of the question before are named, the month is the new one."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-1").click().run()
        page.chat_input[0].set_value("Thế còn tháng 2?").run()
        assert texts(page, "understood")[1] == (
            "Đã hiểu: chỉ số sản xuất công nghiệp (IIP) · tháng 2/2024 · so với cùng kỳ năm trước · cả nước"
        )
        assert texts(page, "figure")[1] == "↓giảm 6,8%"

    def test_what_names_nothing_is_not_said_to_be_understood(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A question about something else has no such line."""
        page = open_page(home, monkeypatch, q="Cách nấu phở bò cho sáu người?")
        assert texts(page, "refusal")
        assert texts(page, "understood") == []


class TestRefusal:
    def test_a_period_still_to_come_is_refused_calmly(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The refusal names the period, is no failure, and offers what is held."""
        page = open_page(home, monkeypatch, q="CPI tháng 5/2026 tăng bao nhiêu?")
        assert "tháng 5/2026" in texts(page, "refusal")[0]
        assert texts(page, "figure") == texts(page, "quote") == texts(page, "failure") == []
        assert has_element(page, "suggestion-0-0")

    @pytest.mark.parametrize("reason", ["false-premise", "disputed"])
    def test_a_refusal_by_what_is_stated_quotes_it(
        self,
        reason: Reason,
        home: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The sentence that says otherwise is quoted with its chip and opened beside it."""
        ask = Bot.ask

        def contradict(bot, text, history=()):
            answer = ask(bot, text, history)
            refused = refuse_premise(answer.question, [shown.figure for shown in answer.figures])
            return replace(refused, reason=reason)

        monkeypatch.setattr(Bot, "ask", contradict)
        page = open_page(home, monkeypatch, q=say("page.starter-2", "vi"))
        assert "giảm 6,8%" in texts(page, "refusal")[0]
        assert "giảm 6,8%" in texts(page, "quote")[0]
        assert texts(page, "figure") == []
        assert has_element(page, "chip-0-1")
        assert page.session_state.conversation.shown.number == 1
        assert say("page.how-to-add", "vi") not in texts(page, "note")


class TestFailure:
    def test_a_question_that_is_too_long_gets_one_sentence(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A failure leaves the conversation as it was and can be asked again."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-1").click().run()
        page.chat_input[0].set_value("a" * 2001).run()
        assert texts(page, "failure") == [say("error.long-question", "vi", length=2001, limit=2000)]
        assert texts(page, "quote")
        assert has_element(page, "again-1")

    def test_an_unexpected_error_shows_no_insides(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The page says one honest sentence; the traceback goes to the log; asking again works."""
        page = open_page(home, monkeypatch)
        with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
            broken.setattr(Bot, "ask", lambda *_: 1 / 0)
            page.button(key="starter-1").click().run()
        assert texts(page, "failure") == [say("page.unexpected", "vi")]
        assert not page.exception
        assert "ZeroDivisionError" in caplog.text
        page.button(key="again-0").click().run()
        assert "18,3%" in texts(page, "quote")[0]

    def test_an_upload_that_breaks_is_told_once(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An unexpected error while adding files is a sentence, and the files are not tried again."""
        tried = []
        page = open_page(home, monkeypatch)
        monkeypatch.setattr("ui.bulletins_view.take_in", lambda *_: tried.append(1) or 1 / 0)
        page.file_uploader[0].set_value([("a.txt", b"abc", "text/plain")])
        page.run()
        page.run()
        assert texts(page, "report") == [say("page.add-unexpected", "vi")]
        assert tried == [1]

    def test_a_page_that_cannot_be_drawn_says_so(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Even an error in drawing is one sentence, without a traceback."""
        monkeypatch.setattr("ui.conversation.conversation", lambda: 1 / 0)
        page = open_page(home, monkeypatch)
        assert texts(page, "failure") == [say("page.unexpected", "vi")]
        assert not page.exception

    def test_a_damaged_store_is_told_in_one_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A store that cannot be opened is named, without a traceback."""
        (tmp_path / "archive.sqlite").write_bytes(b"not a database" * 100)
        page = open_page(tmp_path, monkeypatch)
        assert len(texts(page, "failure")) == 1
        assert not page.exception


class TestText:
    def test_markup_is_escaped_once(self) -> None:
        """Text goes into HTML as text."""
        drawn = element("<img src=x> &amp; $5", "quote", tag="p")
        assert drawn == '<p class="quote">&lt;img src=x&gt; &amp;amp; $5</p>'
        assert group([drawn], "q") == f'<div class="q">{drawn}</div>'

    def test_parts_keep_together_and_are_escaped(self) -> None:
        """A line is parted after dots and commas only, and each part is text."""
        assert parts("<b> a · b c, d") == " ".join(
            f'<span class="part">{text}</span>' for text in ("&lt;b&gt; a ·", "b c,", "d")
        )

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("tăng 5,7% (ước)", r"tăng 5,7% \(ước\)"),
            ("$5 ~1~ *a*", r"\$5 \~1\~ \*a\*"),
            ("[x](javascript:alert(1))", r"\[x\]\(javascript\:alert\(1\)\)"),
            (":red[x]", r"\:red\[x\]"),
            (":smile:", "\\:\u2060smile\\:"),
        ],
    )
    def test_a_label_is_plain(self, text: str, expected: str) -> None:
        """A button's label keeps no markup of Streamlit's Markdown."""
        assert label(text) == expected

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            pytest.param(4, 7, [("Một ", "hai", ""), ("", "", "ba bốn")], id="end-of-paragraph"),
            pytest.param(9, 11, [("Một hai", "", ""), ("", "ba", " bốn")], id="start-of-paragraph"),
            pytest.param(4, 11, [("Một ", "hai", ""), ("", "ba", " bốn")], id="across-paragraphs"),
        ],
    )
    def test_the_mark_is_a_slice_by_offsets(
        self, start: int, end: int, expected: list[tuple[str, str, str]]
    ) -> None:
        """A paragraph is parted at the citation's own offsets."""
        assert paragraphs("Một hai\n\nba bốn", start, end) == expected

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("https://nso.gov.vn/a?b=1", "https://nso.gov.vn/a?b=1"),
            ("http://nso.gov.vn", "http://nso.gov.vn"),
            ("javascript:alert(1)", ""),
            ("data:text/html,x", ""),
            ("//nso.gov.vn", ""),
            ("http://[", ""),
            ("", ""),
        ],
    )
    def test_only_web_addresses_become_links(self, url: str, expected: str) -> None:
        """A link leads to http or https, or is not drawn."""
        assert safe_url(url) == expected

    def test_the_words_of_the_page_keep_the_house_rules(self) -> None:
        """Every sentence stands in both languages, without exclamation marks or emoji."""
        for key, words in catalogue().items():
            if key.startswith("page."):
                assert set(words) == {"vi", "en"}, key
                for text in words.values():
                    assert "!" not in text, key
                    assert not re.search(r"\bAI\b|[\U0001f000-\U0001ffff]", text), key

    def test_the_line_of_holdings_without_dates(self, home: Path) -> None:
        """Bulletins with neither period nor date are only counted."""
        with closing(Store(home)) as store:
            source = store.archive.sources()[0]
        undated = replace(source, period=None, published=None)
        assert held_line([undated, undated], "en") == "2 bulletins"


def test_the_server_command_names_the_page_and_the_port() -> None:
    """The page is started by its absolute path, so that its settings beside it are read."""
    assert command(8600)[2:] == ["streamlit", "run", str(PAGE), "--server.port", "8600"]
    assert PAGE.is_absolute()
    assert (PAGE.parent / ".streamlit" / "config.toml").exists()


class TestTasks:
    def test_a_summary_names_its_bulletin_and_shows_every_sentence(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With the other bulletins that fit as buttons."""
        page = open_page(home, monkeypatch, q="Tóm tắt bản tin CPI")
        assert texts(page, "lead")[0].startswith("Bản tin “CPI tháng 5/2024")
        assert len(texts(page, "quote")) >= 3
        page.button(key="suggestion-0-0").click().run()
        assert texts(page, "lead")[1].startswith("Bản tin “CPI tháng 4/2024")

    def test_an_english_summary_is_led_by_its_figures(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In lines, before the sentences."""
        page = open_page(home, monkeypatch, lang="en", q="Summarise the latest CPI bulletin")
        assert "up 0.05% from the month before [1]" in texts(page, "told")[0]

    def test_a_reason_is_shown_under_its_figure(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The figure's own sentence is not taken for the reason."""
        page = open_page(home, monkeypatch, q="Vì sao giá nhóm giáo dục tháng 3/2024 giảm?")
        assert texts(page, "value") == ["giảm 0,29%"]
        (quote,) = texts(page, "quote")
        assert quote.startswith("Lý do là Nghị định số 97/2023/NĐ-CP")

    def test_a_quote_is_put_into_english_as_far_as_its_figures_go(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For a Vietnamese asker too."""
        page = open_page(home, monkeypatch, q="Nhập khẩu tháng 11/2024 đạt bao nhiêu?")
        page.chat_input[0].set_value("Dịch câu này sang tiếng Anh").run()
        told = texts(page, "told")
        assert told[0].startswith("Goods imports, November 2024: USD 32.67 billion [1]")
        assert "mô hình ngôn ngữ" in told[-1]


@dataclass
class Says:
    """A model that says its pieces, each once the gate is open; whom it was asked by is kept."""

    pieces: tuple[str, ...]
    failure: str = ""
    gate: Event = field(default_factory=Event)
    asked_by: list[str] = field(default_factory=list)
    settings = ModelSettings(name="fake:m")

    def for_user(self, user: str) -> "SaysTo":
        return SaysTo(self, user)

    def warm(self) -> None:
        """Do nothing."""


@dataclass
class SaysTo:
    """The model as one user has it."""

    model: Says
    user: str
    name = "m <b>"

    @property
    def used(self) -> Used:
        return Used(by_user=self.model.asked_by.count(self.user), by_all=0, limits=Limits(a_user=9))

    def stream(self, _messages: object) -> Iterator[str]:
        self.model.asked_by.append(self.user)
        for piece in self.model.pieces:
            while not self.model.gate.wait(0.01):
                yield ""
            yield piece
        if self.model.failure:
            raise LanguageModelError(self.model.failure, name="m")


WHOLE = "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước. "
FURTHER = (
    "Đây là bức tranh trái ngược với tháng liền trước, khi IIP tháng 1/2024 cao hơn một năm trước đó"
    " 18,3%."
)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Says]:
    found = Says((WHOLE, "<script>alert(1)</script> GDP tăng 9%. ", FURTHER))
    monkeypatch.setattr("ui.model_view.shared_model", lambda: found)
    yield found
    found.gate.set()


def settled(page: AppTest) -> AppTest:
    """Return the page as it is once the model has ended its text."""
    end = time.monotonic() + 30
    talk = page.session_state.conversation
    while talk.speaking and talk.speaking.running:
        assert time.monotonic() < end
        talk.speaking.look()
        time.sleep(0.01)  # between two looks
    return page.run()


def drawn(page: AppTest, key: str) -> dict:
    """Return what the browser is given to draw by one of the page's own parts."""
    for node in page.get("bidi_component"):
        if f"-{key}" in node.proto.id:
            return json.loads(node.proto.json)
    return {}


class TestModel:
    def test_without_a_model_nothing_of_it_is_seen(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No switch, no count, no button."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        assert not page.toggle
        assert texts(page, "model-note") == texts(page, "spoken-note") == []
        assert not has_element(page, "write-0")

    def test_its_checked_sentences_stand_under_the_answer(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """The answer is there before it writes; then who wrote, what was checked and its sources."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert texts(page, "spoken-note") == [say("page.model-writing", "vi")]
        model.gate.set()
        settled(page)
        assert texts(page, "spoken-heading") == [say("spoken.heading", "vi", model="m <b>")]
        sentences = drawn(page, "sentences-0")["sentences"]
        assert sentences[0][0].strip() == WHOLE.strip(" .")
        assert sentences[0][1] == "1"
        assert "GDP" not in str(sentences)
        assert "script" not in str(sentences)
        (note,) = texts(page, "spoken-note")
        assert "bị bỏ" in note
        assert texts(page, "model-note") == ["Hôm nay: 1/9 lượt mô hình"]
        copied = drawn(page, "copy-0")["text"]
        assert (
            copied.index("[1] Sản xuất")
            < copied.index("Mô hình m <b> viết")
            < copied.index("18,3%")
        )

    def test_a_sentence_beyond_the_answers_own_can_be_opened(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """What only the model cites has a chip too, and the pane shows it."""
        model.gate.set()
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        settled(page)
        (further,) = page.session_state.conversation.exchanges[0].spoken.citations
        page.button(key=f"chip-0-{further.number}").click().run()
        pane = drawn(page, "source")
        assert pane["number"] == further.number
        assert "18,3%" in "".join(marked for _, marked, _ in pane["paragraphs"])
        assert len(model.asked_by) == 1

    def test_a_new_question_leaves_the_text_unfinished_and_says_so(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """It is asked again by its button alone, however often the page is drawn."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        page.chat_input[0].set_value("Thế còn tháng 1?").run()
        assert texts(page, "figure") == ["↓giảm 6,8%", "↑tăng 18,3%"]
        assert say("spoken.unfinished", "vi") in texts(page, "spoken-note")
        model.gate.set()
        settled(page).run()
        assert len(model.asked_by) == 2
        assert len(set(model.asked_by)) == 1
        page.button(key="write-0").click().run()
        settled(page)
        assert len(model.asked_by) == 3
        assert say("spoken.unfinished", "vi") not in texts(page, "spoken-note")
        assert not has_element(page, "write-0")

    def test_a_chip_pressed_while_it_writes_neither_ends_nor_repeats_the_text(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """A reader may look at the source meanwhile."""
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        page.button(key="chip-0-1").click().run()
        model.gate.set()
        settled(page)
        assert page.session_state.conversation.exchanges[0].spoken.finished
        assert len(model.asked_by) == 1

    def test_a_failure_leaves_the_answer(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """What came stands, then one sentence, and a button to try again."""
        model.failure, model.pieces = "model-slow", (WHOLE, "Một câu dở")
        model.gate.set()
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        settled(page)
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert texts(page, "spoken-note") == [say("error.model-slow", "vi", name="m")]
        assert len(drawn(page, "sentences-0")["sentences"]) == 1
        assert has_element(page, "write-0")
        assert not page.exception

    def test_an_error_of_our_own_is_a_text_not_finished(
        self,
        home: Path,
        monkeypatch: pytest.MonkeyPatch,
        model: Says,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """The log has it, the page says that the text was not finished."""
        model.gate.set()
        monkeypatch.setattr(Bot, "speak", lambda *_, **__: 1 / 0)
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        settled(page)
        assert texts(page, "spoken-note") == [say("spoken.unfinished", "vi")]
        assert "ZeroDivisionError" in caplog.text

    def test_it_can_be_switched_off_for_the_tab(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """Off, nothing is asked or shown; on again, earlier answers wait for their button."""
        model.gate.set()
        page = open_page(home, monkeypatch)
        page.toggle(key="with-model").set_value(False).run()
        page.button(key="starter-2").click().run()
        assert texts(page, "spoken-note") == model.asked_by == []
        page.radio(key="language").set_value("en").run()
        page.toggle(key="with-model").set_value(True).run()
        assert model.asked_by == []
        page.button(key="write-0").click().run()
        settled(page)
        assert len(model.asked_by) == 1

    def test_a_reloaded_question_waits_for_its_button(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """The bulletins answer it again, the model is not asked by itself."""
        page = open_page(home, monkeypatch, q=say("page.starter-2", "vi"))
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert model.asked_by == []
        assert has_element(page, "write-0")

    def test_a_refusal_is_not_written_on(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """Where the bulletins have no answer a model has none."""
        page = open_page(home, monkeypatch)
        page.button(key=REFUSED).click().run()
        assert model.asked_by == []
        assert not has_element(page, "write-0")

    def test_other_tabs_are_answered_while_it_writes(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, model: Says
    ) -> None:
        """A silent model holds no lock, and each tab is a user of its own."""
        first, second = open_page(home, monkeypatch), open_page(home, monkeypatch)
        first.button(key="starter-2").click().run()
        second.button(key="starter-1").click().run()
        assert texts(second, "figure") == ["↑tăng 18,3%"]
        assert not open_shared().asking.locked()
        model.gate.set()
        settled(first)
        settled(second)
        assert len(set(model.asked_by)) == 2

    def test_settings_that_cannot_be_read_are_a_sentence(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The page answers without the model."""
        monkeypatch.setenv("BANTIN_MODEL", "nonsense")
        page = open_page(home, monkeypatch)
        page.button(key="starter-2").click().run()
        assert texts(page, "model-note") == [say("error.model-name", "vi", name="nonsense")]
        assert texts(page, "figure") == ["↓giảm 6,8%"]
        assert not page.toggle

    def test_a_text_nobody_reads_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A tab that is gone costs no more of the model."""
        monkeypatch.setattr("ui.speaking._PATIENCE", 0.05)
        ended = Event()

        class Endless:
            name = "m"

            def stream(self, _messages: object) -> Iterator[str]:
                try:
                    while True:
                        time.sleep(0.01)  # between two signs of life
                        yield ""
                finally:
                    ended.set()

        speaking = Speaking(
            0, Endless(), lambda speaker: (Spoken(model=piece) for piece in speaker.stream([]))
        )
        assert ended.wait(10)
        assert not speaking.look().finished


class TestUnreadPages:
    def test_pages_nothing_could_read_are_told_wherever_a_bulletin_is(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In the list, and in the source pane."""
        sources = Archive.sources
        monkeypatch.setattr(
            Archive,
            "sources",
            lambda archive: tuple(replace(s, unreadable_pages=3) for s in sources(archive)),
        )
        page = open_page(home, monkeypatch)
        assert texts(page, "held-day")[0].endswith("3 trang chỉ là ảnh, không đọc được")
        citation = Citation(
            number=1,
            source=replace(fakes.source(), unreadable_pages=1),
            quote="Giá",
            start=0,
            end=3,
        )
        pane = pane_data([citation], citation, "Giá gạo.", "en", reveal=False)
        assert pane["note"] == "1 page is only a picture and could not be read"

    def test_a_report_counts_them(
        self, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file taken in with pages left out says how many."""
        report = IngestReport(stored=("a.pdf",), unread=(Unread(file="a.pdf", pages=2),))
        monkeypatch.setattr("ui.bulletins_view.take_in", lambda *_: report)
        page = open_page(home, monkeypatch)
        page.file_uploader[0].set_value([("a.pdf", b"%PDF-", "application/pdf")])
        page.run()
        assert texts(page, "report")[1] == say("page.added-unread", "vi", file="a.pdf", count=2)

    def test_the_upload_field_says_what_the_reader_takes(self) -> None:
        """The limits are those of reading, by kind."""
        for kind in SUFFIXES:
            if kind != ".htm":
                assert kind in upload_words("vi")["kinds"]
        assert f"{largest('a.pdf') // 1_000_000} MB" in upload_words("en")["kinds"]
        assert f"{largest('a.txt') // 1_000_000} MB" in upload_words("en")["kinds"]
