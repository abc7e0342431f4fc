"""Figures as slots, and which of them may share a column: the same kind of amount, the same role, the same unit."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import Struct

from pacnam_cli.lexicon import load
from pacnam_cli.model import Figure

_WORDS: dict[str, Any] = load("series")
_SHORT = frozenset(_WORDS["short_heads"])
_GENERAL = frozenset(_WORDS["general_people"])
_PEOPLE = tuple(_WORDS["people"])
_WORDS_OF_KIND = 2  # syllables two nouns of one kind share: "di tích", but not "di"


class Slot(Struct):
    """A figure in its surroundings: ``start`` takes in "hơn", ``number_end`` ends the number, ``end`` its unit too."""

    position: int
    figure: Figure
    start: int
    number_end: int
    end: int
    unit: tuple[str, ...]
    family: str
    role: str
    bracket: int
    implied: bool  # the unit is understood from the sentence, not written after the number
    band: bool  # the number may describe what another counts: "dưới 30 tuổi", "từ 26 đến 35"
    nested: bool = False  # one of the parts after "trong đó"
    stand: tuple[str, str, bool, bool] = ("", "", False, False)  # its family and role, and if in brackets or nested
    sentence: int = 0  # the number of its sentence
    begin: int = 0  # where that begins
    until: int = 0  # and ends

    @property
    def exact(self) -> bool:
        """Whether the number is one value and meant as printed: no "hơn 90", no "từ 90 đến 100"."""
        return self.figure.approx == "exact" and self.figure.upper is None


def same_unit(left: Slot, right: Slot) -> bool:
    """Whether two units head the same column: "đại biểu được bầu" and "đại biểu", "người" and "đại biểu"."""
    return _one_head(left.unit, right.unit)


@lru_cache(maxsize=4096)
def _one_head(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if not left or not right or left == right:
        return True
    shared = 0
    for word, same in zip(left, right, strict=False):
        if word != same:
            break
        shared += 1
    if shared == min(len(left), len(right)) or shared >= 2:
        return True
    if shared == 1 and left[0] in _SHORT:
        return True
    one, other = " ".join(left), " ".join(right)
    return (one in _GENERAL and (other in _GENERAL or other.startswith(_PEOPLE))) or (
        other in _GENERAL and one.startswith(_PEOPLE)
    )


def is_general(slot: Slot) -> bool:
    """Whether people are counted by a general word: "7 người", "12 trường hợp"."""
    return " ".join(slot.unit) in _GENERAL


def kindred(left: Slot, right: Slot) -> bool:
    """Whether two counts name things of one kind by their first or last words: "tỉnh ủy viên", "đảng ủy viên"."""
    if left.family != "count" or right.family != "count" or left.role != right.role:
        return False
    if min(len(left.unit), len(right.unit)) < _WORDS_OF_KIND:
        return False
    return left.unit[:_WORDS_OF_KIND] == right.unit[:_WORDS_OF_KIND] or (
        left.unit[-_WORDS_OF_KIND:] == right.unit[-_WORDS_OF_KIND:]
    )


def comparable(left: Slot, right: Slot) -> bool:
    """Whether two slots may stand in one column: the same kind of amount, the same role, the same unit."""
    if left.family != right.family or left.role != right.role:
        return False
    return left.family != "count" or left.role == "change" or _one_head(left.unit, right.unit)
