"""A model's sentences: shown, told as the archive tells them, or dropped."""

import pytest

from bot.spoken import marks
from bot.spoken.evidence import evidence_of
from bot.spoken.vetting import Vetter

VI = "IIP tháng 2/2024 giảm bao nhiêu?"
EN = "How did industrial production change in February 2024?"
WHOLE = "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước"


@pytest.fixture
def vet(bot, store):
    """Return a function that vets one sentence of a text about a question's answer."""

    def vetted(sentence, question=VI, before=()):
        answer = bot.ask(question)
        vetter = Vetter(answer.question, evidence_of(answer, store.archive), None)
        for earlier in before:
            vetter.vet(earlier)
        return vetter.vet(sentence)

    return vetted


def test_a_sentence_that_says_all_is_kept_and_cited(vet):
    """The citation is ours, whatever the model wrote there."""
    for sentence in (f"{WHOLE} [1].", f"{WHOLE}.", f"{WHOLE} [9].", f"- **{WHOLE}** [1], [7]."):
        vetted = vet(sentence)
        assert (vetted.outcome, vetted.citations) == ("kept", (1,))
        assert vetted.text == f"{WHOLE} [1]."


@pytest.mark.parametrize(
    "sentence",
    [
        "IIP tháng 2/2024 tăng 6,8% so với cùng kỳ năm trước [1].",
        "IIP tháng 3/2024 giảm 6,8% so với cùng kỳ năm trước [1].",
        "IIP tháng 2/2024 giảm 6,8% so với tháng trước [1].",
        "IIP tháng 2/2024 giảm 8,6% so với cùng kỳ năm trước [1].",
        "IIP tháng 2/2024 của Hà Tĩnh giảm 6,8% so với cùng kỳ năm trước [1].",
        "CPI tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước [1].",
        "IIP tháng 2/2024 giảm 6,8 điểm phần trăm so với cùng kỳ năm trước [1].",
        "IIP tháng 2/2024 giảm 6,8 tỷ USD so với cùng kỳ năm trước [1].",
        "Mục tiêu IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước và tăng 9% năm sau [1].",
        "Sản xuất công nghiệp giảm gấp đôi so với tháng trước [1].",
        "IIP tháng 2/2024 giảm mười tám phần trăm so với tháng trước [1].",
        "IIP tháng 2/2024 giảm XVIII phần trăm so với tháng trước [1].",
        "IIP tháng 2/2024 giảm ½ so với tháng trước [1].",
        "IIP giảm một nửa so với tháng trước [1].",
        "Chỉ số giá tiêu dùng (IIP) tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước [1].",
        "Sản xuất công nghiệp hồi phục từ năm 2019 [1].",
    ],
    ids=[
        *("sign", "period", "base", "value", "place", "indicator", "unit", "money", "target"),
        *("double", "words", "roman", "fraction", "half", "two series", "another year"),
    ],
)
def test_a_number_that_cannot_be_traced_drops_its_sentence(vet, sentence):
    """Altered in any field, or written otherwise than in digits."""
    assert vet(sentence).outcome == "dropped"


@pytest.mark.parametrize(
    "sentence",
    [
        "IIP giảm 6,8% so với cùng kỳ năm trước [1].",
        "IIP tháng 2/2024 giảm khoảng 7% so với cùng kỳ năm trước [1].",
        "Sản xuất công nghiệp tháng 2/2024 giảm 6,8%.",
    ],
    ids=["no period", "rounded", "no base"],
)
def test_what_a_sentence_leaves_out_the_archive_says(vet, sentence):
    """The figure is told whole, in the archive's words."""
    vetted = vet(sentence)
    assert vetted.outcome == "rendered"
    assert "tháng 2/2024: giảm 6,8% so với cùng kỳ năm trước [1]." in vetted.text


def test_a_sentence_goes_on_from_what_was_shown(vet):
    """ "So với tháng trước" is of the series and month the sentence before it named."""
    sentence = "So với tháng trước, chỉ số này giảm 18%."
    assert vet(sentence, before=[f"{WHOLE} [1]."]).outcome == "kept"
    assert vet(sentence, before=["GDP tháng 2/2024 tăng 9% [1]."]).outcome != "kept"


