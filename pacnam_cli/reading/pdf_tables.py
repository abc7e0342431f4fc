"""The tables of a PDF that rules part into cells: pdfplumber finds the cells, PDFium's characters stand in them."""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from pacnam_cli.reading.blocks import TableBlock, TableCell
from pacnam_cli.reading.extras import extra
from pacnam_cli.reading.pdf_layer import Box, Layer
from pacnam_cli.reading.reflow import Line, Sheet, begins_item, joined

_LEAST_SEGMENTS = 8  # pieces of paths on a page that may rule a table
_MOST_SEGMENTS = 60_000  # more are a drawing
_MOST_CROSSINGS = 250_000  # of the rules of one page
_SAME = 3.0  # points; rules nearer to each other are one
_THIN = 2.5  # points; a narrower box is a line
_LONG = 1.5  # how much longer than broad a dash is; a dot tells no direction
_FILLED = 0.25  # share of the cells that hold text; fewer are a chart's grid


class Ruled(NamedTuple):
    """The cells of a table: the places of its rules, from left to right and from top to bottom (points from the lower
    left corner), and of each cell its row and column, and how many of them it fills.
    """

    across: list[float]
    down: list[float]
    cells: list[tuple[int, int, int, int]]


def has_rules(page: Any, pdfium: Any) -> bool:
    """Whether the lines and boxes on a page of PDFium's may make a table."""
    segments = 0
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        segments += max(0, pdfium.FPDFPath_CountSegments(path.raw))
        if segments > _MOST_SEGMENTS:
            return False
    return segments >= _LEAST_SEGMENTS


def ruled(data: bytes, path: str, pages: Sequence[int]) -> dict[int, list[Ruled]]:
    """The tables on ``pages`` (from 0); none where pdfplumber cannot make out the page.

    Raises ``ReadError``: missing_extra.
    """
    found: dict[int, list[Ruled]] = {}
    if not pages:
        return found
    with extra("pdf", path):
        import pdfplumber
    _quiet()
    try:
        document = pdfplumber.open(io.BytesIO(data), pages=[page + 1 for page in pages])
    except Exception:  # a damaged file that PDFium can mend
        return found
    try:
        with document:
            for page in document.pages:
                found[page.page_number - 1] = _tables(page)
                page.close()
    except MemoryError:
        raise
    except Exception:  # whatever pdfminer makes of a part that is missing or broken, also while it closes the file
        return found
    return found


@cache
def _quiet() -> None:
    """What pdfminer finds odd in a file is no message to the reader, unless the caller has set up logging."""
    import logging

    logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def _tables(page: Any) -> list[Ruled]:
    from pdfplumber import table

    rules = list(_rules(page))
    rules = table.merge_edges(
        rules, snap_x_tolerance=_SAME, snap_y_tolerance=_SAME, join_x_tolerance=_SAME, join_y_tolerance=_SAME
    )
    rules = [rule for rule in rules if max(rule["x1"] - rule["x0"], rule["bottom"] - rule["top"]) > _SAME]
    upright = sum(rule["orientation"] == "v" for rule in rules)
    if upright * (len(rules) - upright) > _MOST_CROSSINGS:
        return []
    cells = table.intersections_to_cells(table.edges_to_intersections(rules, _SAME, _SAME))
    left, bottom = page.cropbox[0], page.cropbox[3]
    return [
        _ruled([(x0 - left, bottom - top, x1 - left, bottom - foot) for x0, top, x1, foot in boxes])
        for boxes in table.cells_to_tables(cells)
    ]


def _rules(page: Any) -> Iterator[dict[str, Any]]:
    """The upright and the level lines on the page: thin boxes, which dashes are too, and the sides of others."""
    from pdfplumber.utils import geometry

    for shape in (*page.lines, *page.rects, *page.curves):
        width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if min(width, height) <= _THIN:
            sides = [shape] if max(width, height) > _LONG * min(width, height) else []
        elif shape["object_type"] == "line":
            sides = []
        else:
            sides = geometry.rect_to_edges(shape) if shape["object_type"] == "rect" else geometry.curve_to_edges(shape)
        yield from (rule for side in sides if (rule := _straight(side)))


def _straight(side: dict[str, Any]) -> dict[str, Any] | None:
    """The line along the middle of ``side``, if that is upright or level."""
    width, height = side["x1"] - side["x0"], side["bottom"] - side["top"]
    if min(width, height) > _THIN:
        return None
    x, y = (side["x0"] + side["x1"]) / 2, (side["top"] + side["bottom"]) / 2
    place = {"object_type": "edge", "x0": side["x0"], "x1": side["x1"], "top": side["top"], "bottom": side["bottom"]}
    if width < height:
        return {**place, "orientation": "v", "x0": x, "x1": x, "width": 0, "height": height}
    return {**place, "orientation": "h", "top": y, "bottom": y, "width": width, "height": 0}


def _ruled(boxes: list[tuple[float, float, float, float]]) -> Ruled:
    """The table of the cells with these boxes: left, top, right, bottom."""
    boxes = [box for box in boxes if box[2] - box[0] > _SAME and box[1] - box[3] > _SAME]
    across = _distinct(edge for box in boxes for edge in (box[0], box[2]))
    down = _distinct(-edge for box in boxes for edge in (box[1], box[3]))
    cells = []
    for x0, y0, x1, y1 in boxes:
        column, row = _at(across, x0), _at(down, -y0)
        cells.append((row, column, _at(down, -y1) - row, _at(across, x1) - column))
    return Ruled(across, [-edge for edge in down], sorted(cells))


