"""Lists that do not come to their whole: a slip where the text says that they are all, a rest where it does not.

"27 đảng viên (khiển trách 19, cảnh cáo 6, cách chức 3)" is a slip, "92 tổ chức đảng, trong đó có 31 đảng ủy cơ sở"
leaves 61 others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_addition import OVERLAPPING, Sum, added
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable, same_unit
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words

_WORDS = load("audit")


def _words(key: str) -> re.Pattern[str]:
    return pattern(whole_words(_WORDS[key]))


_AND = "và"  # between the last two entries
_FULL, _SOME = _words("full"), _words("some")
_OPEN_END = pattern("|".join(map(re.escape, _WORDS["open_end"])))
_GOES_ON = pattern(rf",\s*{alternation(_WORDS['goes_on'])}(?!\w)")
_MORE, _EXCLUDED = _words("more"), _words("excluded")
_JOIN = _words("joining")
_JOINED = pattern(rf"[,;]\s*{alternation(_WORDS['joining'])}(?!\w)[^,;]*$")
_WORD = pattern(r"\w+")
_CLAUSE = pattern(r"[^;.\n()]*")
_TAIL = pattern(r"[^;.…\n]*[.…]{0,3}")
_GROUPS: list[tuple[str, ...]] = [tuple(group) for group in _WORDS["kinds"]]
_COMPLEMENTS: list[list[str]] = _WORDS["complements"]
_COMPLEMENTARY = pattern(alternation(word.split()[0] for pair in _COMPLEMENTS for word in pair))
_SLIP = 0.25  # how far off a sum may be, as a share of the whole, to be a slip and not another list
_SLIP_UNLIKE = 0.15  # the same where whole and parts go by different names, or more is counted than there is
_SLIP_SHORT = 0.1  # the same for a list in brackets or after a mere colon that comes to less
_LEFT, _RIGHT = 40, 60  # characters on both sides of a number in which it is named
_FEW = 2  # words between a comma and "gồm"
_NEAR_WHOLE = 80  # characters between a whole and its list


class _List(NamedTuple):
    parts: list[Slot]
    closed: bool  # the last part is joined by "và"
    ended: bool  # nothing after the last part goes on with it
    alike: bool  # all of the unit of the whole


def miscounted(land: Landscape, whole: Slot, first: Slot, *, told: bool) -> Sum | None:
    """``whole`` against the list that ``first`` begins, which does not come to it; see above.

    Where nothing between the two ``told`` of parts, only ratios and what people are parted into make a list.
    """
    if not told and whole.figure.total is None and not _may_complement(land, first):
        return None
    if whole.figure.upper is not None or not _tied(land, whole, first):
        return None
    entries = _entries(land, whole, first)
    if entries is None:
        return None
    parts = entries.parts
    found = added(whole, parts)
    value, total = sum(part.figure.value for part in parts), whole.figure.value
    if found.status == "contradicts":
        if _slip(land, whole, entries):
            return found
    elif found.status != "undetermined":
        return found if len(parts) > 1 and _announced(land, whole, parts) and not _overlap(land, parts) else None
    if value >= total or whole.figure.total is not None or whole.figure.approx != "exact":
        return None
    gap = land.text[whole.end : first.start]
    said = _SOME.search(gap) is not None or _FULL.search(gap) is not None
    if not said or (_overlap(land, parts) if len(parts) > 1 else _has_share(land, parts[0])):
        return None
    return Sum(whole, parts, "undetermined", rest=True)


def _announced(land: Landscape, whole: Slot, parts: Sequence[Slot]) -> bool:
    """Whether the text says that ``parts`` are of ``whole``: by a word, a colon or brackets."""
    gap = land.text[whole.end : parts[0].start]
    cued = _SOME.search(gap) is not None or _FULL.search(gap) is not None
    return cued or parts[0].bracket > whole.start or land.opens(whole, parts[0])


def _has_share(land: Landscape, part: Slot) -> bool:
    """Whether a percentage tells what ``part`` is of: "trong đó 45 nữ, chiếm 43,7%"."""
    after = land.slots[part.position + 1 : part.position + 2]
    return any(slot.family == "percent" and slot.start - part.end <= _NEAR_WHOLE for slot in after)


def _tied(land: Landscape, whole: Slot, first: Slot) -> bool:
    """Whether nothing between ``whole`` and ``first`` could be the whole instead."""
    between = land.slots[whole.position + 1 : first.position]
    if any(slot.bracket == whole.bracket and _nearer(whole, slot, first) for slot in between):
        return False
    gap = land.gap(whole, first)
    full = _FULL.search(gap)
    # "bầu Ban Chấp hành gồm 111 ủy viên, Ban Thường vụ gồm 24 ủy viên" takes the 24 out of nothing.
    if full is not None and "," in gap[: full.start()] and len(gap[: full.start()].rpartition(",")[2].split()) > _FEW:
        return False
    if _EXCLUDED.search(gap):
        return False
    if whole.sentence == first.sentence:
        return ";" not in gap or _SOME.search(gap) is not None
    return first.nested and first.sentence == whole.sentence + 1 and "\n" not in gap


def _nearer(whole: Slot, slot: Slot, first: Slot) -> bool:
    """Whether ``first`` may be a part of ``slot`` rather than of ``whole``, which counts what ``first`` counts."""
    if slot.family != whole.family:
        return False
    named = not whole.implied and not first.implied and not slot.implied
    return not named or not comparable(whole, first) or comparable(slot, first) or slot.role != whole.role


def _slip(land: Landscape, whole: Slot, entries: _List) -> bool:
    """Whether a list that does not come out says that it is all there is."""
    parts, gap = entries.parts, land.text[whole.end : entries.parts[0].start]
    value, total = sum(part.figure.value for part in parts), whole.figure.value
    off = abs(value - total) / total
    if len(parts) == 1:
        return value > total and _exceeds(land, whole, parts[0])
    if whole.figure.total is not None:
        sides = numbers.same(value, total), numbers.same(sum(p.figure.total or 0 for p in parts), whole.figure.total)
        wholes = abs(sum(p.figure.total or 0 for p in parts) - whole.figure.total)
        told = len(parts) > 2 or _FULL.search(gap) is not None or land.opens(whole, parts[0])
        return any(sides) and off <= _SLIP and wholes <= _SLIP * whole.figure.total and told
    if _complement(land, parts):
        return off <= _SLIP and len(gap) <= _NEAR_WHOLE
    if not entries.ended or _overlap(land, parts) or (value < total and _MORE.search(_tail(land, parts[-1]))):
        return False
    if _FULL.search(land.gap(whole, parts[0])):
        return off <= _SLIP if entries.alike else off <= _SLIP_UNLIKE and entries.closed
    if _SOME.search(gap) or land.is_whole(whole):
        return value > total and off <= _SLIP_UNLIKE and entries.alike and entries.closed
    if parts[0].bracket > whole.start and len(land.text[whole.end : parts[0].bracket]) <= _NEAR_WHOLE:
        return off <= (_SLIP if value > total else _SLIP_SHORT)
    return land.opens(whole, parts[0]) and off <= _SLIP_SHORT and entries.alike


def _entries(land: Landscape, whole: Slot, first: Slot) -> _List | None:
    """The figures of one list from ``first`` on; None where what belongs to it is not clear."""
    parts: list[Slot] = []
    separator, closed, alike = "", False, True
    for slot in land.slots[first.position : land.first_from(first.until)]:
        if parts and slot.bracket != first.bracket:
            if slot.bracket > first.start:
                continue
            break
        if slot.family != whole.family or slot.role != whole.role:
            continue
        gap = land.text[parts[-1].end : slot.start] if parts else ""
        mark = _separator(gap) if parts else ""
        if parts and (closed or ((mark == ";") != (separator == ";") and separator not in ("", _AND))):
            break
        if slot.figure.approx != "exact" or slot.figure.upper is not None:
            return None
        if (slot.figure.total is None) != (whole.figure.total is None):
            return None
        if parts and (mark == "" or land.depends(parts[-1], slot) or _SOME.search(gap)):
            break
        like = comparable(whole, slot) and not (whole.implied and slot.implied and not parts)
        if not like and not _kin(whole, slot):
            return None
        alike = alike and comparable(whole, slot)
        if parts:
            separator = mark if separator in ("", _AND) else separator
            closed = mark == _AND
        parts.append(slot)
    if not parts:
        return None
    told = _TAIL.match(land.text, parts[-1].end)
    if told and _OPEN_END.search(land.text, whole.end, told.end()) and len(parts) > 1:
        return None
    tail = _tail(land, parts[-1])
    ended = closed or "," not in tail or _GOES_ON.search(tail) is not None
    return _List(parts, closed, ended, alike)


def _separator(gap: str) -> str:
    """What separates two entries: ";", "," or "và"; empty where several things stand between."""
    if ";" in gap or "\n" in gap:
        return ";"
    if gap.count(",") > 1:
        return ""
    if "," in gap:
        return _AND if _JOINED.search(gap) else ","
    return _AND if _JOIN.search(gap) else ""


def _tail(land: Landscape, part: Slot) -> str:
    """The words after ``part`` to the end of its clause."""
    found = _CLAUSE.match(land.text, part.end)
    return found.group() if found else ""


def _kin(whole: Slot, part: Slot) -> bool:
    """Whether what is counted goes by another name of its kind: "47 tổ chức cơ sở đảng, gồm 19 đảng bộ"."""
    if whole.family != "count":
        return False
    if whole.implied or part.implied:
        return True
    one, other = " ".join(whole.unit), " ".join(part.unit)
    return any(one.startswith(group) and other.startswith(group) for group in _GROUPS)


def _labels(land: Landscape, parts: Sequence[Slot]) -> list[str]:
    """What each part is said to be: the words of its entry on both sides of the number."""
    found = []
    for part in parts:
        floor = max(land.slots[part.position - 1].end if part.position else 0, part.start - _LEFT)
        begin = max(
            land.text.rfind(mark, floor, part.start) + len(mark) for mark in (",", ";", ":", "(", "\n", f" {_AND} ")
        )
        stop = min(
            (at for mark in ",;.()\n" if (at := land.text.find(mark, part.number_end)) >= 0), default=len(land.text)
        )
        if part.position + 1 < len(land.slots):
            stop = min(stop, land.slots[part.position + 1].start)
        words = land.text[part.number_end : min(stop, part.number_end + _RIGHT)].split(f" {_AND} ")[0]
        found.append(f"{land.text[max(floor, begin) : part.start]} {words}")
    return found


def _overlap(land: Landscape, parts: Sequence[Slot]) -> bool:
    return any(OVERLAPPING.search(label) for label in _labels(land, parts))


def _may_complement(land: Landscape, part: Slot) -> bool:
    """Whether a word stands near ``part`` that may complement another."""
    return _COMPLEMENTARY.search(land.text, max(0, part.start - _LEFT), part.number_end + _RIGHT) is not None


def _complement(land: Landscape, parts: Sequence[Slot]) -> bool:
    """Whether two parts are all there can be: men and women, full members and candidates."""
    if len(parts) != 2:
        return False
    labels = [" " + " ".join(_WORD.findall(label)) + " " for label in _labels(land, parts)]
    return any(
        (f" {one} " in labels[0] and f" {other} " in labels[1])
        or (f" {other} " in labels[0] and f" {one} " in labels[1])
        for one, other in _COMPLEMENTS
    )


def _exceeds(land: Landscape, whole: Slot, part: Slot) -> bool:
    """Whether ``part`` is said to be of ``whole`` and of nothing larger that was said before."""
    gap = land.text[whole.end : part.start]
    if _SOME.search(gap) is None or whole.implied or part.implied or not same_unit(whole, part):
        return False
    if whole.unit != part.unit[: len(whole.unit)] or whole.sentence != part.sentence:
        return False
    begin = part.begin
    earlier = [slot for slot in land.slots[land.first_from(begin) : part.position] if slot.family == part.family]
    return (
        all(slot.figure.value < part.figure.value and slot.figure.total is None for slot in earlier)
        and not (land.slots[whole.position + 1 : part.position])
    )
