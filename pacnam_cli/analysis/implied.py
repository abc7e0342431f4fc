"""What a text implies without writing it: 103 new members at 129% of the target imply a target of about 80.

A number and its percentage, or its change, leave an interval for the plan, the earlier value or the whole; where the
text states that value itself, the two are checked against each other instead.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from math import ceil, floor, log10
from typing import NamedTuple

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_changes import folds
from pacnam_cli.analysis.audit_comparing import Way, compared
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Check, CheckKind, Implied, ImpliedKind, Number

_WORDS = load("audit")
_WORDING: dict[str, str] = _WORDS["wording"]
_PLAN = pattern(whole_words(_WORDS["plan"]))
_VERSUS = alternation(_WORDS["versus"])
_EARLIER_TIME = rf"(?:{alternation(_WORDS['earlier'])}(?!\w)|năm \d{{4}})"
_PLAN_AFTER = pattern(
    rf"[\s,]*(?:{_VERSUS}\s+)?({alternation(_WORDS['plan'])}(?!\w)(?:\s+{alternation(_WORDS['plan_tails'])})?)"
)
#: What a value is compared with: "so với cùng kỳ năm trước", "so với năm 2022", not "so với toàn tỉnh".
_EARLIER = pattern(rf"[^,;.\n()\d]{{0,12}}{_VERSUS} ((?:{alternation(_WORDS['time_heads'])} )*{_EARLIER_TIME})")
_EARLIER_BEFORE = pattern(rf"(?<!\w){_EARLIER_TIME}")
_EQUAL = pattern(whole_words(_WORDS["equal"]) + r"\s*$")
_SHARE = pattern(whole_words(_WORDS["takes"]) + r"\s*$")
_ALONE = pattern(r"\s*(?:[),;.]|\n|$)")
_WHOLE_AFTER = pattern(
    rf"\s*(?:{alternation(_WORDS['of_whole'])} )?({alternation(_WORDS['totals'])}(?!\w))?([^,;.\n()\d]{{0,60}})"
)
_TINY = 1e-9
_WIDEST = 0.1  # an interval wider than this share of its middle tells nothing worth saying
_SLIP = 0.35  # how far off the one plan that a passage states may be
_BEFORE = 40  # characters before a number in which the plan or the year is named
_WORDS_BETWEEN = 4  # words between a comma and what is said of the value before it
_FARTHEST = 120  # characters between a value and what is said of it


class _Relation(NamedTuple):
    kind: ImpliedKind
    way: Way
    stated: Slot
    value: Slot
    name: str


def implications(land: Landscape, checks: Sequence[Check]) -> tuple[list[Implied], list[Check]]:
    """What the figures imply, ids i1, i2 ..., and the checks where the text states the implied value elsewhere.

    ``checks`` are those already made: what they test has its base beside it and implies nothing more.
    """
    tested = {check.figures[0] for check in checks if check.figures and check.kind != "sum"}
    implied: dict[tuple[object, ...], Implied] = {}  # what is implied twice is told once
    found: list[Check] = []
    bases = _Bases(land)
    for relation in _relations(land):
        if relation.stated.figure.id in tested:
            continue
        interval, formula = _interval(relation)
        if interval is None:
            continue
        check = _stated(land, relation, interval, bases)
        if check is not None:
            found.append(check)
        elif (value := _value(interval, relation)) is not None:
            record = _record(relation, interval, value, formula, f"i{len(implied) + 1}")
            implied.setdefault((record.kind, record.name, record.value, record.formula), record)
    return list(implied.values()), found


def _relations(land: Landscape) -> Iterator[_Relation]:
    """The numbers that say something of another one whose base is not beside them."""
    named = {slot.figure.id: slot for slot in land.slots}
    for stated in land.slots:
        value = named.get(stated.figure.relates_to or "") or _before(land, stated)
        if value is None or not stated.exact or not value.exact or value.position >= stated.position:
            continue
        if value.figure.kind not in ("count", "money", "measure") or value.role != "level" or value.figure.value <= 0:
            continue
        if value.figure.total is not None or value.figure.role != "value" or not _belongs(land, stated, value):
            continue
        if land.is_whole(value):  # "21 trên tổng số 28 trường, đạt 75%" speaks of the 21
            continue
        if (relation := _relation(land, stated, value)) is not None:
            yield relation


def _before(land: Landscape, stated: Slot) -> Slot | None:
    """The value right before a percentage that belongs to it: "215 đảng viên, bằng 58,58% so với cùng kỳ"."""
    if stated.family != "percent":
        return None
    for before in reversed(land.slots[max(0, stated.position - 2) : stated.position]):
        if before.sentence != stated.sentence:
            return None
        if before.bracket in (stated.bracket, -1):  # an aside, "(kế hoạch 80)", is not what is spoken of
            return before
    return None


def _belongs(land: Landscape, stated: Slot, value: Slot) -> bool:
    """Whether nothing between the two could be what ``stated`` speaks of instead.

    "5 chỉ tiêu đạt thấp, giải ngân bằng 38% kế hoạch" has another subject, "9.920 tỷ đồng, chiếm 4,88% tổng số, tăng
    0,61%" another percentage.
    """
    gap = land.text[value.end : stated.start]
    between = land.slots[value.position + 1 : stated.position]
    if ";" in gap or "\n" in gap or len(gap) > _FARTHEST or value.sentence != stated.sentence:
        return False
    if stated.family == "percent" and any(slot.family == "percent" and slot.role == "level" for slot in between):
        return False
    last = max(gap.rfind(","), gap.rfind("("))
    return last < 0 or len(gap[last + 1 :].split()) <= _WORDS_BETWEEN


def _relation(land: Landscape, stated: Slot, value: Slot) -> _Relation | None:
    plan = _PLAN_AFTER.match(land.text, stated.end)
    earlier = _EARLIER.match(land.text, stated.end)
    if stated.family == "percent":
        if stated.role == "attainment":
            return _Relation("target", "percent", stated, value, plan.group(1) if plan else "")
        if stated.role == "change":
            if plan is not None:
                return _Relation("target", "rise", stated, value, plan.group(1))
            return _Relation("base", "rise", stated, value, earlier.group(1)) if earlier else None
        lead = land.text[max(0, stated.start - 20) : stated.figure.span[0]]
        if earlier is not None and _EQUAL.search(lead):
            return _Relation("base", "percent", stated, value, earlier.group(1))
        if stated.figure.role == "share" and _SHARE.search(lead):
            name = _whole_name(land, stated, value)
            return _Relation("whole", "percent", stated, value, name) if name is not None else None
        return None
    if folds(land, stated):
        return _Relation("base", "times", stated, value, earlier.group(1)) if earlier else None
    if stated.role == "change" and stated.family == value.family:
        if plan is not None:
            return _Relation("target", "difference", stated, value, plan.group(1))
        return _Relation("base", "difference", stated, value, earlier.group(1)) if earlier else None
    return None


def _whole_name(land: Landscape, stated: Slot, value: Slot) -> str | None:
    """What the share is of, where it counts the same things; None where it is of something else.

    "12 xã, chiếm 70% dân số" says nothing of how many xã there are.
    """
    if _ALONE.match(land.text, stated.end):
        return ""
    after = _WHOLE_AFTER.match(land.text, stated.end)
    words = after.group(2).split() if after else []
    unit = list(value.unit)
    alike = bool(unit) and words[: len(unit[:2])] == unit[:2]
    if after is None or not alike:
        return None
    return " ".join([*(after.group(1) or "").split(), *words[: len(unit)]])


def _interval(relation: _Relation) -> tuple[numbers.Range | None, str]:
    """The values the base may have by the printed decimals, and how they come about."""
    value, said = numbers.printed(relation.value.figure), numbers.printed(relation.stated.figure)
    scale, suffix = numbers.common_scale([relation.value.figure])
    shown = numbers.show_figure(relation.value.figure, None, scale)
    down = relation.stated.figure.direction == "down"
    if relation.way == "difference":
        amount = numbers.show_figure(relation.stated.figure, None, scale)
        ends = (
            [value.low + said.low, value.high + said.high] if down else [value.low - said.high, value.high - said.low]
        )
        interval = numbers.Range(ends[0], (ends[0] + ends[1]) / 2, ends[1])
        return interval if interval.low > 0 else None, f"{shown} {'+' if down else '-'} {amount}{suffix}"
    percent = numbers.show_figure(relation.stated.figure)
    if relation.way == "times":
        low, point, high, factor = said.low, said.point, said.high, percent
    elif relation.way == "percent":
        low, point, high, factor = said.low / 100, said.point / 100, said.high / 100, percent
    else:
        sign = -1 if down else 1
        low, high = sorted((1 + sign * said.low / 100, 1 + sign * said.high / 100))
        point, factor = 1 + sign * said.point / 100, f"(100% {'-' if down else '+'} {percent})"
    if low <= 0 or point == 1:  # "đạt 100% kế hoạch" says it already
        return None, ""
    return numbers.Range(value.low / high, value.point / point, value.high / low), f"{shown} ÷ {factor}"


def _value(interval: numbers.Range, relation: _Relation) -> Number | None:
    """The roundest number the interval holds nearest to its middle; None where it is too wide to tell anything."""
    low, middle, high = interval.low - _TINY * interval.low, interval.point, interval.high * (1 + _TINY)
    figure = relation.value.figure
    if high - low > _WIDEST * middle:
        return None
    if relation.way == "difference":
        return _plain_number(middle)
    if figure.kind == "count" and figure.scale == 1:
        first, last = ceil(low), floor(high)
        if first >= last:  # no count of things fits: the two numbers are not of each other
            return first if first == last else None
    middle = (low + high) / 2
    exponent = floor(log10(middle))
    for power in range(exponent, exponent - 9, -1):
        step = Decimal(10) ** power
        rounded = float((Decimal(str(middle)) / step).to_integral_value() * step)
        if low <= rounded <= high:
            return _plain_number(rounded)
    return _plain_number(middle)


class _Bases:
    """The figures of a text that may state what others imply, by how they are named and what they count."""

    def __init__(self, land: Landscape) -> None:
        self._land = land
        self._known: dict[ImpliedKind, dict[tuple[str, str, tuple[str, ...]], list[Slot]]] = {}

    def of(self, relation: _Relation) -> list[Slot]:
        """Those of the unit of ``relation`` that are called a plan, of a year, or anything where a whole is implied.

        They are sorted by value.
        """
        if relation.kind not in self._known:
            groups = self._known[relation.kind] = {}
            for slot in sorted(self._land.slots, key=lambda slot: slot.figure.value):
                if self._named(relation.kind, slot):
                    groups.setdefault((slot.family, slot.role, slot.unit[:1]), []).append(slot)
        value = relation.value
        return self._known[relation.kind].get((value.family, value.role, value.unit[:1]), [])

    def _named(self, kind: ImpliedKind, slot: Slot) -> bool:
        if not slot.exact or slot.implied or slot.figure.total is not None:
            return False
        if kind == "whole":
            return True
        land = self._land
        floor_ = max(land.slots[slot.position - 1].end if slot.position else 0, slot.start - _BEFORE)
        cue = _PLAN if kind == "target" else _EARLIER_BEFORE
        return cue.search(land.text, max(floor_, slot.begin), slot.start) is not None


def _stated(land: Landscape, relation: _Relation, interval: numbers.Range, bases: _Bases) -> Check | None:
    """The check against the value itself where the text states it: in the interval, or as the passage's one plan."""
    kinds: dict[ImpliedKind, CheckKind] = {"target": "attainment", "base": "change", "whole": "share"}
    named = bases.of(relation)
    first = bisect_left(named, interval.low, key=_amount)
    last = bisect_right(named, interval.high, key=_amount)
    inside = [slot for slot in named[first:last] if _may_be(relation, slot)]
    if inside:
        base = min(inside, key=lambda slot: (abs(slot.start - relation.stated.start), slot.position))
        return compared(kinds[relation.kind], relation.way, relation.stated, relation.value, base, near=0.0)
    if relation.kind != "target":
        return None
    others = list(islice((slot for slot in named if _may_be(relation, slot)), 2))
    if len(others) != 1 or others[0].start > relation.value.start:
        return None
    begin, plan = land.text.rfind("\n", 0, relation.value.start) + 1, others[0]
    said = land.content(plan.begin, plan.start)
    again = land.content(relation.value.begin, relation.value.start)
    if plan.start < begin or not said & again or (relation.value.nested and not plan.nested):
        return None  # a part has its own plan, whatever that of the whole
    return compared("attainment", relation.way, relation.stated, relation.value, plan, near=_SLIP)


