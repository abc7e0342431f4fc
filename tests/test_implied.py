"""What the figures imply: the value, the interval of the printed decimals, and what is stated instead."""

from __future__ import annotations

import pytest
from analysed import report_of

from pacnam_cli.model import Implied


def implied(text: str) -> list[Implied]:
    return report_of(text).implied


STATED = [
    # Plans, from attainments and from what was reached beyond them
    ("Năm qua huyện kết nạp 103 đảng viên mới, đạt 129% mục tiêu.", "target", 80, (79.5, 80.2), "103 ÷ 129% ≈ 80"),
    ("Xã trồng mới 1.265 ha rừng, vượt 15% kế hoạch.", "target", 1100, (1094, 1106), "1.265 ÷ (100% + 15%) ≈ 1.100"),
    ("Cả năm kết nạp 131 đảng viên, vượt 11 đảng viên so với chỉ tiêu.", "target", 120, (120, 120), "131 - 11 ≈ 120"),
    (
        "Thu ngân sách đạt 86,5 tỷ đồng, bằng 108% dự toán tỉnh giao.",
        "target",
        80_000_000_000,
        (79_600_000_000, 80_600_000_000),
        "86,5 ÷ 108% ≈ 80 tỷ đồng",
    ),
    # Earlier values
    (
        "Chín tháng, tỉnh kết nạp 215 đảng viên, bằng 58,58% so với cùng kỳ năm trước.",
        "base",
        367,
        (366.98, 367.06),
        "215 ÷ 58,58% ≈ 367",
    ),
    (
        "Cả huyện có 42 đảng viên bị kỷ luật, giảm 5 đảng viên so với năm 2021.",
        "base",
        47,
        (47, 47),
        "42 + 5 ≈ 47",
    ),
    (
        "Tổng thu đạt 609 tỷ đồng, tăng 8,0% so với năm 2015.",
        "base",
        564_000_000_000,
        (563_100_000_000, 564_700_000_000),
        "609 ÷ (100% + 8,0%) ≈ 564 tỷ đồng",
    ),
    (
        "Huyện đón 3.900 lượt khách, giảm 22% so với năm trước.",
        "base",
        5000,
        (4968, 5033),
        "3.900 ÷ (100% - 22%) ≈ 5.000",
    ),
    # Wholes
    ("Trong số người bị xử lý có 47 cấp ủy viên, chiếm 12,8%.", "whole", 367, (365, 369), "47 ÷ 12,8% ≈ 367"),
    ("Đã có 75 xã, chiếm 77,3% tổng số xã, về đích.", "whole", 97, (96.9, 97.1), "75 ÷ 77,3% ≈ 97"),
]


@pytest.mark.parametrize(("text", "kind", "value", "bounds", "formula"), STATED)
def test_implied(text: str, kind: str, value: float, bounds: tuple[float, float], formula: str) -> None:
    (found,) = implied(text)
    assert (found.kind, found.value, found.formula) == (kind, value, formula)
    assert (found.low, found.high) == pytest.approx(bounds, rel=1e-3)
    assert found.low <= found.value <= found.high
    assert len(found.figures) == 2


def test_what_it_is_called() -> None:
    (found,) = implied("Năm qua huyện kết nạp 103 đảng viên mới, đạt 129% mục tiêu.")
    assert (found.id, found.name, found.unit) == ("i1", "mục tiêu", "đảng viên mới")
    assert found.message == "Mục tiêu khoảng 80 đảng viên mới (79,5 – 80,2)."
    (found,) = implied("Chín tháng, tỉnh kết nạp 215 đảng viên, bằng 58,58% so với cùng kỳ năm trước.")
    assert found.name == "cùng kỳ năm trước"


NOTHING = [
    # Said already
    "Xã kết nạp 20 đảng viên, đạt 100% kế hoạch.",
    # Approximate
    "Huyện kết nạp hơn 100 đảng viên, đạt 129% mục tiêu.",
    "Huyện kết nạp 103 đảng viên, đạt gần 130% mục tiêu.",
    # Too wide to tell anything
    "Có 300 hộ được vay vốn, chiếm 2%.",
    # No count of people fits
    "Đảng bộ xã kết nạp 12 đảng viên, tăng 8% so với năm trước.",
    # Of something else
    "Có 12 xã, chiếm 70% dân số toàn huyện.",
    "Còn 5 chỉ tiêu đạt thấp, giải ngân vốn mới bằng 38% kế hoạch.",
    "Nợ đóng là 9.920 tỷ đồng, chiếm 4,88% tổng số phải thu, tăng 0,61% so với năm 2014.",
    # Of no one time
    "Doanh thu đạt 609 tỷ đồng, tăng trưởng bình quân 8%.",
    "Có 10/10 đảng bộ xã hoàn thành, đạt 103% kế hoạch.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_implied(text: str) -> None:
    assert implied(text) == []


CHECKED = [
    (
        "Mục tiêu năm nay là 80 đảng viên mới. Các chi bộ rất cố gắng. Cả năm kết nạp 103 đảng viên mới, "
        "đạt 129% mục tiêu.",
        "holds",
        "103 ÷ 80 = 128,8% ≈ 129%",
    ),
    (
        "Mục tiêu kết nạp năm nay là 90 đảng viên mới. Các chi bộ rất cố gắng. Cả năm kết nạp 103 đảng viên mới, "
        "đạt 129% mục tiêu.",
        "contradicts",
        "103 ÷ 90 = 114,4% ≠ 129%",
    ),
    (
        "Năm 2021 huyện kết nạp 120 đảng viên. Năm 2022, số kết nạp là 132 đảng viên, tăng 10% so với năm 2021.",
        "holds",
        "(132 - 120) ÷ 120 = 10,0%",
    ),
]


@pytest.mark.parametrize(("text", "status", "formula"), CHECKED)
def test_what_the_text_states_is_checked_and_not_implied(text: str, status: str, formula: str) -> None:
    report = report_of(text)
    assert report.implied == []
    assert [(check.status, check.formula) for check in report.checks] == [(status, formula)]


def test_what_is_said_twice_is_implied_once() -> None:
    text = "Huyện kết nạp 103 đảng viên, đạt 129% mục tiêu.\n\nĐến nay huyện kết nạp 103 đảng viên, đạt 129% mục tiêu."
    assert [each.id for each in implied(text)] == ["i1"]
