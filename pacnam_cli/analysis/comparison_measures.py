"""What may be measured against what: which cells of a row are of one kind, how they change, how they rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pacnam_cli.analysis.comparison_columns import Column, Place
from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Number
from pacnam_cli.model_comparison import ComparedCell, ComparedRow, Rank, Shift

_COUNTS = frozenset(load("comparison")["counts"])
_SIGNED = frozenset(load("comparison")["signed"])
_MONTHLY: str = load("comparison")["monthly"]
_BOUNDS = ("at_least", "at_most")
Basis = tuple[str, ...]


def basis(figure: Figure, key: str) -> Basis:
    """What two figures of a row must share to be measured against each other: kind, currency or unit, by the month."""
    unit = " ".join(fold_word(figure.unit or "").split())
    if figure.kind == "money":
        return ("money", unit.partition("/")[0].strip(), _MONTHLY if _MONTHLY in unit else "")
    if figure.kind == "ratio":
        return ("count",) if key in _COUNTS else ("ratio",)
    return (figure.kind,) if figure.kind == "count" else (figure.kind, unit)


def main_basis(figures: Sequence[Figure | None], key: str) -> Basis:
    """The basis that most figures of a row share, the first of them if there are several."""
    return Counter(basis(figure, key) for figure in figures if figure is not None).most_common(1)[0][0]


def share(figure: Figure, key: str) -> Number | None:
    """What a ratio comes to in percent, to two decimals; None for anything else."""
    if figure.kind != "ratio" or not figure.total or key in _COUNTS:
        return None
    return _number(round(Decimal(str(figure.value)) / Decimal(str(figure.total)) * 100, 2))


def measure(row: ComparedRow, parts: Sequence[str], found: Sequence[Column]) -> None:
    """Give the comparable cells of ``row`` their changes and ranks. ``parts`` is the part of the year of each cell.

    How far a rise or fall is from another says nothing a reader asks for: such rows have neither, but for indicators.
    """
    if row.role == "change" and not row.indicator:
        return
    values = [_value(cell, row) for cell in row.cells]
    for at, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        before = _year_before(at, found)
        if cell is None or value is None or before is None or parts[before] != parts[at]:
            continue
        former, base = row.cells[before], values[before]
        if former is not None and base is not None:
            inexact = cell.approx != "exact" or former.approx != "exact"
            cell.change = _shift(value, base, former.document, row.kind, cell, inexact)
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for at, column in enumerate(found):
        if column.place is not None and column.year is not None and values[at] is not None:
            groups[column.year, parts[at], column.place.tier].append(at)
    for members in groups.values():
        _rank(row, members, values, found)


def _year_before(at: int, found: Sequence[Column]) -> int | None:
    """The column of the same place's last year before that of ``at``; None where it is not one."""
    here = found[at]
    if here.place is None or here.year is None:
        return None
    earlier = [
        (column.year, other)
        for other, column in enumerate(found)
        if column.place == here.place
        and column.part == here.part
        and column.year is not None
        and column.year < here.year
    ]
    last = max((year for year, _ in earlier), default=None)
    columns = [other for year, other in earlier if year == last]
    return columns[0] if len(columns) == 1 else None


def _shift(value: Decimal, base: Decimal, against: str, kind: str, cell: ComparedCell, approx: bool) -> Shift:
    difference = value - base
    if kind == "percent" or cell.share is not None:
        return Shift(against=against, points=_number(round(difference, 2)), approx=approx)
    percent = round(difference / abs(base) * 100, 2) if base else None
    return Shift(
        against=against,
        absolute=_number(difference),
        percent=_number(percent) if percent is not None else None,
        approx=approx,
    )


def _rank(row: ComparedRow, members: Sequence[int], values: Sequence[Decimal | None], found: Sequence[Column]) -> None:
    """Rank the localities of one year; one whose reports differ has no rank."""
    told: dict[Place, set[Decimal]] = defaultdict(set)
    for at in members:
        place, value = found[at].place, values[at]
        if place is not None and value is not None:
            told[place].add(value)
    ranked = {place: next(iter(several)) for place, several in told.items() if len(several) == 1}
    if len(ranked) < 2:
        return
    greatest = max(ranked.values())
    for at in members:
        cell, place = row.cells[at], found[at].place
        if cell is None or place not in ranked:
            continue
        value = ranked[place]
        cell.rank = Rank(
            position=1 + sum(other > value for other in ranked.values()),
            of=len(ranked),
            of_greatest=round(float(max(value, Decimal(0)) / greatest), 4) if greatest > 0 else 0.0,
            approx=cell.approx != "exact",
        )


def _value(cell: ComparedCell | None, row: ComparedRow) -> Decimal | None:
    """What a cell is measured by; None for ranges, bounds and what is measured otherwise."""
    if cell is None or not cell.comparable or cell.upper is not None or cell.approx in _BOUNDS:
        return None
    value = Decimal(str(cell.value))
    if cell.share is not None:
        return value / Decimal(str(cell.total)) * 100
    return -value if cell.direction == "down" and row.key in _SIGNED else value


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else float(value)
