"""Tables of web pages: every cell in its place, whatever rows and columns it fills; and what is no table."""

from __future__ import annotations

import pytest
from grids import headed_cells
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.model import Document
from pacnam_cli.reading import ReadError, read_bytes

Cell = tuple[int, int, int, int, bool, str]


def plain(*rows: str, first: int = 0) -> list[Cell]:
    """Cells that fill one place each, from rows such as "Xã A | 5"; blank ones are left out."""
    return [
        (at, column, 1, 1, False, text)
        for at, row in enumerate(rows, first)
        for column, text in enumerate(row.split(" | "))
        if text != "-"
    ]


def table(inner: str) -> Document:
    return read_bytes(f"<p>Kết quả như sau:</p><table>{inner}</table>".encode(), "bang.html")


def test_a_head_of_two_rows_and_a_total_over_two_columns() -> None:
    document = table(
        "<thead><tr><th rowspan=2>TT<th rowspan=2>Xã<th colspan=2>Đảng viên<tr><td>Có mặt<td>Kết nạp</thead>"
        "<tr><td>1<td>Tân An<td>214<td>9<tr><td>2<td>Tân Lập<td>187<td>6<tr><td colspan=2>Cộng<td>401<td>15"
    )
    assert headed_cells(document, document.grids[0]) == [
        (0, 0, 2, 1, True, "TT"),
        (0, 1, 2, 1, True, "Xã"),
        (0, 2, 1, 2, True, "Đảng viên"),
        (1, 2, 1, 1, True, "Có mặt"),
        (1, 3, 1, 1, True, "Kết nạp"),
        *plain("1 | Tân An | 214 | 9", "2 | Tân Lập | 187 | 6", first=2),
        (4, 0, 1, 2, False, "Cộng"),
        (4, 2, 1, 1, False, "401"),
        (4, 3, 1, 1, False, "15"),
    ]
    assert document.grids[0].origin == "html"


def test_percent_columns_and_heads_of_rows() -> None:
    document = table(
        "<caption>Biểu 2:\n Thu <b>ngân sách</b></caption><tr><td>Xã<td>Triệu đồng<td>%"
        "<tr><th scope=row>Tân An<td>1.250,5<td>112,4%<tr><th>Tân Lập<td>980<td>98 %"
    )
    assert document.text.endswith(
        "Biểu 2: Thu ngân sách\nXã | Triệu đồng | %\nTân An | 1.250,5 | 112,4%\nTân Lập | 980 | 98 %"
    )
    caption = document.grids[0].caption
    assert caption and document.text[slice(*caption)] == "Biểu 2: Thu ngân sách"
    assert headed_cells(document, document.grids[0])[3:] == [
        (1, 0, 1, 1, True, "Tân An"),
        (1, 1, 1, 1, False, "1.250,5"),
        (1, 2, 1, 1, False, "112,4%"),
        (2, 0, 1, 1, True, "Tân Lập"),
        (2, 1, 1, 1, False, "980"),
        (2, 2, 1, 1, False, "98 %"),
    ]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        # to the end of the section, and no further
        (
            "<tbody><tr><td rowspan=0>A<td>1<tr><td>2</tbody><tbody><tr><td>B<td>3</tbody>",
            [(0, 0, 2, 1, False, "A"), (0, 1, 1, 1, False, "1"), (1, 1, 1, 1, False, "2"), *plain("B | 3", first=2)],
        ),
        (
            "<tr><td rowspan=65535>A<td>1<tr><td>2",
            [(0, 0, 2, 1, False, "A"), (0, 1, 1, 1, False, "1"), (1, 1, 1, 1, False, "2")],
        ),
        (
            "<tr><td colspan=65535>Kết quả<tr><td>A<td>1<tr><td>B<td>2",
            [(0, 0, 1, 2, False, "Kết quả"), *plain("A | 1", "B | 2", first=1)],
        ),
        # a head over ten columns of a table that has two
        (
            "<tr><th>Xã<th colspan=10>Số chi bộ<tr><td>A<td>1",
            [(0, 0, 1, 1, True, "Xã"), (0, 1, 1, 1, True, "Số chi bộ"), *plain("A | 1", first=1)],
        ),
        ("<tr><td colspan=0>A<td rowspan=-1>1<tr><td colspan=x>B<td rowspan='²'>2", plain("A | 1", "B | 2")),
        # what is filled from above is gone round, and no cell reaches over it
        (
            "<tr><td>A<td rowspan=2>1<td>2<tr><td colspan=2>B<td>3",
            [
                *plain("A")[:1],
                (0, 1, 2, 1, False, "1"),
                (0, 2, 1, 1, False, "2"),
                (1, 0, 1, 1, False, "B"),
                (1, 2, 1, 1, False, "3"),
            ],
        ),
        # ragged rows, an empty row, cells and rows that are not closed, cells outside of rows
        ("<tr><td>A<td>1<tr></tr><tr><td>B<tr><td>C<td>2<td>3", plain("A | 1", "- | -", "B", "C | 2 | 3")),
        ("<td>A</td><td>1</td><tr><td>B<td>2", plain("A | 1", "B | 2")),
        ("<form><tr><td>A<td>1</tr></form><tr><td>B<td>2", plain("A | 1", "B | 2")),
        ("<tr><td>A<td><p>1</p><p>2<br>3</p><ul><li>4</ul><tr><td>B<td>5", plain("A | 1 2 3 4", "B | 5")),
        ("<tr><td>A<td>1|2<tr><td>B<td>", plain("A | 1/2", "B | ")),
    ],
)
def test_the_places_of_cells(inner: str, expected: list[Cell]) -> None:
    document = table(inner)
    assert headed_cells(document, document.grids[0]) == expected


