"""Percentages that take up an earlier list in its order: "các tỷ lệ ấy là 95% và 96%", "theo thứ tự trên là ..."."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.language.phrases import Phrases
from pacnam_cli.lexicon import load

_REACH = 10  # tokens before a number among which a word points back


@cache
def _links() -> frozenset[str]:
    return frozenset(load("quantities")["lists"]["repeated"])


@cache
def _pointing() -> Phrases[str]:
    return Phrases.of(load("quantities")["subject"]["pointing"])


def repeat_lists(mentions: Sequence[Mention]) -> None:
    """Gives percentages that point back at a list of as many the role and the subject of their counterparts."""
    place = 0
    while place < len(mentions):
        last = place + 1
        while last < len(mentions) and _linked(mentions[last - 1], mentions[last]):
            last += 1
        if last - place > 1 and _points_back(mentions[place]):
            for mention, model in zip(mentions[place:last], _list_before(mentions, place, last - place), strict=False):
                mention.role, mention.direction = model.role, model.direction
                mention.subject = model.whole or clauses.subject_before(model, _previous(mentions, model))
        place = last


def _linked(left: Mention, right: Mention) -> bool:
    if left.kind != "percent" or right.kind != "percent" or left.passage is not right.passage:
        return False
    return " ".join(clauses.between(left, right)) in _links()


def _points_back(mention: Mention) -> bool:
    tokens = mention.passage.tokens
    return any(_pointing().at(tokens, index) for index in range(max(0, mention.lead - _REACH), mention.lead))


def _list_before(mentions: Sequence[Mention], place: int, size: int) -> list[Mention]:
    """The nearest earlier run of ``size`` percentages of one role in one sentence; empty where there is none."""
    for end in range(place, size - 1, -1):
        run = [mention for mention in mentions[max(0, end - 2 * size) : end] if mention.kind == "percent"][-size:]
        same = len(run) == size and len({(mention.role, mention.passage.index) for mention in run}) == 1
        if same and mentions[end - 1] is run[-1] and run[0].role in ("share", "rate"):
            return run
    return []


def _previous(mentions: Sequence[Mention], mention: Mention) -> Mention | None:
    place = next(index for index, other in enumerate(mentions) if other is mention)
    return mentions[place - 1] if place else None
