"""Sentences and clauses as frames: what stands around each number, and which numbers of two stand in one place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_WORD = pattern(r"[^\W_]+")
#: The number is of what was said before, or in its order.
_REFERS = load("series")["refers"]
_THESE, _IN_ORDER = alternation(_REFERS["pointing"]), alternation(_REFERS["in_order"])
REFERS = pattern(
    rf"(?<!\w)(?:thứ tự {_THESE}"
    rf"|{alternation(_REFERS['plural'])} {alternation(_REFERS['numbers'])} (?:{_THESE}|tương ứng)"
    rf"|con số (?:{_THESE}|{_IN_ORDER})|{_IN_ORDER} là)(?!\w)"
)
_CLAUSE_END = pattern(r"[;\n]")
_WIDEST = 60  # figures of a sentence that may be columns; more are a run of numbers
REFERENCE = 6  # sentences with figures between a list and the numbers that refer to it
_NEAR = 80  # characters before a number in which the word that leads to it stands
_REACH = 3  # sentences with figures that may stand between two of one frame


class Segment(NamedTuple):
    """A sentence or a clause with its slots; ``amounts`` are the families and roles of these."""

    start: int
    end: int
    slots: list[Slot]
    amounts: frozenset[tuple[str, str]]


class Frame:
    """What stands around a number up to the figures beside it; most is never asked for."""

    __slots__ = ("_content", "_end", "_land", "_lead", "_refers", "_slot", "_start")

    def __init__(self, land: Landscape, slot: Slot, start: int, end: int) -> None:
        self._land, self._slot, self._start, self._end = land, slot, start, end
        self._content: frozenset[str] | None = None
        self._lead: str | None = None
        self._refers: bool | None = None

    @property
    def lead(self) -> str:
        """The word right before the number; "" where there is none."""
        if self._lead is None:
            words = _WORD.findall(self._land.text, max(self._start, self._slot.start - _NEAR), self._slot.start)
            self._lead = words[-1] if words else ""
        return self._lead

    @property
    def before(self) -> list[str]:
        """The words before the number, the nearest first."""
        return _WORD.findall(self._land.text, self._start, self._slot.start)[::-1]

    @property
    def after(self) -> list[str]:
        """The words after the number and its unit."""
        return _WORD.findall(self._land.text, self._slot.end, self._end)

    @property
    def content(self) -> frozenset[str]:
        """The words with weight on both sides."""
        if self._content is None:
            self._content = self._land.content(self._start, self._end)
        return self._content

    @property
    def named(self) -> frozenset[str]:
        """The same with what is counted."""
        return self.content.union(self._slot.unit)

    @property
    def refers(self) -> bool:
        """Whether the labels were said before: "theo thứ tự trên", "các tỷ lệ ấy"."""
        if self._refers is None:
            self._refers = REFERS.search(self._land.text, self._start, self._slot.start) is not None
        return self._refers


class Group(NamedTuple):
    """Slots of one segment that may be rows of a column each: what each is about, and how many of them it is like."""

    about: list[frozenset[str]]
    alike: list[int]


class Text:
    """A text cut into segments of one grain with the frame of each slot.

    ``reach`` is how many segments may stand between two of one frame.
    """

    def __init__(self, land: Landscape, segments: list[Segment], reach: int) -> None:
        self.segments, self.reach = segments, reach
        self._land = land
        self._in = {slot.position: segment for segment in segments for slot in segment.slots}
        self._frames: dict[int, Frame] = {}
        self._groups: dict[tuple[int, ...], Group] = {}
        farthest = REFERENCE + 1 if reach else 1
        #: The numbers of the segments that may begin a grid: one near them has the same amounts.
        self.beginnings = [
            number
            for number, segment in enumerate(segments)
            if not all(
                segment.amounts.isdisjoint(other.amounts) for other in segments[number + 1 : number + 1 + farthest]
            )
        ]

    def frame(self, slot: Slot) -> Frame:
        """The frame of ``slot`` in its segment."""
        if slot.position not in self._frames:
            self._frames[slot.position] = _frame(self._land, slot, self._in[slot.position])
        return self._frames[slot.position]

    def group(self, slots: Sequence[Slot]) -> Group:
        """What tells the ``slots`` of a segment apart."""
        key = tuple([slot.position for slot in slots])
        if key not in self._groups:
            rivals = [[other for other in slots if _rivals(other, slot)] for slot in slots]
            named = {slot.position: self.frame(slot).named for slot in slots}
            about = [
                named[slot.position].difference(*[named[other.position] for other in others if other is not slot])
                for slot, others in zip(slots, rivals, strict=True)
            ]
            self._groups[key] = Group(about, [len(others) for others in rivals])
        return self._groups[key]


def texts(land: Landscape) -> list[Text]:
    """The text as sentences, then each sentence of several clauses as clauses."""
    sentences = _sentences(land)
    parts = (_clauses(land, segment) for segment in sentences if len(segment.slots) > 1)
    return [Text(land, sentences, _REACH), *(Text(land, clauses, 0) for clauses in parts if len(clauses) > 1)]


def _segment(start: int, end: int, slots: list[Slot]) -> Segment:
    return Segment(start, end, slots, frozenset([(slot.family, slot.role) for slot in slots]))


def _sentences(land: Landscape) -> list[Segment]:
    found: dict[int, list[Slot]] = {}
    for slot in land.slots:
        found.setdefault(slot.sentence, []).append(slot)
    return [_segment(*land.sentences[number], slots) for number, slots in found.items()] if land.sentences else []


def _clauses(land: Landscape, segment: Segment) -> list[Segment]:
    found, start = [], segment.start
    ends = [
        match.end()
        for match in _CLAUSE_END.finditer(land.text, segment.start, segment.end)
        if land.bracket(match.start()) < segment.start
    ]
    if not ends:
        return [segment]
    starts = [slot.start for slot in segment.slots]
    for end in [*ends, segment.end]:
        slots = segment.slots[bisect_left(starts, start) : bisect_left(starts, end)]
        if slots:
            found.append(_segment(start, end, slots))
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
    return Frame(land, slot, start, end)


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


def _rivals(one: Slot, other: Slot) -> bool:
    """Whether two slots may stand for each other: the same amount, and both or neither in brackets and among parts."""
    return one.stand == other.stand and comparable(one, other)


def align(template: list[Slot], slots: list[Slot], text: Text) -> dict[int, Slot]:
    """Which of ``slots`` stands in the place of which slot of ``template`` (by number)."""
    if len(template) > _WIDEST or len(slots) > _WIDEST:
        return {}
    stands = {slot.stand for slot in slots}
    meet = [[_rivals(head, slot) for slot in slots] if head.stand in stands else [] for head in template]
    alone = len(template) == len(slots) == 1 and template[0].family == "percent" == slots[0].family
    if not any(map(any, meet)) and not (alone and comparable(template[0], slots[0])):
        return {}
    heads, others = text.group(template), text.group(slots)
    pairs = []
    for number, head in enumerate(template):
        for order, slot in enumerate(slots):
            if ((meet[number] and meet[number][order]) or (alone and comparable(head, slot))) and (
                head.figure.kind == slot.figure.kind or head.unit == slot.unit
            ):
                overlap = len(heads.about[number] & others.about[order])
                pairs.append((-overlap - (head.unit == slot.unit), abs(number - order), number, order, overlap))
    pairs.sort()
    sole = [sum(met) == 1 == like for met, like in zip(meet, heads.alike, strict=True)]
    refers = len(template) == len(slots) and any(text.frame(slot).refers for slot in slots)
    matched: dict[int, Slot] = {}
    taken: set[int] = set()
    for _, _, number, order, overlap in pairs:
        if number in matched or order in taken:
            continue
        if overlap or alone or sole[number] or (refers and number == order):
            matched[number] = slots[order]
            taken.add(order)
    if len(template) == len(slots) <= 2 * len(matched):  # the rest is in the same place
        for number, slot in enumerate(slots):
            if number not in matched and number not in taken and meet[number] and meet[number][number]:
                matched[number] = slot
                taken.add(number)
    return matched
