"""Dates, months, quarters and years of a text, in all the forms the press writes them.

"ngày 17/12/2020", "từ ngày 20 đến 28/1", "sáng 25-6", "đầu năm 2019", "quý I-2018", "nhiệm kỳ 2020 - 2025".
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pacnam_cli.extraction import calendar_clock, calendar_periods, calendar_words
from pacnam_cli.extraction.calendar_forms import DAY, MONTH, YEAR, CalendarDate, iso_date, outermost
from pacnam_cli.extraction.neighbours import at_numbers, counts_any, counts_known, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, optional

__all__ = ["CalendarDate", "propose"]

_LEXICON = load("calendar")
_DAY_CERTAIN = frozenset(_LEXICON["day"]["certain"])
_DAY_LIKELY = frozenset(_LEXICON["day"]["likely"])
_DAY_FESTIVE = frozenset(_LEXICON["day"]["festive"])
_DAY_INSIDE = frozenset(_LEXICON["day"]["inside"])
_HOLIDAYS = frozenset(_LEXICON["day"]["holidays"])
_YEAR_CERTAIN = frozenset(_LEXICON["year"]["certain"])
_YEAR_INSIDE = frozenset(_LEXICON["year"]["inside"])
_TERM = frozenset(_LEXICON["year"]["term"])
_SPAN = frozenset(_LEXICON["year"]["span"])
_SPAN_WITHIN = frozenset(_LEXICON["year"]["span_within"])
_NAMED_AFTER = tuple(f" {words}" for words in _LEXICON["year"]["named_after"])
_AMOUNT = frozenset(_LEXICON["year"]["amount"])
_LINKS = _LEXICON["links"]
_YEAR_WORD = "năm"

_JOINED = pattern(rf"{DAY}(?:\s?[-,]\s?|[ ]+{alternation(_LINKS['days'])}[ ]+{optional(_LINKS['last_day'])})")
_START = pattern(r"(?<![\w%+])(?<!\d[.,/:])")
_MOST_JOINED = 6  # days before the one that has the month: "5, 6, 7 và 8/3"
_FORM = pattern(
    rf"""(?=\d{{4}}|\d\d?\s?[/.-])(?<![\w%+])(?<!\d[./:])(?:(?<!\d,)(?=\d{{4}}|\d\d?\s?[/.-]\s?\d{{4}})(?:
    (?P<iso>(?P<iy>{YEAR})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)
  | (?P<ym>{YEAR})-(?:0[1-9]|1[0-2])(?![\d%-])
  | (?P<y1>{YEAR})(?:\s?[-/]\s?|[ ]+{alternation(_LINKS["until"])}[ ]+{optional(_LINKS["year"])})
      (?P<y2>{YEAR}|\d\d(?![/-]\d))(?![\d%]|[.,]\d)
  | {MONTH}\s?(?P<ms>[/.-])\s?(?P<my>{YEAR})(?!\d|[./-]\d)
    )
  | (?P<d>{DAY})(?P<s>[ ]?[/.-][ ]?)(?P<m>{MONTH})
      (?:(?=[ ]?[/.-][ ]?{YEAR}|(?P=s)\d\d)[ ]?[/.-][ ]?(?P<y>{YEAR}|\d\d(?!\d)))?
    (?!\d|\s?%|[.,/-]\d)
  | (?<!\d,)(?P<year>{YEAR})(?![\d%]|[.,/]\d|\s%)
    )""",
    re.VERBOSE,
)
_SAME = pattern(rf"\s?(?:[,;/-]|{alternation(_LINKS['years'])})\s?{optional(_LINKS['year'])}$")


def propose(folded: Folded) -> list[Reading[CalendarDate]]:
    """Every date, month, year, term, period and time of day in ``folded``, in text order, none inside another."""
    dates = [*_numeric(folded), *calendar_words.propose(folded), *calendar_clock.propose(folded)]
    return outermost([*dates, *calendar_periods.propose(folded, dates)])


def _numeric(folded: Folded) -> list[Reading[CalendarDate]]:
    found: list[Reading[CalendarDate]] = []
    for match in at_numbers(_FORM, folded):
        if match["iso"]:
            payload = CalendarDate("date", match["iso"], (int(match["iy"]),))
            found.append(Reading(match.start(), match.end(), "date", CERTAIN, payload))
        elif match["ym"]:
            payload = CalendarDate("month", None, (int(match["ym"]),))
            found.append(Reading(match.start(), match.end(), "date", CERTAIN, payload))
        elif match["y1"]:
            found.extend(_years(folded, match))
        elif match["my"]:
            start, _ = _widened(folded.text, match.start(), _DAY_INSIDE)
            doubt = match["ms"] != "/" and start == match.start() and counts_known(folded.text, match.end())
            payload = CalendarDate("month", None, (int(match["my"]),))
            found.append(Reading(start, match.end(), "date", POSSIBLE if doubt else CERTAIN, payload))
        elif match["d"]:
            first = _first_day(folded, match.start())
            if first is None:
                continue
            while found and found[-1].start >= first:  # "20-1 và 5/2" are days of one month
                found.pop()
            found.append(_day(folded, match, first))
        elif reading := _year(folded, match, found):
            found.append(reading)
    return found


def _widened(text: str, start: int, inside: frozenset[str]) -> tuple[int, str]:
    """``start`` moved over the words that belong to the date, and the word before it ("" for none)."""
    for word in words_before(text, start, 4):
        if word.text not in inside:
            return start, word.text
        start = word.start
    return start, ""


def _first_day(folded: Folded, day: int) -> int | None:
    """Where a list of days begins whose last is at ``day``, with the month: "từ 20 đến 28/1".

    That is ``day`` itself where no other is before it; None where it is the second half of a number, as in "4,5/9".
    """
    text, numbers = folded.text, folded.numbers
    place = bisect_left(numbers, day)
    first = day if _START.match(text, day) else None
    begin = day
    for number in reversed(numbers[max(place - _MOST_JOINED, 0) : place]):
        if not _JOINED.fullmatch(text, number, begin):
            break
        begin = number
        if _START.match(text, begin):
            first = begin
    return first


def _day(folded: Folded, match: re.Match[str], listed: int) -> Reading[CalendarDate]:
    """The day of ``match``, with the days before it from ``listed`` on."""
    text = folded.text
    year = match["y"]
    first = listed
    strength = _day_strength(folded, match, first)
    if listed < match.start() and strength == POSSIBLE:
        first = match.start()  # "có 3, 12/9" is no range of days
        strength = _day_strength(folded, match, first)
    if year and len(year) == 4:
        strength = CERTAIN
        if listed < match.start() and not words_before(text, listed, 1):
            first = match.start()
    start, _ = _widened(text, first, _DAY_INSIDE)
    years = (int(year),) if year and len(year) == 4 else ()
    payload = CalendarDate("date", iso_date(match["d"], match["m"], year), years)
    return Reading(start, match.end(), "date", strength, payload)


def _day_strength(folded: Folded, match: re.Match[str], start: int) -> float:
    text = folded.text
    before = words_before(text, start, 2)
    nearest = before[0].text if before else ""
    if nearest in _DAY_CERTAIN:
        return CERTAIN
    counted = counts_known(text, match.end())
    if nearest in _DAY_FESTIVE or (nearest in _DAY_LIKELY and not counts_any(text, folded.cased, match.end())):
        return LIKELY
    if counted:
        return POSSIBLE
    if match["y"] and match["s"].strip() == "/":
        return LIKELY
    if text[start - 1 : start] == "(" and text[match.end() : match.end() + 1] == ")" and match["s"].strip() != ".":
        return LIKELY
    if f"{int(match['d'])}/{int(match['m'])}" in _HOLIDAYS and match["s"].strip() != ".":
        return POSSIBLE if counts_any(text, folded.cased, match.end()) else LIKELY
    if int(match["d"]) > int(match["m"]) and match["s"] == "/" and not counts_any(text, folded.cased, match.end()):
        return LIKELY
    return POSSIBLE


def _years(folded: Folded, match: re.Match[str]) -> list[Reading[CalendarDate]]:
    text = folded.text
    first = int(match["y1"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < last <= first + 300 or (len(match["y2"]) == 2 and last > first + 10):
        return []
    before = words_before(text, match.start(), 2)
    nearest = before[0].text if before else ""
    pair = f"{before[1].text} {nearest}" if len(before) > 1 else ""
    if pair in _TERM or nearest in _TERM:
        start = before[1].start if pair in _TERM else before[0].start
        return [Reading(start, match.end(), "term", CERTAIN, CalendarDate("term", None, (first, last)))]
    start = match.start()
    if pair in _SPAN:
        start = before[1].start
    elif nearest in _SPAN:
        start = before[0].start
    named = start < match.start() or nearest in _SPAN_WITHIN
    doubt = not named and counts_known(text, match.end())
    payload = CalendarDate("year_range", None, (first, last))
    return [Reading(start, match.end(), "period", LIKELY if doubt else CERTAIN, payload)]


def _year(folded: Folded, match: re.Match[str], found: list[Reading[CalendarDate]]) -> Reading[CalendarDate] | None:
    text, end = folded.text, match.end()
    payload = CalendarDate("year", None, (int(match["year"]),))
    start, nearest = _widened(text, match.start(), _YEAR_INSIDE)
    pair = " ".join(word.text for word in reversed(words_before(text, match.start(), 2)))
    if _YEAR_WORD in text[start : match.start()] or nearest in _YEAR_CERTAIN or pair in _YEAR_CERTAIN:
        return Reading(start, end, "date", CERTAIN, payload)
    start = match.start()
    if found and "year" in found[-1].payload.kind and found[-1].strength == CERTAIN:
        between = text[found[-1].end : start]
        if len(between) < 12 and _SAME.fullmatch(between):  # "các năm 2019, 2020"
            return Reading(start, end, "date", LIKELY if counts_known(text, end) else CERTAIN, payload)
    if text[start - 1 : start] == "(" and text[end : end + 1] in ("", ")", ",", ";"):
        return Reading(start, end, "date", CERTAIN, payload)
    if text.startswith(_NAMED_AFTER, end):
        return Reading(start, end, "date", CERTAIN, payload)
    if nearest in _AMOUNT or counts_any(text, folded.cased, end) or int(match["year"]) < 1900:
        return Reading(start, end, "date", POSSIBLE, payload)
    if text.endswith(f"{_YEAR_WORD}: ", 0, start):
        return Reading(start, end, "date", CERTAIN, payload)
    if text[start - 2 : start].rstrip().endswith(":"):
        return Reading(start, end, "date", POSSIBLE, payload)
    return Reading(start, end, "date", LIKELY, payload)
