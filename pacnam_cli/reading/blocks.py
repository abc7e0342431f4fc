"""What a reader gives: paragraphs, and tables with their cells; put together as the text of a document.

A row of a table is one line of the text, its cells parted by " | ", so that the text alone shows the table and every
cell keeps a place of its own in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pacnam_cli.model import Grid, GridCell, Origin, Span
from pacnam_cli.reading.colophon import is_colophon

_PARAGRAPHS = "\n\n"
_CELLS = " | "
_LONGEST = 400  # characters; a cell that holds more is a part of the page


class TableCell(NamedTuple):
    """A cell at ``row`` and ``column`` (from 0) that is ``rows`` high and ``columns`` wide; ``blocks`` are its lines.

    ``header`` tells that the document marks it as a head (``<th>``, a repeated header row).
    """

    row: int
    column: int
    blocks: tuple[str, ...]
    rows: int = 1
    columns: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """What stands in the cell, on one line, without the sign that parts cells."""
        return " ".join(" ".join(self.blocks).replace("|", "/").split())


class TableBlock(NamedTuple):
    """A table: its cells in the order of rows and columns, each cell once, and the caption above it."""

    cells: tuple[TableCell, ...]
    caption: str = ""

    @property
    def is_layout(self) -> bool:
        """Whether the table only lays out the page: one column, cells that are whole passages, or a letterhead."""
        filled = [cell for cell in self.cells if cell.text]
        columns = {cell.column for cell in filled}
        if len(columns) < 2 or any(sum(map(len, cell.blocks)) > _LONGEST for cell in filled):
            return True
        if len(columns) > 2 or any(cell.header for cell in filled):
            return False
        # "HUYỆN ỦY SƠN KHÊ, Số 12-BC/HU | ĐẢNG CỘNG SẢN VIỆT NAM", "Nơi nhận: ... | T/M BAN THƯỜNG VỤ"
        return is_colophon(cell.text for cell in filled)


Block = str | TableBlock


class Blocks(NamedTuple):
    """What a file of some format holds, and the character encoding it was in."""

    blocks: Sequence[Block]
    encoding: str = "utf-8"


def laid_out(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` with the tables that only lay out the page taken apart."""
    for block in blocks:
        if isinstance(block, TableBlock) and block.is_layout:
            yield from (
                line for line in (block.caption, *(line for cell in block.cells for line in cell.blocks)) if line
            )
        else:
            yield block


def lines(block: Block) -> str:
    """``block`` as it stands in the text; a table with its caption and one line a row."""
    if isinstance(block, str):
        return block
    return "\n".join(
        [*([block.caption] if block.caption else []), *(_CELLS.join(c.text for c in r) for r in _rows(block))]
    )


def _rows(table: TableBlock) -> Iterator[list[TableCell]]:
    """The rows that hold any text."""
    ordered = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    for _, cells in groupby(ordered, key=lambda cell: cell.row):
        row = list(cells)
        if any(cell.text for cell in row):
            yield row


def cell_count(blocks: Iterable[Block]) -> int:
    """How many cells the tables among ``blocks`` have."""
    return sum(len(block.cells) for block in blocks if isinstance(block, TableBlock))


class Composed(NamedTuple):
    """The text of blocks in NFC with LF line ends; ``tables`` with the number of the line on which each begins."""

    text: str
    tables: list[tuple[int, TableBlock]]


def compose(blocks: Iterable[Block]) -> Composed:
    """The text that ``blocks`` make, one blank line between them."""
    pieces: list[str] = []
    tables: list[tuple[int, TableBlock]] = []
    line = 0
    for block in laid_out(blocks):
        text = unicodedata.normalize("NFC", lines(block).replace("\r\n", "\n").replace("\r", "\n"))
        if isinstance(block, TableBlock):
            tables.append((line, block))
        pieces.append(text)
        line += text.count("\n") + 2
    return Composed(_PARAGRAPHS.join(pieces), tables)


def grids(text: str, tables: Sequence[tuple[int, TableBlock]], origin: Origin) -> list[Grid]:
    """Where the cells of ``tables`` stand in ``text``, which has the lines of what was composed."""
    if not tables:
        return []
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [_grid(text, starts, first, table, origin) for first, table in tables]


def _grid(text: str, starts: Sequence[int], first: int, table: TableBlock, origin: Origin) -> Grid:
    caption: Span | None = None
    number = first
    if table.caption:
        number += table.caption.count("\n") + 1
        caption = (starts[first], starts[number] - 1)
    cells: list[GridCell] = []
    for row in _rows(table):
        place = starts[number]
        for cell, written in zip(row, text[place : starts[number + 1] - 1].split(_CELLS), strict=True):
            span = (place, place + len(written))
            cells.append(
                GridCell(
                    row=cell.row,
                    column=cell.column,
                    rows=cell.rows,
                    columns=cell.columns,
                    header=cell.header,
                    span=span,
                )
            )
            place = span[1] + len(_CELLS)
        number += 1
    return Grid(origin=origin, span=(starts[first], starts[number] - 1), caption=caption, cells=cells)
