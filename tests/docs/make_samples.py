"""Writes the sample report as a web page, a Word file and a PDF: ``python tests/docs/make_samples.py [FOLDER]``.

The page has around the article what the sites of newspapers have, the PDF has a header and page numbers.
"""

from __future__ import annotations

import html
import io
import sys
import textwrap
import unicodedata
import zipfile
from datetime import datetime, timezone
from importlib import resources
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "tan-lam-2024-h1"
MADE = datetime(2024, 7, 3, 8, 15, tzinfo=timezone.utc)
HEADINGS = 50  # characters; longer paragraphs are no headings


def article(name: str = NAME) -> list[str]:
    """The paragraphs of a sample."""
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip().split("\n\n")


def web_page(paragraphs: list[str]) -> bytes:
    """The article as a page of a newspaper's site, with menus, advertisements, comments and other headlines."""
    title, *rest = paragraphs
    *body, author, related = rest
    dates = body.pop(0).replace("\n", " · ")
    inner = "\n".join(
        f"<h2>{html.escape(each)}</h2>" if len(each) < HEADINGS else f"<p>{html.escape(each)}</p>" for each in body
    )
    return (
        textwrap.dedent("""\
        <!DOCTYPE html>
        <html lang="vi"><head><meta charset="utf-8">
        <title>{title} - Trang tin Tân Lâm</title>
        <meta property="og:title" content="{title}"><meta name="author" content="{author}">
        <meta property="article:published_time" content="2024-07-03T08:15:00+07:00">
        <script>var counter = 98765;</script></head>
        <body>
        <header><a href="/">Trang chủ</a> <span>Đường dây nóng: 0209 555 0137</span></header>
        <nav><ul><li><a href="/1">Chính trị (128)</a></li><li><a href="/2">Kinh tế (75)</a></li>
        <li><a href="/3">Xã hội (231)</a></li></ul></nav>
        <main><article>
        <h1>{title}</h1>
        <div class="meta">{dates}</div>
        <div class="content">
        {inner}
        </div>
        <p class="author">{author}</p>
        </article></main>
        <aside class="sidebar"><h3>Đọc nhiều</h3><ul><li><a href="/a">5 hộ dân hiến 300m2 đất làm đường</a></li>
        <li><a href="/b">{related}</a></li></ul>
        <div class="ads">Giảm giá 40% chỉ còn 99.000 đồng</div></aside>
        <section id="comments" class="comments"><h3>Bình luận (17)</h3>
        <p>Bạn đọc: Xã nên làm thêm 3km đường.</p></section>
        <footer>Giấy phép số 12/GP-TTĐT. Lượt truy cập: 1.204.331</footer>
        </body></html>
        """)
        .format(
            title=html.escape(title), author=html.escape(author), dates=dates, inner=inner, related=html.escape(related)
        )
        .encode("utf-8")
    )


def word_file(paragraphs: list[str]) -> bytes:
    """The article as a Word file, the same bytes every time."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = MADE.replace(tzinfo=None)
    title, *rest = paragraphs
    document.add_heading(title, 0)
    for each in rest:
        if len(each) < HEADINGS and each != rest[-2]:
            document.add_heading(each, 2)
        else:
            document.add_paragraph(each)
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def printed(
    paragraphs: list[str], header: str = "", *, page_numbers: bool = True, size: float = 13, password: str = ""
) -> bytes:
    """The paragraphs on pages of 148 by 210 mm, with ``header`` above and the number of the page below."""
    import fpdf

    class Pages(fpdf.FPDF):
        def header(self) -> None:
            if header:
                self.set_font("Roboto", size=9)
                self.cell(0, 5, header, new_x="LMARGIN", new_y="NEXT")
                self.ln(4)

        def footer(self) -> None:
            if page_numbers:
                self.set_y(-12)
                self.set_font("Roboto", size=9)
                self.cell(0, 5, str(self.page_no()), align="C")

    pages = Pages(format=(148, 210))
    pages.set_creation_date(MADE)
    with resources.as_file(resources.files("font_roboto") / "files" / "Roboto-Regular.ttf") as font:
        pages.add_font("Roboto", fname=font)
    if password:
        pages.set_encryption(owner_password=password, user_password=password)
    pages.set_auto_page_break(True, margin=18)
    pages.add_page()
    for number, each in enumerate(paragraphs):
        pages.set_font("Roboto", size=size + 3 if number == 0 else size)
        pages.multi_cell(0, size * 0.5, each, align="L" if number == 0 else "J", new_x="LMARGIN", new_y="NEXT")
        pages.ln(3)
    return bytes(pages.output())


def forms(paragraphs: list[str]) -> dict[str, bytes]:
    """The article in every form, by suffix."""
    return {
        "html": web_page(paragraphs),
        "docx": word_file(paragraphs),
        "pdf": printed(paragraphs, "Bản tin xã Tân Lâm - số 27"),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    for suffix, data in forms(article()).items():
        (folder / f"{NAME}.{suffix}").write_bytes(data)
