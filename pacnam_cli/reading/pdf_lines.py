"""The lines of a page of a PDF, and the rows of columns that no rules part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from pacnam_cli.reading.blocks import TableBlock, TableCell
from pacnam_cli.reading.pdf_layer import Layer
from pacnam_cli.reading.reflow import Cell, Line, Sheet

_CELL_GAP = 1.5  # of the letters' size; blanks between words are narrower even in justified lines
_NUMERIC = re.compile(r"[.,%+\-–/() ]*\d[\d.,%+\-–/() ]*")
_LEAST_ROWS = 2  # rows of the same columns that make a table
_APART = 4.0  # sizes of the letters; rows further apart are not of the same table


def lines(layer: Layer, page: int, tables: Mapping[int, Sheet]) -> Iterator[Line]:
    """The lines of a page in the order in which PDFium reads them.

    ``tables`` tells which characters stand in a table; each table is one line, where the first of them is read.
    """
    if layer.width <= 0 or layer.height <= 0:
        return
    places: list[int] = []
    told: set[int] = set()
    for index, character in enumerate(layer.characters):
        sheet = tables.get(index)
        if character == "\n" or sheet is not None:
            yield from _line(layer, places, page)
            places = []
        elif character:
            places.append(index)
        if sheet is not None and id(sheet) not in told:
            told.add(id(sheet))
            size = layer.size(index)
            left, right, base = sheet.edges[0], sheet.edges[-1], sheet.bottom
            yield Line("", page, left, right, base, size, layer.width, layer.height, True, (), sheet)
    yield from _line(layer, places, page)


def _line(layer: Layer, places: list[int], page: int) -> Iterator[Line]:
    """A line as one, as the row of a table, or as what only stands side by side: "Nơi nhận:    T/M HUYỆN ỦY"."""
    characters = [layer.characters[place] for place in places]
    solid = [index for index, character in enumerate(characters) if not character.isspace()]
    if not solid:
        return
    size = layer.size(places[solid[0]])
    begins = [solid[0]]
    for before, after in pairwise(solid):
        if after - before > 1:
            box, box_before = layer.box(places[after]), layer.box(places[before])
            if box.left < box_before.right and abs(box.base - box_before.base) > size / 2:
                # PDFium overlooks the ends of some short lines
                yield from _line(layer, places[:after], page)
                yield from _line(layer, places[after:], page)
                return
            if box.left - box_before.right > _CELL_GAP * max(size, 4):
                begins.append(after)
    cells = []
    for first, end in zip(begins, [*begins[1:], len(characters)], strict=True):
        last = max(index for index in solid if index < end)
        text = unicodedata.normalize("NFC", " ".join("".join(characters[first : last + 1]).split()))
        cells.append((Cell(layer.box(places[first]).left, layer.box(places[last]).right, text), places[first]))
    base = layer.box(cells[0][1]).base
    if len(cells) > 2 or (len(cells) == 2 and any(_NUMERIC.fullmatch(cell.text) for cell, _ in cells)):
        row = tuple(cell for cell, _ in cells)
        text = " | ".join(cell.text for cell in row)
        yield Line(text, page, row[0].left, row[-1].right, base, size, layer.width, layer.height, True, row)
        return
    for cell, first in cells:
        base = layer.box(first).base
        yield Line(cell.text, page, cell.left, cell.right, base, size, layer.width, layer.height)


def with_columns(found: Iterable[Line]) -> Iterator[Line]:
    """The lines of a page with rows that follow each other in the same columns made tables."""
    run: list[list[Line]] = []
    for row in _rows(found):
        near = run and abs(run[-1][0].base - row[0].base) < _APART * max(row[0].size, 4)
        if not near or not _parts(row):
            yield from _tables(run)
            run = []
        if _parts(row):
            run.append(row)
        else:
            yield from row
    yield from _tables(run)


def _rows(found: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines, those that stand side by side together."""
    row: list[Line] = []
    for line in found:
        if row and (
            row[-1].sheet or line.sheet or abs(row[-1].base - line.base) > line.size / 4 or row[-1].right >= line.left
        ):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _parts(row: list[Line]) -> list[Cell]:
    """What of ``row`` may be the cells of a row; nothing where it is one line of prose."""
    if len(row) == 1:
        return list(row[0].cells)
    return [part for line in row for part in line.cells or [Cell(line.left, line.right, line.text)]]


def _tables(run: list[list[Line]]) -> Iterator[Line]:
    """The rows as one table, if their cells stand in columns; else as they are.

    What only stands side by side, "Nơi nhận:    T/M HUYỆN ỦY", may be the head of such rows, but not end them.
    """
    ends = max((at for at, row in enumerate(run, 1) if any(line.is_row for line in row)), default=0)
    table = _table(run[:ends])
    if table is None:
        yield from (line for row in run for line in row)
        return
    yield table
    yield from (line for row in run[ends:] for line in row)


def _table(run: list[list[Line]]) -> Line | None:
    parts = [_parts(row) for row in run]
    most = max(map(len, parts), default=0)
    full = [row for row in parts if len(row) == most]
    columns = [(min(row[each].left for row in full), max(row[each].right for row in full)) for each in range(most)]
    if len(full) < _LEAST_ROWS or any(one[1] >= other[0] for one, other in pairwise(columns)):
        return None
    cells: list[TableCell] = []
    for number, row in enumerate(parts):
        taken = -1
        for cell in row:
            over = [at for at, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]
            if not over or over[0] <= taken:
                return None
            taken = over[-1]
            cells.append(TableCell(number, over[0], (cell.text,), columns=len(over)))
    edges = (columns[0][0], *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), columns[-1][1])
    last = run[-1][-1]
    sheet = Sheet(TableBlock(tuple(cells)), edges, last.base)
    return last._replace(text="", left=edges[0], right=edges[-1], is_row=True, cells=(), sheet=sheet)
