"""Which figures stand beside each other, which must not, how they change and how they rank."""

from __future__ import annotations

from typing import Any

import pytest
from comparisons import awkward, figure, report

from pacnam_cli import analyse, read_text
from pacnam_cli.analysis.comparison import compare
from pacnam_cli.analysis.comparison_columns import part_of_year
from pacnam_cli.model import Cell, Column, Report, Row, Table
from pacnam_cli.model_comparison import ComparedCell, ComparedRow, Comparison


def only(comparison: Comparison) -> ComparedRow:
    """The one row there is."""
    (row,) = comparison.rows
    return row


def cell(row: ComparedRow, at: int) -> ComparedCell:
    """A cell that is there."""
    found = row.cells[at]
    assert found is not None
    return found


def labels(*reports: Report, **more: Any) -> list[str]:
    return [document.label for document in compare(reports, **more).documents]


def aligned(*texts: str) -> list[list[str | None]]:
    """The figures that are set beside each other besides the indicators, of texts on Khe Lũng in 2021, 2022 ..."""
    reports = []
    for number, text in enumerate(texts):
        year = 2021 + number
        found = analyse(read_text(f"Huyện Khe Lũng năm {year}\n\n{text}\n"))
        found.subject = report("Khe Lũng", year).subject
        reports.append(found)
    rows = compare(reports).rows
    return [[each.text if each else None for each in row.cells] for row in rows if not row.indicator]


@pytest.mark.parametrize(
    "pair",
    [
        ("Diện tích trồng chè đạt 640 ha.", "Huyện có diện tích trồng chè đạt 715 ha."),
        ("Tỷ lệ che phủ rừng đạt 52,3%.", "Tỉ lệ che phủ rừng của huyện đạt 53,1%."),
        ("Sản lượng thóc đạt 900 tấn.", "Sản lượng thóc huyện Khe Lũng đạt 950 tấn."),
        (
            "Thu ngân sách đạt 71 tỷ đồng, bằng 102% dự toán tỉnh giao.",
            "Thu ngân sách nhà nước đạt 80 tỷ đồng, bằng 98% dự toán tỉnh.",
        ),
        (
            "Kết quả xếp loại: 11 tổ chức hoàn thành xuất sắc, 35 tổ chức hoàn thành tốt.",
            "Xếp loại: 12 tổ chức hoàn thành xuất sắc, 30 tổ chức hoàn thành tốt.",
        ),
        ("Diện tích hoà bình xanh đạt 5 ha.", "Diện tích hòa bình xanh đạt 6 ha."),
    ],
)
def test_the_same_thing_said_alike_is_aligned(pair: tuple[str, str]) -> None:
    rows = aligned(*pair)
    assert rows
    assert all(None not in row for row in rows)


@pytest.mark.parametrize(
    "pair",
    [
        ("Trong số này có 92 người là nữ.", "Trong số này có 38 người là trưởng bản."),  # nobody says who
        ("Diện tích trồng chè đạt 640 ha.", "Diện tích trồng chè đạt 640 m2."),
        ("Diện tích trồng chè đạt 640 ha.", "Diện tích trồng cam đạt 715 ha."),
        ("Nợ thuế là 3 tỷ đồng.", "Nợ thuế là 3 triệu USD."),
        ("Hội nghị thu hút 98,6% đảng viên tham gia.", "Có 90% đảng viên hoàn thành tốt nhiệm vụ."),
        ("Kiểm tra khi có dấu hiệu vi phạm đối với 9 đảng viên.", "Tự kiểm tra 30 đảng viên."),
        ("Trao Huy hiệu 70 năm tuổi Đảng.", "Trao Huy hiệu 60 năm tuổi Đảng."),
        ("Thu ngân sách bằng 102% dự toán tỉnh giao.", "Thu ngân sách bằng 105% kế hoạch."),
        ("Diện tích trồng chè đạt 640 ha.", "Năm trước, diện tích trồng chè đạt 640 ha."),
        ("Diện tích trồng chè đạt 640 ha.", "Phấn đấu năm 2030, diện tích trồng chè đạt 900 ha."),
        ("Đảng ủy các xã xây dựng 17 quy chế phối hợp.", "Ban Thường vụ Huyện ủy xây dựng 4 quy chế phối hợp."),
        ("Huyện mở rộng tới 37 cán bộ, công chức.", "Có 3 cán bộ, công chức nộp lại quà tặng."),
        ("Thu thuế năm 2021 là 71 tỷ đồng.", "Thu thuế năm 2021 là 71 tỷ đồng."),  # the second report is of 2022
        # Said twice with different numbers: which of them is meant is not known.
        ("Diện tích trồng chè đạt 640 ha. Diện tích trồng chè đạt 20 ha.", "Diện tích trồng chè đạt 715 ha."),
    ],
)
def test_what_may_be_something_else_is_not_aligned(pair: tuple[str, str]) -> None:
    assert aligned(*pair) == []


