"""The tables laid out in a document, as sheets: every place of a row and a column with the cell that fills it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Grid, Origin, Span


class SheetCell(Struct, frozen=True):
    """A cell: its place, how many rows and columns it fills, and ``text``, which is canonical, at ``start``-``end``."""

    row: int
    column: int
    rows: int
    columns: int
    header: bool
    start: int
    end: int
    text: str
    written: str


Row = Sequence[SheetCell | None]


class Sheet(Struct):
    """A table: ``rows`` of as many places each, merged cells at every place they fill; spans are canonical."""

    origin: Origin
    start: int
    end: int
    caption: Span | None
    rows: list[list[SheetCell | None]]
    lines: list[Span] = field(default_factory=list)  # of each row that has text

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0

    def own(self, row: int) -> list[SheetCell]:
        """The cells that begin in ``row`` and are not empty."""
        cells = (cell for at, cell in enumerate(self.rows[row]) if cell and (cell.row, cell.column) == (row, at))
        return [cell for cell in cells if cell.text]

    def spread(self, row: int) -> SheetCell | None:
        """The cell that alone fills ``row``: a title, the head of a section."""
        filled = {id(cell): cell for cell in self.rows[row] if cell is not None and cell.text}
        only = next(iter(filled.values())) if len(filled) == 1 else None
        return only if only is not None and only.columns > 1 and only.columns >= self.width - 1 else None


def sheets(folded: Folded, grids: Sequence[Grid]) -> list[Sheet]:
    """The tables of a document that have any text, in its order; ``grids`` have spans in the text as read."""
    found = [_sheet(folded, grid) for grid in sorted(grids, key=lambda grid: grid.span)]
    return [sheet for sheet in found if sheet.lines]


def _sheet(folded: Folded, grid: Grid) -> Sheet:
    height = max((cell.row + cell.rows for cell in grid.cells), default=0)
    width = max((cell.column + cell.columns for cell in grid.cells), default=0)
    rows: list[list[SheetCell | None]] = [[None] * width for _ in range(height)]
    for each in grid.cells:
        start, end = folded.canonical(*each.span)
        while start < end and folded.text[start].isspace():
            start += 1
        while end > start and folded.text[end - 1].isspace():
            end -= 1
        text = " ".join(folded.text[start:end].split())
        written = folded.written(start, end)
        cell = SheetCell(each.row, each.column, each.rows, each.columns, each.header, start, end, text, written)
        for row in rows[each.row : each.row + each.rows]:
            row[each.column : each.column + each.columns] = [cell] * each.columns
    caption = folded.canonical(*grid.caption) if grid.caption else None
    sheet = Sheet(grid.origin, *folded.canonical(*grid.span), caption, rows)
    for number in range(height):
        if own := sheet.own(number):
            sheet.lines.append((own[0].start, own[-1].end))
    return sheet
