"""What a percentage is of, where it says so after the number: "100% cán bộ cấp xã", "chiếm 71,4% tổng nợ đóng"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import noun_phrase
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load, load_words

_LONGEST = 9  # tokens of the name of a whole


class _Knowledge(NamedTuple):
    skipped: Phrases[str]
    share_verbs: Phrases[str]
    totals: Phrases[str]
    ends: frozenset[str]
    verbs: frozenset[str]
    prepositions: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    share = load("quantities")["share"]
    return _Knowledge(
        share_verbs=Phrases.of(share["verbs"]),
        skipped=Phrases.of(share["skipped"]),
        totals=Phrases.of(share["totals"]),
        ends=frozenset(share["ends"]),
        verbs=load_words("verbs") | load_words("adjectives"),
        prepositions=frozenset(share["prepositions"]),
    )


def attach_whole(mention: Mention) -> None:
    """Sets ``whole`` and ``whole_last`` of a percentage from the noun after it."""
    knowledge, passage = _knowledge(), mention.passage
    first = mention.after
    while (skip := knowledge.skipped.at(passage.tokens, first)) is not None:
        first = skip[0]
    if first >= len(passage.tokens) or passage.tokens[first].kind != SYLLABLE:
        return
    total = knowledge.totals.at(passage.tokens, first)
    phrase = noun_phrase(passage, total[0] if total else first)
    if total is not None:
        last = _run(passage, total[0], verbs=False)
    elif phrase is not None and phrase.known:
        shared = knowledge.share_verbs.before(passage.tokens, mention.lead) is not None
        last = max(phrase.last, _run(passage, phrase.last, verbs=not shared))
    elif first > mention.after:
        last = _run(passage, first, verbs=False)
    else:
        return
    if passage.canonical(last - 1, last + 1) == "cả năm":
        last += 1  # "kế hoạch cả năm"
    if last > first:
        mention.whole, mention.whole_last = passage.text(first, last), last


def _run(passage: Passage, first: int, *, verbs: bool) -> int:
    """The end of the words that go on from token ``first`` until a mark, a word of time or comparison, or a verb."""
    knowledge, tokens = _knowledge(), passage.tokens
    last = first
    while last < len(tokens) and last - first < _LONGEST and tokens[last].kind == SYLLABLE and not passage.masked[last]:
        end = passage.word_end(last)
        word = passage.canonical(last, end)
        if word in knowledge.ends or tokens[last].text in knowledge.ends or (verbs and word in knowledge.verbs):
            break
        last = end
    while last > first and tokens[last - 1].text in knowledge.prepositions:
        last -= 1
    return last