def test_columns_of_tables_are_of_their_years() -> None:
    def found(year: int, *heads: str) -> Report:
        figures = [figure(at, 10 * at, "đảng viên") for at in range(1, len(heads) + 1)]
        cells = [Cell(text=each.text, value=each.value, figure=each.id) for each in figures]
        told = report("A", year, *figures)
        told.tables = [
            Table(
                id="t1",
                origin="docx",
                columns=[Column(name=head) for head in heads],
                rows=[Row(label="dự nguồn kết nạp", cells=cells)],
            )
        ]
        return told

    (row,) = compare([found(2022, "Năm 2021", "Năm 2022"), found(2023, "Năm 2022", "Năm 2023")]).rows
    assert [each and each.value for each in row.cells] == [20, 20]
    assert (row.label, row.unit) == ("đảng viên dự nguồn kết nạp", "đảng viên")
    assert compare([found(2022, "Kế hoạch"), found(2023, "Thực hiện")]).rows == []


def test_a_row_that_one_document_has_is_shown_when_asked_for() -> None:
    reports = [
        report("A", 2023, figure(2, 5, "ha", kind="measure", subject="chè"), party__members=figure(1, 10)),
        report("B", 2023, party__cells=figure(1, 3, "chi bộ")),
    ]
    assert compare(reports).rows == []
    rows = compare(reports, every_row=True).rows
    assert [row.key for row in rows] == ["party.members", "party.cells", "d1:f2"]
    assert all(sum(each is None for each in row.cells) == 1 for row in rows)
    assert [row.indicator for row in compare(reports, every_row=True, only_indicators=True).rows] == [True, True]


def test_rows_follow_the_lexicon_and_missing_cells_are_no_zeros() -> None:
    comparison = compare(
        [
            report("A", 2023, economy__growth=figure(1, 5, "%", kind="percent"), party__members=figure(2, 10)),
            report("B", 2023, party__members=figure(1, 0), economy__growth=figure(2, 6, "%", kind="percent")),
            report("C", 2023, party__members=figure(1, 7)),
        ]
    )
    assert [row.key for row in comparison.rows] == ["party.members", "economy.growth"]
    assert comparison.rows[1].cells[2] is None
    assert cell(comparison.rows[0], 1).value == 0
    assert [each.rank.position if each and each.rank else None for each in comparison.rows[1].cells] == [2, 1, None]


def test_a_cell_keeps_its_source() -> None:
    row = only(
        compare(
            [
                report("A", 2023, path="x/a.txt", party__members=figure(7, 10)),
                report("B", 2023, party__members=figure(1, 9)),
            ]
        )
    )
    found = cell(row, 0)
    assert (found.path, found.figure, found.span, found.text) == ("x/a.txt", "f7", (70, 72), "10")


def test_change_from_year_to_year_of_one_place() -> None:
    comparison = compare(
        [report("A", year, party__members=figure(1, n)) for year, n in ((2023, 90), (2021, 80), (2022, 100))]
    )
    row = only(comparison)
    assert [document.year for document in comparison.documents] == [2021, 2022, 2023]
    changes = [each.change for each in row.cells if each]
    assert changes[0] is None
    assert [(each.against, each.absolute, each.percent, each.points) for each in changes if each] == [
        ("d1", 20, 25, None),
        ("d2", -10, -10, None),
    ]
    assert all(each.rank is None for each in row.cells if each)


def test_percentages_and_ratios_change_by_points() -> None:
    reports = [
        report(
            "A",
            year,
            economy__poverty_rate=figure(1, rate, "%", kind="percent"),
            targets__met=figure(2, met, "chỉ tiêu", total=of),
        )
        for year, rate, met, of in ((2022, 22.8, 19, 24), (2023, 18.7, 20, 20))
    ]
    met, poor = compare(reports).rows
    assert (cell(met, 0).share, cell(met, 1).share) == (79.17, 100)
    for row, points in ((met, 20.83), (poor, -4.1)):
        change = cell(row, 1).change
        assert change is not None
        assert (change.points, change.absolute, change.percent) == (points, None, None)


