"""The words around a figure: what was done (rose, reached, makes up), how sure it is, what is filler."""

import re
from typing import Literal

from lexicon.phrases import Phrasebook
from lexicon.text import Language

Verb = Literal[
    "up", "down", "stand", "level", "share", "contribution-up", "contribution-down", "index", ""
]
Status = Literal["", "estimate", "preliminary", "target", "forecast"]

# What stands before a figure; the last match decides, the longest of those that end together.
_VERBS: dict[Language, tuple[tuple[Verb, str], ...]] = {
    "vi": (
        ("up", r"tăng thêm[^,;]*\bvới con số|(?:nhiều|đắt|mắc|lớn) hơn|tăng(?: trưởng)?(?: (?:khoảng|tới|đến|thêm|ở mức|ước))?|cao hơn|đi lên|nhích(?: lên)?|vượt|gấp(?: khoảng| gần| hơn)?|mức tăng|tốc độ tăng(?: trưởng)?|hơn mức"),
        ("down", r"(?:ít|rẻ|nhỏ) hơn|rẻ đi|đi xuống|hạ|lùi|giảm(?: (?:khoảng|tới|đến|bớt|ở mức|ước))?|thấp hơn|sụt(?: giảm)?|mức giảm|hụt|tăng trưởng âm|tăng âm|mất(?= \d)"),
        ("level", r"không (?:cao|thấp) hơn|giá bán lẻ|tối đa"),
        ("stand", r"(?:thấp|cao|nhiều|ít) hơn (?:nhiều )?(?:so với )?(?:mức|con số|kết quả|mốc)(?! (?:tăng|giảm))"),
        ("stand", r"đạt(?: mức)?|là|ở mức|ước|có|gồm|với(?: mức)?|mức|trị giá"),
        ("level", r"còn|lên|xuống|lên tới|lên đến|giảm còn|giảm xuống(?: còn| mức)?|hạ xuống|tăng lên(?: mức| tới)?|từ|sang|đón|thu hút|giải ngân|xuất siêu|nhập siêu|thặng dư|thâm hụt|đứng ở|dừng ở|neo ở|lên mức|xuống mức|duy trì|tạo|xuất khẩu|nhập khẩu|thu về"),
        ("share", r"chiếm(?: tỷ trọng)?|tỷ trọng|tỷ lệ|bằng|hoàn thành|đạt (?:khoảng |gần |hơn )?(?=[\d.,]+\s?% (?:kế hoạch|dự toán|so với dự toán|so với kế hoạch|chỉ tiêu|mục tiêu))"),
        ("contribution-up", r"đóng góp|góp(?: phần)?|(?:làm(?! việc| ra)|khiến|(?<!đầu )kéo|đẩy|đưa|tác động)\b[^,;]*\btăng(?: thêm| trưởng)?|tác động|làm tăng"),
        ("contribution-down", r"(?:làm(?! việc| ra)|khiến|(?<!đầu )kéo|đưa|tác động)\b[^,;]*\b(?:giảm|giảm bớt)|làm giảm|làm hạ|kéo giảm|kéo lùi|kéo tụt|lấy đi|làm mất"),
    ),
    "en": (
        ("up", r"(?:up|rose|rising|rise|risen|grew|growing|grow|grown|growth(?: rate)?|increas(?:ed?|ing)|climb(?:ed|ing)?|jump(?:ed|ing)?|surg(?:ed?|ing)|soar(?:ed|ing)?|expand(?:ed|ing)?|gain(?:ed|ing)?|went up|going up|picked up|edged up|ticked up|advanc(?:ed?|ing)|higher|added|accelerat(?:ed?|ing)|inflation)(?: (?:of|by|at|was|is|reached|stood at|hit|came to|to be))?(?: (?:a|an|about|around|nearly|over))?"),
        ("down", r"(?:down|fell|falling|fall|fallen|declin(?:ed?|ing)|decreas(?:ed?|ing)|dropp(?:ed|ing)|drop|shr[aiu]nk(?:ing)?|contract(?:ed|ing|ion|s)?|slipp(?:ed|ing)|slip|slid|slide|lower|lost|went down|going down|edged down|ticked down|retreat(?:ed|ing)?|loss|plung(?:ed?|ing)|reduc(?:ed|tion))(?: (?:of|by|at|was))?(?: (?:a|an|about|around|nearly|over))?"),
        ("stand", r"(?:was|were|is|are|at|reached|of|with|by)(?: (?:about|around|nearly|over))?"),
        ("level", r"(?:totalled|totaled|stood at|amounted to|hit|came to|to|worth|attracted|welcomed|received|posted|recorded|surplus of|deficit of|valued at|disbursed|had|there were|exported|imported|registered)(?: (?:about|around|nearly|over))?"),
        ("share", r"(?:constitut(?:ed|es|ing)|accounting for|accounted for|accounts for|making up|made up|makes up|share of|equal to|equivalent to|representing|represents)(?: (?:about|around|nearly|over))?"),
        ("contribution-up", r"contribut(?:ed|ing|es|e|ion)(?: of)?|add(?:ed|ing|s)?(?= [\d.]+ percentage)"),
        ("contribution-down", r"subtract(?:ed|ing)|dragg?(?:ed|ing)[^,;]*by|shav(?:ed|ing)(?: off)?|reduc(?:ed|ing)(?= .{0,30}percentage p)"),
    ),
}  # fmt: skip
_STATUSES: dict[Language, tuple[tuple[Status, str], ...]] = {
    "vi": (
        ("target", r"\b(?:phải (?:đạt|thu hút)|mục tiêu|chỉ tiêu|kế hoạch(?! và đầu tư)|phấn đấu|nhiệm vụ|quyết tâm|đặt ra|kịch bản|cần đạt|dự toán)\b"),
        ("forecast", r"\b(?:sẽ|dự báo|dự kiến|kỳ vọng|ước cả năm|triển vọng|có thể đạt|nhận định|dự đoán|khả năng|có thể(?! thấy| nói| kể))\b"),
        ("preliminary", r"\bsơ bộ\b"),
        ("estimate", r"\bước\b"),
    ),
    "en": (
        ("target", r"\b(?:targets?|targeted|goals?|planned?|plans|aim(?:s|ed)?)\b"),
        ("forecast", r"\b(?:forecasts?|expected|projected|projections?|expects|predicts?|predicted|will)\b"),
        ("preliminary", r"\bpreliminary\b"),
        ("estimate", r"\bestimated?\b"),
    ),
}  # fmt: skip
_VERB_PATTERNS = {
    language: tuple((verb, re.compile(rf"\b(?:{pattern})(?!\w)")) for verb, pattern in verbs)
    for language, verbs in _VERBS.items()
}
_STATUS_PATTERNS = {
    language: tuple((status, re.compile(pattern)) for status, pattern in statuses)
    for language, statuses in _STATUSES.items()
}
_ANY_STATUS = {
    language: re.compile("|".join(pattern for _, pattern in statuses))
    for language, statuses in _STATUSES.items()
}

