"""Changes against their base: "tăng từ 8% lên 10%", "70 ban thành 41 ban (giảm 41,4%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Check, Status

_WORDS = load("audit")
_FROM = pattern(rf"(?<!\w){alternation(_WORDS['from'])}(?!\w)[^,;.\n]{{0,20}}$")
_TO = pattern(rf"[^,;.\n]{{0,40}}?(?<!\w){alternation(_WORDS['to'])}(?!\w)[^,;.\n]{{0,20}}$")
_BASE = pattern(r"[^,;.\n()]*so với[^,;.\n()]*\($|[^,;.\n()]*so với[^,;.\n()]*là\s*$")
_AVERAGE = pattern(r"(?<!\w)(?:bình quân|trung bình|mỗi|hàng|hằng)(?!\w)|/\s?năm")
_COMPARED = pattern(r"\s*so với(?!\w)")
_SUMMED = pattern(r"(?<!\w)(?:tổng|cộng)(?!\w)")
_NEAR = 0.25  # how far off a change may be to be a slip and not another change
_SMALL = 10  # a difference below this may come out by accident


def changes(land: Landscape) -> Iterator[Check]:
    """The checks of rises and falls whose base and result the text states beside them."""
    for change in land.slots:
        if change.role != "change" or change.figure.upper is not None or change.figure.approx != "exact":
            continue
        found = _from_to(land, change) or _against(land, change) or _difference(land, change)
        if found is not None:
            yield found


def _from_to(land: Landscape, change: Slot) -> Check | None:
    """ "từ 8% lên 10%" beside the change itself, before or after it."""
    sentence = land.sentence(change.start)
    for first in (change.position - 2, change.position + 1):
        if first < 0 or first + 1 >= len(land.slots):
            continue
        base, result = land.slots[first], land.slots[first + 1]
        if not (land.sentence(base.start) == land.sentence(result.start) == sentence):
            continue
        if base.family != result.family or not same_unit(base, result) or "change" in (base.role, result.role):
            continue
        begin = max(land.sentence_span(base.start)[0], land.slots[first - 1].end if first else 0)
        told = _FROM.search(land.text, begin, base.start) is not None
        turned = _TO.match(land.text[base.end : result.start]) is not None
        beside = land.text[result.end : change.start] if first < change.position else land.text[change.end : base.start]
        if (
            not turned
            or not (told or change.bracket > result.start)
            or re.search(r"[;.\n]", beside)
            or len(beside) > 60
        ):
            continue
        if _AVERAGE.search(land.text, max(0, change.start - 30), change.end + 12):
            continue
        if any(figure.approx != "exact" or figure.upper is not None for figure in (base.figure, result.figure)):
            continue
        compared = _COMPARED.match(land.text, change.end) is not None and first < change.position
        certain = not compared and base.family != "percent" and _alone(land, change, base, result)
        return _check(change, base, result, certain=certain)
    return None


def _alone(land: Landscape, change: Slot, base: Slot, result: Slot) -> bool:
    """Whether the sentence says of nothing else that it changed: no other "từ", no sum of several changes."""
    begin, end = land.sentence_span(change.start)
    others = [
        slot
        for slot in land.slots
        if begin <= slot.start < end and slot.position not in (change.position, base.position, result.position)
    ]
    summed = _SUMMED.search(land.text, max(begin, change.start - 40), change.start)
    return summed is None and not any(slot.family == base.family for slot in others)


def _against(land: Landscape, change: Slot) -> Check | None:
    """ "tăng 12 đồng chí, 6,5% so với năm 2024 (184)": the amount against the base in brackets."""
    if change.family != "percent" or change.position + 1 >= len(land.slots) or not change.position:
        return None
    amount, base = land.slots[change.position - 1], land.slots[change.position + 1]
    gap = land.text[change.end : base.start]
    if amount.role != "change" or amount.family in ("percent",) or amount.family != base.family:
        return None
    if (
        _BASE.match(gap) is None
        or base.figure.value <= 0
        or not same_unit(amount, base)
        or base.figure.approx != "exact"
    ):
        return None
    if land.sentence(amount.start) != land.sentence(base.start) or len(land.gap(amount, change)) > 30:
        return None
    computed = numbers.percent_of(numbers.printed(amount.figure), numbers.printed(base.figure))
    formula = f"{numbers.show_figure(amount.figure)} ÷ {numbers.show_figure(base.figure)}"
    return _report(change, computed, formula, [amount, base])


def _difference(land: Landscape, change: Slot) -> Check | None:
    """Two values and their difference in one sentence; reported where it comes out."""
    if change.family == "percent" or change.figure.value < _SMALL:
        return None
    begin = land.sentence_span(change.start)[0]
    near = [
        slot
        for slot in land.slots[max(0, change.position - 4) : change.position]
        if slot.start >= begin
        and slot.family == change.family
        and slot.role == "level"
        and same_unit(slot, change)
        and slot.figure.total is None
    ]
    if len(near) < 2:
        return None
    base, result = near[-2:]
    if not numbers.same(abs(result.figure.value - base.figure.value), change.figure.value):
        return None
    return _check(change, base, result, certain=False)


def _check(change: Slot, base: Slot, result: Slot, *, certain: bool) -> Check | None:
    one, other = numbers.printed(base.figure), numbers.printed(result.figure)
    scale, _suffix = numbers.common_scale([base.figure, result.figure])
    left, right = numbers.show_figure(base.figure, None, scale), numbers.show_figure(result.figure, None, scale)
    if change.family == "percent" and base.family != "percent":
        if one.low <= 0:
            return None
        low, high = sorted((100 * (other.low - one.high) / one.high, 100 * (other.high - one.low) / one.low))
        point = 100 * (other.point - one.point) / one.point
        formula = f"({right} - {left}) ÷ {left}"
    elif change.family == base.family:
        low, high, point = other.low - one.high, other.high - one.low, other.point - one.point
        formula = f"{right} - {left}"
    else:
        return None
    if point < 0:
        low, high, point = -high, -low, -point
        formula = f"{left} - {right}" if base.family == change.family else f"({left} - {right}) ÷ {left}"
    check = _report(change, numbers.Range(low, point, high), formula, [base, result])
    near = abs(point - change.figure.value) <= _NEAR * max(abs(point), abs(change.figure.value))
    return check if check.status in ("holds", "rounding") or (certain and near) else None


def _report(change: Slot, computed: numbers.Range, formula: str, others: list[Slot]) -> Check:
    figure = change.figure
    status: Status = numbers.verdict(figure, numbers.printed(figure), computed, [slot.figure for slot in others])
    scale, suffix = numbers.common_scale([figure])
    unit = "%" if figure.kind == "percent" else suffix
    said = numbers.show(figure.value / scale, figure.decimals) + unit
    digits = max(figure.decimals, 1 if figure.kind == "percent" else 0)
    got = numbers.show(computed.point / scale, digits) + unit
    sign = {"holds": "", "rounding": f" ≈ {said}"}.get(status, f" ≠ {said}") if got != said else ""
    return numbers.finding(
        "change",
        status,
        stated=figure,
        value=figure.value,
        computed=computed,
        formula=f"{formula} = {got}{sign}",
        shown=(said, got),
        figures=[figure, *(slot.figure for slot in others)],
    )