def test_no_change_over_a_gap_from_nothing_and_between_places() -> None:
    row = compare(
        [
            report("A", 2021, party__members=figure(1, 5), party__cells=figure(2, 0, "chi bộ")),
            report("A", 2022, party__cells=figure(2, 3, "chi bộ")),
            report("A", 2023, party__members=figure(1, 9), party__cells=figure(2, 4, "chi bộ")),
        ]
    ).rows
    assert cell(row[0], 2).change is None  # 2022 does not tell: what came before is not the year before
    from_zero = cell(row[1], 1).change
    assert from_zero is not None and (from_zero.absolute, from_zero.percent) == (3, None)
    apart = only(
        compare([report("A", 2022, party__members=figure(1, 5)), report("B", 2023, party__members=figure(1, 9))])
    )
    assert [each and (each.change, each.rank) for each in apart.cells] == [(None, None), (None, None)]


def test_approximations_stay_and_mark_what_is_made_of_them() -> None:
    row = only(
        compare(
            [
                report("A", 2022, party__members=figure(1, 90, approx="over")),
                report("A", 2023, party__members=figure(1, 99)),
                report("B", 2023, party__members=figure(1, 95, approx="about")),
                report("C", 2023, party__members=figure(1, 50, approx="at_least")),
                report("D", 2023, party__members=figure(1, 60, upper=80)),
            ]
        )
    )
    assert cell(row, 0).approx == "over"
    change, rank = cell(row, 1).change, cell(row, 2).rank
    assert change is not None and change.approx
    assert rank is not None and (rank.position, rank.of, rank.approx) == (2, 2, True)
    assert cell(row, 3).rank is None and cell(row, 4).rank is None  # a bound and a range have no place


def test_ties_share_a_rank_and_bars_are_of_the_greatest() -> None:
    row = only(
        compare([report(name, 2023, party__members=figure(1, n)) for name, n in (("A", 40), ("B", 10), ("C", 40))])
    )
    ranks = [each.rank for each in row.cells if each and each.rank]
    assert [(rank.position, rank.of, rank.of_greatest) for rank in ranks] == [(1, 3, 1.0), (3, 3, 0.25), (1, 3, 1.0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((50, "đồng", "money"), (3, "USD", "money")),
        ((50, "đồng/người/năm", "money"), (6, "đồng/người/tháng", "money")),
        ((50, "%", "percent"), (6, "điểm %", "percent")),
        ((50, "chỉ tiêu", "count"), (6, "%", "percent")),
    ],
)
def test_what_is_measured_otherwise_is_shown_but_not_compared(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    reports = [
        report(name, 2023, economy__income_per_head=figure(1, value, unit, kind=kind))
        for name, (value, unit, kind) in (("A", one), ("B", one), ("C", other))
    ]
    row = only(compare(reports))
    assert [each.comparable for each in row.cells if each] == [True, True, False]
    assert [each.rank is not None for each in row.cells if each] == [True, True, False]
    assert row.unit == one[1]


def test_money_by_the_year_and_by_head_are_one_unit() -> None:
    units = ("đồng/người/năm", "đồng/người", "đồng")
    row = only(
        compare(
            [
                report(str(number), 2023, economy__income_per_head=figure(1, 50, unit, kind="money"))
                for number, unit in enumerate(units)
            ]
        )
    )
    assert all(each and each.comparable for each in row.cells)


def test_admissions_told_with_their_plan_are_counted() -> None:
    row = only(
        compare(
            [
                report("A", 2023, members__admitted=figure(1, 58, total=50)),
                report("B", 2023, members__admitted=figure(1, 60)),
            ]
        )
    )
    assert [each and each.rank and each.rank.position for each in row.cells] == [2, 1]
    assert cell(row, 0).share is None


def test_half_a_year_is_not_compared_with_a_whole() -> None:
    comparison = compare(
        [
            report("A", 2022, title="Huyện A tổng kết năm 2022", party__members=figure(1, 5)),
            report("A", 2023, title="Huyện A: 6 tháng đầu năm 2023", party__members=figure(1, 6)),
            report("B", 2023, title="Huyện B năm 2023", party__members=figure(1, 7)),
        ]
    )
    row = only(comparison)
    assert [document.part for document in comparison.documents] == [None, "6 tháng", None]
    assert all(each and each.change is None and each.rank is None for each in row.cells)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Sáu tháng đầu năm 2024 giữ đà", "6 tháng"),
        ("Kết quả 9 tháng năm 2024", "9 tháng"),
        ("Quý I/2024 thu ngân sách", "quý I"),
        ("Quý IV vượt kế hoạch", "quý IV"),
        ("6 tháng cuối năm", "6 tháng cuối"),
        ("Tổng kết năm 2024", ""),
        ("Quý vị đại biểu", ""),
        (None, ""),
    ],
)
def test_parts_of_a_year(text: str | None, part: str) -> None:
    assert part_of_year(text) == part


