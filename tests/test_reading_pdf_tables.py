"""PDF: every cell of a table, ruled or only set in columns, merged, turned, or going on over the page."""

from __future__ import annotations

import io
import sys
import unicodedata
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

import fpdf
import pytest
from conftest import at_once, pacnam
from damage import damaged
from fpdf.enums import TableBordersLayout
from grids import cells, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.model import Document
from pacnam_cli.reading import LIMITS, Limits, ReadError, read_bytes

UNITS = [
    ["STT", "Đơn vị", "Kế hoạch", "Kết nạp", "% KH"],
    ["1", "Đảng bộ xã Nậm Ty", "12", "14", "116,7"],
    ["2", "Đảng bộ thị trấn Nậm Sơn, gồm cả các chi bộ cơ quan", "20", "19", "95%"],
    ["", "Tổng cộng", "1.032", "33", "103,1"],
]
BEFORE = "Kết quả kết nạp đảng viên của các đảng bộ trực thuộc trong năm 2024 như sau:"
AFTER = "Như vậy, toàn huyện vượt kế hoạch cả năm."


class Pages(fpdf.FPDF):
    """Pages with a header and a number, in a font that has Vietnamese letters."""

    furniture = False

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        with resources.as_file(resources.files("font_roboto") / "files" / "Roboto-Regular.ttf") as font:
            self.add_font("Roboto", fname=font)
        self.set_font("Roboto", size=11)
        self.set_auto_page_break(True, margin=20)
        self.add_page()

    def header(self) -> None:
        if self.furniture or self.page_no() > 1:
            self.set_font("Roboto", size=9)
            self.cell(0, 5, "Huyện ủy Nậm Sơn - Báo cáo 2024", new_x="LMARGIN", new_y="NEXT")
            self.set_font("Roboto", size=11)

    def footer(self) -> None:
        self.set_y(-12)
        self.cell(0, 5, str(self.page_no()), align="C")

    def text_line(self, text: str) -> None:
        """A paragraph."""
        self.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def read(self, limits: Limits = LIMITS) -> Document:
        """What is read of these pages."""
        return read_bytes(bytes(self.output()), "bao-cao.pdf", limits=limits)


def add_table(pages: Pages, rows: list[list[Any]], **options: Any) -> None:
    """A table; a cell is a text, or a text with its ``colspan`` and ``rowspan``."""
    with pages.table(first_row_as_headings=False, **options) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                text, spans = cell if isinstance(cell, tuple) else (cell, {})
                row.cell(text, **spans)


