"""Changes against a base said before: "tăng từ 8% lên 10%, tăng 2%", "70 ban thành 41 ban (giảm 41,4%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_comparing import compared
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Check

_WORDS = load("audit")
_FROM = pattern(rf"(?<!\w){alternation(_WORDS['from'])}(?!\w)[^,;.\n]{{0,20}}$")
_TO = pattern(rf"[^,;.\n]{{0,40}}?(?<!\w){alternation(_WORDS['to'])}(?!\w)[^,;.\n]{{0,20}}$")
#: The same without "từ": "sắp xếp 24 phòng còn 17 phòng, giảm 7 đầu mối".
_BARE = pattern(rf"\s*{alternation(_WORDS['to'])}\s*")
_AVERAGE = pattern(whole_words(_WORDS["averages"]) + r"|/\s?năm")
_COMPARED = pattern(r"\s*so với(?!\w)")
_SUMMED = pattern(whole_words(_WORDS["sums"]))
_TIMES = pattern(whole_words(_WORDS["times"]) + r"\s*$")
_YEAR = pattern(r"(?<!\w)năm (\d{4})(?!\w)")
#: Between a result and the change said of it: its unit's last words and a mark.
_BESIDE = pattern(
    rf"[^,;.\n()\d]{{0,24}}[,(]\s{{0,9}}{alternation(_WORDS['said_also'])}?\s{{0,9}}"
    rf"{alternation(_WORDS['ways'])}(?: thêm)?\s*$"
)
_EARLIER = pattern(whole_words(_WORDS["earlier"]))
_LATER = pattern(whole_words(_WORDS["later"]))
#: From a change to what is left: "giảm 30 hộ, còn 120 hộ".
_LEFT = pattern(rf"[^;.\n()\d]{{0,24}}[,(]?\s{{0,9}}{alternation(_WORDS['to'])}\s{{0,9}}")
_NEAR = 0.5  # how far off a change may be to be a slip and not another change
_SMALL = 10  # a difference below this may come out by accident


def changes(land: Landscape) -> Iterator[Check]:
    """The checks of rises and falls whose base and result the text states before them or on both sides."""
    for change in land.slots:
        if change.figure.upper is not None or change.figure.approx != "exact":
            continue
        if change.role != "change" and not folds(land, change):
            continue
        found = _from_to(land, change) or _times(land, change) or _difference(land, change)
        if found is not None:
            yield found


def folds(land: Landscape, slot: Slot) -> bool:
    """Whether ``slot`` tells how many times something grew: "gấp 2,5 lần"."""
    return slot.unit == ("lần",) and _TIMES.search(land.text, max(0, slot.start - 12), slot.start) is not None


def _from_to(land: Landscape, change: Slot) -> Check | None:
    """ "từ 8% lên 10%" beside the change itself, before or after it."""
    sentence = change.sentence
    for first in (change.position - 2, change.position + 1):
        if first < 0 or first + 1 >= len(land.slots):
            continue
        base, result = land.slots[first], land.slots[first + 1]
        if not (base.sentence == result.sentence == sentence):
            continue
        if base.family != result.family or not same_unit(base, result) or "change" in (base.role, result.role):
            continue
        begin = max(base.begin, land.slots[first - 1].end if first else 0)
        told = _FROM.search(land.text, begin, base.start) is not None
        turned = _TO.match(land.text[base.end : result.start]) is not None
        beside = land.text[result.end : change.start] if first < change.position else land.text[change.end : base.start]
        if (
            not turned
            or not (told or change.bracket > result.start or _BARE.fullmatch(land.text, base.end, result.start))
            or re.search(r"[;.\n]", beside)
            or len(beside) > 60
        ):
            continue
        if _AVERAGE.search(land.text, max(0, change.start - 30), change.end + 12):
            continue
        if any(figure.approx != "exact" or figure.upper is not None for figure in (base.figure, result.figure)):
            continue
        elsewhere = _COMPARED.match(land.text, change.end) is not None and first < change.position
        certain = not elsewhere and _alone(land, change, base, result)
        return _matched(land, change, base, result, certain=certain)
    return None


def _matched(land: Landscape, change: Slot, base: Slot, result: Slot, *, certain: bool) -> Check | None:
    """The check of a rise; "tăng 2%" from 8% to 10% may mean points or a share of the 8%."""
    near = _NEAR if certain else 0.0
    if folds(land, change):
        return compared("change", "times", change, result, base, near=near)
    if change.family != "percent":
        alike = base.family == change.family
        return compared("change", "difference", change, result, base, near=near) if alike else None
    if base.family != "percent":
        return compared("change", "rise", change, result, base, near=near)
    found = compared("change", "difference", change, result, base, near=near)
    points = change.figure.unit not in ("%", None)
    if not points and (found is None or found.status == "contradicts"):
        return compared("change", "rise", change, result, base, near=0.0) or found
    return found


def _alone(land: Landscape, change: Slot, base: Slot, result: Slot) -> bool:
    """Whether the sentence says of nothing else that it changed: no other "từ", no sum of several changes."""
    begin, end = land.sentence_span(change.start)
    others = [
        slot
        for slot in land.slots[land.first_from(begin) : land.first_from(end)]
        if slot.position not in (change.position, base.position, result.position)
    ]
    summed = _SUMMED.search(land.text, max(begin, change.start - 40), change.start)
    return summed is None and not any(slot.family == base.family for slot in others)


def _times(land: Landscape, change: Slot) -> Check | None:
    """A change beside the values of an earlier and a later time.

    "năm 2022 có 164 chi bộ, năm 2023 có 172 chi bộ, tăng 8 chi bộ", "đầu năm có 155 hộ, giảm 35 hộ, còn 120 hộ".
    """
    if not change.position:
        return None
    told = land.slots[max(0, change.position - 2) : change.position]
    after = land.slots[change.position + 1 : change.position + 2]
    if after and change.role == "change" and _LEFT.fullmatch(land.text, change.end, after[0].start):
        base, result = told[-1], after[0]
        later = True  # "còn 120 hộ" is what came of it
    elif len(told) == 2 and _BESIDE.fullmatch(land.text, told[1].end, change.start):
        base, result = told
        later = False
    else:
        return None
    begin = change.begin
    levels = "level" in (base.role, result.role) and base.role == result.role and base.family == result.family
    if not levels or not same_unit(base, result) or base.start < begin or base.implied or result.implied:
        return None
    if any(slot.figure.approx != "exact" or slot.figure.total is not None for slot in (base, result)):
        return None
    floor = max(begin, land.slots[base.position - 1].end if base.position else 0)
    between = land.text[base.end : change.start if later else result.start]
    if not _in_turn(land.text[floor : base.start] + _aside(between), between, later=later):
        return None
    told_years = _YEAR.findall(land.text[change.end : change.end + 40].split(",")[0])
    first = _YEAR.findall(land.text, floor, base.start)
    if not later and told_years and told_years[:1] != first[:1]:
        return None
    return _matched(land, change, base, result, certain=True)


def _aside(between: str) -> str:
    """What follows a base up to the next mark: "từ 3.120 đảng viên đầu nhiệm kỳ, đến nay ..."."""
    return between.partition(",")[0] if "," in between else ""


def _in_turn(before: str, between: str, *, later: bool) -> bool:
    """Whether the words before a base and those after it name an earlier and then a later time."""
    first, second = _YEAR.findall(before), _YEAR.findall(between)
    if len(first) > 1 or len(second) > 1:
        return False
    if first and second:
        return int(second[0]) > int(first[0])
    earlier = bool(first) or _EARLIER.search(before) is not None
    return earlier and (later or _LATER.search(between) is not None)


def _difference(land: Landscape, change: Slot) -> Check | None:
    """Two values and their difference in one sentence; reported where it comes out."""
    if change.family == "percent" or change.role != "change" or change.figure.value < _SMALL:
        return None
    begin = change.begin
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
    return compared("change", "difference", change, result, base, near=0.0)
