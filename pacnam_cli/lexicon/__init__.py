"""What the program knows, as TOML files a Vietnamese speaker can edit, and the one way to read them.

Entries stand in the canonical form of ``language.folding.fold_word``: NFC, lower case, "ủy" and "hòa".
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pacnam_cli.lexicon import tables

_HOME = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon ``name``.toml as a dictionary; read once, not to be changed by the caller.

    The folders that ``PACNAM_LEXICON`` names extend it one after the other, see ``extending``.
    """
    ours = tables.read((_HOME / f"{name}.toml").read_text(encoding="utf-8"))
    if "PACNAM_LEXICON" not in os.environ:
        return ours
    from pacnam_cli.lexicon import extending

    used = extending.folders()
    for folder in used:
        if (path := folder / f"{name}.toml").exists():
            ours = extending.extended(ours, path)
    return extending.labelled(ours, load("indicators")) if used and name == "labels" else ours


def use(*folders: Path) -> None:
    """Extend the lexicons by those of ``folders``, here and in the processes started from here.

    To be called before anything is loaded, as modules keep what they know. Raises ``extending.LexiconError`` for a
    folder that cannot be used, ``RuntimeError`` where it comes too late.
    """
    from pacnam_cli.lexicon import extending

    extending.check(*folders)
    wanted = [folder.resolve() for folder in folders]
    if load.cache_info().currsize and [folder.resolve() for folder in extending.folders()] != wanted:
        raise RuntimeError("the lexicons are loaded already: name their folder before the first analysis")
    os.environ[extending.VARIABLE] = os.pathsep.join(map(str, wanted))


def alternation(words: Iterable[str]) -> str:
    """A regular expression group for any of ``words``, the longest first, with any run of blanks between syllables.

    Words that begin with the same syllable share it, so that a text is not tried against each of them in turn.
    """
    return f"(?:{'|'.join(_alternatives(words))})"


def optional(words: Iterable[str]) -> str:
    """``alternation(words)`` with the blanks behind it, or nothing."""
    return rf"(?:{alternation(words)}\ +)?"


def opening(words: Iterable[str], letter: str = r"\w") -> str:
    """``alternation(words)`` where no ``letter``, a character class, stands before.

    That is asked after the first two letters, which few places have: the engine can skip to the next place where one of
    the words may begin, and tell most others by the second letter.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for each in _alternatives(words):
        first = each[0] if each[0].isalnum() else ""
        second = each[1] if first and each[1:2].isalnum() else ""
        groups.setdefault(first, {}).setdefault(second, []).append(each[len(first + second) :])
    begun = []
    for first, seconds in groups.items():
        rests = [
            f"{second}(?<!{letter}{first}{second}){_either(seconds[second])}"
            for second in sorted(seconds, reverse=True)
        ]
        begun.append(first + _either(rests))
    return _either(begun)


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def whole_words(words: Iterable[str]) -> str:
    """``opening(words)`` where no letter stands behind either."""
    return opening(words) + r"(?!\w)"


def _alternatives(words: Iterable[str]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for word in sorted(sorted(set(words)), key=len, reverse=True):
        first, _, rest = " ".join(word.split()).partition(" ")
        groups.setdefault(first, []).append(rest if rest.isalnum() else re.escape(rest).replace(r"\ ", r"\ +"))
    alternatives = []
    for first in sorted(sorted(groups), key=len, reverse=True):
        alternatives.append((first if first.isalnum() else re.escape(first)) + _tail(groups[first]))
    return alternatives


def _tail(rests: list[str]) -> str:
    """What may follow a first syllable; no group where there is one way, as groups take long to compile."""
    more = [rest for rest in rests if rest]
    if not more:
        return ""
    tail = rf"\ +{more[0]}" if len(more) == 1 else rf"\ +(?:{'|'.join(more)})"
    return tail if len(more) == len(rests) else f"(?:{tail})?"


@cache
def load_words(name: str) -> frozenset[str]:
    """The word list ``name``.txt: one word a line, lines that begin with # are comments."""
    lines = (_HOME / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