def turned(data: bytes, degrees: int) -> bytes:
    """The pages as an office program prints wide tables: written askew on a page that is shown turned."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        matrix = pypdfium2.PdfMatrix().rotate(degrees, ccw=True)
        matrix = matrix.translate(*{0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[degrees])
        for each in page.get_objects(max_depth=1):
            each.transform(matrix)
        page.gen_content()
        page.set_mediabox(0, 0, *((width, height) if degrees == 180 else (height, width)))
        page.set_rotation(degrees)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_every_cell_of_a_ruled_table_between_paragraphs(degrees: int) -> None:
    pages = Pages(orientation="landscape")
    pages.text_line(BEFORE)
    add_table(pages, UNITS)
    pages.ln(4)
    pages.text_line(AFTER)
    data = bytes(pages.output())
    read = read_bytes(turned(data, degrees) if degrees else data, "bao-cao.pdf")
    (grid,) = read.grids
    assert grid.origin == "pdf"
    assert rows_of(read, grid) == UNITS
    assert read.text == "\n\n".join([BEFORE, "\n".join(" | ".join(row) for row in UNITS), AFTER])


def test_a_head_of_two_rows_with_merged_cells() -> None:
    pages = Pages()
    add_table(
        pages,
        [
            [("Xã", {"rowspan": 2}), ("Đảng viên", {"colspan": 2}), ("Ghi chú", {"rowspan": 2})],
            ["Tổng số", "Kết nạp"],
            ["Nậm Ty", "312", "14", "vượt"],
            [("Tổng", {"colspan": 2}), "14", ""],
        ],
    )
    read = pages.read()
    assert cells(read, read.grids[0]) == [
        (0, 0, 2, 1, "Xã"),
        (0, 1, 1, 2, "Đảng viên"),
        (0, 3, 2, 1, "Ghi chú"),
        (1, 1, 1, 1, "Tổng số"),
        (1, 2, 1, 1, "Kết nạp"),
        (2, 0, 1, 1, "Nậm Ty"),
        (2, 1, 1, 1, "312"),
        (2, 2, 1, 1, "14"),
        (2, 3, 1, 1, "vượt"),
        (3, 0, 1, 2, "Tổng"),
        (3, 2, 1, 1, "14"),
        (3, 3, 1, 1, ""),
    ]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page(repeated: bool) -> None:
    rows = [["STT", "Chi bộ", "Đảng viên"], *([str(n), f"Chi bộ thôn số {n}", str(30 + n)] for n in range(1, 111))]
    pages = Pages()
    pages.text_line(BEFORE)
    with pages.table(first_row_as_headings=repeated, headings_style=fpdf.FontFace()) as table:
        for each in rows:
            table.row(each)
    pages.ln(4)
    pages.text_line(AFTER)
    assert pages.pages_count > 2
    read = pages.read()
    (grid,) = read.grids
    assert rows_of(read, grid) == rows
    assert grid.cells[-1].row == 110
    assert read.text == "\n\n".join([BEFORE, "\n".join(" | ".join(row) for row in rows), AFTER])


def test_tables_of_different_columns_stay_two() -> None:
    pages = Pages()
    add_table(pages, UNITS)
    pages.add_page()
    add_table(pages, [["Xã", "Hộ"], ["Nậm Ty", "412"]])
    read = pages.read()
    assert [rows_of(read, grid) for grid in read.grids] == [UNITS, [["Xã", "Hộ"], ["Nậm Ty", "412"]]]


def test_columns_without_rules() -> None:
    pages = Pages()
    pages.text_line(BEFORE)
    rows = [["Xã", "Số hộ", "Hộ nghèo"], ["Nậm Ty", "412", "31"], ["Bản Díu", "387", "45"]]
    add_table(pages, rows, borders_layout=TableBordersLayout.NONE)
    pages.ln(6)
    pages.text_line(AFTER)
    read = pages.read()
    assert rows_of(read, read.grids[0]) == rows
    assert read.text == "\n\n".join([BEFORE, "\n".join(" | ".join(row) for row in rows), AFTER])


def test_columns_without_rules_below_a_wide_head() -> None:
    pages = Pages()
    rows = [
        ["Xã", ("Số hộ và số hộ nghèo của năm 2024", {"colspan": 2})],
        ["Nậm Ty", "412", "31"],
        ["Bản Díu", "387", "45"],
    ]
    add_table(pages, rows, borders_layout=TableBordersLayout.NONE, text_align="CENTER")
    read = pages.read()
    assert cells(read, read.grids[0]) == [
        (0, 0, 1, 1, "Xã"),
        (0, 1, 1, 2, "Số hộ và số hộ nghèo của năm 2024"),
        (1, 0, 1, 1, "Nậm Ty"),
        (1, 1, 1, 1, "412"),
        (1, 2, 1, 1, "31"),
        (2, 0, 1, 1, "Bản Díu"),
        (2, 1, 1, 1, "387"),
        (2, 2, 1, 1, "45"),
    ]


def test_a_letterhead_is_no_table() -> None:
    pages = Pages()
    head = [["HUYỆN ỦY NẬM SƠN", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["Số 315-BC/HU", "Nậm Sơn, ngày 15/12/2024"]]
    for layout in (TableBordersLayout.NONE, TableBordersLayout.ALL):
        add_table(pages, head, borders_layout=layout)
        pages.ln(8)
    read = pages.read()
    assert read.grids == []
    assert read.text.split("\n\n") == [text for row in head for text in row] * 2


def test_a_frame_and_rules_below_headings_are_no_table() -> None:
    pages = Pages()
    pages.rect(8, 8, 190, 60)
    for number in range(4):
        pages.text_line(f"{number + 1}. Kết nạp {number + 51} đảng viên mới trong quý này.")
        pages.line(20, pages.get_y(), 180, pages.get_y())
    read = pages.read()
    assert read.grids == []
    assert len(read.text.split("\n\n")) == 4


def test_letters_made_of_several_characters() -> None:
    pages = Pages()
    rows = [["Xã", "Hộ nghèo"], ["Nậm Ty", "58"], ["Tổng số", "58"]]
    add_table(pages, [[unicodedata.normalize("NFD", text) for text in row] for row in rows])
    read = pages.read()
    assert rows_of(read, read.grids[0]) == rows


def test_what_a_library_finds_odd_is_not_told(tmp_path: Path) -> None:
    sample = (Path(__file__).parents[1] / "samples" / "nam-son-2024.pdf").read_bytes()

    def quiet(number: int, data: bytes) -> None:
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        outcome = pacnam("figures", path, "-f", "csv")
        assert outcome.stderr.count(b"\n") == (outcome.returncode != 0)

    # With bits turned over, in what is packed.
    at_once(lambda each: quiet(*each), enumerate(islice(damaged(sample), 60, 64)))


def test_the_number_of_cells_is_limited() -> None:
    pages = Pages()
    add_table(pages, UNITS)
    with pytest.raises(ReadError, match="20 ô") as caught:
        pages.read(Limits(cells=19))
    assert caught.value.code == "too_large"


WORDS = st.lists(st.sampled_from(["Nậm", "Ty", "chi bộ", "1.204", "58", "95,5%", "đảng viên", "m2", "-"]), max_size=4)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(3, 5).flatmap(
        lambda width: st.lists(st.lists(WORDS.map(" ".join), min_size=width, max_size=width), min_size=1, max_size=6)
    )
)
def test_spans_are_the_text_of_the_cells(rows: list[list[str]]) -> None:
    pages = Pages()
    pages.text_line(BEFORE)
    rows = [[f"Cột {each}" for each in range(len(rows[0]))], *(row for row in rows if all(row))]
    add_table(pages, rows)
    read = pages.read()
    (grid,) = read.grids
    assert rows_of(read, grid) == rows
    assert read.text == "\n\n".join([BEFORE, "\n".join(" | ".join(row) for row in rows)])


def test_the_same_table_on_every_page_stays_as_often() -> None:
    pages = Pages()
    add_table(pages, UNITS)
    pages.add_page()
    add_table(pages, UNITS)
    read = pages.read()
    assert [rows_of(read, grid) for grid in read.grids] == [UNITS, UNITS]


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages()
    add_table(pages, UNITS)
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ReadError, match=r"pip install 'pacnam-cli\[pdf\]'") as caught:
        pages.read()
    assert caught.value.code == "missing_extra"


def test_rules_of_dashes() -> None:
    pages = Pages()
    rows = [["Xã", "Hộ", "Nghèo"], ["Nậm Ty", "412", "31"], ["Bản Díu", "387", "45"]]
    top, left, width, height = pages.get_y(), pages.l_margin, 50.0, 8.0
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            pages.set_xy(left + column * width, top + number * height)
            pages.cell(width, height, text)
    for number in range(4):  # as browsers draw dashed borders: box by box
        for step in range(int(3 * width)):
            pages.rect(left + step, top + number * height, 0.7, 0.3, style="F")
        for step in range(int(3 * height)):
            pages.rect(left + number * width, top + step, 0.3, 0.7, style="F")
    read = pages.read()
    assert rows_of(read, read.grids[0]) == rows
