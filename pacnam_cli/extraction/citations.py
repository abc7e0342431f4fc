"""Official documents cited by number: "Nghị quyết số 03-NQ/HU ngày 17/12/2020", "Chỉ thị 05", "29/2016/QĐ-TTg".

Resolutions named after a session ("Nghị quyết Trung ương 4 (khóa XII)") are read too, so that their number is no
amount, but without facts: they have no number of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pacnam_cli.extraction import citation_details
from pacnam_cli.extraction.calendar_forms import CalendarDate
from pacnam_cli.extraction.neighbours import at_numbers, counts_any, counts_known, words_after
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening, optional

__all__ = ["CitationFacts", "citations", "propose"]

_LEXICON = load("documents")
_KNOWN = frozenset(_LEXICON["types"]["known"])
_LAWS = frozenset(_LEXICON["types"]["laws"])
_NUMBER = alternation(_LEXICON["types"]["number"])
_AND = alternation(_LEXICON["types"]["further"])
_SHORT: dict[str, str] = _LEXICON["short"]
_SYMBOLS: dict[str, str] = _LEXICON["symbols"]
_SESSIONS = _LEXICON["sessions"]
_COUNTED = frozenset(_LEXICON["counted"]["after"])

_LETTERS = r"[a-zđư]{1,12}\d{0,2}(?![a-zà-ỹ])"
_SERIAL = r"\d{1,5}[a-d]?"
_SYMBOL = rf"{_SERIAL}[ ]?(?:/[ ]?(?:19|20)\d\d[ ]?/[ ]?{_LETTERS}|[-/][ ]?{_LETTERS})(?:[ ]?[-/][ ]?{_LETTERS})*"
_PLAIN = rf"{_SERIAL}(?:[-/](?:19|20)\d\d)?(?![\w%+]|[.,/]\d|[ ]?%)"
_TYPE = opening([*_KNOWN, *_LEXICON["types"]["numbered"], *_SHORT])
_MARK = pattern(rf"(?<![\w.,/-]){_SYMBOL}(?!\w)")
_TYPED = pattern(
    rf"(?P<type>{_TYPE})[ ]+(?![ ])(?P<by>{alternation(_LEXICON['types']['between'])}[ ][^\d\n.,;:]{{2,60}}[ ])?"
    rf"(?:(?P<so>{_NUMBER})[ ]?[:.]?[ ]*)?(?P<number>{_SYMBOL}|{_PLAIN})"
)
_PLAIN_NUMBER = pattern(_PLAIN)
_PLURAL = pattern(r"(?<!\w)các[ ]+\Z")
_NEXT = pattern(rf"(?:[ ]?[,;](?:[ ]{_AND})?|[ ]{_AND})[ ]+(?P<so>{_NUMBER}[ ]+)?(?P<number>{_SYMBOL}|{_PLAIN})")
_SESSION = pattern(
    rf"{opening(_SESSIONS['types'])}[ ]+{optional(_SESSIONS['of'])}{optional(_SESSIONS['whose'])}"
    rf"{alternation(_SESSIONS['words'])}[ ]*"
    rf"{optional(_SESSIONS['whose'])}{optional(_SESSIONS['times'])}{optional(_SESSIONS['ordinal'])}"
    rf"(?:\d{{1,2}}|[ivx]+)(?![\w%]|[.,]\d)"
    rf"(?:(?:,[ ]?|[ ]?\(|[ ]){alternation(_SESSIONS['term'])}[ ]+(?:\d{{1,2}}|[ivx]+)\)?)?"
)
_LOOK_BACK = 20  # code points that "các" and the blanks after it take


class CitationFacts(Struct, frozen=True):
    """What is said of a document: its number as written without blanks, and where the number stands."""

    number: str
    type: str
    number_span: tuple[int, int]
    issuer: str | None = None
    date: str | None = None
    title: str | None = None


def propose(folded: Folded) -> list[Reading[CitationFacts | None]]:
    """Every document named by number or session in ``folded``, in text order; the payload of a session is ``None``."""
    found: list[Reading[CitationFacts | None]] = list(_typed(folded))
    taken = {position for reading in found for position in range(reading.start, reading.end)}
    for match in at_numbers(_MARK, folded):
        if match.start() not in taken and (kind := _kind_of(folded, match.start(), match.end())):
            found.append(_reading(folded, match.start(), match.start(), match.end(), kind, CERTAIN))
    for match in _SESSION.finditer(folded.text):
        found.append(Reading(match.start(), match.end(), "document", CERTAIN, None))
    found.sort(key=lambda reading: (reading.start, -reading.end))
    return found


def _reading(
    folded: Folded, start: int, first: int, end: int, kind: str, strength: float, ending: str = ""
) -> Reading[CitationFacts | None]:
    """A document named from ``start`` on whose number is ``first:end``, with the ``ending`` that its list gives it."""
    number = folded.cased[first:end].replace(" ", "") + ending
    return Reading(start, end, "document", strength, CitationFacts(number, kind[:1].upper() + kind[1:], (first, end)))


def _kind_of(folded: Folded, start: int, end: int) -> str | None:
    """The type that the letters of a number stand for; ``None`` where they are no letters of a document."""
    letters = [piece for piece in re.split(r"[-/ ]+", folded.text[start:end])[1:] if piece[:1].isalpha()]
    if not letters or not _is_upper(folded, start, end):
        return None
    return next((_SYMBOLS[key] for piece in letters if (key := piece.rstrip("0123456789")) in _SYMBOLS), None)


def _is_upper(folded: Folded, start: int, end: int) -> bool:
    pieces = re.findall(r"[^\W\d_]+", folded.cased[start:end])
    return bool(pieces) and all(piece[0].isupper() for piece in pieces if len(piece) > 1 or piece not in "abcd")


def _typed(folded: Folded) -> Iterator[Reading[CitationFacts | None]]:
    """Documents named by their type: "Nghị quyết số 03-NQ/HU", "Chỉ thị 05", "các quyết định 12 và 15-QĐ/TW"."""
    text = folded.text
    for match in _TYPED.finditer(text):
        kind = _SHORT.get(match["type"], match["type"])
        first, end = match.span("number")
        if (match["by"] and not match["so"]) or (
            match["type"] in _SHORT and not folded.cased[match.start("type")].isupper()
        ):
            continue
        marked = _is_upper(folded, first, end) and any(
            char.isalpha() for char in match["number"].lstrip("0123456789abcd")
        )
        if not marked:
            plain = _PLAIN_NUMBER.match(text, first)
            if plain is None:
                continue
            end = plain.end()
        strength = CERTAIN if marked else _plain_strength(folded, match, kind, end)
        if strength is None:
            continue
        ending = ""
        for start, number, until, upper in reversed(_listed(folded, match, kind, end, marked)):
            if upper:  # "các nghị quyết số 18, 19-NQ/TW": the letters belong to all
                ending = re.sub(r"^\d+[a-d]?", "", folded.cased[number:until].replace(" ", ""))
            yield _reading(folded, start, number, until, kind, strength, "" if upper else ending)


def _listed(
    folded: Folded, match: re.Match[str], kind: str, end: int, marked: bool
) -> list[tuple[int, int, int, bool]]:
    """The number of ``match``, which ends at ``end``, and those listed after it.

    Of each where it is named from, its span, and whether it has the letters of a document, as the first has where
    ``marked``.
    """
    text = folded.text
    plural = _PLURAL.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    found = [(match.start("type"), match.start("number"), end, marked)]
    while step := _NEXT.match(text, found[-1][2]):
        first, last = step.span("number")
        upper = _is_upper(folded, first, last)
        several = plural or step["so"] or (match["so"] and not marked)
        if not upper and (not several or counts_known(text, last) or counts_any(text, folded.cased, last)):
            break
        if upper and _kind_of(folded, first, last) not in (None, kind):
            break
        found.append((step.start("so") if step["so"] else first, first, last, upper))
    return found


def _plain_strength(folded: Folded, match: re.Match[str], kind: str, end: int) -> float | None:
    """How surely a number without letters is the document's; ``None`` where it is an amount."""
    text, cased = folded.text, folded.cased
    number = text[match.start("number") : end]
    if match["so"]:
        return CERTAIN
    if kind not in _KNOWN or match["by"]:
        return None
    after = words_after(text, end, 2)
    if after and (after[0] in _COUNTED or " ".join(after) in _COUNTED) and not text.startswith(" năm 20", end):
        return None
    if counts_known(text, end):
        return None
    if kind in _LAWS and (len(number) < 2 or number[:2] in ("19", "20")):
        return None
    capital = cased[match.start("type")].isupper()
    if number.startswith("0") or "/" in number or "-" in number:
        return CERTAIN
    return LIKELY if capital or not counts_any(text, cased, end) else None


