"""The HTML page in a real Chromium: it logs nothing, asks for nothing, runs nothing, and works without script."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, find
from browser import Page as Shown
from reports import FULL, WRONG, annotated, full_report, wrong_report

from pacnam_cli import analyse, read_text
from pacnam_cli.model import AnnotatedDocument
from pacnam_cli.rendering import Outcome, render
from pacnam_cli.rendering.options import View

pytestmark = pytest.mark.skipif(find() is None, reason="no Chromium on this machine")

HOSTILE = """Huyện <script>document.title = "hỏng"; fetch("http://example.org/a")</script> Khe Lũng

Năm 2023, huyện kết nạp 58 đảng viên <img src="http://example.org/b.png" onerror="document.title = 'hỏng'">, đạt 116%
kế hoạch. <style>@import url("http://example.org/c.css"); mark { display: none }</style></style></title></main>
<iframe src="http://example.org/d"></iframe> <link rel="stylesheet" href="//example.org/e.css">
<base href="//example.org">
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find()
    assert program is not None
    with Browser(program) as started:
        yield started


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """``written(outcome, ...)`` → the file of a page."""

    def write(*outcomes: Outcome, lang: Any = "vi") -> Path:
        path = tmp_path_factory.mktemp("page") / "trang.html"
        with path.open("w", encoding="utf-8") as out:
            render("summarize", "html", outcomes, View(lang=lang), out)
        return path

    return write


@pytest.fixture(scope="module")
def article(written: Callable[..., Path]) -> Path:
    return written(annotated(full_report(), FULL), annotated(wrong_report(), WRONG))


def settled(look: Callable[[], object], wanted: object) -> object:
    """What ``look`` sees once it is ``wanted``, or after some seconds: input reaches a page a moment later."""
    for _ in range(100):
        if look() == wanted:
            break
        time.sleep(0.05)
    return look()


def notes(page: Shown) -> list[str]:
    return page.visible(".note")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_complaint_no_request_no_sideways_scrolling(
    browser: Browser, written: Callable[..., Path], lang: str, width: int, dark: bool
) -> None:
    path = written(annotated(full_report(), FULL), annotated(wrong_report(), WRONG), lang=lang)
    page = browser.open(path, width=width, dark=dark, touch=width == 390)
    assert page.complaints() == []
    assert page.requests() == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("getComputedStyle(document.documentElement).lang ?? document.documentElement.lang") == lang


def test_what_a_text_brings_along_stays_text(browser: Browser, written: Callable[..., Path]) -> None:
    document = read_text(HOSTILE)
    path = written(AnnotatedDocument(document=document, report=analyse(document)))
    page = browser.open(path)
    assert page.requests() == [path.as_uri()]
    assert page.complaints() == []
    assert "hỏng" not in page.evaluate("document.title").replace('"hỏng"', "")
    assert page.evaluate("document.querySelectorAll('script, img, iframe, link, base, body style').length") == 0
    told = page.evaluate("document.querySelector('.source').innerText")
    assert " ".join(told.split()) == " ".join(HOSTILE.split())


def test_nothing_could_run_or_be_fetched_even_if_it_got_in(browser: Browser, article: Path) -> None:
    text = article.read_text("utf-8")
    path = article.with_name("chen.html")
    bad = "document.title = 'hỏng'"
    intruder = f'<script>{bad}</script><img src="http://example.org/x.png" onerror="{bad}">'
    path.write_text(text.replace("</main>", f"{intruder}</main>"), encoding="utf-8")
    page = browser.open(path)
    assert page.evaluate("document.title") != "hỏng"
    assert any("Content Security Policy" in complaint for complaint in page.complaints())


