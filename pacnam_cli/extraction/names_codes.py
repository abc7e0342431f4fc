"""Numbers of an address, a code, a standard or the page: phones, URLs, plates, "COVID-19", "4G", view counters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacnam_cli.extraction.neighbours import at_numbers, counts_known, matches_at, words_before
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, Dimension, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_LEXICON = load("names")
_CUES = frozenset(_LEXICON["contact"]["cues"])
_CALL_NUMBER = frozenset(_LEXICON["contact"]["number"])
_CURRENCIES = frozenset(load("units")["currency_before"])
_STANDARDS = frozenset(_LEXICON["standards"]["words"])

_WEB = pattern(r"@[\w-]+\.\w|https?://|www\.|\w\.(?:vn|com|org|net)(?!\w)")
_WEB_SIGNS = ("@", "://", "www.", ".vn", ".com", ".org", ".net")
_BLANK = pattern(r"\s")
_PHONE = pattern(r"(?<![\w.,/+])(?:0|84|1[89]00)(?:[ .()-]{0,2}\d){5,10}(?![\w%/]|[.,]\d)")
_CALLED = pattern(r"\d(?:[ .-]?\d){2,15}(?![\w%]|[.,]\d)")
_DIGIT_CODE = pattern(
    rf"""(?<![\w.,/])(?:
    \d\d[A-ZĐ]{{1,2}}\d?[ ]?-[ ]?(?:\d{{3}}\.\d\d|\d{{4,5}})
  | (?i:{alternation(_LEXICON["standards"]["glued"])})
  | (?P<sum>\d{{1,3}}(?:[ ]?\+[ ]?\d{{1,3}})+)
  | (?P<version>[1-9]\.0(?![ ]*%))
  | (?P<scale>1[/:](?:\d{{1,3}}\.000|[25]00|[125]000))
  | (?P<long>\d{{6,}})
    )(?![\w%]|,\d|\.\d)""",
    re.VERBOSE,
)
_LETTER_CODE = pattern(
    r"""(?<![\w.])[A-ZĐ](?:
    (?P<code>[A-ZĐ]{0,4}\d{1,6}[A-Z]?\d?(?:[-.]\d+)*)
  | m(?<=Km)\d{1,4}(?:\+\d{1,3})?
  | (?P<dashed>[A-Za-z]{0,9}(?:-[A-Z][A-Za-z]*)?-\d{1,3})
  | (?P<letter>[ ]0\d)
    )(?![\w%]|,\d|\.\d)""",
    re.VERBOSE,
)
_STANDARD_NUMBER = pattern(r"\d(?:[\d:./-]{0,40}\d)?(?![\w%]|,\d)")
_METRIC = frozenset("kcdh")  # prefixes of the metre
_POWER = pattern(r"[23](?<=m[23])(?!\w)")  # of "m2", "km2"
_VIEWS: dict[str, list[str]] = _LEXICON["views"]
_VIEW_LINE = pattern(
    rf"[ ]*(?:{alternation(_VIEWS['before'])}[ ]{{0,9}}[:(]?[ ]{{0,9}}[\d.,]+[)]?"
    rf"|[\d.,]+[ ]+{alternation(_VIEWS['after'])})[ ]*"
)
_VIEWED = pattern(rf"{alternation(_VIEWS['anywhere'])}[ ]?:[ ]?[\d.,]*\d")
_OF_SCALE = "lệ"
_LINE = 60  # code points of a line that says no more than how often the page was seen
_REFERENCE = pattern(r"tr(?<!\wtr)\.?[ ]?\d{1,4}(?![\w%]|[.,]\d)|\[\d{1,3}(?:,[^\]\n]{1,20})?\]|gmt[ ]?[+-][ ]?\d{1,2}")


def propose(folded: Folded) -> Iterator[Reading[None]]:
    """The readings of codes, addresses and page furniture in ``folded``, in no particular order."""
    yield from _contacts(folded)
    yield from _powers(folded)
    yield from _codes(folded)
    yield from _standards(folded)
    yield from _views(folded.text)
    for match in _REFERENCE.finditer(folded.text):
        yield _reading(match, "furniture", CERTAIN)


def _reading(match: re.Match[str], dimension: Dimension, strength: float) -> Reading[None]:
    return Reading(match.start(), match.end(), dimension, strength, None)


def _views(text: str) -> Iterator[Reading[None]]:
    """Counters of the page: lines such as "Lượt xem: 1.204", and "đã xem: 35" anywhere."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= _LINE and _VIEW_LINE.fullmatch(line):
            yield Reading(start, end, "furniture", CERTAIN, None)
        start = end + 1
    for match in _VIEWED.finditer(text) if any(words in text for words in _VIEWS["anywhere"]) else ():
        yield _reading(match, "furniture", CERTAIN)


