"""Numbers whose base comes after them: "tăng 54 tỷ đồng so với năm 2022 (432 tỷ đồng)", "đạt 120% kế hoạch (65)".

Such a base is tied to its number by the words between, so that what does not come out is a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_changes import folds
from pacnam_cli.analysis.audit_comparing import Way, compared, judged
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Check, CheckKind

_WORDS = load("audit")
_VERSUS, _PLANS = alternation(_WORDS["versus"]), alternation(_WORDS["plan"])
_PLAN = pattern(rf"(?<!\w){_PLANS}(?!\w)")
#: From a number to its base: "so với năm 2022 (", "so với cùng kỳ là", "so với chỉ tiêu", "kế hoạch giao (".
_TO_BASE = pattern(
    rf"[^,;.\n()]{{0,40}}?(?<!\w)(?:{_VERSUS}|{_PLANS})(?!\w)(?:"
    rf"[^;.\n()]{{0,60}}\((?:[^,;.\n()\d%]|năm \d{{4}}|tháng \d{{1,2}}(?:/\d{{4}})?|\d+ tháng){{0,40}}"
    rf"|[^,;.\n()]{{0,60}}(?<!\w)(?:là|đạt|có|ở mức)\s{{0,9}}"
    rf"|\s{{0,9}}(?:{_PLANS}\s{{0,9}})?(?:mức|con số|số|giao)?\s{{0,9}})$"
)
_EQUAL = pattern(rf"(?<!\w){alternation(_WORDS['equal'])}\s*$")
_RESTATED = pattern(rf"[^;.\n()\d]{{0,12}}(?:{alternation(_WORDS['restated'])}|,|\(|và)[^;.\n()\d]{{0,24}}$")
_NEAR = 0.75  # how far off a number may be from what its own base gives
_NEAR_PERCENT = 0.35


def against_bases(land: Landscape) -> Iterator[Check]:
    """The checks of changes, rates and attainments against the base said after them, in text order."""
    for base in land.slots[1:]:
        if base.role != "level" or not _plain(base) or base.figure.kind == "ratio":
            continue
        told = land.slots[base.position - 1]
        if land.sentence(told.start) != land.sentence(base.start):
            continue
        between = land.text[told.end : base.start]
        if _TO_BASE.fullmatch(between) is None or (base.bracket > told.end) != ("(" in between):
            continue
        kind: CheckKind = "attainment" if _PLAN.search(between) else "change"
        amount = _amount(land, told)
        result = _result(land, amount or told, base)
        if result is not None:
            yield from _against(land, kind, base, result, told, amount)
        elif amount is not None and same_unit(amount, base) and amount.family == base.family and told.role == "change":
            yield from _shares_of_base(told, amount, base)


def _against(
    land: Landscape, kind: CheckKind, base: Slot, result: Slot, told: Slot, amount: Slot | None
) -> Iterator[Check]:
    """Every number of the sentence that compares ``result`` with ``base``: amount, rate and what follows the base."""
    stated = [slot for slot in (amount, told) if slot is not None]
    after = land.slots[base.position + 1 : base.position + 2]
    for slot in after:
        same = land.sentence(slot.start) == land.sentence(base.start)
        gap = land.text[base.end : slot.start].lstrip(")")
        if same and slot.family == "percent" and slot.role != "level" and _RESTATED.fullmatch(gap):
            stated.append(slot)
    for slot in stated:
        way = _way(land, slot, base)
        if way is None or not _plain(slot):
            continue
        near = _NEAR if way in ("difference", "times", "rise") else _NEAR_PERCENT
        # What follows the base may be measured against something else.
        own = "attainment" if slot.role == "attainment" else kind
        check = compared(own, way, slot, result, base, near=0.0 if slot in after else near)
        if check is not None:
            yield check


def _way(land: Landscape, slot: Slot, base: Slot) -> Way | None:
    """What ``slot`` says of a result and ``base``."""
    if folds(land, slot):
        return "times"
    if slot.family == base.family and slot.role == "change":
        return "difference"
    if slot.family != "percent":
        return None
    if slot.role == "change":
        return "rise"
    reached = slot.role == "attainment" or _EQUAL.search(land.text, max(0, slot.start - 20), slot.start)
    return "percent" if reached else None


def _amount(land: Landscape, told: Slot) -> Slot | None:
    """The amount said just before a rate: "tăng 12 đồng chí, 6,5% so với năm 2024 (184)"."""
    if told.family != "percent" or told.role != "change" or not told.position:
        return None
    amount = land.slots[told.position - 1]
    if amount.role != "change" or amount.family == "percent" or not _plain(amount):
        return None
    return amount if _RESTATED.fullmatch(land.text[amount.end : told.start]) else None


def _result(land: Landscape, told: Slot, base: Slot) -> Slot | None:
    """The value that is compared with ``base``: the nearest of its like before ``told`` in the clause."""
    begin = land.sentence_span(told.start)[0]
    for slot in reversed(land.slots[max(0, told.position - 4) : told.position]):
        if slot.start < begin or ";" in land.text[slot.end : told.start]:
            return None
        if slot.family == base.family and slot.role == "level":
            fits = same_unit(slot, base) and slot.bracket in (told.bracket, -1) and not slot.nested
            return slot if fits and _plain(slot) and slot.figure.total is None else None
    return None


def _shares_of_base(told: Slot, amount: Slot, base: Slot) -> Iterator[Check]:
    """A rise whose result is not said: its amount against the base."""
    if base.figure.value <= 0:
        return
    computed = numbers.percent_of(numbers.printed(amount.figure), numbers.printed(base.figure))
    formula = f"{numbers.show_figure(amount.figure)} ÷ {numbers.show_figure(base.figure)}"
    check = judged("change", told, computed, formula, [amount, base], near=_NEAR)
    if check is not None:
        yield check


def _plain(slot: Slot) -> bool:
    return slot.figure.approx == "exact" and slot.figure.upper is None
