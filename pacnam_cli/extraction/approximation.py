"""Bounds and approximation beside a number: "gần 800", "trên dưới 70%", "từ 50 trở lên".

Apart from the direction of a change: in "cao hơn 15%" the last word belongs to the comparison and bounds nothing.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.language.tokens import SYLLABLE
from pacnam_cli.lexicon import load
from pacnam_cli.model import Approx

_FARTHEST, _FAR = 3, 8


class _Knowledge(NamedTuple):
    before: Phrases[Approx]
    after: Phrases[Approx]
    comparison: Phrases[str]
    transparent: Phrases[str]
    range_from: frozenset[str]
    prepositions: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("quantities")
    return _Knowledge(
        before=Phrases(words["before"]),
        after=Phrases(words["after"]),
        comparison=Phrases.of(words["comparison"]["words"]),
        transparent=Phrases.of([*words["transparent"]["words"], *words["range"]["from"]]),
        range_from=frozenset(words["range"]["from"]),
        prepositions=frozenset(words["numbers"]["prepositions"]),
    )


def attach_bound(mention: Mention) -> None:
    """Sets ``approx`` and ``bound_first`` of ``mention`` from the words before and after it."""
    knowledge = _knowledge()
    tokens = mention.passage.tokens
    place = mention.first
    for _ in range(_FARTHEST):
        found = knowledge.before.before(tokens, place)
        if found is not None and (place - found[0] > 1 or mention.passage.begins_word(found[0])):  # not "nhiệt độ 37"
            compared = knowledge.comparison.before(tokens, place)
            if (compared is None or compared[0] >= found[0]) and not (
                _is_preposition(mention, found[0], place)
                or _compares(mention, found[0], place)
                or (
                    place < mention.first
                    and tokens[place].text in knowledge.range_from
                    and tokens[found[0]].text == "trên"
                )
            ):
                mention.approx, mention.bound_first = found[1], found[0]
            break
        step = knowledge.transparent.before(tokens, place)
        if step is None:
            break
        place = step[0]
    ranged = mention.upper is not None and mention.bound_first < 0 and mention.first > 0
    if ranged and tokens[mention.first - 1].text in knowledge.range_from:
        mention.bound_first = mention.first - 1
    after = knowledge.after.at(tokens, mention.after)
    if after is None and mention.first > 0 and tokens[mention.first - 1].text in knowledge.range_from:
        after = _far_bound(mention)
    if after is not None:
        mention.approx = after[1]


def _is_preposition(mention: Mention, first: int, last: int) -> bool:
    """Whether "trên" only says where: "hành khách trên hai xe", "116 thẩm quyền trên 13 lĩnh vực"."""
    if last != mention.first or last - first > 1 or mention.passage.tokens[first].text not in _knowledge().prepositions:
        return False
    return mention.kind == "count" and mention.scale == 1 and mention.value < 100 and mention.value % 5 != 0


def _compares(mention: Mention, first: int, last: int) -> bool:
    """Whether the bound is a comparison: "ít hơn 20 trường hợp so với quý trước"."""
    tokens = mention.passage.tokens
    compared = [token.text for token in tokens[mention.after : mention.after + 2]] == ["so", "với"]
    return compared and last - first == 2 and tokens[last - 1].text == "hơn"


def _far_bound(mention: Mention) -> tuple[int, Approx] | None:
    """The bound that closes "từ 50% kế hoạch cả năm trở lên", past what the number is of."""
    tokens = mention.passage.tokens
    for index in range(mention.after, min(mention.after + _FAR, len(tokens))):
        if tokens[index].kind != SYLLABLE:
            return None
        if (found := _knowledge().after.at(tokens, index)) is not None:
            return found
    return None
