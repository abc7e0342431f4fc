"""PDF → text: paragraphs as they were before they were printed, and what can be wrong with a file."""

from __future__ import annotations

import sys

import pytest
from damage import damaged
from docs.make_samples import article, printed

from pacnam_cli.reading import Limits, ReadError, read_bytes
from pacnam_cli.reading.reflow import Line, paragraphs, without_furniture

PARAGRAPHS = [
    "Báo cáo công tác xây dựng Đảng năm 2023 của huyện Sơn Khê",
    *(
        f"Trong quý {quarter}, toàn huyện kết nạp {10 * quarter} đảng viên, đạt {90 + quarter}% kế hoạch; các chi bộ "
        "duy trì sinh hoạt định kỳ, sinh hoạt chuyên đề và nâng cao chất lượng phê bình, tự phê bình. Huyện ủy tập "
        f"trung lãnh đạo phát triển nông - lâm nghiệp, diện tích gieo trồng {quarter}.250 ha."
        for quarter in range(1, 9)
    ),
    "Những nhiệm vụ trọng tâm",
    "- Kiểm tra 12 tổ chức đảng và 48 đảng viên;",
    "- Giám sát 9 chi bộ.",
]


@pytest.mark.parametrize("size", [10, 11, 13, 16])
def test_paragraphs_are_put_together_again(size: float) -> None:
    document = read_bytes(printed(PARAGRAPHS, "Huyện ủy Sơn Khê - Báo cáo 2023", size=size), "bao-cao.pdf")
    assert document.source.format == "pdf"
    assert document.text.split("\n\n") == PARAGRAPHS


def test_the_sample_has_every_paragraph() -> None:
    text = read_bytes(printed(article(), "Bản tin xã Tân Lâm - số 27"), "bai.pdf").text
    assert text.replace("\n\n", "\n") == "\n".join(article()).replace("\n\n", "\n")


def line(text: str, base: float, *, page: int = 0, left: float = 50, right: float = 350, size: float = 10) -> Line:
    """A line on a page of 400 by 600 points."""
    return Line(text, page, left, right, base, size, 400, 600)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("nông nghiệp phát", "triển đạt 58 ha", "nông nghiệp phát triển đạt 58 ha"),
        ("phần mềm inter-", "net tốc độ cao", "phần mềm internet tốc độ cao"),
        ("phần mềm inter\u00ad", "net tốc độ cao", "phần mềm internet tốc độ cao"),
        ("kinh tế - chính trị-", "xã hội ổn định", "kinh tế - chính trị-xã hội ổn định"),
        ("phòng dịch Covid-", "19 trên địa bàn", "phòng dịch Covid-19 trên địa bàn"),
        ("phát triển nông -", "lâm nghiệp bền vững", "phát triển nông - lâm nghiệp bền vững"),
        ("giai đoạn 2020\u00ad", "2025 tăng đều", "giai đoạn 2020-2025 tăng đều"),
    ],
)
def test_broken_lines_and_words_are_joined(above: str, below: str, joined: str) -> None:
    assert paragraphs([[line(above, 300), line(below, 288)]]) == [joined]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (line("Kinh tế", 300, right=90), line("Thu ngân sách trên địa bàn đạt khá", 288)),
        (line("đạt kế hoạch năm của toàn huyện.", 300), line("Công tác kiểm tra được chú trọng", 288, left=70)),
        (line("đạt kế hoạch năm của toàn huyện.", 300), line("- Kiểm tra 12 tổ chức đảng", 288)),
        (line("TIÊU ĐỀ LỚN CỦA BÀI VIẾT NÀY", 300, size=16), line("Thu ngân sách trên địa bàn đạt khá", 288)),
        (line("đạt kế hoạch năm.", 60), line("Công tác kiểm tra", 550, page=1)),
    ],
)
def test_new_paragraphs_begin_where_they_are_set_apart(first: Line, second: Line) -> None:
    pages = [[first], [second]] if first.page != second.page else [[first, second]]
    assert paragraphs(pages) == [first.text, second.text]


