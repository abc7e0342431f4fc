"""Tables of the document against their own row of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load
from pacnam_cli.model import Cell, Check, Interval, Row, Status, Table

_WORDING: dict[str, str] = load("audit")["wording"]
_DECIMALS = pattern(r"\d,(\d+)(?![\d.,])")
_NEAR = 0.25
_FEWEST = 2


def table_sums(tables: Sequence[Table]) -> Iterator[Check]:
    """A check for each column of a document's table that has a cell in the row of totals and no gap above it."""
    for table in tables:
        wholes = [row for row in table.rows if row.total]
        rows = [row for row in table.rows if not row.total]
        if table.origin == "prose" or len(wholes) != 1 or len(rows) < _FEWEST:
            continue
        for number, column in enumerate(table.columns):
            cells = [row.cells[number] if number < len(row.cells) else Cell(text="") for row in (*rows, wholes[0])]
            parts, whole = cells[:-1], cells[-1]
            if "%" in (column.unit or "") or any("%" in cell.text or "/" in cell.text for cell in cells):
                continue
            check = _check(parts, whole)
            if check is not None and (check.status != "contradicts" or not _layered(rows)):
                yield check


def _layered(rows: Sequence[Row]) -> bool:
    """Whether some rows are parts of others: "I" above "1", "trong đó" or a dash before a label."""
    heads = {_kind(row.label) for row in rows}
    return "part" in heads or len(heads) > 1


def _kind(label: str) -> str:
    head = label.strip().lower()
    if re.match(r"(?:[-+•–]|trong đó)", head):
        return "part"
    if re.match(r"[ivx]+[.)\s]", head):
        return "roman"
    return "number" if re.match(r"\d+(?:\.\d+)*[.)\s]", head) else "letter" if re.match(r"[a-zđ][.)]\s", head) else ""


def _check(parts: Sequence[Cell], whole: Cell) -> Check | None:
    values = [cell.value for cell in parts if cell.value is not None]
    if whole.value is None or len(values) < len(parts):
        return None
    digits = [_digits(cell.text) for cell in parts]
    half = sum(0.5 * 10.0**-each for each in digits if each)
    point = sum(values)
    slack = half + (0.5 * 10.0 ** -_digits(whole.text) if max([_digits(whole.text), *digits]) else 0)
    off = abs(point - whole.value)
    status: Status
    if numbers.same(point, whole.value):
        status = "holds"
    elif off <= slack:
        status = "rounding"
    elif off <= _NEAR * abs(whole.value):
        status = "contradicts"
    else:
        return None
    shown = numbers.show(whole.value, _digits(whole.text)), numbers.show(point, max(digits))
    left = " + ".join(numbers.show(value, each) for value, each in zip(values, digits, strict=True))
    ids = [cell.figure for cell in parts if cell.figure is not None]
    return Check(
        id="",
        kind="sum",
        status=status,
        total=whole.figure,
        parts=ids,
        stated=whole.value,
        computed=Interval(low=point - half, high=point + half),
        formula=f"{left} = {shown[1]}" + ("" if status == "holds" else f" ≠ {shown[0]}"),
        message=_WORDING[f"sum_{status}"].format(stated=shown[0], computed=shown[1]),
        figures=[*([whole.figure] if whole.figure else []), *ids],
    )


def _digits(text: str) -> int:
    found = _DECIMALS.search(text)
    return len(found.group(1)) if found else 0
