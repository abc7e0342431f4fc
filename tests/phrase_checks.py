"""Phrase files: texts with « » around what a recogniser must read as sure or likely, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pacnam_cli.extraction.readings import LIKELY, Reading
from pacnam_cli.language.folding import Folded
from pacnam_cli.lexicon import tables


def phrases(name: str, group: str) -> list[str]:
    """The phrases of ``tests/phrases/NAME.toml`` in ``group`` (positive or negative)."""
    path = Path(__file__).parent / "phrases" / f"{name}.toml"
    return list(tables.read(path.read_text(encoding="utf-8"))[group])


def unmarked(phrase: str) -> str:
    """The text of a phrase without its marks."""
    return phrase.replace("«", "").replace("»", "")


def marked_again(phrase: str, propose: Callable[[Folded], Sequence[Reading[Any]]]) -> str:
    """The phrase with marks around what ``propose`` reads in it as sure or likely, overlapping readings joined."""
    folded = Folded(unmarked(phrase))
    spans: list[tuple[int, int]] = []
    for reading in sorted(propose(folded), key=lambda item: item.start):
        if reading.strength < LIKELY:
            continue
        if spans and reading.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], reading.end))
        else:
            spans.append((reading.start, reading.end))
    text = folded.cased
    for start, end in reversed(spans):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text
