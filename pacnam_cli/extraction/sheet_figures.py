"""The cells of a sheet as figures: the unit from cell, column, row or title, the subject from row and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from pacnam_cli.extraction.readings import CERTAIN, Reading
from pacnam_cli.extraction.sheet_columns import SheetColumn
from pacnam_cli.extraction.sheet_layout import SheetLayout, SheetRow
from pacnam_cli.extraction.sheet_numbers import CellNumber
from pacnam_cli.extraction.sheet_units import SheetUnit, generic_heads
from pacnam_cli.extraction.sheets import SheetCell
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.model import Figure, Kind, Number, Role, Span

_BETWEEN = " – "


class CellFigure(Struct):
    """A figure and the place in its sheet; ``of`` is the figure in the same row that it is a percentage of."""

    figure: Figure
    row: int
    column: int
    of: CellFigure | None = None


def cell_figures(folded: Folded, layout: SheetLayout) -> list[CellFigure]:
    """The figures of a sheet by rows; spans are canonical, ids and numbers of sentences are not yet given."""
    found: list[CellFigure] = []
    for row in layout.rows:
        beside: list[CellFigure] = []
        for at, column in enumerate(layout.columns):
            cell = layout.sheet.rows[row.row][at]
            number = column.numbers.get(row.row)
            if cell is None or number is None or cell.row != row.row or cell.column != at:
                continue
            beside.append(CellFigure(_figure(folded, layout, row, column, cell, number), row.row, at))
        _relate(layout, beside)
        found += beside
    return found


def prose_cells(layout: SheetLayout) -> list[Span]:
    """Cells below the head that are read as prose: words with numbers in a column that names nothing.

    All of them are where no column holds numbers.
    """
    spans = []
    if not layout.has_numbers:
        own = [cell for row in range(len(layout.sheet.rows)) for cell in layout.sheet.own(row)]
        return [(cell.start, cell.end) for cell in own if layout.columns[cell.column].kind not in ("code", "numbering")]
    for row in layout.rows:
        for cell in layout.sheet.own(row.row):
            column = layout.columns[cell.column]
            if (
                column.kind in ("text", "number")
                and cell.row not in column.numbers
                and cell.columns < layout.sheet.width
            ):
                spans.append((cell.start, cell.end))
    return spans


def explained(layout: SheetLayout) -> list[Reading[str]]:
    """Readings of everything in a sheet, and of the lines above it, that prose must not be read from."""
    prose = prose_cells(layout)
    spans = [*layout.above]
    for row in range(len(layout.sheet.rows)):
        spans += [(cell.start, cell.end) for cell in layout.sheet.own(row)]
    kept = set(spans) - set(prose)
    return [Reading(start, end, "table", CERTAIN, "cell") for start, end in sorted(kept)]


def sentences_of(layout: SheetLayout) -> Iterator[Span]:
    """The sentences of a sheet: a row is one, save where a cell of it is read as prose by itself."""
    prose = set(prose_cells(layout))
    for row in range(len(layout.sheet.rows)):
        own = layout.sheet.own(row)
        if own and any((cell.start, cell.end) in prose for cell in own):
            yield from ((cell.start, cell.end) for cell in own)
        elif own:
            yield own[0].start, own[-1].end


def placed(figures: Sequence[CellFigure], sentences: Sequence[Span]) -> Sequence[CellFigure]:
    """``figures``, each with the number of its sentence."""
    starts = [start for start, _ in sentences]
    for each in figures:
        each.figure.sentence = max(0, bisect_right(starts, each.figure.span[0]) - 1)
    return figures


def achieved(figures: Sequence[Figure], sheets: Iterable[tuple[SheetLayout, Sequence[CellFigure]]]) -> list[Figure]:
    """``figures`` without those in the columns of plans and of earlier times."""
    others = {
        each.figure.id
        for layout, cells in sheets
        for each in cells
        if layout.columns[each.column].measure in ("plan", "previous")
    }
    return [figure for figure in figures if figure.id not in others]


def _figure(
    folded: Folded, layout: SheetLayout, row: SheetRow, column: SheetColumn, cell: SheetCell, number: CellNumber
) -> Figure:
    span = (cell.start + number.start, cell.start + number.end)
    unit = _unit(layout, row, column, number)
    kind = _kind(unit, number)
    scale = unit.scale if unit is not None and kind in ("money", "measure", "count") else 1
    role = _role(row, column, kind)
    value = number.value
    direction = number.direction if role == "change" else None
    if number.direction == "down" and role != "change":
        value = -value
    return Figure(
        id="",
        kind=kind,
        value=_times(value, scale),
        total=_times(number.total, scale) if number.total is not None else None,
        upper=_times(number.upper, scale) if number.upper is not None else None,
        decimals=number.decimals,
        unit=unit.name if unit is not None else None,
        subject=_subject(row, column),
        period=column.period or row.period or layout.period,
        approx=number.approx,
        role=role,
        direction=direction,
        text=folded.original[slice(*folded.source(*span))],
        span=span,
        sentence=0,
        scale=scale,
    )


def _unit(layout: SheetLayout, row: SheetRow, column: SheetColumn, number: CellNumber) -> SheetUnit | None:
    """The first that is known: a sign in the cell, a percentage, what row, column or table name, the noun counted."""
    percent = SheetUnit("percent", "%", 1, "%")
    if number.percent:
        return percent
    if number.total is not None:
        units = (column.unit, row.unit, column.counted, row.counted)
        return next((unit for unit in units if unit and unit.kind != "percent"), None)
    named = [unit for unit in (column.unit, row.unit) if unit is not None]
    if any(unit.kind == "percent" for unit in named):
        return next(unit for unit in named if unit.kind == "percent")
    if column.role in ("attainment", "rate", "share") and not named:
        return percent
    counted = [unit for unit in (column.counted, row.counted, column.above) if unit is not None]
    surely = [unit for unit in counted if unit.surely]
    return next((unit for unit in (row.unit, column.unit, *surely, layout.unit, *counted) if unit is not None), None)


def _times(value: Number, scale: int) -> Number:
    """``value`` multiplied by ``scale`` as printed: 512,3 tỷ is 512300000000."""
    product = Decimal(str(value)) * scale
    return int(product) if product == int(product) else float(product)


def _kind(unit: SheetUnit | None, number: CellNumber) -> Kind:
    if number.total is not None:
        return "ratio"
    if unit is None:
        return "measure" if number.decimals else "count"
    if unit.kind == "count" and number.decimals and unit.scale == 1:
        return "measure"  # an average: "13,3 trạm"
    return unit.kind


def _role(row: SheetRow, column: SheetColumn, kind: Kind) -> Role:
    if column.role is not None:
        return column.role
    if kind == "percent":
        return row.role if row.role not in (None, "attainment") else "rate"
    return "change" if row.role == "change" else "value"


def _subject(row: SheetRow, column: SheetColumn) -> str | None:
    """What is measured: the label of the row, with the head of the column where it names more than a period."""
    heads = [head for head in column.name.split(_BETWEEN) if head and fold_word(head) not in generic_heads()]
    heads = [head for head in heads if head.strip() != (column.period or "")]
    return _BETWEEN.join(filter(None, [row.name, *heads])) or None


def _relate(layout: SheetLayout, beside: Sequence[CellFigure]) -> None:
    """A percentage is of the result that stands before it in its row."""
    for at, each in enumerate(beside):
        if each.figure.kind == "percent" and each.figure.role in ("attainment", "share", "rate", "change"):
            before = [other for other in beside[:at] if layout.columns[other.column].role is None]
            results = [other for other in before if layout.columns[other.column].measure == "result"]
            nearest = (results or before)[-1:]
            each.of = nearest[0] if nearest and layout.columns[each.column].role else None
