"""Vietnamese text in the encodings that offices kept before Unicode: the way back from what the program reads."""

from __future__ import annotations

import unicodedata
from functools import cache

from pacnam_cli.lexicon import load
from pacnam_cli.reading import legacy

LEGACY = ["cp1258", "tcvn3", "vni", "viscii", "vps"]
TONES = "\u0300\u0301\u0303\u0309\u0323"
#: What the encodings without Western punctuation cannot hold.
ASCII = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "*", "\u00a0": " "})


@cache
def _bytes_of(encoding: str) -> dict[str, bytes]:
    """The bytes of each character that ``encoding`` has, read off the tables."""
    if encoding == "vni":
        pairs = [vowel + mark for vowel in "aeouyôöAEOUYÔÖ" for mark in load("encodings")["vni"]["marks"]]
        pairs = [pair[0] + (pair[1].upper() if pair[0].isupper() else pair[1]) for pair in pairs]
        written = {legacy.transcribe(pair, "vni"): pair for pair in [*pairs, *load("encodings")["vni"]["single"]]}
        return {letter: pair.encode("cp1252") for letter, pair in written.items() if len(letter) == 1}
    rows = load("encodings")[encoding]
    high = {
        entry: bytes([int(row, 16) * 16 + low])
        for row, chars in rows["high"].items()
        for low, entry in enumerate(chars.split())
        if len(entry) == 1
    }
    low = {char: bytes([int(byte, 16)]) for byte, char in rows["low"].items()}
    return high | low


def encoded(text: str, encoding: str) -> bytes:
    """``text`` in ``encoding``; ABC fonts have the punctuation of Windows-1252."""
    if encoding == "cp1258":
        return b"".join(_cp1258(char) for char in text)
    western = "ascii" if encoding in {"viscii", "vps"} else "cp1252"
    return b"".join(_bytes_of(encoding).get(char) or char.encode(western) for char in text)


def _cp1258(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in marks if mark in TONES)
        return (unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES)) + tone).encode("cp1258")


def spelled_for(text: str, encoding: str) -> str:
    """``text`` without the punctuation that ``encoding`` does not have."""
    return text.translate(ASCII) if encoding in {"viscii", "vps"} else text


def as_western(text: str, encoding: str) -> str:
    """What a TCVN3 or VNI font makes of ``text`` when only its Western characters are kept."""
    return encoded(text, encoding).decode("cp1252")
