"""Totals said after what they add up: "119 nam và 81 nữ, tổng cộng 200", "Tổng cộng 23 tổ chức, 65 đảng viên"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_addition import LARGE, Sum, added, overlap
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words

_WORDS = load("audit")
_SUMMED = pattern(whole_words(_WORDS["summed"]))
_TALLY = pattern(whole_words(_WORDS["tally"]))
_GOES_ON = pattern(r"[^;.\n()\d]{0,30}(?:,|(?<!\w)và(?!\w))[^;.\n()\d]{0,30}$")
_SENTENCES = 2  # sentences before a total in which its parts stand
_SLIP = 0.1  # how far off a total may be, as a share of it, to be a slip


def said_before(land: Landscape, whole: Slot) -> Sum | None:
    """Parts said first: "119 nam và 81 nữ, tổng cộng 200 đại biểu"."""
    if not whole.position:
        return None
    begin = max(land.slots[whole.position - 1].end, whole.begin)
    if _SUMMED.search(land.text, begin, whole.figure.span[0]) is None or whole.figure.total is not None:
        return None
    earlier = [
        slot
        for slot in land.slots[max(0, whole.position - 8) : whole.position]
        if slot.family == whole.family
        and slot.role in (whole.role, "change")
        and slot.figure.total is None
        and slot.sentence >= whole.sentence - _SENTENCES
    ]
    for count in range(2, len(earlier) + 1):
        parts = earlier[-count:]
        alike = all(comparable(whole, part) for part in parts) or whole.figure.value >= LARGE
        if alike and numbers.same(sum(part.figure.value for part in parts), whole.figure.value):
            return None if overlap(land, parts) else added(whole, parts)
    if whole.figure.value < LARGE:
        return None
    for late in range(len(earlier) - 1, 0, -1):
        for early in range(late - 1, -1, -1):
            pair = [earlier[early], earlier[late]]
            if numbers.same(sum(part.figure.value for part in pair), whole.figure.value):
                return added(whole, pair)
    return None


def tallies(land: Landscape) -> Iterator[Sum]:
    """The sums of sentences that add up what was counted before them, each total against its own unit.

    A total that does not come out is a slip where another of the same sentence does, or where the text counts
    nothing else of that unit nearby.
    """
    for place, slot in enumerate(land.slots):
        begin = max(land.slots[place - 1].end if place else 0, slot.begin)
        if _TALLY.search(land.text, begin, slot.figure.span[0]) is None:
            continue
        totals = [slot, *_coordinated(land, slot)]
        found = [(total, parts) for total in totals if (parts := _parts(land, slot, total))]
        sums = [_sum(parts) for _, parts in found]
        right = [numbers.same(value, total.figure.value) for value, (total, _) in zip(sums, found, strict=True)]
        for value, fits, (total, parts) in zip(sums, right, found, strict=True):
            near = abs(value - total.figure.value) <= _SLIP * total.figure.value
            alone = len(totals) == 1 and len(parts) == len(_counted(land, slot, total))
            if fits or (near and (any(right) or alone)):
                yield added(total, parts)


def _sum(parts: Sequence[Slot]) -> float:
    return float(sum(part.figure.value for part in parts))


def _coordinated(land: Landscape, slot: Slot) -> Iterator[Slot]:
    """The totals that go on after ``slot``: "23 tổ chức đảng, 63 đảng viên"."""
    before = slot
    for other in land.slots[slot.position + 1 : slot.position + 4]:
        if _GOES_ON.fullmatch(land.text[before.end : other.start]) is None or other.unit == before.unit:
            return
        yield other
        before = other


def _counted(land: Landscape, first: Slot, total: Slot) -> list[Slot]:
    """What was counted of the unit of ``total`` in the sentences before ``first`` of the same paragraph."""
    paragraph = land.text.rfind("\n", 0, first.start) + 1
    begin = land.sentences[max(0, first.sentence - _SENTENCES)][0]
    return [
        slot
        for slot in land.slots[land.first_from(max(paragraph, begin)) : first.position]
        if slot.family == total.family == "count" and slot.role == "level" and slot.unit == total.unit
    ]


def _parts(land: Landscape, first: Slot, total: Slot) -> list[Slot]:
    """The parts of ``total``; empty where some may be counted twice or are not exact."""
    parts = _counted(land, first, total)
    exact = all(part.figure.approx == "exact" and part.figure.upper is None and not part.nested for part in parts)
    plain = exact and all(part.figure.total is None and not part.implied for part in parts)
    if total.figure.total is not None or total.figure.approx != "exact" or total.figure.value <= 0:
        return []
    return parts if len(parts) > 1 and plain and not overlap(land, parts) else []
