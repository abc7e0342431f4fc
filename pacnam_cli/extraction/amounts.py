"""What stands right beside a number and changes its value: a minus sign, a half, cents, "k" for thousands.

"-5 độ", "hai cân rưỡi", "3 đô la 50 xu", "1m65", "35k đồng"; but "tivi 4K" is no amount.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.number_words import HALF_AFTER, below_hundred, scale_at
from pacnam_cli.language.numerals import Numeral, read_numeral
from pacnam_cli.language.tokens import NUMBER, SYLLABLE, Token
from pacnam_cli.lexicon import load
from pacnam_cli.model import Number

_MILLION = 1_000_000
_FRACTIONS = frozenset((str(above), str(below)) for below in (2, 3, 4, 5, 10) for above in range(1, below))


class Rest(NamedTuple):
    """What is said of a number after its unit: how much it adds, its decimals, the token after it."""

    value: float
    decimals: int
    last: int


class _Knowledge(NamedTuple):
    minus_after: frozenset[str]
    degrees: frozenset[str]
    hundredths: frozenset[str]
    divided: frozenset[str]
    metres: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    amounts = load("units")["amounts"]
    return _Knowledge(
        minus_after=frozenset(amounts["minus_after"]),
        degrees=frozenset(amounts["degrees"]),
        hundredths=frozenset(amounts["hundredths"]),
        divided=frozenset(amounts["divided"]),
        metres=frozenset(amounts["metres"]),
    )


def with_minus(passage: Passage, number: Numeral) -> Numeral:
    """``number`` with the minus sign printed before it: "còn -0,5%", "-5 độ"; not the dash of a list or a range.

    After a word of change the sign says no more than the word: "giảm -5%" stays 5.
    """
    tokens, sign = passage.tokens, number.first - 1
    if sign < 1 or number.value <= 0 or tokens[sign].text != "-" or not passage.glued(number.first):
        return number
    if tokens[number.first].kind != NUMBER or passage.glued(sign) or passage.masked[sign]:
        return number
    before = tokens[sign - 1]
    if before.kind == NUMBER or "\n" in passage.folded.text[before.end : tokens[sign].start]:
        return number
    degrees = number.last < len(tokens) and tokens[number.last].text in _knowledge().degrees
    if not degrees and before.text not in _knowledge().minus_after:
        return number
    return number._replace(value=-number.value, first=sign)


def rest(passage: Passage, number: int, first: int, unit: str) -> Rest | None:
    """What follows the unit that ends before token ``first``: "rưỡi", "50 xu" after dollars, "65" after "1m".

    ``number`` is the last token of the number itself.
    """
    tokens = passage.tokens
    if first >= len(tokens) or scale_at(tokens, number):
        return None
    token = tokens[first]
    if token.text in HALF_AFTER:
        return Rest(0.5, 1, first + 1)
    if unit.lower() in _knowledge().divided:
        return _hundredths(tokens, first + (token.text == "và"))
    run_in = passage.glued(first) and passage.glued(first - 1) and tokens[number].text.isdigit()
    if run_in and unit in _knowledge().metres and token.text.isdigit() and len(token.text) <= 2:
        return Rest(int(token.text) / 10 ** len(token.text), len(token.text), first + 1)
    return None


def _hundredths(tokens: list[Token], first: int) -> Rest | None:
    if first >= len(tokens):
        return None
    if tokens[first].kind == NUMBER:
        written = read_numeral(tokens, first)
        cents, last = (written.value, written.last) if written else (0, first)
    else:
        said = below_hundred(tokens, first)
        cents, last = (int(said.value), said.last) if said else (0, first)
    if not 0 < cents < 100 or last >= len(tokens) or tokens[last].text not in _knowledge().hundredths:
        return None
    return Rest(cents / 100, 2, last + 1)


def with_million(passage: Passage, number: Numeral) -> Numeral:
    """``number`` with the capital M run into it for millions: "4M người"; "4m" is four metres."""
    tokens, last = passage.tokens, number.last
    if last + 1 >= len(tokens) or tokens[last].text != "m" or not (passage.glued(last) and passage.capital(last)):
        return number
    if tokens[last + 1].kind != SYLLABLE or passage.glued(last + 1) or number.scale > 1:
        return number
    return number._replace(value=times(number.value, _MILLION), scale=_MILLION, last=last + 1)


def with_fraction(passage: Passage, number: Numeral) -> Numeral:
    """``number`` with the fraction of one set after it: "5 1/2 ha"; not two numbers of a row, nor a date."""
    tokens, last = passage.tokens, number.last
    if last + 3 >= len(tokens) or tokens[last + 1].text != "/" or any(passage.masked[last : last + 3]):
        return number
    above, below = tokens[last].text, tokens[last + 2].text
    if (
        (above, below) not in _FRACTIONS
        or passage.glued(last)
        or not (passage.glued(last + 1) and passage.glued(last + 2))
    ):
        return number
    if not tokens[number.first].text.isdigit() or tokens[last + 3].kind != SYLLABLE:
        return number
    return number._replace(value=number.value + int(above) / int(below), last=last + 3)


def times(value: Number, scale: int) -> Number:
    """``value`` multiplied by ``scale``, whole where it is whole: 1,2 by a million is 1200000."""
    product = round(value * scale, 6)
    return int(product) if product == int(product) else product


def lettered(passage: Passage, number: Numeral) -> bool:
    """Whether a letter stands for the thousands or millions of ``number``: "35k", "4M", "4K"."""
    return passage.tokens[number.last - 1].text in ("k", "m")


def in_thousands(passage: Passage, number: Numeral) -> bool:
    """Whether the comma of a count groups thousands though the text writes decimals so: "12,500 người", "1,250 con".

    People do not come in thousandths; averages ("2,125") are small and seldom round.
    """
    written = passage.tokens[number.first].text
    grouped = number.decimals == 3 and number.scale == 1 and number.last == number.first + 1 and "," in written
    return grouped and (number.value >= 10 or written.endswith("0")) and written[0] != "0"
