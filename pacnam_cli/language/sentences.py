"""Where sentences end. A full stop after "TP", after an enumerator or inside a number ends none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import load

_ABBREVIATIONS = frozenset(load("layout")["abbreviations"])
_PARTS = frozenset(load("layout")["numbered_parts"])

# A run of stops with the quotes and brackets that close over it, or an empty line.
_STOP = pattern(r"(?P<stop>\./\.|[.!?…]+)(?P<closed>[\"”’'»)\]]*)|(?P<gap>\n[ ]*\n)")
_MARK = pattern(r"[.!?…\n]")  # with which one begins
_AROUND_WORDS = '.,;:()"“”'
_ENUMERATOR = pattern(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])\Z")
_OPENERS = "\"“‘'«([*"
_LONGEST = 4000  # code points; what has no end for longer is cut at a blank: no sentence of a reader's
_LOOK_BACK = 24  # code points: longer than any abbreviation or enumerator with the word before it


def split(folded: Folded, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of ``folded`` within the block ``spans``, without the blanks around them; none crosses a block."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        begin = reached = start
        for mark in _MARK.finditer(folded.text, start, end):
            stop = _STOP.match(folded.text, mark.start(), end) if mark.start() >= reached else None
            if stop is not None:
                reached = stop.end()
                if _ends(folded, stop, begin, end):
                    _add(folded.text, begin, reached, found)
                    begin = reached
        _add(folded.text, begin, end, found)
    return found


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while end - start > _LONGEST:
        blank = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST))
        cut = blank if blank > start else start + _LONGEST
        _trimmed(text, start, cut, found)
        start = cut
    _trimmed(text, start, end, found)


def _trimmed(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends(folded: Folded, stop: re.Match[str], begin: int, end: int) -> bool:
    if stop["gap"] or stop["stop"] == "./.":
        return True
    after, head = _next(folded.cased, stop.end(), end)
    if after is None:
        return True
    spaced = folded.cased[stop.end()].isspace()
    if stop["stop"] != ".":
        return _opens(head) if spaced else not stop["closed"] and head.isupper() and after == stop.end()
    before = folded.cased[stop.start() - 1] if stop.start() > begin else " "
    if spaced:
        return _opens(head) and not _belongs(folded, begin, stop.start())
    # "Nhà nước.Năm 2020": the blank after the stop was forgotten.
    joined = head.isupper() and after == stop.end() and folded.cased[after + 1 : after + 2].islower()
    closes = before.islower() or before in ')"”%' or (before.isdigit() and folded.cased[stop.start() - 2].isdigit())
    return joined and closes and not _belongs(folded, begin, stop.start())


def _next(cased: str, start: int, end: int) -> tuple[int | None, str]:
    """The first letter, digit or mark after blanks and opening quotes: its place and itself."""
    at = start
    while at < end and (cased[at].isspace() or cased[at] in _OPENERS):
        at += 1
    return (at, cased[at]) if at < end else (None, "")


def _opens(head: str) -> bool:
    return head.isupper() or head.isdigit() or head in "-+•–"


def _belongs(folded: Folded, begin: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to the word before it: an abbreviation, an initial, an enumerator."""
    first = max(begin, stop - _LOOK_BACK)
    tail = folded.text[first:stop]
    head = len(tail)
    while head and tail[head - 1] not in _AROUND_WORDS and not tail[head - 1].isspace():
        head -= 1
    if head == len(tail):
        return False
    word, rest = tail[head:], tail[:head]
    if word in _ABBREVIATIONS:
        # "TP. Hà Nội", but "12 h. Sau đó": the one-letter ones must be written as capitals.
        return len(word) > 1 or folded.cased[stop - 1].isupper()
    left = rest.rstrip()
    number = _ENUMERATOR.search(tail)
    if number and (not number.start() or not tail[number.start() - 1].isalnum()):
        prefix = tail[: number.start()].rstrip()
        if (not prefix and first == begin) or prefix[-1:] in (";", ":", "•"):
            return True
        owner = prefix.split()[-1:] if number.group()[0].isdigit() else []
        if owner and owner[0] in _PARTS and _starts_clause(prefix[: -len(owner[0])], first == begin):
            return True
    if len(word) == 1 and folded.cased[stop - 1].isupper():
        # "T.P. Vinh" and "Nguyễn V. An", but "xếp loại A. Ngoài ra".
        owner_start = first + len(left)
        named = folded.cased[first:owner_start].split()[-1:]
        return rest.endswith(".") or not named or named[0][:1].isupper()
    return False


def _starts_clause(text: str, whole: bool) -> bool:
    left = text.rstrip()
    return (not left and whole) or left[-1:] in (".", ";", ":")
