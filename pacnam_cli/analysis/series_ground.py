"""The figures of a text as slots, as far as it does not matter where its sentences end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pacnam_cli.analysis.series_units import Slot
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words
from pacnam_cli.model import Figure

_WORDS: dict[str, Any] = load("series")

#: Words before a number that belong to it and not to its label ("hơn 2.100").
_APPROX = pattern(rf"{alternation(_WORDS['approximators'])}\s*$")
_WORD = pattern(r"[^\W_]+")
_RATE = pattern(r"\s?/\s?[^\W\d_]+")
_SIZE = pattern(rf"({whole_words(_WORDS['dimensions'])})(?: {alternation(_WORDS['dimension_links'])})?\s*$")
_BRACKET = pattern(r"[()\n]")
_LONGEST = 1500  # characters in brackets


class Ground:
    """A text with its brackets, and its figures as slots that stand in no sentence yet."""

    def __init__(self, folded: Folded, figures: Sequence[Figure]) -> None:
        self.text, self.cased = folded.text, folded.cased
        self._brackets = _brackets(self.text)
        self._bracket_starts = [start for start, _ in self._brackets]
        #: In text order.
        self.slots: list[Slot] = []
        for figure in sorted(figures, key=lambda each: each.span):
            self.slots.append(self._slot(len(self.slots), figure))

    def bracket(self, position: int) -> int:
        """Where the innermost bracket around ``position`` opens; -1 outside of all."""
        at = bisect_right(self._bracket_starts, position) - 1
        while at >= 0 and position - self._bracket_starts[at] < _LONGEST:
            if self._brackets[at][1] > position:
                return self._brackets[at][0]
            at -= 1
        return -1

    def _slot(self, position: int, figure: Figure) -> Slot:
        start, number_end = figure.span
        floor = self.slots[-1].end if self.slots else 0
        approx = _APPROX.search(self.text, max(floor, start - 12), start)
        if approx is not None and not self.text[approx.start() - 1 : approx.start()].isalpha():
            start = approx.start()
        unit = _words(figure.unit or "")
        end = number_end
        if unit and figure.kind != "percent":
            after = _written(unit).match(self.text, number_end + (self.text[number_end : number_end + 1] in (" ", "/")))
            end = after.end() if after else number_end
        implied = end == number_end and figure.kind != "money"
        if not implied and (rate := _RATE.match(self.text, end)):
            end = rate.end()  # "35 triệu đồng/lượng"
        # "vượt 52/60 chỉ tiêu" is no change: it tells how many of them.
        role = figure.role if figure.role in ("attainment", "change") and figure.total is None else "level"
        family: str = figure.kind if figure.kind in ("percent", "money", "measure") else "count"
        if family in ("money", "measure"):
            family = f"{family}:{' '.join(unit[:1])}"
        measure = figure.kind == "measure"
        if measure and role == "level" and (size := _SIZE.search(self.text, max(floor, start - 16), start)):
            family = f"{family} {size.group(1)}"
        bounded = figure.upper is not None or figure.approx not in ("exact", "about")
        band = measure or (family == "count" and implied and bounded)
        bracket = self.bracket(figure.span[0])
        return Slot(position, figure, start, number_end, end, unit, family, role, bracket, implied, band)


@lru_cache(maxsize=1024)
def _words(unit: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold_word(unit)))


@lru_cache(maxsize=1024)
def _written(unit: tuple[str, ...]) -> re.Pattern[str]:
    """How the words of a unit are written: with at most two other characters between them."""
    return re.compile(r"\W{0,2}".join(map(re.escape, unit)) + r"(?!\w)")


def _brackets(text: str) -> list[tuple[int, int]]:
    found, open_at = [], []
    for match in _BRACKET.finditer(text):
        if match.group() == "(":
            open_at.append(match.start())
        elif match.group() == ")" and open_at:
            found.append((open_at.pop(), match.start()))
        elif match.group() == "\n":
            open_at.clear()
    return sorted(found)
