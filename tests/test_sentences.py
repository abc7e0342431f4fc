"""Where sentences end and where a full stop belongs to a word, a number or an enumerator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.extraction.layout import blocks
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.sentences import split


def sentences(text: str) -> list[str]:
    folded = Folded(text)
    return [folded.cased[start:end] for start, end in split(folded, [(0, len(folded.text))])]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ có 12 chi bộ; 5. Công tác dân vận được chú trọng",
        "1. Công tác tư tưởng được quan tâm",
        "2.1. Kết quả phát triển đảng viên",
        "II. Nhiệm vụ năm sau",
        "a. Về tổ chức",
        "Trụ sở tại TP. Hồ Chí Minh và Tp.HCM mở rộng",
        "GS.TS. Lê Văn An và ThS. Hà Thị Bích dự họp",
        "Sách của Nxb. Chính trị",
        "Diện tích là 1.234,5 ha, tăng 2.5 lần",
        "Cuộc họp chiều 16.1 bàn về nhân sự",
        "U.B.N.D huyện và T.Ư Đoàn phối hợp",
        "Ông Nguyễn V. An phụ trách",
        "Điều 5. Phạm vi áp dụng",
        "Nông cụ, phân bón, v.v. được hỗ trợ",
        "Sản xuất, chăn nuôi... được khuyến khích",
        "“Có làm được không?” là câu hỏi lớn",
        "Trang web www.huyen.gov.vn đã mở",
        "Xã đạt chuẩn trước hạn,\nvượt một năm so với kế hoạch",
        "Chi bộ A; chi bộ B; chi bộ C",
    ],
)
def test_one_sentence(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện có 12 xã. Mỗi xã có 5 thôn.", ["Huyện có 12 xã.", "Mỗi xã có 5 thôn."]),
        ("Đạt 6/6 chỉ tiêu./. Lê Hà", ["Đạt 6/6 chỉ tiêu./.", "Lê Hà"]),
        ("Thật vậy sao?! Xã đã làm… Huyện khen.", ["Thật vậy sao?!", "Xã đã làm…", "Huyện khen."]),
        ("“Làm tốt.” Ông khen.", ["“Làm tốt.”", "Ông khen."]),
        ('Ông hỏi: "Xong chưa?" Bà gật đầu.', ['Ông hỏi: "Xong chưa?"', "Bà gật đầu."]),
        ("của cơ quan huyện.Năm 2020 có khác", ["của cơ quan huyện.", "Năm 2020 có khác"]),
        ("từ năm 2019.Đến nay đã xong", ["từ năm 2019.", "Đến nay đã xong"]),
        ("Tăng 5%.Các xã mừng", ["Tăng 5%.", "Các xã mừng"]),
        ("Xếp loại A. Ngoài ra còn loại B", ["Xếp loại A.", "Ngoài ra còn loại B"]),
        ("Đại hội khóa XII. Trong đó có nữ", ["Đại hội khóa XII.", "Trong đó có nữ"]),
        ("Chợ, đường, v.v. Sau đó xây trường", ["Chợ, đường, v.v.", "Sau đó xây trường"]),
        ("Họp ngày 16.1. Sau đó giao việc", ["Họp ngày 16.1.", "Sau đó giao việc"]),
        ("Kết nạp được 25. Năm sau tăng", ["Kết nạp được 25.", "Năm sau tăng"]),
        ("Phần đầu\n\nPhần sau", ["Phần đầu", "Phần sau"]),
        ("(Có 3 xã.) Tất cả đều đạt", ["(Có 3 xã.)", "Tất cả đều đạt"]),
        ("Đạt 90%. 12 xã về đích", ["Đạt 90%.", "12 xã về đích"]),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_never_crosses_a_block() -> None:
    text = "Huyện vùng cao\nHuyện có 12 xã"
    assert split(Folded(text), [(0, 14), (15, 29)]) == [(0, 14), (15, 29)]


def test_nothing_in_nothing() -> None:
    assert split(Folded(""), []) == []
    assert split(Folded("  \n "), [(0, 4)]) == []


@given(st.text(alphabet='aĐb Ủ.…!?"”)(\n0123456789/;:,-TPv', max_size=200))
def test_sentences_cover_their_blocks(text: str) -> None:
    folded = Folded(text)
    spans = [(block.start, block.end) for block in blocks(folded)]
    found = split(folded, spans)
    assert found == sorted(found)
    assert all(any(start <= one and two <= end for start, end in spans) for one, two in found)
    covered = {at for start, end in found for at in range(start, end)}
    assert all(char.isspace() or at in covered for at, char in enumerate(folded.text))


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    folded = Folded(text)
    split(folded, [(0, len(folded.text))])
