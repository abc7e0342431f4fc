"""Calendar forms that begin with a word or carry one: "tháng 11", "quý I", "8 giờ 30", "thứ hai", "thế kỷ XXI"."""

from __future__ import annotations

import re

from pacnam_cli.extraction.calendar_forms import (
    MONTH,
    MONTHS,
    SPELLED,
    YEAR,
    CalendarDate,
    CalendarKind,
    iso_date,
)
from pacnam_cli.extraction.neighbours import words_after, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import alternation, load

_LEXICON = load("calendar")
_NOT_AFTER = frozenset(_LEXICON["month"]["never_after"])
_NOT_BEFORE = frozenset(_LEXICON["month"]["never_before"])
_WEEKDAY_BEFORE = frozenset(_LEXICON["weekday"]["before"])
_WEEKDAY_AFTER = frozenset(_LEXICON["weekday"]["after"])
_TIME_BEFORE = frozenset(_LEXICON["time"]["before"])
_TIME_CERTAIN = frozenset(_LEXICON["time"]["certain_before"])
_TIME_AFTER = frozenset(_LEXICON["time"]["after"])
_DIRECTIONS = {
    phrase: direction for direction in ("past", "present", "future") for phrase in _LEXICON["relative"][direction]
}

_MONTH_NAME = alternation(MONTHS)
_OF_YEAR = rf"(?:\s?[/.-]\s?(?P<{{0}}>{YEAR})(?!\d)|,?[ ]+(?:của[ ]+)?năm[ ]+(?P<{{1}}>{YEAR})(?!\d))?"
_WORDS = re.compile(
    rf"""\b(?:
    (?P<relative>{alternation(_DIRECTIONS)})(?![\w])(?!\ +\d)
  | (?:(?:ngày|mùng|mồng|rằm|đêm)[ ]+)*(?:(?P<day>\d{{1,2}}|{SPELLED})[ ]+)?
    tháng[ ]+(?P<month>{MONTH}(?![\d%]|[.,:]\d|[/-]{MONTH}(?!\d))|{_MONTH_NAME}(?!\w))
    (?P<months>(?:(?:,[ ]?|[ ]và[ ]|[ ]?-[ ]?|[ ]đến[ ](?:tháng[ ])?){MONTH}(?![\d/%-]|[.,:]\d)){{0,4}}){_OF_YEAR.format("y1", "y2")}
  | quý[ ]+(?P<quarter>iv|i{{1,3}}|[1-4]|một|hai|ba|tư|bốn)(?!\w|[.,]\d)
    (?:(?:,[ ]?|[ ]và[ ]|[ ]?-[ ]?)(?:quý[ ])?(?:iv|i{{1,3}}|[1-4])(?![\w]|[.,/-]\d)){{0,3}}{_OF_YEAR.format("y3", "y4")}
  | (?P<moon>(?:mùng|mồng|rằm|giao[ ]thừa)[ ]+(?:\d{{1,2}}|{SPELLED})(?!\w)(?:[ ]+(?:tết|âm[ ]lịch))?)
  | (?P<century>(?:thế[ ]kỷ|thế[ ]kỉ|thập[ ]niên|thập[ ]kỷ|những[ ]năm)[ ]+(?:(?:thứ|năm)[ ]+)?(?:\d{{2}}(?![\d.,%])|[xvi]+(?!\w)))
  | (?P<weekday>thứ[ ]+{alternation(_LEXICON["weekday"]["days"])}(?![\w%])(?:(?:,[ ]?|[ ]và[ ]|[ ]đến[ ]thứ[ ])[2-7](?![\d.,]))*)
    )""",
    re.VERBOSE,
)
_CLOCK = re.compile(
    r"""(?<![\w.,:/])(?:
    (?P<digital>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:[ ]?[ap]m\b)?)(?![\d%])(?:[ ]?\(?(?:gmt|utc)[ ]?[+-]?\d{1,2}\)?)?
  | (?P<hour>(?:[01]?\d|2[0-4])[ ]?(?:h|g|giờ)[ ]?(?P<minute>[0-5]\d)(?:[ ]?(?:phút|p|')(?!\w))?)(?![\d.,]\d|\w|/)
  | (?P<short>(?:[01]?\d|2[0-4])(?:[ ]?-[ ]?(?:[01]?\d|2[0-4]))?h)(?!\w|/)
  | (?P<spoken>(?:[01]?\d|2[0-4])(?:[ ]?-[ ]?(?:[01]?\d|2[0-4]))?[ ]giờ(?:[ ](?:rưỡi|[0-5]?\d[ ]phút))?(?:[ ](?:sáng|trưa|chiều|tối|đêm)(?!\w))?)(?![\w/]|[ ]?/)
  | (?P<round>24/24|24/7|7/7)(?!\d)(?:[ ]?(?:giờ|h)(?!\w))?
    )""",
    re.VERBOSE,
)


