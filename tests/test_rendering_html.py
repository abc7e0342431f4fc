"""The HTML page: one file that asks for nothing, with the article's text marked and everything linked both ways."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from pages import ATTRIBUTES, TAGS, Page
from reports import FULL, WRONG, Draft, annotated, failed_report, full_report, wrong_report

from pacnam_cli import analyse, read_text
from pacnam_cli.model import (
    AnnotatedDocument,
    Cell,
    Column,
    Coverage,
    Document,
    Grid,
    GridCell,
    Report,
    Row,
    Subject,
    Table,
)
from pacnam_cli.rendering import Outcome, render
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.html_text import paragraphs
from pacnam_cli.rendering.options import View

SAMPLES = Path(__file__).parents[1] / "samples"
HOSTILE = """<script>alert(1)</script> "huyện" 'Khe' & <img src=x onerror=alert(2)> &lt;b&gt;

Năm 2023, huyện <b onclick="alert(3)">Khe Lũng</b> kết nạp 58 đảng viên</span></mark></div></main>, đạt 116% kế hoạch.
]]> <!-- <style>*{display:none}</style> {{7*7}} javascript:alert(4) \x1b[31m \u202e đảo \ud800 &#x3c;script&#x3e;
"""


def page(*outcomes: Outcome, view: View | None = None) -> Page:
    """The page of ``outcomes``, sound as markup."""
    out = io.StringIO()
    render("summarize", "html", outcomes, view or View(), out)
    taken_apart = Page(out.getvalue())
    assert taken_apart.faults == []
    assert taken_apart.tags <= TAGS, taken_apart.tags - TAGS
    assert len(set(taken_apart.ids)) == len(taken_apart.ids)
    assert {where for _, where in taken_apart.links} <= {f"#{anchor}" for anchor in taken_apart.ids}
    return taken_apart


def full() -> AnnotatedDocument:
    return annotated(full_report(), FULL)


def squeezed(text: str) -> str:
    return one_line(text.replace("\u00a0", " "))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verbose", [False, True])
def test_the_text_is_there_as_written_with_every_figure_marked(lang: str, verbose: bool) -> None:
    shown = page(full(), view=View(lang=lang, verbose=verbose))  # type: ignore[arg-type]
    assert squeezed(shown.source) == squeezed(FULL)
    for number, figure in enumerate(full_report().figures, 1):
        assert shown.texts[f"d1-f{number}"].startswith(figure.text)


def test_figures_rows_cells_and_findings_are_linked_both_ways() -> None:
    shown = page(full())
    links = set(shown.links)
    report = full_report()
    for number in range(1, len(report.figures) + 1):
        assert (f"d1-f{number}n", f"#d1-r{number}") in links
        assert (f"d1-r{number}", f"#d1-f{number}") in links
    whole = next(number for number, figure in enumerate(report.figures, 1) if figure.text == "38/45")
    for line, figure in enumerate((whole + 1, whole + 2, whole + 3, whole + 4, whole), 1):
        assert (f"d1-t1-{line}-1", f"#d1-f{figure}") in links
        assert (f"d1-f{figure}n", f"#d1-t1-{line}-1") in links
        for finding in ("d1-c1", "d1-c2"):
            assert (f"d1-f{figure}n", f"#{finding}") in links
            assert (finding, f"#d1-f{figure}") in links
            assert (f"d1-r{figure}", f"#{finding}") in links


def test_a_note_says_what_is_known_of_a_figure() -> None:
    shown = page(full())
    by_text = {figure.text: number for number, figure in enumerate(full_report().figures, 1)}
    said = squeezed(shown.texts[f"d1-f{by_text['131%']}n"])
    for part in ("131%", "vai trò mức đạt", "đối tượng kế hoạch", "118 đảng viên mới", "chỉ số kế hoạch kết nạp"):
        assert part in said
    assert "= 126.500.000.000 đồng" in squeezed(shown.texts[f"d1-f{by_text['126,5 tỷ đồng']}n"])
    assert "= 30.000.000–50.000.000 đồng/hộ" in squeezed(shown.texts[f"d1-f{by_text['30 đến 50 triệu đồng']}n"])
    assert "✓ Tổng khớp: 14 + 13 + 6 + 5 = 38" in squeezed(shown.texts[f"d1-f{by_text['38/45']}n"])


def test_what_is_implied_is_linked_with_its_figures() -> None:
    shown = page(full())
    report = full_report()
    assert report.implied
    for place, implied in enumerate(report.implied, 1):
        for number, figure in enumerate(report.figures, 1):
            linked = {(f"d1-i{place}", f"#d1-f{number}"), (f"d1-f{number}n", f"#d1-i{place}")}
            assert linked <= set(shown.links) if figure.id in implied.figures else linked.isdisjoint(shown.links)


def test_what_does_not_add_up_is_marked_and_what_was_not_read() -> None:
    out = io.StringIO()
    render("summarize", "html", [annotated(wrong_report(), WRONG)], View(), out)
    wrong = re.findall(r'<mark class="wrong" [^>]*>([^<]*)', out.getvalue())
    assert wrong == ["120", "70", "45", "80", "33", "45,5%"]  # 12 hộ and 15% hold by rounding
    assert re.findall(r'<span class="unread">([^<]*)', out.getvalue()) == ["7Q", "19", "3x", "4 "]
    assert '<span class="cited">' not in out.getvalue()


def test_several_articles_fit_one_page() -> None:
    shown = page(full(), failed_report(), annotated(wrong_report(), WRONG), full(), wrong_report())
    assert {anchor.partition("-")[0] for anchor in shown.ids} == {"d1", "d2", "d3", "d4"}


def test_without_the_text_numbers_lead_to_their_rows() -> None:
    shown = page(full_report())
    assert shown.source == ""
    assert not any(re.fullmatch(r"#d1-f\d+", where) for _, where in shown.links)
    assert ("d1-t1-1-1", "#d1-r17") in shown.links


def test_a_short_page_has_no_links_to_what_it_leaves_out() -> None:
    shown = page(annotated(wrong_report(), WRONG), view=View(quiet=True))
    assert shown.links == [] and shown.source == ""


def test_nothing_is_fetched_and_nothing_runs() -> None:
    document = read_text(HOSTILE.replace("\ud800", ""))
    annotated_document = AnnotatedDocument(document=document, report=analyse(document))
    shown = page(annotated_document)
    assert squeezed(shown.source) == squeezed(document.text)
    assert shown.attributes <= ATTRIBUTES, shown.attributes - ATTRIBUTES
    out = io.StringIO()
    render("summarize", "html", [annotated_document], View(), out)
    assert "default-src 'none'" in out.getvalue()
    assert "url(" not in out.getvalue() and "@import" not in out.getvalue()
    assert not re.search(r"<[^>]*\s(on\w+|src|srcset|action)=", out.getvalue())


def test_each_article_is_written_before_the_next_is_asked_for() -> None:
    out = io.StringIO()
    seen: list[int] = []

    def outcomes() -> Iterator[Outcome]:
        for _ in range(3):
            seen.append(out.getvalue().count("</article>"))
            yield full()

    render("summarize", "html", outcomes(), View(), out)
    assert seen == [0, 1, 2]


def test_the_command_shows_the_text(run: Run) -> None:
    paths = [SAMPLES / "pac-nam-2021.txt", SAMPLES / "son-khe-2023.txt"]
    outcome = run("summarize", "-f", "html", *paths)
    shown = Page(outcome.out)
    assert outcome.code == 0 and shown.faults == []
    assert squeezed(shown.source) == squeezed("\n".join(path.read_text("utf-8") for path in paths))


def laid_out(text: str, *rows: str, caption: str | None = None, merged: bool = False) -> AnnotatedDocument:
    """A text with one table, each row's cells parted by " | "; its figures are the percentages."""
    draft = Draft(text)
    cells: list[GridCell] = []
    at = text.index(rows[0])
    first = text.index(caption) if caption else at
    for number, row in enumerate(rows):
        at = text.index(row, at)
        column = 0
        for said in row.split(" | "):
            start = text.index(said, at)
            wide = 2 if merged and number == 0 and column == 1 else 1
            cells.append(
                GridCell(row=number, column=column, columns=wide, header=number == 0, span=(start, start + len(said)))
            )
            at = start + len(said)
            column += wide
    for written in re.findall(r"\d+%", text):
        draft.figure(written, int(written[:-1]))
    span = (text.index(caption), text.index(caption) + len(caption)) if caption else None
    document = Document(text=text, source=draft.source("b.docx"))
    document.grids = [Grid(origin="docx", span=(first, at), caption=span, cells=cells)]
    report = Report(
        source=document.source,
        subject=Subject(),
        figures=draft.figures,
        coverage=Coverage(digits=0, read=0, excluded=0),
    )
    return AnnotatedDocument(document=document, report=report)


def test_a_table_of_the_document_is_a_table_of_the_page() -> None:
    text = "Mở đầu.\n\nBảng 1. Kết nạp\nXã | Tỷ lệ\nLũng Pha | 90%\nNà Sang\n\n | 75%\n\nKết thúc 100%."
    outcome = laid_out(text, "Xã | Tỷ lệ", "Lũng Pha | 90%", "Nà Sang", "75%", caption="Bảng 1. Kết nạp", merged=True)
    out = io.StringIO()
    render("summarize", "html", [outcome], View(), out)
    source = out.getvalue().partition('class="source"')[2].partition("</section>")[0]
    assert "<caption>Bảng 1. Kết nạp</caption>" in source
    assert '<tr><th>Xã</th><th colspan="2">Tỷ lệ</th></tr>' in source
    assert source.count("<tr>") == 4 and source.index("<table>") < source.index("</table>") < source.index("Kết thúc")
    assert '<td><mark id="d1-f1"' in source
    assert "<p>Mở đầu.</p>" in source
    assert "|" not in squeezed(page(outcome).source)


def test_a_table_that_does_not_hold_all_its_text_stays_lines() -> None:
    outcome = laid_out("A | B\nlời giữa bảng\nC | 5%", "A | B", "C | 5%")
    shown = page(outcome)
    assert squeezed(shown.source) == "A | B lời giữa bảng C | 5%"
    outcome.document.grids[0].span = (0, 10_000)
    assert squeezed(page(outcome).source) == "A | B lời giữa bảng C | 5%"


def test_figures_that_cannot_be_marked_are_still_in_the_table() -> None:
    outcome = annotated(full_report(), FULL)
    outcome.report.figures[1].span = outcome.report.figures[0].span  # over another
    outcome.report.figures[2].span = (5_000, 5_010)  # beyond the text
    shown = page(outcome)
    assert {"d1-f2", "d1-f3"}.isdisjoint(shown.ids) and {"d1-r2", "d1-r3"} <= set(shown.ids)
    assert squeezed(shown.source) == squeezed(FULL)


def test_a_figure_in_two_cells_of_two_tables() -> None:
    report = full_report()
    cell = Cell(text="41", value=41, figure="f1")
    heads = [Column(name="a"), Column(name="b")]
    report.tables.append(Table(id="t2", title="<i>", columns=heads, rows=[Row(label="", cells=[cell] * 2)]))
    shown = page(annotated(report, FULL))
    assert {"d1-t2-1-1", "d1-t2-1-2"} <= set(shown.ids)
    assert ("d1-f1n", "#d1-t2-1-1") in shown.links


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một dòng.\nHai dòng.", ["Một dòng.", "Hai dòng."]),
        ("Một.\n\n \n\nHai.\n", ["Một.", "Hai."]),
        ("", []),
        ("ĐẢNG BỘ HUYỆN\nBAN CHẤP HÀNH\nSố 5", ["ĐẢNG BỘ HUYỆN", "BAN CHẤP HÀNH", "Số 5"]),
        (
            f"{'Huyện ủy lãnh đạo các chi bộ kiểm tra việc thực hiện'} nghị\nquyết đã đề ra.\n\nHết.",
            ["Huyện ủy lãnh đạo các chi bộ kiểm tra việc thực hiện nghị\nquyết đã đề ra.", "Hết."],
        ),
        (
            f"{'Huyện ủy lãnh đạo các chi bộ kiểm tra việc thực hiện tốt.'}\nĐạt.",
            ["Huyện ủy lãnh đạo các chi bộ kiểm tra việc thực hiện tốt.", "Đạt."],
        ),
    ],
)
def test_paragraphs(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text, 0, len(text), [])] == parts


def test_a_number_broken_over_two_lines_keeps_them_together() -> None:
    text = "thu 1,2\ntỷ đồng\nvà thôi"
    assert [text[a:b] for a, b in paragraphs(text, 0, len(text), [(4, 15)])] == ["thu 1,2\ntỷ đồng", "và thôi"]
