"""Wholes against their parts: "54 chi, đảng bộ: phường 8, lực lượng vũ trang 2, ...".

A sum that comes out is reported wherever the text ties the parts to the whole; a sum that does not only where the text
says that the parts are all ("gồm", a list after a colon) and none may overlap with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.series_slots import Landscape, Slot, comparable, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Check, Figure

_WORDS = load("audit")


def _words(key: str) -> re.Pattern[str]:
    return pattern(rf"(?<!\w){alternation(_WORDS[key])}(?!\w)")


_FULL, _SOME, _REST, _SUMMED = _words("full"), _words("some"), _words("rest"), _words("summed")
_OVERLAPPING = _words("overlapping")
_OPEN_END = pattern("|".join(map(re.escape, _WORDS["open_end"])))
_TAIL = pattern(r"[^;.\n]*")
_LABEL_END = pattern(r"[,;.()\n]")
_LARGE = 100  # a sum of this size that comes out by itself is no accident
_SMALL = 20  # below it, numbers of different things add up by accident
_NEAR = 0.25  # how far off a sum may be, as a share of the whole, to be a slip and not another list
_NEAR_COLON = 0.1  # the same for a list after a mere colon
_MOST = 40


def sums(land: Landscape) -> Iterator[Check]:
    """The checks of wholes against their parts, in text order of the wholes."""
    for whole in land.slots:
        if whole.family == "percent" or whole.figure.upper is not None or whole.figure.value <= 0:
            continue
        found = _after(land, whole) or _remainder(land, whole) or _before(land, whole)
        if found is not None:
            yield found
            # A total may be stated once and split twice: before it and after it.
            if found.parts[0] > "" and _position(land, found.parts[0]) < whole.position:
                continue
            again = _before(land, whole)
            if again is not None and again.parts != found.parts:
                yield again


def _position(land: Landscape, identifier: str) -> int:
    return next(slot.position for slot in land.slots if slot.figure.id == identifier)


def _after(land: Landscape, whole: Slot) -> Check | None:
    for first in _firsts(land, whole):
        if (found := _from(land, whole, first)) is not None:
            return found
    return None


def _from(land: Landscape, whole: Slot, first: Slot) -> Check | None:
    cue, exhaustive = _cue(land, whole, first)
    large = whole.figure.value >= _LARGE and whole.figure.value % 100 != 0
    if not cue and not large:
        return None
    for strict in (True, False):
        parts = _collect(land, whole, first, cue=cue, exhaustive=exhaustive, strict=strict)
        if len(parts) > 1 and not _overlap(land, parts):
            return _check(whole.figure, [part.figure for part in parts])
    if exhaustive and (parts := _listed(land, whole, first)):
        check = _check(whole.figure, [part.figure for part in parts])
        off = abs(check.computed.low - whole.figure.value) if check.computed else 0
        near = _NEAR if _FULL.search(land.gap(whole, first)) or first.bracket > whole.start else _NEAR_COLON
        if check.status != "undetermined" and off <= near * whole.figure.value:
            return check
    return None


def _firsts(land: Landscape, whole: Slot) -> Iterator[Slot]:
    """The figures after ``whole`` that may be the first of its parts: the next, and the first after "Trong đó"."""
    number, found = land.sentence(whole.start), False
    for slot in land.slots[whole.position + 1 : whole.position + 8]:
        if land.sentence(slot.start) > number + 1 or slot.start - whole.end > 400:
            return
        if slot.family != whole.family or slot.role != whole.role:
            continue
        opened = slot.nested and land.sentence(slot.start) > number
        if opened or not found:
            yield slot
        if opened:
            return
        found = True


def _cue(land: Landscape, whole: Slot, first: Slot) -> tuple[bool, bool]:
    """Whether the text announces parts between ``whole`` and ``first``, and whether it says that they are all."""
    gap = land.text[whole.end : first.start]
    exhaustive = (
        _FULL.search(land.gap(whole, first)) is not None
        or (land.opens(whole, first) and _SOME.search(gap) is None)
        or (first.bracket > whole.start and re.search(r"\(\s*(?:gồm|[^()]*:\s*)?\s*$", gap) is not None)
    )
    cue = exhaustive or _SOME.search(gap) is not None or first.bracket > whole.start or land.is_whole(whole)
    return cue, exhaustive


def _collect(land: Landscape, whole: Slot, first: Slot, *, cue: bool, exhaustive: bool, strict: bool) -> list[Slot]:
    """The figures from ``first`` on whose sum is ``whole``; [] where none is. Not ``strict``: of any unit."""
    parts: list[Slot] = []
    value = total = 0.0
    sentence = land.sentence(whole.start) + (2 if whole.figure.value >= _LARGE else 1)
    if not cue:
        sentence = land.sentence(whole.start) + 2
    for slot in land.slots[first.position : first.position + _MOST]:
        if land.sentence(slot.start) > sentence:
            break
        if parts and whole.figure.value < _LARGE and land.sentence(slot.start) != land.sentence(parts[0].start):
            break
        if slot.bracket not in (first.bracket, whole.bracket) or (slot.bracket != first.bracket and parts):
            if slot.bracket != first.bracket and first.bracket > whole.start:
                break
            continue
        if slot.family != whole.family or slot.role != whole.role:
            continue
        if (slot.figure.kind == "ratio") != (whole.figure.kind == "ratio"):
            if strict and cue:
                continue
            break
        if strict and not _same_things(whole, slot, cue=cue):
            continue
        if parts and _SOME.search(land.gap(parts[-1], slot)) and not strict:
            break
        parts.append(slot)
        value += slot.figure.value
        total += slot.figure.total or 0
        if value > whole.figure.value and not numbers.same(value, whole.figure.value):
            break
        if numbers.same(value, whole.figure.value) and numbers.same(total, whole.figure.total or 0):
            if not strict and not exhaustive and whole.figure.value < _SMALL:
                break
            return parts if all(part.figure.approx == "exact" for part in parts) else []
    return []


def _same_things(whole: Slot, slot: Slot, *, cue: bool) -> bool:
    return comparable(whole, slot) or (cue and (whole.implied or slot.implied) and whole.family == "count")


def _listed(land: Landscape, whole: Slot, first: Slot) -> list[Slot]:
    """All parts of an exhaustive list of things of one unit; [] where the list may be something else."""
    begin, end = land.sentence_span(first.start)
    parts: list[Slot] = []
    for slot in land.slots[first.position :]:
        if slot.start >= end or slot.bracket != first.bracket:
            if slot.start < end and slot.bracket > first.start:
                continue
            break
        if slot.family != whole.family or slot.role != whole.role:
            continue
        if not comparable(whole, slot) or slot.figure.approx != "exact" or slot.figure.upper is not None:
            return []
        if (slot.figure.kind == "ratio") != (whole.figure.kind == "ratio"):
            return []
        if parts and (
            land.cut(parts[-1], slot) is None or land.depends(parts[-1], slot) or slot.nested != first.nested
        ):
            return []
        if parts and _SOME.search(land.gap(parts[-1], slot)):
            return []
        parts.append(slot)
    if len(parts) < 2 or not all(same_unit(parts[0], part) for part in parts):
        return []
    stop = parts[-1].end
    tail = _TAIL.match(land.text, stop)
    said = land.text[whole.end : tail.end() + 3 if tail else stop]
    if _OPEN_END.search(said) or _OVERLAPPING.search(said) or (whole.start < begin and not parts[0].nested):
        return []
    return parts


def _overlap(land: Landscape, parts: Sequence[Slot]) -> bool:
    """Whether the parts are said to be women, young, of a school: one person may be in several of them."""
    texts = []
    for number, part in enumerate(parts):
        end = parts[number + 1].start if number + 1 < len(parts) else part.end + 40
        stop = _LABEL_END.search(land.text, part.end, end)
        start = max(land.slots[part.position - 1].end if part.position else 0, part.start - 30)
        begin = max(land.text.rfind(mark, start, part.start) for mark in ",;:(.\n")
        words = land.text[part.end : stop.start() if stop else end].split()[:3]
        texts.append(f"{land.text[max(start, begin + 1) : part.end]} {' '.join(words)}")
    marked = [text for text in texts if _OVERLAPPING.search(text)]
    if not marked:
        return False
    for one, other in _WORDS["opposites"]:
        if len(parts) == 2 and any(one in text for text in texts) and any(other in text for text in texts):
            return False
    value = sum(part.figure.value for part in parts)
    return not (len(parts) > 2 and value >= _LARGE)


def _remainder(land: Landscape, whole: Slot) -> Check | None:
    """ "993 trên tổng số 999 (thiếu 6)", "9 đồng chí nghỉ, bầu bổ sung 7 (2 đồng chí còn lại ...)"."""
    around = land.slots[max(0, whole.position - 1) : whole.position + 3]
    place = whole.position - max(0, whole.position - 1)
    pairs = []
    if place and len(around) > place + 1 and land.is_whole(whole):
        pairs.append((around[place - 1], around[place + 1]))
    if len(around) > place + 2:
        pairs.append((around[place + 1], around[place + 2]))
    for part, rest in pairs:
        near = land.text[part.end : rest.start], land.text[rest.end : rest.end + 14]
        told = _REST.search(near[0]) is not None or near[1].lstrip().startswith("còn lại")
        same_unit = comparable(whole, part) and comparable(whole, rest)
        if (
            not told
            or not same_unit
            or rest.start - whole.end > 160
            or land.sentence(part.start) != land.sentence(rest.start)
        ):
            continue
        if numbers.same(part.figure.value + rest.figure.value, whole.figure.value) and whole.figure.total is None:
            return _check(whole.figure, [part.figure, rest.figure])
    return None


def _before(land: Landscape, whole: Slot) -> Check | None:
    """Parts said first: "119 nam và 81 nữ, tổng cộng 200 đại biểu"."""
    if not whole.position:
        return None
    begin = max(land.slots[whole.position - 1].end, land.sentence_span(whole.start)[0])
    if _SUMMED.search(land.text, begin, whole.start) is None or whole.figure.total is not None:
        return None
    earlier = [
        slot
        for slot in land.slots[max(0, whole.position - 8) : whole.position]
        if slot.family == whole.family
        and slot.role in (whole.role, "change")
        and slot.figure.total is None
        and land.sentence(slot.start) >= land.sentence(whole.start) - 2
    ]
    for count in range(2, len(earlier) + 1):
        parts = earlier[-count:]
        alike = all(comparable(whole, part) for part in parts) or whole.figure.value >= _LARGE
        if alike and numbers.same(sum(part.figure.value for part in parts), whole.figure.value):
            return None if _overlap(land, parts) else _check(whole.figure, [part.figure for part in parts])
    if whole.figure.value < _LARGE:
        return None
    for late in range(len(earlier) - 1, 0, -1):
        for early in range(late - 1, -1, -1):
            pair = [earlier[early], earlier[late]]
            if numbers.same(sum(part.figure.value for part in pair), whole.figure.value):
                return _check(whole.figure, [part.figure for part in pair])
    return None


def _check(whole: Figure, parts: Sequence[Figure]) -> Check:
    computed = numbers.add(numbers.printed(part) for part in parts)
    status = numbers.verdict(whole, numbers.printed(whole), computed, parts)
    scale, suffix = numbers.common_scale([whole, *parts])
    sign = "≈" if status == "rounding" else "≠"

    def line(stated: float, values: Sequence[float], got: float, equal: bool) -> str:
        left = " + ".join(numbers.show_figure(part, value, scale) for part, value in zip(parts, values, strict=True))
        digits = max(figure.decimals for figure in (whole, *parts))
        end = "" if equal else f" {sign} {numbers.show_figure(whole, stated, scale)}"
        shown = numbers.show_figure(whole, stated, scale) if equal else numbers.show(got / scale, digits)
        return f"{left} = {shown}{end}"

    formula = line(
        whole.value, [part.value for part in parts], computed.point, numbers.same(whole.value, computed.point)
    )
    got = numbers.show(computed.point / scale, max(part.decimals for part in parts)) + suffix
    said = numbers.show_figure(whole, None, scale) + suffix
    if whole.total is not None:
        totals = numbers.add(numbers.printed_total(part) for part in parts)
        equal = numbers.same(whole.total, totals.point)
        formula = f"{formula}; {line(whole.total, [part.total or 0 for part in parts], totals.point, equal)}"
        got, said = f"{got}/{numbers.show(totals.point)}", f"{said}/{numbers.show(whole.total)}"
        if not equal:
            status = "contradicts" if whole.approx == "exact" else "undetermined"
    return numbers.finding(
        "sum",
        status,
        stated=whole,
        value=whole.value,
        computed=computed,
        formula=formula + suffix,
        shown=(said, got),
        figures=[whole, *parts],
        parts=parts,
    )
