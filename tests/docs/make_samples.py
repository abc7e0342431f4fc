"""Writes the sample reports in all their forms: ``PYTHONPATH=.:tests python tests/docs/make_samples.py [FOLDER]``.

The page has around the article what the sites of newspapers have, the PDF has a header and page numbers. The report of
Nậm Sơn is written in Markdown; in the forms that have merged cells, its tables have them.
"""

from __future__ import annotations

import html
import io
import re
import sys
import textwrap
import unicodedata
import zipfile
from datetime import datetime, timezone
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from docs.encoders import LEGACY, encoded

SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "tan-lam-2024-h1"
WITH_TABLES = "nam-son-2024"
MADE = {
    NAME: datetime(2024, 7, 3, 8, 15, tzinfo=timezone.utc),
    WITH_TABLES: datetime(2024, 12, 16, 8, 15, tzinfo=timezone.utc),
}
PLACES = {NAME: "xã Tân Lâm", WITH_TABLES: "huyện Nậm Sơn"}
HEADINGS = 50  # characters; longer paragraphs are no headings
ENCODINGS = ["utf-16", *LEGACY]
_RULE = re.compile(r"\|[-:| ]+\|")
_SEE_ALSO = "Xem thêm:"


class Cell(NamedTuple):
    """A cell of a table and how far it reaches."""

    text: str
    rows: int = 1
    columns: int = 1


class Table(NamedTuple):
    """A table as Markdown has it: the first row is its head, every row has as many cells."""

    rows: list[list[str]]

    def plain(self) -> str:
        """One line a row, with bars around its cells."""
        return "\n".join(f"| {' | '.join(row)} |" for row in self.rows)

    def merged(self) -> tuple[list[list[Cell]], list[list[Cell]]]:
        """The rows of the head and of the body with merged cells.

        Columns called "Đảng viên: Tổng số" and "Đảng viên: Nữ" have a head in common; equal names below one another in
        the first column are one cell; an empty cell beside the name of a total belongs to it.
        """
        head, *body = self.rows
        return _head(head), _body(body)


def _head(head: list[str]) -> list[list[Cell]]:
    if not any(": " in text for text in head):
        return [[Cell(text) for text in head]]
    upper, lower = [], []
    for common, columns in groupby(head, key=lambda text: text.partition(": ")[0]):
        names = [name for _, _, name in (text.partition(": ") for text in columns)]
        upper.append(Cell(common, 1 if any(names) else 2, len(names)))
        lower += [Cell(name) for name in names if name]
    return [upper, lower]


def _body(body: list[list[str]]) -> list[list[Cell]]:
    found = []
    for _, group in groupby(body, key=lambda row: row[0] or id(row)):
        rows = list(group)
        for number, row in enumerate(rows):
            cells = [Cell(text) for text in row]
            if len(rows) > 1:
                cells = [cells[0]._replace(rows=len(rows)), *cells[1:]] if number == 0 else cells[1:]
            elif row[0] and not row[1]:
                cells = [cells[0]._replace(columns=2), *cells[2:]]
            found.append(cells)
    return found


Block = str | Table


def article(name: str = NAME) -> list[Block]:
    """The paragraphs and tables of a sample; the title is the first, the author the last or the one before."""
    markdown = SAMPLES / f"{name}.md"
    text = (markdown if markdown.exists() else markdown.with_suffix(".txt")).read_text(encoding="utf-8")
    return [_block(each) for each in unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip().split("\n\n")]


def _block(text: str) -> Block:
    if not text.startswith("|"):
        return text.lstrip("# ")
    lines = [line for line in text.split("\n") if not _RULE.fullmatch(line)]
    return Table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines])


def plain(blocks: list[Block]) -> str:
    """The article as plain text; a row of a table is a line."""
    return "\n\n".join(each if isinstance(each, str) else each.plain() for each in blocks) + "\n"


def _is_heading(block: Block) -> bool:
    return isinstance(block, str) and len(block) < HEADINGS and not block.startswith(("Bảng ", "Đơn vị tính"))


