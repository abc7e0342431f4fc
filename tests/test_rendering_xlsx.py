"""Excel workbooks, read back: values and their types, formats, sheets, what Excel does not hold."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from msgspec import structs
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports import Draft, empty_report, failed_report, full_report, wrong_report

from pacnam_cli.model import Cell, Column, Coverage, FailedReport, Report, Row, Subject, Table
from pacnam_cli.rendering import render, workbook, xlsx
from pacnam_cli.rendering.cleaning import CELL_LIMIT
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.rows import FIGURE_COLUMNS, TABLE_COLUMNS


def written(command: Any, reports: list[Report | FailedReport], view: View | None = None) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    render(command, "xlsx", reports, view or View(), out)
    return out.getvalue()


def book(command: Any, *reports: Report | FailedReport, view: View | None = None) -> Workbook:
    """The workbook read back."""
    return load_workbook(io.BytesIO(written(command, list(reports), view)))


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows under the heading, by column."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def report_of(draft: Draft, *tables: Table, path: str = "a.txt") -> Report:
    """A report with the figures of ``draft`` and with ``tables``."""
    return Report(
        source=draft.source(path),
        subject=Subject(),
        figures=draft.figures,
        tables=list(tables),
        coverage=Coverage(digits=0, read=0, excluded=0),
    )


def table_of(*rows: Row, title: str | None = None, columns: list[Column] | None = None, id: str = "t1") -> Table:
    """A table of one column unless ``columns`` says otherwise."""
    return Table(id=id, title=title, columns=columns or [Column(name="Số lượng")], rows=list(rows))


def one(
    text: str, value: float | None = None, figure: str | None = None, label: str = "nữ", total: bool = False
) -> Row:
    """A row of one cell."""
    return Row(label=label, cells=[Cell(text=text, value=value, figure=figure)], total=total)


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_the_long_form_holds_what_csv_holds(command: Any) -> None:
    reports: list[Report | FailedReport] = [full_report(), failed_report(), wrong_report()]
    text = io.StringIO()
    render(command, "csv", reports, View(), text)
    expected = list(csv.DictReader(io.StringIO(text.getvalue())))
    sheet = book(command, *reports)[command]
    found = records(sheet)
    assert list(found[0]) == (FIGURE_COLUMNS if command == "figures" else TABLE_COLUMNS)
    numbers = {"value", "total", "upper", "start", "end", "row"}
    assert len(found) == len(expected) > 4
    for row, wanted in zip(found, expected, strict=True):
        for name, cell in row.items():
            if cell is None:
                assert wanted[name] == ""
            elif name in numbers:
                assert isinstance(cell, int | float) and cell == float(wanted[name])
            else:
                assert cell == wanted[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{'T' if command == 'figures' else 'J'}{len(found) + 1}"


def test_numbers_keep_their_printed_decimals() -> None:
    draft = Draft("8,50% và 1,2 tỷ đồng, 1.500 hộ, 1.234,5 nghìn, từ 2,5 đến 3 ha")
    draft.figure("8,50%", 8.5, decimals=2)
    draft.figure("1,2 tỷ đồng", 1_200_000_000, "đồng", kind="money", decimals=1, scale=10**9)
    draft.figure("1.500", 1500)
    draft.figure("1.234,5 nghìn", 1_234_500, decimals=1, scale=1000)
    draft.figure("2,5 đến 3", 2.5, "ha", kind="measure", decimals=1, upper=3)
    rows = list(book("figures", report_of(draft))["figures"].iter_rows(min_row=2))
    formats = [(row[3].value, row[3].number_format) for row in rows]
    assert formats == [
        (8.5, "#,##0.00"),
        (1_200_000_000, "#,##0"),
        (1500, "#,##0"),
        (1_234_500, "#,##0"),
        (2.5, "#,##0.0"),
    ]
    assert (rows[4][5].value, rows[4][5].number_format) == (3, "#,##0.0")
    assert {cell.number_format for row in rows for cell in row[18:]} == {"0"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "@x", "-5 hộ", "{=1}", "0912", "1e5", "http://x.vn", "mailto:a@x.vn", "'x", "TRUE", "#N/A"]
)
def test_a_text_stays_a_text(text: str) -> None:
    draft = Draft("5")
    draft.figure("5", 5, text, subject=text)
    report = report_of(draft, table_of(one(text, label=text), title=text, columns=[Column(name=text)]))
    for command, cells in (("figures", ("G2", "H2")), ("tables", ("C2", "E2", "F2", "I2"))):
        sheet = book(command, report)[command]
        assert [(sheet[cell].value, sheet[cell].data_type) for cell in cells] == [(text, "s")] * len(cells)
        assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    laid = book("tables", report).worksheets[1]
    assert [laid[cell].value for cell in ("A1", "B4", "A5", "B5")] == [text] * 4
    for command in ("figures", "tables"):
        with zipfile.ZipFile(io.BytesIO(written(command, [report]))) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_what_a_workbook_cannot_hold_is_cleaned() -> None:
    draft = Draft("5")
    draft.figure(
        "5", 5, "a\x00b\x1bc", subject="một\ud800hai", actor="x\ufffey\uffff", action="_x0041_", period="a\n\tb"
    )
    (row,) = records(book("figures", report_of(draft, path="b\udcff.txt"))["figures"])
    assert row["file"] == "b\ufffd.txt"
    assert row["unit"] == "a\ufffdb\ufffdc"
    assert row["subject"] == "một\ufffdhai"
    assert row["actor"] == "x\ufffdy\ufffd"
    assert row["period"] == "a b"
    with zipfile.ZipFile(io.BytesIO(written("figures", [report_of(draft)]))) as archive:
        assert b"_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml")  # Excel would read the letter A


@pytest.mark.parametrize("letter", ["đ", "😀"])
def test_a_long_text_is_cut_with_a_mark(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits, long = letter * (CELL_LIMIT // units), letter * (CELL_LIMIT // units + 1)
    draft = Draft("5")
    draft.figure("5", 5, fits, subject=long)
    (row,) = records(book("figures", report_of(draft))["figures"])
    assert row["unit"] == fits
    assert row["subject"].endswith(letter + "…")
    assert len(row["subject"].encode("utf-16-le")) // 2 <= CELL_LIMIT


@pytest.mark.parametrize(
    ("value", "stays"),
    [(10**14 + 1, True), (12 * 10**20, True), (10**17 + 1, False), (float("inf"), False), (10**400, False)],
)
def test_a_number_that_excel_would_change_is_a_text(value: float, stays: bool) -> None:
    draft = Draft("5")
    draft.figure("5", value)
    cell = book("figures", report_of(draft))["figures"]["D2"]
    assert cell.data_type == ("n" if stays else "s")
    assert cell.value == (value if stays else str(value))


def test_rows_beyond_the_sheet_go_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 12)
    report = full_report()
    made = book("figures", report)
    assert made.sheetnames == ["figures", "figures 2", "figures 3"]
    rows = [row for sheet in made for row in records(sheet)]
    assert [row["id"] for row in rows] == [figure.id for figure in report.figures]
    assert [sheet.max_row for sheet in made] == [12, 12, len(report.figures) - 22 + 1]
    assert {sheet.freeze_panes for sheet in made} == {"A2"}


def test_a_table_is_laid_out_as_a_person_would() -> None:
    made = book("tables", full_report())
    assert made.sheetnames == ["tables", "t1 Chỉ tiêu"]
    sheet = made.worksheets[1]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Chỉ tiêu", None, None),
        ("bao-cao/khe-lung-2022.txt · t1", None, None),
        (None, None, None),
        (None, "Đạt/tổng (chỉ tiêu)", "trên tổng số"),
        ("kinh tế", 14, 18),
        ("văn hóa - xã hội", 13, 14),
        ("quốc phòng - an ninh", 6, 7),
        ("xây dựng Đảng", 5, 6),
        ("Tổng", 38, 45),
    ]
    assert [bool(row[0].font.b) for row in sheet.iter_rows(min_row=4)] == [True, False, False, False, False, True]
    assert sheet["B9"].font.b and sheet["C9"].font.b and not sheet["B8"].font.b
    assert sheet.freeze_panes == "B5"
    assert sheet.column_dimensions["A"].width > len("quốc phòng - an ninh")
    assert book("tables", full_report(), view=View(lang="en")).worksheets[1]["C4"].value == "out of"


def test_cells_show_percent_approximation_and_range_and_stay_numbers() -> None:
    draft = Draft("hơn 1.500 hộ, 68,80%, 0,7 điểm %, từ 30 đến 50 hộ, giảm hơn 5 hộ")
    over = draft.figure("1.500", 1500, "hộ", approx="over")
    share = draft.figure("68,80%", 68.8, decimals=2)
    points = draft.figure("0,7 điểm %", 0.7, "điểm %", kind="percent", decimals=1)
    span = draft.figure("30 đến 50", 30, "hộ", upper=50)
    fall = draft.figure("5", 5, "hộ", approx="over", direction="down", role="change")
    rows = [
        one("hơn 1.500", 1500, over),
        one("68,80%", 68.8, share),
        one("0,7 điểm %", 0.7, points),
        one("30 đến 50", 30, span),
        one("-5", -5, fall),
        one("1.008,50", 1008.5),
        one("12,0%", 12.0),
        one("-"),
        one("chưa có"),
    ]
    sheet = book("tables", report_of(draft, table_of(*rows))).worksheets[1]
    assert [(row[1].value, row[1].number_format) for row in sheet.iter_rows(min_row=5)] == [
        (1500, '"> "#,##0'),
        (68.8, '#,##0.00"%"'),
        (0.7, '#,##0.0" điểm %"'),
        (30, "#,##0"),
        (-5, '"< "#,##0'),
        (1008.5, "#,##0.00"),
        (12, '#,##0.0"%"'),
        ("-", "General"),
        ("chưa có", "General"),
    ]
    assert (sheet["C4"].value, sheet["C8"].value, sheet["C5"].value) == ("đến", 50, None)


def test_one_number_of_a_ratio_and_uneven_rows() -> None:
    draft = Draft("47/55")
    ratio = draft.figure("47/55", 47, total=55)
    uneven = Row(label="b", cells=[])
    both = Row(label="a", cells=[Cell(text="47", value=47, figure=ratio), Cell(text="55", value=55, figure=ratio)])
    table = table_of(both, uneven, columns=[Column(name="Đạt"), Column(name="Tổng")])
    sheet = book("tables", report_of(draft, table)).worksheets[1]
    assert list(sheet.iter_rows(min_row=4, values_only=True)) == [
        (None, "Đạt", "Tổng"),
        ("a", 47, 55),
        ("b", None, None),
    ]


def test_sheets_have_names_that_excel_takes() -> None:
    titles = ["Thu: chi [a/b]*?\\", "'x'", "d" * 40, "😀" * 40, "", "\x1b\ud800", "Chỉ tiêu", "CHỈ TIÊU"]
    tables = [table_of(one("5", 5), title=title, id="t1") for title in titles]
    tables.append(table_of(one("5", 5), title=None, id="tables"))
    tables.append(table_of(one("5", 5), title=None, id="History"))
    tables.append(table_of(one("5", 5), title="Hộ", id="😀" * 20))
    names = book("tables", report_of(Draft(""), *tables)).sheetnames
    assert names[:2] == ["tables", "t1 Thu chi a b"]
    assert names[2] == "t1 'x"
    assert names[6:] == ["t1 ��", "t1 Chỉ tiêu", "t1 CHỈ TIÊU (2)", "tables (2)", "History (2)", "😀" * 15 + "…"]
    assert len({name.casefold() for name in names}) == len(names) == 12
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 for name in names)


def test_sheets_of_several_documents_are_named_by_the_file() -> None:
    first, second, third = (
        report_of(Draft(""), table_of(one("5", 5), title="Hộ"), path=path)
        for path in ("x/bao-cao.2022.txt", "y/bao-cao.2022.txt", "-")
    )
    names = ["tables", "bao-cao.2022 t1", "bao-cao.2022 t1 (2)", "đầu vào chuẩn t1"]
    assert book("tables", first, empty_report(), second, third).sheetnames == names
    assert book("tables", first, empty_report()).sheetnames == ["tables", "t1 Hộ"]


def test_a_long_file_name_keeps_the_number_of_the_table() -> None:
    reports = [
        report_of(Draft(""), table_of(one("5", 5), id="t1"), table_of(one("5", 5), id="t2"), path=path)
        for path in ("báo-cáo-tổng-kết-công-tác-xây-dựng-Đảng.txt", "b.txt")
    ]
    first, second = book("tables", *reports).sheetnames[1:3]
    assert first.endswith("… t1") and second.endswith("… t2")
    for report in reports:
        report.tables[0].id = "😀" * 20
    assert book("tables", *reports).sheetnames[1].endswith("… " + "😀" * 7 + "…")


def test_many_tables_are_only_listed() -> None:
    table = full_report().tables[0]
    most = structs.replace(full_report(), tables=[structs.replace(table, id=f"t{n}") for n in range(xlsx.MOST_SHEETS)])
    assert len(book("tables", most).sheetnames) == xlsx.MOST_SHEETS + 1
    made = book("tables", most, full_report())
    assert made.sheetnames == ["tables"]
    assert made["tables"].max_row == 1 + 5 * (xlsx.MOST_SHEETS + 1)


def test_a_table_too_large_for_a_sheet_is_only_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    from pacnam_cli.rendering import xlsx_tables

    monkeypatch.setattr(xlsx_tables, "ROWS", 8)
    assert book("tables", full_report()).sheetnames == ["tables"]


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_nothing_found_is_a_sheet_with_a_heading(command: Any) -> None:
    for reports in ([], [empty_report()], [failed_report()]):
        made = book(command, *reports)
        assert made.sheetnames == [command]
        assert made[command].max_row == 1


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_the_same_input_gives_the_same_bytes(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import time

    first = written(command, [full_report(), wrong_report()])
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    before = os.umask(0o077)
    try:
        time.tzset()
        time.sleep(1.1)  # so that a time of day in the file would be another
        assert written(command, [full_report(), wrong_report()]) == first
    finally:
        os.umask(before)
        monkeypatch.delenv("TZ")
        time.tzset()
