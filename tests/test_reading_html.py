"""HTML → the article: what belongs to it, what surrounds it, and pages that are odd, huge or broken."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from damage import damaged
from docs.make_samples import article, web_page
from hypothesis import given
from hypothesis import strategies as st

from pacnam_cli.reading import ReadError, read_bytes
from pacnam_cli.reading.framing import Metadata, framed

TITLE = "Huyện Đồng Nai Thượng tổng kết công tác xây dựng Đảng năm 2023"
LEAD = "Năm 2023, Đảng bộ huyện hoàn thành 18/20 chỉ tiêu nghị quyết đề ra."
BODY = [
    "Sáng 15/1, Huyện ủy tổ chức hội nghị tổng kết với sự tham dự của 120 đại biểu từ các xã.",
    "Trong năm, toàn Đảng bộ kết nạp 135 đảng viên, đạt 112,5% kế hoạch được giao.",
    "Ủy ban kiểm tra các cấp kiểm tra 12 tổ chức đảng và 48 đảng viên, giám sát 9 chi bộ.",
    "Thu ngân sách đạt 125,6 tỷ đồng, tăng 8,3%; diện tích lúa gieo cấy 2.450 ha.",
]
NOISE = [
    "4521",
    "77",
    "9 đảng viên mới",
    "200 suất",
    "(25)",
    "300 hộ",
    "15 xã",
    "62 tập",
    "50%",
    "245/GP",
    "153",
    "0912",
]
DIVISIONS = "".join(f"<div>{each}</div>" for each in BODY)
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in BODY)


def page(inner: str) -> bytes:
    """``inner`` among what the sites of newspapers put around an article, in elements without meaning."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | Báo Điện tử</title>
