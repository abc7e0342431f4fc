"""Which province only says where a district lies: "huyện Đức Thọ, Hà Tĩnh", "là một huyện của tỉnh Ninh Bình"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from pacnam_cli.extraction.place_names import COMMUNES, DISTRICTS, Mention
from pacnam_cli.language.folding import Folded
from pacnam_cli.language.letters import LETTER
from pacnam_cli.language.patterns import pattern
from pacnam_cli.lexicon import alternation, load

_WORDS = load("places")["words"]
_PART_OF, _LIES_IN = alternation(_WORDS["part_of"]), alternation(_WORDS["within"])
_INSIDE = pattern(rf"\s*[(,-]\s*(?:{_PART_OF}\s+)?|\s+{_LIES_IN}\s+")
_LOCAL = alternation([*DISTRICTS, *COMMUNES])
_OWNED = pattern(rf"(?<!{LETTER})(?:{_LOCAL}[^.,;\d]{{0,40}}[ ]{_LIES_IN}|{_PART_OF})\s+\Z")
_WITHIN = pattern(rf"(?:\s+\d{{1,2}})?\s*[(,]\s*(?:{_PART_OF}\s+)?")


def related(folded: Folded, found: Iterable[Mention]) -> list[Mention]:
    """Marks the province that only says where a district lies: "huyện Đức Thọ, Hà Tĩnh", "Hà Tĩnh: Huyện Đức Thọ"."""
    marked: list[Mention] = []
    ordered = list(found)
    named = Counter(one.key for one in ordered)
    for one in ordered:
        last = marked[-1] if marked else None
        if last and one.block == last.block and one.cue > last.end:
            between = folded.text[last.end : one.cue]
            if (one.provincial and not last.provincial and _INSIDE.fullmatch(between)) or _belongs(folded, one):
                one = replace(one, inside=True)
            elif last.level in COMMUNES and one.level in DISTRICTS and _WITHIN.fullmatch(between):
                # "xã Thanh Đa (huyện Phúc Thọ)", "xã Hố Nai 3, huyện Trảng Bom" where the commune is told of
                if "(" in between or named[last.key] > named[one.key]:
                    one = replace(one, inside=True)
            elif last.provincial and one.cued and not one.provincial and between.strip() == ":":
                marked[-1] = replace(last, inside=True)
        marked.append(one)
    return marked


def _belongs(folded: Folded, one: Mention) -> bool:
    """Whether the province is named as the owner of a district: "là một huyện miền núi của tỉnh Ninh Bình"."""
    return one.provincial and one.cued and bool(_OWNED.search(folded.text, max(0, one.cue - 60), one.cue))
