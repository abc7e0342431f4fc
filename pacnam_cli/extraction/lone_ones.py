""" "một" as a number and as an article: it counts only beside other counts ("khai trừ 2, cách chức một trường hợp")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.lexicon import load


@cache
def _countable() -> frozenset[str]:
    return frozenset(load("counted")["one"]["words"])


def drop_articles(mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` without the "một" that only introduces a thing."""
    return [mention for place, mention in enumerate(mentions) if not _article(mention, mentions, place)]


def _article(mention: Mention, mentions: Sequence[Mention], place: int) -> bool:
    if not (mention.spelled and mention.value == 1 and mention.scale == 1 and mention.kind in ("count", "measure")):
        return False
    unit = (mention.unit or "").lower()
    if not any(unit == word or unit.startswith(word + " ") for word in _countable()):
        return True
    return not any(_beside(mention, other) for other in mentions[max(0, place - 4) : place + 5] if other is not mention)


def _beside(mention: Mention, other: Mention) -> bool:
    """Whether ``other`` counts people, cases or bodies in the same sentence."""
    if other.passage is not mention.passage or other.kind != "count" or other.spelled and other.value == 1:
        return False
    unit = (other.unit or "").lower()
    return other.unit is None or any(unit.startswith(word) for word in _countable())
