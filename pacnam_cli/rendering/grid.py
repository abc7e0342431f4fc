"""Tables as lines: columns with units, figures to the right, a bar a row, the row of the whole set off.

A table too wide for the page is told row by row, each cell with the name of its column; nothing is cut.
"""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len

from pacnam_cli.model import Figure, Row, Table
from pacnam_cli.rendering.layout import Align, indent, pad, side_by_side, width_of, wrap
from pacnam_cli.rendering.marks import VERDICT_STYLES, Marks
from pacnam_cli.rendering.pieces import Line, Piece, joined
from pacnam_cli.rendering.tabular import columns_of, headings, labels_of, numeric, percent_of, shares, texts_of
from pacnam_cli.rendering.wording import Words

#: A longer table shows its first rows and its totals, and says how many it left out.
LONG, SHOWN = 20, 12
BAR = 10
_LABEL_LEAST, _TEXT_LEAST = 12, 12  # cells of a row's name, of a column of texts


class Column(Struct):
    """A column of cells already in words."""

    head: str
    cells: list[str]
    align: Align = "right"


class _Laid(Struct):
    """The rows of a table: their cells by column, what they are about, whether they are of the whole, what follows."""

    columns: list[Column]
    labels: list[str]
    totals: list[bool]
    tails: list[Line]


def grid(
    table: Table,
    figures: dict[str, Figure],
    words: Words,
    marks: Marks,
    width: int,
    *,
    full: bool,
    more: str,
    verdicts: dict[str, Piece] | None = None,
) -> list[Line]:
    """The table in lines of at most ``width`` cells. ``verdicts`` puts a check's mark beside the row of a figure;
    ``more`` is the command that shows the rows left out."""
    laid, hidden = _laid(table, figures, words, marks, full, verdicts or {})
    lines = _aligned(laid, marks, width) or _records(laid, marks, width)
    if hidden:
        lines += wrap([Piece(words("more_rows", hidden, more), "soft")], width)
    return lines


def fits(table: Table, figures: dict[str, Figure], words: Words, marks: Marks, width: int, *, full: bool) -> bool:
    """Whether the columns of the table can stand under each other in ``width`` cells without being squeezed."""
    laid, _ = _laid(table, figures, words, marks, full, {})
    return _aligned(laid, marks, width, squeezed=False) is not None


def _laid(
    table: Table, figures: dict[str, Figure], words: Words, marks: Marks, full: bool, verdicts: dict[str, Piece]
) -> tuple[_Laid, int]:
    """The table in words, and how many of its rows are left out."""
    rows = list(enumerate(table.rows))
    hidden = 0
    if not full and len(rows) > LONG:
        kept = [(index, row) for index, row in rows if index < SHOWN or row.total]
        hidden, rows = len(rows) - len(kept), kept
    count = columns_of(table)
    texts = [texts_of(row, count, figures, words, marks) for _, row in rows]
    columns = [
        Column(head, [cells[index] for cells in texts], "right" if numeric(table, index) else "left")
        for index, head in enumerate(headings(table, words))
    ]
    labels = labels_of([row for _, row in rows], words)
    totals = [row.total for _, row in rows]
    parts = shares(table, figures)
    tails = [_tail(row, parts[index], figures, words, marks, verdicts) for index, row in rows]
    return _Laid(columns, labels, totals, tails), hidden


def _tail(
    row: Row,
    part: float | None,
    figures: dict[str, Figure],
    words: Words,
    marks: Marks,
    verdicts: dict[str, Piece],
) -> Line:
    """The bar of a row, the percent where the row does not say it, and what the audit says of its figures."""
    tail: Line = []
    if part is not None:
        tail = marks.bar(part, BAR)
        percent = percent_of(row, part, figures, words)
        if percent:
            tail.append(Piece(percent.rjust(7), "soft"))
    found = [verdicts[cell.figure] for cell in row.cells if cell.figure in verdicts]
    if found:
        mark = next((each for each in found if each.style == VERDICT_STYLES["contradicts"]), found[0])
        tail = [*tail, Piece(" " if tail else ""), mark]
    return tail


