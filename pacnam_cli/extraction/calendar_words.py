"""Calendar forms that a word begins: "tháng 11", "ngày 3 tháng 2", "quý I", "thứ hai", "thế kỷ XXI", "năm nay"."""

from __future__ import annotations

import re

from pacnam_cli.extraction.calendar_forms import (
    MONTH,
    MONTHS,
    SPELLED,
    YEAR,
    CalendarDate,
    CalendarKind,
    Direction,
    iso_date,
)
from pacnam_cli.extraction.neighbours import counts_any, counts_known, end_before, words_after, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening, optional

_LEXICON = load("calendar")
_NOT_AFTER = frozenset(_LEXICON["month"]["never_after"])
_NOT_BEFORE = frozenset(_LEXICON["month"]["never_before"])
_WEEKDAY_BEFORE = frozenset(_LEXICON["weekday"]["before"])
_WEEKDAY_AFTER = frozenset(_LEXICON["weekday"]["after"])
_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(_LEXICON["relative"]["past"], "past"),
    **dict.fromkeys(_LEXICON["relative"]["present"], "present"),
    **dict.fromkeys(_LEXICON["relative"]["future"], "future"),
}

_LINKS = _LEXICON["links"]
_AND = rf"(?:,[ ]?|[ ]{alternation(_LINKS['further'])}[ ]|[ ]?-[ ]?)"
_MONTH_NUMBER = rf"{MONTH}(?![\d%]|[.,:]\d|[/-]{MONTH}(?!\d))"
_QUARTER = rf"(?:iv|i{{1,3}}|[1-4])(?!\w|[.,]\d|[/-](?!{YEAR})\d)"
_DAY_NUMBER = rf"(?:\d{{1,2}}|{SPELLED})(?!\w)"
_WEEKDAY = alternation(_LEXICON["weekday"]["days"])

# Every alternative begins with a plain letter, so that the engine can skip to it; that no letter stands before is
# checked afterwards.
_WORDS = pattern(
    rf"""(?:
    tháng[ ]+(?P<month>{_MONTH_NUMBER}|{alternation(MONTHS)}(?!\w))
      (?:{_AND}{optional(_LINKS["month"])}{MONTH}(?![\d/%-]|[.,:]\d)){{0,4}}
  | quý[ ]+(?P<quarter>{_QUARTER}|{alternation(_LEXICON["quarters"]["words"])}(?!\w))
      (?:{_AND}{optional(_LINKS["quarter"])}{_QUARTER}){{0,3}}
  | {alternation(_LEXICON["day"]["lunar"])}[ ]+(?P<moon>{_DAY_NUMBER})
      (?:[ ]+{alternation(_LEXICON["day"]["lunar_after"])})?
  | {alternation(_LEXICON["century"]["words"])}[ ]+{optional(_LEXICON["century"]["ordinal"])}
      (?P<century>\d\d(?![\d%]|[.,]\d)|[xvi]+(?!\w))
  | những[ ]năm[ ]+(?P<decade>\d0(?![\d%]|[.,]\d))
  | năm[ ]+(?P<old>1[0-7]\d\d|[1-9]\d\d)(?![\d%+]|[.,/-]\d|[ ]?%)
  | thứ[ ]+(?P<weekday>{_WEEKDAY}(?![\w%]))
      (?:(?:,[ ]?|[ ]{alternation(_LEXICON["weekday"]["links"])}[ ])[2-7](?![\d.,]))*
    )""",
    re.VERBOSE,
)
_RELATIVE = pattern(opening(_DIRECTIONS) + r"(?!\w)(?![ ]+\d)")
_OF_YEAR = pattern(rf"(?:\s?[/.-]\s?|,?[ ]+{optional(_LINKS['of'])}năm[ ]+)({YEAR})(?!\d)")
_DAY_BEFORE = pattern(
    rf"(?:(?P<opened>(?<!\w){alternation(_LEXICON['day']['named'])}[ ]+)|(?<!\w))"
    rf"(?:\d{{1,2}}{_AND}){{0,4}}(?P<day>{_DAY_NUMBER})[ ]+$"
)
_FULL_MOON = "rằm "


