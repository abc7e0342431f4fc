"""Times of day: "09:32", "08:03:00 AM", "8 giờ 30 phút", "8h30", "lúc 10h", "24/24"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.extraction.calendar_forms import CalendarDate
from pacnam_cli.extraction.neighbours import at_numbers, words_after, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.number_words import HALF_AFTER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_LEXICON = load("calendar")["time"]
_BEFORE = frozenset(_LEXICON["before"])
_CERTAIN_BEFORE = frozenset(_LEXICON["certain_before"])
_AFTER = frozenset(_LEXICON["after"])
_PART_OF_DAY = alternation(_LEXICON["parts_of_day"])

_HOUR = r"(?:[01]?\d|2[0-4])"
_FIRST_LETTERS = "".join(sorted({word[0] for word in _LEXICON["hours"]}))  # of what follows the number of an hour
_CLOCK = pattern(
    rf"""(?=\d\d?[ ]?[:{_FIRST_LETTERS}/-])(?<![\w.,:/])(?:
    (?P<digital>{_HOUR}:[0-5]\d(?::[0-5]\d)?(?:[ ]?[ap]m\b)?)(?![\d%])(?:[ ]?[(\[]?(?:gmt|utc)[ ]?[+-]?\d{{1,2}}\)?)?
  | {_HOUR}[ ]?{alternation(_LEXICON["hours"])}[ ]?(?P<minute>[0-5]\d)
      (?:[ ]?{alternation(_LEXICON["minutes"])}(?!\w))?(?![\d.,]\d|\w|/)
  | (?P<short>{_HOUR}(?:[ ]?-[ ]?{_HOUR})?h)(?!\w|/)
  | (?P<spoken>{_HOUR}(?:[ ]?-[ ]?{_HOUR})?[ ]giờ
      (?:[ ](?:{alternation(HALF_AFTER)}|[0-5]?\d[ ]phút))?
      (?:[ ](?P<part>{_PART_OF_DAY})(?!\w))?)(?![\w/]|[ ]?/)
  | (?P<round>24/24|24/7|7/7)(?!\d)(?:[ ]?{alternation(_LEXICON["round_after"])}(?!\w))?
    )""",
    re.VERBOSE,
)


def propose(folded: Folded) -> Iterator[Reading[CalendarDate]]:
    """The times of day in ``folded``; a bare "8 giờ" is ``POSSIBLE``, for it may be a length of time."""
    text = folded.text
    for match in at_numbers(_CLOCK, folded):
        start, end = match.span()
        before = words_before(text, start, 1)
        nearest = before[0].text if before else ""
        after = words_after(text, end, 1)
        if nearest in _CERTAIN_BEFORE:
            start = before[0].start
        strength = POSSIBLE
        if match["digital"] or match["minute"] or match["round"] or nearest in _CERTAIN_BEFORE:
            strength = CERTAIN
        elif match["part"] or match["short"] or nearest in _BEFORE or (after and after[0] in _AFTER):
            strength = LIKELY
        yield Reading(start, end, "time", strength, CalendarDate("time"))
