"""What the program knows, as TOML files a Vietnamese speaker can edit, and the one way to read them.

Entries stand in the canonical form of ``language.folding.fold_word``: NFC, lower case, "ủy" and "hòa".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon ``name``.toml as a dictionary; read once, not to be changed by the caller."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """A regular expression group for any of ``words``, the longest first, with any run of blanks between syllables.

    Words that begin with the same syllable share it, so that a text is not tried against each of them in turn.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        first, *rest = word.split()
        groups.setdefault(first, []).append(r"[ ]+".join(map(re.escape, rest)))
    alternatives = []
    for first in sorted(groups, key=lambda syllable: (-len(syllable), syllable)):
        rests = groups[first]
        more = "|".join(rest for rest in rests if rest)
        tail = f"(?:[ ]+(?:{more}))" + ("?" if "" in rests else "") if more else ""
        alternatives.append(re.escape(first) + tail)
    return "(?:" + "|".join(alternatives) + ")"


@cache
def load_words(name: str) -> frozenset[str]:
    """The word list ``name``.txt: one word a line, lines that begin with # are comments."""
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
