"""What the text says of a cited document beside its number: the day it was issued, who issued it, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pacnam_cli.extraction.calendar_forms import CalendarDate
from pacnam_cli.extraction.readings import Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, optional, whole_words

if TYPE_CHECKING:
    from pacnam_cli.extraction.citations import CitationFacts

_LEXICON = load("documents")
_ISSUERS: dict[str, str] = _LEXICON["issuers"]
_BODIES, _ISSUE = _LEXICON["bodies"], _LEXICON["issue"]
_BY = pattern(
    rf"[ ,(]*{alternation(_BODIES['introduced'])}[ ]+{optional(_BODIES['several'])}"
    rf"(?P<body>{alternation(_BODIES['heads'])}(?!\w))"
)
# The rest of an issuer's name: capitalised words, and the small words inside names ("Tỉnh ủy", "nhân dân", "và").
_SMALL = alternation(_BODIES["small"])
_REST = pattern(rf"(?:[ ]+(?:{optional(_BODIES['joined'])}[{UPPER}][^\W\d_]*|{_SMALL}(?!\w))){{0,40}}")
_SIGNED = pattern(rf"[ ,(]*(?:{optional(_ISSUE['signed_before'])}{alternation(_ISSUE['signed'])}[ ,]*)?$")
_ISSUING = pattern(rf"^[ ,]*[^\d.;\n]{{0,80}}{whole_words(_ISSUE['verbs'])}[^\d.;\n]{{0,40}}$")
_TITLE = pattern(
    rf"[ ,)]*(?:(?P<about>{alternation(_ISSUE['about'])}[ ]+[^.;\n]{{3,200}}?)(?=[.;\n]|,[ ]|$|[ ]\(|[ ]ngày[ ]\d)"
    r"|[“\"](?P<quoted>[^”\"\n]{3,300})[”\"])"
)


def complete(
    folded: Folded, reading: Reading[CitationFacts | None], facts: CitationFacts, dates: list[Reading[CalendarDate]]
) -> CitationFacts:
    """``facts`` with the date, issuer and title that stand beside ``reading``."""
    text = folded.text
    position = reading.end
    date, position = _date_after(text, position, dates)
    issuer, position = _issuer(folded, position)
    if date is None:
        date, position = _date_after(text, position, dates)
    title = _TITLE.match(folded.cased, position)
    shown = (title["about"] or title["quoted"]).strip() if title else None
    return replace(
        facts,
        date=date or _date_before(text, reading.start, dates),
        issuer=issuer or _named_by(facts.number),
        title=shown,
    )


def _date_after(text: str, position: int, dates: list[Reading[CalendarDate]]) -> tuple[str | None, int]:
    index = bisect_left(dates, position, key=lambda date: date.start)
    if index < len(dates):
        date = dates[index]
        if date.payload.iso and date.start - position < 40 and _SIGNED.match(text[position : date.start]):
            return date.payload.iso, date.end
    return None, position


def _date_before(text: str, position: int, dates: list[Reading[CalendarDate]]) -> str | None:
    index = bisect_left(dates, position, key=lambda date: date.start) - 1
    while index >= 0 and position - dates[index].end < 130:
        date = dates[index]
        if date.payload.iso:
            return date.payload.iso if _ISSUING.match(text[date.end : position]) else None
        index -= 1
    return None


def _issuer(folded: Folded, position: int) -> tuple[str | None, int]:
    match = _BY.match(folded.text, position)
    if match is None:
        return None, position
    rest = _REST.match(folded.cased, match.end("body"))
    end = rest.end() if rest else match.end("body")
    return folded.cased[match.start("body") : end], end


def _named_by(number: str) -> str | None:
    pieces = re.split(r"[-/]", number.lower())
    return next((_ISSUERS[key] for piece in pieces if (key := piece.rstrip("0123456789")) in _ISSUERS), None)
