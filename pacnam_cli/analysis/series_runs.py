"""Entries one after the other in a sentence or a list: "kinh tế đạt 16/22 chỉ tiêu; văn hóa đạt 15/16"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.series_slots import Landscape, Slot, comparable, is_general
from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import alternation, load

_WORDS = load("series")
_RESPECTIVELY = re.compile(rf"(?<!\w){alternation(_WORDS['respectively'])}(?!\w)")
_OPENING = re.compile(rf"(?<!\w){alternation(_WORDS['opening'])}(?!\w)\s*:?|:")
_BULLET = re.compile(r"\s*(?:[-+•*–]|[a-zđ]\))\s*")
_CONTINUES = re.compile(r"\W*(?:tiếp theo|tiếp đến|kế đến|kế tiếp|ngoài ra|bên cạnh đó|sau đó)(?!\w)")
_NAMES = re.compile(r"(?:,|;|\s+và|\s+cùng)\s+")
_POST_END = re.compile(r"[,;:()\n]|[.…]+(?=\s|$)")
_CLAUSE_END = re.compile(r"[;:()\n]|[.…]+(?=\s|$)")
_LISTED = re.compile(r".*(?<!\w)(?:như|là|gồm|với|của|thì|tại|ở)\s+")
_FAR = 400  # characters between two entries of one enumeration


@dataclass(slots=True)
class Layout:
    """Rows and columns found in the text, not yet a table: ``rows`` hold a slot or None for each column."""

    labels: list[str]
    rows: list[list[Slot | None]]
    headings: list[str] = field(default_factory=list)
    strength: float = 0.0

    def slots(self) -> list[Slot]:
        """The slots of all cells."""
        return [slot for row in self.rows for slot in row if slot is not None]


def runs(land: Landscape, free: Sequence[Slot]) -> list[Layout]:
    """The enumerations that start at each of ``free``, the slots no table has yet."""
    found, seen = [], set[int]()
    for slot in free:
        if slot.position in seen:
            continue
        entries = _entries(land, slot, free)
        if len(entries) > 1:
            seen.update(entry.anchor.position for entry in entries[1:] if entry.clean)
            found += _layouts(land, entries)
    return found


@dataclass(slots=True)
class _Entry:
    anchor: Slot
    start: int
    others: list[Slot] = field(default_factory=list)
    clean: bool = True


def _entries(land: Landscape, anchor: Slot, free: Sequence[Slot]) -> list[_Entry]:
    allowed = {slot.position for slot in free}
    entries = [_Entry(anchor, _first_start(land, anchor))]
    if land.is_whole(anchor):
        return entries
    for position in range(anchor.position + 1, len(land.slots)):
        slot, before = land.slots[position], land.slots[position - 1]
        last = entries[-1]
        if slot.start - max(last.anchor.end, before.end) > _FAR or not _same_scope(land, entries, before, slot):
            break
        if slot.bracket != anchor.bracket:
            if slot.bracket > last.anchor.start:
                last.others.append(slot)
                continue
            break
        outer = next(
            (each for each in reversed(land.slots[last.anchor.position : position]) if each.bracket == anchor.bracket),
            before,
        )
        if land.opens(outer, slot):
            break
        if (
            slot.position in allowed
            and _parallel(anchor, slot, entries)
            and not land.depends(outer, slot)
            and (start := land.cut(before, slot)) is not None
        ):
            entries.append(_Entry(slot, start))
        elif (
            comparable(anchor, slot)
            and land.cut(before, slot) is None
            and last.others
            and not land.depends(before, slot)
            and (lead := _lead(land, last, slot)) is not None
        ):
            start, taken = lead
            del last.others[len(last.others) - taken :]
            entries.append(_Entry(slot, start, clean=False))
        else:
            last.others.append(slot)
    return entries


def _parallel(anchor: Slot, slot: Slot, entries: list[_Entry]) -> bool:
    """Whether ``slot`` counts what ``anchor`` counts; an understood unit may be another, if no companion has it."""
    if comparable(anchor, slot):
        return True
    return (
        anchor.family == slot.family == "count"
        and anchor.role == slot.role
        and (slot.implied or anchor.implied)
        and not any(comparable(other, slot) for entry in entries for other in entry.others)
        and len(entries[-1].others) == 0
    )


def _lead(land: Landscape, last: _Entry, slot: Slot) -> tuple[int, int] | None:
    """Where the entry of ``slot`` starts when a measure leads it, "75 năm 8 đồng chí", and how many lead it."""
    previous = land.slots[slot.position - 1]
    if not previous.family.startswith("measure"):
        return None
    left = land.slots[previous.position - 1]
    if left.position < last.anchor.position:
        return None
    start = land.cut(left, previous)
    return None if start is None else (start, 1)


def _first_start(land: Landscape, anchor: Slot) -> int:
    sentence = land.sentence_span(anchor.start)[0]
    if anchor.bracket >= sentence:
        sentence = anchor.bracket + 1
    position = anchor.position - 1
    while position >= 0 and land.slots[position].start >= sentence:
        before = land.slots[position]
        right = land.slots[position + 1]
        if land.opens(before, right) and (end := _opening_end(land.text, before.end, right.start)) is not None:
            return end
        cut = land.cut(before, right)
        if cut is not None:
            return cut
        if not before.family.startswith("measure"):
            return before.end
        position -= 1
    opened = _opening_end(land.text, sentence, anchor.start)
    return sentence if opened is None or land.text[opened - 1] == ":" else opened


def _opening_end(text: str, start: int, end: int) -> int | None:
    found = None
    for match in _OPENING.finditer(text, start, end):
        found = match.end()
    return found


def _same_scope(land: Landscape, entries: list[_Entry], before: Slot, slot: Slot) -> bool:
    if "\n" in land.text[before.end : slot.start]:
        line = land.text.rfind("\n", 0, slot.start) + 1
        tail = land.text[before.end : line].rstrip()
        return tail.endswith((";", ",")) or _BULLET.match(land.text, line) is not None
    begin = land.sentence_span(slot.start)[0]
    if begin <= before.figure.span[0]:
        return True
    if _CONTINUES.match(land.text, begin):
        return True
    if entries[-1].anchor.start < land.sentence_span(begin - 1)[0] and begin > 0:
        return False
    head = _head(land.text[begin : slot.start])
    return len(head) == 2 and any(_head(land.text[entry.start : entry.anchor.start]) == head for entry in entries)


def _head(text: str) -> list[str]:
    return fold_word(series_labels.clean(text)).split()[:2]


def _layouts(land: Landscape, entries: list[_Entry]) -> list[Layout]:
    shared = _shared_unit([entry.anchor for entry in entries])
    pre, post = [], []
    for number, entry in enumerate(entries):
        limit = entries[number + 1].start if number + 1 < len(entries) else None
        one, other = _sides(land, entry, limit, shared, first=number == 0)
        pre.append(one)
        post.append(other)
    names = _respectively(land, entries, pre) or _parted_names(pre, post)
    result = []
    for begin, end in _stretches(names):
        rows = _rows(entries[begin:end])
        if _doubtful(entries[begin:end], rows):
            continue
        layout = Layout(series_labels.trim_common(names[begin:end]), rows)
        layout.strength = len(layout.slots()) * (1.0 if entries[begin].clean else 1.01)
        result.append(layout)
    return result


def _doubtful(entries: list[_Entry], rows: list[list[Slot | None]]) -> bool:
    """Two lone figures far apart, or "14 cán bộ ..., 7 người": the second is taken out of the first."""
    if len(rows) > 2 or len(rows[0]) > 1:
        return False
    one, other = entries[0].anchor, entries[1].anchor
    return other.start - one.end > 160 or (
        not one.implied and not other.implied and is_general(other) and not is_general(one)
    )


def _parted_names(pre: list[str], post: list[str]) -> list[str]:
    named = series_labels.name_rows(pre, post)
    if series_labels.distinct(named):
        return named
    return [one or other for one, other in zip(pre, post, strict=True)]


def _sides(land: Landscape, entry: _Entry, limit: int | None, shared: int, *, first: bool) -> tuple[str, str]:
    anchor = entry.anchor
    raw = land.cased[entry.start : anchor.start]
    end = limit if limit is not None else land.sentence_span(anchor.start)[1]
    last, bounded = anchor, limit is not None
    for follower in land.slots[anchor.position + 1 :]:
        if follower.start >= end:
            break
        cut = land.cut(last, follower)
        if cut is None and follower.family.startswith("measure"):
            last = follower  # "dưới 30 tuổi" names the row
            continue
        end, bounded = min(end, follower.start if cut is None else cut), cut is not None
        break
    begin = _unit_end(land, anchor, shared)
    stop = (_CLAUSE_END if bounded else _POST_END).search(land.text, max(begin, last.end), max(begin, end))
    if stop:
        end = stop.start()
    pre = series_labels.before(raw, first=first)
    post = series_labels.after(land.cased[begin : max(begin, end)])
    if post and raw.rstrip().endswith((",", ":")):
        pre = ""
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
    return shared or 9


def _rows(entries: list[_Entry]) -> list[list[Slot | None]]:
    """The anchors in the first column, then every kind of companion that at least two entries have."""
    columns: list[Slot] = []
    cells: list[dict[int, Slot]] = []
    for entry in entries:
        row: dict[int, Slot] = {}
        for slot in entry.others:
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


def _respectively(land: Landscape, entries: list[_Entry], pre: list[str]) -> list[str] | None:
    """Names listed before the numbers, "Hà Nội, Huế lần lượt là 3; 4", one for each entry of their sentence."""
    names: list[str] = []
    at = 0
    while at < len(entries):
        sentence = land.sentence(entries[at].anchor.start)
        end = at + 1
        while end < len(entries) and land.sentence(entries[end].anchor.start) == sentence:
            end += 1
        listed = listed_names(land, entries[at].anchor, end - at)
        if listed is None:
            return None
        names += listed
        at = end
    return names


def listed_names(land: Landscape, first: Slot, count: int) -> list[str] | None:
    """The ``count`` names enumerated before "lần lượt" in the sentence of ``first``."""
    begin = land.sentence_span(first.start)[0]
    cue = next(reversed(list(_RESPECTIVELY.finditer(land.text, begin, first.start))), None)
    if cue is None or first.start - cue.end() > 30 or count < 2:
        return None
    pieces = [piece for piece in _NAMES.split(land.cased[begin : cue.start()]) if piece.strip()]
    for end in range(len(pieces), count - 1, -1):
        names = pieces[end - count : end]
        opened = _LISTED.match(fold_word(names[0]))
        names = [names[0][opened.end() :] if opened else names[0], *names[1:]]
        last = re.search(r"[….]{2,}|…|\s(?:với|có|là|chiếm|đạt|nợ|được)\s", names[-1])
        names = [series_labels.clean(name) for name in [*names[:-1], names[-1][: last.start()] if last else names[-1]]]
        if series_labels.distinct(names) and all(len(name.split()) <= 8 for name in names):
            return names
    return None
