"""Word documents: paragraphs and tables in order, merges, raised marks; what is refused and why."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from ingest.layout import PAGE_MARK
from ingest.package import OLE
from ingest.read import find_files, read_bytes, read_document
from lexicon.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    """Return the document's file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def text_of(document) -> str:
    return read_document("a.docx", saved(document)).text


def filled(document, rows: list[list[str]]):
    """Add a table with these texts."""
    table = document.add_table(len(rows), len(rows[0]))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    return table


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a package with some parts replaced or added; `__` stands for a slash, `_0` for a dot."""
    named = {name.replace("__", "/").replace("_0", "."): part for name, part in parts.items()}
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, named.pop(entry, None) or old.read(entry))
        for entry, part in named.items():
            new.writestr(entry, part)
    return file.getvalue()


def test_paragraphs_and_tables_keep_their_order():
    """A table stands between the paragraphs it stood between."""
    document = Document()
    document.add_heading("Giá thép tháng 5", 1)
    document.add_paragraph("Đơn vị: %")
    filled(document, [["Nhóm", "Tháng 5"], ["Thép\ncuộn", "1,5"], ["Thép | thanh", "-0,3"]])
    document.add_paragraph("Giá còn giảm.")
    assert text_of(document) == (
        "Giá thép tháng 5\n\nĐơn vị: %\n\n"
        "Nhóm | Tháng 5\nThép cuộn | 1,5\nThép / thanh | -0,3\n\nGiá còn giảm."
    )


def test_merged_cells_are_marked():
    """Across, down, and both ways."""
    document = Document()
    rows = [["Nhóm", "So với", "", "x"], ["", "tháng", "năm", ""], ["Thép", "1,5", "2,5", "3"]]
    table = filled(document, rows)
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    block = filled(document, [["Khối", "", "1"], ["", "", "2"]])
    block.cell(0, 0).merge(block.cell(1, 1))
    assert text_of(document).split("\n\n") == [
        "Nhóm | So với | ← | x\n↑ | tháng | năm | \nThép | 1,5 | 2,5 | 3",
        "Khối | ← | 1\n↑ | ← | 2",
    ]


def test_a_table_that_places_text_gives_its_paragraphs():
    """So does the frame around another table, which is kept."""
    document = Document()
    filled(document, [["CƠ QUAN", "TIÊU ĐỀ"], ["Số: 12", "Hà Nội, ngày 3 tháng 5 năm 2024"]])
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "Trong khung"
    inner = frame.cell(0, 0).add_table(2, 2)
    for cell, text in zip(inner._cells, ("a", "b", "1", "2"), strict=True):
        cell.text = text
    assert text_of(document).split("\n\n") == [
        "CƠ QUAN", "TIÊU ĐỀ", "Số: 12", "Hà Nội, ngày 3 tháng 5 năm 2024",
        "Trong khung", "a | b\n1 | 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "mark", "behind", "line"),
    [
        ("Tăng 7,09", "1", "% cả năm.", "Tăng 7,09% cả năm."),
        ("Tăng 7,09%", "(2)", " cả năm.", "Tăng 7,09% cả năm."),
        ("Sàn 240 m", "2", " mới.", "Sàn 240 m² mới."),
        ("Cộng 7,09", "12", "", "Cộng 7,09"),
    ],
)
@pytest.mark.parametrize("how", ["font", "style", "position"])
def test_a_raised_mark_makes_no_digit(before, mark, behind, line, how):
    """Whether the run, its style or its place raises it; runs may part it."""
    document = Document()
    style = document.styles.add_style("Chú thích", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    paragraph = document.add_paragraph(before)
    for character in mark:
        run = paragraph.add_run(character)
        if how == "font":
            run.font.superscript = True
        elif how == "style":
            run.style = style
        else:
            run._r.get_or_add_rPr().append(parse_xml(f'<w:position {W} w:val="6"/>'))
    paragraph.add_run(behind)
    assert text_of(document) == line


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (f'<w:ins {W} w:id="1"><w:r><w:t>thêm</w:t></w:r></w:ins>', "Giá thêm"),
        (f'<w:del {W} w:id="1"><w:r><w:delText>bớt</w:delText></w:r></w:del>', "Giá"),
        (
            f"<w:sdt {W}><w:sdtContent><w:r><w:t>khung</w:t></w:r></w:sdtContent></w:sdt>",
            "Giá khung",
        ),
        (f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", "Giá"),
        (f"<w:r {W}><w:instrText>PAGE 12</w:instrText></w:r>", "Giá"),
        (
            f"<w:r {W}><w:t>2,4</w:t><w:tab/><w:t>%</w:t><w:br/><w:t>sau</w:t></w:r>",
            "Giá 2,4 % sau",
        ),
        (f"<w:r {W}><w:t>trang{PAGE_MARK}</w:t></w:r>", "Giá trang"),
        (
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>",
            "Giá\n\nhộp",
        ),
    ],
    ids=["inserted", "struck-out", "control", "hidden", "field", "tab-and-line", "mark", "box"],
)
def test_what_a_reader_sees_is_read(xml, lines):
    """Insertions and boxes are, deletions and codes are not."""
    document = Document()
    document.add_paragraph("Giá ")._p.append(parse_xml(xml))
    assert text_of(document) == lines


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Giá thép tháng 5/2025", "Giá thép tháng 5/2025"),
        ("Microsoft Word - BC thang 5.doc", ""),
        ("Báo cáo cuối.docx", ""),
        ("BC_T5", ""),
        ("Word Document", ""),
        ("", ""),
    ],
)
def test_only_a_real_title_is_taken(stated, title):
    """Programs put their own name or the file's there."""
    document = Document()
    document.add_paragraph("Giá thép còn giảm.")
    document.core_properties.title = stated
    assert read_document("a.docx", saved(document)).title == title


