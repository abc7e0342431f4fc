"""What printed numbers stand for: intervals from their decimals, and numbers in Vietnamese style.

``86,5%`` stands for [86.45, 86.55), ``1,2 tỷ đồng`` for 1,15 to 1,25 tỷ; a count without scale word is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pacnam_cli.lexicon import load
from pacnam_cli.model import Check, CheckKind, Figure, Interval, Number, Status

_WORDING: dict[str, str] = load("audit")["wording"]
_TINY = 1e-9
#: How far a number may lie from what "hơn", "gần", "khoảng" were said of, as a share of it.
_LOOSE = 0.1
_SCALES: dict[int, str] = {scale: word for word, scale in load("audit")["scales"].items()}


class Range(NamedTuple):
    """The values a number may stand for: ``point`` as printed, from ``low`` to ``high``."""

    low: float
    point: float
    high: float


def printed(figure: Figure) -> Range:
    """What the value of ``figure`` stands for by its decimals; approximations count as printed."""
    return _spread(figure.value, figure)


def printed_total(figure: Figure) -> Range:
    """What the whole of a ratio stands for."""
    return _spread(figure.total or 0, figure)


def _spread(value: Number, figure: Figure) -> Range:
    exact = figure.kind in ("count", "ratio", "money") and figure.decimals == 0 and figure.scale == 1
    half = 0.0 if exact else 0.5 * 10.0**-figure.decimals * figure.scale
    return Range(value - half, value, value + half)


def add(ranges: Iterable[Range]) -> Range:
    """The range of a sum."""
    low = point = high = 0.0
    for each in ranges:
        low, point, high = low + each.low, point + each.point, high + each.high
    return Range(low, point, high)


def percent_of(part: Range, whole: Range) -> Range:
    """The range of ``part`` as a percentage of ``whole``; ``whole`` must be positive."""
    return Range(100 * part.low / whole.high, 100 * part.point / whole.point, 100 * part.high / max(whole.low, _TINY))


def meets(stated: Range, computed: Range) -> bool:
    """Whether two ranges have a value in common."""
    slack = _TINY * max(1.0, abs(stated.point), abs(computed.point))
    return computed.low <= stated.high + slack and stated.low <= computed.high + slack


def same(one: float, other: float) -> bool:
    """Whether two numbers are equal but for binary rounding."""
    return abs(one - other) <= _TINY * max(1.0, abs(one), abs(other))


def allows(stated: Figure, computed: float) -> bool:
    """Whether "gần 1.300", "hơn 90", "khoảng 5" may have been said of ``computed``."""
    slack = _LOOSE * abs(stated.value)
    low = stated.value - (slack if stated.approx in ("under", "about", "at_most") else 0)
    high = stated.value + (slack if stated.approx in ("over", "about", "at_least") else 0)
    return low <= computed <= high


def verdict(stated: Figure, said: Range, computed: Range, others: Sequence[Figure] = ()) -> Status:
    """How ``computed`` from ``others`` bears on ``said`` of ``stated``."""
    if same(said.point, computed.point) or (stated.kind == "percent" and said.low <= computed.point < said.high):
        return "holds"
    if stated.approx == "exact" and all(other.approx == "exact" for other in others):
        return "rounding" if meets(said, computed) else "contradicts"
    if stated.approx != "exact" and all(other.approx == "exact" for other in others):
        return "rounding" if allows(stated, computed.point) or meets(said, computed) else "undetermined"
    return "rounding" if meets(said, computed) else "undetermined"


def show(value: float, decimals: int = 0) -> str:
    """``value`` with ``decimals`` digits: 2712.5 with one gives "2.712,5"."""
    text = f"{value:,.{max(0, decimals)}f}"
    return text.translate(str.maketrans(",.", ".,"))


def show_figure(figure: Figure, value: Number | None = None, scale: Number = 1) -> str:
    """The value of ``figure`` in units of ``scale``, with the decimals it was printed with."""
    number = figure.value if value is None else value
    digits = figure.decimals
    if figure.scale != scale and not float(number / scale).is_integer():
        digits = max(digits, 1)
        while digits < 9 and not same(round(number / scale, digits), number / scale):
            digits += 1
    return show(number / scale, digits) + ("%" if figure.kind == "percent" else "")


def digits(figures: Iterable[Figure], scale: Number) -> int:
    """The most decimals one of ``figures`` has in units of ``scale``: two for 1.250 triệu in tỷ, "1,25"."""
    return max(len(show_figure(figure, None, scale).rstrip("%").partition(",")[2]) for figure in figures)


def common_scale(figures: Sequence[Figure]) -> tuple[Number, str]:
    """The scale in which to show ``figures`` together and what follows the numbers: (1000000000, " tỷ đồng")."""
    scale = max((figure.scale for figure in figures), default=1)
    if scale not in _SCALES:
        scale = 1
    money = any(figure.kind == "money" for figure in figures)
    words = [_SCALES.get(int(scale), ""), next((each.unit for each in figures if money and each.unit), None)]
    suffix = " ".join(word for word in words if word)
    return scale, f" {suffix}" if suffix else ""


def finding(
    kind: CheckKind,
    status: Status,
    *,
    stated: Figure,
    value: Number,
    computed: Range,
    formula: str,
    shown: tuple[str, str],
    figures: Sequence[Figure],
    parts: Sequence[Figure] = (),
) -> Check:
    """A check with its message; ``shown`` are the stated and the computed number as the reader sees them."""
    message = _WORDING[f"{kind}_{status}"].format(stated=shown[0], computed=shown[1])
    if stated.approx != "exact" and status != "holds":
        message = f"{message} {_WORDING['approximate']}"
    seen = list(dict.fromkeys(figure.id for figure in figures))
    return Check(
        id="",
        kind=kind,
        status=status,
        total=stated.id if kind == "sum" else None,
        parts=[part.id for part in parts],
        stated=value,
        computed=Interval(low=_plain(computed.low), high=_plain(computed.high)),
        formula=formula,
        message=message,
        figures=seen,
    )


def _plain(value: float) -> Number:
    rounded = round(value, 9)
    return int(rounded) if float(rounded).is_integer() else rounded
