"""DOCX → text: everything that is printed, once, in its order."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import docx
import pytest
from damage import damaged
from docs.make_samples import article, word_file
from docx.oxml import parse_xml
from grids import cells

from pacnam_cli.reading import ReadError, read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: Any) -> bytes:
    """The bytes of a document made with python-docx."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read_xml(body: str) -> str:
    """The text of a document whose body is ``body``."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {W} {MC}>{body}</w:body>"):
        document.element.body.insert_element_before(element, "w:sectPr")
    return read_bytes(saved(document), "a.docx").text


def test_the_sample_has_every_paragraph() -> None:
    document = read_bytes(word_file(article()), "bai.docx")
    assert document.source.format == "docx" and document.source.encoding == "utf-8"
    assert document.text.replace("\n\n", "\n") == "\n".join(article()).replace("\n\n", "\n")


def test_paragraphs_lists_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_heading("Báo cáo", 1)
    document.add_paragraph("Kết nạp 58 đảng viên.")
    table = document.add_table(2, 3)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "ABCDEF", strict=True):
        cell.text = text
    document.add_paragraph("Hết.")
    text = read_bytes(saved(document)).text
    assert text == "Báo cáo\n\nKết nạp 58 đảng viên.\n\nA | B | C\nD | E | F\n\nHết."


def test_merged_cells_stand_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    assert read_bytes(saved(document)).text == "0 | 1 2\n3 6 | 4 | 5\n7 | 8"


def test_a_nested_table_follows_the_one_around_it() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).paragraphs[0].text = "Ngoài", "12"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "58"
    found = read_bytes(saved(document))
    assert found.text == "Ngoài | 12\n\ntrong | 58"
    assert [cells(found, grid) for grid in found.grids] == [
        [(0, 0, 1, 1, "Ngoài"), (0, 1, 1, 1, "12")],
        [(0, 0, 1, 1, "trong"), (0, 1, 1, 1, "58")],
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>5</w:t></w:r><w:r><w:t>8 hộ</w:t></w:r></w:p>", "58 hộ"),
        ("<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p>", "A B\n\nC"),
        ("<w:p><w:ins><w:r><w:t>58</w:t></w:r></w:ins><w:del><w:r><w:delText>85</w:delText></w:r></w:del></w:p>", "58"),
        ("<w:p><w:hyperlink><w:r><w:t>Nghị quyết 05</w:t></w:r></w:hyperlink></w:p>", "Nghị quyết 05"),
        ("<w:p><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t>x</w:t></w:r></w:p>", "x"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>", "trong ô"),
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>mục</w:t></w:r></w:p>", "- mục"),
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>1. mục</w:t></w:r></w:p>", "1. mục"),
        (
            "<w:p><w:r><w:t>Chữ.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>"
            "<w:r>"
            "<w:t>khung</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>khung"
            "</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "Chữ.\n\nkhung",
        ),
    ],
)
def test_what_a_paragraph_may_hold(body: str, text: str) -> None:
    assert read_xml(body) == text


def test_footnotes_follow_the_text() -> None:
    base = docx.Document()
    base.add_paragraph("Thân bài.")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(base))) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                entry = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", entry.encode())
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                entry = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", entry.encode())
            target.writestr(name, data)
        note = "<w:p><w:r><w:footnoteRef/><w:t>Số liệu năm 2023.</w:t></w:r></w:p>"
        target.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {W}><w:footnote w:type="separator"><w:p><w:r><w:t>--</w:t></w:r></w:p></w:footnote>'
            f'<w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        )
    assert read_bytes(packed.getvalue()).text == "Thân bài.\n\nSố liệu năm 2023."


def test_what_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(65 * 1024 * 1024))
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(ReadError, match="64 MB") as caught:
        read_bytes(packed.getvalue(), "a.docx")
    assert caught.value.code == "too_large"


def test_entities_are_not_blown_up() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(["a", "b", "c", "d"]))) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                body = "<w:body><w:p><w:r><w:t>x&e11;</w:t></w:r></w:p></w:body>"
                data = f'<!DOCTYPE d [<!ENTITY e0 "0123456789">{levels}]><w:document {W}>{body}</w:document>'.encode()
            target.writestr(name, data)
    try:
        assert len(read_bytes(packed.getvalue()).text) < 5000
    except ReadError as error:
        assert error.code == "damaged"


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word_file(article())
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ReadError, match=r"pip install 'pacnam-cli\[docx\]'") as caught:
        read_bytes(data)
    assert caught.value.code == "missing_extra"


def test_the_content_decides_not_the_suffix() -> None:
    assert read_bytes(word_file(article()), "bai.txt").source.format == "docx"


def test_broken_files_give_text_or_a_read_error() -> None:
    for data in damaged(word_file(article())):
        try:
            read_bytes(data, "bai.docx")
        except ReadError as error:
            assert error.message
