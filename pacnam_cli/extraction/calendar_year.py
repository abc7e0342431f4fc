"""Which year a text reports on, and in which term of office: "trong năm 2021", "nhiệm kỳ 2020 - 2025"."""

from __future__ import annotations

from collections import Counter, defaultdict

from pacnam_cli.extraction.calendar_forms import YEAR, CalendarDate
from pacnam_cli.extraction.neighbours import opens_sentence
from pacnam_cli.extraction.readings import LIKELY, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening, optional, whole_words

_LEXICON = load("calendar")["reported"]
_COMPARED = pattern(rf"{opening(_LEXICON['compared'])}[ ]+{optional(_LEXICON['compared_part'])}$")
_PLANNED = pattern(rf"{opening(_LEXICON['planned'])}[ ]+{optional(_LEXICON['planned_part'])}$")
_PLAN = pattern(rf"{whole_words(_LEXICON['plan_words'])}(?=[^.;\n]*$)")
_FUTURE = pattern(rf"{whole_words(_LEXICON['future'])}(?=[^,.;\n]*$)")
_REVIEW = pattern(rf"{whole_words(_LEXICON['review_words'])}(?=[^.;\n]*$)")
_BEGINS = pattern(rf"[ ]+{alternation(_LEXICON['begins'])}(?!\w)")  # "từ năm 2014 đến nay"
_NOW = optional(_LEXICON["before_now"]) + alternation(_LEXICON["now"])
#: After a year of the past: "năm 2011 chỉ đạt 1,5 tiêu chí, ... đến nay là 12,6".
_UNTIL_NOW = pattern(rf"[^.;\n]*[^.;\n ][ ]*,[ ]*{_NOW}(?!\w)")
_AHEAD = pattern(rf"{whole_words(_LEXICON['ahead'])}[^.;\n]*$")
_OF_DOCUMENT = pattern(r"(?:\d[ ]?[-/][ ]?[a-zđ]|(?<!\w)số[ ]+\d)[^ \n]*[ ,(]*$")
_SPAN_OF_YEARS = pattern(rf"{YEAR}\D.*?{YEAR}|{YEAR}[-/]\d\d")

_LINE = 200  # characters before and after a date on a line that may be its own

# Weights of one mention. A year named for itself says more than the year of a day; what is compared with or planned for
# says next to nothing, but may be all there is.
_TITLE, _OPENING, _REVIEWED, _NAMED, _DAY, _FAINT = 4.0, 1.5, 1.5, 1.0, 0.6, 0.05
_ENOUGH = 0.5


def reported_year(
    folded: Folded, readings: list[Reading[CalendarDate]], title_span: tuple[int, int] | None
) -> int | None:
    """The year the text reports on; ``None`` where it covers several or does not say.

    ``readings`` are those of ``calendar.propose``; ``title_span`` is the headline in the canonical text.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    spans = sum(1 for reading in readings if reading.payload.kind in ("year_range", "period") and _several(reading))
    for reading in readings:
        payload = reading.payload
        if reading.strength < LIKELY or len(payload.years) != 1 or not 1945 <= payload.years[0] <= 2099:
            continue
        scores[payload.years[0]] += _weight(folded, reading, title_span)
    if scores:
        year, best = max(scores.items(), key=lambda item: (item[1], item[0]))
        if spans > 1 and spans * _NAMED > best:
            return None  # "trong hai năm 2017-2018" and the like are what the text is about
        if best >= _ENOUGH:
            rivals = sum(1 for score in scores.values() if score >= 0.7 * best)
            return year if rivals < 3 else None
    return _published(folded, readings) or _of_term(folded, readings)


def _several(reading: Reading[CalendarDate]) -> bool:
    return len(reading.payload.years) > 1 and reading.strength >= LIKELY


def _weight(folded: Folded, reading: Reading[CalendarDate], title_span: tuple[int, int] | None) -> float:
    text, start = folded.text, reading.start
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - 90) : start]
    within = title_span is not None and title_span[0] <= start < title_span[1]
    if reading.payload.kind in ("date", "month"):
        if _OF_DOCUMENT.search(before) or _is_dateline(text, reading):
            return 0.0
        return _FAINT if _COMPARED.search(before) or _BEGINS.match(text, reading.end) else _DAY * (2 if within else 1)
    if _COMPARED.search(before) or _BEGINS.match(text, reading.end) or _UNTIL_NOW.match(text, reading.end):
        return _FAINT
    # "kết quả năm 2017 và bàn việc của năm 2018": the nearer word decides.
    planned = max((match.start() for match in _PLAN.finditer(before)), default=-1)
    reviewed = max((match.start() for match in _REVIEW.finditer(before)), default=-1)
    if _PLANNED.search(before) or planned > reviewed or _FUTURE.search(before):
        return _FAINT * (10 if within else 2)
    if within:
        return _TITLE
    if reading.payload.kind == "period" or reviewed >= 0:
        return _REVIEWED
    return _OPENING if opens_sentence(text, start) else _NAMED


def _is_dateline(text: str, reading: Reading[CalendarDate]) -> bool:
    """Whether a date stands alone on its line, beside a time of day at most."""
    begin, stop = max(0, reading.start - _LINE), min(len(text), reading.end + _LINE)
    first, last = text.rfind("\n", begin, reading.start) + 1, text.find("\n", reading.end, stop)
    if (not first and begin) or (last < 0 and stop < len(text)):
        return False
    rest = text[first : reading.start] + text[reading.end : last if last >= 0 else len(text)]
    return sum(map(str.isalpha, rest)) <= 24 and reading.payload.iso is not None


def _published(folded: Folded, readings: list[Reading[CalendarDate]]) -> int | None:
    for reading in readings:
        if reading.payload.iso and reading.strength >= LIKELY and _is_dateline(folded.text, reading):
            return reading.payload.years[0] if reading.payload.years else None
    return None


def _of_term(folded: Folded, readings: list[Reading[CalendarDate]]) -> int | None:
    """The year between two terms, where the text dates a congress by day and month alone."""
    terms = {reading.payload.years for reading in readings if reading.payload.kind == "term"}
    undated = any(r.payload.kind == "date" and not r.payload.years and r.strength >= LIKELY for r in readings)
    if len(terms) != 1 or not undated:
        return None
    first, last = next(iter(terms))
    start = next(reading.start for reading in readings if reading.payload.kind == "term")
    before = folded.text[max(0, start - 40) : start]
    return first if _AHEAD.search(before) else last


def term(folded: Folded, readings: list[Reading[CalendarDate]]) -> str | None:
    """The term of office the text is about, as written ("2020 - 2025"): the most named, then the first."""
    named = [reading for reading in readings if reading.payload.kind == "term"]
    if not named:
        return None
    counts = Counter(reading.payload.years for reading in named)
    chosen = max(named, key=lambda reading: (counts[reading.payload.years], -reading.start))
    start, end = folded.source(chosen.start, chosen.end)
    years = _SPAN_OF_YEARS.search(folded.original[start:end])
    return years.group() if years else None
