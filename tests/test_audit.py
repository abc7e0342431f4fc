"""The audit: what adds up, what does not, and above all what must be left alone."""

from __future__ import annotations

import pytest
from figure_texts import marked
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit import audit
from pacnam_cli.analysis.audit_sums import additions
from pacnam_cli.analysis.series import series
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Check, Figure


def checks(text: str) -> list[Check]:
    folded, sentences, figures = marked(text)
    land = Landscape(folded, figures, sentences)
    wholes = additions(land)
    return audit(land, wholes, series(land, wholes)).checks


def only(text: str) -> Check:
    found = checks(text)
    assert len(found) == 1, [check.formula for check in found]
    return found[0]


HOLDS = [
    (
        "Huyện có [21|xã] xã, gồm [12|xã] xã miền núi, [6|xã] xã ven biển và [3|xã] xã đồng bằng.",
        "12 + 6 + 3 = 21",
    ),
    (
        "Toàn huyện có [21/25|chỉ tiêu] chỉ tiêu đạt, trong đó: kinh tế đạt [9/12|chỉ tiêu] chỉ tiêu; "
        "xã hội đạt [12/13|chỉ tiêu] chỉ tiêu.",
        "9 + 12 = 21; 12 + 13 = 25",
    ),
    (
        "Kỷ luật [18|đảng viên] đảng viên ([11|người] người bị khiển trách, [6|người] người bị cảnh cáo "
        "và [một|] bị khai trừ).",
        "11 + 6 + 1 = 18",
    ),
    (
        "Chỉ tiêu tuyển dụng là [560|chỉ tiêu] chỉ tiêu. Trong đó, [272|chỉ tiêu] chỉ tiêu khối sở và "
        "[288|chỉ tiêu] chỉ tiêu khối huyện.",
        "272 + 288 = 560",
    ),
    (
        "Kỷ luật [29|tổ chức đảng] tổ chức đảng, với hình thức: khiển trách [26|], cảnh cáo [3|].",
        "26 + 3 = 29",
    ),
    (
        "Trong số [11|nhóm] nhóm hàng có [6|nhóm] nhóm tăng giá, [3|nhóm] nhóm giảm giá, [2|nhóm] nhóm giữ giá.",
        "6 + 3 + 2 = 11",
    ),
    (
        "Tỉnh trao tặng huy hiệu cho [524|đảng viên] đảng viên, truy tặng [20|đảng viên] đảng viên.\nTrong đó, có "
        "[2|đảng viên] đảng viên 75 tuổi đảng; [211|đảng viên] đảng viên 60 tuổi đảng; [311|đảng viên] đảng viên khác.",
        "2 + 211 + 311 = 524",
    ),
    ("Tuyển thêm [32|học viên] học viên nữ (miền Bắc: [18|]; miền Nam: [14|]).", "18 + 14 = 32"),
    (
        "Dưới huyện có [54|tổ chức đảng] tổ chức đảng. Chia theo loại hình, khối xã có [18|], lực lượng vũ trang [2|]; "
        "còn lại là [34|] ở các cơ quan.",
        "18 + 2 + 34 = 54",
    ),
    ("Bầu được [993|đại biểu] đại biểu trên tổng số [999|đại biểu] đại biểu (thiếu [6|người] người).", "993 + 6 = 999"),
    (
        "Năm đầu giao [9.293|biên chế] biên chế. Sau đó bổ sung [115|biên chế] biên chế cho [2|quận] quận. "
        "Tổng biên chế nâng lên [9.408|biên chế] biên chế.",
        "9.293 + 115 = 9.408",
    ),
    (
        "Tổng nợ là [9,8 tỷ đồng|đồng], trong đó nợ gốc [7,1 tỷ đồng|đồng], nợ lãi [2,7 tỷ đồng|đồng].",
        "7,1 + 2,7 = 9,8 tỷ đồng",
    ),
    (
        "Có [12|công nhân] công nhân gặp nạn. [7|người] người được cứu ngay. [5|người] người còn lại mắc kẹt.",
        "7 + 5 = 12",
    ),
    ("Có [45|đảng viên] đảng viên tham gia, [20|nam] nam và [25|nữ] nữ.", "20 + 25 = 45"),
    (
        "Tuần trước có [25|thí sinh] thí sinh bị loại. Mọi việc còn đang được xem xét. Báo chí đã nêu. "
        "Nay trường A trả [16|thí sinh] thí sinh, trường B trả [7|thí sinh] thí sinh và trường C trả "
        "[2|thí sinh] thí sinh.",
        "16 + 7 + 2 = 25",
    ),
    ("Thôn A có [120|hộ] hộ, thôn B có [80|hộ] hộ; tổng cộng [200|hộ] hộ.", "120 + 80 = 200"),
    (
        "Quốc phòng đạt [4/5|chỉ tiêu] chỉ tiêu; văn hóa đạt [6/6|chỉ tiêu] chỉ tiêu. Vướng nhất là kinh tế, do mưa, "
        "song cũng đạt [5/9|chỉ tiêu] chỉ tiêu. Gộp cả lại là [15/20|chỉ tiêu] chỉ tiêu.",
        "4 + 6 + 5 = 15; 5 + 6 + 9 = 20",
    ),
]


