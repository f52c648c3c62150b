"""Which requests set a task, and which ask for a figure or a sentence as before."""

import pytest

from bot.tasks_asked import asked_task, wants_last_cited, wants_newest, wants_other_language
from bot.topics import topic_words
from lexicon.text import fold, language_of

SUMMARIES = [
    "Tóm tắt bản tin CPI tháng 10/2024",
    "tóm lược giúp tôi bản tin mới nhất",
    "Bản tin công nghiệp tháng 2 nói gì?",
    "Bản tin giải ngân có gì đáng chú ý?",
    "Nội dung chính của bản tin GDP quý II là gì?",
    "Summarise the November 2024 trade bulletin",
    "What does the latest GDP bulletin say?",
    "Give me the key points of the CPI report",
    "What's the newest bulletin about?",
]
CHANGES = [
    "Có gì thay đổi so với tháng trước?",
    "CPI tháng 10 so với tháng 9 có gì khác",
    "Xuất khẩu tháng 11 khác gì tháng 10?",
    "Những chỉ tiêu nào thay đổi trong tháng 11 so với tháng 10?",
    "Which indicators changed in November?",
    "What changed in industrial production since last month?",
    "what has changed since September?",
    "What is different about core inflation in May compared with April?",
]
REASONS = [
    "Vì sao CPI tháng 3/2024 giảm?",
    "Nguyên nhân nào khiến IIP tháng 2 giảm?",
    "Giá nhóm giáo dục giảm do đâu?",
    "Why did exports fall in November 2024?",
    "What drove GDP growth in the third quarter?",
    "What was behind the rise in imports?",
]
TRANSLATIONS = [
    "Dịch câu này sang tiếng Anh",
    "Chuyển đoạn trên ra tiếng Anh giúp tôi",
    "translate the quote",
    "Translate [1] into English",
    "In English please",
    "What does the quote say in English?",
]
NONE = [
    "CPI tháng 3/2024 thay đổi thế nào so với tháng trước?",
    "How did industrial production change in January 2024?",
    "Bản tin tháng 10 nói gì về xuất khẩu sang Hoa Kỳ?",
    "Dịch vụ tháng 9/2024 tăng bao nhiêu?",
    "Dịch tả lợn châu Phi ảnh hưởng thế nào?",
    "Nghị định 97 có gì thay đổi?",
    "Tóm tắt: CPI tháng 3 tăng bao nhiêu?",
    "So sánh xuất khẩu tháng 10/2024 và tháng 11/2024.",
]
ALL = [
    *((text, "summary") for text in SUMMARIES),
    *((text, "changes") for text in CHANGES),
    *((text, "reason") for text in REASONS),
    *((text, "translation") for text in TRANSLATIONS),
    *((text, "") for text in NONE),
]


@pytest.mark.parametrize(("text", "task"), ALL)
def test_a_task_is_read_with_and_without_diacritics(text, task):
    """What asks for one figure or one sentence sets none."""
    assert asked_task(text) == asked_task(fold(text)) == task


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bản tin công nghiệp tháng 2 nói gì?", [("cong nghiep",)]),
        ("ban tin giai ngan co gi dang chu y", [("giai ngan",)]),
        ("Tóm tắt bản tin của VnExpress về giá vàng", [("vnexpress",)]),
        ("Tóm tắt bản tin CPI mới nhất", []),
        ("Summarise the November 2024 trade bulletin", [("thuong mai", "xuat nhap khau")]),
        ("Summarise the football report", [("football",)]),
        ("Có gì thay đổi so với tháng trước?", []),
    ],
)
def test_topic_words_are_what_no_catalogue_knows(text, words):
    """In English with the Vietnamese a glossary gives."""
    assert list(topic_words(text, language_of(text))) == words


def test_this_bulletin_and_the_newest_are_told_apart():
    """Each only where it is said."""
    assert wants_last_cited("Tóm tắt bản tin này")
    assert wants_last_cited("Summarise this bulletin")
    assert wants_newest("bản tin mới nhất")
    assert not wants_newest("Tóm tắt bản tin này")
    assert not wants_last_cited("Tóm tắt bản tin CPI")


def test_only_english_is_translated_into():
    """Other languages are known to be others."""
    assert wants_other_language("Translate [1] into French")
    assert wants_other_language("Dịch câu này sang tiếng Pháp")
    assert not wants_other_language("Dịch câu này sang tiếng Anh")
