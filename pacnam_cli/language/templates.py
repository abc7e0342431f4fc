"""The features of a word tagger, from templates such as ``T[-1,0].lower``: tokens before and after, as they stand, in
lower case, and what they look like.

The tagger's own featurizer does the same one token at a time; a column at a time it takes a fifth of the time, and
its dictionary need not be copied first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(lower|isdigit|istitle|is_in_dict))?\Z")

# Letters whose case is the same in every release of Unicode: Latin with all of Vietnamese, marks, punctuation, signs.
_SETTLED = re.compile(
    "[\0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\ufffd]*\\Z"
)

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}\Z")


class Templates:
    """Templates that were understood; ``rows`` gives the features of a sequence of tokens."""

    def __init__(self, templates: Sequence[str], dictionary: frozenset[str] | set[str]) -> None:
        """Raises ``ValueError`` for a template of another form."""
        self._dictionary = dictionary
        self._columns: list[tuple[str, int, int, str]] = []
        for template in templates:
            match = _TEMPLATE.match(template)
            if match is None or (match[2] is not None and int(match[2]) < int(match[1])):
                raise ValueError(template)
            first = int(match[1])
            last = int(match[2]) if match[2] is not None else first
            self._columns.append((f"{template}=", first, last - first + 1, match[3] or ""))

    @staticmethod
    def covers(text: str) -> bool:
        """Whether the case of every letter of ``text`` is beyond dispute between two releases of Unicode."""
        return _SETTLED.match(text) is not None

    def rows(self, tokens: Sequence[str]) -> list[list[str]]:
        """For each token the features of all templates, in their order. ``tokens`` are not empty."""
        if not tokens:
            return []
        views = _Views(tokens, self._dictionary)
        columns = [
            _column(prefix, first, views.values(length, form), len(tokens))
            for prefix, first, length, form in self._columns
        ]
        return list(map(list, zip(*columns, strict=True)))


class _Views:
    """The runs of one, two, three ... tokens in each form a template may ask for."""

    def __init__(self, tokens: Sequence[str], dictionary: frozenset[str] | set[str]) -> None:
        self._tokens = tokens
        self._made: dict[tuple[int, str], list[str]] = {}
        self._makers: dict[str, Callable[[int], Iterable[str]]] = {
            "": lambda length: _runs(tokens, length),
            "lower": lambda length: map(str.lower, self.values(length, "")),
            "isdigit": lambda length: [_flag(_is_number(run)) for run in self.values(length, "")],
            "istitle": lambda length: map(_flag, _all_of(_capitals(tokens), length)),
            "is_in_dict": lambda length: [_flag(run in dictionary) for run in self.values(length, "lower")],
        }

    def values(self, length: int, form: str) -> list[str]:
        key = (length, form)
        if key not in self._made:
            self._made[key] = list(self._makers[form](length))
        return self._made[key]


def _flag(value: bool) -> str:
    return "True" if value else "False"


def _runs(tokens: Sequence[str], length: int) -> list[str]:
    if length == 1:
        return list(tokens)
    return list(map(" ".join, zip(*(tokens[shift:] for shift in range(length)), strict=False)))


def _is_number(text: str) -> bool:
    """Whether ``text`` is a whole number of 32 bits: that is what the tagger was taught with."""
    return _NUMBER.match(text) is not None and -(2**31) <= int(text) < 2**31


def _capitals(tokens: Sequence[str]) -> list[bool]:
    return [token[0].upper() == token[0] for token in tokens]


def _all_of(flags: list[bool], length: int) -> list[bool]:
    return [all(run) for run in zip(*(flags[shift:] for shift in range(length)), strict=False)]


def _column(prefix: str, first: int, values: list[str], count: int) -> list[str]:
    """One template down the sequence; ``BOS`` where it reaches before the first token, ``EOS`` after the last."""
    column = [f"{prefix}BOS"] * min(count, max(0, -first))
    column += map(prefix.__add__, values[max(0, first) : max(0, first) + count - len(column)])
    return column + [f"{prefix}EOS"] * (count - len(column))
