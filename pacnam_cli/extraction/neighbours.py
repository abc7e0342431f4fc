"""The words beside a number: what stands right before it, right after it, and whether it is counted."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import load, load_words

_AFTER = frozenset(load("names")["neighbours"]["after"])
_COUNTED = frozenset([*load("counted")["heads"]["words"], *load("names")["neighbours"]["counted"]])
_NOT_NOUNS = (load_words("verbs") | load_words("adjectives") | load_words("function_words")) - load_words("nouns")
_SENTENCE_ENDS = ".!?:;…\n"
_QUOTES = "\"'“”‘’«»([{-–•*"


class Word(Struct, frozen=True, gc=False):
    """A run of letters and where it begins in the text."""

    text: str
    start: int


def at_numbers(pattern: re.Pattern[str], folded: Folded, *, cased: bool = False) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` that begin where a run of digits begins, none overlapping.

    They are looked for in the canonical text, or in that with its capitals, where ``cased``.
    """
    return matches_at(pattern, folded.cased if cased else folded.text, folded.numbers)


def matches_at(
    pattern: re.Pattern[str], text: str, starts: Iterable[int], end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` in ``text[:end]`` that begin at one of ``starts``, which ascend, none overlapping."""
    reached = 0
    for start in starts:
        if start >= reached and (match := pattern.match(text, start, end)):
            yield match
            reached = match.end()


def end_before(text: str, position: int, blanks: str = "") -> int:
    """Where what stands before ``position`` ends: blanks, or the characters ``blanks``, are passed over."""
    while position > 0 and (text[position - 1] in blanks if blanks else text[position - 1].isspace()):
        position -= 1
    return position


def words_before(text: str, position: int, count: int) -> list[Word]:
    """Up to ``count`` words that stand before ``position`` with nothing but blanks between, the nearest first."""
    found: list[Word] = []
    end = position
    for _ in range(count):
        while end > 0 and text[end - 1] == " ":
            end -= 1
        start = end
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        if start == end:
            break
        found.append(Word(text[start:end], start))
        end = start
    return found


def words_after(text: str, position: int, count: int) -> list[str]:
    """Up to ``count`` words that stand after ``position`` with nothing but blanks between, the nearest first."""
    found: list[str] = []
    size = len(text)
    start = position
    for _ in range(count):
        while start < size and text[start] == " ":
            start += 1
        end = start
        while end < size and text[end].isalpha():
            end += 1
        if start == end:
            break
        found.append(text[start:end])
        start = end
    return found


def counts_known(text: str, position: int) -> bool:
    """Whether a noun that is known to be counted, or a scale word, follows ``position``: "tổ 5 | người"."""
    words = words_after(text, position, 3)
    for size in range(len(words), 0, -1):
        if " ".join(words[:size]) in _COUNTED:
            return size > 1 or " ".join(words[:2]) not in _NOT_NOUNS  # "đồng" but not "đồng tình"
    return False


def counts_any(text: str, cased: str, position: int) -> bool:
    """Whether what follows ``position`` may be counted: a lower-case word that is known neither as a verb, adjective or
    particle nor as one with which a sentence goes on after a name."""
    words = words_after(text, position, 2)
    if not words:
        return False
    first, pair = words[0], " ".join(words)
    if cased[text.index(first, position)].isupper():
        return False
    if len(words) == 2:
        if pair in _COUNTED:
            return True
        if pair in _NOT_NOUNS:
            return False
    if first in _AFTER:
        return False
    return first in _COUNTED or first not in _NOT_NOUNS


def opens_sentence(text: str, position: int) -> bool:
    """Whether ``position`` is the head of a line or of a sentence, quotation marks and brackets aside."""
    index = position - 1
    while index >= 0 and (text[index] == " " or text[index] in _QUOTES):
        index -= 1
    return index < 0 or text[index] in _SENTENCE_ENDS
