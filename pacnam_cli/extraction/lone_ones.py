""" "một" as a number and as an article: it counts only beside other counts ("khai trừ 2, cách chức một trường hợp")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import load


@cache
def _classes() -> list[frozenset[str]]:
    return [frozenset(words) for words in load("counted")["one"]["classes"]]


@cache
def _averages() -> Phrases[str]:
    return Phrases.of(load("counted")["one"]["averages"])


@cache
def _joined() -> frozenset[str]:
    return frozenset(load("counted")["one"]["joined"])


@cache
def _sizes() -> frozenset[str]:
    return frozenset(load("counted")["one"]["sizes"])


def drop_articles(mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` without the "một" that only introduces a thing."""
    return [mention for place, mention in enumerate(mentions) if not _article(mention, mentions, place)]


def _article(mention: Mention, mentions: Sequence[Mention], place: int) -> bool:
    if not (mention.spelled and mention.value == 1 and mention.scale == 1 and mention.kind in ("count", "measure")):
        return False
    if mention.kind == "measure" and mention.first > 0 and mention.passage.tokens[mention.first - 1].text in _sizes():
        return False  # "sâu một mét"
    if _per_each(mention):
        return True
    return not any(_beside(mention, other) for other in mentions[max(0, place - 4) : place + 5] if other is not mention)


def _per_each(mention: Mention) -> bool:
    """Whether the one only says per what: "bình quân một xã có 13 trạm, một thôn có 2,2 trạm"."""
    tokens = mention.passage.tokens
    averaged = any(_averages().at(tokens, index) for index in range(mention.first))
    return averaged and mention.after < len(tokens) and tokens[mention.after].text == "có"


def _beside(mention: Mention, other: Mention) -> bool:
    """Whether ``other`` counts things of the same class in the sentence, or is joined to ``mention`` by "và"."""
    if other.passage is not mention.passage or other.kind != "count" or (other.spelled and other.value == 1):
        return False
    left, right = sorted((mention, other), key=lambda one: one.first)
    if other.unit and mention.unit and other.unit.lower().split()[0] == mention.unit.lower().split()[0]:
        return True  # "một xe cứu thương, nay đã có ba xe"
    if _class(mention) is None:
        return False
    joined = mention.passage.canonical(left.after, right.lead) in _joined()
    return joined or other.unit is None or _class(other) == _class(mention)


def _class(mention: Mention) -> int | None:
    unit = (mention.unit or "").lower()
    for number, words in enumerate(_classes()):
        if any(unit == word or unit.startswith(word + " ") for word in words):
            return number
    return None
