"""Excel: a sheet of all figures; a sheet of all cells of all tables, and a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pacnam_cli.model import FailedReport, Report
from pacnam_cli.rendering.options import View
from pacnam_cli.rendering.rows import FIGURE_COLUMNS, TABLE_COLUMNS, figure_values, table_values
from pacnam_cli.rendering.wording import words
from pacnam_cli.rendering.workbook import Book, Content, Listing, number_format
from pacnam_cli.rendering.xlsx_decimals import cell_decimals, figure_decimals
from pacnam_cli.rendering.xlsx_tables import Told, lay_out

#: More tables than this are only listed.
MOST_SHEETS = 50
_COUNTED = number_format(0, grouped=False)
_PLACES = ("start", "end", "row")  # numbers that count something of the file, not of the world

Outcome = Report | FailedReport


def figures(reports: Iterable[Outcome], view: View, out: BinaryIO) -> None:
    """The figures of all reports, one a row, numbers with their printed decimals."""
    with Book(view.raw_cells) as book:
        listing = Listing(book, "figures", FIGURE_COLUMNS)
        for report in reports:
            if isinstance(report, FailedReport):
                continue
            for figure, values in figure_values(report):
                listing.add(
                    Content(value)
                    if value is None or isinstance(value, str)
                    else Content(value, _format(name, figure_decimals(figure, value)))
                    for name, value in zip(FIGURE_COLUMNS, values, strict=True)
                )
        listing.finish()
        book.save(out)


def tables(reports: Iterable[Outcome], view: View, out: BinaryIO) -> None:
    """The tables of all reports: in long form as in CSV, then each on a sheet of its own, unless they are many."""
    with Book(view.raw_cells) as book:
        listing = Listing(book, "tables", TABLE_COLUMNS)
        told: list[Told] = []
        number = documents = 0
        for report in reports:
            if isinstance(report, FailedReport):
                continue
            known = {figure.id: figure for figure in report.figures}
            for cell, values in table_values(report):
                figure = known.get(cell.figure or "")
                listing.add(
                    Content(value)
                    if value is None or isinstance(value, str)
                    else Content(value, _format(name, cell_decimals(cell, figure)))
                    for name, value in zip(TABLE_COLUMNS, values, strict=True)
                )
            number += len(report.tables)
            documents += bool(report.tables)
            told = [*told, *(Told.of(report, table) for table in report.tables)] if number <= MOST_SHEETS else []
        listing.finish()
        for each in told:
            lay_out(each, book, words(view.lang), several=documents > 1)
        book.save(out)


def _format(name: str, decimals: int) -> str:
    """The number format of a value in the column ``name``."""
    return _COUNTED if name in _PLACES else number_format(decimals)