@pytest.mark.parametrize(("text", "formula"), HOLDS)
def test_sum_that_holds(text: str, formula: str) -> None:
    check = only(text)
    assert (check.kind, check.status, check.formula) == ("sum", "holds", formula)
    assert check.total in check.figures
    assert set(check.parts) < set(check.figures)


def test_a_slip_in_a_full_list_is_a_contradiction() -> None:
    check = only("Huyện có [21|xã] xã, gồm [12|xã] xã miền núi, [6|xã] xã ven biển và [4|xã] xã đồng bằng.")
    assert check.status == "contradicts"
    assert check.formula == "12 + 6 + 4 = 22 ≠ 21"
    assert check.message == "Tổng các phần là 22, bài ghi 21."


def test_men_and_women_are_all() -> None:
    check = only("Có [45|đảng viên] đảng viên tham gia, [20|nam] nam và [24|nữ] nữ.")
    assert (check.status, check.formula) == ("contradicts", "20 + 24 = 44 ≠ 45")


def test_a_slip_in_the_wholes_of_ratios_is_a_contradiction() -> None:
    check = only(
        "Toàn huyện có [21/26|chỉ tiêu] chỉ tiêu đạt: kinh tế đạt [9/12|chỉ tiêu] chỉ tiêu; "
        "xã hội đạt [12/13|chỉ tiêu] chỉ tiêu."
    )
    assert check.status == "contradicts"
    assert check.formula == "9 + 12 = 21; 12 + 13 = 25 ≠ 26"
    assert "21/25" in check.message and "21/26" in check.message


def test_an_approximate_whole_is_no_contradiction() -> None:
    check = only(
        "Thành phố giảm gần [1.300|biên chế] biên chế, gồm [282|biên chế] biên chế công chức, "
        "[668|biên chế] biên chế viên chức và [317|biên chế] biên chế khác."
    )
    assert check.status == "rounding"
    assert "xấp xỉ" in check.message


def test_decimals_leave_room() -> None:
    check = only("Tổng chi [10,0 tỷ đồng|đồng], gồm lương [3,3 tỷ đồng|đồng], mua sắm [6,6 tỷ đồng|đồng].")
    assert check.status == "rounding"
    assert check.computed is not None
    assert (check.computed.low, check.computed.high) == (9_800_000_000, 10_000_000_000)