def _amount(slot: Slot) -> float:
    return slot.figure.value


def _may_be(relation: _Relation, slot: Slot) -> bool:
    """Whether ``slot``, of the right unit and name, may state what ``relation`` implies."""
    if slot.position in (relation.value.position, relation.stated.position) or not comparable(slot, relation.value):
        return False
    return relation.kind != "whole" or slot.position < relation.value.position


def _record(relation: _Relation, interval: numbers.Range, value: Number, formula: str, key: str) -> Implied:
    figure = relation.value.figure
    scale, suffix = numbers.common_scale([figure])
    low, high, digits = _bounds(interval, scale)
    shown = numbers.show(value / scale, _decimals(value / scale))
    # What the whole of a share counts is told only where the text names it.
    unit = figure.unit if relation.kind != "whole" or relation.name else None
    about = shown + suffix + (f" {unit}" if unit and figure.kind != "money" else "")
    name = relation.name or _WORDING[f"implied_{relation.kind}"]
    bounds = f" ({numbers.show(low / scale, digits)} – {numbers.show(high / scale, digits)})" if low < high else ""
    return Implied(
        id=key,
        kind=relation.kind,
        name=name,
        value=value,
        low=low,
        high=high,
        unit=unit,
        formula=f"{formula} ≈ {shown}{suffix}",
        message=_WORDING["implied"].format(name=name[:1].upper() + name[1:], value=about, bounds=bounds),
        figures=[figure.id, relation.stated.figure.id],
    )


def _bounds(interval: numbers.Range, scale: Number) -> tuple[Number, Number, int]:
    """Both ends, rounded outwards to as many digits (in units of ``scale``) as tell them apart, and those digits."""
    width = (interval.high - interval.low) / scale
    digits = max(0, -floor(log10(width))) if width > 0 else _decimals(interval.point / scale)
    step = 10.0**digits
    low, high = floor(interval.low / scale * step + _TINY) / step, ceil(interval.high / scale * step - _TINY) / step
    return _plain_number(low * scale), _plain_number(high * scale), digits


def _decimals(value: float) -> int:
    return next((digits for digits in range(6) if numbers.same(round(value, digits), value)), 6)


def _plain_number(value: float) -> Number:
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else rounded