def test_nothing_is_told_twice(vet):
    """A model that repeats itself says it once."""
    assert vet(f"{WHOLE} [1].", before=[f"{WHOLE} [1]."]).why == "repeated"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (f"{WHOLE} ![x](http://a.example/x.png)", "markup"),
        (f"{WHOLE} [xem](http://a.example)", "markup"),
        (f"<img src=x onerror=alert(1)> {WHOLE}", "markup"),
        (f"{WHOLE} &lt;b&gt;", "markup"),
        (f"{WHOLE}, xem https://a.example/x", "address"),
        (f"{WHOLE}, xem a.example.com", "address"),
        (f"{WHOLE}, xem javascript:alert(1)", "address"),
        (f"{WHOLE}, viết cho ban@a.example", "address"),
        ("Industrial production fell in February from a year earlier [1].", "language"),
        ("二月工业生产下降 [1].", "language"),
        ("IIР tháng 2/2024 giảm mạnh so với cùng kỳ [1].", "language"),
        ("[1]", "empty"),
        ("Sản xuất công nghiệp tháng 2/2024 tăng mạnh so với cùng kỳ [1].", "direction"),
        ("Giá vàng lập kỷ lục vì chiến tranh thương mại lan rộng [1].", "unsupported"),
    ],
    ids=[
        *("image", "link", "tag", "entity", "url", "domain", "scheme", "mail"),
        *("english", "chinese", "look-alike", "empty", "direction", "prose"),
    ],
)
def test_what_is_not_the_bulletins_is_dropped(vet, sentence, why):
    """Links, markup, other languages, other directions and what no cited sentence says."""
    assert vet(sentence).why == why


def test_prose_is_kept_with_the_sentence_that_says_it(vet):
    """Its own number, if it named another."""
    question = "Thủ tướng yêu cầu các bộ làm gì?"
    vetted = vet("Thủ tướng yêu cầu các bộ theo dõi giá xăng dầu và dịch vụ giáo dục.", question)
    assert (vetted.outcome, vetted.citations) == ("kept", (1,))


def test_a_quotation_is_verbatim_or_labelled(vet):
    """What is between quotation marks stands in a cited sentence, or the marks go."""
    question = "Thủ tướng yêu cầu các bộ làm gì?"
    true = "Thủ tướng yêu cầu “theo dõi sát giá xăng dầu và dịch vụ giáo dục” [1]."
    assert "“theo dõi sát giá xăng dầu và dịch vụ giáo dục”" in vet(true, question).text
    other = vet("Thủ tướng yêu cầu “theo dõi giá xăng dầu, dịch vụ giáo dục” [1].", question).text
    assert "“" not in other
    assert "diễn lại" in other


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (VI, "IIP tháng 2/2024 giảm mạnh 6,8% so với cùng kỳ năm trước"),
        (EN, "Industrial production fell sharply by 6.8% year on year in February 2024"),
        (EN, "Industrial production fell 6.8% year on year in February 2024, a steep decline"),
    ],
)
def test_a_judgement_that_no_bulletin_makes_is_not_told(vet, question, sentence):
    """The figure is, in the archive's words."""
    assert vet(sentence, question).outcome == "rendered"


def test_english_prose_names_what_it_speaks_of(vet):
    """Else there is nothing to look up."""
    question = "What did the Prime Minister ask for?"
    assert vet("This was a clear change against the years before [1].", question).text == ""


@pytest.fixture
def vet_resolution(hold):
    """Return a function that vets a sentence about a resolution, whose numbers are no figures."""
    held = hold(
        {
            "nq.md": (
                "2024-03-01",
                "Khung điều hành của năm là Nghị quyết số 01/NQ-CP do Chính phủ ban hành ngày"
                " 5/1/2024, đặt ra 12 nhóm nhiệm vụ, giải pháp.",
            )
        }
    )
    answer = held.bot.ask("Nghị quyết nào là khung điều hành năm 2024?")
    assert not answer.refused
    return Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet


def test_a_bulletin_s_own_words_are_shown_as_it_spells_them(vet_resolution):
    """A slip of the model's pen is no other statement; numbers that are no figures may stand."""
    vetted = vet_resolution("Nghi quyết số 01/NQ-CP do Chính phủ ban hành ngày 5/1/2024 [1].")
    assert vetted.text == "Nghị quyết số 01/NQ-CP do Chính phủ ban hành ngày 5/1/2024 [1]."


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết số 01/NQ-CP do Chính phủ ban hành",
        "1/NQ-CP do Chính phủ ban hành ngày 5/1/2024",
        "Nghị quyết số 01/NQ-CP do Chính phủ",
    ],
)
def test_a_stretch_out_of_a_clause_is_none_of_its_own(vet_resolution, sentence):
    """Nor one that begins inside of a number or a word."""
    assert vet_resolution(sentence).outcome == "dropped"


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        (VI, WHOLE.replace(",", "."), f"{WHOLE} [1]."),
        (EN, "Industrial production in February 2024 fell 6,8% year on year", "fell 6.8% year"),
    ],
)
def test_numbers_are_shown_in_the_language_s_notation(vet, question, said, shown):
    """A small model copies the bulletin's, or writes the one it knows best."""
    vetted = vet(said, question)
    assert vetted.outcome == "kept"
    assert shown in vetted.text


@pytest.mark.parametrize(
    ("said", "language", "shown"),
    [
        ("1.234,5 tỷ", "en", "1,234.5 tỷ"),
        ("1,234.5 billion", "vi", "1.234,5 billion"),
        ("3,456 tonnes", "en", "3,456 tonnes"),
        ("3.456 tấn", "vi", "3.456 tấn"),
        ("ngày 5.1.2024, 12/3", "vi", "ngày 5.1.2024, 12/3"),
        ("1,2,3", "en", "1,2,3"),
    ],
)
def test_only_what_can_be_no_thousands_is_turned(said, language, shown):
    """Three digits behind a mark may be thousands; dates and lists have several marks."""
    assert marks.in_notation(said, language) == shown


def test_a_figure_told_is_not_told_again_in_the_archive_s_words(vet):
    """Not even where another sentence leaves out what makes it that figure."""
    open_sentence = "Sản xuất công nghiệp tháng 2/2024 giảm 6,8%."
    assert vet(open_sentence).outcome == "rendered"
    assert vet(open_sentence, before=[f"{WHOLE}."]).why == "repeated"


def test_a_month_alone_is_a_base_by_the_period_told_before(hold):
    """ "so với tháng 9" is the month before of October."""
    text = "Xuất khẩu tháng 10/2024 đạt 35,59 tỷ USD, tăng 4,4% so với tháng 9."
    held = hold({"xk.md": ("2024-11-06", text)})
    answer = held.bot.ask("Xuất khẩu tháng 10/2024 đạt bao nhiêu?")
    vetter = Vetter(answer.question, evidence_of(answer, held.store.archive), None)
    assert vetter.vet("Xuất khẩu tháng 10/2024 đạt 35,59 tỷ USD [1].").outcome == "kept"
    assert vetter.vet("Xuất khẩu tăng 4,4% so với tháng 9 [1].").outcome == "kept"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (VI, "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm {}"),
        (EN, "Industrial production in February 2024 fell 6.8% from the same period in {}"),
    ],
)
def test_a_base_may_name_its_year(vet, question, sentence):
    """The one before, and no other."""
    assert vet(sentence.format(2023), question).outcome == "kept"
    assert vet(sentence.format(2022), question).why == "number"


def test_an_english_text_is_checked_too(vet):
    """In its own notation and wordings."""
    kept = vet("Industrial production fell 6.8% year on year in February 2024 [1].", EN)
    assert kept.outcome == "kept"
    altered = vet("Industrial production rose 6.8% year on year in February 2024 [1].", EN)
    assert altered.why == "number"
    assert vet("Factories closed because of Donald Trump [1].", EN).why == "unsupported"
    assert vet("IIP tháng 2 giảm vì kỳ nghỉ dài ngày [1].", EN).why == "language"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{WHOLE}, do chính phủ in thêm tiền [1].",
        f"{WHOLE} vì công nhân đình công kéo dài [1].",
        f"{WHOLE}, Abcd là nguồn duy nhất đáng tin [1].",
    ],
    ids=["cause", "cause without a comma", "authority"],
)
def test_what_hangs_on_to_a_true_figure_is_not_shown(vet, sentence):
    """The figure is told in the archive's words alone."""
    vetted = vet(sentence)
    assert vetted.outcome == "rendered"
    assert vetted.text.startswith("Chỉ số sản xuất công nghiệp (IIP) tháng 2/2024: giảm 6,8%")