def packed(count: int = 1, size: int = 1) -> bytes:
    """Return a package whose parts are all zeros."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<a/>")
        for number in range(count):
            package.writestr(f"{number}.bin", bytes(size))
    return file.getvalue()


DOCUMENT = Document()
DOCUMENT.add_paragraph("Giá thép còn giảm.")
WORD = saved(DOCUMENT)
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty-file"),
        (saved(Document()), "empty-file"),
        (b"Gia thep con giam.", "wrong-content"),
        (b"%PDF-1.7", "wrong-content"),
        (repacked(packed(), **{"xl__workbook_0xml": b"<a/>"})[:40], "damaged-file"),
        (WORD[: len(WORD) // 2], "damaged-file"),
        (WORD.replace(b"PK\x01\x02", b"PK\x01\x09", 1), "damaged-file"),
        (bytes(b ^ 255 if 60 < n < 90 else b for n, b in enumerate(packed(1, 99))), "damaged-file"),
        (packed(), "damaged-file"),
        (repacked(WORD, word__document_0xml=b"<w:document"), "damaged-file"),
        (packed(2_000), "bomb"),
        (packed(1, 3_000_000), "bomb"),
        (repacked(WORD, word__document_0xml=LAUGHS), "bomb"),
        (repacked(WORD, word__odd_0xml=LAUGHS.decode().encode("utf-16")), "bomb"),
        (OLE + bytes(600), "old-office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
    ids=[
        "nothing",
        "no-text",
        "text",
        "pdf",
        "cut-at-once",
        "cut",
        "bad-directory",
        "bad-packing",
        "no-document",
        "broken-xml",
        "many-parts",
        "swells",
        "entities",
        "entities-utf-16",
        "old",
        "password",
    ],
)
def test_what_is_no_readable_document_is_refused_with_its_reason(content, key):
    """The file is named; nothing of it is unpacked before it was looked through."""
    with pytest.raises(InputError) as caught:
        read_document("a.docx", content)
    assert caught.value.key == key
    assert "a.docx" in caught.value.say("vi")


@pytest.mark.parametrize("name", ["a.doc", "a.XLS"])
def test_old_kinds_are_refused_with_what_to_do(name, tmp_path):
    """Whatever they hold, and from a folder too."""
    (tmp_path / name).write_bytes(OLE)
    assert list(find_files([tmp_path])) == [tmp_path / name]
    for refused in (lambda: read_document(name, OLE), lambda: read_bytes(tmp_path / name)):
        with pytest.raises(InputError, match=r"save it as \.docx or \.xlsx"):
            refused()


def test_a_spreadsheet_named_as_a_document_is_refused():
    """Its main part is another."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(InputError, match="not what the name's ending says"):
        read_document("a.docx", file.getvalue())
