"""The case of a phrase that no longer begins its sentence."""

from __future__ import annotations

import re

from pacnam_cli.lexicon import alternation, load

# "Huyện ủy", "Huy hiệu Đảng": a capital that is no sign of a sentence's beginning.
_CAPITAL = re.compile(alternation(load("labels")["capitals"]) + r"\b", re.IGNORECASE)


def inside(phrase: str) -> str:
    """``phrase`` as it reads within a line: "Tỷ lệ hộ nghèo" is "tỷ lệ hộ nghèo", names keep their capital.

    A name shows by a second capital ("Hà Tĩnh", "Ban Thường vụ"), by being one word or by standing in the list.
    """
    first, _, rest = phrase.partition(" ")
    named = rest[:1].isupper() or not rest or first[1:] != first[1:].lower()
    if not first[:1].isupper() or named or _CAPITAL.match(phrase):
        return phrase
    return phrase[0].lower() + phrase[1:]
