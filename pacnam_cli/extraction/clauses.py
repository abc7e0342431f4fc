"""What stands between the numbers of a passage: the words before one, trimmed to the thing they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import MARK, NUMBER
from pacnam_cli.lexicon import load

_HARD_ENDS = frozenset('.;:()?!“”"')
_CLAUSE_ENDS = frozenset(".;()?!“”")
_LONGEST_SUBJECT, _LONG = 16, 9


class _Knowledge(NamedTuple):
    leading: Phrases[str]
    trailing: Phrases[str]
    prepositions: frozenset[str]
    comparisons: Phrases[str]
    amounts: Phrases[str]
    rates: Phrases[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("quantities")["subject"]
    return _Knowledge(
        Phrases.of(words["leading"]),
        Phrases.of(words["trailing"]),
        frozenset(words["prepositions"]),
        Phrases.of(words["comparisons"]),
        Phrases.of(words["amounts"]),
        Phrases.of(words["rates"]),
    )


def floor(mention: Mention, previous: Mention | None) -> int:
    """The first token of the passage that belongs to ``mention``'s own words: after the number before it."""
    if previous is not None and previous.passage is mention.passage:
        return previous.close
    return 0


def subject_before(mention: Mention, previous: Mention | None) -> str | None:
    """What the words before a number speak of, without the verb: "thu ngân sách" of "thu ngân sách đạt 1.200 tỷ"."""
    span = subject_span(mention, previous)
    return mention.passage.text(*span) if span is not None else None


def subject_span(mention: Mention, previous: Mention | None) -> tuple[int, int] | None:
    """The tokens of ``subject_before``, None where the words before the number name nothing."""
    passage = mention.passage
    first, last = clause(passage, floor(mention, previous), mention.lead)
    first = _after_comparison(passage, first, last)
    first, last = trim(passage, first, last)
    if last - first > _LONG or last_comma(passage, first, last) > first:
        first = _at_amount(passage, first, last)
    if last - first > _LONG:
        last = _before_preposition(passage, first, last)
    if last - first > _LONGEST_SUBJECT:
        first, last = trim(passage, last_comma(passage, first, last), last)
    if last <= first or last - first > _LONGEST_SUBJECT:
        return None
    first, last = trim(passage, _after_is(passage, first, last), last)
    if mention.role in ("share", "rate") and (rate := _knowledge().rates.at(passage.tokens, first)) and rate[0] < last:
        first = rate[0]
    return first, last


def clause(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """The part of ``first``-``last`` after its last hard mark; a hard mark right before ``last`` is passed over."""
    tokens = passage.tokens
    while last > first and tokens[last - 1].kind == MARK:
        last -= 1
    for index in range(last - 1, first - 1, -1):
        if tokens[index].text in _HARD_ENDS:
            return index + 1, last
    return first, last


def clause_start(mention: Mention, previous: Mention | None, last: int) -> int:
    """Where the clause that ends before token ``last`` begins: after the number before it, a stop, a bracket."""
    first = previous.after if previous is not None and previous.passage is mention.passage else 0
    for index in range(last - 1, first - 1, -1):
        if mention.passage.tokens[index].text in _CLAUSE_ENDS:
            return index + 1
    return first


def trim(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """``first``-``last`` without connecting words at its head and verbs at its tail."""
    knowledge, tokens = _knowledge(), passage.tokens
    changed = True
    while changed and first < last:
        changed = False
        if tokens[first].kind in (MARK, NUMBER) or passage.masked[first]:
            first, changed = first + 1, True
        elif (lead := knowledge.leading.at(tokens, first)) is not None and lead[0] <= last:
            first, changed = lead[0], True
        if last > first and (tokens[last - 1].kind == MARK or passage.masked[last - 1]):
            last, changed = last - 1, True
        elif (tail := knowledge.trailing.before(tokens, last)) is not None and tail[0] >= first:
            last, changed = tail[0], True
    return first, last


def _after_comparison(passage: Passage, first: int, last: int) -> int:
    """Passes over what the number before was compared with: "so với năm 2014 và | tăng"."""
    begin = first
    while begin < last and passage.tokens[begin].kind == MARK:
        begin += 1
    if _knowledge().comparisons.at(passage.tokens, begin) is None:
        return first
    first = begin
    for index in range(last - 1, first, -1):
        if passage.tokens[index].text in (",", "và"):
            return index + 1
    return last


def _after_is(passage: Passage, first: int, last: int) -> int:
    """Passes over what only introduces the thing: "khó khăn hơn cả là | kinh tế"."""
    for index in range(last - 2, first, -1):
        if passage.tokens[index].text == "là":
            return index + 1
    return first


def _at_amount(passage: Passage, first: int, last: int) -> int:
    """Where a long clause names what is measured: "theo báo cáo, | tổng thu ..."."""
    for index in range(first, last):
        if _knowledge().amounts.at(passage.tokens, index) is not None and passage.begins_word(index):
            return index
    return first


def _before_preposition(passage: Passage, first: int, last: int) -> int:
    """Where a long subject may be cut: "giá đất | tại huyện Hóc Môn"."""
    for index in range(first + 2, last):
        if passage.tokens[index].text in _knowledge().prepositions:
            return index
    return last


def last_comma(passage: Passage, first: int, last: int) -> int:
    """The index after the last comma among the tokens from ``first`` up to, not including, ``last``; else ``first``."""
    for index in range(last - 1, first - 1, -1):
        if passage.tokens[index].text == ",":
            return index + 1
    return first


def between(left: Mention, right: Mention) -> Sequence[str]:
    """The canonical tokens between two numbers of one passage, without the unit of the left one."""
    return [token.text for token in left.passage.tokens[left.close : right.lead]]