def test_a_note_shows_on_hover_and_on_keyboard_focus(browser: Browser, article: Path) -> None:
    page = browser.open(article)
    assert notes(page) == []
    page.hover("#d1-f4")
    assert settled(lambda: notes(page), ["d1-f4n"]) == ["d1-f4n"]
    page.hover("h1")
    assert settled(lambda: notes(page), []) == []
    page.evaluate("document.querySelector('#d1-f3').focus()")
    assert notes(page) == ["d1-f3n"]
    for _ in range(len(page.evaluate("[...document.querySelectorAll('#d1-f3 a')].map(e => e.href)"))):
        page.press("Tab")  # through the links of the note, which stays while they have the focus
        assert notes(page) == ["d1-f3n"]
    page.press("Tab")
    assert settled(lambda: notes(page), ["d1-f4n"]) == ["d1-f4n"]


def test_a_note_lies_right_under_its_number_within_the_text(browser: Browser, article: Path) -> None:
    for width in (390, 700, 1200):
        page = browser.open(article, width=width)
        for number in (1, 5, 20, len(full_report().figures)):
            page.evaluate(f"document.querySelector('#d1-f{number}').focus()")
            gap, left, right = page.evaluate(
                f"(() => {{ const m = document.querySelector('#d1-f{number}').getClientRects()[0],"
                f" n = document.querySelector('#d1-f{number}n').getBoundingClientRect(),"
                " s = document.querySelector('.source').getBoundingClientRect();"
                " return [n.top - m.bottom, n.left - s.left, s.right - n.right]; })()"
            )
            assert -4 <= gap <= 12 and left >= -1 and right >= -1, (width, number, gap)
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_note_shows_on_a_tap_and_goes_on_a_tap_beside_it(browser: Browser, article: Path) -> None:
    page = browser.open(article, width=390, height=844, touch=True)
    page.tap("#d1-f4")
    assert settled(lambda: notes(page), ["d1-f4n"]) == ["d1-f4n"]
    page.tap(".source h3")
    assert settled(lambda: notes(page), []) == []


_IN_SIGHT = (
    """(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(':target').getBoundingClientRect())"""
)


def test_links_lead_to_the_text_and_back(browser: Browser, article: Path) -> None:
    page = browser.open(article)
    for link, target in (
        ("#d1-r4 a", "d1-f4"),
        ("#d1-t1-1-1 a", "d1-f17"),
        ("#d2-c1 b a", "d2-f2"),
        ("header .large a", "d1-f2"),
    ):
        page.click(link)
        assert settled(lambda: page.evaluate("document.querySelector(':target')?.id"), target) == target
        assert page.evaluate(_IN_SIGHT)
    page.evaluate("document.querySelector('#d2-f1').focus()")
    for target in ("d2-c1", "d2-r1"):
        page.evaluate(f"document.querySelector('#d2-f1n a[href=\"#{target}\"]').click()")
        assert settled(lambda: page.evaluate("document.querySelector(':target')?.id"), target) == target
        plain = page.evaluate("getComputedStyle(document.querySelector('#d2-r2')).backgroundColor")
        assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") != plain


_CONTRAST = """(() => {
  const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = color => { const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map(channel);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) {
    const color = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(color)) return color; } };
  document.querySelectorAll('.note').forEach(e => e.style.display = 'block');
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())) continue;
    const [more, less] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    const ratio = (more + .05) / (less + .05);
    if (!(ratio >= 4.5)) low.push(`${e.tagName}.${e.className} ${ratio} ${e.textContent.slice(0, 30)}`);
  }
  return low; })()"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_out_from_its_ground(browser: Browser, article: Path, dark: bool) -> None:
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    assert browser.open(article, dark=dark).evaluate(_CONTRAST) == []


def test_printed_it_has_codes_instead_of_notes(browser: Browser, article: Path) -> None:
    import pypdfium2

    page = browser.open(article)
    page.evaluate("document.querySelector('#d1-f4').focus()")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf()))
    pages = [sheet.get_textpage().get_text_bounded() for sheet in document]
    printed = " ".join(" ".join(pages).split())
    assert re.search(r"118 ?f4", printed) and re.search(r"120 ?✗ ?f1", printed)
    assert "vai trò mức đạt" not in printed  # of a note
    assert "Mã nhỏ sau mỗi con số" in printed and "rê chuột" not in printed
    assert all(text.strip() for text in pages)
    assert abs(document[0].get_width() - 595) < 2  # A4
