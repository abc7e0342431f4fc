"""Forms told by their shape rather than by a head: list numbers, ages, vague amounts, slogans, and names that hold a
number word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.extraction.neighbours import (
    at_numbers,
    counts_any,
    end_before,
    matches_at,
    opens_sentence,
    words_after,
    words_before,
)
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Dimension, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import UPPER
from pacnam_cli.language.number_words import TO_TEN
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, opening

_LEXICON = load("names")
_PERSONS = frozenset(_LEXICON["age"]["persons"])
_PLURAL = frozenset(_LEXICON["age"]["plural"])
_SEXES = frozenset(_LEXICON["age"]["sexes"])
_PARTS = frozenset(_LEXICON["vague"]["parts"])
_LOOSE = tuple(_LEXICON["vague"]["loose"])
_PER = frozenset(_LEXICON["vague"]["per"])
_PLACES = frozenset(_LEXICON["proper"]["places"])
_LONGEST_PLACE = max(len(place.split()) for place in _PLACES)
_SLOGAN_HEADS = frozenset(_LEXICON["slogan"]["heads"])
_CROSSINGS = frozenset(_LEXICON["name"]["crossings"])
_ALPHANUMERIC = r"[^\W_]"
_OPENING_QUOTES = frozenset("\"“'‘")
_SMALL = alternation(TO_TEN)

# What is below begins with plain letters, so that the regular expression engine can skip to the next one that may begin
# a match; that no letter stands before is asked after the first one.
_LIST_HEAD = pattern(
    r"^[ ]*(?:[-+*•][ ]*)?(?:"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=[ ]|[^\W\d])|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ ]+["
    rf"{UPPER}])"
    r"|[IVXivx]{1,5}[.)/](?=[ ])|[IVX]{1,5}[ ]?-(?=[ ])|[a-zđ]\)|\(\d{1,2}\)|\d{1,2}[ ]*-[ ]*(?=[A-ZĐ][a-zà-ỹ]+[ ]))",
    re.MULTILINE,
)
_INLINE = pattern(r"[;:.,](?P<mark>[ ](?:(?<!,[ ])\d{1,2}[./]|\(\d{1,2}\)))(?=[ ][^\W\d])")
_SPOKEN_LIST = pattern(alternation(_LEXICON["list"]["words"]))
_AGE_WORD = "tuổi"
_AGE = pattern(rf"(?<![\w.,/-])\d{{1,3}}[ ]+{_AGE_WORD}(?![ ]+{alternation(_LEXICON['age']['not_before'])})(?!\w)")
_BIRTH = pattern(
    rf"(?:{opening(_LEXICON['age']['born'])}[ ]+|{opening(_LEXICON['age']['born_marked'])}[ ]?:?[ ]?)"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:18|19|20)\d\d(?!\d)"
)
_VAGUE = pattern(
    opening(
        [
            *(f"{word} {scale}" for word in _LEXICON["vague"]["before_scale"] for scale in _LEXICON["vague"]["scales"]),
            *_LEXICON["vague"]["phrases"],
            *_CROSSINGS,
        ],
        _ALPHANUMERIC,
    )
    + rf"(?!\w)(?:[ ]+{alternation(_LEXICON['vague']['scales'])}(?!\w))*"
)
_BASE = pattern(r"1(?![\d.,])[ ]?(?=[^\W\d])")
_SLOGAN = pattern(rf"(?:{_SMALL}|\d)[ ]+{alternation(_LEXICON['slogan']['tails'])}(?!\w)")
# With which spoken list numbers and slogans begin, looked for once.
_SPELLED = pattern(opening([*TO_TEN, *(word.split()[0] for word in _LEXICON["list"]["words"])], _ALPHANUMERIC))
_QUOTED = pattern(rf"[\"“'‘](?P<words>(?:{_SMALL}|\d)[ ][^\"”'’\n\d]{{2,20}}(?:\d[ ][^\"”'’\n\d]{{2,20}})?)[\"”'’]")
_CAPITAL = pattern(alternation(word.capitalize() for word in _LEXICON["proper"]["number_words"]))


def propose(folded: Folded) -> Iterator[Reading[None]]:
    """The readings of ``folded`` by shape alone, in no particular order."""
    spelled = [match.start() for match in _SPELLED.finditer(folded.text)]
    yield from _lists(folded, spelled)
    yield from _ages(folded)
    yield from _vague(folded)
    yield from _bases(folded)
    yield from _slogans(folded, spelled)
    yield from _proper(folded)


def _reading(match: re.Match[str], dimension: Dimension, strength: float, group: str | int = 0) -> Reading[None]:
    return Reading(match.start(group), match.end(group), dimension, strength, None)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    return (
        not text[max(0, match.start() - 1) : match.start()].isalnum()
        and not text[match.end() : match.end() + 1].isalnum()
    )


def _lists(folded: Folded, spelled: list[int]) -> Iterator[Reading[None]]:
    """List numbers at the head of a line, after a mark, and in words; ``spelled`` is where number words begin."""
    text = folded.text
    for match in _LIST_HEAD.finditer(folded.cased):
        # A line of running text may break before the number that ends its sentence: "tổng số\n34. Trong đó".
        line = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : max(match.start() - 1, 0)]
        broken = len(line) > 60 and line.rstrip()[-1:].isalnum() and text[match.start() - 2 : match.start() - 1] != "\n"
        yield _reading(match, "list_number", POSSIBLE if broken else CERTAIN)
    for match in _INLINE.finditer(text):
        yield _reading(match, "list_number", LIKELY, "mark")
    for match in matches_at(_SPOKEN_LIST, text, spelled):
        if _stands_alone(text, match) and (
            opens_sentence(text, match.start()) or text[match.end() : match.end() + 1] in (",", ":")
        ):
            yield _reading(match, "list_number", CERTAIN)


def _ages(folded: Folded) -> Iterator[Reading[None]]:
    """Ages and births of persons: "sinh năm 1980", "(45 tuổi)", "cụ bà 90 tuổi"."""
    text, cased = folded.text, folded.cased
    for match in _BIRTH.finditer(text):
        yield _reading(match, "age", CERTAIN)
    if _AGE_WORD not in text:
        return
    for match in at_numbers(_AGE, folded):
        start = match.start()
        before = end_before(text, start)
        mark = text[before - 1 : before]
        if mark == "(":
            yield _reading(match, "age", CERTAIN if text[match.end() : match.end() + 1] in (",", ")", ";") else LIKELY)
            continue
        words = words_before(text, before - 1 if mark in ",-" else start, 3)
        if not words:
            continue
        capital = words[0].text in _SEXES or (
            cased[words[0].start].isupper() and not opens_sentence(text, words[0].start)
        )
        if mark in (",", "-") and capital:
            yield _reading(match, "age", CERTAIN)
        elif mark not in ",-" and (capital or words[0].text in _PERSONS) and not _PLURAL & {w.text for w in words}:
            yield _reading(match, "age", LIKELY)


def _vague(folded: Folded) -> Iterator[Reading[None]]:
    """Amounts nobody counted ("hàng trăm", "một số"), and crossings, which are named in the same way ("ngã ba")."""
    text = folded.text
    for match in _VAGUE.finditer(text):
        if not _stands_alone(text, match):
            continue
        phrase = match.group()
        if phrase in _CROSSINGS:
            yield _reading(match, "name", CERTAIN)
        elif phrase == "một phần" and _PARTS.intersection(words_after(text, match.end(), 1)):
            continue  # "một phần ba số đơn vị" is an amount
        else:
            yield _reading(match, "vague", LIKELY if phrase.startswith(_LOOSE) else CERTAIN)


def _bases(folded: Folded) -> Iterator[Reading[None]]:
    """Ones that only say per what: "5 triệu đồng/1 người", "bình quân 1 xã"."""
    text = folded.text
    for match in at_numbers(_BASE, folded):
        start = match.start()
        before = text[max(0, start - 2) : start].strip()
        over = end_before(text, start - 1, " /")
        stroke = before.endswith("/") and text[over - 1 : over].isalpha()
        pair = " ".join(word.text for word in reversed(words_before(text, start, 2)))
        if stroke or pair in _PER or pair.rpartition(" ")[2] in _PER:
            yield Reading(start, start + 1, "vague", CERTAIN if stroke else LIKELY, None)


def _slogans(folded: Folded, spelled: list[int]) -> Iterator[Reading[None]]:
    """Numbers of mottos: "4 tại chỗ" after a head or in quotation marks, “5 tự, 5 cùng” after a head in them."""
    text = folded.text
    for match in matches_at(_SLOGAN, text, sorted([*folded.numbers, *spelled])):
        start = match.start()
        if _stands_alone(text, match) and (text[start - 1 : start] in _OPENING_QUOTES or _slogan_head(text, start)):
            yield _reading(match, "name", LIKELY)
    for match in _QUOTED.finditer(text):
        if _slogan_head(text, match.start()):
            yield _reading(match, "name", LIKELY, "words")


def _slogan_head(text: str, position: int) -> bool:
    words = [word.text for word in words_before(text, position, 3)]
    return any(" ".join(reversed(words[:size])) in _SLOGAN_HEADS for size in range(1, len(words) + 1))


def _proper(folded: Folded) -> Iterator[Reading[None]]:
    """Number words with a capital that are part of a name: "huyện Ba Vì", "ông Sáu"."""
    text, cased = folded.text, folded.cased
    for match in _CAPITAL.finditer(cased):
        if not _stands_alone(text, match):
            continue
        start, end = match.span()
        words = [match.group().lower(), *words_after(text, end, _LONGEST_PLACE - 1)]
        place = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in _PLACES), 0)
        following = text.find(words[1], end) if len(words) > 1 else -1
        followed = following >= 0 and cased[following].isupper()
        if place and followed:
            for word in words[1:place]:
                end = text.index(word, end) + len(word)
            yield Reading(start, end, "name", CERTAIN, None)
        elif opens_sentence(text, start) or text[end : end + 3].strip()[:1].isdigit():
            continue
        elif followed:
            yield Reading(start, following + len(words[1]), "name", CERTAIN, None)
        elif words_before(text, start, 1) and not counts_any(text, cased, end):
            yield Reading(start, end, "name", LIKELY, None)
