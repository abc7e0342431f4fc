"""Tables from prose: what makes one, what its rows are called, and what makes none."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from figure_texts import marked
from hypothesis import given, settings
from hypothesis import strategies as st

from pacnam_cli.analysis.audit_sums import additions
from pacnam_cli.analysis.series import series
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Figure, Table

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"


def tables(text: str) -> list[Table]:
    folded, spans, figures = marked(text)
    land = Landscape(folded, figures, spans)
    return series(land, additions(land))


def rows(text: str) -> list[tuple[str, list[str]]]:
    """The rows of the one table of ``text`` without the row of the whole."""
    found = tables(text)
    assert len(found) == 1, [[row.label for row in table.rows] for table in found]
    return [(row.label, [cell.text for cell in row.cells]) for row in found[0].rows if not row.total]


ENUMERATIONS = [
    (
        "Lĩnh vực kinh tế đạt [9/12|chỉ tiêu] chỉ tiêu; văn hóa - xã hội đạt [7/8|chỉ tiêu] chỉ tiêu; "
        "quốc phòng - an ninh, nội chính đạt [5/5|chỉ tiêu] chỉ tiêu.",
        [("kinh tế", ["9/12"]), ("văn hóa - xã hội", ["7/8"]), ("quốc phòng - an ninh, nội chính", ["5/5"])],
    ),
    (
        "Toàn xã dựng [14|mô hình] mô hình về chăn nuôi, [6|] về trồng trọt và [3|] về du lịch.",
        [("chăn nuôi", ["14"]), ("trồng trọt", ["6"]), ("du lịch", ["3"])],
    ),
    (
        "Khiển trách [34|đảng viên] đảng viên, cảnh cáo [14|], cách chức [2|], khai trừ [5|].",
        [("Khiển trách", ["34"]), ("cảnh cáo", ["14"]), ("cách chức", ["2"]), ("khai trừ", ["5"])],
    ),
    (
        "Hội nghị có [40|đại biểu] đại biểu đương nhiên, [120|đại biểu] đại biểu được bầu "
        "và [9|đại biểu] đại biểu mời.",
        [("đương nhiên", ["40"]), ("bầu", ["120"]), ("mời", ["9"])],
    ),
    (
        "- Xã Tân Lập: [41|đảng viên] đảng viên ([120%|%|attainment]);\n- Xã An Phú: [33|] ([98%|%|attainment]);\n"
        "- Thị trấn: [27|] ([101%|%|attainment]).",
        [("Xã Tân Lập", ["41", "120%"]), ("Xã An Phú", ["33", "98%"]), ("Thị trấn", ["27", "101%"])],
    ),
    (
        "Kiểm tra [46|tổ chức đảng] tổ chức đảng và [48|đảng viên] đảng viên, giám sát [25|tổ chức đảng] tổ chức đảng "
        "và [31|đảng viên] đảng viên.",
        [("Kiểm tra", ["46", "48"]), ("giám sát", ["25", "31"])],
    ),
    (
        "Các huyện An Bình, Bắc Sơn và Cẩm Hà kết nạp lần lượt là [30|đảng viên]; [25|đảng viên] và [19|đảng viên].",
        [("huyện An Bình", ["30"]), ("Bắc Sơn", ["25"]), ("Cẩm Hà", ["19"])],
    ),
    (
        "[80|năm tuổi Đảng] năm tuổi Đảng [2|đồng chí] đồng chí; [75|năm tuổi Đảng] năm [5|]; "
        "[70|năm tuổi Đảng] năm [9|].",
        [("80 năm tuổi Đảng", ["2"]), ("75 năm", ["5"]), ("70 năm", ["9"])],
    ),
    (
        "Vốn ngân sách [2,4 tỷ đồng|đồng], vốn doanh nghiệp [1,1 tỷ đồng|đồng], "
        "nhân dân đóng góp [300 triệu đồng|đồng].",
        [
            ("Vốn ngân sách", ["2,4 tỷ đồng"]),
            ("vốn doanh nghiệp", ["1,1 tỷ đồng"]),
            ("nhân dân đóng góp", ["300 triệu đồng"]),
        ],
    ),
    (
        "Có [5|đảng viên] đảng viên được trao huy hiệu [60|năm tuổi Đảng] năm tuổi đảng, [26|đảng viên] đảng viên được "
        "trao huy hiệu [55|năm tuổi Đảng] năm tuổi đảng.",
        [("60 năm tuổi đảng", ["5"]), ("55 năm tuổi đảng", ["26"])],
    ),
    (
        "Có [7|đại biểu] đại biểu dưới [40|tuổi] tuổi và [3|đại biểu] đại biểu trên [70|tuổi] tuổi.",
        [("dưới 40 tuổi", ["7"]), ("trên 70 tuổi", ["3"])],
    ),
    (
        "Đã kỷ luật [12|tổ chức đảng] tổ chức đảng, với hình thức: khiển trách [9|], cảnh cáo [3|].",
        [("khiển trách", ["9"]), ("cảnh cáo", ["3"])],
    ),
    (
        "Có [9|người] người là nam, [4|đại biểu nữ] đại biểu nữ và [2|đại biểu trẻ] đại biểu trẻ.",
        [("nam", ["9"]), ("đại biểu nữ", ["4"]), ("đại biểu trẻ", ["2"])],
    ),
    (
        "Giá vàng ở mức [35,4 triệu đồng|đồng]/lượng (mua vào) và [35,6 triệu đồng|đồng]/lượng (bán ra).",
        [("mua vào", ["35,4 triệu đồng"]), ("bán ra", ["35,6 triệu đồng"])],
    ),
    (
        "Xã Hòa Sơn kỷ luật [12|đảng viên] đảng viên, cách chức [2|], khai trừ [1|]; xã Hòa Lạc kỷ luật "
        "[9|đảng viên] đảng viên, cách chức [1|], khai trừ [3|].",
        [("Xã Hòa Sơn kỷ luật", ["12", "2", "1"]), ("xã Hòa Lạc kỷ luật", ["9", "1", "3"])],
    ),
    (
        "Thanh tra [57|tổ chức đảng] tổ chức đảng, gồm: cấp huyện và tương đương [12|tổ chức đảng], "
        "cấp xã và tương đương [40|tổ chức đảng]; cấp thôn [5|tổ chức đảng] tổ chức đảng.",
        [("cấp huyện và tương đương", ["12"]), ("cấp xã và tương đương", ["40"]), ("cấp thôn", ["5"])],
    ),
    (
        "Đoàn có [20|người] người, gồm [7|giáo viên] giáo viên, [5|bác sĩ] bác sĩ và [8|kỹ sư] kỹ sư.",
        [("giáo viên", ["7"]), ("bác sĩ", ["5"]), ("kỹ sư", ["8"])],
    ),
    (
        "Học vấn: tiểu học: [12%|%|share], trung học: [30%|%|share] và đại học: [50%|%|share].",
        [("tiểu học", ["12%"]), ("trung học", ["30%"]), ("đại học", ["50%"])],
    ),
    (
        "Kế hoạch: (1) Tổng thu tăng [7%|%|change-up]; (2) Thu nhập bình quân tăng [9%|%|change-up].",
        [("Tổng thu", ["7%"]), ("Thu nhập bình quân", ["9%"])],
    ),
    (
        "Tăng nhanh nhất là Hòa An ([4,3%|%|share]), Bình An ([3,1%|%|share]), Cẩm Hà ([2%|%|share]).",
        [("Hòa An", ["4,3%"]), ("Bình An", ["3,1%"]), ("Cẩm Hà", ["2%"])],
    ),
    (
        "Tỷ lệ nghèo giảm từ [20%|%|rate] năm 2010 xuống [15%|%|rate] năm 2011, [11%|%|rate] năm 2012.",
        [("năm 2010", ["20%"]), ("năm 2011", ["15%"]), ("năm 2012", ["11%"])],
    ),
    (
        "Số vụ cháy năm 2011 là [120|vụ] vụ. Năm 2012 xảy ra [134|vụ] vụ cháy. Đến năm 2013, con số này là [98|vụ] vụ.",
        [("năm 2011", ["120"]), ("Năm 2012", ["134"]), ("Đến năm 2013", ["98"])],
    ),
    (
        "Có [12|chi bộ] chi bộ ([27%|%|share]) xếp loại tốt, [25|chi bộ] chi bộ ([56%|%|share]) xếp loại khá.",
        [("xếp loại tốt", ["12", "27%"]), ("xếp loại khá", ["25", "56%"])],
    ),
    (
        "Kế đó, khối Đông đạt [10 tỷ đồng|đồng], khối Tây (với [8|nước] nước) đạt [3 tỷ đồng|đồng], "
        "khối Nam đạt [2 tỷ đồng|đồng].",
        [
            ("khối Đông", ["10 tỷ đồng"]),
            ("khối Tây (với 8 nước)", ["3 tỷ đồng"]),
            ("khối Nam", ["2 tỷ đồng"]),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENUMERATIONS)
def test_enumeration(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert rows(text) == expected


def test_sentences_that_repeat_a_frame_are_rows() -> None:
    found = rows(
        "Về đất lúa, đến năm 2020 có [476|ha] ha, giảm [27|ha|change-down] ha so với quy hoạch. "
        "Về đất rừng, đến năm 2020 có [905|ha] ha, tăng [46|ha|change-up] ha so với quy hoạch."
    )
    assert found == [("đất lúa", ["476", "giảm 27"]), ("đất rừng", ["905", "tăng 46"])]


def test_falls_are_negative_beside_rises() -> None:
    (table,) = tables(
        "Về đất lúa, đến năm 2020 có [476|ha] ha, giảm [27|ha|change-down] ha so với quy hoạch. "
        "Về đất rừng, đến năm 2020 có [905|ha] ha, tăng [46|ha|change-up] ha so với quy hoạch."
    )
    assert [row.cells[1].value for row in table.rows] == [-27, 46]


def test_years_are_rows() -> None:
    found = rows(
        "Năm 2021, có [5|đồng chí] đồng chí nghỉ hưu, bầu bổ sung [4|đồng chí] đồng chí. "
        "Năm 2022, có [7|đồng chí] đồng chí nghỉ hưu, bầu bổ sung [6|đồng chí] đồng chí."
    )
    assert found == [("Năm 2021", ["5", "4"]), ("Năm 2022", ["7", "6"])]


def test_the_same_list_in_two_sentences_is_one_table() -> None:
    (table,) = tables(
        "Trong cơ cấu, dịch vụ giữ [45,1%|%|share], công nghiệp [30,5%|%|share], nông nghiệp [24,4%|%|share]. "
        "Đến năm 2030, cơ cấu theo thứ tự trên là [50%|%|share], [35%|%|share] và [15%|%|share]."
    )
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["45,1%", "50%"],
        ["30,5%", "35%"],
        ["24,4%", "15%"],
    ]


def test_the_whole_is_the_last_row() -> None:
    (table,) = tables("Huyện có [21|xã] xã, trong đó: [12|xã] xã miền núi, [6|xã] xã ven biển và [3|xã] xã đồng bằng.")
    assert [(row.label, row.cells[0].value, row.total) for row in table.rows] == [
        ("miền núi", 12, False),
        ("ven biển", 6, False),
        ("đồng bằng", 3, False),
        ("Tổng số", 21, True),
    ]


def test_a_whole_that_is_no_sum_is_no_row() -> None:
    (table,) = tables("Huyện có [30|xã] xã, trong đó [12|xã] xã miền núi, [6|xã] xã ven biển.")
    assert [row.total for row in table.rows] == [False, False]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Cơ cấu kinh tế: nông nghiệp [30,9%|%|share]; công nghiệp [22,4%|%|share]; dịch vụ [46,7%|%|share].",
            "Cơ cấu kinh tế",
        ),
        ("Nông nghiệp chiếm [30,9%|%|share]; công nghiệp chiếm [22,4%|%|share].", None),
        ("Năm 2020, nông nghiệp chiếm [30,9%|%|share]; công nghiệp chiếm [22,4%|%|share].", None),
        ("Có [3|xã] xã vùng cao và [4|xã] xã ven biển.", "Xã"),
    ],
)
def test_title(text: str, title: str | None) -> None:
    (table,) = tables(text)
    assert table.title == title


def test_shares_that_make_a_hundred_end_their_list() -> None:
    first, second = tables(
        "Nam [30%|%|share], nữ [60%|%|share], trẻ em [10%|%|share]; dân tộc Tày [40%|%|share], Dao [45%|%|share], "
        "Kinh [15%|%|share]."
    )
    assert [len(table.rows) for table in (first, second)] == [3, 3]


def test_the_longer_of_two_directions_gives_the_rows() -> None:
    found = tables(
        "Tổ chức đảng xếp loại tốt chiếm [80%|%|share] (trong đó tiêu biểu [20%|%|share]); khá chiếm [12%|%|share]; "
        "yếu chiếm [8%|%|share]. Chi bộ xếp loại tốt chiếm [90%|%|share] (trong đó tiêu biểu [25%|%|share]); "
        "khá chiếm [7%|%|share]; yếu chiếm [3%|%|share]."
    )
    assert all(len(table.rows) >= 3 for table in found)


NO_TABLE = [
    "Năm 2011 thu [45 tỷ đồng|đồng]. Năm 2012 huyện chi [30 tỷ đồng|đồng] làm đường.",
    "Xã có [7|giáo viên] giáo viên, [5|bác sĩ] bác sĩ và [9|kỹ sư] kỹ sư.",
    "Gió quật đổ [2|ngôi nhà] ngôi nhà, [một|ngôi nhà] ngôi nhà khác tốc mái.",
    "Thu [5 tỷ đồng|đồng], tương đương [4 tỷ đồng|đồng] theo giá cũ.",
    "Đảng bộ có [34|chi bộ] chi bộ, [2.712|đảng viên] đảng viên và [5|đoàn thể] đoàn thể.",
    "Xã kết nạp [12|đảng viên] đảng viên, đạt [120%|%|attainment] kế hoạch.",
    "Trong tổng số [63|dự án] dự án có [24|dự án] dự án chuyển tiếp.",
    "Số hộ nghèo giảm từ [320|hộ] hộ xuống còn [210|hộ] hộ.",
    "Bầu được [993|đại biểu] đại biểu trên tổng số [999|đại biểu] đại biểu.",
    "Đoàn kiểm tra [112|trường hợp] trường hợp thì có [10|trường hợp] trường hợp sai.",
    "Con đường dài [57|km] km, rộng [14|km] km.",
    "Giá trị sản xuất tăng [10%|%|change-up] so với năm 2020 và tăng [4%|%|change-up] so với kế hoạch.",
    "Tổng thu đạt [52 tỷ đồng|đồng], thu nhập bình quân đầu người [33 triệu đồng|đồng].",
    "Từ [110|văn phòng] văn phòng, hãng đã phát triển đến [180|văn phòng] văn phòng.",
    "Không cho [hai|nghi can] nghi can chạy thoát, sau đó bắt thêm [hai|nghi can] nghi can.",
    "Nửa đầu năm, [14|cán bộ] cán bộ dùng bằng giả, [7|người] người bị cho thôi việc.",
]


@pytest.mark.parametrize("text", NO_TABLE)
def test_no_table(text: str) -> None:
    assert tables(text) == []


def test_a_sentence_said_again_is_no_row() -> None:
    assert not tables(
        "Từ đầu nhiệm kỳ đã kỷ luật [50|cán bộ] cán bộ diện tỉnh quản lý. "
        "Ông nói đã kỷ luật [50|cán bộ] cán bộ diện tỉnh quản lý."
    )


def test_ids_follow_the_text_and_no_figure_stands_twice() -> None:
    found = tables(
        "Khiển trách [3|đảng viên] đảng viên, cảnh cáo [1|].\n"
        "Thôn Đông có [40|hộ] hộ nghèo; thôn Tây có [12|hộ] hộ nghèo; thôn Nam có [9|hộ] hộ nghèo."
    )
    assert [table.id for table in found] == ["t1", "t2"]
    cells = [cell.figure for table in found for row in table.rows for cell in row.cells if cell.figure]
    assert len(cells) == len(set(cells))


_PIECES = st.sampled_from(
    [
        " chi bộ",
        " đảng viên",
        ", ",
        "; ",
        " và ",
        ". ",
        "\n",
        " (",
        ") ",
        " trong đó ",
        ": ",
        " tăng ",
        " lần lượt ",
        "Năm 2021, ",
    ]
)
_KINDS = st.sampled_from(["count", "percent", "ratio", "money", "measure"])
_ROLES = st.sampled_from(["value", "attainment", "share", "change", "rate"])


@st.composite
def _documents(draw: st.DrawFn) -> tuple[Folded, list[tuple[int, int]], list[Figure]]:
    text, figures = "", []
    for number in range(draw(st.integers(0, 12))):
        text += "".join(draw(st.lists(_PIECES, max_size=4)))
        value = draw(st.integers(0, 99))
        kind = draw(_KINDS)
        figures.append(
            Figure(
                id=f"f{number + 1}",
                kind=kind,
                value=value,
                total=draw(st.integers(0, 99)) if kind == "ratio" else None,
                decimals=draw(st.integers(0, 2)),
                unit=draw(st.sampled_from([None, "chi bộ", "đảng viên", "%", "đồng"])),
                role=draw(_ROLES),
                direction=draw(st.sampled_from([None, "up", "down"])),
                approx=draw(st.sampled_from(["exact", "over", "under", "about"])),
                text=str(value),
                span=(len(text), len(text) + len(str(value))),
                sentence=text.count(". ") + text.count("\n"),
            )
        )
        text += str(value)
    spans, start = [], 0
    for sentence in text.replace("\n", ". ").split(". ") if text else []:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return Folded(text), spans, figures


@settings(max_examples=150, deadline=None)
@given(_documents())
def test_any_figures_make_sound_tables(document: tuple[Folded, list[tuple[int, int]], list[Figure]]) -> None:
    folded, spans, figures = document
    known = {figure.id: figure for figure in figures}
    land = Landscape(folded, figures, spans)
    for table in series(land, additions(land)):
        body = [row for row in table.rows if not row.total]
        assert len(body) >= 2
        assert len({row.label.lower() for row in body}) == len(body)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        for row in table.rows:
            for cell in row.cells:
                assert cell.figure is None or abs(known[cell.figure].value) == abs(cell.value or 0)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the annotated articles are not here")
def test_the_annotated_article_has_its_table() -> None:
    path = ARTICLES / "pac-nam-2021.txt"
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    figures = [
        Figure(
            id=f"f{number}",
            kind=each["kind"],
            value=each["value"],
            total=each["total"],
            unit=each["unit_min"],
            role=each["role"],
            text=each["text"],
            span=(each["start"], each["end"]),
            sentence=text.count(". ", 0, each["start"]),
        )
        for number, each in enumerate(gold["figures"])
    ]
    starts = [0, *(at + 2 for at in range(len(text)) if text.startswith(". ", at)), len(text)]
    land = Landscape(Folded(text), figures, list(itertools.pairwise(starts)))
    found = series(land, additions(land))
    wanted = {f"f{number}" for number in gold["series"][0]["figures"]}
    assert any(
        wanted <= {cell.figure for row in table.rows for cell in row.cells} and len(table.rows) == len(wanted) + 1
        for table in found
    )
