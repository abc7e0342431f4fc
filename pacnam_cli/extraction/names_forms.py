"""Forms that are told by their shape rather than by a head: list numbers, codes, addresses, ages, vague amounts, names
that hold a number word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.extraction.neighbours import counts_any, counts_known, opens_sentence, words_after, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, POSSIBLE, Dimension, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import alternation, load

_LEXICON = load("names")
_PERSONS = frozenset(_LEXICON["age"]["persons"])
_PLURAL = frozenset(_LEXICON["age"]["plural"])
_PARTS = frozenset(_LEXICON["vague"]["parts"])
_PLACES = frozenset(_LEXICON["proper"]["places"])
_LONGEST_PLACE = max(len(place.split()) for place in _PLACES)

_LIST_HEAD = re.compile(
    r"^[ ]*(?:[-+*•][ ]*)?(?:"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=[ ]|[^\W\d])|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ ]+[A-ZĐÀ-Ỹ])"
    r"|[IVXivx]{1,5}[.)/](?=[ ])|[a-zđ]\)|\(\d{1,2}\)|\d{1,2}[ ]*-[ ]*(?=[A-ZĐ][a-zà-ỹ]+[ ]))",
    re.MULTILINE,
)
_INLINE = re.compile(r"(?<=[;:.])[ ](?:(\d{1,2})[./](?=[ ][^\W\d])|\(\d{1,2}\)(?=[ ][^\W\d]))")
_SPOKEN_LIST = re.compile(rf"(?<!\w){alternation(_LEXICON['list']['words'])}(?!\w)")

_CONTACT = re.compile(
    rf"""(?:https?://|www\.)[^\s]+
  | [\w.+-]+@[\w-]+\.[\w.]+
  | (?<![\w.])[\w-]+\.(?:vn|com|org|net)(?:\.vn)?(?:/[^\s]*)?(?!\w)
  | (?<![\w.,/+])\(?(?:\+84|0)\)?[ ]?\d{{1,3}}\)?(?:[ .-]?\d{{2,4}}){{2,3}}(?![\w%/]|[.,]\d)
  | (?<![\w.,/])1[89]00[ .-]?\d{{2,4}}(?:[ .-]\d{{2,4}})?(?![\w%]|[.,]\d)
  | (?<!\w){alternation(_LEXICON["contact"]["cues"])}(?:[ ]?(?:số|:|\.|máy)){{0,3}}[ ]*(?P<called>\d[\d .-]{{1,16}}\d)(?![\w%])
    """,
    re.VERBOSE,
)
_CODE = re.compile(
    rf"""(?<![\w.])(?:
    (?P<plate>\d\d[A-ZĐ]{{1,2}}\d?[ ]?-[ ]?(?:\d{{3}}\.\d\d|\d{{4,5}}))
  | (?P<glued>(?i:{alternation(_LEXICON["standards"]["glued"])}))
  | (?P<unit>[kcdmh]?m[23])
  | (?P<code>[A-ZĐ]{{1,5}}\d{{1,6}}[A-Z]?\d?(?:[-.]\d+)*|[A-ZĐ][A-Za-z]{{0,9}}(?:-[A-Z][A-Za-z]*)?-\d{{1,3}})
  | (?P<standard>(?i:{alternation(_LEXICON["standards"]["words"])})[ ]?(?:\d|-\d)[\d:./-]*)
  | (?P<letter>[A-ZĐ][ ]0\d)
  | (?P<version>[1-9]\.0(?![ ]*%))
  | (?P<sum>\d{{1,3}}(?:[ ]?\+[ ]?\d{{1,3}})+)
    )(?![\w%]|,\d|\.\d)""",
    re.VERBOSE,
)
_AFTER_NUMBER_UNIT = re.compile(r"(?<=\d)[kcdmh]?m[23](?!\w)")
_AGE = re.compile(
    r"(?<![\w.,/-])(?P<years>\d{1,3})[ ]+tuổi(?![ ]+(?:đảng|quân|nghề|trở|đời))(?!\w)"
    r"|(?<!\w)(?:sinh[ ]+(?:năm[ ]+)?|(?:sn|sinh[ ]ngày)[ ]?:?[ ]?)(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:18|19|20)\d\d(?!\d)"
)
_VAGUE = re.compile(
    rf"""(?<!\w)(?:
    (?P<scaled>{alternation(_LEXICON["vague"]["before_scale"])}[ ]+{alternation(_LEXICON["vague"]["scales"])}(?:[ ]+{alternation(_LEXICON["vague"]["scales"])})*)
  | (?P<phrase>{alternation(_LEXICON["vague"]["phrases"])})
  | (?P<crossing>{alternation(_LEXICON["name"]["crossings"])})
  | {alternation(_LEXICON["vague"]["per"])}[ ]+(?P<per>1)(?=[ ]+[^\W\d])
    )(?!\w)|(?<=[^\W\d])/[ ]?(?P<base>1)[ ]?(?=[^\W\d])""",
    re.VERBOSE,
)
_SLOGAN = re.compile(
    rf"""(?:(?P<head>{alternation(_LEXICON["slogan"]["heads"])})[ ]+)?(?P<quote>["“'‘])?
    (?P<number>(?:\d|{alternation(_LEXICON["proper"]["number_words"][:11])}))[ ]+
    (?:(?P<tail>{alternation(_LEXICON["slogan"]["tails"])})(?!\w)|(?P<rest>[^"”'’\n]{{2,40}}["”'’]))""",
    re.VERBOSE,
)
_VIEWS = re.compile(
    r"^[ ]*(?:(?:số )?lượt (?:xem|truy cập|đọc)|đã xem|xem|view|views|lượt view|trang|bình luận)[ ]*[:(]?[ ]*[\d.,]+[)]?[ ]*$"
    r"|^[ ]*[\d.,]+[ ]+(?:lượt xem|lượt đọc|views?|bình luận)[ ]*$|(?:đã xem|lượt xem)[ ]?:[ ]?[\d.,]*\d",
    re.MULTILINE,
)
_CAPITAL = re.compile(
    rf"(?<!\w){alternation(word.capitalize() for word in _LEXICON['proper']['number_words'])}(?!\w)(?![ ]+\d)"
)


def propose(folded: Folded) -> Iterator[Reading[None]]:
    """The readings of ``folded`` by shape alone, in no particular order."""
    yield from _lists(folded)
    yield from _codes(folded)
    yield from _ages(folded)
    yield from _vague(folded)
    yield from _proper(folded)
    for match in _VIEWS.finditer(folded.text):
        yield _reading(match, "furniture", CERTAIN)


def _reading(match: re.Match[str], dimension: Dimension, strength: float, group: str | int = 0) -> Reading[None]:
    return Reading(match.start(group), match.end(group), dimension, strength, None)


def _lists(folded: Folded) -> Iterator[Reading[None]]:
    text = folded.text
    for match in _LIST_HEAD.finditer(folded.cased):
        # A line of running text may break before the number that ends its sentence: "tổng số\n34. Trong đó".
        line = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : max(match.start() - 1, 0)]
        broken = len(line) > 60 and line.rstrip()[-1:].isalnum() and text[match.start() - 2 : match.start() - 1] != "\n"
        yield _reading(match, "list_number", POSSIBLE if broken else CERTAIN)
    for match in _INLINE.finditer(text):
        yield _reading(match, "list_number", LIKELY)
    for match in _SPOKEN_LIST.finditer(text):
        if opens_sentence(text, match.start()) or text[match.end() : match.end() + 1] in ",:":
            yield _reading(match, "list_number", CERTAIN)


def _codes(folded: Folded) -> Iterator[Reading[None]]:
    text = folded.text
    for match in _CONTACT.finditer(text):
        if match["called"] and counts_known(text, match.end()):
            continue
        yield _reading(match, "contact", CERTAIN)
    for match in _AFTER_NUMBER_UNIT.finditer(text):
        yield _reading(match, "name", CERTAIN)
    for match in _CODE.finditer(folded.cased):
        doubt = match.lastgroup in ("letter", "sum", "version") or (match["code"] and "-" in match.group())
        if match["version"] and counts_known(text, match.end()):
            continue
        if doubt and match["code"] and counts_known(text, match.end()):
            continue
        yield _reading(match, "name", LIKELY if doubt else CERTAIN)


def _ages(folded: Folded) -> Iterator[Reading[None]]:
    text, cased = folded.text, folded.cased
    for match in _AGE.finditer(text):
        if not match["years"]:
            yield _reading(match, "age", CERTAIN)
            continue
        start = match.start()
        before = text[:start].rstrip()
        mark = before[-1:]
        words = words_before(text, len(before) - 1 if mark in ",(-" else start, 3)
        if not words:
            continue
        capital = cased[words[0].start].isupper() and not opens_sentence(text, words[0].start)
        if mark in ("(", ",", "-") and capital:
            yield _reading(match, "age", CERTAIN)
        elif mark not in ",(-" and (capital or words[0].text in _PERSONS) and not _PLURAL & {w.text for w in words}:
            yield _reading(match, "age", LIKELY)


def _vague(folded: Folded) -> Iterator[Reading[None]]:
    text = folded.text
    for match in _VAGUE.finditer(text):
        if match["per"]:
            yield _reading(match, "vague", LIKELY, "per")
        elif match["base"]:
            yield _reading(match, "vague", CERTAIN, "base")
        elif match["crossing"]:
            yield _reading(match, "name", CERTAIN)
        elif match["scaled"]:
            sure = not match.group().startswith(("nhiều", "cả"))
            yield _reading(match, "vague", CERTAIN if sure else LIKELY)
        else:
            after = words_after(text, match.end(), 1)
            if match.group() == "một phần" and after and after[0] in _PARTS:
                continue
            yield _reading(match, "vague", CERTAIN)
    for match in _SLOGAN.finditer(text):
        start = match.start("number")
        if text[start - 1 : start].isalnum() or not (match["head"] or match["quote"]):
            continue
        if match["rest"] and not (match["quote"] and match["head"]):
            continue
        yield Reading(start, match.end(), "name", LIKELY, None)


def _proper(folded: Folded) -> Iterator[Reading[None]]:
    text, cased = folded.text, folded.cased
    for match in _CAPITAL.finditer(cased):
        start, end = match.span()
        words = [match.group().lower(), *words_after(text, end, _LONGEST_PLACE - 1)]
        place = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in _PLACES), 0)
        following = text.find(words[1], end) if len(words) > 1 else -1
        followed = following >= 0 and cased[following].isupper()
        if place and followed:
            for word in words[1:place]:
                end = text.index(word, end) + len(word)
            yield Reading(start, end, "name", CERTAIN, None)
        elif opens_sentence(text, start):
            continue
        elif followed:
            yield Reading(start, following + len(words[1]), "name", CERTAIN, None)
        elif words_before(text, start, 1) and not counts_any(text, cased, end):
            yield Reading(start, end, "name", LIKELY, None)