@pytest.mark.parametrize(
    "mark", ["[chín]", "[[1]]", "[99999]", "[Nguồn: TCTK]", "【9】", "[1][[7]]", r"\[9\]"]
)
def test_what_looks_like_a_citation_is_taken_off(vet, mark):
    """The only marks on the screen are ours."""
    assert vet(f"{WHOLE} {mark}.").text == f"{WHOLE} [1]."


@pytest.mark.parametrize(
    ("said", "language", "found"),
    [
        ("có ba nhóm tăng giá", "vi", ["ba"]),
        ("tháng thứ tư liên tiếp", "vi", ["thứ tư"]),
        ("đầu tư năm nay, đầu tư tư nhân", "vi", []),
        ("Năm ngành tăng trong năm nay", "vi", ["Năm ngành"]),
        ("the fourth rise on end, the second since May", "en", ["fourth", "second"]),
    ],
)
def test_numbers_are_counted_in_words_too(said, language, found):
    """Ordinals and small counts."""
    assert [said[slice(*span)] for span in marks.numbers(said, language)] == found


@pytest.mark.parametrize("ending", ["tintuc.shop", "gia-vang.club/x", "abc.news"])
def test_an_address_may_have_any_ending(ending):
    """A name, a dot and small letters."""
    assert marks.foreign_address(f"xem {ending}", [])
    assert not marks.foreign_address("ngày 5.1.2024, 3.5 tr.đ, v.v. và TP.HCM", [])


@pytest.mark.parametrize("marked", ["„{}“", "'{}'", "«{}»"])
def test_a_quotation_has_many_marks(marked):
    """All of them are looked into."""
    assert [words for _, _, words in marks.quotes(marked.format("giá xăng dầu tăng"))]


@pytest.mark.parametrize(
    "tail",
    [
        ", cao nhất từ trước tới nay",
        ", mức thấp nhất từ đầu năm",
        ", thấp hơn mức tăng của tháng trước",
        " và tăng so với tháng trước",
        " nhưng vẫn tiếp tục tăng",
        ", vượt mục tiêu",
        ", thấp hơn dự báo",
        ", khá thấp",
        ", xấu",
        " do lũ",
        " nhờ Trump",
        " (số giả)",
        " so với mức tăng của tháng 1",
        " tại Trung Quốc",
    ],
)
def test_a_word_or_two_behind_a_true_figure_is_not_shown(vet, tail):
    """Ranks, other changes, plans, judgements and causes made of common words."""
    assert vet(WHOLE + tail).outcome != "kept"


@pytest.mark.parametrize(
    "sentence",
    [
        WHOLE.replace("giảm", "không giảm"),
        WHOLE.replace("giảm", "giảm hơn"),
        WHOLE.replace("giảm", "giảm ít nhất"),
        WHOLE.replace("giảm", "bất ngờ giảm"),
        f"Nếu không nghỉ Tết, {WHOLE}",
        f"Theo IMF, {WHOLE}",
        f"Theo Bộ Công Thương, {WHOLE}",
        f"Có, {WHOLE}",
        WHOLE.replace("IIP", "Kể từ").replace("giảm", "IIP giảm"),
        WHOLE.replace("IIP", "Mỗi ngày trong").replace("giảm", "IIP giảm"),
    ],
)
def test_what_turns_a_true_figure_is_not_shown(vet, sentence):
    """Denials, conditions, bounds, sources and other times."""
    assert vet(sentence).outcome != "kept"


@pytest.mark.parametrize(
    "said",
    [
        "{} because of floods",
        "{} thanks to Trump",
        "According to the IMF, {}",
        "{}, the fourth fall on end",
        "{}, lower than in January",
        "{} and rose from a month earlier",
        "{}, missing the target",
        "{}, which is bad",
        "Excluding electricity, {}",
        "{} in China",
        "Yes, {}",
    ],
)
def test_english_words_beside_a_figure_are_looked_up(vet, said):
    """In the glossary and the sentence cited; what is not there is not told."""
    whole = "industrial production fell 6.8% year on year in February 2024"
    assert vet(whole, EN).outcome == "kept"
    assert vet(said.format(whole), EN).outcome != "kept"


def test_a_cause_that_only_the_question_names_is_none(vet):
    """A question may suppose anything."""
    question = "IIP tháng 2/2024 giảm có phải do đình công không?"
    assert vet(f"{WHOLE} do đình công", question).outcome == "rendered"