def citations(
    folded: Folded, readings: list[Reading[CitationFacts | None]], dates: list[Reading[CalendarDate]]
) -> list[CitationFacts]:
    """The documents cited in ``readings``, each once, in the order of first mention.

    A document's fullest form is kept ("05-CT/TW" for "Chỉ thị 05"), with the date, issuer and title that any mention
    gives; ``dates`` are the calendar readings of the same text.
    """
    found: list[CitationFacts] = []
    alike: dict[tuple[str, str], list[int]] = {}  # those that may be the same document
    for reading in readings:
        if reading.payload is None:
            continue
        facts = citation_details.complete(folded, reading, reading.payload, dates)
        rivals = alike.setdefault((facts.type, _pieces(facts.number)[0]), [])
        for index in rivals:
            if _same(found[index], facts):
                found[index] = _merged(found[index], facts)
                break
        else:
            rivals.append(len(found))
            found.append(facts)
    return found


def _pieces(number: str) -> list[str]:
    return [piece.lstrip("0") for piece in re.split(r"[-/]", number.lower())]


def _same(one: CitationFacts, other: CitationFacts) -> bool:
    if one.type != other.type:
        return False
    short, long = sorted((_pieces(one.number), _pieces(other.number)), key=len)
    return long[: len(short)] == short


def _merged(one: CitationFacts, other: CitationFacts) -> CitationFacts:
    fuller = other if len(other.number) > len(one.number) else one
    rest = one if fuller is other else other
    return replace(
        fuller,
        issuer=fuller.issuer or rest.issuer,
        date=fuller.date or rest.date,
        title=fuller.title or rest.title,
    )
