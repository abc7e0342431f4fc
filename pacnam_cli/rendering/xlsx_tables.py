"""A table on a sheet of its own, as a person lays it out: title, source, heads with units, rows, the whole in bold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from msgspec import Struct

from pacnam_cli.model import Cell, Figure, Report, Table
from pacnam_cli.rendering.cleaning import cut, one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import in_points
from pacnam_cli.rendering.tabular import OPPOSITE, columns_of, heading, labels_of
from pacnam_cli.rendering.wording import Words
from pacnam_cli.rendering.workbook import COLUMNS, ROWS, Book, Content, Look, number_format
from pacnam_cli.rendering.xlsx_decimals import cell_decimals, figure_decimals

_ABOVE = 4  # the rows before the first of the table's own: title, source, a blank one, heads
_LONGEST = 40  # of a text in a number format, which has room for 255 characters
_MARKS = Marks(unicode=True)

Part = Literal["value", "total", "upper"]


class Told(Struct, frozen=True):
    """A table with what is needed of its report."""

    table: Table
    file: str
    figures: dict[str, Figure]

    @classmethod
    def of(cls, report: Report, table: Table) -> Told:
        """``table`` of ``report``."""
        used = {cell.figure for row in table.rows for cell in row.cells}
        return cls(table, report.source.path, {figure.id: figure for figure in report.figures if figure.id in used})


def lay_out(told: Told, book: Book, words: Words, *, several: bool) -> None:
    """Put the table on a sheet of ``book``, named by the table, or by its file where there are ``several``.

    A ratio fills two columns, 14 and 18, a range too, so that both are numbers. A table that no sheet can hold is
    left out.
    """
    table = told.table
    columns = [(index, part) for index in range(columns_of(table)) for part in _parts(told, index)]
    if len(table.rows) + _ABOVE > ROWS or len(columns) >= COLUMNS:
        return
    file = words("stdin") if told.file == "-" else told.file
    title, id = one_line(table.title or ""), one_line(table.id)
    sheet = book.sheet(PurePath(file).stem, id) if several else book.sheet(f"{id} {title}")
    sheet.add([Content(title or words("table", id), look="title")])
    sheet.add([Content(f"{file} · {id}", look="soft")])
    sheet.add([])
    sheet.add([Content(None, look="head"), *(Content(_head(told, *column, words), look="head") for column in columns)])
    for row, label in zip(table.rows, labels_of(table.rows, words), strict=True):
        look: Look = "total" if row.total else "body"
        cells = (row.cells[index] if index < len(row.cells) else None for index, _ in columns)
        contents = (_content(told, cell, part, look) for cell, (_, part) in zip(cells, columns, strict=True))
        sheet.add([Content(label, look=look), *contents])
    sheet.finish(_ABOVE, label=True, filtered=False)


def _parts(told: Told, index: int) -> Iterator[Part]:
    """The columns that a column of the table fills."""
    cells = [row.cells[index] for row in told.table.rows if index < len(row.cells)]
    yield "value"
    if any(_whole(told, cell) is not None for cell in cells):
        yield "total"
    if any(_end(told, cell) is not None for cell in cells):
        yield "upper"


def _head(told: Told, index: int, part: Part, words: Words) -> str:
    if part == "value":
        return heading(told.table, index, words)
    return words("column_total" if part == "total" else "column_upper")


def _content(told: Told, cell: Cell | None, part: Part, look: Look) -> Content:
    if cell is None:
        return Content(None, look=look)
    figure = told.figures.get(cell.figure or "")
    if part != "value":
        value = _whole(told, cell) if part == "total" else _end(told, cell)
        if figure is None or value is None:
            return Content(None, look=look)
        return Content(value, number_format(figure_decimals(figure, value), after=_after(cell, figure)), look)
    value = cell.value if cell.value is not None or figure is None else figure.value
    if value is None:
        return Content(cell.text, look=look)
    decimals = (
        cell_decimals(cell, figure) if cell.value is not None or figure is None else figure_decimals(figure, value)
    )
    return Content(value, number_format(decimals, before=_before(value < 0, figure), after=_after(cell, figure)), look)


def _before(fallen: bool, figure: Figure | None) -> str:
    """The sign of an approximation: "> "."""
    if figure is None or figure.approx == "exact":
        return ""
    return _MARKS.comparator(OPPOSITE.get(figure.approx, figure.approx) if fallen else figure.approx) + " "


def _after(cell: Cell, figure: Figure | None) -> str:
    """What belongs to the number itself: "%" or " điểm %"."""
    if figure is not None and in_points(figure):
        return " " + cut(one_line(figure.unit or ""), _LONGEST)
    percent = figure.kind == "percent" if figure is not None else one_line(cell.text).endswith("%")
    return "%" if percent else ""


def _whole(told: Told, cell: Cell) -> int | float | None:
    """The second number of a cell that is a ratio: 18 of "14/18"."""
    figure = told.figures.get(cell.figure or "")
    if figure is None or (cell.value is not None and cell.value != figure.value):
        return None
    return figure.total if "/" in one_line(cell.text) or cell.value is None else None


def _end(told: Told, cell: Cell) -> int | float | None:
    """The end of a cell that is a range: 50 of "30 đến 50"."""
    figure = told.figures.get(cell.figure or "")
    return figure.upper if figure is not None and cell.value in (None, figure.value) else None
