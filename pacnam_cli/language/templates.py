"""The features of a word tagger, from templates such as ``T[-1,0].lower``: tokens before and after, as they stand, in
lower case, and what they look like; and what their weights add up to, for many runs of tokens at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(lower|isdigit|istitle|is_in_dict))?\Z")

# Letters whose case is the same in every release of Unicode: Latin with all of Vietnamese, marks, punctuation, signs.
_SETTLED = re.compile(
    "[\0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\ufffd]*\\Z"
)

_MOST_RUNS = 50_000  # of one length whose scores are kept
_NUMBER = re.compile(r"[+-]?[0-9]{1,400}\Z")
_QUESTIONS = ("isdigit", "istitle", "is_in_dict")
_ANSWERS = (b"False", b"True")
_BEFORE, _AFTER = b"BOS", b"EOS"


class Templates:
    """Templates that were understood, with the weight of each feature; ``scores`` adds them up token by token."""

    def __init__(
        self, templates: Sequence[str], dictionary: frozenset[str] | set[str], weights: Mapping[bytes, float]
    ) -> None:
        """Raises ``ValueError`` for a template of another form."""
        found: dict[int, dict[int, _Column]] = {}
        for template in templates:
            match = _TEMPLATE.match(template)
            if match is None or (match[2] is not None and int(match[2]) < int(match[1])):
                raise ValueError(template)
            first = int(match[1])
            length = int(match[2]) - first + 1 if match[2] is not None else 1
            column = found.setdefault(length, {}).setdefault(first, _Column(first, weights))
            column.add(f"{template}=".encode(), match[3] or "")
        self._families = [_Family(length, [*columns.values()], dictionary) for length, columns in found.items()]

    @staticmethod
    def covers(text: str) -> bool:
        """Whether the case of every letter of ``text`` is beyond dispute between two releases of Unicode."""
        return _SETTLED.match(text) is not None

    def scores(self, tokens: Sequence[str]) -> list[float]:
        """For each token what the weights of its features add up to. ``tokens`` are not empty and hold no blanks."""
        placed = [column for family in self._families for column in family.placed(tokens)]
        return list(map(sum, zip(*placed, strict=True)))


class _Family:
    """The templates that look at runs of one length; the scores of a run are kept, as most runs come again."""

    def __init__(self, length: int, columns: list[_Column], dictionary: frozenset[str] | set[str]) -> None:
        self._length, self._columns, self._dictionary = length, columns, dictionary
        self._kept: dict[str, tuple[float, ...]] = {}

    def placed(self, tokens: Sequence[str]) -> Iterator[list[float]]:
        """The scores of the runs of ``tokens`` at each place they may have from a token, a list for each place."""
        runs = _runs(tokens, self._length)
        kept = self._kept
        if len(kept) > _MOST_RUNS:
            kept = self._kept = {}  # a new one: another thread may be reading the old one
        if fresh := {run: place for place, run in enumerate(runs) if run not in kept}:
            capitals = [token[0].upper() == token[0] for token in tokens]
            titles = list(map(all, zip(*(capitals[shift:] for shift in range(self._length)), strict=False)))
            kept.update(zip(fresh, self._scores([*fresh], [titles[place] for place in fresh.values()]), strict=True))
        values: Sequence[Sequence[float]] = list(zip(*[kept[run] for run in runs], strict=True))
        for column, scores in zip(self._columns, values or [()] * len(self._columns), strict=True):
            yield column.placed(scores, len(tokens))

    def _scores(self, runs: list[str], titles: list[bool]) -> Iterator[tuple[float, ...]]:
        small = list(map(str.lower, runs))
        numbers = map(_is_number, runs) if self._length == 1 else repeat(False)
        listed = map(self._dictionary.__contains__, small)
        answers = [
            (number * 2 + title) * 2 + known for title, number, known in zip(titles, numbers, listed, strict=False)
        ]
        views = {"": list(map(str.encode, runs)), "lower": list(map(str.encode, small))}
        return zip(*(column.scores(views, answers) for column in self._columns), strict=True)


class _Column:
    """The templates that look at the runs of one length that begin ``first`` tokens from the token itself."""

    def __init__(self, first: int, weights: Mapping[bytes, float]) -> None:
        self._first, self._weights = first, weights
        self._names: list[tuple[bytes, str]] = []
        self._answers = [0.0] * 2 ** len(_QUESTIONS)  # by the answers to all questions, read as one number
        self._before = self._after = 0.0

    def add(self, name: bytes, form: str) -> None:
        """One more template: what stands before the value of its features, and its form."""
        weight = self._weights.get
        self._before += weight(name + _BEFORE, 0.0)
        self._after += weight(name + _AFTER, 0.0)
        if form not in _QUESTIONS:
            self._names.append((name, form))
            return
        bit = len(_QUESTIONS) - 1 - _QUESTIONS.index(form)
        for answers in range(len(self._answers)):
            self._answers[answers] += weight(name + _ANSWERS[answers >> bit & 1], 0.0)

    def scores(self, views: Mapping[str, list[bytes]], answers: list[int]) -> Iterator[float]:
        """The scores of the runs of which the views and the answers are given."""
        weight = self._weights.get
        parts = [map(weight, map(name.__add__, views[form]), repeat(0.0)) for name, form in self._names]
        return map(sum, zip(map(self._answers.__getitem__, answers), *parts, strict=True))

    def placed(self, scores: Sequence[float], count: int) -> list[float]:
        """The scores of all runs in order as scores of ``count`` tokens."""
        ahead = min(count, max(0, -self._first))
        begin = max(0, self._first)
        middle = scores[begin : begin + count - ahead]
        return [*[self._before] * ahead, *middle, *[self._after] * (count - ahead - len(middle))]


def _runs(tokens: Sequence[str], length: int) -> list[str]:
    if length == 1:
        return list(tokens)
    return list(map(" ".join, zip(*(tokens[shift:] for shift in range(length)), strict=False)))


def _is_number(text: str) -> bool:
    """Whether ``text`` is a whole number of 32 bits: that is what the tagger was taught with."""
    return _NUMBER.match(text) is not None and -(2**31) <= int(text) < 2**31
