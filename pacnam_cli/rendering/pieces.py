"""Styled text without a medium: a ``Piece`` is text in one style, a ``Line`` is pieces in a row.

A no-break space keeps a number with its unit; every medium that cannot break lines writes it as a common space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pacnam_cli.rendering.numerals import NBSP

Style = Literal["", "number", "soft", "label", "actor", "title", "good", "bad", "warn", "up", "down", "bar", "rest"]


class Piece(NamedTuple):
    """Text in one style; ``figure`` is the id of the figure whose number it is."""

    text: str
    style: Style = ""
    figure: str = ""


Line = list[Piece]


def string(line: Iterable[Piece]) -> str:
    """The line as plain text, without blanks at its end."""
    return "".join(piece.text for piece in line).replace(NBSP, " ").rstrip()


def joined(items: Iterable[Sequence[Piece]], mark: str = " · ") -> Line:
    """``items`` in one line with ``mark`` between them; the mark stays with the item before it."""
    line: Line = []
    for item in items:
        if line:
            line.append(Piece(NBSP + mark.lstrip(" "), "soft") if mark.startswith(" ") else Piece(mark, "soft"))
        line.extend(item)
    return line
