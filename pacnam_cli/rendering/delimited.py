"""CSV and TSV: one row a figure or a table's cell, LF line ends, numbers in machine form, nothing for null.

A text cell is one line and, unless the reader wants it raw, never a formula; numbers are left as they are, negative
ones too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.cleaning import spreadsheet_cell
from pacnam_cli.rendering.numerals import plain
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.rows import FIGURE_COLUMNS, TABLE_COLUMNS, Value, figure_values, table_values

__all__ = ["FIGURE_COLUMNS", "TABLE_COLUMNS", "figure_rows", "figures_csv", "figures_tsv", "table_rows", "tables_csv"]

Outcome = Report | FailedReport


def figures_csv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """The figures of all reports under one heading."""
    _write(reports, FIGURE_COLUMNS, figure_rows, view, out, ",")


def figures_tsv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """As CSV, with tabs."""
    _write(reports, FIGURE_COLUMNS, figure_rows, view, out, "\t")


def tables_csv(reports: Iterable[Outcome], view: View, out: TextIO) -> None:
    """The tables of all reports in long form: one row a cell."""
    _write(reports, TABLE_COLUMNS, table_rows, view, out, ",")


def figure_rows(report: Report, raw: bool = False) -> Iterator[list[str]]:
    """The cells of each figure, in the order of ``FIGURE_COLUMNS``."""
    return ([cell_of(value, raw) for value in values] for _, values in figure_values(report))


def table_rows(report: Report, raw: bool = False) -> Iterator[list[str]]:
    """The cells of each table, row by row, in the order of ``TABLE_COLUMNS``."""
    return ([cell_of(value, raw) for value in values] for _, values in table_values(report))


def cell_of(value: Value, raw: bool = False) -> str:
    """The cell that shows ``value``; of a text, see ``spreadsheet_cell``."""
    return spreadsheet_cell(value, raw) if isinstance(value, str) else plain(value)


def _write(
    reports: Iterable[Outcome],
    columns: list[str],
    rows: Callable[[Report, bool], Iterable[list[str]]],
    view: View,
    out: TextIO,
    delimiter: str,
) -> None:
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    out.flush()
    for report in reports:
        if isinstance(report, Report):
            writer.writerows(rows(report, view.raw_cells))
            out.flush()
