"""A sheet as a reader takes it in: its title and unit, its columns, its rows with their level and their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from pacnam_cli.extraction.sheet_columns import SheetColumn, columns, period_of, role_of
from pacnam_cli.extraction.sheet_heads import head_rows
from pacnam_cli.extraction.sheet_units import SheetUnit, announced_unit, unit_counted, unit_named, unit_within
from pacnam_cli.extraction.sheets import Sheet
from pacnam_cli.language.digits import Style
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Role, Span

Whole = Literal["sum", "whole", ""]

_ROWS = load("sheets")["rows"]
_SUM, _WHOLE = frozenset(_ROWS["sum"]), frozenset(_ROWS["whole"])
_BULLETS = "-+*•–"
_PART = pattern(rf"(?:[{_BULLETS}]|{alternation(_ROWS['parts'])}(?!\w))")
_MARK = pattern(rf"(?P<mark>[ivxlc]{{1,6}}|[a-zđ]|\d{{1,3}}(?:\.\d{{1,2}})*)[.)/]\s+|(?P<bullet>[{_BULLETS}])\s*")
_TITLES = load("sheets")["titles"]
_NUMBERED_TITLE = pattern(rf"{alternation(_TITLES['numbered'])}\s*(?:{alternation(_TITLES['number'])}\s*)?[\divxa-z.]*")
_DITTO = frozenset(load("sheets")["units"]["ditto"])
_ABOVE = 3  # lines above a table among which its title and unit stand
_TITLE = 200  # characters


class SheetRow(Struct):
    """A row below the head: ``level`` 0 for the whole, 1 for "I", 2 for "1" and where unsaid, 4 for "a", 5 for "-".

    ``whole`` is "sum" for "Tổng cộng", which has the others as its parts, "whole" for "Toàn huyện", which may not.
    """

    row: int
    label: str
    name: str  # the label without its unit
    level: int
    whole: Whole = ""
    unit: SheetUnit | None = None
    role: Role | None = None
    counted: SheetUnit | None = None
    period: str | None = None


class SheetLayout(Struct):
    """A sheet with what its parts mean; ``above`` are the lines of its title and unit, canonical spans."""

    sheet: Sheet
    heads: int
    columns: list[SheetColumn]
    rows: list[SheetRow]
    title: str | None = None
    unit: SheetUnit | None = None
    period: str | None = None
    above: Sequence[Span] = ()

    @property
    def has_numbers(self) -> bool:
        """Whether any column holds numbers; else the cells are prose."""
        return any(column.kind == "number" for column in self.columns)

    @property
    def label_at(self) -> int | None:
        """The column that names the rows."""
        return next((at for at, column in enumerate(self.columns) if column.kind == "label"), None)


def lay_out(folded: Folded, sheet: Sheet, style: Style) -> SheetLayout:
    """What the parts of ``sheet`` mean; its numbers are in ``style``."""
    heads = head_rows(sheet)
    layout = SheetLayout(sheet, heads, columns(sheet, heads, style), [])
    if layout.has_numbers:
        _read_above(folded, layout)
    layout.rows = [_row(layout, row) for row in range(heads, len(sheet.rows)) if sheet.own(row)]
    _repeat_units(layout)
    return layout


def _read_above(folded: Folded, layout: SheetLayout) -> None:
    """Title and unit from the caption, rows that span the sheet, and the lines right above it."""
    sheet = layout.sheet
    inside = [(cell.start, cell.end) for row in range(layout.heads) if (cell := sheet.spread(row)) is not None]
    spans = [*_lines_above(folded.text, sheet.start), *([sheet.caption] if sheet.caption else []), *inside]
    taken: list[Span] = []
    for span in reversed(spans):
        line = folded.written(*span).strip("*_# ")
        unit = announced_unit(line)
        if unit is not None:
            layout.unit = layout.unit or unit
        elif layout.title is None and (span in inside or span == sheet.caption or _is_title(line)):
            within = unit_within(line)
            if within is not None and within[0].written != "%":
                layout.unit, line = layout.unit or within[0], within[1]
            layout.title = line.strip(" :")
        elif span not in inside:
            break
        taken.append(span)
    layout.above = taken
    layout.period = period_of(layout.title) if layout.title else None


def _lines_above(text: str, start: int) -> list[Span]:
    """The lines before ``start`` that are not blank, the last few of them, in order."""
    spans: list[Span] = []
    end = start
    while len(spans) < _ABOVE and end > 0:
        while end > 0 and text[end - 1].isspace():
            end -= 1
        begin = text.rfind("\n", 0, end) + 1
        if end > begin:
            spans.append((begin, end))
        end = begin
    return spans[::-1]


def _is_title(line: str) -> bool:
    if not line or len(line) > _TITLE or "|" in line:
        return False
    return bool(_NUMBERED_TITLE.match(fold_word(line))) or (line[-1] not in ".;,!?…:" and len(line.split()) > 1)


def _row(layout: SheetLayout, row: int) -> SheetRow:
    sheet, at = layout.sheet, layout.label_at
    alone = sheet.spread(row)
    cell = alone or (sheet.rows[row][at] if at is not None else None)
    label = cell.written if cell is not None else ""
    if at is not None and alone is None:
        # A body that fills several rows names them all: "Kinh tế" beside "Nông nghiệp", "Công nghiệp".
        groups = [each for each in sheet.rows[row][:at] if each is not None and each.rows > 1 and each.text != label]
        groups = [each for each in groups if layout.columns[each.column].kind == "text"]
        label = ": ".join([*dict.fromkeys(group.written for group in groups), label])
    mark = _mark(layout, row, label)
    found = SheetRow(row, label, label, _level(mark, label))
    within = unit_within(label)
    if within is not None:
        found.unit, found.name = within
    bare = fold_word(_unmarked(found.name)).strip(" .:*")
    units = [
        each for each, column in zip(sheet.rows[row], layout.columns, strict=True) if column.kind == "unit" and each
    ]
    if units and (named := unit_named(units[0].written)) is not None:
        found.unit = named
    if bare in _SUM or bare in _WHOLE:
        found.whole, found.level = ("sum" if bare in _SUM else "whole"), 0
    else:
        found.counted = unit_counted(_unmarked(found.name).split(":")[-1].strip())
    found.role = role_of(bare)
    found.period = period_of(label)
    return found


def _repeat_units(layout: SheetLayout) -> None:
    """A ditto mark in the column of units stands for the unit above it."""
    above: SheetUnit | None = None
    for row in layout.rows:
        cells = zip(layout.sheet.rows[row.row], layout.columns, strict=True)
        if any(column.kind == "unit" and cell is not None and cell.text in _DITTO for cell, column in cells):
            row.unit = row.unit or above
        above = row.unit or above


def _mark(layout: SheetLayout, row: int, label: str) -> str:
    """The running number of a row: in a column of its own, or at the head of its label."""
    for cell, column in zip(layout.sheet.rows[row], layout.columns, strict=True):
        if column.kind == "numbering" and cell is not None and cell.text:
            return cell.text.strip("().")
    match = _MARK.match(fold_word(label))
    return (match["mark"] or match["bullet"]) if match else ""


def _unmarked(label: str) -> str:
    """``label`` without the running number or bullet at its head."""
    match = _MARK.match(fold_word(label))
    return label[match.end() :] if match else label


def _level(mark: str, label: str) -> int:
    """How deep a row lies by its running number or bullet and its label, see ``SheetRow``."""
    if _PART.match(fold_word(_unmarked(label) if mark not in _BULLETS else label)):
        return 5
    if not mark:
        return 2
    if mark in _BULLETS:
        return 5
    if mark[0].isdigit():
        return 2 + mark.count(".")
    return 1 if re.fullmatch(r"[ivxlc]+", mark) and mark not in ("c", "l", "d") else 4
