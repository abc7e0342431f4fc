"""Entries one after the other in a sentence or a list: "kinh tế đạt 16/22 chỉ tiêu; văn hóa đạt 15/16"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.audit_sums import Additions
from pacnam_cli.analysis.series_entries import Entry, Enumeration, enumeration, parts_of
from pacnam_cli.analysis.series_names import respectively
from pacnam_cli.analysis.series_rounds import Rounds
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable, is_general, same_unit
from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_BASE = pattern(r"\s*so(?: với)?(?!\w)")
_REMARK = pattern(r"\s*\(([^()\d]{2,40})\)")  # "35,4 triệu đồng (mua vào)"
_ASIDE = pattern(r"\([^()\n]*\)")
_NAMED = pattern(rf"\s*(?!{alternation(load('series')['ends'])}(?!\w))[^\W\d_]")
_POST_END = pattern(r"[,;:()\n]|(?<![.…])[.…]+(?=\s|$)")
_APART, _TOLD = 160, 50  # characters between the two numbers of a list; of one that is spelled out
_NAME = 13  # words of the name of a row where there are but two
_CLAUSE = 100  # characters before a number in which a time is its own
_FEWEST, _LOOSE = 2, 3  # entries of a list; of one whose units differ
_ALL = 9  # more words than a unit has
_ADDS_UP = 100  # parts of a whole come before any other layout
_CLAUSE_END = pattern(r"[;:()\n]|(?<![.…])[.…]+(?=\s|$)")


class Layout(Struct):
    """Rows and columns found in the text, not yet a table: ``rows`` hold a slot or None for each column."""

    labels: list[str]
    rows: list[list[Slot | None]]
    headings: list[str] = field(default_factory=list)
    strength: float = 0.0
    positions: frozenset[int] = frozenset()  # of all slots

    def __post_init__(self) -> None:
        self.positions = frozenset(slot.position for slot in self.slots())

    def slots(self) -> list[Slot]:
        """The slots of all cells."""
        return [slot for row in self.rows for slot in row if slot is not None]

    def anchors(self) -> list[Slot]:
        """The slots of the first column."""
        return [row[0] for row in self.rows if row[0] is not None]


Run = tuple[list[int], list[Layout]]  # the further figures of an enumeration that head its entries, and its layouts


def runs(land: Landscape, free: Sequence[Slot], rounds: Rounds[Run]) -> list[Layout]:
    """The enumerations that start at each of ``free``, the slots no table has yet."""
    found: list[Layout] = []
    seen: set[int] = set()
    allowed = {slot.position for slot in free if not _describes(land, slot)}
    for slot in free:
        if slot.position in seen or slot.position not in allowed:
            continue
        run = rounds.get(slot.position, allowed)
        if run is None:
            entries, last, _ = _enumeration(land, slot, allowed)
            run = [entry.anchor.position for entry in entries[1:]], []
            if len(entries) >= _FEWEST:
                run = run[0], _layouts(land, entries)
            rounds.keep(slot.position, allowed, range(slot.position, last + 1), run)
        seen.update(run[0])
        found += run[1]
    return found


def _enumeration(land: Landscape, slot: Slot, allowed: set[int]) -> Enumeration:
    """The enumeration at ``slot``."""
    found = enumeration(land, slot, allowed)
    short = len(found.entries) < _LOOSE
    if found.open and slot.family == "count" and slot.role != "change" and (short or slot.implied):
        # What a bare number counts is understood, so it may be something else than understood.
        loose = enumeration(land, slot, allowed, loose=True)
        bare = all(entry.anchor.implied for entry in loose.entries)
        longer = len(loose.entries) >= _LOOSE and len(loose.entries) > len(found.entries)
        entries = loose.entries if longer and (bare or len(found.entries) < _FEWEST) else found.entries
        return Enumeration(entries, max(found.last, loose.last))
    return found


def _describes(land: Landscape, slot: Slot) -> bool:
    """Whether ``slot`` is part of the name of the share after it: "từ 26 đến 35 là 45%"."""
    if not slot.band or slot.position + 1 == len(land.slots):
        return False
    follower = land.slots[slot.position + 1]
    return follower.family == "percent" != slot.family and land.cut(slot, follower) is None


def parts(land: Landscape, wholes: Additions, lists: Sequence[Layout]) -> list[Layout]:
    """The parts of ``wholes`` stated before them, whatever their units are.

    Those among ``lists`` that hold all of them in one column stand for them.
    """
    holder = {slot.position: layout for layout in lists for slot in layout.anchors()}
    found = []
    for ratio in wholes.ratios:
        slots = ratio.parts
        labels = [slot.figure.subject or "" for slot in slots]
        if series_labels.distinct(labels):
            found.append(Layout(labels, [[slot] for slot in slots], strength=len(slots) + _ADDS_UP))
    for added in wholes.sums:
        slots = added.parts
        before = added.whole.position < slots[0].position
        if added.status != "holds" or not before or len({slot.bracket for slot in slots}) > 1:
            continue
        held = {id(holder.get(slot.position)): holder.get(slot.position) for slot in slots}
        fuller = next(iter(held.values())) if len(held) == 1 else None
        for layout in [fuller] if fuller else _layouts(land, parts_of(land, slots)):
            if len(layout.rows) >= len(slots):
                layout.strength += _ADDS_UP
                found.append(layout)
    return found


def _layouts(land: Landscape, entries: list[Entry]) -> list[Layout]:
    shared = _shared_unit([entry.anchor for entry in entries])
    listed = respectively(land, [entry.anchor for entry in entries])
    result: list[Layout] = []
    # Where the words alone tell no rows apart, the figures among them may: "đạt từ 14-18 tiêu chí", "đạt từ 10-13".
    for wide in (False, True)[: 1 + (entries[0].anchor.family in ("count", "percent"))]:
        sides = []
        for number, entry in enumerate(entries):
            limit = entries[number + 1].start if number + 1 < len(entries) else None
            sides.append(_sides(land, entry, limit, shared, first=number == 0, wide=wide))
        pre, post = [one for one, _ in sides], [other for _, other in sides]
        names = listed or _times(land, entries) or _parted_names(pre, post)
        for begin, end in _stretches(names):
            rows = _rows(land, entries[begin:end], wide=wide)
            told = max(len(name.split()) for name in names[begin:end]) > _NAME  # a clause is told, a name listed
            if (told and len(rows) * len(rows[0]) == _FEWEST and entries[begin].anchor.family == "count") or _doubtful(
                entries[begin:end], rows, led=not all(post[begin:end])
            ):
                continue
            layout = Layout(series_labels.without_lead(names[begin:end]), rows)
            layout.strength = len(layout.slots()) * (1.0 if entries[begin].clean else 1.01)
            result.append(layout)
        if listed or series_labels.distinct(names):
            break
    return result


def _times(land: Landscape, entries: Sequence[Entry]) -> list[str]:
    """The time of each entry, where times tell them apart: "năm 2011 là 120 vụ, năm 2012 là 98 vụ"; else []."""
    found = []
    for entry in entries:
        words = land.cased[entry.start : entry.anchor.start]
        found.append(series_labels.time_in(words) if len(words) < _CLAUSE else series_labels.time(words))
    return found if series_labels.distinct(found) else []


def _doubtful(entries: list[Entry], rows: list[list[Slot | None]], *, led: bool) -> bool:
    """Two lone figures far apart, "14 cán bộ ..., 7 người" (taken out of the first), one number said twice.

    ``led`` tells that names stand before the numbers.
    """
    if len(rows) > 2 or len(rows[0]) > 1:
        return False
    one, other = entries[0].anchor, entries[1].anchor
    said_twice = one.figure.value == other.figure.value and one.figure.total == other.figure.total
    if said_twice and led and one.family != "percent":
        return True
    spelled = [slot for slot in (one, other) if not any(char.isdigit() for char in slot.figure.text)]
    if any(slot.figure.value == 1 for slot in spelled):
        return True  # "2 ngôi nhà đổ, một ngôi nhà hư hại" tells, it does not list
    if other.start - one.end > (_TOLD if spelled else _APART):
        return True
    if one.family.startswith("measure") and one.figure.value == other.figure.value:
        return True
    return not one.implied and not other.implied and is_general(other) and one.unit != other.unit


def _parted_names(pre: list[str], post: list[str]) -> list[str]:
    named = series_labels.name_rows(pre, post)
    if series_labels.distinct(named):
        return named
    return [one or other for one, other in zip(pre, post, strict=True)]


def _sides(
    land: Landscape, entry: Entry, limit: int | None, shared: int, *, first: bool, wide: bool
) -> tuple[str, str]:
    """The label before the number of ``entry`` and that after it; ``wide`` takes in figures nothing separates."""
    anchor = entry.anchor
    raw = land.cased[entry.start : anchor.start]
    end = limit if limit is not None else anchor.until
    last, bounded = anchor, limit is not None
    for position in range(anchor.position + 1, len(land.slots)):
        follower = land.slots[position]
        if follower.start >= end:
            break
        if follower.bracket > anchor.start:
            continue
        cut = land.cut(last, follower)
        if cut is None and (wide or follower.band):
            last = follower  # "dưới 30 tuổi" names the row
            continue
        end, bounded = min(end, follower.start if cut is None else cut), cut is not None
        break
    begin = _unit_end(land, anchor, shared)
    inner = max(begin, last.end)
    pre = series_labels.before(raw, first=first)
    remark = _REMARK.match(land.text, inner, end)
    # "6 xã (An Hòa, Bình Hòa) đạt chuẩn", "12 chi bộ (26%) xếp loại tốt": what stands in brackets is no name,
    tail = _ASIDE.sub(lambda aside: " " * len(aside.group()), land.text[inner:end])
    if remark is not None and not _NAMED.match(tail):
        return pre, series_labels.after(land.cased[remark.start(1) : remark.end(1)])  # unless nothing else is
    stop = (_CLAUSE_END if bounded else _POST_END).search(tail)
    tail = tail[: stop.start()] if stop else tail
    written = "".join(char if char == " " else land.cased[inner + number] for number, char in enumerate(tail))
    post = series_labels.after(" ".join((land.cased[begin:inner] + written).split()))
    if anchor.role == "change" and _BASE.match(land.text, begin):
        post = ""  # "tăng 5% so với năm 2014" tells the base, not the row
    if post and raw.rstrip().endswith((",", ":")):
        pre = ""
    if not pre and not post and anchor.family == "count" and len(anchor.unit) > 2 and not anchor.implied:
        post = anchor.figure.unit or ""  # "197 người ..., 13 đại biểu chỉ định"
    return pre, post


def _unit_end(land: Landscape, slot: Slot, shared: int) -> int:
    """Where the words of the unit end that all rows share."""
    if slot.end == slot.number_end or slot.family != "count":
        return slot.end
    end = slot.number_end
    for number, word in enumerate(re.finditer(r"[^\W_]+", land.text[slot.number_end : slot.end])):
        if number >= shared:
            break
        end = slot.number_end + word.end()
    return end


def _shared_unit(slots: Sequence[Slot]) -> int:
    units = [slot.unit for slot in slots if slot.unit]
    if not units:
        return 0
    shared = 0
    while all(len(unit) > shared for unit in units) and len({unit[shared] for unit in units}) == 1:
        shared += 1
    if not all(same_unit(slots[0], slot) for slot in slots):
        return 0  # "di tích" and "di sản"
    return shared or _ALL


def _rows(land: Landscape, entries: list[Entry], *, wide: bool) -> list[list[Slot | None]]:
    """The anchors in the first column, then every kind of companion that at least two entries have."""
    columns: list[Slot] = []
    cells: list[dict[int, Slot]] = []
    for entry in entries:
        row: dict[int, Slot] = {}
        for slot in entry.others:
            if (wide or slot.band) and land.cut(land.slots[slot.position - 1], slot) is None:
                continue  # "dưới 30 tuổi" is part of the row's name
            place = next(
                (number for number, head in enumerate(columns) if number not in row and comparable(head, slot)), None
            )
            if place is None:
                place = len(columns)
                columns.append(slot)
            row[place] = slot
        cells.append(row)
    kept = [number for number in range(len(columns)) if sum(number in row for row in cells) > 1]
    return [[entry.anchor, *(row.get(number) for number in kept)] for entry, row in zip(entries, cells, strict=True)]


def _stretches(names: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of at least two names that are there and differ; the longest possible from each start."""
    found, begin = [], 0
    while begin < len(names):
        seen: set[str] = set()
        end = begin
        while end < len(names) and names[end] and fold_word(names[end]) not in seen:
            seen.add(fold_word(names[end]))
            end += 1
        if end - begin > 1:
            found.append((begin, end))
        begin = max(end, begin + 1)
    return found
