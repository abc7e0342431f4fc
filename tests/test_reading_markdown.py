"""Markdown → its text without marks, its tables, and the metadata at its head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli import analyse
from pacnam_cli.model import Document
from pacnam_cli.reading import ReadError, read_bytes

TABLE = "| Xã | Số |\n|:---|---:|\n| Tân An | **214** |\n| [Tân Lập](x) | |\n"


def document(text: str) -> Document:
    return read_bytes(text.encode(), "bai.md")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Xã Tân An #\n\nNăm 2023,\nxã có 5 chi bộ.", "Xã Tân An\n\nNăm 2023, xã có 5 chi bộ."),
        ("Xã Tân An\n=========\n\nCó 5 chi bộ", "Xã Tân An\n\nCó 5 chi bộ"),
        ("Kết nạp **58** _đảng viên_, đạt [116%](http://a/9) ~~80%~~", "Kết nạp 58 đảng viên, đạt 116% 80%"),
        ('![Lễ trao 9 huy hiệu](a.jpg "5") `12` hộ', "Lễ trao 9 huy hiệu 12 hộ"),
        ("- Một\n- Kiểm tra *5* chi bộ\n  lần đầu\n\nHết", "- Một\n- Kiểm tra 5 chi bộ lần đầu\n\nHết"),
        ("3. Ba\n4. Bốn\n   - Năm\n\n   Sáu", "3. Ba\n4. Bốn\n- Năm\nSáu"),
        ("> Trích 7 hộ\n>\n> Và 8 hộ", "Trích 7 hộ\n\nVà 8 hộ"),
        ("Một  \nHai\\\nBa<br>Bốn <b>5</b>", "Một\nHai\nBa\nBốn 5"),
        ("<div class='a9'>Ghi <i>chú</i> 9<br/>xã</div>\n<!-- 12 -->\n<script>var a = 5</script>", "Ghi chú 9\nxã"),
        ("```text\nmã  5\n```\n\n    mã 6", "mã  5\n\nmã 6"),
        ("A &amp; B &lt;5 \\* \\#", "A & B <5 * #"),
        ("Một\n\n---\n\n***\n\nHai", "Một\n\nHai"),
        ("---\n\n- Kiểm tra 5 chi bộ\n\n---\n", "- Kiểm tra 5 chi bộ"),
        ("Trang chủ | Chính trị | 5 xã", "Trang chủ | Chính trị | 5 xã"),
    ],
)
def test_the_text_without_its_marks(source: str, text: str) -> None:
    assert document(source).text == text
    assert document(source.replace("\n", "\r\n")).text == text


def test_tables_of_bars() -> None:
    read = document(f"Năm 2023:\n\n{TABLE}\n- a\n\n  {TABLE.replace(chr(10), chr(10) + '  ')}")
    assert read.text == "Năm 2023:\n\nXã | Số\nTân An | 214\nTân Lập | \n\n- a\n\nXã | Số\nTân An | 214\nTân Lập | "
    assert [grid.origin for grid in read.grids] == ["markdown"] * 2
    assert [(c.row, c.column, c.header, read.text[slice(*c.span)]) for c in read.grids[0].cells] == [
        (0, 0, True, "Xã"),
        (0, 1, True, "Số"),
        (1, 0, False, "Tân An"),
        (1, 1, False, "214"),
        (2, 0, False, "Tân Lập"),
        (2, 1, False, ""),
    ]


@pytest.mark.parametrize("author", ['"Lê Thị Bình"', "Lê Thị Bình", "[Lê Thị Bình, An]", "\n  - Lê Thị Bình\n  - An"])
def test_the_metadata_at_the_head(author: str) -> None:
    said = f"title: 'Xã Tân An tổng kết công tác năm 2023'\nauthor: {author}\ndate: 2024-01-15T08:00:00\ntags:\n- 5\n"
    front = f"---\n{said}---\n"
    report = analyse(document(f"{front}Năm 2023, xã kết nạp 9 đảng viên.\n\n{TABLE}\nXã có 5 chi bộ.\n"))
    assert (report.title, report.author) == ("Xã Tân An tổng kết công tác năm 2023", "Lê Thị Bình")
    read = document(f"{front}# Xã Tân An tổng kết công tác năm 2023\n\n15/1/2024\n\nXã có 5 chi bộ.\n\nLê Thị Bình")
    assert read.text.split("\n\n") == [
        "Xã Tân An tổng kết công tác năm 2023", "15/1/2024", "Xã có 5 chi bộ.", "Lê Thị Bình",
    ]  # fmt: skip


def test_what_tells_markdown() -> None:
    assert read_bytes(b"**5** x\xc3\xa3", "a.markdown").source.format == "markdown"
    assert read_bytes(b"**5** xa", format="markdown").text == "5 xa"
    assert read_bytes(b"**5** xa", "a.txt").text == "**5** xa"
    assert read_bytes(b"<div align=center>5 xa</div>\n\n**6** xa", "a.md").text == "5 xa\n\n6 xa"
    assert read_bytes(b"<div>5 xa</div>", "a.txt").source.format == "html"
    with pytest.raises(ReadError):
        read_bytes(b"%PDF-1.7", "a.md")


@pytest.mark.parametrize("mark", ["> ", "- ", "[", "*", "` ", "<a ", "![", "| "])
def test_repeated_marks_are_read_or_refused(mark: str) -> None:
    try:
        assert "58" in document(mark * 3000 + "58 hộ").text
    except ReadError as error:
        assert error.code == "too_large"


@given(
    st.lists(
        st.sampled_from(["# ", "- ", "> ", "|", "\n", "|-|-|\n", "**", "[a](b)", "<b>", "`", "5 hộ", "---\n", " "])
    )
)
def test_any_marks_give_text_or_a_read_error(pieces: list[str]) -> None:
    try:
        read = document("".join(pieces))
    except ReadError as error:
        assert error.code in ("empty", "too_large")
    else:
        assert all(
            read.text[slice(*cell.span)].strip() == read.text[slice(*cell.span)]
            for grid in read.grids
            for cell in grid.cells
        )
