"""The same frame said again: sentences or clauses whose figures stand in the same places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.series_names import listed_names
from pacnam_cli.analysis.series_runs import Layout
from pacnam_cli.analysis.series_slots import Landscape, Slot, comparable

_WORD = re.compile(r"[^\W_]+")
_REFERS = re.compile(
    r"(?<!\w)(?:thứ tự (?:trên|đó|này|ấy)|(?:các|những) (?:tỷ lệ|con số|chỉ số|số liệu) (?:này|ấy|đó|trên|tương ứng)"
    r"|con số (?:này|ấy|đó|tương ứng|lần lượt)|lần lượt là|tương ứng là)(?!\w)"
)
_REFERENCE = 6  # and between a list and the numbers that refer to it
_REACH = 3  # sentences with figures that may stand between two of one frame


class Segment(NamedTuple):
    """A sentence or a clause with its slots."""

    start: int
    end: int
    slots: list[Slot]


class _Frame(NamedTuple):
    before: list[str]  # words before the number, the nearest first
    after: list[str]
    content: frozenset[str]
    refers: bool  # "theo thứ tự trên", "các tỷ lệ ấy": the labels were said before


def grids(land: Landscape, free: Sequence[Slot]) -> list[Layout]:
    """Tables whose rows are sentences, then those whose rows are clauses between semicolons."""
    allowed = {slot.position for slot in free}
    segments = _sentences(land)
    frames = {slot.position: _frame(land, slot, segment) for segment in segments for slot in segment.slots}
    found = []
    for number in range(len(segments)):
        found += _from(land, segments, number, frames, allowed, reach=_REACH)
    for segment in segments:
        clauses = _clauses(land, segment)
        if len(clauses) > 1:
            inner = {slot.position: _frame(land, slot, clause) for clause in clauses for slot in clause.slots}
            for number in range(len(clauses) - 1):
                found += _from(land, clauses, number, inner, allowed, reach=0)
    return found


def _sentences(land: Landscape) -> list[Segment]:
    found: dict[int, list[Slot]] = {}
    for slot in land.slots:
        found.setdefault(land.sentence(slot.start), []).append(slot)
    return [Segment(*land.sentences[number], slots) for number, slots in found.items()] if land.sentences else []


def _clauses(land: Landscape, segment: Segment) -> list[Segment]:
    found, start = [], segment.start
    ends = [
        match.end()
        for match in re.finditer(r"[;\n]", land.text[segment.start : segment.end])
        if land.bracket(segment.start + match.start()) < segment.start
    ]
    for end in [*(segment.start + each for each in ends), segment.end]:
        slots = [slot for slot in segment.slots if start <= slot.start < end]
        if slots:
            found.append(Segment(start, end, slots))
        start = end
    return found


def _frame(land: Landscape, slot: Slot, segment: Segment) -> _Frame:
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
    refers = _REFERS.search(land.text, start, slot.start) is not None
    return _Frame(before, after, land.content(start, end), refers)


def _alike(one: _Frame, other: _Frame, *, said: bool = False) -> int:
    """How many words in a row two frames share next to the number.

    ``said`` leaves out what follows it: "so với năm 2014" and "kế hoạch" follow any change and any attainment.
    """
    shared = 0
    sides = [(one.before, other.before)] if said else [(one.before, other.before), (one.after, other.after)]
    for left, right in sides:
        for word, same in zip(left, right, strict=False):
            if word != same:
                break
            shared += 1
    return shared


def _own(slot: Slot, slots: list[Slot], frames: dict[int, _Frame]) -> frozenset[str]:
    """The words around ``slot`` that are not around another that counts the same: what its column is about."""
    own = frames[slot.position].content | set(slot.unit)
    for other in slots:
        if other is not slot and _rivals(other, slot):
            own -= frames[other.position].content | set(other.unit)
    return own


def _rivals(one: Slot, other: Slot) -> bool:
    """Whether two slots may stand for each other: the same amount, and both or neither in brackets and among parts."""
    return comparable(one, other) and (one.bracket >= 0) == (other.bracket >= 0) and one.nested == other.nested


def _align(template: list[Slot], slots: list[Slot], frames: dict[int, _Frame]) -> dict[int, Slot]:
    """Which of ``slots`` stands in the place of which slot of ``template`` (by number)."""
    pairs = []
    refers = any(frames[slot.position].refers for slot in slots) and len(template) == len(slots)
    alone = len(template) == len(slots) == 1 and template[0].family == "percent" == slots[0].family
    for number, head in enumerate(template):
        for order, slot in enumerate(slots):
            if (_rivals(head, slot) or (alone and comparable(head, slot))) and (
                head.figure.kind == slot.figure.kind or head.unit == slot.unit
            ):
                mine = _own(head, template, frames) & _own(slot, slots, frames)
                written = head.unit == slot.unit
                pairs.append((-len(mine) - written, abs(number - order), number, order, slot, len(mine)))
    pairs.sort(key=lambda pair: pair[:4])
    matched: dict[int, Slot] = {}
    taken: set[int] = set()
    for _, _, number, order, slot, overlap in pairs:
        if number in matched or order in taken:
            continue
        head = template[number]
        rivals = sum(_rivals(head, each) for each in template), sum(_rivals(head, each) for each in slots)
        if overlap or alone or rivals == (1, 1) or (refers and number == order):
            matched[number] = slot
            taken.add(order)
    if len(template) == len(slots) <= 2 * len(matched):  # the rest is in the same place
        for number, (head, slot) in enumerate(zip(template, slots, strict=True)):
            if number not in matched and number not in taken and _rivals(head, slot):
                matched[number] = slot
                taken.add(number)
    return matched


def _from(
    land: Landscape,
    segments: list[Segment],
    first: int,
    frames: dict[int, _Frame],
    allowed: set[int],
    reach: int,
) -> list[Layout]:
    template = [slot for slot in segments[first].slots if slot.position in allowed]
    if not template:
        return []
    rows: list[tuple[Segment, dict[int, Slot]]] = [(segments[first], dict(enumerate(template)))]
    last = first
    for number in range(first + 1, len(segments)):
        segment = segments[number]
        refers = frames[segment.slots[0].position].refers
        if number - last > (_REFERENCE if refers and reach else reach) + 1:
            if number - last > _REFERENCE:
                break
            continue
        matched = _align(template, [slot for slot in segment.slots if slot.position in allowed], frames)
        near = all(between.slots[0].nested for between in segments[last + 1 : number])
        if matched and _evident(
            land, segments[first], template, segment, matched, frames, near=near, clause=reach == 0
        ):
            rows.append((segment, matched))
            last = number
    if len(rows) < 2:
        return []
    columns = [
        number
        for number in range(len(template))
        if sum(number in cells for _, cells in rows) > 1 and number in rows[0][1]
    ]
    if reach and len(rows) == 2 and (turned := _turned(land, rows, columns)):
        return [turned]
    labels = _labels(land, rows, columns)
    if not series_labels.distinct(labels):
        return []
    layout = Layout(labels, [[cells.get(number) for number in columns] for _, cells in rows])
    layout.strength = len(layout.slots()) * (0.99 if reach == 0 or len(columns) > 1 else 0.9)
    return [layout]


def _evident(
    land: Landscape,
    first: Segment,
    template: list[Slot],
    segment: Segment,
    matched: dict[int, Slot],
    frames: dict[int, _Frame],
    *,
    near: bool,
    clause: bool,
) -> bool:
    times = {series_labels.time(land.cased[each.start : each.end]) for each in (first, segment)}
    if len(times) == 1 and all(
        (template[number].figure.value, template[number].figure.total) == (slot.figure.value, slot.figure.total)
        for number, slot in matched.items()
    ):
        return False  # said again, not another row
    if frames[segment.slots[0].position].refers and len(matched) == len(template) == len(segment.slots) > 1:
        return True
    share = min(len(matched) / len(template), len(matched) / len(segment.slots))
    if clause:
        return len(matched) > 1 and share >= 0.5
    if near and len(matched) > 1 and share >= 0.6:
        return True
    for number, slot in matched.items():
        head = template[number]
        one, other = frames[head.position], frames[slot.position]
        said = slot.role != "level"
        lead = one.before[:1] == other.before[:1]
        if (
            lead
            and _alike(one, other, said=said) >= 3
            and len(one.content & other.content) > 1
            and same_noun(head, slot)
        ):
            return True
    if near and len(matched) == len(first.slots) == len(segment.slots) == 1:
        one = frames[template[0].position]
        other = frames[matched[0].position]
        common = len(one.content & other.content)
        if template[0].role != "level" or template[0].family == "percent":
            return common > 0
        heads = [
            series_labels.before(land.cased[each.start : each.slots[0].start], first=True) for each in (first, segment)
        ]
        alike = _alike(one, other) > 1 and common > 1
        return same_noun(template[0], matched[0]) and (alike or series_labels.same_head(*heads))
    return False


def same_noun(one: Slot, other: Slot) -> bool:
    """Whether two slots name the same thing in the same way."""
    return one.figure.kind == other.figure.kind and (one.family != "count" or one.unit == other.unit)


def _labels(land: Landscape, rows: list[tuple[Segment, dict[int, Slot]]], columns: list[int]) -> list[str]:
    pre = []
    for segment, cells in rows:
        head = min(cells.values(), key=lambda slot: slot.start)
        pre.append(series_labels.before(land.cased[segment.start : head.start]))
    times = [series_labels.time(land.cased[segment.start : segment.end]) for segment, _ in rows]
    options = [times, pre]
    for number in reversed(columns):
        if all(number in cells for _, cells in rows):
            options.append([_post(land, cells[number], segment.end) for segment, cells in rows])
    options.append(
        [
            series_labels.shorten(land.cased[segment.start : min(s.start for s in cells.values())])
            for segment, cells in rows
        ]
    )
    for option in options:
        if series_labels.distinct(option):
            return series_labels.trim_common(option)
    ends = [_post(land, max(cells.values(), key=lambda slot: slot.start), segment.end) for segment, cells in rows]
    names = [one or other for one, other in zip(pre, ends, strict=True)]
    return names if series_labels.distinct(names) else pre


def _post(land: Landscape, slot: Slot, end: int) -> str:
    if slot.position + 1 < len(land.slots):
        follower = land.slots[slot.position + 1]
        if follower.start < end:
            end = land.cut(slot, follower) or follower.start
    stop = re.search(r"[,;\n]|[.…](?:\s|$)", land.text[slot.end : end])
    return series_labels.after(land.cased[slot.end : slot.end + stop.start() if stop else end].replace(")", " "))


def _turned(land: Landscape, rows: list[tuple[Segment, dict[int, Slot]]], columns: list[int]) -> Layout | None:
    """Two sentences that list the same things: the things are the rows, the sentences the columns."""
    (first, one), (_second, other) = rows
    heads = [one[number] for number in columns]
    if len(heads) < 2 or any(not comparable(heads[0], head) for head in heads):
        return None
    for left, right in itertools.pairwise(heads):
        if left.bracket != right.bracket or land.depends(left, right) or land.opens(left, right):
            return None
        if land.cut(left, right) is None:
            return None
    begin = first.start
    if heads[0].position:
        begin = max(begin, land.slots[heads[0].position - 1].end)
    pre, post = [], []
    for head in heads:
        pre.append(series_labels.before(land.cased[begin : head.start]))
        follower = land.slots[head.position + 1] if head.position + 1 < len(land.slots) else None
        cut = land.cut(head, follower) if follower is not None and follower.start < first.end else None
        post.append(_post(land, head, first.end))
        begin = cut if cut is not None else head.end
    labels = listed_names(land, heads[0], len(heads)) or series_labels.name_rows(pre, post)
    if not series_labels.distinct(labels):
        return None
    headings = [series_labels.time(land.cased[segment.start : segment.end]) for segment, _ in rows]
    layout = Layout(labels, [[one[number], other.get(number)] for number in columns], headings)
    layout.strength = len(layout.slots()) * 1.0
    return layout
