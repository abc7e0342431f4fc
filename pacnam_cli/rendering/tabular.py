"""What stands in the cells, heads and bars of a table, whatever the medium."""

from __future__ import annotations

from pacnam_cli.model import Approx, Cell, Figure, Row, Table
from pacnam_cli.rendering.casing import inside
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.marks import Marks
from pacnam_cli.rendering.numerals import NBSP, amount, numeral
from pacnam_cli.rendering.phrases import percent, share_of
from pacnam_cli.rendering.wording import Words

#: Fewer rows than this need no bars to be compared.
_ENOUGH = 3
#: A fall of more than 800 is a change below -800.
OPPOSITE: dict[Approx, Approx] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}


def cell_text(cell: Cell, figures: dict[str, Figure], words: Words, marks: Marks) -> str:
    """A cell as the reader's language prints it: the figure's number with its comparator, or else as written."""
    figure = figures.get(cell.figure or "")
    if figure is None:
        return _as_written(cell, words)
    number = _number_of(cell, figure, words)
    approx = OPPOSITE.get(figure.approx, figure.approx) if number.startswith("-") else figure.approx
    return NBSP.join(filter(None, (marks.comparator(approx), number))).replace(" ", NBSP)


def _as_written(cell: Cell, words: Words) -> str:
    written = one_line(cell.text)
    if cell.value is None or words.lang == "vi":
        return written or ("" if cell.value is None else numeral(cell.value, words))
    return numeral(cell.value, words) + ("%" if written.endswith("%") else "")


def _number_of(cell: Cell, figure: Figure, words: Words) -> str:
    bare = figure.scale > 1 and not any(map(str.isalpha, cell.text))  # "1.250" below "triệu đồng"
    if cell.value is None:
        return amount(figure, words, bare=bare)
    if cell.value == -figure.value < 0:
        return "-" + amount(figure, words, bare=bare)  # a fall in a column of rises and falls
    one_of_ratio = figure.total is not None and "/" not in one_line(cell.text)
    return (
        numeral(cell.value, words) if cell.value != figure.value or one_of_ratio else amount(figure, words, bare=bare)
    )


def heading(table: Table, index: int, words: Words) -> str:
    """The name of a column with its unit: "Đạt (chỉ tiêu)"."""
    if index >= len(table.columns):
        return ""
    name, unit = one_line(table.columns[index].name), one_line(table.columns[index].unit or "")
    said = unit == "%" and all(row.cells[index].text.endswith("%") for row in table.rows if index < len(row.cells))
    name = words.term("column", name)
    if not unit or said or unit.casefold() in name.casefold():
        return name
    return f"{name} ({unit.replace(' ', NBSP)})" if name else unit


def shares(table: Table, figures: dict[str, Figure]) -> list[float | None]:
    """What a bar can show of each row: its last share or ratio; None where there is none, or of a single row.

    Beside two columns of percentages a bar would not say which of them it shows.
    """
    if sum(_of_percents(table, index, figures) for index in range(columns_of(table))) > 1:
        return [None] * len(table.rows)
    found: list[float | None] = []
    for row in table.rows:
        parts = [share_of(figures[cell.figure]) for cell in row.cells if cell.figure in figures]
        found.append(next((part for part in reversed(parts) if part is not None), None))
    if sum(part is not None for part in found) == 1 < len(found):  # one bar compares with nothing
        return [None] * len(found)
    if any(part is not None for part in found):
        return found
    if columns_of(table) != 1 or len(table.rows) < _ENOUGH:
        return [None] * len(table.rows)
    return _percents(table.rows, figures) or _of_the_largest(table.rows)


def _of_percents(table: Table, index: int, figures: dict[str, Figure]) -> bool:
    cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
    return any(cell.figure in figures and figures[cell.figure].kind == "percent" for cell in cells)


def _percents(rows: list[Row], figures: dict[str, Figure]) -> list[float | None] | None:
    """A column of percentages against a hundred; None where it is something else or goes beyond."""
    cells = [row.cells[0] for row in rows if row.cells and row.cells[0].value is not None]
    kinds = {figures[cell.figure].kind if cell.figure in figures else None for cell in cells}
    if kinds != {"percent"} or not all(0 <= (cell.value or 0) <= 100 for cell in cells):
        return None
    return [row.cells[0].value / 100 if row.cells and row.cells[0].value is not None else None for row in rows]


def _of_the_largest(rows: list[Row]) -> list[float | None]:
    """Plain amounts against the largest of them; the whole has no bar."""
    values = [row.cells[0].value if row.cells and not row.total else None for row in rows]
    known = [value for value in values if value is not None]
    largest = max(known, default=0)
    if largest <= 0 or min(known) < 0 or len(known) < _ENOUGH:
        return [None] * len(rows)
    return [None if value is None else value / largest for value in values]


def title_of(table: Table) -> str:
    """The title; empty where it only repeats the head of a column."""
    title = one_line(table.title or "")
    heads = [one_line(column.name).casefold() for column in table.columns]
    return "" if len(heads) > 1 and title.casefold() in heads else title


def columns_of(table: Table) -> int:
    """How many columns there are, headed or not."""
    return max([len(table.columns), *(len(row.cells) for row in table.rows)])


def headings(table: Table, words: Words) -> list[str]:
    """The heads of all columns; empty where a single one would repeat the title."""
    heads = [heading(table, index, words) for index in range(columns_of(table))]
    return [""] if [head.casefold() for head in heads] == [one_line(table.title or "").casefold()] else heads


def labels_of(rows: list[Row], words: Words) -> list[str]:
    """What the rows are about, their case alike; the name of the whole in the reader's language."""
    labels = [one_line(row.label) for row in rows]
    mixed = any(label[:1].islower() for label, row in zip(labels, rows, strict=True) if not row.total)
    return [
        words.term("column", label) if row.total else inside(label) if mixed else label
        for label, row in zip(labels, rows, strict=True)
    ]


def texts_of(row: Row, count: int, figures: dict[str, Figure], words: Words, marks: Marks) -> list[str]:
    """The cells of a row in words, ``count`` of them."""
    texts = [cell_text(cell, figures, words, marks) for cell in row.cells[:count]]
    return texts + [""] * (count - len(texts))


def numeric(table: Table, index: int) -> bool:
    """Whether a column holds numbers for the most part."""
    cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
    written = [cell for cell in cells if one_line(cell.text)]
    return not written or 2 * sum(cell.value is not None for cell in written) >= len(written)


def percent_of(row: Row, part: float | None, figures: dict[str, Figure], words: Words) -> str:
    """The percentage a bar shows, where the row has a ratio and does not say it itself."""
    shown = [figures[cell.figure] for cell in row.cells if cell.figure in figures]
    if part is None or any(figure.kind == "percent" for figure in shown):
        return ""
    return percent(part, words, 1) if any(figure.kind == "ratio" for figure in shown) else ""
