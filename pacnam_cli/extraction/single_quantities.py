"""One number with the unit right beside it, or without: "1,2 tỷ đồng", "85 tổ chức đảng", "khiển trách 34"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction import amounts, codes, units
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.extraction.units import Unit
from pacnam_cli.language.numerals import Numeral
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load


class _Knowledge(NamedTuple):
    one_before: Phrases[str]
    money: frozenset[str]
    money_nouns: frozenset[str]
    times: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    return _Knowledge(
        one_before=Phrases.of(load("units")["per"]["one_before"]),
        money=frozenset(load("quantities")["money"]["context"]),
        money_nouns=frozenset(load("quantities")["money"]["nouns"]),
        times=frozenset(load("quantities")["numbers"]["times"]),
    )


def single(passage: Passage, number: Numeral) -> Mention | None:
    """``number`` with the unit beside it, None where it only names: "30a", "tivi 4K", "The Voice 2017"."""
    unit = unit_of(passage, number)
    if amounts.lettered(passage, number) and not _thousands(passage, number, unit):
        return None
    mention = Mention(
        passage=passage,
        first=number.first,
        last=number.last,
        after=number.last,
        kind="count",
        value=number.value,
        decimals=number.decimals,
        scale=number.scale,
        spelled=number.spelled,
    )
    sign = units.currency_before(passage, number.first)
    if sign is not None and (unit is None or unit.kind == "count"):
        mention.first, mention.kind, mention.unit = sign[0], "money", sign[1]
        mention.named = mention.surely = True
        return mention
    if unit is None:
        return None if _only_names(passage, number) else _without_unit(passage, mention)
    if not unit.listed and (codes.like_year(passage, number) or codes.after_name(passage, number.first)):
        return None
    mention.kind, mention.unit, mention.named, mention.surely = unit.kind, unit.name, True, unit.surely
    mention.listed = unit.listed
    mention.last, mention.after = max(unit.core, number.last), unit.last
    if unit.rest is not None:
        mention.value, mention.decimals = number.value + unit.rest.value, unit.rest.decimals
    if (
        unit.kind == "count"
        and unit.listed
        and unit.name not in _knowledge().times
        and amounts.in_thousands(passage, number)
    ):
        mention.value, mention.decimals = round(number.value * 1000), 0
    if unit.kind == "count" and mention.decimals and mention.scale == 1 and unit.name not in _knowledge().times:
        mention.kind = "measure"  # an average: "13,3 trạm"
    if mention.value == 1 and _denominator(passage, number):
        return None
    return mention


def _only_names(passage: Passage, number: Numeral) -> bool:
    """Whether a number without a unit counts nothing: it is part of a code, a name or a list, or says how long."""
    tokens = passage.tokens
    if number.last < len(tokens):
        glued = passage.glued(number.last) and tokens[number.last].kind == SYLLABLE  # "30a", "1A"
        if glued or units.is_duration(passage, number.last):
            return True
    if (
        codes.enumerates(passage, number.first)
        or codes.after_acronym(passage, number.first)
        or codes.like_year(passage, number)
        or codes.numbered(passage, number.first)
    ):
        return True
    # "phi đội 737 Max"
    return codes.name_goes_on(passage, number.last) and not number.spelled and number.scale == 1


def _thousands(passage: Passage, number: Numeral, unit: Unit | None) -> bool:
    """Whether its letter multiplies a number: "35k đồng", "4M người"; "4K" of a screen does not."""
    if unit is None:
        signed = units.currency_before(passage, number.first) is not None
        return signed or (number.value >= 10_000 and _about_money(passage, number.first))
    return unit.kind != "count" or unit.listed


def unit_of(passage: Passage, number: Numeral) -> Unit | None:
    """What stands right after ``number``: percent sign, currency, measure, duration, counted noun."""
    first = number.last
    if first >= len(passage.tokens):
        return None
    unit = units.fixed(passage, number.first, first)
    if unit is not None:
        return unit
    if number.scale > 1 and passage.tokens[first].text in _knowledge().money_nouns:
        return Unit("money", "đồng", first, first, True)  # "21 triệu tiền đền bù"
    if number.scale > 1 and (end := units.per(passage, first)) > first:
        name = "đồng" + passage.text(first, end).replace(" ", "")
        return Unit("money", name, first, end, True)  # "25 triệu/người/năm"
    if units.is_duration(passage, first):
        return units.duration(passage, number.first, first)
    if passage.glued(first) and not (passage.tokens[first].kind == SYLLABLE and len(passage.tokens[first].text) > 1):
        return None
    return units.counted(passage, first)


def _without_unit(passage: Passage, mention: Mention) -> Mention:
    """A number with a scale word and no unit is money where its clause speaks of money: "1.945 tỷ", "vay 50 triệu"."""
    if mention.scale >= 1_000_000_000 or (mention.scale >= 1_000 and _about_money(passage, mention.first)):
        mention.kind, mention.unit, mention.named, mention.surely = "money", "đồng", True, True
    return mention


def _about_money(passage: Passage, first: int) -> bool:
    return any(token.text in _knowledge().money for token in passage.tokens[max(0, first - 15) : first])


def _denominator(passage: Passage, number: Numeral) -> bool:
    """Whether a one only says per what: "bình quân 1 xã có 13,3 trạm"."""
    return _knowledge().one_before.before(passage.tokens, number.first) is not None
