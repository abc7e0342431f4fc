"""Whose results are reported: the place, its level, its province, and the body that reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.extraction.layout import blocks
from pacnam_cli.extraction.localities import locality, organisation, reported
from pacnam_cli.extraction.place_names import CITIES, PROVINCES
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.lexicon import load
from pacnam_cli.model import Locality

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
OPEN = [*(f"dev/{at:02}" for at in range(1, 17)), *(f"real/{at:02}" for at in range(1, 27)), "pac-nam-2021"]


def place(text: str) -> Locality | None:
    folded = Folded(text)
    return locality(folded, blocks(folded))


@pytest.mark.parametrize(
    ("text", "name", "level", "province"),
    [
        ("Đảng bộ huyện Mù Cang Chải có 40 chi bộ.", "Mù Cang Chải", "huyện", None),
        # The day before it makes no list of it; a headline's name that the text goes on with as "toàn huyện".
        ("Ngày 9-12, huyện Krông Nô (tỉnh Đắk Nông) họp. Năm 2022, thu 40 tỷ đồng.", "Krông Nô", "huyện", "Đắk Nông"),
        (
            "Krông Păk kết nạp 32 đảng viên\n\nTrong quý I, toàn huyện gieo 120 ha lúa. Toàn huyện có 2.866 đảng viên.",
            "Krông Păk",
            "huyện",
            None,
        ),
        # What a paragraph begins by defining; the district that only says where the commune lies.
        ("Mai Sơn là một huyện miền núi của tỉnh Sơn La, có 21 xã. Huyện có 40 chi bộ.", "Mai Sơn", "huyện", "Sơn La"),
        (
            "Đại hội tại xã Bình Hòa (huyện Giao Thủy)\n\nĐảng bộ xã Bình Hòa (huyện Giao Thủy) có 320 đảng viên.",
            "Bình Hòa",
            "xã",
            None,
        ),
        ("Thị xã Nghĩa Lộ kết nạp 80 đảng viên", "Nghĩa Lộ", "thị xã", None),
        (
            "Na Hang giữ rừng\nHuyện Na Hang (Tuyên Quang) trồng 120 ha. Huyện ủy Na Hang giao 12 xã.",
            "Na Hang",
            "huyện",
            "Tuyên Quang",
        ),
        ("Huyện Na Hang, tỉnh Tuyên Quang, có 12 xã.", "Na Hang", "huyện", "Tuyên Quang"),
        ("ĐẢNG BỘ HUYỆN KHE VÀNG KẾT NẠP 45 ĐẢNG VIÊN\nMùa này có 12 lớp cảm tình Đảng.", "Khe Vàng", "huyện", None),
        ("HUYỆN SÔNG HINH ĐỔI KHÁC\nNgười Sông Hinh nay đã có 30 km đường bê tông.", "Sông Hinh", "huyện", None),
        ("Tuyên Quang: Huyện Na Hang trồng 120 ha rừng\nHuyện đã giao 12 xã.", "Na Hang", "huyện", "Tuyên Quang"),
        (
            "Tuyên Quang: Trồng thêm 1.200 ha rừng\nHuyện Na Hang 300 ha, huyện Chiêm Hóa 200 ha.",
            "Tuyên Quang",
            "tỉnh",
            None,
        ),
        (
            "Rừng ở Tuyên Quang\nTỉnh Tuyên Quang có 7 huyện, thành phố. Toàn tỉnh trồng 1.200 ha.",
            "Tuyên Quang",
            "tỉnh",
            None,
        ),
        ("Thành ủy TP.HCM kiểm tra 30 tổ chức đảng\nQuận ủy Quận 1 kiểm tra 2.", "TP.HCM", "thành phố", None),
        ("TPHCM trao 500 huy hiệu Đảng\nThành phố còn trao ở các quận.", "TPHCM", "thành phố", None),
        ("Thành phố Hồ Chí Minh trao 500 huy hiệu Đảng", "Thành phố Hồ Chí Minh", "thành phố", None),
        ("Quận 8 trao huy hiệu\nQuận ủy Quận 8 trao 50 huy hiệu.", "8", "quận", None),
        (
            "Thành phố Sơn La có 12 chi bộ mới\nThành ủy Sơn La giao thành phố kết nạp 80 đảng viên.",
            "Sơn La",
            "thành phố",
            None,
        ),
        ("Thành phố Điện Biên Phủ, tỉnh Điện Biên, có 12 xã, phường.", "Điện Biên Phủ", "thành phố", "Điện Biên"),
        (
            "Xã Nà Hẩu đổi thay\nĐảng bộ xã Nà Hẩu, huyện Văn Yên có 9 chi bộ. Toàn xã có 220 đảng viên.",
            "Nà Hẩu",
            "xã",
            None,
        ),
        (
            "Mường Tè có thêm đảng viên\nNăm qua Mường Tè kết nạp 90 đảng viên. Huyện ủy giao 85.",
            "Mường Tè",
            "huyện",
            None,
        ),
        ("Chăm lo nguồn đảng viên ở Mường Tè\nNăm qua Mường Tè kết nạp 90 đảng viên.", "Mường Tè", None, None),
        (
            "ĐẢNG BỘ TỈNH LAI CHÂU\nHUYỆN ỦY MƯỜNG TÈ\nSố 5-BC/HU\nBÁO CÁO\nCông tác năm 2021\nHuyện có 14 xã.",
            "Mường Tè",
            "huyện",
            "Lai Châu",
        ),
        (
            "Nhiều cán bộ bị phạt ở Lai Châu\nHuyện ủy Mường Tè, tỉnh Lai Châu phạt 5 người. "
            "UBND huyện Mường Tè phạt 3 người.\nTheo Huyện ủy Mường Tè, huyện này còn 2 vụ.",
            "Mường Tè",
            "huyện",
            "Lai Châu",
        ),
        ("Phó Chủ tịch UBND tỉnh Lò Văn An họp\nTỉnh Hòa Bình có 150 xã. Tỉnh ủy đã họp.", "Hòa Bình", "tỉnh", None),
        (
            "Bí thư Huyện ủy Trần Văn An nói\nHuyện Quế Phong có 12 xã. Huyện ủy Quế Phong đã họp.",
            "Quế Phong",
            "huyện",
            None,
        ),
        ("Huyện Trần Văn Thời được mùa\nHuyện ủy Trần Văn Thời giao 12 xã trồng lúa.", "Trần Văn Thời", "huyện", None),
        ("TP Hội An đón khách\nTP Hội An (Quảng Nam) đón 1 triệu khách.", "Hội An", "thành phố", "Quảng Nam"),
        ("Huyện Đoàn Na Hang trồng cây\nHuyện Na Hang trồng 5.000 cây.", "Na Hang", "huyện", None),
        ("Đảng bộ Cà Mau có 60 chi bộ mới\nToàn tỉnh có 3.000 chi bộ.", "Cà Mau", "tỉnh", None),
        ("Vận động ở Bà Rịa-Vũng Tàu\nTỉnh có 200 mô hình.", "Bà Rịa-Vũng Tàu", "tỉnh", None),
    ],
)
def test_locality(text: str, name: str, level: str | None, province: str | None) -> None:
    found = place(text)
    assert found is not None
    assert (found.name, found.level, found.province) == (name, level, province)


@pytest.mark.parametrize(
    "text",
    [
        "Cả nước kết nạp 120.000 đảng viên\nTheo Trung ương, dẫn đầu là Nghệ An, tiếp đến Thanh Hóa, Hà Nội.",
        "Nghệ An, Thanh Hóa cùng được mùa\nNghệ An thu 5 tấn/ha, Thanh Hóa thu 6 tấn/ha.",
        "Hội nghị toàn quốc về dân vận\nHội nghị diễn ra tại Hà Nội với 300 đại biểu.",
        "Học tập tư tưởng Hồ Chí Minh\nToàn Đảng học tập tư tưởng, đạo đức Hồ Chí Minh với 12 chuyên đề.",
        "Việt Nam xuất khẩu 5 triệu tấn gạo\nViệt Nam bán gạo cho 30 nước.",
        "Chiến thắng Điện Biên Phủ tròn 70 năm\nCả nước kỷ niệm với 20 hoạt động.",
        "Các huyện, thành phố đều đạt\nCó 12 huyện và 3 thị xã đạt kế hoạch.",
        "Giá xăng tăng 500 đồng\nPetrolimex Hà Nội có 120 cửa hàng.",
        "Tuyển sinh thêm 500 chỉ tiêu\nTrường Đại học Sư phạm Hà Nội tuyển 1.200 sinh viên.",
        "Thông xe cao tốc dài 105 km\nCao tốc Hà Nội - Hải Phòng có 6 làn xe.",
        "Bộ Nội vụ: Nhiều xã dôi dư cán bộ\nTheo Bộ Nội vụ, 9.000 cán bộ xã dôi dư.",
        "Bão làm 20 người bị thương\nTại Quảng Nam có 12 người bị thương, Quảng Ngãi 8 người.",
        "",
    ],
)
def test_no_locality(text: str) -> None:
    assert place(text) is None


def test_the_name_keeps_its_spelling() -> None:
    found = place("Huyện Hướng Hoá có 20 xã")
    assert found is not None and found.name == "Hướng Hoá"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ huyện Na Hang vững mạnh\nHuyện Na Hang có 12 xã.", "Đảng bộ huyện Na Hang"),
        ("Na Hang giữ rừng\nHuyện ủy Na Hang giao 12 xã.", "Huyện ủy Na Hang"),
        ("Đảng ủy khối Các cơ quan tỉnh Lai Châu có 60 chi bộ", "Đảng ủy khối Các cơ quan tỉnh Lai Châu"),
        ("Huyện Na Hang có 12 xã", None),
        ("Đảng bộ đã họp ở huyện Na Hang", None),
    ],
)
def test_organisation(text: str, expected: str | None) -> None:
    folded = Folded(text)
    assert organisation(folded, blocks(folded)) == expected


def test_lexicon_of_places() -> None:
    lexicon = load("places")
    assert len(PROVINCES) == len(lexicon["provinces"]) + len(lexicon["cities"])
    assert len(PROVINCES - {"huế"}) == 63 and CITIES <= PROVINCES
    assert set(lexicon["aliases"].values()) <= PROVINCES
    assert not set(lexicon["aliases"]) & PROVINCES
    names = [*PROVINCES, *lexicon["aliases"], *lexicon["levels"]]
    assert all(fold_word(name) == name for name in names)


def key(name: str | None) -> str:
    bare = re.sub(r"^(?:tp|thành phố|tỉnh|huyện|quận|thị xã|xã|phường|thị trấn)\b\.?\s*", "", (name or "").lower())
    return "hồ chí minh" if bare in ("hcm", "tphcm", "tp.hcm", "tp hcm") else bare


@pytest.mark.skipif(not ARTICLES.exists(), reason="needs the annotated articles")
def test_annotated_articles() -> None:
    right = wrong = 0
    for path in OPEN:
        gold = json.loads((ARTICLES / f"{path}.json").read_text(encoding="utf-8"))["locality"]
        found = place((ARTICLES / f"{path}.txt").read_text(encoding="utf-8"))
        if key(found and found.name) == key(gold and gold["name"]):
            right += 1
        else:
            wrong += 1
    assert right / (right + wrong) >= 0.95


@given(
    st.lists(
        st.sampled_from(
            [
                "huyện",
                "Huyện ủy",
                "Na Hang",
                "tỉnh",
                "Lai Châu",
                ",",
                "(",
                ")",
                ":",
                "\n",
                "các",
                "TP.",
                "HCM",
                "Lê Văn An",
                "ở",
                "QUẬN 1",
            ]
        ),
        max_size=25,
    )
)
def test_any_mixture(words: list[str]) -> None:
    folded = Folded(" ".join(words))
    reported(folded, blocks(folded))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    folded = Folded(text)
    reported(folded, blocks(folded))
