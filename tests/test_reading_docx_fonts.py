"""DOCX: what stands in the fonts of TCVN3 and VNI is read as it looks, by the font of each run."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docs.encoders import as_western
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pacnam_cli.model import Document
from pacnam_cli.pipeline import analyse
from pacnam_cli.reading import read_bytes
from pacnam_cli.reading.docx_fonts import LegacyFont, legacy_font

SENTENCE = "Đảng bộ huyện Nậm Sơn có 2.318 đảng viên; năm 2024 kết nạp 97 quần chúng ưu tú, đạt 107,8% kế hoạch."
SHORT = "tổ chức đảng"
FONTS = [(".VnTime", "tcvn3"), (".VnArial Narrow", "tcvn3"), ("VNI-Times", "vni"), ("VNI-Helve-Condense", "vni")]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def opened(document: Any) -> Document:
    """What is read of a document made with python-docx."""
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), "bao-cao.docx")


def set_font(properties: Any, **fonts: str) -> None:
    """Set the fonts of a run or a style as Word writes them."""
    element = properties.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(element.attrib):
        del element.attrib[attribute]
    for slot, name in fonts.items():
        element.set(qn(f"w:{slot}"), name)


def add(paragraph: Any, text: str, font: str | None) -> Any:
    """A run in ``font``."""
    run = paragraph.add_run(text)
    if font:
        set_font(run._r, ascii=font, hAnsi=font)
    return run


@pytest.mark.parametrize(("font", "encoding"), FONTS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_runs_of_any_length_are_read_with_their_font(font: str, encoding: str, size: int) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    western = as_western(SENTENCE, encoding)
    for start in range(0, len(western), size):
        add(paragraph, western[start : start + size], font)
    read = opened(document)
    assert read.text == SENTENCE
    assert read.source.encoding == f"utf-8+{encoding}"
    assert [figure.value for figure in analyse(read).figures] == [2318, 97, 107.8]


@pytest.mark.parametrize(("font", "encoding"), FONTS)
def test_a_cell_of_one_word_is_read_with_its_font(font: str, encoding: str) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Xã", "Hộ nghèo", "Tà Lèng", "58"], strict=True):
        add(cell.paragraphs[0], as_western(text, encoding), font)
    assert opened(document).text == "Xã | Hộ nghèo\nTà Lèng | 58"


def test_fonts_that_draw_capitals() -> None:
    document = docx.Document()
    add(document.add_paragraph(), as_western("Đảng bộ huyện nậm sơn", "tcvn3"), ".VnTimeH")
    add(document.add_paragraph(), "ÑAÛNG BOÄ", "VNI-Times")
    assert opened(document).text == "ĐẢNG BỘ HUYỆN NẬM SƠN\n\nĐẢNG BỘ"


@pytest.mark.parametrize("place", ["paragraph", "based on", "character", "default", "theme", "default style"])
def test_fonts_that_styles_set(place: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run(as_western(SHORT, "tcvn3"))
    styles = document.styles
    if place in ("paragraph", "based on"):
        own = styles.add_style("Cu", WD_STYLE_TYPE.PARAGRAPH)
        set_font(own.element, ascii=".VnTime", hAnsi=".VnTime")
        if place == "based on":
            derived = styles.add_style("Moi", WD_STYLE_TYPE.PARAGRAPH)
            derived.base_style, own.base_style = own, derived  # a ring of styles ends somewhere
            own = derived
        paragraph.style = own
    elif place == "character":
        own = styles.add_style("Cu", WD_STYLE_TYPE.CHARACTER)
        set_font(own.element, ascii=".VnTime", hAnsi=".VnTime")
        run.style = own
    elif place == "default style":
        set_font(styles["Normal"].element, ascii=".VnTime", hAnsi=".VnTime")
    else:
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        fonts = defaults.find(qn("w:rFonts"))
        if place == "default":
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            fonts.set(qn("w:hAnsi"), ".VnTime")
        else:
            part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/theme"))
            part._blob = part.blob.replace(b'typeface="Cambria"', b'typeface=".VnTime"')
            assert fonts.get(qn("w:hAnsiTheme")) == "minorHAnsi" and b".VnTime" in part.blob
    assert opened(document).text == SHORT


def test_what_stands_nearer_goes_before() -> None:
    document = docx.Document()
    set_font(document.styles["Normal"].element, ascii=".VnTime", hAnsi=".VnTime")
    paragraph = document.add_paragraph()
    add(paragraph, as_western("Đảng bộ ", "tcvn3"), None)
    add(paragraph, "Café Größe ", "Times New Roman")
    add(paragraph, as_western("huyện", "vni"), "VNI-Times")
    assert opened(document).text == "Đảng bộ Café Größe huyện"


def test_the_letters_beyond_ascii_are_those_of_the_second_font() -> None:
    document = docx.Document()
    set_font(document.add_paragraph().add_run("Café")._r, ascii=".VnTime", hAnsi="Arial")
    set_font(document.add_paragraph().add_run(as_western(SHORT, "tcvn3"))._r, ascii="Arial", hAnsi=".VnTime")
    assert opened(document).text == f"Café\n\n{SHORT}"


@pytest.mark.parametrize("text", [SENTENCE, "Đảng bộ", "xã Nậm Ty có 58 hộ nghèo", "ỷ lại", "e\u0309 và ê"])
@pytest.mark.parametrize(("font", "_encoding"), FONTS)
def test_unicode_typed_in_such_a_font_is_not_harmed(text: str, font: str, _encoding: str) -> None:
    document = docx.Document()
    add(document.add_paragraph(), text, font)
    assert opened(document).text == text.replace("e\u0309", "ẻ")


def test_unicode_beside_the_old_encoding() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in (as_western("Đảng bộ ", "tcvn3"), "huyện ", "Tân Lâm ", as_western("kết nạp 58 đảng viên", "tcvn3")):
        add(paragraph, text, ".VnTime")
    assert opened(document).text == "Đảng bộ huyện Tân Lâm kết nạp 58 đảng viên"


def test_characters_that_word_keeps_elsewhere() -> None:
    document = docx.Document()
    private = "".join(chr(0xF000 + ord(char)) for char in as_western(SHORT, "tcvn3"))
    add(document.add_paragraph(), private, ".VnTime")
    run = '<w:r><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t>th</w:t><w:softHyphen/></w:r>'
    for font in (".VnTime", "Times New Roman"):
        paragraph = parse_xml(f"<w:p {W}>{run.format(font)}</w:p>")
        document.element.body.insert_element_before(paragraph, "w:sectPr")
    assert opened(document).text == f"{SHORT}\n\nthư\n\nth"


def test_the_sums_of_a_plain_document_are_left_alone() -> None:
    document = docx.Document()
    document.add_paragraph("Diện tích 3×4 m, ½ số hộ; Café Größe")
    read = opened(document)
    assert (read.text, read.source.encoding) == ("Diện tích 3×4 m, ½ số hộ; Café Größe", "utf-8")


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", LegacyFont("tcvn3")),
        (".VnTimeH", LegacyFont("tcvn3", True)),
        (".vnArial NarrowH", LegacyFont("tcvn3", True)),
        (".VnBahamasB", LegacyFont("tcvn3")),
        ("VNI-Times", LegacyFont("vni")),
        ("VNI Times", LegacyFont("vni")),
        ("Times New Roman", None),
        ("Vni", None),
        ("VnTime", None),
    ],
)
def test_names_of_fonts(name: str, font: LegacyFont | None) -> None:
    assert legacy_font(name) == font
