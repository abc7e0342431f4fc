"""Which encoding bytes are in that have no byte order mark and are no UTF-8; None where nothing tells clearly."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pacnam_cli.reading import legacy
from pacnam_cli.reading.legacy_syllables import Tally, tally

_VIETNAMESE = ("cp1258", "tcvn3", "vni", "viscii", "vps")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 65_536  # bytes of lines beyond ASCII that are looked at
_LEAST_WORDS = 3  # Vietnamese words below which nothing is told
_LEAST_SCORE = 0.8
_MARGIN = 0.1  # by which the best table must beat the next
_STILL_UTF8 = 2 / 3  # of the bytes beyond ASCII: a damaged UTF-8, not another encoding
_OTHER_LEAST = 32  # bytes
_OTHER_CHAOS, _OTHER_COHERENCE = 0.1, 0.2
_EAST_ASIAN = {"gb18030", "big5", "cp949", "euc_jp", "cp932"}
# What such text really is in; the rarer tables differ in a few letters that only a reader of the language would miss.
_USUAL = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "koi8_r", *sorted(_EAST_ASIAN)]


class Candidate(NamedTuple):
    """An encoding, the sample decoded with it, and how Vietnamese that is."""

    encoding: str
    text: str
    tally: Tally


def wide(data: bytes) -> str | None:
    """The kind of UTF-16 or UTF-32 without a mark, told by where the zero bytes of its blanks and letters lie."""
    sample = data[: _SAMPLE // 4 * 4]
    if len(sample) < 4:
        return None
    share = [sample[lane::4].count(0) / len(sample[lane::4]) for lane in range(4)]
    if len(data) % 4 == 0 and share[3] == 1 and share[2] > 0.9 and share[0] < 0.1:
        return "utf-32-le"
    if len(data) % 4 == 0 and share[0] == 1 and share[1] > 0.9 and share[3] < 0.1:
        return "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > 0.2 and even < odd * 0.1:
        return "utf-16-le"
    if even > 0.2 and odd < even * 0.1:
        return "utf-16-be"
    return None


def detect(data: bytes) -> str | None:
    """The encoding of ``data``, which is no UTF-8: a Vietnamese one, else what charset-normalizer is sure of."""
    if _is_damaged_utf8(data):
        return None
    lines = data[: 16 * _SAMPLE].splitlines(keepends=True)
    sample = b"".join(line for line in lines if not line.isascii())[:_SAMPLE] or data[:_SAMPLE]
    encoding, likely = vietnamese(sample)
    return encoding if likely else _other(sample)


def vietnamese(sample: bytes) -> tuple[str | None, bool]:
    """The encoding in which ``sample`` is clearly Vietnamese, and whether it seems to be Vietnamese at all.

    Seemingly Vietnamese in several encodings, or too short to tell, it has none.
    """
    best, *others = sorted(candidates(sample), key=lambda each: -each.tally.score)
    if best.tally.score < _LEAST_SCORE:
        return None, False
    rival = next((other.tally.score for other in others if other.text != best.text), 0.0)
    clear = best.tally.spelled >= _LEAST_WORDS and best.tally.score - rival >= _MARGIN
    return (best.encoding if clear else None), True


def candidates(sample: bytes) -> list[Candidate]:
    """``sample`` decoded by each Vietnamese encoding that has a character for each of its bytes."""
    found = []
    for encoding in _VIETNAMESE:
        try:
            text = legacy.decode(sample, encoding) if legacy.name_of(encoding) else sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = unicodedata.normalize("NFC", text)
        found.append(Candidate(encoding, text, tally(text)))
    return found or [Candidate("", "", Tally(0, 0, 0))]


def _is_damaged_utf8(data: bytes) -> bool:
    beyond = len(_BEYOND_ASCII.findall(data))
    whole = data.decode("utf-8", "ignore")
    return len(whole.encode("utf-8")) - sum(map(str.isascii, whole)) > beyond * _STILL_UTF8


def _other(sample: bytes) -> str | None:
    """What charset-normalizer takes ``sample`` for, where it finds the letters of a language in it."""
    if len(sample) < _OTHER_LEAST:
        return None
    from charset_normalizer import from_bytes

    matches = [match for match in from_bytes(sample, cp_isolation=_USUAL) if match.language != "Unknown"]
    match = max(
        matches, key=lambda match: (match.coherence - 2 * match.chaos, match.encoding == "cp1252"), default=None
    )
    if match is None or match.chaos > _OTHER_CHAOS:
        return None
    if match.encoding in _EAST_ASIAN:  # in which any two bytes are a letter
        letters = [char for char in str(match) if char.isalpha()]
        return match.encoding if sum(map(str.isascii, letters)) < len(letters) / 2 else None
    return match.encoding if match.coherence >= _OTHER_COHERENCE else None
