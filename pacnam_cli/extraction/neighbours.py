"""The words beside a number: what stands right before it, right after it, and whether it is counted."""

from __future__ import annotations

from typing import NamedTuple

from pacnam_cli.lexicon import load

_AFTER = frozenset(load("names")["neighbours"]["after"])
_COUNTED = frozenset([*load("counted")["heads"]["words"], *load("names")["neighbours"]["counted"]])
_SENTENCE_ENDS = ".!?:;…\n"
_QUOTES = "\"'“”‘’«»([{-–•*"


class Word(NamedTuple):
    """A run of letters and where it begins in the text."""

    text: str
    start: int


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
    return any(" ".join(words[:size]) in _COUNTED for size in range(len(words), 0, -1))


def counts_any(text: str, cased: str, position: int) -> bool:
    """Whether what follows ``position`` may be counted: a lower-case word that no sentence goes on with after a name."""
    words = words_after(text, position, 1)
    if not words:
        return False
    start = text.index(words[0], position)
    return not cased[start].isupper() and words[0] not in _AFTER


def opens_sentence(text: str, position: int) -> bool:
    """Whether ``position`` is the head of a line or of a sentence, quotation marks and brackets aside."""
    index = position - 1
    while index >= 0 and (text[index] == " " or text[index] in _QUOTES):
        index -= 1
    return index < 0 or text[index] in _SENTENCE_ENDS
