"""People and their positions, and what looks like a name and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.extraction.layout import blocks
from pacnam_cli.extraction.people import people
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.lexicon import load


def named(text: str) -> list[tuple[str, str | None]]:
    folded = Folded(text)
    return [
        (folded.cased[slice(*one.name)], folded.cased[slice(*one.position)] if one.position else None)
        for one in people(folded, blocks(folded))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng chí Lò Văn Páo- Bí thư Huyện ủy chủ trì họp.", [("Lò Văn Páo", "Bí thư Huyện ủy")]),
        ("Bí thư Thành ủy TP HCM Lê Văn An nói rõ.", [("Lê Văn An", "Bí thư Thành ủy TP HCM")]),
        ("Phó Chủ tịch UBND tỉnh Đặng Văn Sơn họp.", [("Đặng Văn Sơn", "Phó Chủ tịch UBND tỉnh")]),
        ("Giám đốc Sở Nội vụ Hà Nội Trần Văn Sáng báo cáo.", [("Trần Văn Sáng", "Giám đốc Sở Nội vụ Hà Nội")]),
        ("Ông Phạm Văn Tứ, Chủ tịch UBND huyện Na Hang, cho biết.", [("Phạm Văn Tứ", "Chủ tịch UBND huyện Na Hang")]),
        ("Ông Phạm Văn Tứ - Ủy viên Ban Thường vụ, Trưởng ban Dân vận - cho biết.",
         [("Phạm Văn Tứ", "Ủy viên Ban Thường vụ, Trưởng ban Dân vận")]),
        ("GS.TS Lê Minh Hà nêu ý kiến.", [("Lê Minh Hà", None)]),
        ("thiếu tướng Vi Văn Long, Giám đốc Công an tỉnh, dự.", [("Vi Văn Long", "Giám đốc Công an tỉnh")]),
        ("đ/c Sùng A Hồ (Phó Bí thư Đảng ủy xã) và bà Giàng Thị Sua dự.",
         [("Sùng A Hồ", "Phó Bí thư Đảng ủy xã"), ("Giàng Thị Sua", None)]),
        ("Có các đồng chí: Lê Văn An, Bí thư Huyện ủy; Lò Văn Páo, Chủ tịch UBND huyện; Vi Thị Hoa.",
         [("Lê Văn An", "Bí thư Huyện ủy"), ("Lò Văn Páo", "Chủ tịch UBND huyện"), ("Vi Thị Hoa", None)]),
        ("Đại biểu Đỗ Văn Hải (Bí thư quận Tây Hồ) nói.", [("Đỗ Văn Hải", "Bí thư quận Tây Hồ")]),
        ("ông Y Nam Niê Kđăm, Bí thư Đảng ủy Khối, dự.", [("Y Nam Niê Kđăm", "Bí thư Đảng ủy Khối")]),
        ("Bí thư Thị ủy Nghĩa Lộ LÊ VĂN AN", [("LÊ VĂN AN", "Bí thư Thị ủy Nghĩa Lộ")]),
        ("Chủ tịch UBND huyện Na Hang Tô Văn Hiệp họp.", [("Tô Văn Hiệp", "Chủ tịch UBND huyện Na Hang")]),
        ("Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh Vi Văn Long dự.", [("Vi Văn Long", "Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh")]),
        ("ông Vi Văn Sử (nguyên Giám đốc Sở Giáo dục - Đào tạo tỉnh Lai Châu) bị phạt.",
         [("Vi Văn Sử", "nguyên Giám đốc Sở Giáo dục - Đào tạo tỉnh Lai Châu")]),
        ("các đồng chí Phó Bí thư Huyện ủy: Hà Văn Vui và Phạm Duy Hưng dự.",
         [("Hà Văn Vui", "Phó Bí thư Huyện ủy"), ("Phạm Duy Hưng", None)]),
        ("ĐỒNG CHÍ LÊ VĂN AN - BÍ THƯ HUYỆN ỦY", [("LÊ VĂN AN", "BÍ THƯ HUYỆN ỦY")]),
        ("Trưởng Công an xã Lù A Páo cho biết.", [("Lù A Páo", "Trưởng Công an xã")]),
        ("Ông Lê Văn An đến dự. Chủ tịch UBND xã Lê Văn An phát biểu.", [("Lê Văn An", "Chủ tịch UBND xã")]),
    ],
)  # fmt: skip
def test_people(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Tỉnh ủy Hà Giang phát biểu.",
        "Bí thư Huyện ủy Mai Châu phát biểu.",
        "Chủ tịch UBND huyện Lâm Hà phát biểu.",
        "Học tập tư tưởng Hồ Chí Minh, làm theo Chủ tịch Hồ Chí Minh.",
        "Trên đường Trần Phú có trường THPT Lê Hồng Phong.",
        "Phó Chủ tịch Hội Luật gia Việt Nam phát biểu.",
        "Tỉnh Bà Rịa - Vũng Tàu có 80 xã.",
        "Đồng chí Phó Bí thư Thường trực chủ trì.",
        "Ông Trạc nói thêm.",
        "Huyện Trần Đề và xã Lê Lợi đạt chuẩn.",
    ],
)
def test_nobody(text: str) -> None:
    assert named(text) == []


def test_the_signature_is_nobody_in_the_text() -> None:
    assert named("Bản Mới đổi thay\nNăm qua huyện có thêm 12 đảng viên.\nÔng Lê Văn An") == []


def test_lexicon_of_people() -> None:
    lexicon = load("people")
    for entries in lexicon.values():
        assert all(fold_word(entry) == entry for entry in entries)
        assert len(set(entries)) == len(entries)
    assert not set(lexicon["common_family_names"]) & set(lexicon["other_family_names"])


@given(
    st.lists(
        st.sampled_from(
            [
                "Ông",
                "đồng chí",
                "Lê",
                "Văn",
                "An",
                "Bí thư",
                "Huyện ủy",
                ",",
                ";",
                "(",
                ")",
                "-",
                "và",
                "Hà Nội",
                ".",
                "\n",
            ]
        ),
        max_size=25,
    )
)
def test_spans_lie_in_the_text(words: list[str]) -> None:
    folded = Folded(" ".join(words))
    for one in people(folded, blocks(folded)):
        for start, end in filter(None, (one.name, one.position)):
            assert 0 <= start < end <= len(folded.text)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    folded = Folded(text)
    people(folded, blocks(folded))
