"""Shares that make up a whole: "cơ cấu kinh tế: nông nghiệp 34,2%; công nghiệp 38,5%; dịch vụ 27,3%"."""

from __future__ import annotations

from collections.abc import Iterator

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_addition import WORDING
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words
from pacnam_cli.model import Check, Interval, Status

_WORDS = load("audit")
_STRUCTURE = pattern(whole_words(_WORDS["structure"]))
_WHOLE = 100
_FEWEST = 3
_SLIP = 6.0  # points a structure may be off to be a slip and not a list of some of its shares


def structures(land: Landscape) -> Iterator[Check]:
    """A check for each sentence that lists the shares of a structure, each once."""
    for number, (start, end) in enumerate(land.sentences):
        slots = land.slots[land.first_from(start) : land.first_from(end)]
        if len(slots) < _FEWEST or not all(map(_share, slots)):
            continue
        told = _STRUCTURE.search(land.text, start, end)
        if told is None or any(slot.start < told.end() for slot in slots):
            continue
        if slots[0].sentence == number and (check := _check(slots)) is not None:
            yield check


def _share(slot: Slot) -> bool:
    figure = slot.figure
    plain = figure.kind == "percent" and figure.upper is None and figure.approx == "exact" and slot.bracket < 0
    return plain and figure.role in ("share", "rate", "value")


def _check(slots: list[Slot]) -> Check | None:
    figures = [slot.figure for slot in slots]
    computed = numbers.add(numbers.printed(figure) for figure in figures)
    digits = max(figure.decimals for figure in figures)
    off = abs(round(computed.point - _WHOLE, 9))
    status: Status = "holds" if not off else "rounding" if computed.low <= _WHOLE <= computed.high else "contradicts"
    if off > _SLIP:
        return None
    said, got = f"{_WHOLE}%", numbers.show(computed.point, digits) + "%"
    sign = {"holds": "", "rounding": f" ≈ {said}"}.get(status, f" ≠ {said}")
    return Check(
        id="",
        kind="sum",
        status=status,
        parts=[figure.id for figure in figures],
        stated=_WHOLE,
        computed=Interval(low=round(computed.low, 9), high=round(computed.high, 9)),
        formula=" + ".join(numbers.show_figure(figure) for figure in figures) + f" = {got}{sign}",
        message=WORDING[f"structure_{status}"].format(stated=said, computed=got),
        figures=[figure.id for figure in figures],
    )
