"""Tables of a web page: their cells as they lie in the grid, whatever rows and columns they fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pacnam_cli.reading.blocks import TableBlock, TableCell

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Lines = Callable[["HtmlElement"], list[str]]

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
# What stands in a cell that holds a part of the page.
_PAGE = ("h1", "h2", "nav", "article", "section", "main", "aside", "header", "footer", "iframe")
_WIDEST = 100  # columns; a cell that says it is wider is as wide as the table
_LINKED = 0.5  # share of the cells that are links, above which a table is a menu or a list of other pages


class TooManyCells(Exception):
    """The tables of a page have more cells than are read."""


def is_layout(table: HtmlElement, marked: int) -> bool:
    """Whether ``table`` lays out the page, told by its elements; ``marked`` tables stood in it."""
    if (table.get("role") or "").lower() in ("presentation", "none") or next(table.iter(*_PAGE), None) is not None:
        return True
    if not marked:
        return False
    full = [sum(1 for cell in row if "".join(cell.itertext()).strip()) for _, _, row in _rows(table)]
    return sum(count >= 2 for count in full) < 2


def read(table: HtmlElement, lines: Lines, allowed: int) -> TableBlock | None:
    """The cells of ``table``, what stands in them told by ``lines``; None for one that only lays out the page.

    Raises ``TooManyCells`` for more than ``allowed`` places in its grid.
    """
    cells = list(_placed(table, lines, allowed))
    caption = next((child for child in table if child.tag == "caption"), None)
    block = TableBlock(_narrowed(cells), " ".join(lines(caption)) if caption is not None else "")
    return None if block.is_layout or len({cell.row for cell in cells}) < 2 else block


def is_list_of_links(table: HtmlElement) -> bool:
    """Whether most of the cells that hold text are links."""
    cells = [cell for _, _, row in _rows(table) for cell in row if "".join(cell.itertext()).strip()]
    linked = sum(next(cell.iter("a"), None) is not None for cell in cells)
    return linked > _LINKED * len(cells)


def _rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, bool, list[HtmlElement]]]:
    """The rows of ``table`` but not of those in its cells: its section, whether that is a head, its cells."""
    pending = [(child, table, False) for child in reversed(table)]
    loose: list[HtmlElement] = []
    while pending:
        element, section, head = pending.pop()
        if element.tag in _CELLS:  # outside of any row
            loose.append(element)
            continue
        if loose:
            yield table, False, loose
            loose = []
        if element.tag == "tr":
            yield section, head, [cell for cell in _own(element) if cell.tag in _CELLS]
        elif element.tag in _SECTIONS:
            pending += [(child, element, element.tag == "thead") for child in reversed(element)]
        elif isinstance(element.tag, str) and element.tag not in ("table", "caption", "colgroup"):
            pending += [(child, section, head) for child in reversed(element)]
    if loose:
        yield table, False, loose


def _own(row: HtmlElement) -> Iterator[HtmlElement]:
    """The cells of ``row``, those in a stray element between them too."""
    for child in row:
        if child.tag in _CELLS:
            yield child
        elif isinstance(child.tag, str) and child.tag != "table":
            yield from (cell for cell in child if cell.tag in _CELLS)


def _span(cell: HtmlElement, name: str) -> int:
    """What ``cell`` says of the rows or columns that it fills; 1 where that is no number."""
    said = (cell.get(name) or "").strip()
    return int(said[:6]) if said.isascii() and said.isdigit() else 1


def _placed(table: HtmlElement, lines: Lines, allowed: int) -> Iterator[TableCell]:
    """The cells from row to row in the first free places, as browsers place them; no cell reaches over another."""
    rows = list(_rows(table))
    spans = [[max(_span(cell, "colspan"), 1) for cell in row] for _, _, row in rows]
    widest = max((sum(span for span in row if span <= _WIDEST) for row in spans), default=1)
    last = {id(section): at for at, (section, _, _) in enumerate(rows)}
    taken: dict[int, int] = {}  # the row up to which a column is filled from above
    for at, (section, head, row) in enumerate(rows):
        below = last[id(section)] - at + 1
        column = 0
        for cell in row:
            while taken.get(column, 0) > at:
                column += 1
            high = min(_span(cell, "rowspan") or below, below)
            wide = min(max(_span(cell, "colspan"), 1), max(widest, 1))
            wide = next((n for n in range(1, wide) if taken.get(column + n, 0) > at), wide)
            allowed -= high * wide
            if allowed < 0:
                raise TooManyCells
            for each in range(column, column + wide):
                taken[each] = at + high
            yield TableCell(at, column, tuple(lines(cell)), high, wide, head or cell.tag == "th")
            column += wide


def _narrowed(cells: list[TableCell]) -> tuple[TableCell, ...]:
    """``cells`` without columns in which none begins: a head over ten columns of a table that has three."""
    places = {column: at for at, column in enumerate(sorted({cell.column for cell in cells}))}
    return tuple(
        cell._replace(
            column=places[cell.column],
            columns=sum(column in places for column in range(cell.column, cell.column + cell.columns)),
        )
        for cell in cells
    )
