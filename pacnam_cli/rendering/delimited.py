"""CSV and TSV: one row a figure or a table's cell, LF line ends, numbers in machine form, nothing for null.

A text cell is one line and never a formula; numbers are left as they are, negative ones too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.cleaning import spreadsheet_cell
from pacnam_cli.rendering.numerals import plain
from pacnam_cli.rendering.options import View

FIGURE_COLUMNS = [
    "file",
    "id",
    "kind",
    "value",
    "total",
    "upper",
    "unit",
    "subject",
    "role",
    "approx",
    "direction",
    "actor",
    "action",
    "period",
    "relates_to",
    "theme",
    "indicator",
    "text",
    "start",
    "end",
]
TABLE_COLUMNS = [
    "file",
    "table",
    "title",
    "row",
    "label",
    "column",
    "unit",
    "value",
    "text",
    "figure",
]

Outcome = Report | FailedReport


def figures_csv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """The figures of all reports under one heading."""
    _write(reports, FIGURE_COLUMNS, figure_rows, out, ",")


def figures_tsv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """As CSV, with tabs."""
    _write(reports, FIGURE_COLUMNS, figure_rows, out, "\t")


def tables_csv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """The tables of all reports in long form: one row a cell."""
    _write(reports, TABLE_COLUMNS, table_rows, out, ",")


def figure_rows(report: Report) -> Iterator[list[str]]:
    """The cells of each figure, in the order of ``FIGURE_COLUMNS``."""
    file = _text(report.source.path)
    for figure in report.figures:
        yield [
            file,
            _text(figure.id),
            figure.kind,
            plain(figure.value),
            plain(figure.total),
            plain(figure.upper),
            _text(figure.unit),
            _text(figure.subject),
            figure.role,
            figure.approx,
            figure.direction or "",
            _text(figure.actor),
            _text(figure.action),
            _text(figure.period),
            _text(figure.relates_to),
            figure.theme,
            _text(figure.indicator),
            _text(figure.text),
            str(figure.span[0]),
            str(figure.span[1]),
        ]


def table_rows(report: Report) -> Iterator[list[str]]:
    """The cells of each table, row by row, in the order of ``TABLE_COLUMNS``; rows are numbered from 1."""
    file = _text(report.source.path)
    for table in report.tables:
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row.cells):
                column = table.columns[index] if index < len(table.columns) else None
                yield [
                    file,
                    _text(table.id),
                    _text(table.title),
                    str(number),
                    _text(row.label),
                    _text(column.name if column else None),
                    _text(column.unit if column else None),
                    plain(cell.value),
                    _text(cell.text),
                    _text(cell.figure),
                ]


def _text(value: str | None) -> str:
    return spreadsheet_cell(value) if value else ""


def _write(
    reports: Iterable[Outcome],
    columns: list[str],
    rows: Callable[[Report], Iterable[list[str]]],
    out: TextIO,
    delimiter: str,
) -> None:
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    out.flush()
    for report in reports:
        if isinstance(report, Report):
            writer.writerows(rows(report))
            out.flush()
