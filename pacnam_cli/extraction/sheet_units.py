"""Units that are named apart from their numbers: "Đơn vị tính: triệu đồng", "Diện tích (ha)", "Số đảng viên"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pacnam_cli.extraction.passages import passages
from pacnam_cli.extraction.single_quantities import single
from pacnam_cli.language.folding import Folded, fold_word
from pacnam_cli.language.numerals import read_numeral
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load
from pacnam_cli.model import Kind

_UNITS = load("sheets")["units"]
_ANNOUNCED = pattern(
    rf"\(?\s*{alternation(_UNITS['announced'])}\s*(?:[:.]\s*)?"
    r"(?P<unit>[^\s()|;\n](?:[^()|;\n]*?[^\s()|;\n])??)\s*(?:[).]\s*)?\Z"
)
_INSIDE = pattern(
    rf"[(\[]\s*(?:{alternation(_UNITS['announced'])}\s*(?::\s*)?)?(?P<unit>[^\s()\[\]](?:[^()\[\]]*[^\s()\[\]])?)\s*[)\]]"
)
_PERCENT = pattern(r"(?<!\w)%|%(?!\w)")
_COUNTED = pattern(rf"{alternation(_UNITS['counted'])}(?!\w)\s*(?P<noun>\S.*)\Z")
_WRITTEN: dict[str, str] = dict(_UNITS["written"])
_THOUSANDS = pattern(r"1[. ]?000[ ]*(?=[^\W\d])")
_THOUSAND: str = _UNITS["thousand"]
_LONGEST = 40  # characters of a unit


class SheetUnit(NamedTuple):
    """A unit: the kind of what it measures, its name, what a number in it is multiplied by, and how it was written.

    ``surely`` is false where a noun only may be what is counted.
    """

    kind: Kind
    name: str
    scale: int
    written: str
    surely: bool = True


def announced_unit(line: str) -> SheetUnit | None:
    """The unit that a line beside a table announces: "Đơn vị tính: triệu đồng", "(ĐVT: người)"."""
    match = _ANNOUNCED.match(fold_word(line.strip())) if len(line) <= 80 else None
    return unit_named(_like(line.strip(), match)) if match else None


def unit_within(text: str) -> tuple[SheetUnit, str] | None:
    """The unit that a head or a label has in brackets or after a comma, and the text without it."""
    low = fold_word(text)
    for match in reversed(list(_INSIDE.finditer(low))):
        if (unit := unit_named(_like(text, match))) is not None:
            return unit, " ".join((text[: match.start()] + text[match.end() :]).split())
    head, comma, rest = text.rpartition(",")
    unit = unit_named(rest.strip()) if comma else None
    if unit is not None and unit.surely and (unit.kind != "count" or unit.scale > 1):  # not "Cán bộ, công chức"
        return unit, head.strip()
    if _PERCENT.search(low):
        return SheetUnit("percent", "%", 1, "%"), text
    return None


def unit_counted(text: str) -> SheetUnit | None:
    """What a head or a label counts: "Số đảng viên mới" (đảng viên mới), "Hộ nghèo"; None for "Thu ngân sách".

    ``surely`` where it says so ("Số ...").
    """
    if fold_word(text) in generic_heads():
        return None
    match = _COUNTED.match(fold_word(text))
    noun = text[match.start("noun") :] if match else text
    noun = " ".join(noun.split())
    if len(noun) > 2 * _LONGEST or fold_word(noun) in generic_heads():
        return None
    unit = _read(_small(noun))
    if unit is None or unit.kind == "percent" or not (match or (unit.surely and unit.kind == "count")):
        return None
    rest = noun[len(unit.name) :].lstrip()
    return None if rest[:1].isupper() else unit._replace(surely=match is not None)  # "Xã Tân Lâm" is a place


@lru_cache(maxsize=1024)
def unit_named(text: str) -> SheetUnit | None:
    """The unit that ``text`` is and nothing else; None where it is none."""
    short = " ".join(fold_word(text).split()).strip(" :.")
    if not short or len(short) > _LONGEST:
        return None
    if short in _WRITTEN:
        text = _WRITTEN[short]
    elif thousands := _THOUSANDS.match(short):
        text = f"{_THOUSAND} {text.strip()[thousands.end() :]}"
    unit = _read(_small(text), whole=True)
    return unit._replace(written=short) if unit is not None else None


@lru_cache(maxsize=1024)
def _read(text: str, whole: bool = False) -> SheetUnit | None:
    """The unit at the head of ``text``, as it is read behind a number in prose."""
    folded = Folded(f"2 {text}")
    (passage,) = passages(folded, [(0, len(folded.text))], [0], [])
    number = read_numeral(passage.tokens, 0)
    mention = single(passage, number) if number is not None else None
    if number is None or mention is None or not mention.named or mention.unit is None:
        return None
    if whole and mention.after < len(passage.tokens):
        return None
    surely = mention.surely
    if mention.kind == "count":
        one_word = passage.word_end(number.last) >= mention.after  # "xã hội" is no commune
        surely = mention.listed and not (one_word and fold_word(mention.unit) not in _heads())
    return SheetUnit(mention.kind, mention.unit, int(mention.value // 2), text, surely)


def _like(text: str, match: re.Match[str]) -> str:
    """The unit of ``match`` with the capitals of ``text``, which is as long as what was matched."""
    return text[match.start("unit") : match.end("unit")]


@cache
def _heads() -> frozenset[str]:
    return frozenset(load("counted")["heads"]["words"])


def _small(text: str) -> str:
    """``text`` as it stands inside a sentence: "Người" as "người", but "USD"."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or len(text) == 1 else text


@cache
def generic_heads() -> frozenset[str]:
    """Heads that say which number stands below and not of what: "Số lượng", "Thực hiện"; a plan is told apart."""
    sheets = load("sheets")
    columns = sheets["columns"]
    return frozenset(
        [*sheets["heads"]["generic"], *columns["result"], *columns["total"], *columns["some"], *columns["parts"]]
    )