def test_labels_say_what_tells_the_documents_apart() -> None:
    assert labels(report("A", 2023), report("A", 2021)) == ["2021", "2023"]
    assert labels(report("B", 2023), report("A", 2023)) == ["A", "B"]
    assert labels(report("B", 2023), report("A", 2021)) == ["A 2021", "B 2023"]
    assert labels(report("A", 2023, path="x/1.txt"), report("A", 2023, path="x/2.txt")) == ["1.txt", "2.txt"]
    assert labels(report("A", 2023, path="x/1.txt"), report("A", 2023, path="y/1.txt")) == ["x/1.txt", "y/1.txt"]
    assert labels(report(None, 2023, path="1.txt"), report("A", 2023)) == ["A", "1.txt"]
    assert labels(report("A", None, path="1.txt"), report("B", 2023)) == ["B 2023", "A"]


def test_order_by_year_or_by_district_as_vietnamese_sorts() -> None:
    reports = [report(name, year) for name in ("Đông", "Dương", "Ân") for year in (2023, 2022)]
    assert labels(*reports) == [f"{name} {year}" for year in (2022, 2023) for name in ("Ân", "Dương", "Đông")]
    assert labels(*reports, order="district") == [
        f"{name} {year}" for name in ("Ân", "Dương", "Đông") for year in (2022, 2023)
    ]


def test_districts_are_ranked_with_districts() -> None:
    row = only(
        compare(
            [
                report("A", 2023, level="huyện", party__members=figure(1, 5)),
                report("B", 2023, level="thị xã", party__members=figure(1, 6)),
                report("C", 2023, level="xã", party__members=figure(1, 1)),
                report("D", 2023, level="tỉnh", party__members=figure(1, 900)),
            ]
        )
    )
    assert [each.rank.position if each and each.rank else None for each in row.cells] == [2, 1, None, None]


def test_two_reports_of_one_place_and_year_count_once_if_they_agree() -> None:
    agreeing = [report("A", 2023, party__members=figure(1, 5), path=path) for path in ("1.txt", "2.txt")]
    other = report("B", 2023, party__members=figure(1, 6))
    row = only(compare([*agreeing, other]))
    assert [each.rank and (each.rank.position, each.rank.of) for each in row.cells if each] == [(2, 2), (2, 2), (1, 2)]
    agreeing[1].figures[0].value = 8
    assert all(each.rank is None for each in only(compare([*agreeing, other])).cells if each)


def test_namesakes_of_two_provinces_are_two_places() -> None:
    row = only(
        compare(
            [
                report("A", 2022, province="Lào Cai", party__members=figure(1, 5)),
                report("A", 2023, province="Sơn La", party__members=figure(1, 6)),
            ]
        )
    )
    assert cell(row, 1).change is None


def test_a_name_without_its_level_is_the_place_so_called() -> None:
    row = only(
        compare(
            [
                report("A", 2022, level=None, party__members=figure(1, 5)),
                report("A", 2023, party__members=figure(1, 6)),
            ]
        )
    )
    assert cell(row, 1).change is not None


def test_a_fall_in_growth_is_below_a_rise() -> None:
    row = only(
        compare(
            [
                report("A", 2023, economy__growth=figure(1, 3, "%", kind="percent", role="change", direction="down")),
                report("B", 2023, economy__growth=figure(1, 2, "%", kind="percent", role="change", direction="up")),
            ]
        )
    )
    assert [each.rank and each.rank.position for each in row.cells if each] == [2, 1]


def test_the_awkward_ones() -> None:
    comparison = compare(awkward())
    assert [row.key for row in comparison.rows] == [
        "party.members",
        "targets.met",
        "economy.budget_revenue",
        "measure/value/ha/=sum(a1)_rừng_trồng",
    ]
