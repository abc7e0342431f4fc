"""Numbers as the reader's language prints them: 2.712 and 68,82% in Vietnamese, 2,712 and 68.82% in English."""

from __future__ import annotations

from decimal import Decimal

from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure, Number
from pacnam_cli.rendering.cleaning import one_line
from pacnam_cli.rendering.wording import Words

#: Keeps a number and its unit on one line.
NBSP = "\u00a0"
_POINTS = tuple(load("labels")["points"])
_SHORT_FROM = 1_000_000
_SCALES = (10**12, 10**9, 10**6, 10**3)


def plain(value: Number | None) -> str:
    """The machine form: 2712, 68.82, empty for nothing; never an exponent."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return format(Decimal(str(value)), "f")


def numeral(value: Number, words: Words, decimals: int = 0) -> str:
    """``value`` with the language's separators and at least ``decimals`` digits after the decimal mark.

    >>> numeral(2712, words("vi"))
    '2.712'
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    text = format(exact, "f")
    printed = len(text.partition(".")[2].rstrip("0"))
    grouped = format(exact, f",.{max(decimals, printed)}f")
    return grouped.translate({ord(","): words("group"), ord("."): words("decimal")})


def amount(figure: Figure, words: Words, *, bare: bool = False) -> str:
    """The number of ``figure`` as short as it is written: "2.712", "47/55", "68,82%", "1,2 tỷ", "90–100".

    The unit follows only where it is part of the number (%); comparators are not included. ``bare``: without the scale
    word, where the head of a column says it.
    """
    scale = _scale(figure, words)
    if scale == 1 and figure.kind == "money" and figure.value >= _SHORT_FROM and words.lang == "vi":
        written = one_line(figure.text)  # "1 tỷ 200 triệu đồng" has no one scale
        if any(char.isalpha() for char in written):
            return written.removesuffix(figure.unit or "").rstrip()
    parts = [_scaled(figure.value, scale, figure, words)]
    if figure.upper is not None:
        parts = ["–".join([*parts, _scaled(figure.upper, scale, figure, words)])]
    if figure.total is not None:
        parts = ["/".join([*parts, _scaled(figure.total, scale, figure, words)])]
    if scale != 1 and not bare:
        parts.append(words.term("scale", str(int(scale))))
    if in_points(figure):
        return NBSP.join((*parts, one_line(figure.unit or "")))
    if figure.kind == "percent":
        return parts[0] + "%"
    return NBSP.join(parts)


def in_points(figure: Figure) -> bool:
    """Whether the figure counts percentage points, which are no percent: "0,7 điểm %"."""
    return figure.kind == "percent" and one_line(figure.unit or "").casefold().startswith(_POINTS)


def _scale(figure: Figure, words: Words) -> Number:
    """The power of a thousand the number is best told in: as written where known, else for round sums of money."""
    if figure.scale in _SCALES:
        return figure.scale
    if figure.scale == 1 and figure.kind == "money" and words.lang == "en" and figure.value >= _SHORT_FROM:
        return next(s for s in _SCALES if figure.value >= s)
    return 1


def _scaled(value: Number, scale: Number, figure: Figure, words: Words) -> str:
    if scale == 1:  # a scale without a word of its own (vạn) takes the decimals with it
        return numeral(value, words, figure.decimals if figure.scale == 1 else 0)
    return numeral(float(Decimal(str(value)) / Decimal(str(scale))), words, figure.decimals)
