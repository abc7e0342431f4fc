"""Tables laid out in a document against their own arithmetic: what is found, and what must raise nothing."""

from __future__ import annotations

import pytest
from drawn import document, drawn

from pacnam_cli import analyse
from pacnam_cli.reading.blocks import Block


def checks(*blocks: Block) -> list[tuple[str, str, str]]:
    """Kind, status and formula of the checks of a document."""
    report = analyse(document("Huyện Nậm Sơn tổng kết công tác năm 2023", *blocks))
    return [(check.kind, check.status, check.formula) for check in report.checks]


def contradictions(table: str) -> list[str]:
    return [formula for _, status, formula in checks(drawn(table)) if status == "contradicts"]


COMMUNES = """
TT | Đơn vị | Chi bộ | Đảng viên | Tỷ lệ (%)
1 | Xã An Phú | 12 | 245 | {share}
2 | Xã Bình An | 9 | 198 | 33,0
3 | Thị trấn | 7 | 157 | 26,2
| Tổng cộng | 28 | {members} | 100
"""


def test_a_row_of_totals_and_shares_of_it() -> None:
    assert checks(drawn(COMMUNES.format(members="600", share="40,8"))) == [
        ("sum", "holds", "12 + 9 + 7 = 28"),
        ("sum", "holds", "245 + 198 + 157 = 600"),
        ("share", "holds", "245 ÷ 600 = 40,8%"),
        ("share", "holds", "198 ÷ 600 = 33,0%"),
        ("share", "holds", "157 ÷ 600 = 26,2%"),
    ]
    assert contradictions(COMMUNES.format(members="610", share="40,8"))[0] == "245 + 198 + 157 = 600 ≠ 610"
    assert contradictions(COMMUNES.format(members="600", share="48,0")) == ["245 ÷ 600 = 40,8% ≠ 48,0%"]


def test_the_finding_names_the_figures() -> None:
    report = analyse(document("Huyện Nậm Sơn năm 2023", drawn(COMMUNES.format(members="610", share="40,8"))))
    finding = next(check for check in report.checks if check.status == "contradicts")
    by_id = {figure.id: figure for figure in report.figures}
    assert by_id[finding.total or ""].text == "610"
    assert [by_id[part].text for part in finding.parts] == ["245", "198", "157"]
    assert finding.computed is not None
    assert (finding.computed.low, finding.computed.high) == (600, 600)


PLAN = """
Chỉ tiêu | ĐVT | Năm 2022 | Kế hoạch 2023 | Thực hiện 2023 | % so với KH | So với cùng kỳ (%)
Thu ngân sách | triệu đồng | 11.000 | 12.500 | 13.750 | 110,0 | 125,0
Kết nạp đảng viên | người | 90 | 80 | 103 | {percent} | 114,4
Trồng rừng | ha | 210 | 200 | 190 | 95,0 | 90,5
Tỷ lệ hộ nghèo | % | 15 | 12 | 11,2 | 107,1 | -
"""


def test_plan_result_and_attainment() -> None:
    found = checks(drawn(PLAN.format(percent="128,8")))
    assert found == [
        ("attainment", "holds", "13.750 ÷ 12.500 = 110,0%"),
        ("attainment", "holds", "103 ÷ 80 = 128,8%"),
        ("attainment", "holds", "190 ÷ 200 = 95,0%"),
        ("change", "holds", "13.750 ÷ 11.000 = 125,0%"),
        ("change", "holds", "103 ÷ 90 = 114,4%"),
        ("change", "holds", "190 ÷ 210 = 90,5%"),
    ]
    assert contradictions(PLAN.format(percent="138,8")) == ["103 ÷ 80 = 128,8% ≠ 138,8%"]


def test_change_against_the_time_before() -> None:
    table = """
    Chỉ tiêu | Cùng kỳ | Thực hiện | So với cùng kỳ (%) | Tăng, giảm (%)
    Chè | 120 | 150 | 125 | {change}
    Lúa | 400 | 380 | 95 | -5
    Ngô | 200 | 250 | 125 | 25
    """
    assert contradictions(table.format(change="25")) == []
    assert contradictions(table.format(change="35")) == ["150 ÷ 120 − 100% = 25,0% ≠ 35%"]


def test_years_name_what_is_compared() -> None:
    table = """
    Chỉ tiêu {2x1} | Thực hiện 2022 {2x1} | Năm 2023 {1x2} | . | So sánh (%) {1x2} | .
    . | . | Kế hoạch | Ước TH | UTH/KH | 2023/2022
    Chè | 120 | 140 | 150 | 107,1 | @
    Lúa | 400 | 400 | 380 | 95 | 95
    Ngô | 200 | 200 | 250 | 125 | 125
    """
    assert contradictions(table.replace("@", "125")) == []
    assert len(checks(drawn(table.replace("@", "125")))) == 6
    assert contradictions(table.replace("@", "145")) == ["150 ÷ 120 = 125,0% ≠ 145%"]


