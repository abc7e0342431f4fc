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
    """The nearest plain figure before; one in brackets that were closed since only where no other is.

    "1.436 tỷ đồng, bằng 112% kế hoạch (1.300 tỷ đồng), tăng 25%": what rose are the 1.436.
    """
    depth, aside = 0, None
    for back in range(place - 1, max(-1, place - 5), -1):
        other = mentions[back]
        if other.passage is not mention.passage:
            break
        gap = clauses.between(mentions[back], mentions[back + 1])
        if any(word in _CLAUSE_BREAKS for word in gap) or len(gap) > _FARTHEST:
            break
        depth = _depth(gap, depth)
        if other.role in ("value", "rate") or (other.kind == "ratio" and other.role == "share"):
            fits = other if other.kind in _AMOUNTS or other.role == "rate" else None
            if depth == 0:
                return fits or aside
            aside = aside or fits
    return aside


def _depth(gap: Sequence[str], depth: int) -> int:
    """How many brackets that were open before ``gap`` are closed after it; ``depth`` were closed later."""
    for word in reversed(gap):
        if word == ")":
            depth += 1
        elif word == "(" and depth:
            depth -= 1
    return depth
