"""The sentences that matter: few, short, about what the headline is about, and none that says the same twice.

A sentence is weighed by its place, its likeness to the headline, how much of it the rest of the article takes up again,
its length and its figures. The weights were fitted on news articles whose summaries were written by their editors
(``tests/bench_highlights.py``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.model import Figure, Highlight

_SYLLABLE = pattern(r"[^\W_]+")
_BULLET = pattern(r"[-+*•▪●○·][ ]*")
_TELLING = frozenset(("lead", "body", "list_item"))

_PLACE = 0.40  # of the first sentence; the n-th has an n-th of it
_HEADLINE, _HEADLINE_PAIRS = 0.50, 0.25  # share of the headline's syllables, by rarity, and of its pairs of syllables
_CENTRAL = 0.10
_LONG, _LONG_FROM, _LONGEST = 0.38, 25, 80  # syllables beyond which a sentence loses, and where it loses no more
_ROOM = 5  # syllables that each figure may take without making its sentence long
_SHORT, _SHORT_TO = 0.60, 10
_FIGURE, _FIGURES_MOST, _INDICATOR = 0.03, 4, 0.25
_REPEATED = 0.50  # what a sentence loses that says only what a chosen one says
_SAME = 0.8  # share of its syllables from which a sentence is the same as a chosen one


@dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    syllables: list[str]
    known: set[str]
    pairs: set[tuple[str, str]]
    figures: int = 0
    indicators: int = 0
    score: float = field(default=0.0)


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
    found = _candidates(folded.text, blocks, sentences)
    _count_figures(found, figures)
    headline = [block for block in blocks if block.kind == "title"][:1]
    title = [_SYLLABLE.findall(folded.text, block.start, block.end) for block in headline]
    _weigh(found, title[0] if title else [])
    chosen = _choose(found, count)
    return [
        Highlight(
            text=folded.original[slice(*folded.source(each.start, each.end))],
            span=(each.start, each.end),
            score=round(each.score, 3),
        )
        for each in sorted(chosen, key=lambda each: each.start)
    ]


def _candidates(text: str, blocks: Sequence[Block], sentences: Sequence[tuple[int, int]]) -> list[_Candidate]:
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
        if len(syllables) > 2 and not announces:
            pairs = set(pairwise(syllables))
            found.append(_Candidate(start, end, syllables, set(syllables), pairs))
    return found


def _count_figures(found: list[_Candidate], figures: Sequence[Figure]) -> None:
    starts = [each.start for each in found]
    for figure in figures:
        at = bisect_right(starts, figure.span[0]) - 1
        if at >= 0 and figure.span[0] < found[at].end:
            found[at].figures += 1
            found[at].indicators += figure.indicator is not None


def _weigh(found: list[_Candidate], title: Sequence[str]) -> None:
    spread = Counter(syllable for each in found for syllable in each.known)
    taken_up = Counter(pair for each in found for pair in each.pairs)
    rarity = {syllable: log(1 + len(found) / (spread[syllable] or 0.5)) for syllable in title}
    whole = sum(rarity.values()) or 1.0
    title_pairs = set(pairwise(title))
    for place, each in enumerate(found):
        length = len(each.syllables)
        beyond = min(length - _ROOM * each.figures, _LONGEST) - _LONG_FROM
        likeness = sum(rarity[syllable] for syllable in rarity.keys() & each.known) / whole
        pairs = len(title_pairs & each.pairs) / len(title_pairs) if title_pairs else 0.0
        central = sum(sorted(log(taken_up[pair]) for pair in each.pairs if taken_up[pair] > 1)) / sqrt(length + 1)
        each.score = (
            _PLACE / (1 + place)
            + _HEADLINE * likeness
            + _HEADLINE_PAIRS * pairs
            + _CENTRAL * central
            - _LONG * max(0, beyond) / _LONG_FROM
            - _SHORT * max(0, _SHORT_TO - length) / _SHORT_TO
            + _FIGURE * min(each.figures, _FIGURES_MOST)
            + _INDICATOR * min(each.indicators, _FIGURES_MOST)
        )


def _choose(found: list[_Candidate], count: int) -> list[_Candidate]:
    """The best first, then whichever adds most: a sentence is worth less the more of it was said already."""
    chosen: list[_Candidate] = []
    left = list(found)
    while left and len(chosen) < count:
        best = max(left, key=lambda each: (each.score - _REPEATED * _said(each, chosen), -each.start))
        left.remove(best)
        if not chosen or _said(best, chosen) < _SAME:
            chosen.append(best)
    return chosen


def _said(one: _Candidate, chosen: Collection[_Candidate]) -> float:
    """The share of the shorter sentence's syllables that the other has too; the most of all chosen."""
    shares = (len(one.known & each.known) / (1 + min(len(one.known), len(each.known))) for each in chosen)
    return max(shares, default=0.0)
