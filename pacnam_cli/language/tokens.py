"""Syllables, numbers and marks of a canonical text: the grain at which figures are read."""

from __future__ import annotations

import re

from msgspec import Struct

from pacnam_cli.language.letters import LATIN

# A number keeps its inner separators ("1.234,5", "47/55" is three tokens); letters and digits are apart ("120km2").
# The syllable comes first, and the letters that nearly all are made of first in it: that is quickest.
_TOKEN = re.compile(
    rf"(?P<syllable>[{LATIN}]+[^\W\d_]*|[^\W\d_]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<newline>\n)"
    r"|(?P<mark>[^\s\w]|_)"
    r"|(?P<other>\w)"
)

NUMBER, SYLLABLE, NEWLINE, MARK = "number", "syllable", "newline", "mark"


class Token(Struct, frozen=True, gc=False):
    """A piece of the canonical text: what it says in lower case, where it stands, what it is.

    A text has thousands of them: that is what makes a Struct worth it.
    """

    text: str
    start: int
    end: int
    kind: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in order; blanks are left out, positions count in ``text``."""
    stop = len(text) if end is None else end
    return [
        Token(match[0], match.start(), match.end(), match.lastgroup or "")
        for match in _TOKEN.finditer(text, start, stop)
    ]
