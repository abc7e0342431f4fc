"""The features of a word tagger, from templates such as ``T[-1,0].lower``: tokens before and after, as they stand, in
lower case, and what they look like; and what their weights add up to, a column at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(lower|isdigit|istitle|is_in_dict))?\Z")

# Letters whose case is the same in every release of Unicode: Latin with all of Vietnamese, marks, punctuation, signs.
_SETTLED = re.compile(
    "[\0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\ufffd]*\\Z"
)

_MOST_TOKENS = 100_000  # whose scores are kept
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
        self._dictionary = dictionary
        self._columns: dict[int, dict[int, _Column]] = {1: {}}
        self._single: dict[str, tuple[str, bool, tuple[float, ...]]] = {}
        for template in templates:
            match = _TEMPLATE.match(template)
            if match is None or (match[2] is not None and int(match[2]) < int(match[1])):
                raise ValueError(template)
            first = int(match[1])
            length = int(match[2]) - first + 1 if match[2] is not None else 1
            column = self._columns.setdefault(length, {}).setdefault(first, _Column(first, weights))
            column.add(f"{template}=".encode(), match[3] or "")

    @staticmethod
    def covers(text: str) -> bool:
        """Whether the case of every letter of ``text`` is beyond dispute between two releases of Unicode."""
        return _SETTLED.match(text) is not None

    def scores(self, tokens: Sequence[str]) -> list[float]:
        """For each token what the weights of its features add up to. ``tokens`` are not empty."""
        if len(self._single) > _MOST_TOKENS:
            self._single.clear()
        kept = self._single.get
        lower, capitals, alone = zip(*[kept(token) or self._alone(token) for token in tokens], strict=True)
        count = len(tokens)
        found: list[Sequence[float]] = []
        for column, values in zip(self._columns[1].values(), zip(*alone, strict=True), strict=True):
            found += column.placed([values], count)
        for length, columns in self._columns.items():
            if length > 1:
                small = _runs(lower, length)
                titles = map(all, zip(*(capitals[shift:] for shift in range(length)), strict=False))
                known = map(self._dictionary.__contains__, small)
                answers = [title * 2 + listed for title, listed in zip(titles, known, strict=True)]
                views = {"": list(map(str.encode, _runs(tokens, length))), "lower": list(map(str.encode, small))}
                for column in columns.values():
                    found += column.placed(column.values(views, answers), count)
        return list(map(sum, zip(*found, strict=True)))

    def _alone(self, token: str) -> tuple[str, bool, tuple[float, ...]]:
        """``token`` in lower case, whether it begins with a capital, and its score at each place it may have."""
        lower, capital = token.lower(), token[0].upper() == token[0]
        answers = [(_is_number(token) * 2 + capital) * 2 + (lower in self._dictionary)]
        views = {"": [token.encode()], "lower": [lower.encode()]}
        columns = self._columns[1].values()
        scores = tuple(sum(score for (score,) in column.values(views, answers)) for column in columns)
        self._single[token] = lower, capital, scores
        return self._single[token]


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

    def values(self, views: Mapping[str, list[bytes]], answers: list[int]) -> Iterator[list[float]]:
        """Scores of the runs of which the views and the answers are given, in lists that are to be added up."""
        yield list(map(self._answers.__getitem__, answers))
        for name, form in self._names:
            yield list(map(self._weights.get, map(name.__add__, views[form]), repeat(0.0)))

    def placed(self, parts: Iterable[Sequence[float]], count: int) -> Iterator[list[float]]:
        """Scores of the runs, in lists that are to be added up, as scores of ``count`` tokens."""
        ahead = min(count, max(0, -self._first))
        begin = max(0, self._first)
        before, after = self._before, self._after
        for part in parts:
            middle = part[begin : begin + count - ahead]
            yield [*[before] * ahead, *middle, *[after] * (count - ahead - len(middle))]
            before = after = 0.0


def _runs(tokens: Sequence[str], length: int) -> list[str]:
    if length == 1:
        return list(tokens)
    return list(map(" ".join, zip(*(tokens[shift:] for shift in range(length)), strict=False)))


def _is_number(text: str) -> bool:
    """Whether ``text`` is a whole number of 32 bits: that is what the tagger was taught with."""
    return _NUMBER.match(text) is not None and -(2**31) <= int(text) < 2**31