def propose(folded: Folded) -> list[Reading[CalendarDate]]:
    """Months, quarters, lunar days, centuries, weekdays, relative years and times of day, in no particular order."""
    found = [reading for match in _WORDS.finditer(folded.text) if (reading := _worded(folded, match))]
    found.extend(_clock(folded.text, match) for match in _CLOCK.finditer(folded.text))
    return found


def _worded(folded: Folded, match: re.Match[str]) -> Reading[CalendarDate] | None:
    text, start, end = folded.text, match.start(), match.end()
    if match["relative"]:
        direction = _DIRECTIONS[" ".join(match["relative"].split())]
        return Reading(start, end, "date", LIKELY, CalendarDate("relative", direction=direction))
    if match["month"]:
        return _month(folded, match)
    if match["quarter"]:
        if not _dated(text, start, end) and not (match["y3"] or match["y4"]):
            return None
        return Reading(start, end, "date", CERTAIN, _payload("quarter", match["y3"] or match["y4"]))
    if match["moon"]:
        return Reading(start, end, "date", CERTAIN, CalendarDate("date"))
    if match["century"]:
        return Reading(start, end, "date", CERTAIN, CalendarDate("century"))
    before = [word.text for word in words_before(text, start, 1)]
    after = words_after(text, end, 1)
    cued = (before and before[0] in _WEEKDAY_BEFORE) or (after and after[0] in _WEEKDAY_AFTER)
    capital = folded.cased[start].isupper() or folded.cased[text.rindex(" ", start, end) + 1].isupper()
    strength = CERTAIN if cued or capital else POSSIBLE
    return Reading(start, end, "date", strength, CalendarDate("weekday")) if strength == CERTAIN else None


def _dated(text: str, start: int, end: int) -> bool:
    before = words_before(text, start, 1)
    after = words_after(text, end, 1)
    return not (before and before[0].text in _NOT_AFTER) and not (after and after[0] in _NOT_BEFORE)


def _payload(kind: CalendarKind, year: str | None) -> CalendarDate:
    return CalendarDate(kind, None, (int(year),) if year else ())


def _month(folded: Folded, match: re.Match[str]) -> Reading[CalendarDate] | None:
    text, start, end = folded.text, match.start(), match.end()
    year = match["y1"] or match["y2"]
    word = " ".join(match["month"].split())
    month = MONTHS.get(word) or int(word)
    if match["day"]:
        opened = not text.startswith(match["day"], start)  # "ngày 3 tháng 2", not "3 tháng 2"
        if (
            not opened
            and not (words_before(text, start, 1) and words_before(text, start, 1)[0].text == "ngày")
            and not year
        ):
            return None
        iso = iso_date(match["day"], month, year) if match["day"].isdigit() else None
        return Reading(start, end, "date", CERTAIN, CalendarDate("date", iso, (int(year),) if year else ()))
    if not year and not _dated(text, start, end):
        return None
    before = text[:start].rstrip()[-1:]
    if not year and before.isdigit():  # "6 tháng 3 lần"
        return None
    strength = LIKELY if word == "năm" and not year else CERTAIN
    return Reading(start, end, "date", strength, _payload("month", year))


def _clock(text: str, match: re.Match[str]) -> Reading[CalendarDate]:
    start, end = match.start(), match.end()
    before = words_before(text, start, 1)
    nearest = before[0].text if before else ""
    after = words_after(text, end, 1)
    if nearest in _TIME_CERTAIN:
        start = before[0].start
    strength = POSSIBLE
    if match["digital"] or match["minute"] or match["round"] or nearest in _TIME_CERTAIN:
        strength = CERTAIN
    elif (
        (after and after[0] in _TIME_AFTER)
        or (match["spoken"] and match["spoken"].endswith(_PARTS_OF_DAY))
        or match["short"]
        or (match["spoken"] and "phút" in match["spoken"])
        or nearest in _TIME_BEFORE
    ):
        strength = LIKELY
    return Reading(start, end, "time", strength, CalendarDate("time"))
