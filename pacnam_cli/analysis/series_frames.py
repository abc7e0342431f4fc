"""Sentences and clauses as frames: what stands around each number, and which numbers of two stand in one place."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern

_WORD = pattern(r"[^\W_]+")
#: The number is of what was said before, or in its order.
REFERS = pattern(
    r"(?<!\w)(?:thứ tự (?:trên|đó|này|ấy)|(?:các|những) (?:tỷ lệ|con số|chỉ số|số liệu) (?:này|ấy|đó|trên|tương ứng)"
    r"|con số (?:này|ấy|đó|tương ứng|lần lượt)|lần lượt là|tương ứng là)(?!\w)"
)
_WIDEST = 60  # figures of a sentence that may be columns; more are a run of numbers
_REACH = 3  # sentences with figures that may stand between two of one frame


class Segment(NamedTuple):
    """A sentence or a clause with its slots."""

    start: int
    end: int
    slots: list[Slot]


class Frame(NamedTuple):
    """What stands around a number up to the figures beside it."""

    before: list[str]  # words before the number, the nearest first
    after: list[str]
    content: frozenset[str]
    refers: bool  # "theo thứ tự trên", "các tỷ lệ ấy": the labels were said before


class Text(NamedTuple):
    """A text cut into segments of one grain with the frame of each slot.

    ``reach`` is how many segments may stand between two of one frame.
    """

    segments: list[Segment]
    frames: dict[int, Frame]
    reach: int


def texts(land: Landscape) -> list[Text]:
    """The text as sentences, then each sentence of several clauses as clauses."""
    whole = _text(land, _sentences(land), _REACH)
    parts = (_clauses(land, segment) for segment in whole.segments)
    return [whole, *(_text(land, clauses, 0) for clauses in parts if len(clauses) > 1)]


def _text(land: Landscape, segments: list[Segment], reach: int) -> Text:
    frames = {slot.position: _frame(land, slot, segment) for segment in segments for slot in segment.slots}
    return Text(segments, frames, reach)


def _sentences(land: Landscape) -> list[Segment]:
    found: dict[int, list[Slot]] = {}
    for slot in land.slots:
        found.setdefault(slot.sentence, []).append(slot)
    return [Segment(*land.sentences[number], slots) for number, slots in found.items()] if land.sentences else []


def _clauses(land: Landscape, segment: Segment) -> list[Segment]:
    found, start = [], segment.start
    ends = [
        match.end()
        for match in re.finditer(r"[;\n]", land.text[segment.start : segment.end])
        if land.bracket(segment.start + match.start()) < segment.start
    ]
    starts = [slot.start for slot in segment.slots]
    for end in [*(segment.start + each for each in ends), segment.end]:
        slots = segment.slots[bisect_left(starts, start) : bisect_left(starts, end)]
        if slots:
            found.append(Segment(start, end, slots))
        start = end
    return found


def _frame(land: Landscape, slot: Slot, segment: Segment) -> Frame:
    left = land.slots[slot.position - 1].end if slot.position else 0
    right = land.slots[slot.position + 1].start if slot.position + 1 < len(land.slots) else segment.end
    start, end = max(segment.start, left), min(segment.end, right)
    if left > segment.start and (cut := land.cut(land.slots[slot.position - 1], slot)) is not None:
        start = cut
    elif slot is segment.slots[0]:  # the topic of the row is no word of a column
        start = max(start, land.text.rfind(", ", start, slot.start) + 1)
    if right < segment.end and (cut := land.cut(slot, land.slots[slot.position + 1])) is not None:
        end = cut
    before = _WORD.findall(land.text[start : slot.start])[::-1]
    after = _WORD.findall(land.text[slot.end : end])
    refers = REFERS.search(land.text, start, slot.start) is not None
    return Frame(before, after, land.content(start, end), refers)


def alike(one: Frame, other: Frame, *, said: bool = False) -> int:
    """How many words in a row two frames share next to the number.

    ``said`` leaves out what follows it: "so với năm 2014" and "kế hoạch" follow any change and any attainment.
    """
    shared = 0
    sides = [(one.before, other.before)] if said else [(one.before, other.before), (one.after, other.after)]
    for left, right in sides:
        for word, same in zip(left, right, strict=False):
            if word != same:
                break
            shared += not word.isdigit() and word != "năm"
    return shared


def heavy_words(frame: Frame) -> frozenset[str]:
    """The words of a frame without its years."""
    return frozenset(word for word in frame.content if not word.isdigit())


def _own(slot: Slot, slots: list[Slot], frames: dict[int, Frame]) -> frozenset[str]:
    """The words around ``slot`` that are not around another that counts the same: what its column is about."""
    own = frames[slot.position].content | set(slot.unit)
    for other in slots:
        if other is not slot and _rivals(other, slot):
            own -= frames[other.position].content | set(other.unit)
    return own


def _rivals(one: Slot, other: Slot) -> bool:
    """Whether two slots may stand for each other: the same amount, and both or neither in brackets and among parts."""
    return one.nested == other.nested and (one.bracket >= 0) == (other.bracket >= 0) and comparable(one, other)


def align(template: list[Slot], slots: list[Slot], frames: dict[int, Frame]) -> dict[int, Slot]:
    """Which of ``slots`` stands in the place of which slot of ``template`` (by number)."""
    if len(template) > _WIDEST or len(slots) > _WIDEST:
        return {}
    if len(template) > 1 and {head.family for head in template}.isdisjoint([slot.family for slot in slots]):
        return {}
    pairs = []
    meet = [_rivals(head, slot) for head in template for slot in slots]
    if not any(meet) and len(template) > 1:
        return {}
    owned = {slot.position: _own(slot, group, frames) for group in (template, slots) for slot in group}
    refers = any(frames[slot.position].refers for slot in slots) and len(template) == len(slots)
    alone = len(template) == len(slots) == 1 and template[0].family == "percent" == slots[0].family
    for number, head in enumerate(template):
        for order, slot in enumerate(slots):
            if (meet[number * len(slots) + order] or (alone and comparable(head, slot))) and (
                head.figure.kind == slot.figure.kind or head.unit == slot.unit
            ):
                mine = owned[head.position] & owned[slot.position]
                written = head.unit == slot.unit
                pairs.append((-len(mine) - written, abs(number - order), number, order, slot, len(mine)))
    width = len(slots)
    sole = [
        sum(meet[number * width : (number + 1) * width]) == 1 and sum(_rivals(head, each) for each in template) == 1
        for number, head in enumerate(template)
    ]
    pairs.sort(key=lambda pair: pair[:4])
    matched: dict[int, Slot] = {}
    taken: set[int] = set()
    for _, _, number, order, slot, overlap in pairs:
        if number in matched or order in taken:
            continue
        if overlap or alone or sole[number] or (refers and number == order):
            matched[number] = slot
            taken.add(order)
    if len(template) == len(slots) <= 2 * len(matched):  # the rest is in the same place
        for number, (head, slot) in enumerate(zip(template, slots, strict=True)):
            if number not in matched and number not in taken and _rivals(head, slot):
                matched[number] = slot
                taken.add(number)
    return matched
