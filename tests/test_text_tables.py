"""Tables drawn in plain text: where their cells stand; and what only looks like a table."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.reading import ReadError, read, read_bytes, read_text

SHARED = Path(__file__).parents[2] / "shared" / "articles"


def drawn(text: str) -> list[list[list[str]]]:
    """The cells of every table in ``text``, row by row; the text is read unchanged."""
    document = read_text(text)
    assert document.text == text
    return [
        [[text[slice(*cell.span)] for cell in row] for _, row in groupby(grid.cells, key=lambda cell: cell.row)]
        for grid in document.grids
    ]


ROWS = [["Xã", "Đảng viên", "Tỷ lệ"], ["Tân An", "214", "51,2%"], ["Tân Lập", "187", ""]]


@pytest.mark.parametrize(
    "table",
    [
        "| Xã | Đảng viên | Tỷ lệ |\n|----|---:|:--|\n| Tân An | 214 | 51,2% |\n| Tân Lập | 187 | |",
        "Xã | Đảng viên | Tỷ lệ\n--- | --- | ---\nTân An | 214 | 51,2%\nTân Lập | 187 |  \n",
        "|Xã|Đảng viên|Tỷ lệ|\n|Tân An|214|51,2%|\n|Tân Lập|187||",
        "Xã\tĐảng viên\tTỷ lệ\nTân An\t214\t51,2%\nTân Lập\t187\t",
        "+---------+-----------+-------+\n| Xã      | Đảng viên | Tỷ lệ |\n+=========+===========+=======+\n"
        "| Tân An  |       214 | 51,2% |\n+---------+-----------+-------+\n| Tân Lập |       187 |       |\n"
        "+---------+-----------+-------+",
        "┌─────────┬───────────┬───────┐\n│ Xã      │ Đảng viên │ Tỷ lệ │\n├─────────┼───────────┼───────┤\n"
        "│ Tân An  │       214 │ 51,2% │\n│ Tân Lập │       187 │       │\n└─────────┴───────────┴───────┘",
        "┃ Xã ┃ Đảng viên ┃ Tỷ lệ ┃\n┃ Tân An ┃ 214 ┃ 51,2% ┃\n┃ Tân Lập ┃ 187 ┃ ┃",
    ],
)
def test_a_table_is_found_in_every_drawing(table: str) -> None:
    assert drawn(table)[0][:2] == ROWS[:2]
    assert [cell for cell in drawn(table)[0][2] if cell] == ["Tân Lập", "187"]
    assert drawn(f"Năm 2023, xã kết nạp 9 đảng viên.\n\n{table}\n\nXã có 5 chi bộ.")[0][:2] == ROWS[:2]
    assert len(drawn(f"{table}\n\nHết bảng.\n\n{table}")) == 2


def test_rows_above_the_first_rule_are_heads() -> None:
    text = " Xã     | Số\n--------+-----\n Tân An | 214\n Cộng   | 214\n(2 dòng)"
    grid = read_text(text).grids[0]
    assert [(c.row, c.column, c.header, text[slice(*c.span)]) for c in grid.cells] == [
        (0, 0, True, "Xã"),
        (0, 1, True, "Số"),
        (1, 0, False, "Tân An"),
        (1, 1, False, "214"),
        (2, 0, False, "Cộng"),
        (2, 1, False, "214"),
    ]
    assert grid.origin == "markdown" and text[slice(*grid.span)] == text.rsplit("\n", 1)[0].lstrip("")
    assert not any(cell.header for cell in read_text("| Tân An | 214 |\n| Tân Lập | 187 |").grids[0].cells)


def test_the_numbered_line_above_is_the_caption() -> None:
    table = "| Tân An | 214 |\n| Tân Lập | 187 |"
    for between in ("\n", "\n\n", "\n+---+---+\n"):
        text = f"Xã có 5 chi bộ.\nBảng 2. Đảng viên các xã{between}{table}"
        caption = read_text(text).grids[0].caption
        assert caption and text[slice(*caption)] == "Bảng 2. Đảng viên các xã"
    assert read_text(f"Xã có 5 chi bộ.\n{table}").grids[0].caption is None
    assert read_text(table).grids[0].caption is None


def test_ragged_rows_of_a_drawn_table() -> None:
    assert drawn("| Xã | Số | % |\n|---|---|---|\n| Tân An | 21 |\n| Cộng |\n| a | b | 3 | 4 |") == [
        [["Xã", "Số", "%"], ["Tân An", "21"], ["Cộng"], ["a", "b", "3", "4"]]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủ | Chính trị | Xã hội",
        "Trang chủ | Chính trị | Xã hội\nTin mới | Video | Ảnh",
        "Thứ ba, 10/3/2020 | 08:00",
        "Thứ ba, 10/3/2020 | 08:00\nThứ tư, 11/3/2020 | 09:15",
        "Chính trị | 10/03/2020\nXây dựng Đảng | 11/03/2020",
        "Tin: An Bình | Ảnh: Lê Nam\nNgày 5 tháng 3 năm 2021 | Đã xem: 1.204",
        "Nơi nhận:\tT/M BAN THƯỜNG VỤ",
        "Nơi nhận:\t\tT/M BAN THƯỜNG VỤ\n- Tỉnh ủy;\t\tBÍ THƯ\n- Lưu VP (02 bản).\t\t2024",
        "HUYỆN ỦY TÂN AN\t\tĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-BC/HU\t\tTân An, ngày 5 tháng 1 năm 2024",
        "\tNăm 2023, xã có 5 chi bộ.\n\tXã kết nạp 9 đảng viên.",
        "\t\tXã có 5 chi bộ.\n\t\tXã kết nạp 9 đảng viên.",
        "| Tân An | 214 |",
        "|---|---|\n|---|---|",
        "| Xã Tân An có 5 chi bộ |\n| Xã Tân Lập có 9 chi bộ |",
        "Xã đạt 5 tiêu chí | kết nạp 9 đảng viên trong năm\nXã đạt 7 tiêu chí | kết nạp 3 đảng viên trong năm",
        "# 1\n-----\nXã có 5 chi bộ.\n=====",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert drawn(text) == []


def test_a_table_of_too_many_cells_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"1\t2\t3\t4\t5\n" * 20_001, "so-lieu.txt")
    assert caught.value.code == "too_large"


@given(
    st.lists(
        st.sampled_from(["|", " | ", "\t", "\n", "\n|", "|\n", "---", "+--+", "│", "─", "Xã", " 5", "7%", " ", ""])
    )
)
def test_cells_stand_in_the_lines_of_their_table(pieces: list[str]) -> None:
    text = "".join(["Xã ", *pieces])
    document = read_text(text)
    end = 0
    for grid in document.grids:
        assert end <= grid.span[0] < grid.span[1] <= len(document.text)
        end = grid.span[1]
        place = grid.span[0]
        for cell in grid.cells:
            assert place <= cell.span[0] <= cell.span[1] <= end
            held = document.text[slice(*cell.span)]
            assert held == held.strip() and "\n" not in held
            place = cell.span[1]
        assert len({cell.row for cell in grid.cells}) > 1 and len({cell.column for cell in grid.cells}) > 1


@pytest.mark.parametrize("folder", ["dev", "real"])
def test_the_articles_have_no_tables_but_their_own(folder: str) -> None:
    """Prose is not taken for tables. The articles from 27 on are kept for measuring."""
    articles = [path for path in sorted((SHARED / folder).glob("*.txt")) if path.stem[:2] < "27"]
    if not articles:
        pytest.skip("the annotated articles are not here")
    assert {path.name: len(read(path).grids) for path in articles if read(path).grids} == {}
