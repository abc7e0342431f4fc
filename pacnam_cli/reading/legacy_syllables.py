"""How Vietnamese a text looks, syllable by syllable: by this a right table is told from a wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pacnam_cli.language.folding import fold_word
from pacnam_cli.lexicon import load, load_words

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOP_TONES = {"\u0301", "\u0323"}
# Letters with the symbols that a wrong table puts among them: "§¶ng", "hé®".
_WORD = re.compile(r"(?:[^\W\d_]|[\u0080-\u009f\u00a1-\u00bf\u0300-\u036f])+")
_NO_SYLLABLE = re.compile(r"đ|[B-DF-HJ-NP-TV-XZĐ]+")  # "5.000đ", "HĐND"
_EDGES = "«»°·²³µ±§"
_WORD_LISTS = ("nouns", "verbs", "adjectives", "function_words")


class Tally(NamedTuple):
    """Of the words of a text that are not ASCII: how many, how many spelled as Vietnamese, how many also known."""

    words: int
    spelled: int
    known: int

    @property
    def score(self) -> float:
        """From 0 (none is Vietnamese) to 1 (all are known syllables)."""
        return (self.spelled + self.known) / 2 / self.words if self.words else 0.0


@cache
def _spellings() -> tuple[frozenset[str], frozenset[str]]:
    """All syllables without their tones: those that end in a stop, and the others."""
    parts = load("encodings_syllables")
    stopped, free = (
        frozenset(initial + rhyme for initial in parts["initials"] for rhyme in parts[kind])
        for kind in ("stopped", "rhymes")
    )
    return stopped, free | {"gi"}


@cache
def _known() -> frozenset[str]:
    """The syllables of the word lists."""
    return frozenset(syllable for name in _WORD_LISTS for word in load_words(name) for syllable in word.split())


@lru_cache(maxsize=65_536)
def _is_spelled(syllable: str) -> bool:
    tones = [char for char in unicodedata.normalize("NFD", syllable) if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize(
        "NFC", "".join(char for char in unicodedata.normalize("NFD", syllable) if char not in _TONES)
    )
    stopped, free = _spellings()
    return bare in free or (bare in stopped and tones[:1] != [] and tones[0] in _STOP_TONES)


def is_syllable(word: str) -> bool:
    """True where ``word``, in NFC and any case, is spelled as a Vietnamese syllable."""
    return len(word) <= 8 and _is_spelled(word.lower())


def is_known(word: str) -> bool:
    """True where ``word``, in NFC and any case, is a syllable of the word lists."""
    return fold_word(word) in _known()


def tally(text: str) -> Tally:
    """The words of ``text``, in NFC, that have a letter outside ASCII. A capital inside a small word is misspelled."""
    words = spelled = known = 0
    for word in _WORD.findall(text):
        word = word.strip(_EDGES)
        if word.isascii() or _NO_SYLLABLE.fullmatch(word):
            continue
        words += 1
        if is_syllable(word) and (word.isupper() or not any(map(str.isupper, word[1:]))):
            spelled += 1
            known += is_known(word)
    return Tally(words, spelled, known)
