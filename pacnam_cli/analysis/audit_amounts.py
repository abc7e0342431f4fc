"""A change said twice, as an amount and in percent: "90 đảng viên, tăng 10 đảng viên (12,5%)".

The value it led to and the amount give the base, and the base the percentage, though the text states it nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_comparing import judged, result_before
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Check

_WORDS = load("audit")
_SAME = alternation([word for word in _WORDS["restated"] if word not in _WORDS["equal"] or word in _WORDS["share"]])
_TURN = rf"(?:{alternation(_WORDS['turns'])} )?(?:{alternation(_WORDS['ways'])} )?"
#: From the amount to the percentage: "(12,5%)", ", tương ứng tăng 12,5%", "so với năm 2022, tương đương 12,5%".
_RATE = pattern(rf"[^;.\n()%]{{0,60}}?(?:\(\s?(?:{_SAME} )?|,\s?{_SAME} |\s{_SAME} ){_TURN}$")
#: And from the percentage to the amount: "tăng 12,5% (10 đảng viên)".
_AMOUNT = pattern(rf"\s?(?:\(\s?(?:{_SAME} )?|,\s?{_SAME} ){_TURN}$")
_PLAN = pattern(rf"[^,;.\n]{{0,24}}?(?<!\w){alternation(_WORDS['plan'])}(?!\w)")
_SHARE = pattern(whole_words(_WORDS["not_rates"]))
_NEAR = 0.35  # how far off a percentage may be to be a slip and not one of something else


def amounts(land: Landscape) -> Iterator[Check]:
    """The checks of percentages beside the amount of the same change, in text order."""
    for left, right in zip(land.slots, land.slots[1:], strict=False):
        pair = _pair(land, left, right)
        if pair is None:
            continue
        amount, rate = pair
        result = result_before(land, left, amount)
        if result is None or not result.figure.value > amount.figure.value > 0:
            continue
        sign = -1 if left.figure.direction == "up" else 1
        check = _judged(land, rate, amount, result, sign)
        if check is not None:
            yield check


def _pair(land: Landscape, left: Slot, right: Slot) -> tuple[Slot, Slot] | None:
    """The amount and the percentage of one change, whichever comes first."""
    if left.role != "change" or left.figure.direction not in ("up", "down") or not (left.exact and right.exact):
        return None
    if left.sentence != right.sentence or right.role == "attainment":
        return None
    if right.figure.direction not in (None, left.figure.direction):
        return None
    if right.family == "percent" and left.family != "percent":
        told = _RATE.fullmatch(land.text, left.end, right.start) and not _PLAN.match(land.text, right.end)
        return (left, right) if told and right.figure.unit == "%" else None
    if left.family == "percent" and right.family != "percent":
        told = _AMOUNT.fullmatch(land.text, left.end, right.start) and land.text[right.end : right.end + 1] in ")"
        return (right, left) if told and left.figure.unit == "%" else None
    return None


def _judged(land: Landscape, rate: Slot, amount: Slot, result: Slot, sign: int) -> Check | None:
    """The check of ``rate`` against ``amount`` and the base that ``result`` leaves, where it counts with ``sign``."""
    part, whole = numbers.printed(amount.figure), numbers.printed(result.figure)
    if sign < 0:  # the rate grows with the amount and falls with the result, whichever way the change went
        ends = part.low / (whole.high - part.low), part.high / max(whole.low - part.high, 1e-9)
    else:
        ends = part.low / (whole.high + part.low), part.high / (whole.low + part.high)
    computed = numbers.Range(100 * ends[0], 100 * part.point / (whole.point + sign * part.point), 100 * ends[1])
    scale, _ = numbers.common_scale([amount.figure, result.figure])
    some, all_of = (numbers.show_figure(slot.figure, None, scale) for slot in (amount, result))
    formula = f"{some} ÷ ({all_of} {'-' if sign < 0 else '+'} {some})"
    return judged("change", rate, computed, formula, [amount, result], near=_near(land, rate, amount, result))


def _near(land: Landscape, rate: Slot, amount: Slot, result: Slot) -> float:
    """ "45 xã (75%), tăng 3 xã (5%)": where a share is told as well, the percentage may be its points."""
    first, last = min(amount.position, rate.position), max(amount.position, rate.position)
    beside = land.slots[result.position + 1 : first] + land.slots[last + 1 : last + 2]
    shares = any(slot.family == "percent" and slot.role == "level" for slot in beside)
    return 0.0 if shares or _SHARE.search(land.text, rate.begin, rate.end) else _NEAR
