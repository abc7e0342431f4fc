"""Which figure another one is about: "103 đảng viên mới, đạt 129% kế hoạch", "55 đảng viên, chiếm 76,3%"."""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.extraction import clauses
from pacnam_cli.extraction.mentions import Mention

_AMOUNTS = ("count", "money", "measure", "ratio")
_CLAUSE_BREAKS = frozenset(".;")
_FARTHEST = 14


def attach_relations(mentions: Sequence[Mention]) -> None:
    """Sets ``relates_to`` of attainments, shares and changes: the plain figure before them that they qualify."""
    for place, mention in enumerate(mentions):
        if mention.role == "attainment" or (mention.role in ("share", "change") and mention.whole is None):
            mention.relates_to = _base(mention, mentions, place)


def _base(mention: Mention, mentions: Sequence[Mention], place: int) -> Mention | None:
    for back in range(place - 1, max(-1, place - 5), -1):
        other = mentions[back]
        if other.passage is not mention.passage:
            return None
        gap = clauses.between(mentions[back], mentions[back + 1])
        if any(word in _CLAUSE_BREAKS for word in gap) or len(gap) > _FARTHEST:
            return None
        if other.role in ("value", "rate") or (other.kind == "ratio" and other.role == "share"):
            return other if other.kind in _AMOUNTS or other.role == "rate" else None
    return None
