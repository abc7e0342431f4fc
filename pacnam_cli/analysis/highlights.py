"""The sentences that matter: few, short, about what the headline is about, and none that says the same twice.

Sentences are chosen together: what counts is how much of the headline, and of what the article takes up again, the
chosen ones cover at little length, besides the place of each and its figures. The weights of these traits were fitted
on news articles whose summaries were written by their editors (``tests/fit_highlights.py``); the weights of figures and
indicators, which general news does not show, were set by hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations
from math import inf
from operator import mul

from pacnam_cli.analysis.salience import ALONE, SHARED, TOGETHER, Salience, Sentence
from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Figure, Highlight

_LEXICON = load("highlights")
_WEIGHTS: dict[str, int] = _LEXICON["weights"]  # in thousandths
_ALONE = [_WEIGHTS[trait] / 1000 for trait in ALONE]
_TOGETHER = [_WEIGHTS[trait] / 1000 for trait in TOGETHER]
_ADDING = _TOGETHER[:SHARED]
_FIGURE, _INDICATOR = _WEIGHTS["figure"] / 1000, _WEIGHTS["indicator"] / 1000
_FIGURES_MOST = 4

_SYLLABLE = pattern(r"[^\W_]+")
_BULLET = pattern(r"[-+*•▪●○·][ ]*")
_APART = pattern(rf"{alternation(_LEXICON['apart'])}[ ]*:")
_TELLING = frozenset(("lead", "body", "list_item"))

_SHORTLIST = 12  # the best by themselves, of which the best choice is sought
_TINY = 1e-6  # how far off sums in another order may be
_SAME = 0.8  # share of its syllables from which a sentence is the same as a chosen one


class Choice:
    """The sentences of an article that may be chosen, and how good a choice of them is."""

    def __init__(
        self,
        folded: Folded,
        blocks: Sequence[Block],
        sentences: Sequence[tuple[int, int]],
        figures: Sequence[Figure],
    ) -> None:
        self.sentences = _candidates(folded.text, blocks, sentences)
        _count_figures(self.sentences, figures)
        title = next((block for block in blocks if block.kind == "title"), None)
        syllables = _SYLLABLE.findall(folded.text, title.start, title.end) if title else []
        self._salience = Salience(self.sentences, syllables)
        self._alone: list[float] = []
        #: How good each sentence is by itself; to compare sentences.
        self.scores: list[float] = []
        #: Of each sentence, the most it may add to a choice.
        self._most: list[float] = []
        for place, each in enumerate(self.sentences):
            alone = (
                _sum(_ALONE, self._salience.alone(place))
                + _FIGURE * min(each.figures, _FIGURES_MOST)
                + _INDICATOR * min(each.indicators, _FIGURES_MOST)
            )
            together = self._salience.together([place])
            self._alone.append(alone)
            self.scores.append(alone + _sum(_TOGETHER, together))
            self._most.append(alone + _sum(_ADDING, together))

    def traits(self, places: Sequence[int]) -> list[float]:
        """The traits of the choice of the sentences at ``places``, as ``ALONE`` and ``TOGETHER`` name them."""
        alone = [sum(column) for column in zip(*map(self._salience.alone, places), strict=True)]
        return [*alone, *self._salience.together(places)]

    def score(self, places: Sequence[int]) -> float:
        """How good it is to choose the sentences at ``places``, in ascending order; to compare choices as large."""
        return sum([self._alone[place] for place in places]) + _sum(_TOGETHER, self._salience.together(places))

    def best(self, count: int) -> list[int]:
        """The places of the best ``count`` sentences: the best two together, then whichever adds most."""
        by_score = sorted(range(len(self.sentences)), key=self.scores.__getitem__, reverse=True)
        shortlist = sorted(by_score[: max(_SHORTLIST, 2 * count)])
        chosen = by_score[: min(count, 1)]
        if count > 1 and len(shortlist) > 1:
            pair = self._best_of([*combinations(shortlist, 2)])
            chosen = [*pair] if not self._same(*pair) else chosen
        while chosen and len(chosen) < count:
            left = [place for place in shortlist if not any(self._same(place, other) for other in chosen)]
            if not left:
                break
            chosen = [*self._best_of([tuple(sorted([*chosen, place])) for place in left])]
        return chosen

    def _best_of(self, choices: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """The first of the best ``choices``; those that cannot be so good by what each sentence has are not tried."""
        most = [sum([self._most[place] for place in places]) for places in choices]
        best, score = 0, -inf
        for number in sorted(range(len(choices)), key=most.__getitem__, reverse=True):
            if most[number] < score - _TINY:
                break
            found = self.score(choices[number])
            if found > score or (found == score and number < best):
                best, score = number, found
        return choices[best]

    def _same(self, one: int, other: int) -> bool:
        """Whether the shorter of two sentences says hardly more than the other."""
        known, more = self.sentences[one].known, self.sentences[other].known
        return len(known & more) >= _SAME * (1 + min(len(known), len(more)))


def highlights(
    folded: Folded,
    blocks: Sequence[Block],
    sentences: Sequence[tuple[int, int]],
    figures: Sequence[Figure],
    count: int = 3,
) -> list[Highlight]:
    """At most ``count`` key sentences in text order.

    ``sentences`` and the spans of ``figures`` refer to the canonical text, as do the spans given back; ``text`` is as
    written. Headlines, headings, captions and what belongs to the page are never chosen.
    """
    choice = Choice(folded, blocks, sentences, figures)
    found = []
    for place in choice.best(count):
        each = choice.sentences[place]
        text = folded.original[slice(*folded.source(each.start, each.end))]
        found.append(Highlight(text=text, span=(each.start, each.end), score=round(choice.scores[place], 3)))
    return found


def _sum(weights: Sequence[float], traits: Sequence[float]) -> float:
    """Each of ``traits`` that has one of ``weights``, times that."""
    total: float = sum(map(mul, weights, traits))
    return total


def _candidates(text: str, blocks: Sequence[Block], sentences: Sequence[tuple[int, int]]) -> list[Sentence]:
    starts = [block.start for block in blocks]
    found = []
    for start, end in sentences:
        at = bisect_right(starts, start) - 1
        if at < 0 or blocks[at].kind not in _TELLING or start >= blocks[at].end:
            continue
        bullet = _BULLET.match(text, start, end)
        start = bullet.end() if bullet else start
        syllables = _SYLLABLE.findall(text, start, end)
        announces = text[start:end].rstrip().endswith(":")  # "Cụ thể như sau:" tells nothing by itself
        if len(syllables) > 2 and not announces and not _APART.match(text, start, end):
            found.append(Sentence(start, end, syllables, set(syllables)))
    return found


def _count_figures(found: list[Sentence], figures: Sequence[Figure]) -> None:
    starts = [each.start for each in found]
    for figure in figures:
        at = bisect_right(starts, figure.span[0]) - 1
        if at >= 0 and figure.span[0] < found[at].end:
            found[at].figures += 1
            found[at].indicators += figure.indicator is not None