# Phrases that say nothing of what is measured; any other word beside an indicator narrows it.
_FILLER: dict[Language, str] = {
    "vi": """
        ước, ước tính, ước đạt, tính, đạt, tăng, giảm, so với, so, với, là, ở, mức, ở mức, đạt mức,
        khoảng, hơn, gần, trên, dưới, và, của, trong, vào, tại, từ, đến, tới, cho, về, theo, thì,
        đã, đang, sẽ, cũng, vẫn, tiếp tục, chỉ, mới chỉ, được, bị, có, các, những, thêm, lên, xuống,
        còn, bằng, chiếm, đóng góp, làm, mạnh, nhẹ, cao, thấp, nhất, khá, khá cao, đột ngột,
        bất ngờ, nhanh, chậm, vượt, tăng trưởng, tốc độ, chung, mức chung, tính chung, riêng,
        trong đó, đó, này, kể, kể từ, hết, cụ thể, trị giá, kim ngạch, giá trị kim ngạch, tổng,
        tổng kim ngạch, tổng trị giá, tổng giá trị, con số, số, số liệu, ra, điểm, lần lượt, tương ứng,
        tương đương, cả nước, toàn quốc, nước ta, nước, âm, sâu, sụt giảm, đà, lại, không, đáng kể, qua,
        đều, cùng, như, sau, nữa, do, do đó, đây, khi, xu hướng, ghi nhận, biến động, ổn định,
        thay đổi, vừa, bình quân, thực hiện, phần trăm, mặc dù, mặc dù vậy, tuy, tuy nhiên, nhưng, song,
        ngược lại, chiều, phía, phía ngược lại, chiều ngược lại, ở chiều ngược lại, bên cạnh đó,
        bên cạnh, mà, để, hàng, tháng, ngày, quý, năm, kỳ, cuối, đầu năm, đầu tiên, những tháng đầu, tháng đầu, giữa, thời gian,
        thời điểm, suốt, giai đoạn, thứ, liên tiếp, kết quả, kết quả này, xấp xỉ, đưa, nâng, khiến,
        tác động, góp, góp phần, vậy, như vậy, cho thấy, cho biết, thấy, theo đó, trước, trước đó,
        xuất siêu, nhập siêu, thặng dư, thâm hụt, cũng như, điều chỉnh, sơ bộ, mục tiêu, dự báo, dự kiến,
        kế hoạch, phấn đấu, sáng, chiều, tỷ trọng, hoàn thành, chính thức, công bố, thống kê,
        tổng cục thống kê, cục thống kê, tổng cục hải quan, cục hải quan, hải quan, bộ công thương, đối với,
        bộ tài chính, bộ kế hoạch và đầu tư, cục, chi cục, dần, nhích, nhích nhẹ, đứng,
        dừng, neo, duy trì, thu hút, đón, lũy kế, luỹ kế, tích lũy, trở lại, khởi sắc, phục hồi, dương,
        tăng trưởng dương, tăng trưởng âm, bật tăng, tăng vọt, vọt, gấp, gấp rưỡi, gấp đôi, trái lại, hay, hoặc,
        nếu, tới nay, đến nay, mới đây, ấn tượng, rõ rệt, lớn, nhỏ, tốt, kém, ít, thấp hơn nhiều,
        cao hơn nhiều, nhiều hơn, hơn nhiều, quá, vượt mức, thực tế, hiện, hiện nay, hiện tại, chủ yếu, đặc biệt, nhất là,
        đáng chú ý, đáng lưu ý, nguyên nhân, bởi, nhờ, vì, nhờ đó, tiếp đến, tiếp theo, kế đến, theo sau,
        đứng đầu, dẫn đầu, đứng thứ, tiếp sau, xếp, xếp thứ, thứ hai, thứ ba, một, mỗi, cùng với, cùng với đó,
        ngoài ra, đồng thời, mặt khác, trong khi, trong khi đó, tính đến, tính từ, tính riêng,
        riêng trong, ước khoảng, khoảng gần, ước thực hiện, bao gồm, gồm, trong số đó, trong số,
        tỷ lệ, tốc độ tăng, mức tăng, mức giảm, tốc độ tăng trưởng, biên độ, nhịp, cao nhất, thấp nhất,
        lớn nhất, mạnh nhất, nhiều nhất, ít nhất, kỷ lục, mức cao, mức cao nhất, mức thấp nhất,
        mức thấp, trên cả nước, trên toàn quốc, trên phạm vi cả nước, của cả nước, của việt nam, cả,
        toàn, liên tục, nhanh nhất, tương đối, khá tốt, tích cực, đạt kết quả, thông tin, thông báo,
        báo cáo, theo báo cáo, thế giới ghi nhận, cơ quan, vừa công bố, bảng, biểu, ngành thống kê,
        chứng kiến, thu về, mang về, đem về, kéo, kéo theo, tới mức, có mức, có tốc độ, có mức tăng,
        ta, nhà, mới, tới thời điểm, khu vực, mặt hàng, các mặt hàng, đơn vị, tại đơn vị, các loại khác, ở đầu kia, đầu kia, đi ngược, đi ngược chiều, phía giảm có, phía tăng có,
        nhìn theo, nhìn cả, xếp sau, xếp đầu, xếp thứ hai, đáng kể là, hụt, hạ, hạ nhiều nhất, lùi, rẻ đi, đắt hơn, rẻ hơn, đắt thêm, đắt lên, rẻ bớt, sụt, thụt, hạ giá, lên giá, đẩy,
        đi xuống, đi lên, nhóm này, ngành này, trong nhóm này, danh sách, cấp ii, lên nhiều nhất, nhìn chung, chuyển biến, lũy, sang, thị trường, sự, việc, ngành, nhóm, nhóm hàng, nhóm ngành, tỉnh, tỉnh này,
        thành phố, thành phố này, địa bàn, trên địa bàn, địa bàn tỉnh, toàn tỉnh, toàn thành phố,
        giá hiện hành, theo giá hiện hành, hàng hóa, hàng hoá, tình hình, về tình hình, hiện đang, tuyệt đối, số tuyệt đối,
        thứ nhất, thứ tư, thứ năm, thứ sáu, đứng thứ hai, đứng thứ ba, đứng thứ tư, thủ đô, địa bàn thủ đô, đạt được,
        hôm, hồi, ghi, bản tin, báo cáo ghi, giữ, giữ tỷ trọng, lấy đi, kéo lùi, kéo tụt, rất, cũng rất, hết sức, vô cùng, khởi đầu, sự khởi đầu, phần, lĩnh vực, điển hình, tiến độ, liên quan, hoạt động,
        nhích lên, rớt, rớt xuống, leo, leo lên, leo thang, chạm, vọt lên, tụt, tụt xuống, tụt lùi, nhảy, nhảy vọt,
        bật, bật lên, cán, cán mốc, dao động, rơi, rơi xuống, đi ngang, giãn, lao dốc, suy giảm, sa sút, đội, đội lên,
        đội giá, chững, chững lại, bốc, phình, rót, chở, thu được, kiếm, muốn, nhắm, nhắm tới, hướng tới, kỳ vọng,
        thực sự, giá trần, trần, tối đa, mỗi lít, lít, điều hành, kỳ điều hành, bán ra, giá bán, đi lùi, thụt lùi,
        nhà đầu tư, nhà đầu tư nước ngoài, các nhà đầu tư nước ngoài, dù, dẫu, dù vậy, tuy vậy, covid-19, dịch covid-19, đại dịch covid-19, dịch bệnh covid-19, ngang nhau, rồi, rồi đến, đông nhất, đông,
        chia, chia theo, chỉ tiêu, mục tiêu tăng trưởng, bảo đảm, đảm bảo, không đổi, quanh mức, ước lượng, tương đương với, ở vị trí, đứng ở vị trí
    """,
    "en": """
        the, a, an, of, in, on, at, to, for, and, or, but, with, from, by, as, was, were, is, are, be,
        been, has, have, had, up, down, rose, rise, rising, fell, fall, falling, grew, grow, growing, growth,
        increased, increase, increasing, decreased, decrease, declined, decline, dropped, drop, climbed,
        reached, totalled, totaled, stood, stood at, amounted, amounted to, hit, came, about, around, nearly, over,
        more than, some, only, also, still, again, slightly, sharply, strongly, modestly, while, meanwhile, this,
        that, these, those, it, its, which, total, overall, whole, full, entire, rate, level, value,
        turnover, country, country's, the country, nation, nationwide, national, vietnam's, vietnamese,
        respectively, compared, compared with, compared to, against, same, period, year, month, quarter,
        according, according to, data, figures, show, shows, showed, estimated, an estimated, preliminary,
        percent, per cent, change, annual, annually, average, first, last, higher, lower, than, worth,
        recorded, posted, expanded, contracted, surged, jumped, gained, adding, making, accounting, accounting for,
        accounted, made up, makes, share, contributed, contributing, there, did, do, does, will, would,
        during, throughout, since, now, then, both, well, just, reports, report, reported, said, says, surplus,
        deficit, goods, index, points, point, out, general statistics office, statistics office, gso, nso,
        province, provinces, city, locality, localities, however, thus, bringing, taking, year-on-year, month-on-month, yoy, mom, ran, running, saw, seen, percentage, countrywide, slipped, slid, went, going, gain, gained, loss, retreated, advanced,
        constituted, constitutes, put, bulletin, bulletins, picked, edged, ticked, ended, came, off, sector, throughout, within,
        across, in the province of, climbing, advancing, retreating
    """,
}
# Longer phrases with a word of those in them, which do say something.
_CONTENT: dict[Language, str] = {
    "vi": """
        các tỉnh, các thành phố, các tỉnh thành, một số, một số tỉnh, mỗi tháng, mỗi năm, một tháng,
        hàng năm, hàng tồn kho, hàng công nghiệp, số vụ, số người, số lao động, số dư, số thu, số chi,
        tổng cung, tổng cầu, nước ngoài, trong nước, ngoài nước, nhà nước, ngoài nhà nước, nước sạch,
        nước máy, nước ép, thị trường trong nước, có thuế, nhóm doanh nghiệp, một doanh nghiệp, mỗi doanh nghiệp,
        khu vực thành thị, khu vực nông thôn, khu vực doanh nghiệp, khu vực kinh tế, khu vực tư nhân,
        cao su, các ngành, các nhóm, năng lực mới, hộ mới, bộ phận, kỳ hạn, nhà ở, nhà máy, nhà khách, điểm bán
    """,
    "en": "",
}


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in " ".join(text.split()).split(",") if phrase.strip()]


