"""Where an enumeration goes on: the entries beside a first figure, each with the figures that accompany it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from msgspec import Struct, field

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.series_frames import REFERS
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable, is_general, kindred
from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words

_WORDS = load("series")
_OPENING = pattern(whole_words(_WORDS["opening"]) + r"\s*:?|:")
_MANNER = pattern(
    rf"{whole_words(_WORDS['manner'])}[^,;.()]{{0,200}}?(?<!\w){alternation(_WORDS['manner_ends'])}(?!\w)"
)
_BULLET = pattern(r"\s*(?:[-+•*–]|[a-zđ]\))\s*")
_CONTINUES = pattern(rf"\W*{alternation(_WORDS['continuing'])}(?!\w)")
#: What a number sums up or averages is no entry beside plain amounts.
_AGGREGATE = pattern(whole_words(_WORDS["aggregates"]))
#: "(2)", "(4).", "c)" before an entry.
_MARKER = pattern(r"(?<!\w)\(?(?:\d{1,2}|[a-zđ])\)\.?\s*$")
_NEAR = 30  # characters after a number in which its noun stands
_BARE = (2, 3)  # words of a label that is a name and nothing else
_HUNDRED = 3  # shares that are a whole by themselves
_NOT_YET = -1
_FAR = 400  # characters between two entries of one enumeration


class Entry(Struct):
    """One entry: ``anchor`` is its first figure, ``start`` where its words begin, ``others`` its further figures."""

    anchor: Slot
    start: int
    others: list[Slot] = field(default_factory=list)
    clean: bool = True


class Enumeration(NamedTuple):
    """The ``entries`` of an enumeration, and the ``last`` position looked at.

    ``open``: if an understood unit may be another, there may be more.
    """

    entries: list[Entry]
    last: int
    open: bool = False


def enumeration(land: Landscape, anchor: Slot, allowed: Set[int], *, loose: bool = False) -> Enumeration:
    """The enumeration that ``anchor`` begins, itself first.

    Only slots whose position is ``allowed`` are taken. ``loose`` lets an understood unit be another: "biên chế viên
    chức là 133; lao động hợp đồng là 12".
    """
    return _Reading(land, anchor, allowed, loose).enumeration()


class _Reading:
    """An enumeration while it is read, slot by slot."""

    __slots__ = ("_allowed", "_anchor", "_before", "_inner", "_land", "_loose", "_shares", "_tied", "entries", "open")

    def __init__(self, land: Landscape, anchor: Slot, allowed: Set[int], loose: bool) -> None:
        self._land, self._anchor, self._allowed, self._loose = land, anchor, allowed, loose
        self.entries = [Entry(anchor, _NOT_YET)]
        self.open = False
        self._before = anchor  # the last figure that stands in no further bracket
        self._shares = anchor.figure.value
        self._inner: Slot | None = None  # the first of the parts of the last entry, "trong đó có 3 ..."
        self._tied: Slot | None = None  # the last figure that belongs to the one before it

    def enumeration(self) -> Enumeration:
        """All of it."""
        land, position = self._land, self._anchor.position
        if not land.is_whole(self._anchor):
            for position in range(self._anchor.position + 1, len(land.slots)):
                if not self._goes_on(land.slots[position]):
                    break
            if len(self.entries) > 1:
                _start(land, self.entries[0])
        return Enumeration(self.entries, position, self.open)

    def _goes_on(self, slot: Slot) -> bool:
        """Take ``slot`` in, as an entry or as something said of one; false where the enumeration has ended."""
        last = self.entries[-1]
        if slot.start - max(last.anchor.end, self._before.end) > _FAR:
            return False
        if slot.bracket != self._anchor.bracket:
            if slot.bracket > last.anchor.start:
                last.others.append(slot)
            return slot.bracket > last.anchor.start
        before, self._before = self._before, slot
        if not _same_scope(self._land, self.entries, before, slot):
            return False
        if self._is_inner(before, slot):
            last.others.append(slot)
            return True
        start = self._land.cut(before, slot)
        like = comparable(self._anchor, slot)
        if self._is_tied(before, slot, start):
            if like and len(self.entries) == 1:
                return False  # "bổ nhiệm 11 trường hợp thì có 7 trường hợp sai": what follows is taken out of the 11
            last.others.append(slot)
            return True
        if start is not None and slot.position in self._allowed and self._is_entry(before, slot, like):
            self._add(Entry(slot, start))
            return not _complete(self.entries, self._shares)
        if like and start is None and last.others and (lead := _lead(self._land, last, slot)) is not None:
            del last.others[-1:]
            self._add(Entry(slot, lead, clean=False))
            return True
        if like and len(self.entries) == 1:
            return False
        last.others.append(slot)
        return True

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._shares += entry.anchor.figure.value

    def _is_inner(self, before: Slot, slot: Slot) -> bool:
        """Whether ``slot`` is one of the parts of the last entry: "9 tổ chức, trong đó 3 ..., 2 ..."."""
        if self._land.opens(before, slot):
            self._inner = slot
        elif self._inner is not None and _resumes(self._land, self._anchor, self._inner, before, slot):
            self._inner = None
        return self._inner is not None

    def _is_tied(self, before: Slot, slot: Slot, start: int | None) -> bool:
        """Whether ``slot`` belongs to the one before it: "so với mức 35 (mua vào) và 36 (bán ra)", both of them."""
        as_before = before is self._tied and start is not None and _unnamed(self._land, start, slot)
        if self._land.depends(before, slot) or as_before:
            self._tied = slot
        return self._tied is slot

    def _is_entry(self, before: Slot, slot: Slot, like: bool) -> bool:
        may_differ = not like and _may_differ(slot, self.entries)
        self.open = self.open or may_differ
        fits = like or (self._loose and may_differ) or _akin(slot, self.entries)
        return fits and _aggregates_alike(self._land, before, slot, self.entries[0])


def _resumes(land: Landscape, anchor: Slot, inner: Slot, before: Slot, slot: Slot) -> bool:
    """Whether ``slot`` goes on with the list of ``anchor`` after parts of an entry: "9 ..., trong đó 3 nữ; 12 ..."."""
    if ";" not in land.gap(before, slot) or not comparable(anchor, slot):
        return False
    follower = land.slots[slot.position + 1] if slot.position + 1 < len(land.slots) else None
    return not comparable(inner, slot) or (follower is not None and land.opens(slot, follower))


def _complete(entries: list[Entry], shares: float) -> bool:
    """Whether the ``shares`` come to a hundred: what follows is another list."""
    anchor = entries[0].anchor
    if anchor.family != "percent" or anchor.role != "level" or len(entries) < _HUNDRED:
        return False
    return abs(shares - 100) < 10.0**-anchor.figure.decimals


def _unnamed(land: Landscape, start: int, slot: Slot) -> bool:
    return not series_labels.clean(land.cased[start : slot.start])


def _akin(slot: Slot, entries: list[Entry]) -> bool:
    """Whether ``slot`` is a part as the first of ``entries`` is, and of the kind of one of them."""
    return slot.nested and entries[0].anchor.nested and any(kindred(entry.anchor, slot) for entry in entries)


def _may_differ(slot: Slot, entries: list[Entry]) -> bool:
    """Whether ``slot`` may be another of ``entries`` with another unit: one is understood, and no companion has it."""
    anchor = entries[0].anchor
    return (
        anchor.family == slot.family == "count"
        and anchor.role == slot.role
        and (slot.implied or anchor.implied)
        and not any(comparable(other, slot) for entry in entries for other in entry.others)
    )


def _aggregates_alike(land: Landscape, before: Slot, slot: Slot, first: Entry) -> bool:
    """Whether ``slot``, next after ``before``, sums up or averages nothing that the ``first`` entry does not."""
    if slot.family == "percent":
        return True
    cut = land.cut(before, slot)
    said = _aggregates(land.text[before.end if cut is None else cut : slot.figure.span[0]])
    return not said or said <= _aggregates(land.text[_start(land, first) : first.anchor.start])


def _aggregates(text: str) -> set[str]:
    return set(_AGGREGATE.findall(text))


def _start(land: Landscape, entry: Entry) -> int:
    """Where the words of ``entry`` begin; those of a first one are looked for when they are needed."""
    if entry.start == _NOT_YET:
        entry.start = _first_start(land, entry.anchor)
    return entry.start


def parts_of(land: Landscape, parts: Sequence[Slot]) -> list[Entry]:
    """The entries of ``parts``, which add up to a whole said before them, with what stands between them."""
    entries = [Entry(parts[0], _first_start(land, parts[0]))]
    for part in parts[1:]:
        before = land.slots[part.position - 1]
        entries[-1].others += land.slots[entries[-1].anchor.position + 1 : part.position]
        cut = land.cut(before, part)
        entries.append(Entry(part, before.end if cut is None else cut))
    return entries


def _lead(land: Landscape, last: Entry, slot: Slot) -> int | None:
    """Where the entry of ``slot`` starts when a measure leads it: "75 năm 8 đồng chí"."""
    previous = land.slots[slot.position - 1]
    if not previous.band:
        return None
    left = land.slots[previous.position - 1]
    if left.position < last.anchor.position:
        return None
    return land.cut(left, previous)


def _first_start(land: Landscape, anchor: Slot) -> int:
    sentence = anchor.begin
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
        if not before.band:
            return before.end
        position -= 1
    opened = _opening_end(land.text, sentence, anchor.start)
    return sentence if opened is None else opened


def _opening_end(text: str, start: int, end: int) -> int | None:
    found = None
    for match in _OPENING.finditer(text, start, end):
        if match.group() != ":" or text[match.end() : end].strip():  # "khiển trách: 3" names an entry
            found = match.end()
    if found is None and (manner := _MANNER.search(text, start, end)):
        return manner.end()
    return found


def _same_scope(land: Landscape, entries: list[Entry], before: Slot, slot: Slot) -> bool:
    begin = slot.begin
    if land.text.find("\n", before.end, slot.start) >= 0:
        line = land.text.rfind("\n", 0, slot.start) + 1
        if land.text[before.end : line].rstrip().endswith((";", ",")) or _BULLET.match(land.text, line):
            return True
        begin = max(begin, line)
    if begin <= before.figure.span[0] or _MARKER.search(land.text, max(before.end, begin - 6), begin):
        return True
    anchor, last = entries[0].anchor, entries[-1]
    if not (anchor.unit == slot.unit or anchor.implied or slot.implied or is_general(anchor)):
        return False
    if _CONTINUES.match(land.text, begin):
        return True
    if last.anchor.start < land.sentence_span(begin - 1)[0] and begin > 0:
        return False
    if _goes_on(land, last, begin, slot):
        return True
    head = _head(land.text[begin : slot.start])
    return len(head) == 2 and any(
        _head(land.text[_start(land, entry) : entry.anchor.start]) == head for entry in entries
    )


def _goes_on(land: Landscape, last: Entry, begin: int, slot: Slot) -> bool:
    """Whether the sentence that begins at ``begin`` says of another time or place what the one before it said.

    "Năm 2012, con số này là 8 vụ"; "Cấp huyện đạt 92%. Cấp tỉnh đạt 97%".
    """
    if not comparable(last.anchor, slot) or land.slots[slot.position - 1].start >= begin:
        return False
    if REFERS.search(land.text, begin, slot.start):
        return True
    start = _start(land, last)
    said, saying = land.cased[start : last.anchor.start], land.cased[begin : slot.start]
    if series_labels.time(saying):
        left, right = (series_labels.time_in(text) for text in (said, saying))
        shared = _around(land, start, last.anchor) & _around(land, begin, slot)
        unit = set(last.anchor.unit) | set(slot.unit)
        return left != right != "" != left and any(word not in unit and not word.isdigit() for word in shared)
    one, other = (fold_word(series_labels.clean(text)).split() for text in (said, saying))
    return len(other) in _BARE and one[:1] == other[:1] and one != other


def _around(land: Landscape, start: int, slot: Slot) -> frozenset[str]:
    end = min(slot.end + _NEAR, slot.until)
    return land.content(start, slot.start) | land.content(slot.end, end)


def _head(text: str) -> list[str]:
    return fold_word(series_labels.clean(text)).split()[:2]
