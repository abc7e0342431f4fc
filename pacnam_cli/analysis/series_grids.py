"""The same frame said again: sentences or clauses whose figures stand in the same places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.series_frames import REFERENCE, Segment, Text, align, alike, heavy_words
from pacnam_cli.analysis.series_names import listed_names
from pacnam_cli.analysis.series_rounds import Rounds
from pacnam_cli.analysis.series_runs import Layout
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable, same_unit

_LISTED = 0.3
_HALF, _MOST = 0.5, 0.7  # shares of the slots of two segments that stand in the same places
_LONG = 6  # rows of a grid within which no other is looked for

Row = tuple[Segment, dict[int, Slot]]  # its cells by the number of their column
Grid = tuple[list[Row], list[Layout]]


def grids(land: Landscape, cut: Sequence[Text], free: Sequence[Slot], rounds: Rounds[Grid]) -> list[Layout]:
    """Tables whose rows are sentences, and those whose rows are clauses between semicolons."""
    allowed = {slot.position for slot in free}
    found: list[Layout] = []
    for grain, text in enumerate(cut):
        held: set[int] = set()  # the starts of the rows of long grids, which begin no grid of their own
        for number in text.beginnings:
            if text.segments[number].start in held:
                continue
            grid = rounds.get((grain, number), allowed)
            if grid is None:
                rows, last = _rows(land, text, number, allowed)
                looked = range(text.segments[number].slots[0].position, text.segments[last].slots[-1].position + 1)
                grid = rows, _layout(land, rows, text.reach) if len(rows) > 1 else []
                rounds.keep((grain, number), allowed, looked, grid)
            if len(grid[0]) > _LONG:
                held.update(segment.start for segment, _ in grid[0])
            found += grid[1]
    return found


def _rows(land: Landscape, text: Text, first: int, allowed: set[int]) -> tuple[list[Row], int]:
    """The rows of the grid that segment ``first`` begins, and the last segment looked at."""
    segments, reach = text.segments, text.reach
    template = [slot for slot in segments[first].slots if slot.position in allowed]
    if not template:
        return [], first
    rows: list[Row] = [(segments[first], dict(enumerate(template)))]
    last = number = first
    for number in range(first + 1, len(segments)):
        segment = segments[number]
        if number - last > reach + 1 and not (
            reach and number - last <= REFERENCE + 1 and text.frame(segment.slots[0]).refers
        ):
            if number - last > REFERENCE:
                break
            continue
        if segment.amounts.isdisjoint(segments[first].amounts):
            continue
        near = all(between.slots[0].nested for between in segments[last + 1 : number])
        if not _promising(text, template, segment, near=near):
            continue
        matched = align(template, [slot for slot in segment.slots if slot.position in allowed], text)
        if matched and _evident(land, text, segments[first], template, segment, matched, near=near):
            rows.append((segment, matched))
            last = number
    return rows, number


def _promising(text: Text, template: list[Slot], segment: Segment, *, near: bool) -> bool:
    """Whether ``segment`` may be a row by the number of its slots and the words that lead to them: see ``_evident``."""
    heads, slots = len(template), len(segment.slots)
    fewer, more = min(heads, slots), max(heads, slots)
    if not text.reach:
        return fewer > 1
    if (near and (fewer >= _MOST * more or more == 1)) or (heads == slots > 1 and text.frame(segment.slots[0]).refers):
        return True
    leads = {text.frame(head).lead for head in template}
    return not leads.isdisjoint([text.frame(slot).lead for slot in segment.slots])


def _layout(land: Landscape, rows: list[Row], reach: int) -> list[Layout]:
    columns = [
        number
        for number in range(len(rows[0][1]))
        if sum(number in cells for _, cells in rows) > 1 and number in rows[0][1]
    ]
    timed = len({_time(land, segment) for segment, _ in rows} - {""}) > 1
    if reach and len(rows) == 2 and not timed and (turned := _turned(land, rows, columns)):
        return [turned]
    labels = _labels(land, rows, columns)
    if not series_labels.distinct(labels):
        return []
    layout = Layout(labels, [[cells.get(number) for number in columns] for _, cells in rows])
    layout.strength = len(layout.slots()) * (0.99 if reach == 0 or len(columns) > 1 else 0.9)
    if reach and not timed and _listed(land, [rows[0][1][number] for number in columns]) >= len(rows):
        layout.strength *= _LISTED  # the things listed in each sentence are the rows
    return [layout]


def _evident(
    land: Landscape,
    text: Text,
    first: Segment,
    template: list[Slot],
    segment: Segment,
    matched: dict[int, Slot],
    *,
    near: bool,
) -> bool:
    times = {_time(land, each) for each in (first, segment)}
    if (len(times) == 1 or len(matched) == 1) and all(
        (template[number].figure.value, template[number].figure.total) == (slot.figure.value, slot.figure.total)
        for number, slot in matched.items()
    ):
        return False  # said again, not another row
    if text.frame(segment.slots[0]).refers and len(matched) == len(template) == len(segment.slots) > 1:
        return True
    share = min(len(matched) / len(template), len(matched) / len(segment.slots))
    if not text.reach:
        return len(matched) > 1 and share >= _HALF
    if near and len(matched) > 1 and share >= _MOST:
        return True
    for number, slot in matched.items():
        head = template[number]
        one, other = text.frame(head), text.frame(slot)
        said = slot.role != "level"
        if (
            one.lead == other.lead
            and alike(one, other, said=said) >= 3
            and len(heavy_words(one) & heavy_words(other)) > 1
            and same_noun(head, slot)
        ):
            return True
    if near and len(matched) == len(first.slots) == len(segment.slots) == 1:
        one, other = text.frame(template[0]), text.frame(matched[0])
        common = len(one.content & other.content)
        if template[0].role != "level" or template[0].family == "percent":
            return common > 0 and same_unit(template[0], matched[0])
        heads = [
            series_labels.before(land.cased[each.start : each.slots[0].start], first=True) for each in (first, segment)
        ]
        close = alike(one, other) > 1 and common > 1
        return same_noun(template[0], matched[0]) and (close or series_labels.same_head(*heads))
    return False


def _time(land: Landscape, segment: Segment) -> str:
    """The time that opens ``segment``."""
    return series_labels.time_at(land.cased, land.text, segment.start, segment.end)


def same_noun(one: Slot, other: Slot) -> bool:
    """Whether two slots name the same thing in the same way."""
    return one.figure.kind == other.figure.kind and (one.family != "count" or one.unit == other.unit)


def _labels(land: Landscape, rows: list[Row], columns: list[int]) -> list[str]:
    pre = []
    for segment, cells in rows:
        head = min(cells.values(), key=lambda slot: slot.start)
        pre.append(series_labels.before(land.cased[segment.start : head.start]))
    times = [_time(land, segment) for segment, _ in rows]
    options = [times, pre]
    if any(times):
        options.insert(1, [one or other for one, other in zip(times, pre, strict=True)])
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


def _listed(land: Landscape, heads: list[Slot]) -> int:
    """How many of ``heads`` are things listed one after the other, alike and each with words of its own."""
    outer = [slot for slot in heads if slot.bracket == heads[0].bracket]
    alike = [slot for slot in outer if comparable(outer[0], slot)]
    if any(
        land.cut(left, right) is None or land.depends(left, right) or land.opens(left, right)
        for left, right in itertools.pairwise(alike)
    ):
        return 0
    return len(alike)


def _turned(land: Landscape, rows: list[Row], columns: list[int]) -> Layout | None:
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
    headings = [_time(land, segment) for segment, _ in rows]
    layout = Layout(labels, [[one[number], other.get(number)] for number in columns], headings)
    layout.strength = len(layout.slots()) * 1.0
    return layout
