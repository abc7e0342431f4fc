"""Which figure fills which slot: phrases with exactly the indicators they state, and phrases that state none."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from analysed import indicators_of, report_of
from annotation import GOLD, articles
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.analysis.indicators import candidates, indicators
from pacnam_cli.extraction import layout
from pacnam_cli.language import sentences
from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Subject

HEAD = (
    "Lũng Vài tổng kết công tác\n\nNgày 5/1, huyện Lũng Vài đánh giá kết quả công tác năm 2023, bàn việc sắp tới.\n\n"
)


def read(body: str) -> dict[str, float | tuple[float, float]]:
    """The indicators of an article with this body."""
    return indicators_of(HEAD + body)


STATED = [
    # Strength
    (
        "Đảng bộ huyện hiện có 41 tổ chức cơ sở đảng với 3.260 đảng viên.",
        {"party.organisations": 41, "party.members": 3260},
    ),
    ("Toàn huyện có tổng số 3.260 đảng viên, sinh hoạt ở 218 chi bộ.", {"party.members": 3260, "party.cells": 218}),
    ("Trong năm, số mới vào Đảng nâng tổng số đảng viên lên 3.260 người.", {"party.members": 3260}),
    (
        "Đảng bộ huyện có 41 chi, đảng bộ trực thuộc, 218 chi bộ trực thuộc đảng ủy cơ sở.",
        {"party.organisations": 41, "party.cells": 218},
    ),
    ("Cả tỉnh còn 22.900 hộ nghèo (5,5%). Riêng huyện Lũng Vài còn 117 hộ nghèo (3%).", {"economy.poverty_rate": 3}),
    ("Toàn huyện còn 1.200 hộ nghèo, chiếm 5,3%.", {"economy.poverty_rate": 5.3}),
    ("Hộ nghèo của huyện giảm còn 25 hộ, chiếm 17% tổng số hộ.", {"economy.poverty_rate": 17}),
    ("Hộ nghèo của huyện từ 12,4% năm 2015 giảm còn 5,3% năm 2023.", {"economy.poverty_rate": 5.3}),
    (
        "Kinh tế của huyện tăng trưởng hằng năm đạt 10%; thu nhập bình quân đầu người ước tính 10,5 triệu đồng/năm.",
        {"economy.growth": 10, "economy.income_per_head": 10_500_000},
    ),
    # Admission
    (
        "Năm 2023, huyện kết nạp 96 đảng viên, đạt 120% kế hoạch.",
        {"members.admitted": 96, "members.admitted.attainment": 120},
    ),
    ("Các chi bộ đã kết nạp được 96 quần chúng ưu tú vào Đảng.", {"members.admitted": 96}),
    ("Trong năm có 96 quần chúng được kết nạp vào Đảng.", {"members.admitted": 96}),
    ("Huyện phát triển được 96 đảng viên mới.", {"members.admitted": 96}),
    ("Từ đầu năm, 96 người được đứng vào hàng ngũ của Đảng.", {"members.admitted": 96}),
    (
        "Huyện kết nạp 96/90 đảng viên, đạt 106,7% kế hoạch.",
        {"members.admitted": (96, 90), "members.admitted.attainment": 106.7},
    ),
    # Inspection and supervision
    (
        "Ủy ban Kiểm tra Huyện ủy đã kiểm tra 12 tổ chức đảng và 30 đảng viên; giám sát 8 tổ chức đảng, 25 đảng viên.",
        {
            "inspection.organisations": 12,
            "inspection.members": 30,
            "supervision.organisations": 8,
            "supervision.members": 25,
        },
    ),
    (
        "Cấp ủy các cấp tiến hành kiểm tra, giám sát đối với 20 tổ chức đảng, 55 đảng viên.",
        {"inspection.organisations": 20, "inspection.members": 55},
    ),
    (
        "Huyện triển khai 6 cuộc kiểm tra đối với 12 tổ chức đảng và 30 đảng viên.",
        {"inspection.organisations": 12, "inspection.members": 30},
    ),
    ("Trong năm, 30 đảng viên được kiểm tra.", {"inspection.members": 30}),
    ("Giám sát chuyên đề được thực hiện với 25 đảng viên.", {"supervision.members": 25}),
    (
        "Các cấp đã kiểm tra, giám sát 45 lượt tổ chức đảng và 120 lượt đảng viên.",
        {"inspection.organisations": 45, "inspection.members": 120},
    ),
    # Discipline
    (
        "Huyện đã thi hành kỷ luật 1 tổ chức đảng và 14 đảng viên.",
        {"discipline.organisations": 1, "discipline.members": 14},
    ),
    (
        "Có 14 đảng viên bị thi hành kỷ luật, trong đó khiển trách 9, cảnh cáo 3, cách chức 1, khai trừ 1.",
        {
            "discipline.members": 14,
            "discipline.reprimand": 9,
            "discipline.warning": 3,
            "discipline.removal": 1,
            "discipline.expulsion": 1,
        },
    ),
    (
        "Cấp ủy kỷ luật 14 đảng viên (9 đồng chí bị khiển trách, 5 đồng chí bị cảnh cáo).",
        {"discipline.members": 14, "discipline.reprimand": 9, "discipline.warning": 5},
    ),
    (
        "Các cấp xử lý kỷ luật 14 đảng viên bằng các hình thức: khiển trách 9 đồng chí; cảnh cáo 5 đồng chí.",
        {"discipline.members": 14, "discipline.reprimand": 9, "discipline.warning": 5},
    ),
    # Targets
    ("Năm 2023, huyện có 19/22 chỉ tiêu đạt và vượt kế hoạch.", {"targets.met": (19, 22)}),
    ("Huyện hoàn thành 19 chỉ tiêu nghị quyết đề ra.", {"targets.met": 19}),
    ("Trong 22 chỉ tiêu chủ yếu, có 19 chỉ tiêu đạt và vượt.", {"targets.met": 19}),
    ("Huyện đạt và vượt 19/22 chỉ tiêu đề ra.", {"targets.met": (19, 22)}),
    # Documents
    (
        "Ban Thường vụ Huyện ủy ban hành 2 nghị quyết chuyên đề, 5 chương trình hành động và 17 kế hoạch.",
        {"documents.resolutions": 2, "documents.programmes": 5, "documents.plans": 17},
    ),
    # Badges
    ("Huyện ủy trao Huy hiệu Đảng cho 52 đảng viên.", {"badges.awarded": 52}),
    ("Trong dịp này có 52 đảng viên được tặng Huy hiệu Đảng các loại.", {"badges.awarded": 52}),
    # Economy
    ("Tốc độ tăng trưởng kinh tế đạt 8,4%.", {"economy.growth": 8.4}),
    ("Tổng sản phẩm trên địa bàn (GRDP) tăng 8,4% so với năm 2022.", {"economy.growth": 8.4}),
    ("Kinh tế tăng trưởng bình quân hằng năm 8,4%.", {"economy.growth": 8.4}),
    ("Tổng thu ngân sách nhà nước trên địa bàn ước đạt 61,5 tỷ đồng.", {"economy.budget_revenue": 61_500_000_000}),
    ("Thu ngân sách năm 2023 được 61,5 tỷ đồng, bằng 104% dự toán.", {"economy.budget_revenue": 61_500_000_000}),
    ("Tỷ lệ hộ nghèo giảm 3,2%, còn 14,1%.", {"economy.poverty_rate": 14.1}),
    ("Tỷ lệ hộ nghèo từ 17,3% xuống còn 14,1%.", {"economy.poverty_rate": 14.1}),
    ("Thu nhập bình quân đầu người đạt 36 triệu đồng/năm.", {"economy.income_per_head": 36_000_000}),
]


@pytest.mark.parametrize(("body", "stated"), STATED, ids=[body for body, _ in STATED])
def test_what_is_stated(body: str, stated: dict[str, float]) -> None:
    assert read(body) == stated


NOT_STATED = [
    # Another place, or the place above
    "Đảng bộ xã Khuôn Lùng kết nạp 9 đảng viên.",
    "Riêng Đảng bộ xã Khuôn Lùng kiểm tra 3 đảng viên.",
    "Toàn tỉnh có tổng số 54.000 đảng viên.",
    "Tỉnh Cao Lạng có tỷ lệ hộ nghèo 20,5%.",
    # Another time
    "Năm 2022, huyện kết nạp 88 đảng viên.",
    "Năm 2024, huyện phấn đấu kết nạp 100 đảng viên.",
    "Thời gian tới, huyện sẽ kiểm tra 15 tổ chức đảng.",
    "Đến năm 2025, tỷ lệ hộ nghèo còn 5%.",
    "Mỗi năm, huyện kết nạp 90 đảng viên.",
    "Những năm tới, thu ngân sách của huyện hơn 250 tỷ đồng mỗi năm.",
    "Từ một huyện với tỷ lệ hộ nghèo trên 90%, đến nay Lũng Vài đã đổi khác.",
    # Of something else
    "Tốc độ tăng trưởng đàn vật nuôi của huyện đạt 5%, kinh tế hộ phát triển.",
    "Huyện có 300 hộ thoát nghèo, chiếm 5,3% tổng số hộ nghèo.",
    "Huyện có 100 hộ nghèo là người dân tộc thiểu số, chiếm 53% tổng số hộ nghèo.",
    # Changes, parts and plans
    "So với năm trước, số đảng viên bị kỷ luật giảm 4 đồng chí.",
    "Tỷ lệ hộ nghèo giảm 3,2%.",
    "Huyện mở 4 lớp bồi dưỡng cho 160 đảng viên.",
    "Huyện ủy tặng giấy khen cho 8 tổ chức cơ sở đảng và 20 đảng viên.",
    "Có 2.950 đảng viên hoàn thành tốt nhiệm vụ.",
    "Kiểm tra khi có dấu hiệu vi phạm đối với 2 đảng viên.",
    "Ủy ban Kiểm tra xem xét nhiệm vụ kiểm tra, giám sát và thi hành kỷ luật Đảng ở 20 tổ chức đảng.",
    "Qua kiểm tra, phát hiện 5 đảng viên vi phạm.",
    "Xóa tên 3 đảng viên, cho ra khỏi Đảng 2 đảng viên.",
    "Ban Chấp hành Đảng bộ huyện có 39 đồng chí.",
    "Đại hội bầu 39 đồng chí vào Ban Chấp hành.",
    # Others than the committee
    "Đảng ủy các xã ban hành 33 kế hoạch.",
    "Mặt trận Tổ quốc huyện xây dựng 6 chương trình hành động.",
    # Other matters with the same words
    "Nhà trường được giao 240 chỉ tiêu tuyển sinh.",
    "Công an huyện kỷ luật 2 cán bộ, trong đó khiển trách 1 trường hợp.",
    "Ngành công nghiệp tăng trưởng 12%.",
    "Dư nợ tín dụng tăng 9%.",
    "Tỷ lệ hộ cận nghèo còn 8,8%.",
    "Quản lý thị trường kiểm tra 96 vụ, xử phạt 41 vụ.",
    "Chi ngân sách 455 tỷ đồng.",
    "Còn 3 chỉ tiêu chưa đạt.",
]


PRESS = [
    # As newspapers word it: no place named at the head, individual cases, the nation, who is spoken of by the way.
    ("Ủy ban Kiểm tra quyết định cảnh cáo 2 nguyên Phó chủ tịch UBND tỉnh, khai trừ 1 đảng viên là giám đốc sở.", {}),
    ("Năm 1930, khi mới lập, Đảng có 310 đảng viên; đến tháng 8/1945, cả nước có khoảng 5.000 đảng viên.", {}),
    (
        "Qua kiểm tra, các cấp ủy phát hiện 4.300 đảng viên vi phạm, phải thi hành kỷ luật 1.200 người.",
        {"discipline.members": 1200},
    ),
    (
        "Qua kiểm tra phải thi hành kỷ luật 19 tổ chức đảng và 340 đảng viên. Trong năm 2021, cấp ủy các cấp đã "
        "thi hành kỷ luật 22 tổ chức đảng và 1.600 đảng viên.",
        {"discipline.organisations": 22, "discipline.members": 1600},
    ),
    (
        "Tại đây, 25 tổ chức đảng và 1.138 đảng viên bị thi hành kỷ luật từ đầu năm.",
        {"discipline.organisations": 25, "discipline.members": 1138},
    ),
    (
        "Thành phố có 200 đảng viên bị kỷ luật, tăng 15%. Trong số này 12 người bị khai trừ, 45 người cảnh cáo và 143 "
        "người khiển trách.",
        {"discipline.members": 200, "discipline.expulsion": 12, "discipline.warning": 45, "discipline.reprimand": 143},
    ),
    (
        "Đã kỷ luật 29 tổ chức đảng, với hình thức: khiển trách 26, cảnh cáo 3; kỷ luật 1.090 đảng viên, với "
        "hình thức: khiển trách 789 đảng viên, cảnh cáo 207 đảng viên.",
        {
            "discipline.organisations": 29,
            "discipline.members": 1090,
            "discipline.reprimand": 789,
            "discipline.warning": 207,
        },
    ),
    (
        "Cấp tỉnh đã kiểm tra 239 tổ chức đảng; cấp huyện đã kiểm tra 1.472 tổ chức đảng.",
        {},
    ),
    ("Thanh tra Chính phủ đã kiểm tra 120 tổ chức, kiến nghị xử lý 45 cá nhân.", {}),
    ("Đơn vị phân công 593 đảng viên phụ trách gần 3.000 hộ gia đình.", {}),
    ("Toàn tỉnh hiện có 166 tổ chức đảng trong các loại hình doanh nghiệp tư nhân.", {}),
    ("Sông Lam hiện có 66.000 đảng viên.", {"party.members": 66000}),
    ("Dự đại hội có đồng chí Phó Bí thư, lãnh đạo các phòng và 52 đảng viên của Đảng bộ.", {}),
    ("Công đoàn kết nạp 233 đoàn viên, đạt 100% số lao động được vận động.", {}),
    (
        "Đóng góp vào tăng trưởng nền kinh tế ở mức 3,5%. Năm 2016, tốc độ tăng trưởng của nền kinh tế chỉ đạt 6,21%.",
        {"economy.growth": 6.21},
    ),
    ("Đợt này có 34 đảng viên trẻ đi tình nguyện.", {}),
    ("Dự kiến đại hội có 1.590 đại biểu, đại diện cho hơn 5,1 triệu đảng viên.", {"party.members": 5_100_000}),
    (
        "Đảng bộ thành phố có hơn 440.000 đảng viên, chiếm gần 10% số đảng viên cả nước, sinh hoạt tại 2.600 tổ "
        "chức cơ sở đảng.",
        {"party.members": 440000, "party.organisations": 2600},
    ),
    (
        "Theo Chính phủ, GDP năm 2018 tăng 7,08%, thu ngân sách nhà nước đạt 1.422 nghìn tỷ đồng, tỷ lệ hộ "
        "nghèo cả nước còn 5,35%.",
        {"economy.growth": 7.08, "economy.budget_revenue": 1_422_000_000_000_000, "economy.poverty_rate": 5.35},
    ),
    ("Chính phủ chỉ đạo, với mục tiêu tăng trưởng GDP ít nhất 8%, các địa phương phải có chỉ tiêu mới.", {}),
    (
        "Phấn đấu kinh tế phát triển nhanh theo hướng hiện đại.\n\nTheo đó, tốc độ tăng trưởng GDP bình quân 5 "
        "năm khoảng 7%.",
        {},
    ),
    (
        "Quý 1 tăng trưởng GDP là 3,8%, quý 2 là 0,36% và cả năm ước tăng 2,91%.",
        {"economy.growth": 2.91},
    ),
    (
        "Giai đoạn trước, kinh tế thành phố tăng trưởng bình quân 7,4%/năm. Tính chung 6 tháng đầu năm, GRDP "
        "của thành phố tăng 3,39%.",
        {"economy.growth": 3.39},
    ),
]


@pytest.mark.parametrize(("body", "expected"), PRESS)
def test_as_the_press_words_it(body: str, expected: dict[str, float]) -> None:
    assert indicators_of(body) == expected


@pytest.mark.parametrize("body", NOT_STATED)
def test_what_is_not_stated(body: str) -> None:
    assert read(body) == {}


def test_the_text_goes_before_the_headline() -> None:
    head = "Lũng Vài kết nạp hơn 90 đảng viên\n\nNgày 5/1, huyện Lũng Vài đánh giá kết quả công tác năm 2023.\n\n"
    assert indicators_of(head + "Trong năm, toàn huyện kết nạp 96 đảng viên.") == {"members.admitted": 96}


def test_the_first_of_two_statements_counts() -> None:
    body = "Huyện kiểm tra 12 tổ chức đảng. Ở phần cuối, báo cáo ghi đã kiểm tra 10 tổ chức đảng."
    assert read(body)["inspection.organisations"] == 12


def test_a_rounded_figure_gives_way_to_the_exact_one() -> None:
    body = "Huyện kiểm tra hơn 90 đảng viên. Cụ thể, đã kiểm tra 94 đảng viên ở các xã. Kiểm tra 15 đảng viên cấp ủy."
    assert read(body)["inspection.members"] == 94


def test_a_figure_knows_its_indicator() -> None:
    text = HEAD + "Năm 2023, huyện kết nạp 96 đảng viên."
    report = report_of(text)
    (one,) = report.indicators
    (figure,) = [figure for figure in report.figures if figure.indicator]
    assert (figure.id, figure.indicator) == (one.figure, "members.admitted")
    assert one.label == load("labels")["vi"]["indicator"]["members.admitted"]


def test_every_slot_has_a_label_and_known_words() -> None:
    lexicon = load("indicators")
    labels = load("labels")["vi"]["indicator"]
    keys = [slot["key"] for slot in lexicon["indicator"]]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(labels)
    for slot in lexicon["indicator"]:
        assert set(slot.get("cues", [])) <= set(lexicon["cues"]), slot["key"]
        assert slot.get("units", "members") in lexicon["units"], slot["key"]
    cues = [phrase for phrases in lexicon["cues"].values() for phrase in phrases]
    assert len(cues) == len(set(cues)), sorted(phrase for phrase in set(cues) if cues.count(phrase) > 1)


def test_the_lexicon_explains_every_field_of_a_slot() -> None:
    text = files("pacnam_cli.lexicon").joinpath("indicators.toml").read_text(encoding="utf-8")
    explained = set(re.findall(r"(?m)^#   ([a-z]+) {2,}\S|`([a-z]+)`", text.partition("# One slot each.")[2]))
    used = {field for slot in load("indicators")["indicator"] for field in slot}
    assert {name for names in explained for name in names if name} >= used


TEXTS = [article.text for article in articles(GOLD)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 4000), st.integers(0, 600), st.integers(0, 60))
def test_any_piece_of_text_and_any_figure_do(text: str, start: int, length: int, at: int) -> None:
    piece = text[start : start + length]
    folded = Folded(piece)
    blocks = layout.blocks(folded)
    spans = sentences.split(folded, [(block.start, block.end) for block in blocks])
    span = (min(at, len(piece)), min(at + 2, len(piece)))
    figures = [
        Figure(id="f1", kind="count", value=3, unit="đảng viên", text="3", span=span, sentence=0),
        Figure(id="f2", kind="percent", value=3, text="3%", span=span, sentence=len(spans)),
    ]
    found = indicators(candidates(folded, spans, figures, Subject(), blocks))
    assert len({one.key for one in found}) == len(found)
    assert {one.figure for one in found} <= {"f1", "f2"}
