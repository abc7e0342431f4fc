"""The same indicator stated twice, in the headline, the lead and the text: all must say the same.

Numbers of one indicator may still be of different scope; only what looks like a slip is a contradiction: a headline
against the one statement of the text, or two numbers of which one is the other with a digit changed or two exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.indicators import Candidates
from pacnam_cli.lexicon import load
from pacnam_cli.model import Check, Figure, Status

_KEYS = frozenset(load("audit")["stated_once"])
_NEAR = 0.25  # how far a headline may be off, as a share, to be a slip and not another count
_DIGITS = 3  # numbers with fewer digits differ in one of them by accident
_LEAST = 10  # numbers below it are the same by accident


def repeats(fitting: Sequence[Candidates], title_end: int) -> list[Check]:
    """The checks of indicators stated several times; ``title_end`` is where the headline ends."""
    found = []
    for each in fitting:
        if each.key not in _KEYS:
            continue
        stated = sorted((figure for figure in each.figures if _comparable(figure)), key=lambda figure: figure.span)
        if len(stated) < 2:
            continue
        first = stated[0]
        others = [other for other in stated[1:] if _alike(first, other)]
        found += list(_repeated(first, others, first.span[0] < title_end))
    return found


def _comparable(figure: Figure) -> bool:
    return figure.upper is None and figure.role != "change" and figure.approx in ("exact", "over", "under", "about")


def _alike(one: Figure, other: Figure) -> bool:
    """Whether both count the same in the same time, in sentences of their own."""
    periods = {period.casefold() for period in (one.period, other.period) if period}
    same = one.kind == other.kind and (one.total is None) == (other.total is None)
    return same and len(periods) < 2 and one.sentence != other.sentence


def _repeated(first: Figure, others: Sequence[Figure], headline: bool) -> Iterator[Check]:
    exact = [other for other in others if other.approx == "exact"]
    for other in others:
        if (status := _agree(first, other)) is not None:
            if first.value >= _LEAST or first.kind in ("percent", "ratio"):
                yield _check(first, other, status)
            return
    if first.approx != "exact" or len(exact) != 1:
        return
    if (headline and len(others) == 1 and _close(first, exact[0])) or _slipped(first, exact[0]):
        yield _check(first, exact[0], "contradicts")


def _agree(one: Figure, other: Figure) -> Status | None:
    """Whether both say the same, as printed or as far as "hơn 90" goes; None where they do not."""
    if numbers.same(one.value, other.value) and numbers.same(one.total or 0, other.total or 0):
        return "holds"
    if one.total is not None:
        return None
    for rounded, figure in ((one, other), (other, one)):
        if rounded.approx != "exact" and numbers.allows(rounded, figure.value):
            return "rounding"
    if one.approx == other.approx == "exact" and numbers.meets(numbers.printed(one), numbers.printed(other)):
        return "rounding"
    return None


def _close(one: Figure, other: Figure) -> bool:
    if one.total is not None and other.total is not None and not numbers.same(one.total, other.total):
        return numbers.same(one.value, other.value)
    return abs(one.value - other.value) <= _NEAR * max(abs(one.value), abs(other.value))


def _slipped(one: Figure, other: Figure) -> bool:
    """Whether the two differ as a slip of the pen does: 4.527 and 4.572, 1.304 and 1.394."""
    if one.total != other.total or one.decimals != other.decimals or one.scale != other.scale:
        return False
    left, right = (numbers.show(figure.value / figure.scale, figure.decimals) for figure in (one, other))
    places = [at for at, (here, there) in enumerate(zip(left, right, strict=False)) if here != there]
    if len(left) != len(right) or sum(char.isdigit() for char in left) < _DIGITS:
        return False
    exchanged = len(places) == 2 and [left[at] for at in places] == [right[at] for at in reversed(places)]
    return places != [0] and (len(places) == 1 or exchanged)


def _check(first: Figure, other: Figure, status: Status) -> Check:
    """The check of ``other`` against ``first``, which was said before."""
    said, again = (_shown(figure) for figure in (first, other))
    sign = {"holds": "=", "rounding": "≈"}.get(status, "≠")
    return numbers.finding(
        "repeat",
        status,
        stated=first,
        value=first.value,
        computed=numbers.printed(other),
        formula=f"{said} {sign} {again}",
        shown=(said, again),
        figures=[first, other],
    )


def _shown(figure: Figure) -> str:
    scale, suffix = numbers.common_scale([figure])
    total = f"/{numbers.show(figure.total)}" if figure.total is not None else ""
    return numbers.show_figure(figure, None, scale) + total + suffix
