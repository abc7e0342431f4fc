"""Names given before their numbers: "Hà Nội, Huế lần lượt là 3; 4"."""

from __future__ import annotations

from collections.abc import Sequence

from pacnam_cli.analysis import series_labels
from pacnam_cli.analysis.series_slots import Landscape
from pacnam_cli.analysis.series_units import Slot
from pacnam_cli.language.folding import fold_word
from pacnam_cli.language.letters import UPPER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load, whole_words

_WORDS = load("series")
_RESPECTIVELY = pattern(whole_words(_WORDS["respectively"]))
_NAMES = pattern(rf"(?:,|;|(?<!\s)\s+{alternation(_WORDS['name_joins'])})\s+")
_LISTED = pattern(rf".*(?<!\w){alternation(_WORDS['name_heads'])}\s+")
_PROPER = pattern(rf"(?:.*(?<!\w)[{UPPER}][\w.-]*)?")
_LAST = pattern(rf"[….]{{2,}}|…|\s{alternation(_WORDS['name_ends'])}\s")


def respectively(land: Landscape, anchors: Sequence[Slot]) -> list[str] | None:
    """A name for each of ``anchors`` from the lists of their sentences; None where one has no list."""
    names: list[str] = []
    at = 0
    while at < len(anchors):
        sentence = anchors[at].sentence
        end = at + 1
        while end < len(anchors) and anchors[end].sentence == sentence:
            end += 1
        listed = listed_names(land, anchors[at], end - at)
        if listed is None:
            return None
        names += listed
        at = end
    return names


def listed_names(land: Landscape, first: Slot, count: int) -> list[str] | None:
    """The ``count`` names enumerated before "lần lượt" in the sentence of ``first``."""
    begin = first.begin
    cue = next(reversed(list(_RESPECTIVELY.finditer(land.text, begin, first.start))), None)
    if cue is None or first.start - cue.end() > 30 or count < 2:
        return None
    pieces = [piece for piece in _NAMES.split(land.cased[begin : cue.start()]) if piece.strip()]
    for end in range(len(pieces), count - 1, -1):
        names = pieces[end - count : end]
        opened = _LISTED.match(fold_word(names[0]))
        names = [names[0][opened.end() :] if opened else names[0], *names[1:]]
        last = _LAST.search(names[-1])
        names = [series_labels.clean(name) for name in [*names[:-1], names[-1][: last.start()] if last else names[-1]]]
        if all(name.split()[-1:] and name.split()[-1][0].isupper() for name in names[:-1]):
            proper = _PROPER.match(names[-1])
            names[-1] = proper.group() if proper else ""
        if series_labels.distinct(names) and all(len(name.split()) <= 8 for name in names):
            return names
    return None