def test_subtotals_and_sums_beside() -> None:
    table = """
    TT | Chỉ tiêu | Tổng số | Nam | Nữ
    I | Khối xã | 300 | 180 | 120
    1 | An Phú | 100 | 60 | 40
    2 | Bình An | 200 | 120 | {women}
    II | Khối cơ quan | 150 | 80 | 70
    1 | Huyện ủy | 90 | 50 | 40
    2 | Ủy ban | 60 | 30 | 30
    | Cộng | 450 | 260 | 190
    """
    assert contradictions(table.format(women=80)) == []
    assert len(checks(drawn(table.format(women=80)))) == 3 + 6 + 7
    assert contradictions(table.format(women=90)) == ["40 + 90 = 130 ≠ 120", "120 + 90 = 210 ≠ 200"]


@pytest.mark.parametrize(
    "table",
    [
        # Parts among the rows, named so or hidden; averages and rates; a gap; rounding; a whole that is no sum.
        "Nội dung | Số lượng\nĐảng viên | 100\nTrong đó: nữ | 10\nQuần chúng | 100\nTổng cộng | 200",
        "Nội dung | Số lượng\nĐảng viên | 100\n- Nữ | 60\n- Dân tộc | 80\nQuần chúng | 100\nTổng | 200",
        "Khoản | Số tiền\nThu nội địa | 100\nThuế | 60\nPhí | 40\nTổng | 100",
        "Xã | Năng suất (tạ/ha)\nA | 50\nB | 54\nTổng số | 52",
        "Xã | Thu nhập bình quân (triệu đồng)\nA | 50\nB | 54\nTổng số | 52",
        "Xã | Tỷ lệ (%)\nA | 50\nB | 54\nToàn huyện | 52",
        "Xã | Hộ\nA | 50\nB |\nTổng số | 108",
        "Xã | Diện tích (ha)\nA | 50,4\nB | 54,4\nTổng số | 104,7",
        "Xã | Điểm\nA | 50\nB | 54\nToàn huyện | 60",
        "Xã | Giá (đồng)\nA | 50\nB | 54\nTổng số | 100",
        # A plan that is to be undercut; a percentage that its heads do not explain.
        "Chỉ tiêu | Kế hoạch | Thực hiện | % TH/KH\nTai nạn (vụ) | 40 | 32 | 125\nCháy (vụ) | 10 | 8 | 125",
        "Chỉ tiêu | Số người | Tỷ lệ (%)\nKhá | 30 | 80\nGiỏi | 20 | 75\nTổng | 50 | 77",
        # A total column whose parts overlap or are only some.
        "Xã | Tổng số | Nữ | Dân tộc\nA | 100 | 40 | 80\nB | 90 | 30 | 70\nC | 80 | 30 | 60",
        "Xã | Tổng số | Trong đó: nữ | Trong đó: trẻ\nA | 100 | 40 | 60\nB | 90 | 30 | 60\nC | 80 | 30 | 60",
    ],
)
def test_what_raises_nothing(table: str) -> None:
    assert contradictions(table) == []


def test_words_shared_by_heads_tell_which_plan_is_meant() -> None:
    table = """
    Đơn vị | Kế hoạch tỉnh giao | KH huyện giao | Kết quả thực hiện | Đạt % so KH tỉnh | Đạt % so KH huyện
    Xã An Phú | 10 | 12 | 13 | 130 | 108,3
    Xã Bình An | 8 | 9 | 9 | @ | 100
    TỔNG CỘNG | 18 | 21 | 22 | 122,2 | 104,8
    """
    assert len(checks(drawn(table.replace("@", "112,5")))) == 9
    assert contradictions(table.replace("@", "112,5")) == []
    assert contradictions(table.replace("@", "121,5")) == ["9 ÷ 8 = 112,5% ≠ 121,5%"]


def test_shares_of_a_column_and_sums_beside_their_total() -> None:
    table = """
    Đối tượng | Tổng số | Khiển trách | Cảnh cáo | Cách chức | So với năm 2022
    Tổ chức đảng | 3 | 2 | 1 | 0 | +1
    Đảng viên | 41 | 30 | 10 | 1 | -5
    """
    assert checks(drawn(table)) == [("sum", "holds", "2 + 1 + 0 = 3"), ("sum", "holds", "30 + 10 + 1 = 41")]
    met = """
    Lĩnh vực | Số chỉ tiêu | Đạt và vượt | Tỷ lệ
    Kinh tế | 22 | 16 | 72,7%
    Văn hóa - xã hội | 16 | 15 | 93,8%
    Môi trường | 10 | 7 | @
    """
    assert contradictions(met.replace("@", "70%")) == []
    assert contradictions(met.replace("@", "77%")) == ["7 ÷ 10 = 70,0% ≠ 77%"]
