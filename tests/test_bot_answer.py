"""Questions to answers over a handful of bulletins, with an embedder one can compute in the head."""

import pytest
from fakes import WordEmbedder

from bot.bot import Bot
from bot.types import Turn
from lexicon.errors import FingerprintError, InputError
from vectorstore.store import Store


@pytest.mark.parametrize(
    ("question", "file", "figure"),
    [
        ("IIP tháng 1/2024 tăng bao nhiêu so với cùng kỳ năm trước?", "iip-01.md", "18,3%"),
        ("IIP tháng 2/2024 giảm bao nhiêu so với tháng trước?", "iip-02.md", "18%"),
        ("iip thang 2/2024 giam bao nhieu so voi thang truoc", "iip-02.md", "18%"),
        ("How did industrial production change in January 2024?", "iip-01.md", "18,3%"),
        ("Industrial production in the first two months of 2024?", "iip-02.md", "5,7%"),
        ("CPI tháng 3/2024 thay đổi thế nào so với tháng trước?", "cpi-03.md", "0,23%"),
        ("IIP Hà Tĩnh tháng 3/2024 tăng bao nhiêu?", "ha-tinh.md", "3,1%"),
        ("Thủ tướng yêu cầu các bộ làm gì?", "cpi-03.md", "xăng dầu"),
        ("Những tỉnh nào tăng thấp nhất 2 tháng đầu năm 2024?", "iip-02.md", "Cà Mau"),
    ],
)
def test_the_proving_sentence_is_quoted(bot, question, file, figure):
    """The twin months, the bases, the places and prose each get their own sentence."""
    answer = bot.ask(question)
    assert not answer.refused
    assert answer.citations[0].source.file == file
    assert figure in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("IIP tháng 8/2021 thay đổi thế nào so với cùng kỳ?", "not-covered"),
        ("What was CPI inflation in August 2022?", "not-covered"),
        ("CPI tháng 3/2024 của Sóc Trăng?", "not-covered"),
        ("What was Thailand's CPI in March 2024?", "not-covered"),
        ("IIP tháng 3/2024 tăng bao nhiêu?", "not-covered"),
        ("How do I cook noodle soup for six?", "off-topic"),
        ("Cách nấu phở bò cho sáu người?", "off-topic"),
    ],
    ids=["month", "english", "place", "country", "province-only", "cooking", "nấu ăn"],
)
def test_what_is_not_held_is_refused(bot, question, reason):
    """Another month, place or country is no answer, nor is a province's figure for the country."""
    assert bot.ask(question).reason == reason


def test_a_refusal_offers_the_nearest_period(bot):
    """The nearest month of the same indicator is offered as a question that can be answered."""
    answer = bot.ask("IIP tháng 12/2023 tăng bao nhiêu?")
    assert answer.refused
    (suggestion,) = answer.suggestions
    assert "1/2024" in suggestion.text
    assert not bot.ask(suggestion.text).refused


def test_every_quote_is_an_exact_slice(bot, store):
    """A citation can be highlighted by its offsets."""
    for question in ("IIP tháng 2/2024?", "Thủ tướng yêu cầu gì?", "CPI March 2024?"):
        for citation in bot.ask(question).citations:
            text = store.archive.text(citation.source.id)
            assert text[citation.start : citation.end] == citation.quote


def test_an_english_answer_leads_in_english_and_quotes_vietnamese(bot):
    """The lead-in is English, the quote stays the bulletin's own."""
    lines = bot.ask("How did industrial production change in January 2024?").text.splitlines()
    assert lines[0].startswith("Industrial production index (IIP), January 2024: up 18.3%")
    assert "so với cùng kỳ năm trước" in lines[1]


def test_a_follow_up_is_answered_from_its_conversation(bot):
    """ "And February?" is understood by the question before it."""
    turn = Turn(question="IIP tháng 1/2024 tăng bao nhiêu?", answer="18,3%")
    answer = bot.ask("Còn tháng 2 thì sao?", [turn])
    assert answer.citations[0].source.file == "iip-02.md"


@pytest.mark.parametrize(("text", "key"), [("  ", "empty-question"), ("a" * 2001, "long-question")])
def test_no_question_and_too_long_a_question_are_named(bot, text, key):
    """Bad input is one clear sentence."""
    with pytest.raises(InputError) as caught:
        bot.ask(text)
    assert caught.value.key == key


def test_an_empty_store_says_so(tmp_path):
    """Nothing is searched where nothing is held."""
    opened = Store(tmp_path, create=True)
    assert Bot(opened, WordEmbedder(("gia",))).ask("IIP tháng 1/2024?").reason == "empty-store"
    opened.close()


def test_another_embedder_is_refused_by_name(store):
    """Questions are never compared with vectors of another model."""
    with pytest.raises(FingerprintError, match="other words"):
        Bot(store, WordEmbedder(("other", "words")))
