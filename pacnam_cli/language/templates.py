"""The features of a word tagger, from templates such as ``T[-1,0].lower``: tokens before and after, as they stand, in
lower case, and what they look like; and what their weights add up to.

A template looks at one, two or three tokens, which lie with the token it tells of within three in a row. Such rows come
again more often than not: what each says of its tokens is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(lower|isdigit|istitle|is_in_dict))?\Z")

# Letters whose case is the same in every release of Unicode: Latin with all of Vietnamese, marks, punctuation, signs.
_SETTLED = re.compile(
    "[\0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\ufffd]*\\Z"
)

_ROW = 3  # tokens
_MOST_ROWS = 50_000  # whose scores are kept, and as many shorter runs
_NUMBER = re.compile(r"[+-]?[0-9]{1,400}\Z")
_QUESTIONS = ("isdigit", "istitle", "is_in_dict")
_ANSWERS = (b"False", b"True")
_BEFORE, _AFTER = "", " "  # stand before the first token and after the last, and are none themselves

Run = tuple[str, ...]
Scores = tuple[float, ...]


class Templates:
    """Templates that were understood, with the weight of each feature; ``scores`` adds them up token by token."""

    def __init__(
        self, templates: Sequence[str], dictionary: frozenset[str] | set[str], weights: Mapping[bytes, float]
    ) -> None:
        """Raises ``ValueError`` for a template of another form."""
        found: dict[int, dict[int, _Column]] = {}
        for template in templates:
            match = _TEMPLATE.match(template)
            if match is None:
                raise ValueError(template)
            first, last = int(match[1]), int(match[2] or match[1])
            if not (-_ROW < first <= last < _ROW and last - first < _ROW):
                raise ValueError(template)
            column = found.setdefault(last - first + 1, {}).setdefault(first, _Column(weights))
            column.add(f"{template}=".encode(), match[3] or "")
        self._families = [_Family(length, columns, dictionary) for length, columns in found.items()]
        self._kept: dict[Run, Scores] = {}

    @staticmethod
    def covers(text: str) -> bool:
        """Whether the case of every letter of ``text`` is beyond dispute between two releases of Unicode."""
        return _SETTLED.match(text) is not None

    def scores(self, tokens: Sequence[str]) -> list[float]:
        """For each token what the weights of its features add up to. ``tokens`` are not empty and hold no blanks."""
        padded = [_BEFORE, _BEFORE, *tokens, _AFTER, _AFTER]
        rows = zip(padded, padded[1:], padded[2:], strict=False)
        kept = self._kept.get
        said = [kept(row) or self._said(row) for row in rows]
        return [
            before[2] + around[1] + after[0] for before, around, after in zip(said, said[1:], said[2:], strict=False)
        ]

    def _said(self, row: Run) -> Scores:
        """What three tokens in a row say of each of them."""
        totals = [0.0] * _ROW
        for family in self._families:
            family.add(row, totals)
        if len(self._kept) >= _MOST_ROWS:
            self._kept = {}  # a new one: another thread may be reading the old one
        said = self._kept[row] = tuple(totals)
        return said


class _Family:
    """The templates that look at runs of one length; the scores of those shorter than a row are kept."""

    def __init__(self, length: int, columns: dict[int, _Column], dictionary: frozenset[str] | set[str]) -> None:
        self._length, self._columns, self._dictionary = length, [*columns.values()], dictionary
        # By where a run begins in a row: the columns that look there, and of which token of the row each tells.
        self._uses: dict[int, list[tuple[int, int]]] = {}
        for number, first in enumerate(columns):
            self._uses.setdefault(max(0, first), []).append((number, max(0, -first)))
        self._kept: dict[Run, Scores] = {}

    def add(self, row: Run, totals: list[float]) -> None:
        """Add to ``totals`` what the runs within ``row`` say of each of its tokens."""
        for begin, uses in self._uses.items():
            run = row[begin : begin + self._length]
            scores = self._kept.get(run) or self._scores(run)
            for number, told in uses:
                totals[told] += scores[number]

    def _scores(self, run: Run) -> Scores:
        """What each column says of the token for which ``run`` stands where the column looks."""
        if run[0] == _BEFORE:
            scores = [column.before for column in self._columns]
        elif run[-1] == _AFTER:
            scores = [column.after for column in self._columns]
        else:
            scores = self._within(run)
        found = tuple(scores)
        if self._length < _ROW:
            if len(self._kept) >= _MOST_ROWS:
                self._kept = {}
            self._kept[run] = found
        return found

    def _within(self, run: Run) -> list[float]:
        text = " ".join(run)
        small = text.lower()
        known = small in self._dictionary
        title = all(token[0].upper() == token[0] for token in run)
        answers = ((self._length == 1 and _is_number(text)) * 2 + title) * 2 + known
        written, lowered = text.encode(), small.encode()
        return [column.score(written, lowered, answers) for column in self._columns]


class _Column:
    """The templates that look at runs of one length that stand in one place beside the token they tell of."""

    def __init__(self, weights: Mapping[bytes, float]) -> None:
        self._weight = weights.get
        self._written: list[bytes] = []  # the names of those that look at a run as it stands, and in lower case
        self._lowered: list[bytes] = []
        self._answers = [0.0] * 2 ** len(_QUESTIONS)  # by the answers to all questions, read as one number
        self.before = self.after = 0.0  # where the run reaches beyond the tokens

    def add(self, name: bytes, form: str) -> None:
        """One more template: what stands before the value of its features, and its form."""
        self.before += self._weight(name + b"BOS", 0.0)
        self.after += self._weight(name + b"EOS", 0.0)
        if form not in _QUESTIONS:
            (self._lowered if form else self._written).append(name)
            return
        bit = len(_QUESTIONS) - 1 - _QUESTIONS.index(form)
        for answers in range(len(self._answers)):
            self._answers[answers] += self._weight(name + _ANSWERS[answers >> bit & 1], 0.0)

    def score(self, written: bytes, lowered: bytes, answers: int) -> float:
        """What a run says of which the two forms and the answers are given."""
        score = self._answers[answers]
        for name in self._written:
            score += self._weight(name + written, 0.0)
        for name in self._lowered:
            score += self._weight(name + lowered, 0.0)
        return score


def _is_number(text: str) -> bool:
    """Whether ``text`` is a whole number of 32 bits: that is what the tagger was taught with."""
    return _NUMBER.match(text) is not None and -(2**31) <= int(text) < 2**31
