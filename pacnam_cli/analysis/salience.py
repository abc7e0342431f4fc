"""What speaks for a sentence, and for several together, as key sentences: place, headline, what is taken up, length.

Every trait is oriented so that more of it is better; ``tests/fit_highlights.py`` finds out by how much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations, pairwise
from math import log, sqrt

from msgspec import Struct

_LONG, _LONGEST = 25, 85  # syllables beyond which a sentence loses, and where it loses no more
_SHORT, _NOT_LONG, _ENDLESS = 20, 30, 75  # the same for the mean length of the chosen ones
_UNIT = 25  # of length, in syllables
_ROOM = 5  # syllables that each figure may take without making its sentence long
_EXACT = 1_000_000  # logarithms are whole numbers of this fraction: sums of them are the same in any order


class Sentence(Struct, eq=False, gc=False):
    """A sentence that may be chosen: its place in the canonical text, its syllables, the figures in it."""

    start: int
    end: int
    syllables: list[str]
    known: set[str]  # each syllable once
    figures: int = 0
    indicators: int = 0


class _Content(Struct, eq=False, gc=False):
    """What one sentence says, or what several say together."""

    syllables: int
    length: int  # in syllables, less the room that figures have
    titled: set[str]  # the headline's syllables in it
    titled_pairs: set[tuple[str, str]]
    places: list[int]  # where the headline has them, as bits, in the order of the text
    taken_up: dict[tuple[str, str], int]  # pairs that several sentences of the article have, by how many


#: The traits of one sentence, in the order in which ``Salience.alone`` gives them.
ALONE = ("place", "early", "alike", "central", "brief")
#: The traits that only a choice of sentences has, in the order in which ``Salience.together`` gives them.
#: Of the first ``SHARED`` of them, several sentences have at most what each has alone; of the others each is at most 0.
TOGETHER = ("title", "title_pairs", "title_order", "taken_up", "distinct", "short", "not_long")
SHARED = 4


class Salience:
    """The traits of the sentences of one article, given in text order, and its headline's syllables."""

    def __init__(self, sentences: Sequence[Sentence], title: Sequence[str]) -> None:
        spread = Counter(chain.from_iterable([each.known for each in sentences]))
        self._syllables = len(title)
        self._rarity = {syllable: _log(1 + len(sentences) / spread.get(syllable, 0.5)) for syllable in title}
        self._whole = sum(self._rarity.values()) or 1
        bits: dict[str, int] = {}  # where the headline has each syllable
        for at, syllable in enumerate(title):
            bits[syllable] = bits.get(syllable, 0) | 1 << at
        pairs = set(pairwise(title))
        self._pairs = len(pairs) or 1
        self._contents = _contents(sentences, bits, pairs)
        self._most_alike = _most_alike(sentences, self._contents, bits, self._rarity, spread)

    def alone(self, place: int) -> tuple[float, ...]:
        """The traits of the sentence at ``place`` by itself."""
        each = self._contents[place]
        return (
            1 / (1 + place),
            -place / len(self._contents),
            float(place == self._most_alike),
            sum(each.taken_up.values()) / _EXACT / (each.syllables + 1),
            -max(0, min(each.length, _LONGEST) - _LONG) / _UNIT,
        )

    def together(self, places: Sequence[int]) -> tuple[float, ...]:
        """The traits of the sentences at ``places``, in ascending order, as a choice."""
        chosen = [self._contents[place] for place in places]
        whole, twice = (chosen[0], 0.0) if len(chosen) == 1 else (_joined(chosen), _said_twice(chosen))
        mean = min(whole.length / len(chosen), _ENDLESS)
        return (
            sum([self._rarity[syllable] for syllable in whole.titled]) / self._whole,
            len(whole.titled_pairs) / self._pairs,
            _in_order(whole.places, self._syllables),
            sum(whole.taken_up.values()) / _EXACT / sqrt(whole.syllables + 1),
            -twice,
            -2 * max(0.0, mean - _SHORT) / _UNIT,
            -2 * max(0.0, mean - _NOT_LONG) / _UNIT,
        )


@lru_cache(maxsize=4096)  # of the same few ratios in all articles
def _log(ratio: float) -> int:
    return round(_EXACT * log(ratio))


def _contents(
    sentences: Sequence[Sentence], title: Mapping[str, int], title_pairs: set[tuple[str, str]]
) -> list[_Content]:
    """What each of ``sentences`` says of the headline and of what others say too.

    ``title`` has the headline's syllables, each with the bits of where it stands.
    """
    pairs = [set(pairwise(each.syllables)) for each in sentences]
    seen: set[tuple[str, str]] = set()
    repeated: set[tuple[str, str]] = set()
    for own in pairs:
        repeated |= seen & own
        seen |= own
    taken_up = [own & repeated for own in pairs]
    weights = {pair: _log(times) for pair, times in Counter(chain.from_iterable(taken_up)).items()}
    wanted = set(title)
    return [
        _Content(
            len(each.syllables),
            len(each.syllables) - _ROOM * each.figures,
            wanted & each.known,
            title_pairs & own,
            [*filter(None, map(title.get, each.syllables))],
            {pair: weights[pair] for pair in taken},
        )
        for each, own, taken in zip(sentences, pairs, taken_up, strict=True)
    ]


def _joined(chosen: Sequence[_Content]) -> _Content:
    """What ``chosen``, in text order, say together."""
    whole = _Content(0, 0, set(), set(), [], {})
    for each in chosen:
        whole.syllables += each.syllables
        whole.length += each.length
        whole.titled |= each.titled
        whole.titled_pairs |= each.titled_pairs
        whole.places += each.places
        whole.taken_up |= each.taken_up
    return whole


def _said_twice(chosen: Sequence[_Content]) -> float:
    """What share of each other ``chosen`` say twice."""
    twice = 0.0
    for one, other in combinations(chosen, 2):
        twice += len(one.taken_up.keys() & other.taken_up.keys()) / min(one.syllables, other.syllables)
    return twice


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
    sentences: Sequence[Sentence],
    contents: Sequence[_Content],
    title: Mapping[str, int],
    rarity: Mapping[str, int],
    spread: Counter[str],
) -> int | None:
    """Which sentence is most like the headline: the cosine of their syllables, each weighed by how rare it is."""
    logs = {times: _log(len(sentences) / times) for times in set(spread.values())}
    squares = {times: weight * weight for times, weight in logs.items()}
    weights = {
        bits: logs[spread[syllable]] * bits.bit_count() * rarity[syllable]
        for syllable, bits in title.items()
        if syllable in spread
    }
    shared = [sum(map(weights.__getitem__, each.places)) for each in contents]
    # The norm is no less than if nothing in the sentence stood twice, which is told sooner.
    limits = {
        place: shared[place] / sqrt(sum([squares[spread[syllable]] for syllable in each.known]))
        for place, each in enumerate(sentences)
        if shared[place]
    }
    best, most = None, 0.0
    for place in sorted(limits, key=limits.__getitem__, reverse=True):
        if limits[place] < most:
            break
        times = Counter(sentences[place].syllables)
        likeness = shared[place] / sqrt(
            sum([number * number * squares[spread[syllable]] for syllable, number in times.items()])
        )
        if likeness > most or (likeness == most and best is not None and place < best):
            best, most = place, likeness
    return best
