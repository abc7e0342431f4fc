"""What became of every number of the text: read as a figure, known to be none, or left unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.readings import Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.model import Coverage, Unread

# A written number with its inner separators; a ratio or a date is as many numbers as it has parts.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def coverage(folded: Folded, mentions: Sequence[Mention], readings: Iterable[Reading[object]]) -> Coverage:
    """Counts the numbers in digits of ``folded`` by what explains them."""
    read = _Spans((mention.start, mention.passage.tokens[mention.after - 1].end, "figure") for mention in mentions)
    known = _Spans((reading.start, reading.end, reading.dimension) for reading in readings)
    digits = figures = 0
    kinds: Counter[str] = Counter()
    unread: list[Unread] = []
    for match in _NUMBER.finditer(folded.text):
        digits += 1
        if read.over(match.start(), match.end()):
            figures += 1
        elif (kind := known.over(match.start(), match.end()) or _code(folded.text, match)) is not None:
            kinds[kind] += 1
        else:
            span = folded.source(match.start(), match.end())
            unread.append(Unread(text=folded.original[slice(*span)], span=span))
    return Coverage(digits=digits, read=figures, excluded=sum(kinds.values()), kinds=dict(sorted(kinds.items())), unread=unread)


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

    def over(self, start: int, end: int) -> str | None:
        place = bisect_right(self._starts, start)
        while place and self._starts[place - 1] >= start - self._longest:
            place -= 1
            if self._spans[place][1] >= end:
                return self._spans[place][2]
        return None
