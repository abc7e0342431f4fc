"""People named with what they are: "Dương Văn Tuyến - Bí thư Huyện ủy", "Bí thư Thành ủy TP HCM Nguyễn Thiện Nhân".

A name is two to five capital syllables; that it is a person's must be said by a word before it, by a position on either
side, or by another person in the same list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from pacnam_cli.extraction.neighbours import matches_at
from pacnam_cli.extraction.paragraphs import Block
from pacnam_cli.extraction.place_mentions import mentions
from pacnam_cli.extraction.place_names import FAMILY_NAMES, PROVINCES, Mention
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import LETTER, UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening

_PEOPLE = load("people")
_NEVER = frozenset(_PEOPLE["never"])
_REST = rf"{LETTER}*(?:['’]{LETTER}+)?"  # of a syllable
_SYLLABLE = rf"[{UPPER}]{_REST}"
_RUN = pattern(rf"[{UPPER}](?<!{LETTER}[{UPPER}]){_REST}(?:[ \n]{_SYLLABLE})+(?!{LETTER})")
_INTRODUCED = pattern(rf"{opening([*_PEOPLE['introductions'], *_PEOPLE['plural_introductions']], LETTER)}[.:]?[ \n]*\Z")
_INTRODUCTION = pattern(rf"{alternation(_PEOPLE['introductions'])}[.]?[ \n]+")
_LISTED = pattern(rf"\s*(?:[,;]|,?[ ]?và|[)][,;])[ \n]+(?:{alternation(_PEOPLE['addresses'])}[ \n]+)?\Z")
_NOT_PERSON = pattern(rf"{opening(_PEOPLE['not_people'], LETTER)}[ \n]+\Z")
_HEAD = pattern(
    rf"(?<!{LETTER})(?:{alternation(_PEOPLE['former'])}[ ]+)?{alternation(_PEOPLE['positions'])}(?!{LETTER})"
)
_STOP = pattern(rf"[.;:!?…\"“”()\n]|[ ]-[ ]|-[ ]|(?<!{LETTER}){alternation(_PEOPLE['stops'])}(?!{LETTER})")
_COMMA = pattern(r"[ ]*[,-][ ]*")
_AFTER = pattern(r"[ ]*[,(-][ ]*")
_WEAK = frozenset(_PEOPLE["weak_positions"])
_LONGEST = 110  # code points of one position
_MOST_SYLLABLES = 5


class Named(Struct, frozen=True):
    """A person: the span of the name and that of the position, in the canonical text."""

    name: tuple[int, int]
    position: tuple[int, int] | None


def people(folded: Folded, parts: list[Block], named: tuple[list[Mention], Counter[str]] | None = None) -> list[Named]:
    """Everyone named, in text order: each once, under the fullest name, with the first position the text gives.

    ``named`` are the places named, where they were read already.
    """
    found: dict[str, Named] = {}
    places = {one.start: one.end for one in (named or mentions(folded, parts))[0]}
    for part in parts:
        if part.kind in ("furniture", "byline", "dateline"):
            continue
        for one in _in_block(folded, part, places):
            key = " ".join(folded.text[slice(*one.name)].split())
            known = found.get(key)
            if known is None:
                found[key] = one
            elif known.position is None:
                found[key] = Named(known.name, one.position)
    return sorted(found.values(), key=lambda one: one.name)


def _in_block(folded: Folded, part: Block, places: dict[int, int]) -> Iterator[Named]:
    text = folded.text
    last: tuple[int, int] | None = None  # where the person before ends: name and position
    for run in matches_at(_RUN, folded.cased, folded.capitals(part.start, part.end), part.end):
        if last and run.start() < last[1]:
            continue
        name = _name(folded, part, run, places)
        if name is None:
            continue
        start, end = name
        before = text[max(part.start, start - 40) : start]
        thing = _NOT_PERSON.search(before)
        if thing and folded.cased[start - len(before) + thing.start()].islower():
            continue
        listed = last is not None and bool(_LISTED.fullmatch(text, last[1], start)) and start - last[1] < 20
        ahead = _position_before(folded, part, start)
        behind = _position_after(folded, part, end)
        family = text[start:end].split()[0] in FAMILY_NAMES
        if not (_INTRODUCED.search(before) or (family and (ahead or behind or listed))):
            continue
        weak = ahead is not None and text[slice(*ahead)] in _WEAK
        position = (behind or ahead) if weak else (ahead or behind)
        last = (start, behind[1] if behind else end)
        yield Named((start, end), position)


def _name(folded: Folded, part: Block, run: re.Match[str], places: dict[int, int]) -> tuple[int, int] | None:
    """The person's name within a run of capital syllables, without what stands before it ("Ông", "Hà Nội")."""
    text = folded.text
    syllables = [(run.start() + each.start(), run.start() + each.end()) for each in re.finditer(r"\S+", run.group())]
    introduced = bool(_INTRODUCED.search(text, max(part.start, run.start() - 24), run.start()))
    beyond = 0  # where the place ends that stands before the person: "Sở Nội vụ Hà Nội Trần Huy Sáng"
    for index, (start, _) in enumerate(syllables):
        left = len(syllables) - index
        if left < 2:
            return None
        if start < beyond or text[start : syllables[-1][1]] in PROVINCES:
            continue
        if start in places:
            beyond = places[start]
            continue
        opening = _INTRODUCTION.match(text, start, run.end())
        if opening and opening.end() < run.end():
            introduced, beyond = True, opening.end()
            continue
        head = _HEAD.match(text, start, part.end)
        if head:
            return None
        first = text[start : syllables[index][1]]
        if first in FAMILY_NAMES or introduced:
            if index and left < 3 and not introduced and not beyond:
                continue  # "Hội Cựu Chiến binh": two last syllables of a longer name; a person needs three there
            stop = syllables[min(index + _MOST_SYLLABLES, len(syllables)) - 1][1]
            name = " ".join(text[start:stop].split())
            return (
                None if name in _NEVER or name in PROVINCES or any(each in name for each in _NEVER) else (start, stop)
            )
    return None


