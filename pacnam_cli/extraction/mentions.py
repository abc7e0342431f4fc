"""A quantity on its way from number to figure: what the recogniser reads and context completes."""

from __future__ import annotations

from msgspec import Struct

from pacnam_cli.extraction.passages import Passage
from pacnam_cli.model import Approx, Direction, Kind, Number, Role


class Mention(Struct):
    """A number with what stands right beside it. Token indexes count in ``passage``; ``last`` and ``after`` exclusive.

    ``first``-``last`` is the number itself with its % sign, scale and currency word; ``after`` is where its unit ends.
    ``named`` says that the unit was read beside the number (not inferred), ``surely`` that it is a known unit.
    """

    passage: Passage
    first: int
    last: int
    after: int
    kind: Kind
    value: Number
    total: Number | None = None
    upper: Number | None = None
    decimals: int = 0
    scale: int = 1
    spelled: bool = False
    unit: str | None = None
    named: bool = False
    surely: bool = False
    listed: bool = False
    approx: Approx = "exact"
    bound_first: int = -1
    role: Role = "value"
    direction: Direction | None = None
    whole: str | None = None
    whole_last: int = -1
    subject: str | None = None
    actor: str | None = None
    action: str | None = None
    period: str | None = None
    relates_to: Mention | None = None

    @property
    def start(self) -> int:
        """Where the number begins in the canonical text."""
        return self.passage.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the number ends in the canonical text."""
        return self.passage.tokens[self.last - 1].end

    @property
    def close(self) -> int:
        """The token after the unit, or after the noun that a percentage is of."""
        return max(self.after, self.whole_last)

    @property
    def lead(self) -> int:
        """The index of the first token of the number or of the bound before it ("hơn 3.000": of "hơn")."""
        return self.bound_first if self.bound_first >= 0 else self.first
