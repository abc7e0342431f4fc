"""Numbers with what stands right beside them: ranges, ratios, percentages, money, measures, counts.

This recogniser proposes ``Mention``s from one passage. It does not say which of them are figures where another
recogniser reads the same place ("12/9" is a date to the calendar): ``resolver`` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction import amounts, codes, units
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import is_idiom
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.extraction.single_quantities import single, unit_of
from pacnam_cli.extraction.units import Unit
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import LETTER
from pacnam_cli.language.numerals import STARTERS, Numeral, Style, read_numeral, read_range_words
from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.tokens import NUMBER, SYLLABLE
from pacnam_cli.lexicon import load, opening
from pacnam_cli.model import Number


class _Knowledge(NamedTuple):
    begun: re.Pattern[str]  # what may begin in words
    between: frozenset[str]
    folds: dict[str, Number]
    beginnings: frozenset[str]  # of numbers in words
    upper_bounds: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    folds = load("quantities")["numbers"]["folds"]
    beginnings = STARTERS | folds.keys()
    return _Knowledge(
        begun=pattern(f"{opening(beginnings, LETTER)}(?!{LETTER})"),
        beginnings=beginnings,
        between=frozenset(load("quantities")["range"]["between"]),
        upper_bounds=frozenset(load("quantities")["range"]["upper_bounds"]),
        folds=folds,
    )


def may_hold(folded: Folded, start: int, end: int) -> bool:
    """Whether a number may begin in ``text[start:end]``: half of what a text says holds none."""
    at = bisect_left(folded.numbers, start)
    if at < len(folded.numbers) and folded.numbers[at] < end:
        return True
    return _knowledge().begun.search(folded.text, start, end) is not None


def mentions(passage: Passage, style: Style) -> list[Mention]:
    """Every number of ``passage`` that may be a quantity, in order, never overlapping."""
    found: list[Mention] = []
    beginnings, reached = _knowledge().beginnings, 0
    for index, token in enumerate(passage.tokens):
        if (token.kind != NUMBER and token.text not in beginnings) or index < reached:
            continue
        mention = _mention(passage, index, style)
        if mention is None:
            continue
        if found:
            mention.first = max(mention.first, found[-1].after)  # "5$7" has one sign for two numbers
        found.append(mention)
        reached = mention.after
    return found


def _mention(passage: Passage, first: int, style: Style) -> Mention | None:
    number = _number(passage, first, style)
    if number is None:
        return _times_over(passage, first)
    if codes.in_chain(passage, number):
        return None
    if _spans_time(passage, number, style):
        return None
    mention = (
        _guess(passage, number)
        or _ratio(passage, number, style)
        or _range(passage, number, style)
        or single(passage, number)
    )
    if mention is None or (mention.spelled and not _counts(passage, mention)):
        return None
    return mention


def _times_over(passage: Passage, first: int) -> Mention | None:
    """ "gấp đôi", "gấp rưỡi": so many times, in a word of its own."""
    value = _knowledge().folds.get(passage.tokens[first].text)
    if value is None or first == 0 or passage.tokens[first - 1].text != "gấp" or passage.masked[first]:
        return None
    return Mention(
        passage=passage,
        first=first,
        last=first + 1,
        after=first + 1,
        kind="count",
        value=value,
        spelled=True,
        decimals=0 if value == int(value) else 1,
        unit="lần",
        named=True,
        surely=True,
        listed=True,
    )


def _spans_time(passage: Passage, number: Numeral, style: Style) -> bool:
    """Whether a range of time begins here that is no statistic: "tước bằng lái từ 2 đến 4 tháng"."""
    tokens = passage.tokens
    if number.last + 1 >= len(tokens) or tokens[number.last].text not in _knowledge().between:
        return False
    high = read_numeral(tokens, number.last + 1, style)
    return high is not None and units.is_duration(passage, high.last) and unit_of(passage, high) is None


def _number(passage: Passage, first: int, style: Style) -> Numeral | None:
    """The numeral at token ``first``, unless the token belongs to a code ("A01", "m2") or is already explained."""
    tokens = passage.tokens
    if passage.masked[first]:
        return None
    if tokens[first].kind == NUMBER:
        run_in = passage.glued(first) and tokens[first - 1].kind == SYLLABLE
        if run_in and not codes.separates(passage, first - 1) and units.currency_before(passage, first) is None:
            return None
    elif tokens[first].kind != SYLLABLE:
        return None
    number = read_numeral(tokens, first, style)
    if number is None:
        return None
    if number.spelled and passage.capital(first) and codes.name_goes_on(passage, number.last):
        return None
    if number.spelled and tokens[first].text == "năm" and number.last == first + 1 and codes.is_year(passage, first):
        return None
    if codes.in_code(passage, first) or codes.labelled(passage, first) or codes.is_odds(passage, number.last):
        return None
    if tokens[first].kind == NUMBER:
        number = amounts.with_fraction(passage, amounts.with_million(passage, number))
    return amounts.with_minus(passage, number)


def _guess(passage: Passage, number: Numeral) -> Mention | None:
    """ "hai ba hộ", "bảy tám chục người": two numbers said as one guess."""
    spread = read_range_words(passage.tokens, number.first) if number.spelled else None
    if spread is None or spread.last < number.last:
        return None
    guess = single(passage, number._replace(value=spread.high, scale=1, last=spread.last))
    if guess is not None:
        guess.value, guess.upper = spread.low, spread.high
    return guess


def _ratio(passage: Passage, number: Numeral, style: Style) -> Mention | None:
    """ "47/55 chỉ tiêu", "2.798ha/2.770ha", "18,84/20,0 điểm"."""
    tokens = passage.tokens
    if passage.folded.text.find("/", tokens[number.last - 1].end, passage.end) < 0:
        return None
    unit = units.measure(passage, number.first, number.last)
    stroke = unit.core if unit else number.last
    if unit and stroke == number.last:
        stroke = unit.last
    if stroke + 1 >= len(tokens) or tokens[stroke].text != "/" or tokens[stroke + 1].kind != NUMBER:
        return None
    whole = read_numeral(tokens, stroke + 1, style)
    if whole is None or whole.spelled or whole.value == 0:
        return None
    if whole.last + 1 < len(tokens) and tokens[whole.last].text == "/" and tokens[whole.last + 1].kind == NUMBER:
        return None  # three numbers make a date
    if _two_days(passage, whole.last):
        return None
    after = unit_of(passage, whole) or units.part_of(passage, whole.last)
    if unit is not None:
        if after is None and 0.2 < number.value / whole.value < 5:
            after, last = unit, whole.last  # "4.391,5 ha/4.302,19"
        elif after is None or after.kind != "measure" or after.name != unit.name:
            return None
        else:
            last = after.last
    else:
        if whole.value == 1 and number.value > 1:
            return None
        if after is not None and after.kind == "percent":
            return None
        last = whole.last
    return Mention(
        passage=passage,
        first=number.first,
        last=last,
        after=max(last, after.last) if after else whole.last,
        kind="ratio",
        value=number.value,
        total=whole.value,
        decimals=number.decimals,
        scale=number.scale,
        unit=after.name if after else None,
        named=after is not None,
        surely=after is not None and after.surely,
    )


def _two_days(passage: Passage, index: int) -> bool:
    """Whether a second day follows at token ``index``: "30/11-9/12"."""
    words = [(token.text, token.kind) for token in passage.tokens[index : index + 4]]
    return len(words) == 4 and words[0][0] in "-–" and words[2][0] == "/" and words[1][1] == words[3][1] == NUMBER


def _range(passage: Passage, number: Numeral, style: Style) -> Mention | None:
    """ "90 - 100 đảng viên", "từ 8% đến 9%", "10-12 triệu đồng/m2", "từ 2 tấn đến dưới 4 tấn"."""
    tokens = passage.tokens
    low_unit = _unit_of_lower_end(passage, number)
    middle = low_unit.last if low_unit is not None else number.last
    if middle + 1 >= len(tokens) or passage.masked[middle + 1]:
        return None
    paired = tokens[middle].text == "và" and number.first > 0 and tokens[number.first - 1].text == "giữa"
    if tokens[middle].text not in _knowledge().between and not paired:
        return None
    begin, sign = middle + 1, units.currency_before(passage, number.first)
    signed = sign is not None and tokens[begin].kind != NUMBER and begin + 1 < len(tokens)
    if signed and units.currency_before(passage, begin + 1):
        begin += 1  # "$10 - $20"
    if low_unit is not None and tokens[begin].text in _knowledge().upper_bounds:
        begin += 1
    high = read_numeral(tokens, begin, style) if begin < len(tokens) else None
    if high is None or high.spelled != number.spelled:
        return None
    if low_unit is not None and not _same_unit(low_unit, unit_of(passage, high)):
        return None
    low = number.value
    if high.scale > 1 and number.scale == 1 and number.value <= high.value / high.scale:
        low = amounts.times(number.value, high.scale)
    base = single(passage, high) if low < high.value else None
    if base is None:
        return None
    base.first = number.first if sign is None else sign[0]
    base.value, base.upper = low, high.value
    base.decimals = max(number.decimals, high.decimals)
    return base


def _unit_of_lower_end(passage: Passage, number: Numeral) -> Unit | None:
    """The unit after the first number of what may be a range; a counted noun only where a range goes on after it."""
    tokens, first = passage.tokens, number.last
    found = units.fixed(passage, number.first, first)
    if found is not None or first >= len(tokens):
        return found
    counted = units.counted(passage, first)
    goes_on = counted is not None and counted.last < len(tokens)
    return counted if goes_on and counted and tokens[counted.last].text in _knowledge().between else None


def _same_unit(low: Unit, high: Unit | None) -> bool:
    if high is None or high.kind != low.kind:
        return False
    return low.kind != "count" or low.name == high.name


def _counts(passage: Passage, mention: Mention) -> bool:
    """Whether a spelled-out number counts something; "một" is decided later, among its neighbours."""
    if mention.scale > 1:
        return True
    return mention.named and (mention.surely or mention.kind != "count") and not is_idiom(passage, mention.first)
