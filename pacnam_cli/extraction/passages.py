"""A sentence as the recognisers of quantities see it: tokens, the words they form, and what is no number in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from msgspec import Struct, field

from pacnam_cli.extraction.readings import Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.segmentation import word_starts
from pacnam_cli.language.tokens import Token


class Passage(Struct):
    """One sentence: ``tokens`` of the canonical text, ``masked`` where another recogniser is certain of a token.

    A line break inside a sentence is no token: a wrapped line goes on.
    """

    folded: Folded
    index: int
    start: int
    end: int
    paragraph: int
    tokens: list[Token]
    masked: list[bool]
    nouns: dict[int, Any] = field(default_factory=dict)  # noun phrases read, by their first token
    units: dict[tuple[int, int], Any] = field(default_factory=dict)  # by the tokens of the number and of the unit
    _word_ends: list[int] = field(default_factory=list)

    def word_end(self, first: int) -> int:
        """The index after the last token of the word that begins at token ``first``, as the segmenter sees it."""
        if not self._word_ends:
            self._word_ends = self._segment()
        return self._word_ends[first]

    def begins_word(self, index: int) -> bool:
        """Whether token ``index`` is the first of its word."""
        return index == 0 or self.word_end(index - 1) == index

    def ends_word(self, last: int) -> bool:
        """Whether a word ends before token ``last``."""
        return last > 0 and self.word_end(last - 1) == last

    def text(self, first: int, last: int) -> str:
        """What stands from token ``first`` up to, not including, token ``last``, as written, on one line."""
        if first >= last:
            return ""
        return self.folded.written(self.tokens[first].start, self.tokens[last - 1].end)

    def canonical(self, first: int, last: int) -> str:
        """The canonical words from token ``first`` to ``last``, one blank between tokens."""
        if last == first + 1:
            return self.tokens[first].text  # nearly always
        return " ".join([token.text for token in self.tokens[first:last]])

    def capital(self, index: int) -> bool:
        """Whether token ``index`` is written with a capital."""
        return self.folded.cased[self.tokens[index].start].isupper()

    def glued(self, index: int) -> bool:
        """Whether no blank stands between token ``index`` and the one before."""
        return index > 0 and self.tokens[index - 1].end == self.tokens[index].start

    def _segment(self) -> list[int]:
        """For each token the index after its word; tokens inside a word point to its end too."""
        starts = [token.start - self.start for token in self.tokens]
        ends: list[int] = []
        for start in word_starts(self.folded.cased[self.start : self.end]):
            first = bisect_left(starts, start, len(ends))
            ends += [first] * (first - len(ends))
        return ends + [len(starts)] * (len(starts) - len(ends))


def passages(
    folded: Folded,
    sentences: Iterable[tuple[int, int]],
    paragraphs: Iterable[int],
    certain: Iterable[Reading[object]],
    wanted: Callable[[Folded, int, int], bool] | None = None,
) -> list[Passage]:
    """The ``wanted`` ones of the ``sentences`` of a text, canonical spans in order, as passages.

    ``paragraphs`` gives the number of the block that each sentence is in, ``certain`` readings are masked. ``wanted``
    is asked with the text and the span of a sentence; without it all are.
    """
    masks = sorted((reading.start, reading.end) for reading in certain)
    found: list[Passage] = []
    position = 0
    for index, ((start, end), paragraph) in enumerate(zip(sentences, paragraphs, strict=True)):
        if wanted is not None and not wanted(folded, start, end):
            continue
        tokens = folded.tokens(start, end)
        masked = [False] * len(tokens)
        while position < len(masks) and masks[position][1] <= start:
            position += 1
        place = position
        while place < len(masks) and masks[place][0] < end:
            low, high = masks[place]
            number = bisect_right(tokens, low, key=attrgetter("end"))
            while number < len(tokens) and tokens[number].start < high:
                masked[number] = True
                number += 1
            place += 1
        found.append(Passage(folded, index, start, end, paragraph, tokens, masked))
    return found