def test_a_sentence_goes_on_over_the_page() -> None:
    assert paragraphs([[line("toàn huyện kết nạp", 60)], [line("58 đảng viên.", 550, page=1)]]) == [
        "toàn huyện kết nạp 58 đảng viên."
    ]


def test_headers_and_page_numbers_go_figures_stay() -> None:
    pages = [
        [
            line("Bản tin số 5", 580, page=page),
            line(f"Diện tích {page}58 ha", 300, page=page),
            line("412", 280, page=page),
            line(f"Trang {page + 1}/3", 20, page=page),
        ]
        for page in range(3)
    ]
    assert [[each.text for each in page] for page in without_furniture(pages)] == [
        [f"Diện tích {page}58 ha", "412"] for page in range(3)
    ]


def test_lines_that_differ_in_their_figures_are_no_header() -> None:
    pages = [[line(f"Quý {page + 1} kết nạp {page * 7 + 30} đảng viên", 570, page=page)] for page in range(4)]
    assert without_furniture(pages) == pages
    header = [[line(f"Báo cáo 2023 - tờ {page + 2}", 580, page=page)] for page in range(4)]
    assert without_furniture(header) == [[], [], [], []]


def test_what_stands_side_by_side_is_not_joined() -> None:
    left = [line(text, base, right=140) for text, base in (("HUYỆN ỦY SƠN KHÊ", 500), ("Số 12-BC/HU", 488))]
    right = [line(text, base, left=200) for text, base in (("ĐẢNG CỘNG SẢN VIỆT NAM", 494), ("Sơn Khê, 15/3", 482))]
    body = [line("Trong năm, toàn huyện kết nạp được số", 440), line("đảng viên là 58 người.", 428, right=200)]
    found = paragraphs([[*left, *right, *body]])
    assert found[-1] == "Trong năm, toàn huyện kết nạp được số đảng viên là 58 người."
    assert found[:2] == ["HUYỆN ỦY SƠN KHÊ", "Số 12-BC/HU"]
    assert found[2].startswith("ĐẢNG CỘNG SẢN VIỆT NAM")


def test_rows_of_a_table_are_lines() -> None:
    import fpdf

    pages = fpdf.FPDF()
    pages.add_page()
    pages.set_font("Helvetica", size=10)
    with pages.table(first_row_as_headings=False) as table:
        for cells in (("TT", "Xa", "So ho"), ("1", "Tan Lam", "412"), ("2", "Binh Yen", "387")):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    text = read_bytes(bytes(pages.output())).text
    assert text == "TT | Xa | So ho\n1 | Tan Lam | 412\n2 | Binh Yen | 387"


def test_a_scan_needs_ocr() -> None:
    import fpdf
    from PIL import Image

    scan = fpdf.FPDF()
    scan.add_page()
    scan.image(Image.new("L", (200, 280), 200), x=0, y=0, w=200)
    with pytest.raises(ReadError, match="OCR") as caught:
        read_bytes(bytes(scan.output()), "quet.pdf")
    assert caught.value.code == "scanned"


def test_an_empty_pdf_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(printed([], page_numbers=False))
    assert caught.value.code == "empty"


def test_a_password_is_named() -> None:
    with pytest.raises(ReadError, match="mật khẩu") as caught:
        read_bytes(printed(PARAGRAPHS, password="1234"))
    assert caught.value.code == "encrypted"


def test_the_number_of_pages_is_limited() -> None:
    with pytest.raises(ReadError, match="nhiều hơn giới hạn 2") as caught:
        read_bytes(printed(PARAGRAPHS, size=16), limits=Limits(pages=2))
    assert caught.value.code == "too_large"


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"pip install 'pacnam-cli\[pdf\]'") as caught:
        read_bytes(b"%PDF-1.7")
    assert caught.value.code == "missing_extra"


def test_broken_files_give_text_or_a_read_error() -> None:
    for data in damaged(printed(PARAGRAPHS)):
        try:
            read_bytes(data, "bao-cao.pdf")
        except ReadError as error:
            assert error.message


def test_what_stands_before_the_file_does_not_matter() -> None:
    assert read_bytes(b"HTTP/1.1 200 OK\n" + printed(PARAGRAPHS)).source.format == "pdf"
