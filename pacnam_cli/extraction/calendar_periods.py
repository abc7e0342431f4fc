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
from pacnam_cli.lexicon import alternation, load

_LEXICON = load("calendar")["duration"]
_BETWEEN = frozenset(_LEXICON["between"])
_CERTAIN = frozenset(_LEXICON["period_certain"])
_LIKELY = frozenset(_LEXICON["period_likely"])
_AMOUNT_BEFORE = frozenset(_LEXICON["amount_before"])

_UNIT = alternation(_LEXICON["units"])
_LENGTH = re.compile(
    rf"""(?<![\w])(?<!\d[.,/-])(?<!\d)
    (?P<number>\d{{1,3}}(?:(?:\s?-\s?|[ ](?:đến|tới)[ ])\d{{1,3}}|,\d)?|{SPELLED})[ ]*(?:\([^\W\d]+\)[ ]*)?(?:nửa[ ]+)?
    (?P<unit>{_UNIT})(?!\w)
    (?:(?:[ ]+|,[ ]|[ ]và[ ])(?:rưỡi(?!\w)|(?:\d{{1,2}}|{SPELLED})[ ]+(?:tháng|ngày|tuần|phút|giây)(?!\w)))*""",
    re.VERBOSE,
)
_AFTER = re.compile(
    rf"""[ ]+(?:
    (?P<certain>{alternation(_LEXICON["after_certain"])})(?!\w)(?:[ ]+(?:của[ ]+)?(?:năm[ ]+)?(?P<y1>{YEAR})(?!\d))?
  | \(?(?:của[ ]+|trong[ ]+)?(?:các[ ]+)?(?:năm[ ]+)?(?P<y2>{YEAR})(?!\d)
  | (?P<likely>{alternation(_LEXICON["after_likely"])})(?!\w)
  | (?P<result>{alternation(_LEXICON["after_months"])})(?!\w)
  | (?P<amount>{alternation(_LEXICON["amount_after"])})(?!\w)
  | (?P<achievement>{alternation(_LEXICON["achievement_after"])})(?!\w)
    )""",
    re.VERBOSE,
)

_TO = ("đến", "tới", "hoặc", "-")
_MORE = re.compile(
    r"[ ]?(?:[-,/]|và|đến)[ ]?(?:năm[ ])?\d{2,4}(?!\d)"
)  # "hai năm 2019, 2020", but "Nghị định 49 năm 2018"


def propose(folded: Folded, dates: list[Reading[CalendarDate]]) -> list[Reading[CalendarDate]]:
    """The periods in ``folded``; ``dates`` are the dates already read, which one may name: "hai ngày 12 - 13/9"."""
    text = folded.text
    starts = sorted((reading.start, reading.end) for reading in dates)
    ages_of_membership = "tuổi đảng" in text
    found: list[Reading[CalendarDate]] = []
    for match in _LENGTH.finditer(text):
        end = match.end()
        if text[end : end + 1] == "/" or text[end : end + 2] == " /":
            continue
        follow = _AFTER.match(text, end)
        index = bisect_left(starts, (end, 0))
        named = (
            index < len(starts) and text[end : starts[index][0]].strip(" (:") == "" and match["unit"] in ("năm", "ngày")
        )
        before = _strength_before(text, match.start())
        # "bình quân 6 tháng tăng 3%", "6 tháng, xã thu 2 tỷ đồng": months of the year so far.
        heading = opens_sentence(text, match.start()) and text[end : end + 1] in (",", ":")
        months = match["unit"] == "tháng" and (heading or (follow is not None and follow["result"] is not None))
        strength: float | None
        if match["number"] == "một" and text.startswith(" lần", end):
            continue
        if (follow and follow["amount"]) or (before is None and not months):
            continue
        before = POSSIBLE if before is None else before
        if found and before == POSSIBLE and text[found[-1].end : match.start()].strip() in _TO:
            before = found[-1].strength  # "phạt tù từ 3 năm đến 7 năm"
        if named:
            strength, end = CERTAIN, starts[index][1]
        elif follow and (
            follow["certain"] or (follow["y2"] and (match["unit"] != "năm" or _MORE.match(text, follow.end())))
        ):
            strength, end = CERTAIN, follow.end("certain") if follow["certain"] and not follow["y1"] else follow.end()
        elif follow and follow["achievement"]:
            if before < CERTAIN:
                continue
            strength = CERTAIN
        elif months or (follow and follow["likely"]):
            strength = max(before, LIKELY)
        else:
            strength = before
        if strength == POSSIBLE and (ages_of_membership or not match["number"].isdigit()):
            continue
        years = tuple(int(year) for year in re.findall(YEAR, text[match.end() : end]))
        found.append(Reading(match.start(), end, "period", strength, CalendarDate("period", None, years)))
    return found


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
