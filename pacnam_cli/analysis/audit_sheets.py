"""Tables laid out in a document against their own arithmetic: totals, totals beside their parts, percentages.

What a table means is read from its heads and confirmed by its own numbers: a relation that no head names is only held
against a row if it holds in most others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_numbers import Range
from pacnam_cli.extraction.sheet_columns import SheetColumn
from pacnam_cli.extraction.sheet_figures import CellFigure
from pacnam_cli.extraction.sheet_layout import SheetLayout, SheetRow
from pacnam_cli.extraction.sheet_numbers import is_none
from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words
from pacnam_cli.model import Check, CheckKind, Figure

_NEAR = 0.25  # how far off, as a share, a total may be and still be meant as one
_FAR = 0.5  # the same for a percentage that its heads name
_FEWEST = 2
_AVERAGE = pattern(whole_words(load("sheets")["roles"]["average"]))
_KINDS = frozenset(word for words in load("sheets")["columns"].values() for phrase in words for word in phrase.split())
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SOME = pattern(whole_words(load("sheets")["columns"]["some"]))


class _Try(NamedTuple):
    """A relation tried in one place: whether it holds there, how far off it is, and the check that says so."""

    holds: bool
    off: float
    check: Check


class _Filled(Struct):
    layout: SheetLayout
    figures: dict[tuple[int, int], Figure]

    def at(self, row: SheetRow, column: int) -> Figure | None:
        return self.figures.get((row.row, column))

    def is_none(self, row: SheetRow, column: int) -> bool:
        """Whether a cell says that there is nothing: "-"; an empty one does not say."""
        cell = self.layout.sheet.rows[row.row][column]
        return cell is not None and bool(cell.text) and is_none(cell.text)

    def numbers(self) -> Iterator[tuple[int, SheetColumn]]:
        for at, column in enumerate(self.layout.columns):
            if column.kind == "number":
                yield at, column


def sheet_checks(layout: SheetLayout, cells: Sequence[CellFigure]) -> Iterator[Check]:
    """The checks of one table, ids not yet given."""
    filled = _Filled(layout, {(each.row, each.column): each.figure for each in cells})
    yield from _totals(filled)
    yield from _subtotals(filled)
    yield from _sums_beside(filled)
    yield from _percentages(filled, cells)


def _totals(filled: _Filled) -> Iterator[Check]:
    """The row of the whole against the rows of the highest level."""
    wholes = [row for row in filled.layout.rows if row.whole]
    rows = [row for row in filled.layout.rows if not row.whole and _has_numbers(filled, row)]
    if len(wholes) != 1 or len(rows) < _FEWEST:
        return
    level = min(row.level for row in rows)
    parts = [row for row in rows if row.level == level]
    tries = [found for at, column in filled.numbers() if (found := _column_sum(filled, wholes[0], parts, at, column))]
    some_hold = any(found.holds for found in tries)
    for found in tries:
        if found.holds or (found.off <= _NEAR and (some_hold or wholes[0].whole == "sum")):
            yield found.check


def _subtotals(filled: _Filled) -> Iterator[Check]:
    """Rows of one level against the rows of the next below them, where these are said to be all."""
    rows = [row for row in filled.layout.rows if not row.whole and _has_numbers(filled, row)]
    tries: list[_Try] = []
    for place, row in enumerate(rows):
        below = []
        for other in rows[place + 1 :]:
            if other.level <= row.level:
                break
            below.append(other)
        level = min((other.level for other in below), default=0)
        parts = [other for other in below if other.level == level]
        if len(parts) < _FEWEST:
            continue
        for at, column in filled.numbers():
            found = _column_sum(filled, row, parts, at, column)
            if found is not None and (found.holds or level < 5):  # "Trong đó:" need not be all
                tries.append(found)
    yield from _confirmed(tries)


def _sums_beside(filled: _Filled) -> Iterator[Check]:
    """ "Tổng số | Nam | Nữ": a total column against the columns of its parts."""
    found = list(filled.numbers())
    for place, (at, column) in enumerate(found):
        if column.measure != "total" or column.role is not None:
            continue
        parts = []
        for other, beside in found[place + 1 :]:
            if beside.role is not None or beside.measure or _SOME.search(fold_word(" ".join(beside.path))):
                break
            parts.append(other)
        if len(parts) < _FEWEST:
            continue
        tries = []
        for row in filled.layout.rows:
            total = filled.at(row, at)
            values = [filled.at(row, other) for other in parts]
            known = [value for value in values if value is not None]
            if total is not None and len(known) == len(values) and (tried := _sum(total, known)) is not None:
                tries.append(tried)
        yield from _confirmed(tries)


def _percentages(filled: _Filled, cells: Sequence[CellFigure]) -> Iterator[Check]:
    """Attainment against plan and result, change against the time before, shares against their total."""
    for at, column in filled.numbers():
        if column.role == "attainment":
            plan, result = _nearest(filled, at, "plan"), _nearest(filled, at, "result")
            yield from _by_rows(filled, at, result, plan, "attainment", named=True)
        elif column.role in ("rate", "change"):
            result, previous = _compared(filled, at)
            yield from _by_rows(filled, at, result, previous, "change", named=False, growth=column.role == "change")
        elif column.role == "share":
            yield from _shares(filled, [each for each in cells if each.column == at])


def _by_rows(
    filled: _Filled,
    at: int,
    part: int | None,
    base: int | None,
    kind: CheckKind,
    *,
    named: bool,
    growth: bool = False,
) -> Iterator[Check]:
    if part is None or base is None or part == base:
        return
    tries = []
    for row in filled.layout.rows:
        stated, over, under = filled.at(row, at), filled.at(row, part), filled.at(row, base)
        if (
            stated is None
            or over is None
            or under is None
            or stated.kind != "percent"
            or "percent" in (over.kind, under.kind)
        ):
            continue
        found = _percentage(stated, over, under, kind, growth)
        if found is not None:
            tries.append(found)
    yield from _confirmed(tries, named=named)


def _shares(filled: _Filled, shares: Sequence[CellFigure]) -> Iterator[Check]:
    """Shares of the total of the column before them, or of another column in their row: whichever holds more often."""
    wholes = [row for row in filled.layout.rows if row.whole]
    relations: list[list[_Try]] = []
    if len(wholes) == 1:
        below = [each for each in shares if each.of is not None and each.row != wholes[0].row]
        relations.append([*_tried((each, filled.at(wholes[0], each.of.column)) for each in below if each.of)])
    for column, _ in filled.numbers():
        beside = [each for each in shares if each.of is not None and column < each.of.column]
        relations.append([*_tried((each, filled.figures.get((each.row, column))) for each in beside)])
    yield from _confirmed(max(relations, key=lambda tries: sum(found.holds for found in tries), default=[]))


def _tried(pairs: Iterable[tuple[CellFigure, Figure | None]]) -> Iterator[_Try]:
    """The share of each figure in the whole beside it."""
    for each, whole in pairs:
        if each.of is not None and whole is not None and whole.kind != "percent":
            found = _percentage(each.figure, each.of.figure, whole, "share", False)
            if found is not None:
                yield found


def _confirmed(tries: Sequence[_Try], *, named: bool = False) -> Iterator[Check]:
    """The checks of a relation that its heads name, or that holds in most places."""
    holding = sum(found.holds for found in tries)
    trusted = holding >= _FEWEST and 2 * holding > len(tries)
    for found in tries:
        if found.holds or trusted or (named and found.off <= _FAR and 2 * holding >= len(tries) - 1):
            yield found.check


def _column_sum(
    filled: _Filled, whole: SheetRow, parts: Sequence[SheetRow], at: int, column: SheetColumn
) -> _Try | None:
    total = filled.at(whole, at)
    if total is None or total.kind in ("percent", "ratio") or column.role is not None:
        return None
    said = fold_word(" ".join([*column.path, total.unit or ""]))
    if "/" in (total.unit or "") or _AVERAGE.search(said):
        return None
    known: list[Figure] = []
    for row in parts:
        figure = filled.at(row, at)
        if figure is None and not filled.is_none(row, at):
            return None
        if figure is not None:
            if (
                (figure.kind, figure.unit) != (total.kind, total.unit)
                and total.unit is not None
                and figure.unit is not None
            ):
                return None
            known.append(figure)
    return _sum(total, known) if len(known) >= _FEWEST else None


def _sum(total: Figure, parts: Sequence[Figure]) -> _Try | None:
    if any(figure.upper is not None or figure.total is not None for figure in (total, *parts)):
        return None
    computed, said = numbers.add(map(numbers.printed, parts)), numbers.printed(total)
    status = numbers.verdict(total, said, computed, parts)
    scale, suffix = numbers.common_scale([total, *parts])
    digits = numbers.digits([total, *parts], scale)
    shown = numbers.show_figure(total, None, scale) + suffix, numbers.show(computed.point / scale, digits) + suffix
    left = " + ".join(numbers.show_figure(part, None, scale) for part in parts)
    formula = f"{left} = {shown[1]}" + ("" if shown[0] == shown[1] else f" {_sign(status)} {shown[0]}")
    check = numbers.finding(
        "sum",
        status,
        stated=total,
        value=total.value,
        computed=computed,
        formula=formula,
        shown=shown,
        figures=[total, *parts],
        parts=parts,
    )
    return _Try(status in ("holds", "rounding"), _off(computed.point, total.value), check)


def _percentage(stated: Figure, part: Figure, base: Figure, kind: CheckKind, growth: bool) -> _Try | None:
    if any(figure.total is not None or figure.upper is not None for figure in (part, base)):
        return None
    over, under = numbers.printed(part), numbers.printed(base)
    if under.low <= 0 or over.low < 0:
        return None
    said = numbers.printed(stated)
    computed = numbers.percent_of(over, under)
    if growth:
        sign = -1 if stated.direction == "down" else 1
        computed = _ordered(sign * (computed.low - 100), sign * (computed.point - 100), sign * (computed.high - 100))
    elif kind == "attainment" and over.low > 0 and not numbers.meets(said, computed):
        inverse = numbers.percent_of(under, over)  # what is to fall: 3,5% where 4% was planned
        computed = inverse if numbers.meets(said, inverse) else computed
    status = numbers.verdict(stated, said, computed, [part, base])
    if status == "contradicts" and abs(computed.point - said.point) < 10.0**-stated.decimals:
        status = "rounding"  # cut off instead of rounded
    digits = stated.decimals
    shown = numbers.show(stated.value, digits) + "%", numbers.show(computed.point, max(1, digits)) + "%"
    scale, _ = numbers.common_scale([part, base])
    formula = f"{numbers.show_figure(part, None, scale)} ÷ {numbers.show_figure(base, None, scale)}"
    formula += f"{' − 100%' if growth else ''} = {shown[1]}"
    if shown[0] != shown[1]:
        formula += f" {_sign(status)} {shown[0]}"
    check = numbers.finding(
        kind,
        status,
        stated=stated,
        value=stated.value,
        computed=computed,
        formula=formula,
        shown=shown,
        figures=[stated, part, base],
    )
    return _Try(status in ("holds", "rounding"), _off(computed.point, stated.value), check)


def _ordered(one: float, point: float, other: float) -> Range:
    return Range(min(one, other), point, max(one, other))


def _sign(status: str) -> str:
    return "≈" if status in ("holds", "rounding") else "≠"


def _off(computed: float, stated: float) -> float:
    return abs(computed - stated) / max(abs(stated), 1e-9)


def _nearest(filled: _Filled, at: int, measure: str) -> int | None:
    """The column of ``measure`` left of column ``at``: under the same head, with the same words, or nearest to it."""
    columns = filled.layout.columns
    found = [
        other for other, column in filled.numbers() if other < at and column.measure == measure and not column.role
    ]
    own = set(fold_word(" ".join(columns[at].path)).split()) - _KINDS

    def likeness(other: int) -> tuple[bool, int, int]:
        under_one = len(columns[at].path) > 1 and columns[other].path[0] == columns[at].path[0]
        return under_one, len(own & set(fold_word(" ".join(columns[other].path)).split())), other

    return max(found, key=likeness, default=None)


def _compared(filled: _Filled, at: int) -> tuple[int | None, int | None]:
    """The columns whose numbers column ``at`` compares: this time's and that of the time before.

    "So với năm 2022", "2023/2022" name the years of the columns; else the one is called so, or is the only other.
    """
    columns = filled.layout.columns
    values = [
        other for other, column in filled.numbers() if other < at and column.role is None and column.measure != "plan"
    ]
    years = sorted(_YEAR.findall(columns[at].path[-1] if columns[at].path else ""))
    before = [other for other in values if years and years[0] in (columns[other].period or "")]
    earlier = _nearest(filled, at, "previous")
    if earlier is None and before:
        earlier = before[-1]
    if earlier is None and len(values) == 2 and not years:
        earlier = values[0]
    results = [other for other in values if other != earlier]
    now = [other for other in results if len(years) > 1 and years[-1] in (columns[other].period or "")]
    named = [other for other in results if columns[other].measure == "result"]
    found = (now or named or results)[-1:]
    return (found[0] if found else None), earlier


def _has_numbers(filled: _Filled, row: SheetRow) -> bool:
    return any(filled.at(row, at) is not None for at, _ in filled.numbers())
