"""One reading for every place of the text: where recognisers overlap, the surest wins.

A date, a document's number or a name may look like a quantity and the other way round ("12/12 xã" is a ratio, "12/12"
a day). A number with a unit of its own outweighs a bare form; nothing outweighs a form that has no other reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from pacnam_cli.extraction.mentions import Mention
from pacnam_cli.extraction.readings import CERTAIN, LIKELY, Reading

AnyReading = Reading[object]


def split_certain(readings: Iterable[AnyReading]) -> tuple[list[AnyReading], list[AnyReading]]:
    """The readings that mask the text for the recogniser of quantities, and those that must hold against it."""
    certain: list[AnyReading] = []
    rivals: list[AnyReading] = []
    for reading in readings:
        (certain if reading.strength >= CERTAIN else rivals).append(reading)
    return certain, rivals


def resolve(mentions: Iterable[Mention], rivals: Sequence[AnyReading]) -> tuple[list[Mention], list[AnyReading]]:
    """The mentions that stand against ``rivals``, and the rivals that stand against the mentions."""
    ordered = sorted(rivals, key=lambda reading: (reading.start, reading.end))
    starts = [reading.start for reading in ordered]
    mentions = list(mentions)
    ratios = Counter(mention.passage.index for mention in mentions if mention.kind == "ratio" and mention.named)
    kept: list[Mention] = []
    beaten: set[int] = set()
    for mention in mentions:
        start, end = mention.start, mention.end
        against = [
            place
            for place in range(max(0, bisect_right(starts, end) - 8), bisect_right(starts, end - 1))
            if ordered[place].end > start
        ]
        listed = mention.kind == "ratio" and ratios[mention.passage.index] > 0
        strength = max(_strength(mention), LIKELY - 0.1 if listed or _is_rate(mention) else 0)
        if any(_against(ordered[place]) >= strength for place in against):
            continue
        beaten.update(against)
        kept.append(mention)
    return kept, [reading for place, reading in enumerate(ordered) if place not in beaten]


def _against(reading: AnyReading) -> float:
    """How sure a rival is; after a document's type stands its number, even before a noun ("Nghị định 46 quy định")."""
    return max(reading.strength, 0.85) if reading.dimension == "document" else reading.strength


def _strength(mention: Mention) -> float:
    """How sure a quantity is by what stands beside it."""
    if mention.kind in ("percent", "money"):
        return 0.95
    if mention.kind == "measure":
        return 0.9
    if mention.listed:
        return 0.8
    if mention.named:
        return 0.6 if mention.surely else 0.5
    return 0.2


def _is_rate(mention: Mention) -> bool:
    """Whether a rate is spoken of right before: "tỷ lệ chọi 1/2"."""
    before = [token.text for token in mention.passage.tokens[max(0, mention.first - 4) : mention.first]]
    return mention.kind == "ratio" and "lệ" in before
