"""The tables of a Word file: where each cell stands and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from pacnam_cli.reading.docx_names import VALUE, W, is_on

_WIDEST = 1000  # columns that a cell may be said to fill
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"})


class Placed(NamedTuple):
    """A cell's element and its place, as ``blocks.TableCell`` has it."""

    element: Any
    row: int
    column: int
    rows: int
    columns: int
    header: bool


def placed(table: Any) -> list[Placed]:
    """The cells of the ``<w:tbl>`` element ``table``, each once, in the order of rows and columns."""
    rows = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    heads = sum(1 for _ in takewhile(_is_head, rows))  # only those at the top are repeated on each page
    found: list[Placed] = []
    open_cells: dict[int, int] = {}  # by their first column, the cells that may reach further down
    for number, row in enumerate(rows):
        column = _number(row.find(f"{W}trPr"), "gridBefore", 0)
        reached: dict[int, int] = {}
        for cell in _children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            columns = max(1, _number(properties, "gridSpan", 1))
            if _merged(properties, "hMerge") == "continue" and reached:
                wider = max(reached.values())
                found[wider] = found[wider]._replace(columns=found[wider].columns + columns)
            elif (
                _merged(properties, "vMerge") == "continue"
                and column in open_cells
                and found[open_cells[column]].columns == columns
            ):
                above = reached[column] = open_cells[column]
                found[above] = found[above]._replace(rows=number - found[above].row + 1)
            else:
                reached[column] = len(found)
                found.append(Placed(cell, number, column, 1, columns, number < heads))
            column += columns
        open_cells = reached
    return found


def _is_head(row: Any) -> bool:
    return is_on(row.find(f"{W}trPr"), "tblHeader")


def _number(properties: Any | None, name: str, default: int) -> int:
    """The number in the property ``name``."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = found.get(VALUE, "") if found is not None else ""
    return min(int(value), _WIDEST) if value.isascii() and value.isdigit() else default


def _merged(properties: Any | None, name: str) -> str:
    """ "restart" where a merged cell begins, "continue" where it goes on, else empty."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return str(found.get(VALUE, "continue")) if found is not None else ""


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through content controls."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, name)