FILLER = {
    language: Phrasebook({"filler": _phrases(text), "content": _phrases(_CONTENT[language])})
    for language, text in _FILLER.items()
}


def last_verb(text: str, language: Language, *, moved: bool = False) -> tuple[Verb, int]:
    """Return what the last verb of `text` (in matching form) says and where it starts.

    With `moved` a verb such as "at" or "with" gives way to what was done before it: "fell most,
    with 0.76%".
    """
    best: tuple[int, int, Verb] = (-1, 0, "")
    stands: tuple[int, int, Verb] = (-1, 0, "")
    for verb, pattern in _VERB_PATTERNS[language]:
        for match in pattern.finditer(text):
            if verb == "stand" and moved:
                stands = max(stands, (match.end(), -match.start(), verb))
                continue
            candidate = (match.end(), -match.start(), verb)
            if candidate[0] > best[0] or (candidate[0] == best[0] and candidate[1] > best[1]):
                best = candidate
    if best[0] < 0:
        best = stands
    return best[2], -best[1]


def verb_spans(text: str, language: Language) -> list[tuple[int, int]]:
    """Return where `text` (in matching form) says what was done: rose, fell, reached, makes up."""
    return [
        match.span() for _, pattern in _VERB_PATTERNS[language] for match in pattern.finditer(text)
    ]


def moves_in(text: str, language: Language) -> list[tuple[int, int, Verb]]:
    """Return where `text` (in matching form) says that something rose or fell, in order."""
    return sorted(
        (*match.span(), verb)
        for verb, pattern in _VERB_PATTERNS[language]
        if verb in ("up", "down")
        for match in pattern.finditer(text)
    )


def status_of(text: str, language: Language) -> Status:
    """Return how sure a figure is whose clause begins with `text` (in matching form)."""
    if not _ANY_STATUS[language].search(text):
        return ""
    for status, pattern in _STATUS_PATTERNS[language]:
        if pattern.search(text):
            return status
    return ""
