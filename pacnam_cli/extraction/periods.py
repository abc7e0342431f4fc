"""When a figure holds, where its sentence says so: "năm 2020", "6 tháng đầu năm 2021", "nhiệm kỳ 2015-2020"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.extraction.resolver import AnyReading
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import alternation, load

_TIMES = frozenset({"date", "period", "term"})


@cache
def _compared() -> Phrases[str]:
    return Phrases.of(load("context")["periods"]["compared"])


@cache
def _anchored() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(load('context')['periods']['anchors'])}(?!\w)|\d{{4}}")


@cache
def _opening() -> frozenset[str]:
    return frozenset(load("context")["periods"]["opening"])


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(load('context')['periods']['now'])}(?!\w)")


@cache
def _recurring() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(load('context')['periods']['recurring'])}\Z")


def attach_periods(mentions: Sequence[Mention], readings: Sequence[AnyReading]) -> None:
    """Sets ``period`` of each mention: the nearest time before it in its sentence, else one that follows its unit."""
    # The date of a document cited is no period: "Quy định 37-QĐ/TW ngày 25/10/2021".
    cited = {reading.end for reading in readings if reading.dimension == "document"}
    times = sorted(
        (reading.start, reading.end, reading.dimension)
        for reading in readings
        if reading.dimension in _TIMES and cited.isdisjoint(range(reading.start - 3, reading.start + 1))
    )
    of_passage: dict[int, list[tuple[int, int]]] = {}
    place = 0
    previous: Mention | None = None
    for mention in mentions:
        passage = mention.passage
        if passage.index not in of_passage:
            while place < len(times) and times[place][0] < passage.start:
                place += 1
            last = place
            while last < len(times) and times[last][0] < passage.end:
                last += 1
            of_passage[passage.index] = [time[:2] for time in times[place:last] if _dates(passage, time)]
        mention.period = _period(mention, previous, of_passage[passage.index])
        previous = mention


def _period(mention: Mention, previous: Mention | None, times: Sequence[tuple[int, int]]) -> str | None:
    passage = mention.passage
    after = passage.tokens[mention.close - 1].end
    following = next((time for time in times if 0 <= time[0] - after <= 6), None)
    if following is not None and not any(mark in passage.folded.text[after : following[0]] for mark in ",;.(:"):
        return _written(passage, following)
    text = passage.folded.text
    for start, end in reversed(times):
        if end > mention.start:
            continue
        if any(mark in ",;" for mark in text[end : mention.start]) and _recurring().search(text, start, end):
            continue  # "tăng trưởng hằng năm đạt 10%; thu nhập 35 triệu đồng"
        brought_up = next(_now().finditer(text, end, mention.start), None)
        return _written(passage, brought_up.span() if brought_up else (start, end))
    return None


def _dates(passage: Passage, time: tuple[int, int, str]) -> bool:
    """Whether a time says when: not "so với năm 2020", nor the term of "Nghị quyết Đại hội, nhiệm kỳ 2020-2025"."""
    index = next((place for place, token in enumerate(passage.tokens) if token.start >= time[0]), len(passage.tokens))
    if _compared().before(passage.tokens, index) is not None:
        return False
    if time[2] == "period" and not _anchored().search(passage.folded.text, time[0], time[1]):
        return False  # "trong một ngày", "nhiều năm" say how long, not when
    return time[2] != "term" or index == 0 or passage.tokens[index - 1].text in _opening()


def _written(passage: Passage, time: tuple[int, int]) -> str:
    return passage.folded.written(*time)
