"""Tables laid out in a document → figures: which unit, subject, role and time each cell has, and what is no figure."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from drawn import document, drawn
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli import Figure, Report, analyse
from pacnam_cli.extraction.sheet_numbers import cell_number
from pacnam_cli.extraction.sheet_units import announced_unit, unit_counted, unit_named, unit_within
from pacnam_cli.language.digits import Style
from pacnam_cli.lexicon import tables as toml
from pacnam_cli.reading.blocks import Block
from pacnam_cli.rendering import render
from pacnam_cli.rendering.options import View

PLAN = """
STT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | % TH/KH
1 | Kết nạp đảng viên | Người | 80 | 103 | 128,8
2 | Thu ngân sách | Triệu đồng | 12.500 | 13.750 | 110
3 | Tỷ lệ hộ nghèo | % | 12,0 | 11,2 | 107,1
"""
TWO_ROWS = """
TT {2x1} | Đơn vị {2x1} | Tổng số {2x1} | Trong đó {1x2} | . | Kết nạp năm 2023 {2x1} | Tỷ lệ (%) {2x1}
. | . | . | Nam | Nữ | . | .
1 | Xã Bình Minh | 120 | 80 | 40 | 5 | 41,7
2 | Xã Hòa Bình | 95 | 60 | 35 | 4 | 33,3
3 | Thị trấn | 200 | 120 | 80 | 3 | 25,0
Cộng {1x2} | . | 415 | 260 | 155 | 12 | 100
"""
YEARS = """
Chỉ tiêu | 2021 | 2022 | 2023
Số đảng viên | 2.512 | 2.601 | 2.712
Tốc độ tăng trưởng kinh tế (%) | 7,5 | -1,2 | 8,1
Thu nhập bình quân (triệu đồng/người) | 35 | 38,5 | 42
"""


CASES = toml.read((Path(__file__).parent / "phrases" / "sheets.toml").read_text(encoding="utf-8"))["tables"]


def said(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.unit, figure.kind, figure.role, figure.subject


def read(*blocks: Block) -> Report:
    report = analyse(document("Huyện Nậm Sơn tổng kết công tác năm 2023", *blocks))
    text = document("Huyện Nậm Sơn tổng kết công tác năm 2023", *blocks).text
    assert all(text[slice(*figure.span)] == figure.text for figure in report.figures)
    assert report.coverage.unread == []
    return report


def test_units_come_from_a_column_of_units_and_percentages_are_of_the_result() -> None:
    report = read("Bảng 1. Kết quả năm 2023", drawn(PLAN))
    assert [said(figure) for figure in report.figures] == [
        (80, "người", "count", "value", "Kết nạp đảng viên – Kế hoạch"),
        (103, "người", "count", "value", "Kết nạp đảng viên"),
        (128.8, "%", "percent", "attainment", "Kết nạp đảng viên – % TH/KH"),
        (12_500_000_000, "đồng", "money", "value", "Thu ngân sách – Kế hoạch"),
        (13_750_000_000, "đồng", "money", "value", "Thu ngân sách"),
        (110, "%", "percent", "attainment", "Thu ngân sách – % TH/KH"),
        (12, "%", "percent", "rate", "Tỷ lệ hộ nghèo – Kế hoạch"),
        (11.2, "%", "percent", "rate", "Tỷ lệ hộ nghèo"),
        (107.1, "%", "percent", "attainment", "Tỷ lệ hộ nghèo – % TH/KH"),
    ]
    assert [figure.relates_to for figure in report.figures][2::3] == ["f2", "f5", "f8"]
    assert {figure.period for figure in report.figures} == {"năm 2023"}
    assert report.figures[4].scale == 1_000_000
    assert {each.key: each.figure for each in report.indicators} == {
        "members.admitted": "f2",
        "members.admitted.attainment": "f3",
        "economy.budget_revenue": "f5",
        "economy.poverty_rate": "f8",
    }


def test_a_head_of_two_rows_with_merged_cells() -> None:
    report = read("Bảng 2: Đảng viên các xã", "Đơn vị tính: người", drawn(TWO_ROWS))
    (table,) = report.tables
    assert table.title == "Bảng 2: Đảng viên các xã"
    assert table.origin == "docx"
    assert [(column.name, column.unit) for column in table.columns] == [
        ("Tổng số", "người"),
        ("Trong đó – Nam", "người"),
        ("Trong đó – Nữ", "người"),
        ("Kết nạp năm 2023", "người"),
        ("Tỷ lệ", "%"),
    ]
    assert [(row.label, row.total) for row in table.rows] == [
        ("Xã Bình Minh", False),
        ("Xã Hòa Bình", False),
        ("Thị trấn", False),
        ("Cộng", True),
    ]
    assert [cell.value for cell in table.rows[1].cells] == [95, 60, 35, 4, 33.3]
    by_id = {figure.id: figure for figure in report.figures}
    assert all(by_id[cell.figure or ""].text == cell.text for row in table.rows for cell in row.cells)
    shares = [figure for figure in report.figures if figure.role == "share"]
    assert [by_id[figure.relates_to or ""].value for figure in shares] == [5, 4, 3, 12]


def test_years_in_the_head_are_periods() -> None:
    report = read("Một số chỉ tiêu chủ yếu", drawn(YEARS))
    assert [(f.value, f.unit, f.role, f.direction, f.period) for f in report.figures] == [
        (2512, "đảng viên", "value", None, "2021"),
        (2601, "đảng viên", "value", None, "2022"),
        (2712, "đảng viên", "value", None, "2023"),
        (7.5, "%", "change", None, "2021"),
        (1.2, "%", "change", "down", "2022"),
        (8.1, "%", "change", None, "2023"),
        (35_000_000, "đồng/người", "value", None, "2021"),
        (38_500_000, "đồng/người", "value", None, "2022"),
        (42_000_000, "đồng/người", "value", None, "2023"),
    ]
    assert [cell.value for cell in report.tables[0].rows[1].cells] == [7.5, -1.2, 8.1]
    assert {each.key: each.value for each in report.indicators} == {
        "party.members": 2712,
        "economy.growth": 8.1,
        "economy.income_per_head": 42_000_000,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["drawn"].split("\n")[0])
def test_what_the_cells_say(case: dict[str, str]) -> None:
    report = read(drawn(case["drawn"]))

    def short(figure: Figure) -> str:
        number = f"{figure.value:g}" if isinstance(figure.value, float) else str(figure.value)
        number += f"/{figure.total}" if figure.total else f"..{figure.upper}" if figure.upper else ""
        return f"{number} {figure.unit}"

    assert ";".join(map(short, report.figures)) == case["figures"]


def test_the_unit_of_the_table_holds_where_no_column_names_its_own() -> None:
    table = "Khoản thu | Dự toán | Thực hiện | So dự toán (%)\nThuế | 1.200 | 1.350 | 112,5\nPhí | 80 | 76,4 | 95,5"
    report = read("Thu ngân sách năm 2023", "(ĐVT: Triệu đồng)", drawn(table))
    assert [(f.value, f.unit, f.role) for f in report.figures[:3]] == [
        (1_200_000_000, "đồng", "value"),
        (1_350_000_000, "đồng", "value"),
        (112.5, "%", "attainment"),
    ]
    assert report.tables[0].title == "Thu ngân sách năm 2023"


def test_sections_and_groups_of_rows() -> None:
    table = """
    TT | Chỉ tiêu | Số lượng
    I | KINH TẾ {1x2} | .
    1 | Doanh nghiệp | 25
    2 | Hợp tác xã | 12
    II | XÃ HỘI {1x2} | .
    1 | Trường học | 18
    """
    (found,) = read(drawn(table)).tables
    assert [(row.label, [cell.text for cell in row.cells]) for row in found.rows] == [
        ("KINH TẾ", [""]),
        ("Doanh nghiệp", ["25"]),
        ("Hợp tác xã", ["12"]),
        ("XÃ HỘI", [""]),
        ("Trường học", ["18"]),
    ]


def test_prose_and_tables_keep_apart() -> None:
    report = read(
        "Năm 2023, toàn huyện kết nạp 103 đảng viên, gồm 60 nam và 43 nữ.",
        drawn("Xã | Số vụ\nA | 5\nB | 7"),
        "Có 12 chi bộ đạt chuẩn.",
    )
    assert [figure.value for figure in report.figures] == [103, 60, 43, 5, 7, 12]
    assert [figure.id for figure in report.figures] == ["f1", "f2", "f3", "f4", "f5", "f6"]
    assert [table.origin for table in report.tables] == ["prose", "docx"]
    assert [table.id for table in report.tables] == ["t1", "t2"]
    assert all("|" not in highlight.text for highlight in report.highlights)


def test_a_letterhead_or_a_text_in_two_columns_is_no_table() -> None:
    report = read(
        drawn("Thời gian | Nội dung\nSáng 15/1 | Khai mạc, 120 đại biểu dự\nChiều 15/1 | Thảo luận tại 4 tổ"),
    )
    assert [figure.value for figure in report.figures] == [120, 4]


@pytest.mark.parametrize(
    ("text", "kind", "name", "scale"),
    [
        ("triệu đồng", "money", "đồng", 10**6),
        ("Tr.đồng", "money", "đồng", 10**6),
        ("1.000 đồng", "money", "đồng", 1000),
        ("tỷ đồng", "money", "đồng", 10**9),
        ("Triệu USD", "money", "USD", 10**6),
        ("%", "percent", "%", 1),
        ("Ha", "measure", "ha", 1),
        ("tạ/ha", "measure", "tạ/ha", 1),
        ("nghìn người", "count", "người", 1000),
        ("1000 con", "count", "con", 1000),
        ("đ/c", "count", "đồng chí", 1),
    ],
)
def test_units_by_name(text: str, kind: str, name: str, scale: int) -> None:
    unit = unit_named(text)
    assert unit is not None
    assert (unit.kind, unit.name, unit.scale) == (kind, name, scale)


@pytest.mark.parametrize("text", ["", "xã Bình Minh", "rất tốt", "2023", "năm 2023", "Thực hiện", "x" * 200])
def test_what_is_no_unit(text: str) -> None:
    assert unit_named(text) is None


def test_units_beside_heads_and_above_tables() -> None:
    assert announced_unit("Đơn vị: xã Bình Minh") is None
    assert announced_unit("Đơn vị tính là triệu đồng cho cả bảng này, trừ khi ghi khác.") is None
    assert unit_within("Giá trị sản xuất (giá so sánh 2010)") is None
    found = unit_within("Thu ngân sách (ĐVT: tỷ đồng)")
    assert found is not None and (found[0].scale, found[1]) == (10**9, "Thu ngân sách")
    assert unit_counted("Xã Tân Lâm") is None  # a name
    assert unit_counted("Thu ngân sách") is None
    assert unit_counted("Số lượng") is None


@pytest.mark.parametrize(
    "text", ["12/2023", "2020-2025", "0912345678", "5 xã", "1.2.3", "Khá", "16/1/2024", ")5", "(5"]
)
def test_what_is_no_number_of_a_cell(text: str) -> None:
    assert cell_number(text, Style.VIETNAMESE) is None


@given(
    st.lists(
        st.lists(st.text("0123456789.,%/-|() aăđAXIV\u200b\u00a0", max_size=12), min_size=1, max_size=5), max_size=6
    )
)
def test_any_table_is_read_without_fault(rows: list[list[str]]) -> None:
    table = drawn("\n".join("|".join(cell.replace("|", "") for cell in row) for row in rows) or "a|b")
    found = document("Kết quả năm 2023 của huyện", table)
    report = analyse(found)
    assert all(found.text[slice(*figure.span)] == figure.text for figure in report.figures)
    spans = [figure.span for figure in report.figures]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_head_says_the_scale_and_the_cells_only_the_number() -> None:
    table = "Khoản thu | Dự toán | Thực hiện\nThuế | 1.200 | 1.350,5\nPhí | 80 | 76,4"
    report = read("Đơn vị tính: triệu đồng", drawn(table))
    assert [column.name for column in report.tables[0].columns] == ["Dự toán (triệu đồng)", "Thực hiện (triệu đồng)"]
    out = io.StringIO()
    view = View(lang="vi", width=100, color=False, unicode=True, quiet=False, verbose=False)
    render("tables", "table", iter([report]), view, out)
    lines = [line.split() for line in out.getvalue().splitlines()]
    assert ["Thuế", "1.200", "1.350,5"] in lines and ["Phí", "80", "76,4"] in lines
