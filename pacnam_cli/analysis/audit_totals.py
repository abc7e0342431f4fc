"""Wholes whose parts stand elsewhere: a part and the rest, a list of something counted before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_addition import Sum, added, overlap
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable, is_general
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words
from pacnam_cli.model import Table

_WORDS = load("audit")
_REST = pattern(whole_words(_WORDS["rest"]))
_NEXT = 160  # characters between a whole and its rest
_FAR = 1500  # characters over which ratios may add up
_LEAST, _ROWS = 20, 3  # a list of so many rows that comes to a figure of this size does so by no accident


def remainder(land: Landscape, whole: Slot) -> Sum | None:
    """The sum of a part and the rest: "993 trên tổng số 999 (thiếu 6)", "12 người. 7 ... 5 người còn lại"."""
    if whole.figure.total is not None:
        return None
    place = whole.position
    pairs = [(place + 1, place + 2)]
    if place and land.is_whole(whole):
        pairs.insert(0, (place - 1, place + 1))
    for one, other in pairs:
        if other >= len(land.slots):
            continue
        part, rest = land.slots[one], land.slots[other]
        if not numbers.same(part.figure.value + rest.figure.value, whole.figure.value):
            continue
        left = land.text[rest.end : rest.end + 14].lstrip().startswith(_WORDS["left"])
        if not left and _REST.search(land.text, part.end, rest.start) is None:
            continue
        if rest.sentence == whole.sentence and rest.start - whole.end > _NEXT:
            continue
        if _counts(whole, part) and (_counts(whole, rest) or (left and rest.family == whole.family)):
            return added(whole, [part, rest])
    return None


def _counts(whole: Slot, part: Slot) -> bool:
    return comparable(whole, part) or (is_general(part) and whole.family == part.family and whole.role == part.role)


def listed(land: Landscape, tables: Sequence[Table]) -> Iterator[Sum]:
    """The sums of lists that come to a figure of the same unit stated before them, the nearest of its like."""
    named = {slot.figure.id: slot for slot in land.slots}
    stated: dict[tuple[str, float], list[Slot]] = {}
    for slot in land.slots:
        if not slot.implied and slot.role == "level" and slot.family == "count" and slot.figure.total is None:
            stated.setdefault((" ".join(slot.unit), float(slot.figure.value)), []).append(slot)
    for table in tables:
        rows = [row for row in table.rows if not row.total]
        if table.origin != "prose" or len(rows) < _ROWS or len(rows) < len(table.rows):
            continue
        parts = [named[row.cells[0].figure] for row in rows if row.cells[0].figure in named]
        value = sum(part.figure.value for part in parts)
        if len(parts) < len(rows) or value < _LEAST or any(part.figure.approx != "exact" for part in parts):
            continue
        unit = " ".join(parts[0].unit)
        if any(" ".join(part.unit) != unit or part.role != "level" for part in parts) or overlap(land, parts):
            continue
        before = [slot for slot in stated.get((unit, float(value)), []) if slot.position < parts[0].position]
        if before:
            yield added(before[-1], parts)


def ratios(land: Landscape) -> Iterator[Sum]:
    """The sums of ratios that add up, on both sides, to a neighbour of their unit: 47/55 after 6/6, 10/11 ...

    Both sides coming out is no accident, so the words between need say nothing.
    """
    found = [slot for slot in land.slots if slot.figure.total is not None and slot.figure.approx == "exact"]
    nearest: dict[frozenset[int], tuple[int, Sum]] = {}  # by their parts: the whole may be said twice
    for place, whole in enumerate(found):
        for others in (found[place + 1 :], found[:place][::-1]):
            parts = sorted(_adds_up(whole, others), key=lambda part: part.start)
            if not parts:
                continue
            known = frozenset(part.position for part in parts)
            distance = min(abs(whole.start - part.start) for part in parts)
            if known not in nearest or distance < nearest[known][0]:
                nearest[known] = distance, added(whole, parts)
            break
    yield from (found for _, found in nearest.values())


def _adds_up(whole: Slot, others: Sequence[Slot]) -> list[Slot]:
    """The nearest of ``others`` that make up ``whole`` on both sides; empty where they do not."""
    parts: list[Slot] = []
    value: float = 0
    total: float = 0
    for slot in others:
        if slot.unit != whole.unit or abs(slot.start - whole.start) > _FAR or value > whole.figure.value:
            break
        parts.append(slot)
        value, total = value + slot.figure.value, total + (slot.figure.total or 0)
        sides = numbers.same(value, whole.figure.value) and numbers.same(total, whole.figure.total or 0)
        if len(parts) >= _ROWS and sides:
            return parts
    return []
