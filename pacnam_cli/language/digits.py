"""Numbers in digits as printed: 1.234,5 and 1,234.5, groups set off by blanks, signs, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from pacnam_cli.language.patterns import pattern
from pacnam_cli.language.tokens import NEWLINE, NUMBER, Token
from pacnam_cli.lexicon import load


class Style(Enum):
    """How a document writes numbers: 1.234,5 (Vietnamese) or 1,234.5 (foreign)."""

    VIETNAMESE = "vietnamese"
    FOREIGN = "foreign"


VIETNAMESE, FOREIGN = Style.VIETNAMESE, Style.FOREIGN


class Written(NamedTuple):
    """A number in digits: its value, the digits after its decimal mark, the token after it."""

    value: Decimal
    decimals: int
    last: int


_LEX = load("numerals")
_GROUP_UNITS = frozenset(_LEX["groups"]["units"]) | frozenset(_LEX["scales"])

LONGEST = 40  # characters of one number in digits

_NUMBERS = pattern(r"\d(?<!\d\d)\d*(?:[.,]\d+)+")
_FOREIGN_PROOF = pattern(r"\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)")
_VIETNAMESE_PROOF = pattern(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d\d?|\d{4,})")


def number_style(text: str) -> Style:
    """How ``text`` writes numbers: foreign where "1,234,567" or "1,234.5" stands and nothing proves the opposite."""
    foreign = False
    for match in _NUMBERS.finditer(text):
        if _VIETNAMESE_PROOF.fullmatch(match.group()):
            return VIETNAMESE
        foreign = foreign or _FOREIGN_PROOF.fullmatch(match.group()) is not None
    return FOREIGN if foreign else VIETNAMESE


def signed(tokens: Sequence[Token], i: int) -> int:
    """The sign printed before the number at token ``i``: 1 or -1, or 0 where there is none.

    A sign is glued to its number and to nothing before it: "+3,2%", "giảm -5"; not "8-10", "2020 -2025", "1+10".
    A dash that opens a line is a bullet.
    """
    if i < 1 or tokens[i - 1].text not in ("+", "-") or tokens[i - 1].end != tokens[i].start:
        return 0
    mark = tokens[i - 1]
    before = tokens[i - 2] if i > 1 else None
    if before is not None and (before.kind == NUMBER or (before.end == mark.start and before.text not in "([")):
        return 0
    if mark.text == "-" and before is not None and (before.kind == NEWLINE or before.text == "%"):
        return 0
    return 1 if mark.text == "+" else -1


def read_digits(tokens: Sequence[Token], i: int, style: Style) -> Written | None:
    """The number in digits at ``i``, also in groups with blanks between.

    "1 234 567": a first group of one to three digits, then at least two groups of three with one blank between, where
    more text follows on the line or the first group is short; "12 500 đồng": one group of three before a unit. Else the
    blank parts two numbers, as in "34 152" or a row of a table.
    """
    if i >= len(tokens) or tokens[i].kind != NUMBER:
        return None
    last, text = i + 1, tokens[i].text
    if text.isdigit() and len(text) <= 3 and text[0] != "0" and not _touches(tokens, i - 1):
        mark = "," if style is VIETNAMESE else "."
        while _touches(tokens, last - 1) and len(whole := tokens[last].text.split(mark)[0]) == 3 and whole.isdigit():
            last += 1
            if not tokens[last - 1].text.isdigit():
                break
        groups = last - i - 1
        after = tokens[last] if last < len(tokens) else None
        ends = after is None or after.kind == NEWLINE
        unit = after is not None and after.text in _GROUP_UNITS
        if groups and not _touches(tokens, last - 1) and (unit if groups == 1 else not ends or len(text) < 3):
            text = "".join(token.text for token in tokens[i:last])
        else:
            last = i + 1
    written = _written(text, style)
    return written and Written(*written, last)


@lru_cache(maxsize=4096)
def _written(text: str, style: Style) -> tuple[Decimal, int] | None:
    """Value and decimals of digits with dots and commas; None for what is no number ("12.5.2020", "2.1.3")."""
    if len(text) > LONGEST:
        return None
    pieces = re.split("[.,]", text)
    marks = [char for char in text if char in ".,"]
    groups = 0 < len(pieces[0]) <= 3 and all(len(piece) == 3 for piece in pieces[1:-1])
    grouped = groups and len(pieces[-1]) == 3 and pieces[0][0] != "0"
    if len(set(marks[:-1])) > 1 or not all(piece.isascii() for piece in pieces):
        return None
    if not marks:
        decimal = False
    elif len(marks) == 1:
        decimal = not (grouped and marks[0] == ("." if style is VIETNAMESE else ","))
    elif marks[-1] != marks[0]:
        decimal = True
    elif grouped:
        decimal = False
    elif groups:  # a slip: "1,173,5" for "1.173,5"
        decimal = True
    else:
        return None
    if decimal:
        return Decimal("".join(pieces[:-1]) + "." + pieces[-1]), len(pieces[-1])
    return Decimal("".join(pieces)), 0


def _touches(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tokens at ``i`` and after it are numbers with one blank between."""
    if i < 0 or i + 1 >= len(tokens):
        return False
    left, right = tokens[i], tokens[i + 1]
    return left.kind == right.kind == NUMBER and right.start - left.end == 1
