"""Lengths of time that say when, not how much: "6 tháng đầu năm", "trong 5 năm qua", "12 năm tù".

Lengths that are results ("60 năm tuổi Đảng", "thâm niên 5 năm trở lên") are left to the quantities; a length with no
cue at all is proposed as ``POSSIBLE``.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pacnam_cli.extraction.calendar_forms import SPELLED, YEAR, CalendarDate
from pacnam_cli.extraction.neighbours import opens_sentence, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.number_words import HALF, HALF_AFTER, TO_TEN
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening, optional

_LEXICON = load("calendar")["duration"]
_LINKS = load("calendar")["links"]
_BETWEEN = frozenset(_LEXICON["between"])
_CERTAIN = frozenset(_LEXICON["period_certain"])
_LIKELY = frozenset(_LEXICON["period_likely"])
_AMOUNT_BEFORE = frozenset(_LEXICON["amount_before"])
_NAMED = frozenset(_LEXICON["named"])
_MEMBERSHIP: str = _LEXICON["membership"]
_YEAR_WORD = "năm"
_MONTH_WORD = "tháng"

_UNIT = alternation(_LEXICON["units"])
_SPELLED = pattern(opening(TO_TEN))
_LENGTH = pattern(
    rf"""(?<![\w])(?<!\d[.,/-])(?<!\d)
    (?P<number>\d{{1,3}}(?:(?:\s?-\s?|[ ]{alternation(_LINKS["until"])}[ ])\d{{1,3}}|,\d)?|{SPELLED})[ ]*(?![ ])
    (?:\([^\W\d]+\)[ ]*(?![ ]))?(?:{HALF}[ ]+(?![ ]))?
    (?P<unit>{_UNIT})(?!\w)
    (?:(?:[ ]+(?![ ])|,[ ]|[ ]{alternation(_LINKS["parts"])}[ ])
       (?:{alternation(HALF_AFTER)}(?!\w)|(?:\d{{1,2}}|{SPELLED})[ ]+{alternation(_LEXICON["smaller"])}(?!\w)))*""",
    re.VERBOSE,
)
_AFTER = pattern(
    rf"""[ ]+(?![ ])(?:
    (?P<certain>{alternation(_LEXICON["after_certain"])})(?!\w)
      (?:[ ]+{optional(_LINKS["of"])}{optional(_LINKS["year"])}(?P<y1>{YEAR})(?!\d))?
  | \(?{optional(_LINKS["of_years"])}{optional(_LINKS["several"])}{optional(_LINKS["year"])}(?P<y2>{YEAR})(?!\d)
  | (?P<likely>{alternation(_LEXICON["after_likely"])})(?!\w)
  | (?P<result>{alternation(_LEXICON["after_months"])})(?!\w)
  | (?P<amount>{alternation(_LEXICON["amount_after"])})(?!\w)
  | (?P<achievement>{alternation(_LEXICON["achievement_after"])})(?!\w)
    )""",
    re.VERBOSE,
)

_TO = frozenset(["-", *_LINKS["lengths"]])
# "hai năm 2019, 2020", but "Nghị định 49 năm 2018".
_MORE = pattern(rf"[ ]?(?:[-,/]|{alternation(_LINKS['further'])})[ ]?{optional(_LINKS['year'])}\d{{2,4}}(?!\d)")


def propose(folded: Folded, dates: list[Reading[CalendarDate]]) -> list[Reading[CalendarDate]]:
    """The periods in ``folded``; ``dates`` are the dates already read, which one may name: "hai ngày 12 - 13/9"."""
    text = folded.text
    spans = sorted((reading.start, reading.end) for reading in dates)
    ages_of_membership = _MEMBERSHIP in text
    found: list[Reading[CalendarDate]] = []
    reached = 0
    for start in sorted([*folded.numbers, *(word.start() for word in _SPELLED.finditer(text))]):
        match = _LENGTH.match(text, start) if start >= reached else None
        if match is None:
            continue
        end = reached = match.end()
        if text[end : end + 2].lstrip().startswith("/"):
            continue
        follow = _AFTER.match(text, end)
        before = _strength_before(text, match.start())
        if found and before == POSSIBLE and text[found[-1].end : match.start()].strip() in _TO:
            before = found[-1].strength  # "phạt tù từ 3 năm đến 7 năm"
        index = bisect_left(spans, (end, 0))
        named = index < len(spans) and text[end : spans[index][0]].strip(" (:") == "" and match["unit"] in _NAMED
        strength = CERTAIN if named and before is not None else _strength(text, match, follow, before)
        if strength is None:
            continue
        if strength == POSSIBLE and (ages_of_membership or not match["number"].isdigit()):
            continue
        if named:
            end = spans[index][1]
        elif follow and strength == CERTAIN:
            end = _through(spans, follow) or end
        years = tuple(int(year) for year in re.findall(YEAR, text[match.end() : end]))
        found.append(Reading(match.start(), end, "period", strength, CalendarDate("period", None, years)))
    return found


def _strength(text: str, match: re.Match[str], follow: re.Match[str] | None, before: float | None) -> float | None:
    """How surely a length is a period, by the words on both sides; ``None`` where it is an amount."""
    # "bình quân 6 tháng tăng 3%", "6 tháng, xã thu 2 tỷ đồng": months of the year so far.
    heading = opens_sentence(text, match.start()) and text[match.end() : match.end() + 1] in (",", ":")
    if match["unit"] == _MONTH_WORD and (heading or (follow is not None and follow["result"] is not None)):
        return max(before or POSSIBLE, LIKELY)
    if before is None or follow is None:
        return before
    if follow["amount"]:
        return None
    if follow["certain"] or (follow["y2"] and (match["unit"] != _YEAR_WORD or _MORE.match(text, follow.end()))):
        return CERTAIN
    if follow["achievement"]:
        return CERTAIN if before == CERTAIN else None
    return max(before, LIKELY) if follow["likely"] else before


def _through(spans: list[tuple[int, int]], follow: re.Match[str]) -> int | None:
    """Where a period ends with what is said of it: "5 năm qua", "6 tháng đầu năm 2021", "hai năm 2017-2018"."""
    if follow["certain"]:
        return follow.end() if follow["y1"] else follow.end("certain")
    if not follow["y2"]:
        return None
    index = bisect_left(spans, (follow.end(), 0)) - 1
    return max(follow.end(), spans[index][1]) if index >= 0 else follow.end()


def _strength_before(text: str, start: int) -> float | None:
    """What the words before a length make of it; ``None`` where they make it an amount."""
    words = words_before(text, start, 4)
    for index, word in enumerate(words):
        pair = f"{words[index + 1].text} {word.text}" if index + 1 < len(words) else word.text
        if word.text in _AMOUNT_BEFORE or pair in _AMOUNT_BEFORE:
            return None
        if word.text in _CERTAIN or pair in _CERTAIN:
            return CERTAIN
        if word.text in _LIKELY or pair in _LIKELY:
            return LIKELY
        if word.text not in _BETWEEN:
            return POSSIBLE
    return POSSIBLE
