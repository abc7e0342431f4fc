"""What is title, paragraph, signature, date, caption and furniture of the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.extraction.layout import author, blocks, furniture, title
from pacnam_cli.extraction.readings import CERTAIN
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.identification import is_vietnamese

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "pac-nam-2021.txt"

BODY = "Năm 2021, huyện kết nạp 12 đảng viên, đạt kế hoạch đề ra từ đầu năm.\nToàn huyện có 30 chi bộ ở các xã."


def kinds(text: str) -> list[tuple[str, str]]:
    folded = Folded(text)
    return [(block.kind, folded.cased[block.start : block.end]) for block in blocks(folded)]


def kind_of(text: str, piece: str) -> str:
    return next(kind for kind, content in kinds(text) if piece in content)


def title_of(text: str) -> str | None:
    folded = Folded(text)
    span = title(folded, blocks(folded))
    return folded.cased[slice(*span)] if span else None


def author_of(text: str) -> str | None:
    folded = Folded(text)
    span = author(folded, blocks(folded))
    return folded.cased[slice(*span)] if span else None


def excluded(text: str) -> list[str]:
    folded = Folded(text)
    return [folded.text[one.start : one.end] for one in furniture(folded, blocks(folded))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bản Mới đổi thay nhờ chi bộ mạnh\n\n" + BODY, "Bản Mới đổi thay nhờ chi bộ mạnh"),
        ("# Bản Mới năm 2021\n\n" + BODY, "Bản Mới năm 2021"),
        ("HUYỆN BẢN MỚI TỔNG KẾT NĂM\n" + BODY, "HUYỆN BẢN MỚI TỔNG KẾT NĂM"),
        ("CÔNG TÁC XÂY DỰNG ĐẢNG\nỞ HUYỆN BẢN MỚI\n" + BODY, "CÔNG TÁC XÂY DỰNG ĐẢNG\nỞ HUYỆN BẢN MỚI"),
        (
            "Trang chủ > Tin tức\nXây dựng Đảng\nHuyện Bản Mới có thêm 12 đảng viên\n" + BODY,
            "Huyện Bản Mới có thêm 12 đảng viên",
        ),
        ("12/3/2021 08:00\nHuyện Bản Mới có thêm 12 đảng viên\n" + BODY, "Huyện Bản Mới có thêm 12 đảng viên"),
        (
            "Thời tiết\nHà Nội\nHuyện Bản Mới có thêm 12 đảng viên\nThứ hai, 12/3/2021\n" + BODY,
            "Huyện Bản Mới có thêm 12 đảng viên",
        ),
        (
            "HUYỆN ỦY BẢN MỚI\n*\nSố 5-BC/HU\nBÁO CÁO\nTổng kết công tác năm 2021\n\n" + BODY,
            "BÁO CÁO\nTổng kết công tác năm 2021",
        ),
        ("Vì sao chi bộ ấy mạnh?\n" + BODY, "Vì sao chi bộ ấy mạnh?"),
        (BODY, None),
        ("Huyện kết nạp 103 đảng viên", None),
        ("- Xã Một: 12\n- Xã Hai: 13", None),
        ("", None),
    ],
)
def test_title(text: str, expected: str | None) -> None:
    assert title_of(text) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("\n\nLê Thu Hà", "Lê Thu Hà"),
        ("\nBài, ảnh: Thu Hà", "Thu Hà"),
        ("\nTin, ảnh: Thu Hà - Lê Nam\nXem thêm", "Thu Hà - Lê Nam"),
        ("\nTheo Báo Mới", "Báo Mới"),
        ("\nTHU HÀ", "THU HÀ"),
        ("\nT.H", "T.H"),
        ("\nPV", "PV"),
        ("\nNguyễn Nam (tổng hợp)", "Nguyễn Nam"),
        ("./. Nguyễn Thu Hà", "Nguyễn Thu Hà"),
        (" Theo baomoi.vn", "baomoi.vn"),
        ("\nĐồng chí Lê Nam dự họp.", None),
        ("\nTheo kế hoạch năm 2022", None),
        ("\nChi bộ Bản Mới vững mạnh", None),
        (" Cử tri Bản Mới phấn khởi.", None),
    ],
)
def test_author(end: str, expected: str | None) -> None:
    assert author_of("Bản Mới đổi thay\n\n" + BODY + end) == expected


def test_author_below_the_title() -> None:
    text = "Bản Mới đổi thay từng ngày\nThu Hà - 05:32, 24/11/2021\n" + BODY
    assert author_of(text) == "Thu Hà"
    assert excluded(text) == ["05:32", "24/11/2021"]


@pytest.mark.parametrize(
    "line",
    [
        "19/01/2021 - 09:32",
        "11/6/2020, 08:06:29",
        "29/05/2019 08:03:00 AM",
        "Thứ ba, 10/3/2020 | 08:00 GMT+7",
        "Cập nhật lúc: 18:00 | 22/05/2022",
        "Cập nhật, 06:00, Thứ Năm, 12/07/2018 (GMT+7)",
        "Đăng ngày 17 - 05 - 2024",
        "Bản Mới, ngày 12 tháng 12 năm 2021",
        "Ban Thời sự - Thứ bảy, ngày 21/12/2019",
        "2 tháng 2 tuần trước",
    ],
)
def test_dateline(line: str) -> None:
    assert kind_of(f"Bản Mới đổi thay từng ngày\n{line}\n{BODY}", line) == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "47/55",
        "2712",
        "12.345",
        "12/15",
        "2020",
        "Ngày 12/3/2021 huyện họp",
        "Năm 2021 đạt 5",
        "Họp lúc 08:00 tại hội trường",
    ],
)
def test_no_dateline(line: str) -> None:
    assert kind_of(f"Bản Mới đổi thay từng ngày\n{BODY}\n{line}\n{BODY}", line) != "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "Đã xem: 2061", "Lượt xem: 12", "Lượt xem 1.234", "Bình luận (3)", "Xem thêm", "Chia sẻ", "In trang",
        "Gửi email", "Quay lại", "Nguồn: Cổng thông tin huyện", "Trang 1/3", "Tr 2/3", "- 3 -",
        "Trang chủ > Tin tức > Xã hội", ">> Huyện họp bàn 3 việc", "-----", "* * *",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    text = f"Bản Mới đổi thay từng ngày\n{BODY}\n{line}"
    assert kind_of(text, line) == "furniture"
    if any(map(str.isdigit, line)):
        assert excluded(text)


@pytest.mark.parametrize(
    "line",
    [
        "Nguồn thu ngân sách đạt 12 tỷ đồng.",
        "Chia sẻ với bà con, huyện hỗ trợ 12 tấn gạo.",
        "Bình luận của 3 đại biểu được ghi nhận.",
        "Video về 12 mô hình dân vận khéo đã được chiếu ở các xã.",
        "Hôm nay (5/7), huyện khai mạc đại hội với 120 đại biểu",
        "Video: Huyện trồng 120 ha rừng",
        "Tổng | 12 | 13",
        "Tỷ lệ đạt > 90%",
    ],
)
def test_no_furniture(line: str) -> None:
    text = f"Bản Mới đổi thay từng ngày\n{BODY}\n{line}\n{BODY}"
    assert kind_of(text, line) != "furniture"
    assert excluded(text) == []


def test_other_headlines_are_furniture() -> None:
    text = f"Bản Mới đổi thay\n{BODY}\nTin liên quan\nXã Một có 50 đảng viên (12/3/2021)\nXã Hai có 40 chi bộ"
    assert [kind for kind, _ in kinds(text)][-3:] == ["furniture"] * 3
    assert excluded(text) == ["50", "12/3/2021", "40"]


def test_paragraphs_after_a_heading_like_a_tail_stay() -> None:
    text = f"Bản Mới đổi thay\n{BODY}\nTin mới\n{BODY}\n{BODY}"
    assert excluded(text) == []


def test_numbered_caption_stands_twice() -> None:
    caption = "Lãnh đạo huyện thăm 12 hộ dân ở bản vùng cao."
    text = f"Bản Mới đổi thay\n{BODY}\n{caption} ảnh 1\n{caption}\n{BODY}"
    assert [kind for kind, _ in kinds(text)].count("caption") == 2
    assert excluded(text) == ["ảnh 1"]
    folded = Folded(text)
    assert all(one.strength == CERTAIN and one.dimension == "furniture" for one in furniture(folded, blocks(folded)))


@pytest.mark.parametrize(
    "line",
    ["Bà con thu hoạch chè. Ảnh: Thu Hà", "Ảnh minh họa", "Hình 2. Mô hình trồng chè", "Bà con vui hội (Ảnh: T.H)"],
)
def test_caption(line: str) -> None:
    assert kind_of(f"Bản Mới đổi thay\n{BODY}\n{line}\n{BODY}", line) == "caption"


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "Đảng bộ huyện vừa tổng kết công tác xây dựng Đảng, theo đó\n"
        "trong năm huyện đã kết nạp được 103 đảng viên mới, đạt 129%\n"
        "kế hoạch tỉnh giao. Toàn huyện có 34 chi bộ, đảng bộ với\n"
        "2.712 đảng viên. Năm tới huyện đặt mục tiêu kết nạp thêm\n"
        "120 đảng viên.\n"
    )
    assert [kind for kind, _ in kinds(wrapped + "\n" + wrapped)] == ["body", "body"]


def test_press_lines_are_paragraphs() -> None:
    assert [kind for kind, _ in kinds(BODY)] == ["body", "body"]


def test_list_and_headings() -> None:
    text = f"Bản Mới đổi thay\n{BODY}\nKết quả nổi bật\n{BODY}\n1. Công tác tư tưởng\n{BODY}\n"
    text += "- Xã Một: 12;\n+ Xã Hai: 13.\na) Xã Ba có 5 thôn."
    assert kind_of(text, "Kết quả nổi bật") == "heading"
    assert kind_of(text, "1. Công tác") == "heading"
    assert kind_of(text, "- Xã Một") == kind_of(text, "+ Xã Hai") == kind_of(text, "a) Xã Ba") == "list_item"


def test_cells_of_a_table_are_no_headings() -> None:
    assert {kind for kind, _ in kinds(f"Bản Mới đổi thay\n{BODY}\nCộng\n47/55\n12.345\n{BODY}")} <= {
        "title",
        "lead",
        "body",
    }


def test_lead() -> None:
    assert kind_of(f"Bản Mới đổi thay\n12/3/2021 08:00\n{BODY}", "Năm 2021") == "lead"


@pytest.mark.skipif(not ARTICLE.exists(), reason="needs the annotated article")
def test_the_first_article() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    assert title_of(text) == "Pác Nặm chú trọng công tác xây dựng Đảng"
    assert author_of(text) == "Nguyễn Nghĩa"
    assert excluded(text) == ["ảnh 1"]


LINES = st.sampled_from(
    [
        BODY,
        "Lê Hà",
        "12",
        "- a",
        "1. b",
        "",
        " ",
        "Tin liên quan",
        "ẢNH 1",
        "x. ảnh 1",
        "12/3/2021 08:00",
        "BÁO CÁO",
        "# T",
        "| a | b |",
        "PV",
        "Ảnh: Hà",
    ]
)


def check(text: str) -> None:
    folded = Folded(text)
    found = blocks(folded)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for one in found for at in range(one.start, one.end)}
    assert all(char.isspace() or at in covered for at, char in enumerate(folded.text))
    title(folded, found), author(folded, found), furniture(folded, found)


@given(st.lists(LINES, max_size=12))
def test_blocks_cover_lines(parts: list[str]) -> None:
    check("\n".join(parts))


@given(st.text(max_size=300))
def test_blocks_cover_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text", ["Huyện có 34 chi bộ, 2.712 đảng viên", "Đạt 47/55 chỉ tiêu", "Các xã đều có chi bộ", "HUYỆN ỦY BẢN MỚI"]
)
def test_vietnamese(text: str) -> None:
    assert is_vietnamese(Folded(text))


@pytest.mark.parametrize(
    "text",
    [
        "The party has 34 cells and 2,712 members.", "Où était la fête près de la forêt, à côté du château ?",
        "Die Größe der Übung wächst jährlich.", "O município não tem os números.",
        "中国共产党员 9000 万", "2.712", "", "Huyen co 34 chi bo",
    ],
)  # fmt: skip
def test_not_vietnamese(text: str) -> None:
    assert not is_vietnamese(Folded(text))
