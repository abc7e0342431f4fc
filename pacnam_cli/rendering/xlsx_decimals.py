"""How many decimals a number of a workbook is shown with: those it is printed with in the text."""

from __future__ import annotations

from decimal import Decimal

from pacnam_cli.model import Cell, Figure, Number
from pacnam_cli.rendering.cleaning import one_line

_MOST = 15


def figure_decimals(figure: Figure, value: Number) -> int:
    """For ``value``, one of the numbers of ``figure``: "8,50%" has two, "1,2 tỷ đồng" none in đồng."""
    return _within(max(figure.decimals if figure.scale == 1 else 0, _digits(value)))


def cell_decimals(cell: Cell, figure: Figure | None) -> int:
    """For the number of ``cell``; without a figure, the decimals that its text is written with."""
    if cell.value is None:
        return 0
    if figure is not None:
        return figure_decimals(figure, cell.value)
    return _within(max(_written(one_line(cell.text), cell.value), _digits(cell.value)))


def _written(text: str, value: Number) -> int:
    """The decimals that make the digits of ``text`` the number ``value``: "1.008,50" is 100850 with two of them."""
    digits = "".join(char for char in text if char in "0123456789")
    if not digits or len(digits) > _MOST:
        return 0
    exact = abs(Decimal(str(value)))
    return next((places for places in range(len(digits)) if Decimal(digits).scaleb(-places) == exact), 0)


def _digits(value: Number) -> int:
    """The digits after the decimal mark that ``value`` itself has."""
    exact = Decimal(str(value))
    return len(format(exact, "f").partition(".")[2].rstrip("0")) if exact.is_finite() else 0


def _within(decimals: int) -> int:
    return min(decimals, _MOST)
