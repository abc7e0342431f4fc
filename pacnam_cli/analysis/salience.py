"""What speaks for a sentence, and for several together, as key sentences: place, headline, what is taken up, length.

Every trait is oriented so that more of it is better; ``tests/fit_highlights.py`` finds out by how much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise
from math import log, sqrt

_LONG, _LONGEST = 25, 85  # syllables beyond which a sentence loses, and where it loses no more
_SHORT, _NOT_LONG, _ENDLESS = 20, 30, 75  # the same for the mean length of the chosen ones
_UNIT = 25  # of length, in syllables
_ROOM = 5  # syllables that each figure may take without making its sentence long
_EXACT = 1_000_000  # logarithms are whole numbers of this fraction: sums of them are the same in any order


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence that may be chosen: its place in the canonical text, its syllables, the figures in it."""

    start: int
    end: int
    syllables: list[str]
    figures: int = 0
    indicators: int = 0
    known: set[str] = field(default_factory=set)
    length: int = 0  # in syllables, less the room that figures have
    titled: set[str] = field(default_factory=set)  # the headline's syllables in it
    titled_pairs: set[tuple[str, str]] = field(default_factory=set)
    places: list[int] = field(default_factory=list)  # where the headline has them, as bits, in the sentence's order
    taken_up: dict[tuple[str, str], int] = field(default_factory=dict)  # pairs other sentences have too, by how many
    weight: int = 0  # the sum of these


#: The traits of one sentence, in the order in which ``Salience.alone`` gives them.
ALONE = ("place", "early", "alike", "central", "brief")
#: The traits that only a choice of sentences has, in the order in which ``Salience.together`` gives them.
#: Of the first ``SHARED`` of them, several sentences have at most what each has alone; of the others each is at most 0.
TOGETHER = ("title", "title_pairs", "title_order", "taken_up", "distinct", "short", "not_long")
SHARED = 4


class Salience:
    """The traits of the sentences of one article, given in text order, and its headline's syllables."""

    def __init__(self, sentences: Sequence[Sentence], title: Sequence[str]) -> None:
        for each in sentences:
            each.known = set(each.syllables)
        spread = Counter(chain.from_iterable([each.known for each in sentences]))
        pairs = [set(pairwise(each.syllables)) for each in sentences]
        seen: set[tuple[str, str]] = set()
        repeated: set[tuple[str, str]] = set()
        for own in pairs:
            repeated |= seen & own
            seen |= own
        takes = Counter(chain.from_iterable([own & repeated for own in pairs]))
        logs = {times: _log(times) for times in set(takes.values())}
        self._syllables = len(title)
        self._rarity = {syllable: _log(1 + len(sentences) / (spread[syllable] or 0.5)) for syllable in title}
        self._whole = sum(self._rarity.values()) or 1
        title_pairs = set(pairwise(title))
        self._pairs = len(title_pairs) or 1
        places: dict[str, int] = {}
        for at, syllable in enumerate(title):
            places[syllable] = places.get(syllable, 0) | 1 << at
        weights = {pair: logs[times] for pair, times in takes.items()}
        for each, own in zip(sentences, pairs, strict=True):
            each.length = len(each.syllables) - _ROOM * each.figures
            each.titled = self._rarity.keys() & each.known
            each.titled_pairs = title_pairs & own
            each.places = [places[syllable] for syllable in each.syllables if syllable in places]
            each.taken_up = {pair: weights[pair] for pair in own & repeated}
            each.weight = sum(each.taken_up.values())
        self._sentences = sentences
        self._most_alike = _most_alike(sentences, title, self._rarity, spread)

    def alone(self, place: int) -> tuple[float, ...]:
        """The traits of the sentence at ``place`` by itself."""
        each = self._sentences[place]
        return (
            1 / (1 + place),
            -place / len(self._sentences),
            float(place == self._most_alike),
            each.weight / _EXACT / (len(each.syllables) + 1),
            -max(0, min(each.length, _LONGEST) - _LONG) / _UNIT,
        )

    def together(self, chosen: Sequence[Sentence]) -> tuple[float, ...]:
        """The traits of ``chosen``, in text order, as a choice."""
        titled: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        places: list[int] = []
        syllables = length = weight = 0
        for each in chosen:
            titled |= each.titled
            pairs |= each.titled_pairs
            places += each.places
            syllables += len(each.syllables)
            length += each.length
            weight += each.weight
        twice, again = _said_twice(chosen)
        mean = min(length / len(chosen), _ENDLESS)
        return (
            sum([self._rarity[syllable] for syllable in titled]) / self._whole,
            len(pairs) / self._pairs,
            _in_order(places, self._syllables),
            (weight - again) / _EXACT / sqrt(syllables + 1),
            -twice,
            -2 * max(0.0, mean - _SHORT) / _UNIT,
            -2 * max(0.0, mean - _NOT_LONG) / _UNIT,
        )


def _log(ratio: float) -> int:
    return round(_EXACT * log(ratio))


def _said_twice(chosen: Sequence[Sentence]) -> tuple[float, int]:
    """What share of each other ``chosen`` say twice, and the weight of what is said again."""
    if len(chosen) == 1:
        return 0.0, 0
    twice, again = 0.0, 0
    for one, other in combinations(chosen, 2):
        common = one.taken_up.keys() & other.taken_up.keys()
        twice += len(common) / min(len(one.syllables), len(other.syllables))
        if len(chosen) == 2:
            again = sum([one.taken_up[pair] for pair in common])
    if len(chosen) > 2:
        union: dict[tuple[str, str], int] = {}
        for each in chosen:
            union |= each.taken_up
        again = sum([each.weight for each in chosen]) - sum(union.values())
    return twice, again


def _in_order(places: Sequence[int], syllables: int) -> float:
    """The longest common subsequence of the headline and a choice, as a share of the headline's ``syllables``.

    Each of ``places`` has the bits of where the headline has one syllable of the choice. Unset bits of ``row`` are
    where the subsequence grows (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
    """
    full = (1 << syllables) - 1
    row = full
    for bits in places:
        met = row & bits
        row = (row + met | row - met) & full
    return (syllables - row.bit_count()) / (syllables or 1)


def _most_alike(
    sentences: Sequence[Sentence], title: Sequence[str], rarity: dict[str, int], spread: Counter[str]
) -> int | None:
    """Which sentence is most like the headline: the cosine of their syllables, each weighed by how rare it is."""
    logs = {times: _log(len(sentences) / times) for times in set(spread.values())}
    powers = {times: weight * weight for times, weight in logs.items()}
    squares = {syllable: powers[times] for syllable, times in spread.items()}
    wanted = {
        syllable: logs[spread[syllable]] * times * rarity[syllable]
        for syllable, times in Counter(title).items()
        if syllable in spread
    }
    best, most = None, 0.0
    for place, each in enumerate(sentences):
        count = each.syllables.count
        shared = sum([count(syllable) * wanted[syllable] for syllable in each.titled])
        # The norm is no less than if nothing in the sentence stood twice, which is told sooner.
        if not shared or shared <= most * sqrt(sum(map(squares.__getitem__, each.known))):
            continue
        times = Counter(each.syllables)
        likeness = shared / sqrt(sum([number * number * squares[syllable] for syllable, number in times.items()]))
        if likeness > most:
            best, most = place, likeness
    return best
