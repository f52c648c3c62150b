"""What a question says beside what bulletins say, and the nouns that make another series of one."""

from lexicon.phrases import Phrasebook

# What a question says beside what bulletins say; none of it narrows what is measured.
ASKING = Phrasebook(
    {
        "asking": [
            phrase.strip()
            for phrase in """
            bao nhiêu, thế nào, như thế nào, ra sao, là gì, gì, nào, mấy, bao nhiêu phần trăm, cho biết,
            ai biết, biết, cần biết, cho tôi biết, cho hỏi, xin hỏi, hỏi, hãy cho biết, tăng hay giảm, hay, có tăng không, không,
            thứ mấy, đứng thứ mấy, đứng thứ, xếp thứ mấy, so sánh, chênh lệch, chênh nhau, khác nhau,
            em, anh, chị, anh/chị, mình, bên mình, bạn, ad, admin, cô, chú, ơi, giúp, nhờ, dùm, giùm, hộ, cần, cho em,
            hồi, chưa, có phải, phải không, đúng không, với ạ, vậy ạ, thế, nhỉ, nha, hả, khi, dồn, cộng dồn,
            bên, thuộc, thuộc tỉnh, trong tỉnh, xuất xứ, có xuất xứ, nguồn gốc, có nguồn gốc, phía,
            vùng, khắp, trên khắp, buôn bán, hôm, tìm, đang tìm, xét, xét về, cơ cấu, về cơ cấu, chiếm giữ, giữ,
            cộng thêm, lấy bớt, đem, nếu, rốt cuộc, gộp, gộp cả, quãng, tra, tra gấp, gấp, cần ngay, luận văn, làm luận văn,
            chạy tin, quý cơ quan, vui lòng, đề nghị, cung cấp, đơn vị, cỡ nào, bật tăng, tất cả, suốt, tổng cộng, ảnh hưởng,
            tới mức, con số này, ấy, trọn, mức ấy, tròn, tôi, ubnd, hđnd, nhnn, bct, tctk, kbnn, chốt, cả thảy, chừng, cỡ, muốn biết, vậy, thì sao, còn, sao, ạ, nhé, vừa qua, vừa rồi, gần nhất, mới nhất, hiện nay,
            việt nam, của việt nam, nước ta, trên cả nước, cả nước, toàn quốc, toàn ngành, tất cả, bằng, liệt kê,
            diễn biến, từng tháng, các tháng, qua các tháng, từng quý, các quý, con số, số liệu, số,
            được, ước, ước đạt, chỉ số, tốc độ, mức tăng, mức, tổng, tổng số, giá trị, kim ngạch, về lượng,
            về trị giá, theo, theo tháng, theo năm, thay đổi, biến động, diễn ra, xảy ra, đi lên, đi xuống,
            của cả nước, cao nhất, thấp nhất, mạnh nhất, nhiều nhất, ít nhất, lớn nhất, dẫn đầu, nhanh nhất,
            tỉnh nào, địa phương nào, thành phố nào, tỉnh, địa phương, những tỉnh nào, nơi nào, phần trăm,
            điểm phần trăm, đóng góp, đóng góp bao nhiêu, vào tăng trưởng chung, vào mức tăng chung, mức tăng chung,
            cho biết, đi, sang, vào, tới, bán sang, xuất sang, phần, tỷ phần, tỷ trọng, chiếm bao nhiêu phần,
            mục tiêu, chỉ tiêu, kế hoạch, dự báo, đặt ra, đề ra, nêu, được nêu, cái nào, cái, từng,
            lúc đầu, ban đầu, công bố, tính lại, sau khi tính lại, điều chỉnh, đánh giá lại, lại, lần đầu,
            người, tỷ, triệu, nghìn, đồng, usd, tỷ usd, tấn, đô la, lượt, dự án, doanh nghiệp mới, đón, đón được,
            những, các, tình hình, cụ thể, thực tế, tính đến, tính chung, lũy kế, ngày, tháng, quý, năm, cùng kỳ,
            vì sao, tại sao, lý do, nguyên nhân, do đâu, nhờ đâu, khiến, khiến cho, điều gì, yếu tố nào, có gì khác, khác gì,
            có gì thay đổi, khác,
            là bao nhiêu, thu hút, thu hút được, thu hút bao nhiêu, có, có bao nhiêu, lần lượt, và, với, hơn, kém
            """.replace("\n", " ").split(",")
        ]
    }
)
ENGLISH_ASKING = frozenset(
    "vietnam vietnam's vietnamese country percent percentage points point billion million thousand usd"
    " vnd dollars dong tonnes tons people tell figures stats statistics latest newest current year-on-year"
    " month-on-month annual annually yoy mom nationwide national whole overall headline official"
    " provinces province cities localities highest lowest most least fastest slowest top contribution"
    " contribute contributed contributions add added adding share accounted account firms"
    " compared compare versus difference between wide gap size big large fast combined together"
    " target targets plan plans forecast forecasts goal mentioned set subtract subtracted drag"
    " dragged revised originally initially month-by-month monthly quarterly each every path series"
    " make made take off off through preceding prior subtracted many much proportion part adds"
    " high low strong weak actually newly really then there"
    " move moved moving movement source sources market markets partner partners investor investors"
    " need needs want wants writing story piece hear heard went within throughout countrywide inside check quick"
    " verify thesis homework asking article wonder state states bulletin bulletins put slice stretch please kindly confirm ticked tally whichever"
    " paid pay pays payout payouts all badly measured credited reported mid-year came come comes"
    " drove drive drives driven driver drivers driving behind reason reasons cause caused causes explain"
    " explains explained lifted boosted dragged weighed pushed pulled"
    " brought bring brings gone go goes exact exactly only alone single just"
    " trade across origin taken happened happen happens side happened? growing running".split()
)
# What stands before a series and makes another one of it: "lợi nhuận xuất khẩu", "số dự án FDI".
MEASURED = Phrasebook(
    {
        "measured": [
            phrase.strip()
            for phrase in """
            giá, lượng, khối lượng, số lượng, tồn kho, tiêu thụ, lao động, việc làm, thu nhập, lương,
            lợi nhuận, chi phí, thuế, phí, nợ, nợ xấu, lãi suất, tỷ giá, dự án, số dự án, doanh nghiệp, công ty,
            tập đoàn, ngân hàng, hãng, nhà máy, hộ, diện tích, năng suất, đơn hàng, công suất, tai nạn, tàu,
            chuyến, thị phần, tỷ suất, hiệu quả, đơn giá, quy mô, nhu cầu, nguồn cung, hợp đồng, cổ phiếu,
            trái phiếu, hạn ngạch, giấy phép, chuỗi, sự cố, số vụ, số người, số ca
            """.replace("\n", " ").split(",")
        ]
    }
)
