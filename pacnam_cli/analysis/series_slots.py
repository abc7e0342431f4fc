"""The text as slots: where each number and its unit stand, what separates, opens and ties them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pacnam_cli.analysis.series_ground import Ground
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Figure

_WORDS: dict[str, Any] = load("series")
_PERIODS = load("context")["periods"]
_LIGHT = frozenset(_WORDS["light"])

_WORD = pattern(r"[^\W_]+")
_OPENING = pattern(whole_words(_WORDS["opening"]))
_MANNER = pattern(rf"[^,;\n.()]{{0,200}},?\s{{0,9}}{alternation(_WORDS['manner'])}(?!\w)[^,;\n.()]{{0,200}}:")
_PARTS = pattern(rf"\W*{alternation(_WORDS['parts'])}(?!\w)")
_DEPENDENT = pattern(whole_words(_WORDS["dependent"]))
_DEPENDENT_FIRST = pattern(
    rf"\W*(?:{alternation(_WORDS['dependent_after'])}\s+)*{alternation(_WORDS['dependent_first'])}(?!\w)"
)
_FROM = pattern(r"(?<!\w)từ\s*$")
_TO = pattern(whole_words(_WORDS["endpoints"]))
_NAMED = pattern(rf"(?:[,;:\n]|(?<!\w){alternation(_WORDS['naming'])})\s*\w[^,;:()\n]*$")
_YEAR = pattern(
    rf"\s*\(?(?:{alternation(_PERIODS['prepositions'])} )?(?:{alternation(_PERIODS['within_year'])} )?"
    rf"{alternation(_PERIODS['units'])} (\d[\d/.-]*|[ivx]+(?!\w))\)?"
)
_STEP = 60  # characters between two stages
_REMARK = pattern(r"\([^()\n]*\)")
_WHOLE = pattern(
    rf"(?<!\w)(?:{alternation(_WORDS['taken_of'])}(?:\s+{alternation(_WORDS['sums'])}){{0,2}}"
    rf"|qua\s+{alternation(_WORDS['checks'])})\s*$"
)
_TAKING = (*_WORDS["taken_of"], *_WORDS["sums"], *(check.split()[-1] for check in _WORDS["checks"]))
_DEPENDENT_NEAR = pattern(whole_words(_WORDS["dependent_near"]) + r"(?:\s+\w+){0,2}\s*$")
_COLON_FIRST = pattern(r"[^,;\n.()]*:")
_JOINS = rf"(?!cùng kỳ){alternation(_WORDS['joins'])}(?!\w)"
_JOIN = pattern(rf"(?<!\w){_JOINS}")
_STARTS = pattern(rf"\s*(?:[,;)\n]|[.…]+(?=\s)|{_JOINS})")
#: Separators of entries that stand right before a number, with the words that may come between ("và có", ", được").
_ENDS = pattern(
    rf"(?:[,;(\n-]|(?<!\w){alternation(_WORDS['ends'])})\s{{0,9}}(?:{alternation(_WORDS['fillers'])}\s{{0,9}}){{0,9}}$"
)


class Landscape:
    """A text with its slots and what separates them; the ground on which rows are looked for.

    ``figures`` and ``sentences`` have canonical spans.
    """

    def __init__(self, folded: Folded, figures: Sequence[Figure], sentences: Sequence[tuple[int, int]]) -> None:
        ground = Ground(folded, figures)
        self.text, self.cased, self.bracket = ground.text, ground.cased, ground.bracket
        self._spans = list(sentences)
        self._starts = [start for start, _ in self._spans]
        self._cuts: dict[tuple[int, int], int | None] = {}
        self._opens: dict[tuple[int, int], bool] = {}
        self._ties: dict[tuple[int, int], bool] = {}
        self._gaps: dict[tuple[int, int], str] = {}
        self.slots = ground.slots
        self._lift()
        self._slot_starts = [slot.start for slot in self.slots]
        #: The sentences with figures.
        self.sentences: list[tuple[int, int]] = []
        for slot in self.slots:
            span = self.sentence_span(slot.start)
            if not self.sentences or self.sentences[-1] != span:
                self.sentences.append(span)
            slot.sentence = len(self.sentences) - 1
            slot.begin, slot.until = span
        self._nest()
        for slot in self.slots:
            slot.stand = slot.family, slot.role, slot.bracket >= 0, slot.nested

    def _lift(self) -> None:
        """Numbers in brackets after a name and not after another number stand outside: "Hòa An (4%), Bình An (3%)"."""
        inside = Counter(slot.bracket for slot in self.slots)
        for slot in self.slots:
            if slot.bracket < 0 or inside[slot.bracket] > 1:
                continue
            floor = self.slots[slot.position - 1].end if slot.position else 0
            floor = max(floor, self.sentence_span(slot.bracket)[0])
            if self.text[slot.bracket + 1 : slot.start].strip() or self.text[slot.end : slot.end + 1] != ")":
                continue
            if _NAMED.search(self.text, floor, slot.bracket) or floor == self.sentence_span(slot.bracket)[0]:
                slot.start, slot.bracket = slot.bracket, self.bracket(slot.bracket - 1)

    def _nest(self) -> None:
        for slot in self.slots:
            before = self.slots[slot.position - 1] if slot.position else None
            if before is None or before.start < slot.begin:
                slot.nested = _PARTS.match(self.text, slot.begin) is not None
            else:
                slot.nested = (before.nested and before.bracket == slot.bracket) or self.opens(before, slot)

    def sentence_span(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence in which ``position`` stands."""
        at = max(0, bisect_right(self._starts, position) - 1)
        return self._spans[at] if self._spans else (0, len(self.text))

    def first_from(self, position: int) -> int:
        """The number of the first slot that begins at ``position`` or after it."""
        return bisect_left(self._slot_starts, position)

    def gap(self, left: Slot, right: Slot) -> str:
        """The text from the unit of ``left`` to ``right``; a remark in brackets between them is blank."""
        key = left.position, right.position
        if key not in self._gaps:
            gap = self.text[left.end : right.start]
            if left.bracket == right.bracket and "(" in gap:
                gap = _REMARK.sub(lambda remark: " " * len(remark.group()), gap)
            self._gaps[key] = gap
        return self._gaps[key]

    def opens(self, left: Slot, right: Slot) -> bool:
        """Whether ``right`` begins the parts of ``left``: "85 tổ chức, trong đó có 3 ..."."""
        key = left.position, right.position
        if key not in self._opens:
            self._opens[key] = self._opened(left, right)
        return self._opens[key]

    def _opened(self, left: Slot, right: Slot) -> bool:
        gap = self.gap(left, right)
        for opening in _OPENING.finditer(gap):
            border = max(gap.rfind(";", 0, opening.start()), gap.rfind("\n", 0, opening.start()))
            if border < 0 or not gap[border + 1 : opening.start()].strip(" -+"):
                return True  # not "; giám sát thì gồm 115 tổ chức", which begins another entry
        if ":" not in gap or right.bracket != left.bracket or (gap[:1] == ":" and left.band):
            return False  # "từ 31 đến 40 tuổi: 35%" names one entry
        if _JOIN.match(gap.lstrip()):
            return False  # "tiểu học: 12% và trung học: 30%"
        return _COLON_FIRST.match(gap) is not None or _MANNER.match(gap) is not None

    def depends(self, left: Slot, right: Slot) -> bool:
        """Whether ``right`` is tied to ``left``: base, rest, end point; so no entry beside it."""
        key = left.position, right.position
        if key not in self._ties:
            self._ties[key] = self._tied(left, right)
        return self._ties[key]

    def _tied(self, left: Slot, right: Slot) -> bool:
        if self.step(left, right) is not None:
            return False
        if _FROM.search(self.text, max(0, left.start - 6), left.start) and _TO.search(self.text, left.end, right.start):
            return True
        cut = self.cut(left, right)
        begin = left.end if cut is None else cut
        if _DEPENDENT_FIRST.match(self.text, begin, right.start):
            return True
        return any(cue.search(self.text, begin, right.start) for cue in (_DEPENDENT, _DEPENDENT_NEAR))

    def step(self, left: Slot, right: Slot) -> int | None:
        """Where ``right`` begins if both are stages with a year each: "20% năm 2010 xuống 15% năm 2011"; else None."""
        gap = self.gap(left, right)
        year = _YEAR.match(gap)
        turn = _TO.search(gap, year.end()) if year is not None else None
        if year is None or turn is None or len(gap) > _STEP or not comparable(left, right):
            return None
        own = _YEAR.match(self.text, right.end)
        return left.end + turn.start() if own is not None and own.group(1) != year.group(1) else None

    def is_whole(self, slot: Slot) -> bool:
        """Whether the text takes from ``slot``: "trong tổng số 63 dự án"."""
        before = max(0, slot.start - 24)
        taking = self.text[before : slot.start].rstrip().endswith(_TAKING)  # seldom, and sooner told
        return taking and _WHOLE.search(self.text, before, slot.start) is not None

    def cut(self, left: Slot, right: Slot) -> int | None:
        """Where the entry of ``left`` ends and that of ``right`` begins; None where nothing separates them."""
        key = left.position, right.position
        if key not in self._cuts:
            self._cuts[key] = self._cut(left, right)
        return self._cuts[key]

    def _cut(self, left: Slot, right: Slot) -> int | None:
        begin, gap = left.end, self.gap(left, right)
        if left.bracket > right.bracket and (closed := gap.find(")")) >= 0:
            begin, gap = begin + closed + 1, gap[closed + 1 :]
        for mark in ("\n", None, ";"):
            if mark is None:
                if right.begin > left.figure.span[0]:
                    return right.begin
            elif (at := gap.rfind(mark)) >= 0:
                return begin + at + 1
        if (stage := self.step(left, right)) is not None:
            return stage
        closed = self.text.rfind(")", begin, right.start)
        if (
            left.bracket == right.bracket
            and closed >= 0
            and (after := self._mark(closed + 1, gap[closed + 1 - begin :]))
        ):
            return after
        return self._mark(begin, gap)

    @staticmethod
    def _mark(begin: int, gap: str) -> int | None:
        """Where a comma or a joining word in ``gap``, which begins at ``begin``, separates two entries."""
        if first := _STARTS.match(gap):
            return begin + first.end()
        if last := _ENDS.search(gap):
            return begin + last.start() + (not last.group()[0].isalpha())
        if (comma := gap.find(",")) >= 0:
            return begin + comma + 1
        if join := _JOIN.search(gap):
            return begin + join.start()
        return None

    def content(self, start: int, end: int) -> frozenset[str]:
        """The words with weight in ``text[start:end]``."""
        words = {*_WORD.findall(self.text, start, end)} - _LIGHT
        return frozenset([word for word in words if len(word) == 4 or not word.isdigit()])