@pytest.fixture
def vet_why(hold):
    """Return a function that vets an English sentence about the cause of a rise."""
    text = (
        "CPI tháng 4/2024 tăng 0,07% so với tháng 3 do giá xăng dầu trong nước tăng theo thế giới."
    )
    held = hold({"cpi.md": ("2024-04-29", text)})
    answer = held.bot.ask("Why did CPI rise in April 2024?")
    return Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet


@pytest.mark.parametrize(
    "sentence",
    [
        "CPI rose because the government printed money",
        "CPI rose due to corruption",
        "CPI was manipulated by officials",
        "Economists warned that CPI would spiral out of control",
        "The consumer price index is unreliable",
        "CPI did not rise",
    ],
)
def test_english_prose_is_looked_up(vet_why, sentence):
    """Most of each clause, besides the series it names."""
    assert vet_why(f"{sentence} [1].").text == ""


def test_english_prose_that_is_told_is_kept(vet_why):
    """In the words of the glossary."""
    assert vet_why("The rise in CPI was driven by domestic petrol and oil prices [1].").text


ORDERS = "Thủ tướng yêu cầu gì trong công điện 104?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (ORDERS, "Thủ tướng không yêu cầu coi giải ngân vốn đầu tư công là nhiệm vụ chính trị"),
        (ORDERS, "Bộ Công an yêu cầu coi giải ngân vốn đầu tư công là nhiệm vụ chính trị hàng đầu"),
        (VI, "Chỉ số sản xuất công nghiệp tháng 12/2023 giảm so với cùng kỳ năm trước"),
        ("Vì sao CPI tháng 4/2024 tăng?", "Giá xăng dầu trong nước xuống theo thế giới"),
    ],
)
def test_prose_of_other_words_is_not_kept(vet, question, sentence):
    """Not though most of its words are told: each clause is held against the one nearest to it."""
    assert vet(sentence, question).outcome == "dropped"


@pytest.fixture
def vet_reasons(hold):
    """Return a function that vets a sentence about why something is slow."""
    text = (
        "Các nguyên nhân giải ngân đầu tư công chậm gồm: chính sách còn vướng, giải phóng mặt bằng"
        " khó, vật liệu xây dựng thiếu, và một bộ phận cán bộ ở địa phương ngại trách nhiệm."
    )
    held = hold({"gn.md": ("2024-10-10", text)})
    answer = held.bot.ask("Nguyên nhân nào làm giải ngân đầu tư công chậm?")
    assert not answer.refused
    return Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet


@pytest.mark.parametrize(
    "sentence",
    [
        "Vật liệu xây dựng không thiếu",
        "Giải phóng mặt bằng dễ, vật liệu xây dựng thiếu",
        "Một bộ phận cán bộ ở trung ương ngại trách nhiệm",
        "Một bộ phận cán bộ ở địa phương tại Đức ngại trách nhiệm",
        "Thủ tướng cho rằng chính sách còn vướng, vật liệu xây dựng thiếu",
    ],
)
def test_one_word_may_say_the_contrary(vet_reasons, sentence):
    """Or name another."""
    assert vet_reasons(sentence).outcome == "dropped"


def test_prose_of_the_bulletin_s_words_is_kept(vet_reasons):
    """With less around it."""
    sentence = "Các nguyên nhân gồm chính sách còn vướng và vật liệu xây dựng thiếu"
    assert vet_reasons(sentence).outcome == "kept"


@pytest.fixture
def vet_trade(hold):
    """Return a function that vets a sentence about a month, told beside a year to date."""
    text = (
        "Xuất khẩu tháng 8/2024 đạt 37,59 tỷ USD. Tính chung 8 tháng đầu năm 2024, xuất khẩu đạt"
        " 265,09 tỷ USD, xuất khẩu hàng hóa tăng 15,8%. Nếu giá dầu không giảm, mức tăng của tháng"
        " đã lớn hơn."
    )
    held = hold({"xk.md": ("2024-09-06", text)})
    answer = held.bot.ask("Xuất khẩu tháng 8/2024 đạt bao nhiêu?")
    return Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet


def test_a_stretch_does_not_lose_its_period_or_its_condition(vet_trade):
    """A figure of it is told in the archive's words, what was only supposed is not told."""
    vetted = vet_trade("Xuất khẩu hàng hóa tăng 15,8%.")
    assert vetted.outcome == "rendered"
    assert "8 tháng đầu năm 2024" in vetted.text
    assert vet_trade("Mức tăng của tháng đã lớn hơn.").outcome == "dropped"