def propose(folded: Folded) -> list[Reading[CalendarDate]]:
    """Months, quarters, lunar days, centuries, weekdays and relative years, in no particular order."""
    text = folded.text
    found: list[Reading[CalendarDate]] = []
    for match in _RELATIVE.finditer(text):
        payload = CalendarDate("relative", direction=_DIRECTIONS[" ".join(match.group().split())])
        found.append(Reading(match.start(), match.end(), "date", LIKELY, payload))
    for match in _WORDS.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isalpha() and (reading := _worded(folded, match)):
            found.append(reading)
    return found


def _worded(folded: Folded, match: re.Match[str]) -> Reading[CalendarDate] | None:
    text, start, end = folded.text, match.start(), match.end()
    if match["month"]:
        return _month(folded, match)
    if match["quarter"]:
        of_year = _OF_YEAR.match(text, end)
        if not of_year and not _dated(text, start, end):
            return None
        return Reading(start, of_year.end() if of_year else end, "date", CERTAIN, _payload("quarter", of_year))
    if match["moon"]:
        return Reading(start, end, "date", CERTAIN, CalendarDate("date"))
    if match["century"] or match["decade"]:
        return Reading(start, end, "date", CERTAIN, CalendarDate("century"))
    if match["old"]:
        known = counts_known(text, end) or _after_number(text, start)  # "75 năm 800"
        if known or (len(match["old"]) == 3 and counts_any(text, folded.cased, end)):
            return None
        return Reading(start, end, "date", CERTAIN, CalendarDate("year"))
    before = words_before(text, start, 1)
    after = words_after(text, end, 1)
    cued = (before and before[0].text in _WEEKDAY_BEFORE) or (after and after[0] in _WEEKDAY_AFTER)
    if cued or folded.cased[match.start("weekday")].isupper():
        return Reading(start, end, "date", CERTAIN, CalendarDate("weekday"))
    return None


def _after_number(text: str, start: int) -> bool:
    end = end_before(text, start)
    return text[end - 1 : end].isdigit()


def _dated(text: str, start: int, end: int) -> bool:
    before = words_before(text, start, 1)
    after = words_after(text, end, 1)
    return not (before and before[0].text in _NOT_AFTER) and not (after and after[0] in _NOT_BEFORE)


def _payload(kind: CalendarKind, of_year: re.Match[str] | None) -> CalendarDate:
    return CalendarDate(kind, None, (int(of_year[1]),) if of_year else ())


def _month(folded: Folded, match: re.Match[str]) -> Reading[CalendarDate] | None:
    text, start, end = folded.text, match.start(), match.end()
    of_year = _OF_YEAR.match(text, end)
    word = " ".join(match["month"].split())
    month = MONTHS.get(word) or int(word)
    window = max(text.rfind("\n", 0, start) + 1, start - 36)
    day = _DAY_BEFORE.search(text[window:start])
    if day and (day["opened"] or of_year):
        year = of_year[1] if of_year else None
        iso = iso_date(day["day"], month, year) if day["day"].isdigit() else None
        payload = CalendarDate("date", iso, (int(year),) if year else ())
        return Reading(window + day.start(), of_year.end() if of_year else end, "date", CERTAIN, payload)
    if not of_year and (not _dated(text, start, end) or _after_number(text, start)):
        return None  # "mỗi tháng 3 cuộc", "6 tháng 3 lần"
    if text.endswith(_FULL_MOON, 0, start):
        start -= len(_FULL_MOON)
    strength = LIKELY if word == "năm" and not of_year else CERTAIN
    return Reading(start, of_year.end() if of_year else end, "date", strength, _payload("month", of_year))
