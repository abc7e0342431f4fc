"""ROUGE-1, ROUGE-2 and ROUGE-L on lower-case syllables, held against the package rouge-score by tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SYLLABLE = re.compile(r"\w+")


def syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(text.lower())


def rouge(summary: Sequence[str], reference: Sequence[str]) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L, F1 from 0 to 1."""
    return (
        _overlap(summary, reference, 1),
        _overlap(summary, reference, 2),
        _f1(_common(summary, reference), len(summary), len(reference)),
    )


def _overlap(summary: Sequence[str], reference: Sequence[str], size: int) -> float:
    one, other = (
        Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) for words in (summary, reference)
    )
    return _f1(sum((one & other).values()), sum(one.values()), sum(other.values()))


def _f1(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if one + other else 0.0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence; a row of the usual table is the bits of one number."""
    places: dict[str, int] = {}
    for at, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(other)) - 1
    row = full
    for word in one:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & full
    return len(other) - row.bit_count()
