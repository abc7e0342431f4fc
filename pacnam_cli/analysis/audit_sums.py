"""Wholes against their parts: "54 chi, đảng bộ: phường 8, lực lượng vũ trang 2, ...".

A sum that comes out is reported wherever the text ties the parts to the whole; a sum that does not only where the text
says that the parts are all ("gồm", a list after a colon) and none may overlap with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pacnam_cli.analysis import audit_numbers as numbers
from pacnam_cli.analysis.audit_addition import LARGE, Sum, added, overlap
from pacnam_cli.analysis.audit_lists import miscounted
from pacnam_cli.analysis.audit_tallies import said_before
from pacnam_cli.analysis.audit_totals import ratios, remainder
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot, comparable
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load, whole_words

_WORDS = load("audit")


def _words(key: str) -> re.Pattern[str]:
    return pattern(whole_words(_WORDS[key]))


_FULL, _SOME = _words("full"), _words("some")
#: Any word that may announce parts, see also ``Landscape.opens``.
_TELLING = pattern(whole_words([*_WORDS["full"], *_WORDS["some"], *load("series")["opening"]]) + "|:")
_OPPOSITES = [tuple(pair[::step]) for pair in _WORDS["opposites"] for step in (1, -1)]
_SMALL = 20  # below it, numbers of different things add up by accident
_MOST = 40
_TINY = 1e-6  # sums that lack a larger share than this are still to grow
_NOUN = 14  # characters after a number in which its noun stands


class Additions(NamedTuple):
    """What adds up in a text, or should: ``sums`` in text order of the wholes, ``ratios`` on both sides."""

    sums: list[Sum]
    ratios: list[Sum]


def additions(land: Landscape) -> Additions:
    """The wholes of a text and the ratios that are wholes, each against its parts."""
    return Additions([*_sums(land)], [*ratios(land)])


def _sums(land: Landscape) -> Iterator[Sum]:
    """Wholes against their parts, in text order of the wholes."""
    for whole in land.slots:
        if whole.family == "percent" or whole.figure.upper is not None or whole.figure.value <= 0:
            continue
        found = _after(land, whole) or remainder(land, whole) or said_before(land, whole)
        if found is not None:
            yield found
            # A total may be stated once and split twice: before it and after it.
            if found.parts[0].position < whole.position:
                continue
            again = said_before(land, whole)
            if again is not None and again.parts != found.parts:
                yield again


def _after(land: Landscape, whole: Slot) -> Sum | None:
    for first in _firsts(land, whole):
        if (found := _from(land, whole, first)) is not None:
            return found
    return None


def _from(land: Landscape, whole: Slot, first: Slot) -> Sum | None:
    told = _told(land, whole, first)
    cue, exhaustive = _cue(land, whole, first) if told else (False, False)
    cue = cue or _opposed(land, first)
    large = whole.figure.value >= LARGE and whole.figure.value % 100 != 0
    for strict in (True, False) if cue or large else ():
        parts = _collect(land, whole, first, cue=cue, exhaustive=exhaustive, strict=strict)
        if len(parts) > 1 and not overlap(land, parts):
            return added(whole, parts)
    return miscounted(land, whole, first, told=told)


def _firsts(land: Landscape, whole: Slot) -> Iterator[Slot]:
    """The figures after ``whole`` that may be the first of its parts: the next, and the first after "trong đó"."""
    number, found = whole.sentence, False
    for slot in land.slots[whole.position + 1 : whole.position + 8]:
        if slot.sentence > number + 1 or slot.start - whole.end > 400:
            return
        if slot.family != whole.family or slot.role != whole.role:
            continue
        opened = slot.nested and (slot.sentence > number or not land.slots[slot.position - 1].nested)
        if opened or not found:
            yield slot
        if opened:
            return
        found = True


def _told(land: Landscape, whole: Slot, first: Slot) -> bool:
    """Whether anything may announce parts between ``whole`` and ``first``; between most figures nothing does."""
    gap = land.text[whole.end : first.start]
    return "(" in gap or first.bracket > whole.start or _TELLING.search(gap) is not None or land.is_whole(whole)


def _cue(land: Landscape, whole: Slot, first: Slot) -> tuple[bool, bool]:
    """Whether the text announces parts between ``whole`` and ``first``, and whether it says that they are all."""
    gap = land.text[whole.end : first.start]
    exhaustive = (
        _FULL.search(land.gap(whole, first)) is not None
        or (land.opens(whole, first) and _SOME.search(gap) is None)
        or (first.bracket > whole.start and re.search(r"\((?:\s*gồm|[^()]*:)?\s*$", gap) is not None)
    )
    cue = exhaustive or _SOME.search(gap) is not None or first.bracket > whole.start or land.is_whole(whole)
    return cue, exhaustive


def _opposed(land: Landscape, first: Slot) -> bool:
    """Whether ``first`` and the next figure part people in two: "20 nam và 25 nữ"."""
    if first.position + 1 == len(land.slots):
        return False
    follower = land.slots[first.position + 1]
    left = land.text[first.number_end : min(follower.start, first.number_end + _NOUN)]
    right = land.text[follower.number_end : follower.number_end + _NOUN]
    return any(one in left and other in right for one, other in _OPPOSITES)


def _collect(land: Landscape, whole: Slot, first: Slot, *, cue: bool, exhaustive: bool, strict: bool) -> list[Slot]:
    """The figures from ``first`` on whose sum is ``whole``; [] where none is. Not ``strict``: of any unit."""
    parts: list[Slot] = []
    value = total = 0.0
    nearly = whole.figure.value - _TINY * max(1, whole.figure.value)
    sentence = whole.sentence + (2 if whole.figure.value >= LARGE else 1)
    if not cue:
        sentence = whole.sentence + 2
    for slot in land.slots[first.position : first.position + _MOST]:
        if slot.sentence > sentence:
            break
        if parts and whole.figure.value < LARGE and slot.sentence != parts[0].sentence:
            break
        if slot.bracket not in (first.bracket, whole.bracket) or (slot.bracket != first.bracket and parts):
            if slot.bracket != first.bracket and first.bracket > whole.start:
                break
            continue
        if slot.family != whole.family or slot.role != whole.role:
            continue
        if (slot.figure.kind == "ratio") != (whole.figure.kind == "ratio"):
            if strict and cue:
                continue
            break
        if strict and not _same_things(whole, slot, cue=cue):
            continue
        if parts and not strict and _SOME.search(land.gap(parts[-1], slot)):
            break
        parts.append(slot)
        value += slot.figure.value
        total += slot.figure.total or 0
        if value < nearly:
            continue
        if value > whole.figure.value and not numbers.same(value, whole.figure.value):
            break
        if numbers.same(value, whole.figure.value) and numbers.same(total, whole.figure.total or 0):
            if not strict and not exhaustive and whole.figure.value < _SMALL:
                break
            return parts if all(part.figure.approx == "exact" for part in parts) else []
    return []


def _same_things(whole: Slot, slot: Slot, *, cue: bool) -> bool:
    return comparable(whole, slot) or (cue and (whole.implied or slot.implied) and whole.family == "count")
