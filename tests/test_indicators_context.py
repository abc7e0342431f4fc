"""Whose figure and of what time it is: brackets, goals, comparisons, examples of communes, words that only pass by."""

from __future__ import annotations

import pytest
from analysed import indicators_of

TITLED = (
    "Lũng Vài một năm nhìn lại\n\nNgày 5/1, huyện Lũng Vài đánh giá kết quả công tác năm 2023, bàn việc sắp tới.\n\n"
)
CONGRESS = (
    "Đại hội Đảng bộ huyện Lũng Vài, nhiệm kỳ 2020 - 2025\n\nNgày 5/8/2020, Đảng bộ huyện Lũng Vài tổ chức đại hội.\n\n"
)

STATED = [
    # What is in brackets holds only there
    (
        "Huyện kiểm tra 31 lượt tổ chức đảng (bằng 124% so với nhiệm kỳ trước) và 64 đảng viên.",
        {"inspection.organisations": 31, "inspection.members": 64},
    ),
    (
        "Cấp ủy thi hành kỷ luật 12 đảng viên (khiển trách 9, cảnh cáo 3) và 2 tổ chức đảng.",
        {
            "discipline.members": 12,
            "discipline.reprimand": 9,
            "discipline.warning": 3,
            "discipline.organisations": 2,
        },
    ),
    # What is counted was named before
    (
        "Số đảng viên bị thi hành kỷ luật là 7 đảng viên, với hình thức khiển trách: 4, cảnh cáo: 3.",
        {"discipline.members": 7, "discipline.reprimand": 4, "discipline.warning": 3},
    ),
    ("Đợt kết nạp mới đưa tổng số đảng viên của huyện lên gần 4 ngàn.", {"party.members": 4000}),
    ("Nhờ vậy quân số chung lên đến 3.260 đảng viên.", {"party.members": 3260}),
    ("Số đảng viên nay là 3.260; chi bộ trực thuộc tăng thành 218.", {"party.members": 3260, "party.cells": 218}),
    (
        "Ủy ban Kiểm tra báo cáo. Hình thức kỷ luật: khiển trách 9 đồng chí; cảnh cáo 2 đồng chí.",
        {"discipline.reprimand": 9, "discipline.warning": 2},
    ),
    ("Các cấp đã xử lý kỷ luật theo thẩm quyền 14 trường hợp đảng viên.", {"discipline.members": 14}),
    # Cells under the organisations are no part of them
    (
        "Toàn huyện có 41 tổ chức cơ sở đảng (trong đó 15 đảng bộ với 218 chi bộ trực thuộc).",
        {"party.organisations": 41, "party.cells": 218},
    ),
    # A plan that is only compared with
    ("Tổng thu ngân sách vượt dự toán, đạt trên 61 tỷ đồng.", {"economy.budget_revenue": 61_000_000_000}),
    ("Thu ngân sách đạt 104% dự toán, được 61 tỷ đồng.", {"economy.budget_revenue": 61_000_000_000}),
    ("Huyện đã phấn đấu có 19 chỉ tiêu đạt và vượt.", {"targets.met": 19}),
    ("Số vi phạm giảm so với nhiệm kỳ trước; các cấp kỷ luật 6 đảng viên.", {"discipline.members": 6}),
    # Another year is only compared with
    (
        "Huyện có thêm 96 đảng viên mới, tăng 3% so với tổng số cuối năm 2022, nâng tổng số đảng viên lên 3.260 người.",
        {"members.admitted": 96, "party.members": 3260},
    ),
    ("Tổng giá trị sản xuất (giá so sánh năm 2010) tăng 8,4%.", {"economy.growth": 8.4}),
    ("Từ năm 2021 đến nay, huyện đã kỷ luật 22 đảng viên.", {"discipline.members": 22}),
    # The share of the plan beside what was reached
    (
        "Huyện mới đi được 45,5% kế hoạch với 40 đảng viên mới.",
        {"members.admitted": 40, "members.admitted.attainment": 45.5},
    ),
    # After an example, of the district again
    (
        "Đảng bộ xã Khuôn Lùng kết nạp 9 đảng viên. Toàn huyện kết nạp 96 đảng viên.",
        {"members.admitted": 96},
    ),
    # Words that reach only what follows at once, or past a comma
    (
        "Huyện ủy chăm lo các tổ chức cơ sở đảng; phát triển 96 đảng viên, đạt hơn 120% kế hoạch.",
        {"members.admitted": 96, "members.admitted.attainment": 120},
    ),
    ("Đến nay có 24/25 chỉ tiêu, nhiệm vụ đạt và vượt kế hoạch.", {"targets.met": (24, 25)}),
    (
        "Riêng Ủy ban Kiểm tra các cấp giám sát chuyên đề 44 tổ chức đảng.",
        {"supervision.organisations": 44},
    ),
    (
        "Huyện có 44 đảng viên được tặng Huy hiệu Đảng. Trong đó, 30 năm tuổi Đảng có 24 đảng viên.",
        {"badges.awarded": 44},
    ),
    ("Bình quân mỗi người dân có thu nhập 36 triệu đồng.", {"economy.income_per_head": 36_000_000}),
]