<meta property="og:title" content="{TITLE}"></head><body>
<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/ct">Chính trị</a></li></ul></div>
<div class="hotline">Hotline: 0912.345.678</div><div id="wrapper"><div class="left">{inner}
<div class="tools"><a href="#">In bài</a> <span class="view">Lượt xem: 4521</span> <span>Chia sẻ 77</span></div>
<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/x1">Xã Bình Yên kết nạp 9 đảng viên mới</a></li>
<li><a href="/x2">Trao 200 suất quà cho hộ nghèo</a></li></ul></div>
<div class="box-comment"><div class="comment-title">Ý kiến bạn đọc (25)</div>
<div class="comment-item"><b>Nam</b><p>Xã tôi có 300 hộ nghèo cần hỗ trợ</p></div></div></div>
<div class="right"><div class="item"><a href="/y1">15 xã đạt chuẩn nông thôn mới</a></div>
<div class="item"><a href="/y2">Khen thưởng 62 tập thể</a></div>
<div class="banner"><p>Mua 2 tặng 1, giảm 50%</p></div></div></div>
<div id="footer"><p>Giấy phép số 245/GP. Điện thoại 0209.3871.234</p><p>Đang online: 153</p></div></body>
</html>""".encode()


LAYOUTS = {
    "paragraphs": f"<h1>{TITLE}</h1><div class='sapo'><b>{LEAD}</b></div><div>{PARAGRAPHS}</div>",
    "line breaks": f"<h1>{TITLE}</h1><p>{LEAD}</p><div>{'<br><br>'.join(BODY)}</div>",
    "divisions": f"<div>{TITLE}</div><div>{LEAD}</div><div>{DIVISIONS}</div>",
    "an article": f"<article><header><h1>{TITLE}</h1></header><p>{LEAD}</p>{PARAGRAPHS}</article>",
    "a table for layout": f"<table><tr><td><h1>{TITLE}</h1><tr><td><p>{LEAD}</p>{PARAGRAPHS}</td></tr></table>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_and_nothing_else(layout: str) -> None:
    document = read_bytes(page(LAYOUTS[layout]), "trang.html")
    assert document.source.format == "html" and document.source.encoding == "utf-8"
    assert document.text.split("\n\n") == [TITLE, LEAD, *BODY]
    assert [noise for noise in NOISE if noise in document.text] == []


def test_the_title_of_the_head_stands_above_a_text_without_one() -> None:
    text = read_bytes(page(f"<p>{LEAD}</p>{PARAGRAPHS}")).text
    assert text.startswith(f"{TITLE}\n\n")
    assert text.endswith("\n\n".join([LEAD, *BODY]))


def test_the_headline_of_a_page_without_h1_is_what_its_title_says() -> None:
    slogan = "<div class='title'>Tiếng nói của Đảng bộ và nhân dân</div>"
    text = read_bytes(page(f"{slogan}<div class='tieu-de'>{TITLE}</div><p>{LEAD}</p>{PARAGRAPHS}")).text
    assert text.split("\n\n") == [TITLE, LEAD, *BODY]


def test_what_a_page_names_furniture_is_left_out_unless_it_is_the_article() -> None:
    inside = f"<h1>{TITLE}</h1><p>{LEAD}</p><div class='box-docThem2'><p>{NOISE[3]} quà</p></div>{PARAGRAPHS}"
    for name in ("post tag-dan-van", "related", "elementor-widget"):
        text = read_bytes(page(f"<div class='{name}'>{inside}</div>")).text
        assert text.split("\n\n") == [TITLE, LEAD, *BODY]
    hidden = f"<h1>{TITLE}</h1><p>{LEAD}</p><p style='color:red; display: none'>Có 300 hộ.</p>{PARAGRAPHS}"
    assert "300" not in read_bytes(page(hidden)).text


def test_the_author_in_json_ld() -> None:
    for author in ('{"@type": "Person", "name": "Lê Thị Bình"}', '["Lê Thị Bình", "An"]', '"Lê Thị Bình"'):
        data = f'{{"@graph": [{{"@type": ["NewsArticle"], "author": {author}}}]}}'
        script = (
            f'<script type="application/ld+json">{data}</script><script type="application/ld+json">{{"@type":</script>'
        )
        assert read_bytes(page(f"{script}{LAYOUTS['paragraphs']}")).text.endswith(f"{BODY[-1]}\n\nLê Thị Bình")
    organisation = '{"@type": "Article", "author": {"@type": "Organization", "name": "Ban Tuyên giáo"}}'
    script = f'<script type="application/ld+json">{organisation}</script>'
    assert read_bytes(page(f"{script}{LAYOUTS['paragraphs']}")).text.endswith(BODY[-1])


def test_the_foot_of_a_page_is_left_out() -> None:
    foot = "<p>Trụ sở: 5 Lê Lợi. ĐT: 0212.3845.777</p><p>Giấy phép số 12/GP. Truy cập: 5.600</p>"
    text = read_bytes(page(f"{LAYOUTS['paragraphs']}<div>Lê Thị Bình</div>{foot}")).text
    assert text.endswith(f"{BODY[-1]}\n\nLê Thị Bình")


def test_a_table_beside_the_article_is_none_of_its() -> None:
    inner = "<table><tr><td>Xã<td>Số<tr><td>A<td>5</table>"
    rates = (
        "<div class='right'><div><b>Kết quả</b><table><tr><td>USD<td>23.100<tr><td>EUR<td>25.300</table></div></div>"
    )
    body = f"<h1>{TITLE}</h1><div class='left'><p>{LEAD}</p>{PARAGRAPHS}{inner}</div>{rates}"
    assert [len(grid.cells) for grid in read_bytes(page(body)).grids] == [4]
    assert "EUR" not in read_bytes(page(body)).text
    sections = "".join(f"<div class='muc' id='m{n}'><h2>Mục {n}</h2>{PARAGRAPHS}</div>" for n in (1, 2))
    last = f"<div class='muc' id='m3'><h2>Mục 3</h2>{inner}</div>"
    assert len(read_bytes(page(f"<h1>{TITLE}</h1>{sections}{last}")).grids) == 1


def test_the_sample_page() -> None:
    text = read_bytes(web_page(article())).text
    assert text.startswith("Xã Tân Lâm: Sáu tháng đầu năm 2024")
    assert text.endswith("Quỳnh Nga")
    missing = [each for each in article() if each not in text]
    assert all("Xem thêm" in each or "Lượt xem" in each for each in missing)
    assert not any(noise in text for noise in ("98765", "128", "300m2", "99.000", "3km", "1.204.331", "(17)"))


def test_rows_of_a_table_are_lines() -> None:
    table = "<table><tr><th>Đơn vị<th>Đảng viên</tr><tr><td>Xã A<td><b>4</b>12</tr><tr><td> <td></tr></table>"
    assert "Đơn vị | Đảng viên\nXã A | 412" in read_bytes(page(LAYOUTS["paragraphs"] + table)).text.split("\n\n")
    assert read_bytes(f"<p>Số liệu</p>{table}".encode()).text == "Số liệu\n\nĐơn vị | Đảng viên\nXã A | 412"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Kết nạp 58 đảng viên.</p><p>Đạt\n 116%</p>", "Kết nạp 58 đảng viên.\n\nĐạt 116%"),
        ("<div>Kết nạp <b>58</b> đảng&nbsp;viên<br>Đạt 116&#37;</div>", "Kết nạp 58 đảng viên\n\nĐạt 116%"),
        ("<ul><li>Một chi bộ</li><li>Hai xã</li></ul><script>var a = 5</script>", "Một chi bộ\n\nHai xã"),
        ("\ufeff \n<!-- 12 --><?xml version='1.0'?>\n<html><p>58 hộ</html>", "58 hộ"),
        ("<p>A &lt; B &bogus; &amp;</p>", "A < B &bogus; &"),
        ("<h1>Tin</h1>58 hộ<p>thoát nghèo", "Tin\n\n58 hộ\n\nthoát nghèo"),
    ],
)
def test_a_page_without_furniture_is_read_whole(fragment: str, text: str) -> None:
    document = read_bytes(fragment.encode())
    assert document.text == text
    assert document.source.format == "html"


@pytest.mark.parametrize("data", [b"<html></html>", b"<p></p>", b"<!doctype html>", b"<html><script>5</script>"])
def test_a_page_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data)
    assert caught.value.code == "empty"


def toned(text: str) -> str:
    """``text`` as windows-1258 has it: letters whole, their tones behind them."""
    tones = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b]?)")
    return unicodedata.normalize("NFC", tones.sub("\\2\u2060\\1", unicodedata.normalize("NFD", text))).replace(
        "\u2060", ""
    )


@pytest.mark.parametrize(
    ("encoding", "declared", "known_as"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "iso-8859-1", "utf-8"),  # servers claim what is not so
        ("utf-8-sig", "windows-1258", "utf-8"),
        ("utf-16", "utf-16", "utf-16"),
        ("cp1258", "windows-1258", "cp1258"),
    ],
)
def test_the_encoding_is_told_by_the_mark_the_bytes_and_the_page(encoding: str, declared: str, known_as: str) -> None:
    text = "Xã có 5 chi bộ, dân số 1.200 người, đạt kế hoạch."
    written = toned(text) if encoding == "cp1258" else text
    data = f"<html><meta charset={declared}><p>{written}</p></html>".encode(encoding)
    document = read_bytes(data, "a.html")
    assert document.text == text
    assert document.source.encoding == known_as


def test_a_named_encoding_overrides_the_page() -> None:
    data = "<html><meta charset=utf-8><p>à la carte</p>".encode("latin-1")
    assert read_bytes(data, encoding="latin-1").text == "à la carte"


def test_the_metadata_fills_what_the_text_lacks() -> None:
    told = Metadata(TITLE, "Lê Thị Bình", "2024-01-15")
    assert framed(BODY, told, BODY) == [TITLE, "15/01/2024", *BODY, "Lê Thị Bình"]
    signed = [f"{TITLE}", "Đăng ngày 15/1/2024", *BODY, "Bài, ảnh: Trần An"]
    assert framed(signed, told, signed) == signed
    assert framed([TITLE, *BODY], Metadata(f"{TITLE} - Báo Mới", "Báo Mới", ""), [])[-1] == BODY[-1]
    assert framed([], told, []) == []


@pytest.mark.parametrize("depth", [200, 1000, 100_000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    data = ("<div>" * depth + "Kết nạp 58 đảng viên" + "</div>" * depth).encode()
    try:
        assert read_bytes(data).text == "Kết nạp 58 đảng viên"
    except ReadError as error:
        assert error.code == "too_large"


def test_entities_are_not_blown_up() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "0123456789">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    assert len(read_bytes(f"{bomb}]><p>Chào &m; &l;</p>".encode()).text) < 5000


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(ReadError, match=r"pip install 'pacnam-cli\[html\]'") as caught:
        read_bytes(b"<p>x</p>")
    assert caught.value.code == "missing_extra" and "\n" not in caught.value.message


def test_broken_pages_give_text_or_a_read_error() -> None:
    for data in damaged(page(LAYOUTS["paragraphs"])):
        try:
            read_bytes(data, "trang.html")
        except ReadError as error:
            assert error.message


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "<br>", "<a href=x>", "&", "<!--", "58 hộ ", "<"])
    )
)
def test_any_marks_give_text_or_a_read_error(marks: list[str]) -> None:
    try:
        assert read_bytes(("<html>" + "".join(marks)).encode()).text.strip()
    except ReadError as error:
        assert error.code in ("empty", "too_large")
