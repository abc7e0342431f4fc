"""The tables laid out in a document as tables of the report: labels, columns, cells with the figures they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pacnam_cli.extraction.sheet_columns import SheetColumn
from pacnam_cli.extraction.sheet_figures import CellFigure
from pacnam_cli.extraction.sheet_layout import SheetLayout, SheetRow
from pacnam_cli.language.folding import fold_word
from pacnam_cli.model import Cell, Column, Figure, Row, Table

_BETWEEN = " – "


def in_order(
    from_prose: Sequence[Table],
    sheets: Sequence[tuple[SheetLayout, Sequence[CellFigure]]],
    figures: Sequence[Figure],
) -> list[Table]:
    """The tables of a text in its order, ids t1, t2 ...: those read ``from_prose`` and those laid out in ``sheets``.

    ``figures`` are all of the text, in order; spans are canonical.
    """
    starts = {figure.id: figure.span[0] for figure in figures}
    placed = [(min(starts[c.figure] for r in each.rows for c in r.cells if c.figure), each) for each in from_prose]
    for layout, cells in sheets:
        if (table := sheet_table(layout, cells, figures)) is not None:
            placed.append((layout.sheet.start, table))
    placed.sort(key=lambda each: each[0])
    for number, (_, table) in enumerate(placed, 1):
        table.id = f"t{number}"
    return [table for _, table in placed]


def sheet_table(layout: SheetLayout, cells: Sequence[CellFigure], figures: Sequence[Figure]) -> Table | None:
    """The table of ``layout``; None where no figure stands in it. ``figures`` are all of the text, in order.

    The column of labels names the rows; running numbers are left out. The id is not yet given.
    """
    by_place = {(each.row, each.column): each.figure for each in cells}
    shown = [at for at, column in enumerate(layout.columns) if column.kind not in ("label", "numbering")]
    rows = []
    for row in layout.rows:
        label = row.label or _running_number(layout, row)
        rows.append(Row(label=label, cells=[*_cells(layout, row, shown, by_place, figures)], total=bool(row.whole)))
    if not any(cell.figure for row in rows for cell in row.cells):
        return None
    columns = [
        _column(layout, layout.columns[at], [f for (_, column), f in by_place.items() if column == at]) for at in shown
    ]
    return Table(id="", title=layout.title, origin=layout.sheet.origin, columns=columns, rows=rows)


def _cells(
    layout: SheetLayout,
    row: SheetRow,
    shown: Sequence[int],
    by_place: dict[tuple[int, int], Figure],
    figures: Sequence[Figure],
) -> Iterator[Cell]:
    alone = layout.sheet.spread(row.row)
    for at in shown:
        cell = layout.sheet.rows[row.row][at]
        figure = by_place.get((row.row, at))
        if cell is None or cell is alone or (cell.row, cell.column) != (row.row, at):
            yield Cell(text="")
            continue
        if figure is None:
            figure = _only(figures, cell.start, cell.end)
        value = figure.value if figure is not None else None
        if figure is not None and figure.direction == "down" and figure.role == "change":
            value = -figure.value
        yield Cell(text=cell.written, value=value, figure=figure.id if figure is not None else None)


def _only(figures: Sequence[Figure], start: int, end: int) -> Figure | None:
    """The figure in a cell of words, where it has one."""
    first = bisect_left(figures, start, key=lambda figure: figure.span[0])
    inside = [figure for figure in figures[first : first + 2] if figure.span[1] <= end]
    return inside[0] if len(inside) == 1 else None


def _column(layout: SheetLayout, column: SheetColumn, figures: Sequence[Figure]) -> Column:
    """The head of a column. Where its numbers are scaled ("triệu đồng") the unit as written stays in its name."""
    written = _BETWEEN.join(column.path)
    units = {(figure.unit, figure.scale) for figure in figures}
    unit = figures[0].unit if len({name for name, _ in units}) == 1 else None
    if any(figure.scale != 1 for figure in figures):
        beside = layout.unit.written if layout.unit is not None and column.unit is None and len(units) == 1 else ""
        return Column(name=f"{written} ({beside})".strip() if beside else written, unit=unit)
    name = column.name or written
    return Column(name=name, unit=None if unit and fold_word(unit) == fold_word(name) else unit)


def _running_number(layout: SheetLayout, row: SheetRow) -> str:
    cells = layout.sheet.own(row.row)
    return next((cell.written for cell in cells if layout.columns[cell.column].kind == "numbering"), "")
