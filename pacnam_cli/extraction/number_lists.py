"""Numbers in a row that share their nouns: "lần lượt là 45 và 44", "là 35.000; 50.000 và 180.000 đồng"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.noun_phrases import noun_phrase
from pacnam_cli.extraction.passages import Passage
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import load

_FROM = "từ"
_LONGEST = 50  # numbers in a row that may share nouns; more are a table without lines


class _Knowledge(NamedTuple):
    lists: Phrases[str]
    bodies: Phrases[str]
    opens_list: frozenset[str]
    levels: frozenset[str]
    links: frozenset[str]
    bare_links: frozenset[str]
    product: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    words = load("quantities")
    return _Knowledge(
        lists=Phrases.of(words["ellipsis"]["lists"]),
        bodies=Phrases.of(words["ellipsis"]["bodies"]),
        opens_list=frozenset(words["ellipsis"]["opens_list"]),
        levels=frozenset(words["change"]["level"]),
        links=frozenset(words["lists"]["links"]),
        bare_links=frozenset(words["lists"]["bare"]),
        product=frozenset(words["lists"]["product"]),
    )


def take_from_right(mention: Mention, following: Mention) -> None:
    """ "lần lượt là 35.000; 50.000 và 180.000 đồng", "900 x 1.500 m": the last number has the unit of all."""
    if mention.unit is not None or following.unit is None or following.passage is not mention.passage:
        return
    knowledge, tokens = _knowledge(), mention.passage.tokens
    words = [token.text for token in tokens[mention.after : following.lead]]
    before = tokens[mention.lead - 1].text if mention.lead else ""
    if before == _FROM and words and words[0] in knowledge.levels and len(words) <= 2:  # "từ 2,2 lên 9 điểm"
        mention.kind, mention.unit = following.kind, following.unit
        return
    between = " ".join(words)
    listed = between in knowledge.links and before in knowledge.opens_list
    if between in knowledge.product or (listed and following.kind in ("money", "measure", "percent")):
        mention.kind, mention.unit = following.kind, following.unit
        if following.scale > 1 and mention.scale == 1 and mention.value < 1000:
            mention.value, mention.scale = mention.value * following.scale, following.scale


def noun_of_list(mention: Mention, mentions: Sequence[Mention], place: int) -> str | None:
    """ "..., con số lần lượt là 45 và 44": as many nouns before as numbers in the list, in their order."""
    passage = mention.passage
    first, last = place, place + 1
    while first and last - first <= _LONGEST and _joined(mentions[first - 1], mentions[first]):
        first -= 1
    while last < len(mentions) and last - first <= _LONGEST and _joined(mentions[last - 1], mentions[last]):
        last += 1
    if last - first > _LONGEST:
        return None
    group = range(first, last)
    head = mentions[group[0]]
    cue = _list_cue(head)
    if cue is None:
        return None
    nouns = _nouns_before(passage, clauses.clause_start(head, mentions[group[0] - 1] if group[0] else None, cue), cue)
    if len(nouns) == len(group) > 1:
        return nouns[group.index(place)]
    before = [
        other for other in mentions[max(0, group[0] - len(group)) : group[0]] if other.kind == "count" and other.unit
    ]
    if len(before) < len(group):
        return None
    return before[group.index(place)].unit


def in_list(mention: Mention, kept: Sequence[Mention]) -> bool:
    """Whether a number after a comma goes on a list of numbers: "45, 44 và 12"."""
    if not kept or kept[-1].passage is not mention.passage:
        return False
    return mention.passage.canonical(kept[-1].after, mention.lead) in _knowledge().links


def _list_cue(head: Mention) -> int | None:
    """Where "lần lượt" stands before the first number of a list."""
    for index in range(max(0, head.first - 6), head.first):
        if _knowledge().lists.at(head.passage.tokens, index) is not None:
            return index
    return None


def _nouns_before(passage: Passage, first: int, last: int) -> list[str]:
    """The nouns of a clause that numbers in a list belong to: "số đảng viên và số chi bộ lần lượt là 512 và 21"."""
    found: list[str] = []
    index = first
    while index < last:
        phrase = noun_phrase(passage, index) if not passage.capital(index) and passage.begins_word(index) else None
        body = _knowledge().bodies.at(passage.tokens, index)
        if phrase is not None and phrase.listed and phrase.last <= last and (body is None or body[0] < phrase.head):
            found.append(passage.text(index, phrase.last))
            index = phrase.last
        else:
            index += 1
    return found


def _joined(left: Mention, right: Mention) -> bool:
    """Whether nothing but "và", a comma or a semicolon stands between two bare numbers of one passage."""
    if left.passage is not right.passage or left.named or right.named:
        return False
    between = left.passage.tokens[left.after : right.lead]
    return len(between) <= 2 and all(token.text in _knowledge().bare_links for token in between)
