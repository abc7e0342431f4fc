"""Figures by theme, for the view: party organisation, membership, inspection, economy ...

Words and weights are data (``lexicon/themes.toml``). Nearness counts: a word of the unit weighs more than one before
the number, that more than one elsewhere in the sentence, in the heading above it or in the headline. What is said of
another figure ("103 đảng viên mới, đạt 129% mục tiêu") goes with that figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import cast, get_args

from pacnam_cli.extraction.layout import Block
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import Token, tokenize
from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Theme, ThemeKey

_ORDER: tuple[ThemeKey, ...] = get_args(ThemeKey)
_INDICATORS: dict[str, ThemeKey] = load("themes")["indicators"]
_KINDS: dict[str, ThemeKey] = load("themes")["kinds"]
_IN_UNIT, _NEAR, _FAR, _ABOVE = 4.0, 2.0, 1.0, 0.5
_OF_KIND = 8.0
_NEAR_BEFORE = 48  # code points before the number that count as near
_ENOUGH = 2.0  # weight below which a figure has no theme


def _phrases() -> Phrases[tuple[tuple[ThemeKey, float], ...]]:
    entries: dict[str, tuple[tuple[ThemeKey, float], ...]] = dict.fromkeys(load("themes")["compounds"]["words"], ())
    for theme, weights in load("themes")["words"].items():
        for weight, words in weights.items():
            for word in words:
                entries[word] = (*entries.get(word, ()), (cast(ThemeKey, theme), float(weight)))
    return Phrases(entries)


_PHRASES = _phrases()
_Hit = tuple[int, ThemeKey, float]  # where in the text the word ends, its theme and weight


def themes(
    figures: Sequence[Figure],
    folded: Folded,
    sentences: Sequence[tuple[int, int]],
    blocks: Sequence[Block] = (),
) -> list[Theme]:
    """The themes that have figures, in the order of the contract, "other" last; sets ``figure.theme``.

    ``sentences`` and the spans of ``figures`` refer to the canonical text. A figure that fills an indicator goes with
    it.
    """
    reader = _Reader(folded, sentences, blocks)
    by_id: dict[str, Figure] = {}
    last: Figure | None = None
    for figure in figures:
        other = by_id.get(figure.relates_to or "") or (last if last and last.sentence == figure.sentence else None)
        figure.theme = other.theme if other and _said_of_another(figure) else reader.theme(figure)
        by_id[figure.id] = last = figure
    labels: dict[str, str] = load("labels")["vi"]["theme"]
    grouped: dict[ThemeKey, list[str]] = {}
    for figure in figures:
        grouped.setdefault(figure.theme, []).append(figure.id)
    return [Theme(key=key, label=labels.get(key, key), figures=grouped[key]) for key in _ORDER if key in grouped]


def _said_of_another(figure: Figure) -> bool:
    if figure.indicator is not None:
        return False
    return figure.role == "attainment" or (figure.kind == "percent" and figure.subject is None)


@lru_cache(maxsize=4096)
def _of_unit(unit: str) -> tuple[tuple[ThemeKey, float], ...]:
    """The themes that a unit speaks for; units come again and again."""
    return tuple((theme, weight) for _, theme, weight in _hits(tokenize(fold_word(unit))))


class _Reader:
    """The words of one text that speak for a theme, each passage looked through once."""

    def __init__(self, folded: Folded, sentences: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> None:
        self._folded = folded
        self._sentences = sentences
        self._title = [(block.start, block.end) for block in blocks if block.kind == "title"][:1]
        self._heads = [(block.start, block.end) for block in blocks if block.kind == "heading"]
        self._head_starts = [start for start, _ in self._heads]
        self._said: dict[tuple[int, int], list[_Hit]] = {}
        self._sums: dict[tuple[int, int], dict[ThemeKey, float]] = {}

    def theme(self, figure: Figure) -> ThemeKey:
        """The theme whose words weigh most around ``figure``; "other" where hardly anything speaks."""
        if figure.indicator in _INDICATORS:
            return _INDICATORS[figure.indicator]
        weights: defaultdict[ThemeKey, float] = defaultdict(float)
        if figure.kind in _KINDS:
            weights[_KINDS[figure.kind]] += _OF_KIND
        counted = figure.unit if figure.kind != "percent" else figure.subject if figure.role != "attainment" else None
        for theme, weight in _of_unit(counted or ""):
            weights[theme] += _IN_UNIT * weight
        if figure.sentence < len(self._sentences):
            start, end = self._sentences[figure.sentence]
            hits = self._hits_of(start, end)
            for theme, weight in self._sums_of(start, end).items():
                weights[theme] += _FAR * weight
            first = bisect_left(hits, figure.span[0] - _NEAR_BEFORE, key=itemgetter(0))
            for _, theme, weight in hits[first : bisect_right(hits, figure.span[0], key=itemgetter(0))]:
                weights[theme] += (_NEAR - _FAR) * weight
        for theme, weight in self._above(figure).items():
            weights[theme] += _ABOVE * weight
        best = max(_ORDER, key=weights.__getitem__)
        return best if weights[best] >= _ENOUGH else "other"

    def _hits_of(self, start: int, end: int) -> list[_Hit]:
        if (start, end) not in self._said:
            self._said[start, end] = list(_hits(self._folded.tokens(start, end)))
        return self._said[start, end]

    def _sums_of(self, start: int, end: int) -> dict[ThemeKey, float]:
        """What the words of a passage weigh together, by theme; as weights are whole, their order is no matter."""
        if (start, end) not in self._sums:
            sums: dict[ThemeKey, float] = {}
            for _, theme, weight in self._hits_of(start, end):
                sums[theme] = sums.get(theme, 0.0) + weight
            self._sums[start, end] = sums
        return self._sums[start, end]

    def _above(self, figure: Figure) -> dict[ThemeKey, float]:
        """What the last heading before the figure weighs; the headline where that heading names no theme."""
        before = bisect_right(self._head_starts, figure.span[0])
        heading = self._sums_of(*self._heads[before - 1]) if before else {}
        return heading or (self._sums_of(*self._title[0]) if self._title else {})


def _hits(tokens: Sequence[Token]) -> Iterator[_Hit]:
    for _, last, weights in _PHRASES.scan(tokens):
        for theme, weight in weights:
            yield tokens[last - 1].end, theme, weight
