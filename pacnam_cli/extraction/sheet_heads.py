"""Which rows of a sheet are its head: marked as such, or above the first row of numbers; of one, two or more levels."""

from __future__ import annotations

from pacnam_cli.extraction.sheet_numbers import CellNumber, cell_number
from pacnam_cli.extraction.sheets import Sheet, SheetCell
from pacnam_cli.language.digits import VIETNAMESE
from pacnam_cli.language.patterns import pattern

_MOST = 6  # rows that a head may have
_INDEX = pattern(r"[(\[]?(?:\d{1,2}|[a-zđ])[)\]]?(?:\s*=.*)?\Z")
_LONGEST = 120  # characters of a cell of a head


def head_rows(sheet: Sheet) -> int:
    """How many rows at the top of ``sheet`` say what the columns are; 0 where it begins with data."""
    titles = 0
    while titles < len(sheet.rows) and sheet.spread(titles):
        titles += 1
    count = titles
    while count < len(sheet.rows) and _is_marked(sheet, count):
        count += 1
    if count == titles and titles < len(sheet.rows) - 1 and not _has_data(sheet, titles):
        count = titles + 1
    if count > titles:
        count = max([count, *(cell.row + cell.rows for row in range(count) for cell in sheet.own(row))])
        while count < min(_MOST, len(sheet.rows) - 1) and _goes_on(sheet, count):
            count += 1
        if count < len(sheet.rows) and is_index(sheet, count):
            count += 1
    return min(count, len(sheet.rows))


def is_index(sheet: Sheet, row: int) -> bool:
    """Whether ``row`` only numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    texts = [cell.text for cell in sheet.own(row)]
    if len(texts) < 3 or not all(map(_INDEX.match, texts)):
        return False
    numbers = [int(digits) for text in texts if (digits := text.strip("()[]").split("=")[0].strip()).isdecimal()]
    return (
        len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (1, 2, 3)
    )


def _is_marked(sheet: Sheet, row: int) -> bool:
    own = sheet.own(row)
    return bool(own) and all(cell.header for cell in own)


def _has_data(sheet: Sheet, row: int) -> bool:
    """Whether ``row`` has a number beyond its first column that is no year ("Chỉ tiêu | 2022 | 2023"), or a passage."""
    numbers = [number for cell in _beyond(sheet, row) if (number := _number(cell)) is not None]
    return not all(number.year for number in numbers) or any(len(cell.text) > _LONGEST for cell in sheet.own(row))


def _goes_on(sheet: Sheet, row: int) -> bool:
    """Whether ``row`` names the parts of heads above it that are more than one column wide, be they merged or not."""
    wide = [cell for cell in sheet.rows[row - 1] if cell and cell.text and 1 < cell.columns < sheet.width - 1]
    own = sheet.own(row)
    open_above = any(cell is None or not cell.text for cell in sheet.rows[row - 1][1:])
    if not wide and not (open_above and own and own[0].column > 0):
        return False
    return len(own) > 1 and not _has_data(sheet, row)


def _beyond(sheet: Sheet, row: int) -> list[SheetCell]:
    return [cell for cell in sheet.own(row) if cell.column]


def _number(cell: SheetCell) -> CellNumber | None:
    return cell_number(cell.text, VIETNAMESE)
