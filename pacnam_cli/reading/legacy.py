"""The pre-Unicode encodings of Vietnamese that Python has no codec for: TCVN3 (ABC), VNI, VISCII, VPS.

Windows-1258 is Python's own; its combining tones are joined by NFC like those of any other text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pacnam_cli.language.letters import UPPER
from pacnam_cli.lexicon import load
from pacnam_cli.reading.legacy_syllables import is_syllable

TCVN3, VNI = "tcvn3", "vni"
_LETTERS = frozenset(re.sub("-", "", UPPER.replace("A-Z", "")) + UPPER.replace("A-Z", "").lower())
_WESTERN_LETTER = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_ARITHMETIC = re.compile(r"((?<=\d)[×÷½¼¾](?=\d|\W|\Z))")  # "3×4", "2½" are no letters
_VOWELS = "aeouyôöAEOUYÔÖ"
# Where TCVN 5712 has seldom capitals, the ABC fonts leave the punctuation of Windows-1252: "“Tích cực”", "2020–2025".
_RARE = re.compile(r"[\x80-\x9f]")
_RUN = re.compile(r"[A-Za-z\x01\x02\x04-\x06\x11-\x17\x80-\x9f\xa1-\xff]+")
_LONGEST = 8  # letters of a syllable, with one to spare
_NEVER_FIRST = frozenset("\x82\x84\x85\x91\x92\x93\x94\x96\x97")  # Ã Ạ Ặ Ị Ò Ỏ Õ Ọ Ộ begin no common word
_NEVER_ALONE = _NEVER_FIRST | {"\x95"}


@cache
def _names() -> dict[str, str]:
    return {alias: name for name, aliases in load("encodings")["names"].items() for alias in aliases}


def name_of(encoding: str) -> str | None:
    """The name of a legacy encoding, however it is written ("TCVN-5712", "ABC", "VNI-Windows"); else None."""
    return _names().get(re.sub(r"[^a-z0-9]", "", encoding.lower()))


def decode(data: bytes, name: str) -> str:
    """The characters of ``data`` in the legacy encoding ``name``, in NFC.

    Raises ``UnicodeDecodeError`` at the first byte that stands for nothing in it.
    """
    if name == VNI:
        return _vni(data.decode("cp1252"))
    text = data.decode("latin-1")
    if name == TCVN3 and _RARE.search(text):
        text = _RUN.sub(_tcvn3_run, text)
    hole = _holes(name).search(text)
    if hole:
        raise UnicodeDecodeError(name, data, hole.start(), hole.end(), "undefined")
    return unicodedata.normalize("NFC", text.translate(_table(name)))


def transcribe(text: str, name: str) -> str:
    """``text`` that shows as Western what was written in a font of TCVN3 or VNI: "§¶ng bé" → "Đảng bộ".

    Characters that such a font does not draw as Vietnamese stay as they are. For text known to be in such a font; see
    ``legacy_mojibake.repair`` for text of which that is to be found out.
    """
    if name == VNI:
        return _vni(text)
    pieces = _ARITHMETIC.split(text)
    pieces[::2] = [piece.translate(font()) for piece in pieces[::2]]
    return "".join(pieces)


@cache
def font() -> dict[int, str]:
    """What the ABC fonts draw for the characters U+00A1 to U+00FE, by code point."""
    drawn = load("encodings")[TCVN3]["font"]["letters"]
    return {code: char for code, char in _table(TCVN3).items() if code >= 0xA1 and char in drawn}


@cache
def _table(name: str) -> dict[int, str]:
    """What the bytes stand for; those that stand for nothing or for themselves are left out."""
    table = load("encodings")[name]
    rows = ((int(row, 16) * 16 + low, entry) for row, chars in table["high"].items() for low, entry in _row(chars))
    characters = {byte: _character(entry) for byte, entry in rows if entry != "--"}
    return {**characters, **{int(byte, 16): char for byte, char in table["low"].items()}}


def _row(chars: str) -> list[tuple[int, str]]:
    return list(enumerate(chars.split()))


def _character(entry: str) -> str:
    return "".join(chr(int(number[2:], 16)) if number.startswith("U+") else number for number in entry.split())


@cache
def _holes(name: str) -> re.Pattern[str]:
    """The bytes that stand for nothing, as characters of Latin-1."""
    missing = "".join(re.escape(chr(byte)) for byte in range(0x80, 0x100) if byte not in _table(name))
    return re.compile(f"[{missing}]") if missing else re.compile(r"(?!)")


def _tcvn3_run(match: re.Match[str]) -> str:
    """A run of letters with bytes that are rare capitals or punctuation, those read as punctuation replaced."""
    run, table = match.group(), _table(TCVN3)
    if not _RARE.search(run):
        return run
    read, start = [], 0
    for i in range(1, len(run)):
        if (
            "\x80" <= run[i] <= "\x9f" and table.get(ord(run[i - 1]), run[i - 1]).islower()
        ):  # no capital there: "nước…tại"
            read += [_tcvn3_word(run[start:i]), _western(run[i])]
            start = i + 1
    return "".join(read) + _tcvn3_word(run[start:])


def _tcvn3_word(run: str) -> str:
    table = _table(TCVN3)
    start, end = 0, len(run)
    while start < end and run[start] in _NEVER_FIRST:
        start += 1
    stop = start
    while end > start:
        if end - start <= _LONGEST and not (end - start == 1 and run[start] in _NEVER_ALONE):
            word = "".join(table.get(ord(char), char) for char in run[start:end])
            if is_syllable(word) and (word.isupper() or word[1:].islower()):
                stop = end
                break
        if not "\x80" <= run[end - 1] <= "\x9f":
            break
        end -= 1
    if stop == start:  # no syllable: "XI–XII"
        return "".join(_western(char) if char in _NEVER_ALONE else char for char in run)
    return _western(run[:start]) + run[start:stop] + _western(run[stop:])


def _western(run: str) -> str:
    return run.encode("latin-1").decode("cp1252", "replace") if run else ""


@cache
def _vni_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    vni: dict[str, Any] = load("encodings")[VNI]
    single: dict[str, str] = vni["single"]
    letters = dict(single)
    for mark, entry in vni["marks"].items():
        for vowel in _VOWELS:
            letter = unicodedata.normalize("NFC", single.get(vowel, vowel) + _character(entry))
            if letter in _LETTERS:
                letters |= {vowel + mark: letter, vowel + mark.upper(): letter}
    # Two characters before one, told apart by the first, so that a text is not held against every pair at every place.
    marks: dict[str, str] = {}
    for known in letters:
        if len(known) == 2:
            marks[known[0]] = marks.get(known[0], "") + known[1]
    pairs = [f"{re.escape(vowel)}[{re.escape(after)}]" for vowel, after in marks.items()]
    return re.compile("|".join([*pairs, f"[{re.escape(''.join(single))}]"])), letters


def _vni(text: str) -> str:
    pattern, letters = _vni_letters()
    return pattern.sub(lambda match: letters[match.group()], text)


def vni_pairs(text: str) -> tuple[int, int]:
    """How many letters of two characters, and how many marks without their vowel, ``text`` would have as VNI."""
    pattern, _ = _vni_letters()
    pairs = sum(len(match) == 2 for match in pattern.findall(text))
    stray = len(_WESTERN_LETTER.findall(pattern.sub("", text)))
    return pairs, stray