def test_a_table_in_a_cell_follows_its_table() -> None:
    document = table(
        "<tr><td>Xã<td>Chi bộ<td>Chi tiết<tr><td>A<td>5<td>xem <table><tr><td>nam<td>3<tr><td>nữ<td>2</table> dưới"
        "<tr><td>B<td>7<td>không"
    )
    assert document.text.split("\n\n") == [
        "Kết quả như sau:",
        "Xã | Chi bộ | Chi tiết\nA | 5 | xem dưới\nB | 7 | không",
        "nam | 3\nnữ | 2",
    ]
    assert headed_cells(document, document.grids[1]) == plain("nam | 3", "nữ | 2")


def test_a_table_that_lays_out_the_page_comes_apart_around_those_of_figures() -> None:
    long = "Ủy ban kiểm tra các cấp kiểm tra 12 tổ chức đảng. " * 9
    inner = "<table><tr><td>Xã<td>Số<tr><td>A<td>5</table>"
    for page in (
        f"<table><tr><td>Mục lục<td><p>Trước</p>{inner}<p>Sau</p></table>",
        f"<table role=presentation><tr><td>Mục lục<td>Trước<tr><td>{inner}<td>Sau</table>",
        f"<table><tr><td>Mục lục<td>Trước {inner}<tr><td>Sau<td>{long}</table>",
    ):
        document = read_bytes(page.encode(), "a.html")
        assert [document.text[slice(*grid.span)] for grid in document.grids] == ["Xã | Số\nA | 5"]
        places = [document.text.index(each) for each in ("Mục lục", "Trước", "Xã | Số", "Sau")]
        assert places == sorted(places)


@pytest.mark.parametrize(
    "inner",
    [
        "<tr><td>HUYỆN ỦY TÂN AN<td>ĐẢNG CỘNG SẢN VIỆT NAM<tr><td>Số 12-BC/HU<td>Tân An, ngày 5 tháng 1 năm 2024",
        "<tr><td>Nơi nhận<td>T/M BAN THƯỜNG VỤ<tr><td>- Tỉnh ủy<td>BÍ THƯ",
        "<tr><td><img src=a.jpg><tr><td>Lễ trao huy hiệu cho 12 đảng viên",
        "<tr><td>Chi bộ<td>12<td>5",
        "<tr><td><a href=/1>Trang chủ</a><td><a href=/2>12 xã</a><tr><td><a href=/3>Tin</a><td><a href=/4>36 phố</a>",
    ],
)
def test_what_is_no_table_of_figures(inner: str) -> None:
    assert table(inner).grids == []


def test_a_figure_gives_its_table_a_caption() -> None:
    inner = "<table><tr><td>Xã<td>Số<tr><td>A<td>5</table>"
    document = read_bytes(
        f"<figure>{inner}<figcaption>Chi bộ các xã</figcaption></figure><p>Hết</p>".encode(), "a.html"
    )
    assert document.text == "Chi bộ các xã\nXã | Số\nA | 5\n\nHết"
    document = read_bytes(f"<figure>{inner}{inner}<figcaption>Hai bảng</figcaption></figure>".encode(), "a.html")
    assert [grid.caption for grid in document.grids] == [None, None] and document.text.endswith("Hai bảng")


@pytest.mark.parametrize(
    "inner",
    [
        "<tr>" + "<td>1" * 400 + "</tr>" + "<tr><td>2" * 300,
        "<tr>" + "<td rowspan=65534>1" * 1000 + "<tr><td>2" * 1000,
        ("<tr>" + "<td colspan=100 rowspan=0>1" * 50) * 50,
    ],
)
def test_absurd_tables_are_read_or_refused(inner: str) -> None:
    try:
        document = table(inner)
    except ReadError as error:
        assert error.code == "too_large"
        assert "100" in error.message and "cells" in error.in_language("en")
    else:
        assert document.grids


def test_too_many_cells_in_all_tables_together() -> None:
    one = "<table><tr>" + "<td rowspan=260>1" * 100 + "<tr>" * 259 + "<tr><td>2</table>"
    with pytest.raises(ReadError) as caught:
        read_bytes((one * 4).encode(), "a.html")
    assert caught.value.code == "too_large"


def test_nested_tables_are_bounded() -> None:
    for depth in (50, 5000):
        data = "<table><tr><td>Xã<td>5" * depth + "<p>Hết</p>"
        try:
            assert "Hết" in read_bytes(data.encode(), "a.html").text
        except ReadError as error:
            assert error.code == "too_large"


CELL = st.tuples(
    st.sampled_from(["td", "th"]),
    st.integers(0, 4),
    st.integers(0, 4),
    st.sampled_from(["12", "Xã A", "", "3,5%", "a | b", "<b>7</b> hộ", "1<br>2"]),
)


@given(st.lists(st.lists(CELL, max_size=5), min_size=1, max_size=6), st.booleans())
def test_cells_stand_where_they_say_and_never_overlap(
    rows: list[list[tuple[str, int, int, str]]], nested: bool
) -> None:
    inner = "".join(
        "<tr>" + "".join(f"<{tag} rowspan={high} colspan={wide}>{text}" for tag, high, wide, text in row)
        for row in rows
    )
    if nested:
        inner = inner.replace("Xã A", f"<table>{inner}</table>", 1)
    document = table(inner)
    for grid in document.grids:
        held = set()
        for cell in grid.cells:
            assert grid.span[0] <= cell.span[0] <= cell.span[1] <= grid.span[1]
            text = document.text[slice(*cell.span)]
            assert text == text.strip() and "|" not in text and "\n" not in text
            places = {(cell.row + r, cell.column + c) for r in range(cell.rows) for c in range(cell.columns)}
            assert places and not places & held
            held |= places
