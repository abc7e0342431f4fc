"""The canonical form on which Vietnamese is compared, with the way back to the text as read.

Texts come with non-breaking spaces, zero-width marks, ``Ð`` for ``Đ``, several dashes, and both tone placements
("uỷ" and "ủy", "hoà" and "hòa"). Recognisers read the canonical form; spans are mapped back in one place,
``Folded.source``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from pacnam_cli.language.letters import LETTER, UPPER
from pacnam_cli.language.tokens import NEWLINE, Token, tokenize

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\t\v\f\x1c\x1d\x1e\x1f\x85"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e"

_ONE_TO_ONE = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    "Ð": "Đ",
    "ð": "đ",
    "\u2028": "\n",
    "\u2029": "\n",
    "：": ":",
    "，": ",",
    "％": "%",
    "∕": "/",
    "⁄": "/",
    **{chr(ord("０") + i): str(i) for i in range(10)},
}
_ODD = re.compile(f"[{''.join(_ONE_TO_ONE)}]")
# Repetitions, written so that the engine skips to where one may begin.
_NUMBER = re.compile(r"\d\d*")
_CAPITAL = re.compile(rf"[{UPPER}](?<!{LETTER}[{UPPER}])")
_HIDDEN = re.compile(f"[{_ZERO_WIDTH}][{_ZERO_WIDTH}]*")

# The tone of an open "oa", "oe", "uy" may sit on either vowel: "hoà" = "hòa", "khoẻ" = "khỏe", "uỷ" = "ủy".
_OLD = ["oà oá oả oã oạ", "oè oé oẻ oẽ oẹ", "uỳ uý uỷ uỹ uỵ"]
_NEW = ["òa óa ỏa õa ọa", "òe óe ỏe õe ọe", "ùy úy ủy ũy ụy"]
_PLACEMENT = {o: n for old, new in zip(_OLD, _NEW, strict=True) for o, n in zip(old.split(), new.split(), strict=True)}
_MISPLACED = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![a-zà-ỹđ])")


_SHORT = 80  # characters of a name or a label: they come again and again


class Folded:
    """A text in canonical form.

    ``text`` is lower case with the tone on the first vowel of an open syllable; ``cased`` is the same text, character
    for character, with its capitals. ``source(start, end)`` gives the span in the text as read.
    """

    __slots__ = ("_capitals", "_dropped", "_kept", "_numbers", "_shift", "_tokens", "cased", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        cased = _ODD.sub(lambda match: _ONE_TO_ONE[match.group()], original)
        # Where hidden marks were dropped: position in the canonical text, and how many went before it.
        self._kept: list[int] = []
        self._shift: list[int] = []
        self._dropped: list[int] = []  # the same position in the text as read
        if _HIDDEN.search(cased):
            pieces, last, dropped = [], 0, 0
            for hidden in _HIDDEN.finditer(cased):
                pieces.append(cased[last : hidden.start()])
                self._kept.append(hidden.start() - dropped)
                self._dropped.append(hidden.start())
                dropped += hidden.end() - hidden.start()
                self._shift.append(dropped)
                last = hidden.end()
            pieces.append(cased[last:])
            cased = "".join(pieces)
        self._tokens: dict[tuple[int, int], list[Token]] = {}
        self._numbers: list[int] | None = None
        self._capitals: list[int] | None = None
        self.cased = cased
        self.text = fold_word(cased)

    @property
    def numbers(self) -> list[int]:
        """Where the runs of digits begin. Not to be changed."""
        if self._numbers is None:
            self._numbers = [match.start() for match in _NUMBER.finditer(self.text)]
        return self._numbers

    def capitals(self, start: int, end: int) -> list[int]:
        """Where words that are written with a capital begin from ``start`` up to ``end``."""
        if self._capitals is None:
            self._capitals = [match.start() for match in _CAPITAL.finditer(self.cased)]
        return self._capitals[bisect_left(self._capitals, start) : bisect_left(self._capitals, end)]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of ``text[start:end]`` without line breaks: a wrapped line goes on. Not to be changed."""
        found = self._tokens.get((start, end))
        if found is None:
            found = tokenize(self.text, start, end)
            if self.text.find("\n", start, end) >= 0:
                found = [token for token in found if token.kind != NEWLINE]
            self._tokens[start, end] = found
        return found

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text[start:end]`` in the text as read."""
        if not self._kept:
            return start, end
        return self._back(start), self._back(end - 1) + 1 if end > start else self._back(start)

    def canonical(self, start: int, end: int) -> tuple[int, int]:
        """The span in the canonical text of what stands at ``start`` to ``end`` in the text as read."""
        return self._forth(start), self._forth(end)

    def written(self, start: int, end: int) -> str:
        """What stands at ``text[start:end]`` as written, on one line, without hidden marks."""
        if not self._kept:
            return " ".join(self.original[start:end].split())
        first, last = self.source(start, end)
        return " ".join(_HIDDEN.sub("", self.original[first:last]).split())

    def _back(self, position: int) -> int:
        before = bisect_right(self._kept, position)
        return position + (self._shift[before - 1] if before else 0)

    def _forth(self, position: int) -> int:
        before = bisect_right(self._dropped, position)
        if not before:
            return position
        return max(self._kept[before - 1], position - self._shift[before - 1])


def fold_word(text: str) -> str:
    """``text`` in lower case with one tone placement; the same length as ``text``."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # "İ" and a few others grow in lower case
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _MISPLACED.sub(lambda match: _PLACEMENT[match.group()], lower)


_fold_short = lru_cache(maxsize=8192)(_fold)
