"""What people see, compared with the files in ``golden``.

``PACNAM_UPDATE_GOLDEN=1 pytest tests/test_rendering_golden.py`` writes them anew; read the difference then.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from goldens import demand
from msgspec import structs
from reports import EMPTY, FULL, WRONG, annotated, empty_report, failed_report, full_report, long_report, wrong_report

from pacnam_cli.model import Cell, Column, Row
from pacnam_cli.rendering import render
from pacnam_cli.rendering.options import View

_ALL = ("full", "wrong", "empty")
REPORTS = {"full": full_report, "wrong": wrong_report, "empty": empty_report, "long": long_report}
TEXTS = {"full": FULL, "wrong": WRONG, "empty": EMPTY}
SUFFIXES = {"markdown": "md", "html": "html", "json": "json", "ndjson": "ndjson", "csv": "csv", "tsv": "tsv"}


def shown(command: Any, format: str, names: list[str], view: View) -> str:
    """What the reports called ``names`` look like."""
    out = io.StringIO()
    render(command, format, [REPORTS[name]() for name in names], view, out, many=len(names) > 1)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("format", ["terminal", "text"])
@pytest.mark.parametrize("name", ["full", "wrong", "empty"])
def test_summary_at_every_width(name: str, format: str, width: int, lang: Any) -> None:
    demand(f"{name}-{format}-{width}-{lang}.txt", shown("summarize", format, [name], View(lang=lang, width=width)))


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("color", View(color=True)),
        ("ascii", View(unicode=False)),
        ("narrow", View(width=40)),
        ("quiet", View(quiet=True)),
        ("verbose", View(verbose=True)),
    ],
)
@pytest.mark.parametrize("report", ["full", "wrong"])
def test_summary_as_the_reader_wants_it(report: str, name: str, view: View) -> None:
    demand(f"{report}-terminal-{name}.txt", shown("summarize", "terminal", [report], view))


def test_a_long_report_says_what_it_leaves_out() -> None:
    text = shown("summarize", "text", ["long"], View())
    demand("long-text-80-vi.txt", text)
    assert "… và 92 số liệu khác: pacnam figures dài.txt" in " ".join(text.split())
    assert "…" not in shown("summarize", "text", ["long"], View(verbose=True))


def test_a_summary_says_how_many_tables_and_rows_it_leaves_out() -> None:
    report = full_report()
    table = report.tables[0]
    row = table.rows[0]
    report.tables = [
        structs.replace(table, rows=[structs.replace(row, label=f"{row.label} {number}")] * 30) for number in range(11)
    ]
    out = io.StringIO()
    render("summarize", "text", [report], View(), out)
    text = " ".join(out.getvalue().split())
    assert text.count("… và 18 dòng khác: pacnam tables bao-cao/khe-lung-2022.txt") == 8
    assert "… và 3 bảng khác: pacnam tables bao-cao/khe-lung-2022.txt" in text


def test_a_summary_shows_a_table_told_twice_once() -> None:
    report = full_report()
    report.tables = report.tables[:1] * 2
    shown_twice, shown_once = io.StringIO(), io.StringIO()
    render("summarize", "markdown", [report], View(), shown_twice)
    report.tables = report.tables[:1]
    render("summarize", "markdown", [report], View(), shown_once)
    assert shown_twice.getvalue() == shown_once.getvalue()


@pytest.mark.parametrize(
    ("command", "format", "name"),
    [
        *(
            ("summarize", format, name)
            for format in ("markdown", "html", "json")
            for name in ("full", "wrong", "empty")
        ),
        *(("figures", format, "full") for format in ("table", "csv", "tsv", "ndjson")),
        *(("tables", format, "full") for format in ("table", "csv", "markdown", "json")),
        *(("check", format, name) for format in ("text", "ndjson") for name in _ALL),
    ],
)
def test_other_formats(command: str, format: str, name: str) -> None:
    suffix = SUFFIXES.get(format, "txt")
    demand(f"{name}-{command}.{suffix}", shown(command, format, [name], View()))


@pytest.mark.parametrize("name", _ALL)
def test_a_page_with_the_text_of_the_article(name: str) -> None:
    out = io.StringIO()
    render("summarize", "html", [annotated(REPORTS[name](), TEXTS[name])], View(lang="en"), out)
    demand(f"{name}-page-en.html", out.getvalue())


@pytest.mark.parametrize("width", [40, 60, 120, 200])
def test_the_table_of_figures_at_other_widths(width: int) -> None:
    demand(f"full-figures-{width}.txt", shown("figures", "table", ["full"], View(width=width)))


@pytest.mark.parametrize("format", ["terminal", "text", "markdown"])
def test_several_reports_stand_apart_and_failures_are_left_out(format: str) -> None:
    out = io.StringIO()
    render("summarize", format, [full_report(), failed_report(), wrong_report()], View(), out)
    alone = [shown("summarize", format, [name], View()) for name in ("full", "wrong")]
    assert out.getvalue() == "\n".join(alone)


@pytest.mark.parametrize("width", [72, 80])
def test_a_table_too_wide_for_its_place_beside_the_label_goes_under_it(width: int) -> None:
    report = full_report()
    places = ("Đảng bộ xã Khe Tao", "Đảng bộ thị trấn Khe Lũng", "Đảng bộ Công an huyện")
    kinds = ("Chi bộ thôn", "Chi bộ cơ quan, trường học", "Chi bộ thôn")
    rows = [
        Row(label=place, cells=[Cell(text=kind), *(Cell(text=str(n), value=n) for n in (9, 187, 61))])
        for place, kind in zip(places, kinds, strict=True)
    ]
    whole = report.tables[0].rows[-1].cells[0]
    rows.append(Row(label="Tổng", cells=[Cell(text=""), whole, whole, whole], total=True))
    heads = ("Loại hình chi bộ", "Số chi bộ (chi bộ)", "Đảng viên – Tổng số", "Đảng viên – Nữ")
    report.tables = [structs.replace(report.tables[0], columns=[Column(name=name) for name in heads], rows=rows)]
    out = io.StringIO()
    render("summarize", "text", [report], View(width=width), out)
    lines = out.getvalue().split("\n")
    section = lines[lines.index("Bảng") : next(at for at, line in enumerate(lines) if line.startswith("Kiểm số"))]
    assert max(map(len, lines)) <= width and not any(line != line.rstrip() for line in lines)
    numbers = [line for line in section if line.split()[-3:] == ["9", "187", "61"]]
    assert len(numbers) == 3 and len({line.index("187") for line in numbers}) == 1
    assert [line for line in section if "Tổng" in line][-1].endswith("✓")
