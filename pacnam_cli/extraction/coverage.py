"""What became of every number of the text: read as a figure, known to be none, or left unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.neighbours import at_numbers
from pacnam_cli.extraction.readings import Reading
from pacnam_cli.extraction.sheet_figures import CellFigure
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.model import Coverage, Unread

# A written number with its inner separators; the parts of one ratio or of one date count once.
_NUMBER = pattern(r"\d+(?:[.,]\d+)*")


def coverage(
    folded: Folded, mentions: Sequence[Mention], cells: Sequence[CellFigure], readings: Iterable[Reading[object]]
) -> Coverage:
    """Counts the numbers in digits of ``folded`` by what explains them."""
    told = ((mention.start, mention.passage.tokens[mention.after - 1].end, "figure") for mention in mentions)
    read = _Spans([*told, *((*cell.figure.span, "figure") for cell in cells)])
    known = _Spans((reading.start, reading.end, reading.dimension) for reading in readings)
    seen: set[tuple[int, int]] = set()
    figures = 0
    kinds: Counter[str] = Counter()
    unread: list[Unread] = []
    for match in at_numbers(_NUMBER, folded):
        figure = read.over(match.start(), match.end())
        other = None if figure else known.over(match.start(), match.end())
        place = (figure or other or (*match.span(), ""))[:2]
        if place in seen:
            continue
        seen.add(place)
        if figure is not None:
            figures += 1
        elif (kind := other[2] if other is not None else _code(folded.text, match)) is not None:
            kinds[kind] += 1
        else:
            span = folded.source(*match.span())
            unread.append(Unread(text=folded.original[slice(*span)], span=span))
    excluded = sum(kinds.values())
    return Coverage(
        digits=figures + excluded + len(unread),
        read=figures,
        excluded=excluded,
        kinds=dict(sorted(kinds.items())),
        unread=unread,
    )


def _code(text: str, match: re.Match[str]) -> str | None:
    """Digits run together with letters are part of a name: "U23", "km2" in a heading."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return "name" if before.isalpha() or after.isalpha() else None


class _Spans:
    """Labelled spans, asked which of them covers a place."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def over(self, start: int, end: int) -> tuple[int, int, str] | None:
        place = bisect_right(self._starts, start)
        while place and self._starts[place - 1] >= start - self._longest:
            place -= 1
            if self._spans[place][1] >= end:
                return self._spans[place]
        return None
