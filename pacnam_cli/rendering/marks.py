"""The signs of the views: bars in eighths of a cell, arrows, verdicts; each with its ASCII stand-in."""

from __future__ import annotations

from msgspec import Struct

from pacnam_cli.model import Approx, Status
from pacnam_cli.rendering.pieces import Line, Piece, Style

_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Marks(Struct, frozen=True):
    """The signs for one kind of terminal."""

    unicode: bool

    @property
    def up(self) -> str:
        """More than before."""
        return "▲" if self.unicode else "^"

    @property
    def down(self) -> str:
        """Less than before."""
        return "▼" if self.unicode else "v"

    @property
    def dot(self) -> str:
        """Between things told on one line."""
        return " · " if self.unicode else " | "

    @property
    def bullet(self) -> str:
        """At the head of an entry of a list."""
        return "•" if self.unicode else "*"

    @property
    def rule(self) -> str:
        """What a line across is drawn with."""
        return "─" if self.unicode else "-"

    def comparator(self, approx: Approx) -> str:
        """The sign before a number: "gần 800" and "dưới 800" are both "< 800", only the text says which."""
        return (_COMPARATORS if self.unicode else _PLAIN_COMPARATORS)[approx]

    def verdict(self, status: Status) -> Piece:
        """The sign of a check's outcome."""
        return Piece((_VERDICTS if self.unicode else _PLAIN_VERDICTS)[status], VERDICT_STYLES[status])

    def bar(self, part: float, cells: int, style: Style = "bar") -> Line:
        """A bar of ``cells`` cells filled for ``part`` (0 to 1; more is full), the rest dotted."""
        part = min(max(part, 0.0), 1.0)
        if not self.unicode:
            full = round(part * cells)
            return [Piece("#" * full, style), Piece("." * (cells - full), "rest")]
        # Something is never shown as nothing, nor less than all as all.
        eighths = round(part * cells * 8)
        eighths = max(eighths, 1) if part > 0 else 0
        eighths = min(eighths, cells * 8 - 1) if part < 1 else eighths
        full, over = divmod(eighths, 8)
        head = "█" * full + (_EIGHTHS[over] if over else "")
        return [Piece(head, style), Piece("░" * (cells - len(head)), "rest")]


_COMPARATORS: dict[Approx, str] = {
    "exact": "",
    "about": "≈",
    "over": ">",
    "under": "<",
    "at_least": "≥",
    "at_most": "≤",
}
_PLAIN_COMPARATORS: dict[Approx, str] = {**_COMPARATORS, "about": "~", "at_least": ">=", "at_most": "<="}
_VERDICTS: dict[Status, str] = {"holds": "✓", "rounding": "≈", "contradicts": "✗", "undetermined": "?"}
_PLAIN_VERDICTS: dict[Status, str] = {"holds": "+", "rounding": "~", "contradicts": "X", "undetermined": "?"}
VERDICT_STYLES: dict[Status, Style] = {
    "holds": "good",
    "rounding": "good",
    "contradicts": "bad",
    "undetermined": "warn",
}