def _contacts(folded: Folded) -> Iterator[Reading[None]]:
    """Web and mail addresses, telephone numbers, and numbers after a cue: "tài khoản số 0123456"."""
    text = folded.text
    reached = 0
    for match in _WEB.finditer(text) if any(sign in text for sign in _WEB_SIGNS) else ():
        if match.start() < reached:
            continue
        start = max(text.rfind(" ", reached, match.start()), text.rfind("\n", reached, match.start()), reached - 1) + 1
        blank = _BLANK.search(text, match.end())
        reached = blank.start() if blank else len(text)
        address = text[start:reached].lstrip("(\"“'").rstrip(".,;:)\"”'")
        start = text.index(address, start)
        yield Reading(start, start + len(address), "contact", CERTAIN, None)
    for match in at_numbers(_PHONE, folded):
        if sum(map(str.isdigit, match.group())) >= 8 and not counts_known(text, match.end()):
            start = match.start() - (text[match.start() - 1 : match.start()] in ("(", "+"))
            yield Reading(start, match.end(), "contact", CERTAIN, None)
    if not any(cue in text for cue in _CUES):
        return
    for match in at_numbers(_CALLED, folded):
        position = match.start()
        while position and text[position - 1] in " :.":
            position -= 1
        words = [word.text for word in words_before(text, position, 3)]
        if words and words[0] in _CALL_NUMBER:
            words = words[1:]
        cues = (" ".join(reversed(words[:size])) for size in range(len(words), 0, -1))
        if any(cue in _CUES for cue in cues) and not counts_known(text, match.end()):
            yield _reading(match, "contact", CERTAIN)


def _powers(folded: Folded) -> Iterator[Reading[None]]:
    """Units of area and volume with their exponent: "km2", "m3"."""
    text = folded.text
    if "m2" not in text and "m3" not in text:
        return
    for match in at_numbers(_POWER, folded):
        start = match.start() - 1
        if text[max(0, start - 1) : start] in _METRIC:
            start -= 1
        if not text[max(0, start - 1) : start].isalpha():
            yield Reading(start, match.end(), "name", CERTAIN, None)


def _scaled(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is the scale of a map: "tỷ lệ 1/500"."""
    before = words_before(text, start, 1)
    return bool(before) and before[0].text == _OF_SCALE


def _codes(folded: Folded) -> Iterator[Reading[None]]:
    """Codes of devices, plates, scales of maps, rules and roads: "29A-123.45", "4G", "1/500", "F-35", "Km 12"."""
    text, cased = folded.text, folded.cased
    for match in at_numbers(_DIGIT_CODE, folded, cased=True):
        if match["scale"] and not _scaled(text, match.start()):
            continue
        doubt = match["sum"] or match["version"] or match["long"]
        thousands = match.group()[-1] in "kK"  # "5k đồng", but "thông điệp 5K"
        if not ((doubt or thousands) and counts_known(text, match.end())):
            yield _reading(match, "name", LIKELY if doubt else CERTAIN)
    for match in matches_at(_LETTER_CODE, cased, folded.capitals(0, len(cased))):
        if match.group()[:3].lower() in _CURRENCIES and match.group()[3:4].isdigit():
            continue  # "USD500 triệu"
        if match["code"] or match.group().startswith("Km"):
            yield _reading(match, "name", CERTAIN)
        elif not counts_known(text, match.end()):
            yield _reading(match, "name", LIKELY)


def _standards(folded: Folded) -> Iterator[Reading[None]]:
    """Standards, games and devices with the number behind them: "ISO 9001:2015", "SEA Games 31"."""
    text = folded.text
    if not any(word in text for word in _STANDARDS):
        return
    for match in at_numbers(_STANDARD_NUMBER, folded):
        words = words_before(text, match.start() - (text[match.start() - 1 : match.start()] == "-"), 2)
        for size in range(len(words), 0, -1):
            if " ".join(word.text for word in reversed(words[:size])) in _STANDARDS:
                yield Reading(words[size - 1].start, match.end(), "name", CERTAIN, None)
                break
