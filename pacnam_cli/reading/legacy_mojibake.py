"""TCVN3 or VNI text that was saved as if it were Western: "§¶ng bé huyÖn", "Ñaûng boä huyeän" → "Đảng bộ huyện".

Line by line, and only a line that reads as Vietnamese that way and in no other; text in other languages is left alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pacnam_cli.reading.legacy import TCVN3, VNI, font, transcribe, vni_pairs
from pacnam_cli.reading.legacy_syllables import is_syllable, tally

_WESTERN = re.compile(r"[\u00a1-\u00ff]")
# Beyond what a Western font has: letters of other languages, Vietnamese among them.
_ELSEWHERE = re.compile(r"[^\x00-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2000-\u20cf\u2122]")
# The symbols that stand for letters of TCVN3, beside a letter or another such symbol: "®¶ng", "hé®".
_SYMBOL = re.compile(
    r"[\u00a1-\u00b9\u00bb-\u00bf](?=[^\W\d_\u00aa\u00ba]|[\u00a1-\u00bf])|(?<=[^\W\d_])[\u00a1-\u00bf]"
)
_PLAIN = re.compile(r"(?<![^\W\d_])[A-Za-z]?[a-z]+(?![^\W\d_])")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_LEAST_WORDS = 3
_MANY_WORDS = 6
_LEAST_SIGNS = 2  # symbols among letters, or letters of two characters; one where there are many words
_PLAIN_SHARE = 0.5  # of the words in ASCII that are spelled as Vietnamese: "trong", "ban"
_LEAST_SPELLED = 0.9  # of the words beyond ASCII; the rest are names
_LEAST_SCORE = 0.85
_MARGIN = 0.3


class Reading(NamedTuple):
    """A line read with the table of an encoding. ``sure``: by itself; else only among lines that are."""

    encoding: str
    text: str
    sure: bool


def repair(text: str) -> tuple[str, str | None]:
    """``text``, in NFC, with its lines in TCVN3 or VNI made Unicode, and the encoding of most of them.

    The encoding is None, and the text the same, where there are no such lines.
    """
    if not _WESTERN.search(text):
        return text, None
    lines = text.split("\n")
    readings = {number: reading for number, line in enumerate(lines) if (reading := _read(line))}
    sure = [reading.encoding for reading in readings.values() if reading.sure]
    if not sure:
        return text, None
    main = max((TCVN3, VNI), key=sure.count)
    for number, reading in readings.items():
        if reading.sure or reading.encoding == main:
            lines[number] = reading.text
    return "\n".join(lines), main


def _read(line: str) -> Reading | None:
    """How ``line`` reads in TCVN3 or VNI, if it may be in one of them."""
    if not _WESTERN.search(line) or _ELSEWHERE.search(line):
        return None
    found = [reading for encoding in (TCVN3, VNI) if (reading := _in(line, encoding))]
    return found[0] if len(found) == 1 else None


def _in(line: str, encoding: str) -> Reading | None:
    if encoding == VNI:
        signs, stray = vni_pairs(line)
    else:
        signs, stray = len(_SYMBOL.findall(line)), _not_in_font(line)
    if stray:
        return None
    text = transcribe(line, encoding)
    count, before = tally(text), tally(line)
    if count.spelled < count.words * _LEAST_SPELLED or count.score - before.score < _MARGIN:
        return None
    plain = list(filter(_VOWEL.search, _PLAIN.findall(text)))  # "UBND" and "km" tell nothing
    if sum(map(is_syllable, plain)) < len(plain) * _PLAIN_SHARE:
        return None
    marked = signs >= _LEAST_SIGNS or (signs == 1 and count.words >= _MANY_WORDS)
    sure = marked and count.words >= _LEAST_WORDS and count.score >= _LEAST_SCORE
    return Reading(encoding, text, sure)


def _not_in_font(line: str) -> int:
    """How many letters of ``line`` the ABC fonts do not draw as Vietnamese ones ("à", "ç" of French)."""
    return sum(char.isalpha() and char not in "ªº" and ord(char) not in font() for char in _WESTERN.findall(line))
