"""What the tables of a document hold, for the tests of every format that has tables."""

from __future__ import annotations

from pacnam_cli.model import Document, Grid


def headed_cells(document: Document, grid: Grid) -> list[tuple[int, int, int, int, bool, str]]:
    """The cells of ``grid``: row, column, rows, columns, whether it is a head, text."""
    return [
        (cell.row, cell.column, cell.rows, cell.columns, cell.header, document.text[slice(*cell.span)])
        for cell in grid.cells
    ]


def cells(document: Document, grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The cells of ``grid``: row, column, rows, columns, text."""
    return [(*place, text) for *place, _, text in headed_cells(document, grid)]


def rows_of(document: Document, grid: Grid) -> list[list[str]]:
    """The texts of ``grid`` by rows, for a table without merged cells."""
    found: dict[int, list[str]] = {}
    for row, *_, text in headed_cells(document, grid):
        found.setdefault(row, []).append(text)
    return list(found.values())