def _position_before(folded: Folded, part: Block, start: int) -> tuple[int, int] | None:
    """The position right before the name: "Phó Chủ tịch UBND tỉnh" of "Phó Chủ tịch UBND tỉnh Đặng Ngọc Sơn"."""
    begin = max(part.start, start - _LONGEST)
    heads = [head.start() for head in _HEAD.finditer(folded.text, begin, start)]
    first = None
    for head in reversed(heads):
        until = first if first is not None else start
        stop = _stop(folded, head, until)
        if stop is not None and folded.text[stop:until].strip(" ,(-" if first is not None else " :-") != "":
            break
        first = head
    if first is None:
        return None
    end = start
    while end > first and folded.text[end - 1] in " ,-:\n":
        end -= 1
    for word in _PEOPLE["addresses"]:
        if folded.text.endswith(" " + word, first, end):
            end -= len(word)
            while end > first and folded.text[end - 1] in " ,-:\n":
                end -= 1
    return (first, end) if end > first else None


def _position_after(folded: Folded, part: Block, end: int) -> tuple[int, int] | None:
    """The position right after the name: "Bí thư Huyện ủy" of "Dương Văn Tuyến - Bí thư Huyện ủy"."""
    link = _AFTER.match(folded.text, end, part.end)
    if not link:
        return None
    begin, at, stop = -1, link.end(), end
    while True:
        head = _HEAD.match(folded.text, at, part.end)
        if not head:
            break
        if begin < 0:
            begin = at
        stop = _until(folded, at, min(part.end, at + _LONGEST))
        comma = _COMMA.match(folded.text, stop, part.end)
        if not comma:
            break
        at = comma.end()
    return (begin, stop) if begin >= 0 else None


def _compound(folded: Folded, after: int) -> bool:
    """Whether a dash goes on within one name: "Sở Giáo dục - Đào tạo"."""
    return folded.cased[after : after + 1].isupper() and not _HEAD.match(folded.text, after)


def _until(folded: Folded, start: int, limit: int) -> int:
    """Where the position that begins at ``start`` ends: at a mark, a verb or a comma."""
    stop = _stop(folded, start, limit)
    end = limit if stop is None else stop
    while end > start and folded.text[end - 1] in " ,-":
        end -= 1
    return end


def _stop(folded: Folded, start: int, limit: int) -> int | None:
    """The first mark, comma or verb in small letters between ``start`` and ``limit`` that ends a position."""
    comma = folded.text.find(",", start, limit)
    for stop in _STOP.finditer(folded.text, start, comma if comma >= 0 else limit):
        mark = folded.cased[stop.start()]
        if mark == "." and folded.text[max(start, stop.start() - 2) : stop.start()] in ("tp", "ts", "tx"):
            continue
        if mark in " -" and _compound(folded, stop.end()):
            continue
        if not mark.isupper() and not folded.text.startswith("chỉ đạo", stop.start()):
            return stop.start()
    both = folded.text.find(" và ", start, comma if comma >= 0 else limit)
    if both >= 0 and (folded.cased[both + 4 : both + 5].islower() or _HEAD.match(folded.text, both + 4)):
        return both
    return comma if comma >= 0 else None
