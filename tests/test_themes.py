"""Under which theme a figure is shown."""

from __future__ import annotations

from typing import get_args

import pytest
from analysed import report_of
from annotation import GOLD, articles
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.analysis.themes import themes
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.lexicon import load
from pacnam_cli.model import Document, Figure, Report, ThemeKey
from pacnam_cli.pipeline import analyse


def read(body: str) -> Report:
    text = f"Lũng Vài một năm nhìn lại\n\nNgày 5/1, huyện Lũng Vài họp tổng kết năm 2023.\n\n{body}"
    return report_of(text)


PHRASES = [
    ("Đảng bộ huyện có 41 chi, đảng bộ trực thuộc.", ["organisation"]),
    ("Có 33/41 chi bộ được xếp loại trong sạch vững mạnh.", ["organisation"]),
    ("Huyện kết nạp 96 đảng viên mới, đạt 120% kế hoạch.", ["membership", "membership"]),
    ("Các đồng chí nhận Huy hiệu 60 năm tuổi Đảng.", ["membership"]),
    ("Huyện mở 12 hội nghị quán triệt, tuyên truyền nghị quyết.", ["ideology"]),
    ("Ban Thường vụ ban hành 5 chương trình hành động và 17 kế hoạch.", ["documents", "documents"]),
    ("Cử 24 cán bộ đi đào tạo, bổ nhiệm 6 trường hợp.", ["cadres", "cadres"]),
    ("Kiểm tra 12 tổ chức đảng, giám sát 25 đảng viên.", ["inspection", "inspection"]),
    ("Cấp ủy kỷ luật 14 đảng viên, khiển trách 9, cảnh cáo 5.", ["inspection"] * 3),
    ("Toàn huyện đăng ký 64 mô hình dân vận khéo.", ["mass_mobilisation"]),
    ("Huyện có 19/22 chỉ tiêu đạt và vượt.", ["targets"]),
    ("Thu ngân sách đạt 61,5 tỷ đồng, bằng 104% dự toán.", ["economy", "economy"]),
    ("Gieo trồng 1.240 ha lúa, năng suất 52 tạ/ha.", ["economy", "economy"]),
    ("Tỷ lệ hộ nghèo còn 14,1%.", ["society"]),
    ("Huyện xóa 126 nhà tạm, góp 3.450 ngày công.", ["society", "society"]),
    ("Trường có 430 học sinh và 28 giáo viên.", ["society", "society"]),
    ("Công an khởi tố 3 vụ án, bắt giữ 7 đối tượng.", ["security", "security"]),
    ("Ban Thường vụ Huyện ủy tặng giấy khen cho 12 tập thể.", ["other"]),
    ("Sợi dây dài 7 m.", ["other"]),
]


def test_a_heading_with_a_theme_weighs_more_than_the_headline() -> None:
    text = "Huyện Lũng Vài giữ nghiêm kỷ luật, khiển trách và cảnh cáo kịp thời\n\nNgày 5/1, huyện họp.\n\n"
    body = "Phát triển kinh tế\n\nToàn huyện có 15 mô hình mới được nhân rộng ra các thôn.\n"
    report = analyse(Document(text=text + body, source=read("Có 5 xã.").source))
    assert [figure.theme for figure in report.figures] != ["inspection"]


@pytest.mark.parametrize(("body", "expected"), PHRASES, ids=[body for body, _ in PHRASES])
def test_the_theme_of_figures(body: str, expected: list[str]) -> None:
    assert [figure.theme for figure in read(body).figures] == expected


@pytest.mark.parametrize(
    ("body", "not_this"),
    [
        ("Có 7 trường hợp nghỉ công tác.", "society"),  # trường
        ("Có 7 đồng chí nghỉ công tác.", "economy"),  # đồng
        ("Có 5 chiếc điện thoại.", "economy"),  # điện
        ("Thị xã có 5 phường.", "economy"),
    ],
)
def test_words_inside_other_words_do_not_count(body: str, not_this: str) -> None:
    assert not_this not in [figure.theme for figure in read(body).figures]


def test_a_heading_speaks_for_what_stands_below() -> None:
    body = "CÔNG TÁC KIỂM TRA, GIÁM SÁT\n\nTrong năm đã làm việc với 12 đơn vị.\n\nBáo cáo được thông qua."
    assert [figure.theme for figure in read(body).figures] == ["inspection"]


def test_themes_come_in_the_order_of_the_contract_with_their_figures() -> None:
    report = read("Thu ngân sách đạt 61,5 tỷ đồng. Huyện kết nạp 96 đảng viên mới. Đảng bộ có 41 chi bộ.")
    assert [(theme.key, theme.label) for theme in report.themes] == [
        ("organisation", "Tổ chức đảng"),
        ("membership", "Đảng viên"),
        ("economy", "Kinh tế"),
    ]
    assert sorted(each for theme in report.themes for each in theme.figures) == sorted(one.id for one in report.figures)


def test_no_figures_no_themes() -> None:
    assert themes([], Folded("Không có số nào."), [(0, 16)]) == []


def test_the_lexicon_is_sound() -> None:
    lexicon = load("themes")
    assert set(lexicon["words"]) <= set(get_args(ThemeKey))
    assert set(lexicon["indicators"]) == {slot["key"] for slot in load("indicators")["indicator"]}
    for theme, weights in lexicon["words"].items():
        words = [word for listed in weights.values() for word in listed]
        assert len(words) == len(set(words)), theme
        assert all(fold_word(word) == word for word in words), theme


TEXTS = [article.text for article in articles(GOLD)]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 3000), st.integers(0, 400))
def test_every_figure_of_any_piece_of_text_has_one_theme(text: str, start: int, length: int) -> None:
    report = read(text[start : start + length])
    shown = [each for theme in report.themes for each in theme.figures]
    assert sorted(shown) == sorted(figure.id for figure in report.figures)
    by_id: dict[str, Figure] = {figure.id: figure for figure in report.figures}
    assert all(by_id[each].theme == theme.key for theme in report.themes for each in theme.figures)


def test_weights_are_whole() -> None:
    assert all(float(weight).is_integer() for weights in load("themes")["words"].values() for weight in weights)