NOT_STATED = [
    # Goals
    "Huyện không đạt mục tiêu kết nạp 120 đảng viên.",
    "Dự toán thu ngân sách là 70 tỷ đồng.",
    "Đại hội biểu quyết thông qua 16 chỉ tiêu. Cụ thể, thu nhập bình quân đầu người đạt 60 triệu đồng.",
    "Huyện phấn đấu về đích sớm. Tốc độ tăng trưởng kinh tế đạt 12%. Thu ngân sách 90 tỷ đồng.",
    # What was only asked for, or only begun
    "Đoàn đề nghị chi bộ cảnh cáo 1 đảng viên, đề nghị khai trừ 1 đảng viên.",
    "Huyện ủy quyết định thành lập 16 chi bộ ở các phòng, ban.",
    "Trung tâm mở lớp nhận thức về Đảng cho 144 quần chúng.",
    "Trung tâm bồi dưỡng lý luận chính trị cho 90 đảng viên mới.",
    "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát đối với 28 tổ chức đảng.",
    "Hội nghị bàn việc phát triển mạng lưới ở các xã, có 30 đảng viên dự.",
    # Sectors
    "Giá trị sản xuất nông - lâm - thủy sản đạt 316 tỷ đồng, tăng 7,8%.",
    "Giá trị sản xuất CN-TTCN đạt 145 tỷ đồng, giảm 5% so với cùng kỳ.",
    # Other places: named without their kind, told on, several at once
    "Xã dẫn đầu là Khuôn Lùng đạt 24/28 chỉ tiêu, Nà Hẩu đạt 19/29 chỉ tiêu.",
    "Đảng bộ xã Khuôn Lùng là điểm sáng. Trong năm, kết nạp 9 đảng viên, thu nhập bình quân đạt 41 triệu đồng.",
    "Nhiều xã có tỷ lệ hộ nghèo trên 50%.",
    # Other times: said behind the figure, and where it came from
    "Tỷ lệ hộ nghèo từ 17,3%.",
    "Các cấp kỷ luật 12 đảng viên năm 2019.",
    "Tỷ lệ hộ nghèo giảm 3 - 4%/năm.",
    # The same words of others: workers, households, firms, the country
    "Thu nhập bình quân của công nhân đạt 96 triệu đồng/năm.",
    "Mô hình trồng chè cho thu nhập bình quân 120 triệu đồng/ha.",
    "Doanh nghiệp này góp thu ngân sách 40 tỷ đồng.",
    "Kinh tế Việt Nam tăng trưởng 6,8%.",
    # Supervised, and no strength of the organisation
    "Ủy ban Kiểm tra xem xét 20 chi bộ trực thuộc và 16 đảng viên.",
]


@pytest.mark.parametrize(("body", "stated"), STATED, ids=[body for body, _ in STATED])
def test_what_is_stated(body: str, stated: dict[str, float]) -> None:
    assert indicators_of(TITLED + body) == stated


@pytest.mark.parametrize("body", NOT_STATED)
def test_what_is_not_stated(body: str) -> None:
    assert indicators_of(TITLED + body) == {}


def test_the_economy_is_that_of_a_place() -> None:
    head = "Thị trường cuối năm\n\nNhiều tín hiệu tích cực trong năm 2023.\n\n"
    assert indicators_of(head + "Tốc độ tăng trưởng kinh tế đạt 6,5%, thu ngân sách 1.200 tỷ đồng.") == {}
    assert indicators_of(head + "Kinh tế của huyện tăng trưởng 6,5%.") == {"economy.growth": 6.5}


def test_a_congress_looks_back_on_the_year_before() -> None:
    body = "Thu nhập bình quân đầu người năm 2019 đạt 39 triệu đồng."
    assert indicators_of(CONGRESS + body) == {"economy.income_per_head": 39_000_000}
    assert indicators_of(TITLED + body) == {}


def test_supervision_goes_on_past_words_behind_what_is_counted() -> None:
    body = "Đảng ủy giám sát 20 chi bộ trực thuộc và 16 đảng viên."
    assert indicators_of(TITLED + body) == {"supervision.organisations": 20, "supervision.members": 16}


@pytest.mark.parametrize("between", [0, 3000])
def test_a_paragraph_goes_on_with_another_place_however_long_it_is(between: int) -> None:
    silent = "Bà con rất phấn khởi. " * between
    body = f"Tại xã Nà Hẩu, mọi việc đều thuận lợi. {silent}Thu nhập bình quân đầu người đạt 41 triệu đồng."
    assert indicators_of(TITLED + body) == {}
    assert indicators_of(TITLED + body.replace("xã Nà Hẩu", "đây")) == {"economy.income_per_head": 41_000_000}