@pytest.mark.parametrize("word", ["hơn", "gần", "không quá", "chưa tới"])
def test_a_bound_that_no_bulletin_sets_is_not_told(vet, word):
    """The figure is, as it stands there."""
    vetted = vet(WHOLE.replace("6,8%", f"{word} 6,8%"))
    assert vetted.outcome == "rendered"
    assert word not in vetted.text


@pytest.fixture
def vet_about(hold):
    """Return a function that vets a sentence about a question to one bulletin."""

    def vetted(text, question, sentence):
        held = hold({"tin.md": ("2024-11-06", text)})
        answer = held.bot.ask(question)
        assert answer.citations
        return Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet(sentence)

    return vetted


@pytest.mark.parametrize(
    ("period", "outcome"),
    [
        ("đến ngày 31/8/2021", "kept"),
        ("8 tháng năm 2021", "kept"),
        ("tháng 8/2021", "dropped"),
    ],
)
def test_what_was_reached_by_a_day_is_no_month_s(vet_about, period, outcome):
    """It is of the year so far."""
    text = "Đến ngày 31/8/2021, vốn FDI đăng ký đạt 19,35 tỷ USD."
    question = "Vốn FDI đăng ký 8 tháng năm 2021 là bao nhiêu?"
    sentence = f"Vốn FDI đăng ký {period} đạt 19,35 tỷ USD"
    assert vet_about(text, question, sentence).outcome == outcome


def test_about_may_be_left_out(vet_about):
    """ "Khoảng" says no more than the number does."""
    text = "Xuất khẩu tháng 10/2024 đạt khoảng 35,59 tỷ USD."
    sentence = "Xuất khẩu tháng 10/2024 đạt 35,59 tỷ USD"
    assert vet_about(text, "Xuất khẩu tháng 10/2024 là bao nhiêu?", sentence).outcome == "kept"


@pytest.mark.parametrize(("month", "outcome"), [(1, "dropped"), (2, "kept")])
def test_prose_is_of_the_time_it_was_told_of(vet_about, month, outcome):
    """Not of another that the evidence knows."""
    text = (
        "IIP tháng 2/2024 giảm 6,8% so với cùng kỳ năm trước. Kỳ nghỉ lễ nằm gọn trong tháng 2/2024"
        " khiến các nhà máy chạy chậm. Tháng 1/2024, các nhà máy chạy hết công suất."
    )
    sentence = f"Kỳ nghỉ lễ nằm gọn trong tháng {month}/2024"
    assert vet_about(text, VI, sentence).outcome == outcome


def test_a_province_or_a_part_of_a_figure_is_no_other_word(hold):
    """Where the figure is of it."""
    text = (
        "GRDP của Hải Phòng 6 tháng đầu năm 2024 tăng 10,32% so với cùng kỳ năm trước."
        "\n\nNăm 2023, cán cân thương mại hàng hóa xuất siêu 9 tỷ USD; khu vực trong nước nhập siêu"
        " 3,15 tỷ USD."
    )
    held = hold({"hp.md": ("2024-07-01", text)})
    for question, sentence in (
        (
            "What was Hai Phong's GRDP growth in the first half of 2024?",
            "Hai Phong's GRDP grew 10.32% year on year in the first six months of 2024",
        ),
        (
            "Cán cân thương mại năm 2023 thế nào?",
            "Năm 2023, khu vực trong nước nhập siêu 3,15 tỷ USD",
        ),
    ):
        answer = held.bot.ask(question)
        vet = Vetter(answer.question, evidence_of(answer, held.store.archive), None).vet
        assert vet(sentence).outcome == "kept"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (f"{WHOLE}!!!", f"{WHOLE} [1]."),
        (f"📉 {WHOLE} ✅", f"{WHOLE} [1]."),
        (f"{WHOLE}…", f"{WHOLE} [1]."),
    ],
)
def test_a_sentence_ends_with_a_full_stop(vet, sentence, text):
    """Exclamations and pictures say what was not checked."""
    assert vet(sentence).text == text


def test_a_question_is_no_statement(vet):
    """The figure is told in the archive's words."""
    assert vet(f"{WHOLE}?").outcome == "rendered"
    assert vet("Sản xuất công nghiệp tháng 2/2024 giảm?").outcome == "dropped"
