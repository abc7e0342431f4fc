"""What stands in a cell that is nothing but a number: "1.250", "12,5%", "47/55", "10 - 12", "-3,2", "> 90"."""

from __future__ import annotations

import re

from msgspec import Struct

from pacnam_cli.language.digits import Style, read_digits
from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.tokens import tokenize
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Approx, Direction, Number

_CELLS: dict[str, list[str]] = load("sheets")["cells"]
_BOUNDS: dict[str, Approx] = {
    **dict.fromkeys(_CELLS["over"], "over"),
    **dict.fromkeys(_CELLS["under"], "under"),
    **dict.fromkeys(_CELLS["at_least"], "at_least"),
    **dict.fromkeys(_CELLS["at_most"], "at_most"),
    **dict.fromkeys(_CELLS["about"], "about"),
}
_TURNS: dict[str, Direction] = {**dict.fromkeys(_CELLS["up"], "up"), **dict.fromkeys(_CELLS["down"], "down")}
_NONE = frozenset(_CELLS["none"])

_DIGITS = r"\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_CELL = pattern(
    rf"""(?P<open>[(\[])?[ ]*(?:(?P<bound>{alternation(_BOUNDS)})[ ]*)?
    (?P<number>
        (?:(?P<turn>{alternation(_TURNS)})[ ]*)?(?P<low>{_DIGITS})(?:[ ]*%)?
        (?:[ ]*(?P<middle>[-/]|{alternation(_CELLS["to"])})[ ]*(?P<high>{_DIGITS}))?(?P<percent>[ ]*%)?
    )[ ]*(?P<close>[)\]])?(?:[ ]*\*+|[ ]*\(\*\))?\Z""",
    re.VERBOSE,
)
_YEAR = pattern(r"(?:19|20)\d\d")
_LONG = 9  # digits from which on a number that begins with 0 is a telephone's


class CellNumber(Struct, frozen=True):
    """A number in a cell; ``start`` and ``end`` count in the cell's text. ``year``: it may as well be a year."""

    value: Number
    start: int
    end: int
    decimals: int
    upper: Number | None = None
    total: Number | None = None
    percent: bool = False
    approx: Approx = "exact"
    direction: Direction | None = None
    year: bool = False


def is_none(text: str) -> bool:
    """Whether the canonical ``text`` of a cell says that there is no number: "-", "x", "…"."""
    return text in _NONE


def cell_number(text: str, style: Style) -> CellNumber | None:
    """The number that the canonical ``text`` of a cell is; None where it is something else or has words beside it."""
    match = _CELL.match(text) if len(text) <= 60 and any(map(str.isdigit, text)) else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    low, high = _read(match["low"], style), _read(match["high"], style) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return None
    if match["low"][0] == "0" and match["low"].isdigit() and len(match["low"]) > 1:
        return None  # a code, a telephone number
    start, end = match.span("number")
    turn = match["turn"]
    if turn in ("+", "-") and match.start("low") - match.start("turn") > 1:
        start, turn = match.start("low"), None  # a bullet
    direction = _TURNS[turn] if turn else None
    value, decimals = low
    if high is not None and match["middle"] == "/":
        if _dated(match["low"], match["high"]) or high[0] == 0:
            return None
        return CellNumber(value, start, end, decimals, total=high[0])
    if high is not None:
        if high[0] <= value or (_YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"])):
            return None
        return CellNumber(value, start, end, max(decimals, high[1]), upper=high[0], percent="%" in match.group())
    bound = _BOUNDS[match["bound"]] if match["bound"] else "exact"
    percent = "%" in match.group()
    year = _YEAR.fullmatch(match["low"]) is not None and not percent and turn is None
    return CellNumber(value, start, end, decimals, percent=percent, approx=bound, direction=direction, year=year)


def _read(written: str, style: Style) -> tuple[Number, int] | None:
    """The value of digits and how many of them are decimals."""
    number = read_digits(tokenize(written.replace(" ", "")), 0, style)
    if number is None or number.value >= 10**18:
        return None
    whole = int(number.value)
    return (whole if whole == number.value else float(number.value)), number.decimals


def _dated(low: str, high: str) -> bool:
    """Whether a month and a year are meant: "12/2023"."""
    return _YEAR.fullmatch(high) is not None and low.isdigit() and int(low) <= 12
