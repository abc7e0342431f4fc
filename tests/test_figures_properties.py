"""What holds for the figures of any text: no crash, exact spans, a reading that does not hang on how it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from analysed import report_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacnam_cli.model import Figure
from pacnam_cli.pipeline import analyse

_WORDS = [
    *("đảng viên", "chi bộ", "kết nạp", "đạt", "tăng", "giảm", "chiếm", "so với", "năm 2021", "ngày 3/2", "tỷ đồng"),
    *("triệu đồng", "%", "xã, phường", "nghị quyết", "trong đó", "gồm", "lần lượt là", "hơn", "gần", "từ", "đến", "và"),
    *(
        ",",
        ";",
        ".",
        "(",
        ")",
        ":",
        "/",
        "-",
        "“",
        "”",
        "\n",
        "$",
        "°",
        "²",
        "12",
        "3.456",
        "7,5",
        "47/55",
        "một",
        "năm",
    ),
    *("hai mươi lăm", "ba phần tư", "ha", "km2", "tuổi", "điểm", "Huyện ủy", "Nghị quyết số 03-NQ/HU", "khóa XII"),
    *("quận 6", "số", "trên tổng số", "kế hoạch", "bình quân", "người/năm"),
]

texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=60).map("".join),
)

SENTENCES = [
    "Huyện uỷ Khe Vàng kết nạp 45 đảng viên mới, đạt 112,5% kế hoạch năm.",
    "Toàn xã có 1.234 hộ, trong đó 56 hộ nghèo, chiếm 4,5%.",
    "Thu ngân sách đạt 12,7 tỷ đồng, tăng 8% so với cùng kỳ.",
    "Khiển trách 4, cảnh cáo 2, khai trừ một trường hợp.",
    "Có 18/20 chỉ tiêu hoàn thành; 7 xã, thị trấn hoà nhịp phong trào.",
]


def essence(figure: Figure) -> tuple[object, ...]:
    """What a figure says, apart from where it stands."""
    return (figure.kind, figure.value, figure.total, figure.upper, figure.approx, figure.role, figure.direction)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_is_read_and_spans_give_the_surface(text: str) -> None:
    report = report_of(text)
    last = 0
    for number, figure in enumerate(report.figures, 1):
        start, end = figure.span
        assert figure.id == f"f{number}"
        assert last <= start < end <= len(text)
        assert text[start:end] == figure.text
        assert figure.value == figure.value and abs(figure.value) != float("inf")
        last = end
    for record in (*report.citations, *report.people, *report.highlights, *report.coverage.unread):
        start, end = record.span
        assert 0 <= start <= end <= len(text)
    cover = report.coverage
    assert cover.digits == cover.read + cover.excluded + len(cover.unread)
    assert cover.excluded == sum(cover.kinds.values())


@settings(max_examples=100, deadline=None)
@given(texts)
def test_relations_and_tables_name_figures_that_exist(text: str) -> None:
    report = report_of(text)
    known = {figure.id for figure in report.figures}
    cells = {cell.figure for table in report.tables for row in table.rows for cell in row.cells if cell.figure}
    linked = {figure.relates_to for figure in report.figures if figure.relates_to}
    checked = {name for check in report.checks for name in (*check.parts, *check.figures, check.total) if name}
    assert cells | linked | checked | {one.figure for one in report.indicators} <= known


@pytest.mark.parametrize("text", SENTENCES)
def test_reading_does_not_hang_on_typing(text: str) -> None:
    expected = [essence(figure) for figure in report_of(text).figures]
    assert expected
    variants = {
        "other tone placement": text.replace("uỷ", "ủy").replace("hoà", "hòa"),
        "no-break spaces": text.replace(" ", "\u00a0"),
        "double blanks": text.replace(" ", "  "),
        "zero-width marks": text.replace(" ", " \u200b"),
        "eth for đ": text.replace("Đ", "Ð").replace("đ", "đ"),
    }
    for name, variant in variants.items():
        assert [essence(figure) for figure in report_of(variant).figures] == expected, name


@pytest.mark.parametrize("text", SENTENCES)
def test_decomposed_letters_read_alike_once_read_from_a_file(text: str) -> None:
    from pacnam_cli.reading import read_bytes

    composed = analyse(read_bytes(text.encode(), path="a.txt"))
    decomposed = analyse(read_bytes(unicodedata.normalize("NFD", text).encode(), path="a.txt"))
    assert composed.figures == decomposed.figures


@pytest.mark.parametrize("first", SENTENCES)
@pytest.mark.parametrize("second", SENTENCES)
def test_a_paragraph_before_never_changes_the_next(first: str, second: str) -> None:
    alone = [essence(figure) for figure in report_of(second).figures]
    after = [
        essence(figure) for figure in report_of(f"Ngày hội đoàn kết diễn ra vui vẻ.\n\n{first}\n\n{second}").figures
    ]
    assert after[-len(alone) :] == alone


def test_a_hundred_thousand_open_brackets_and_a_very_long_number() -> None:
    assert report_of("(" * 100_000).figures == []
    report = report_of(f"Kết nạp {'9' * 5_000} đảng viên và 12 đoàn viên.")
    assert report.figures[-1].value == 12
