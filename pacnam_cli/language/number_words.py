"""Vietnamese number words below a thousand, the scale words after them, and the words that only look like either."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pacnam_cli.language.digits import LONGEST
from pacnam_cli.language.tokens import NUMBER, SYLLABLE, Token
from pacnam_cli.lexicon import load


class Part(NamedTuple):
    """A stretch of a number: its value, the digits after its decimal mark, the token after it, how it was said."""

    value: Decimal
    decimals: int
    last: int
    spelled: bool
    bare: bool = False  # one digit word
    hundreds: bool = False  # with "trăm"


LEX = load("numerals")
ZERO: str = LEX["zero"]
TEN: str = LEX["ten"]
TENS_MARK: str = LEX["tens_mark"]
SHORT_TWENTY: str = LEX["short_twenty"]
FIVE: str = LEX["five"]
DIGITS: dict[str, int] = LEX["digits"]
SCALES: dict[str, int] = LEX["scales"]
ODD = frozenset(LEX["odd"])
HALF: str = LEX["half"]
HALF_AFTER = frozenset(LEX["half_after"])
#: The words for one to ten.
TO_TEN = frozenset([*DIGITS, TEN])

_FOUR: str = LEX["four"]
_TENFOLD: str = LEX["tenfold"]
_AFTER_TENS: dict[str, int] = LEX["after_tens"]
_AFTER_ODD = DIGITS | _AFTER_TENS
_SHORT_TENS: dict[str, int] = LEX["short_tens"]
_NEXT_PLACE: dict[str, int] = LEX["next_place"]
_GLUED: dict[str, int] = LEX["glued_scales"]
_GOES_ON = frozenset([*DIGITS, TEN, TENS_MARK, LEX["hundred"], _TENFOLD, LEX["part"]])
_SPOKEN_ONES: dict[str, int] = {word: digit for word, digit in DIGITS.items() if digit not in (1, 5)}
_NOT_ONES = _GOES_ON | {ZERO}
_BEFORE_ONE_DIGIT = frozenset(LEX["before_one_digit"])
_GUESSES = frozenset(tuple(pair.split()) for pair in LEX["ranges"]["always"])
_FOLLOWED = {word: frozenset(after) for word, after in LEX["followed_by"].items()}
_PRECEDED = {word: frozenset(before) for word, before in LEX["preceded_by"].items()}


def below_thousand(tokens: Sequence[Token], i: int) -> Part | None:
    """A number in words below a thousand, "không trăm hai mươi" among them."""
    word = word_at(tokens, i)
    digit = 0 if word == ZERO else DIGITS.get(word)
    if digit is None or scale_at(tokens, i + 1) != 100:
        return below_hundred(tokens, i)
    value, last = digit * 100, i + 2
    tail = below_hundred(tokens, last, goes_on=True)
    if word_at(tokens, last) in ODD and (ones := _AFTER_ODD.get(word_at(tokens, last + 1), 0)):
        value, last = value + ones, last + 2
    elif digit and word_at(tokens, last) in HALF_AFTER:
        value, last = value + 50, last + 1
    elif tail and not tail.bare:
        value, last = value + int(tail.value), tail.last
    elif digit and (ones := next_place(tokens, last)):
        value, last = value + ones * 10, last + 1
    elif not digit:
        return None
    return Part(Decimal(value), 0, last, True, hundreds=True)


def below_hundred(tokens: Sequence[Token], i: int, goes_on: bool = False) -> Part | None:
    """A number in words below a hundred: "mười lăm", "hai chục", "tám ba"; ``goes_on``: after a scale word."""
    word, last = word_at(tokens, i), i + 1
    if word == TEN:
        ones = _after_ten(tokens, last, _AFTER_TENS)
        return Part(Decimal(10 + ones), 0, last + bool(ones), True)
    if word == SHORT_TWENTY:
        ones = _after_ten(tokens, last, _AFTER_TENS)
        return Part(Decimal(20 + ones), 0, last + 1, True) if ones else None
    digit = DIGITS.get(word)
    if digit is None:
        return None
    following = word_at(tokens, last)
    if following == TENS_MARK and digit > 1:
        ones = _after_ten(tokens, last + 1, _AFTER_TENS)
        return Part(Decimal(digit * 10 + ones), 0, last + 1 + bool(ones), True)
    if following == _TENFOLD:
        return Part(Decimal(digit * 10), 0, last + 1, True)
    ones = _after_ten(tokens, last, _SHORT_TENS) if digit > 1 else 0
    if ones and not (following == _FOUR and digit in (3, 5)):
        return Part(Decimal(digit * 10 + ones), 0, last + 1, True)
    if ones := _spoken_ones(tokens, i, goes_on):
        return Part(Decimal(digit * 10 + ones), 0, last + 1, True)
    return Part(Decimal(digit), 0, last, True, bare=True)


def _spoken_ones(tokens: Sequence[Token], i: int, goes_on: bool) -> int:
    """The second of two digits that say tens and ones ("tám ba" = 83, "trăm sáu chín" = 169), or 0.

    By themselves "bảy tám" guesses 7 to 8, "năm hai" is the year two, and a longer row of digits is said one by one.
    """
    pair = (word_at(tokens, i), word_at(tokens, i + 1))
    ones = _SPOKEN_ONES.get(pair[1], 0)
    if not ones or DIGITS[pair[0]] == 1 or word_at(tokens, i + 2) in _NOT_ONES or blocked(tokens, i + 1):
        return 0
    if goes_on:
        return ones
    before = tokens[i - 1].text if i else ""
    alone = pair in _GUESSES or pair[0] == FIVE or before in _NOT_ONES or before in _BEFORE_ONE_DIGIT
    return 0 if alone else ones


def _after_ten(tokens: Sequence[Token], i: int, digits: dict[str, int]) -> int:
    """The digit at ``i`` that ends a number begun before, or 0: not in "mười hai mươi" or "hai mươi tư lệnh"."""
    ones = digits.get(word_at(tokens, i), 0)
    return 0 if ones and (blocked(tokens, i) or word_at(tokens, i + 1) in (TENS_MARK, _TENFOLD)) else ones


def after_comma(tokens: Sequence[Token], i: int, spelled: bool) -> tuple[str, int]:
    """The digits said or written after "phẩy" at ``i``, "" where there are none, and the token after them.

    Said one by one ("phẩy không ba hai") or as one number ("phẩy mười bốn"), whichever goes further.
    """
    printed, last = "", i
    if i < len(tokens) and tokens[i].kind == NUMBER:
        printed, last = tokens[i].text, i + 1
    elif spelled or word_at(tokens, i) in DIGITS:
        while (word := word_at(tokens, last)) in DIGITS or word == ZERO:
            if scale_at(tokens, last + 1) in (10, 100):
                break
            printed, last = printed + str(DIGITS.get(word, 0)), last + 1
        after = below_hundred(tokens, i)
        if after is not None and after.last > last:
            printed, last = f"{after.value:02}", after.last
        elif not printed and word_at(tokens, i) == _FOUR:
            printed, last = "4", i + 1
    return (printed, last) if printed.isdigit() and len(printed) <= LONGEST else ("", i)


def next_place(tokens: Sequence[Token], i: int) -> int:
    """The digit of the next place down in "một vạn hai", or 0."""
    digit = _NEXT_PLACE.get(word_at(tokens, i), 0)
    return 0 if not digit or word_at(tokens, i + 1) in _GOES_ON or blocked(tokens, i) else digit


def scale_at(tokens: Sequence[Token], i: int) -> int:
    """The scale word at ``i`` as a number, or 0; "tỷ" in "tỷ lệ" is none, "tr" and "k" only glued to digits."""
    if scale := SCALES.get(word_at(tokens, i), 0):
        return 0 if blocked(tokens, i) else scale
    glued = i > 0 and i < len(tokens) and tokens[i - 1].kind == NUMBER and tokens[i - 1].end == tokens[i].start
    return _GLUED.get(tokens[i].text, 0) if glued else 0


def blocked(tokens: Sequence[Token], i: int) -> bool:
    """Whether the neighbours of the word at ``i`` make another word of it: "tỷ lệ", "lúa chín"."""
    word = tokens[i].text
    if word in _FOLLOWED and word_at(tokens, i + 1) in _FOLLOWED[word]:
        return True
    return word in _PRECEDED and i > 0 and tokens[i - 1].text in _PRECEDED[word]


def word_at(tokens: Sequence[Token], i: int) -> str:
    """The syllable at ``i``; "" where there is none."""
    return tokens[i].text if i < len(tokens) and tokens[i].kind == SYLLABLE else ""