def web_page(blocks: list[Block], name: str = NAME) -> bytes:
    """The article as a page of a newspaper's site, with menus, advertisements, comments and other headlines."""
    title, dates, *body = blocks
    assert isinstance(title, str) and isinstance(dates, str)
    related = body.pop() if str(body[-1]).startswith(_SEE_ALSO) else f"{_SEE_ALSO} Ngày hội văn hóa các dân tộc"
    author = body.pop()
    inner = "\n".join(map(_element, body))
    return (
        textwrap.dedent("""\
        <!DOCTYPE html>
        <html lang="vi"><head><meta charset="utf-8">
        <title>{title} - Trang tin {place}</title>
        <meta property="og:title" content="{title}"><meta name="author" content="{author}">
        <meta property="article:published_time" content="{day}T08:15:00+07:00">
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
            title=html.escape(title),
            place=PLACES[name].split(" ", 1)[1],
            day=MADE[name].date().isoformat(),
            author=html.escape(str(author)),
            dates=dates.replace("\n", " · "),
            inner=inner,
            related=html.escape(str(related)),
        )
        .encode("utf-8")
    )


def _element(block: Block) -> str:
    if isinstance(block, Table):
        head, body = block.merged()
        parts = (("thead", "th", head), ("tbody", "td", body))
        return "<table>\n{}\n</table>".format("\n".join(_rows(*part) for part in parts))
    kind = "h2" if _is_heading(block) else "p"
    return f"<{kind}>{html.escape(block)}</{kind}>"


def _rows(part: str, kind: str, rows: list[list[Cell]]) -> str:
    def written(cell: Cell) -> str:
        rowspan = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        colspan = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        return f"<{kind}{rowspan}{colspan}>{html.escape(cell.text)}</{kind}>"

    lines = ["<tr>{}</tr>".format("".join(map(written, row))) for row in rows]
    return "<{0}>\n{1}\n</{0}>".format(part, "\n".join(lines))


def word_file(blocks: list[Block], name: str = NAME) -> bytes:
    """The article as a Word file, the same bytes every time."""
    import docx

    made = MADE[name]
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = made.replace(tzinfo=None)
    title, *rest = blocks
    signature = rest[-2] if str(rest[-1]).startswith(_SEE_ALSO) else rest[-1]
    document.add_heading(str(title), 0)
    for each in rest:
        if isinstance(each, Table):
            _word_table(document, each)
        elif _is_heading(each) and each != signature:
            document.add_heading(each, 2)
        else:
            document.add_paragraph(each)
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(zipfile.ZipInfo(part, made.timetuple()[:6]), source.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _word_table(document: Any, block: Table) -> None:
    from docx.oxml import OxmlElement

    head, body = block.merged()
    table = document.add_table(len(head) + len(body), len(block.rows[0]), style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate([*head, *body]):
        column = 0
        if number < len(head):
            table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in row:
            while (number, column) in taken:
                column += 1
            last = (number + cell.rows - 1, column + cell.columns - 1)
            table.cell(number, column).merge(table.cell(*last)).text = cell.text
            taken |= {(y, x) for y in range(number, last[0] + 1) for x in range(column, last[1] + 1)}


def printed(
    blocks: list[Block] | list[str],
    header: str = "",
    *,
    page_numbers: bool = True,
    size: float = 13,
    password: str = "",
) -> bytes:
    """The article on pages of 148 by 210 mm, with ``header`` above and the number of the page below."""
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
    pages.set_creation_date(MADE[NAME])
    with resources.as_file(resources.files("font_roboto") / "files" / "Roboto-Regular.ttf") as font:
        pages.add_font("Roboto", fname=font)
    if password:
        pages.set_encryption(owner_password=password, user_password=password)
    pages.set_auto_page_break(True, margin=18)
    pages.add_page()
    for number, each in enumerate(blocks):
        if isinstance(each, Table):
            _printed_table(pages, each)
        else:
            pages.set_font("Roboto", size=size + 3 if number == 0 else size)
            pages.multi_cell(0, size * 0.5, each, align="L" if number == 0 else "J", new_x="LMARGIN", new_y="NEXT")
        pages.ln(3)
    return bytes(pages.output())


def _printed_table(pages: Any, block: Table) -> None:
    import fpdf

    head, body = block.merged()
    longest = [max(12, *(len(row[column]) for row in block.rows[1:])) for column in range(len(block.rows[0]))]
    pages.set_font("Roboto", size=10)
    with pages.table(
        num_heading_rows=len(head), headings_style=fpdf.FontFace(), col_widths=longest, line_height=5, text_align="L"
    ) as table:
        for cells in [*head, *body]:
            row = table.row()
            for cell in cells:
                row.cell(cell.text, colspan=cell.columns, rowspan=cell.rows)


def forms(name: str = NAME) -> dict[str, bytes]:
    """A sample in every form but the one it is written in, by the name of the file."""
    blocks = article(name)
    made = {
        f"{name}.html": web_page(blocks, name),
        f"{name}.docx": word_file(blocks, name),
        f"{name}.pdf": printed(blocks, f"Bản tin {PLACES[name]} - số 27"),
    }
    if (SAMPLES / f"{name}.md").exists():
        text = plain(blocks)
        made[f"{name}.txt"] = text.encode("utf-8")
        made |= {
            f"encodings/{name}.{encoding}.txt": encoded(text, encoding) if encoding in LEGACY else text.encode(encoding)
            for encoding in ENCODINGS
        }
    return made


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    for name in (NAME, WITH_TABLES):
        for path, data in forms(name).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