def _aligned(laid: _Laid, marks: Marks, width: int, *, squeezed: bool = True) -> list[Line] | None:
    """The table with its columns under each other; None where they do not fit, even ``squeezed``: heads and texts on
    more lines."""
    columns, labels, totals, tails = laid.columns, laid.labels, laid.totals, laid.tails
    filled = [max([_longest_word(column.head), *map(cell_len, column.cells)]) for column in columns]
    # A heading may take some room of its own, not all.
    widths = [max(size, min(cell_len(column.head), 14)) for column, size in zip(columns, filled, strict=True)]
    tail = max(map(width_of, tails), default=0)
    for index, column in enumerate(columns):
        over = sum(size + 2 for size in widths) + _LABEL_LEAST + (tail + 2 if tail else 0) - width
        if squeezed and over > 0:
            text = max([_TEXT_LEAST, *map(_longest_word, [column.head, *column.cells])])
            least = text if column.align == "left" else filled[index]
            widths[index] = min(widths[index], max(least, widths[index] - over))
    room = width - sum(size + 2 for size in widths)
    if tail and _crowded(labels, room - tail - 2, room):  # bars go before names are broken; what was found stays
        tails = [[piece for piece in line if piece.style in VERDICT_STYLES.values()] for line in tails]
        tail = max(map(width_of, tails), default=0)
    room -= tail + 2 if tail else 0
    longest = max(map(cell_len, labels), default=0)
    if room < min(_LABEL_LEAST, longest):
        return None
    label = min(longest, room)
    lines: list[Line] = []
    gap: Line = [Piece("  ")]
    if any(column.head for column in columns):
        heads = [
            [pad(line, size, column.align) for line in wrap([Piece(column.head, "soft")], size)]
            for column, size in zip(columns, widths, strict=True)
        ]
        lines += side_by_side([([], label), *zip(_bottom(heads), widths, strict=True)], gap)
    for index, (name, whole, rest) in enumerate(zip(labels, totals, tails, strict=True)):
        if whole:
            lines.append([Piece(marks.rule * (label + sum(size + 2 for size in widths)), "rest")])
        cells = [
            (_cell(column.cells[index], column.align, size), size) for column, size in zip(columns, widths, strict=True)
        ]
        named = wrap([Piece(name, "title" if whole else "")], label) or [[]]
        lines += side_by_side([(named, label), *cells, ([rest], tail)] if tail else [(named, label), *cells], gap)
    return lines


def _crowded(labels: list[str], room: int, whole: int) -> bool:
    """Whether ``room`` is too little for the labels, most of which fit the ``whole`` of it."""
    sizes = [cell_len(label) for label in labels]
    broken, broken_anyway = (sum(size > width for size in sizes) for width in (room, whole))
    return room < min(_LABEL_LEAST, max(sizes, default=0)) or 2 * (broken - broken_anyway) > len(sizes)


def _cell(said: str, align: Align, width: int) -> list[Line]:
    if align == "right":
        return [pad([Piece(said, "number")], width, align)]
    return [pad(line, width, align) for line in wrap([Piece(said)], width) or [[]]]


def _records(laid: _Laid, marks: Marks, width: int) -> list[Line]:
    """The table told row by row."""
    lines: list[Line] = []
    for index, (name, whole, tail) in enumerate(zip(laid.labels, laid.totals, laid.tails, strict=True)):
        lines += wrap([Piece(name, "title" if whole else "label")], width)
        told = [
            [*([Piece(column.head + " ", "soft")] if column.head else []), Piece(column.cells[index], "number")]
            for column in laid.columns
            if column.cells[index]
        ]
        lines += indent(wrap(joined(told, marks.dot), width - 2), 2)
        if tail and width_of(tail) <= width - 2:
            lines += indent([tail], 2)
    return lines


def _bottom(heads: list[list[Line]]) -> list[list[Line]]:
    """Headings of several lines stand on the last."""
    height = max(map(len, heads), default=0)
    return [[[]] * (height - len(head)) + head for head in heads]


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)
