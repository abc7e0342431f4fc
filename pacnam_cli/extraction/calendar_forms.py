"""The record of a calendar reading and the written forms its recognisers share."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pacnam_cli.extraction.readings import Reading
from pacnam_cli.language.number_words import TEN, TENS_MARK, TO_TEN
from pacnam_cli.lexicon import alternation, load

CalendarKind = Literal[
    "date", "month", "quarter", "year", "year_range", "period", "term", "time", "weekday", "century", "relative"
]
Direction = Literal["past", "present", "future"]

_LEXICON = load("calendar")
MONTHS: dict[str, int] = _LEXICON["months"]

YEAR = r"(?:18|19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
_ONE = alternation([*TO_TEN, *_LEXICON["numbers"]["ones"]])
#: A number up to 99 in words: "sáu", "mười hai", "hai mươi lăm".
SPELLED = rf"(?:{TEN}(?:[ ]+{_ONE})?|{alternation(TO_TEN)}(?:[ ]+{TENS_MARK}(?:[ ]+{_ONE})?)?)"


class CalendarDate(Struct, frozen=True):
    """What a date or period says: ``iso`` where the day is known, ``years`` as written, ``direction`` against now."""

    kind: CalendarKind
    iso: str | None = None
    years: tuple[int, ...] = ()
    direction: Direction | None = None


def iso_date(day: str | int, month: str | int, year: str | int | None) -> str | None:
    """ISO 8601 of a day; ``None`` without a year or where there is no such day."""
    if year is None:
        return None
    number = int(year)
    if number < 100:
        number += 2000
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{number:04d}-{int(month):02d}-{int(day):02d}"


def outermost(readings: list[Reading[CalendarDate]]) -> list[Reading[CalendarDate]]:
    """``readings`` in text order without those that lie inside one at least as strong."""
    kept: list[Reading[CalendarDate]] = []
    for reading in sorted(readings, key=lambda item: (item.start, -item.end, -item.strength)):
        if kept and reading.end <= kept[-1].end:
            outer = kept[-1]
            if outer.strength < reading.strength:
                kept[-1] = replace(outer, strength=reading.strength)
            continue
        kept.append(reading)
    return kept