def _distinct(edges: Iterable[float]) -> list[float]:
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > _SAME:
            found.append(edge)
    return found


def _at(edges: list[float], place: float) -> int:
    """Which of ``edges`` is the one at ``place``."""
    return max(0, bisect_right(edges, place + 0.01) - 1)


def filled(tables: Sequence[Ruled], layer: Layer) -> dict[int, Sheet]:
    """The characters that stand in ``tables``, each with its table. What is a frame or a chart is no table."""
    boxes: dict[int, Box] = {}
    if any(len(table.across) > 2 and len(table.down) > 1 for table in tables):
        boxes = {index: layer.box(index) for index, each in enumerate(layer.characters) if each and not each.isspace()}
    found: dict[int, Sheet] = {}
    for table in tables:
        if len(table.across) < 3:
            continue
        held = _held(table, layer, boxes)
        texts = [tuple(_blocks(layer, held.get(number, []), boxes)) for number in range(len(table.cells))]
        cells = tuple(
            TableCell(row, column, text, max(1, rows), max(1, columns))
            for (row, column, rows, columns), text in zip(table.cells, texts, strict=True)
        )
        with_text = [cell for cell in cells if cell.blocks]
        if len(with_text) < max(2, _FILLED * len(cells)) or len({cell.column for cell in with_text}) < 2:
            continue
        sheet = Sheet(TableBlock(cells), tuple(table.across), table.down[-1])
        found.update({index: sheet for indexes in held.values() for index in indexes if index not in found})
    return found


def _held(table: Ruled, layer: Layer, boxes: dict[int, Box]) -> dict[int, list[int]]:
    """The characters in each cell, by its number."""
    at = {
        (y, x): number
        for number, (row, column, rows, columns) in enumerate(table.cells)
        for y in range(row, row + rows)
        for x in range(column, column + columns)
    }
    held: dict[int, list[int]] = {}
    down = [-edge for edge in table.down]
    previous: int | None = None
    for index, box in boxes.items():
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        number: int | None = None
        if unicodedata.combining(layer.characters[index][0]):  # stands with its letter
            number = previous
        elif table.across[0] < x < table.across[-1] and down[0] < -y < down[-1]:
            number = at.get((bisect_right(down, -y) - 1, bisect_right(table.across, x) - 1))
        if number is not None:
            held.setdefault(number, []).append(index)
        previous = number
    return held


def _blocks(layer: Layer, indexes: list[int], boxes: dict[int, Box]) -> list[str]:
    """The paragraphs of a cell that holds the characters ``indexes``."""
    pieces: list[list[int]] = []
    for before, index in pairwise([-1, *indexes]):
        between = layer.characters[before + 1 : index] if before >= 0 else ["\n"]
        if any(each == "\n" or not each.isspace() for each in between if each):
            pieces.append([])
        pieces[-1].append(index)
    # PDFium reads line by line over all columns; within a cell, what stands higher comes first.
    pieces.sort(key=lambda piece: (-boxes[piece[0]].base, boxes[piece[0]].left))
    found: list[str] = []
    above: list[int] | None = None
    for piece in pieces:
        text = "".join(layer.characters[piece[0] : piece[-1] + 1])
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        beside = above is not None and abs(boxes[above[0]].base - boxes[piece[0]].base) < layer.size(piece[0]) / 2
        if found and beside:
            found[-1] = f"{found[-1]} {text}"
        elif found and not begins_item(text):
            found[-1] = joined(found[-1], text)
        else:
            found.append(text)
        above = piece
    return [text.replace("\u00ad", "") for text in found]


def over_pages(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages with each table that goes on over the page made one, without the head that is repeated."""
    found: list[list[Line]] = []
    last: tuple[list[Line], int] | None = None  # the page and the place of the table that ended the page before
    for lines in pages:
        lines = list(lines)
        found.append(lines)
        if last is not None and lines and lines[0].sheet is not None:
            above = last[0][last[1]]
            whole = _continued(above.sheet, lines[0].sheet) if above.sheet else None
            if whole is not None:
                last[0][last[1]] = above._replace(sheet=whole)
                del lines[0]
                if not lines:
                    continue
        last = (lines, len(lines) - 1) if lines and lines[-1].sheet is not None else None
    return found


def _same_columns(above: Sheet, below: Sheet) -> bool:
    if len(above.edges) != len(below.edges):
        return False
    shift = below.edges[0] - above.edges[0]  # of pages bound on the left and on the right
    return all(abs(one + shift - other) <= _SAME for one, other in zip(above.edges, below.edges, strict=True))


def _continued(above: Sheet, below: Sheet) -> Sheet | None:
    """Both as one table; None where ``below`` has other columns or is ``above`` once more."""
    if not _same_columns(above, below):
        return None
    repeated = _repeated(above.table.cells, below.table.cells)
    down = max(cell.row + cell.rows for cell in above.table.cells) - repeated
    rest = tuple(cell._replace(row=cell.row + down) for cell in below.table.cells if cell.row >= repeated)
    return above._replace(table=above.table._replace(cells=above.table.cells + rest)) if rest else None


def _repeated(above: Sequence[TableCell], below: Sequence[TableCell]) -> int:
    """How many rows at the top of ``below`` are those at the top of ``above``."""
    same = 0
    rows = ([list(row) for _, row in groupby(cells, key=lambda cell: cell.row)] for cells in (above, below))
    for one, other in zip(*rows, strict=False):
        if one != other:
            break
        same = one[0].row + 1
    return same
