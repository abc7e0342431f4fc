"""A sum as a check: whether parts come to their whole, and whether they may be counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words
from pacnam_cli.model import Check, Figure, Status

_WORDS = load("audit")
WORDING: dict[str, str] = _WORDS["wording"]
#: Words of parts that may be counted twice: one person may be a woman, young, of a school.
OVERLAPPING = pattern(whole_words(_WORDS["overlapping"]))
_LABEL_END = pattern(r"[,;.()\n]")
#: A sum of this size that comes out by itself is no accident.
LARGE = 100


def overlap(land: Landscape, parts: Sequence[Slot]) -> bool:
    """Whether the parts are said to be women, young, of a school: one person may be in several of them."""
    texts = []
    for number, part in enumerate(parts):
        end = parts[number + 1].start if number + 1 < len(parts) else part.end + 40
        stop = _LABEL_END.search(land.text, part.end, end)
        start = max(land.slots[part.position - 1].end if part.position else 0, part.start - 30)
        begin = max(land.text.rfind(mark, start, part.start) for mark in ",;:(.\n")
        words = land.text[part.end : stop.start() if stop else end].split()[:3]
        texts.append(f"{land.text[max(start, begin + 1) : part.end]} {' '.join(words)}")
    marked = [text for text in texts if OVERLAPPING.search(text)]
    if not marked:
        return False
    for one, other in _WORDS["opposites"]:
        if len(parts) == 2 and any(one in text for text in texts) and any(other in text for text in texts):
            return False
    value = sum(part.figure.value for part in parts)
    return not (len(parts) > 2 and value >= LARGE)


class Sum(NamedTuple):
    """Parts that were set against their whole, and how they come out; ``rest``: the text does not say they are all."""

    whole: Slot
    parts: list[Slot]
    status: Status
    rest: bool = False

    def check(self) -> Check:
        """The sum as a check: for the reader, with its formula."""
        figures = self.whole.figure, [part.figure for part in self.parts]
        return _rest(*figures) if self.rest else _addition(*figures, self.status)


def added(whole: Slot, parts: Sequence[Slot]) -> Sum:
    """How ``parts`` come out against ``whole``, totals of ratios alike."""
    figure, figures = whole.figure, [part.figure for part in parts]
    status = _verdict(figure, figures)
    if figure.total is not None:
        total = numbers.add(map(numbers.printed_total, figures)).point
        if not numbers.same(figure.total, total):
            status = "contradicts" if figure.approx == "exact" else "undetermined"
    return Sum(whole, list(parts), status)


def _verdict(whole: Figure, parts: Sequence[Figure]) -> Status:
    """How the values come out, whatever their totals do."""
    return numbers.verdict(whole, numbers.printed(whole), numbers.add(map(numbers.printed, parts)), parts)


def _addition(whole: Figure, parts: Sequence[Figure], status: Status) -> Check:
    """The check of ``whole`` against the sum of ``parts``, which has the ``status``."""
    computed = numbers.add(map(numbers.printed, parts))
    scale, suffix = numbers.common_scale([whole, *parts])
    sign = "≈" if _verdict(whole, parts) == "rounding" else "≠"

    def line(stated: float, values: Sequence[float], got: float, equal: bool) -> str:
        left = " + ".join(numbers.show_figure(part, value, scale) for part, value in zip(parts, values, strict=True))
        digits = numbers.digits([whole, *parts], scale)
        end = "" if equal else f" {sign} {numbers.show_figure(whole, stated, scale)}"
        shown = numbers.show_figure(whole, stated, scale) if equal else numbers.show(got / scale, digits)
        return f"{left} = {shown}{end}"

    formula = line(
        whole.value, [part.value for part in parts], computed.point, numbers.same(whole.value, computed.point)
    )
    got = numbers.show(computed.point / scale, numbers.digits(parts, scale)) + suffix
    said = numbers.show_figure(whole, None, scale) + suffix
    if whole.total is not None:
        totals = numbers.add(map(numbers.printed_total, parts))
        equal = numbers.same(whole.total, totals.point)
        formula = f"{formula}; {line(whole.total, [part.total or 0 for part in parts], totals.point, equal)}"
        got, said = f"{got}/{numbers.show(totals.point)}", f"{said}/{numbers.show(whole.total)}"
    return numbers.finding(
        "sum",
        status,
        stated=whole,
        value=whole.value,
        computed=computed,
        formula=formula + suffix,
        shown=(said, got),
        figures=[whole, *parts],
        parts=parts,
    )


def _rest(whole: Figure, parts: Sequence[Figure]) -> Check:
    """What ``parts`` leave of ``whole`` where the text does not say that they are all: no verdict, but a number."""
    computed = numbers.add(map(numbers.printed, parts))
    scale, suffix = numbers.common_scale([whole, *parts])
    digits = numbers.digits([whole, *parts], scale)
    left = numbers.show((whole.value - computed.point) / scale, digits)
    taken = " - ".join(numbers.show_figure(part, None, scale) for part in parts)
    stated, got = numbers.show_figure(whole, None, scale), numbers.show(computed.point / scale, digits)
    check = numbers.finding(
        "sum",
        "undetermined",
        stated=whole,
        value=whole.value,
        computed=computed,
        formula=f"{stated} - {taken} = {left}{suffix}",
        shown=(stated + suffix, got + suffix),
        figures=[whole, *parts],
        parts=parts,
    )
    check.message = WORDING["sum_rest"].format(stated=stated + suffix, computed=got + suffix, rest=left + suffix)
    return check
