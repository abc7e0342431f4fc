"""DOCX: every cell of a table, where it stands and how far it reaches; what only lays out the page is no table."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.exceptions import InvalidSpanError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from grids import headed_cells, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.model import Document
from pacnam_cli.reading import LIMITS, Limits, ReadError, read_bytes

UNITS = [
    ["STT", "Đơn vị", "Kế hoạch", "Kết nạp", "% KH"],
    ["1", "Đảng bộ xã Nậm Ty", "12", "14", "116,7"],
    ["2", "Đảng bộ thị trấn", "20", "19", "95"],
    ["", "Tổng cộng", "32", "33", "103,1"],
]


def opened(document: Any, limits: Limits = LIMITS) -> Document:
    """What is read of a document made with python-docx."""
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), "bao-cao.docx", limits=limits)


def add_table(parent: Any, rows: list[list[str]]) -> Any:
    """A table with these cells."""
    table = parent.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def mark(table: Any, row: int, name: str, value: str | None = None) -> None:
    """Give a row the property ``name``."""
    element = OxmlElement(name)
    if value is not None:
        element.set(qn("w:val"), value)
    table.rows[row]._tr.get_or_add_trPr().append(element)


def test_every_cell_of_a_table_with_percent_and_total() -> None:
    document = docx.Document()
    document.add_paragraph("Kết quả kết nạp đảng viên như sau:")
    table = add_table(document, UNITS)
    mark(table, 0, "w:tblHeader")
    read = opened(document)
    (grid,) = read.grids
    assert grid.origin == "docx" and grid.caption is None
    assert rows_of(read, grid) == UNITS
    assert [cell.header for cell in grid.cells] == [True] * 5 + [False] * 15
    assert read.text.endswith("\n\n" + "\n".join(" | ".join(row) for row in UNITS))


def test_a_head_of_two_rows_with_merged_cells() -> None:
    document = docx.Document()
    table = add_table(
        document,
        [
            ["Xã", "Đảng viên", "", "Ghi chú"],
            ["", "Tổng số", "Kết nạp", ""],
            ["Nậm Ty", "312", "14", "vượt"],
            ["Bản Díu", "287", "9", ""],
        ],
    )
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 3).merge(table.cell(1, 3))
    mark(table, 0, "w:tblHeader")
    mark(table, 1, "w:tblHeader")
    mark(table, 3, "w:tblHeader")  # Word repeats only the rows at the top
    read = opened(document)
    assert headed_cells(read, read.grids[0]) == [
        (0, 0, 2, 1, True, "Xã"),
        (0, 1, 1, 2, True, "Đảng viên"),
        (0, 3, 2, 1, True, "Ghi chú"),
        (1, 1, 1, 1, True, "Tổng số"),
        (1, 2, 1, 1, True, "Kết nạp"),
        (2, 0, 1, 1, False, "Nậm Ty"),
        (2, 1, 1, 1, False, "312"),
        (2, 2, 1, 1, False, "14"),
        (2, 3, 1, 1, False, "vượt"),
        (3, 0, 1, 1, False, "Bản Díu"),
        (3, 1, 1, 1, False, "287"),
        (3, 2, 1, 1, False, "9"),
        (3, 3, 1, 1, False, ""),
    ]


def test_rows_that_begin_further_right_and_rows_deleted() -> None:
    document = docx.Document()
    table = add_table(document, [["Xã", "Hộ", "Khẩu"], ["Nậm Ty", "412", "1.903"], ["x", "y", "z"], ["w", "5", "6"]])
    for row in (3,):
        table.rows[row]._tr.remove(table.rows[row]._tr.tc_lst[0])
        mark(table, row, "w:gridBefore", "1")
    mark(table, 2, "w:del")
    read = opened(document)
    assert [(cell[0], cell[1], cell[-1]) for cell in headed_cells(read, read.grids[0])][-2:] == [
        (2, 1, "5"),
        (2, 2, "6"),
    ]
    assert "x" not in read.text


def test_old_merged_cells_and_absurd_widths() -> None:
    document = docx.Document()
    table = add_table(document, [["Chỉ tiêu", "", "Đạt"], ["Kết nạp", "58", "60"]])
    for number, value in ((0, "restart"), (1, "continue")):
        merged = OxmlElement("w:hMerge")
        merged.set(qn("w:val"), value)
        table.cell(0, number)._tc.get_or_add_tcPr().append(merged)
    wide = OxmlElement("w:gridSpan")
    wide.set(qn("w:val"), "99999999999")
    table.cell(1, 2)._tc.get_or_add_tcPr().append(wide)
    read = opened(document)
    assert [each[:4] for each in headed_cells(read, read.grids[0])] == [
        (0, 0, 1, 2),
        (0, 2, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1000),
    ]


@pytest.mark.parametrize("below", [False, True])
def test_a_caption_belongs_to_its_table(below: bool) -> None:
    document = docx.Document()
    own = document.styles.add_style("Tên bảng", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Caption"]
    if not below:
        document.add_paragraph("Bảng 1. Kết nạp đảng viên", style=own)
        document.add_paragraph()
    add_table(document, UNITS)
    if below:
        document.add_paragraph("Bảng 1. Kết nạp đảng viên", style=own)
    document.add_paragraph("Hết.")
    read = opened(document)
    assert read.grids[0].caption is not None
    assert read.text[slice(*read.grids[0].caption)] == "Bảng 1. Kết nạp đảng viên"
    assert read.text.startswith("Bảng 1. Kết nạp đảng viên\nSTT | Đơn vị | ")
    assert read.text.count("Bảng 1") == 1 and read.text.endswith("\n\nHết.")


def test_a_caption_of_a_picture_stays_a_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("Hình 1. Hội nghị", style="Caption")
    document.add_paragraph("Kết nạp 58 đảng viên.")
    assert opened(document).text == "Hình 1. Hội nghị\n\nKết nạp 58 đảng viên."


def test_a_letterhead_and_a_signature_are_lines() -> None:
    document = docx.Document()
    head = add_table(
        document,
        [
            ["ĐẢNG BỘ TỈNH HÀ TÂY\nHUYỆN ỦY NẬM SƠN\n*\nSố 315-BC/HU", "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["", "Nậm Sơn, ngày 15 tháng 12 năm 2024"],
        ],
    )
    assert head is not None
    document.add_heading("BÁO CÁO công tác xây dựng Đảng năm 2024", 0)
    add_table(document, UNITS)
    add_table(
        document,
        [["Nơi nhận:\n- UBKT Tỉnh ủy (02 bản);\n- Lưu VPHU.", "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLò Văn Kiên"]],
    )
    read = opened(document)
    assert len(read.grids) == 1
    lines = read.text.split("\n\n")
    assert lines[:6] == [
        "ĐẢNG BỘ TỈNH HÀ TÂY",
        "HUYỆN ỦY NẬM SƠN",
        "*",
        "Số 315-BC/HU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Nậm Sơn, ngày 15 tháng 12 năm 2024",
    ]
    assert lines[-3:] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lò Văn Kiên"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Chỉ tiêu đạt", "12/14"], ["Không đạt", "2/14"]],
        [["Nội dung", "Kết quả"], ["Kết nạp đảng viên", "Tổng số 58"]],
        [["Năm 2023", "2.050 hộ"], ["Năm 2024", "1.987 hộ"]],
    ],
)
def test_two_columns_with_figures_are_a_table(rows: list[list[str]]) -> None:
    document = docx.Document()
    add_table(document, rows)
    read = opened(document)
    assert rows_of(read, read.grids[0]) == rows


def test_what_a_frame_of_one_cell_holds_keeps_its_order() -> None:
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.paragraphs[0].text = "Trước"
    add_table(frame, [["Hộ", "412"]])
    frame.add_paragraph("Sau")
    read = opened(document)
    assert read.text == "Trước\n\nHộ | 412\n\nSau"
    assert rows_of(read, read.grids[0]) == [["Hộ", "412"]]


def test_lists_in_cells_and_bars_do_not_break_the_row() -> None:
    document = docx.Document()
    table = add_table(document, [["Việc", "Số"], ["", "5"]])
    table.cell(1, 0).paragraphs[0].text = "kiểm tra | giám sát"
    table.cell(1, 0).add_paragraph("hằng quý", style="List Bullet")
    read = opened(document)
    assert rows_of(read, read.grids[0]) == [["Việc", "Số"], ["kiểm tra / giám sát hằng quý", "5"]]


def test_the_number_of_cells_is_limited() -> None:
    document = docx.Document()
    add_table(document, UNITS)
    with pytest.raises(ReadError, match="20 ô") as caught:
        opened(document, Limits(cells=19))
    assert caught.value.code == "too_large"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.text(st.sampled_from("aể1 |5,.%-\u0301đ\n"), max_size=9), min_size=width, max_size=width),
            min_size=1,
            max_size=5,
        )
    ),
    st.randoms(use_true_random=False),
)
def test_spans_are_the_text_of_the_cells(rows: list[list[str]], dice: Any) -> None:
    document = docx.Document()
    table = add_table(document, rows)
    for _ in range(2):
        one, other = (table.cell(dice.randrange(len(rows)), dice.randrange(len(rows[0]))) for _ in range(2))
        with contextlib.suppress(InvalidSpanError, ValueError):
            one.merge(other)
    document.add_paragraph("Kết nạp 58 đảng viên.")
    read = opened(document)
    for grid in read.grids:
        taken = set()
        for row, column, height, width, _, text in headed_cells(read, grid):
            assert "|" not in text and "\n" not in text and text == " ".join(text.split())
            area = {(y, x) for y in range(row, row + height) for x in range(column, column + width)}
            assert not area & taken
            taken |= area
        lines = read.text[slice(*grid.span)].split("\n")
        assert [" | ".join(row) for row in rows_of(read, grid) if any(row)] == lines
