"""What the columns of a sheet hold: labels, numbers of what unit and kind, running numbers, units, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct, field

from pacnam_cli.extraction.sheet_heads import is_index
from pacnam_cli.extraction.sheet_numbers import CellNumber, cell_number, is_none
from pacnam_cli.extraction.sheet_units import SheetUnit, unit_counted, unit_named, unit_within
from pacnam_cli.extraction.sheets import Sheet, SheetCell
from pacnam_cli.language.digits import Style
from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Role

ColumnKind = Literal["label", "number", "numbering", "unit", "code", "text"]
Measure = Literal["plan", "result", "previous", "total", ""]

_LEXICON = load("sheets")
_NUMBERING = frozenset(_LEXICON["heads"]["numbering"])
_UNIT, _UNIT_OR_BODY = frozenset(_LEXICON["heads"]["unit"]), frozenset(_LEXICON["heads"]["unit_or_body"])
_CODES = frozenset(_LEXICON["heads"]["codes"])
_PERIODS = _LEXICON["periods"]
_PERIOD = pattern(
    rf"(?:{alternation(_PERIODS['parts'])}\s{{1,9}}(?:[1-4ivx]{{1,4}}|\d{{1,2}})"
    rf"|(?:\d{{1,2}}|(?<![^\W\d])[^\W\d]{{1,9}})\s{{1,9}}tháng(?:\s{{1,9}}{alternation(_PERIODS['halves'])})?)?"
    rf"\s{{0,9}}(?:(?:{alternation(_PERIODS['year'])}|/)\s{{0,9}})?(?<!\d)(?:19|20)\d\d(?!\d)"
    r"(?:\s{0,9}-\s{0,9}(?:19|20)\d\d(?!\d))?"
)
_REMARK = pattern(r"\([^()]*\)")
_RUNNING = pattern(r"(?:\d{1,3}(?:\.\d{1,2})*|[ivxlc]{1,6}|[a-zđ])[.)]?\Z|[-+*•]\Z")


class SheetColumn(Struct):
    """A column: ``path`` are its heads from top to bottom as written, ``name`` is what they say without the unit."""

    kind: ColumnKind
    path: list[str]
    name: str = ""
    unit: SheetUnit | None = None
    counted: SheetUnit | None = None  # the noun of its head: "Số hộ nghèo"
    above: SheetUnit | None = None  # the noun of a head above it: "Đảng viên" over "Nữ"
    role: Role | None = None
    measure: Measure = ""
    period: str | None = None
    numbers: dict[int, CellNumber] = field(default_factory=dict)  # by row


def columns(sheet: Sheet, heads: int, style: Style) -> list[SheetColumn]:
    """The columns of ``sheet`` below its ``heads`` rows; numbers are in ``style``."""
    found = [_column(sheet, heads, at, style) for at in range(sheet.width)]
    _choose_label(found)
    for column in found:
        if column.kind == "number":
            _describe(column)
    return found


def path(sheet: Sheet, heads: int, at: int) -> list[str]:
    """The heads above column ``at``, each once, without titles that span the whole sheet and running numbers."""
    said: list[str] = []
    seen: set[int] = set()
    for row in range(heads):
        cell = sheet.rows[row][at]
        if row < heads - 1 and (cell is None or not cell.text):
            cell = _open_head(sheet, row, at)
        if cell is None or not cell.text or id(cell) in seen or sheet.spread(row) or is_index(sheet, row):
            continue
        seen.add(id(cell))
        if cell.written not in said:
            said.append(cell.written)
    return said


def _open_head(sheet: Sheet, row: int, at: int) -> SheetCell | None:
    """The head to the left that an empty cell goes on with, where nothing is merged: "Năm 2023 |  |  | Năm 2022"."""
    if any(cell is not None and (cell.columns > 1 or cell.rows > 1) for cell in sheet.rows[row]):
        return None
    filled = [cell for cell in sheet.rows[row][1:at] if cell is not None and cell.text]
    return filled[-1] if filled else None


def period_of(text: str) -> str | None:
    """The time that ``text`` names, as written: "6 tháng đầu năm 2024", "2023"."""
    match = _PERIOD.search(fold_word(text))
    return text[match.start() : match.end()].strip(" /") if match else None


def role_of(text: str) -> Role | None:
    """What kind of number the canonical head or label ``text`` announces beside a plain value.

    "Tỷ lệ" alone is a share of the numbers beside it, "Tỷ lệ hộ nghèo" a rate by itself.
    """
    role = next((role for role, words in _roles() if words.search(text)), None)
    bare = " ".join(_REMARK.sub(" ", text).replace("%", " ").split())
    return "rate" if role == "share" and not _structure().search(text) and bare not in _bare() else role


@cache
def _roles() -> list[tuple[Role, re.Pattern[str]]]:
    order: tuple[Role, ...] = ("attainment", "change", "rate", "share")
    roles = _LEXICON["roles"]
    return [(role, re.compile(whole_words(roles[role]))) for role in order]


@cache
def _structure() -> re.Pattern[str]:
    return re.compile(whole_words(_LEXICON["roles"]["structure"]))


@cache
def _bare() -> frozenset[str]:
    return frozenset(["", *_LEXICON["roles"]["share"]])


@cache
def _measures() -> list[tuple[Measure, re.Pattern[str]]]:
    order: tuple[Measure, ...] = ("previous", "plan", "result", "total")
    return [(name, re.compile(whole_words(_LEXICON["columns"][name]))) for name in order]


def _column(sheet: Sheet, heads: int, at: int, style: Style) -> SheetColumn:
    said = path(sheet, heads, at)
    body = _body(sheet, heads, at)
    column = SheetColumn("text", said)
    head = fold_word(said[-1]).strip(" .:") if said else ""
    if head in _NUMBERING or (not said and _runs(body)):
        column.kind = "numbering"
    elif head in _UNIT or (head in _UNIT_OR_BODY and _are_units(body)):
        column.kind = "unit"
    elif head in _CODES:
        column.kind = "code"
    else:
        numbers = {cell.row: number for cell in body if (number := cell_number(cell.text, style))}
        filled = [cell for cell in body if not is_none(cell.text)]
        years = len(numbers) > 1 and all(number.year for number in numbers.values())
        if numbers and 2 * len(numbers) >= len(filled) and not (years and at == 0):
            column.kind, column.numbers = "number", numbers
    return column


def _body(sheet: Sheet, heads: int, at: int) -> list[SheetCell]:
    """The cells of column ``at`` below the head, those that span the sheet left out."""
    cells = []
    for row in range(heads, len(sheet.rows)):
        cell = sheet.rows[row][at]
        if cell is not None and (cell.row, cell.column) == (row, at) and cell.text and not sheet.spread(row):
            cells.append(cell)
    return cells


def _runs(body: Sequence[SheetCell]) -> bool:
    """Whether a column without a head counts the rows: 1, 2, 3 or I, 1, 2, II."""
    if len(body) < 2 or not all(_RUNNING.match(cell.text) for cell in body):
        return False
    digits = [int(number) for cell in body if (number := cell.text.rstrip(".)")).isdecimal()]
    return not digits or (digits[0] == 1 and max(digits) <= len(body))


def _are_units(body: Sequence[SheetCell]) -> bool:
    known = [unit for cell in body if (unit := unit_named(cell.written)) is not None and unit.surely]
    return bool(body) and 2 * len(known) >= len(body)


def _choose_label(found: list[SheetColumn]) -> None:
    """The first column of texts names the rows; without one, the first column does, be it of years or numbers."""
    texts = [at for at, column in enumerate(found) if column.kind == "text"]
    numbers = [at for at, column in enumerate(found) if column.kind == "number"]
    if texts and (not numbers or texts[0] < numbers[0] or len(texts) == 1):
        label = texts[0]
    elif numbers and numbers[0] == 0 and len(found) > 1 and not texts and _labels(found[0]):
        label = 0
    else:
        return
    found[label].kind, found[label].numbers = "label", {}


def _labels(column: SheetColumn) -> bool:
    """Whether the numbers of a first column name its rows: years, ages, classes in their order."""
    values = [number.value for number in column.numbers.values()]
    return (
        bool(column.path)
        and len(values) > 1
        and (values == sorted(values) or all(n.year for n in column.numbers.values()))
    )


def _describe(column: SheetColumn) -> None:
    """The unit, role, time and name of a column of numbers, by its heads from the lowest up."""
    names: list[str] = []
    for said in reversed(column.path):
        within = unit_within(said)
        if within is not None and column.unit is None:
            column.unit, said = within
        elif within is not None:
            said = within[1]
        if said:
            names.insert(0, said)
    column.name = " – ".join(names)
    canonical = " ".join(map(fold_word, column.path))
    column.period = next(filter(None, map(period_of, reversed(column.path))), None)
    percent = column.unit is not None and column.unit.kind == "percent"
    percent = percent or (column.unit is None and all(number.percent for number in column.numbers.values()))
    role = role_of(canonical)
    if role is not None and (percent or role in ("attainment", "change")):
        column.role = role
    elif role == "rate" and any(number.direction for number in column.numbers.values()):
        column.role = "change"  # "So với năm 2022": +1, -5
    lowest = fold_word(column.path[-1]) if column.path else ""
    if column.role is None:
        found = [name for text in (lowest, canonical) for name, words in _measures() if words.search(text)]
        column.measure = found[0] if found else ""
    if column.unit is None and not column.role and (not column.measure or column.measure == "total"):
        *above, last = names or [""]
        column.above = next(filter(None, map(unit_counted, reversed(above))), None)
        column.counted = unit_counted(last)
