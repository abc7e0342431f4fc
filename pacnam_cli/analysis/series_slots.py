"""The text as slots: where each number and its unit stand, what separates, opens and ties them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Figure

_WORDS: dict[str, Any] = load("series")
_LIGHT = frozenset(_WORDS["light"])

#: Words before a number that belong to it and not to its label ("hơn 2.100").
_APPROX = pattern(
    r"(?:hơn|gần|trên dưới|trên|dưới|khoảng|chừng|xấp xỉ|ít nhất|tối thiểu|tối đa|không quá|đúng|tổng cộng)\s*$"
)
_WORD = pattern(r"[^\W_]+")
_OPENING = pattern(rf"(?<!\w){alternation(_WORDS['opening'])}(?!\w)")
_MANNER = pattern(rf"[^,;\n.()]{{0,200}},?\s{{0,9}}{alternation(_WORDS['manner'])}(?!\w)[^,;\n.()]{{0,200}}:")
_PARTS = pattern(r"\W*(?:trong (?:đó|số (?:này|đó))|(?:bao )?gồm)(?!\w)")
_DEPENDENT = pattern(rf"(?<!\w){alternation(_WORDS['dependent'])}(?!\w)")
_DEPENDENT_FIRST = pattern(rf"\W*(?:(?:và|đã|với)\s+)*{alternation(_WORDS['dependent_first'])}(?!\w)")
_RATE = pattern(r"\s?/\s?[^\W\d_]+")
_SIZE = pattern(rf"(?<!\w)({alternation(_WORDS['dimensions'])})(?: (?:tới|đến|là))?\s*$")
_FROM = pattern(r"(?<!\w)từ\s*$")
_TO = pattern(r"(?<!\w)(?:lên|xuống|còn|đến|tới|thành)(?!\w)")
_NAMED = re.compile(r"(?:[,;:\n]|(?<!\w)(?:và|là|gồm))\s*\w[^,;:()\n]*$")
_YEAR = pattern(r"\s*\(?(?:vào |trong )?(?:đầu |cuối )?(?:năm|quý|tháng) (\d[\d/.-]*|[ivx]+(?!\w))\)?")
_STEP = 60  # characters between two stages
_REMARK = pattern(r"\([^()\n]*\)")
_WHOLE = pattern(r"(?<!\w)(?:(?:trong|trên)(?:\s+tổng)?(?:\s+số)?|qua\s+(?:kiểm tra|rà soát|thanh tra))\s*$")
_DEPENDENT_NEAR = pattern(rf"(?<!\w){alternation(_WORDS['dependent_near'])}(?:\s+\w+){{0,2}}\s*$")
_COLON_FIRST = pattern(r"[^,;\n.()]*:")
_JOIN = pattern(r"(?<!\w)(?:và|còn|cùng(?! kỳ)|lẫn)(?!\w)")
_STARTS = pattern(r"\s*(?:[,;)\n]|[.…]+(?=\s)|và(?!\w)|còn(?!\w)|cùng(?!\w| kỳ)|lẫn(?!\w))")
#: Separators of entries that stand right before a number, with the words that may come between ("và có", ", được").
_ENDS = pattern(r"(?:[,;(\n-]|(?<!\w)và|(?<!\w)cùng|(?<!\w)còn)\s{0,9}(?:(?:và|có|với|được|cùng|là)\s{0,9}){0,9}$")


class Landscape:
    """A text with its slots and what separates them; the ground on which rows are looked for."""

    def __init__(self, folded: Folded, sentences: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> None:
        self.text, self.cased = folded.text, folded.cased
        self.sentences = list(sentences)
        self._starts = [start for start, _ in self.sentences]
        self._numbers: dict[int, int] = {}
        self._brackets = _brackets(self.text)
        self._bracket_starts = [start for start, _ in self._brackets]
        self._cuts: dict[tuple[int, int], int | None] = {}
        self._opens: dict[tuple[int, int], bool] = {}
        self._gaps: dict[tuple[int, int], str] = {}
        self.slots: list[Slot] = []
        for figure in sorted(figures, key=lambda each: each.span):
            self.slots.append(self._slot(len(self.slots), figure))
        self._lift()
        self._slot_starts = [slot.start for slot in self.slots]
        self._nest()

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
            begin = self.sentence_span(slot.start)[0]
            if before is None or before.start < begin:
                slot.nested = _PARTS.match(self.text, begin) is not None
            else:
                slot.nested = (before.nested and before.bracket == slot.bracket) or self.opens(before, slot)

    def _slot(self, position: int, figure: Figure) -> Slot:
        start, number_end = figure.span
        floor = self.slots[-1].end if self.slots else 0
        approx = _APPROX.search(self.text, max(floor, start - 12), start)
        if approx is not None and not self.text[approx.start() - 1 : approx.start()].isalpha():
            start = approx.start()
        unit = tuple(_WORD.findall(fold_word(figure.unit or "")))
        end = number_end
        if unit and figure.kind != "percent":
            after = _written(unit).match(self.text, number_end + (self.text[number_end : number_end + 1] in (" ", "/")))
            end = after.end() if after else number_end
        implied = end == number_end and figure.kind != "money"
        if not implied and (rate := _RATE.match(self.text, end)):
            end = rate.end()  # "35 triệu đồng/lượng"
        family: str = figure.kind if figure.kind in ("percent", "money", "measure") else "count"
        if family in ("money", "measure"):
            family = f"{family}:{' '.join(unit[:1])}"
        # "vượt 52/60 chỉ tiêu" is no change: it tells how many of them.
        role = figure.role if figure.role in ("attainment", "change") and figure.total is None else "level"
        if (
            family.startswith("measure")
            and role == "level"
            and (size := _SIZE.search(self.text, max(floor, start - 16), start))
        ):
            family = f"{family} {size.group(1)}"
        bracket = self.bracket(figure.span[0])
        return Slot(position, figure, start, number_end, end, unit, family, role, bracket, implied)

    def bracket(self, position: int) -> int:
        """Where the innermost bracket around ``position`` opens; -1 outside of all."""
        at = bisect_right(self._bracket_starts, position) - 1
        while at >= 0 and position - self._bracket_starts[at] < 1500:
            if self._brackets[at][1] > position:
                return self._brackets[at][0]
            at -= 1
        return -1

    def sentence(self, position: int) -> int:
        """The number of the sentence in which ``position`` stands."""
        number = self._numbers.get(position)  # the same few places are asked for again and again
        if number is None:
            number = self._numbers[position] = max(0, bisect_right(self._starts, position) - 1)
        return number

    def sentence_span(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence in which ``position`` stands."""
        return self.sentences[self.sentence(position)] if self.sentences else (0, len(self.text))

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
        if right.bracket != left.bracket or (gap[:1] == ":" and left.band):
            return False  # "từ 31 đến 40 tuổi: 35%" names one entry
        if _JOIN.match(gap.lstrip()):
            return False  # "tiểu học: 12% và trung học: 30%"
        return _COLON_FIRST.match(gap) is not None or _MANNER.match(gap) is not None

    def depends(self, left: Slot, right: Slot) -> bool:
        """Whether ``right`` is tied to ``left``: base, rest, end point; so no entry beside it."""
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
        return _WHOLE.search(self.text, max(0, slot.start - 24), slot.start) is not None

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
                border = self.sentence_span(right.start)[0]
                if border > left.figure.span[0]:
                    return border
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
        return frozenset(
            word
            for word in _WORD.findall(self.text[start:end])
            if word not in _LIGHT and (not word.isdigit() or len(word) == 4)
        )


@lru_cache(maxsize=1024)
def _written(unit: tuple[str, ...]) -> re.Pattern[str]:
    """How the words of a unit are written: with at most two other characters between them."""
    return re.compile(r"\W{0,2}".join(map(re.escape, unit)) + r"(?!\w)")


def _brackets(text: str) -> list[tuple[int, int]]:
    found, open_at = [], []
    for match in re.finditer(r"[()\n]", text):
        if match.group() == "(":
            open_at.append(match.start())
        elif match.group() == ")" and open_at:
            found.append((open_at.pop(), match.start()))
        elif match.group() == "\n":
            open_at.clear()
    return sorted(found)
