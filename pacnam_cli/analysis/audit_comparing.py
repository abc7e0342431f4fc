"""A result against its base: by how much it rose, what percentage of it was reached, how many times it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, same_unit
from pacnam_cli.model import Check, CheckKind, Status

#: What the stated number says of result and base: their difference, the rise in percent, the one in percent of the
#: other, how many times the other.
Way = Literal["difference", "rise", "percent", "times"]
_BACK = 4  # figures before a change or rate among which the value it speaks of is


def compared(kind: CheckKind, way: Way, stated: Slot, result: Slot, base: Slot, *, near: float) -> Check | None:
    """The check of ``stated`` against ``result`` and ``base``.

    ``near`` is how far off it may be, as a share of the larger, to be reported as a slip and not taken for another
    comparison; 0 reports only what comes out. None where the base is not positive or the two have nothing to do with
    each other.
    """
    computed, formula = _recomputed(way, stated, result, base)
    if computed is None:
        return None
    return judged(kind, stated, computed, formula, [result, base], near=near)


def result_before(land: Landscape, told: Slot, like: Slot) -> Slot | None:
    """The value that ``told`` compares: the nearest level of the unit of ``like`` before it in the clause."""
    for slot in reversed(land.slots[max(0, told.position - _BACK) : told.position]):
        if slot.start < told.begin or ";" in land.text[slot.end : told.start]:
            return None
        if slot.bracket not in (told.bracket, -1):
            continue  # "bằng 112% kế hoạch (1.300 tỷ đồng), tăng 25%": an aside rises in nothing
        if slot.family == like.family and slot.role == "level":
            fits = same_unit(slot, like) and not slot.nested
            return slot if fits and slot.exact and slot.figure.total is None else None
    return None


def judged(
    kind: CheckKind, stated: Slot, computed: numbers.Range, formula: str, others: Sequence[Slot], *, near: float
) -> Check | None:
    """The check of ``stated`` against what ``formula`` came to; see ``compared``."""
    figure = stated.figure
    status: Status = numbers.verdict(figure, numbers.printed(figure), computed, [slot.figure for slot in others])
    if status in ("contradicts", "undetermined"):
        off = abs(computed.point - figure.value)
        if status == "contradicts" and figure.kind == "percent" and off < 10.0**-figure.decimals:
            status = "rounding"  # cut off instead of rounded: 76,39% printed as 76,3%
        elif off > near * max(abs(computed.point), abs(figure.value)):
            return None
    scale, suffix = numbers.common_scale([figure])
    unit = "%" if figure.kind == "percent" else suffix
    said = numbers.show(figure.value / scale, figure.decimals) + unit
    digits = max(figure.decimals, 1 if figure.kind == "percent" else _digits(computed.point / scale))
    got = numbers.show(computed.point / scale, digits) + unit
    sign = {"holds": f" ≈ {said}", "rounding": f" ≈ {said}"}.get(status, f" ≠ {said}")
    if got == said or (status == "holds" and numbers.same(computed.point, figure.value)):
        sign = ""
    return numbers.finding(
        kind,
        status,
        stated=figure,
        value=figure.value,
        computed=computed,
        formula=f"{formula} = {got}{sign}",
        shown=(said, got),
        figures=[figure, *(slot.figure for slot in others)],
    )


def _digits(value: float) -> int:
    """How many decimals (two at most) a computed number needs."""
    return next((digits for digits in (0, 1) if numbers.same(round(value, digits), value)), 2)


def _recomputed(way: Way, stated: Slot, result: Slot, base: Slot) -> tuple[numbers.Range | None, str]:
    one, other = numbers.printed(base.figure), numbers.printed(result.figure)
    scale, _ = numbers.common_scale([base.figure, result.figure])
    left, right = (numbers.show_figure(slot.figure, None, scale) for slot in (base, result))
    if way != "difference" and one.low <= 0:
        return None, ""
    if way == "percent":
        return numbers.percent_of(other, one), f"{right} ÷ {left}"
    if way == "times":
        return numbers.Range(other.low / one.high, other.point / one.point, other.high / one.low), f"{right} ÷ {left}"
    low, point, high = other.low - one.high, other.point - one.point, other.high - one.low
    down = point < 0
    if stated.figure.direction is not None and not numbers.same(abs(point), stated.figure.value):
        down = stated.figure.direction == "down"
    formula = f"{left} - {right}" if down else f"{right} - {left}"
    if way == "rise":
        low, high = sorted((100 * low / one.high, 100 * high / one.low))
        point, formula = 100 * point / one.point, f"({formula}) ÷ {left}"
    return numbers.Range(*((-high, -point, -low) if down else (low, point, high))), formula