SILENCE = [
    "Có [12|công nhân] công nhân gặp nạn. [7|người] người được cứu. [4|người] người còn lại mắc kẹt.",
    "Có [9|thí sinh] thí sinh bị loại. Trường A trả [4|thí sinh] thí sinh, trường B trả [3|thí sinh] thí sinh.",
    "Kết nạp [20|đảng viên] đảng viên, trong đó có [9|] nữ, [11|] dưới 30 tuổi.",
    "Kết nạp [20|đảng viên] đảng viên, gồm [9|] nữ, [8|] dân tộc thiểu số.",
    "Huyện có [30|xã] xã, gồm [15|xã] xã miền núi, [11|xã] xã ven biển...",
    "Đảng bộ có [34|chi bộ] chi bộ, [152|chi bộ] chi bộ trực thuộc với [2.712|đảng viên] đảng viên.",
    "Xã có [3|thôn] thôn. Năm qua có [1|vụ] vụ cháy và [2|vụ] vụ trộm.",
    "Huyện kết nạp [103|đảng viên] đảng viên, đạt [129%|%|attainment] mục tiêu.",
    "Kiểm tra [10/10|đảng bộ] đảng bộ xã, đạt [103%|%|attainment] kế hoạch.",
    "Có [15|đảng viên] đảng viên nữ, chiếm [21%|%|share] tổng số đảng viên toàn huyện.",
    "Huyện có [800|đảng viên] đảng viên, trong đó [15|đảng viên] đảng viên trẻ, chiếm [21%|%|share] số đoàn viên.",
    "Thu ngân sách [609 tỷ đồng|đồng], tăng [8%|%|change-up] so với năm trước.",
    "Toán từ [3|điểm] lên [9|điểm] điểm, văn từ [4|điểm] lên [8|điểm] điểm (tổng cộng nâng [10|điểm|change-up] điểm).",
    "Sản lượng từ [100|tấn] tấn lên [150|tấn] tấn (tăng [3%|%|change-up] so với kế hoạch).",
    "Có [30/50|xã] xã (chiếm [70%|%|share] diện tích toàn huyện) đạt chuẩn.",
    "Số hộ giảm từ [300|hộ] hộ xuống [200|hộ] hộ, bình quân giảm [20|hộ|change-down] hộ mỗi năm.",
    "Nhiệm kỳ này bầu từ [5|người] đến [7|người] người, thêm [4|người|change-up] người so với dự kiến.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_silence(text: str) -> None:
    assert checks(text) == []


RESTS = [
    (
        "Huyện có [30|xã] xã, trong đó [12|xã] xã miền núi, [6|xã] xã ven biển.",
        "30 - 12 - 6 = 12",
        "Các phần nêu ra là 18 trong 30; còn 12 không được nêu.",
    ),
    (
        "Huyện có [30|xã] xã, trong đó có [28|xã] xã đạt chuẩn.",
        "30 - 28 = 2",
        "Các phần nêu ra là 28 trong 30; còn 2 không được nêu.",
    ),
    (
        "Đoàn có [25|người] người, gồm [5|cán bộ] cán bộ, [18|học viên] học viên.",
        "25 - 5 - 18 = 2",
        "Các phần nêu ra là 23 trong 25; còn 2 không được nêu.",
    ),
    (
        "Tổng chi [2,5 tỷ đồng|đồng], trong đó mua sắm [400 triệu đồng|đồng].",
        "2,5 - 0,4 = 2,1 tỷ đồng",
        "Các phần nêu ra là 0,4 tỷ đồng trong 2,5 tỷ đồng; còn 2,1 tỷ đồng không được nêu.",
    ),
]


@pytest.mark.parametrize(("text", "formula", "message"), RESTS)
def test_what_a_list_leaves(text: str, formula: str, message: str) -> None:
    check = only(text)
    assert (check.kind, check.status, check.formula, check.message) == ("sum", "undetermined", formula, message)


SHARES = [
    ("Có [45/52|tổ chức] tổ chức ([86,5%|%|share]) hoàn thành tốt.", "share", "holds", "45 ÷ 52 = 86,5%"),
    ("Có [45/52|tổ chức] tổ chức ([85,6%|%|share]) hoàn thành tốt.", "share", "contradicts", "45 ÷ 52 = 86,5% ≠ 85,6%"),
    ("Có [82/97|xã] xã (chiếm [84,5%|%|share] tổng số xã) đạt chuẩn.", "share", "holds", "82 ÷ 97 = 84,5%"),
    (
        "Trong số [1.510|đại biểu] đại biểu, có [1.501|người] người có bằng cao cấp ([99,4%|%|share]).",
        "share",
        "holds",
        "1.501 ÷ 1.510 = 99,4%",
    ),
    (
        "Trong số [1.587|đại biểu] đại biểu có [57|đại biểu] đại biểu dưới [40|tuổi] tuổi (chiếm [3,59%|%|share]).",
        "share",
        "holds",
        "57 ÷ 1.587 = 3,59%",
    ),
    (
        "Huyện kết nạp [103|đảng viên] đảng viên, trong đó [45|] nữ, chiếm [43,7%|%|share].",
        "share",
        "holds",
        "45 ÷ 103 = 43,7%",
    ),
    (
        "Huyện kết nạp [103|đảng viên] đảng viên, trong đó [45|] nữ, chiếm [34,7%|%|share].",
        "share",
        "contradicts",
        "45 ÷ 103 = 43,7% ≠ 34,7%",
    ),
    (
        "Kế hoạch giao [80|đảng viên] đảng viên, kết nạp [103|đảng viên] đảng viên, đạt [129%|%|attainment].",
        "attainment",
        "holds",
        "103 ÷ 80 = 128,8% ≈ 129%",
    ),
    (
        "Kế hoạch giao [80|đảng viên] đảng viên, kết nạp [103|đảng viên] đảng viên, đạt [125%|%|attainment].",
        "attainment",
        "contradicts",
        "103 ÷ 80 = 128,8% ≠ 125%",
    ),
    ("Tỷ lệ tăng thêm [2%|%|change-up], tăng từ [8%|%|rate] lên [10%|%|rate].", "change", "holds", "10% - 8% = 2,0%"),
    (
        "Sắp xếp [70|ban] ban thành [41|ban] ban (giảm [41,4%|%|change-down]).",
        "change",
        "holds",
        "(70 - 41) ÷ 70 = 41,4%",
    ),
    (
        "Sắp xếp [70|ban] ban thành [41|ban] ban (giảm [44,1%|%|change-down]).",
        "change",
        "contradicts",
        "(70 - 41) ÷ 70 = 41,4% ≠ 44,1%",
    ),
    (
        "Toàn tỉnh tăng [12|đồng chí|change-up] đồng chí, [6,5%|%|change-up] so với năm 2024 "
        "([184|đồng chí] đồng chí).",
        "change",
        "holds",
        "12 ÷ 184 = 6,5%",
    ),
    (
        "Lãi suất tăng từ [8%|%|rate] lên [10%|%|rate], tăng [25%|%|change-up].",
        "change",
        "holds",
        "(10% - 8%) ÷ 8% = 25,0%",
    ),
    (
        "Năm 2010 có [476|ha] ha, nay còn [449|ha] ha, giảm [27|ha|change-down] ha.",
        "change",
        "holds",
        "476 - 449 = 27",
    ),
]


@pytest.mark.parametrize(("text", "kind", "status", "formula"), SHARES)
def test_percentages_and_changes(text: str, kind: str, status: str, formula: str) -> None:
    found = [check for check in checks(text) if check.kind == kind]
    assert [(check.status, check.formula) for check in found] == [(status, formula)]


def test_amount_and_rate_against_one_base() -> None:
    found = checks(
        "Có [196|đồng chí] đồng chí, tăng [12|đồng chí|change-up] đồng chí, [6,5%|%|change-up] so với năm 2024 "
        "([184|đồng chí] đồng chí)."
    )
    assert [(check.status, check.formula) for check in found] == [
        ("holds", "196 - 184 = 12"),
        ("holds", "(196 - 184) ÷ 184 = 6,5%"),
    ]


def test_of_two_plans_the_one_that_fits_is_meant() -> None:
    text = (
        "Kế hoạch tỉnh giao [{}|hộ] hộ, huyện giao [{}|hộ] hộ, thực hiện [103|hộ] hộ, đạt [129%|%|attainment] kế hoạch."
    )
    assert only(text.format(80, 90)).formula == "103 ÷ 80 = 128,8% ≈ 129%"
    assert checks(text.format(95, 90)) == []


def test_contradiction_names_both_numbers() -> None:
    check = only("Có [45/52|tổ chức] tổ chức ([85,6%|%|share]) hoàn thành tốt.")
    assert check.message == "Tỷ lệ tính ra 86,5%, bài ghi 85,6%."
    assert check.stated == 85.6


def test_a_percentage_cut_off_is_rounding() -> None:
    assert only("Có [55/72|đảng viên] đảng viên ([76,3%|%|share]) đạt.").status == "rounding"


@pytest.mark.parametrize(
    ("value", "decimals", "scale", "kind", "low", "high"),
    [
        (12, 0, 1, "count", 12, 12),
        (86.5, 1, 1, "percent", 86.45, 86.55),
        (1_200_000_000, 1, 10**9, "money", 1_150_000_000, 1_250_000_000),
        (3000, 0, 1000, "count", 2500, 3500),
        (36.6, 1, 1, "measure", 36.55, 36.65),
    ],
)
def test_what_printed_numbers_stand_for(
    value: float, decimals: int, scale: int, kind: str, low: float, high: float
) -> None:
    figure = Figure(id="f1", kind=kind, value=value, decimals=decimals, scale=scale, text="", span=(0, 1), sentence=0)  # type: ignore[arg-type]
    found = numbers.printed(figure)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(("value", "digits", "text"), [(2712, 0, "2.712"), (86.5, 1, "86,5"), (1234.5, 2, "1.234,50")])
def test_numbers_in_vietnamese_style(value: float, digits: int, text: str) -> None:
    assert numbers.show(value, digits) == text


_WORDS = st.sampled_from(
    [
        " chi bộ, ",
        " đảng viên (",
        ") ",
        " trong đó ",
        " gồm ",
        ": ",
        "; ",
        ". ",
        " chiếm ",
        " đạt ",
        " từ ",
        " lên ",
        "\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_figures_are_audited_without_harm(data: st.DataObject) -> None:
    text, figures = "", []
    for number in range(data.draw(st.integers(0, 10))):
        text += data.draw(_WORDS)
        value = data.draw(st.integers(0, 20))
        kind = data.draw(st.sampled_from(["count", "percent", "ratio", "money", "measure"]))
        figures.append(
            Figure(
                id=f"f{number + 1}",
                kind=kind,
                value=value,
                total=data.draw(st.integers(0, 20)) if kind == "ratio" else None,
                decimals=data.draw(st.integers(0, 2)),
                scale=data.draw(st.sampled_from([1, 1000, 10**9])),
                unit=data.draw(st.sampled_from([None, "chi bộ", "đảng viên", "đồng"])),
                role=data.draw(st.sampled_from(["value", "attainment", "share", "change", "rate"])),
                approx=data.draw(st.sampled_from(["exact", "over", "under", "about"])),
                text=str(value),
                span=(len(text), len(text) + len(str(value))),
                sentence=text.count(". ") + text.count("\n"),
            )
        )
        text += str(value)
    known = {figure.id for figure in figures}
    land = Landscape(Folded(text), figures, [(0, len(text))])
    wholes = additions(land)
    found = audit(land, wholes, series(land, wholes)).checks
    assert [check.id for check in found] == [f"c{number}" for number in range(1, len(found) + 1)]
    for check in found:
        assert set(check.figures) <= known
        assert set(check.parts) <= known and (check.total is None or check.total in known)
        assert check.formula and check.message and "{" not in check.message


def test_a_ratio_of_nothing_is_the_whole_of_nothing() -> None:
    parts = "kinh tế đạt [2/3|chỉ tiêu] chỉ tiêu; xã hội đạt [3/4|chỉ tiêu] chỉ tiêu."
    assert not checks(f"Toàn huyện có [5/0|chỉ tiêu] chỉ tiêu đạt, trong đó: {parts}")
