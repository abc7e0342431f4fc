"""Layouts as tables: titles, column heads, units, the row of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pacnam_cli.analysis.series_labels import clean, time
from pacnam_cli.analysis.series_runs import Layout
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Cell, Column, Figure, Number, Row, Table

#: "Cơ cấu kinh tế: ...", "Trong cơ cấu, ...", "Về độ tuổi, ..."
_OPENING = pattern(
    r"\W*(?=\w)(?:về\s{1,9}(?P<topic>[^,:;.()\d]{3,60}?)\s{0,9}[:,]"
    r"|(?:trong\s+)?(?P<structure>cơ cấu[^,:;.()\d]{0,40}?)\s{0,9}[:,]"
    r"|(?P<head>[^,:;.()\d]{3,40}?)\s{0,9}:)\s",
    re.IGNORECASE,
)
_SAYS = pattern(rf"(?<!\w){alternation(load('series')['says'])}$|^theo(?!\w)", re.IGNORECASE)
_LONGEST = 7  # words of a title
_AFTER = 3  # figures after the rows among which their whole is looked for
_NAMES: dict[str, str] = load("series")["columns"]


def table(land: Landscape, layout: Layout, identifier: str) -> Table:
    """The table of ``layout``: one column a kind of figure, a last row with the whole where the text states it."""
    width = max(len(row) for row in layout.rows)
    columns = [[row[number] for row in layout.rows] for number in range(width)]
    heads = [_column(land, [slot for slot in column if slot is not None]) for column in columns]
    for number, heading in enumerate(layout.headings[:width]):
        if heading:
            heads[number].name = heading
    _tell_apart(land, heads, columns)
    mixed = [len({slot.figure.direction for slot in column if slot is not None}) > 1 for column in columns]
    rows = [
        Row(label=label, cells=[_cell(slot, signed=mixed[number]) for number, slot in enumerate(row)])
        for label, row in zip(layout.labels, layout.rows, strict=True)
    ]
    wholes = [_whole(land, [slot for slot in column if slot is not None], layout) for column in columns]
    if any(wholes):
        rows.append(Row(label=_NAMES["total"], cells=[_cell(whole) for whole in wholes], total=True))
    return Table(id=identifier, title=_title(land, layout), origin="prose", columns=heads, rows=rows)


def _cell(slot: Slot | None, signed: bool = False) -> Cell:
    if slot is None:
        return Cell(text="")
    figure = slot.figure
    value: Number = figure.value
    text = figure.text
    if signed and figure.role == "change" and figure.direction is not None:
        text = f"{_NAMES[figure.direction].lower()} {text}"
        value = -value if figure.direction == "down" else value
    return Cell(text=text, value=value, figure=figure.id)


def _column(land: Landscape, slots: Sequence[Slot]) -> Column:
    figure = slots[0].figure
    unit = _unit([slot.figure for slot in slots])
    if figure.role == "change":
        directions = {slot.figure.direction for slot in slots}
        name = _NAMES[directions.pop() or "change"] if len(directions) == 1 else _NAMES["change"]
    elif figure.role == "attainment":
        name = _NAMES["attainment"]
    elif figure.kind == "percent":
        name = _NAMES["share" if all(slot.figure.role == "share" for slot in slots) else "rate"]
    elif figure.kind == "ratio" and unit is None:
        name = _NAMES["ratio"]
    elif figure.kind in ("money", "measure"):
        name = _NAMES[figure.kind]
    else:
        name = _capital(unit) if unit else _NAMES["count"]
    return Column(name=name, unit=unit)


def _unit(figures: Sequence[Figure]) -> str | None:
    units = [figure.unit.split() for figure in figures if figure.unit]
    if not units:
        return None
    shared = 0
    while all(len(unit) > shared for unit in units) and len({unit[shared].lower() for unit in units}) == 1:
        shared += 1
    return " ".join(units[0][:shared]) or None


def _tell_apart(land: Landscape, heads: list[Column], columns: list[list[Slot | None]]) -> None:
    """Columns of one name take the words before their first figure: "Đảng viên: cách chức"."""
    for head, column in zip(heads, columns, strict=True):
        if sum(other.name == head.name for other in heads) < 2 or column[0] is None:
            continue
        shared = _lead(land, column[0])
        for slot in column[1:]:
            if slot is not None:
                shared = _common_tail(shared, _lead(land, slot))
        if words := clean(" ".join(shared[-4:])):
            head.name = f"{head.name}: {words}"


def _lead(land: Landscape, slot: Slot) -> list[str]:
    """The words that lead up to ``slot`` from the figure before it."""
    start = slot.begin
    if slot.position and land.slots[slot.position - 1].end > start:
        before = land.slots[slot.position - 1]
        cut = land.cut(before, slot)
        start = before.end if cut is None else cut
    return [word for word in (each.strip("(;:,.") for each in land.text[start : slot.start].split()) if word]


def _common_tail(one: list[str], other: list[str]) -> list[str]:
    shared = 0
    while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    return one[len(one) - shared :]


def _whole(land: Landscape, slots: Sequence[Slot], layout: Layout) -> Slot | None:
    """The figure shortly before the rows that is the sum of the column, value and total alike."""
    if len(slots) != len(layout.rows) or slots[0].family == "percent" or any(s.figure.role == "change" for s in slots):
        return None
    value = sum(slot.figure.value for slot in slots)
    total = sum(slot.figure.total or 0 for slot in slots)
    first = min(slot.position for slot in layout.slots())
    near = land.slots[first].sentence - 1
    for position in range(first - 1, -1, -1):
        whole = land.slots[position]
        if whole.sentence < near:
            break
        if (
            comparable(whole, slots[0])
            and ((slots[0].nested and not whole.nested) or slots[0].bracket > whole.start)
            and abs(whole.figure.value - value) <= 1e-9 * max(1, abs(value))
            and (whole.figure.total or 0) == total
        ):
            return whole
    last = max(slot.position for slot in layout.slots())
    for whole in land.slots[last + 1 : last + 1 + _AFTER]:
        alike = whole.figure.total is not None and comparable(whole, slots[0])
        if alike and (whole.figure.value, whole.figure.total) == (value, total):
            return whole  # "... cộng lại là 47/55 chỉ tiêu"
    return None


def _title(land: Landscape, layout: Layout) -> str | None:
    first = min(layout.slots(), key=lambda slot: slot.start)
    unit = _unit([slot.figure for slot in layout.slots() if comparable(slot, first)])
    if unit and first.family == "count":
        return _capital(unit)
    label = layout.labels[0].lower()
    subject = first.figure.subject
    if subject and subject.lower() not in label and label not in subject.lower():
        return _capital(subject)
    begin, end = first.begin, first.start
    opening = _OPENING.match(land.cased[begin:end])
    if opening is None or time(opening.group()) or begin + opening.end() > end:
        return None
    words = clean(next(group for group in opening.groups() if group))
    known = {each.lower() for each in layout.labels}
    if not words or words.lower() in known or len(words.split()) > _LONGEST or _SAYS.search(words):
        return None
    return _capital(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
