"""Numbers whose base comes after them: "tăng 54 tỷ đồng so với năm 2022 (432 tỷ đồng)", "đạt 120% kế hoạch (65)".

Such a base is tied to its number by the words between, so that what does not come out is a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_changes import folds
from pacnam_cli.analysis.audit_comparing import Way, compared, judged, result_before
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Check, CheckKind

_WORDS = load("audit")
_VERSUS, _PLANS = alternation(_WORDS["versus"]), alternation(_WORDS["plan"])
_PLAN = pattern(rf"(?<!\w){_PLANS}(?!\w)")
#: From a number to its base: "so với năm 2022 (", "so với cùng kỳ là", "so với chỉ tiêu", "kế hoạch giao (".
_TO_BASE = pattern(
    rf"[^,;.\n()]{{0,40}}?(?<!\w)(?:{_VERSUS}|{_PLANS})(?!\w)(?:"
    rf"[^;.\n()]{{0,60}}\((?:[^,;.\n()\d%]|năm \d{{4}}|tháng \d{{1,2}}(?:/\d{{4}})?|\d+ tháng){{0,40}}"
    rf"|[^,;.\n()]{{0,60}}(?<!\w){alternation(_WORDS['states'])}\s{{0,9}}"
    rf"|\s{{0,9}}(?:{_PLANS}\s{{0,9}})?{alternation(_WORDS['heads'])}?\s{{0,9}})$"
)
#: The same where the value of a year stands in brackets by itself: "so với năm 2022 (8,5%)".
_YEAR_PART = alternation(load("context")["periods"]["within_year"])
_TO_YEAR = pattern(rf"[^,;.\n()]{{0,12}}(?<!\w)(?:{_VERSUS})\s+(?:{_YEAR_PART} )?năm \d{{4}}\s*$")
#: Before a base in brackets after its result: "103 đảng viên (kế hoạch 80)", "(năm 2022 là 90 đảng viên)".
_ASIDE_PLAN = pattern(rf"\(\s*{_PLANS}(?!\w)[^,;.\n()\d]{{0,24}}$")
_ASIDE_EARLIER = pattern(
    rf"\(\s*(?:{alternation(_WORDS['time_heads'])} )?"
    rf"(?:{alternation(_WORDS['earlier'])}(?!\w)|năm \d{{4}})[^,;.\n()\d]{{0,24}}$"
)
_CLOSED = pattern(r"\s?\)")
_EQUAL = pattern(whole_words(_WORDS["equal"]) + r"\s*$")
_RESTATED = pattern(rf"[^;.\n()\d]{{0,12}}(?:{alternation(_WORDS['restated'])}|,|\(|và)[^;.\n()\d]{{0,24}}$")
_STROKE = pattern(r"\s?/\s?")
_NEAR = 0.75  # how far off a number may be from what its own base gives
_NEAR_PERCENT = 0.35


def against_bases(land: Landscape) -> Iterator[Check]:
    """The checks of changes, rates and attainments against the base said after them, in text order."""
    for base in land.slots[1:]:
        if base.role != "level" or not base.exact or base.figure.kind == "ratio":
            continue
        told = land.slots[base.position - 1]
        if told.sentence != base.sentence:
            continue
        between = land.text[told.end : base.start]
        by_year = land.text.startswith("(", base.start) and _TO_YEAR.fullmatch(between) is not None
        if not by_year and (_TO_BASE.fullmatch(between) is None or (base.bracket > told.end) != ("(" in between)):
            continue
        kind: CheckKind = "attainment" if _PLAN.search(between) else "change"
        amount = _amount(land, told)
        result = result_before(land, amount or told, base)
        if result is not None:
            stated = [slot for slot in (amount, told) if slot is not None]
            yield from _against(land, kind, base, result, stated, base)
        elif amount is not None and same_unit(amount, base) and amount.family == base.family and told.role == "change":
            yield from _shares_of_base(told, amount, base)


def beside_bases(land: Landscape) -> Iterator[Check]:
    """The checks against a base in brackets right after its result, or parted from it by a stroke.

    "103 đảng viên (kế hoạch 80), đạt 129%", "1.284 tỷ đồng/1.200 tỷ đồng, đạt 107%".
    """
    for base in land.slots[1:-1]:
        result, told = land.slots[base.position - 1], land.slots[base.position + 1]
        kind = _aside(land, result, base)
        if kind is None or base.role != "level" or result.role != "level" or base.family != result.family:
            continue
        if result.sentence != told.sentence or told.role not in ("change", "attainment"):
            continue
        if not (same_unit(result, base) and base.exact and result.exact) or base.figure.value <= 0:
            continue
        if result.figure.total is None and base.figure.total is None and told.bracket == result.bracket:
            yield from _against(land, kind, base, result, [told], told)


def _aside(land: Landscape, result: Slot, base: Slot) -> CheckKind | None:
    """What a base said beside ``result`` is: the plan, or the value of an earlier time."""
    if _STROKE.fullmatch(land.text, result.end, base.start):
        return "attainment"
    if (
        base.bracket < result.end
        or not _CLOSED.match(land.text, base.end)
        or "," in land.text[result.end : base.bracket]
    ):
        return None
    if _ASIDE_PLAN.fullmatch(land.text, base.bracket, base.start):
        return "attainment"
    return "change" if _ASIDE_EARLIER.fullmatch(land.text, base.bracket, base.start) else None


def _against(
    land: Landscape, kind: CheckKind, base: Slot, result: Slot, stated: Sequence[Slot], last: Slot
) -> Iterator[Check]:
    """Every number that compares ``result`` with ``base``: those ``stated``, and what follows the ``last`` of all."""
    after = []
    for slot in land.slots[last.position + 1 : last.position + 2]:
        same = slot.sentence == last.sentence
        gap = land.text[last.end : slot.start].lstrip(")")
        if same and slot.family == "percent" and slot.role != "level" and _RESTATED.fullmatch(gap):
            after.append(slot)
    for slot in (*stated, *after):
        way = _way(land, slot, base)
        if way is None or not slot.exact:
            continue
        near = _NEAR if way in ("difference", "times", "rise") else _NEAR_PERCENT
        # What follows may be measured against something else.
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
    if amount.role != "change" or amount.family == "percent" or not amount.exact:
        return None
    return amount if _RESTATED.fullmatch(land.text[amount.end : told.start]) else None


def _shares_of_base(told: Slot, amount: Slot, base: Slot) -> Iterator[Check]:
    """A rise whose result is not said: its amount against the base."""
    if base.figure.value <= 0:
        return
    computed = numbers.percent_of(numbers.printed(amount.figure), numbers.printed(base.figure))
    formula = f"{numbers.show_figure(amount.figure)} ÷ {numbers.show_figure(base.figure)}"
    check = judged("change", told, computed, formula, [amount, base], near=_NEAR)
    if check is not None:
        yield check
