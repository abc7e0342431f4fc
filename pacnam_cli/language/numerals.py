"""One number from a list of tokens: in digits, in words, or both ("1 tỷ 200 triệu", "hai phần ba").

Nothing here knows what is counted. "năm" is read as 5 wherever it stands: whether it is a year, "một" an article or
"thứ hai" a day is for the caller to say. Sources of the grammar: the counting system as taught in school, with the
southern forms (ngàn, lẻ) and the spoken short ones (ba lăm, một vạn hai).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pacnam_cli.language.digits import FOREIGN, VIETNAMESE, Style, number_style, read_digits, signed
from pacnam_cli.language.number_words import (
    DIGITS,
    FIVE,
    HALF,
    HALF_AFTER,
    LEX,
    ODD,
    SCALES,
    SHORT_TWENTY,
    TEN,
    TENS_MARK,
    ZERO,
    Part,
    after_comma,
    below_hundred,
    below_thousand,
    blocked,
    next_place,
    scale_at,
    word_at,
)
from pacnam_cli.language.tokens import NUMBER, Token

__all__ = [
    "FOREIGN",
    "STARTERS",
    "VIETNAMESE",
    "Numeral",
    "Style",
    "WordRange",
    "number_style",
    "read_numeral",
    "read_range_words",
    "signed",
]


class Numeral(NamedTuple):
    """A number and the tokens it was read from.

    ``value`` is the number with its scale words multiplied out, ``scale`` what the last written part was multiplied by
    ("1,2 tỷ" 1_000_000_000, "1 tỷ 200 triệu" 1_000_000), ``decimals`` the digits after the decimal mark: the last digit
    given is worth ``scale / 10**decimals``. Tokens ``first`` to ``last`` (exclusive). ``spelled``: no digit in it.
    """

    value: int | float
    decimals: int
    scale: int
    first: int
    last: int
    spelled: bool


class _Term(NamedTuple):
    value: Decimal
    size: int  # the last scale word
    scale: int  # all scale words: 1.500 nghìn tỷ


class WordRange(NamedTuple):
    """Two numbers said as one guess ("ba bốn người"); the tokens up to ``last`` (exclusive) are read."""

    low: int
    high: int
    last: int


_PART: str = LEX["part"]
_NEGATIVE, _MINUS = LEX["negative"], LEX["minus"]
_COMMA = frozenset(LEX["comma"])
_AND: str = LEX["and"]
_AFTER_ZERO = frozenset(tuple(words.split()) for words in LEX["after_zero"])
_DENOMINATORS: dict[str, int] = LEX["denominators"]
_RANGES = {tuple(pair.split()) for pair in LEX["ranges"]["always"]}
_SCALED_RANGES = _RANGES | {tuple(pair.split()) for pair in LEX["ranges"]["before_scale"]}
#: The words that a number may begin with.
STARTERS = frozenset([*DIGITS, *SCALES, ZERO, TEN, SHORT_TWENTY, HALF, _NEGATIVE, _MINUS])

_LIMIT = 10**18  # beyond it stand account numbers and slips; it also keeps every value a 64-bit integer
_JOINS = 10_000  # "hai nghìn ba trăm tỷ" multiplies both parts; "hai triệu ba trăm tỷ" is no number


def read_range_words(tokens: Sequence[Token], i: int) -> WordRange | None:
    """The spoken range that begins at token ``i``: "ba bốn người" 3 to 4, "năm bảy chục hộ" 50 to 70; else None.

    "bốn năm" is four years, and a range only before a scale word ("bốn năm trăm hộ"); "năm bảy mươi" is a year.
    """
    pair = (word_at(tokens, i), word_at(tokens, i + 1))
    if pair not in _SCALED_RANGES:
        return None
    low, high = DIGITS[pair[0]], DIGITS.get(pair[1], 10)
    times, last = 1, i + 2
    if word_at(tokens, last) == TENS_MARK:
        if DIGITS[FIVE] in (low, high) or high == 10:
            return None
        times, last = 10, last + 1
    while (scale := scale_at(tokens, last)) > times:
        times, last = times * scale, last + 1
    if times == 1 and (pair not in _RANGES or blocked(tokens, i + 1)):
        return None
    return WordRange(low * times, high * times, last)


def read_numeral(tokens: Sequence[Token], i: int, style: Style = VIETNAMESE) -> Numeral | None:
    """The longest number that begins at token ``i``, or None.

    ``tokens`` come from a canonical text. Scale words alone ("triệu", "chục") and words that only continue a number
    ("mốt", "lẻ", "rưỡi") begin none, but "nghìn rưỡi" does; "không" begins one only as "không phẩy", "không trăm".
    Numbers of 10**18 and more are no figures: None.
    """
    token = tokens[i]
    if token.kind != NUMBER and (token.text not in STARTERS or blocked(tokens, i)):
        return None
    numeral = _begin(tokens, i, style)
    if numeral is None or word_at(tokens, numeral.last) == LEX["some"]:
        return None
    return numeral


def _begin(tokens: Sequence[Token], i: int, style: Style) -> Numeral | None:
    word = tokens[i].text
    if tokens[i].kind == NUMBER:
        return _from_mantissa(tokens, i, style)
    if word in (_NEGATIVE, _MINUS):
        more = i + 1 < len(tokens) and tokens[i + 1].text not in (_NEGATIVE, _MINUS)
        rest = read_numeral(tokens, i + 1, style) if more else None
        if rest is None or rest.value <= 0 or (word == _MINUS and word_at(tokens, rest.last) != LEX["degree"]):
            return None
        return rest._replace(value=-rest.value, first=i)
    if word == ZERO and (word_at(tokens, i + 1), word_at(tokens, i + 2)) in _AFTER_ZERO:
        return Numeral(0, 0, 1, i, i + 1, True)
    if DIGITS.get(word) == 1 and word_at(tokens, i + 1) == HALF:
        return Numeral(0.5, 0, 1, i, i + 2, True)
    if word == HALF:
        scale = scale_at(tokens, i + 1)
        whole = Numeral(scale // 2, 0, max(scale // 10, 1), i, i + 2, True)
        return whole if scale else Numeral(0.5, 0, 1, i, i + 1, True)
    if scale := scale_at(tokens, i):
        half = word_at(tokens, i + 1) in HALF_AFTER and scale >= 100
        return Numeral(scale * 3 // 2, 0, scale // 10, i, i + 2, True) if half else None
    return _from_mantissa(tokens, i, style)


def _from_mantissa(tokens: Sequence[Token], i: int, style: Style) -> Numeral | None:
    head = _mantissa(tokens, i, style)
    if head is None:
        return None
    return _fraction(tokens, i, head) or _mixed(tokens, i, head) or _scaled(tokens, i, head, style)


def _mixed(tokens: Sequence[Token], i: int, head: Part) -> Numeral | None:
    """ "ba và một phần tư": a whole and a fraction of one, both in words."""
    if not head.spelled or head.decimals or word_at(tokens, head.last) != _AND:
        return None
    above = below_hundred(tokens, head.last + 1)
    rest = above and _fraction(tokens, head.last + 1, above)
    return rest and rest._replace(value=float(head.value) + rest.value, first=i) if rest else None


def _scaled(tokens: Sequence[Token], i: int, head: Part, style: Style) -> Numeral | None:
    """``head`` with the scale words and smaller parts that follow it: "2" in "2 triệu rưỡi", "1 tỷ 200 triệu"."""
    if not head.spelled and head.value < _LIMIT and not scale_at(tokens, head.last):
        whole = int(head.value)  # nearly always
        return Numeral(
            whole if whole == head.value else float(head.value), head.decimals, 1, i, head.last, head.spelled
        )
    terms = [_Term(head.value, 1, 1)]
    part = head
    spelled, last = head.spelled, head.last
    while True:
        while (scale := scale_at(tokens, last)) and _multiply(terms, scale):
            last += 1
        top = terms[-1].size
        tail = None if part.decimals or top < 100 else _tail(tokens, last, top, spelled, style)
        if tail is None:
            break
        part, scale = tail
        terms.append(_Term(part.value, scale, scale))
        spelled, last = spelled and part.spelled, part.last
    value = sum((term.value for term in terms), Decimal(0))
    if value >= _LIMIT:
        return None
    whole = int(value)
    if spelled and not part.decimals and word_at(tokens, last) in _COMMA:  # hai nghìn linh ba phẩy bảy
        printed, after = after_comma(tokens, last + 1, spelled)
        if printed:
            return Numeral(float(value + Decimal(f"0.{printed}")), len(printed), 1, i, after, spelled)
    number = whole if whole == value else float(value)
    return Numeral(number, part.decimals, terms[-1].scale, i, last, spelled)


def _tail(tokens: Sequence[Token], i: int, top: int, spelled: bool, style: Style) -> tuple[Part, int] | None:
    """The part below ``top`` that goes on at ``i`` after a scale word, multiplied out, and its own scale."""
    word = word_at(tokens, i)
    if word in HALF_AFTER:
        return Part(Decimal(top // 2), 0, i + 1, True), top // 10
    if _kind(tokens, i) == NUMBER and not spelled and tokens[i - 1].end == tokens[i].start:  # 1tr2
        size = top // 10 ** len(tokens[i].text) if len(tokens[i].text) <= 3 and tokens[i].text.isdigit() else 0
        return (Part(Decimal(tokens[i].text) * size, 0, i + 1, False), size) if size else None
    short = below_hundred(tokens, i, goes_on=True) if spelled else None
    tens = short is not None and not short.bare and short.last == i + 2 and word not in (TEN, SHORT_TWENTY)
    tens = tens and word_at(tokens, i + 1) not in (TENS_MARK, *SCALES) and not scale_at(tokens, i + 2)
    if short and tens and top >= _JOINS:  # hai triệu ba lăm; "một nghìn ba lăm" is 1.035
        return Part(short.value * (top // 100), 0, i + 2, True), top // 100
    if spelled and not tens and (digit := next_place(tokens, i)) and not scale_at(tokens, i + 1):
        return Part(Decimal(digit * top // 10), 0, i + 1, True), top // 10
    odd = spelled and word in ODD
    part = below_hundred(tokens, i + 1) if odd else short if tens else _mantissa(tokens, i, style)
    if part is None:
        return None
    value, size, last = part.value, 1, part.last
    while (scale := scale_at(tokens, last)) > size and value * scale < top:
        value, size, last = value * scale, scale, last + 1
    if scale > size and (scale <= top or top > _JOINS):
        return None  # 2 tỷ 3 nghìn tỷ
    said_whole = part.spelled and (part.hundreds or odd or (spelled and not part.bare))
    if not value < top or not (size > 1 or said_whole):
        return None
    return part._replace(value=value, last=last), size


def _multiply(terms: list[_Term], scale: int) -> bool:
    """Put ``scale`` to the terms it multiplies; False, with ``terms`` as they were, where it cannot follow them."""
    start = len(terms)
    while start and terms[start - 1].size < scale:
        start -= 1
    group = terms[start:]
    thousands = any(term.size == 1000 for term in group)  # a million two hundred thousand billion
    if not group or (len(group) > 1 and not thousands and any(term.size > _JOINS for term in group)):
        return False
    value = sum((term.value for term in group), Decimal(0)) * scale
    if value >= _LIMIT or (start and value >= terms[start - 1].size):
        return False
    terms[start:] = [_Term(value, scale, group[-1].scale * scale)]
    return True


def _fraction(tokens: Sequence[Token], i: int, head: Part) -> Numeral | None:
    """ "hai phần ba", "1 phần 4"; "hai phần trăm" is a percentage and left alone."""
    at = head.last + 1
    if head.decimals or word_at(tokens, head.last) != _PART or at >= len(tokens):
        return None
    spelled = head.spelled
    if tokens[at].kind == NUMBER:
        if spelled or not tokens[at].text.isdigit() or len(tokens[at].text) > 4:
            return None
        below, last = int(tokens[at].text), at + 1
    elif part := below_thousand(tokens, at):
        below, last = int(part.value), part.last
        if part.bare and DIGITS[FIVE] == below and (blocked(tokens, at) or _kind(tokens, last) == NUMBER):
            return None  # một phần năm 2021
    else:
        below, last = 0 if blocked(tokens, at) else _DENOMINATORS.get(tokens[at].text, 0), at + 1
    if not 0 < head.value < below:
        return None
    return Numeral(float(head.value) / below, 0, 1, i, last, spelled)


def _kind(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].kind if i < len(tokens) else ""


def _mantissa(tokens: Sequence[Token], i: int, style: Style) -> Part | None:
    """A number in digits, or in words below a thousand, with what follows its "phẩy"."""
    written = read_digits(tokens, i, style)
    part = Part(*written, False) if written else below_thousand(tokens, i)
    if part is None and word_at(tokens, i) == ZERO and word_at(tokens, i + 1) in _COMMA:
        part = Part(Decimal(0), 0, i + 1, True, bare=True)
    if part is None or part.decimals or word_at(tokens, part.last) not in _COMMA:
        return part
    printed, at = after_comma(tokens, part.last + 1, part.spelled)
    if not printed:
        return part if part.value or not part.spelled else None
    spelled = part.spelled and tokens[at - 1].kind != NUMBER
    return Part(part.value + Decimal(f"0.{printed}"), len(printed), at, spelled)
